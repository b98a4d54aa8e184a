// Counts over the whole case.

import type { CaseStore } from '../aggregate/store.ts';
import { insidePrefixes } from '../assess/own.ts';
import type { Prefix } from '../model/address.ts';
import type { IncidentFacts } from '../model/facts.ts';

/** True when a packet left or reached one of the own addresses. */
export async function hasOwnPackets(store: CaseStore, own: readonly Prefix[]): Promise<boolean> {
  const found = await store.query(
    `SELECT 1 AS one FROM packet_minutes WHERE ${insidePrefixes(own, 'src_hi', 'src_lo')} OR ${insidePrefixes(own, 'dst_hi', 'dst_lo')} LIMIT 1`,
  );
  return found.length > 0;
}

/** What the evidence holds in all. */
export interface Counts {
  /** Addresses that came in and are no source of an attack. */
  ordinaryClients: number;
  /** Requests of clients that logs name by host name alone. */
  hostNameClients: number;
  /** Captures hold packets to us and none from us. */
  oneWay: boolean;
  totals: IncidentFacts['totals'];
}

/** Counts it; reads the views and the table `sources`. */
export async function totalsOf(store: CaseStore): Promise<Counts> {
  const [row] = await store.query<Record<string, bigint>>(`
    SELECT
      (SELECT coalesce(sum(packets), 0) FROM packet_seconds)::BIGINT AS packets, (SELECT coalesce(sum(bytes), 0) FROM packet_seconds)::BIGINT AS bytes,
      (SELECT coalesce(sum(requests), 0) FROM request_seconds)::BIGINT AS requests, (SELECT count(*) FROM sockets)::BIGINT AS sockets,
      (SELECT count(*) FROM (SELECT DISTINCT evidence, at_us, snapshot FROM sockets))::BIGINT AS snapshots,
      (SELECT coalesce(sum(requests), 0) FROM request_minutes WHERE client_id > 0)::BIGINT AS by_name,
      (SELECT count(*) FROM (
        SELECT DISTINCT src_hi, src_lo FROM inbound WHERE packets > 0 UNION SELECT client_hi, client_lo FROM requests_in UNION SELECT remote_hi, remote_lo FROM sockets_in WHERE state <> 10
        EXCEPT SELECT src_hi, src_lo FROM sources))::BIGINT AS ordinary,
      (SELECT count(*) FROM inbound)::BIGINT AS inbound, (SELECT count(*) FROM outbound)::BIGINT AS outbound`);
  return {
    ordinaryClients: Number(row.ordinary),
    hostNameClients: Number(row.by_name),
    oneWay: row.inbound > 0n && row.outbound === 0n,
    totals: {
      packets: Number(row.packets),
      bytes: Number(row.bytes),
      requests: Number(row.requests),
      sockets: Number(row.sockets),
      snapshots: Number(row.snapshots),
    },
  };
}
