// What a flood adds up to, and what reached its target beside it.

import { BUCKET_SEC } from '../model/traffic.ts';
import type { DetectorContext } from './finding.ts';

/** A flood as a whole, and what reached its target beside it. */
export interface FloodTotals {
  packets: number;
  bytes: number;
  sources: number;
  /** Packets and bytes a second that reached the target beside the flood, on average over the minute of a second. */
  beside(second: number): { packets: number; bytes: number };
}

/**
 * Adds up a flood. Rows by second know the target only: `seconds` holds all that reached it, and `from` (from-clause with condition, alias i) the
 * rows by source of the flood, which count `what`.
 */
export async function floodTotals(
  { query }: Pick<DetectorContext, 'query'>,
  seconds: readonly { second: number; packets: bigint; bytes: number }[],
  what: string,
  from: string,
): Promise<FloodTotals> {
  // Two questions: sums and sources in one take twice as long with a million sources.
  const [ofFlood, [{ sources }]] = await Promise.all([
    query<{ minute: number; packets: bigint; counted: number; bytes: number }>(
      `SELECT i.minute, sum(i.packets)::BIGINT AS packets, sum(${what})::DOUBLE AS counted, sum(i.bytes)::DOUBLE AS bytes ${from} GROUP BY i.minute ORDER BY i.minute`,
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
      const { counted, bytes } = floodOf.get(minute) ?? { counted: 0, bytes: 0 };
      const mean = (all: number, part: number): number => Math.max(0, Math.round((all - part) / sum.seconds));
      return [minute, { packets: mean(sum.packets, counted), bytes: mean(sum.bytes, bytes) }];
    }),
  );
  return {
    packets: ofFlood.reduce((sum, { packets }) => sum + Number(packets), 0),
    bytes: ofFlood.reduce((sum, { bytes }) => sum + bytes, 0),
    sources: Number(sources),
    beside: (second) => means.get(Math.floor(second / BUCKET_SEC)) ?? { packets: 0, bytes: 0 },
  };
}
