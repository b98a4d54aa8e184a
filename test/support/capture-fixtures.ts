// The capture fixtures as programs: fixtures/pcap and fixtures/pcapng hold what these functions write.

import * as w from './capture-writer.ts';

const LITTLE: w.ByteOrder = { littleEndian: true };
const BIG: w.ByteOrder = { littleEndian: false };
const TCP = 6;
const UDP = 17;
const SYN = 0x02;

/** A capture file and what no other tool says about it. */
export interface CaptureFixture {
  /** File name without its folder. */
  name: string;
  bytes: Uint8Array;
  /** Numbers of the packets (from 1) with a damaged header. */
  damaged?: number[];
  /** "code count bytesSkipped" of every diagnostic. */
  diagnostics?: string[];
}

const SYN_PACKET: Uint8Array = w.ipv4({ protocol: TCP }, w.tcp(SYN));

/** One packet of each transport, 1.25 s apart. */
function transports(): w.CapturedPacket[] {
  const request = w.ascii('GET /login HTTP/1.1\r\nHost: shop.example\r\n\r\n');
  return timed([
    w.ethernet(0x0800, w.ipv4({ protocol: TCP, ttl: 244 }, w.tcp(SYN))),
    w.ethernet(
      0x0800,
      w.ipv4({ protocol: TCP, source: '192.0.2.1', destination: '198.51.100.7' }, w.tcp(0x12)),
    ),
    w.ethernet(0x0800, w.join(w.ipv4({ protocol: TCP }, w.tcp(0x04)), new Uint8Array(6))),
    w.ethernet(0x0800, w.ipv4({ protocol: TCP }, w.tcp(0x18, request))),
    w.ethernet(0x0800, w.ipv4({ protocol: TCP }, w.tcp(0xc2, w.hex('020405b4'), 6))),
    w.ethernet(0x0800, w.ipv4({ protocol: UDP, source: '203.0.113.53' }, w.udp(new Uint8Array(512)))),
    w.ethernet(0x0800, w.ipv4({ protocol: 1 }, w.icmp(8, 0, new Uint8Array(32)))),
    w.ethernet(0x86dd, w.ipv6(TCP, w.tcp(SYN))),
    w.ethernet(0x86dd, w.ipv6(UDP, w.udp(new Uint8Array(100)))),
    w.ethernet(0x86dd, w.ipv6(58, w.icmp(128, 0, new Uint8Array(16)))),
    w.ethernet(0x0806, w.hex('0001080006040001 020000000002 c6336407 000000000000 c0000201')),
    w.ethernet(0x0800, w.ipv4({ protocol: 47 }, w.hex('0000 0800'))),
  ]);
}

/** Packets at 2026-05-17T03:02:10.5Z and every 1.25 s after, in whole microseconds. */
function timed(packets: Uint8Array[]): w.CapturedPacket[] {
  return packets.map((bytes, i) => {
    const microseconds = 500_000 + i * 1_250_003;
    return {
      sec: 1_778_986_930 + Math.floor(microseconds / 1e6),
      nsec: (microseconds % 1_000_000) * 1000,
      bytes,
    };
  });
}

function frames(name: string, linkType: number, packets: Uint8Array[]): CaptureFixture {
  return { name, bytes: w.pcapFile({ ...LITTLE, magic: w.MAGIC.microseconds, linkType }, timed(packets)) };
}

function linkLayers(): CaptureFixture[] {
  const v4 = SYN_PACKET;
  const v6 = w.ipv6(TCP, w.tcp(SYN));
  const llc = (header: string, payload: Uint8Array): Uint8Array => {
    const body = w.join(w.hex(header), payload);
    return w.ethernet(body.length, body);
  };
  const tagged = (tags: string, payload: Uint8Array): Uint8Array =>
    w.join(w.hex('020000000001 020000000002'), w.hex(tags), payload);
  const sll = (device: string, protocol: string, payload: Uint8Array): Uint8Array =>
    w.join(w.hex('0000'), w.hex(device), w.hex('0006 0200000000020000'), w.hex(protocol), payload);
  const sll2 = (protocol: string, device: string, payload: Uint8Array): Uint8Array =>
    w.join(w.hex(protocol), w.hex('0000 00000003'), w.hex(device), w.hex('00 06 0200000000020000'), payload);
  const after = (header: string, payload: Uint8Array): Uint8Array => w.join(w.hex(header), payload);
  return [
    {
      ...frames('ethernet-encapsulations.pcap', 1, [
        tagged('8100 0064 0800', v4),
        tagged('8100 0064 86dd', v6),
        tagged('88a8 0001 8100 0064 0800', v4),
        tagged('9100 0001 8100 0002 8100 0003 0800', v4),
        tagged('8100 0064 0806', new Uint8Array(28)),
        llc('aaaa03 000000 0800', v4),
        llc('aaaa03 0000f8 86dd', v6),
        llc('aaaa03 00000c 2000', new Uint8Array(20)),
        llc('060603', v4),
        llc('424203', new Uint8Array(35)),
        tagged('8847 00064040 000c8140', v4),
        tagged('8847 000c8140', v6),
        tagged('8864 11 00 0001 002a 0021', v4),
        tagged('8864 11 00 0001 003d 57', v6),
        tagged('8864 11 00 0001 0006 c021', w.hex('01010004')),
        tagged('8100 0007 0030 aaaa03 000000 0800', v4),
        w.ethernet(0x0800, v6),
        w.ethernet(0x86dd, v4),
      ]),
      damaged: [18],
      diagnostics: ['packet/malformed 1 0'],
    },
    frames('linux-sll.pcap', 113, [
      sll('0001', '0800', v4),
      sll('0001', '86dd', v6),
      sll('0001', '8100', after('0064 0800', v4)),
      sll('0001', '0004', after('aaaa03 000000 0800', v4)),
      sll('0338', '0800', v4),
      sll('0001', '0806', new Uint8Array(28)),
    ]),
    frames('linux-sll2.pcap', 276, [
      sll2('0800', '0001', v4),
      sll2('86dd', '0001', v6),
      sll2('8100', '0001', after('0064 0800', v4)),
      sll2('0004', '0001', after('060603', v4)),
      sll2('0806', '0001', new Uint8Array(28)),
    ]),
    frames('raw-ip-101.pcap', 101, [v4, v6]),
    frames('raw-ip-12.pcap', 12, [v4, v6]),
    frames('raw-ip-14.pcap', 14, [v4, v6]),
    frames('raw-ipv4-228.pcap', 228, [v4, v4]),
    frames('raw-ipv6-229.pcap', 229, [v6, v6]),
    frames('null.pcap', 0, [
      after('02000000', v4),
      after('00000002', v4),
      after('18000000', v6),
      after('0000001c', v6),
      after('1e000000', v6),
      after('07000000', new Uint8Array(20)),
    ]),
    frames('loop.pcap', 108, [after('00000002', v4), after('00000018', v6), after('0000001e', v6)]),
    frames('ppp.pcap', 9, [
      after('ff03 0021', v4),
      after('0021', v4),
      after('57', v6),
      after('ff03 c021', v4),
    ]),
    frames('c-hdlc.pcap', 104, [after('0f00 0800', v4), after('8f00 86dd', v6), after('8f00 8035', v4)]),
    {
      ...frames('unknown-link-type.pcap', 147, [v4, v6]),
      diagnostics: ['packet/unknown-link-type 2 0'],
    },
  ];
}

function ipShapes(): CaptureFixture[] {
  const v4 = (fields: Partial<w.Ipv4Fields>, payload: Uint8Array): Uint8Array =>
    w.ethernet(0x0800, w.ipv4({ protocol: TCP, ...fields }, payload));
  const v6 = (next: number, payload: Uint8Array): Uint8Array => w.ethernet(0x86dd, w.ipv6(next, payload));
  const after = (header: string, payload: Uint8Array): Uint8Array => w.join(w.hex(header), payload);
  const syn = w.tcp(SYN);
  return [
    {
      ...frames('ipv4-shapes.pcap', 1, [
        v4({ options: w.hex('94040000') }, syn),
        v4({ fragment: 0x2000, protocol: UDP }, w.udp(new Uint8Array(64))),
        v4({ fragment: 0x2009, protocol: UDP }, new Uint8Array(72)),
        v4({ fragment: 0x0012, protocol: UDP }, new Uint8Array(40)),
        v4({ fragment: 0x4000 }, syn),
        v4({ totalLength: 0 }, w.tcp(0x10, new Uint8Array(80))),
        v4({ totalLength: 19 }, syn),
        v4({ headerWords: 4 }, syn),
        v4({ totalLength: 30 }, syn),
        v4({}, w.tcp(SYN, new Uint8Array(0), 4)),
        v4({}, w.tcp(SYN, new Uint8Array(0), 15)),
        w.ethernet(0x0800, w.hex('55000028')),
      ]),
      damaged: [7, 8, 9, 10, 11, 12],
      diagnostics: ['packet/malformed 6 0'],
    },
    {
      ...frames('ipv6-extension-headers.pcap', 1, [
        v6(0, after('06 00 050200000000', syn)),
        v6(43, after('06 00 00 00 00000000', syn)),
        v6(60, after('06 01 0000000000000000000000000000', syn)),
        v6(44, after('06 00 0001 0000abcd', syn)),
        v6(44, after('11 00 0029 0000abcd', new Uint8Array(40))),
        v6(44, after('06 00 0000 0000abcd', syn)),
        v6(51, after('06 04 0000 00000001 00000001 000000000000000000000000', syn)),
        v6(
          0,
          after('2b 00 010400000000 3c 00 00 00 00000000 2c 00 010400000000 11 00 0001 00000001', w.udp(syn)),
        ),
        v6(135, after('3b 00 0000 00000000', new Uint8Array(0))),
        v6(59, new Uint8Array(8)),
      ]),
    },
  ];
}

/** All pcap fixtures. */
export function pcapFixtures(): CaptureFixture[] {
  const variant = (name: string, order: w.ByteOrder, magic: number): CaptureFixture => ({
    name: `transports-${name}.pcap`,
    bytes: w.pcapFile({ ...order, magic, linkType: 1 }, transports()),
  });
  return [
    variant('usec-le', LITTLE, w.MAGIC.microseconds),
    variant('usec-be', BIG, w.MAGIC.microseconds),
    variant('nsec-le', LITTLE, w.MAGIC.nanoseconds),
    variant('nsec-be', BIG, w.MAGIC.nanoseconds),
    variant('kuznetzov-le', LITTLE, w.MAGIC.kuznetzov),
    variant('kuznetzov-be', BIG, w.MAGIC.kuznetzov),
    ...linkLayers(),
    ...ipShapes(),
    {
      name: 'cut-in-last-record.pcap',
      bytes: w
        .pcapFile({ ...LITTLE, magic: w.MAGIC.microseconds, linkType: 1 }, transports())
        .subarray(0, -1),
      diagnostics: ['capture/cut-in-record 1 53'],
    },
    { name: 'empty.pcap', bytes: w.pcapHeader({ ...LITTLE, magic: w.MAGIC.microseconds, linkType: 1 }) },
  ];
}

function blocks(order: w.ByteOrder): Uint8Array {
  const frame = w.ethernet(0x0800, SYN_PACKET);
  const usec = 1_778_986_930_123_456n;
  const seconds = 1_778_986_930n;
  return w.join(
    w.sectionHeader(order),
    w.interfaceBlock(order, 1, 262144),
    w.interfaceBlock(order, 101, 0, w.resolutionOption(order, 9)),
    w.interfaceBlock(order, 1, 60, w.resolutionOption(order, 0x80 | 20)),
    w.interfaceBlock(order, 1, 0, w.join(w.resolutionOption(order, 3), w.offsetOption(order, -3600))),
    w.block(order, 0x0b, new Uint8Array(21)), // a type that nobody has defined
    w.enhancedPacket(order, 0, usec, frame),
    w.enhancedPacket(order, 1, usec * 1000n + 789n, SYN_PACKET, 1500),
    w.enhancedPacket(order, 2, (seconds << 20n) | 0x80001n, frame),
    w.enhancedPacket(
      order,
      3,
      (seconds + 3600n) * 1000n + 42n,
      frame,
      frame.length,
      w.option(order, 1, w.ascii('note')),
    ),
    w.simplePacket(order, frame),
    w.obsoletePacket(order, 1, usec * 1000n, SYN_PACKET),
    w.block(order, 5, w.join(w.number(0, 4), w.number(0, 8))), // interface statistics
    w.enhancedPacket(order, 0, usec + 1n, frame),
  );
}

/** All pcapng fixtures that other tools read to the end. */
export function pcapngFixtures(): CaptureFixture[] {
  return [
    { name: 'blocks-le.pcapng', bytes: blocks(LITTLE) },
    { name: 'blocks-be.pcapng', bytes: blocks(BIG) },
    { name: 'sections-le-be.pcapng', bytes: w.join(blocks(LITTLE), blocks(BIG)) },
  ];
}
