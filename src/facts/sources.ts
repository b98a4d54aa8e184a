// Sources as facts: rows of the case database joined with attribution, in the order of sources.csv, a chunk at a time.

import type { Attribution, Attributor } from '../aggregate/attribute.ts';
import { COUNTRIES } from '../aggregate/geo/countries.ts';
import type { CaseStore } from '../aggregate/store.ts';
import { SHARED } from '../assess/hints.ts';
import { vectorBit } from '../assess/members.ts';
import type { VectorGroup } from '../assess/waves.ts';
import { formatAddress, isIpv4 } from '../model/address.ts';
import type { SourceFacts } from '../model/facts.ts';
import { share } from '../model/share.ts';
import { formatMicroseconds } from '../model/time.ts';
import { isTcpReflection, VECTOR_LABELS } from '../model/vectors.ts';
import type { Basis, Verdict } from '../model/verdict.ts';
import { evidenceIds } from './evidence-ids.ts';
import { readBlock, type SourceColumns, type SourceTotals } from './source-rows.ts';

/** Rows asked of the database at once. */
const QUERY_ROWS = 65536;
/** Sources handed on at once: few, so that they are gone before the garbage collector copies them. */
const CHUNK_ROWS = 1024;
/**
 * Sources that a table lists at most: a spreadsheet opens 1,048,576 rows, the heading among them (Microsoft, "Excel specifications and
 * limits"). They are sorted, so that proven ones come first and what is left out has the fewest records.
 */
export const MOST_LISTED_SOURCES = 1_048_575;
const VERDICT_NAMES: readonly Verdict[] = ['proven', 'likely', 'reflector', 'unproven', 'refuted'];

/** All sources in order, or the first `most`. */
export async function* readSources(
  store: CaseStore,
  attributor: Attributor,
  groups: readonly VectorGroup[],
  totals: SourceTotals,
  most: number = Infinity,
): AsyncGenerator<SourceFacts[]> {
  const last = Math.min(totals.sources, most);
  const labels = new Labels(groups);
  for (let from = 1; from <= last; from += QUERY_ROWS) {
    const count = Math.min(QUERY_ROWS, last - from + 1);
    const { columns, agents, beyondMasks } = await readBlock(store, totals, from, count);
    const words = addressWords(columns.src_hi, columns.src_lo);
    let attributions = totals.attributions.get(from);
    if (attributions?.count !== count) {
      attributions = attributor.attributeAll(words, count);
      if (from <= MOST_LISTED_SOURCES) totals.attributions.set(from, attributions);
    }
    for (let start = 0; start < count; start += CHUNK_ROWS) {
      const chunk: SourceFacts[] = [];
      for (let i = start; i < Math.min(start + CHUNK_ROWS, count); i++) {
        const attribution = attributions.describe(i);
        const beyond = beyondMasks.get(from + i);
        chunk.push(
          sourceFacts(columns, words, i, attribution, labels, totals, agents.get(from + i) ?? [], beyond),
        );
      }
      yield chunk;
    }
  }
}

function sourceFacts(
  of: SourceColumns,
  words: Uint32Array,
  i: number,
  attribution: Attribution,
  labels: Labels,
  totals: SourceTotals,
  userAgentsTop: string[],
  beyondMasks: readonly string[] | undefined,
): SourceFacts {
  const verdict = VERDICT_NAMES[of.verdict[i]];
  const packets = of.packets[i];
  const requests = of.requests[i];
  const sockets = of.sockets[i];
  const bases: Basis[] = [];
  const label = labels.of(of.vectors[i], of.proven_vectors[i], verdict);
  if (verdict === 'proven') {
    if (of.logged[i] > 0) bases.push('request_logged');
    if (of.handshakes[i] > 0) bases.push('handshake');
    if (of.established[i] > 0) bases.push('established_socket');
    if (bases.length === 0) bases.push('two_way');
  } else if (verdict === 'refuted') bases.push(of.denied[i] > 0 ? 'denied' : 'bogon');
  else if (verdict === 'likely') bases.push('one_way');
  else if (verdict === 'reflector') bases.push(...label.reflected);
  else {
    if (packets > 0) bases.push('no_return_path');
    if (sockets > 0) bases.push('half_open_socket');
  }
  const internal = of.internal[i] > 0;
  return {
    address: formatAddress(words, 4 * i),
    ipVersion: isIpv4(words, 4 * i) ? 4 : 6,
    verdict,
    bases,
    confidence: confidenceOf(verdict, bases),
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
    firstUtc: formatMicroseconds(of.first_us[i]),
    lastUtc: formatMicroseconds(of.last_us[i]),
    activeSeconds: of.active[i],
    timesSeen: of.seen[i],
    packets,
    bytesReceived: of.bytes_received[i],
    bytesSent: of.bytes_sent[i],
    requests,
    sockets,
    peakPps: of.peak_packets[i],
    peakBps: of.peak_bytes[i] * 8,
    peakRps: of.peak_requests[i],
    handshakes: of.handshakes[i],
    protocols: label.protocols,
    sourcePortsCount: of.ports[i],
    sourcePortsSample: distinctPair(of.port_min[i], of.port_max[i]),
    destinationPorts: label.destinationPorts,
    vectors: label.vectors,
    ttlValues: distinctPair(of.ttl_min[i], of.ttl_max[i]),
    userAgentsTop,
    shareOfAttack:
      requests > 0
        ? share(requests, totals.requests)
        : packets > 0
          ? share(packets, totals.packets)
          : share(sockets, totals.sockets),
    isBogon: verdict === 'refuted' && of.denied[i] === 0,
    isSharedHint: of.shared[i] === SHARED.unknown ? undefined : of.shared[i] !== SHARED.no,
    torVpnList: of.list[i] === 0 ? '' : (totals.listNames[of.list[i] - 1] ?? `list ${of.list[i]}`),
    alsoBeforeAttack: of.before[i] > 0,
    evidenceIds: labels.evidence(
      [of.evidence_0[i], of.evidence_1[i], of.evidence_2[i], of.evidence_3[i]],
      beyondMasks,
    ),
    firstRef: `E${Math.floor(of.first_ref[i] / 2 ** 32)} ${packets > 0 ? 'packet' : 'line'} ${of.first_ref[i] % 2 ** 32}`,
  };
}

/** What all sources of the same vectors and verdict share. The lists are shared too: nobody may change them. */
interface Label {
  protocols: string[];
  destinationPorts: number[];
  vectors: string[];
  /** How a reflector is known. */
  reflected: Basis[];
}

// That the address was used, or for a refuted one that it was not; of a reflector, that it answered.
function confidenceOf(verdict: Verdict, bases: readonly Basis[]): SourceFacts['confidence'] {
  if (verdict === 'proven' || verdict === 'refuted' || bases.includes('response_payload')) return 'high';
  return bases.includes('tcp_reflect') ? 'moderate' : 'low';
}

// Sources come in few kinds; each kind is described once.
class Labels {
  readonly #groups: readonly VectorGroup[];
  readonly #known: Map<string, Label> = new Map();
  readonly #evidence: Map<string, string[]> = new Map();

  constructor(groups: readonly VectorGroup[]) {
    this.#groups = groups;
  }

  of(vectors: bigint, proven: bigint, verdict: Verdict): Label {
    const key = `${vectors}/${proven}/${verdict}`;
    let label = this.#known.get(key);
    if (label === undefined) {
      const inGroup = this.#groups.filter((_, index) => (vectors & vectorBit(index)) !== 0n);
      label = {
        protocols: [...new Set(inGroup.map((group) => VECTOR_LABELS[group.vector].protocol))],
        destinationPorts: [...new Set(inGroup.flatMap((group) => group.targets.map((target) => target.port)))]
          .filter((port) => port > 0)
          .sort((a, b) => a - b)
          .slice(0, 20),
        vectors: vectorNames(this.#groups, vectors, proven, verdict),
        reflected: reflectedBases(inGroup.map(({ vector }) => vector)),
      };
      this.#known.set(key, label);
    }
    return label;
  }

  evidence(masks: readonly bigint[], beyond: readonly string[] | undefined): string[] {
    if (beyond !== undefined) return evidenceIds(masks, beyond);
    const key = masks.join('/');
    let ids = this.#evidence.get(key);
    if (ids === undefined) {
      // The combinations of many files are too many to keep.
      if (this.#evidence.size >= 10_000) this.#evidence.clear();
      ids = evidenceIds(masks);
      this.#evidence.set(key, ids);
    }
    return ids;
  }
}

function reflectedBases(vectors: readonly string[]): Basis[] {
  const bases = vectors
    .filter((name) => name.endsWith('_amplification') || isTcpReflection(name))
    .map((name): Basis => (isTcpReflection(name) ? 'tcp_reflect' : 'response_payload'));
  return bases.length === 0 ? ['response_payload'] : [...new Set(bases)].sort();
}

function distinctPair(least: number, most: number): number[] {
  const values = least === most ? [least] : [least, most];
  return values.filter((value) => value > 0);
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
