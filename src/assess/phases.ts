// Phases, pulses and gaps inside waves, from what each vector's target got second by second.

import type { CaseStore } from '../aggregate/store.ts';
import { findBursts } from './bursts.ts';
import type { Finding } from './finding.ts';

import { byVectors, type Interval, levelChanges, type Segment, stretches } from './segments.ts';
import { quote } from './surge-runs.ts';
import type { Thresholds } from './thresholds.ts';
import type { VectorGroup, Wave } from './waves.ts';

/** A part of a wave; `unseen` is a pause that no evidence covers, so that nobody knows whether there was silence. Packets and requests are all of the kind to the target, ordinary ones among them; 0 in gaps and of sockets. */
export interface Phase {
  kind: 'phase' | 'pulse' | 'gap' | 'unseen';
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
  const covered = await coverage(store);
  const drafts = waves.map((wave) => draftParts(wave, groups, active, covered, thresholds));
  await splitByLevel(store, drafts, thresholds);
  await measure(store, drafts);
  await store.run('DROP TABLE phase_seconds');
  return drafts.map((parts) => ({ parts: parts.slice(0, MOST_PARTS), total: parts.length }));
}

// What the targets of a group got each second over all evidence; undefined where no series by the second exists.
function secondsOf(group: VectorGroup, siteName: string): string | undefined {
  const [first] = group.findings;
  if (first.secondsSql !== undefined) {
    const conditions = [
      ...new Set(
        group.findings.map(({ secondsSql, translated }) =>
          translated === true ? 'false' : (secondsSql ?? 'false'),
        ),
      ),
    ];
    const where =
      conditions.length > MOST_TARGETS
        ? `class IN (${first.classes.join(', ')})`
        : `(${conditions.join(') OR (')})`;
    return `SELECT second, sum(packets) AS packets, 0 AS requests, min(first_us) AS first_us, max(last_us) AS last_us FROM inbound_seconds WHERE ${where} GROUP BY second`;
  }
  if (group.vector !== 'http_flood') return undefined;
  const sites = [
    ...new Set(group.targets.flatMap(({ text }) => (text === siteName ? [text.toLowerCase(), ''] : [text]))),
  ];
  return `SELECT second, 0 AS packets, sum(requests) AS requests, second * 1e6 AS first_us, second * 1e6 AS last_us
    FROM request_seconds JOIN sites USING (evidence, host_id) WHERE site IN (${sites.map(quote).join(', ')}) GROUP BY second`;
}

function draftParts(
  wave: Wave,
  groups: readonly VectorGroup[],
  active: ReadonlyMap<Finding, Interval[]>,
  covered: Coverage,
  thresholds: Thresholds,
): Phase[] {
  const intervals = wave.findings.flatMap((finding) => {
    const group = groups.findIndex((each) => each.findings.includes(finding));
    return (active.get(finding) ?? []).map((interval) => ({ ...interval, group }));
  });
  const apart = stretches(intervals, thresholds['phase.gap_sec']);
  const pauses = apart.slice(1).map((after, i) => pause(apart[i], after, groups, covered));
  const pulsed = pauses.filter(({ kind }) => kind === 'gap').length + 1 >= thresholds['phase.pulses'];
  const parts: Phase[] = [];
  for (const [i, stretch] of apart.entries()) {
    const segments = byVectors(stretch, thresholds['phase.least_sec']);
    if (i > 0) parts.push(pauses[i - 1]);
    for (const segment of segments) parts.push(part(pulsed ? 'pulse' : 'phase', segment));
  }
  return parts;
}

/** Stretches of time that the evidence of a lane covers, microseconds. */
type Coverage = Record<'packets' | 'requests', { fromUs: number; toUs: number }[]>;

async function coverage(store: CaseStore): Promise<Coverage> {
  const covered: Coverage = { packets: [], requests: [] };
  const rows = await store.query<{ lane: 'packets' | 'requests'; a: number; b: number }>(`
    SELECT 'packets' AS lane, min(second) AS a, max(second) AS b FROM packet_seconds GROUP BY evidence
    UNION ALL SELECT 'requests', min(second), max(second) FROM request_seconds GROUP BY evidence ORDER BY lane, a, b`);
  for (const { lane, a, b } of rows) {
    const last = covered[lane].at(-1);
    // A file that begins in the second in which another ends, or the next, goes on from it.
    if (last !== undefined && a * 1e6 <= last.toUs) last.toUs = Math.max(last.toUs, (b + 1) * 1e6);
    else covered[lane].push({ fromUs: a * 1e6, toUs: (b + 1) * 1e6 });
  }
  return covered;
}

// The pause between two stretches: silence only where evidence of every lane in them covers it. Snapshots cover no time at all.
function pause(
  before: readonly Interval[],
  after: readonly Interval[],
  groups: readonly VectorGroup[],
  covered: Coverage,
): Phase {
  const startUs = Math.max(...before.map((each) => each.endUs));
  const endUs = Math.min(...after.map((each) => each.startUs));
  const lanes = new Set([...before, ...after].map((each) => groups[each.group].findings[0].lane));
  const silent = [...lanes].every(
    (lane) =>
      lane !== 'sockets' && covered[lane].some(({ fromUs, toUs }) => fromUs <= startUs && toUs >= endUs),
  );
  return part(silent ? 'gap' : 'unseen', { startUs, endUs, groups: [] });
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
      const next = shown.slice(i + 1).find((each) => each.groups.length > 0);
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
