// IPv6 headers: extension headers one by one and one byte short, fragments, jumbograms.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SHAPE } from '../../../src/model/batch.ts';
import * as w from '../../support/capture-writer.ts';
import { decodeFrame } from '../../support/decode-frame.ts';

const RAW = 101;
const TCP_SHAPE = SHAPE.hasPorts | SHAPE.hasTcp;
const SYN = w.tcp(2);

const EXTENSIONS: [name: string, header: number, bytes: Uint8Array][] = [
  ['hop-by-hop', 0, w.hex('06 00 010400000000')],
  ['routing', 43, w.hex('06 02 04 01 00000000 20010db8000000000000000000000009')],
  ['fragment', 44, w.hex('06 00 0001 00000001')],
  ['authentication', 51, w.hex('06 04 0000 00000001 00000001 000000000000000000000000')],
  ['destination options', 60, w.hex('06 01 010c 000000000000000000000000')],
  ['mobility', 135, w.hex('06 00 0000 00000000')],
  ['HIP', 139, w.hex('06 00 0000 00000000')],
  ['Shim6', 140, w.hex('06 00 0000 00000000')],
];

for (const [name, header, bytes] of EXTENSIONS)
  test(`${name}: the transport header is behind it; cut, it is not`, () => {
    const packet = w.ipv6(header, w.join(bytes, SYN));
    const { row, damage } = decodeFrame(RAW, packet);
    const fragment = header === 44 ? SHAPE.fragment : 0;
    assert.deepEqual([row.protocol, row.shape, row.tcpFlags, damage], [6, TCP_SHAPE | fragment, 2, '']);
    for (let length = 40; length < 40 + bytes.length; length++) {
      const cut = decodeFrame(RAW, packet.subarray(0, length), packet.length);
      assert.deepEqual(
        [cut.row.ipVersion, cut.row.protocol, cut.row.shape],
        [6, 0, SHAPE.damaged],
        `${length} bytes`,
      );
      assert.equal(cut.damage, 'packet/cut-header');
    }
  });

test('addresses and hop limit', () => {
  const { row } = decodeFrame(RAW, w.ipv6(6, SYN));
  assert.deepEqual([row.source, row.destination, row.ttl], ['2001:db8::7', '2001:db8:1::1', 57]);
});

test('fragments: an atomic one is a whole packet, a later one has no transport header', () => {
  const shapeOf = (field: string): number =>
    decodeFrame(RAW, w.ipv6(44, w.join(w.hex(`06 00 ${field} 00000001`), SYN))).row.shape;
  assert.equal(shapeOf('0000'), TCP_SHAPE);
  assert.equal(shapeOf('0006'), TCP_SHAPE); // reserved bits
  assert.equal(shapeOf('0001'), TCP_SHAPE | SHAPE.fragment);
  assert.equal(shapeOf('0008'), SHAPE.fragment | SHAPE.laterFragment);
  assert.equal(shapeOf('fff8'), SHAPE.fragment | SHAPE.laterFragment);
});

test('a jumbogram: the length is in the hop-by-hop option, behind padding too', () => {
  for (const [options, size] of [
    ['06 00 c204', 8],
    ['06 01 00 0103 000000 0000 c204', 16],
  ] as const) {
    const header = w.join(w.hex(options), w.number(size + 20 + 70_000, 4));
    const packet = w.ipv6(0, w.join(header, new Uint8Array(size - header.length), w.tcp(0x18)), 0);
    const { row, damage } = decodeFrame(RAW, packet, 40 + size + 20 + 70_000);
    assert.deepEqual([row.protocol, row.payloadLength, damage], [6, 70_000, '']);
  }
});

test('payload length 0 without a jumbo option stands for the length of the frame on the wire', () => {
  const { row } = decodeFrame(RAW, w.ipv6(6, w.tcp(0x18), 0), 66_000);
  assert.equal(row.payloadLength, 66_000 - 60);
});

test('a chain that goes on behind the payload length is malformed', () => {
  const { row, damage } = decodeFrame(RAW, w.ipv6(60, w.join(w.hex('06 05 010400000000'), SYN)));
  assert.deepEqual([row.ipVersion, row.protocol, damage], [6, 0, 'packet/malformed']);
});

test('no next header: nothing behind it', () => {
  const { row } = decodeFrame(RAW, w.ipv6(59, SYN));
  assert.deepEqual([row.protocol, row.shape], [59, 0]);
});
