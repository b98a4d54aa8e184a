// Records that a network may see of its own sources: pointer, time, and the record itself without the query of a path.

import type { CaseRows, SourceFacts, SourceRecord } from '../../model/facts.ts';
import { wrap } from '../text/wrap.ts';
import { counted } from '../units.ts';
import type { SourceNetwork } from './gather.ts';

/** Sources of a network whose records are shown; of the others there is the pointer to the first. */
const MOST_SOURCES = 50;

/** Records of sources; the address of another source is never in them. */
export class Samples {
  readonly #records: ReadonlyMap<string, readonly SourceRecord[]>;

  constructor(records: ReadonlyMap<string, readonly SourceRecord[]>) {
    this.#records = records;
  }

  of(source: SourceFacts): readonly SourceRecord[] {
    return this.#records.get(source.address) ?? [];
  }

  /** In lines: 'first E5 line 5131: 2026-...'. */
  lines(source: SourceFacts): string[] {
    return this.of(source).map(({ which, pointer, text }) => `${which}, ${pointer}: ${text}`);
  }

  /** One line: the records if there are any, else the pointer to the first. */
  line(source: SourceFacts): string {
    const records = this.lines(source);
    return records.length > 0
      ? records.join(' | ')
      : `${source.firstRef}${source.firstUtc === '' ? '' : ` at ${source.firstUtc}`}`;
  }
}

// Several writers ask for what is read once.
const read = new WeakMap<CaseRows, Promise<Samples>>();

/** The records of the first sources of these networks, which are the same on each call for a case. */
export function samplesOf(rows: CaseRows, networks: readonly SourceNetwork[]): Promise<Samples> {
  let samples = read.get(rows);
  if (samples === undefined) {
    const shown = networks.flatMap(({ proven, reflectors }) =>
      [...proven.slice(0, MOST_SOURCES), ...reflectors.slice(0, MOST_SOURCES - proven.length)].map(
        ({ address }) => address,
      ),
    );
    samples = rows.records(shown).then((records) => new Samples(records));
    read.set(rows, samples);
  }
  return samples;
}

/** samples.txt of a network. */
export function samplesText(
  heading: readonly string[],
  sources: readonly SourceFacts[],
  samples: Samples,
): string {
  const lines = [...heading, ''];
  for (const source of sources.slice(0, MOST_SOURCES)) {
    lines.push(source.address);
    const records = samples.lines(source);
    if (records.length === 0)
      lines.push(
        ...wrap(`first record ${source.firstRef}, ${source.firstUtc}`, '  ', '    '),
        ...wrap(`last record ${source.lastUtc}`, '  ', '    '),
      );
    for (const record of records) lines.push(...wrap(record, '  ', '    '));
    for (const agent of source.userAgentsTop)
      lines.push(...wrap(`user agent (set by the client): ${agent}`, '  ', '    '));
    lines.push('');
  }
  const rest = sources.length - Math.min(sources.length, MOST_SOURCES);
  if (rest > 0) lines.push(...wrap(`${counted(rest, 'more source')} in sources.csv.`), '');
  return lines.join('\n');
}
