// IP addresses as four 32-bit words (IPv4 as ::ffff:a.b.c.d), and their text forms. RFC 4291 section 2.2, RFC 5952.

/** Word 2 of every IPv4-mapped address, RFC 4291 section 2.5.5.2. */
export const V4_MAPPED = 0xffff;

/** An address as text and as two unsigned 64-bit halves, the way the case database keeps it. */
export interface AddressKey {
  hi: bigint;
  lo: bigint;
}

/** True when the four words at `at` hold an IPv4 address. */
export function isIpv4(words: Uint32Array, at: number): boolean {
  return words[at] === 0 && words[at + 1] === 0 && words[at + 2] === V4_MAPPED;
}

/** Text of the address at words[at..at+3]: dotted quad for IPv4, RFC 5952 for IPv6. */
export function formatAddress(words: Uint32Array, at: number): string {
  const low = words[at + 3];
  if (isIpv4(words, at)) return `${low >>> 24}.${(low >>> 16) & 255}.${(low >>> 8) & 255}.${low & 255}`;
  const groups: number[] = [];
  for (let i = 0; i < 4; i++) groups.push(words[at + i] >>> 16, words[at + i] & 0xffff);
  return compressZeros(groups);
}

// RFC 5952 section 4.2: the longest run of two or more zero groups becomes "::", the first one of equals.
function compressZeros(groups: number[]): string {
  let best = -1;
  let bestLength = 1;
  for (let i = 0; i < 8; ) {
    if (groups[i] !== 0) {
      i++;
      continue;
    }
    let end = i;
    while (end < 8 && groups[end] === 0) end++;
    if (end - i > bestLength) {
      best = i;
      bestLength = end - i;
    }
    i = end;
  }
  const hex = groups.map((group) => group.toString(16));
  if (best < 0) return hex.join(':');
  return `${hex.slice(0, best).join(':')}::${hex.slice(best + bestLength).join(':')}`;
}

/** Writes the address into words[at..at+3]; false when the text is no IPv4 or IPv6 address (a zone index is refused). */
export function parseAddress(text: string, words: Uint32Array, at: number): boolean {
  if (!text.includes(':')) {
    const low = parseIpv4(text);
    if (low < 0) return false;
    words[at] = 0;
    words[at + 1] = 0;
    words[at + 2] = V4_MAPPED;
    words[at + 3] = low;
    return true;
  }
  const groups = parseIpv6(text);
  if (groups === undefined) return false;
  for (let i = 0; i < 4; i++) words[at + i] = ((groups[2 * i] << 16) | groups[2 * i + 1]) >>> 0;
  return true;
}

function parseIpv4(text: string): number {
  const parts = text.split('.');
  if (parts.length !== 4) return -1;
  let value = 0;
  for (const part of parts) {
    if (!/^\d{1,3}$/.test(part) || Number(part) > 255) return -1;
    value = value * 256 + Number(part);
  }
  return value;
}

function parseIpv6(text: string): number[] | undefined {
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const head = parseGroups(halves[0]);
  const tail = halves.length === 2 ? parseGroups(halves[1]) : [];
  if (head === undefined || tail === undefined) return undefined;
  const missing = 8 - head.length - tail.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return undefined;
  return [...head, ...new Array<number>(missing).fill(0), ...tail];
}

function parseGroups(text: string): number[] | undefined {
  if (text === '') return [];
  const groups: number[] = [];
  const parts = text.split(':');
  for (const [index, part] of parts.entries()) {
    if (index === parts.length - 1 && part.includes('.')) {
      const low = parseIpv4(part);
      if (low < 0) return undefined;
      groups.push(low >>> 16, low & 0xffff);
    } else if (/^[0-9a-fA-F]{1,4}$/.test(part)) groups.push(Number.parseInt(part, 16));
    else return undefined;
  }
  return groups;
}

/** The two 64-bit halves of an address in text form; undefined when it is none. */
export function addressKey(text: string): AddressKey | undefined {
  const words = new Uint32Array(4);
  if (!parseAddress(text, words, 0)) return undefined;
  return {
    hi: (BigInt(words[0]) << 32n) | BigInt(words[1]),
    lo: (BigInt(words[2]) << 32n) | BigInt(words[3]),
  };
}

/** Text of an address kept as two 64-bit halves. */
export function addressText(hi: bigint, lo: bigint): string {
  const words = new Uint32Array(4);
  words[0] = Number(hi >> 32n);
  words[1] = Number(hi & 0xffffffffn);
  words[2] = Number(lo >> 32n);
  words[3] = Number(lo & 0xffffffffn);
  return formatAddress(words, 0);
}

/** An address block; `bits` counts from the front of the 128-bit form, so 192.0.2.0/24 has 120. */
export interface Prefix {
  words: Uint32Array;
  bits: number;
}

/** Reads "192.0.2.0/24", "2001:db8::/32" or a bare address; undefined when it is none or has host bits out of range. */
export function parsePrefix(text: string): Prefix | undefined {
  const slash = text.indexOf('/');
  const words = new Uint32Array(4);
  if (!parseAddress(slash < 0 ? text : text.slice(0, slash), words, 0)) return undefined;
  const width = isIpv4(words, 0) && !text.includes(':') ? 32 : 128;
  const length = slash < 0 ? width : Number(text.slice(slash + 1));
  if (slash >= 0 && !/^\d{1,3}$/.test(text.slice(slash + 1))) return undefined;
  if (length > width) return undefined;
  const bits = 128 - width + length;
  maskWords(words, 0, bits);
  return { words, bits };
}

/** Zeroes all bits of words[at..at+3] behind the first `bits`. */
export function maskWords(words: Uint32Array, at: number, bits: number): void {
  for (let i = 0; i < 4; i++) {
    const keep = Math.min(32, Math.max(0, bits - 32 * i));
    words[at + i] = keep === 0 ? 0 : (words[at + i] & (0xffffffff << (32 - keep))) >>> 0;
  }
}

/** True when the address at words[at..at+3] lies inside the prefix. */
export function prefixContains(prefix: Prefix, words: Uint32Array, at: number): boolean {
  for (let i = 0; i < 4; i++) {
    const keep = prefix.bits - 32 * i;
    if (keep <= 0) return true;
    const mask = keep >= 32 ? 0xffffffff : 0xffffffff << (32 - keep);
    if (((words[at + i] ^ prefix.words[i]) & mask) !== 0) return false;
  }
  return true;
}

/** Text of a prefix, "192.0.2.0/24". */
export function formatPrefix(prefix: Prefix): string {
  const v4 = isIpv4(prefix.words, 0) && prefix.bits >= 96;
  return `${formatAddress(prefix.words, 0)}/${v4 ? prefix.bits - 96 : prefix.bits}`;
}
