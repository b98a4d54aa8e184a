// Captures that saw their traffic twice are told; repetitions by the sender are none.

import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { openAttributor } from '../../src/aggregate/attribute.ts';
import { collect } from '../../src/collect.ts';
import { mirroredCaptures, partlyTwice } from '../../src/facts/evidence.ts';
import { findingsIn, type Said } from '../support/findings.ts';
import { Capture } from '../support/labelled/capture.ts';
import { FLAG, tcpFrame } from '../support/labelled/frames.ts';
import { FIXTURES } from '../support/run-main.ts';

const START_US = Date.UTC(2026, 4, 17, 12, 30) * 1000;

/** 500 segments, each `copies` times at `apartUs`; `same` gives all of a pair of addresses one identification and sequence number. */
async function said(copies: number, apartUs: number, same = false): Promise<string[]> {
  const made = new Capture(600);
  for (let n = 0; n < 500; n++)
    for (let copy = 0; copy < copies; copy++)
      made.add(
        START_US + n * 2000 + copy * apartUs,
        tcpFrame(
          {
            source: `198.51.100.${n % 250}`,
            destination: '203.0.113.80',
            ttl: 60 - copy,
            id: same ? 7 : 1 + n,
          },
          { sourcePort: 4000, destinationPort: 80, seq: same ? 7 : 1000 * n, flags: FLAG.SYN, window: 512 },
        ),
      );
  const folder = mkdtempSync(path.join(tmpdir(), 'seen-twice-'));
  writeFileSync(path.join(folder, 'capture.pcap.gz'), made.file());
  try {
    const { store, evidence } = await collect([folder], { workers: 1 });
    await store.close();
    return [...mirroredCaptures(evidence), ...partlyTwice(evidence)];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test('a capture that holds each packet twice is told, the time to live may differ', async () => {
  const [sentence, ...others] = await said(2, 40);
  assert.match(sentence!, /^In E1, 100 % of 1,000 packets looked at stand twice, /);
  assert.deepEqual(others, []);
});

test('packets that stand once, or far apart, or that their sender repeats again and again, are not', async () => {
  assert.deepEqual(await said(1, 0), []);
  assert.deepEqual(await said(2, 1500), []);
  assert.deepEqual(await said(5, 40), []);
  assert.deepEqual(await said(5, 400, true), []);
});

/** The capture of a labelled case, each packet twice. */
function doubled(id: string): Uint8Array {
  const file = gunzipSync(readFileSync(path.join(FIXTURES, 'labelled', id, 'capture.pcap.gz')));
  const parts = [file.subarray(0, 24)];
  for (let at = 24; at < file.length; ) {
    const next = at + 16 + file.readUInt32LE(at + 8);
    const again = Buffer.from(file.subarray(at, next));
    // Microseconds of the record header; the file is little-endian.
    again.writeUInt32LE(Math.min(999_999, again.readUInt32LE(4) + 3), 4);
    parts.push(file.subarray(at, next), again);
    at = next;
  }
  return new Uint8Array(Buffer.concat(parts));
}

test('seen twice, people are no attack, and an attack is as large as it was', async () => {
  const attributor = await openAttributor({ asnDb: undefined, countryDb: undefined });
  const own = '203.0.113.10';
  for (const id of ['benign-push-message', 'benign-dns-authority-one-way']) {
    const { facts } = await findingsIn(attributor, [['twice.pcap', doubled(id)]], { own });
    assert.deepEqual([id, facts.vectors.map(({ vector }) => vector)], [id, []]);
  }
  const id = 'ack-flood';
  const once = gunzipSync(readFileSync(path.join(FIXTURES, 'labelled', id, 'capture.pcap.gz')));
  const [plain, twice] = [
    await findingsIn(attributor, [['once.pcap', once]], { own }),
    await findingsIn(attributor, [['twice.pcap', doubled(id)]], { own }),
  ];
  const size = ({ facts }: Said): unknown[] =>
    facts.vectors.map(({ vector, packets, bytesReceived, sources, peaks }) => [
      vector,
      packets,
      bytesReceived,
      sources,
      peaks.pps1s,
    ]);
  assert.ok(plain.facts.vectors.length > 0);
  assert.deepEqual(size(twice), size(plain));
});
