// Numbers, addresses, months, dates and known words scanned from bytes. Addresses: RFC 4291 section 2.2.

import { V4_MAPPED } from '../model/address.ts';

const ZERO = 0x30;
const DOT = 0x2e;
const COLON = 0x3a;

/** Value of bytes[start..end) when these are 1 to 15 decimal digits; else -1. */
export function scanUint(bytes: Uint8Array, start: number, end: number): number {
  if (end <= start || end - start > 15) return -1;
  let value = 0;
  for (let i = start; i < end; i++) {
    const digit = bytes[i] - ZERO;
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
  }
  return value;
}

/** Value of bytes[start..end) when these are digits, with or without a fraction: 12, 0.082; else -1. */
export function scanDecimal(bytes: Uint8Array, start: number, end: number): number {
  let dot = start;
  while (dot < end && bytes[dot] !== DOT) dot++;
  const whole = scanUint(bytes, start, dot);
  if (dot === end || whole < 0) return whole;
  const fraction = scanUint(bytes, dot + 1, end);
  return fraction < 0 ? -1 : whole + fraction / 10 ** (end - dot - 1);
}

/** Value of the two digits at `at`; else -1. */
export function scanTwoDigits(bytes: Uint8Array, at: number): number {
  const high = bytes[at] - ZERO;
  const low = bytes[at + 1] - ZERO;
  return high >= 0 && high <= 9 && low >= 0 && low <= 9 ? 10 * high + low : -1;
}

/** The 32-bit value of a dotted quad that fills bytes[start..end); else -1. */
export function scanIpv4(bytes: Uint8Array, start: number, end: number): number {
  if (end - start < 7 || end - start > 15) return -1;
  let value = 0;
  let octet = 0;
  let digits = 0;
  let dots = 0;
  for (let i = start; i < end; i++) {
    const byte = bytes[i];
    if (byte === DOT) {
      if (digits === 0 || dots === 3) return -1;
      value = (value << 8) | octet;
      octet = 0;
      digits = 0;
      dots++;
    } else {
      const digit = byte - ZERO;
      if (digit < 0 || digit > 9 || digits === 3) return -1;
      octet = octet * 10 + digit;
      digits++;
      if (octet > 255) return -1;
    }
  }
  return dots === 3 && digits > 0 ? ((value << 8) | octet) >>> 0 : -1;
}

const groups = new Uint16Array(8);

/** Writes the IPv4 or IPv6 address that fills bytes[start..end) into words[at..at+3]; false, with nothing written, when it is none. No zone index, no brackets. */
export function scanAddress(
  bytes: Uint8Array,
  start: number,
  end: number,
  words: Uint32Array,
  at: number,
): boolean {
  const low = scanIpv4(bytes, start, end);
  if (low >= 0) {
    words[at] = 0;
    words[at + 1] = 0;
    words[at + 2] = V4_MAPPED;
    words[at + 3] = low;
    return true;
  }
  if (!scanGroups(bytes, start, end)) return false;
  for (let i = 0; i < 4; i++) words[at + i] = ((groups[2 * i] << 16) | groups[2 * i + 1]) >>> 0;
  return true;
}

/** Fills `groups` from IPv6 text. */
function scanGroups(bytes: Uint8Array, start: number, end: number): boolean {
  if (end - start < 2 || end - start > 45) return false;
  let count = 0;
  let gap = -1;
  let i = start;
  if (bytes[i] === COLON) {
    if (bytes[i + 1] !== COLON) return false;
    gap = 0;
    i += 2;
  }
  while (i < end) {
    let value = 0;
    let stop = i;
    for (; stop < end; stop++) {
      const digit = hexDigit(bytes[stop]);
      if (digit < 0) break;
      value = (value << 4) | digit;
    }
    if (stop === i || stop - i > 4 || count === 8) return false;
    if (stop < end && bytes[stop] === DOT) {
      const low = scanIpv4(bytes, i, end);
      if (low < 0 || count > 6) return false;
      groups[count++] = low >>> 16;
      groups[count++] = low & 0xffff;
      break;
    }
    groups[count++] = value;
    if (stop === end) break;
    if (bytes[stop] !== COLON || stop + 1 === end) return false;
    i = stop + 1;
    if (bytes[i] === COLON) {
      if (gap >= 0) return false;
      gap = count;
      i++;
    }
  }
  if (gap < 0) return count === 8;
  if (count === 8) return false;
  groups.copyWithin(8 - (count - gap), gap, count);
  groups.fill(0, gap, 8 - (count - gap));
  return true;
}

function hexDigit(byte: number): number {
  if (byte >= ZERO && byte <= 0x39) return byte - ZERO;
  const letter = byte | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1;
}

/** 1 to 12 for the three-letter English month name at `at`, any case; else 0. */
export function scanMonth(bytes: Uint8Array, at: number): number {
  switch (((bytes[at] | 0x20) << 16) | ((bytes[at + 1] | 0x20) << 8) | (bytes[at + 2] | 0x20)) {
    case 0x6a616e:
      return 1;
    case 0x666562:
      return 2;
    case 0x6d6172:
      return 3;
    case 0x617072:
      return 4;
    case 0x6d6179:
      return 5;
    case 0x6a756e:
      return 6;
    case 0x6a756c:
      return 7;
    case 0x617567:
      return 8;
    case 0x736570:
      return 9;
    case 0x6f6374:
      return 10;
    case 0x6e6f76:
      return 11;
    case 0x646563:
      return 12;
    default:
      return 0;
  }
}

/** Seconds since 1970 of a calendar time taken as UTC; -1 when a part is out of range or the year is before 1970. A leap second counts as the next second. */
export function utcSeconds(
  year: number,
  month: number,
  day: number,
  hour: number,
  minute: number,
  second: number,
): number {
  if (year < 1970 || year > 9999 || month < 1 || month > 12) return -1;
  if (day < 1 || day > daysInMonth(year, month)) return -1;
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60) return -1;
  return daysSince1970(year, month, day) * 86400 + hour * 3600 + minute * 60 + second;
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

// The year is taken to begin in March, so that the leap day comes last.
function daysSince1970(year: number, month: number, day: number): number {
  const marchYear = month > 2 ? year : year - 1;
  const leapDays = Math.floor(marchYear / 4) - Math.floor(marchYear / 100) + Math.floor(marchYear / 400);
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  return 365 * marchYear + leapDays + dayOfYear - 719468;
}

/** A fixed set of ASCII words with a number each, looked up from bytes without making a string. */
export class WordTable {
  readonly #words: Uint8Array[];
  readonly #values: number[];
  /** Index into #words by hash; -1 is empty. */
  readonly #slots: Int16Array;

  constructor(entries: Readonly<Record<string, number>>) {
    this.#words = Object.keys(entries).map((word) => new Uint8Array(Buffer.from(word, 'latin1')));
    this.#values = Object.values(entries);
    let size = 16;
    while (size < 4 * this.#words.length) size *= 2;
    this.#slots = new Int16Array(size).fill(-1);
    for (const [index, word] of this.#words.entries()) {
      let slot = this.#hash(word, 0, word.length);
      while (this.#slots[slot] >= 0) slot = (slot + 1) & (size - 1);
      this.#slots[slot] = index;
    }
  }

  /** The number of the word that fills bytes[start..end); else -1. */
  find(bytes: Uint8Array, start: number, end: number): number {
    if (end <= start) return -1;
    let slot = this.#hash(bytes, start, end);
    for (let index = this.#slots[slot]; index >= 0; index = this.#slots[slot]) {
      if (sameBytes(this.#words[index], bytes, start, end)) return this.#values[index];
      slot = (slot + 1) & (this.#slots.length - 1);
    }
    return -1;
  }

  #hash(bytes: Uint8Array, start: number, end: number): number {
    const middle = bytes[(start + end) >> 1];
    const mixed = (end - start) * 131 + bytes[start] * 31 + middle * 7 + bytes[end - 1] * 3;
    return mixed & (this.#slots.length - 1);
  }
}

function sameBytes(word: Uint8Array, bytes: Uint8Array, start: number, end: number): boolean {
  if (word.length !== end - start) return false;
  for (let i = 0; i < word.length; i++) if (word[i] !== bytes[start + i]) return false;
  return true;
}
