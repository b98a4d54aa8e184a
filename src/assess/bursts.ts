// Bursts of activity inside the findings, told from the ordinary traffic of the same kind.

import type { CaseStore } from '../aggregate/store.ts';
import type { Finding } from './finding.ts';
import { vectorBit } from './members.ts';
import type { Interval } from './segments.ts';
import type { Thresholds } from './thresholds.ts';
import type { VectorGroup, Wave } from './waves.ts';

/** A burst with a smaller share of the largest one is a stray record. */
const STRAY_SHARE = 0.005;
/** A burst with a smaller share is looked at more closely ... */
const SMALL_SHARE = 0.1;
/** ... up to so many of them; the rest are taken for ordinary traffic. */
const MOST_LOOKED_AT = 200;
/** Seconds outside waves from which there is a baseline. */
const LEAST_BASELINE_SEC = 60;
/** A silence at which a steady stream would arrive with odds of e^-20. */
const RARE_SILENCE = 20;
/** Robust z-score of an outlier (Iglewicz and Hoaglin 1993). */
const OUTLIER_Z = 3.5;

/** Bursts of each finding out of the table phase_seconds: seconds above the ordinary, joined over silences that chance explains. */
export async function findBursts(
  store: CaseStore,
  groups: readonly VectorGroup[],
  waves: readonly Wave[],
  thresholds: Thresholds,
): Promise<Map<Finding, Interval[]>> {
  const floors = await ordinaryLevels(store, waves);
  const findings: Finding[] = [];
  const spans: string[] = [];
  const out = new Map<Finding, Interval[]>();
  for (const [index, group] of groups.entries()) {
    for (const finding of group.findings) {
      out.set(finding, []);
      if (!floors.has(index)) continue;
      const total = Math.max(1, finding.packets, finding.requests);
      const seconds = (finding.endUs - finding.startUs) / 1e6;
      const silence = Math.max(thresholds['phase.gap_sec'], (RARE_SILENCE * seconds) / total);
      spans.push(
        `(${findings.length}, ${index}, ${Math.floor(finding.startUs / 1e6)}, ${Math.floor(finding.endUs / 1e6)}, ${floors.get(index)}, ${silence})`,
      );
      findings.push(finding);
    }
  }
  const rows =
    spans.length === 0
      ? []
      : await store.query<{ f: number; g: number; first_us: number; last_us: number; n: bigint }>(`
    WITH spans AS (SELECT * FROM (VALUES ${spans.join(', ')}) v(f, g, a, b, floor, silence)),
    above AS (
      SELECT f, s.g, silence, second, packets + requests AS n, first_us, last_us, lag(second) OVER (PARTITION BY f ORDER BY second) AS before
      FROM spans JOIN phase_seconds s ON s.g = spans.g AND second BETWEEN a AND b WHERE packets + requests > floor),
    numbered AS (SELECT *, sum(CASE WHEN before IS NULL OR second - before - 1 >= silence THEN 1 ELSE 0 END) OVER (PARTITION BY f ORDER BY second ROWS UNBOUNDED PRECEDING) AS burst FROM above)
    SELECT f, g, min(first_us) AS first_us, max(last_us) AS last_us, sum(n)::BIGINT AS n FROM numbered GROUP BY f, g, burst ORDER BY f, first_us`);
  const largest = new Map<number, number>();
  for (const { f, n } of rows) largest.set(f, Math.max(largest.get(f) ?? 0, Number(n)));
  const bursts: Burst[] = rows.map(({ f, g, first_us, last_us, n }) => ({
    finding: findings[f],
    interval: { group: g, startUs: first_us, endUs: last_us },
    share: Number(n) / (largest.get(f) ?? 1),
  }));
  const ordinary = await ordinaryBursts(store, bursts);
  for (const burst of bursts) if (!ordinary.has(burst)) out.get(burst.finding)?.push(burst.interval);
  for (const [index, group] of groups.entries())
    for (const finding of group.findings) clamp(out.get(finding) as Interval[], finding, index);
  return out;
}

interface Burst {
  finding: Finding;
  interval: Interval;
  /** Of the packets or requests of the largest burst of the same finding. */
  share: number;
}

// Small bursts in which no source of the vector sent anything: visitors, whose packets are of the same kind.
async function ordinaryBursts(store: CaseStore, bursts: readonly Burst[]): Promise<Set<Burst>> {
  const small = bursts.filter(({ share }) => share < SMALL_SHARE);
  if (small.length === 0) return new Set();
  const looked = small.filter(({ share }) => share >= STRAY_SHARE).slice(0, MOST_LOOKED_AT);
  const spans = looked.map(
    ({ interval: { group, startUs, endUs } }, b) =>
      `(${b}, ${vectorBit(group)}::BIGINT, ${startUs}, ${Math.max(endUs, startUs + 999_999)}, ${minute(startUs)}, ${minute(endUs)})`,
  );
  const found =
    looked.length === 0
      ? []
      : await store.query<{ b: number }>(`
    WITH spans AS (SELECT * FROM (VALUES ${spans.join(', ')}) v(b, bit, from_us, to_us, from_minute, to_minute)),
    rows AS (
      SELECT src_hi AS hi, src_lo AS lo, minute, first_us, last_us FROM inbound WHERE minute IN (SELECT unnest(range(from_minute, to_minute + 1)) FROM spans)
      UNION ALL SELECT client_hi, client_lo, minute, first_us, last_us FROM requests_in WHERE minute IN (SELECT unnest(range(from_minute, to_minute + 1)) FROM spans))
    SELECT DISTINCT b FROM spans JOIN rows ON minute BETWEEN from_minute AND to_minute AND first_us <= to_us AND last_us >= from_us
      JOIN members m ON m.src_hi = hi AND m.src_lo = lo AND m.vector_bit = bit`);
  const kept = new Set(found.map(({ b }) => looked[b]));
  return new Set(small.filter((burst) => !kept.has(burst)));
}

function minute(us: number): number {
  return Math.floor(us / 6e7);
}

// The detector has set the outer edges; without a series the whole finding is one burst.
function clamp(intervals: Interval[], { startUs, endUs }: Finding, group: number): void {
  if (intervals.length === 0) {
    intervals.push({ group, startUs, endUs });
    return;
  }
  intervals[0].startUs = startUs;
  intervals[intervals.length - 1].endUs = endUs;
}

// Median + 3.5 robust deviations of the seconds outside all waves, by group; 0 without any to look at.
async function ordinaryLevels(store: CaseStore, waves: readonly Wave[]): Promise<Map<number, number>> {
  const inWaves = waves
    .map(({ startUs, endUs }) => `(${Math.floor(startUs / 1e6) - 60}, ${Math.floor(endUs / 1e6) + 60})`)
    .join(', ');
  await store.run(`CREATE TABLE phase_waves AS SELECT * FROM (VALUES ${inWaves}) v(a, b)`);
  const [covered] = await store.query<{ packets: number; requests: number }>(
    `SELECT ${['packet_seconds', 'request_seconds'].map(coveredSeconds).join(', ')}`,
  );
  const rows = await store.query<{ g: number; is_log: boolean; n: bigint; seconds: bigint }>(`
    SELECT g, requests > 0 AS is_log, (packets + requests)::BIGINT AS n, (count(*) FILTER (NOT EXISTS (SELECT 1 FROM phase_waves w WHERE second BETWEEN a AND b)))::BIGINT AS seconds
    FROM phase_seconds GROUP BY ALL ORDER BY g, n`);
  await store.run('DROP TABLE phase_waves');
  const byGroup = new Map<number, { isLog: boolean; counts: [number, number][] }>();
  for (const { g, is_log, n, seconds } of rows) {
    const known = byGroup.get(g) ?? { isLog: is_log, counts: [] };
    if (seconds > 0n) known.counts.push([Number(n), Number(seconds)]);
    byGroup.set(g, known);
  }
  return new Map(
    [...byGroup].map(([g, { isLog, counts }]) => {
      const silent =
        (isLog ? covered.requests : covered.packets) - counts.reduce((sum, [, seconds]) => sum + seconds, 0);
      return [g, outlierLevel([[0, Math.max(0, silent)], ...counts])];
    }),
  );
}

// Seconds outside all waves that some evidence source spans.
function coveredSeconds(table: string): string {
  return `(SELECT coalesce(sum(greatest(0, b - a + 1 - inside)), 0)::DOUBLE FROM (
    SELECT a, b, (SELECT coalesce(sum(greatest(0, least(b, w.b) - greatest(a, w.a) + 1)), 0) FROM phase_waves w) AS inside
    FROM (SELECT min(second) AS a, max(second) AS b FROM ${table} GROUP BY evidence)))`;
}

/** Level above which a second stands out, from (value, how many seconds) in ascending order. */
function outlierLevel(counts: readonly (readonly [number, number])[]): number {
  const seconds = counts.reduce((sum, [, times]) => sum + times, 0);
  if (seconds < LEAST_BASELINE_SEC) return 0;
  const middle = weightedMedian(counts);
  const away = counts
    .map(([value, times]): [number, number] => [Math.abs(value - middle), times])
    .sort((a, b) => a[0] - b[0]);
  return middle + (OUTLIER_Z * weightedMedian(away)) / 0.6745;
}

function weightedMedian(counts: readonly (readonly [number, number])[]): number {
  const half = counts.reduce((sum, [, times]) => sum + times, 0) / 2;
  let sum = 0;
  for (const [value, times] of counts) {
    sum += times;
    if (sum >= half) return value;
  }
  return 0;
}
