// Runs the benches named on the command line, or all: decode, lines, attribute, fold, assess, report. No test looks at a time.

import { run as assess } from './assess.bench.ts';
import { run as attribute } from './attribute.bench.ts';
import { run as decode } from './decode.bench.ts';
import { run as fold } from './fold.bench.ts';
import { run as lines } from './lines.bench.ts';
import { run as report } from './report.bench.ts';

const BENCHES: Record<string, () => void | Promise<void>> = {
  decode,
  lines,
  attribute,
  fold,
  assess,
  report,
};
const named = process.argv.slice(2);
for (const name of named.length > 0 ? named : Object.keys(BENCHES)) {
  const bench = BENCHES[name];
  if (bench === undefined)
    throw new Error(`no bench ${name}: expected one of ${Object.keys(BENCHES).join(', ')}`);
  await bench();
}
