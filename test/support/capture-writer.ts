// Writes capture files byte by byte: pcap and pcapng framing, and the headers of the packets in them.

/** Byte order of a file's own numbers; packets are always in network byte order. */
export interface ByteOrder {
  littleEndian: boolean;
}

/** A packet as a capture records it. */
export interface CapturedPacket {
  sec: number;
  nsec: number;
  bytes: Uint8Array;
  /** Length on the wire when the capture cut the packet. */
  originalLength?: number;
}

/** The bytes of all parts in a row. */
export function join(...parts: Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts));
}

/** Bytes from hexadecimal digits; blanks are ignored. */
export function hex(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text.replaceAll(' ', ''), 'hex'));
}

/** One unsigned number in `size` bytes. */
export function number(value: number | bigint, size: number, littleEndian = false): Uint8Array {
  const bytes = new Uint8Array(size);
  let left = BigInt.asUintN(8 * size, BigInt(value));
  for (let i = 0; i < size; i++) {
    bytes[littleEndian ? i : size - 1 - i] = Number(left & 0xffn);
    left >>= 8n;
  }
  return bytes;
}

// ---- pcap

/** What a pcap file header says. */
export interface PcapFile extends ByteOrder {
  magic: number;
  linkType: number;
  snapLength?: number;
}

export const MAGIC = { microseconds: 0xa1b2c3d4, nanoseconds: 0xa1b23c4d, kuznetzov: 0xa1b2cd34 } as const;

/** A pcap file header, 24 bytes. */
export function pcapHeader(file: PcapFile): Uint8Array {
  const n = (value: number, size: number): Uint8Array => number(value, size, file.littleEndian);
  return join(
    n(file.magic, 4),
    n(2, 2),
    n(4, 2),
    n(0, 8),
    n(file.snapLength ?? 262144, 4),
    n(file.linkType, 4),
  );
}

/** A pcap record: 16 bytes of header, 24 in Kuznetzov's variant, and the packet. */
export function pcapRecord(file: PcapFile, packet: CapturedPacket): Uint8Array {
  const n = (value: number, size: number): Uint8Array => number(value, size, file.littleEndian);
  const units = file.magic === MAGIC.nanoseconds ? packet.nsec : packet.nsec / 1000;
  const head = join(
    n(packet.sec, 4),
    n(units, 4),
    n(packet.bytes.length, 4),
    n(packet.originalLength ?? packet.bytes.length, 4),
  );
  const tail = file.magic === MAGIC.kuznetzov ? join(n(2, 4), n(8, 2), n(0, 2)) : new Uint8Array(0);
  return join(head, tail, packet.bytes);
}

/** A whole pcap file. */
export function pcapFile(file: PcapFile, packets: CapturedPacket[]): Uint8Array {
  return join(pcapHeader(file), ...packets.map((packet) => pcapRecord(file, packet)));
}

// ---- pcapng

/** A pcapng block; `trailer` overrides the second length. */
export function block(order: ByteOrder, type: number, body: Uint8Array, trailer?: number): Uint8Array {
  const length = 12 + body.length + ((4 - (body.length % 4)) % 4);
  return join(
    number(type, 4, order.littleEndian),
    number(length, 4, order.littleEndian),
    body,
    new Uint8Array(length - 12 - body.length),
    number(trailer ?? length, 4, order.littleEndian),
  );
}

/** A pcapng option, padded. */
export function option(order: ByteOrder, code: number, value: Uint8Array): Uint8Array {
  const head = join(number(code, 2, order.littleEndian), number(value.length, 2, order.littleEndian));
  return join(head, value, new Uint8Array((4 - (value.length % 4)) % 4));
}

/** A section header block. */
export function sectionHeader(order: ByteOrder, majorVersion = 1): Uint8Array {
  const n = (value: number | bigint, size: number): Uint8Array => number(value, size, order.littleEndian);
  return block(order, 0x0a0d0d0a, join(n(0x1a2b3c4d, 4), n(majorVersion, 2), n(0, 2), n(-1n, 8)));
}

/** An interface description block. */
export function interfaceBlock(
  order: ByteOrder,
  linkType: number,
  snapLength: number,
  options: Uint8Array = new Uint8Array(0),
): Uint8Array {
  const n = (value: number, size: number): Uint8Array => number(value, size, order.littleEndian);
  return block(order, 1, join(n(linkType, 2), n(0, 2), n(snapLength, 4), options));
}

/** The if_tsresol option. */
export function resolutionOption(order: ByteOrder, value: number): Uint8Array {
  return option(order, 9, number(value, 1));
}

/** The if_tsoffset option. */
export function offsetOption(order: ByteOrder, seconds: number): Uint8Array {
  return option(order, 14, number(seconds, 8, order.littleEndian));
}

/** An enhanced packet block; `ticks` in the interface's resolution. */
export function enhancedPacket(
  order: ByteOrder,
  interfaceId: number,
  ticks: bigint,
  bytes: Uint8Array,
  originalLength: number = bytes.length,
  options: Uint8Array = new Uint8Array(0),
): Uint8Array {
  const n = (value: number | bigint, size: number): Uint8Array => number(value, size, order.littleEndian);
  const lengths = join(n(bytes.length, 4), n(originalLength, 4));
  const padding = new Uint8Array((4 - (bytes.length % 4)) % 4);
  const body = join(n(interfaceId, 4), n(ticks >> 32n, 4), n(ticks, 4), lengths, bytes, padding, options);
  return block(order, 6, body);
}

/** An obsolete packet block. */
export function obsoletePacket(
  order: ByteOrder,
  interfaceId: number,
  ticks: bigint,
  bytes: Uint8Array,
): Uint8Array {
  const n = (value: number | bigint, size: number): Uint8Array => number(value, size, order.littleEndian);
  const lengths = join(n(bytes.length, 4), n(bytes.length, 4));
  return block(order, 2, join(n(interfaceId, 2), n(9, 2), n(ticks >> 32n, 4), n(ticks, 4), lengths, bytes));
}

/** A simple packet block. */
export function simplePacket(
  order: ByteOrder,
  bytes: Uint8Array,
  originalLength: number = bytes.length,
): Uint8Array {
  return block(order, 3, join(number(originalLength, 4, order.littleEndian), bytes));
}

// ---- packets

/** An Ethernet II frame. */
export function ethernet(type: number, payload: Uint8Array): Uint8Array {
  return join(hex('020000000001 020000000002'), number(type, 2), payload);
}

/** Fields of an IPv4 header that differ from the usual. */
export interface Ipv4Fields {
  protocol: number;
  source?: string;
  destination?: string;
  ttl?: number;
  /** Flags and fragment offset as one 16-bit field. */
  fragment?: number;
  options?: Uint8Array;
  totalLength?: number;
  headerWords?: number;
}

/** An IPv4 packet; the checksum is left zero, as a capture before offload shows it. */
export function ipv4(fields: Ipv4Fields, payload: Uint8Array): Uint8Array {
  const options = fields.options ?? new Uint8Array(0);
  const length = fields.totalLength ?? 20 + options.length + payload.length;
  const address = (text: string): Uint8Array => Uint8Array.from(text.split('.').map(Number));
  return join(
    number(0x40 | (fields.headerWords ?? 5 + options.length / 4), 1),
    number(0, 1),
    number(length, 2),
    number(0x1234, 2),
    number(fields.fragment ?? 0, 2),
    number(fields.ttl ?? 64, 1),
    number(fields.protocol, 1),
    number(0, 2),
    address(fields.source ?? '198.51.100.7'),
    address(fields.destination ?? '192.0.2.1'),
    options,
    payload,
  );
}

/** An IPv6 packet from 2001:db8::7 to 2001:db8:1::1. */
export function ipv6(
  nextHeader: number,
  payload: Uint8Array,
  payloadLength: number = payload.length,
): Uint8Array {
  return join(
    hex('60000000'),
    number(payloadLength, 2),
    number(nextHeader, 1),
    number(57, 1),
    hex('20010db8000000000000000000000007'),
    hex('20010db8000100000000000000000001'),
    payload,
  );
}

/** A TCP segment from port 40000 to port 80. */
export function tcp(flags: number, payload: Uint8Array = new Uint8Array(0), dataOffsetWords = 5): Uint8Array {
  return join(
    hex('9c40 0050 a1b2c3d4 01020304'),
    number(dataOffsetWords << 4, 1),
    number(flags, 1),
    hex('faf0 0000 0000'),
    payload,
  );
}

/** A UDP datagram from port 53 to port 40000. */
export function udp(payload: Uint8Array): Uint8Array {
  return join(hex('0035 9c40'), number(8 + payload.length, 2), hex('0000'), payload);
}

/** An ICMP or ICMPv6 message with eight bytes of header. */
export function icmp(type: number, code: number, payload: Uint8Array): Uint8Array {
  return join(number(type, 1), number(code, 1), hex('0000 00010002'), payload);
}

/** Bytes of ASCII text. */
export function ascii(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, 'latin1'));
}
