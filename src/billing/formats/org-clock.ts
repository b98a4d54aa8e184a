// Org mode: `CLOCK: [2026-01-02 Fri 09:00]--[2026-01-02 Fri 10:30] =>  1:30` under a heading. Local time in minutes; an open clock has no end.

import type { TimeEntry } from '../../model/billing.ts';
import type { StatedTime } from '../../model/stated-time.ts';
import { clockOf, dateOf } from '../dates.ts';
import type { TimeEntries, TimeEntryFormat, TimeEntryOptions } from '../format.ts';
import { classIn, personOf, RowProblem, readRow, timedEntry, timeOf } from '../rows.ts';

// ** TODO [#A] Wrote to the provider  :provider:communication_provider:
const HEADING =
  /^\*+\s+(?:(?:TODO|NEXT|WAITING|DONE|CANCELLED)\s+)?(?:\[#[A-Z0-9]\]\s+)?(.*?)(?:\s+:([^\s]+):)?\s*$/;
const CLOCK_LINE = /^\s*CLOCK:\s*(.*)$/;
// [2026-01-02 Fri 09:00]: the name of the day is in the language of the author, or missing.
const STAMP = String.raw`\[(\d{4}-\d\d-\d\d)(?: [^\]\d]+)? (\d{1,2}:\d\d)\]`;
const INTERVAL = new RegExp(`^${STAMP}--${STAMP}`);
const OPEN = new RegExp(`^${STAMP}\\s*$`);

/** Registered in formats/index.ts. */
export const orgClock: TimeEntryFormat = {
  id: 'org-clock',
  title: 'Org mode clock lines',
  sniff: (text) =>
    /^\s*CLOCK:\s*\[\d{4}-/m.test(text) ? undefined : 'no line "CLOCK: [2026-01-02 Fri 09:00]--..."',
  read,
};

function read(text: string, options: TimeEntryOptions): TimeEntries {
  const result: TimeEntries = { entries: [], rejected: [], ignoredColumns: [] };
  let title = '';
  let tags: string[] = [];
  for (const [index, raw] of text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .entries()) {
    const heading = HEADING.exec(raw);
    if (heading !== null) {
      title = heading[1];
      tags = heading[2]?.split(':') ?? [];
    }
    const clock = CLOCK_LINE.exec(raw);
    if (clock === null) continue;
    const line = index + 1;
    const { entry, rejected } = readRow(
      () => entryOf(clock[1], title, tags, line, options),
      options,
      line,
      raw.trim(),
    );
    if (entry === undefined) result.rejected.push(rejected);
    else result.entries.push(entry);
  }
  return result;
}

function entryOf(
  stamps: string,
  title: string,
  tags: readonly string[],
  line: number,
  options: TimeEntryOptions,
): TimeEntry {
  if (OPEN.test(stamps)) throw new RowProblem('no-end', 'the clock was still running');
  const match = INTERVAL.exec(stamps);
  if (match === null)
    throw new RowProblem('malformed', 'expected CLOCK: [2026-01-02 Fri 09:00]--[2026-01-02 Fri 10:30]');
  const moment = (date: string, clock: string, name: string): StatedTime => ({
    ...timeOf(`${dateOf(date, name, '')}T${clockOf(clock, name)}`, name, options),
    text: `${date} ${clock}`,
  });
  return timedEntry(
    {
      person: personOf('', options),
      description: title,
      activityClass: classIn(tags),
      start: moment(match[1], match[2], 'start'),
      end: moment(match[3], match[4], 'end'),
    },
    options,
    line,
  );
}
