// Requests to a known service (DNS, NTP, SIP and others) over UDP from addresses drawn at random: answered or not, they are told by those among
// their sources that no host can have. RFC 1122 section 3.2.1.3, RFC 1112 section 4.

import { type Prefix, parsePrefix } from '../model/address.ts';
import { SIGNATURE, SIGNATURES } from '../model/signatures.ts';
import { CLASS, NEW_DNS_NAME } from '../model/traffic.ts';
import type { DetectorContext } from './finding.ts';
import { insidePrefixes } from './own.ts';

/** SQL condition on a source that no host can have: 13.3 % of all addresses. Private ones are not among them: behind a firewall they ask public servers. */
export const IMPOSSIBLE: string = insidePrefixes(
  ['0.0.0.0/8', '127.0.0.0/8', '224.0.0.0/3'].map((text) => parsePrefix(text) as Prefix),
  'src_hi',
  'src_lo',
);
/** So many of them are no accident. */
export const LEAST_IMPOSSIBLE = 50;
/** They are this share of all who ask one address a few times in one minute and in no other. */
const LEAST_SHARE = 0.01;
/** A forged address is hardly drawn twice. */
const MOST_REQUESTS = 3;
const PAIR = 'src_hi, src_lo, dst_hi, dst_lo';

/** SQL condition that a `signature` is that of a request. */
export function isRequest(column: string): string {
  const numbers = SIGNATURES.flatMap(({ direction }, number) =>
    direction === 'request' && number !== SIGNATURE.none ? [number] : [],
  );
  return `${column} IN (${[...numbers, NEW_DNS_NAME].join(', ')})`;
}

/** SQL that yields the sources of such requests, as (src_hi, src_lo, dst_hi, dst_lo); '' without any. */
export async function forgedRequests({ query }: Pick<DetectorContext, 'query'>): Promise<string> {
  const requests = `class = ${CLASS.udp} AND ${isRequest('signature')}`;
  const [{ any }] = await query<{ any: boolean }>(
    `SELECT count(*) >= ${LEAST_IMPOSSIBLE} AS any FROM inbound WHERE ${requests} AND ${IMPOSSIBLE}`,
  );
  if (!any) return '';
  const sources = `SELECT (${PAIR}) FROM (
    WITH few AS MATERIALIZED (
      SELECT ${PAIR}, min(minute) AS minute FROM inbound WHERE ${requests} GROUP BY ${PAIR} HAVING sum(packets) <= ${MOST_REQUESTS} AND min(minute) = max(minute)),
    drawn AS (
      SELECT dst_hi, dst_lo, minute FROM few GROUP BY ALL
      HAVING count(*) FILTER (${IMPOSSIBLE}) >= greatest(${LEAST_IMPOSSIBLE}, ${LEAST_SHARE} * count(*)))
    SELECT ${PAIR} FROM few JOIN drawn USING (dst_hi, dst_lo, minute))`;
  const [{ found }] = await query<{ found: boolean }>(`SELECT EXISTS (${sources}) AS found`);
  return found ? sources : '';
}
