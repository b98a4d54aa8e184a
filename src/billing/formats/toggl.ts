// Toggl Track, detailed report as CSV: User,Email,Client,Project,Task,Description,Billable,Start date,Start time,End date,End time,Duration,Tags,Amount.
// Newer exports have the columns shown on the page: Description,Billable,Duration,Member,Email,Project,Tags,Start date,Start time,Stop date,Stop time; "-" for nothing.

import { type ColumnNames, csvTable, headerRefusal } from '../csv-table.ts';
import type { TimeEntryFormat } from '../format.ts';
import * as words from './header-words.ts';
import { type StartEndColumn, startEndEntries } from './start-end-table.ts';

const STOP_DATE = 'stop date';
const STOP_TIME = 'stop time';
const NAMES: ColumnNames<StartEndColumn | 'duration'> = {
  user: [...words.USER, 'member'],
  project: words.PROJECT,
  task: words.TASK,
  description: words.DESCRIPTION,
  tags: words.TAGS,
  billable: words.BILLABLE,
  start_date: words.START_DATE,
  start_time: words.START_TIME,
  end_date: [...words.END_DATE, STOP_DATE],
  end_time: [...words.END_TIME, STOP_TIME],
  type: [],
  // What tells the older form from Clockify, whose column is called "Duration (h)".
  duration: ['duration', 'dauer', 'durée', 'duración', '継続時間', '所要時間'],
};
const REQUIRED = ['start_date', 'start_time', 'end_date', 'end_time', 'duration'] as const;
// Nobody else stops: with these the duration may be hidden.
const STOPS = { ...NAMES, end_date: [STOP_DATE], end_time: [STOP_TIME] };
const STOPS_REQUIRED = ['start_date', 'start_time', 'end_date', 'end_time'] as const;

/** Registered in formats/index.ts. */
export const toggl: TimeEntryFormat = {
  id: 'toggl',
  title: 'Toggl Track, detailed report (CSV)',
  sniff: (text) =>
    headerRefusal(text, STOPS, STOPS_REQUIRED) === undefined
      ? undefined
      : headerRefusal(text, NAMES, REQUIRED),
  read: (text, options) => startEndEntries(csvTable(text, NAMES, REQUIRED), NAMES, options),
};
