// The IANA special-purpose address registries (RFC 6890 as updated by RFC 8190) and the multicast blocks: never geolocated.
import { isIpv4, type Prefix, parsePrefix, prefixContains } from '../../model/address.ts';

/** One block of the registries. */
export interface SpecialPurposeBlock {
  /** "10.0.0.0/8". */
  prefix: string;
  /** The registry's name for it. */
  name: string;
  rfc: string;
  /** The registry's "Globally Reachable"; undefined where it says N/A (6to4, Teredo and what has been withdrawn). */
  globallyReachable: boolean | undefined;
}

// IANA iana-ipv4-special-registry and iana-ipv6-special-registry, then multicast (RFC 5771, RFC 4291 section 2.7).
const REGISTRY: readonly (readonly [
  prefix: string,
  name: string,
  rfc: string,
  reachable: boolean | undefined,
])[] = [
  ['0.0.0.0/8', '"This network"', 'RFC 791', false],
  ['0.0.0.0/32', '"This host on this network"', 'RFC 1122', false],
  ['10.0.0.0/8', 'Private-Use', 'RFC 1918', false],
  ['100.64.0.0/10', 'Shared Address Space', 'RFC 6598', false],
  ['127.0.0.0/8', 'Loopback', 'RFC 1122', false],
  ['169.254.0.0/16', 'Link Local', 'RFC 3927', false],
  ['172.16.0.0/12', 'Private-Use', 'RFC 1918', false],
  ['192.0.0.0/24', 'IETF Protocol Assignments', 'RFC 6890', false],
  ['192.0.0.0/29', 'IPv4 Service Continuity Prefix', 'RFC 7335', false],
  ['192.0.0.8/32', 'IPv4 dummy address', 'RFC 7600', false],
  ['192.0.0.9/32', 'Port Control Protocol Anycast', 'RFC 7723', true],
  ['192.0.0.10/32', 'Traversal Using Relays around NAT Anycast', 'RFC 8155', true],
  ['192.0.0.170/32', 'NAT64/DNS64 Discovery', 'RFC 7050', false],
  ['192.0.0.171/32', 'NAT64/DNS64 Discovery', 'RFC 7050', false],
  ['192.0.2.0/24', 'Documentation (TEST-NET-1)', 'RFC 5737', false],
  ['192.31.196.0/24', 'AS112-v4', 'RFC 7535', true],
  ['192.52.193.0/24', 'AMT', 'RFC 7450', true],
  ['192.88.99.0/24', 'Deprecated (6to4 Relay Anycast)', 'RFC 7526', undefined],
  ['192.88.99.2/32', '6a44-relay anycast address', 'RFC 6751', false],
  ['192.168.0.0/16', 'Private-Use', 'RFC 1918', false],
  ['192.175.48.0/24', 'Direct Delegation AS112 Service', 'RFC 7534', true],
  ['198.18.0.0/15', 'Benchmarking', 'RFC 2544', false],
  ['198.51.100.0/24', 'Documentation (TEST-NET-2)', 'RFC 5737', false],
  ['203.0.113.0/24', 'Documentation (TEST-NET-3)', 'RFC 5737', false],
  ['224.0.0.0/4', 'Multicast', 'RFC 5771', false],
  ['240.0.0.0/4', 'Reserved', 'RFC 1112', false],
  ['255.255.255.255/32', 'Limited Broadcast', 'RFC 919', false],
  ['::/128', 'Unspecified Address', 'RFC 4291', false],
  ['::1/128', 'Loopback Address', 'RFC 4291', false],
  ['64:ff9b::/96', 'IPv4-IPv6 Translation', 'RFC 6052', true],
  ['64:ff9b:1::/48', 'IPv4-IPv6 Translation', 'RFC 8215', false],
  ['100::/64', 'Discard-Only Address Block', 'RFC 6666', false],
  ['100:0:0:1::/64', 'Dummy IPv6 Prefix', 'RFC 9780', false],
  ['2001::/23', 'IETF Protocol Assignments', 'RFC 2928', false],
  ['2001::/32', 'TEREDO', 'RFC 4380', undefined],
  ['2001:1::1/128', 'Port Control Protocol Anycast', 'RFC 7723', true],
  ['2001:1::2/128', 'Traversal Using Relays around NAT Anycast', 'RFC 8155', true],
  ['2001:1::3/128', 'DNS-SD Service Registration Protocol Anycast', 'RFC 9665', true],
  ['2001:2::/48', 'Benchmarking', 'RFC 5180', false],
  ['2001:3::/32', 'AMT', 'RFC 7450', true],
  ['2001:4:112::/48', 'AS112-v6', 'RFC 7535', true],
  ['2001:10::/28', 'Deprecated (previously ORCHID)', 'RFC 4843', undefined],
  ['2001:20::/28', 'ORCHIDv2', 'RFC 7343', true],
  ['2001:30::/28', 'Drone Remote ID Protocol Entity Tags (DETs) Prefix', 'RFC 9374', true],
  ['2001:db8::/32', 'Documentation', 'RFC 3849', false],
  ['2002::/16', '6to4', 'RFC 3056', undefined],
  ['2620:4f:8000::/48', 'Direct Delegation AS112 Service', 'RFC 7534', true],
  ['3fff::/20', 'Documentation', 'RFC 9637', false],
  ['5f00::/16', 'Segment Routing (SRv6) SIDs', 'RFC 9602', false],
  ['fc00::/7', 'Unique-Local', 'RFC 4193', false],
  ['fe80::/10', 'Link-Local Unicast', 'RFC 4291', false],
  ['ff00::/8', 'Multicast', 'RFC 4291', false],
];

/**
 * Every block; an index into this list stands for its block in columns. ::ffff:0:0/96 (IPv4-mapped) is not among them:
 * it is how this program holds IPv4 addresses.
 */
export const SPECIAL_PURPOSE: readonly SpecialPurposeBlock[] = REGISTRY.map(
  ([prefix, name, rfc, globallyReachable]) => ({ prefix, name, rfc, globallyReachable }),
);

const PREFIXES: readonly Prefix[] = SPECIAL_PURPOSE.map((block) => parsePrefix(block.prefix)!);
// The blocks that touch each value of an address's first byte, narrowest first, so that the first hit is the most specific.
const IPV4_BY_FIRST_BYTE = indexByFirstByte(true);
const IPV6_BY_FIRST_BYTE = indexByFirstByte(false);

function indexByFirstByte(ipv4: boolean): readonly (readonly number[])[] {
  const narrowestFirst = [...PREFIXES.keys()]
    .filter((index) => isIpv4(PREFIXES[index].words, 0) === ipv4)
    .sort((a, b) => PREFIXES[b].bits - PREFIXES[a].bits || a - b);
  return Array.from({ length: 256 }, (_, byte) => narrowestFirst.filter((index) => touches(index, byte)));
}

function touches(index: number, byte: number): boolean {
  const { words, bits } = PREFIXES[index];
  const ipv4 = isIpv4(words, 0);
  const first = words[ipv4 ? 3 : 0] >>> 24;
  const size = 2 ** Math.max(0, 8 - (ipv4 ? bits - 96 : bits));
  return byte >= first && byte < first + size;
}

/** Index into SPECIAL_PURPOSE of the most specific block around the address at words[at..at+3], or -1. */
export function findSpecialPurpose(words: Uint32Array, at: number): number {
  const candidates = isIpv4(words, at)
    ? IPV4_BY_FIRST_BYTE[words[at + 3] >>> 24]
    : IPV6_BY_FIRST_BYTE[words[at] >>> 24];
  for (let i = 0; i < candidates.length; i++) {
    if (prefixContains(PREFIXES[candidates[i]], words, at)) return candidates[i];
  }
  return -1;
}
