// Afterflood's own work log: CSV with the columns start,end,person,description[,activity_class,rate,break_minutes,recorded_at] in any order.

import { ACTIVITY_CLASSES, type ActivityClass, readScaled, type TimeEntry } from '../../model/billing.ts';
import type { DateFormat } from '../../model/incident.ts';
import type { StatedTime } from '../../model/stated-time.ts';
import { type ColumnNames, csvTable, filled, headerRefusal, tableEntries } from '../csv-table.ts';
import { dateFormatOf, momentOf } from '../dates.ts';
import type { TimeEntryFormat, TimeEntryOptions } from '../format.ts';
import { className, RowProblem, timedEntry, timeOf } from '../rows.ts';

type Column =
  | 'start'
  | 'end'
  | 'person'
  | 'description'
  | 'activity_class'
  | 'rate'
  | 'break_minutes'
  | 'recorded_at';
const NAMES: ColumnNames<Column> = {
  start: ['start'],
  end: ['end'],
  person: ['person'],
  description: ['description'],
  activity_class: ['activity_class', 'activity class', 'activity-class'],
  rate: ['rate'],
  break_minutes: ['break_minutes', 'break minutes', 'break-minutes'],
  recorded_at: ['recorded_at', 'recorded at', 'recorded-at'],
};
const REQUIRED = ['start', 'end', 'person', 'description'] as const;

/** Registered in formats/index.ts. */
export const afterfloodCsv: TimeEntryFormat = {
  id: 'afterflood-csv',
  title: 'Work log CSV (start,end,person,description)',
  sniff: (text) => headerRefusal(text, NAMES, REQUIRED),
  read(text, options) {
    const table = csvTable(text, NAMES, REQUIRED);
    const times = table.rows.flatMap((row) =>
      TIMES.map((column) => BY_SPREADSHEET.exec(table.cell(row, column))?.[1] ?? ''),
    );
    const order = dateFormatOf(times, options);
    return tableEntries(table, options, (row, cell) => entryOf(cell, row.line, order, options));
  },
};

// 17.05.2026 03:15, 5/17/2026 3:15 PM: what a spreadsheet makes of 2026-05-17 03:15 when it saves the file.
const BY_SPREADSHEET = /^(\d{1,2}[./-]\d{1,2}[./-]\d{4})\s+(\d.*)$/;
const TIMES = ['start', 'end', 'recorded_at'] as const;

function momentIn(text: string, name: string, order: DateFormat | '', options: TimeEntryOptions): StatedTime {
  const match = BY_SPREADSHEET.exec(text);
  return match === null ? timeOf(text, name, options) : momentOf(match[1], match[2], name, order, options);
}

function entryOf(
  cell: (column: Column) => string,
  line: number,
  order: DateFormat | '',
  options: TimeEntryOptions,
): TimeEntry {
  const startText = filled(cell, 'start', NAMES);
  const endText = filled(cell, 'end', NAMES);
  const person = filled(cell, 'person', NAMES);
  const recorded = cell('recorded_at');
  return timedEntry(
    {
      person,
      description: cell('description'),
      start: momentIn(startText, 'start', order, options),
      end: momentIn(endText, 'end', order, options),
      activityClass: classOf(cell('activity_class')),
      rateMinor: rateOf(cell('rate'), options.minorDigits),
      breakSeconds: breakOf(cell('break_minutes')),
      recordedSec: recorded === '' ? undefined : momentIn(recorded, 'recorded_at', order, options).sec,
    },
    options,
    line,
  );
}

function classOf(text: string): ActivityClass {
  if (text === '') return 'not_stated';
  const found = ACTIVITY_CLASSES.find((known) => known === className(text));
  if (found !== undefined) return found;
  throw new RowProblem('bad-class', `expected one of ${ACTIVITY_CLASSES.join(', ')}, found "${text}"`);
}

function rateOf(text: string, digits: number): number | undefined {
  if (text === '') return undefined;
  const minor = readScaled(text, digits);
  if (minor !== undefined) return minor;
  throw new RowProblem(
    'bad-rate',
    `expected an hourly rate with at most ${digits} decimals and no grouping, found "${text}"`,
  );
}

function breakOf(text: string): number {
  if (text === '') return 0;
  if (/^\d{1,4}$/.test(text)) return Number(text) * 60;
  throw new RowProblem('bad-duration', `break_minutes: expected whole minutes, found "${text}"`);
}
