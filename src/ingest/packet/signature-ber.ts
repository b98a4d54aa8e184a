// Signatures of services that speak ASN.1 BER (X.690): SNMP (RFC 3416, RFC 3412) and CLDAP (RFC 1798, RFC 4511).

import { SIGNATURE } from '../../model/signatures.ts';
import { type Bytes, u8 } from '../bytes.ts';

const INTEGER = 0x02;
const OCTET_STRING = 0x04;
const SEQUENCE = 0x30;
const LONG_LENGTH = 0x80; // lower bits: number of bytes that hold the length
const LONGEST_INTEGER = 5;

const SNMP_V3 = 3;
const SNMP_REPORTABLE = 4; // in msgFlags; set in requests only, RFC 3412 section 6.4
const SNMP_GET = 0xa0;
const SNMP_GET_NEXT = 0xa1;
const SNMP_RESPONSE = 0xa2;
const SNMP_GET_BULK = 0xa5;
const SNMP_TRAP_V1 = 0xa4;
const SNMP_INFORM = 0xa6;
const SNMP_TRAP = 0xa7;

const LDAP_SEARCH = 0x63;
const LDAP_SEARCH_ENTRY = 0x64;
const LDAP_SEARCH_DONE = 0x65;
const LDAP_SEARCH_REFERENCE = 0x73;

const CUT = -1;

/** SNMP message: version, community and PDU, or version 3 with its flags. */
export function snmpSignature(b: Bytes, at: number, end: number, answer: boolean): number {
  const version = contents(b, at, end, SEQUENCE);
  const next = contents(b, version, end, INTEGER);
  if (next === CUT || next >= end || u8(b, version + 1) !== 1) return SIGNATURE.none;
  if (u8(b, next) === SNMP_V3) return snmpV3Signature(b, next + 1, end, answer);
  const pdu = afterElement(b, next + 1, end, OCTET_STRING);
  if (pdu === CUT || pdu >= end) return SIGNATURE.none;
  const tag = u8(b, pdu);
  if (answer) return tag === SNMP_RESPONSE ? SIGNATURE.snmpResponse : SIGNATURE.none;
  return tag === SNMP_GET || tag === SNMP_GET_NEXT || tag === SNMP_GET_BULK
    ? SIGNATURE.snmpRequest
    : SIGNATURE.none;
}

/** Whether an SNMP message notifies: a trap or inform, or version 3, which may be encrypted. RFC 1157 section 4.1.6, RFC 3416 sections 4.2.6 and 4.2.7. */
export function isSnmpNotification(b: Bytes, at: number, end: number): boolean {
  const version = contents(b, at, end, SEQUENCE);
  const next = contents(b, version, end, INTEGER);
  if (next === CUT || next >= end || u8(b, version + 1) !== 1) return false;
  if (u8(b, next) === SNMP_V3)
    return afterElement(b, contents(b, next + 1, end, SEQUENCE), end, INTEGER) !== CUT;
  const pdu = afterElement(b, next + 1, end, OCTET_STRING);
  if (pdu === CUT || pdu >= end) return false;
  const tag = u8(b, pdu);
  return tag === SNMP_TRAP_V1 || tag === SNMP_INFORM || tag === SNMP_TRAP;
}

// The PDU of version 3 may be encrypted; the header's flags say whether an answer is expected.
function snmpV3Signature(b: Bytes, at: number, end: number, answer: boolean): number {
  const header = contents(b, at, end, SEQUENCE);
  const maxSize = afterElement(b, header, end, INTEGER);
  const flagsElement = afterElement(b, maxSize, end, INTEGER);
  const flags = contents(b, flagsElement, end, OCTET_STRING);
  if (flags === CUT || flags >= end || u8(b, flagsElement + 1) !== 1) return SIGNATURE.none;
  const reportable = (u8(b, flags) & SNMP_REPORTABLE) !== 0;
  if (answer) return reportable ? SIGNATURE.none : SIGNATURE.snmpResponse;
  return reportable ? SIGNATURE.snmpRequest : SIGNATURE.none;
}

/** LDAP message: message ID and operation. */
export function ldapSignature(b: Bytes, at: number, end: number, answer: boolean): number {
  const operation = afterElement(b, contents(b, at, end, SEQUENCE), end, INTEGER);
  if (operation === CUT || operation >= end) return SIGNATURE.none;
  const tag = u8(b, operation);
  if (!answer) return tag === LDAP_SEARCH ? SIGNATURE.cldapRequest : SIGNATURE.none;
  return tag === LDAP_SEARCH_ENTRY || tag === LDAP_SEARCH_DONE || tag === LDAP_SEARCH_REFERENCE
    ? SIGNATURE.cldapResponse
    : SIGNATURE.none;
}

// Where the contents of the element at `at` begin, CUT when it has another tag or its length is not in the capture.
function contents(b: Bytes, at: number, end: number, tag: number): number {
  if (at === CUT || end - at < 2 || u8(b, at) !== tag) return CUT;
  const length = u8(b, at + 1);
  if (length < LONG_LENGTH) return at + 2;
  const lengthBytes = length & ~LONG_LENGTH;
  return lengthBytes === 0 || lengthBytes > 4 || end - at < 2 + lengthBytes ? CUT : at + 2 + lengthBytes;
}

// Where the element behind the one at `at` begins; the latter is an integer or a string of fewer than 64 KiB.
function afterElement(b: Bytes, at: number, end: number, tag: number): number {
  const start = contents(b, at, end, tag);
  if (start === CUT) return CUT;
  let length = u8(b, at + 1);
  if (length >= LONG_LENGTH) {
    length = 0;
    for (let i = at + 2; i < start; i++) length = length * 256 + u8(b, i);
  }
  if (tag === INTEGER && (length === 0 || length > LONGEST_INTEGER)) return CUT;
  return end - start < length ? CUT : start + length;
}
