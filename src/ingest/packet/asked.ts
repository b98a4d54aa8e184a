// What a packet asks for, as a number: the name in a DNS query (RFC 1035 section 4.1.2), the path in an HTTP request line (RFC 9112 section 3).

import { type PacketBatch, ZONE_BYTES } from '../../model/batch.ts';
import { type Bytes, u8, u16be } from '../bytes.ts';

// FNV-1a, 32 bits.
const HASH_START = 0x811c9dc5;
const HASH_PRIME = 0x01000193;

const DNS_HEADER = 12;
const DNS_CODE = 3; // low four bits
const LONGEST_LABEL = 63;
const DOT = 0x2e;
const SMALL_A = 0x61;
const SMALL_Z = 0x7a;
const CAPITAL_A = 0x41;
const CAPITAL_Z = 0x5a;
const ZERO = 0x30;
const NINE = 0x39;
const HYPHEN = 0x2d;
const UNDERSCORE = 0x5f;
const UNKNOWN = 0x3f; // "?", for bytes that no host name holds
const ARPA = 0x61727061;
/** Digits of a part of an IPv4 address: look-ups of addresses (reverse zones, blocklists) ask for a new name each and are no random names. */
const OCTET_DIGITS = 3;

/** RCODE of a DNS answer at `at`, RFC 1035 section 4.1.1. */
export function dnsCode(b: Bytes, at: number): number {
  return u8(b, at + DNS_CODE) & 15;
}

/** Writes `asked` and the zone of a DNS query at `at` whose captured bytes end at `end`. */
export function writeDnsQuery(b: Bytes, at: number, end: number, batch: PacketBatch, row: number): void {
  batch.asked[row] = 0;
  let hash = HASH_START;
  // Where the last three labels begin, the last one first; 0 for none.
  let last = 0;
  let second = 0;
  let third = 0;
  let isOctet = false;
  let i = at + DNS_HEADER;
  for (;;) {
    if (i >= end) return; // cut
    const length = u8(b, i);
    if (length === 0) break;
    if (length > LONGEST_LABEL || i + 1 + length >= end) return;
    let digits = 0;
    for (let k = i + 1; k <= i + length; k++) {
      // Resolvers mix capitals into the names they ask for.
      const byte = lower(u8(b, k));
      if (byte >= ZERO && byte <= NINE) digits++;
      hash = Math.imul(hash ^ byte, HASH_PRIME);
    }
    hash = Math.imul(hash ^ DOT, HASH_PRIME);
    if (last === 0) isOctet = digits === length && length <= OCTET_DIGITS;
    third = second;
    second = last;
    last = i;
    i += 1 + length;
  }
  if (last === 0 || isOctet || isArpa(b, last)) return;
  batch.asked[row] = hash >>> 0 || 1;
  writeZone(b, zoneStart(b, last, second, third), i, batch, row);
}

// Second labels below which country registries sell names (co.uk, com.br, ac.jp), as numbers: a byte each, the first one highest.
const REGISTRY_LABELS: ReadonlySet<number> = new Set(
  ['ac', 'co', 'com', 'edu', 'go', 'gob', 'gov', 'mil', 'ne', 'net', 'or', 'org'].map((word) =>
    [...word].reduce((number, letter) => number * 256 + letter.charCodeAt(0), 0),
  ),
);
const LONGEST_REGISTRY_LABEL = 3;

function zoneStart(b: Bytes, last: number, second: number, third: number): number {
  if (second === 0) return last;
  const length = u8(b, second);
  if (third === 0 || u8(b, last) !== 2 || length > LONGEST_REGISTRY_LABEL) return second;
  let word = 0;
  for (let k = second + 1; k <= second + length; k++) word = word * 256 + lower(u8(b, k));
  return REGISTRY_LABELS.has(word) ? third : second;
}

function isArpa(b: Bytes, label: number): boolean {
  return u8(b, label) === 4 && ((u16be(b, label + 1) * 65536 + u16be(b, label + 3)) | 0x20202020) === ARPA;
}

// Whole labels only: one from the left is left out until the rest fits.
function writeZone(b: Bytes, start: number, end: number, batch: PacketBatch, row: number): void {
  const { text } = batch;
  let label = start;
  while (end - label - 1 > ZONE_BYTES) label += 1 + u8(b, label);
  let to = batch.textUsed;
  batch.zoneStart[row] = to;
  while (label < end) {
    const next = label + 1 + u8(b, label);
    if (to > batch.zoneStart[row]) text[to++] = DOT;
    for (let k = label + 1; k < next; k++) text[to++] = hostByte(lower(u8(b, k)));
    label = next;
  }
  batch.zoneEnd[row] = to;
  batch.textUsed = to;
}

function lower(byte: number): number {
  return byte >= CAPITAL_A && byte <= CAPITAL_Z ? byte | 0x20 : byte;
}

function hostByte(byte: number): number {
  const plain = (byte >= SMALL_A && byte <= SMALL_Z) || (byte >= ZERO && byte <= NINE);
  return plain || byte === HYPHEN || byte === UNDERSCORE ? byte : UNKNOWN;
}

const LONGEST_PATH = 64;
const BLANK = 0x20;
const QUESTION = 0x3f;
const LF = 0x0a;
const CR = 0x0d;
/** "range:", RFC 9110 section 14.2. */
const RANGE = Uint8Array.from('range:', (letter) => letter.charCodeAt(0));

/**
 * Hash of the target of a request line at `at`, without its query; of its first 64 bytes when it is longer. The pieces of a file that a
 * player or an update program asks for are different targets, where the capture holds their Range.
 */
export function pathHash(b: Bytes, at: number, end: number): number {
  let i = at;
  while (i < end && u8(b, i) !== BLANK) i++;
  const stop = Math.min(end, i + 1 + LONGEST_PATH);
  let hash = HASH_START;
  for (i++; i < stop; i++) {
    const byte = u8(b, i);
    if (byte === BLANK || byte === QUESTION) break;
    hash = Math.imul(hash ^ byte, HASH_PRIME);
  }
  for (i = rangeAt(b, i, end); i < end; i++) {
    const byte = u8(b, i);
    if (byte === CR || byte === LF) break;
    hash = Math.imul(hash ^ byte, HASH_PRIME);
  }
  return hash >>> 0;
}

// Where the value of a Range field begins; `end` without one.
function rangeAt(b: Bytes, from: number, end: number): number {
  for (let i = from; i + RANGE.length < end; i++) {
    if (u8(b, i) !== LF) continue;
    let same = 0;
    while (same < RANGE.length && lower(u8(b, i + 1 + same)) === RANGE[same]) same++;
    if (same === RANGE.length) return i + 1 + same;
  }
  return end;
}
