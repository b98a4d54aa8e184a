// A UTC time axis for any span from a minute to decades: where its ticks stand and what they say.

import { type DocumentLanguage, ENGLISH } from '../text/language.ts';
import { INK, TEXT_SIZE } from './palette.ts';

const MINUTE = 60;
const HOUR = 3600;
const DAY = 86400;

// Steps between ticks in seconds; above a day the ticks go by months or years.
const STEPS = [
  ...[1, 2, 5, 10, 15, 30],
  ...[1, 2, 5, 10, 15, 30].map((n) => n * MINUTE),
  ...[1, 2, 3, 6, 12].map((n) => n * HOUR),
  ...[1, 2, 4, 7, 14].map((n) => n * DAY),
];
const MONTH_STEPS = [1, 2, 3, 6, 12, 24, 60, 120, 240];

// A date such as 26 Nov 2025 is this wide, points.
const TICK_DISTANCE = 52;

/** A stretch of time, seconds since 1970 UTC, start < end. */
export interface Span {
  startSec: number;
  endSec: number;
}

/** Seconds since 1970 UTC of an RFC 3339 text; undefined for '' (unknown). */
export function secondsOf(utc: string): number | undefined {
  const ms = Date.parse(utc);
  return Number.isNaN(ms) ? undefined : ms / 1000;
}

/** The span that holds all seconds given, widened by 1 % at both ends and to a minute at least. */
export function spanAround(seconds: readonly number[]): Span {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const sec of seconds) {
    low = Math.min(low, sec);
    high = Math.max(high, sec);
  }
  const margin = Math.max((high - low) * 0.01, (MINUTE - (high - low)) / 2);
  return { startSec: Math.floor(low - margin), endSec: Math.ceil(high + margin) };
}

/** Seconds of the ticks, at most `most` of them, on round UTC times. */
export function timeTicks(span: Span, most: number): number[] {
  const length = span.endSec - span.startSec;
  const step = STEPS.find((candidate) => length / candidate <= most);
  if (step !== undefined) {
    const ticks: number[] = [];
    for (let at = Math.ceil(span.startSec / step) * step; at <= span.endSec; at += step) ticks.push(at);
    return ticks;
  }
  const months = MONTH_STEPS.find((candidate) => length / (candidate * 30.4 * DAY) <= most) ?? 1200;
  const ticks: number[] = [];
  const first = new Date(span.startSec * 1000);
  const firstMonth = first.getUTCFullYear() * 12 + first.getUTCMonth();
  for (let month = Math.ceil(firstMonth / months) * months; ; month += months) {
    const at = Date.UTC(Math.floor(month / 12), month % 12) / 1000;
    if (at > span.endSec) return ticks;
    if (at >= span.startSec) ticks.push(at);
  }
}

/** Two lines a tick: the time of day with the date where it changes, or the date with the year where it changes. */
function labelExpression(ticks: readonly number[], { units }: DocumentLanguage): string {
  const month = `${JSON.stringify(units.shortMonths)}[utcmonth(datum.value)]`;
  const day = `utcdate(datum.value) + '${units.dayMark} ' + ${month}`;
  const step = ticks.length > 1 ? ticks[1] - ticks[0] : HOUR;
  const first = (ticks[0] ?? 0) * 1000;
  if (step < DAY) {
    const clock = step < MINUTE ? '%H:%M:%S' : '%H:%M';
    return `[utcFormat(datum.value, '${clock}'), +datum.value === ${first} || utchours(datum.value) * 60 + utcminutes(datum.value) + utcseconds(datum.value) === 0 ? ${day} + ' ' + utcyear(datum.value) : '']`;
  }
  const newYear = `(+datum.value === ${first} || utcyear(datum.value) !== utcyear(datum.value - ${step * 1000}))`;
  if (step < 28 * DAY) return `[${day}, ${newYear} ? utcFormat(datum.value, '%Y') : '']`;
  if (step < 360 * DAY) return `[${month}, ${newYear} ? utcFormat(datum.value, '%Y') : '']`;
  return `utcFormat(datum.value, '%Y')`;
}

/** Encoding of a further field of milliseconds on an axis that another layer of the same view has described with timeEncoding. */
export function onTimeAxis(field: string): object {
  return { field, type: 'temporal' };
}

/** Encoding of a field of milliseconds on the x axis of a plot `width` points wide; without labels when `labelled` is false. */
export function timeEncoding(
  field: string,
  span: Span,
  width: number,
  labelled: boolean,
  language: DocumentLanguage = ENGLISH,
): object {
  const ticks = timeTicks(span, Math.max(2, Math.floor(width / TICK_DISTANCE)));
  return {
    field,
    type: 'temporal',
    scale: { type: 'utc', domain: [span.startSec * 1000, span.endSec * 1000], nice: false },
    axis: {
      values: ticks.map((sec) => sec * 1000),
      labels: labelled,
      labelExpr: labelExpression(ticks, language),
      labelOverlap: false,
      labelBound: false,
      labelFlush: false,
      labelFontSize: TEXT_SIZE.label,
      ticks: labelled,
      domain: labelled,
      grid: true,
      gridColor: INK.grid,
      title: labelled ? language.texts.chart.time : null,
    },
  };
}
