// Link layers of captures, by LINKTYPE number: https://www.tcpdump.org/linktypes.html. Chosen once an interface, not a packet.

import { type PacketBatch, SHAPE } from '../../model/batch.ts';
import { type Bytes, u16be, u32be, u32le } from '../bytes.ts';
import { ETHERTYPE_IPV4, readEtherType, readPpp } from './ethertype.ts';
import { readIp } from './ip.ts';
import { readIpv6 } from './ipv6.ts';
import { type LayerReader, missing, UNKNOWN_LINK_TYPE, WHOLE, writeNoIp } from './row.ts';

const LINKTYPE_NULL = 0;
const LINKTYPE_ETHERNET = 1;
const LINKTYPE_PPP = 9;
const DLT_RAW = 12; // the platforms' own numbers of raw IP, found in files all the same
const DLT_RAW_OPENBSD = 14;
const LINKTYPE_RAW = 101;
const LINKTYPE_C_HDLC = 104;
const LINKTYPE_LOOP = 108;
const LINKTYPE_LINUX_SLL = 113;
const LINKTYPE_IPV4 = 228;
const LINKTYPE_IPV6 = 229;
const LINKTYPE_LINUX_SLL2 = 276;

// Layouts, offsets in bytes from the start of the frame.
const ETHERNET_TYPE = 12;
const ETHERNET_LENGTH = 14;
const FAMILY_LENGTH = 4;
const HDLC_TYPE = 2;
const HDLC_LENGTH = 4;
const SLL_DEVICE_TYPE = 2;
const SLL_PROTOCOL = 14;
const SLL_LENGTH = 16;
const SLL2_PROTOCOL = 0;
const SLL2_DEVICE_TYPE = 8;
const SLL2_LENGTH = 20;
const SLL_LLC = 4; // in place of an EtherType: an 802.2 LLC header follows
const SHORTEST_ETHERTYPE = 0x600;
const ARPHRD_NETLINK = 824; // the protocol is then a netlink family

const AF_INET = 2;
const AF_INET6_LINUX = 10;
const AF_INET6_BSD = 24; // NetBSD and OpenBSD
const AF_INET6_FREEBSD = 28;
const AF_INET6_DARWIN = 30;

/** The reader of frames of this link type; one that says UNKNOWN_LINK_TYPE when there is none. */
export function frameReader(linkType: number): LayerReader {
  switch (linkType) {
    case LINKTYPE_NULL:
      return readNull;
    case LINKTYPE_ETHERNET:
      return readEthernet;
    case LINKTYPE_PPP:
      return readPpp;
    case DLT_RAW:
    case DLT_RAW_OPENBSD:
    case LINKTYPE_RAW:
    case LINKTYPE_IPV4:
      return readIp;
    case LINKTYPE_IPV6:
      return readIpv6;
    case LINKTYPE_C_HDLC:
      return readHdlc;
    case LINKTYPE_LOOP:
      return readLoop;
    case LINKTYPE_LINUX_SLL:
      return readSll;
    case LINKTYPE_LINUX_SLL2:
      return readSll2;
    default:
      return readUnknown;
  }
}

function readEthernet(
  b: Bytes,
  at: number,
  end: number,
  wireEnd: number,
  batch: PacketBatch,
  row: number,
): number {
  if (end - at < ETHERNET_LENGTH) return cutFrame(at, ETHERNET_LENGTH, wireEnd, batch, row);
  const type = u16be(b, at + ETHERNET_TYPE);
  if (type === ETHERTYPE_IPV4) return readIp(b, at + ETHERNET_LENGTH, end, wireEnd, batch, row);
  return readEtherType(b, at + ETHERNET_LENGTH, end, wireEnd, batch, row, type);
}

// The address family is in the byte order of the machine that captured, which need not be that of the file.
function readNull(
  b: Bytes,
  at: number,
  end: number,
  wireEnd: number,
  batch: PacketBatch,
  row: number,
): number {
  if (end - at < FAMILY_LENGTH) return cutFrame(at, FAMILY_LENGTH, wireEnd, batch, row);
  const little = u32le(b, at);
  const family = little > 0xffff ? u32be(b, at) : little;
  return readFamily(b, at + FAMILY_LENGTH, end, wireEnd, batch, row, family);
}

function readLoop(
  b: Bytes,
  at: number,
  end: number,
  wireEnd: number,
  batch: PacketBatch,
  row: number,
): number {
  if (end - at < FAMILY_LENGTH) return cutFrame(at, FAMILY_LENGTH, wireEnd, batch, row);
  return readFamily(b, at + FAMILY_LENGTH, end, wireEnd, batch, row, u32be(b, at));
}

function readFamily(
  b: Bytes,
  at: number,
  end: number,
  wireEnd: number,
  batch: PacketBatch,
  row: number,
  family: number,
): number {
  switch (family) {
    case AF_INET:
      return readIp(b, at, end, wireEnd, batch, row);
    case AF_INET6_LINUX:
    case AF_INET6_BSD:
    case AF_INET6_FREEBSD:
    case AF_INET6_DARWIN:
      return readIpv6(b, at, end, wireEnd, batch, row);
    default:
      return readTyped(b, at, end, wireEnd, batch, row, family & 0xffff); // some writers put an EtherType there
  }
}

function readHdlc(
  b: Bytes,
  at: number,
  end: number,
  wireEnd: number,
  batch: PacketBatch,
  row: number,
): number {
  if (end - at < HDLC_LENGTH) return cutFrame(at, HDLC_LENGTH, wireEnd, batch, row);
  return readTyped(b, at + HDLC_LENGTH, end, wireEnd, batch, row, u16be(b, at + HDLC_TYPE));
}

function readSll(
  b: Bytes,
  at: number,
  end: number,
  wireEnd: number,
  batch: PacketBatch,
  row: number,
): number {
  if (end - at < SLL_LENGTH) return cutFrame(at, SLL_LENGTH, wireEnd, batch, row);
  const device = u16be(b, at + SLL_DEVICE_TYPE);
  return readCooked(b, at + SLL_LENGTH, end, wireEnd, batch, row, device, u16be(b, at + SLL_PROTOCOL));
}

function readSll2(
  b: Bytes,
  at: number,
  end: number,
  wireEnd: number,
  batch: PacketBatch,
  row: number,
): number {
  if (end - at < SLL2_LENGTH) return cutFrame(at, SLL2_LENGTH, wireEnd, batch, row);
  const device = u16be(b, at + SLL2_DEVICE_TYPE);
  return readCooked(b, at + SLL2_LENGTH, end, wireEnd, batch, row, device, u16be(b, at + SLL2_PROTOCOL));
}

function readCooked(
  b: Bytes,
  at: number,
  end: number,
  wireEnd: number,
  batch: PacketBatch,
  row: number,
  device: number,
  protocol: number,
): number {
  if (device === ARPHRD_NETLINK) return readTyped(b, at, end, wireEnd, batch, row, 0);
  if (protocol === SLL_LLC) return readEtherType(b, at, end, wireEnd, batch, row, 0);
  return readTyped(b, at, end, wireEnd, batch, row, protocol);
}

// Like an EtherType, but small numbers are no 802.3 lengths.
function readTyped(
  b: Bytes,
  at: number,
  end: number,
  wireEnd: number,
  batch: PacketBatch,
  row: number,
  type: number,
): number {
  if (type >= SHORTEST_ETHERTYPE) return readEtherType(b, at, end, wireEnd, batch, row, type);
  writeNoIp(batch, row, 0);
  return WHOLE;
}

function readUnknown(
  _b: Bytes,
  _at: number,
  _end: number,
  _wireEnd: number,
  batch: PacketBatch,
  row: number,
): number {
  writeNoIp(batch, row, 0);
  return UNKNOWN_LINK_TYPE;
}

function cutFrame(at: number, need: number, wireEnd: number, batch: PacketBatch, row: number): number {
  writeNoIp(batch, row, SHAPE.damaged);
  return missing(at, need, wireEnd);
}
