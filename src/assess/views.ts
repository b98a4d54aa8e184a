// The views and helper tables that detectors share: what came in, what went out, who is known to be a real client.

import type { CaseStore } from '../aggregate/store.ts';
import type { Prefix } from '../model/address.ts';
import { EVENT_KINDS, TIME_BASIS } from '../model/batch.ts';
import { SYN_TOOL } from '../model/syn-fingerprint.ts';
import { CLASS } from '../model/traffic.ts';
import { type AddressList, notSparedByList } from './address-lists.ts';
import { evidenceMaskMacros } from './finding.ts';
import { IMPOSSIBLE, LEAST_IMPOSSIBLE } from './forged-requests.ts';
import { insidePrefixes } from './own.ts';

/**
 * Creates, again if need be, the views inbound (packet_minutes to us from others, never from spared prefixes or addresses spared by a list),
 * spared_in (those to us from own and spared addresses, `own` for the former), outbound, inbound_seconds, requests_in, packets_logged (by a packet filter, dated), sockets_here (all with a remote address) and sockets_in, and the macros of evidenceMasks.
 */
export async function createViews(
  store: CaseStore,
  own: readonly Prefix[],
  spared: readonly Prefix[],
  lists: readonly AddressList[],
  /** Spare the addresses in the table unstated_proxies too. */
  withoutProxies = false,
): Promise<void> {
  const [{ highest }] = await store.query<{ highest: number }>(
    `SELECT coalesce(max(evidence), 0)::INTEGER AS highest FROM (
      SELECT evidence FROM packet_minutes UNION ALL SELECT evidence FROM request_minutes UNION ALL SELECT evidence FROM sockets)`,
  );
  await store.run(evidenceMaskMacros(highest));
  const ownSource = insidePrefixes(own, 'src_hi', 'src_lo');
  const ownTarget = insidePrefixes(own, 'dst_hi', 'dst_lo');
  const sparedSource = insidePrefixes(spared, 'src_hi', 'src_lo');
  const noProxy = (hi: string, lo: string): string =>
    withoutProxies
      ? `NOT EXISTS (SELECT 1 FROM unstated_proxies proxy WHERE proxy.hi = ${hi} AND proxy.lo = ${lo})`
      : 'true';
  const others = `NOT ${ownSource} AND NOT ${sparedSource} AND ${notSparedByList(lists, 'src_hi', 'src_lo')} AND ${noProxy('src_hi', 'src_lo')}`;
  await store.run(
    `CREATE OR REPLACE VIEW inbound AS SELECT * FROM packet_minutes WHERE class > 0 AND ${ownTarget} AND ${others}`,
  );
  await store.run(
    `CREATE OR REPLACE VIEW spared_in AS SELECT *, ${ownSource} AS own FROM packet_minutes WHERE class > 0 AND ${ownTarget} AND NOT (${others})`,
  );
  await store.run(
    `CREATE OR REPLACE VIEW outbound AS SELECT * FROM packet_minutes WHERE class > 0 AND ${ownSource} AND NOT ${ownTarget}`,
  );
  await store.run(
    `CREATE OR REPLACE VIEW inbound_seconds AS SELECT * FROM packet_seconds WHERE class > 0 AND ${ownTarget}`,
  );
  await store.run(
    `CREATE OR REPLACE VIEW requests_in AS SELECT * FROM request_minutes WHERE client_id = 0 AND NOT ${insidePrefixes([...own, ...spared], 'client_hi', 'client_lo')} AND ${notSparedByList(lists, 'client_hi', 'client_lo')} AND ${noProxy('client_hi', 'client_lo')}`,
  );
  await store.run(
    `CREATE OR REPLACE VIEW packets_logged AS SELECT * FROM events WHERE kind = ${EVENT_KINDS.indexOf('packet_logged')} AND addresses & 3 = 3 AND basis <> ${TIME_BASIS.indexOf('no date')} AND NOT ${ownSource} AND NOT ${sparedSource} AND ${notSparedByList(lists, 'src_hi', 'src_lo')}`,
  );
  await store.run(
    'CREATE OR REPLACE VIEW sockets_here AS SELECT * FROM sockets WHERE protocol = 6 AND remote_kind = 1 AND local_port > 0',
  );
  await store.run(
    `CREATE OR REPLACE VIEW sockets_in AS SELECT * FROM sockets_here WHERE NOT ${insidePrefixes([...own, ...spared], 'remote_hi', 'remote_lo')} AND ${notSparedByList(lists, 'remote_hi', 'remote_lo')} AND ${noProxy('remote_hi', 'remote_lo')}`,
  );
}

// An address that completed connections to a port, and sent so many SYNs beyond these, may be a load balancer that hides its clients; more of
// them are a botnet.
const LEAST_UNUSED = 20;
/** A scan tries a port no more often. */
const MOST_SCANNED = 3;
const MOST_BALANCERS = 64;

/** Ports that clients take begin here on Linux: a reset from a higher one is counted by the port of its client, the lower of the two. Whose it is, is
 * known where the pair of addresses has one such port. */
const EPHEMERAL = 32_768;

/**
 * Creates the tables answered (per source, target and transport: what we sent it beyond SYN-ACK, RST and ICMP errors, which anybody gets), real_clients
 * (addresses that logged a request, hold an established socket or completed a handshake) and syn_pairs (per source, target, port: SYNs, most of them in a
 * minute, handshakes, later segments, refusals by our own resets where the sources are not forged and their SYNs not those of a flood tool, whether it may be a load balancer). A pair of which
 * there is nothing but SYNs sent once, from an address that is no real client and was refused nowhere on the target, is not in syn_pairs: a flood has a
 * million of them. Reads the views.
 */
export async function createViewTables(store: CaseStore): Promise<void> {
  await store.run(`
    CREATE TABLE answered AS
    SELECT dst_hi AS src_hi, dst_lo AS src_lo, src_hi AS dst_hi, src_lo AS dst_lo, ${transport('class')} AS transport,
      sum(packets)::UBIGINT AS packets, coalesce(sum(packets) FILTER (class = ${CLASS.syn}), 0)::UBIGINT AS syns
    FROM outbound WHERE class NOT IN (${CLASS.synAck}, ${CLASS.rst}) AND NOT (class = ${CLASS.icmp} AND port // 256 IN (3, 11, 12)) AND NOT (class = ${CLASS.icmpv6} AND port // 256 < 128)
    GROUP BY ALL`);
  await store.run(`
    CREATE TABLE real_clients AS
    SELECT DISTINCT hi, lo FROM (
      SELECT client_hi AS hi, client_lo AS lo FROM requests_in
      UNION ALL SELECT remote_hi, remote_lo FROM sockets_in WHERE state IN (1, 4, 5, 6, 8, 9, 11)
      UNION ALL SELECT src_hi, src_lo FROM inbound WHERE class IN (${SEGMENTS_OF_PAIRS}) AND handshakes > 0)`);
  await store.run(`
    CREATE TABLE syn_pairs AS
    WITH refusals AS (SELECT dst_hi AS src_hi, dst_lo AS src_lo, src_hi AS dst_hi, src_lo AS dst_lo, port, sum(packets)::UBIGINT AS refused FROM outbound WHERE class = ${CLASS.rst} GROUP BY ALL),
    aside AS (SELECT src_hi, src_lo, dst_hi, dst_lo, sum(refused)::UBIGINT AS refused FROM refusals
      ANTI JOIN (SELECT DISTINCT src_hi, src_lo, dst_hi, dst_lo, port FROM inbound WHERE class IN (${CLASS.syn}, ${CLASS.synData}) AND port >= 1024) a USING (src_hi, src_lo, dst_hi, dst_lo, port)
      WHERE port >= 1024 GROUP BY ALL),
    single AS (SELECT src_hi, src_lo, dst_hi, dst_lo FROM inbound SEMI JOIN aside USING (src_hi, src_lo, dst_hi, dst_lo)
      WHERE class IN (${CLASS.syn}, ${CLASS.synData}) AND port >= ${EPHEMERAL} GROUP BY ALL HAVING count(DISTINCT port) = 1),
    known AS (SELECT DISTINCT src_hi, src_lo, dst_hi, dst_lo, port FROM inbound WHERE class IN (${CLASS.fin}, ${CLASS.rst}, ${CLASS.ack}, ${CLASS.data}) OR (class IN (${CLASS.syn}, ${CLASS.synData})
      AND (handshakes > 0 OR retransmits > 0 OR (src_hi, src_lo) IN (SELECT (hi, lo) FROM real_clients) OR (src_hi, src_lo, dst_hi, dst_lo) IN (SELECT (src_hi, src_lo, dst_hi, dst_lo) FROM refusals)))),
    pairs AS (SELECT src_hi, src_lo, dst_hi, dst_lo, port,
      coalesce(sum(packets) FILTER (class IN (${CLASS.syn}, ${CLASS.synData})), 0)::UBIGINT AS syns, sum(handshakes)::UBIGINT AS handshakes, sum(retransmits)::UBIGINT AS retransmits, max(peak_packets) FILTER (class = ${CLASS.syn}) AS peak, max(packets) FILTER (class = ${CLASS.syn}) AS busiest,
      coalesce(sum(packets) FILTER (class IN (${CLASS.fin}, ${CLASS.ack}, ${CLASS.data})), 0)::UBIGINT AS later
    FROM inbound SEMI JOIN known USING (src_hi, src_lo, dst_hi, dst_lo, port) WHERE class IN (${SEGMENTS_OF_PAIRS})
    GROUP BY src_hi, src_lo, dst_hi, dst_lo, port HAVING syns > 0 OR handshakes > 0)
    SELECT pairs.*, (coalesce(r.refused, 0) + CASE WHEN port >= ${EPHEMERAL} THEN coalesce(a.refused, 0) ELSE 0 END)::UBIGINT AS refused, false AS balancer
    FROM pairs LEFT JOIN refusals r USING (src_hi, src_lo, dst_hi, dst_lo, port) LEFT JOIN (SELECT * FROM aside SEMI JOIN single USING (src_hi, src_lo, dst_hi, dst_lo)) a USING (src_hi, src_lo, dst_hi, dst_lo)`);
  // Few rows, seldom any.
  const pair = 'src_hi, src_lo, dst_hi, dst_lo, port';
  await store.run(`UPDATE syn_pairs SET balancer = true WHERE handshakes > 0 AND (${pair}) IN (
    SELECT (${pair}) FROM syn_pairs WHERE handshakes > 0 AND syns >= handshakes + retransmits + ${LEAST_UNUSED} QUALIFY count(*) OVER (PARTITION BY dst_hi, dst_lo, port) <= ${MOST_BALANCERS})`);
  await store.run(`UPDATE syn_pairs SET refused = 0 WHERE refused > 0 AND (dst_hi, dst_lo, port) IN (
    SELECT (dst_hi, dst_lo, port) FROM syn_pairs WHERE refused > 0 AND ${IMPOSSIBLE} GROUP BY dst_hi, dst_lo, port HAVING count(*) >= ${LEAST_IMPOSSIBLE})`);
  await store.run(`UPDATE syn_pairs SET refused = 0 WHERE refused > 0 AND syns > ${MOST_SCANNED} AND (${pair}) IN (
    SELECT (${pair}) FROM inbound SEMI JOIN (SELECT ${pair} FROM syn_pairs WHERE refused > 0 AND syns > ${MOST_SCANNED}) USING (${pair}) WHERE class = ${CLASS.syn} GROUP BY ${pair} HAVING bool_and(tool IN (${SYN_TOOL.hping3}, ${SYN_TOOL.miraiFlood})))`);
}

const SEGMENTS_OF_PAIRS = [CLASS.syn, CLASS.synData, CLASS.fin, CLASS.ack, CLASS.data].join(', ');

/** SQL: 6, 17, 1 or 0 for the transport of a class. */
export function transport(column: string): string {
  return `CASE WHEN ${column} BETWEEN ${CLASS.syn} AND ${CLASS.tcpOther} OR ${column} = ${CLASS.synData} THEN 6 WHEN ${column} = ${CLASS.udp} THEN 17 WHEN ${column} IN (${CLASS.icmp}, ${CLASS.icmpv6}) THEN 1 ELSE 0 END`;
}
