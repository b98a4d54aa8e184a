// Floods spread over whole networks: one target of all blocks that are attacked, and of no other.

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { assess } from '../../src/assess/assess.ts';
import { collect } from '../../src/collect.ts';
import { Capture } from '../support/labelled/capture.ts';
import { FLAG, tcpFrame, udpFrame } from '../support/labelled/frames.ts';

const START_US = Date.UTC(2026, 4, 17, 12) * 1000;
const PER_SEC = 1280;
const SECONDS = 30;

type FrameTo = (source: string, destination: string, n: number) => Buffer;

const datagram: FrameTo = (source, destination) =>
  udpFrame({ source, destination, ttl: 52 }, 40_000, 9_999, Buffer.alloc(100));

/** Targets, packets and peaks of what is found when packet n goes to the address that `to` gives, from one of `sources`. */
async function found(
  to: (n: number) => string,
  sources: number,
  times = 1,
  frameTo: FrameTo = datagram,
): Promise<[string, number, number][]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'af-carpets-'));
  try {
    const made = new Capture(60);
    for (let n = 0; n < SECONDS * PER_SEC * times; n++) {
      const source = `81.${12 + (Math.floor(n / 5000) % 8)}.${(n % sources) % 199}.${(n % sources) % 251}`;
      made.add(START_US + n * (1e6 / PER_SEC / times), frameTo(source, to(n), n));
    }
    // Both directions are in the capture: somebody asks for the time and is answered.
    for (let sec = 0; sec < SECONDS; sec++) {
      const [client, server] = ['192.0.2.7', '198.18.200.1'];
      const atUs = START_US + sec * 1e6 + 100;
      made.add(
        atUs,
        udpFrame({ source: client, destination: server, ttl: 60 }, 5000, 123, Buffer.alloc(48, 0x23)),
      );
      made.add(
        atUs + 200,
        udpFrame({ source: server, destination: client, ttl: 64 }, 123, 5000, Buffer.alloc(48, 0x24)),
      );
    }
    writeFileSync(path.join(folder, 'carpet.pcap'), made.file());
    const { store } = await collect([folder], { workers: 1 });
    try {
      const own = ['198.18.0.0/15'];
      const { waves } = await assess(store, { own, spared: [], thresholds: {}, siteName: '' });
      return waves.flatMap(({ findings }) =>
        findings.map(({ target, packets, peaks }): [string, number, number] => [
          target.text,
          packets,
          peaks.pps1s,
        ]),
      );
    } finally {
      await store.close();
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

// A scatter over `blocks` blocks from 198.18.`first`.0 on, each address of them.
function scattered(first: number, blocks: number): (n: number) => string {
  return (n) => {
    const word = Math.imul(n + 1, 0x9e3779b1) >>> 8;
    return `198.18.${first + (word % blocks)}.${(word >>> 8) & 255}`;
  };
}

test('a flood over sixteen blocks, each near the threshold, is one target with all of its packets', async () => {
  assert.deepEqual(await found(scattered(32, 16), 4000), [['198.18.32.0/20', PER_SEC * SECONDS, PER_SEC]]);
});

test('a network that is told ends where the attacked blocks end', async () => {
  // Twelve blocks: a /21, and four that are a /22 too small to be told as one.
  const told = (await found(scattered(40, 12), 4000)).sort();
  assert.equal(told[0]?.[0], '198.18.40.0/21');
  assert.deepEqual(
    told.slice(1).map(([target]) => target),
    ['198.18.48.0/24', '198.18.49.0/24', '198.18.50.0/24', '198.18.51.0/24'],
  );
  assert.equal(
    told.reduce((sum, [, packets]) => sum + packets, 0),
    PER_SEC * SECONDS,
  );
});

test('a block of which each address is flooded by itself is one target, and the one address beside it another', async () => {
  const SINGLE = '198.18.77.5';
  const to = (n: number): string =>
    n % 8 === 0 ? SINGLE : `198.18.60.${(Math.imul(n + 1, 0x9e3779b1) >>> 16) % 10}`;
  assert.equal((await found(to, 4000)).length, 11, 'ten addresses are told by themselves');
  const whole = (n: number): string =>
    n % 8 === 0 ? SINGLE : `198.18.60.${(Math.imul(n + 1, 0x9e3779b1) >>> 16) & 255}`;
  assert.deepEqual((await found(whole, 4000, 10)).sort(), [
    ['198.18.60.0/24', (PER_SEC * SECONDS * 10 * 7) / 8, (PER_SEC * 10 * 7) / 8],
    [SINGLE, (PER_SEC * SECONDS * 10) / 8, (PER_SEC * 10) / 8],
  ]);
});

test('SYNs to one port of each address of a block are one flood of that port; other ports and addresses are told apart', async () => {
  const target = (n: number): [address: string, port: number] => {
    const last = (Math.imul(n + 1, 0x9e3779b1) >>> 16) & 255;
    if (n % 8 === 0) return ['198.18.77.5', 443];
    return n % 8 === 1 ? ['198.18.60.9', 25] : [`198.18.60.${last}`, 80];
  };
  const syn: FrameTo = (source, destination, n) =>
    tcpFrame(
      { source, destination, ttl: 52 },
      { sourcePort: 1024 + (n % 60_000), destinationPort: target(n)[1], seq: n, flags: FLAG.SYN },
    );
  assert.deepEqual((await found((n) => target(n)[0], 40_000, 2, syn)).sort(), [
    ['198.18.60.0/24 tcp/80', (PER_SEC * SECONDS * 2 * 6) / 8, (PER_SEC * 2 * 6) / 8],
    ['198.18.60.9 tcp/25', (PER_SEC * SECONDS * 2) / 8, (PER_SEC * 2) / 8],
    ['198.18.77.5 tcp/443', (PER_SEC * SECONDS * 2) / 8, (PER_SEC * 2) / 8],
  ]);
});

test('a network whose blocks get less than half of the threshold on average is not told', async () => {
  // 42 packets a second for each block, 1,260 in the minute.
  assert.deepEqual(await found(scattered(32, 16), 4000, 42 / 80), []);
});

test('a few machines that search a network for hosts do not bomb it, however fast', async () => {
  assert.deepEqual(await found(scattered(32, 16), 2), []);
});
