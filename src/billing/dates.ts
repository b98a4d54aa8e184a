// Dates and clock times as time-keeping tools export them: which of day and month comes first, 12- and 24-hour clocks.

import { InputError } from '../model/diagnostic.ts';
import type { DateFormat } from '../model/incident.ts';
import type { StatedTime } from '../model/stated-time.ts';
import type { TimeEntryOptions } from './format.ts';
import { RowProblem, timeOf } from './rows.ts';

// 05/06/2026, 5-6-2026: day and month in an order that the text does not tell.
const EITHER_ORDER = /^(\d{1,2})([/-])(\d{1,2})\2(\d{4})$/;
// 17.05.2026: with points the day comes first everywhere.
const WITH_POINTS = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/;
// 2026-05-17, 2026/05/17
const YEAR_FIRST = /^(\d{4})([/-])(\d{1,2})\2(\d{1,2})$/;
// 9:05, 09:05:30, 02:30:00 PM, 2:30 p.m.
const CLOCK = /^(\d{1,2}):([0-5]\d)(?::([0-5]\d))?(?:\s*([ap])\.?\s?m\.?)?$/i;

/**
 * The order of day and month in a file: what its dates themselves show (a first or second number above 12), else what is stated.
 * Throws InputError when neither tells, naming the key that settles it. Texts that are no dates are passed over.
 */
export function dateFormatOf(texts: readonly string[], options: TimeEntryOptions): DateFormat | '' {
  let dayFirst = '';
  let monthFirst = '';
  let undecided = '';
  for (const text of texts) {
    const match = EITHER_ORDER.exec(text.trim());
    if (match === null) continue;
    const first = Number(match[1]);
    const second = Number(match[3]);
    if (first > 12 && second <= 12) dayFirst ||= text;
    else if (second > 12 && first <= 12) monthFirst ||= text;
    else if (first !== second) undecided ||= text;
  }
  if (dayFirst !== '' && monthFirst !== '' && options.dateFormat === '')
    throw new InputError(
      'billing/ambiguous-date',
      `${options.source}: expected all dates in one order, found ${dayFirst.trim()} and ${monthFirst.trim()}; export the log again, or state work_log.date_format in incident.yaml and see what is rejected`,
    );
  if ((dayFirst === '') !== (monthFirst === '')) return dayFirst === '' ? 'MM/DD/YYYY' : 'DD/MM/YYYY';
  if (undecided !== '' && options.dateFormat === '')
    throw new InputError(
      'billing/ambiguous-date',
      `${options.source}: ${undecided.trim()} can be read with the day or the month first, and no date in the file tells; write date_format: DD/MM/YYYY or date_format: MM/DD/YYYY under work_log in incident.yaml`,
    );
  return options.dateFormat;
}

function isoDate(year: string, month: string, day: string): string {
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

/** "2026-05-17"; throws RowProblem when the text is no date in that order. */
export function dateOf(text: string, name: string, order: DateFormat | ''): string {
  const written = text.trim();
  const year = YEAR_FIRST.exec(written);
  if (year !== null) return isoDate(year[1], year[3], year[4]);
  const points = WITH_POINTS.exec(written);
  if (points !== null) return isoDate(points[3], points[2], points[1]);
  const either = EITHER_ORDER.exec(written);
  if (either !== null) {
    const [, first, , second, digits] = either;
    // Without an order only 05/05/2026 comes this far, which reads the same both ways.
    const month = order === 'MM/DD/YYYY' ? first : second;
    if (Number(month) <= 12) return isoDate(digits, month, order === 'MM/DD/YYYY' ? second : first);
  }
  throw new RowProblem('bad-time', `${name}: expected a date${order && ` as ${order}`}, found "${text}"`);
}

/** "14:30:00"; throws RowProblem when the text is no time of day. */
export function clockOf(text: string, name: string): string {
  const match = CLOCK.exec(text.trim());
  const hour = match === null ? 99 : Number(match[1]);
  const half = match?.[4]?.toLowerCase();
  if (match === null || (half === undefined ? hour > 23 : hour < 1 || hour > 12))
    throw new RowProblem('bad-time', `${name}: expected a time of day, found "${text}"`);
  const hours = half === undefined ? hour : (hour % 12) + (half === 'p' ? 12 : 0);
  return `${String(hours).padStart(2, '0')}:${match[2]}:${match[3] ?? '00'}`;
}

/** The moment of a date cell and a clock cell, in the stated zone; `text` of the result is as written. */
export function momentOf(
  dateText: string,
  clockText: string,
  name: string,
  order: DateFormat | '',
  options: TimeEntryOptions,
): StatedTime {
  const iso = `${dateOf(dateText, name, order)}T${clockOf(clockText, name)}`;
  return { ...timeOf(iso, name, options), text: `${dateText.trim()} ${clockText.trim()}` };
}
