// Afterflood's own work log: CSV with the columns start,end,person,description[,activity_class,rate,recorded_at] in any order.

import {
  ACTIVITY_CLASSES,
  type ActivityClass,
  REJECTIONS,
  type RejectedEntry,
  readScaled,
  type TimeEntry,
} from '../../model/billing.ts';
import { readStatedTime, type StatedTime, type TimeProblem } from '../../model/stated-time.ts';
import { escapeControl } from '../../model/text.ts';
import { type CsvRow, csvRows, delimiterOf, lineEnd } from '../csv-rows.ts';
import type { TimeEntries, TimeEntryFormat, TimeEntryOptions } from '../format.ts';

const REQUIRED = ['start', 'end', 'person', 'description'] as const;
const OPTIONAL = ['activity_class', 'rate', 'recorded_at'] as const;
const KNOWN: readonly string[] = [...REQUIRED, ...OPTIONAL];
type Column = (typeof REQUIRED)[number] | (typeof OPTIONAL)[number];

const SAMPLE_LENGTH = 200;

const TIME_REASONS: Record<TimeProblem['kind'], RejectedEntry['reason']> = {
  malformed: 'bad-time',
  'no-zone': 'no-zone',
  ambiguous: 'ambiguous-time',
  nonexistent: 'nonexistent-time',
};

/** Registered in formats/index.ts. */
export const afterfloodCsv: TimeEntryFormat = {
  id: 'afterflood-csv',
  title: 'Work log CSV (start,end,person,description)',
  sniff(headerLine) {
    const names = columnNames(headerLine);
    const missing = REQUIRED.filter((name) => !names.includes(name));
    if (missing.length > 0) return `no column ${missing.join(', ')} in the first line`;
    const twice = names.find((name, index) => KNOWN.includes(name) && names.indexOf(name) !== index);
    return twice === undefined ? undefined : `two columns named ${twice}`;
  },
  read,
};

/** Thrown by the readers of single cells, caught by the row that is then rejected. */
class CellProblem extends Error {
  readonly reason: RejectedEntry['reason'];
  constructor(reason: RejectedEntry['reason'], message: string) {
    super(message);
    this.reason = reason;
  }
}

function columnNames(headerLine: string): string[] {
  const line = headerLine.replace(/^\uFEFF/, '');
  const cells = csvRows(line, delimiterOf(line))[0]?.cells ?? [];
  return cells.map((cell) => cell.trim().toLowerCase().replace(/[ -]/g, '_'));
}

function read(text: string, options: TimeEntryOptions): TimeEntries {
  const body = text.replace(/^\uFEFF/, '');
  const header = body.slice(0, lineEnd(body, 0));
  const names = columnNames(header);
  const columns = new Map<string, number>(names.map((name, index) => [name, index]));
  const result: TimeEntries = {
    entries: [],
    rejected: [],
    ignoredColumns: names.filter((name) => name !== '' && !KNOWN.includes(name)),
  };
  for (const row of csvRows(body, delimiterOf(header))) {
    if (row.line === 1) continue;
    try {
      result.entries.push(entryOf(row, names.length, columns, options));
    } catch (problem) {
      if (!(problem instanceof CellProblem)) throw problem;
      const sample = escapeControl(row.raw.slice(0, SAMPLE_LENGTH));
      const { reason, message } = problem;
      result.rejected.push({ source: options.source, line: row.line, reason, message, sample });
    }
  }
  return result;
}

function entryOf(
  row: CsvRow,
  headerWidth: number,
  columns: ReadonlyMap<string, number>,
  options: TimeEntryOptions,
): TimeEntry {
  if (row.fault !== undefined) throw new CellProblem(row.fault, REJECTIONS[row.fault]);
  const width = row.cells.findLastIndex((cell) => cell.trim() !== '') + 1;
  if (width > headerWidth)
    throw new CellProblem(
      'too-many-cells',
      `expected at most ${headerWidth} cells, found ${width}; quote cells that contain the delimiter`,
    );
  const cell = (column: Column): string => (row.cells[columns.get(column) ?? -1] ?? '').trim();
  for (const column of ['start', 'end', 'person'] as const)
    if (cell(column) === '')
      throw new CellProblem('missing-cell', `expected a value in column ${column}, found nothing`);
  const start = timeOf(cell('start'), 'start', options);
  const end = timeOf(cell('end'), 'end', options);
  if (end.sec <= start.sec)
    throw new CellProblem(
      'ends-before-start',
      `expected an end later than the start, found ${start.text} to ${end.text}`,
    );
  const recorded = cell('recorded_at');
  return {
    id: `${options.source}:${row.line}`,
    person: cell('person'),
    description: cell('description'),
    activityClass: classOf(cell('activity_class')),
    startSec: start.sec,
    endSec: end.sec,
    startText: start.text,
    endText: end.text,
    zone: start.zone || end.zone,
    rateMinor: rateOf(cell('rate'), options.minorDigits),
    recordedSec: recorded === '' ? undefined : timeOf(recorded, 'recorded_at', options).sec,
    source: options.source,
    line: row.line,
  };
}

function timeOf(text: string, column: string, options: TimeEntryOptions): StatedTime {
  const { time, problem } = readStatedTime(text, options.zone);
  if (time !== undefined) return time;
  throw new CellProblem(TIME_REASONS[problem.kind], `${column}: ${problem.message}; found "${text}"`);
}

function classOf(text: string): ActivityClass {
  if (text === '') return 'not_stated';
  const name = text.toLowerCase().replace(/[ -]/g, '_');
  const found = ACTIVITY_CLASSES.find((known) => known === name);
  if (found !== undefined) return found;
  throw new CellProblem('bad-class', `expected one of ${ACTIVITY_CLASSES.join(', ')}, found "${text}"`);
}

function rateOf(text: string, digits: number): number | undefined {
  if (text === '') return undefined;
  const minor = readScaled(text, digits);
  if (minor !== undefined) return minor;
  throw new CellProblem(
    'bad-rate',
    `expected an hourly rate with at most ${digits} decimals and no grouping, found "${text}"`,
  );
}
