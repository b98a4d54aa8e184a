// The packet that an ICMP error quotes: RFC 792, RFC 1812 section 4.3.2.3, RFC 4443 section 2.4 (c).

import { V4_MAPPED } from '../../model/address.ts';
import type { PacketBatch } from '../../model/batch.ts';
import { type Bytes, u8, u16be, u32be } from '../bytes.ts';
import { EXTENSION_SHORTEST, extensionLength, FRAGMENT, isExtension } from './ipv6-extensions.ts';

const ICMP = 1;
const ICMP_UNREACHABLE = 3;
const ICMP_TIME_EXCEEDED = 11;
const ICMP_PARAMETER_PROBLEM = 12;
const ICMPV6_FIRST_ERROR = 1; // unreachable; 2 packet too big, 3 time exceeded
const ICMPV6_LAST_ERROR = 4; // parameter problem

const IPV4_FRAGMENT = 6;
const IPV4_OFFSET_MASK = 0x1fff;
const IPV4_PROTOCOL = 9;
const IPV4_SOURCE = 12;
const IPV4_DESTINATION = 16;
const IPV4_HEADER = 20;
const IPV6_NEXT_HEADER = 6;
const IPV6_SOURCE = 8;
const IPV6_DESTINATION = 24;
const IPV6_HEADER = 40;
const FRAGMENT_OFFSET = 2; // in the fragment header
const FRAGMENT_OFFSET_MASK = 0xfff8;

const TCP = 6;
const UDP = 17;
const TRANSPORT_QUOTED = 8; // what RFC 792 asks for at least
const TCP_SEQ = 4;

/** True for the ICMP and ICMPv6 messages that quote the packet they complain about. */
export function isQuotingError(protocol: number, type: number): boolean {
  if (protocol === ICMP)
    return type === ICMP_UNREACHABLE || type === ICMP_TIME_EXCEEDED || type === ICMP_PARAMETER_PROBLEM;
  return type >= ICMPV6_FIRST_ERROR && type <= ICMPV6_LAST_ERROR;
}

/** Writes the quoted columns from the packet quoted at `at`; quotedProtocol is 0 when its IP header is not whole. */
export function writeQuoted(b: Bytes, at: number, end: number, batch: PacketBatch, row: number): void {
  batch.quotedProtocol[row] = 0;
  batch.quotedSourcePort[row] = 0;
  batch.quotedDestinationPort[row] = 0;
  batch.quotedSeq[row] = 0;
  if (end - at < IPV4_HEADER) return;
  const version = u8(b, at) >> 4;
  if (version === 4) writeQuotedIpv4(b, at, end, batch, row);
  else if (version === 6 && end - at >= IPV6_HEADER) writeQuotedIpv6(b, at, end, batch, row);
}

function writeQuotedIpv4(b: Bytes, at: number, end: number, batch: PacketBatch, row: number): void {
  const headerLength = (u8(b, at) & 15) * 4;
  if (headerLength < IPV4_HEADER) return;
  const word = 4 * row;
  batch.quotedSource[word] = 0;
  batch.quotedSource[word + 1] = 0;
  batch.quotedSource[word + 2] = V4_MAPPED;
  batch.quotedSource[word + 3] = u32be(b, at + IPV4_SOURCE);
  batch.quotedDestination[word] = 0;
  batch.quotedDestination[word + 1] = 0;
  batch.quotedDestination[word + 2] = V4_MAPPED;
  batch.quotedDestination[word + 3] = u32be(b, at + IPV4_DESTINATION);
  const protocol = u8(b, at + IPV4_PROTOCOL);
  batch.quotedProtocol[row] = protocol;
  if ((u16be(b, at + IPV4_FRAGMENT) & IPV4_OFFSET_MASK) === 0)
    writeQuotedTransport(b, at + headerLength, end, protocol, batch, row);
}

function writeQuotedIpv6(b: Bytes, at: number, end: number, batch: PacketBatch, row: number): void {
  const word = 4 * row;
  for (let i = 0; i < 4; i++) {
    batch.quotedSource[word + i] = u32be(b, at + IPV6_SOURCE + 4 * i);
    batch.quotedDestination[word + i] = u32be(b, at + IPV6_DESTINATION + 4 * i);
  }
  let next = u8(b, at + IPV6_NEXT_HEADER);
  let position = at + IPV6_HEADER;
  let laterFragment = false;
  while (!laterFragment && isExtension(next) && end - position >= EXTENSION_SHORTEST) {
    laterFragment = next === FRAGMENT && (u16be(b, position + FRAGMENT_OFFSET) & FRAGMENT_OFFSET_MASK) !== 0;
    const length = extensionLength(b, position, next);
    next = u8(b, position);
    position += length;
  }
  batch.quotedProtocol[row] = next;
  if (!laterFragment) writeQuotedTransport(b, position, end, next, batch, row);
}

function writeQuotedTransport(
  b: Bytes,
  at: number,
  end: number,
  protocol: number,
  batch: PacketBatch,
  row: number,
): void {
  if ((protocol !== TCP && protocol !== UDP) || end - at < TRANSPORT_QUOTED) return;
  batch.quotedSourcePort[row] = u16be(b, at);
  batch.quotedDestinationPort[row] = u16be(b, at + 2);
  if (protocol === TCP) batch.quotedSeq[row] = u32be(b, at + TCP_SEQ);
}
