// The registry of time-entry formats, and reading a work log with the first that fits.

import { InputError } from '../../model/diagnostic.ts';
import { escapeControl } from '../../model/text.ts';
import { lineEnd } from '../csv-rows.ts';
import type { TimeEntries, TimeEntryFormat, TimeEntryOptions } from '../format.ts';
import { afterfloodCsv } from './afterflood-csv.ts';
import { clockify } from './clockify.ts';
import { harvest } from './harvest.ts';
import { orgClock } from './org-clock.ts';
import { timeclock } from './timeclock.ts';
import { timewarrior } from './timewarrior.ts';
import { toggl } from './toggl.ts';
import { watson } from './watson.ts';

/** All formats, most specific first. */
export const TIME_ENTRY_FORMATS: readonly TimeEntryFormat[] = [
  afterfloodCsv,
  toggl,
  clockify,
  harvest,
  timewarrior,
  watson,
  timeclock,
  orgClock,
];

/** Reads a work log; throws InputError when no format fits, saying why each refused. */
export function readTimeEntries(text: string, options: TimeEntryOptions): TimeEntries & { formatId: string } {
  const refusals: string[] = [];
  for (const format of TIME_ENTRY_FORMATS) {
    const refusal = format.sniff(text);
    if (refusal === undefined) return { formatId: format.id, ...format.read(text, options) };
    refusals.push(`${format.id}: ${refusal}`);
  }
  const firstLine = text.slice(0, Math.min(80, lineEnd(text, 0)));
  throw new InputError(
    'billing/unknown-format',
    `${options.source}: expected a work log, such as one whose first line is start,end,person,description, ` +
      `found "${escapeControl(firstLine)}" (${refusals.join('; ')})`,
  );
}
