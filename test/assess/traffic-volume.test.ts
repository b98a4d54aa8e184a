// How much an attack brought in and made us send: added up by hand, and no byte twice.

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { assess } from '../../src/assess/assess.ts';
import { trafficVolumes, withoutOverlap } from '../../src/assess/traffic-volume.ts';
import { collect } from '../../src/collect.ts';
import type { TrafficVolumes } from '../../src/model/loss.ts';
import { Random } from '../support/debtember/random.ts';
import { Capture, Conversation } from '../support/labelled/capture.ts';
import { httpAnswer, httpGet, WEB } from '../support/labelled/case.ts';
import { addressBytes, FLAG, tcpFrame, udpFrame } from '../support/labelled/frames.ts';

const START_US = Date.UTC(2026, 4, 17, 12, 30) * 1000;
const BEHIND = '10.0.0.80';

/** The volumes of the files; names in order are E1, E2 ... */
async function volumesOf(
  files: readonly (readonly [name: string, content: Uint8Array | string])[],
  own: string[] = [WEB],
): Promise<TrafficVolumes> {
  const folder = mkdtempSync(path.join(tmpdir(), 'volume-'));
  for (const [name, content] of files) writeFileSync(path.join(folder, name), content);
  const { store } = await collect([folder], { workers: 1 });
  try {
    const { waves } = await assess(store, { own, spared: [], thresholds: {}, siteName: 'the site' });
    return await trafficVolumes(store, waves);
  } finally {
    await store.close();
    rmSync(folder, { recursive: true });
  }
}

const PACKETS = 6000;
/** Ethernet, IPv4, UDP, payload. */
const PACKET_BYTES = 14 + 20 + 8 + 300;

/** `PACKETS` UDP packets in 50 s, of which the capture has those from `from` to before `to`. */
function flood(from = 0, to = PACKETS, destination = WEB): Capture {
  const capture = new Capture();
  for (let n = from; n < to; n++)
    capture.add(
      START_US + (n * 50e6) / PACKETS,
      udpFrame(
        { source: `81.12.81.${1 + (n % 200)}`, destination, ttl: 54, id: n },
        4000,
        1024 + (n % 60_000),
        Buffer.alloc(300),
      ),
    );
  // A visitor in the middle, so that both directions are seen.
  const visitor = { client: '171.225.166.1', server: destination, port: 80 };
  const talk = new Conversation(capture, new Random(7), visitor);
  const midUs = START_US + ((from + to) * 25e6) / PACKETS;
  talk.down(talk.up(talk.open(midUs), httpGet('/')) + 900, httpAnswer(900));
  return capture;
}

test('received: the wire bytes of the packets, not what the capture kept of them', async () => {
  assert.deepEqual(await volumesOf([['a.pcap.gz', flood().file()]]), {
    received: { bytes: PACKETS * PACKET_BYTES, waveIds: ['W1'], evidenceIds: ['E1'], notAdded: [] },
    sent: undefined,
  });
});

test('two captures of the same traffic count once, pieces of a rotation together', async () => {
  const twice = await volumesOf([
    ['a.pcap.gz', flood(600).file()],
    ['b.pcap.gz', flood().file()],
  ]);
  assert.deepEqual(twice.received, {
    bytes: PACKETS * PACKET_BYTES,
    waveIds: ['W1'],
    evidenceIds: ['E2'],
    notAdded: ['E1'],
  });
  const pieces = await volumesOf([
    ['a.pcap.gz', flood(0, 2500).file()],
    ['b.pcap.gz', flood(2500).file()],
  ]);
  assert.deepEqual(pieces.received, {
    bytes: PACKETS * PACKET_BYTES,
    waveIds: ['W1'],
    evidenceIds: ['E1', 'E2'],
    notAdded: [],
  });
});

test('the same packets before and behind address translation count once', async () => {
  const both = flood();
  both.frames.push(...flood(0, 4000, BEHIND).frames);
  const { received } = await volumesOf([['any.pcap.gz', both.file()]], [WEB, BEHIND]);
  assert.deepEqual([received?.bytes, received?.notAdded], [PACKETS * PACKET_BYTES, ['E1']]);
});

test('a host behind another address of ours is other traffic', async () => {
  const other = '203.0.113.11';
  const { received } = await volumesOf(
    [
      ['a.pcap.gz', flood().file()],
      ['b.pcap.gz', flood(0, PACKETS, other).file()],
    ],
    [WEB, other],
  );
  assert.deepEqual([received?.bytes, received?.notAdded], [2 * PACKETS * PACKET_BYTES, []]);
});

/** Bytes of all frames that we sent, read from the frames themselves: the source of IPv4 stands behind 14 + 12 bytes. */
function bytesFromUs(capture: Capture): number {
  return capture.frames
    .filter(({ bytes }) => addressBytes(WEB).equals(bytes.subarray(26, 30)))
    .reduce((sum, { length }) => sum + length, 0);
}

/** 3000 SYNs in 30 s to `port`, each answered with the flags; source ports are high. */
function answered(port: (n: number) => number, flags: number): Capture {
  const capture = new Capture();
  for (let n = 0; n < 3000; n++) {
    const [client, clientPort] = [`81.12.81.${1 + (n % 200)}`, 20_000 + n];
    const atUs = START_US + 5e6 + n * 10_000;
    const ends = { sourcePort: clientPort, destinationPort: port(n), seq: n, flags: FLAG.SYN, window: 512 };
    capture.add(atUs, tcpFrame({ source: client, destination: WEB, ttl: 51, id: n }, ends));
    const back = { sourcePort: port(n), destinationPort: clientPort, seq: 0, ack: n + 1, flags, window: 0 };
    capture.add(atUs + 50, tcpFrame({ source: WEB, destination: client, id: 0 }, back));
  }
  return capture;
}

test('sent: the SYN-ACKs to a flood whose senders may be forged, and the resets of closed ports', async () => {
  for (const capture of [
    answered(() => 80, FLAG.SYN | FLAG.ACK),
    answered((n) => 30_000 + ((n * 7919) % 30_000), FLAG.RST | FLAG.ACK),
  ]) {
    const answers = bytesFromUs(capture);
    assert.equal(answers, 3000 * (14 + 20 + 20), 'Ethernet, IPv4, TCP');
    const { sent, received } = await volumesOf([['a.pcap.gz', capture.file()]]);
    assert.deepEqual([sent?.bytes, received?.bytes], [answers, 3000 * 60]);
  }
});

/** Twelve machines that ask for one path again and again, all within one minute; the answers have `body` bytes. */
function asking(body: number): Capture {
  const capture = new Capture(300);
  const random = new Random(7);
  for (let bot = 0; bot < 12; bot++) {
    const talk = new Conversation(capture, random, {
      client: `81.12.81.${1 + bot}`,
      server: WEB,
      port: 80,
      rttUs: 20_000,
    });
    talk.open(START_US + 2e6 + bot * 1000);
    for (let turn = 0; turn < 60; turn++)
      talk.down(
        talk.up(START_US + 4e6 + turn * 500_000 + bot * 3000, httpGet('/search?q=tea')) + 900,
        httpAnswer(body),
      );
  }
  return capture;
}

const MONTH = 'May';

/** A combined log: a visitor a minute for eight hours, and in its sixth 240 requests by twelve machines, answered with `size` bytes each. */
function log(size: string): string {
  const lines: [sec: number, text: string][] = [];
  const add = (sec: number, client: string, target: string, bytes: string, agent: string): void => {
    const time = new Date(START_US / 1000 + sec * 1000).toISOString();
    lines.push([
      sec,
      `${client} - - [${time.slice(8, 10)}/${MONTH}/2026:${time.slice(11, 19)} +0000] "GET ${target} HTTP/1.1" 200 ${bytes} "-" "${agent}"`,
    ]);
  };
  for (let minute = -360; minute < 120; minute++)
    for (const target of ['/', '/style.css', '/logo.png'])
      add(
        minute * 60,
        `198.51.100.${1 + ((minute + 360) % 40)}`,
        target,
        '700',
        'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
      );
  for (let n = 0; n < 240; n++) add(5 + (n % 24), `81.12.81.${1 + (n % 12)}`, `/search?q=${n}`, size, 'tool');
  return `${lines
    .sort(([a], [b]) => a - b)
    .map(([, text]) => text)
    .join('\n')}\n`;
}

test('sent: the answers to proven sources in a capture, or their sizes in the log', async () => {
  const capture = asking(3000);
  const inCapture = (await volumesOf([['a.pcap.gz', capture.file()]])).sent;
  // Connections, requests and answers lie within one minute.
  assert.equal(inCapture?.bytes, bytesFromUs(capture));
  const inLog = await volumesOf([['access.log', log('4812')]]);
  assert.deepEqual(inLog, {
    received: undefined,
    sent: { bytes: 240 * 4812, waveIds: ['W1'], evidenceIds: ['E1'], notAdded: [] },
  });
});

test('sent: two logs of the same time count once, and a log without sizes measures nothing', async () => {
  const { sent } = await volumesOf([
    ['backend.log', log('4812')],
    ['proxy.log', log('5100')],
  ]);
  assert.deepEqual([sent?.bytes, sent?.evidenceIds, sent?.notAdded], [240 * 5100, ['E2'], []]);
  assert.equal((await volumesOf([['access.log', log('-')]])).sent, undefined);
});

test('of files that cover the same time those count that hold most together', () => {
  const file = (evidence: number, fromUs: number, toUs: number, bytes: number) => ({
    evidence,
    fromUs,
    toUs,
    bytes,
  });
  const chosen = (...files: Parameters<typeof withoutOverlap>[0]): number[] =>
    withoutOverlap(files, 10)
      .map(({ evidence }) => evidence)
      .sort((a, b) => a - b);
  assert.deepEqual(chosen(), []);
  // 5 + 5 beside 9; 5 + 5 beside 11.
  assert.deepEqual(chosen(file(1, 0, 100, 5), file(2, 101, 200, 5), file(3, 0, 200, 9)), [1, 2]);
  assert.deepEqual(chosen(file(1, 0, 100, 5), file(2, 101, 200, 5), file(3, 0, 200, 11)), [3]);
  // One goes on from the other within ten; a short copy does not.
  assert.deepEqual(chosen(file(1, 0, 100, 5), file(2, 95, 200, 6)), [1, 2]);
  assert.deepEqual(chosen(file(1, 0, 100, 5), file(2, 85, 200, 6)), [2]);
  assert.deepEqual(chosen(file(1, 0, 8, 5), file(2, 0, 8, 5)), [1]);
  assert.deepEqual(chosen(file(1, 7, 7, 5), file(2, 7, 7, 6)), [2]);
});
