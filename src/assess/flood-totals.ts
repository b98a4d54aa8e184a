// What a flood adds up to, second by second and as a whole, and what reached its target beside it.

import type { Peaks } from '../model/facts.ts';
import { formatSecond } from '../model/time.ts';
import { BUCKET_SEC } from '../model/traffic.ts';
import { type DetectorContext, noPeaks } from './finding.ts';
import { peakMinute, peakSecond, percentile95, type SecondSeries } from './series.ts';

/** What reached a target in one second. */
export interface TargetSecond extends Record<string, bigint | number> {
  second: number;
  packets: bigint;
  bytes: number;
}

/** A flood as a whole, and what reached its target beside it. */
export interface FloodTotals {
  packets: number;
  /** How many of them the rows by second can hold. */
  shown: number;
  bytes: number;
  sources: number;
  /** Packets and bytes a second that reached the target beside the flood, on average over the minute of a second. */
  beside(second: number): { packets: number; bytes: number };
}

/**
 * Adds up a flood. Rows by second know the target only: `seconds` holds all that reached it, and `from` (from-clause with condition, alias i) the
 * rows by source of the flood, of which `shown` is SQL for the packets that are among those of `seconds`.
 */
export async function floodTotals(
  { query }: Pick<DetectorContext, 'query'>,
  seconds: readonly TargetSecond[],
  shown: string,
  from: string,
): Promise<FloodTotals> {
  // Two questions: sums and sources in one take twice as long with a million sources.
  const [ofFlood, [{ sources }]] = await Promise.all([
    query<{ minute: number; packets: bigint; shown: number; bytes: number }>(
      `SELECT i.minute, sum(i.packets)::BIGINT AS packets, sum(${shown})::DOUBLE AS shown, sum(i.bytes)::DOUBLE AS bytes ${from} GROUP BY i.minute ORDER BY i.minute`,
    ),
    query<{ sources: bigint }>(
      `SELECT count(*)::BIGINT AS sources FROM (SELECT DISTINCT i.src_hi, i.src_lo ${from})`,
    ),
  ]);
  const floodOf = new Map(ofFlood.map((row) => [row.minute, row]));
  const minutes = new Map<number, { packets: number; bytes: number; seconds: number }>();
  for (const { second, packets, bytes } of seconds) {
    const minute = Math.floor(second / BUCKET_SEC);
    const sum = minutes.get(minute) ?? { packets: 0, bytes: 0, seconds: 0 };
    sum.packets += Number(packets);
    sum.bytes += bytes;
    sum.seconds++;
    minutes.set(minute, sum);
  }
  const means = new Map(
    [...minutes].map(([minute, sum]) => {
      const own = floodOf.get(minute) ?? { shown: 0, bytes: 0 };
      const mean = (all: number, part: number): number => Math.max(0, Math.round((all - part) / sum.seconds));
      return [minute, { packets: mean(sum.packets, own.shown), bytes: mean(sum.bytes, own.bytes) }];
    }),
  );
  return {
    packets: ofFlood.reduce((sum, { packets }) => sum + Number(packets), 0),
    shown: ofFlood.reduce((sum, each) => sum + each.shown, 0),
    bytes: ofFlood.reduce((sum, { bytes }) => sum + bytes, 0),
    sources: Number(sources),
    beside: (second) => means.get(Math.floor(second / BUCKET_SEC)) ?? { packets: 0, bytes: 0 },
  };
}

/**
 * Packets and bits of a flood in each second of a stretch. With `inProportion` the rows by second hold one packet in so many of the flood, and the
 * others are taken to come with it.
 */
export function floodSeries(
  stretch: readonly TargetSecond[],
  { packets, bytes, shown, beside }: FloodTotals,
  inProportion: boolean,
): { packets: SecondSeries; bits: SecondSeries } {
  const own = stretch.map(({ second, packets: all }) => Math.max(0, Number(all) - beside(second).packets));
  const perShown = (all: number): number => all / Math.max(1, shown);
  const seconds = Float64Array.from(stretch, ({ second }) => second);
  return inProportion
    ? {
        packets: {
          seconds,
          values: Float64Array.from(own, (count) => Math.round(count * perShown(packets))),
        },
        bits: { seconds, values: Float64Array.from(own, (count) => Math.round(8 * count * perShown(bytes))) },
      }
    : {
        packets: { seconds, values: Float64Array.from(own) },
        bits: {
          seconds,
          values: Float64Array.from(stretch, (row) => 8 * Math.max(0, row.bytes - beside(row.second).bytes)),
        },
      };
}

/** Peaks of a flood, by its series of packets and bits. */
export function floodPeaks(
  { packets, bits }: { packets: SecondSeries; bits: SecondSeries },
  total: Pick<FloodTotals, 'packets' | 'bytes'>,
): Peaks {
  const peak = peakSecond(packets);
  return {
    ...noPeaks(),
    pps1s: Math.min(total.packets, peak.value),
    pps60s: Math.min(total.packets / BUCKET_SEC, peakMinute(packets).value),
    bps1s: Math.min(total.bytes * 8, peakSecond(bits).value),
    bps60s: Math.min((total.bytes * 8) / BUCKET_SEC, peakMinute(bits).value),
    pps95: Math.min(total.packets, percentile95(packets)),
    bps95: Math.min(total.bytes * 8, percentile95(bits)),
    pps1sAt: formatSecond(peak.atSec),
  };
}
