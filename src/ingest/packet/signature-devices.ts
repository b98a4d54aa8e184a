// Signatures of device, management and file-sharing services: ARMS, Ubiquiti, DHDiscover, RDP over UDP, BACnet, SQL Server browser, Jenkins, Kad.

import { SIGNATURE } from '../../model/signatures.ts';
import { type Bytes, u8, u16be, u16le, u32be } from '../bytes.ts';

const ARMS_ANSWER = 1; // message type in the first two bytes, then the number of bytes behind these four

/** Apple Remote Management: 00 01, then the length of the rest (03 ea in the 1006 bytes of the attacks seen). */
export function armsSignature(b: Bytes, at: number, end: number, answer: boolean, size: number): number {
  if (!answer || end - at < 4) return SIGNATURE.none;
  return u16be(b, at) === ARMS_ANSWER && u16be(b, at + 2) === size - 4
    ? SIGNATURE.armsResponse
    : SIGNATURE.none;
}

const UBIQUITI_NEWEST_VERSION = 2;

/** Ubiquiti discovery: version, command, then the length of the fields that follow; a question has none. */
export function ubiquitiSignature(b: Bytes, at: number, end: number, answer: boolean, size: number): number {
  if (!answer || end - at < 4) return SIGNATURE.none;
  const version = u8(b, at);
  const fields = u16be(b, at + 2);
  return version >= 1 && version <= UBIQUITI_NEWEST_VERSION && fields > 0 && fields === size - 4
    ? SIGNATURE.ubiquitiResponse
    : SIGNATURE.none;
}

const DHIP_FIRST = 0x20000000; // length of the header, 32
const DHIP_NAME = 0x44484950; // "DHIP"

/** DHDiscover: the 32-byte DHIP header before JSON. */
export function dhdiscoverSignature(b: Bytes, at: number, end: number, answer: boolean): number {
  if (!answer || end - at < 8) return SIGNATURE.none;
  return u32be(b, at) === DHIP_FIRST && u32be(b, at + 4) === DHIP_NAME
    ? SIGNATURE.dhdiscoverResponse
    : SIGNATURE.none;
}

const RDP_FLAGS = 6;
const RDP_SYN_ACK = 5; // SYN 1 and ACK 4
const RDP_FIN = 2;
const RDP_SHORTEST_MTU = 1132; // SYN datagrams are padded to the MTU, MS-RDPEUDP section 3.1.5.1.1
const RDP_LONGEST_MTU = 1232;

/** RDP over UDP: SYN and ACK, padded to the MTU. */
export function rdpSignature(b: Bytes, at: number, end: number, answer: boolean, size: number): number {
  if (!answer || end - at < 8 || size < RDP_SHORTEST_MTU || size > RDP_LONGEST_MTU) return SIGNATURE.none;
  return (u16be(b, at + RDP_FLAGS) & (RDP_SYN_ACK | RDP_FIN)) === RDP_SYN_ACK
    ? SIGNATURE.rdpResponse
    : SIGNATURE.none;
}

const BVLC = 0x81;
const BVLC_UNICAST = 0x0a;
const BVLC_LENGTH = 4;
const NPDU_CONTROL = 5;
const NPDU_DESTINATION = 0x20; // network, length, address, and a hop count behind the source
const NPDU_SOURCE = 0x08; // network, length, address
const NPDU_NETWORK_MESSAGE = 0x80;
const APDU_SIMPLE_ACK = 2;
const APDU_ABORT = 7;

/** BACnet/IP: an APDU that acknowledges, answers, refuses or breaks off. */
export function bacnetSignature(b: Bytes, at: number, end: number, answer: boolean, size: number): number {
  if (!answer || end - at < 7 || u8(b, at) !== BVLC || u8(b, at + 1) !== BVLC_UNICAST) return SIGNATURE.none;
  if (u16be(b, at + 2) !== size || u8(b, at + BVLC_LENGTH) !== 1) return SIGNATURE.none;
  const control = u8(b, at + NPDU_CONTROL);
  if ((control & NPDU_NETWORK_MESSAGE) !== 0) return SIGNATURE.none;
  let apdu = at + NPDU_CONTROL + 1;
  if ((control & NPDU_DESTINATION) !== 0) {
    if (end - apdu < 3) return SIGNATURE.none;
    apdu += 4 + u8(b, apdu + 2);
  }
  if ((control & NPDU_SOURCE) !== 0) {
    // The hop count, which stands behind the source, was counted with the destination.
    const source = (control & NPDU_DESTINATION) === 0 ? apdu : apdu - 1;
    if (end - source < 3) return SIGNATURE.none;
    apdu += 3 + u8(b, source + 2);
  }
  if (apdu >= end) return SIGNATURE.none;
  const type = u8(b, apdu) >> 4;
  return type >= APDU_SIMPLE_ACK && type <= APDU_ABORT && type !== 4 // 4: a segment was received, no answer yet
    ? SIGNATURE.bacnetResponse
    : SIGNATURE.none;
}

const SQL_ANSWER = 5;

/** SQL Server browser: 05 and the length of the text, least significant byte first. */
export function mssqlSignature(b: Bytes, at: number, end: number, answer: boolean, size: number): number {
  if (!answer || end - at < 3 || u8(b, at) !== SQL_ANSWER) return SIGNATURE.none;
  return u16le(b, at + 1) === size - 3 ? SIGNATURE.mssqlResponse : SIGNATURE.none;
}

/** Jenkins discovery: "<hudson>". */
export function jenkinsSignature(b: Bytes, at: number, end: number, answer: boolean): number {
  if (!answer || end - at < 8) return SIGNATURE.none;
  return u32be(b, at) === 0x3c687564 && u32be(b, at + 4) === 0x736f6e3e
    ? SIGNATURE.jenkinsResponse
    : SIGNATURE.none;
}

const KAD = 0xe4;
const KAD_PACKED = 0xe5; // the rest is compressed

/** Kad: the protocol byte and the opcode of an answer. */
export function kadSignature(b: Bytes, at: number, end: number, answer: boolean): number {
  if (!answer || end - at < 2) return SIGNATURE.none;
  const protocol = u8(b, at);
  if (protocol !== KAD && protocol !== KAD_PACKED) return SIGNATURE.none;
  switch (u8(b, at + 1)) {
    case 0x08: // bootstrap, first version
    case 0x09: // bootstrap
    case 0x18: // hello, first version
    case 0x19: // hello
    case 0x28: // nodes, first version
    case 0x29: // nodes
    case 0x38: // search, first version
    case 0x3b: // search
    case 0x48: // publish, first version
    case 0x4b: // publish
    case 0x61: // pong
      return SIGNATURE.kadResponse;
    default:
      return SIGNATURE.none;
  }
}
