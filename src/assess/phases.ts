// Phases, pulses and gaps inside waves, from what each vector's target got second by second.

import type { CaseStore } from '../aggregate/store.ts';
import { findBursts } from './bursts.ts';
import type { Finding } from './finding.ts';

import { byVectors, type Interval, levelChanges, type Segment, stretches } from './segments.ts';
import { quote } from './surges.ts';
import type { Thresholds } from './thresholds.ts';
import type { VectorGroup, Wave } from './waves.ts';

/** A part of a wave. Packets and requests are all of the kind to the target, ordinary ones among them; 0 in gaps and of sockets. */
export interface Phase {
  kind: 'phase' | 'pulse' | 'gap';
  startUs: number;
  endUs: number;
  /** Indexes of the vector groups; empty in a gap. */
  groups: number[];
  packets: number;
  requests: number;
  peakPps: number;
  peakRps: number;
}

/** A wave taken apart, in order of time. */
export interface WaveParts {
  /** At most MOST_PARTS. */
  parts: Phase[];
  /** All of them. */
  total: number;
}

const MOST_PARTS = 200;
/** Conditions joined for one vector; a flood of more targets is asked for by its class alone. */
const MOST_TARGETS = 50;
/** Steps in which the level of a phase is looked at. */
const LEVEL_STEPS = 360;

/** Takes all waves apart; one entry a wave, in order. */
export async function findPhases(
  store: CaseStore,
  groups: readonly VectorGroup[],
  waves: readonly Wave[],
  thresholds: Thresholds,
  siteName: string,
): Promise<WaveParts[]> {
  if (waves.length === 0) return [];
  await store.run(
    'CREATE TABLE phase_seconds (g UINTEGER, second DOUBLE, packets UBIGINT, requests UBIGINT, first_us DOUBLE, last_us DOUBLE)',
  );
  for (const [index, group] of groups.entries()) {
    const sql = secondsOf(group, siteName);
    if (sql !== undefined)
      await store.run(
        `INSERT INTO phase_seconds SELECT ${index}, second, packets, requests, first_us, last_us FROM (${sql})`,
      );
  }
  const active = await findBursts(store, groups, waves, thresholds);
  const drafts = waves.map((wave) => draftParts(wave, groups, active, thresholds));
  await splitByLevel(store, drafts, thresholds);
  await measure(store, drafts);
  await store.run('DROP TABLE phase_seconds');
  return drafts.map((parts) => ({ parts: parts.slice(0, MOST_PARTS), total: parts.length }));
}

// What the targets of a group got each second over all evidence; undefined where no series by the second exists.
function secondsOf(group: VectorGroup, siteName: string): string | undefined {
  const [first] = group.findings;
  if (first.secondsSql !== undefined) {
    const conditions = [...new Set(group.findings.map((finding) => finding.secondsSql ?? 'false'))];
    const where =
      conditions.length > MOST_TARGETS
        ? `class IN (${first.classes.join(', ')})`
        : `(${conditions.join(') OR (')})`;
    return `SELECT second, sum(packets) AS packets, 0 AS requests, min(first_us) AS first_us, max(last_us) AS last_us FROM inbound_seconds WHERE ${where} GROUP BY second`;
  }
  if (group.vector !== 'http_flood') return undefined;
  const sites = [...new Set(group.targets.flatMap(({ text }) => (text === siteName ? [text, ''] : [text])))];
  return `SELECT second, 0 AS packets, sum(requests) AS requests, second * 1e6 AS first_us, second * 1e6 AS last_us
    FROM request_seconds s LEFT JOIN texts h ON h.evidence = s.evidence AND h.id = s.host_id WHERE coalesce(h.text, '') IN (${sites.map(quote).join(', ')}) GROUP BY second`;
}

function draftParts(
  wave: Wave,
  groups: readonly VectorGroup[],
  active: ReadonlyMap<Finding, Interval[]>,
  thresholds: Thresholds,
): Phase[] {
  const intervals = wave.findings.flatMap((finding) => {
    const group = groups.findIndex((each) => each.findings.includes(finding));
    return (active.get(finding) ?? []).map((interval) => ({ ...interval, group }));
  });
  const apart = stretches(intervals, thresholds['phase.gap_sec']);
  const pulsed = apart.length >= thresholds['phase.pulses'];
  const parts: Phase[] = [];
  for (const stretch of apart) {
    const segments = byVectors(stretch, thresholds['phase.least_sec']);
    const before = parts.at(-1);
    if (before !== undefined)
      parts.push(part('gap', { startUs: before.endUs, endUs: segments[0].startUs, groups: [] }));
    for (const segment of segments) parts.push(part(pulsed ? 'pulse' : 'phase', segment));
  }
  return parts;
}

function part(kind: Phase['kind'], segment: Segment): Phase {
  return { kind, ...segment, packets: 0, requests: 0, peakPps: 0, peakRps: 0 };
}

// Phases of some length are cut where the traffic doubles or halves for good; pulses are short and stay whole.
async function splitByLevel(store: CaseStore, drafts: Phase[][], thresholds: Thresholds): Promise<void> {
  const long = drafts
    .flat()
    .filter(
      (each) => each.kind === 'phase' && each.endUs - each.startUs >= 2e6 * thresholds['phase.least_sec'],
    )
    .slice(0, MOST_PARTS);
  if (long.length === 0) return;
  const width = (phase: Phase): number => Math.max(1, Math.ceil(seconds(phase) / LEVEL_STEPS));
  const rows = await store.query<{ p: number; step: number; packets: bigint; requests: bigint }>(`
    SELECT p, floor((second - a) / width)::INTEGER AS step, sum(packets)::BIGINT AS packets, sum(requests)::BIGINT AS requests
    FROM (VALUES ${long.flatMap((phase, p) => phase.groups.map((g) => `(${p}, ${g}, ${firstSecond(phase)}, ${firstSecond(phase) + seconds(phase) - 1}, ${width(phase)})`)).join(', ')}) v(p, g, a, b, width)
      JOIN phase_seconds s ON s.g = v.g AND second BETWEEN a AND b GROUP BY p, step ORDER BY p, step`);
  const byPhase = new Map<number, typeof rows>(long.map((_, p) => [p, []]));
  for (const row of rows) byPhase.get(row.p)?.push(row);
  const cuts = new Map<Phase, number[]>();
  for (const [p, phase] of long.entries()) {
    const own = byPhase.get(p) ?? [];
    const packets = own.some((row) => row.packets > 0n);
    const counts = new Array<number>(Math.ceil(seconds(phase) / width(phase))).fill(0);
    for (const row of own) counts[row.step] = Number(packets ? row.packets : row.requests);
    const steps = Math.max(1, Math.ceil(thresholds['phase.least_sec'] / width(phase)));
    const changes = levelChanges(counts, thresholds['phase.level_ratio']).filter(
      (at, i, all) => at - (all[i - 1] ?? 0) >= steps && counts.length - at >= steps,
    );
    cuts.set(
      phase,
      changes.map((at) => (firstSecond(phase) + at * width(phase)) * 1e6),
    );
  }
  for (const parts of drafts) {
    const whole = parts.splice(0);
    for (const phase of whole) {
      const edges = [phase.startUs, ...(cuts.get(phase) ?? []), phase.endUs];
      for (let i = 0; i + 1 < edges.length; i++)
        parts.push({ ...phase, startUs: edges[i], endUs: edges[i + 1] });
    }
  }
}

function firstSecond(phase: Phase): number {
  return Math.floor(phase.startUs / 1e6);
}

function seconds(phase: Phase): number {
  return Math.floor(phase.endUs / 1e6) - firstSecond(phase) + 1;
}

// Counts and peaks of each part. A second in which one part ends and the next begins is counted to the later one.
async function measure(store: CaseStore, drafts: readonly Phase[][]): Promise<void> {
  const parts: Phase[] = [];
  const spans: string[] = [];
  for (const each of drafts) {
    const shown = each.slice(0, MOST_PARTS);
    for (const [i, phase] of shown.entries()) {
      const next = shown.slice(i + 1).find(({ kind }) => kind !== 'gap');
      const last = Math.floor(phase.endUs / 1e6);
      const end = next !== undefined && firstSecond(next) === last ? last - 1 : last;
      for (const g of phase.groups)
        spans.push(`(${parts.length}, ${g}, ${firstSecond(phase)}, ${Math.max(firstSecond(phase), end)})`);
      parts.push(phase);
    }
  }
  const rows = await store.query<{ p: number; packets: bigint; requests: bigint; pps: bigint; rps: bigint }>(`
    SELECT p, sum(packets)::BIGINT AS packets, sum(requests)::BIGINT AS requests, max(packets)::BIGINT AS pps, max(requests)::BIGINT AS rps
    FROM (SELECT p, second, sum(packets) AS packets, sum(requests) AS requests FROM (VALUES ${spans.join(', ')}) v(p, g, a, b)
      JOIN phase_seconds s ON s.g = v.g AND second BETWEEN a AND b GROUP BY p, second) GROUP BY p`);
  for (const { p, packets, requests, pps, rps } of rows)
    Object.assign(parts[p], {
      packets: Number(packets),
      requests: Number(requests),
      peakPps: Number(pps),
      peakRps: Number(rps),
    });
}
