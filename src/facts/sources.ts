// Sources as facts: rows of the case database joined with attribution, in the order of sources.csv, a chunk at a time.

import type { Attributor } from '../aggregate/attribute.ts';
import { COUNTRIES } from '../aggregate/geo/countries.ts';
import type { CaseStore } from '../aggregate/store.ts';
import { vectorBit } from '../assess/members.ts';
import type { VectorGroup } from '../assess/waves.ts';
import { formatAddress, isIpv4 } from '../model/address.ts';
import type { SourceFacts } from '../model/facts.ts';
import { share } from '../model/share.ts';
import { formatMicroseconds } from '../model/time.ts';
import type { ColumnType } from '../model/traffic.ts';
import { VECTOR_LABELS } from '../model/vectors.ts';
import type { Basis, Verdict } from '../model/verdict.ts';

/** Rows read at once. */
const CHUNK_ROWS = 16384;
const VERDICT_NAMES: readonly Verdict[] = ['proven', 'likely', 'reflector', 'unproven', 'refuted'];

const COLUMNS: readonly (readonly [name: string, type: ColumnType])[] = [
  ['src_hi', 'UBIGINT'],
  ['src_lo', 'UBIGINT'],
  ['verdict', 'UTINYINT'],
  ['vectors', 'UBIGINT'],
  ['proven_vectors', 'UBIGINT'],
  ['internal', 'UTINYINT'],
  ['packets', 'UBIGINT'],
  ['bytes', 'UBIGINT'],
  ['requests', 'UBIGINT'],
  ['sockets', 'UBIGINT'],
  ['handshakes', 'UBIGINT'],
  ['established', 'UTINYINT'],
  ['before', 'UTINYINT'],
  ['first_us', 'DOUBLE'],
  ['last_us', 'DOUBLE'],
  ['peak_packets', 'UINTEGER'],
  ['peak_bytes', 'UINTEGER'],
  ['peak_requests', 'DOUBLE'],
  ['ttl_min', 'UTINYINT'],
  ['ttl_max', 'UTINYINT'],
  ['port_min', 'USMALLINT'],
  ['port_max', 'USMALLINT'],
  ['ports', 'UINTEGER'],
  ['seen', 'UINTEGER'],
  ['active', 'UINTEGER'],
  ['first_ref', 'UBIGINT'],
  ['evidence_0', 'UBIGINT'],
  ['evidence_1', 'UBIGINT'],
  ['evidence_2', 'UBIGINT'],
  ['evidence_3', 'UBIGINT'],
];

/** Totals that shares are taken of. */
export interface SourceTotals {
  sources: number;
  packets: number;
  requests: number;
  sockets: number;
}

/** Numbers the sources in the order in which they are written: best verdict first, then by requests, packets, sockets, address. */
export async function orderSources(store: CaseStore): Promise<SourceTotals> {
  await store.run(
    `CREATE TABLE source_rows AS SELECT row_number() OVER (ORDER BY verdict, requests DESC, packets DESC, sockets DESC, src_hi, src_lo)::UINTEGER AS n, * FROM sources`,
  );
  const [row] = await store.query<{ sources: bigint; packets: bigint; requests: bigint; sockets: bigint }>(
    'SELECT count(*)::BIGINT AS sources, coalesce(sum(packets), 0)::BIGINT AS packets, coalesce(sum(requests), 0)::BIGINT AS requests, coalesce(sum(sockets), 0)::BIGINT AS sockets FROM source_rows',
  );
  return {
    sources: Number(row.sources),
    packets: Number(row.packets),
    requests: Number(row.requests),
    sockets: Number(row.sockets),
  };
}

/** All sources in order, or the first `most`. */
export async function* readSources(
  store: CaseStore,
  attributor: Attributor,
  groups: readonly VectorGroup[],
  totals: SourceTotals,
  most: number = Infinity,
): AsyncGenerator<SourceFacts[]> {
  const last = Math.min(totals.sources, most);
  for (let from = 1; from <= last; from += CHUNK_ROWS) {
    const to = Math.min(from + CHUNK_ROWS - 1, last);
    const select = COLUMNS.map(([name, type]) => `coalesce(${name}::${type}, 0::${type})`).join(', ');
    const { rows, columns } = await store.columns(
      `SELECT ${select} FROM source_rows WHERE n BETWEEN ${from} AND ${to} ORDER BY n`,
      COLUMNS.map(([, type]) => type),
    );
    const agents = await topAgents(store, from, to);
    const of = Object.fromEntries(COLUMNS.map(([name], index) => [name, columns[index]])) as Record<
      string,
      Float64Array | BigUint64Array | Uint32Array | Uint16Array | Uint8Array
    >;
    const words = addressWords(of.src_hi as BigUint64Array, of.src_lo as BigUint64Array);
    const attributions = attributor.attributeAll(words, rows);
    const chunk: SourceFacts[] = [];
    for (let i = 0; i < rows; i++) {
      const number = (name: string): number => Number(of[name][i]);
      const masks = [of.evidence_0[i], of.evidence_1[i], of.evidence_2[i], of.evidence_3[i]] as bigint[];
      chunk.push(
        sourceFacts(
          number,
          words,
          i,
          attributions.describe(i),
          of.vectors[i] as bigint,
          of.proven_vectors[i] as bigint,
          masks,
          of.first_ref[i] as bigint,
          groups,
          totals,
          agents.get(from + i) ?? [],
        ),
      );
    }
    yield chunk;
  }
}

function sourceFacts(
  number: (name: string) => number,
  words: Uint32Array,
  i: number,
  attribution: ReturnType<Attributor['lookup']>,
  vectors: bigint,
  proven: bigint,
  masks: readonly bigint[],
  firstRef: bigint,
  groups: readonly VectorGroup[],
  totals: SourceTotals,
  userAgentsTop: string[],
): SourceFacts {
  const verdict = VERDICT_NAMES[number('verdict')];
  const packets = number('packets');
  const requests = number('requests');
  const sockets = number('sockets');
  const bases: Basis[] = [];
  if (verdict === 'proven') {
    bases.push('request_logged');
    if (number('handshakes') > 0) bases.push('handshake');
    if (number('established') > 0) bases.push('established_socket');
  } else if (verdict === 'refuted') bases.push('bogon');
  else {
    if (packets > 0) bases.push('no_return_path');
    if (sockets > 0) bases.push('half_open_socket');
  }
  const ports = [...new Set([number('port_min'), number('port_max')])].filter((port) => port > 0);
  const ttls = [...new Set([number('ttl_min'), number('ttl_max')])].filter((ttl) => ttl > 0);
  const internal = number('internal') > 0;
  const inGroup = groups.filter((_, index) => (vectors & vectorBit(index)) !== 0n);
  return {
    address: formatAddress(words, 4 * i),
    ipVersion: isIpv4(words, 4 * i) ? 4 : 6,
    verdict,
    bases,
    confidence: verdict === 'proven' || verdict === 'refuted' ? 'high' : 'low',
    role: internal
      ? 'internal_host'
      : verdict === 'proven'
        ? 'attack_source'
        : verdict === 'refuted'
          ? 'forged_source'
          : 'unproven_source',
    asn: attribution.asn,
    asName: attribution.asName,
    prefix: attribution.prefix,
    country: attribution.country,
    countryName: COUNTRIES.get(attribution.country)?.name ?? '',
    countrySecond: attribution.countrySecond,
    countryAgrees: attribution.countryAgrees,
    continent: attribution.continent,
    region: attribution.region,
    special: attribution.special,
    firstUtc: formatMicroseconds(number('first_us')),
    lastUtc: formatMicroseconds(number('last_us')),
    activeSeconds: number('active'),
    timesSeen: number('seen'),
    packets,
    bytes: number('bytes'),
    requests,
    sockets,
    peakPps: number('peak_packets'),
    peakBps: number('peak_bytes') * 8,
    peakRps: Math.round(number('peak_requests') * 100) / 100,
    handshakes: number('handshakes'),
    protocols: [...new Set(inGroup.map((group) => VECTOR_LABELS[group.vector].protocol))],
    sourcePortsCount: number('ports'),
    sourcePortsSample: ports,
    destinationPorts: [...new Set(inGroup.flatMap((group) => group.targets.map((target) => target.port)))]
      .filter((port) => port > 0)
      .sort((a, b) => a - b)
      .slice(0, 20),
    vectors: vectorNames(groups, vectors, proven, verdict),
    ttlValues: ttls,
    userAgentsTop,
    shareOfAttack:
      requests > 0
        ? share(requests, totals.requests)
        : packets > 0
          ? share(packets, totals.packets)
          : share(sockets, totals.sockets),
    isBogon: verdict === 'refuted',
    alsoBeforeAttack: number('before') > 0,
    evidenceIds: evidenceIds(masks),
    firstRef: `E${firstRef >> 32n} ${packets > 0 ? 'packet' : 'line'} ${firstRef & 0xffffffffn}`,
  };
}

// A verdict holds for a vector, not for everything an address may have sent: vectors it is not proven for say so.
function vectorNames(
  groups: readonly VectorGroup[],
  vectors: bigint,
  proven: bigint,
  verdict: Verdict,
): string[] {
  const names = new Set<string>();
  for (const [index, group] of groups.entries()) {
    const bit = vectorBit(index);
    if ((vectors & bit) === 0n) continue;
    names.add(verdict === 'proven' && (proven & bit) === 0n ? `${group.vector}(unproven)` : group.vector);
  }
  return [...names];
}

/** Ids of the evidence sources in four masks of 62 bits. */
export function evidenceIds(masks: readonly bigint[]): string[] {
  const ids: string[] = [];
  for (const [index, mask] of masks.entries()) {
    for (let bit = 0; bit < 62; bit++)
      if ((mask & (1n << BigInt(bit))) !== 0n) ids.push(`E${index * 62 + bit}`);
  }
  return ids;
}

function addressWords(hi: BigUint64Array, lo: BigUint64Array): Uint32Array {
  const high = new Uint32Array(hi.buffer, hi.byteOffset, hi.length * 2);
  const low = new Uint32Array(lo.buffer, lo.byteOffset, lo.length * 2);
  const words = new Uint32Array(hi.length * 4);
  for (let i = 0; i < hi.length; i++) {
    words[4 * i] = high[2 * i + 1];
    words[4 * i + 1] = high[2 * i];
    words[4 * i + 2] = low[2 * i + 1];
    words[4 * i + 3] = low[2 * i];
  }
  return words;
}

async function topAgents(store: CaseStore, from: number, to: number): Promise<Map<number, string[]>> {
  const rows = await store.query<{ n: number; text: string }>(`
    SELECT n, text FROM (
      SELECT s.n, t.text, row_number() OVER (PARTITION BY s.n ORDER BY sum(r.requests) DESC, t.text) AS rank
      FROM source_rows s JOIN request_minutes r ON r.client_hi = s.src_hi AND r.client_lo = s.src_lo JOIN texts t ON t.evidence = r.evidence AND t.id = r.agent_id
      WHERE s.n BETWEEN ${from} AND ${to} AND s.requests > 0 AND r.client_id = 0 AND t.text <> '' GROUP BY s.n, t.text)
    WHERE rank <= 3 ORDER BY n, rank`);
  const agents = new Map<number, string[]>();
  for (const { n, text } of rows) {
    const list = agents.get(n);
    if (list === undefined) agents.set(n, [text]);
    else list.push(text);
  }
  return agents;
}
