// The registry of time-entry formats, and reading a work log with the first that fits.

import { InputError } from '../../model/diagnostic.ts';
import { escapeControl } from '../../model/text.ts';
import { lineEnd } from '../csv-rows.ts';
import type { TimeEntries, TimeEntryFormat, TimeEntryOptions } from '../format.ts';
import { afterfloodCsv } from './afterflood-csv.ts';

/** All formats, most specific first. */
export const TIME_ENTRY_FORMATS: readonly TimeEntryFormat[] = [afterfloodCsv];

/** Reads a work log; throws InputError when no format fits, saying why each refused. */
export function readTimeEntries(text: string, options: TimeEntryOptions): TimeEntries & { formatId: string } {
  const headerLine = text.slice(0, lineEnd(text, 0));
  const refusals: string[] = [];
  for (const format of TIME_ENTRY_FORMATS) {
    const refusal = format.sniff(headerLine);
    if (refusal === undefined) return { formatId: format.id, ...format.read(text, options) };
    refusals.push(`${format.id}: ${refusal}`);
  }
  throw new InputError(
    'billing/unknown-format',
    `${options.source}: expected a work log whose first line is start,end,person,description, ` +
      `found "${escapeControl(headerLine.slice(0, 80))}" (${refusals.join('; ')})`,
  );
}
