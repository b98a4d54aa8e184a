// The slow twin of the capture decoders: whole files, one header a function, slices and objects. It says what the fast code means.

import { formatAddress } from '../../src/model/address.ts';
import { SHAPE } from '../../src/model/batch.ts';
import { synFingerprintText } from '../../src/model/syn-fingerprint.ts';
import type { PacketRow } from './decode-capture.ts';
import { slowTcpSignature, slowUdpSignature } from './slow-signatures.ts';

const EMPTY: PacketRow = {
  ...{ offset: 0, time: '', wireLength: 0, ipVersion: 0, source: '', destination: '', protocol: 0, ttl: 0 },
  ...{ shape: 0, sourcePort: 0, destinationPort: 0, tcpFlags: 0, seq: 0, ack: 0, window: 0 },
  ...{ payloadLength: 0, icmpType: 0, icmpCode: 0, ipId: 0, signature: 'none', synFingerprint: 0 },
  ...{ tool: '', quoted: '' },
};

/** Rows of a whole, undamaged pcap or pcapng file. */
export function slowCapture(bytes: Uint8Array): PacketRow[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return view.getUint32(0) === 0x0a0d0d0a ? slowPcapng(bytes, view) : slowPcap(bytes, view);
}

function slowPcap(bytes: Uint8Array, view: DataView): PacketRow[] {
  const little = bytes[0] !== 0xa1;
  const magic = view.getUint32(0, little);
  const header = magic === 0xa1b2cd34 ? 24 : 16;
  const rows: PacketRow[] = [];
  for (let at = 24; at + header <= bytes.length; ) {
    const [sec, units, captured, original] = [0, 4, 8, 12].map((field) => view.getUint32(at + field, little));
    const frame = bytes.subarray(at + header, at + header + captured);
    if (frame.length < captured) break;
    const nsec = BigInt(units) * (magic === 0xa1b23c4d ? 1n : 1000n);
    const linkType = view.getUint32(20, little);
    rows.push(
      slowFrame(
        { ...EMPTY, offset: at, time: timeText(BigInt(sec), nsec), wireLength: original },
        linkType,
        frame,
      ),
    );
    at += header + captured;
  }
  return rows;
}

function slowPcapng(bytes: Uint8Array, view: DataView): PacketRow[] {
  const rows: PacketRow[] = [];
  let interfaces: { linkType: number; snapLength: number; perSecond: bigint; offset: bigint }[] = [];
  let little = false;
  for (let at = 0; at < bytes.length; ) {
    const type = view.getUint32(at, little);
    if (type === 0x0a0d0d0a) {
      little = view.getUint32(at + 8) === 0x4d3c2b1a;
      interfaces = [];
    }
    const u32 = (field: number): number => view.getUint32(at + field, little);
    const u16 = (field: number): number => view.getUint16(at + field, little);
    const length = u32(4);
    if (type === 1) {
      const found = { linkType: u16(8), snapLength: u32(12), perSecond: 1_000_000n, offset: 0n };
      for (
        let option = 16;
        option < length - 4 && u16(option) !== 0;
        option += 4 + 4 * Math.ceil(u16(option + 2) / 4)
      ) {
        const first = bytes[at + option + 4];
        if (u16(option) === 9) found.perSecond = (first & 0x80 ? 2n : 10n) ** BigInt(first & 0x7f);
        if (u16(option) === 14) found.offset = view.getBigInt64(at + option + 4, little);
      }
      interfaces.push(found);
    }
    if (type === 6 || type === 2 || type === 3) {
      const from = interfaces[type === 6 ? u32(8) : type === 2 ? u16(8) : 0];
      const start = at + (type === 3 ? 12 : 28);
      const original = u32(type === 3 ? 8 : 24);
      const captured = type === 3 ? Math.min(original, from.snapLength || original) : u32(20);
      const ticks = type === 3 ? 0n : (BigInt(u32(12)) << 32n) | BigInt(u32(16));
      const sec = ticks / from.perSecond + (type === 3 ? 0n : from.offset);
      const time = timeText(sec, ((ticks % from.perSecond) * 1_000_000_000n) / from.perSecond);
      rows.push(
        slowFrame(
          { ...EMPTY, offset: at, time, wireLength: original, shape: type === 3 ? SHAPE.noTime : 0 },
          from.linkType,
          bytes.subarray(start, start + captured),
        ),
      );
    }
    at += length;
  }
  return rows;
}

function timeText(sec: bigint, nsec: bigint): string {
  return `${sec}.${String(nsec).padStart(9, '0')}`;
}

// Reading past the end of a slice throws a RangeError: that is what "damaged" means.
function slowFrame(row: PacketRow, linkType: number, frame: Uint8Array): PacketRow {
  try {
    const at = ({ 1: 14, 113: 16, 276: 20, 0: 4, 108: 4, 104: 4 } as Record<number, number>)[linkType] ?? 0;
    const view = viewOf(frame);
    const little = view.byteLength >= 4 ? view.getUint32(0, true) : 0;
    if (linkType === 1) slowEther(row, view.getUint16(12), frame.subarray(at));
    else if (linkType === 113) {
      if (view.getUint16(2) !== 824) slowEther(row, view.getUint16(14), frame.subarray(at));
    } else if (linkType === 276) slowEther(row, view.getUint16(0), frame.subarray(at));
    else if (linkType === 104) slowEther(row, view.getUint16(2), frame.subarray(at));
    else if (linkType === 108) slowFamily(row, view.getUint32(0), frame.subarray(at));
    else if (linkType === 0) slowFamily(row, little < 65536 ? little : view.getUint32(0), frame.subarray(at));
    else if (linkType === 9) slowPpp(row, frame);
    else if ([12, 14, 101, 228, 229].includes(linkType)) slowIp(row, frame);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    row.shape |= SHAPE.damaged;
  }
  return row;
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function slowFamily(row: PacketRow, family: number, packet: Uint8Array): void {
  if ([2, 10, 24, 28, 30].includes(family)) slowIp(row, packet);
}

function slowEther(row: PacketRow, type: number, bytes: Uint8Array): void {
  const view = viewOf(bytes);
  if (type === 0x800) slowIp(row, bytes);
  else if (type === 0x86dd) {
    if (view.getUint8(0) >> 4 !== 6) throw new RangeError('no IPv6');
    slowIp(row, bytes);
  } else if ([0x8100, 0x88a8, 0x9100].includes(type)) slowEther(row, view.getUint16(2), bytes.subarray(4));
  else if (type === 0x8847) slowMpls(row, bytes);
  else if (type === 0x8864) slowPpp(row, bytes.subarray(6));
  else if (type <= 1500) {
    const [saps, control, organisation] = [view.getUint16(0), view.getUint8(2), view.getUint32(2) & 0xffffff];
    if (saps === 0x0606 && control === 3) slowIp(row, bytes.subarray(3));
    if (saps === 0xaaaa && (organisation === 0 || organisation === 0xf8))
      slowEther(row, view.getUint16(6), bytes.subarray(8));
  }
}

function slowMpls(row: PacketRow, bytes: Uint8Array): void {
  if ((viewOf(bytes).getUint32(0) & 0x100) === 0) slowMpls(row, bytes.subarray(4));
  else if ([4, 6].includes(bytes[4] >> 4)) slowIp(row, bytes.subarray(4));
}

function slowPpp(row: PacketRow, bytes: Uint8Array): void {
  const view = viewOf(bytes);
  if (view.getUint16(0) === 0xff03) slowPpp(row, bytes.subarray(2));
  else {
    const short = (bytes[0] & 1) === 1;
    const protocol = short ? bytes[0] : view.getUint16(0);
    if (protocol === 0x21 || protocol === 0x57) slowIp(row, bytes.subarray(short ? 1 : 2));
  }
}

function slowIp(row: PacketRow, bytes: Uint8Array): void {
  const version = viewOf(bytes).getUint8(0) >> 4;
  if (version === 4) slowIpv4(row, bytes);
  else if (version === 6) slowIpv6(row, bytes);
  else throw new RangeError('no IP');
}

// Captured bytes stop where the IP header says that the packet does; `length` is what it says is behind the IP headers.
function slowIpv4(row: PacketRow, bytes: Uint8Array): void {
  const view = viewOf(bytes);
  const header = (bytes[0] & 15) * 4;
  const destination = view.getUint32(16);
  const total = view.getUint16(2) || bytes.length;
  if (header < 20 || total < header) throw new RangeError('header too long');
  const words = Uint32Array.of(0, 0, 0xffff, view.getUint32(12), 0, 0, 0xffff, destination);
  Object.assign(row, { ipVersion: 4, source: formatAddress(words, 0), destination: formatAddress(words, 4) });
  Object.assign(row, { ttl: bytes[8], protocol: bytes[9], ipId: view.getUint16(4) });
  const fragment = view.getUint16(6);
  if ((fragment & 0x3fff) !== 0) row.shape |= SHAPE.fragment;
  if ((fragment & 0x1fff) !== 0) row.shape |= SHAPE.laterFragment;
  if (bytes.length < header) throw new RangeError('options cut');
  if ((fragment & 0x1fff) === 0)
    slowTransport(row, bytes.subarray(header, total), total - header, bytes.subarray(0, total));
}

function slowIpv6(row: PacketRow, bytes: Uint8Array): void {
  const view = viewOf(bytes);
  const words = Uint32Array.from({ length: 8 }, (_, i) => view.getUint32(8 + 4 * i));
  Object.assign(row, { ipVersion: 6, source: formatAddress(words, 0), destination: formatAddress(words, 4) });
  row.ttl = bytes[7];
  let length = view.getUint16(4);
  let rest = bytes.subarray(40, 40 + length);
  let next = bytes[6];
  while ([0, 43, 44, 51, 60, 135, 139, 140].includes(next) && (row.shape & SHAPE.laterFragment) === 0) {
    const size = next === 44 ? 8 : next === 51 ? (rest[1] + 2) * 4 : (rest[1] + 1) * 8;
    if (!(size <= rest.length)) throw new RangeError('extension header cut');
    const field = viewOf(rest).getUint16(2);
    if (next === 44 && (field & 0xfff9) !== 0) row.shape |= SHAPE.fragment;
    if (next === 44 && (field & 0xfff8) !== 0) row.shape |= SHAPE.laterFragment;
    next = rest[0];
    rest = rest.subarray(size);
    length -= size;
  }
  row.protocol = next;
  if ((row.shape & SHAPE.laterFragment) === 0) slowTransport(row, rest, length, bytes);
}

// Of the fingerprint the twin knows only whether there is one; its hash is compared with its text in the tests of both.
function slowTransport(row: PacketRow, bytes: Uint8Array, length: number, packet: Uint8Array): void {
  const view = viewOf(bytes);
  if (row.protocol === 6 || row.protocol === 17) {
    [row.sourcePort, row.destinationPort] = [view.getUint16(0), view.getUint16(2)];
    row.shape |= SHAPE.hasPorts;
  }
  if (row.protocol === 17) {
    view.getUint16(6);
    row.payloadLength = length - 8;
    const size = (view.getUint16(4) || length) - 8;
    const payload = bytes.subarray(8, Math.max(8, 8 + size));
    row.signature = slowUdpSignature(payload, size, row.sourcePort, row.destinationPort);
  }
  if (row.protocol === 6) {
    const window = view.getUint16(14);
    const header = (bytes[12] >> 4) * 4;
    if (header < 20) throw new RangeError('TCP header too short');
    Object.assign(row, { seq: view.getUint32(4), ack: view.getUint32(8), tcpFlags: bytes[13], window });
    row.shape |= SHAPE.hasTcp;
    if (/^(GET |POST|HEAD|PUT |DELE|OPTI|PATC)/.test(Buffer.from(bytes.subarray(header)).toString('latin1')))
      row.shape |= SHAPE.httpRequest;
    row.signature = slowTcpSignature(bytes.subarray(header));
    if (synFingerprintText(packet) !== undefined) row.synFingerprint = 1;
    row.tool = slowTool(row, bytes, packet);
    if (header > length) throw new RangeError('TCP header too long');
    row.payloadLength = length - header;
  }
  if (row.protocol === 1 || row.protocol === 58) {
    [row.icmpType, row.icmpCode] = [view.getUint8(0), view.getUint8(1)];
    row.shape |= SHAPE.hasIcmp;
    row.payloadLength = Math.max(0, length - 8);
    const quotes = row.protocol === 1 ? [3, 11, 12] : [1, 2, 3, 4];
    if (quotes.includes(row.icmpType)) row.quoted = slowQuotation(bytes.subarray(8));
  }
}

function slowTool(row: PacketRow, tcp: Uint8Array, packet: Uint8Array): string {
  if ((row.tcpFlags & 0x17) !== 2) return '';
  const header = (tcp[12] >> 4) * 4;
  if (row.ipVersion === 4) {
    const target = viewOf(packet).getUint32(16);
    if (row.seq === target) return 'Mirai scanner';
    if (row.ipId === 54321) return 'ZMap';
    const df = (packet[6] & 0x40) !== 0;
    if (!df && header <= 24 && row.ipId === ((target ^ row.destinationPort ^ row.seq) & 0xffff))
      return 'masscan';
  }
  if (header === 20 && row.window === 512) return 'hping3';
  const options = Buffer.from(tcp.subarray(20, header)).toString('hex');
  return header === 40 && /^0204(057[89a-f]|058[0-7])0402080a.{8}0000000001030306$/.test(options)
    ? 'Mirai SYN flood'
    : '';
}

// An IP header that is not whole quotes nothing; ports and sequence number need eight bytes of transport header.
function slowQuotation(bytes: Uint8Array): string {
  const row: PacketRow = { ...EMPTY };
  let [from, to, seq] = [0, 0, 0];
  if (bytes.length < 20) return '';
  const version = bytes[0] >> 4;
  const view = viewOf(bytes);
  let rest = bytes.subarray(0, 0);
  if (version === 4 && (bytes[0] & 15) >= 5) {
    const words = Uint32Array.of(0, 0, 0xffff, view.getUint32(12), 0, 0, 0xffff, view.getUint32(16));
    Object.assign(row, {
      source: formatAddress(words, 0),
      destination: formatAddress(words, 4),
      protocol: bytes[9],
    });
    if ((view.getUint16(6) & 0x1fff) === 0) rest = bytes.subarray((bytes[0] & 15) * 4);
  } else if (version === 6 && bytes.length >= 40) {
    const words = Uint32Array.from({ length: 8 }, (_, i) => view.getUint32(8 + 4 * i));
    Object.assign(row, {
      source: formatAddress(words, 0),
      destination: formatAddress(words, 4),
      protocol: bytes[6],
    });
    rest = bytes.subarray(40);
    while ([0, 43, 44, 51, 60, 135, 139, 140].includes(row.protocol) && rest.length >= 8) {
      const later = row.protocol === 44 && (viewOf(rest).getUint16(2) & 0xfff8) !== 0;
      const ah = Math.max(8, (rest[1] + 2) * 4);
      const size = row.protocol === 44 ? 8 : row.protocol === 51 ? ah : (rest[1] + 1) * 8;
      row.protocol = rest[0];
      rest = rest.subarray(later ? rest.length : size);
      if (later) break;
    }
  }
  if (row.protocol === 0) return '';
  if (rest.length >= 8 && [6, 17].includes(row.protocol)) {
    [from, to] = [viewOf(rest).getUint16(0), viewOf(rest).getUint16(2)];
    if (row.protocol === 6) seq = viewOf(rest).getUint32(4);
  }
  return `${row.protocol} ${row.source} ${from} ${row.destination} ${to} ${seq}`;
}
