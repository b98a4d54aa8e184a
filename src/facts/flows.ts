// Moments at which a named source used a port: what a provider that shares addresses needs to find a subscriber (RFC 6302).

import type { CaseStore } from '../aggregate/store.ts';
import { portsOfRequestsSql, socketsOfRequestsSql } from '../assess/members.ts';
import { addressText } from '../model/address.ts';
import type { FlowFacts } from '../model/facts.ts';
import { formatMicroseconds } from '../model/time.ts';
import { CLASS } from '../model/traffic.ts';

/** A connection is opened before the first request or packet of the flood on it. */
const CONNECTING_US = 60e6;
/** Sources asked for at once. */
const SOURCES_AT_ONCE = 16_384;
const PROTOCOLS: Record<number, string> = { [CLASS.udp]: 'udp' };
const FLAGS: Record<number, string> = {
  [CLASS.syn]: 'SYN',
  [CLASS.synData]: 'SYN',
  [CLASS.synAck]: 'SYN ACK',
};
const WITH_PORTS = [
  CLASS.syn,
  CLASS.synData,
  CLASS.synAck,
  CLASS.rst,
  CLASS.fin,
  CLASS.ack,
  CLASS.data,
  CLASS.tcpOther,
  CLASS.udp,
].join(', ');

interface Row extends Record<string, number | bigint | boolean> {
  src_hi: bigint;
  src_lo: bigint;
  dst_hi: bigint;
  dst_lo: bigint;
  src_port: number;
  dst_port: number;
  class: number;
  us: number;
  /** 0 for a socket in a dump and a request in a log. */
  packets: number;
  bytes: number;
  handshakes: number;
  evidence: number;
  record: number;
}

/** In the order of sources.csv, then of time; proven and likely sources and reflectors only. `sources` is how many there are in all. */
export async function* flows(store: CaseStore, sources: number): AsyncGenerator<FlowFacts[]> {
  for (let from = 1; from <= sources; from += SOURCES_AT_ONCE) {
    const m = `(SELECT * FROM source_rows WHERE n BETWEEN ${from} AND ${from + SOURCES_AT_ONCE - 1} AND verdict <= 2 AND NOT internal)`;
    const [any] = await store.query<{ some: bigint }>(`SELECT count(*)::BIGINT AS some FROM ${m}`);
    if (any.some === 0n) return;
    const rows = await store.query<Row>(`
      SELECT f.* EXCLUDE (n) FROM (
        SELECT m.n, q.src_hi, q.src_lo, q.dst_hi, q.dst_lo, q.src_port, (CASE WHEN q.port = q.src_port THEN 0 ELSE q.port END)::USMALLINT AS dst_port, q.class,
          q.first_us AS us, q.packets, q.bytes, q.handshakes, q.evidence, q.first_record AS record
        FROM ${m} m JOIN inbound q ON q.src_hi = m.src_hi AND q.src_lo = m.src_lo AND q.first_us BETWEEN m.first_us - ${CONNECTING_US} AND m.last_us
        WHERE q.src_port > 0 AND q.class IN (${WITH_PORTS})
        UNION ALL
        SELECT n, remote_hi, remote_lo, local_hi, local_lo, remote_port, local_port, ${CLASS.tcpOther}::UTINYINT, at_us, 0::UINTEGER, 0::DOUBLE, 1::UINTEGER, evidence, line
        FROM (SELECT a.n, s.* EXCLUDE (src_hi, src_lo) FROM ${m} a JOIN (${socketsOfRequestsSql(m)}) s ON s.src_hi = a.src_hi AND s.src_lo = a.src_lo)
        UNION ALL
        SELECT a.n, s.src_hi, s.src_lo, 0::UBIGINT, 0::UBIGINT, s.port, 0::USMALLINT, ${CLASS.tcpOther}::UTINYINT, s.at_us, 0::UINTEGER, 0::DOUBLE, 1::UINTEGER, s.evidence, s.line
        FROM ${m} a JOIN (${portsOfRequestsSql(m)}) s ON s.src_hi = a.src_hi AND s.src_lo = a.src_lo) f
      ORDER BY f.n, us, evidence, record, src_port, dst_port`);
    if (rows.length > 0) yield rows.map(flowFacts);
  }
}

function flowFacts(row: Row): FlowFacts {
  const at = formatMicroseconds(row.us);
  const isMoment = row.packets === 0;
  // A log does not tell the address that was asked, nor, of HTTP/3, that it was not over TCP.
  const isLogged = isMoment && row.dst_hi === 0n && row.dst_lo === 0n;
  // A row of the case database knows the port of its first packet; of several packets no more than that.
  const isWhole = row.packets === 1;
  return {
    source: addressText(row.src_hi, row.src_lo),
    sourcePort: row.src_port,
    protocol: isLogged ? '' : (PROTOCOLS[row.class] ?? 'tcp'),
    target: isLogged ? '' : addressText(row.dst_hi, row.dst_lo),
    targetPort: row.dst_port,
    firstUtc: at,
    lastUtc: isWhole || isMoment ? at : '',
    packets: isWhole ? 1 : undefined,
    bytes: isWhole ? row.bytes : undefined,
    tcpFlags: isMoment ? '' : (FLAGS[row.class] ?? ''),
    handshake: isMoment || (isWhole && row.handshakes > 0) ? true : undefined,
    evidenceId: `E${row.evidence}`,
    firstFrame: row.record,
    lastFrame: isWhole || isMoment ? row.record : undefined,
  };
}
