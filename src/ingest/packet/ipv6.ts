// IPv6 headers and their extension headers: RFC 8200, jumbograms RFC 2675, AH RFC 4302, Mobility RFC 6275, HIP RFC 7401, Shim6 RFC 5533.

import { type PacketBatch, SHAPE } from '../../model/batch.ts';
import { type Bytes, u8, u16be, u32be } from '../bytes.ts';
import {
  EXTENSION_LENGTH,
  EXTENSION_SHORTEST,
  extensionLength,
  FRAGMENT,
  HOP_BY_HOP,
  isExtension,
} from './ipv6-extensions.ts';
import { MALFORMED, missing, WHOLE, writeNoIp, writeNoTransport } from './row.ts';
import { readTransport } from './transport.ts';

// Layout, offsets in bytes from the start of the header.
const VERSION = 0; // upper 4 bits
const PAYLOAD_LENGTH = 4; // 0: a jumbogram, or left to the network card
const NEXT_HEADER = 6;
const HOP_LIMIT = 7;
const SOURCE = 8;
const DESTINATION = 24;
const HEADER_LENGTH = 40;

const FRAGMENT_OFFSET = 2; // in a fragment header: upper 13 bits in 8-byte blocks, lowest bit: more fragments
const FRAGMENT_MASK = 0xfff9;
const FRAGMENT_OFFSET_MASK = 0xfff8;

const OPTION_PAD1 = 0;
const OPTION_JUMBO = 0xc2;
const SHORTEST_JUMBO = 0x10000;

/** Reads the IPv6 header at `at` and what it carries; a version other than 6 is malformed. A LayerReader. */
export function readIpv6(
  b: Bytes,
  at: number,
  end: number,
  wireEnd: number,
  batch: PacketBatch,
  row: number,
): number {
  if (end - at < HEADER_LENGTH) {
    writeNoIp(batch, row, SHAPE.damaged);
    return missing(at, HEADER_LENGTH, wireEnd);
  }
  if (u8(b, at + VERSION) >> 4 !== 6) {
    writeNoIp(batch, row, SHAPE.damaged);
    return MALFORMED;
  }
  const word = 4 * row;
  batch.ipVersion[row] = 6;
  for (let i = 0; i < 4; i++) {
    batch.source[word + i] = u32be(b, at + SOURCE + 4 * i);
    batch.destination[word + i] = u32be(b, at + DESTINATION + 4 * i);
  }
  batch.ttl[row] = u8(b, at + HOP_LIMIT);
  batch.ipId[row] = 0;
  const next = u8(b, at + NEXT_HEADER);
  let payloadLength = u16be(b, at + PAYLOAD_LENGTH);
  if (payloadLength === 0 && next === HOP_BY_HOP) payloadLength = jumboLength(b, at + HEADER_LENGTH, end);
  const packetEnd = payloadLength === 0 ? wireEnd : at + HEADER_LENGTH + payloadLength;
  const capturedEnd = Math.min(packetEnd, end);
  return readExtensions(b, at, capturedEnd, packetEnd, next, batch, row);
}

// Walks the chain to the transport header. Each header has 8 bytes at least, so the walk ends with the packet.
function readExtensions(
  b: Bytes,
  ip: number,
  end: number,
  packetEnd: number,
  first: number,
  batch: PacketBatch,
  row: number,
): number {
  let at = ip + HEADER_LENGTH;
  let next = first;
  let shape = 0;
  while (isExtension(next)) {
    const length = end - at < EXTENSION_SHORTEST ? EXTENSION_SHORTEST : extensionLength(b, at, next);
    if (end - at < length) {
      batch.protocol[row] = 0;
      writeNoTransport(batch, row, shape | SHAPE.damaged);
      return missing(at, length, packetEnd);
    }
    if (next === FRAGMENT) shape |= fragmentShape(u16be(b, at + FRAGMENT_OFFSET));
    next = u8(b, at);
    at += length;
    if ((shape & SHAPE.laterFragment) !== 0) break; // what follows is data, RFC 8200 section 4.5
  }
  batch.protocol[row] = next;
  if ((shape & SHAPE.laterFragment) !== 0) {
    writeNoTransport(batch, row, shape);
    return WHOLE;
  }
  return readTransport(b, at, end, packetEnd, next, shape, batch, row, ip);
}

// An atomic fragment (offset 0, none to follow, RFC 6946) is a whole packet.
function fragmentShape(field: number): number {
  if ((field & FRAGMENT_MASK) === 0) return 0;
  return (field & FRAGMENT_OFFSET_MASK) === 0 ? SHAPE.fragment : SHAPE.fragment | SHAPE.laterFragment;
}

// Length from the jumbo payload option of the hop-by-hop header at `at`; 0 when there is none or it is too short for one.
function jumboLength(b: Bytes, at: number, end: number): number {
  if (end - at < EXTENSION_SHORTEST) return 0;
  const optionsEnd = Math.min(end, at + (u8(b, at + EXTENSION_LENGTH) + 1) * 8);
  let option = at + 2;
  while (optionsEnd - option >= 2) {
    const type = u8(b, option);
    if (type === OPTION_JUMBO) {
      if (optionsEnd - option < 6) return 0;
      const length = u32be(b, option + 2);
      return length < SHORTEST_JUMBO ? 0 : length;
    }
    option += type === OPTION_PAD1 ? 1 : 2 + u8(b, option + 1);
  }
  return 0;
}
