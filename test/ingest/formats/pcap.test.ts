// The pcap decoder: its fixtures, and records that cannot be.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pcap } from '../../../src/ingest/formats/pcap.ts';
import { assertLedger, testContract } from '../../support/capture-contract.ts';
import { pcapFixtures } from '../../support/capture-fixtures.ts';
import * as w from '../../support/capture-writer.ts';
import { type DecodedCapture, decodeCapture } from '../../support/decode-capture.ts';

const FILE: w.PcapFile = { littleEndian: true, magic: w.MAGIC.microseconds, linkType: 1 };
const FRAME = w.ethernet(0x0800, w.ipv4({ protocol: 6 }, w.tcp(2)));
const PACKET: w.CapturedPacket = { sec: 1_778_986_930, nsec: 5000, bytes: FRAME };

testContract(pcap, pcapFixtures());

test('files of either byte order and resolution hold the same rows', () => {
  const rows = (name: string): object[] => {
    const fixture = pcapFixtures().find((candidate) => candidate.name === `transports-${name}.pcap`);
    assert.ok(fixture);
    return decodeCapture(pcap, fixture.bytes).rows.map(({ offset: _, ...row }) => row);
  };
  for (const name of ['usec-be', 'nsec-le', 'nsec-be', 'kuznetzov-le', 'kuznetzov-be'])
    assert.deepEqual(rows(name), rows('usec-le'), name);
});

test('other files are refused with a reason', () => {
  assert.match(pcap.sniff(w.sectionHeader(FILE)) ?? '', /magic/);
  assert.match(pcap.sniff(w.hex('d4c3')) ?? '', /four bytes/);
});

test('a record longer than any can be: rows before it are kept, the rest is skipped', () => {
  const good = w.pcapFile(FILE, [PACKET, PACKET]);
  const impossible = w.pcapRecord(FILE, PACKET);
  impossible.set(w.number(262145, 4, true), 8);
  const bytes = w.join(good, impossible, w.pcapRecord(FILE, PACKET));
  for (const length of [1, 17, bytes.length]) {
    const capture = decodeCapture(pcap, bytes, () => length);
    assert.equal(capture.rows.length, 2);
    assert.deepEqual(summary(capture), [`capture/impossible-length 1 ${2 * 70} at ${good.length}`]);
    assertLedger(capture, bytes.length);
  }
});

test('a snap length above 256 KiB raises the limit, one above 64 MiB does not', () => {
  const large = { ...PACKET, bytes: w.join(FRAME, new Uint8Array(300_000)) };
  const header = { ...FILE, snapLength: 400_000 };
  assert.equal(decodeCapture(pcap, w.pcapFile(header, [large])).rows.length, 1);
  assert.equal(decodeCapture(pcap, w.pcapFile(FILE, [large])).rows.length, 0);
  const hostile = w.pcapFile({ ...FILE, snapLength: 0xffffffff }, [PACKET]);
  hostile.set(w.number(64 * 1024 * 1024 + 1, 4, true), 24 + 8);
  const capture = decodeCapture(pcap, hostile);
  assert.deepEqual(summary(capture), ['capture/impossible-length 1 70 at 24']);
});

test('files joined with cat are read one behind the other, whatever the variant of each', () => {
  const names = ['transports-usec-le', 'linux-sll', 'transports-nsec-be', 'transports-kuznetzov-le', 'empty'];
  const files = names.map((name) => {
    const fixture = pcapFixtures().find((candidate) => candidate.name === `${name}.pcap`);
    assert.ok(fixture, name);
    return fixture.bytes;
  });
  for (const [first, second] of files.flatMap((a) => files.map((b) => [a, b]))) {
    const bytes = w.join(first, second, first);
    const [a, b] = [first, second].map((each) => decodeCapture(pcap, each, undefined, 4096));
    const shifted = (capture: DecodedCapture, by: number): object[] =>
      capture.rows.map((row) => ({ ...row, offset: row.offset + by }));
    for (const length of [1, 23, 100, bytes.length]) {
      const capture = decodeCapture(pcap, bytes, () => length, 4096);
      assert.deepEqual(capture.rows, [
        ...a.rows,
        ...shifted(b, first.length),
        ...shifted(a, first.length + second.length),
      ]);
      assertLedger(capture, bytes.length);
    }
  }
});

test('a joined file that is cut in its header is damage, not an empty packet', () => {
  const good = w.pcapFile(FILE, [PACKET]);
  const capture = decodeCapture(pcap, w.join(good, good.subarray(0, 20)), () => 7);
  assert.equal(capture.rows.length, 1);
  assert.deepEqual(summary(capture), [`capture/cut-in-record 1 20 at ${good.length}`]);
});

test('a packet longer on the wire than any can be counts with what was captured', () => {
  const file = w.pcapFile(FILE, [PACKET, PACKET]);
  file.set(w.number(0x80000036, 4, true), 24 + 12);
  const capture = decodeCapture(pcap, file);
  assert.deepEqual(
    capture.rows.map(({ wireLength, payloadLength }) => [wireLength, payloadLength]),
    [
      [FRAME.length, 0],
      [FRAME.length, 0],
    ],
  );
  assert.deepEqual(summary(capture), ['capture/impossible-wire-length 1 0 at 24']);
  file.set(w.number(524_288, 4, true), 24 + 12);
  assert.equal(decodeCapture(pcap, file).rows[0].wireLength, 524_288);
});

test('microseconds beyond a second are carried over and tallied', () => {
  const bytes = w.pcapFile(FILE, [{ ...PACKET, nsec: 2_500_000_000 }]);
  const capture = decodeCapture(pcap, bytes);
  assert.equal(capture.rows[0].time, '1778986932.500000000');
  assert.deepEqual(summary(capture), ['capture/impossible-time 1 0 at 24']);
  assertLedger(capture, bytes.length);
  const nsec = w.pcapFile({ ...FILE, magic: w.MAGIC.nanoseconds }, [{ ...PACKET, nsec: 4_294_967_295 }]);
  assert.equal(decodeCapture(pcap, nsec).rows[0].time, '1778986934.294967295');
});

test('seconds are unsigned: the last one is in 2106', () => {
  const capture = decodeCapture(pcap, w.pcapFile(FILE, [{ ...PACKET, sec: 0xffffffff }]));
  assert.equal(capture.rows[0].time, '4294967295.000005000');
});

test('the bits above the link type are no part of it', () => {
  const bytes = w.pcapFile({ ...FILE, linkType: 0x54000001 }, [PACKET]);
  assert.equal(decodeCapture(pcap, bytes).rows[0].ipVersion, 4);
});

test('snap lengths of joined files, each once, and packets of which less was kept', () => {
  const file = (snapLength: number, originalLength?: number) =>
    w.pcapFile({ ...FILE, snapLength }, [
      { ...PACKET, ...(originalLength === undefined ? {} : { originalLength }) },
    ]);
  const { origin } = decodeCapture(pcap, w.join(file(96, 1500), file(0), file(96, 1500)));
  assert.deepEqual(
    [origin.interfaces.map(({ snapLength }) => snapLength), origin.packetsCut, origin.interfaces[0]!.name],
    [[96, 0], 2, ''],
  );
});

test('bytes without a pcap header are skipped', () => {
  const capture = decodeCapture(pcap, new Uint8Array(100), () => 30);
  assert.deepEqual(summary(capture), ['capture/impossible-length 1 100 at 0']);
});

function summary(capture: DecodedCapture): string[] {
  return capture.diagnostics.map(
    ({ code, count, bytesSkipped, firstOffsets }) => `${code} ${count} ${bytesSkipped} at ${firstOffsets}`,
  );
}
