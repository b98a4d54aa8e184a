// Afterflood's own work log: CSV with the columns start,end,person,description[,activity_class,rate,break_minutes,recorded_at] in any order.

import { ACTIVITY_CLASSES, type ActivityClass, readScaled, type TimeEntry } from '../../model/billing.ts';
import { type ColumnNames, csvTable, filled, headerRefusal, tableEntries } from '../csv-table.ts';
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
    return tableEntries(table, options, (row, cell) => entryOf(cell, row.line, options));
  },
};

function entryOf(cell: (column: Column) => string, line: number, options: TimeEntryOptions): TimeEntry {
  const startText = filled(cell, 'start', NAMES);
  const endText = filled(cell, 'end', NAMES);
  const person = filled(cell, 'person', NAMES);
  const recorded = cell('recorded_at');
  return timedEntry(
    {
      person,
      description: cell('description'),
      start: timeOf(startText, 'start', options),
      end: timeOf(endText, 'end', options),
      activityClass: classOf(cell('activity_class')),
      rateMinor: rateOf(cell('rate'), options.minorDigits),
      breakSeconds: breakOf(cell('break_minutes')),
      recordedSec: recorded === '' ? undefined : timeOf(recorded, 'recorded_at', options).sec,
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
