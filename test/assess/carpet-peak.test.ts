// A flood over several blocks is as large as all of them in one second, and not as the largest.

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { assess } from '../../src/assess/assess.ts';
import { peaksTogether } from '../../src/assess/peaks.ts';
import { collect } from '../../src/collect.ts';
import { Capture } from '../support/labelled/capture.ts';
import { udpFrame } from '../support/labelled/frames.ts';

const START_US = Date.UTC(2026, 4, 17, 12) * 1000;
const BLOCKS = ['192.0.2', '198.51.100', '203.0.113'];
const PER_SEC = 400;
const SECONDS = 40;

test('the blocks of a carpet are added up second by second', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'af-carpet-'));
  try {
    const made = new Capture(60);
    for (let n = 0; n < SECONDS * PER_SEC; n++)
      made.add(
        START_US + n * (1e6 / PER_SEC),
        udpFrame(
          {
            source: `81.${12 + (n % 40)}.${n % 7}.${n % 251}`,
            destination: `${BLOCKS[n % 3]}.${10 + (((n / 3) % 16) | 0)}`,
            ttl: 52,
          },
          40_000,
          9_999,
          Buffer.alloc(100),
        ),
      );
    writeFileSync(path.join(folder, 'carpet.pcap.gz'), made.file());
    const { store } = await collect([folder], { workers: 1 });
    try {
      const { waves } = await assess(store, {
        own: BLOCKS.map((block) => `${block}.0/24`),
        spared: [],
        thresholds: {},
        siteName: '',
      });
      assert.deepEqual(
        waves.map(({ findings }) => findings.map(({ target, packets }) => [target.text, packets])),
        [
          [
            ['192.0.2.0/24', 5334],
            ['198.51.100.0/24', 5333],
            ['203.0.113.0/24', 5333],
          ],
        ],
      );
      const peaks = await peaksTogether(store, waves[0].findings);
      assert.equal(peaks.pps1s, PER_SEC);
      // 14 Ethernet, 20 IPv4, 8 UDP.
      assert.equal(peaks.bps1s, PER_SEC * 142 * 8);
      assert.equal(Math.round(peaks.pps60s), Math.round((PER_SEC * SECONDS) / 60));
    } finally {
      await store.close();
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});
