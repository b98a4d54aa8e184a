// The lag at which two series of counts fit best: Pearson's correlation over all lags, first in wide bins, then by the second.

import type { SecondSeries } from './series.ts';

/** Longest lag looked at, seconds: the widest gap between two civil time zones (UTC-12 to UTC+14). */
export const MOST_LAG_SEC: number = 26 * 3600;

/** How much of the first series is laid over the second; a longer one is cut to the hours around its busiest second. */
const MOST_WINDOW_SEC = 6 * 3600;
const BIN_WIDTHS_SEC = [1, 5, 10, 30, 60];
/** Bins times lags of the coarse pass, which bounds its time to some tens of milliseconds. */
const MOST_STEPS = 20e6;
/** Peaks closer than this are one. */
const PEAK_APART_SEC = 60;
const CANDIDATES = 6;
/** Share of the first window that the second series must span at a lag. */
const LEAST_COVERED = 0.8;

/** The best lag (seconds that B is ahead of A), its correlation, how much worse the next one fits, and the half width of the peak. */
export interface BestLag {
  lagSec: number;
  correlation: number;
  ratio: number;
  halfWidthSec: number;
  /** Seconds of A with records in the window that was compared. */
  activeSec: number;
}

/** Finds the best lag; undefined when one of the series is too short or flat. Bounded memory: windows of 6 h against 58 h. */
export function bestLag(a: SecondSeries, b: SecondSeries): BestLag | undefined {
  if (a.seconds.length < 2 || b.seconds.length < 2) return undefined;
  const [from, to] = busiestWindow(a);
  const spanB: [number, number] = [b.seconds[0], b.seconds[b.seconds.length - 1] + 1];
  const length = to - from;
  const width =
    BIN_WIDTHS_SEC.find((each) => (length / each) * ((2 * MOST_LAG_SEC) / each) <= MOST_STEPS) ?? 60;
  const coarse = correlations(a, b, from, to, spanB, -MOST_LAG_SEC, MOST_LAG_SEC, width);
  const peaks: { lagSec: number; correlation: number; halfWidthSec: number }[] = [];
  for (const lag of highest(coarse, width)) {
    const reach = Math.max(width, 15);
    const fine = correlations(a, b, from, to, spanB, lag - reach, lag + reach, 1);
    let best = 0;
    for (let i = 1; i < fine.length; i++) if (fine[i] > fine[best]) best = i;
    let above = 0;
    for (const value of fine) if (value >= fine[best] / 2) above++;
    peaks.push({ lagSec: lag - reach + best, correlation: fine[best], halfWidthSec: above / 2 });
  }
  peaks.sort((x, y) => y.correlation - x.correlation || Math.abs(x.lagSec) - Math.abs(y.lagSec));
  const first = peaks[0];
  if (first === undefined || first.correlation <= 0) return undefined;
  const second = peaks.find((peak) => Math.abs(peak.lagSec - first.lagSec) > PEAK_APART_SEC);
  const next = Math.max(second?.correlation ?? 0, 0.01);
  let activeSec = 0;
  for (const each of a.seconds) if (each >= from && each < to) activeSec++;
  return { ...first, ratio: first.correlation / next, activeSec };
}

function busiestWindow({ seconds, values }: SecondSeries): [number, number] {
  const first = seconds[0];
  const last = seconds[seconds.length - 1] + 1;
  if (last - first <= MOST_WINDOW_SEC) return [first, last];
  let busiest = 0;
  for (let i = 1; i < values.length; i++) if (values[i] > values[busiest]) busiest = i;
  const from = Math.min(Math.max(first, seconds[busiest] - MOST_WINDOW_SEC / 2), last - MOST_WINDOW_SEC);
  return [from, from + MOST_WINDOW_SEC];
}

// Pearson's r for each lag from `lagFrom` to `lagTo` in steps of `width`; -1 where B does not span enough of the window.
function correlations(
  a: SecondSeries,
  b: SecondSeries,
  from: number,
  to: number,
  spanB: readonly [number, number],
  lagFrom: number,
  lagTo: number,
  width: number,
): Float64Array {
  const bins = Math.ceil((to - from) / width);
  const lags = Math.floor((lagTo - lagFrom) / width) + 1;
  const left = binned(a, from, bins, width);
  const right = binned(b, from + lagFrom, bins + lags, width);
  let sumA = 0;
  let squareA = 0;
  for (const value of left) {
    sumA += value;
    squareA += value * value;
  }
  let sumB = 0;
  let squareB = 0;
  for (let i = 0; i < bins; i++) {
    sumB += right[i];
    squareB += right[i] * right[i];
  }
  // Few bins of a quiet site are filled: only those cost time.
  const filled: number[] = [];
  for (let i = 0; i < bins; i++) if (left[i] > 0) filled.push(i);
  const varianceA = squareA - (sumA * sumA) / bins;
  const out = new Float64Array(lags).fill(-1);
  for (let lag = 0; lag < lags; lag++) {
    const start = from + lagFrom + lag * width;
    const covered = Math.min(spanB[1], start + bins * width) - Math.max(spanB[0], start);
    const varianceB = squareB - (sumB * sumB) / bins;
    if (covered >= LEAST_COVERED * bins * width && varianceA > 1e-9 && varianceB > 1e-9) {
      let product = 0;
      for (let i = 0; i < filled.length; i++) product += left[filled[i]] * right[filled[i] + lag];
      out[lag] = (product - (sumA * sumB) / bins) / Math.sqrt(varianceA * varianceB);
    }
    sumB += right[lag + bins] - right[lag];
    squareB += right[lag + bins] * right[lag + bins] - right[lag] * right[lag];
  }
  return out;
}

// Square roots steady the variance of counts: one burst does not decide alone.
function binned(series: SecondSeries, from: number, bins: number, width: number): Float64Array {
  const out = new Float64Array(bins);
  const { seconds, values } = series;
  for (let i = 0; i < seconds.length; i++) {
    const bin = Math.floor((seconds[i] - from) / width);
    if (bin >= 0 && bin < bins) out[bin] += values[i];
  }
  for (let bin = 0; bin < bins; bin++) out[bin] = Math.sqrt(out[bin]);
  return out;
}

// The lags of the highest peaks, at least a minute apart.
function highest(values: Float64Array, width: number): number[] {
  const order = Array.from(values.keys())
    .filter((i) => values[i] > 0 && values[i] >= (values[i - 1] ?? -1) && values[i] >= (values[i + 1] ?? -1))
    .sort((x, y) => values[y] - values[x] || x - y);
  const out: number[] = [];
  for (const i of order) {
    const lag = -MOST_LAG_SEC + i * width;
    if (out.every((other) => Math.abs(other - lag) > PEAK_APART_SEC)) out.push(lag);
    if (out.length === CANDIDATES) break;
  }
  return out;
}
