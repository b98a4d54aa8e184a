// What reached the target of a flood beside it.

import { BUCKET_SEC } from '../model/traffic.ts';
import type { DetectorContext } from './finding.ts';

/**
 * Packets and bytes a second that reached the target of a flood beside it, on average over the minute of a second. Rows by second know the target
 * only: `seconds` holds all that reached it, and `from` (from-clause with condition, alias i) the rows by source of the flood, which count `what`.
 */
export async function besideFlood(
  { query }: Pick<DetectorContext, 'query'>,
  seconds: readonly { second: number; packets: bigint; bytes: number }[],
  what: string,
  from: string,
): Promise<(second: number) => { packets: number; bytes: number }> {
  const ofFlood = await query<{ minute: number; packets: number; bytes: number }>(
    `SELECT i.minute, sum(${what})::DOUBLE AS packets, sum(i.bytes)::DOUBLE AS bytes ${from} GROUP BY i.minute`,
  );
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
      const { packets, bytes } = floodOf.get(minute) ?? { packets: 0, bytes: 0 };
      const mean = (all: number, part: number): number => Math.max(0, Math.round((all - part) / sum.seconds));
      return [minute, { packets: mean(sum.packets, packets), bytes: mean(sum.bytes, bytes) }];
    }),
  );
  return (second) => means.get(Math.floor(second / BUCKET_SEC)) ?? { packets: 0, bytes: 0 };
}
