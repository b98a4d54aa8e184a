// Proven sources by network, added up while the sources are read: what a network can be asked for.

import type { SourceFacts } from '../model/facts.ts';
import type { LeadIdentifier } from '../model/lead.ts';
import { parseTime } from '../model/time.ts';

/** Most identifiers that a lead carries. */
export const MOST_IDENTIFIERS = 5;
const MOST_PORTS = 5;

/** What the proven sources of one network have in common. */
export interface ProvenNetwork {
  asn: number;
  asName: string;
  country: string;
  sources: number;
  fromUtc: string;
  toUtc: string;
  /** Names of the vectors they are proven for. */
  vectors: Set<string>;
  /** The most active ones. */
  identifiers: LeadIdentifier[];
}

/** Adds up sources as they are read, most active first. */
export class ProvenNetworks {
  readonly #networks: Map<number, ProvenNetwork> = new Map();

  /** Takes a proven source that a network announces; leaves all others. */
  add(source: SourceFacts): void {
    const { verdict, role, special, asn, asName, country, firstUtc, lastUtc } = source;
    if (verdict !== 'proven' || role === 'internal_host' || special !== '' || asn === 0) return;
    let network = this.#networks.get(asn);
    if (network === undefined) {
      network = {
        asn,
        asName,
        country,
        sources: 0,
        fromUtc: firstUtc,
        toUtc: lastUtc,
        vectors: new Set(),
        identifiers: [],
      };
      this.#networks.set(asn, network);
    }
    network.sources++;
    if (before(firstUtc, network.fromUtc)) network.fromUtc = firstUtc;
    if (before(network.toUtc, lastUtc)) network.toUtc = lastUtc;
    for (const vector of source.vectors) if (!vector.endsWith('(unproven)')) network.vectors.add(vector);
    if (network.identifiers.length < MOST_IDENTIFIERS)
      network.identifiers.push({
        type: 'ip_address',
        value: source.address,
        sourcePorts: source.sourcePortsSample.slice(0, MOST_PORTS),
        fromUtc: firstUtc,
        toUtc: lastUtc,
      });
  }

  /** Most proven sources first, then by number. */
  top(most: number): ProvenNetwork[] {
    return [...this.#networks.values()].sort((a, b) => b.sources - a.sources || a.asn - b.asn).slice(0, most);
  }
}

function before(a: string, b: string): boolean {
  return (parseTime(a) ?? Number.POSITIVE_INFINITY) < (parseTime(b) ?? Number.NEGATIVE_INFINITY);
}
