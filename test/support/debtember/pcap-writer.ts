// Classic pcap with Ethernet, IPv4 and TCP, checksums filled in (draft-ietf-opsawg-pcap, RFC 791, RFC 9293).

import { ipv4Number } from './address-space.ts';
import { SERVER } from './story.ts';

/** TCP flag bits, RFC 9293 section 3.1. */
export const FLAG = { FIN: 1, SYN: 2, RST: 4, PSH: 8, ACK: 16 } as const;

/** A TCP segment between the server and somebody outside. */
export interface Segment {
  /** Microseconds since 1970. */
  atUs: number;
  toServer: boolean;
  /** Address and port of the other side. */
  remote: number;
  remotePort: number;
  ttl: number;
  ipId: number;
  seq: number;
  ack: number;
  flags: number;
  window: number;
  /** TCP options, a multiple of four bytes. */
  options: readonly number[];
  payload: string;
}

const SNAP_LENGTH = 96;
const LINKTYPE_ETHERNET = 1;
const ETHERNET_BYTES = 14;
const IPV4_BYTES = 20;
/** Shorter frames are padded by the sender's card; what this machine itself sends is recorded before that. */
const LEAST_FRAME_BYTES = 60;
const SERVER_MAC = [0x02, 0, 0, 0, 0, 0x50];
const ROUTER_MAC = [0x02, 0, 0, 0, 0, 0x01];
const DONT_FRAGMENT = 0x4000;
const SERVER_NUMBER = ipv4Number(SERVER);

/** The capture file: packets in order of time, cut to 96 bytes. */
export function pcapFile(segments: readonly Segment[]): Buffer {
  const header = Buffer.alloc(24);
  header.writeUInt32LE(0xa1b2c3d4, 0); // microseconds
  header.writeUInt16LE(2, 4);
  header.writeUInt16LE(4, 6);
  header.writeUInt32LE(SNAP_LENGTH, 16);
  header.writeUInt32LE(LINKTYPE_ETHERNET, 20);
  const parts: Buffer[] = [header];
  const ordered = segments.map((segment, index) => ({ segment, index }));
  ordered.sort((a, b) => a.segment.atUs - b.segment.atUs || a.index - b.index);
  for (const { segment } of ordered) {
    const bytes = frame(segment);
    const captured = bytes.subarray(0, SNAP_LENGTH);
    const record = Buffer.alloc(16);
    record.writeUInt32LE(Math.floor(segment.atUs / 1e6), 0);
    record.writeUInt32LE(segment.atUs % 1e6, 4);
    record.writeUInt32LE(captured.length, 8);
    record.writeUInt32LE(bytes.length, 12);
    parts.push(record, captured);
  }
  return Buffer.concat(parts);
}

function frame(segment: Segment): Buffer {
  const tcpBytes = 20 + segment.options.length;
  const ipBytes = IPV4_BYTES + tcpBytes + segment.payload.length;
  const length = ETHERNET_BYTES + ipBytes;
  const bytes = Buffer.alloc(segment.toServer ? Math.max(LEAST_FRAME_BYTES, length) : length);
  bytes.set(segment.toServer ? SERVER_MAC : ROUTER_MAC, 0);
  bytes.set(segment.toServer ? ROUTER_MAC : SERVER_MAC, 6);
  bytes.writeUInt16BE(0x0800, 12);

  const source = segment.toServer ? segment.remote : SERVER_NUMBER;
  const destination = segment.toServer ? SERVER_NUMBER : segment.remote;
  const ip = bytes.subarray(ETHERNET_BYTES, ETHERNET_BYTES + ipBytes);
  ip[0] = 0x45;
  ip.writeUInt16BE(ipBytes, 2);
  ip.writeUInt16BE(segment.ipId, 4);
  // Real stacks set it; the flood tool does not.
  ip.writeUInt16BE(segment.options.length > 0 || segment.window !== 512 ? DONT_FRAGMENT : 0, 6);
  ip[8] = segment.ttl;
  ip[9] = 6;
  ip.writeUInt32BE(source, 12);
  ip.writeUInt32BE(destination, 16);
  ip.writeUInt16BE(checksum(ip.subarray(0, IPV4_BYTES), 0), 10);

  const tcp = ip.subarray(IPV4_BYTES);
  tcp.writeUInt16BE(segment.toServer ? segment.remotePort : 80, 0);
  tcp.writeUInt16BE(segment.toServer ? 80 : segment.remotePort, 2);
  tcp.writeUInt32BE(segment.seq >>> 0, 4);
  tcp.writeUInt32BE(segment.ack >>> 0, 8);
  tcp[12] = (tcpBytes / 4) << 4;
  tcp[13] = segment.flags;
  tcp.writeUInt16BE(segment.window, 14);
  tcp.set(segment.options, 20);
  tcp.write(segment.payload, tcpBytes, 'latin1');
  // Pseudo header: addresses, protocol, length.
  const pseudo =
    (source >>> 16) + (source & 0xffff) + (destination >>> 16) + (destination & 0xffff) + 6 + tcp.length;
  tcp.writeUInt16BE(checksum(tcp, pseudo), 16);
  return bytes;
}

// RFC 1071
function checksum(bytes: Uint8Array, start: number): number {
  let sum = start;
  for (let i = 0; i < bytes.length; i += 2) sum += (bytes[i] << 8) | (bytes[i + 1] ?? 0);
  while (sum > 0xffff) sum = (sum & 0xffff) + Math.floor(sum / 0x10000);
  return ~sum & 0xffff;
}
