// The machines of a case that may be compared: its proven sources and its reflectors, as sorted addresses, networks and ASNs.

import type { Attributor } from '../aggregate/attribute.ts';
import type { CaseReader } from '../aggregate/store.ts';
import { VERDICT_NUMBER } from '../assess/members.ts';
import { wordsOf } from '../explain/key.ts';
import { isIpv4, maskWords } from '../model/address.ts';
import { distinctRows } from './overlap.ts';

/** A kind of machine: bots and the like that are proven, or open services that were used as reflectors. */
export type Kind = 'proven' | 'reflector';

const NETWORK_BITS_IPV4 = 96 + 24;
const NETWORK_BITS_IPV6 = 48;

/** Sets of one kind, sorted, without repetition. */
export interface Machines {
  /** 4 words an address. */
  addresses: Uint32Array;
  /** /24 of IPv4 and /48 of IPv6, 4 words each. */
  networks: Uint32Array;
  /** Known ASNs. */
  asns: Uint32Array;
  /** IPv4 addresses that an AS announces, 4 words each: those that chance can be reckoned for. */
  routed: Uint32Array;
  /** ASNs of `routed`. */
  routedAsns: Uint32Array;
}

/** The machines of one kind, internal hosts left out: their addresses mean something else in every network. */
export async function machinesOf(store: CaseReader, attributor: Attributor, kind: Kind): Promise<Machines> {
  const { rows, columns } = await store.columns(
    `SELECT src_hi, src_lo FROM sources WHERE verdict = ${VERDICT_NUMBER[kind]} AND NOT internal ORDER BY src_hi, src_lo`,
    ['UBIGINT', 'UBIGINT'],
  );
  const addresses = wordsOf(columns[0] as BigUint64Array, columns[1] as BigUint64Array);
  const { asn } = attributor.attributeAll(addresses, rows);
  const networks = addresses.slice();
  const routed = new Uint32Array(addresses.length);
  const routedAsns = new Set<number>();
  let length = 0;
  for (let i = 0; i < rows; i++) {
    const ipv4 = isIpv4(addresses, 4 * i);
    maskWords(networks, 4 * i, ipv4 ? NETWORK_BITS_IPV4 : NETWORK_BITS_IPV6);
    if (!ipv4 || asn[i] === 0) continue;
    for (let w = 0; w < 4; w++) routed[length++] = addresses[4 * i + w];
    routedAsns.add(asn[i]);
  }
  return {
    addresses,
    networks: distinctRows(networks, 4),
    asns: distinctRows(asn.filter((each) => each !== 0).sort(), 1),
    routed: routed.slice(0, length),
    routedAsns: Uint32Array.from(routedAsns),
  };
}
