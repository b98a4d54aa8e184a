// Fingerprint of a SYN as a hash (its text: model/syn-fingerprint.ts), and the marks of known tools.

import type { PacketBatch } from '../../model/batch.ts';
import { SYN_TOOL } from '../../model/syn-fingerprint.ts';
import { type Bytes, u8, u16be, u32be } from '../bytes.ts';

// Layouts, offsets in bytes from the start of each header.
const IPV4_IDENTIFICATION = 4;
const IPV4_RESERVED = 0x8000;
const IPV4_DF = 0x4000;
const IPV4_ECN = 3 << 16; // in the first 32 bits
const IPV4_HEADER = 20;
const IPV6_HEADER = 40;
const IPV6_FLOW = 0xfffff; // in the first 32 bits
const IPV6_ECN = 0x300000;
const TCP_SEQ = 4;
const TCP_ACK = 8;
const TCP_FLAGS_WINDOW = 12; // data offset, flags, window
const TCP_URGENT_POINTER = 18;
const TCP_HEADER = 20;
const FLAG_PSH = 0x08 << 16; // in that word
const FLAG_URG = 0x20 << 16;
const FLAGS_ECN = 0xc0 << 16;
const FLAGS_QUIRKS = FLAG_PSH | FLAG_URG | FLAGS_ECN;

const OPTION_END = 0;
const OPTION_NOP = 1;
const OPTION_MSS = 2;
const OPTION_SCALE = 3;
const OPTION_SACK_PERMITTED = 4;
const OPTION_TIMESTAMP = 8;

// Bits of the traits that go into the hash; DF and HAS_ID stand for df, id+ and id-, the scale's value for exws.
const IPV6 = 1;
const INITIAL_TTL = 2; // two bits: index into INITIAL_TTLS
const HAS_ID = 8;
const ECN_USED = 16;
const FLOW = 32;
const DF = 64;
const RESERVED = 128;
const NO_SEQ = 256;
const ACK_NUMBER = 512;
const URGENT_POINTER = 1024;
const URGENT_FLAG = 2048;
const PUSH_FLAG = 4096;

// Bits of the options' traits.
const NO_TIMESTAMP = 1;
const PEER_TIMESTAMP = 2;
const TRAILING_DATA = 4;
const BAD_OPTIONS = 8;

const ZMAP_IDENTIFICATION = 54321;
const HPING3_WINDOW = 512;
const MASSCAN_LONGEST_HEADER = 24; // an MSS option at most
const MIRAI_HEADER = 40;
const MIRAI_SMALLEST_MSS = 0x02040000 + 1400; // kind, length and value in one word
const MIRAI_LARGEST_MSS = 0x02040000 + 1415;
const MIRAI_SACK_TIMESTAMP = 0x0402080a;
const MIRAI_TIMESTAMP_ECHO = 32;
const MIRAI_NOP_SCALE = 0x01030306;

/**
 * Writes fingerprint and tool of the SYN whose TCP header stands at `tcp` behind the IP header at `ip`; its other columns are written.
 * `headerEnd` is where the TCP header ends; with `whole` it is captured up to there.
 */
export function writeSyn(
  b: Bytes,
  ip: number,
  tcp: number,
  headerEnd: number,
  whole: boolean,
  batch: PacketBatch,
  row: number,
): void {
  batch.synFingerprint[row] = whole ? fingerprint(b, ip, tcp, headerEnd, batch.ttl[row]) : 0;
  const headerLength = headerEnd - tcp;
  let tool: number = SYN_TOOL.none;
  if (headerLength === TCP_HEADER) {
    if (batch.window[row] === HPING3_WINDOW) tool = SYN_TOOL.hping3;
  } else if (headerLength === MIRAI_HEADER && whole && hasMiraiOptions(b, tcp)) tool = SYN_TOOL.miraiFlood;
  if (batch.ipVersion[row] === 4) {
    const id = batch.ipId[row];
    const difference = batch.seq[row] ^ batch.destination[4 * row + 3];
    if (difference === 0) tool = SYN_TOOL.miraiScan;
    else if (id === ZMAP_IDENTIFICATION) tool = SYN_TOOL.zmap;
    else if (((difference ^ id ^ batch.destinationPort[row]) & 0xffff) === 0) {
      const mayFragment = (u32be(b, ip + IPV4_IDENTIFICATION) & IPV4_DF) === 0;
      if (mayFragment && headerLength <= MASSCAN_LONGEST_HEADER) tool = SYN_TOOL.masscan;
    }
  }
  batch.tool[row] = tool;
}

// One word holds window and traits without loss. The options are a call of their own: the SYNs of floods mostly have none.
function fingerprint(b: Bytes, ip: number, tcp: number, headerEnd: number, ttl: number): number {
  let traits = ttl <= 64 ? (ttl <= 32 ? 0 : INITIAL_TTL) : ttl <= 128 ? 2 * INITIAL_TTL : 3 * INITIAL_TTL;
  const first = u32be(b, ip);
  let ipOptions = tcp - ip;
  if (first >>> 28 === 4) {
    const identificationFlags = u32be(b, ip + IPV4_IDENTIFICATION);
    if (identificationFlags >>> 16 !== 0) traits |= HAS_ID;
    if ((identificationFlags & IPV4_DF) !== 0) traits |= DF;
    if ((identificationFlags & IPV4_RESERVED) !== 0) traits |= RESERVED;
    if ((first & IPV4_ECN) !== 0) traits |= ECN_USED;
    ipOptions -= IPV4_HEADER;
  } else {
    traits |= IPV6;
    if ((first & IPV6_FLOW) !== 0) traits |= FLOW;
    if ((first & IPV6_ECN) !== 0) traits |= ECN_USED;
    ipOptions -= IPV6_HEADER;
  }
  const flagsWindow = u32be(b, tcp + TCP_FLAGS_WINDOW);
  if ((flagsWindow & FLAGS_QUIRKS) !== 0) {
    if ((flagsWindow & FLAGS_ECN) !== 0) traits |= ECN_USED;
    if ((flagsWindow & FLAG_PSH) !== 0) traits |= PUSH_FLAG;
    if ((flagsWindow & FLAG_URG) !== 0) traits |= URGENT_FLAG;
  }
  if ((flagsWindow & FLAG_URG) === 0 && u16be(b, tcp + TCP_URGENT_POINTER) !== 0) traits |= URGENT_POINTER;
  if (u32be(b, tcp + TCP_SEQ) === 0) traits |= NO_SEQ;
  if (u32be(b, tcp + TCP_ACK) !== 0) traits |= ACK_NUMBER;
  let hash = headerEnd - tcp > TCP_HEADER ? optionsHash(b, tcp + TCP_HEADER, headerEnd) : 0;
  if (ipOptions !== 0) hash = mixed(hash, ipOptions);
  hash = mixed(hash, (flagsWindow << 16) | traits);
  return hash === 0 ? 1 : hash;
}

// The options hashed last, to be known again: the SYNs of a flood bear the same ones.
const knownOptions = new Uint32Array(10);
let knownLength = 0;
let knownHash = 0;

function optionsHash(b: Bytes, start: number, end: number): number {
  const length = end - start;
  let same = length === knownLength;
  for (let i = 0; same && 4 * i < length; i++) same = u32be(b, start + 4 * i) === knownOptions[i];
  if (same) return knownHash;
  knownHash = newOptionsHash(b, start, end);
  knownLength = length;
  for (let i = 0; 4 * i < length; i++) knownOptions[i] = u32be(b, start + 4 * i);
  return knownHash;
}

function newOptionsHash(b: Bytes, start: number, end: number): number {
  let layout = 0;
  let mss = 0;
  let scale = 0;
  let traits = 0;
  for (let at = start; at < end; ) {
    const kind = u8(b, at);
    layout = mixed(layout, kind + 1);
    if (kind === OPTION_NOP) {
      at++;
      continue;
    }
    if (kind === OPTION_END) {
      layout = mixed(layout, end - at);
      for (let i = at + 1; i < end; i++) if (u8(b, i) !== 0) traits |= TRAILING_DATA;
      break;
    }
    const length = end - at < 2 ? 0 : u8(b, at + 1);
    if (!hasItsLength(kind, length) || length > end - at) {
      traits |= BAD_OPTIONS;
      break;
    }
    if (kind === OPTION_MSS) mss = u16be(b, at + 2);
    else if (kind === OPTION_SCALE) scale = u8(b, at + 2);
    else if (kind === OPTION_TIMESTAMP) {
      if (u32be(b, at + 2) === 0) traits |= NO_TIMESTAMP;
      if (u32be(b, at + 6) !== 0) traits |= PEER_TIMESTAMP;
    }
    at += length;
  }
  return mixed(layout, (mss << 16) | (scale << 8) | traits);
}

function hasItsLength(kind: number, length: number): boolean {
  switch (kind) {
    case OPTION_MSS:
      return length === 4;
    case OPTION_SCALE:
      return length === 3;
    case OPTION_SACK_PERMITTED:
      return length === 2;
    case OPTION_TIMESTAMP:
      return length === 10;
    default:
      return length >= 2;
  }
}

// A bijection of `word` for a given `hash` and the other way round; constants of MurmurHash3's finaliser.
function mixed(hash: number, word: number): number {
  let h = Math.imul(hash ^ word, 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}

function hasMiraiOptions(b: Bytes, tcp: number): boolean {
  const mss = u32be(b, tcp + TCP_HEADER);
  return (
    mss >= MIRAI_SMALLEST_MSS &&
    mss <= MIRAI_LARGEST_MSS &&
    u32be(b, tcp + TCP_HEADER + 4) === MIRAI_SACK_TIMESTAMP &&
    u32be(b, tcp + MIRAI_TIMESTAMP_ECHO) === 0 &&
    u32be(b, tcp + MIRAI_TIMESTAMP_ECHO + 4) === MIRAI_NOP_SCALE
  );
}
