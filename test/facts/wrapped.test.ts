// Captures of mirrors: what is wrapped is told, with its number.

import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { type Attributor, openAttributor } from '../../src/aggregate/attribute.ts';
import { findingsIn } from '../support/findings.ts';
import { Capture } from '../support/labelled/capture.ts';
import { FLAG, ipFrame, PROTOCOL, tcpFrame, udpFrame } from '../support/labelled/frames.ts';

const START_US = Date.UTC(2026, 4, 17, 12) * 1000;
const SWITCH = { source: '192.0.2.5', destination: '192.0.2.9', ttl: 63 };

let attributor: Attributor;
before(async () => {
  attributor = await openAttributor({ asnDb: undefined, countryDb: undefined });
});

function syn(n: number): Buffer {
  return tcpFrame(
    { source: `198.51.100.${n % 250}`, destination: '203.0.113.10' },
    { sourcePort: 1024 + n, destinationPort: 80, seq: n, flags: FLAG.SYN },
  );
}

// RFC 7348 section 5: flags, reserved, VNI 1, reserved.
function vxlan(n: number): Buffer {
  return udpFrame(SWITCH, 50_000, 4789, Buffer.concat([Buffer.from([8, 0, 0, 0, 0, 0, 1, 0]), syn(n)]));
}

// ERSPAN type II: GRE with sequence number (RFC 2890), protocol type 0x88BE, then its header of eight bytes.
function erspan(n: number): Buffer {
  const gre = Buffer.from([0x10, 0, 0x88, 0xbe, 0, 0, 0, n & 0xff, 0x10, 1, 0, 1, 0, 0, 0, 0]);
  return ipFrame(SWITCH, PROTOCOL.GRE, Buffer.concat([gre, syn(n)]));
}

async function limitsOf(frames: readonly Buffer[]): Promise<string[]> {
  const capture = new Capture();
  for (const [n, frame] of frames.entries()) capture.add(START_US + n * 2_000, frame);
  const { facts } = await findingsIn(attributor, [['capture.pcap.gz', capture.file()]], {
    own: '203.0.113.10',
  });
  return facts.limits.filter((text) => text.includes('wrapped'));
}

test('half of the packets and more are told', async () => {
  const numbers = Array.from({ length: 40 }, (_, n) => n);
  const [told] = await limitsOf([...numbers.map(vxlan), ...numbers.map(erspan), ...numbers.map(syn)]);
  assert.match(told, /^80 of 120 packets of E1 are wrapped/);
  assert.deepEqual(await limitsOf([...numbers.map(vxlan), ...numbers.map(syn), syn(41)]), []);
});
