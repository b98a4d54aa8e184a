// What detectors find: one vector against one target in one stretch of time, with each criterion as a number.

import type { Criterion, Peaks } from '../model/facts.ts';
import { VECTOR_LABELS, type Vector } from '../model/vectors.ts';
import type { SecondSeries } from './series.ts';
import type { Surge } from './surges.ts';
import type { Thresholds } from './thresholds.ts';

/** All vectors in the order in which equal findings are listed. */
export const VECTORS: readonly Vector[] = Object.keys(VECTOR_LABELS) as Vector[];
export type { Vector } from '../model/vectors.ts';

/** What was attacked. `address` and `port` are empty and 0 for a site known from logs only. */
export interface Target {
  hi: bigint;
  lo: bigint;
  address: string;
  port: number;
  /** "203.0.113.80 tcp/80" or "shop.example.com". */
  text: string;
}

/** What a row may hit: an address or, with the text of one, an IPv4 block. */
type Hit = Pick<Target, 'hi' | 'lo' | 'port'> & Partial<Pick<Target, 'address'>>;

/** SQL condition that a row hits one of some targets, ports included; `row` is its alias with the dot, or ''. */
export function hitsAny(targets: readonly Hit[], row: string): string {
  const single = targets
    .filter((target) => widthOf(target) === 1n)
    .map(({ hi, lo, port }) => `(${hi}::UBIGINT, ${lo}::UBIGINT, ${port})`);
  const blocks = targets
    .filter((target) => widthOf(target) > 1n)
    .map(
      (target) =>
        `(${row}dst_hi = 0 AND ${row}dst_lo BETWEEN ${target.lo}::UBIGINT AND ${target.lo + widthOf(target) - 1n}::UBIGINT AND ${row}port = ${target.port})`,
    );
  const list =
    single.length === 0 ? [] : [`(${row}dst_hi, ${row}dst_lo, ${row}port) IN (${single.join(', ')})`];
  return `(${[...list, ...blocks].join(' OR ') || 'false'})`;
}

/** Addresses of a target: 1, or those of an IPv4 block. */
export function widthOf({ address = '' }: Partial<Pick<Target, 'address'>>): bigint {
  const slash = address.indexOf('/');
  return slash < 0 ? 1n : 1n << BigInt(32 - Number(address.slice(slash + 1)));
}

/** One stretch of one vector against one target. Times are microseconds since 1970 UTC of the first and last record. */
export interface Finding {
  vector: Vector;
  lane: 'packets' | 'sockets' | 'requests';
  /** The records themselves prove their sources: requests and connections that need a completed handshake. */
  proves: boolean;
  /** Traffic classes of the packets; empty in the other lanes. */
  classes: readonly number[];
  target: Target;
  startUs: number;
  endUs: number;
  startUncertaintySec: number;
  endUncertaintySec: number;
  /** First and last record of the evidence that holds it; infinite where more evidence lies before or after. */
  coveredFromUs: number;
  coveredToUs: number;
  packets: number;
  /** In the lane of packets those received, on the wire; in that of requests those of the answers, as logged. */
  bytes: number;
  requests: number;
  peaks: Peaks;
  lengthMin: number;
  lengthMax: number;
  criteria: Criterion[];
  /** Plain sentence: why this label. */
  reason: string;
  /** Plain sentence: why it may be ordinary use. With it the finding is told as undecided, and nobody is named. */
  doubt?: string;
  /** SQL that yields the sources with the columns of `MEMBER_COLUMNS`. */
  membersSql: string;
  /** From-clause with condition of the rows counted: of inbound (alias i) or requests_in (alias r); undefined in the lane of sockets. */
  fromSql?: string;
  /** SQL condition on inbound_seconds for the same packets at any time; undefined in the other lanes. */
  secondsSql?: string;
  /** SQL condition on inbound_seconds for all packets that these are among: of the kind, to the target; undefined in the other lanes. */
  amongSql?: string;
  /** Packets and bits a second, ascending, of floods of packets up to an hour long: what came together is added up by them. */
  bySecond?: { packets: SecondSeries; bits: SecondSeries };
  /** Requests a second to the target, ascending, of floods of requests up to an hour long. */
  requestsBySecond?: SecondSeries;
  /** SQL that yields the numbers of its evidence (column evidence), where not all of its records have a source among the members. */
  evidenceSql?: string;
  /** True where the same packets stand in another finding, before or behind address translation, and count there. */
  translated?: boolean;
  /** SQL that yields up to 3 sample rows, see samples.ts. */
  samplesSql: string;
}

/** What a detector works on. */
export interface DetectorContext {
  query<Row extends Record<string, number | bigint | string | boolean | null>>(sql: string): Promise<Row[]>;
  thresholds: Thresholds;
  /** True when the captures hold nothing that we sent: answers cannot be looked for. */
  oneWay: boolean;
  /** True when the table sampled_out holds targets whose captures are sampled. */
  sampled: boolean;
  /** Inbound packets by traffic class. */
  packetsOf: ReadonlyMap<number, number>;
  /** SQL condition on `minute` of those that more than one capture holds: rows of a source there are parts of one. '' without any. */
  shared: string;
  /** Surges of requests, already judged. */
  surges: readonly Surge[];
  /** Hosts of the stated services, for sites whose log names none. */
  siteName: string;
}

/** A detector; one file a vector and lane, one line in detectors/index.ts. */
export interface Detector {
  id: string;
  title: string;
  detect(context: DetectorContext): Promise<Finding[]>;
}

/** Peaks without any data. */
export function noPeaks(): Peaks {
  return {
    pps1s: 0,
    pps60s: 0,
    bps1s: 0,
    bps60s: 0,
    pps95: 0,
    bps95: 0,
    rps1s: 0,
    rps60s: 0,
    halfOpen: 0,
    pps1sAt: '',
    rps1sAt: '',
    halfOpenAt: '',
  };
}

/** Columns every membersSql yields, in this order: one row a source. Records are packet or line numbers; times are microseconds. */
export const MEMBER_COLUMNS: readonly string[] = [
  'src_hi',
  'src_lo',
  'packets',
  'bytes',
  'requests',
  'sockets',
  'handshakes',
  'first_us',
  'last_us',
  'peak_packets',
  'peak_bytes',
  'peak_requests',
  'ttl_min',
  'ttl_max',
  'port_min',
  'port_max',
  'ports',
  'seen',
  'active',
  'first_ref',
  'evidence_0',
  'evidence_1',
  'evidence_2',
  'evidence_3',
  'fingerprint',
  'tool',
  'denied',
  'retransmits',
];

const MASKS = [0, 1, 2, 3];
/** Evidence numbers a mask: bits of a BIGINT without its sign. */
const MASK_BITS = 62;

/** SQL of one of the four masks of evidence numbers (62 a mask; 247 and all beyond share the last bit, see evidenceBeyondMasks) for one number. */
export function evidenceMask(column: string, mask: number): string {
  const [first, last] = [mask * MASK_BITS, (mask + 1) * MASK_BITS - 1];
  const number = mask === MASKS.length - 1 ? `least(${column}, ${last})` : column;
  return `CASE WHEN ${number} BETWEEN ${first} AND ${last} THEN 1::BIGINT << (${number} - ${first})::INTEGER ELSE 0::BIGINT END`;
}

/** SQL of all four masks over a group, by the macros of evidenceMaskMacros. */
export function evidenceMasks(column: string): string {
  return MASKS.map((mask) => `evidence_mask_${mask}(${column}) AS evidence_${mask}`).join(', ');
}

/**
 * SQL that makes the macros of evidenceMasks for evidence numbers up to `highest`. A mask that none of them reaches is no aggregate: each of
 * the four costs a tenth of a second with a million groups (2026-11).
 */
export function evidenceMaskMacros(highest: number): string {
  return MASKS.map((mask) => {
    const value = mask * MASK_BITS <= highest ? `bit_or(${evidenceMask('number', mask)})` : '0::BIGINT';
    return `CREATE OR REPLACE MACRO evidence_mask_${mask}(number) AS ${value};`;
  }).join('\n');
}

/** SQL for a sortable pointer to a record: evidence * 2^32 + record. */
export function recordPointer(record: string): string {
  return `evidence::BIGINT * 4294967296 + ${record}`;
}

/** A criterion that holds when `measured` reaches `threshold`. */
export function reaches(
  name: string,
  measured: number,
  threshold: number,
  unit: string,
  text: string,
): Criterion {
  return { name, measured, threshold, unit, held: measured >= threshold, text };
}
