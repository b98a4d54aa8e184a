// `afterflood compare`: finished cases set against each other: same group of machines, same reflectors, same tool?

import { realpathSync } from 'node:fs';
import { openAttributor } from '../aggregate/attribute.ts';
import { openAsnTable } from '../aggregate/geo/asn-table.ts';
import { announcedIpv4 } from '../compare/announced.ts';
import { compareCases } from '../compare/compare.ts';
import { comparisonText } from '../compare/text.ts';
import { type OpenCase, openCase, readCaseFacts } from '../explain/open-case.ts';
import { InputError } from '../model/diagnostic.ts';
import type { CommandResult } from './inspect.ts';

/** Runs the command. */
export async function compare(
  directories: readonly string[],
  options: { json?: boolean },
): Promise<CommandResult> {
  if (directories.length < 2)
    throw new InputError(
      'input/one-case',
      `compare: expected two or more report folders, found ${directories.length}; name the cases to compare`,
    );
  // All folders are checked before anything is opened, so that a slip in the last one costs no waiting.
  for (const directory of directories) readCaseFacts(directory);
  const real = directories.map((directory) => realpathSync(directory));
  const twice = real.findIndex((each, index) => real.indexOf(each) !== index);
  if (twice >= 0)
    throw new InputError(
      'input/same-case',
      `${directories[twice]}: expected different report folders, found this one twice; name each once`,
    );
  const open: OpenCase[] = [];
  try {
    for (const directory of directories) open.push(await openCase(directory));
    let announced: ReadonlyMap<number, number> | undefined;
    const comparison = await compareCases(open, await openAttributor({}), () => {
      announced ??= announcedIpv4(openAsnTable());
      return announced;
    });
    return {
      out:
        options.json === true ? `${JSON.stringify(comparison, undefined, 2)}\n` : comparisonText(comparison),
      messages: [],
      exitCode: 0,
    };
  } finally {
    for (const each of open) await each.close();
  }
}
