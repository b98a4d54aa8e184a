// Hints about sources that are no verdict: an address that may stand for many people, an address on a list of Tor or VPN addresses.

import type { CaseStore } from '../aggregate/store.ts';
import { type Prefix, parsePrefix } from '../model/address.ts';
import { insidePrefixes } from './own.ts';
import { ASSET } from './surge-programs.ts';
import type { Thresholds } from './thresholds.ts';

/** Addresses that providers share among their customers, RFC 6598. */
const CARRIER_NAT = parsePrefix('100.64.0.0/10') as Prefix;

/** Values of `shared` in the table `hints`: why an address may stand for many people; `unknown` where no log tells. */
export const SHARED = { no: 0, carrierNat: 1, userAgents: 2, unknown: 255 } as const;

/** What is said of such an address. */
export const SHARED_WORDING = 'shared address: may stand for many people';

/**
 * Creates `hints`: a row a source about which anything is known. `shared` as in SHARED, `agents` how many user agents read pages like
 * browsers, `list` the number of its Tor or VPN list, 0 none.
 * A flood that makes up user agents fetches no assets with them, so that only agents that read a page like a browser count.
 */
export async function createHints(store: CaseStore, thresholds: Thresholds): Promise<void> {
  const least = thresholds['shared_address.user_agents'];
  const page = ASSET.replace('path', 'p.text');
  await store.run(`
    CREATE TABLE hints AS
    WITH logged AS (
      SELECT s.src_hi, s.src_lo, r.evidence, r.agent_id, r.path_id FROM request_minutes r JOIN sources s ON s.src_hi = r.client_hi AND s.src_lo = r.client_lo WHERE r.client_id = 0),
    clients AS (SELECT src_hi, src_lo, count(DISTINCT (evidence, agent_id)) AS n FROM logged GROUP BY src_hi, src_lo),
    readers AS (
      SELECT l.src_hi, l.src_lo, a.text FROM logged l JOIN clients c ON c.src_hi = l.src_hi AND c.src_lo = l.src_lo AND c.n >= ${least}
        JOIN texts a ON a.evidence = l.evidence AND a.id = l.agent_id JOIN texts p ON p.evidence = l.evidence AND p.id = l.path_id
      GROUP BY l.src_hi, l.src_lo, a.text HAVING count(DISTINCT p.text) FILTER (${page}) >= 2 AND count(DISTINCT p.text) FILTER (NOT ${page}) >= 1),
    agents AS (SELECT src_hi, src_lo, count(*)::UINTEGER AS n FROM readers GROUP BY src_hi, src_lo),
    known AS (
      SELECT src_hi, src_lo FROM clients UNION SELECT src_hi, src_lo FROM sources WHERE ${insidePrefixes([CARRIER_NAT], 'src_hi', 'src_lo')}
      UNION SELECT hi, lo FROM tor_vpn_addresses JOIN sources ON src_hi = hi AND src_lo = lo)
    SELECT k.src_hi, k.src_lo, coalesce(a.n, 0)::UINTEGER AS agents, coalesce(t.list, 0)::UINTEGER AS list,
      CASE WHEN ${insidePrefixes([CARRIER_NAT], 'k.src_hi', 'k.src_lo')} THEN ${SHARED.carrierNat} WHEN a.n >= ${least} THEN ${SHARED.userAgents} WHEN c.n IS NULL THEN ${SHARED.unknown} ELSE ${SHARED.no} END::UTINYINT AS shared
    FROM known k LEFT JOIN agents a USING (src_hi, src_lo) LEFT JOIN clients c USING (src_hi, src_lo) LEFT JOIN tor_vpn_addresses t ON t.hi = k.src_hi AND t.lo = k.src_lo`);
}
