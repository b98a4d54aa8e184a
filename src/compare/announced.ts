// How many IPv4 addresses each AS announces, counted over the whole ASN database: the population that chance draws from.

import type { AsnSource } from '../aggregate/geo/asn-table.ts';
import { V4_MAPPED } from '../model/address.ts';

const LAST_IPV4 = 0xffffffff;

/** IPv4 addresses by ASN; 0.4 s for the bundled database. */
export function announcedIpv4(source: AsnSource): Map<number, number> {
  const addresses = new Map<number, number>();
  const words = new Uint32Array([0, 0, V4_MAPPED, 0]);
  for (;;) {
    source.seek(words, 0);
    const { first, last, value } = source.block;
    if (value !== 0) addresses.set(value, (addresses.get(value) ?? 0) + last[3] - first[3] + 1);
    if (last[3] === LAST_IPV4) return addresses;
    words[3] = last[3] + 1;
  }
}

/** Sum over distinct ASNs. */
export function announcedBy(addresses: ReadonlyMap<number, number>, asns: Iterable<number>): number {
  let sum = 0;
  for (const asn of new Set(asns)) sum += addresses.get(asn) ?? 0;
  return sum;
}
