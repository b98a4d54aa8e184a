// Link layers: what a frame one byte short of its header gives, and evidence that would nest without end.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SHAPE } from '../../../src/model/batch.ts';
import * as w from '../../support/capture-writer.ts';
import { decodeFrame } from '../../support/decode-frame.ts';

const HEADER_LENGTHS: [name: string, linkType: number, header: Uint8Array][] = [
  ['Ethernet', 1, w.ethernet(0x0800, new Uint8Array(0))],
  ['Ethernet with a VLAN tag', 1, w.ethernet(0x8100, w.hex('0001 0800'))],
  ['Ethernet with SNAP', 1, w.ethernet(48, w.hex('aaaa03 000000 0800'))],
  ['Ethernet with LLC', 1, w.ethernet(43, w.hex('060603'))],
  ['Ethernet with MPLS', 1, w.ethernet(0x8847, w.hex('00001000 00001140'))],
  ['Ethernet with PPPoE', 1, w.ethernet(0x8864, w.hex('110000010000 0021'))],
  ['NULL', 0, w.hex('02000000')],
  ['LOOP', 108, w.hex('00000002')],
  ['Linux SLL', 113, w.hex('0000 0001 0006 0200000000020000 0800')],
  ['Linux SLL2', 276, w.hex('0800 0000 00000003 0001 00 06 0200000000020000')],
  ['PPP', 9, w.hex('ff03 0021')],
  ['C-HDLC', 104, w.hex('0f00 0800')],
  ['raw IP', 101, new Uint8Array(0)],
];

for (const [name, linkType, header] of HEADER_LENGTHS)
  test(`${name}: whole, and cut by the snap length anywhere in its header`, () => {
    const packet = w.ipv4({ protocol: 17 }, w.udp(new Uint8Array(4)));
    const frame = w.join(header, packet);
    assert.deepEqual(
      [decodeFrame(linkType, frame).row.ipVersion, decodeFrame(linkType, frame).damage],
      [4, ''],
    );
    for (let length = 0; length < header.length + 20; length++) {
      const { row, damage } = decodeFrame(linkType, frame.subarray(0, length), frame.length);
      assert.deepEqual(
        [row.ipVersion, row.shape, damage],
        [0, SHAPE.damaged, 'packet/cut-header'],
        `${length} bytes`,
      );
    }
  });

test('a frame that was short on the wire is malformed, not cut', () => {
  assert.equal(decodeFrame(1, new Uint8Array(13)).damage, 'packet/malformed');
});

test('tags and SNAP headers nested tens of thousands deep', () => {
  const level = Buffer.from('8100 0001'.replaceAll(' ', ''), 'hex');
  const vlans = w.join(w.hex('020000000001 020000000002'), Buffer.concat(new Array(60_000).fill(level)));
  assert.equal(
    decodeFrame(1, w.join(vlans, w.hex('0800'), w.ipv4({ protocol: 6 }, w.tcp(2)))).row.ipVersion,
    4,
  );
  const snap = Buffer.from('aaaa0300000081000001002a'.replaceAll(' ', ''), 'hex');
  const nested = w.join(w.hex('020000000001 020000000002 002a'), Buffer.concat(new Array(20_000).fill(snap)));
  assert.equal(
    decodeFrame(1, w.join(nested, w.hex('aaaa03 000000 0800'), w.ipv4({ protocol: 6 }, w.tcp(2)))).row
      .ipVersion,
    4,
  );
});

test('netlink on Linux SLL is not IP, whatever its protocol field says', () => {
  const header = w.hex('0000 0338 0006 0200000000020000 0800');
  assert.equal(decodeFrame(113, w.join(header, w.ipv4({ protocol: 6 }, w.tcp(2)))).row.ipVersion, 0);
});
