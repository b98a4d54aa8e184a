// Signatures of network services with binary headers: the DNS family, NTP, RPC, TFTP, RIP, SLP, IKE, STUN, OpenVPN, XDMCP, NAT-PMP, RMCP, CoAP,
// QUIC.

import { SIGNATURE } from '../../model/signatures.ts';
import { type Bytes, u8, u16be, u32be } from '../bytes.ts';

const NONE = SIGNATURE.none;

// DNS header, RFC 1035 section 4.1.1.
const DNS_HEADER = 12;
const DNS_FLAGS = 2;
const DNS_QUESTIONS = 4;
const DNS_ANSWERS = 6;
const DNS_RESPONSE = 0x8000;
const DNS_OPCODE = 0x7800;
const DNS_OPCODE_SHIFT = 11;
const DNS_LAST_OPCODE = 6; // DSO, RFC 8490

/** DNS: header with a known opcode and one question or none, told apart by the QR bit. */
export function dnsSignature(b: Bytes, at: number, end: number, answer: boolean): number {
  if (end - at < DNS_HEADER) return NONE;
  const flags = u16be(b, at + DNS_FLAGS);
  if ((flags & DNS_OPCODE) >> DNS_OPCODE_SHIFT > DNS_LAST_OPCODE || u16be(b, at + DNS_QUESTIONS) > 1)
    return NONE;
  if (answer) return (flags & DNS_RESPONSE) !== 0 ? SIGNATURE.dnsResponse : NONE;
  return (flags & DNS_RESPONSE) === 0 ? SIGNATURE.dnsQuery : NONE;
}

/** mDNS: opcode 0; an answer holds records, a query questions. */
export function mdnsSignature(b: Bytes, at: number, end: number, answer: boolean): number {
  if (end - at < DNS_HEADER) return NONE;
  const flags = u16be(b, at + DNS_FLAGS);
  if ((flags & DNS_OPCODE) !== 0) return NONE;
  if (answer)
    return (flags & DNS_RESPONSE) !== 0 && u16be(b, at + DNS_ANSWERS) > 0 ? SIGNATURE.mdnsResponse : NONE;
  return (flags & DNS_RESPONSE) === 0 && u16be(b, at + DNS_QUESTIONS) > 0 ? SIGNATURE.mdnsQuery : NONE;
}

const NETBIOS_LAST_OPCODE = 9; // refresh, RFC 1002 section 4.2.1.1

/** NetBIOS name service: the DNS header with its own opcodes and at most one question. */
export function netbiosSignature(b: Bytes, at: number, end: number, answer: boolean): number {
  if (end - at < DNS_HEADER) return NONE;
  const flags = u16be(b, at + DNS_FLAGS);
  if ((flags & DNS_OPCODE) >> DNS_OPCODE_SHIFT > NETBIOS_LAST_OPCODE || u16be(b, at + DNS_QUESTIONS) > 1)
    return NONE;
  if (answer) return (flags & DNS_RESPONSE) !== 0 ? SIGNATURE.netbiosResponse : NONE;
  return (flags & DNS_RESPONSE) === 0 ? SIGNATURE.netbiosQuery : NONE;
}

const NTP_MODE = 7;
const NTP_CLIENT = 3;
const NTP_SERVER = 4;
const NTP_CONTROL = 6;
const NTP_PRIVATE = 7;
const NTP_PRIVATE_RESPONSE = 0x80; // in the first byte of mode 7
const NTP_CONTROL_RESPONSE = 0x80; // in the second byte of mode 6
const NTP_TIME_MESSAGE = 48;
const NTP_SHORTEST = 8;

/** NTP: mode 7 and mode 6 by their response bit, and ordinary time messages, which have 48 bytes at least. */
export function ntpSignature(b: Bytes, at: number, end: number, answer: boolean, size: number): number {
  if (end - at < 2 || size < NTP_SHORTEST) return NONE;
  const first = u8(b, at);
  const mode = first & NTP_MODE;
  if (mode === NTP_PRIVATE) {
    const responds = (first & NTP_PRIVATE_RESPONSE) !== 0;
    if (answer) return responds ? SIGNATURE.ntpPrivateResponse : NONE;
    return responds ? NONE : SIGNATURE.ntpRequest;
  }
  if (mode === NTP_CONTROL) {
    const responds = (u8(b, at + 1) & NTP_CONTROL_RESPONSE) !== 0;
    if (answer) return responds ? SIGNATURE.ntpControlResponse : NONE;
    return responds ? NONE : SIGNATURE.ntpRequest;
  }
  if (size < NTP_TIME_MESSAGE) return NONE;
  if (answer) return mode === NTP_SERVER ? SIGNATURE.ntpServer : NONE;
  return mode === NTP_CLIENT ? SIGNATURE.ntpRequest : NONE;
}

const RPC_TYPE = 4; // behind the transaction
const RPC_STATUS = 8; // in a reply: accepted or denied; in a call: the RPC version
const RPC_REPLY = 1;
const RPC_VERSION = 2;

/** Sun RPC: message type 1 with a reply status, type 0 with RPC version 2. */
export function rpcSignature(b: Bytes, at: number, end: number, answer: boolean): number {
  if (end - at < RPC_STATUS + 4) return NONE;
  const type = u32be(b, at + RPC_TYPE);
  const status = u32be(b, at + RPC_STATUS);
  if (answer) return type === RPC_REPLY && status <= 1 ? SIGNATURE.portmapReply : NONE;
  return type === 0 && status === RPC_VERSION ? SIGNATURE.portmapCall : NONE;
}

const TFTP_DATA = 3;
const TFTP_ERROR = 5;
const TFTP_OPTIONS = 6; // acknowledgement of options, RFC 2347
const TFTP_LAST_ERROR = 8;
const TFTP_SHORTEST = 4;

/** TFTP from port 69. Servers that follow RFC 1350 answer from another port and are not seen here. */
export function tftpSignature(b: Bytes, at: number, end: number, answer: boolean, size: number): number {
  if (!answer || end - at < TFTP_SHORTEST || size < TFTP_SHORTEST) return NONE;
  const opcode = u16be(b, at);
  const isError = opcode === TFTP_ERROR && u16be(b, at + 2) <= TFTP_LAST_ERROR;
  return opcode === TFTP_DATA || opcode === TFTP_OPTIONS || isError ? SIGNATURE.tftpResponse : NONE;
}

const RIP_HEADER = 4;
const RIP_ENTRY = 20;
const RIP_RESPONSE = 2;

/** RIP versions 1 and 2: a response of whole entries. */
export function ripSignature(b: Bytes, at: number, end: number, answer: boolean, size: number): number {
  if (!answer || end - at < RIP_HEADER || u8(b, at) !== RIP_RESPONSE || u16be(b, at + 2) !== 0) return NONE;
  const version = u8(b, at + 1);
  return (version === 1 || version === 2) && size > RIP_HEADER && (size - RIP_HEADER) % RIP_ENTRY === 0
    ? SIGNATURE.ripResponse
    : NONE;
}

/** SLP version 2 (length in 24 bits) and version 1 (16 bits): functions that are replies or advertisements. */
export function slpSignature(b: Bytes, at: number, end: number, answer: boolean, size: number): number {
  if (!answer || end - at < 5) return NONE;
  const version = u8(b, at);
  const length = version === 2 ? (u8(b, at + 2) << 16) | u16be(b, at + 3) : u16be(b, at + 2);
  if ((version !== 1 && version !== 2) || length !== size) return NONE;
  switch (u8(b, at + 1)) {
    case 2: // services
    case 5: // acknowledgement
    case 7: // attributes
    case 8: // directory agent
    case 10: // service types
    case 11: // service agent
      return SIGNATURE.slpReply;
    default:
      return NONE;
  }
}

// ISAKMP header, RFC 7296 section 3.1.
const IKE_HEADER = 28;
const IKE_RESPONDER = 8;
const IKE_VERSION = 17;
const IKE_FLAGS = 19;
const IKE_LENGTH = 24;
const IKE_V2_RESPONSE = 0x20;
const NON_ESP_MARKER = 4;

/** IKE versions 1 and 2. Answers: a responder cookie, in version 2 the R flag. */
export function ikeSignature(b: Bytes, at: number, end: number, answer: boolean, size: number): number {
  if (end - at < IKE_HEADER || u32be(b, at + IKE_LENGTH) !== size) return NONE;
  const major = u8(b, at + IKE_VERSION) >> 4;
  if (major !== 1 && major !== 2) return NONE;
  const hasResponder = u32be(b, at + IKE_RESPONDER) !== 0 || u32be(b, at + IKE_RESPONDER + 4) !== 0;
  // Refusals of version 2 keep the responder cookie zero and set the flag.
  const answers = major === 2 ? (u8(b, at + IKE_FLAGS) & IKE_V2_RESPONSE) !== 0 : hasResponder;
  if (answer) return answers ? SIGNATURE.ikeResponse : NONE;
  return answers ? NONE : SIGNATURE.ikeRequest;
}

/** IKE on the NAT traversal port: behind four zero bytes that tell it from ESP, RFC 3948 section 2.2. */
export function ikeNatSignature(b: Bytes, at: number, end: number, answer: boolean, size: number): number {
  if (end - at < NON_ESP_MARKER || u32be(b, at) !== 0) return NONE;
  return ikeSignature(b, at + NON_ESP_MARKER, end, answer, size - NON_ESP_MARKER);
}

const STUN_HEADER = 20;
const STUN_CLASS = 0xc110; // two zero bits, and the two bits of the class
const STUN_SUCCESS = 0x0100;
const STUN_ERROR = 0x0110;
const STUN_COOKIE = 0x2112a442;
const STUN_BINDING = 1; // the only method that RFC 3489, which has no cookie, shares

/** STUN: the class bits of the message type, and the magic cookie or a binding of RFC 3489. */
export function stunSignature(b: Bytes, at: number, end: number, answer: boolean, size: number): number {
  if (end - at < STUN_HEADER || u16be(b, at + 2) !== size - STUN_HEADER || (size & 3) !== 0) return NONE;
  const type = u16be(b, at);
  if (u32be(b, at + 4) !== STUN_COOKIE && (type & ~STUN_CLASS) !== STUN_BINDING) return NONE;
  const kind = type & STUN_CLASS;
  if (answer) return kind === STUN_SUCCESS || kind === STUN_ERROR ? SIGNATURE.stunResponse : NONE;
  return kind === 0 ? SIGNATURE.stunRequest : NONE;
}

const OPENVPN_SHORTEST = 14; // opcode, session, no acknowledgements, packet number
const OPENVPN_KEY = 7; // lower bits of the opcode's byte; a reset begins with key 0

/** OpenVPN: hard resets, which open a session. */
export function openvpnSignature(b: Bytes, at: number, end: number, answer: boolean, size: number): number {
  if (end <= at || size < OPENVPN_SHORTEST || (u8(b, at) & OPENVPN_KEY) !== 0) return NONE;
  const opcode = u8(b, at) >> 3;
  if (answer) return opcode === 2 || opcode === 8 ? SIGNATURE.openvpnServerReset : NONE;
  return opcode === 1 || opcode === 7 || opcode === 10 ? SIGNATURE.openvpnClientReset : NONE;
}

const XDMCP_HEADER = 6; // version, opcode, length of the rest

/** XDMCP version 1: opcodes that a display manager sends. */
export function xdmcpSignature(b: Bytes, at: number, end: number, answer: boolean, size: number): number {
  if (!answer || end - at < XDMCP_HEADER || u16be(b, at) !== 1) return NONE;
  if (u16be(b, at + 4) !== size - XDMCP_HEADER) return NONE;
  switch (u16be(b, at + 2)) {
    case 5: // willing
    case 6: // unwilling
    case 8: // accept
    case 9: // decline
    case 11: // refuse
    case 12: // failed
    case 14: // alive
      return SIGNATURE.xdmcpResponse;
    default:
      return NONE;
  }
}

const NATPMP_RESPONSE = 0x80; // in the opcode's byte, the same in PCP
const NATPMP_SHORTEST = 8;
const PCP_VERSION = 2;
const PCP_SHORTEST = 24;

/** NAT-PMP (version 0) and PCP (version 2): the response bit. */
export function natpmpSignature(b: Bytes, at: number, end: number, answer: boolean, size: number): number {
  if (!answer || end - at < 2 || (u8(b, at + 1) & NATPMP_RESPONSE) === 0) return NONE;
  const version = u8(b, at);
  const whole = version === 0 ? size >= NATPMP_SHORTEST && size <= 16 : size >= PCP_SHORTEST;
  return whole && (version === 0 || version === PCP_VERSION) ? SIGNATURE.natpmpResponse : NONE;
}

const RMCP_VERSION = 6;
const RMCP_HEADER = 4;
const RMCP_ASF = 6;
const RMCP_IPMI = 7;
const RMCP_ACKNOWLEDGEMENT = 0x80;
const ASF_PONG = 0x40;
const ASF_TYPE = 8; // behind the enterprise number
const IPMI_SESSION = 9; // authentication type, session sequence and ID, from the RMCP header on
const IPMI_AUTHENTICATION_CODE = 16;
const IPMI_PLUS = 6; // authentication type of RMCP+
const PLUS_OPEN_RESPONSE = 0x11;
const PLUS_RAKP_2 = 0x13;
const PLUS_RAKP_4 = 0x15;

/** RMCP: presence pong of ASF, IPMI messages whose network function is odd, session set-up of RMCP+. */
export function rmcpSignature(b: Bytes, at: number, end: number, answer: boolean): number {
  if (!answer || end - at < RMCP_HEADER || u8(b, at) !== RMCP_VERSION || u8(b, at + 1) !== 0) return NONE;
  const kind = u8(b, at + 3);
  if ((kind & RMCP_ACKNOWLEDGEMENT) !== 0)
    return (kind & ~RMCP_ACKNOWLEDGEMENT) === RMCP_ASF ? SIGNATURE.ipmiResponse : NONE;
  if (kind === RMCP_ASF)
    return end - at > ASF_TYPE && u8(b, at + ASF_TYPE) === ASF_PONG ? SIGNATURE.ipmiResponse : NONE;
  if (kind !== RMCP_IPMI || end - at < RMCP_HEADER + 2) return NONE;
  const authentication = u8(b, at + RMCP_HEADER);
  if (authentication === IPMI_PLUS) {
    const payload = u8(b, at + RMCP_HEADER + 1);
    return payload === PLUS_OPEN_RESPONSE || payload === PLUS_RAKP_2 || payload === PLUS_RAKP_4
      ? SIGNATURE.ipmiResponse
      : NONE;
  }
  const code = authentication === 0 ? 0 : IPMI_AUTHENTICATION_CODE;
  const networkFunction = at + RMCP_HEADER + IPMI_SESSION + code + 2; // behind the length and the requester's address
  return networkFunction < end && ((u8(b, networkFunction) >> 2) & 1) === 1 ? SIGNATURE.ipmiResponse : NONE;
}

const COAP_VERSION = 1; // upper two bits
const COAP_LONGEST_TOKEN = 8;

/** CoAP: code class 2, 4 or 5 answers, class 0 asks. */
export function coapSignature(b: Bytes, at: number, end: number, answer: boolean): number {
  if (end - at < 4) return NONE;
  const first = u8(b, at);
  if (first >> 6 !== COAP_VERSION || (first & 15) > COAP_LONGEST_TOKEN) return NONE;
  const code = u8(b, at + 1);
  const kind = code >> 5;
  if (answer) return kind === 2 || kind === 4 || kind === 5 ? SIGNATURE.coapResponse : NONE;
  return kind === 0 && code !== 0 ? SIGNATURE.coapRequest : NONE;
}

// Long header, RFC 9000 section 17.2: form and fixed bit, type, version, length of the destination connection ID.
const QUIC_FORM_AND_TYPE = 0xf0;
const QUIC_VERSION = 1;
const QUIC_ID_LENGTH = 5;
const QUIC_INITIAL = 0xc0;
const QUIC_2 = 0x6b3343cf; // RFC 9369, whose Initial has another type
const QUIC_2_INITIAL = 0xd0;
const QUIC_LONGEST_ID = 20;
const QUIC_LEAST_SIZE = 1200; // of a datagram with an Initial, section 14.1

/** QUIC: an Initial of any version but Version Negotiation (0), as long as clients must make it. */
export function quicSignature(b: Bytes, at: number, end: number, answer: boolean, size: number): number {
  if (answer || size < QUIC_LEAST_SIZE || end - at <= QUIC_ID_LENGTH) return NONE;
  const version = u32be(b, at + QUIC_VERSION);
  const initial = version === QUIC_2 ? QUIC_2_INITIAL : QUIC_INITIAL;
  return version !== 0 &&
    (u8(b, at) & QUIC_FORM_AND_TYPE) === initial &&
    u8(b, at + QUIC_ID_LENGTH) <= QUIC_LONGEST_ID
    ? SIGNATURE.quicInitial
    : NONE;
}
