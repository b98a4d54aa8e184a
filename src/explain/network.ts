// What a case holds about a prefix or an AS: its sources by verdict, the busiest that may be named, its ordinary clients.

import type { Attributor } from '../aggregate/attribute.ts';
import { vectorBit } from '../assess/members.ts';
import { insidePrefixes } from '../assess/own.ts';
import { addressText, type Prefix } from '../model/address.ts';
import { formatMicroseconds } from '../model/time.ts';
import { VERDICTS, type Verdict } from '../model/verdict.ts';
import { wordsOf } from './key.ts';
import type { OpenCase } from './open-case.ts';
import { type DatabasesUsed, databasesUsed } from './provenance.ts';

/** Rows read at once. */
const CHUNK_ROWS = 262_144;
/** Rows shown of any list. */
const MOST_ROWS = 10;

/** Sums over the sources of one verdict. */
export interface VerdictSums {
  verdict: Verdict;
  sources: number;
  packets: number;
  requests: number;
  sockets: number;
  /** Vectors in which they took part: V1, V2 ... */
  vectors: string[];
}

/** A source that may be named in a list: proven, or a reflector. */
export interface NamedSource {
  address: string;
  verdict: Verdict;
  prefix: string;
  packets: number;
  requests: number;
  firstUtc: string;
  lastUtc: string;
  /** Pointer to the first record of the attack that bears it. */
  firstRef: string;
}

/** All about a prefix or an AS. */
export interface NetworkExplanation {
  kind: 'prefix' | 'asn';
  target: string;
  found: boolean;
  asn: number;
  asName: string;
  country: string;
  sources: number;
  byVerdict: VerdictSums[];
  firstUtc: string;
  lastUtc: string;
  /** Most requests, then packets, first; at most ten of each. */
  topProven: NamedSource[];
  topReflectors: NamedSource[];
  /** Announced blocks with sources that may be named, most proven first; at most ten. A narrow block would name an unproven address. */
  blocks: { prefix: string; asn: number; proven: number; reflectors: number; others: number }[];
  /** Blocks that are not listed. */
  otherBlocks: number;
  /** Clients that completed a connection and took part in no vector. */
  ordinaryClients: number;
  databases: DatabasesUsed;
}

/** What lies inside: a condition in SQL, or an ASN by the database. */
export type Inside =
  | { kind: 'prefix'; text: string; prefix: Prefix }
  | { kind: 'asn'; text: string; asn: number };

const COLUMNS = [
  ['src_hi', 'UBIGINT'],
  ['src_lo', 'UBIGINT'],
  ['verdict', 'UTINYINT'],
  ['vectors', 'UBIGINT'],
  ['packets', 'UBIGINT'],
  ['requests', 'UBIGINT'],
  ['sockets', 'UBIGINT'],
  ['first_us', 'DOUBLE'],
  ['last_us', 'DOUBLE'],
  ['first_ref', 'UBIGINT'],
] as const;

/** Explains the sources inside a prefix or an AS. */
export async function explainNetwork(
  open: OpenCase,
  attributor: Attributor,
  inside: Inside,
): Promise<NetworkExplanation> {
  const { store, facts } = open;
  const sums: (VerdictSums & { mask: bigint })[] = VERDICTS.map((verdict) => ({
    verdict,
    sources: 0,
    packets: 0,
    requests: 0,
    sockets: 0,
    vectors: [],
    mask: 0n,
  }));
  const named: NamedSource[] = [];
  const blocks = new Map<string, NetworkExplanation['blocks'][number]>();
  let firstUs = Infinity;
  let lastUs = 0;
  const condition = inside.kind === 'prefix' ? insidePrefixes([inside.prefix], 'src_hi', 'src_lo') : 'true';
  const [{ most }] = await store.query<{ most: number | null }>('SELECT max(n) AS most FROM source_rows');
  for (let from = 1; from <= (most ?? 0); from += CHUNK_ROWS) {
    // source_rows are numbered best verdict first, then by requests and packets: the first that fit are the top.
    const { rows, columns } = await store.columns(
      `SELECT ${COLUMNS.map(([name, type]) => `coalesce(${name}::${type}, 0::${type})`).join(', ')} FROM source_rows WHERE n BETWEEN ${from} AND ${from + CHUNK_ROWS - 1} AND ${condition} ORDER BY n`,
      COLUMNS.map(([, type]) => type),
    );
    const [hi, lo, verdict, vectors, packets, requests, sockets, first, last, ref] = columns;
    const words = wordsOf(hi as BigUint64Array, lo as BigUint64Array);
    const places = attributor.attributeAll(words, rows);
    for (let i = 0; i < rows; i++) {
      if (inside.kind === 'asn' && places.asn[i] !== inside.asn) continue;
      const sum = sums[verdict[i] as number];
      sum.sources++;
      sum.packets += Number(packets[i]);
      sum.requests += Number(requests[i]);
      sum.sockets += Number(sockets[i]);
      sum.mask |= vectors[i] as bigint;
      firstUs = Math.min(firstUs, first[i] as number);
      lastUs = Math.max(lastUs, last[i] as number);
      const place = places.describe(i);
      countBlock(blocks, place.prefix || 'not announced', place.asn, sum.verdict);
      const mayBeNamed = sum.verdict === 'proven' || sum.verdict === 'reflector';
      if (!mayBeNamed || sum.sources > MOST_ROWS) continue;
      const pointer = ref[i] as bigint;
      named.push({
        address: addressText(hi[i] as bigint, lo[i] as bigint),
        verdict: sum.verdict,
        prefix: place.prefix,
        packets: Number(packets[i]),
        requests: Number(requests[i]),
        firstUtc: formatMicroseconds(first[i] as number),
        lastUtc: formatMicroseconds(last[i] as number),
        firstRef: `E${pointer >> 32n} ${Number(packets[i]) > 0 ? 'packet' : 'line'} ${pointer & 0xffffffffn}`,
      });
    }
  }
  const ordinaryClients = await countClients(open, attributor, inside);
  const sources = sums.reduce((total, sum) => total + sum.sources, 0);
  const listed = [...blocks.values()]
    .filter((block) => block.proven + block.reflectors > 0)
    .sort(
      (a, b) =>
        b.proven - a.proven ||
        b.reflectors - a.reflectors ||
        b.others - a.others ||
        (a.prefix < b.prefix ? -1 : a.prefix > b.prefix ? 1 : a.asn - b.asn),
    );
  const place = inside.kind === 'prefix' ? attributor.lookup(inside.prefix.words, 0) : undefined;
  return {
    kind: inside.kind,
    target: inside.text,
    found: sources + ordinaryClients > 0,
    asn: inside.kind === 'asn' ? inside.asn : (place?.asn ?? 0),
    asName: inside.kind === 'asn' ? attributor.asName(inside.asn) : (place?.asName ?? ''),
    country: place?.country ?? '',
    sources,
    byVerdict: sums
      .filter((sum) => sum.sources > 0)
      .map(({ mask, ...sum }) => ({
        ...sum,
        vectors: facts.vectors.filter((_, index) => (mask & vectorBit(index)) !== 0n).map(({ id }) => id),
      })),
    firstUtc: sources === 0 ? '' : formatMicroseconds(firstUs),
    lastUtc: sources === 0 ? '' : formatMicroseconds(lastUs),
    topProven: named.filter((each) => each.verdict === 'proven'),
    topReflectors: named.filter((each) => each.verdict === 'reflector'),
    blocks: listed.slice(0, MOST_ROWS),
    otherBlocks: blocks.size - Math.min(listed.length, MOST_ROWS),
    ordinaryClients,
    databases: await databasesUsed(attributor, facts),
  };
}

function countBlock(
  blocks: Map<string, NetworkExplanation['blocks'][number]>,
  prefix: string,
  asn: number,
  verdict: Verdict,
): void {
  let block = blocks.get(prefix);
  if (block === undefined) {
    block = { prefix, asn, proven: 0, reflectors: 0, others: 0 };
    blocks.set(prefix, block);
  }
  if (verdict === 'proven') block.proven++;
  else if (verdict === 'reflector') block.reflectors++;
  else block.others++;
}

async function countClients(open: OpenCase, attributor: Attributor, inside: Inside): Promise<number> {
  const condition = inside.kind === 'prefix' ? insidePrefixes([inside.prefix], 'c.hi', 'c.lo') : 'true';
  const { rows, columns } = await open.store.columns(
    `SELECT c.hi, c.lo FROM real_clients c LEFT JOIN sources s ON s.src_hi = c.hi AND s.src_lo = c.lo WHERE s.src_hi IS NULL AND ${condition}`,
    ['UBIGINT', 'UBIGINT'],
  );
  if (inside.kind === 'prefix') return rows;
  const words = wordsOf(columns[0] as BigUint64Array, columns[1] as BigUint64Array);
  return attributor.attributeAll(words, rows).asn.filter((asn) => asn === inside.asn).length;
}
