// What the packet floods share: flagged minutes per target become stretches, whose edges and peaks come from the second series.

import { addressText } from '../model/address.ts';
import type { Criterion } from '../model/facts.ts';
import { BUCKET_SEC, CLASS } from '../model/traffic.ts';
import type { DetectorContext, Finding, Target, Vector } from './finding.ts';
import { floodPeaks, floodSeries, floodTotals, type TargetSecond } from './flood-totals.ts';
import { type FloodedMinute, floodedMinutes, targetKey } from './flooded-minutes.ts';
import { membersSql, packetSamplesSql } from './packet-members.ts';
import { beyondSample } from './sampled.ts';
import { type MinuteRun, MOST_KEPT_SECONDS, median, minuteRuns, peakSecond } from './series.ts';
import { transport } from './views.ts';

/** How one kind of flood is told from traffic. */
export interface PacketFlood {
  vector: Vector;
  /** SQL from-clause and condition: the rows of `inbound` (alias i) that belong to the flood. */
  from: string;
  /** SQL of what a row counts for; its packets when left out. */
  count?: string;
  /** True when `seconds` holds one packet for each that is counted, and not the others that come with it. */
  countedBySecond?: boolean;
  /** Traffic classes it is made of. */
  classes: readonly number[];
  /** SQL condition on inbound_seconds for the same packets, besides the class. */
  seconds: string;
  /** True when each port is a target of its own. */
  byPort: boolean;
  leastPerMinute: number;
  /** Least busiest second; 0 = no such condition. */
  leastPeak: number;
  /** "tcp/80" for a port. */
  service(port: number): string;
  criteria(measured: { perMinute: number; peak: number; totalPerMinute: number }): Criterion[];
  reason(
    target: string,
    measured: { perMinute: number; peak: number; packets: number; sources: number },
  ): string;
  /** Without our own answers in the capture nothing can be called unasked for by one address: then so many sources are needed ... */
  oneWaySources?: number;
  /** ... that send no more than this each on average, as forged ones do. */
  oneWayPerSource?: number;
  /** ... or, where this is given, it is told with this doubt ... */
  oneWayDoubt?: string;
  /** ... but for packets that nobody sends, answered or not. */
  isBogus?(measured: { packets: number; bytes: number }): boolean;
  /** Its packets need a completed connection (default: they do not). */
  proves?: boolean;
  /** An answer to each of its packets says nothing against it. */
  mayBeAnswered?: boolean;
  /** Its senders stand behind the addresses that its packets bear, which are no sources of it. */
  hidden?: boolean;
  /** Why the measured stretch may be ordinary use, '' when nothing speaks for that; `from` is its rows (alias i). Nothing speaks for it when left out. */
  doubt?(measured: { sources: number; from: string }): Promise<string>;
  /** A last look at the measured stretch, of so many seconds; everything passes without it. */
  accepts?(measured: {
    peak: number;
    packets: number;
    bytes: number;
    sources: number;
    durationSec: number;
  }): boolean;
  /** Largest total in the same minute (all packets of `seconds` to the target); a flood must reach this share of it. */
  leastShare: number;
}

// A later fragment may be of any transport: it was asked for by whatever was sent.
const ANSWERED_AT_ALL =
  '(SELECT src_hi, src_lo, dst_hi, dst_lo, 0 AS transport, sum(packets) AS packets FROM answered GROUP BY ALL)';

/**
 * SQL from-clause and condition: inbound packets of some classes from sources that sent far more than they were answered.
 * `also` narrows the rows (alias i); `unused` is SQL that yields further sources, as (src_hi, src_lo, dst_hi, dst_lo), or ''.
 */
export function unanswered(
  context: DetectorContext,
  classes: readonly number[],
  also: string = 'true',
  unused: string = '',
): string {
  const list = classes.join(', ');
  return `FROM inbound i JOIN (
      SELECT s.src_hi, s.src_lo, s.dst_hi, s.dst_lo FROM
        (SELECT src_hi, src_lo, dst_hi, dst_lo, any_value(${transport('class')}) AS transport, sum(packets) AS packets FROM inbound i WHERE class IN (${list}) AND ${also} GROUP BY src_hi, src_lo, dst_hi, dst_lo) s
        LEFT JOIN ${classes[0] === CLASS.fragment ? ANSWERED_AT_ALL : 'answered'} a USING (src_hi, src_lo, dst_hi, dst_lo, transport)
      WHERE s.packets > ${context.thresholds['flood.solicited_ratio']} * coalesce(a.packets, 0) ${unused === '' ? '' : `OR (s.src_hi, s.src_lo, s.dst_hi, s.dst_lo) IN (${unused})`}) u USING (src_hi, src_lo, dst_hi, dst_lo)
    WHERE i.class IN (${list}) AND ${also}`;
}

/** Share of its busiest second from which a second belongs to a flood of hidden senders. */
const HIDDEN_SHARE = 0.25;

/** Finds the stretches of one kind of flood on single addresses. */
export async function findPacketFloods(context: DetectorContext, flood: PacketFlood): Promise<Finding[]> {
  return measureFloods(context, flood, await minutesOf(context, flood, 1, 1), 1);
}

/** The flooded minutes of one kind of flood; a target has `width` addresses, of which `leastTargets` must be hit. */
export async function minutesOf(
  context: DetectorContext,
  flood: PacketFlood,
  width: number,
  leastTargets: number,
): Promise<FloodedMinute[]> {
  // Most captures hold few classes in numbers, and each question costs some milliseconds.
  if (
    flood.count === undefined &&
    flood.hidden !== true &&
    2 * packetsOf(context, flood.classes) < flood.leastPerMinute
  )
    return [];
  const rows = await floodedMinutes(context, {
    ...flood,
    count: flood.count ?? 'i.packets',
    second: `class IN (${flood.classes.join(', ')}) AND ${flood.seconds}`,
    width,
    leastTargets,
  });
  return flood.proves || flood.mayBeAnswered ? rows : beyondSample(context, flood, rows, width);
}

/** Inbound packets of some traffic classes. */
export function packetsOf(context: Pick<DetectorContext, 'packetsOf'>, classes: readonly number[]): number {
  return classes.reduce((sum, each) => sum + (context.packetsOf.get(each) ?? 0), 0);
}

/** The stretches that flooded minutes of targets of `width` addresses make, measured. */
export async function measureFloods(
  context: DetectorContext,
  flood: PacketFlood,
  rows: readonly FloodedMinute[],
  width: number,
): Promise<Finding[]> {
  const byTarget = new Map<string, FloodedMinute[]>();
  for (const row of rows) {
    const key = targetKey(row);
    const list = byTarget.get(key);
    if (list === undefined) byTarget.set(key, [row]);
    else list.push(row);
  }
  const findings: Finding[] = [];
  for (const minutes of byTarget.values()) {
    for (const run of minuteRuns(
      minutes.map((row) => row.minute),
      context.thresholds['wave.gap_sec'],
    )) {
      const inside = minutes.filter((row) => row.minute >= run.first && row.minute <= run.last);
      const finding = await describeFlood(context, flood, inside, run, width);
      if (finding !== undefined) findings.push(finding);
    }
  }
  return findings;
}

async function describeFlood(
  context: DetectorContext,
  flood: PacketFlood,
  minutes: FloodedMinute[],
  run: MinuteRun,
  width: number,
): Promise<Finding | undefined> {
  const { hi, lo, port } = minutes[0];
  const hits = (row: string): string =>
    `${row}dst_hi = ${hi}::UBIGINT AND ${row}dst_lo BETWEEN ${lo}::UBIGINT AND ${lo + BigInt(width - 1)}::UBIGINT ${flood.byPort ? `AND ${row}port = ${port}` : ''}`;
  const here = hits('');
  // A flood that begins in the last seconds of a minute leaves that minute below the threshold: look one minute to either side.
  const fromSec = (run.first - 1) * BUCKET_SEC;
  const toSec = (run.last + 2) * BUCKET_SEC;
  const rows = await context.query<
    TargetSecond & Record<'first_us' | 'last_us' | 'length_min' | 'length_max', number>
  >(`
    SELECT second, sum(packets)::BIGINT AS packets, sum(bytes) AS bytes, min(first_us) AS first_us, max(last_us) AS last_us, min(length_min) AS length_min, max(length_max) AS length_max
    FROM inbound_seconds WHERE ${here} AND class IN (${flood.classes.join(', ')}) AND ${flood.seconds} AND second >= ${fromSec} AND second < ${toSec} GROUP BY second ORDER BY second`);
  const coreFromSec = Math.min(...minutes.map(({ from_sec }) => from_sec));
  const coreToSec = Math.max(...minutes.map(({ from_sec }) => from_sec)) + BUCKET_SEC;
  const core = rows.filter((row) => row.second >= coreFromSec && row.second < coreToSec);
  const counts = core.map((row) => Number(row.packets));
  // Second by second nothing tells the visitors behind a hiding address from the flood: only what stands out counts, to the minute.
  const hidden = flood.hidden === true;
  const floor = Math.max(2, hidden ? Math.max(...counts) * HIDDEN_SHARE : median(counts) * 0.1);
  const active = rows.filter((row) => Number(row.packets) >= floor);
  if (active.length === 0) return undefined;
  const stretch = rows.filter(
    (row) => row.second >= active[0].second && row.second <= active[active.length - 1].second,
  );
  const startUs = stretch[0].first_us;
  const endUs = stretch[stretch.length - 1].last_us;
  const totalPerMinute = await largestTotal(context, flood, here, minutes);
  const perMinute = Math.max(...minutes.map((row) => Number(row.packets)));
  if (perMinute < flood.leastShare * totalPerMinute) return undefined;
  if (Math.max(...stretch.map((row) => Number(row.packets))) < flood.leastPeak) return undefined;

  const range = `AND i.minute BETWEEN ${Math.floor(startUs / 1e6 / BUCKET_SEC)} AND ${Math.floor(endUs / 1e6 / BUCKET_SEC)}`;
  const target = `AND ${hits('i.')}`;
  const inProportion = flood.countedBySecond === true;
  const totals = await floodTotals(
    context,
    rows,
    (inProportion ? flood.count : undefined) ?? 'i.packets',
    `${flood.from} ${target} ${range}`,
  );
  const { packets, bytes, sources } = totals;
  const bySecond = floodSeries(stretch, totals, inProportion);
  const peak = peakSecond(bySecond.packets);
  if (peak.value < flood.leastPeak) return undefined;
  if (
    flood.accepts?.({
      peak: peak.value,
      packets,
      bytes,
      sources,
      durationSec: (endUs - startUs) / 1e6,
    }) === false
  )
    return undefined;
  const mayBeAnswered =
    context.oneWay &&
    flood.oneWaySources !== undefined &&
    !flood.isBogus?.({ packets, bytes }) &&
    (sources < flood.oneWaySources || packets > sources * (flood.oneWayPerSource ?? Infinity));
  if (mayBeAnswered && flood.oneWayDoubt === undefined) return undefined;
  const doubt = mayBeAnswered
    ? (flood.oneWayDoubt ?? '')
    : ((await flood.doubt?.({ sources, from: `${flood.from} ${target} ${range}` })) ?? '');
  const address = width === 1 ? addressText(hi, lo) : `${addressText(hi, lo)}/${32 - Math.log2(width)}`;
  const service = flood.service(port);
  const targetFacts: Target = {
    hi,
    lo,
    address,
    port,
    text: service === '' ? address : `${address} ${service}`,
  };
  const edge = await coverage(context, startUs, endUs);
  return {
    vector: flood.vector,
    lane: 'packets',
    proves: flood.proves ?? false,
    classes: flood.classes,
    target: targetFacts,
    startUs,
    endUs,
    startUncertaintySec: hidden ? BUCKET_SEC : 1,
    endUncertaintySec: hidden ? BUCKET_SEC : 1,
    coveredFromUs: edge.fromUs,
    coveredToUs: edge.toUs,
    packets,
    bytes,
    requests: 0,
    peaks: floodPeaks(bySecond, totals),
    lengthMin: Math.min(...stretch.map((row) => row.length_min)),
    lengthMax: Math.max(...stretch.map((row) => row.length_max)),
    criteria: flood.criteria({ perMinute, peak: peak.value, totalPerMinute }),
    reason: flood.reason(targetFacts.text, {
      perMinute,
      peak: peak.value,
      packets,
      sources,
    }),
    ...(doubt === '' ? undefined : { doubt }),
    ...(stretch.length <= MOST_KEPT_SECONDS ? { bySecond } : undefined),
    amongSql: `${here} AND class IN (${flood.classes.join(', ')})`,
    secondsSql: `${here} AND class IN (${flood.classes.join(', ')}) AND ${flood.seconds}`,
    fromSql: `${flood.from} ${target} ${range}`,
    membersSql: membersSql(`${flood.from} ${target} ${range}${hidden ? ' AND false' : ''}`, context.shared),
    ...(hidden ? { evidenceSql: `SELECT DISTINCT i.evidence ${flood.from} ${target} ${range}` } : undefined),
    samplesSql: packetSamplesSql(`${flood.from} ${target} ${range}`, context.shared),
  };
}

/** Captures that hold the stretch: where the evidence itself begins and ends around it, microseconds. */
export async function coverage(
  context: DetectorContext,
  startUs: number,
  endUs: number,
): Promise<{ fromUs: number; toUs: number }> {
  const captures = await context.query<{ from_us: number; to_us: number }>(
    'SELECT min(first_us) AS from_us, max(last_us) AS to_us FROM packet_seconds GROUP BY evidence ORDER BY from_us, to_us',
  );
  const stretches: { fromUs: number; toUs: number }[] = [];
  for (const { from_us: fromUs, to_us: toUs } of captures) {
    const last = stretches.at(-1);
    // A file that begins within a second of another goes on from it.
    if (last !== undefined && fromUs - last.toUs <= 1e6) last.toUs = Math.max(last.toUs, toUs);
    else stretches.push({ fromUs, toUs });
  }
  const seen = stretches.filter(({ fromUs, toUs }) => fromUs <= endUs && toUs >= startUs);
  return { fromUs: seen[0]?.fromUs ?? startUs, toUs: seen.at(-1)?.toUs ?? endUs };
}

async function largestTotal(
  context: DetectorContext,
  flood: PacketFlood,
  here: string,
  minutes: readonly FloodedMinute[],
): Promise<number> {
  if (flood.leastShare === 0) return 0;
  const busiest = minutes.reduce((a, b) => (b.packets > a.packets ? b : a));
  const [row] = await context.query<{ n: bigint }>(`
    SELECT coalesce(sum(packets), 0)::BIGINT AS n FROM inbound_seconds WHERE ${here} AND class IN (${flood.classes.join(', ')}) AND ${flood.seconds}
    AND second >= ${busiest.from_sec} AND second < ${busiest.from_sec + BUCKET_SEC}`);
  return Number(row.n);
}
