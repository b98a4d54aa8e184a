// Piles of established connections on ports other than those of the web, by sources that the first snapshot shows too: a flood that began before looks
// so, and so does ordinary use.

import { addressText } from '../model/address.ts';
import { NEWCOMERS } from './detectors/connection-pile.ts';
import type { DetectorContext } from './finding.ts';
import { bothInternal } from './members.ts';
import { CONCENTRATED, ESTABLISHED, WEB_PORTS } from './socket-pile.ts';

/** Such connections to one port, in the snapshot that shows most. */
export interface SteadyPile {
  /** "203.0.113.80 tcp/993". */
  target: string;
  connections: number;
  sources: number;
}

/** By the same numbers from which a pile is told as a flood; in order of address and port. */
export async function steadyPiles({
  query,
  thresholds,
}: Pick<DetectorContext, 'query' | 'thresholds'>): Promise<SteadyPile[]> {
  const rows = await query<{ hi: bigint; lo: bigint; port: number; n: bigint; sources: bigint }>(`
    WITH held AS (
        SELECT local_hi, local_lo, local_port, at_us, remote_hi, remote_lo, count(DISTINCT remote_port) AS n,
          ${bothInternal(['remote_hi', 'remote_lo'], ['local_hi', 'local_lo'])} OR (remote_hi, remote_lo, local_hi, local_lo, local_port) IN (${NEWCOMERS}) AS other
        FROM sockets_in WHERE state IN ${ESTABLISHED} AND local_port NOT IN ${WEB_PORTS} GROUP BY ALL),
      snapshots AS (
        SELECT local_hi AS hi, local_lo AS lo, local_port AS port, at_us, sum(n) AS whole, coalesce(sum(n) FILTER (n >= ${CONCENTRATED} AND NOT other), 0) AS n, count(*) FILTER (n >= ${CONCENTRATED} AND NOT other) AS sources
        FROM held GROUP BY ALL)
    SELECT hi, lo, port, max(n)::BIGINT AS n, arg_max(sources, (n, sources))::BIGINT AS sources FROM snapshots
    WHERE n >= ${thresholds['connection_flood.sockets']} AND n >= ${thresholds['connection_flood.concentrated_share']} * whole
    GROUP BY hi, lo, port ORDER BY hi, lo, port`);
  return rows.map(({ hi, lo, port, n, sources }) => ({
    target: `${addressText(hi, lo)} tcp/${port}`,
    connections: Number(n),
    sources: Number(sources),
  }));
}
