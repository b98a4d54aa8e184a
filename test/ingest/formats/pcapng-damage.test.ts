// pcapng with damage in the middle: which of the packets that were written are still read, and what a hostile file may cost.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pcapng } from '../../../src/ingest/formats/pcapng.ts';
import { assertLedger } from '../../support/capture-contract.ts';
import * as w from '../../support/capture-writer.ts';
import { type DecodedCapture, decodeCapture } from '../../support/decode-capture.ts';

const ORDER: w.ByteOrder = { littleEndian: true };
const PACKETS = 240;
const START = w.join(w.sectionHeader(ORDER), w.interfaceBlock(ORDER, 1, 262144));

const HEADER = w.hex('0a0d0d0a 00010000 4d3c2b1a 01000000');

/** Packet i has time i microseconds, and a length of its own. */
function packetBlock(i: number): Uint8Array {
  const payload = Uint8Array.from({ length: (i * 37) % 300 }, (_, k) => (i * 7 + k * 13) & 0xff);
  return w.enhancedPacket(ORDER, 0, BigInt(i), w.ethernet(0x0800, w.ipv4({ protocol: 17 }, w.udp(payload))));
}

const BLOCKS = Array.from({ length: PACKETS }, (_, i) => packetBlock(i));
const WHOLE = w.join(START, ...BLOCKS);
const STARTS = [START.length];
for (const block of BLOCKS) STARTS.push(STARTS[STARTS.length - 1] + block.length);

/** The packets of which no byte lies in [from, to). */
function untouched(from: number, to: number): number[] {
  return BLOCKS.map((_, i) => i).filter((i) => STARTS[i + 1] <= from || STARTS[i] >= to);
}

function packetNumbers(capture: DecodedCapture): number[] {
  return capture.rows.map((row) => Number(row.time.slice(2)) / 1000);
}

function bytesSkipped(capture: DecodedCapture): number[] {
  return capture.diagnostics.map(({ code, bytesSkipped: bytes }) => {
    assert.equal(code, 'capture/bad-block');
    return bytes;
  });
}

function noise(length: number, seed: number): Uint8Array {
  let state = seed;
  return Uint8Array.from({ length }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state >>> 24;
  });
}

/** The same rows and the same tallies however the bytes come. */
function assertCutAnywhere(bytes: Uint8Array): DecodedCapture {
  const whole = decodeCapture(pcapng, bytes, undefined, 4096);
  assertLedger(whole, bytes.length);
  for (const length of [5, 64, 1000])
    assert.deepEqual(
      decodeCapture(pcapng, bytes, () => length, 4096),
      whole,
      `pieces of ${length}`,
    );
  return whole;
}

test('without damage all packets are read', () => {
  assert.deepEqual(packetNumbers(assertCutAnywhere(WHOLE)), untouched(0, 0));
});

// From within a packet, from the start of a block, over a header only, over many blocks, and over the length field alone.
const PLACES: [name: string, from: number, length: number][] = [
  ['inside one block', STARTS[100] + 2, 60],
  ['from the start of a block', STARTS[120], 512],
  ['over several blocks', STARTS[150] + 41, 5000],
  ['the first length alone', STARTS[200] + 4, 4],
  ['the second length alone', STARTS[221] - 4, 4],
];

for (const [name, from, length] of PLACES) {
  for (const [kind, garbage] of [
    ['noise', noise(length, from)],
    ['zeros', new Uint8Array(length)],
    ['ones', new Uint8Array(length).fill(0xff)],
  ] as [string, Uint8Array][])
    test(`overwritten, ${name}, with ${kind}: every whole packet is read`, () => {
      const bytes = Uint8Array.from(WHOLE);
      bytes.set(garbage, from);
      const capture = assertCutAnywhere(bytes);
      assert.deepEqual(packetNumbers(capture), untouched(from, from + length));
      const lost = BLOCKS.filter((_, i) => !untouched(from, from + length).includes(i));
      assert.deepEqual(bytesSkipped(capture), [lost.reduce((sum, block) => sum + block.length, 0)]);
      assert.deepEqual(
        capture.diagnostics[0].firstOffsets,
        [STARTS.findLast((start) => start <= from)],
        'where the first block that cannot be read begins',
      );
    });

  test(`removed, ${name}: packets on both sides are read, though nothing is aligned any more`, () => {
    for (const more of [0, 1, 2, 3]) {
      const bytes = w.join(WHOLE.subarray(0, from), WHOLE.subarray(from + length + more));
      const capture = assertCutAnywhere(bytes);
      assert.deepEqual(packetNumbers(capture), untouched(from, from + length + more));
      assert.equal(capture.diagnostics.length, 1);
    }
  });

  test(`inserted, ${name}: only a packet that is torn apart is lost`, () => {
    for (const more of [0, 1, 2, 3]) {
      const garbage = noise(length + more, from);
      const bytes = w.join(WHOLE.subarray(0, from), garbage, WHOLE.subarray(from));
      const capture = assertCutAnywhere(bytes);
      const torn = BLOCKS.flatMap((block, i) =>
        STARTS[i] < from && from < STARTS[i + 1] ? [block.length] : [],
      );
      assert.deepEqual(packetNumbers(capture), untouched(from, from));
      assert.deepEqual(bytesSkipped(capture), [garbage.length + (torn[0] ?? 0)]);
    }
  });
}

test('where only the type is overwritten the block is one of a type not known, which a reader passes over (section 3.1)', () => {
  const bytes = Uint8Array.from(WHOLE);
  bytes.set(noise(4, 5), STARTS[180]);
  const capture = assertCutAnywhere(bytes);
  assert.deepEqual(packetNumbers(capture), untouched(STARTS[180], STARTS[181]));
  assert.deepEqual(capture.diagnostics, []);
});

test('a damaged length that reaches beyond the end does not cost the blocks behind it', () => {
  for (const length of [100_000, 300_000, 1_000_000, 0x7fffff00]) {
    const bytes = Uint8Array.from(WHOLE);
    bytes.set(w.number(length, 4, true), STARTS[PACKETS - 20] + 4);
    const capture = assertCutAnywhere(bytes);
    assert.deepEqual(packetNumbers(capture), untouched(STARTS[PACKETS - 20], STARTS[PACKETS - 20] + 1));
    assert.deepEqual(bytesSkipped(capture), [BLOCKS[PACKETS - 20].length]);
  }
});

test('a file cut anywhere yields every whole packet, and the rest is a cut record', () => {
  for (let length = START.length; length < WHOLE.length; length += 331) {
    const capture = decodeCapture(pcapng, WHOLE.subarray(0, length), () => 1000, 4096);
    assert.deepEqual(
      packetNumbers(capture),
      BLOCKS.map((_, i) => i).filter((i) => STARTS[i + 1] <= length),
    );
    const codes = capture.diagnostics.map(({ code }) => code);
    assert.deepEqual(codes, STARTS.includes(length) ? [] : ['capture/cut-in-record']);
    assertLedger(capture, length);
  }
});

test('a section whose header is damaged: its own interface describes its packets, not that of the section before', () => {
  const header = Uint8Array.from(w.sectionHeader(ORDER));
  header[8] ^= 0xff; // byte-order magic
  const raw = w.interfaceBlock(ORDER, 101, 0);
  const bare = w.enhancedPacket(ORDER, 0, 5n, w.ipv4({ protocol: 17 }, w.udp(new Uint8Array(8))));
  const capture = assertCutAnywhere(w.join(START, packetBlock(1), header, raw, bare));
  assert.deepEqual(packetNumbers(capture), [1, 5]);
  assert.deepEqual(
    capture.rows.map((row) => row.source),
    ['198.51.100.7', '198.51.100.7'],
  );
  assert.deepEqual(bytesSkipped(capture), [header.length]);
});

// Were the next interface moved up into its place, packet 1 would be raw IP at a thousandth of its time.
test('a damaged interface block keeps its number: its packets are skipped, those of the next are its own', () => {
  const lost = w.interfaceBlock(ORDER, 1, 262144);
  const nanoseconds = w.interfaceBlock(ORDER, 101, 262144, w.resolutionOption(ORDER, 9));
  const packet = w.ipv4({ protocol: 17 }, w.udp(new Uint8Array(8)));
  const packets = w.join(packetBlock(1), w.enhancedPacket(ORDER, 1, 7n, packet));
  for (const [name, place, damage] of [
    ['second length', lost.length - 4, '00010000'],
    ['length too short', 4, '04000000'],
    ['length absurd', 4, 'ffffffff'],
  ] as [string, number, string][]) {
    const broken = Uint8Array.from(lost);
    broken.set(w.hex(damage), place);
    const capture = assertCutAnywhere(w.join(w.sectionHeader(ORDER), broken, nanoseconds, packets));
    assert.deepEqual(
      capture.rows.map((row) => [row.time, row.ipVersion]),
      [['0.000000007', 4]],
      name,
    );
    assert.deepEqual(
      capture.diagnostics.map(({ code }) => code),
      ['capture/bad-block', 'capture/unknown-interface'],
      name,
    );
  }
});

test('a packet longer on the wire than any can be counts with what was captured', () => {
  const damaged = packetBlock(2);
  damaged.set(w.number(0x80000000, 4, true), 24);
  const capture = assertCutAnywhere(w.join(START, packetBlock(1), damaged, packetBlock(3)));
  assert.deepEqual(
    capture.rows.map(({ wireLength }) => wireLength),
    [1, 2, 3].map((i) => 14 + 20 + 8 + ((i * 37) % 300)),
  );
  assert.deepEqual(
    capture.diagnostics.map(({ code, count, firstOffsets }) => [code, count, firstOffsets]),
    [['capture/impossible-wire-length', 1, [START.length + packetBlock(1).length]]],
  );
});

test('the search stops at a section of the other byte order', () => {
  const big: w.ByteOrder = { littleEndian: false };
  const other = w.join(
    w.sectionHeader(big),
    w.interfaceBlock(big, 1, 0),
    w.enhancedPacket(big, 0, 9n, w.ethernet(0x0800, w.ipv4({ protocol: 17 }, w.udp(new Uint8Array(8))))),
  );
  const capture = assertCutAnywhere(w.join(START, packetBlock(1), noise(999, 3), other));
  assert.deepEqual(packetNumbers(capture), [1, 9]);
  assert.deepEqual(bytesSkipped(capture), [999]);
});

test('what looks like blocks everywhere costs a fixed number of reads a byte', (t) => {
  // A packet that would fit, but for its second length: one begins every 28 bytes, each claiming the next 60,000.
  const fake = w.join(
    w.number(6, 4, true),
    w.number(60_000, 4, true),
    new Uint8Array(12),
    w.number(59_000, 4, true),
    w.number(59_000, 4, true),
  );
  const hostile = new Uint8Array(1_000_000);
  for (let at = 0; at + fake.length <= hostile.length; at += fake.length) hostile.set(fake, at);
  for (const [name, body] of [
    ['packets', hostile],
    ['types', Uint8Array.from(hostile, (_, i) => (i % 4 === 0 ? 6 : 0))],
    ['section headers', Uint8Array.from(hostile, (_, i) => HEADER[i % 16])],
  ] as [string, Uint8Array][]) {
    const bytes = w.join(START, body);
    const { capture, reads } = countReads(() => decodeCapture(pcapng, bytes, () => 65536, 4096));
    assertLedger(capture, bytes.length);
    assert.equal(capture.rows.length, 0);
    t.diagnostic(`${name}: ${(reads / bytes.length).toFixed(2)} reads a byte`);
    assert.ok(reads < 6 * bytes.length, `${name}: ${reads} reads of ${bytes.length} bytes`);
  }
});

function countReads(decode: () => DecodedCapture): { capture: DecodedCapture; reads: number } {
  const { getUint32 } = DataView.prototype;
  let reads = 0;
  DataView.prototype.getUint32 = function (this: DataView, at: number, littleEndian?: boolean): number {
    reads++;
    return getUint32.call(this, at, littleEndian);
  };
  try {
    const capture = decode();
    return { capture, reads };
  } finally {
    DataView.prototype.getUint32 = getUint32;
  }
}
