// SQL that turns rows of `inbound` into members and samples of a finding; rows that a cut between two captures made out of one count as one.

import { BUCKET_SEC } from '../model/traffic.ts';
import { type DetectorContext, evidenceMask, evidenceMasks, recordPointer } from './finding.ts';

/** SQL condition on `minute` of those that more than one capture holds; '' without any. */
export async function sharedMinutes(query: DetectorContext['query']): Promise<string> {
  const captures = await query<{ first: number; last: number }>(
    `SELECT floor(min(second) / ${BUCKET_SEC}) AS first, floor(max(second) / ${BUCKET_SEC}) AS last FROM packet_seconds GROUP BY evidence ORDER BY first, last`,
  );
  const shared: { first: number; last: number }[] = [];
  let until = -Infinity;
  for (const { first, last } of captures) {
    const before = shared.at(-1);
    const end = Math.min(until, last);
    if (before !== undefined && first <= before.last + 1 && end > before.last) before.last = end;
    else if (end >= first && (before === undefined || first > before.last)) shared.push({ first, last: end });
    until = Math.max(until, last);
  }
  return shared.map(({ first, last }) => `minute BETWEEN ${first} AND ${last}`).join(' OR ');
}

const MASKS = [0, 1, 2, 3] as const;

// Rows of `inbound` (alias i) as they would be in one capture, with the masks of the evidence that they come from.
function wholeRows(from: string, shared: string): string {
  const columns = 'i.src_hi, i.src_lo, i.dst_hi, i.dst_lo, i.port, i.class, i.signature, i.minute';
  const plain =
    'i.evidence, i.packets, i.bytes, i.handshakes, i.first_us, i.last_us, i.first_record, i.peak_packets, i.peak_bytes, i.ttl_min, i.ttl_max, i.src_port, i.fingerprint, i.tool, i.denied, i.retransmits';
  const masks = MASKS.map((mask) => `${evidenceMask('i.evidence', mask)} AS evidence_${mask}`).join(', ');
  const first = (column: string): string =>
    `arg_min(i.${column}, (i.first_us, i.packets = 0, i.evidence)) AS ${column}`;
  const summed = (column: string): string => `sum(i.${column}) AS ${column}`;
  const merged = `${first('evidence')}, ${['packets', 'bytes', 'handshakes'].map(summed).join(', ')}, min(i.first_us) AS first_us, max(i.last_us) AS last_us, ${first('first_record')},
      max(i.peak_packets) AS peak_packets, max(i.peak_bytes) AS peak_bytes, min(i.ttl_min) AS ttl_min, max(i.ttl_max) AS ttl_max, ${['src_port', 'fingerprint', 'tool'].map(first).join(', ')},
      ${['denied', 'retransmits'].map(summed).join(', ')}, ${evidenceMasks('i.evidence')}`;
  const inShared = `(${shared.replaceAll('minute', 'i.minute')})`;
  return `FROM (SELECT ${columns}, ${plain}, ${masks} ${from} AND NOT ${inShared} UNION ALL SELECT ${columns}, ${merged} ${from} AND ${inShared} GROUP BY ${columns}) i`;
}

// Different values of a column in a group, out of the one list of pairs that all such questions share. DuckDB's count(DISTINCT) keeps a table a
// group, and a list a column costs as much as all sums together: 3.1 against 2.1 s of CPU with 0.8 M groups of two rows (2026-11).
function distinctOf(column: string, ofPair: string): string {
  const pairs = 'list(i.minute::UBIGINT * 65536 + i.src_port)';
  return `(CASE WHEN min(${column}) = max(${column}) THEN 1 WHEN count(*) = 2 THEN 2 ELSE list_unique(list_transform(${pairs}, lambda pair: ${ofPair})) END)`;
}

/** The sources of rows of `inbound` (alias i), see MEMBER_COLUMNS. `from` is a from-clause with condition. */
export function membersSql(from: string, shared: string): string {
  const masks =
    shared === ''
      ? evidenceMasks('i.evidence')
      : MASKS.map((mask) => `bit_or(i.evidence_${mask}) AS evidence_${mask}`).join(', ');
  return `SELECT i.src_hi, i.src_lo, sum(i.packets)::UBIGINT AS packets, sum(i.bytes) AS bytes, 0::UBIGINT AS requests, 0::UBIGINT AS sockets, sum(i.handshakes)::UBIGINT AS handshakes,
    min(i.first_us) AS first_us, max(i.last_us) AS last_us, max(i.peak_packets) AS peak_packets, max(i.peak_bytes) AS peak_bytes, 0::UINTEGER AS peak_requests,
    min(i.ttl_min) AS ttl_min, max(i.ttl_max) AS ttl_max, min(i.src_port) AS port_min, max(i.src_port) AS port_max, ${distinctOf('i.src_port', 'pair & 65535')}::UINTEGER AS ports,
    ${distinctOf('i.minute', 'pair >> 16')}::UINTEGER AS seen, sum(floor((i.last_us - i.first_us) / 1e6) + 1)::UINTEGER AS active, min(${recordPointer('i.first_record').replace('evidence', 'i.evidence')})::BIGINT AS first_ref,
    ${masks}, max(i.fingerprint) AS fingerprint, max(i.tool) AS tool, sum(i.denied)::UINTEGER AS denied, sum(i.retransmits)::UINTEGER AS retransmits ${shared === '' ? from : wholeRows(from, shared)} GROUP BY i.src_hi, i.src_lo`;
}

/** Up to three sample packets of the same rows, oldest first. */
export function packetSamplesSql(from: string, shared: string): string {
  return `SELECT 'packet' AS kind, i.evidence, i.first_record AS record, i.first_us AS us, i.src_hi, i.src_lo, i.src_port, i.dst_hi, i.dst_lo, i.port, i.class, i.ttl_min AS ttl
    ${shared === '' ? from : wholeRows(from, shared)} ORDER BY us, i.src_hi, i.src_lo, i.evidence, record LIMIT 3`;
}
