// Records that a network may see of its own sources: pointer, time, and the record itself without the query of a path.

import type { IncidentFacts, SourceFacts } from '../../model/facts.ts';
import { escapeControl } from '../../model/text.ts';
import { wrap } from '../text/wrap.ts';
import { counted } from '../units.ts';

const MOST_SOURCES = 50;
const TOKEN = /[^\s]+/g;

/** True when one of the words of the record is the address, with or without a port. */
function bears(text: string, address: string): boolean {
  for (const [word] of text.matchAll(TOKEN)) {
    if (word === address || word.startsWith(`${address}:`)) {
      const rest = word.slice(address.length);
      if (/^(:\d+)?$/.test(rest)) return true;
    }
  }
  return false;
}

/** Sample records of the case by their source; the address of another source is never in them. */
export class Samples {
  readonly #all: { pointer: string; text: string }[];

  constructor(facts: IncidentFacts) {
    this.#all = facts.vectors
      .flatMap((vector) => vector.samples)
      .map(({ evidenceId, recordRef, text }) => ({
        pointer: recordRef.startsWith(evidenceId) ? recordRef : `${evidenceId} ${recordRef}`,
        // A query may hold names, passwords, sessions; the path is enough to find the request.
        text: text.replace(/\?[^\s"]*/g, '?[R]'),
      }));
  }

  of(source: SourceFacts): string[] {
    return this.#all
      .filter(({ text }) => bears(text, source.address))
      .map(({ pointer, text }) => `${pointer}: ${text}`);
  }

  /** One line: sample records if there are any, else the pointer to the first record. */
  line(source: SourceFacts): string {
    const records = this.of(source);
    return records.length > 0 ? records.join(' | ') : `${source.firstRef} at ${source.firstUtc}`;
  }
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
    lines.push(...wrap(`first record ${source.firstRef}, ${source.firstUtc}`, '  ', '    '));
    lines.push(...wrap(`last record ${source.lastUtc}`, '  ', '    '));
    for (const record of samples.of(source)) lines.push(...wrap(`record ${record}`, '  ', '    '));
    for (const agent of source.userAgentsTop)
      lines.push(...wrap(`user agent (set by the client): ${escapeControl(agent)}`, '  ', '    '));
    lines.push('');
  }
  const rest = sources.length - Math.min(sources.length, MOST_SOURCES);
  if (rest > 0) lines.push(...wrap(`${counted(rest, 'more source')} in sources.csv.`), '');
  return lines.join('\n');
}
