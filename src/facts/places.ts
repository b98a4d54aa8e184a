// Sources by network and country: proven ones, and apart from them those that may be forged. Of others (reflectors, forged ones) no country is told.

import { COUNTRIES } from '../aggregate/geo/countries.ts';
import type { CountryFacts, NetworkFacts, SourceFacts } from '../model/facts.ts';
import { share } from '../model/share.ts';

/** Most networks that facts carry. */
const MOST_NETWORKS = 40;

/** Adds up sources as they are read. */
export class Places {
  readonly #networks: Map<number, NetworkFacts> = new Map();
  readonly #countries: Map<string, CountryFacts> = new Map();
  proven = 0;
  compared = 0;
  differing = 0;

  /** Counts one source. Special-purpose addresses belong to no network or country. */
  add(source: SourceFacts): void {
    const isProven = source.verdict === 'proven';
    if (isProven) {
      this.proven++;
      if (source.countryAgrees !== undefined) this.compared++;
      if (source.countryAgrees === false) this.differing++;
    }
    if (source.special !== '') return;
    this.#addNetwork(source, isProven);
    this.#addCountry(source, isProven);
  }

  /** By proven sources, then by all, then by number. */
  networks(): NetworkFacts[] {
    const all = [...this.#networks.values()];
    for (const network of all) network.share = share(network.sourcesProven, this.proven);
    all.sort(
      (a, b) =>
        b.sourcesProven - a.sourcesProven || b.sources - a.sources || b.packets - a.packets || a.asn - b.asn,
    );
    return all;
  }

  /** The networks that facts carry. */
  topNetworks(): NetworkFacts[] {
    return this.networks().slice(0, MOST_NETWORKS);
  }

  countries(): CountryFacts[] {
    const all = [...this.#countries.values()];
    for (const country of all) country.share = share(country.sourcesProven, this.proven);
    all.sort(
      (a, b) =>
        b.sourcesProven - a.sourcesProven ||
        b.sourcesUnproven - a.sourcesUnproven ||
        (a.country < b.country ? -1 : 1),
    );
    return all;
  }

  #addNetwork(source: SourceFacts, isProven: boolean): void {
    let network = this.#networks.get(source.asn);
    if (network === undefined) {
      network = {
        asn: source.asn,
        asName: source.asName,
        registeredCountry: source.country,
        sources: 0,
        sourcesProven: 0,
        sourcesReflector: 0,
        sourcesUnproven: 0,
        packets: 0,
        bytesReceived: 0,
        bytesSent: 0,
        requests: 0,
        firstUtc: source.firstUtc,
        lastUtc: source.lastUtc,
        share: 0,
      };
      this.#networks.set(source.asn, network);
    }
    network.sources++;
    if (isProven) network.sourcesProven++;
    else if (source.verdict === 'reflector') network.sourcesReflector++;
    else if (source.verdict === 'unproven') network.sourcesUnproven++;
    network.packets += source.packets;
    network.bytesReceived += source.bytesReceived;
    network.bytesSent += source.bytesSent;
    network.requests += source.requests;
    if (source.firstUtc < network.firstUtc) network.firstUtc = source.firstUtc;
    if (source.lastUtc > network.lastUtc) network.lastUtc = source.lastUtc;
    // An AS reaches over countries; the one with no claim to more than the other is left open.
    if (network.registeredCountry !== source.country) network.registeredCountry = '';
  }

  #addCountry(source: SourceFacts, isProven: boolean): void {
    let country = this.#countries.get(source.country);
    if (country === undefined) {
      const known = COUNTRIES.get(source.country);
      country = {
        country: source.country,
        countryName: known?.name ?? '',
        countryNumeric: known?.numeric ?? '',
        continent: source.continent,
        region: source.region,
        sourcesProven: 0,
        sourcesUnproven: 0,
        packets: 0,
        bytesReceived: 0,
        bytesSent: 0,
        requests: 0,
        share: 0,
      };
      this.#countries.set(source.country, country);
    }
    if (isProven) country.sourcesProven++;
    else if (source.verdict === 'unproven') country.sourcesUnproven++;
    country.packets += source.packets;
    country.bytesReceived += source.bytesReceived;
    country.bytesSent += source.bytesSent;
    country.requests += source.requests;
  }
}
