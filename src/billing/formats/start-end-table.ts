// Rows of exports with start and end in four cells (date and clock of each), as Toggl Track and Clockify write them. Local times without offset.

import type { TimeEntry } from '../../model/billing.ts';
import type { DateFormat } from '../../model/incident.ts';
import type { CsvRow } from '../csv-rows.ts';
import { type ColumnNames, type CsvTable, filled, tableEntries } from '../csv-table.ts';
import { dateFormatOf, momentOf } from '../dates.ts';
import type { TimeEntries, TimeEntryOptions } from '../format.ts';
import { billableOf, classIn, personOf, RowProblem, timedEntry } from '../rows.ts';

/** What such a row holds. Rates and amounts of the tool are not read: those of the contract hold. */
export type StartEndColumn =
  | 'user'
  | 'project'
  | 'task'
  | 'description'
  | 'tags'
  | 'billable'
  | 'start_date'
  | 'start_time'
  | 'end_date'
  | 'end_time'
  | 'type';

/** How Toggl Track writes an empty cell. */
const NOTHING = /^-$/;

/** Every row as an entry or as rejected. Throws InputError when day and month cannot be told apart. */
export function startEndEntries(
  table: CsvTable<StartEndColumn> & { width: number },
  names: ColumnNames<StartEndColumn>,
  options: TimeEntryOptions,
): TimeEntries {
  const dates = table.rows.flatMap((row) => [table.cell(row, 'start_date'), table.cell(row, 'end_date')]);
  const order = dateFormatOf(dates, options);
  return tableEntries(table, options, (row, cell) =>
    entryOf(row, (column) => cell(column).replace(NOTHING, ''), names, order, options),
  );
}

function entryOf(
  row: CsvRow,
  cell: (column: StartEndColumn) => string,
  names: ColumnNames<StartEndColumn>,
  order: DateFormat | '',
  options: TimeEntryOptions,
): TimeEntry {
  if (/^(?:break|pause)$/i.test(cell('type')))
    throw new RowProblem('not-work', `the export calls this row a ${cell('type').toLowerCase()}`);
  if (cell('end_date') === '' && cell('end_time') === '')
    throw new RowProblem('no-end', 'the clock of this entry was still running when it was exported');
  const moment = (
    day: 'start_date' | 'end_date',
    clock: 'start_time' | 'end_time',
  ): ReturnType<typeof momentOf> =>
    momentOf(filled(cell, day, names), filled(cell, clock, names), names[day][0], order, options);
  return timedEntry(
    {
      person: personOf(cell('user'), options),
      description: cell('description') || cell('task') || cell('project'),
      activityClass: classIn([...cell('tags').split(','), cell('task'), cell('project')]),
      start: moment('start_date', 'start_time'),
      end: moment('end_date', 'end_time'),
      billable: billableOf(cell('billable')),
    },
    options,
    row.line,
  );
}
