// Peaks of several findings together: added up second by second, since peaks as such need not fall into the same second.

import type { CaseStore } from '../aggregate/store.ts';
import type { Peaks } from '../model/facts.ts';
import { formatSecond } from '../model/time.ts';
import { type Finding, noPeaks } from './finding.ts';
import { peakMinute, peakSecond, type SecondSeries } from './series.ts';

/** Conditions joined to ask what targets received; more are asked for by class alone. */
const MOST_CONDITIONS = 50;

/**
 * The peaks of what the findings show together: of packets all of them added up, of requests those to different sites; never less than the
 * largest alone, and in sum no more than their targets received. What has no series by the second is known by its mean: the busiest second
 * held at least that of all.
 */
export async function peaksTogether(
  store: Pick<CaseStore, 'query'>,
  findings: readonly Finding[],
): Promise<Peaks> {
  const peaks = findings.map((finding) => finding.peaks).reduce(larger, noPeaks());
  // Both copies of what a gateway passed on are found, one of them counts.
  const counted = findings.filter(({ lane, translated }) => lane === 'packets' && translated !== true);
  const kept = counted.filter(({ bySecond }) => bySecond !== undefined);
  const together = [peaks, requestPeaks(findings)];
  if (kept.length > 1) {
    const sums = {
      packets: added(kept.flatMap(({ bySecond }) => bySecond?.packets ?? [])),
      bits: added(kept.flatMap(({ bySecond }) => bySecond?.bits ?? [])),
    };
    const { seconds } = sums.packets;
    const received = await receivedIn(store, kept, seconds[0], seconds[seconds.length - 1]);
    together.push(packetPeaks(atMost(sums.packets, received.packets), atMost(sums.bits, received.bits)));
  }
  if (peaks.pps1s > 0 && counted.length > 1 && kept.length < counted.length) together.push(meanOf(counted));
  return together.reduce(larger);
}

// Packets over the seconds between the first and the last of them: one of these seconds has as many or more.
function meanOf(findings: readonly Finding[]): Peaks {
  const first = Math.floor(Math.min(...findings.map(({ startUs }) => startUs)) / 1e6);
  const last = Math.floor(Math.max(...findings.map(({ endUs }) => endUs)) / 1e6);
  const perSecond = (all: readonly number[]): number =>
    Math.ceil(all.reduce((sum, each) => sum + each, 0) / (last - first + 1));
  return {
    ...noPeaks(),
    pps1s: perSecond(findings.map(({ packets }) => packets)),
    bps1s: perSecond(findings.map(({ bytes }) => 8 * bytes)),
  };
}

/** All that reached the targets of findings of the kinds that these are made of, by second. */
async function receivedIn(
  store: Pick<CaseStore, 'query'>,
  findings: readonly Finding[],
  fromSec: number,
  toSec: number,
): Promise<Record<'packets' | 'bits', ReadonlyMap<number, number>>> {
  const conditions = [...new Set(findings.map(({ amongSql = 'true' }) => amongSql))];
  const classes = [...new Set(findings.flatMap((finding) => finding.classes))];
  const where =
    conditions.length > MOST_CONDITIONS
      ? `class IN (${classes.join(', ')})`
      : `(${conditions.join(') OR (')})`;
  const rows = await store.query<{ second: number; packets: number; bytes: number }>(
    `SELECT second, sum(packets)::DOUBLE AS packets, sum(bytes)::DOUBLE AS bytes FROM inbound_seconds
    WHERE second BETWEEN ${fromSec} AND ${toSec} AND (${where}) GROUP BY second`,
  );
  return {
    packets: new Map(rows.map(({ second, packets }) => [second, packets])),
    bits: new Map(rows.map(({ second, bytes }) => [second, 8 * bytes])),
  };
}

// What else reached a target is known on average over a minute: two floods of one kind would both get the rest of an uneven minute.
function atMost({ seconds, values }: SecondSeries, received: ReadonlyMap<number, number>): SecondSeries {
  return { seconds, values: values.map((value, at) => Math.min(value, received.get(seconds[at]) ?? 0)) };
}

function packetPeaks(packets: SecondSeries, bits: SecondSeries): Peaks {
  const busiest = peakSecond(packets);
  return {
    ...noPeaks(),
    pps1s: busiest.value,
    pps1sAt: formatSecond(busiest.atSec),
    pps60s: peakMinute(packets).value,
    bps1s: peakSecond(bits).value,
    bps60s: peakMinute(bits).value,
  };
}

// The series of a site holds all requests to it, whichever finding it is of.
function requestPeaks(findings: readonly Finding[]): Peaks {
  const bySite = new Map<string, SecondSeries[]>();
  for (const { target, requestsBySecond } of findings)
    if (requestsBySecond !== undefined)
      bySite.set(target.text, [...(bySite.get(target.text) ?? []), requestsBySecond]);
  if (bySite.size < 2) return noPeaks();
  const sums = added([...bySite.values()].map((all) => joined(all, Math.max)));
  const busiest = peakSecond(sums);
  return {
    ...noPeaks(),
    rps1s: busiest.value,
    rps1sAt: formatSecond(busiest.atSec),
    rps60s: peakMinute(sums).value,
  };
}

/** The larger of each peak, with its time. */
function larger(a: Peaks, b: Peaks): Peaks {
  const packets = b.pps1s > a.pps1s ? b : a;
  // A mean is of no second in particular: that of the largest alone stands.
  const pps1sAt = packets.pps1sAt === '' ? a.pps1sAt || b.pps1sAt : packets.pps1sAt;
  const requests = b.rps1s > a.rps1s ? b : a;
  const halfOpen = b.halfOpen > a.halfOpen ? b : a;
  return {
    pps1s: packets.pps1s,
    pps1sAt,
    pps60s: Math.max(a.pps60s, b.pps60s),
    bps1s: Math.max(a.bps1s, b.bps1s),
    bps60s: Math.max(a.bps60s, b.bps60s),
    pps95: Math.max(a.pps95, b.pps95),
    bps95: Math.max(a.bps95, b.bps95),
    rps1s: requests.rps1s,
    rps1sAt: requests.rps1sAt,
    rps60s: Math.max(a.rps60s, b.rps60s),
    halfOpen: halfOpen.halfOpen,
    halfOpenAt: halfOpen.halfOpenAt,
  };
}

function added(all: readonly SecondSeries[]): SecondSeries {
  return joined(all, (a, b) => a + b);
}

function joined(all: readonly SecondSeries[], join: (a: number, b: number) => number): SecondSeries {
  const values = new Map<number, number>();
  for (const series of all)
    for (const [at, second] of series.seconds.entries())
      values.set(second, join(values.get(second) ?? 0, series.values[at]));
  const ordered = [...values].sort(([a], [b]) => a - b);
  return {
    seconds: Float64Array.from(ordered, ([second]) => second),
    values: Float64Array.from(ordered, ([, value]) => value),
  };
}
