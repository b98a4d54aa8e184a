// The pcapng decoder: its fixtures, damaged blocks, and timestamps of every resolution.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pcapng } from '../../../src/ingest/formats/pcapng.ts';
import { TimestampReader } from '../../../src/ingest/formats/pcapng-time.ts';
import { assertLedger, testContract } from '../../support/capture-contract.ts';
import { pcapngFixtures } from '../../support/capture-fixtures.ts';
import * as w from '../../support/capture-writer.ts';
import { decodeCapture } from '../../support/decode-capture.ts';

const ORDER: w.ByteOrder = { littleEndian: true };
const FRAME = w.ethernet(0x0800, w.ipv4({ protocol: 6 }, w.tcp(2)));
const START = w.join(w.sectionHeader(ORDER), w.interfaceBlock(ORDER, 1, 262144));

testContract(pcapng, pcapngFixtures());

test('sections of either byte order hold the same rows', () => {
  const [little, big, both] = pcapngFixtures().map(({ bytes }) =>
    decodeCapture(pcapng, bytes).rows.map(({ offset: _, ...row }) => row),
  );
  assert.deepEqual(big, little);
  assert.deepEqual(both, [...little, ...little]);
});

test('other files are refused with a reason', () => {
  assert.match(pcapng.sniff(w.hex('d4c3b2a1 02000400 00000000')) ?? '', /section header/);
  assert.match(pcapng.sniff(w.hex('0a0d0d0a 1c000000 00000000')) ?? '', /byte-order/);
  assert.match(pcapng.sniff(w.hex('0a0d0d0a')) ?? '', /shorter/);
});

test('a block that is malformed inside is skipped, the next one is read', () => {
  const beyond = packet(1);
  beyond.set(w.number(1000, 4, true), 20); // captured length
  const unknown = w.enhancedPacket(ORDER, 7, 1n, FRAME);
  const short = w.block(ORDER, 6, new Uint8Array(8));
  check(w.join(START, packet(1), beyond, unknown, short, packet(2)), 2, [
    `capture/bad-block 2 ${beyond.length + short.length}`,
    `capture/unknown-interface 1 ${unknown.length}`,
  ]);
});

test('a simple packet in a section without interfaces belongs to none', () => {
  const simple = w.simplePacket(ORDER, FRAME);
  check(w.join(w.sectionHeader(ORDER), simple), 0, [`capture/unknown-interface 1 ${simple.length}`]);
});

test('two lengths that disagree: the next block is found', () => {
  const liar = w.block(ORDER, 5, new Uint8Array(12), 99);
  check(w.join(START, packet(1), liar, packet(2)), 2, [`capture/bad-block 1 ${liar.length}`]);
});

test('a length below that of an empty block: the next block is found', () => {
  const bad = w.hex('09000000 00000000 00000000');
  check(w.join(START, packet(1), bad, packet(2)), 2, [`capture/bad-block 1 ${bad.length}`]);
});

test('a section of an unknown major version is skipped with all behind it', () => {
  const section = w.sectionHeader(ORDER, 2);
  const rest = w.join(section, w.interfaceBlock(ORDER, 1, 0), packet(2));
  check(w.join(START, packet(1), rest), 1, [`capture/bad-block 1 ${rest.length}`]);
});

test('a length that does not count its padding is read as Wireshark does', () => {
  const odd = w.enhancedPacket(ORDER, 0, 1n, FRAME.subarray(0, 53));
  odd.set(w.number(85, 4, true), 4);
  odd.set(w.number(85, 4, true), odd.length - 4);
  check(w.join(START, odd, packet(2)), 2, []);
});

test('a packet block too large to hold is passed over in pieces, one of another type is structure', () => {
  const huge = w.enhancedPacket(ORDER, 0, 1n, new Uint8Array(400_000));
  const custom = w.block(ORDER, 0xbad, new Uint8Array(500_000));
  const bytes = w.join(START, custom, huge, packet(2));
  check(bytes, 1, [`capture/impossible-length 1 ${huge.length}`], [1000, 65537, bytes.length]);
  const cut = w.join(START, custom.subarray(0, 450_000));
  check(cut, 0, ['capture/cut-in-record 1 450000'], [1000, 65537, cut.length]);
  const liar = w.join(START, w.block(ORDER, 0xbad, new Uint8Array(500_000), 8), packet(2));
  const skipped = liar.length - START.length - packet(2).length;
  check(liar, 1, [`capture/bad-block 1 ${skipped}`], [1000, 65537, liar.length]);
});

test('what is passed over in pieces is not held: decode takes all that it is given', () => {
  const impossible = w.join(START, w.hex('06000000 00f0ffff'));
  check(w.join(impossible, new Uint8Array(3_000_000)), 0, ['capture/bad-block 1 3000008'], [65536]);
  const claims = w.join(START, w.hex('ad0b0000 00f0ff03'));
  check(w.join(claims, new Uint8Array(3_000_000)), 0, ['capture/cut-in-record 1 3000008'], [65536]);
});

test('timestamps of every resolution, by exact arithmetic', () => {
  const counts = [
    0n,
    1n,
    1_778_986_930_123_456_789n,
    0xfedcba9876543210n,
    0xffffffffffffffffn,
    0x80000000n,
    999_999_999n,
    // neighbours: within one second, back, over its end, over the end of the low half
    1_778_986_930_123_456_790n,
    1_778_986_930_000_000_000n,
    1_778_986_930_999_999_999n,
    1_778_986_931_000_000_000n,
    0xfffffff0n,
    0x100000010n,
    0xfffffff1n,
  ];
  for (let resolution = 0; resolution < 256; resolution++) {
    const binary = (resolution & 0x80) !== 0;
    const exponent = BigInt(resolution & 0x7f);
    const limit = binary && exponent > 37n ? 37n : exponent;
    const perSecond = (binary ? 2n : 10n) ** limit;
    const reader = new TimestampReader(resolution, 0);
    for (const count of counts) {
      reader.read(Number(count >> 32n), Number(count & 0xffffffffn));
      const ticks = count >> (exponent - limit);
      const exact = binary ? ticks : count;
      assert.equal(
        reader.sec,
        Number(exact / perSecond),
        `seconds, resolution ${resolution}, count ${count}`,
      );
      const nsec = ((exact % perSecond) * 1_000_000_000n) / perSecond;
      assert.equal(reader.nsec, Number(nsec), `nanoseconds, resolution ${resolution}, count ${count}`);
    }
  }
});

test('if_tsoffset is signed and in seconds', () => {
  const rows = [3600, -1_800_000_000].map((seconds) => {
    const start = w.join(
      w.sectionHeader(ORDER),
      w.interfaceBlock(ORDER, 1, 0, w.offsetOption(ORDER, seconds)),
    );
    return decodeCapture(pcapng, w.join(start, w.enhancedPacket(ORDER, 0, 1_700_000_000_123_456n, FRAME)))
      .rows[0].time;
  });
  assert.deepEqual(rows, ['1700003600.123456000', '-100000000.123456000']); // as tshark prints them
});

function packet(ticks: number): Uint8Array {
  return w.enhancedPacket(ORDER, 0, BigInt(ticks), FRAME);
}

function check(
  bytes: Uint8Array,
  rows: number,
  diagnostics: string[],
  pieces: number[] = [1, 50, bytes.length],
): void {
  for (const length of pieces) {
    const capture = decodeCapture(pcapng, bytes, () => length);
    assert.equal(capture.rows.length, rows);
    const codes = capture.diagnostics.map(
      ({ code, count, bytesSkipped }) => `${code} ${count} ${bytesSkipped}`,
    );
    assert.deepEqual(codes, diagnostics, `in pieces of ${length}`);
    assertLedger(capture, bytes.length);
  }
}

test('what interfaces say of themselves: names, filters of each kind, snap lengths; each description once', () => {
  const texts = (options: [code: number, value: Uint8Array][]) =>
    w.join(...options.map(([code, value]) => w.option(ORDER, code, value)));
  const section = w.block(
    ORDER,
    0x0a0d0d0a,
    w.join(
      w.number(0x1a2b3c4d, 4, true),
      w.hex('0100 0000 ffffffffffffffff'),
      texts([[4, w.ascii('tool 1.2\0')]]),
    ),
  );
  const eth0 = w.interfaceBlock(
    ORDER,
    1,
    96,
    texts([
      [2, new TextEncoder().encode('eth\u00e9')],
      [3, w.ascii('uplink')],
      [11, w.join(w.hex('00'), w.ascii('tcp port 80'))],
    ]),
  );
  const eth1 = w.interfaceBlock(ORDER, 1, 0, texts([[11, w.join(w.hex('01'), new Uint8Array(32))]]));
  const eth2 = w.interfaceBlock(
    ORDER,
    1,
    0,
    texts([
      [11, w.hex('07 010203')],
      [2, w.ascii('x'.repeat(60_000))],
    ]),
  );
  const cut = w.enhancedPacket(ORDER, 0, 1n, FRAME.subarray(0, 40), FRAME.length);
  const { origin } = decodeCapture(pcapng, w.join(section, eth0, eth1, eth2, cut, packet(1), section, eth0));
  assert.deepEqual(origin, {
    application: 'tool 1.2',
    interfaces: [
      {
        name: 'eth\u00e9',
        description: 'uplink',
        filter: 'tcp port 80',
        filterKind: 'words',
        snapLength: 96,
      },
      {
        name: '',
        description: '',
        filter: '(BPF bytecode, 4 instructions)',
        filterKind: 'bytecode',
        snapLength: 0,
      },
      {
        name: 'x'.repeat(4096),
        description: '',
        filter: '(a filter of kind 7, 3 bytes)',
        filterKind: 'other',
        snapLength: 0,
      },
    ],
    interfacesLeftOut: 0,
    packetsCut: 1,
    packetsDropped: undefined,
  });
});

test('a hostile number of interfaces is counted, not kept', () => {
  const blocks = Array.from({ length: 5000 }, (_, index) =>
    w.interfaceBlock(ORDER, 1, index, w.option(ORDER, 2, w.ascii(`i${index}`))),
  );
  const { origin } = decodeCapture(pcapng, w.join(w.sectionHeader(ORDER), ...blocks), undefined, 4096);
  assert.deepEqual([origin.interfaces.length, origin.interfacesLeftOut], [32, 4968]);
});

test('lost packets: the last count of each interface in each section, nothing impossible', () => {
  const statistics = (interfaceId: number, ...options: Uint8Array[]) =>
    w.block(ORDER, 5, w.join(w.number(interfaceId, 4, true), new Uint8Array(8), ...options));
  const count = (code: number, lost: bigint) => w.option(ORDER, code, w.number(lost, 8, true));
  const two = w.join(w.sectionHeader(ORDER), w.interfaceBlock(ORDER, 1, 0), w.interfaceBlock(ORDER, 1, 0));
  const lostIn = (...blocks: Uint8Array[]) =>
    decodeCapture(pcapng, w.join(two, ...blocks)).origin.packetsDropped;
  assert.equal(lostIn(packet(1)), undefined);
  assert.equal(lostIn(statistics(0, count(4, 99n)), statistics(7, count(5, 5n))), undefined);
  assert.equal(lostIn(statistics(0, count(5, 0n))), 0);
  assert.equal(
    lostIn(
      statistics(0, count(5, 3n)),
      statistics(1, count(5, 5n), count(7, 2n)),
      statistics(0, count(5, 4n)),
    ),
    11,
  );
  assert.equal(lostIn(statistics(0, count(5, 3n)), two, statistics(0, count(5, 4n))), 7);
  assert.equal(
    lostIn(statistics(0, count(5, 2n ** 64n - 1n)), statistics(1, count(5, 2n ** 60n))),
    undefined,
  );
});
