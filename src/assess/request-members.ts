// SQL that turns rows of requests_in (alias r) into members and samples of a finding.

import { BUCKET_SEC } from '../model/traffic.ts';
import { evidenceMasks, recordPointer } from './finding.ts';

// Requests of a client in the busiest second of a minute in which it made `requests` that belong to the finding. client_minutes knows the
// busiest second of all `every` requests that it made then: no more than the others can be missing in it.
const PEAK = `greatest(ceil(m.requests / ${BUCKET_SEC}.0), c.peak - (c.every - m.requests::BIGINT))`;

/** Members with the columns of MEMBER_COLUMNS; `from` is a from-clause with condition over requests_in r. */
export function requestMembersSql(from: string): string {
  const masks = [0, 1, 2, 3].map((mask) => `bit_or(evidence_${mask}) AS evidence_${mask}`).join(', ');
  return `SELECT src_hi, src_lo, 0::UBIGINT AS packets, sum(bytes) AS bytes, sum(m.requests)::UBIGINT AS requests, 0::UBIGINT AS sockets, 0::UBIGINT AS handshakes,
    min(first_us) AS first_us, max(last_us) AS last_us, 0::UINTEGER AS peak_packets, 0::UINTEGER AS peak_bytes,
    max(${PEAK})::UINTEGER AS peak_requests, 0::UTINYINT AS ttl_min, 0::UTINYINT AS ttl_max, 0::USMALLINT AS port_min, 0::USMALLINT AS port_max, 0::UINTEGER AS ports,
    count(*)::UINTEGER AS seen, count(*)::UINTEGER * ${BUCKET_SEC} AS active, min(first_ref)::BIGINT AS first_ref,
    ${masks}, 0::UINTEGER AS fingerprint, 0::UTINYINT AS tool, 0::UINTEGER AS denied, 0::UINTEGER AS retransmits
    FROM (SELECT r.client_hi AS src_hi, r.client_lo AS src_lo, r.minute, sum(r.bytes) AS bytes, sum(r.requests) AS requests, min(r.first_us) AS first_us, max(r.last_us) AS last_us,
      min(${recordPointer('r.first_record').replace('evidence', 'r.evidence')}) AS first_ref, ${evidenceMasks('r.evidence')} ${from} GROUP BY r.client_hi, r.client_lo, r.minute) m
    JOIN (SELECT client_hi, client_lo, minute, sum(requests)::BIGINT AS every, max(peak_requests)::BIGINT AS peak FROM client_minutes GROUP BY ALL) c
      ON c.client_hi = m.src_hi AND c.client_lo = m.src_lo AND c.minute = m.minute GROUP BY src_hi, src_lo`;
}

/** Up to three sample rows, oldest first. */
export function requestSamplesSql(from: string): string {
  return `SELECT 'request' AS kind, r.evidence, r.first_record AS record, r.first_us AS us, r.client_hi AS src_hi, r.client_lo AS src_lo, r.first_port AS src_port, 0::UBIGINT AS dst_hi, 0::UBIGINT AS dst_lo, 0 AS port, r.method AS class, r.status AS ttl,
    (SELECT text FROM texts p WHERE p.evidence = r.evidence AND p.id = r.path_id) AS path ${from} ORDER BY us, r.evidence, record LIMIT 3`;
}
