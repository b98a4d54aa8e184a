// Clockify, detailed report as CSV: Project,Client,Description,Task,User,...,Start Date,Start Time,End Date,End Time,Duration (h),...[,Type].

import { type ColumnNames, csvTable, headerRefusal } from '../csv-table.ts';
import type { TimeEntryFormat } from '../format.ts';
import * as words from './header-words.ts';
import { type StartEndColumn, startEndEntries } from './start-end-table.ts';

const NAMES: ColumnNames<StartEndColumn | 'duration'> = {
  user: words.USER,
  project: words.PROJECT,
  task: words.TASK,
  description: words.DESCRIPTION,
  tags: words.TAGS,
  billable: words.BILLABLE,
  start_date: words.START_DATE,
  start_time: words.START_TIME,
  end_date: words.END_DATE,
  end_time: words.END_TIME,
  type: ['type', 'typ', 'tipo'],
  duration: ['duration (h)', 'dauer (h)', 'durée (h)', 'duración (h)', '期間 (h)'],
};
const REQUIRED = ['start_date', 'start_time', 'end_date', 'end_time', 'duration'] as const;

/** Registered in formats/index.ts. */
export const clockify: TimeEntryFormat = {
  id: 'clockify',
  title: 'Clockify, detailed report (CSV)',
  sniff: (text) => headerRefusal(text, NAMES, REQUIRED),
  read: (text, options) => startEndEntries(csvTable(text, NAMES, REQUIRED), NAMES, options),
};
