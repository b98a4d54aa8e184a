// What every time-entry format does with a row: cells to times, persons and classes, and saying why a row is no entry.

import {
  ACTIVITY_CLASSES,
  type ActivityClass,
  type RejectedEntry,
  readScaled,
  type TimeEntry,
} from '../model/billing.ts';
import { readStatedTime, type StatedTime, type TimeProblem } from '../model/stated-time.ts';
import { escapeControl } from '../model/text.ts';
import type { TimeEntryOptions } from './format.ts';

const SAMPLE_LENGTH = 200;
const DAY_SEC = 86400;

const TIME_REASONS: Record<TimeProblem['kind'], RejectedEntry['reason']> = {
  malformed: 'bad-time',
  'no-zone': 'no-zone',
  ambiguous: 'ambiguous-time',
  nonexistent: 'nonexistent-time',
};

/** Thrown by the readers of single cells, caught by the row that is then rejected. */
export class RowProblem extends Error {
  readonly reason: RejectedEntry['reason'];
  constructor(reason: RejectedEntry['reason'], message: string) {
    super(message);
    this.reason = reason;
  }
}

/** The row as rejected. */
export function rejection(
  problem: RowProblem,
  options: TimeEntryOptions,
  line: number,
  raw: string,
): RejectedEntry {
  const sample = escapeControl(raw.slice(0, SAMPLE_LENGTH));
  return { source: options.source, line, reason: problem.reason, message: problem.message, sample };
}

/** Runs `read`; a RowProblem becomes a rejection, anything else is a bug and goes on. */
export function readRow<T>(
  read: () => T,
  options: TimeEntryOptions,
  line: number,
  raw: string,
): { entry: T; rejected: undefined } | { entry: undefined; rejected: RejectedEntry } {
  try {
    return { entry: read(), rejected: undefined };
  } catch (problem) {
    if (!(problem instanceof RowProblem)) throw problem;
    return { entry: undefined, rejected: rejection(problem, options, line, raw) };
  }
}

/** A time in the forms of model/stated-time; `name` is the column in messages. */
export function timeOf(text: string, name: string, options: TimeEntryOptions): StatedTime {
  const { time, problem } = readStatedTime(text, options.zone);
  if (time !== undefined) return time;
  throw new RowProblem(TIME_REASONS[problem.kind], `${name}: ${problem.message}; found "${text}"`);
}

/** The first word that is the name of an activity class; tags and accounts carry it in tools that have no column for it. */
export function classIn(words: readonly string[]): ActivityClass {
  for (const word of words) {
    const found = ACTIVITY_CLASSES.find((known) => known === className(word));
    if (found !== undefined) return found;
  }
  return 'not_stated';
}

/** "Report writing" and "report-writing" as report_writing. */
export function className(text: string): string {
  return text.trim().toLowerCase().replace(/[ -]/g, '_');
}

/** Who worked: as the row says, else as incident.yaml says of the file. */
export function personOf(written: string, options: TimeEntryOptions): string {
  const person = written.trim() || options.person;
  if (person !== '') return person;
  throw new RowProblem(
    'no-person',
    'expected a name, found none; state it in incident.yaml under work_log.person_by_file',
  );
}

/** Hours as "1.5", "1,5" or "1:30", in whole seconds. */
export function hoursOf(text: string, name: string): number {
  const clock = /^(\d{1,2}):([0-5]\d)(?::([0-5]\d))?$/.exec(text);
  const decimal = readScaled(text, 6);
  const seconds =
    clock === null
      ? decimal === undefined
        ? 0
        : Math.round((decimal * 3600) / 1e6)
      : Number(clock[1]) * 3600 + Number(clock[2]) * 60 + Number(clock[3] ?? 0);
  if (seconds > 0 && seconds <= DAY_SEC) return seconds;
  throw new RowProblem('bad-duration', `${name}: expected more than 0 and at most 24 hours, found "${text}"`);
}

// English and the languages in which exports were seen.
const YES = new Set(['yes', 'y', 'true', '1', 'ja', 'oui', 'sí', 'si', 'sim', 'はい']);
const NO = new Set(['no', 'n', 'false', '0', 'nein', 'nee', 'non', 'não', 'nao', 'いいえ']);

/** Whether the row is to be billed; an empty cell says yes. */
export function billableOf(text: string): boolean {
  const word = text.trim().toLowerCase();
  if (word === '' || YES.has(word)) return true;
  if (NO.has(word)) return false;
  throw new RowProblem('bad-billable', `expected yes or no (billable), found "${text}"`);
}

/** What a row says; times as read. */
export interface EntryFields {
  person: string;
  description: string;
  activityClass: ActivityClass;
  start: StatedTime;
  end: StatedTime;
  billable?: boolean;
  breakSeconds?: number;
  rateMinor?: number | undefined;
  recordedSec?: number | undefined;
}

/** The entry of a row with start and end. */
export function timedEntry(fields: EntryFields, options: TimeEntryOptions, line: number): TimeEntry {
  const { start, end, breakSeconds = 0 } = fields;
  if (end.sec <= start.sec)
    throw new RowProblem(
      'ends-before-start',
      `expected an end later than the start, found ${start.text} to ${end.text}`,
    );
  if (breakSeconds >= end.sec - start.sec)
    throw new RowProblem(
      'bad-duration',
      `expected a break shorter than the entry of ${end.sec - start.sec} s, found ${breakSeconds} s`,
    );
  return {
    id: `${options.source}:${line}`,
    person: fields.person,
    description: fields.description,
    activityClass: fields.activityClass,
    startSec: start.sec,
    endSec: end.sec,
    startText: start.text,
    endText: end.text,
    zone: start.zone || end.zone,
    dayOnlySeconds: undefined,
    breakSeconds,
    billable: fields.billable ?? true,
    rateMinor: fields.rateMinor,
    recordedSec: fields.recordedSec,
    source: options.source,
    line,
  };
}

/** The entry of a row that knows only the date ("2026-05-17") and how long; it lies somewhere in that local day. */
export function dayEntry(
  fields: Omit<EntryFields, 'start' | 'end'> & { date: string; dateText: string; seconds: number },
  options: TimeEntryOptions,
  line: number,
): TimeEntry {
  const start = timeOf(`${fields.date}T00:00`, 'date', options);
  const next = new Date(Date.parse(`${fields.date}T00:00Z`) + DAY_SEC * 1000).toISOString().slice(0, 10);
  const end = timeOf(`${next}T00:00`, 'date', options);
  const entry = timedEntry({ ...fields, start, end }, options, line);
  return { ...entry, startText: fields.dateText, endText: fields.dateText, dayOnlySeconds: fields.seconds };
}
