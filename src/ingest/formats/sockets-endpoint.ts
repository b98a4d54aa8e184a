// One end of a socket as netstat and ss print it: 192.0.2.1:443, [2001:db8::1]:443, ::ffff:192.0.2.1:80, 192.0.2.1.443, *:*, web1:https.

import { scanAddress, scanUint } from '../fields.ts';
import { scanService } from './sockets-words.ts';

const PERCENT = 0x25;
const ASTERISK = 0x2a;
const HYPHEN = 0x2d;
const DOT = 0x2e;
const COLON = 0x3a;
const BRACKET = 0x5b;
const BRACKET_END = 0x5d;
const UNDERSCORE = 0x5f;

/** What the address of an end can be; the values of SocketBatch.localKind and remoteKind. */
export const ENDPOINT = { unknown: 0, address: 1, hostName: 2 } as const;

/** Reads ends one after the other; the fields hold the last one read. */
export class EndpointScanner {
  /** ENDPOINT. */
  kind: number = ENDPOINT.unknown;
  /** 0 when wildcard or a name that is in no table of ours. */
  port = 0;
  /** The port's text. */
  portStart = 0;
  portEnd = 0;
  /** The text is an IPv6 address, whole or cut. */
  isIpv6Text = false;
  /** The text is part of an IPv6 address, cut by the column width. */
  truncated = false;
  /** The address, four words; zero unless `kind` is ENDPOINT.address. */
  readonly words: Uint32Array = new Uint32Array(4);

  /** Reads the end that fills b[start..end); false when it is none. */
  scan(b: Uint8Array, start: number, end: number): boolean {
    // Whichever of ':' and '.' comes last stands before the port: BSD writes 2001:db8::1.443, Linux ::ffff:192.0.2.1:443.
    let separator = end - 1;
    while (separator >= start && b[separator] !== COLON && b[separator] !== DOT) separator--;
    if (separator <= start && !(separator === start && b[start] === COLON)) return false;
    if (!this.#scanPort(b, separator + 1, end)) return false;
    return this.#scanHost(b, start, separator);
  }

  /** Forgets the address: it may be cut. */
  dropAddress(): void {
    this.kind = ENDPOINT.unknown;
    this.truncated = true;
    this.words.fill(0);
  }

  #scanPort(b: Uint8Array, start: number, end: number): boolean {
    this.portStart = start;
    this.portEnd = end;
    this.port = 0;
    if (end - start === 1 && b[start] === ASTERISK) return true;
    const port = scanUint(b, start, end);
    if (port >= 0) {
      this.port = port;
      return port <= 65535;
    }
    if (!isName(b, start, end)) return false;
    this.port = scanService(b, start, end);
    return true;
  }

  #scanHost(b: Uint8Array, from: number, to: number): boolean {
    let start = from;
    let end = to;
    const words = this.words;
    this.kind = ENDPOINT.unknown;
    this.isIpv6Text = false;
    this.truncated = false;
    words.fill(0);
    // Zone indexes stand in three places: fe80::1%eth0, [fe80::1%5], [fe80::1]%eth0.
    for (let i = start; i < end; i++) if (b[i] === PERCENT) end = i;
    const hasZone = end < to;
    if (b[start] === BRACKET) {
      start++;
      if (b[end - 1] === BRACKET_END) end--;
      else if (!hasZone) this.truncated = true;
    }
    if (end === start || (end - start === 1 && b[start] === ASTERISK)) return end > start || to > from;
    let colons = 0;
    for (let i = start; i < end; i++) if (b[i] === COLON) colons++;
    this.isIpv6Text = colons > 0;
    if (!this.truncated && scanAddress(b, start, end, words, 0)) {
      const unspecified = words[0] === 0 && words[1] === 0 && words[3] === 0;
      if (!unspecified || words[2] > 0xffff || (words[2] > 0 && words[2] < 0xffff))
        this.kind = ENDPOINT.address;
      else words.fill(0);
      return true;
    }
    if (colons > 0 || this.truncated) {
      this.truncated = isHex(b, start, end);
      if (this.truncated) return true;
    }
    // Texts that are no address but have colons are edited ones (fe80::asda:1): counted like names.
    if (!isName(b, start, end)) return false;
    this.kind = ENDPOINT.hostName;
    return true;
  }
}

function isHex(b: Uint8Array, start: number, end: number): boolean {
  for (let i = start; i < end; i++) {
    const letter = b[i] | 0x20;
    const hex = (b[i] >= 0x30 && b[i] <= 0x39) || (letter >= 0x61 && letter <= 0x66);
    if (!hex && b[i] !== COLON && b[i] !== DOT) return false;
  }
  return true;
}

/** True for the characters of host and service names, and for colons. */
function isName(b: Uint8Array, start: number, end: number): boolean {
  if (end <= start) return false;
  for (let i = start; i < end; i++) {
    const letter = b[i] | 0x20;
    const plain = (b[i] >= 0x30 && b[i] <= 0x39) || (letter >= 0x61 && letter <= 0x7a);
    if (!plain && b[i] !== HYPHEN && b[i] !== UNDERSCORE && b[i] !== DOT && b[i] !== COLON) return false;
  }
  return true;
}
