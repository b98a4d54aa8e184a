// A wave taken apart: stretches of activity and the silences between them, changes of vectors, changes of level. Pure arithmetic.

import { median } from './series.ts';

/** Activity of one vector group; microseconds since 1970 UTC of the first and last record. */
export interface Interval {
  group: number;
  startUs: number;
  endUs: number;
}

/** A part of a wave in which the same groups are active. */
export interface Segment {
  startUs: number;
  endUs: number;
  /** Ascending. */
  groups: number[];
}

/** Stretches of activity of any group, apart by at least `gapSec`; each with its intervals. */
export function stretches(intervals: readonly Interval[], gapSec: number): Interval[][] {
  const ordered = [...intervals].sort(
    (a, b) => a.startUs - b.startUs || a.endUs - b.endUs || a.group - b.group,
  );
  const out: Interval[][] = [];
  let endUs = -Infinity;
  for (const interval of ordered) {
    if (interval.startUs - endUs >= gapSec * 1e6) out.push([interval]);
    else out[out.length - 1].push(interval);
    endUs = Math.max(endUs, interval.endUs);
  }
  return out;
}

/**
 * Cuts a stretch where the set of active groups changes. A part shorter than `leastSec` is one with its longer neighbour: vectors of
 * one command do not begin in the same instant. A part that alone shows one of its groups stays, however short. A stretch too short for
 * two parts is one, of all its groups.
 */
export function byVectors(stretch: readonly Interval[], leastSec: number): Segment[] {
  const edges = [...new Set(stretch.flatMap(({ startUs, endUs }) => [startUs, endUs]))].sort((a, b) => a - b);
  const [first, last] = [edges[0], edges[edges.length - 1]];
  if (last - first < 2e6 * leastSec) {
    const groups = [...new Set(stretch.map(({ group }) => group))].sort((a, b) => a - b);
    return [{ startUs: first, endUs: last, groups }];
  }
  const segments: Segment[] = [];
  for (let i = 0; i + 1 < edges.length; i++) {
    const [startUs, endUs] = [edges[i], edges[i + 1]];
    const active = stretch.filter((each) => each.startUs <= startUs && each.endUs >= endUs);
    const groups = [...new Set(active.map(({ group }) => group))].sort((a, b) => a - b);
    const before = segments.at(-1);
    if (before !== undefined && sameGroups(before.groups, groups)) before.endUs = endUs;
    else segments.push({ startUs, endUs, groups });
  }
  while (segments.length > 1) {
    const at = shortestSpare(segments);
    if (at < 0 || length(segments[at]) >= leastSec * 1e6) break;
    absorb(segments, at);
  }
  return segments;
}

function length(segment: Segment): number {
  return segment.endUs - segment.startUs;
}

// The shortest segment whose groups are all in others too; -1 without one.
function shortestSpare(segments: readonly Segment[]): number {
  const shown = new Map<number, number>();
  for (const group of segments.flatMap(({ groups }) => groups)) shown.set(group, (shown.get(group) ?? 0) + 1);
  let at = -1;
  for (const [i, segment] of segments.entries()) {
    if (segment.groups.some((group) => shown.get(group) === 1)) continue;
    if (at < 0 || length(segment) < length(segments[at])) at = i;
  }
  return at;
}

function absorb(segments: Segment[], at: number): void {
  const before = at > 0 ? length(segments[at - 1]) : -1;
  const after = at + 1 < segments.length ? length(segments[at + 1]) : -1;
  const into = before >= after ? at - 1 : at + 1;
  segments[into].startUs = Math.min(segments[into].startUs, segments[at].startUs);
  segments[into].endUs = Math.max(segments[into].endUs, segments[at].endUs);
  segments.splice(at, 1);
  for (let i = 0; i + 1 < segments.length; i++) {
    if (!sameGroups(segments[i].groups, segments[i + 1].groups)) continue;
    segments[i].endUs = segments[i + 1].endUs;
    segments.splice(i + 1, 1);
  }
}

function sameGroups(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((group, i) => group === b[i]);
}

/** Least buckets between two changes of level. */
const LEAST_BUCKETS = 3;
/** Scatter of log(1 + n) below which nothing is told apart. */
const LEAST_SCATTER = 0.1;

/**
 * Buckets at which the level changes at least `ratio`-fold: optimal partitioning of log(1 + n) with a Gaussian cost and a penalty of
 * 2 log(length) a change (Killick, Fearnhead, Eckley 2012), scatter from the median difference of neighbours.
 */
export function levelChanges(counts: readonly number[], ratio: number): number[] {
  if (counts.length < 2 * LEAST_BUCKETS) return [];
  let cuts = optimalCuts(counts.map((n) => Math.log1p(n)));
  for (;;) {
    const means = partMeans(counts, cuts);
    let weakest = -1;
    let least = ratio;
    for (let i = 0; i < cuts.length; i++) {
      const step = change(means[i], means[i + 1]);
      if (step < least) {
        least = step;
        weakest = i;
      }
    }
    if (weakest < 0) return cuts;
    cuts = cuts.filter((_, i) => i !== weakest);
  }
}

function change(a: number, b: number): number {
  return (Math.max(a, b) + 1) / (Math.min(a, b) + 1);
}

function partMeans(counts: readonly number[], cuts: readonly number[]): number[] {
  const edges = [0, ...cuts, counts.length];
  return edges.slice(1).map((end, i) => {
    let sum = 0;
    for (let k = edges[i]; k < end; k++) sum += counts[k];
    return sum / (end - edges[i]);
  });
}

function optimalCuts(values: readonly number[]): number[] {
  const n = values.length;
  const differences = values.slice(1).map((value, i) => Math.abs(value - values[i]));
  const scatter = Math.max(LEAST_SCATTER, (1.4826 * median(differences)) / Math.SQRT2);
  const penalty = 2 * Math.log(n);
  const sums = new Float64Array(n + 1);
  const squares = new Float64Array(n + 1);
  for (let i = 0; i < n; i++) {
    sums[i + 1] = sums[i] + values[i];
    squares[i + 1] = squares[i] + values[i] * values[i];
  }
  const best = new Float64Array(n + 1).fill(Infinity);
  const from = new Int32Array(n + 1);
  best[0] = -penalty;
  for (let end = LEAST_BUCKETS; end <= n; end++) {
    for (let start = 0; start + LEAST_BUCKETS <= end; start++) {
      const sum = sums[end] - sums[start];
      const around = squares[end] - squares[start] - (sum * sum) / (end - start);
      const cost = best[start] + around / (scatter * scatter) + penalty;
      if (cost < best[end]) {
        best[end] = cost;
        from[end] = start;
      }
    }
  }
  const cuts: number[] = [];
  for (let end = from[n]; end > 0; end = from[end]) cuts.unshift(end);
  return cuts;
}
