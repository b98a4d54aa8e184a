// Signatures of services that speak text: memcached, SSDP, Plex discovery, CharGEN (RFC 864), QOTD (RFC 865), WS-Discovery, TP-240,
// SIP (RFC 3261 section 7), syslog (RFC 5424) with the flow records, traps and measurements that go the same ways.

import { SIGNATURE } from '../../model/signatures.ts';
import { type Bytes, u8, u16be, u32be } from '../bytes.ts';
import { isSnmpNotification } from './signature-ber.ts';

// memcached's frame before each datagram: request ID, number of this datagram, number of datagrams, reserved.
const FRAME_LENGTH = 8;
const FRAME_SEQUENCE = 2;
const FRAME_TOTAL = 4;
const FRAME_RESERVED = 6;
const BINARY_RESPONSE = 0x81;

/** memcached: the frame and the first word of an answer; a later datagram of an answer by its frame alone. */
export function memcachedSignature(b: Bytes, at: number, end: number, answer: boolean): number {
  if (!answer || end - at < FRAME_LENGTH + 4) return SIGNATURE.none;
  const sequence = u16be(b, at + FRAME_SEQUENCE);
  if (u16be(b, at + FRAME_RESERVED) !== 0 || sequence >= u16be(b, at + FRAME_TOTAL)) return SIGNATURE.none;
  if (sequence > 0) return SIGNATURE.memcachedResponse;
  switch (u32be(b, at + FRAME_LENGTH)) {
    case 0x56414c55: // "VALU"
    case 0x53544154: // "STAT"
    case 0x454e440d: // "END\r"
    case 0x4552524f: // "ERRO"
    case 0x53455256: // "SERV" of SERVER_ERROR
    case 0x434c4945: // "CLIE" of CLIENT_ERROR
    case 0x53544f52: // "STOR"
    case 0x4e4f545f: // "NOT_" of NOT_STORED, NOT_FOUND
    case 0x44454c45: // "DELE"
    case 0x56455253: // "VERS"
    case 0x52455345: // "RESE"
    case 0x4f4b0d0a: // "OK\r\n"
      return SIGNATURE.memcachedResponse;
    default:
      return u8(b, at + FRAME_LENGTH) === BINARY_RESPONSE ? SIGNATURE.memcachedResponse : SIGNATURE.none;
  }
}

const HTTP = 0x48545450; // "HTTP"
const M_SEARCH_WORD = 0x4d2d5345; // "M-SE"

/** SSDP: "HTTP/1.1 200" or "NOTIFY * HTTP/1.1" as an answer, "M-SEARCH" as a request. */
export function ssdpSignature(b: Bytes, at: number, end: number, answer: boolean): number {
  if (!answer) return isSearch(b, at, end) ? SIGNATURE.ssdpSearch : SIGNATURE.none;
  const notifies = end - at >= 8 && u32be(b, at) === 0x4e4f5449 && u32be(b, at + 4) === 0x4659202a; // "NOTIFY *"
  return notifies || isStatus200(b, at, end, 0x2f312e31) ? SIGNATURE.ssdpResponse : SIGNATURE.none; // "/1.1"
}

/** Plex discovery (GDM): "HTTP/1.0 200"; its questions are M-SEARCH as in SSDP. */
export function plexSignature(b: Bytes, at: number, end: number, answer: boolean): number {
  if (!answer) return isSearch(b, at, end) ? SIGNATURE.ssdpSearch : SIGNATURE.none;
  return isStatus200(b, at, end, 0x2f312e30) ? SIGNATURE.plexResponse : SIGNATURE.none; // "/1.0"
}

function isSearch(b: Bytes, at: number, end: number): boolean {
  return end - at >= 8 && u32be(b, at) === M_SEARCH_WORD && u32be(b, at + 4) === 0x41524348; // "ARCH"
}

function isStatus200(b: Bytes, at: number, end: number, version: number): boolean {
  return (
    end - at >= 12 && u32be(b, at) === HTTP && u32be(b, at + 4) === version && u32be(b, at + 8) === 0x20323030 // " 200"
  );
}

const TEXT_LOOKED_AT = 64;
const SHORTEST_TEXT = 8;
const TAB = 9;
const LF = 10;
const CR = 13;
const BLANK = 32;
const TILDE = 126;

/** CharGEN: printable text. */
export function chargenSignature(b: Bytes, at: number, end: number, answer: boolean): number {
  return answer && isPrintable(b, at, end) ? SIGNATURE.chargenResponse : SIGNATURE.none;
}

/** Quote of the day: printable text. */
export function qotdSignature(b: Bytes, at: number, end: number, answer: boolean): number {
  return answer && isPrintable(b, at, end) ? SIGNATURE.qotdResponse : SIGNATURE.none;
}

// Printable ASCII with line ends, at least eight bytes; the first 64 captured ones are looked at.
function isPrintable(b: Bytes, at: number, end: number): boolean {
  const last = Math.min(end, at + TEXT_LOOKED_AT);
  if (last - at < SHORTEST_TEXT) return false;
  for (let i = at; i < last; i++) {
    const byte = u8(b, i);
    if ((byte < BLANK && byte !== CR && byte !== LF && byte !== TAB) || byte > TILDE) return false;
  }
  return true;
}

const LESS_THAN = 0x3c;
const QUESTION_MARK = 0x3f;
const BYTE_ORDER_MARK = 0xefbbbf;

/** WS-Discovery: the beginning of an XML document. */
export function wsDiscoverySignature(b: Bytes, at: number, end: number, answer: boolean): number {
  return answer && isXml(b, at, end) ? SIGNATURE.wsDiscoveryResponse : SIGNATURE.none;
}

// "<?" or "<" and a letter, behind a byte order mark or not.
function isXml(b: Bytes, at: number, end: number): boolean {
  const start = end - at >= 3 && ((u16be(b, at) << 8) | u8(b, at + 2)) === BYTE_ORDER_MARK ? at + 3 : at;
  if (end - start < 4 || u8(b, start) !== LESS_THAN) return false;
  const second = u8(b, start + 1);
  const letter = second | 0x20;
  return second === QUESTION_MARK || (letter >= 0x61 && letter <= 0x7a);
}

/** Mitel TP-240: "<tp240dvr>", "</tp240dvr>", "Starting Call, Call_ID= ...", "...dialing". */
export function tp240Signature(b: Bytes, at: number, end: number, answer: boolean): number {
  if (!answer || end - at < 8) return SIGNATURE.none;
  const first = u32be(b, at);
  const second = u32be(b, at + 4);
  const known =
    (first === 0x3c747032 && second === 0x34306476) || // "<tp2" "40dv"
    (first === 0x3c2f7470 && second === 0x32343064) || // "</tp" "240d"
    (first === 0x53746172 && second === 0x74696e67) || // "Star" "ting"
    (first === 0x2e2e2e64 && second === 0x69616c69); // "...d" "iali"
  return known ? SIGNATURE.tp240Response : SIGNATURE.none;
}

const LONGEST_METHOD = 9; // SUBSCRIBE
const SHORTEST_METHOD = 3;
const UPPER_A = 0x41;
const UPPER_Z = 0x5a;
const STATUS = 8; // after "SIP/2.0 "
const DIGIT_0 = 0x30;

/** SIP: "REGISTER sip:..." as a request, "SIP/2.0 401" as an answer. The captured part of a start line does not always reach its version. */
export function sipSignature(b: Bytes, at: number, end: number, answer: boolean): number {
  return answer ? sipAnswer(b, at, end) : sipRequest(b, at, end);
}

function sipRequest(b: Bytes, at: number, end: number): number {
  let blank = at;
  const last = Math.min(end, at + LONGEST_METHOD + 1);
  while (blank < last && u8(b, blank) >= UPPER_A && u8(b, blank) <= UPPER_Z) blank++;
  if (blank - at < SHORTEST_METHOD || blank === last || u8(b, blank) !== BLANK || end - blank < 5)
    return SIGNATURE.none;
  const scheme = u32be(b, blank + 1);
  // "sip:", "sips", "tel:"
  if (scheme !== 0x7369703a && scheme !== 0x73697073 && scheme !== 0x74656c3a) return SIGNATURE.none;
  switch (u32be(b, at)) {
    case 0x494e5649: // "INVI"
      return SIGNATURE.sipInvite;
    case 0x4f505449: // "OPTI"
      return SIGNATURE.sipOptions;
    default:
      return SIGNATURE.sipRequest;
  }
}

function sipAnswer(b: Bytes, at: number, end: number): number {
  if (end - at < STATUS + 3 || u32be(b, at) !== 0x5349502f || u32be(b, at + 4) !== 0x322e3020)
    // "SIP/" "2.0 "
    return SIGNATURE.none;
  const kind = u8(b, at + STATUS) - DIGIT_0;
  const rest = u16be(b, at + STATUS + 1);
  if (kind === 2 || kind === 3) return SIGNATURE.sipAccepted;
  if (kind === 1) return rest >>> 8 === 0x38 ? SIGNATURE.sipAccepted : SIGNATURE.sipRefused; // 18x
  if (kind === 4 && (rest === 0x3031 || rest === 0x3037)) return SIGNATURE.sipChallenge;
  return kind >= 4 && kind <= 6 ? SIGNATURE.sipRefused : SIGNATURE.none;
}

const GREATER_THAN = 0x3e;
const LONGEST_PRIORITY = 3; // <191>
const NETFLOW_5 = 5;
const NETFLOW_9 = 9;
const IPFIX = 10;
const SFLOW_5 = 0x00000005;
const COLON = 0x3a;
const PLUS = 0x2b;
const MINUS = 0x2d;
const DIGIT_9 = 0x39;
const UNDERSCORE = 0x5f;
const GELF_CHUNK = 0x1e0f;
const GZIP = 0x1f8b;
const ZLIB = 0x78;
const JSON_OBJECT = 0x7b22; // {"
const LONGEST_METRIC = 64;

/**
 * What devices report to a collector: "<134>" of syslog, the versions of NetFlow and IPFIX (with its length), sFlow with the kind of its agent's
 * address, an SNMP notification, a GELF message (chunk, packed or JSON), or "name:1" of StatsD.
 */
export function telemetrySignature(b: Bytes, at: number, end: number, answer: boolean, size: number): number {
  if (answer || end - at < 8) return SIGNATURE.none;
  if (u8(b, at) === LESS_THAN) return isPriority(b, at + 1) ? SIGNATURE.telemetry : SIGNATURE.none;
  if (u32be(b, at) === SFLOW_5) {
    const agent = u32be(b, at + 4);
    return agent === 1 || agent === 2 ? SIGNATURE.telemetry : SIGNATURE.none;
  }
  const version = u16be(b, at);
  const known =
    version === NETFLOW_5 ||
    version === NETFLOW_9 ||
    (version === IPFIX && u16be(b, at + 2) === size) ||
    version === GELF_CHUNK ||
    version === GZIP ||
    version === JSON_OBJECT ||
    // RFC 1950 section 2.2: the two bytes are a multiple of 31.
    (version >>> 8 === ZLIB && version % 31 === 0) ||
    isSnmpNotification(b, at, end) ||
    isMetric(b, at, end);
  return known ? SIGNATURE.telemetry : SIGNATURE.none;
}

// A name of letters, digits and "_-./" that begins with a letter or "_", then ":" and a number.
function isMetric(b: Bytes, at: number, end: number): boolean {
  const last = Math.min(end - 1, at + LONGEST_METRIC);
  for (let i = at; i < last; i++) {
    const byte = u8(b, i);
    if (byte === COLON) {
      const next = u8(b, i + 1);
      return i > at && (isDigit(next) || next === PLUS || next === MINUS);
    }
    const letter = (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a;
    // "-./" stand before the digits.
    const inside = letter || byte === UNDERSCORE || (i > at && byte >= MINUS && byte <= DIGIT_9);
    if (!inside) return false;
  }
  return false;
}

function isDigit(byte: number): boolean {
  return byte >= DIGIT_0 && byte <= DIGIT_9;
}

// One to three digits and ">"; eight bytes are captured.
function isPriority(b: Bytes, at: number): boolean {
  for (let i = at; i <= at + LONGEST_PRIORITY; i++) {
    const byte = u8(b, i);
    if (byte === GREATER_THAN) return i > at;
    if (byte < 0x30 || byte > 0x39) return false;
  }
  return false;
}
