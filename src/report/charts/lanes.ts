// The lanes of the traffic chart: any number of points brought to the width of the paper without losing a peak.

import type { SeriesFacts } from '../../model/facts.ts';
import { type DocumentLanguage, ENGLISH } from '../text/language.ts';
import { fitText } from './labels.ts';
import { LANE_COLOUR, TEXT_SIZE } from './palette.ts';
import { onTimeAxis, type Span } from './time-axis.ts';

/** Height of one lane in points. */
export const LANE_HEIGHT = 58;

/** A stretch of the lane's outline: from `at` until the next step of the same run. */
interface Step {
  at: number;
  value: number;
  floor: number;
  run: number;
}

/** A lane ready to be drawn. */
export interface Lane {
  series: SeriesFacts;
  scale: 'log' | 'linear';
  /** Ends of the value axis. */
  low: number;
  high: number;
  ticks: number[];
  steps: Step[];
}

// The largest value over each column of the drawing. Memory goes with the width, not with the span. -1: nothing known there.
function columnPeaks(series: SeriesFacts, span: Span, columns: number): Float64Array {
  const peaks = new Float64Array(columns).fill(-1);
  const perSec = columns / (span.endSec - span.startSec);
  for (const { atSec, value } of series.points) {
    const first = Math.max(0, Math.floor((atSec - span.startSec) * perSec));
    const last = Math.min(columns - 1, Math.ceil((atSec + series.bucketSec - span.startSec) * perSec) - 1);
    for (let column = first; column <= Math.max(first, last) && column < columns; column++)
      if (value > peaks[column]) peaks[column] = value;
  }
  return peaks;
}

// Snapshots are seldom taken at exact distances: a hole of up to two buckets is bridged, a longer one is shown as a gap.
function bridge(peaks: Float64Array, reach: number): void {
  let known = -1;
  for (let column = 0; column < peaks.length; column++) {
    if (peaks[column] < 0) continue;
    if (known >= 0 && column - known - 1 <= reach) peaks.fill(peaks[known], known + 1, column);
    known = column;
  }
}

function outline(peaks: Float64Array, span: Span, low: number): Step[] {
  const columnMs = ((span.endSec - span.startSec) * 1000) / peaks.length;
  const steps: Step[] = [];
  let run = 0;
  for (let column = 0; column < peaks.length; column++) {
    const value = peaks[column];
    if (value < 0) continue;
    const at = span.startSec * 1000 + column * columnMs;
    const step = { value: Math.max(value, low), floor: low, run };
    if (column === 0 || peaks[column - 1] !== value) steps.push({ at, ...step });
    if (column + 1 === peaks.length || peaks[column + 1] < 0) {
      steps.push({ at: at + columnMs, ...step });
      run++;
    }
  }
  return steps;
}

// The level that nine tenths of the lane exceed speaks for ordinary traffic even where the evidence is mostly attack.
const QUIET = 0.1;
const LOG_FROM = 50;

// Powers of ten, at most four of them.
function logTicks(low: number, high: number): number[] {
  const first = Math.round(Math.log10(low));
  const last = Math.floor(Math.log10(high));
  const step = Math.ceil((last - first + 1) / 4);
  const ticks: number[] = [];
  for (let power = first; power <= last; power += step) ticks.push(Number(`1e${power}`));
  return ticks;
}

// Two or three steps of 1, 2 or 5 above zero.
function linearTicks(high: number): number[] {
  const unit = 10 ** Math.floor(Math.log10(high / 2));
  const step = [1, 2, 5, 10].findLast((digit) => digit * unit <= high / 2)! * unit;
  const ticks: number[] = [];
  for (let i = 0; i * step <= high; i++) ticks.push(Number((i * step).toPrecision(6)));
  return ticks;
}

/** The lane over `span`, or undefined when it holds nothing. A lane whose peak is 50 times its quiet level or more gets a logarithmic scale. */
export function createLane(series: SeriesFacts, span: Span, width: number): Lane | undefined {
  const positive = Float64Array.from(
    series.points.filter(({ value }) => value > 0),
    ({ value }) => value,
  ).sort();
  if (positive.length === 0) return undefined;
  const peak = positive[positive.length - 1];
  const log = peak / positive[Math.floor(positive.length * QUIET)] >= LOG_FROM;
  // The least of a hundred thousand values would waste half the paper on one quiet second.
  const least = positive[Math.floor(positive.length / 50)];
  const low = log ? Math.max(1e-3, 10 ** Math.floor(Math.log10(least))) : 0;
  const high = peak * (log ? 1.5 : 1.08);
  const peaks = columnPeaks(series, span, width);
  bridge(peaks, Math.ceil((series.bucketSec * 2 * width) / (span.endSec - span.startSec)));
  return {
    series,
    scale: log ? 'log' : 'linear',
    low,
    high,
    ticks: log ? logTicks(low, high) : linearTicks(high),
    steps: outline(peaks, span, low),
  };
}

// Kept free for the labels of the value axis, points.
const TICK_ROOM = 34;

// 10k, 1.5M; the SI format would print 0.5 as 500m.
const NUMBER_LABEL = "datum.value < 1 ? format(datum.value, '~g') : format(datum.value, '~s')";

/** The area of a lane with its value axis and its name `labelWidth` points to the left; the first layer of `background` describes the time axis. */
export function laneView(
  lane: Lane,
  width: number,
  labelWidth: number,
  background: readonly object[],
  foreground: readonly object[],
  { texts, units, said }: DocumentLanguage = ENGLISH,
): object {
  const value = {
    type: 'quantitative',
    scale: { type: lane.scale, domain: [lane.low, lane.high], nice: false },
    axis: {
      values: lane.ticks,
      labelExpr: units.written('1.5') === '1.5' ? NUMBER_LABEL : `replace(${NUMBER_LABEL}, '.', ',')`,
      domain: false,
      labelPadding: 4,
      title: [said(lane.series.title), units.unit(lane.series.unit), texts.figures.scale[lane.scale]].map(
        (line) => fitText(line, TEXT_SIZE.label, labelWidth - TICK_ROOM),
      ),
      titleAngle: 0,
      titleAlign: 'left',
      titleBaseline: 'top',
      titleX: -labelWidth,
      titleY: 2,
    },
  };
  const colour = LANE_COLOUR[lane.series.lane];
  return {
    width,
    height: LANE_HEIGHT,
    layer: [
      ...background,
      {
        data: { values: lane.steps },
        mark: {
          type: 'area',
          interpolate: 'step-after',
          fill: colour,
          fillOpacity: 0.8,
          stroke: colour,
          strokeWidth: 0.5,
        },
        encoding: {
          x: onTimeAxis('at'),
          y: { field: 'value', stack: null, ...value },
          y2: { field: 'floor' },
          detail: { field: 'run' },
        },
      },
      ...foreground,
    ],
  };
}
