// The peak of a wave is the busiest second of all its vectors, in packets that were sent in that second and counted once.

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { assess } from '../../src/assess/assess.ts';
import { type Finding, noPeaks } from '../../src/assess/finding.ts';
import { peaksTogether } from '../../src/assess/peaks.ts';
import type { SecondSeries } from '../../src/assess/series.ts';
import { collect } from '../../src/collect.ts';
import type { Peaks } from '../../src/model/facts.ts';
import { Capture } from '../support/labelled/capture.ts';
import { WEB } from '../support/labelled/case.ts';
import { echoRest, FLAG, icmpFrame, tcpFrame, udpFrame } from '../support/labelled/frames.ts';

const START_US = Date.UTC(2026, 4, 17, 12) * 1000;
const STATED = '198.51.100.0/24';
const CLIENT = '193.99.144.85';

/** So many frames a second for so many seconds, from one second of the capture on. */
interface Stretch {
  from: number;
  seconds: number;
  perSecond: number;
  frame(n: number): Buffer;
}

function udp(n: number): Buffer {
  const source = `81.${12 + (n % 40)}.${n % 7}.${n % 251}`;
  return udpFrame({ source, destination: WEB, ttl: 52 }, 40_000, 9_999, Buffer.alloc(100));
}

/** From addresses that the operator named as not to be blamed. */
function udpAsStated(n: number): Buffer {
  const source = `198.51.100.${1 + (n % 250)}`;
  return udpFrame({ source, destination: WEB, ttl: 52 }, 40_000, 9_999, Buffer.alloc(100));
}

function echo(n: number): Buffer {
  const source = `93.${20 + (n % 50)}.${n % 9}.${n % 241}`;
  return icmpFrame({ source, destination: WEB, ttl: 49 }, 8, 0, echoRest(7, n, Buffer.alloc(56)));
}

/** What is found, by vector, and the peaks of the only wave. */
async function waveOf(stretches: readonly Stretch[]): Promise<{ vectors: [string, number][]; peaks: Peaks }> {
  const made = new Capture(60);
  // The server answers somebody: without anything that it sent nobody can be called unanswered.
  const client = { sourcePort: 50_000, destinationPort: 443, seq: 1 };
  const server = { sourcePort: 443, destinationPort: 50_000, seq: 9, ack: 2 };
  made.add(
    START_US - 2e6,
    tcpFrame({ source: CLIENT, destination: WEB, ttl: 52 }, { ...client, flags: FLAG.SYN }),
  );
  made.add(
    START_US - 1.9e6,
    tcpFrame({ source: WEB, destination: CLIENT, ttl: 64 }, { ...server, flags: FLAG.SYN | FLAG.ACK }),
  );
  for (const { from, seconds, perSecond, frame } of stretches)
    for (let n = 0; n < seconds * perSecond; n++)
      made.add(START_US + from * 1e6 + n * (1e6 / perSecond), frame(n));
  const folder = mkdtempSync(path.join(tmpdir(), 'af-wave-peaks-'));
  writeFileSync(path.join(folder, 'capture.pcap.gz'), made.file());
  const { store } = await collect([folder], { workers: 1 });
  try {
    const { waves } = await assess(store, { own: [WEB], spared: [STATED], thresholds: {}, siteName: '' });
    assert.equal(waves.length, 1);
    const { findings } = waves[0];
    return {
      vectors: findings.map(({ vector, packets }): [string, number] => [vector, packets]).sort(),
      peaks: await peaksTogether(store, findings),
    };
  } finally {
    await store.close();
    rmSync(folder, { recursive: true });
  }
}

test('floods of several kinds are added up in the seconds in which they come together', async () => {
  const { vectors, peaks } = await waveOf([
    { from: 0, seconds: 7, perSecond: 200, frame: echo },
    { from: 4, seconds: 6, perSecond: 300, frame: udp },
  ]);
  assert.deepEqual(vectors, [
    ['icmp_flood', 1400],
    ['udp_flood', 1800],
  ]);
  assert.equal(peaks.pps1s, 500);
  assert.equal(peaks.pps1sAt, '2026-05-17T12:00:04Z');
  // Ethernet 14, IPv4 20, ICMP 8, data 56; Ethernet 14, IPv4 20, UDP 8, data 100.
  assert.equal(peaks.bps1s, (200 * 98 + 300 * 142) * 8);
  assert.equal(peaks.pps60s, 3200 / 60);
  assert.equal(peaks.bps60s, ((1400 * 98 + 1800 * 142) * 8) / 60);
});

test('two floods of one kind on one target are no more in a second than what reached it', async () => {
  const { vectors, peaks } = await waveOf([
    { from: 0, seconds: 10, perSecond: 600, frame: udp },
    { from: 20, seconds: 10, perSecond: 200, frame: udpAsStated },
  ]);
  assert.deepEqual(vectors, [
    ['udp_flood', 2000],
    ['udp_flood', 6000],
  ]);
  assert.equal(peaks.pps1s, 600);
  assert.equal(peaks.bps1s, 600 * 142 * 8);
});

function series(values: readonly number[], from = 100): SecondSeries {
  return { seconds: Float64Array.from(values, (_, at) => from + at), values: Float64Array.from(values) };
}

/** A finding with so many packets or requests in each second from second 100 on. */
function finding(lane: Finding['lane'], values: readonly number[], changes: Partial<Finding> = {}): Finding {
  const total = values.reduce((sum, each) => sum + each, 0);
  const most = Math.max(...values);
  const at = lane === 'packets' ? { pps1s: most, pps1sAt: 'P' } : { rps1s: most, rps1sAt: 'R' };
  return {
    lane,
    classes: [3],
    target: { hi: 0n, lo: 1n, address: '', port: 0, text: 'one' },
    startUs: 100e6,
    endUs: (100 + values.length) * 1e6 - 1,
    packets: lane === 'packets' ? total : 0,
    bytes: lane === 'packets' ? 100 * total : 0,
    requests: lane === 'requests' ? total : 0,
    peaks: { ...noPeaks(), ...at },
    ...(lane === 'packets'
      ? { bySecond: { packets: series(values), bits: series(values.map((each) => 800 * each)) } }
      : { requestsBySecond: series(values) }),
    ...changes,
  } as Finding;
}

/** A case in which the targets received more than enough. */
const plenty = {
  query: () => Promise.resolve([100, 101, 102].map((second) => ({ second, packets: 1e6, bytes: 1e9 }))),
} as unknown as Parameters<typeof peaksTogether>[0];

test('the same packets before and behind address translation count once', async () => {
  const all = [finding('packets', [10, 50, 20]), finding('packets', [30, 10, 10])];
  assert.equal((await peaksTogether(plenty, all)).pps1s, 60);
  all[1].translated = true;
  assert.equal((await peaksTogether(plenty, all)).pps1s, 50);
});

test('requests to several sites are added up, those to one site are not, and never with packets', async () => {
  const other = { hi: 0n, lo: 0n, address: '', port: 0, text: 'two' };
  const peaks = await peaksTogether(plenty, [
    finding('requests', [10, 20, 5]),
    finding('requests', [10, 20, 7]),
    finding('requests', [1, 2, 40], { target: other }),
    finding('packets', [1000, 0, 0]),
  ]);
  assert.deepEqual([peaks.rps1s, peaks.rps1sAt], [47, '1970-01-01T00:01:42Z']);
  assert.deepEqual([peaks.pps1s, peaks.pps1sAt], [1000, 'P']);
});

test('floods too long to be kept by the second peak at no less than their mean', async () => {
  const all = [finding('packets', [100, 110, 100]), finding('packets', [90, 90, 95])];
  for (const each of all) delete each.bySecond;
  const peaks = await peaksTogether(plenty, all);
  // 585 packets and 58,500 bytes in three seconds.
  assert.deepEqual([peaks.pps1s, peaks.pps1sAt, peaks.bps1s], [195, 'P', 156_000]);
});
