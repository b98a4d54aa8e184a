// Payload signatures: packets built from the specifications against tshark's dissection and the slow twin, cut payloads, hostile bytes.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { bytesOf } from '../../../src/ingest/bytes.ts';
import { tcpSignature, udpSignature } from '../../../src/ingest/packet/signature.ts';
import { SIGNATURE, SIGNATURES, type SignatureName } from '../../../src/model/signatures.ts';
import { VECTOR_LABELS } from '../../../src/model/vectors.ts';
import * as w from '../../support/capture-writer.ts';
import { decodeFrame } from '../../support/decode-frame.ts';
import { signedPackets, unsignedPackets } from '../../support/signature-packets.ts';
import { signedFrame } from '../../support/signed-packet.ts';
import { slowTcpSignature, slowUdpSignature } from '../../support/slow-signatures.ts';

const RAW = 101;
const CAPTURE = fileURLToPath(
  new URL('../../../../fixtures/pcap-signatures/signatures.pcap', import.meta.url),
);
const DISSECTION = CAPTURE.replace(/pcap$/, 'tshark.txt');
const NAMES = Object.keys(SIGNATURE) as SignatureName[];
const COLUMNS = ['_ws.col.Protocol', '_ws.col.Info', 'ntp.ctrl.flags2.r', 'rdpudp.flags.ack'];
const PACKETS = signedPackets();

function captureFile(): Uint8Array {
  const file = { littleEndian: true, magic: w.MAGIC.microseconds, linkType: RAW };
  return w.pcapFile(
    file,
    PACKETS.map((packet, i) => ({ sec: 1_778_986_930 + i, nsec: 0, bytes: signedFrame(packet) })),
  );
}

function dissect(): { text: string; missing: boolean } {
  const columns = COLUMNS.flatMap((field) => ['-e', field]);
  const options = [
    '-n',
    '-r',
    CAPTURE,
    '-o',
    'tcp.desegment_tcp_streams:FALSE',
    // tshark knows GELF by no port.
    '-d',
    'udp.port==12201,gelf',
    '-T',
    'fields',
    '-E',
    'separator=|',
  ];
  const result = spawnSync('tshark', [...options, ...columns], { encoding: 'utf8' });
  return { text: result.stdout ?? '', missing: result.error !== undefined };
}

test('packets of all signatures', async (t) => {
  if (process.env.UPDATE_GOLDEN === '1') {
    mkdirSync(dirname(CAPTURE), { recursive: true });
    writeFileSync(CAPTURE, captureFile());
    writeFileSync(DISSECTION, dissect().text);
  }
  assert.deepEqual(new Uint8Array(readFileSync(CAPTURE)), captureFile(), 'the file is what the packets say');
  const lines = readFileSync(DISSECTION, 'utf8').split('\n');
  await t.test('as tshark dissects them', () => {
    for (const [i, packet] of PACKETS.entries())
      if (packet.tshark !== undefined)
        assert.match(lines[i], packet.tshark, `packet ${i + 1}, ${packet.signature}`);
  });
  const live = dissect();
  await t.test(
    'tshark here says the same',
    { skip: live.missing ? 'tshark is not installed' : false },
    () => {
      const version = (text: string): string[] => text.split('\n').map((line) => line.split('|')[0]);
      assert.deepEqual(version(live.text), version(lines.join('\n')));
    },
  );
  await t.test('as decoded', () => {
    for (const [i, packet] of PACKETS.entries())
      assert.equal(decodeFrame(RAW, signedFrame(packet)).row.signature, packet.signature, `packet ${i + 1}`);
  });
  await t.test('every signature is shown', () => {
    const shown = new Set(PACKETS.map((packet) => packet.signature));
    assert.deepEqual(
      NAMES.filter((name) => name !== 'none' && !shown.has(name)),
      [],
    );
  });
});

test('other payloads on the same ports have no signature', () => {
  for (const [i, packet] of unsignedPackets().entries())
    assert.equal(decodeFrame(RAW, signedFrame(packet)).row.signature, 'none', `packet ${i + 1}`);
});

test('a payload that is cut away has no signature, and a cut one none but its own', () => {
  for (const packet of PACKETS) {
    const frame = signedFrame(packet);
    const header = frame.length - packet.payload.length;
    assert.equal(decodeFrame(RAW, frame.subarray(0, header), frame.length).row.signature, 'none');
    for (let length = header; length < Math.min(frame.length, header + 90); length++) {
      const { signature } = decodeFrame(RAW, frame.subarray(0, length), frame.length).row;
      assert.ok(signature === 'none' || signature === packet.signature, `${packet.signature} at ${length}`);
    }
  }
});

test('a first fragment has the signature, a later one none', () => {
  const frame = signedFrame(PACKETS[0]);
  const first = Uint8Array.from(frame);
  first[6] = 0x20;
  assert.equal(decodeFrame(RAW, first).row.signature, 'dnsResponse');
  const later = Uint8Array.from(frame);
  later[7] = 1;
  assert.equal(decodeFrame(RAW, later).row.signature, 'none');
});

test('bytes that UDP does not count as payload decide nothing', () => {
  const frame = signedFrame(PACKETS[0]);
  frame.set(w.number(8, 2), 24);
  assert.equal(decodeFrame(RAW, frame).row.signature, 'none');
});

test('hostile payloads: as the slow twin sees them, whatever stands behind the captured bytes', () => {
  let state = 1;
  const random = (below: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state >>> 8) % below;
  };
  const ports = SIGNATURES.flatMap((signature) => signature.ports);
  const seen = new Set<string>();
  for (let round = 0; round < 40_000; round++) {
    const packet = PACKETS[random(PACKETS.length)];
    const payload = Uint8Array.from(packet.payload.subarray(0, random(80)));
    for (let change = random(4); change > 0 && payload.length > 0; change--)
      payload[random(payload.length)] = random(256);
    const from = random(3) === 0 ? ports[random(ports.length)] : packet.sourcePort;
    const to = random(3) === 0 ? ports[random(ports.length)] : packet.destinationPort;
    const size = random(2) === 0 ? packet.payload.length : payload.length;
    // Exactly the captured bytes: a read behind them throws. Then the same with more bytes behind.
    const exact = bytesOf(payload.slice());
    const found = NAMES[udpSignature(exact, 0, payload.length, size, from, to)];
    assert.equal(
      found,
      slowUdpSignature(payload, size, from, to),
      `${Buffer.from(payload).toString('hex')} ${size} ${from} ${to}`,
    );
    const followed = bytesOf(w.join(payload, packet.payload));
    assert.equal(NAMES[udpSignature(followed, 0, payload.length, size, from, to)], found);
    seen.add(found);
    if (payload.length < 4) continue;
    assert.equal(NAMES[tcpSignature(exact, 0, payload.length)], slowTcpSignature(payload));
  }
  assert.ok(seen.size > 50, `${seen.size} signatures met`);
});

test('the table: indices, vectors and ports', () => {
  assert.deepEqual(Object.values(SIGNATURE), [...NAMES.keys()]);
  assert.equal(SIGNATURES.length, NAMES.length);
  const tcp = ['tls', 'http_get', 'http_post', 'ssh'];
  const others = ['sip', 'quic', 'telemetry'];
  for (const { id, ports, source, title } of SIGNATURES.slice(1)) {
    assert.ok(source !== '' && title !== '', id);
    if (tcp.includes(id)) assert.deepEqual(ports, []);
    else if (others.includes(id)) assert.ok(ports.length > 0, id);
    else assert.ok(`${id}_amplification` in VECTOR_LABELS && ports.length > 0, id);
  }
});
