// Captures that hold one packet in so many, or one direction better than the other: a client that was answered looks like one that was not, and one that
// went on like one that only began. What a target sent tells how much of what it got is ordinary.

import type { CaseStore } from '../aggregate/store.ts';
import { BUCKET_SEC, CLASS } from '../model/traffic.ts';
import type { DetectorContext } from './finding.ts';
import { type FloodedMinute, targetKey } from './flooded-minutes.ts';
import type { PacketFlood } from './packet-flood.ts';
import { transport } from './views.ts';

/** Addresses to which a target sent something beyond refusals though nothing from them is in the captures, and their share of all to which it did. */
const LEAST_ADDRESSES = 100;
const LEAST_SHARE = 0.5;
/** Clients send no more packets of one kind than so many times the packets that they get. */
const MOST_RATIO = 3;

/** Makes the table sampled_out: what targets of sampled traffic sent, by transport, service port and minute. True when there are any. Reads the views and `answered`. */
export async function findSampled(store: CaseStore): Promise<boolean> {
  const key = 'hi, lo, transport';
  await store.run(`
    CREATE TABLE sampled_out AS
    WITH asked AS (SELECT src_hi, src_lo, dst_hi AS hi, dst_lo AS lo, transport FROM answered WHERE packets > syns),
    many AS (SELECT ${key}, count(*) AS n FROM asked GROUP BY ALL HAVING n >= ${LEAST_ADDRESSES}),
    heard AS (SELECT src_hi, src_lo, dst_hi AS hi, dst_lo AS lo, ${transport('class')} AS transport FROM packet_minutes WHERE (dst_hi, dst_lo) IN (SELECT (hi, lo) FROM many)),
    unheard AS (SELECT ${key}, count(*) AS n FROM asked SEMI JOIN many USING (${key}) ANTI JOIN heard USING (src_hi, src_lo, ${key}) GROUP BY ALL),
    sampled AS (SELECT ${key} FROM unheard u JOIN many m USING (${key}) WHERE u.n >= greatest(${LEAST_ADDRESSES}, ${LEAST_SHARE} * m.n))
    SELECT src_hi AS hi, src_lo AS lo, ${transport('class')} AS transport, port, minute, sum(packets)::DOUBLE AS packets FROM outbound
    WHERE class NOT IN (${CLASS.syn}, ${CLASS.synData}, ${CLASS.synAck}, ${CLASS.rst}) AND (src_hi, src_lo, ${transport('class')}) IN (SELECT (${key}) FROM sampled) GROUP BY ALL`);
  const [{ any }] = await store.query<{ any: boolean }>('SELECT count(*) > 0 AS any FROM sampled_out');
  return any;
}

/** The flooded minutes without those of sampled targets that got no more than what goes with the packets that they sent. */
export async function beyondSample(
  context: Pick<DetectorContext, 'query' | 'sampled'>,
  { classes, byPort }: Pick<PacketFlood, 'classes' | 'byPort'>,
  rows: readonly FloodedMinute[],
  width: number,
): Promise<FloodedMinute[]> {
  if (!context.sampled || rows.length === 0) return [...rows];
  const sent = await context.query<Pick<FloodedMinute, 'hi' | 'lo' | 'port' | 'minute'> & { n: number }>(`
    SELECT hi, ${width === 1 ? 'lo' : `lo // ${width} * ${width}`} AS lo, ${byPort ? 'port' : '0::USMALLINT'} AS port, minute, sum(packets) AS n
    FROM sampled_out WHERE transport = (SELECT ${transport(`${classes[0]}`)}) GROUP BY ALL`);
  const packets = new Map(sent.map((row) => [`${targetKey(row)}/${row.minute}`, row.n]));
  return rows.filter((row) => {
    const first = Math.floor(row.from_sec / BUCKET_SEC);
    const last = Math.floor((row.from_sec + BUCKET_SEC - 1) / BUCKET_SEC);
    const most = Math.max(
      packets.get(`${targetKey(row)}/${first}`) ?? 0,
      packets.get(`${targetKey(row)}/${last}`) ?? 0,
    );
    return Number(row.packets) > MOST_RATIO * most;
  });
}
