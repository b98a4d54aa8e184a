// TCP (RFC 9293 section 3.1), UDP (RFC 768), ICMP (RFC 792) and ICMPv6 (RFC 4443) headers.

import { type PacketBatch, SHAPE } from '../../model/batch.ts';
import { SIGNATURE } from '../../model/signatures.ts';
import { type Bytes, u8, u16be, u32be } from '../bytes.ts';
import { dnsCode, pathHash, writeDnsQuery } from './asked.ts';
import { openingOf } from './opening.ts';
import { isQuotingError, writeQuoted } from './quoted.ts';
import { requestKind } from './request-kind.ts';
import { MALFORMED, missing, WHOLE, writeNoIcmp, writeNoTcp, writeNoTransport } from './row.ts';
import { tcpSignature, udpSignature } from './signature.ts';
import { writeSyn } from './syn.ts';

// Layouts, offsets in bytes from the start of the header.
const PORTS = 0; // TCP and UDP: source port and destination port, 16 bits each
const PORTS_END = 4;
const TCP_SEQ = 4;
const TCP_ACK = 8;
const TCP_OFFSET_TO_WINDOW = 12; // data offset in 32-bit words (4 bits), reserved (4), flags (8), window (16)
const TCP_DATA_OFFSET_SHIFT = 28;
const TCP_NEEDED = 16; // checksum and urgent pointer are not kept
const TCP_SHORTEST = 20;
const FLAGS_OF_SYN = 0x17; // ACK, RST, SYN, FIN
const FLAG_SYN = 2;
const UDP_LENGTH = 4; // of header and payload; 0 in jumbograms
const UDP_HEADER = 8;
const ICMP_TYPE = 0;
const ICMP_CODE = 1;
const ICMP_NEEDED = 2;
const ICMP_LENGTH = 8; // type, code, checksum and the four bytes whose meaning depends on the type

const ICMP = 1;
const TCP = 6;
const UDP = 17;
const ICMPV6 = 58;

/**
 * Reads the transport header at `at` into the row's columns behind the IP header. `end` is where the captured bytes of this packet end,
 * `packetEnd` where the IP header says that the packet ends; `shape` holds the bits known so far, `ip` is where the IP header stands.
 */
export function readTransport(
  b: Bytes,
  at: number,
  end: number,
  packetEnd: number,
  protocol: number,
  shape: number,
  batch: PacketBatch,
  row: number,
  ip: number,
): number {
  if (protocol === TCP) return readTcp(b, at, end, packetEnd, shape, batch, row, ip);
  if (protocol === UDP) return readUdp(b, at, end, packetEnd, shape, batch, row);
  if (protocol === ICMP || protocol === ICMPV6)
    return readIcmp(b, at, end, packetEnd, protocol, shape, batch, row);
  writeNoTransport(batch, row, shape);
  return WHOLE;
}

function readTcp(
  b: Bytes,
  at: number,
  end: number,
  packetEnd: number,
  shape: number,
  batch: PacketBatch,
  row: number,
  ip: number,
): number {
  if (end - at < TCP_NEEDED) {
    writePortsOnly(b, at, end, shape | SHAPE.damaged, batch, row);
    return missing(at, TCP_NEEDED, packetEnd);
  }
  const offsetToWindow = u32be(b, at + TCP_OFFSET_TO_WINDOW);
  const headerLength = (offsetToWindow >>> TCP_DATA_OFFSET_SHIFT) * 4;
  if (headerLength < TCP_SHORTEST) {
    // The reader that comes after us cannot tell what the flags of such a header mean; tshark shows none either.
    writePortsOnly(b, at, end, shape | SHAPE.damaged, batch, row);
    return MALFORMED;
  }
  const payload = at + headerLength;
  let bits = shape | SHAPE.hasPorts | SHAPE.hasTcp;
  let signature: number = SIGNATURE.none;
  if (end - payload >= 4) {
    if (isRequestLine(u32be(b, payload))) bits |= SHAPE.httpRequest;
    signature = tcpSignature(b, payload, end);
    if (signature === SIGNATURE.httpGet || signature === SIGNATURE.httpPost) {
      batch.asked[row] = pathHash(b, payload, end);
      batch.requestKind[row] = requestKind(b, payload, end);
    }
  }
  if (packetEnd > payload) batch.opening[row] = openingOf(b, payload, end);
  const flags = (offsetToWindow >>> 16) & 0xff;
  const tooLong = payload > packetEnd;
  if (tooLong) bits |= SHAPE.damaged;
  batch.shape[row] = bits;
  const ports = u32be(b, at + PORTS);
  batch.sourcePort[row] = ports >>> 16;
  batch.destinationPort[row] = ports & 0xffff;
  batch.tcpFlags[row] = flags;
  batch.seq[row] = u32be(b, at + TCP_SEQ);
  batch.ack[row] = u32be(b, at + TCP_ACK);
  batch.window[row] = offsetToWindow & 0xffff;
  batch.payloadLength[row] = tooLong ? 0 : packetEnd - payload;
  batch.signature[row] = signature;
  if ((flags & FLAGS_OF_SYN) === FLAG_SYN) writeSyn(b, ip, at, payload, payload <= end, batch, row);
  else {
    batch.synFingerprint[row] = 0;
    batch.tool[row] = 0;
  }
  writeNoIcmp(batch, row);
  return tooLong ? MALFORMED : WHOLE;
}

// The first four bytes of the request lines that web servers see, as one number each.
function isRequestLine(word: number): boolean {
  switch (word) {
    case 0x47455420: // "GET "
    case 0x504f5354: // "POST"
    case 0x48454144: // "HEAD"
    case 0x50555420: // "PUT "
    case 0x44454c45: // "DELE"
    case 0x4f505449: // "OPTI"
    case 0x50415443: // "PATC"
      return true;
    default:
      return false;
  }
}

function readUdp(
  b: Bytes,
  at: number,
  end: number,
  packetEnd: number,
  shape: number,
  batch: PacketBatch,
  row: number,
): number {
  if (end - at < UDP_HEADER) {
    writePortsOnly(b, at, end, shape | SHAPE.damaged, batch, row);
    return missing(at, UDP_HEADER, packetEnd);
  }
  const payload = at + UDP_HEADER;
  const ports = u32be(b, at + PORTS);
  const sourcePort = ports >>> 16;
  const destinationPort = ports & 0xffff;
  const size = (u16be(b, at + UDP_LENGTH) || packetEnd - at) - UDP_HEADER;
  batch.shape[row] = shape | SHAPE.hasPorts;
  batch.sourcePort[row] = sourcePort;
  batch.destinationPort[row] = destinationPort;
  // Bytes that UDP does not count as its own decide nothing.
  const signedEnd = Math.min(end, payload + size);
  const signature = udpSignature(b, payload, signedEnd, size, sourcePort, destinationPort);
  batch.signature[row] = signature;
  if (signature === SIGNATURE.dnsQuery) writeDnsQuery(b, payload, signedEnd, batch, row);
  else if (signature === SIGNATURE.dnsResponse) batch.asked[row] = dnsCode(b, payload);
  // From the IP header: UDP's own length counts the whole datagram in a first fragment, and is 0 in jumbograms (RFC 2675 section 4).
  batch.payloadLength[row] = packetEnd - payload;
  writeNoTcp(batch, row);
  writeNoIcmp(batch, row);
  return WHOLE;
}

function readIcmp(
  b: Bytes,
  at: number,
  end: number,
  packetEnd: number,
  protocol: number,
  shape: number,
  batch: PacketBatch,
  row: number,
): number {
  if (end - at < ICMP_NEEDED) {
    writeNoTransport(batch, row, shape | SHAPE.damaged);
    return missing(at, ICMP_NEEDED, packetEnd);
  }
  batch.shape[row] = shape | SHAPE.hasIcmp;
  batch.sourcePort[row] = 0;
  batch.destinationPort[row] = 0;
  batch.payloadLength[row] = Math.max(0, packetEnd - at - ICMP_LENGTH);
  const type = u8(b, at + ICMP_TYPE);
  batch.icmpType[row] = type;
  batch.icmpCode[row] = u8(b, at + ICMP_CODE);
  batch.signature[row] = 0;
  if (isQuotingError(protocol, type)) writeQuoted(b, at + ICMP_LENGTH, end, batch, row);
  else batch.quotedProtocol[row] = 0;
  writeNoTcp(batch, row);
  return WHOLE;
}

function writePortsOnly(
  b: Bytes,
  at: number,
  end: number,
  shape: number,
  batch: PacketBatch,
  row: number,
): void {
  writeNoTransport(batch, row, shape);
  if (end - at < PORTS_END) return;
  batch.shape[row] = shape | SHAPE.hasPorts;
  batch.sourcePort[row] = u16be(b, at + PORTS);
  batch.destinationPort[row] = u16be(b, at + PORTS + 2);
}
