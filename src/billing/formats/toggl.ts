// Toggl Track, detailed report as CSV: User,Email,Client,Project,Task,Description,Billable,Start date,Start time,End date,End time,Duration,Tags,Amount.

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
  type: [],
  // What tells it from Clockify, whose column is called "Duration (h)".
  duration: ['duration', 'dauer', 'durée', 'duración', '継続時間', '所要時間'],
};
const REQUIRED = ['start_date', 'start_time', 'end_date', 'end_time', 'duration'] as const;

/** Registered in formats/index.ts. */
export const toggl: TimeEntryFormat = {
  id: 'toggl',
  title: 'Toggl Track, detailed report (CSV)',
  sniff: (text) => headerRefusal(text, NAMES, REQUIRED),
  read: (text, options) => startEndEntries(csvTable(text, NAMES, REQUIRED), NAMES, options),
};
