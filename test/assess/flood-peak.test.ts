// The peak of a flood is that of its sources, not of all that reaches the target beside it.

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { assess } from '../../src/assess/assess.ts';
import { floodSeries } from '../../src/assess/flood-totals.ts';
import { collect } from '../../src/collect.ts';
import { Capture } from '../support/labelled/capture.ts';
import { WEB } from '../support/labelled/case.ts';
import { udpFrame } from '../support/labelled/frames.ts';

const START_US = Date.UTC(2026, 4, 17, 12) * 1000;
const FLOOD_PER_SEC = 125;
const CALLERS = 4;

/** Two minutes of calls (50 packets a second each way), in the middle of which 500 sources flood the address for 70 s. */
function capture(withFlood: boolean): Capture {
  const made = new Capture(60);
  const pass = (atUs: number, from: string, to: string, ports: [number, number]): void =>
    made.add(
      atUs,
      udpFrame({ source: from, destination: to, ttl: 52 }, ports[0], ports[1], Buffer.alloc(20, 0x80)),
    );
  for (let n = 0; n < 120 * 50; n++)
    for (let caller = 0; caller < CALLERS; caller++) {
      const atUs = START_US + n * 20_000 + caller * 900;
      pass(atUs, `171.225.166.${1 + caller}`, WEB, [20_000 + caller, 30_000 + caller]);
      pass(atUs + 300, WEB, `171.225.166.${1 + caller}`, [30_000 + caller, 20_000 + caller]);
    }
  if (withFlood)
    for (let n = 0; n < 70 * FLOOD_PER_SEC; n++)
      pass(
        START_US + 20e6 + n * (1e6 / FLOOD_PER_SEC),
        `81.12.${81 + ((n % 500) >> 8)}.${(n % 500) & 255}`,
        WEB,
        [40_000, 9_999],
      );
  return made;
}

test('calls beside a UDP flood do not raise its peak', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'flood-peak-'));
  writeFileSync(path.join(folder, 'capture.pcap.gz'), capture(true).file());
  const { store } = await collect([folder], { workers: 1 });
  try {
    const { findings } = await assess(store, {
      own: [WEB],
      spared: [],
      thresholds: {},
      siteName: 'the site',
    });
    assert.deepEqual(
      findings.map(({ vector, packets }) => [vector, packets]),
      [['udp_flood', 70 * FLOOD_PER_SEC]],
    );
    const [{ peaks }] = findings;
    assert.ok(Math.abs(peaks.pps1s - FLOOD_PER_SEC) <= 2, String(peaks.pps1s));
    assert.ok(peaks.pps60s <= FLOOD_PER_SEC, String(peaks.pps60s));
    assert.ok(Math.abs(peaks.pps95 - FLOOD_PER_SEC) <= 2, String(peaks.pps95));
    // 20 bytes of payload in 62 of a frame.
    assert.ok(Math.abs(peaks.bps1s - FLOOD_PER_SEC * 62 * 8) <= 2 * 62 * 8, String(peaks.bps1s));
  } finally {
    await store.close();
    rmSync(folder, { recursive: true });
  }
});

test('where one packet in three is seen by the second, the others come with it', () => {
  const stretch = [10, 40, 20].map((count, at) => ({
    second: at,
    packets: BigInt(count),
    bytes: 500 * count,
  }));
  // Ten a second are of somebody else: 40 of the flood are left, and it has 120 packets of 100 bytes in all.
  const { packets, bits } = floodSeries(
    stretch,
    { packets: 120, bytes: 12_000, shown: 40, sources: 4, beside: () => ({ packets: 10, bytes: 5_000 }) },
    true,
  );
  assert.deepEqual([...packets.values], [0, 90, 30]);
  assert.deepEqual([...bits.values], [0, 72_000, 24_000]);
});
