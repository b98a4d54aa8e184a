// IPv4 headers: cut, contradicting themselves, in fragments, and with lengths left to the network card.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SHAPE } from '../../../src/model/batch.ts';
import * as w from '../../support/capture-writer.ts';
import { decodeFrame } from '../../support/decode-frame.ts';

const RAW = 101;

test('addresses, protocol and TTL', () => {
  const { row } = decodeFrame(RAW, w.ipv4({ protocol: 6, ttl: 244, source: '203.0.113.255' }, w.tcp(2)));
  assert.deepEqual(
    [row.ipVersion, row.source, row.destination, row.protocol, row.ttl],
    [4, '203.0.113.255', '192.0.2.1', 6, 244],
  );
});

test('options that are cut: the address stays, the ports are unknown', () => {
  const packet = w.ipv4({ protocol: 6, options: new Uint8Array(40) }, w.tcp(2));
  for (const length of [20, 59]) {
    const { row, damage } = decodeFrame(RAW, packet.subarray(0, length), packet.length);
    assert.deepEqual([row.source, row.shape, damage], ['198.51.100.7', SHAPE.damaged, 'packet/cut-header']);
  }
  assert.equal(decodeFrame(RAW, packet).row.shape, SHAPE.hasPorts | SHAPE.hasTcp);
});

test('fragments: the first has the ports, later ones have none', () => {
  const shapeOf = (fragment: number): number =>
    decodeFrame(RAW, w.ipv4({ protocol: 17, fragment }, w.udp(new Uint8Array(8)))).row.shape;
  assert.equal(shapeOf(0x4000), SHAPE.hasPorts);
  assert.equal(shapeOf(0x2000), SHAPE.hasPorts | SHAPE.fragment);
  assert.equal(shapeOf(0x2001), SHAPE.fragment | SHAPE.laterFragment);
  assert.equal(shapeOf(0x0001), SHAPE.fragment | SHAPE.laterFragment);
  assert.equal(shapeOf(0x1fff), SHAPE.fragment | SHAPE.laterFragment);
});

test('total length 0 stands for the length of the frame on the wire', () => {
  const packet = w.ipv4({ protocol: 6, totalLength: 0 }, w.tcp(0x10, new Uint8Array(100)));
  const { row, damage } = decodeFrame(RAW, packet.subarray(0, 60), 70_000);
  assert.deepEqual([row.payloadLength, damage], [70_000 - 40, '']);
});

test('bytes behind the total length are padding, not payload', () => {
  const packet = w.join(w.ipv4({ protocol: 6 }, w.tcp(0x18)), w.ascii('GET / HTTP/1.0'));
  const { row } = decodeFrame(RAW, packet);
  assert.deepEqual([row.payloadLength, row.shape], [0, SHAPE.hasPorts | SHAPE.hasTcp]);
});

test('a header that contradicts itself is no IP', () => {
  for (const fields of [{ totalLength: 19 }, { headerWords: 4 }, { headerWords: 6, totalLength: 23 }]) {
    const { row, damage } = decodeFrame(RAW, w.ipv4({ protocol: 6, ...fields }, w.tcp(2)));
    assert.deepEqual([row.ipVersion, row.shape, damage], [0, SHAPE.damaged, 'packet/malformed']);
  }
});

test('what is inside a tunnel is not looked at', () => {
  const inner = w.ipv4({ protocol: 6, source: '203.0.113.9' }, w.tcp(2));
  const { row } = decodeFrame(RAW, w.ipv4({ protocol: 4 }, inner));
  assert.deepEqual([row.source, row.protocol, row.shape], ['198.51.100.7', 4, 0]);
});
