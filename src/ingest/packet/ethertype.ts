// What an EtherType announces: IP, VLAN tags of any depth (IEEE 802.1Q clause 9), MPLS (RFC 3032), PPPoE sessions (RFC 2516), LLC and SNAP (RFC 1042).

import { type PacketBatch, SHAPE } from '../../model/batch.ts';
import { type Bytes, u8, u16be } from '../bytes.ts';
import { readIp } from './ip.ts';
import { readIpv6 } from './ipv6.ts';
import { missing, WHOLE, writeNoIp } from './row.ts';

/** EtherType of IPv4. */
export const ETHERTYPE_IPV4 = 0x0800;
const ETHERTYPE_IPV6 = 0x86dd;
const ETHERTYPE_VLAN = 0x8100;
const ETHERTYPE_SERVICE_VLAN = 0x88a8; // IEEE 802.1ad
const ETHERTYPE_OLD_QINQ = 0x9100;
const ETHERTYPE_MPLS = 0x8847;
const ETHERTYPE_MPLS_UPSTREAM = 0x8848; // RFC 5332
const ETHERTYPE_PPPOE_SESSION = 0x8864;
const LONGEST_802_3 = 1500; // up to here the field is a length, IEEE 802.3 clause 3.2.6

const VLAN_TAG_LENGTH = 4; // two bytes of tag, then the type of what follows
const MPLS_ENTRY_LENGTH = 4;
const MPLS_BOTTOM_OF_STACK = 1; // in the third byte of an entry
const PPPOE_HEADER_LENGTH = 6;
const PPP_ADDRESS_CONTROL = 0xff03;
const PPP_IPV4 = 0x21;
const PPP_IPV6 = 0x57;
const PPP_MPLS = 0x281; // RFC 3032 section 4.3
const PPP_MPLS_UPSTREAM = 0x283;
const LLC_LENGTH = 3;
const SNAP_ORGANISATION = 3;
const SNAP_TYPE = 6;
const SNAP_LENGTH = 8; // LLC, three bytes of organisation, type
const SAP_IP = 0x0606;
const SAP_SNAP = 0xaaaa;
const UNNUMBERED_INFORMATION = 3;
const ORGANISATION_ETHERNET = 0;
const ORGANISATION_BRIDGED = 0xf8; // Cisco's and Apple's use of 00-00-F8, IEEE 802.1H

/** Reads what stands at `at` and was announced by the EtherType (or 802.3 length) `type`. */
export function readEtherType(
  b: Bytes,
  at: number,
  end: number,
  wireEnd: number,
  batch: PacketBatch,
  row: number,
  type: number,
): number {
  let inner = type;
  let position = at;
  // A loop, not recursion: the evidence must not choose the depth of the stack.
  for (;;) {
    if (inner === ETHERTYPE_VLAN || inner === ETHERTYPE_SERVICE_VLAN || inner === ETHERTYPE_OLD_QINQ) {
      if (end - position < VLAN_TAG_LENGTH) {
        writeNoIp(batch, row, SHAPE.damaged);
        return missing(position, VLAN_TAG_LENGTH, wireEnd);
      }
      inner = u16be(b, position + 2);
      position += VLAN_TAG_LENGTH;
    } else if (inner <= LONGEST_802_3 && hasSnapType(b, position, end)) {
      inner = u16be(b, position + SNAP_TYPE);
      position += SNAP_LENGTH;
    } else break;
  }
  switch (inner) {
    case ETHERTYPE_IPV4:
      return readIp(b, position, end, wireEnd, batch, row);
    case ETHERTYPE_IPV6:
      return readIpv6(b, position, end, wireEnd, batch, row);
    case ETHERTYPE_MPLS:
    case ETHERTYPE_MPLS_UPSTREAM:
      return readMpls(b, position, end, wireEnd, batch, row);
    case ETHERTYPE_PPPOE_SESSION:
      return readPpp(b, position + PPPOE_HEADER_LENGTH, end, wireEnd, batch, row);
    default:
      if (inner <= LONGEST_802_3) return readLlc(b, position, end, wireEnd, batch, row);
      writeNoIp(batch, row, 0);
      return WHOLE;
  }
}

// True when a whole SNAP header stands at `at` and its last field is an EtherType.
function hasSnapType(b: Bytes, at: number, end: number): boolean {
  if (end - at < SNAP_LENGTH || u16be(b, at) !== SAP_SNAP || u8(b, at + 2) !== UNNUMBERED_INFORMATION)
    return false;
  const organisation = (u8(b, at + SNAP_ORGANISATION) << 16) | u16be(b, at + SNAP_ORGANISATION + 1);
  return (
    (organisation === ORGANISATION_ETHERNET || organisation === ORGANISATION_BRIDGED) &&
    u16be(b, at + SNAP_TYPE) > LONGEST_802_3
  );
}

// An 802.2 LLC header without a SNAP type that could be followed: IP stands, rarely, behind its own SAP.
function readLlc(
  b: Bytes,
  at: number,
  end: number,
  wireEnd: number,
  batch: PacketBatch,
  row: number,
): number {
  const need = end - at >= 2 && u16be(b, at) === SAP_SNAP ? SNAP_LENGTH : LLC_LENGTH;
  if (end - at < need) {
    writeNoIp(batch, row, SHAPE.damaged);
    return missing(at, need, wireEnd);
  }
  if (u16be(b, at) === SAP_IP && u8(b, at + 2) === UNNUMBERED_INFORMATION)
    return readIp(b, at + LLC_LENGTH, end, wireEnd, batch, row);
  writeNoIp(batch, row, 0);
  return WHOLE;
}

/** Reads a PPP frame, RFC 1662 and 1661 section 6.5, with or without address and control, protocol in two bytes or one. A LayerReader. */
export function readPpp(
  b: Bytes,
  at: number,
  end: number,
  wireEnd: number,
  batch: PacketBatch,
  row: number,
): number {
  if (end - at < 2) {
    writeNoIp(batch, row, SHAPE.damaged);
    return missing(at, 2, wireEnd);
  }
  const position = u16be(b, at) === PPP_ADDRESS_CONTROL ? at + 2 : at;
  if (end - position < 2) {
    writeNoIp(batch, row, SHAPE.damaged);
    return missing(position, 2, wireEnd);
  }
  const first = u8(b, position);
  const compressed = (first & 1) === 1; // a protocol number's last byte is odd, all before it even
  const protocol = compressed ? first : u16be(b, position);
  const payload = position + (compressed ? 1 : 2);
  if (protocol === PPP_IPV4) return readIp(b, payload, end, wireEnd, batch, row);
  if (protocol === PPP_IPV6) return readIpv6(b, payload, end, wireEnd, batch, row);
  if (protocol === PPP_MPLS || protocol === PPP_MPLS_UPSTREAM)
    return readMpls(b, payload, end, wireEnd, batch, row);
  writeNoIp(batch, row, 0);
  return WHOLE;
}

// The label stack does not say what it carries: IP by its first four bits, anything else (pseudowires) counts as not IP.
function readMpls(
  b: Bytes,
  at: number,
  end: number,
  wireEnd: number,
  batch: PacketBatch,
  row: number,
): number {
  let position = at;
  for (let bottom = 0; bottom === 0; position += MPLS_ENTRY_LENGTH) {
    if (end - position < MPLS_ENTRY_LENGTH) {
      writeNoIp(batch, row, SHAPE.damaged);
      return missing(position, MPLS_ENTRY_LENGTH, wireEnd);
    }
    bottom = u8(b, position + 2) & MPLS_BOTTOM_OF_STACK;
  }
  if (end <= position) {
    writeNoIp(batch, row, SHAPE.damaged);
    return missing(position, 1, wireEnd);
  }
  const version = u8(b, position) >> 4;
  if (version === 4 || version === 6) return readIp(b, position, end, wireEnd, batch, row);
  writeNoIp(batch, row, 0);
  return WHOLE;
}
