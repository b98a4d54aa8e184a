// Harvest, detailed time report as CSV: Date,Client,Project,Project Code,Task,Notes,Hours,...,First Name,Last Name,... A date and hours, no start or end.

import type { TimeEntry } from '../../model/billing.ts';
import type { DateFormat } from '../../model/incident.ts';
import { type ColumnNames, csvTable, filled, headerRefusal, tableEntries } from '../csv-table.ts';
import { dateFormatOf, dateOf } from '../dates.ts';
import type { TimeEntryFormat, TimeEntryOptions } from '../format.ts';
import { billableOf, classIn, dayEntry, hoursOf, personOf } from '../rows.ts';
import * as words from './header-words.ts';

type Column = 'date' | 'project' | 'task' | 'notes' | 'hours' | 'billable' | 'first_name' | 'last_name';
const NAMES: ColumnNames<Column> = {
  date: ['date', 'datum', 'fecha', '日付'],
  project: words.PROJECT,
  task: words.TASK,
  notes: ['notes', 'notizen', 'notas'],
  // Not "Hours Rounded": the bill rounds by its own rules.
  hours: ['hours', 'stunden', 'heures', 'horas', '時間'],
  billable: ['billable?', ...words.BILLABLE],
  first_name: ['first name', 'vorname', 'prénom', 'nombre', '名'],
  last_name: ['last name', 'nachname', 'nom', 'apellido', '姓'],
};
const REQUIRED = ['date', 'hours', 'task'] as const;

/** Registered in formats/index.ts. */
export const harvest: TimeEntryFormat = {
  id: 'harvest',
  title: 'Harvest, detailed time report (CSV)',
  sniff: (text) => headerRefusal(text, NAMES, REQUIRED),
  read(text, options) {
    const table = csvTable(text, NAMES, REQUIRED);
    const order = dateFormatOf(
      table.rows.map((row) => table.cell(row, 'date')),
      options,
    );
    return tableEntries(table, options, (row, cell) => entryOf(cell, row.line, order, options));
  },
};

function entryOf(
  cell: (column: Column) => string,
  line: number,
  order: DateFormat | '',
  options: TimeEntryOptions,
): TimeEntry {
  const dateText = filled(cell, 'date', NAMES);
  return dayEntry(
    {
      person: personOf(`${cell('first_name')} ${cell('last_name')}`, options),
      description: cell('notes') || cell('task'),
      activityClass: classIn([cell('task'), cell('project')]),
      date: dateOf(dateText, 'date', order),
      dateText,
      seconds: hoursOf(filled(cell, 'hours', NAMES), 'hours'),
      billable: billableOf(cell('billable')),
    },
    options,
    line,
  );
}
