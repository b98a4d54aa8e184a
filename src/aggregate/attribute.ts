// Attribution of addresses: prefix, ASN, AS name, country and UN region, from dated databases on this machine. No network.
import { formatPrefix, isIpv4, maskWords } from '../model/address.ts';
import { type AsnSource, describeAsnTable, openAsnTable } from './geo/asn-table.ts';
import { type BlockSource, blockContains, prefixBitsInside } from './geo/block.ts';
import { COUNTRIES, unpackCountry } from './geo/countries.ts';
import type { Database } from './geo/database.ts';
import { describeSecondOpinion, openSecondOpinion } from './geo/geoip-lite.ts';
import { asnSource, bundledCountryPath, countrySource, describeMmdb, openMmdb } from './geo/maxmind.ts';
import { findSpecialPurpose, SPECIAL_PURPOSE } from './geo/special-purpose.ts';

/** What the databases say about one address. A special-purpose address has no prefix, ASN or country. */
export interface Attribution {
  /** Block of the ASN database; where that is no single prefix, the one of its fewest prefixes that holds the address. '' unknown. */
  prefix: string;
  /** 0 unknown. */
  asn: number;
  asName: string;
  /** ISO 3166-1 alpha-2, '' unknown. */
  country: string;
  /** The same from geoip-lite. */
  countrySecond: string;
  /** undefined when either database does not know. */
  countryAgrees: boolean | undefined;
  /** "North America"; '' unknown. */
  continent: string;
  /** UN M49 sub-region, "Western Europe"; '' unknown. */
  region: string;
  /** '' or name and RFC of the special-purpose block, "Private-Use (RFC 1918)". */
  special: string;
  /** False where IANA's registry says that no packet of the Internet can rightly come from there. */
  globallyReachable: boolean;
}

/** Attributions as columns: row i is the address at words[4 * i..]. 26 bytes a row. */
export interface Attributions {
  count: number;
  /** 4 words a row; all zero with `prefixBits` 0. */
  prefixWords: Uint32Array;
  /** Length in the 128-bit form (192.0.2.0/24 has 120); 0 unknown. */
  prefixBits: Uint8Array;
  /** 0 unknown; names by `Attributor.asName`. */
  asn: Uint32Array;
  /** Two ASCII letters, the first in the high byte (`unpackCountry`); 0 unknown. */
  country: Uint16Array;
  countrySecond: Uint16Array;
  /** Index into SPECIAL_PURPOSE plus 1; 0 for ordinary addresses. */
  special: Uint8Array;
  /** Row i in words. */
  describe(i: number): Attribution;
}

/** Opened databases. */
export interface Attributor {
  /** Attributes `count` addresses, 4 words each, in any order; fastest when many come in one call. */
  attributeAll(words: Uint32Array, count: number): Attributions;
  /** Attributes the one address at words[at..at+3]. */
  lookup(words: Uint32Array, at: number): Attribution;
  /** Name of an ASN that has come up in an attribution; '' for others. */
  asName(asn: number): string;
  /** What is in use, country first. Hashes the files: some 50 ms. */
  databases(): Promise<Database[]>;
}

/** Files that replace the bundled databases. */
export interface AttributorOptions {
  /** .mmdb in the manner of GeoLite2-ASN, GeoIP2-ISP, DB-IP or IPinfo. */
  asnDb?: string | undefined;
  /** .mmdb in the manner of GeoLite2-Country or -City, DB-IP or IPinfo. */
  countryDb?: string | undefined;
}

/** Opens the databases; throws InputError when a given file is none. Bundled ASN and second-opinion tables load when first needed. */
export async function openAttributor(options: AttributorOptions): Promise<Attributor> {
  const countryPath = options.countryDb ?? bundledCountryPath();
  const [countryFile, asnFile] = await Promise.all([
    openMmdb(countryPath, '--country-db'),
    options.asnDb === undefined ? undefined : openMmdb(options.asnDb, '--asn-db'),
  ]);
  const country = countrySource(countryFile, '--country-db');
  const asn = asnFile === undefined ? openAsnTable() : asnSource(asnFile, '--asn-db');
  const second = openSecondOpinion();
  const attributeAll = (words: Uint32Array, count: number): Attributions => {
    const rows = createColumns(count, asn);
    fillColumns(rows, words, count, asn, country, second);
    return rows;
  };
  return {
    attributeAll,
    lookup: (words, at) => attributeAll(words.subarray(at, at + 4), 1).describe(0),
    asName: (number) => asn.nameOf(number),
    async databases(): Promise<Database[]> {
      const described = await Promise.all([
        describeMmdb(countryFile, 'country'),
        asnFile === undefined ? describeAsnTable() : describeMmdb(asnFile, 'asn'),
        describeSecondOpinion(),
      ]);
      return described.flat();
    },
  };
}

function createColumns(count: number, asn: AsnSource): Attributions {
  const rows: Attributions = {
    count,
    prefixWords: new Uint32Array(4 * count),
    prefixBits: new Uint8Array(count),
    asn: new Uint32Array(count),
    country: new Uint16Array(count),
    countrySecond: new Uint16Array(count),
    special: new Uint8Array(count),
    describe: (i) => describeRow(rows, i, asn),
  };
  return rows;
}

function fillColumns(
  rows: Attributions,
  words: Uint32Array,
  count: number,
  asn: AsnSource,
  country: BlockSource,
  second: BlockSource,
): void {
  // In address order neighbours share a database's block, and it is sought once: 1 M random addresses take 1.3 s so, 4.2 s in random order (attribute.bench).
  const order = orderByAddress(words, count);
  for (let k = 0; k < count; k++) {
    const i = order[k];
    const at = 4 * i;
    const special = findSpecialPurpose(words, at);
    if (special >= 0) {
      rows.special[i] = special + 1;
      continue;
    }
    if (!blockContains(asn.block, words, at)) asn.seek(words, at);
    if (!blockContains(country.block, words, at)) country.seek(words, at);
    if (!blockContains(second.block, words, at)) second.seek(words, at);
    rows.country[i] = country.block.value;
    rows.countrySecond[i] = second.block.value;
    if (asn.block.value === 0) continue;
    rows.asn[i] = asn.block.value;
    const bits = prefixBitsInside(asn.block, words, at);
    rows.prefixBits[i] = bits;
    for (let w = 0; w < 4; w++) rows.prefixWords[at + w] = words[at + w];
    maskWords(rows.prefixWords, at, bits);
  }
}

const DIGITS = 1 << 16;

/** Row numbers in address order, IPv6 by its first 64 bits: a stable radix sort by 16-bit digits, IPv4 digits first. */
function orderByAddress(words: Uint32Array, count: number): Uint32Array {
  let order = new Uint32Array(count);
  let ipv6 = false;
  for (let i = 0; i < count; i++) {
    order[i] = i;
    ipv6 ||= !isIpv4(words, 4 * i);
  }
  if (count < 2) return order;
  let next = new Uint32Array(count);
  const starts = new Uint32Array(DIGITS + 1);
  for (const [word, shift] of ipv6 ? IPV4_AND_IPV6_DIGITS : IPV4_DIGITS) {
    starts.fill(0);
    for (let i = 0; i < count; i++) starts[((words[4 * i + word] >>> shift) & 0xffff) + 1]++;
    for (let digit = 0; digit < DIGITS; digit++) starts[digit + 1] += starts[digit];
    for (let k = 0; k < count; k++) {
      const digit = (words[4 * order[k] + word] >>> shift) & 0xffff;
      next[starts[digit]++] = order[k];
    }
    [order, next] = [next, order];
  }
  return order;
}

// [word, shift] of the digits, least significant first. IPv6 goes by its first two words: hardly a block is narrower than /64.
const IPV4_DIGITS: readonly (readonly [number, number])[] = [
  [3, 0],
  [3, 16],
];
const IPV4_AND_IPV6_DIGITS: readonly (readonly [number, number])[] = [
  ...IPV4_DIGITS,
  [1, 0],
  [1, 16],
  [0, 0],
  [0, 16],
];

function describeRow(rows: Attributions, i: number, asns: AsnSource): Attribution {
  const special = rows.special[i] === 0 ? undefined : SPECIAL_PURPOSE[rows.special[i] - 1];
  const country = unpackCountry(rows.country[i]);
  const countrySecond = unpackCountry(rows.countrySecond[i]);
  const place = COUNTRIES.get(country);
  const bits = rows.prefixBits[i];
  return {
    prefix: bits === 0 ? '' : formatPrefix({ words: rows.prefixWords.subarray(4 * i, 4 * i + 4), bits }),
    asn: rows.asn[i],
    asName: asns.nameOf(rows.asn[i]),
    country,
    countrySecond,
    countryAgrees: country === '' || countrySecond === '' ? undefined : country === countrySecond,
    continent: place?.continent ?? '',
    region: place?.region ?? '',
    special: special === undefined ? '' : `${special.name} (${special.rfc})`,
    globallyReachable: special?.globallyReachable !== false,
  };
}
