// Sparse per-second series: peaks over 1 s and 60 s, and stretches of flagged minutes. Seconds without records take no space.

/** Values by second, ascending. */
export interface SecondSeries {
  seconds: Float64Array;
  values: Float64Array;
}

/** Seconds of a flood that are kept to be added up with those of others: 16 bytes each, of hundreds of blocks. */
export const MOST_KEPT_SECONDS = 3600;

/** A peak: the value and the second in which it (or its window) began. */
export interface Peak {
  value: number;
  atSec: number;
}

/** Largest value of one second. */
export function peakSecond(series: SecondSeries): Peak {
  const peak: Peak = { value: 0, atSec: 0 };
  for (let i = 0; i < series.seconds.length; i++) {
    if (series.values[i] > peak.value) {
      peak.value = series.values[i];
      peak.atSec = series.seconds[i];
    }
  }
  return peak;
}

/** Largest mean per second over any window of 60 s that ends at a record. */
export function peakMinute(series: SecondSeries): Peak {
  const peak: Peak = { value: 0, atSec: 0 };
  let sum = 0;
  let from = 0;
  for (let to = 0; to < series.seconds.length; to++) {
    sum += series.values[to];
    while (series.seconds[from] <= series.seconds[to] - 60) sum -= series.values[from++];
    if (sum / 60 > peak.value) {
      peak.value = sum / 60;
      peak.atSec = series.seconds[from];
    }
  }
  return peak;
}

/** The least value that 95 of 100 seconds with records do not exceed (nearest rank); 0 without any. */
export function percentile95({ values }: SecondSeries): number {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.ceil(0.95 * sorted.length) - 1] ?? 0;
}

/** A run of minutes (numbers since 1970), both ends included. */
export interface MinuteRun {
  first: number;
  last: number;
}

/** Joins ascending minutes into runs; pauses up to `gapSec` do not end a run. */
export function minuteRuns(minutes: readonly number[], gapSec: number): MinuteRun[] {
  const runs: MinuteRun[] = [];
  for (const minute of minutes) {
    const run = runs.at(-1);
    if (run !== undefined && (minute - run.last - 1) * 60 <= gapSec) run.last = minute;
    else runs.push({ first: minute, last: minute });
  }
  return runs;
}

/** Median; 0 without values. */
export function median(values: readonly number[]): number {
  if (values.length === 0) return 0;
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
