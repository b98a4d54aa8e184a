// Signatures of game servers and of BitTorrent's DHT: Source engine queries, Quake's out-of-band messages and control packets, BEP 5.

import { SIGNATURE } from '../../model/signatures.ts';
import { type Bytes, u8, u16be, u32be } from '../bytes.ts';

const OUT_OF_BAND = 0xffffffff;
const SPLIT = 0xfeffffff; // a Source engine answer in several datagrams
const NETQUAKE_CONTROL = 0x8000; // then the length of the datagram
const NETQUAKE_FIRST_ANSWER = 0x81; // CCREP_ACCEPT
const NETQUAKE_LAST_ANSWER = 0x85; // CCREP_RULE_INFO

/** Game servers: one letter behind ff ff ff ff in the Source engine, a word in Quake's descendants, control packets in NetQuake. */
export function gameSignature(b: Bytes, at: number, end: number, answer: boolean, size: number): number {
  if (end - at < 5) return SIGNATURE.none;
  const head = u32be(b, at);
  if (head === OUT_OF_BAND) return answer ? outOfBandAnswer(b, at + 4, end) : outOfBandQuery(b, at + 4, end);
  if (head === SPLIT) return answer ? SIGNATURE.steamResponse : SIGNATURE.none;
  if (head >>> 16 !== NETQUAKE_CONTROL || u16be(b, at + 2) !== size) return SIGNATURE.none;
  const code = u8(b, at + 4);
  if (!answer) return code >= 1 && code <= 4 ? SIGNATURE.quakeQuery : SIGNATURE.none;
  return code >= NETQUAKE_FIRST_ANSWER && code <= NETQUAKE_LAST_ANSWER
    ? SIGNATURE.quakeResponse
    : SIGNATURE.none;
}

function outOfBandAnswer(b: Bytes, at: number, end: number): number {
  switch (u8(b, at)) {
    case 0x41: // "A": challenge
    case 0x44: // "D": players
    case 0x45: // "E": rules
    case 0x49: // "I": information
    case 0x6a: // "j": ping
    case 0x6c: // "l": refused
    case 0x6d: // "m": information, GoldSource
      return SIGNATURE.steamResponse;
    default:
  }
  if (end - at >= 2 && u8(b, at) === 0x6e && u8(b, at + 1) === 0x5c) return SIGNATURE.quakeResponse; // "n\": QuakeWorld's status
  if (end - at < 8) return SIGNATURE.none;
  switch (u32be(b, at)) {
    case 0x7072696e: // "prin" of print
    case 0x73746174: // "stat" of statusResponse
    case 0x696e666f: // "info" of infoResponse
    case 0x6368616c: // "chal" of challengeResponse
    case 0x636f6e6e: // "conn" of connectResponse
    case 0x64697363: // "disc" of disconnect
      return SIGNATURE.quakeResponse;
    case 0x67657473: // "gets" of getserversResponse, which getservers, getstatus begin like
      return isServerList(b, at, end) ? SIGNATURE.quakeResponse : SIGNATURE.none;
    default:
      return SIGNATURE.none;
  }
}

function isServerList(b: Bytes, at: number, end: number): boolean {
  return end - at >= 14 && u32be(b, at + 4) === 0x65727665 && u32be(b, at + 10) === 0x52657370; // "erve", "Resp"
}

function outOfBandQuery(b: Bytes, at: number, end: number): number {
  switch (u8(b, at)) {
    case 0x54: // "T": information
    case 0x55: // "U": players
    case 0x56: // "V": rules
    case 0x57: // "W": challenge
      return SIGNATURE.steamQuery;
    default:
  }
  if (end - at < 4) return SIGNATURE.none;
  switch (u32be(b, at)) {
    case 0x67657473: // "gets" of getstatus
    case 0x67657469: // "geti" of getinfo
    case 0x67657463: // "getc" of getchallenge
    case 0x73746174: // "stat" of status
      return SIGNATURE.quakeQuery;
    default:
      return SIGNATURE.none;
  }
}

// A bencoded dictionary with sorted keys: "a" arguments of a query, "e" an error, "r" what a query returns, "ip" (BEP 42) before "r".
const DHT_QUERY = 0x64313a61; // "d1:a"
const DHT_ANSWER = 0x64313a72; // "d1:r"
const DHT_ERROR = 0x64313a65; // "d1:e"
const DHT_EXTERNAL_ADDRESS = 0x64323a69; // "d2:i"

/** BitTorrent DHT messages. */
export function bittorrentSignature(b: Bytes, at: number, end: number, answer: boolean): number {
  if (end - at < 6) return SIGNATURE.none;
  const head = u32be(b, at);
  const next = u16be(b, at + 4);
  if (head === DHT_QUERY && next === 0x6432) return answer ? SIGNATURE.none : SIGNATURE.bittorrentQuery; // "d2"
  const answers =
    (head === DHT_ANSWER && next === 0x6432) || // "d2"
    (head === DHT_ERROR && next === 0x6c69) || // "li"
    (head === DHT_EXTERNAL_ADDRESS && next === 0x7036); // "p6"
  return answer && answers ? SIGNATURE.bittorrentResponse : SIGNATURE.none;
}
