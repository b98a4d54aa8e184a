// Address lists of the operator put to use: which addresses of the evidence they spare, which they only mark as Tor or VPN.

import type { CaseStore } from '../aggregate/store.ts';
import { EVENT_KINDS, TIME_BASIS } from '../model/batch.ts';

/** What a list does: spares its addresses, marks them as Tor or VPN, or nothing, because its label is not known. */
export type ListPurpose = 'spares' | 'tor_vpn' | 'none';

/** One list: a label and date in one evidence source. */
export interface AddressList {
  /** 1, 2 ... in order of evidence, label and date; `list` in the tables. */
  number: number;
  evidence: number;
  label: string;
  purpose: ListPurpose;
  /** Start of the day of the list, seconds since 1970 UTC; undefined when it bears no date. */
  dateSec: number | undefined;
  prefixes: number;
  /** Addresses of the evidence that lie in it, and what they sent and asked for; 0 for a list without purpose. */
  addresses: number;
  packets: number;
  requests: number;
}

/** Lists read into memory; the tables hold all. */
const MOST_LISTS = 200;
const LISTED = EVENT_KINDS.indexOf('address_listed');
const NO_DATE = TIME_BASIS.indexOf('no date');

// Whole words of a label: own-crawler, cdn edge, monitoring. A list of open proxies or resolvers is one of suspects, not of friends.
const SPARING = word('own|monitor|monitoring|crawlers?|cdn|resolvers?|prox(?:y|ies)|offices?');
const OPEN = word('open');
const TOR_VPN = word('tor|vpns?');
const PURPOSE = `CASE WHEN ${SPARING} AND NOT ${OPEN} THEN 'spares' WHEN ${TOR_VPN} THEN 'tor_vpn' ELSE 'none' END`;

function word(words: string): string {
  return `regexp_matches(lower(label), '(^|[^a-z0-9])(${words})([^a-z0-9]|$)')`;
}

/**
 * Reads all lists. Creates address_lists, listed_prefixes (list, first and last address, line), and spared_addresses and
 * tor_vpn_addresses (hi, lo, list): the addresses of the evidence that lie in a list of that purpose.
 */
export async function readAddressLists(store: CaseStore): Promise<AddressList[]> {
  await store.run(`
    CREATE TABLE address_lists AS
    WITH l AS (
      SELECT e.evidence, t.text AS label, CASE WHEN e.basis = ${NO_DATE} THEN NULL ELSE e.first_us END AS at_us, count(*) AS prefixes
      FROM events e JOIN texts t ON t.evidence = e.evidence AND t.id = e.subject_id WHERE e.kind = ${LISTED} GROUP BY ALL)
    SELECT row_number() OVER (ORDER BY evidence, label, at_us)::UINTEGER AS list, *, ${PURPOSE} AS purpose FROM l`);
  await store.run(`
    CREATE TABLE listed_prefixes AS
    SELECT l.list, ${key('e.src_hi', 'e.src_lo')} AS first_key, min(e.first_record) AS line,
      CASE WHEN e.detail = 0 THEN 340282366920938463463374607431768211455::UHUGEINT ELSE ${key('e.src_hi', 'e.src_lo')} | ((1::UHUGEINT << (128 - e.detail::INTEGER)::UHUGEINT) - 1::UHUGEINT) END AS last_key
    FROM events e JOIN texts t ON t.evidence = e.evidence AND t.id = e.subject_id
      JOIN address_lists l ON l.evidence = e.evidence AND l.label = t.text AND l.at_us IS NOT DISTINCT FROM CASE WHEN e.basis = ${NO_DATE} THEN NULL ELSE e.first_us END
    WHERE e.kind = ${LISTED} GROUP BY ALL`);
  await createMatches(store, 'spared_addresses', 'spares');
  await createMatches(store, 'tor_vpn_addresses', 'tor_vpn');
  return listsRead(store);
}

/** SQL: an address as one number. */
export function key(hi: string, lo: string): string {
  return `((${hi}::UHUGEINT << 64) | ${lo}::UHUGEINT)`;
}

// Prefixes lie either in each other or apart: with the inner ones left out, the nearest that begins before an address decides.
async function createMatches(store: CaseStore, table: string, purpose: ListPurpose): Promise<void> {
  const [{ n }] = await store.query<{ n: bigint }>(
    `SELECT count(*)::BIGINT AS n FROM address_lists WHERE purpose = '${purpose}'`,
  );
  await store.run(`
    CREATE TABLE ${table} AS
    WITH outermost AS (
      SELECT list, first_key, last_key FROM (
        SELECT p.*, max(last_key) OVER (ORDER BY first_key, last_key DESC, list ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS covered
        FROM listed_prefixes p JOIN address_lists USING (list) WHERE purpose = '${purpose}')
      WHERE covered IS NULL OR last_key > covered),
    seen AS (
      SELECT DISTINCT hi, lo, ${key('hi', 'lo')} AS address FROM (
        SELECT DISTINCT src_hi AS hi, src_lo AS lo FROM packet_minutes WHERE class > 0
        UNION ALL SELECT DISTINCT client_hi, client_lo FROM request_minutes WHERE client_id = 0
        UNION ALL SELECT DISTINCT remote_hi, remote_lo FROM sockets WHERE remote_kind = 1) WHERE ${n > 0n})
    SELECT seen.hi, seen.lo, o.list FROM seen ASOF JOIN outermost o ON seen.address >= o.first_key WHERE seen.address <= o.last_key`);
}

async function listsRead(store: CaseStore): Promise<AddressList[]> {
  const rows = await store.query<{
    list: number;
    evidence: number;
    label: string;
    purpose: ListPurpose;
    at_us: number | null;
    prefixes: bigint;
    addresses: bigint;
    packets: bigint;
    requests: bigint;
  }>(`
    WITH matches AS (SELECT * FROM spared_addresses UNION ALL SELECT * FROM tor_vpn_addresses),
    a AS (SELECT list, count(*) AS n FROM matches GROUP BY list),
    p AS (SELECT list, sum(packets) AS n FROM packet_minutes JOIN matches ON hi = src_hi AND lo = src_lo WHERE class > 0 GROUP BY list),
    r AS (SELECT list, sum(requests) AS n FROM request_minutes JOIN matches ON hi = client_hi AND lo = client_lo WHERE client_id = 0 GROUP BY list)
    SELECT l.list, evidence, label, purpose, at_us, prefixes::BIGINT AS prefixes, coalesce(a.n, 0)::BIGINT AS addresses, coalesce(p.n, 0)::BIGINT AS packets, coalesce(r.n, 0)::BIGINT AS requests
    FROM address_lists l LEFT JOIN a USING (list) LEFT JOIN p USING (list) LEFT JOIN r USING (list) ORDER BY l.list LIMIT ${MOST_LISTS}`);
  return rows.map((row) => ({
    number: row.list,
    evidence: row.evidence,
    label: row.label,
    purpose: row.purpose,
    dateSec: row.at_us === null ? undefined : row.at_us / 1e6,
    prefixes: Number(row.prefixes),
    addresses: Number(row.addresses),
    packets: Number(row.packets),
    requests: Number(row.requests),
  }));
}

/** SQL condition that no list spares an address (columns hi, lo). */
export function notSparedByList(lists: readonly AddressList[], hi: string, lo: string): string {
  return lists.some((list) => list.purpose === 'spares')
    ? `NOT EXISTS (SELECT 1 FROM spared_addresses spared WHERE spared.hi = ${hi} AND spared.lo = ${lo})`
    : 'true';
}
