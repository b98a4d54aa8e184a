// Captures that saw their traffic twice are told; repetitions by the sender are none.

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { collect } from '../../src/collect.ts';
import { seenTwice } from '../../src/facts/evidence.ts';
import { Capture } from '../support/labelled/capture.ts';
import { FLAG, tcpFrame } from '../support/labelled/frames.ts';

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
    return seenTwice(evidence);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test('a capture that holds each packet twice is told, the time to live may differ', async () => {
  const [sentence, ...others] = await said(2, 40);
  assert.match(sentence!, /^In E1, 100 % of the first 1,000 packets with an IP identification stand twice, /);
  assert.deepEqual(others, []);
});

test('packets that stand once, or far apart, or that their sender repeats again and again, are not', async () => {
  assert.deepEqual(await said(1, 0), []);
  assert.deepEqual(await said(2, 1500), []);
  assert.deepEqual(await said(5, 40), []);
  assert.deepEqual(await said(5, 400, true), []);
});
