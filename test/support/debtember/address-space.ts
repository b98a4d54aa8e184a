// Addresses for people, bots and forgeries: the routed IPv4 space of the bundled databases, by country and network.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type CountryResponse, Reader } from 'maxmind';
import type { Random } from './random.ts';

const require = createRequire(import.meta.url);

interface Range {
  first: number;
  last: number;
  asn: number;
}

/** Networks of one country, the largest first. */
interface CountrySpace {
  networks: Network[];
}

interface Network {
  asn: number;
  name: string;
  size: number;
  ranges: Range[];
}

// Networks that nobody should find in an exercise, and for people also those where no people sit.
const NEVER =
  /defen[cs]e|\bdod\b|milit|army|navy|govern|minist|police|bank|hospital|universi|educat|academ|aconet|research|forschung|institut|\bjisc\b|\bsurf\b|\bswitch\b|renater|nuclear|parliament/i;
const NO_PEOPLE =
  /amazon|google|microsoft|cloud|host|akamai|fastly|data ?cent|server|ovh|hetzner|ionos|apple|cogent|level 3|mercedes|\bford\b|suisse group/i;

// RFC 6890 and multicast, as first address and prefix length: what cannot be a source on the public Internet.
const BOGONS: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
];

/** An IPv4 address as a number. */
export function ipv4Number(text: string): number {
  return text.split('.').reduce((value, part) => value * 256 + Number(part), 0);
}

/** Dotted quad of a number. */
export function ipv4Text(value: number): string {
  return `${value >>> 24}.${(value >>> 16) & 255}.${(value >>> 8) & 255}.${value & 255}`;
}

const BOGON_BLOCKS = BOGONS.map(([first, bits]) => [ipv4Number(first), 2 ** (32 - bits)] as const);

/** True when the address cannot be a source on the public Internet. */
export function isBogon(address: number): boolean {
  return BOGON_BLOCKS.some(([first, size]) => address >= first && address < first + size);
}

/** True when Linux drops packets from it unread (martians): they leave no half-open socket. */
export function isMartian(address: number): boolean {
  const first = Math.floor(address / 2 ** 24);
  return first === 0 || first === 127 || first >= 224;
}

/** Draws addresses, each at most once over the life of this object. */
export class AddressSpace {
  readonly #countries = new Map<string, CountrySpace>();
  readonly #reader: Reader<CountryResponse>;
  readonly #choices = new Map<string, (readonly [Network, number])[]>();
  readonly #taken = new Set<number>();

  constructor() {
    const country = require.resolve(
      '@ip-location-db/geo-whois-asn-country-mmdb/geo-whois-asn-country-ipv4.mmdb',
    );
    this.#reader = new Reader<CountryResponse>(readFileSync(country));
    this.#readNetworks(readFileSync(require.resolve('@ip-location-db/asn/asn-ipv4-num.csv'), 'utf8'));
  }

  /** A line: 16777216,16777471,13335,"Cloudflare, Inc." */
  #readNetworks(csv: string): void {
    const networks = new Map<string, Network>();
    for (const line of csv.split('\n')) {
      const [first, last, asn] = line.split(',', 3);
      if (asn === undefined || NEVER.test(line)) continue;
      const range = { first: Number(first), last: Number(last), asn: Number(asn) };
      if (range.last - range.first < 255 || isBogon(range.first)) continue;
      const country = this.country(range.first);
      const key = `${country} ${asn}`;
      let network = networks.get(key);
      if (network === undefined) {
        network = {
          asn: range.asn,
          name: line.slice(line.indexOf(asn) + asn.length + 1),
          size: 0,
          ranges: [],
        };
        networks.set(key, network);
        const space: CountrySpace = this.#countries.get(country) ?? { networks: [] };
        this.#countries.set(country, space);
        space.networks.push(network);
      }
      network.ranges.push(range);
      network.size += range.last - range.first + 1;
    }
    for (const space of this.#countries.values())
      space.networks.sort((a, b) => b.size - a.size || a.asn - b.asn);
  }

  /** Country of registration, '' when the database knows none. */
  country(address: number): string {
    return (this.#reader.get(ipv4Text(address)) as { country_code?: string } | null)?.country_code ?? '';
  }

  /** True when the address was handed out before. */
  isTaken(address: number): boolean {
    return this.#taken.has(address);
  }

  /** An unused address in one of the country's larger networks. */
  draw(random: Random, country: string, kind: 'people' | 'any'): number {
    const space = this.#countries.get(country);
    if (space === undefined) throw new Error(`no networks of ${country} in the databases`);
    const networks = this.#choice(country, space, kind);
    for (;;) {
      const network = random.weighted(networks);
      const range = random.pick(network.ranges);
      const address = random.whole(range.first, range.last);
      if (this.country(address) === country && this.#take(address)) return address;
    }
  }

  // The networks to draw from, with their weights; kept, because there are thousands of draws.
  #choice(country: string, space: CountrySpace, kind: 'people' | 'any'): (readonly [Network, number])[] {
    const key = `${country} ${kind}`;
    const known = this.#choices.get(key);
    if (known !== undefined) return known;
    const fitting = space.networks.filter(({ name }) => kind === 'any' || !NO_PEOPLE.test(name));
    const choice = fitting
      .slice(0, kind === 'any' ? 9 : 5)
      .map((each) => [each, Math.sqrt(each.size)] as const);
    this.#choices.set(key, choice);
    return choice;
  }

  /** An unused neighbour in the same /24. */
  drawNear(random: Random, address: number): number {
    for (;;) {
      const neighbour = address - (address % 256) + random.whole(1, 254);
      if (this.#take(neighbour)) return neighbour;
    }
  }

  /** An unused address out of all 2^32, as tools that forge sources draw them: reserved and unrouted blocks included. */
  drawForged(random: Random): number {
    for (;;) {
      const address = random.word();
      if (!this.#taken.has(address)) {
        this.#taken.add(address);
        return address;
      }
    }
  }

  #take(address: number): boolean {
    const host = address % 256;
    if (host === 0 || host === 255 || isBogon(address) || this.#taken.has(address)) return false;
    this.#taken.add(address);
    return true;
  }
}
