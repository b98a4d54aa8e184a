// Ethernet frames with IPv4 or IPv6 and what rides on them, checksums filled in. RFC 791, 8200, 9293, 768, 792, 4443.

/** TCP flag bits, RFC 9293 section 3.1 and RFC 3168 section 6.1. */
export const FLAG = { FIN: 1, SYN: 2, RST: 4, PSH: 8, ACK: 16, URG: 32, ECE: 64, CWR: 128 } as const;

/** IP protocol numbers, IANA. */
export const PROTOCOL = { ICMP: 1, TCP: 6, UDP: 17, GRE: 47, ESP: 50, ICMPV6: 58 } as const;

/** Sender, receiver and the header fields that differ from packet to packet. */
export interface Hop {
  source: string;
  destination: string;
  /** TTL or hop limit as captured; 64 when not stated. */
  ttl?: number;
  /** IPv4 identification. */
  id?: number;
  dontFragment?: boolean;
  /** IPv4 fragment: offset in 8-byte blocks, and whether more follow. */
  fragment?: { offset: number; more: boolean };
}

const ETHERNET_BYTES = 14;
const LEAST_FRAME_BYTES = 60;
const OUR_MAC = [0x02, 0, 0, 0, 0, 0x50];
const ROUTER_MAC = [0x02, 0, 0, 0, 0, 0x01];

/** True for the addresses of the network that is attacked in every case. */
export function isOurs(address: string): boolean {
  return address.startsWith('203.0.113.') || address.startsWith('2001:db8:50:');
}

const known = new Map<string, Buffer>();

/** 4 or 16 bytes of an address. */
export function addressBytes(text: string): Buffer {
  let bytes = known.get(text);
  if (bytes === undefined) {
    bytes = text.includes(':') ? ipv6Bytes(text) : Buffer.from(text.split('.').map(Number));
    if (known.size > 100_000) known.clear();
    known.set(text, bytes);
  }
  return bytes;
}

function ipv6Bytes(text: string): Buffer {
  const [left, right] = text.split('::');
  const groups = left.split(':').filter((group) => group !== '');
  const tail = (right ?? '').split(':').filter((group) => group !== '');
  const all = [...groups, ...new Array<string>(8 - groups.length - tail.length).fill('0'), ...tail];
  const bytes = Buffer.alloc(16);
  for (const [at, group] of all.entries()) bytes.writeUInt16BE(Number.parseInt(group, 16), 2 * at);
  return bytes;
}

/** A frame around any IP payload. */
export function ipFrame(hop: Hop, protocol: number, payload: Uint8Array): Buffer {
  const source = addressBytes(hop.source);
  const destination = addressBytes(hop.destination);
  const headerBytes = source.length === 4 ? 20 : 40;
  const length = ETHERNET_BYTES + headerBytes + payload.length;
  const ours = isOurs(hop.source);
  const bytes = Buffer.alloc(ours ? length : Math.max(LEAST_FRAME_BYTES, length));
  bytes.set(ours ? ROUTER_MAC : OUR_MAC, 0);
  bytes.set(ours ? OUR_MAC : ROUTER_MAC, 6);
  bytes.writeUInt16BE(source.length === 4 ? 0x0800 : 0x86dd, 12);
  const ip = bytes.subarray(ETHERNET_BYTES);
  if (source.length === 4) {
    ip[0] = 0x45;
    ip.writeUInt16BE(headerBytes + payload.length, 2);
    ip.writeUInt16BE(hop.id ?? 0, 4);
    const fragment = hop.fragment === undefined ? 0 : hop.fragment.offset | (hop.fragment.more ? 0x2000 : 0);
    ip.writeUInt16BE(fragment | (hop.dontFragment ? 0x4000 : 0), 6);
    ip[8] = hop.ttl ?? 64;
    ip[9] = protocol;
    source.copy(ip, 12);
    destination.copy(ip, 16);
    ip.writeUInt16BE(checksum(ip.subarray(0, 20), 0), 10);
  } else {
    ip[0] = 0x60;
    ip.writeUInt16BE(payload.length, 4);
    ip[6] = protocol;
    ip[7] = hop.ttl ?? 64;
    source.copy(ip, 8);
    destination.copy(ip, 24);
  }
  ip.set(payload, headerBytes);
  return bytes;
}

/** What a TCP segment says. */
export interface TcpFields {
  sourcePort: number;
  destinationPort: number;
  seq: number;
  ack?: number;
  flags: number;
  window?: number;
  /** A multiple of four bytes. */
  options?: readonly number[];
  payload?: Uint8Array;
}

/** A frame with a TCP segment. */
export function tcpFrame(hop: Hop, fields: TcpFields): Buffer {
  const options = fields.options ?? [];
  const payload = fields.payload ?? new Uint8Array(0);
  const tcp = Buffer.alloc(20 + options.length + payload.length);
  tcp.writeUInt16BE(fields.sourcePort, 0);
  tcp.writeUInt16BE(fields.destinationPort, 2);
  tcp.writeUInt32BE(fields.seq >>> 0, 4);
  tcp.writeUInt32BE((fields.ack ?? 0) >>> 0, 8);
  tcp[12] = (5 + options.length / 4) << 4;
  tcp[13] = fields.flags;
  tcp.writeUInt16BE(fields.window ?? 64240, 14);
  tcp.set(options, 20);
  tcp.set(payload, 20 + options.length);
  tcp.writeUInt16BE(checksum(tcp, pseudoHeader(hop, PROTOCOL.TCP, tcp.length)), 16);
  return ipFrame(hop, PROTOCOL.TCP, tcp);
}

/** A UDP header and its payload, without IP. */
export function udpBytes(hop: Hop, sourcePort: number, destinationPort: number, payload: Uint8Array): Buffer {
  const udp = Buffer.alloc(8 + payload.length);
  udp.writeUInt16BE(sourcePort, 0);
  udp.writeUInt16BE(destinationPort, 2);
  udp.writeUInt16BE(udp.length, 4);
  udp.set(payload, 8);
  // Zero means "none": RFC 768.
  udp.writeUInt16BE(checksum(udp, pseudoHeader(hop, PROTOCOL.UDP, udp.length)) || 0xffff, 6);
  return udp;
}

/** A frame with a UDP datagram. */
export function udpFrame(hop: Hop, sourcePort: number, destinationPort: number, payload: Uint8Array): Buffer {
  return ipFrame(hop, PROTOCOL.UDP, udpBytes(hop, sourcePort, destinationPort, payload));
}

/** A frame with an ICMP message, ICMPv6 between IPv6 addresses; `rest` is what follows the checksum. */
export function icmpFrame(hop: Hop, type: number, code: number, rest: Uint8Array): Buffer {
  const icmp = Buffer.alloc(4 + rest.length);
  icmp[0] = type;
  icmp[1] = code;
  icmp.set(rest, 4);
  const isV6 = hop.source.includes(':');
  const start = isV6 ? pseudoHeader(hop, PROTOCOL.ICMPV6, icmp.length) : 0;
  icmp.writeUInt16BE(checksum(icmp, start), 2);
  return ipFrame(hop, isV6 ? PROTOCOL.ICMPV6 : PROTOCOL.ICMP, icmp);
}

/** Rest of an echo message: identifier, sequence number, data. RFC 792 page 14. */
export function echoRest(identifier: number, sequence: number, data: Uint8Array): Buffer {
  const rest = Buffer.alloc(4 + data.length);
  rest.writeUInt16BE(identifier & 0xffff, 0);
  rest.writeUInt16BE(sequence & 0xffff, 2);
  rest.set(data, 4);
  return rest;
}

/** Rest of an ICMP error: unused word, then the IP header and eight bytes of the packet in `frame`. RFC 792 page 4. */
export function quotedRest(frame: Buffer): Buffer {
  return Buffer.concat([Buffer.alloc(4), frame.subarray(ETHERNET_BYTES, ETHERNET_BYTES + 28)]);
}

/** An ARP request (RFC 826) from `sender` for `target`, both IPv4. */
export function arpFrame(sender: string, target: string): Buffer {
  const bytes = Buffer.alloc(LEAST_FRAME_BYTES);
  bytes.fill(0xff, 0, 6);
  bytes.set(ROUTER_MAC, 6);
  bytes.writeUInt16BE(0x0806, 12);
  bytes.set([0, 1, 8, 0, 6, 4, 0, 1, ...ROUTER_MAC], 14);
  addressBytes(sender).copy(bytes, 28);
  addressBytes(target).copy(bytes, 38);
  return bytes;
}

// RFC 9293 section 3.1, RFC 8200 section 8.1: addresses, protocol, length.
function pseudoHeader(hop: Hop, protocol: number, length: number): number {
  return wordSum(addressBytes(hop.source), 0) + wordSum(addressBytes(hop.destination), 0) + protocol + length;
}

// RFC 1071
function checksum(bytes: Uint8Array, start: number): number {
  let sum = wordSum(bytes, start);
  while (sum > 0xffff) sum = (sum & 0xffff) + Math.floor(sum / 0x10000);
  return ~sum & 0xffff;
}

function wordSum(bytes: Uint8Array, start: number): number {
  let sum = start;
  for (let i = 0; i < bytes.length; i += 2) sum += (bytes[i] << 8) | (bytes[i + 1] ?? 0);
  return sum;
}
