// Sources over UDP that were answered and made no use of it, as forged ones cannot: SIP requests that were only refused (RFC 3261), and QUIC
// Initials that nobody went on with after the server's handshake, Retry or Version Negotiation (RFC 9000).

import { SIGNATURE } from '../model/signatures.ts';
import { BUCKET_SEC, CLASS } from '../model/traffic.ts';
import type { DetectorContext } from './finding.ts';
import type { Thresholds } from './thresholds.ts';

/** SIP requests of one source in a minute: phones behind one address that register again stay below it together, or get in. */
const SIP_PER_MINUTE = 60;
/** OPTIONS in a minute of a source that sends nothing else: phones behind one address that keep their ways open also register. */
const OPTIONS_PER_MINUTE = 1200;
/** From so many sources, or this many requests a second, refused requests are a flood; fewer and slower they guess passwords, or numbers. */
const SIP_SOURCES = 20;
const SIP_PEAK = 500;

const SIP_REQUESTS = [SIGNATURE.sipRequest, SIGNATURE.sipInvite, SIGNATURE.sipOptions].join(', ');
const SIP_FAILURES = [SIGNATURE.sipChallenge, SIGNATURE.sipRefused].join(', ');
const SIP_ANSWERS = `${SIP_FAILURES}, ${SIGNATURE.sipAccepted}`;
const PAIR = 'src_hi, src_lo, dst_hi, dst_lo';

// Sources (src_*) of SIP requests to our addresses (dst_*) that got refusals and next to nothing else from them: requests, INVITEs and OPTIONS among
// them, most in a minute, challenges. With OPTIONS alone, which any server may answer, success is nothing else either.
function refused(ratio: number): string {
  const options = `coalesce(sum(packets) FILTER (signature = ${SIGNATURE.sipOptions}), 0)`;
  return `SELECT s.*, r.challenged FROM
    (SELECT ${PAIR}, sum(n) AS n, max(n) AS busiest, sum(invites) AS invites, sum(options) AS options, min(first_us) AS first_us, max(last_us) AS last_us, min(first_ref) AS first_ref FROM (
      SELECT ${PAIR}, minute, sum(packets) AS n, coalesce(sum(packets) FILTER (signature = ${SIGNATURE.sipInvite}), 0) AS invites, ${options} AS options,
        min(first_us) AS first_us, max(last_us) AS last_us, min(evidence::BIGINT * 4294967296 + first_record) AS first_ref
      FROM inbound WHERE class = ${CLASS.udp} AND signature IN (${SIP_REQUESTS}) GROUP BY ALL) GROUP BY ${PAIR}) s
    JOIN (SELECT dst_hi AS src_hi, dst_lo AS src_lo, src_hi AS dst_hi, src_lo AS dst_lo, coalesce(sum(packets) FILTER (signature IN (${SIP_FAILURES})), 0) AS refused,
      coalesce(sum(packets) FILTER (signature = ${SIGNATURE.sipChallenge}), 0) AS challenged, coalesce(sum(packets) FILTER (signature = ${SIGNATURE.sipAccepted}), 0) AS accepted
      FROM outbound WHERE class = ${CLASS.udp} AND signature IN (${SIP_ANSWERS}) GROUP BY ALL) r USING (${PAIR})
    JOIN answered a USING (${PAIR})
    WHERE a.transport = 17 AND s.n > ${ratio} * (a.packets - r.refused - CASE WHEN s.options = s.n AND s.busiest >= ${OPTIONS_PER_MINUTE} THEN r.accepted ELSE 0 END)`;
}

// A phone answers a challenge, and any caller acknowledges the refusal of an INVITE: a source that sends one request in a minute, and no more, does neither.
const FLOODS = `(busiest > ${SIP_PER_MINUTE} OR (busiest = 1 AND options = 0 AND (challenged >= n OR invites >= n)))`;

/** SQL that yields sources of refused SIP requests (src_*, dst_*) that flood. */
function refusedFloods(ratio: number): string {
  return `WITH f AS MATERIALIZED (SELECT ${PAIR} FROM (${refused(ratio)}) WHERE ${FLOODS}),
    m AS (SELECT ${PAIR}, minute FROM inbound JOIN f USING (${PAIR}) WHERE class = ${CLASS.udp} AND signature IN (${SIP_REQUESTS}) GROUP BY ALL)
    SELECT DISTINCT ${PAIR} FROM m WHERE (dst_hi, dst_lo, minute) IN (
      SELECT (dst_hi, dst_lo, minute) FROM m GROUP BY dst_hi, dst_lo, minute HAVING count(*) >= ${SIP_SOURCES}
      UNION ALL SELECT (dst_hi, dst_lo, floor(second / ${BUCKET_SEC})::UINTEGER) FROM inbound_seconds WHERE class = ${CLASS.udp} AND signature IN (${SIP_REQUESTS}) GROUP BY dst_hi, dst_lo, second HAVING sum(packets) >= ${SIP_PEAK})`;
}

/** SQL that yields sources of refused SIP requests that are faster than phones and no flood, one row each, with the columns of an activity. */
export function refusedGuesses(thresholds: Thresholds): string {
  return `SELECT src_hi AS hi, src_lo AS lo, sum(n)::BIGINT AS n, 0::BIGINT AS distinct_things, min(first_us) AS first_us, max(last_us) AS last_us, min(first_ref)::BIGINT AS first_ref
    FROM (${refused(thresholds['flood.solicited_ratio'])}) WHERE busiest > ${SIP_PER_MINUTE} AND (src_hi, src_lo) NOT IN (SELECT (src_hi, src_lo) FROM members WHERE vector = 'udp_flood') GROUP BY hi, lo`;
}

/** SQL condition on rows of `inbound` (alias i): Initials of sources that also completed connections: browsers that found no QUIC took TCP. */
export const BROWSER_INITIAL: string = `(i.signature = ${SIGNATURE.quicInitial} AND (i.src_hi, i.src_lo) IN (SELECT (hi, lo) FROM real_clients))`;

// Sources (src_*) that sent our addresses (dst_*) Initials and nothing else, in minutes in which at least half of all Initials are theirs: some
// visitors get no answer through, at any time.
const LOST_INITIALS = `WITH q AS MATERIALIZED (
      SELECT ${PAIR}, minute, n, all_n = initials AND (src_hi, src_lo) NOT IN (SELECT (hi, lo) FROM real_clients) AS lost FROM
        (SELECT ${PAIR}, sum(packets) AS all_n, sum(packets) FILTER (signature = ${SIGNATURE.quicInitial}) AS initials FROM inbound WHERE class = ${CLASS.udp} GROUP BY ${PAIR} HAVING initials > 0)
        JOIN (SELECT ${PAIR}, minute, sum(packets) AS n FROM inbound WHERE class = ${CLASS.udp} AND signature = ${SIGNATURE.quicInitial} GROUP BY ALL) USING (${PAIR}))
    SELECT DISTINCT ${PAIR} FROM q WHERE lost AND (dst_hi, dst_lo, minute) IN (
      SELECT (dst_hi, dst_lo, minute) FROM q GROUP BY dst_hi, dst_lo, minute HAVING 2 * sum(n) FILTER (lost) >= sum(n))`;

/** SQL that yields sources (src_*, dst_*) whose answers say nothing for them; '' where the captures hold neither SIP nor QUIC. */
export async function unusedAnswers(context: DetectorContext): Promise<string> {
  const [{ sip, quic }] = await context.query<{ sip: boolean; quic: boolean }>(
    `SELECT coalesce(bool_or(signature IN (${SIP_REQUESTS})), false) AS sip, coalesce(bool_or(signature = ${SIGNATURE.quicInitial}), false) AS quic FROM inbound WHERE class = ${CLASS.udp}`,
  );
  return [
    ...(sip ? [refusedFloods(context.thresholds['flood.solicited_ratio'])] : []),
    ...(quic ? [LOST_INITIALS] : []),
  ]
    .map((sql) => `SELECT (${PAIR}) FROM (${sql})`)
    .join(' UNION ALL ');
}
