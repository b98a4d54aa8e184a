// TCP, UDP and ICMP: fields, payload lengths, and what a snap length leaves of them.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SHAPE, TCP } from '../../../src/model/batch.ts';
import * as w from '../../support/capture-writer.ts';
import { decodeFrame } from '../../support/decode-frame.ts';

const RAW = 101;

test('TCP fields', () => {
  const { row } = decodeFrame(RAW, w.ipv4({ protocol: 6 }, w.tcp(0x12, w.hex('020405b4 aabb'), 6)));
  assert.deepEqual(
    [row.sourcePort, row.destinationPort, row.tcpFlags, row.seq, row.ack, row.window, row.payloadLength],
    [40000, 80, TCP.SYN | TCP.ACK, 0xa1b2c3d4, 0x01020304, 64240, 2],
  );
});

test('every TCP flag has its bit', () => {
  const flags = Object.values(TCP);
  assert.deepEqual(
    flags.map((flag) => decodeFrame(RAW, w.ipv4({ protocol: 6 }, w.tcp(flag))).row.tcpFlags),
    [1, 2, 4, 8, 16, 32, 64, 128],
  );
});

test('TCP cut by the snap length: ports from 4 bytes on, the rest from 16, options are not needed', () => {
  const packet = w.ipv4({ protocol: 6 }, w.tcp(2, w.hex('020405b4'), 6));
  for (let length = 20; length <= packet.length; length++) {
    const { row, damage } = decodeFrame(RAW, packet.subarray(0, length), packet.length);
    const captured = length - 20;
    const shape = (captured >= 4 ? SHAPE.hasPorts : 0) | (captured >= 16 ? SHAPE.hasTcp : SHAPE.damaged);
    assert.deepEqual(
      [row.shape, row.sourcePort, row.tcpFlags],
      [shape, captured >= 4 ? 40000 : 0, captured >= 16 ? 2 : 0],
    );
    assert.equal(damage, captured >= 16 ? '' : 'packet/cut-header');
  }
});

test('a TCP data offset below 5 or behind the packet is malformed', () => {
  const small = decodeFrame(RAW, w.ipv4({ protocol: 6 }, w.tcp(2, new Uint8Array(0), 4)));
  assert.deepEqual([small.row.shape, small.row.tcpFlags], [SHAPE.hasPorts | SHAPE.damaged, 0]);
  const large = decodeFrame(RAW, w.ipv4({ protocol: 6 }, w.tcp(2, new Uint8Array(0), 6)));
  assert.deepEqual([large.row.payloadLength, large.row.tcpFlags], [0, 2]);
  assert.deepEqual([small.damage, large.damage], ['packet/malformed', 'packet/malformed']);
});

test('HTTP request lines', () => {
  const isRequest = (payload: string): boolean => {
    const { row } = decodeFrame(RAW, w.ipv4({ protocol: 6 }, w.tcp(0x18, w.ascii(payload))));
    return (row.shape & SHAPE.httpRequest) !== 0;
  };
  for (const method of ['GET', 'POST', 'HEAD', 'PUT', 'DELETE', 'OPTIONS', 'PATCH'])
    assert.ok(isRequest(`${method} / HTTP/1.1\r\n`), method);
  for (const other of ['', 'GET', 'GETX / HTTP/1.1', 'get / HTTP/1.1', 'HTTP/1.1 200 OK', 'PUTS'])
    assert.ok(!isRequest(other), other);
});

test('UDP needs its 8 bytes; its payload is what the IP header leaves', () => {
  const packet = w.ipv4({ protocol: 17, fragment: 0x2000 }, w.udp(new Uint8Array(24)));
  packet.set(w.number(9000, 2), 24); // the length of the whole datagram, in its first fragment
  assert.equal(decodeFrame(RAW, packet).row.payloadLength, 24);
  const whole = w.ipv4({ protocol: 17 }, w.udp(new Uint8Array(0)));
  assert.deepEqual(decodeFrame(RAW, whole).row.shape, SHAPE.hasPorts);
  const cut = decodeFrame(RAW, whole.subarray(0, 27), 28);
  assert.deepEqual([cut.row.shape, cut.damage], [SHAPE.hasPorts | SHAPE.damaged, 'packet/cut-header']);
});

test('ICMP type and code', () => {
  const whole = w.ipv4({ protocol: 1 }, w.icmp(3, 13, new Uint8Array(20)));
  const { row } = decodeFrame(RAW, whole);
  assert.deepEqual([row.icmpType, row.icmpCode, row.payloadLength, row.shape], [3, 13, 20, SHAPE.hasIcmp]);
  const cut = decodeFrame(RAW, whole.subarray(0, 21), whole.length);
  assert.deepEqual([cut.row.icmpType, cut.row.shape, cut.damage], [0, SHAPE.damaged, 'packet/cut-header']);
});
