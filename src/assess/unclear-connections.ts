// Connections inside TLS on which requests may be kept from ending, or web sockets and streams go one way: sizes do not tell which.

import { addressText } from '../model/address.ts';
import { CLASS } from '../model/traffic.ts';
import { TLS_PORTS, UNTAKEN_BYTES } from './detectors/slow-packets.ts';
import type { DetectorContext } from './finding.ts';

/** Such connections to one port. */
export interface UnclearConnections {
  /** "203.0.113.80 tcp/443". */
  target: string;
  connections: number;
  sources: number;
}

const WHO = 'src_hi, src_lo, dst_hi, dst_lo, port';

/** By the same numbers from which a source is told as slow; in order of address and port. */
export async function unclearConnections({
  query,
  thresholds,
}: Pick<DetectorContext, 'query' | 'thresholds'>): Promise<UnclearConnections[]> {
  const rows = await query<{ hi: bigint; lo: bigint; port: number; n: bigint; sources: bigint }>(`
    SELECT dst_hi AS hi, dst_lo AS lo, port, sum(unclear)::BIGINT AS n, count(*)::BIGINT AS sources
    FROM (SELECT ${WHO}, sum(unclear) AS unclear FROM connection_minutes WHERE port IN ${TLS_PORTS} GROUP BY ALL HAVING sum(unclear) >= ${thresholds['slow_http.connections_per_source']})
    SEMI JOIN (SELECT ${WHO} FROM inbound WHERE class = ${CLASS.data} AND hellos > 0) USING (${WHO})
    LEFT JOIN (SELECT dst_hi AS src_hi, dst_lo AS src_lo, src_hi AS dst_hi, src_lo AS dst_lo, port, sum(bytes) AS taken FROM outbound WHERE class = ${CLASS.data} GROUP BY ALL) USING (${WHO})
    WHERE coalesce(taken, 0) <= ${UNTAKEN_BYTES} * unclear
    GROUP BY dst_hi, dst_lo, port HAVING sum(unclear) >= ${thresholds['slow_http.connections']} ORDER BY hi, lo, port`);
  return rows.map(({ hi, lo, port, n, sources }) => ({
    target: `${addressText(hi, lo)} tcp/${port}`,
    connections: Number(n),
    sources: Number(sources),
  }));
}
