// Takes packets whose times are not believed out of all that is told by time. They stay in the counts of their file and source, as packets without a time do.

import { CLASS, DNS_BUCKET_SEC, LOOSE, type TimePiece } from '../model/traffic.ts';
import type { CaseStore } from './store.ts';

/** The time of a row, and its unit in seconds. */
const BY_TIME: readonly (readonly [table: string, time: string, unitSec: number])[] = [
  ['packet_seconds', 'second', 1],
  ['packet_ports', 'hour', 3600],
  ['dns_queries', `floor(from_sec / ${DNS_BUCKET_SEC})`, DNS_BUCKET_SEC],
  ['connection_minutes', 'minute', 60],
];

/** `pieces` of the capture lie more than an hour from all its other packets, so that they share no row with them. */
export async function setAside(
  store: CaseStore,
  evidence: number,
  pieces: readonly TimePiece[],
): Promise<void> {
  for (const { firstSec, lastSec } of pieces) {
    const between = (time: string, unitSec: number): string =>
      `evidence = ${evidence} AND ${time} BETWEEN ${Math.floor(firstSec / unitSec)} AND ${Math.floor(lastSec / unitSec)}`;
    await store.run(
      `UPDATE packet_minutes SET minute = 0, class = ${CLASS.nonIp}, port = 0, signature = 0, first_us = 0, last_us = 0 WHERE ${between('floor(first_us / 1e6)', 1)}`,
    );
    for (const [table, time, unitSec] of BY_TIME)
      await store.run(`DELETE FROM ${table} WHERE ${between(time, unitSec)}`);
    await store.run(
      `DELETE FROM loose_ends WHERE ${between('floor(at_us / 1e6)', 1)} AND kind < ${LOOSE.synEnd}`,
    );
  }
}
