// Short floods across the end of a minute: they are found wherever the minute begins, and two halves that lie apart are none.

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { type Assessment, assess } from '../../src/assess/assess.ts';
import { collect } from '../../src/collect.ts';
import * as w from '../support/capture-writer.ts';
import { Random } from '../support/debtember/random.ts';
import { clientHello } from '../support/labelled/attacks-tcp.ts';
import { dnsMessage } from '../support/labelled/attacks-udp.ts';
import { Capture, Conversation } from '../support/labelled/capture.ts';
import { httpAnswer, httpGet, WEB } from '../support/labelled/case.ts';
import { echoRest, FLAG, icmpFrame, tcpFrame, udpFrame } from '../support/labelled/frames.ts';

/** The end of a minute, microseconds. */
const EDGE_US = Date.UTC(2026, 4, 17, 12, 30) * 1000;
const BOTS = Array.from({ length: 20 }, (_, n) => `81.12.81.${1 + 4 * n}`);
const MONLIST = w.join(w.hex('d7 00 03 2a 0006 0048 000000000000'), new Uint8Array(432).fill(0x11));

/** Puts the `n`th record of a flood into the capture. */
type OneRecord = (capture: Capture, random: Random, atUs: number, n: number) => void;

function single(frame: (random: Random, source: string, n: number) => Buffer): OneRecord {
  return (capture, random, atUs, n) => capture.add(atUs, frame(random, BOTS[n % BOTS.length], n));
}

function segment(random: Random, source: string, flags: number): Buffer {
  return tcpFrame(
    { source, destination: WEB, ttl: 51, id: random.whole(0, 0xffff) },
    {
      sourcePort: random.whole(1024, 32767),
      destinationPort: 80,
      seq: random.word(),
      flags,
      window: 512,
    },
  );
}

// Vector, records in all: less than twice what a minute needs, so that neither half is enough; seconds; and one record.
const FLOODS: [vector: string, records: number, seconds: number, add: OneRecord][] = [
  ['syn_flood', 180, 16, single((random, source) => segment(random, source, FLAG.SYN))],
  ['ack_flood', 420, 3.5, single((random, source) => segment(random, source, FLAG.ACK))],
  [
    'icmp_flood',
    1000,
    9,
    single((_, source, n) =>
      icmpFrame({ source, destination: WEB, ttl: 56, id: n }, 8, 0, echoRest(1, n, Buffer.alloc(32))),
    ),
  ],
  [
    'udp_flood',
    1600,
    14,
    single((random, source, n) =>
      udpFrame(
        { source, destination: WEB, ttl: 54, id: n & 0xffff },
        4000,
        random.whole(1024, 65535),
        Buffer.alloc(64),
      ),
    ),
  ],
  [
    'ntp_amplification',
    500,
    9,
    single((random, source, n) =>
      udpFrame({ source, destination: WEB, ttl: 54, id: n }, 123, random.whole(1024, 65535), MONLIST),
    ),
  ],
  [
    'dns_water_torture',
    500,
    14,
    (capture, random, atUs, n) => {
      const [source, port, name] = [
        BOTS[n % BOTS.length],
        random.whole(1024, 65535),
        `${random.letters(10)}.shop.example`,
      ];
      capture.add(
        atUs,
        udpFrame({ source, destination: WEB, ttl: 54, id: n }, port, 53, dnsMessage(n, 0x0100, 0, name, 1)),
      );
      capture.add(
        atUs + 200,
        udpFrame({ source: WEB, destination: source, ttl: 64 }, 53, port, dnsMessage(n, 0x8583, 0, name, 1)),
      );
    },
  ],
  [
    'tls_handshake_flood',
    330,
    16,
    (capture, random, atUs, n) => {
      const talk = new Conversation(capture, random, {
        client: BOTS[n % BOTS.length],
        server: WEB,
        port: 443,
        clientPort: 32768 + n,
        rttUs: 20_000,
      });
      const hello = talk.up(talk.open(atUs - 21_000), clientHello(Buffer.alloc(32, n)));
      talk.fromClient(hello + 2_000, FLAG.RST | FLAG.ACK);
    },
  ],
];

/** A flood whose first `before` of the records lies before the end of a minute; `apartSec` opens a pause there. */
function floodCapture(
  [, records, seconds, add]: (typeof FLOODS)[number],
  before: number,
  apartSec = 0,
): Capture {
  const random = new Random(7);
  const capture = new Capture(600);
  for (let n = 0; n < records; n++) {
    const sec = ((n + 0.5) / records - before) * seconds;
    add(capture, random, EDGE_US + Math.round((sec + (sec < 0 ? -apartSec : apartSec)) * 1e6), n);
  }
  return withVisitors(capture, random);
}

/** Sixteen machines, each on one connection, ask for the same path 26 times within 16 s: less than 15 repeats in either half. */
function httpCapture(before: number, apartSec = 0, bots = 16, seconds = 16, turns = 26): Capture {
  const random = new Random(7);
  const capture = new Capture(600);
  for (const [n, client] of BOTS.slice(0, bots).entries()) {
    const talk = new Conversation(capture, random, { client, server: WEB, port: 80, rttUs: 20_000 });
    for (let turn = 0; turn < turns; turn++) {
      const sec = ((turn + 0.5) / turns - before) * seconds + n * 0.001;
      const atUs = EDGE_US + Math.round((sec + (sec < 0 ? -apartSec : apartSec)) * 1e6);
      if (turn === 0) talk.open(atUs - 60_000);
      talk.down(talk.up(atUs, httpGet(`/?q=${turn}`)) + 2_000, httpAnswer(300));
    }
  }
  return withVisitors(capture, random);
}

// A visitor every few seconds, so that the capture covers three minutes to either side.
function withVisitors(capture: Capture, random: Random): Capture {
  for (let n = 0; n < 30; n++) {
    const talk = new Conversation(capture, random, {
      client: `171.225.166.${1 + 4 * n}`,
      server: WEB,
      port: 80,
    });
    const asked = talk.up(talk.open(EDGE_US + (n - 15) * 12_000_000 + 3_000_000) + 400, httpGet('/'));
    talk.close(talk.down(asked + 5_000, httpAnswer(900)));
  }
  return capture;
}

async function assessed(capture: Capture): Promise<Assessment> {
  const folder = mkdtempSync(path.join(tmpdir(), 'edges-'));
  writeFileSync(path.join(folder, 'capture.pcap.gz'), capture.file());
  const { store } = await collect([folder], { workers: 1 });
  try {
    return await assess(store, { own: [WEB], spared: [], thresholds: {}, siteName: 'the site' });
  } finally {
    await store.close();
    rmSync(folder, { recursive: true });
  }
}

const SCENES: [vector: string, seconds: number, make: (before: number, apartSec?: number) => Capture][] = [
  ...FLOODS.map((flood): (typeof SCENES)[number] => [
    flood[0],
    flood[2],
    (before, apartSec) => floodCapture(flood, before, apartSec),
  ]),
  ['http_flood', 16, httpCapture],
];

// Floods by the same sources that go on for a minute and a half: any 60 s inside reach what is needed, no minute of the clock does.
const DNS = (FLOODS.find(([vector]) => vector === 'dns_water_torture') as (typeof FLOODS)[number])[3];
const LONG: [vector: string, make: () => Capture][] = [
  ['dns_water_torture', () => floodCapture(['dns_water_torture', 510, 90, DNS], 0.5)],
  ['syn_flood', () => floodCapture(['syn_flood', 200, 90, FLOODS[0][3]], 0.5)],
  ['http_flood', () => httpCapture(0.5, 0, 4, 90, 135)],
];

for (const [vector, make] of LONG) {
  test(`${vector} of 90 s, half of it before the end of a minute`, async () => {
    const { findings, waves } = await assessed(make());
    assert.deepEqual(
      findings.map((each) => each.vector),
      [vector],
    );
    const off = [waves[0].startUs - (EDGE_US - 45e6), waves[0].endUs - (EDGE_US + 45e6)];
    for (const us of off) assert.ok(Math.abs(us) <= 4e6, `${us} us off`);
  });
}

for (const [vector, seconds, make] of SCENES) {
  for (const before of [0, 0.3, 0.5, 0.6, 1]) {
    test(`${vector} of ${seconds} s with ${before * 100} % before the end of a minute`, async () => {
      const { findings, waves } = await assessed(make(before));
      assert.deepEqual(
        findings.map((each) => each.vector),
        [vector],
      );
      const off = [
        waves[0].startUs - (EDGE_US - before * seconds * 1e6),
        waves[0].endUs - (EDGE_US + (1 - before) * seconds * 1e6),
      ];
      for (const us of off) assert.ok(Math.abs(us) <= 2e6, `${us} us off`);
    });
  }

  test(`${vector}: two halves a minute and a half apart are none`, async () => {
    assert.deepEqual((await assessed(make(0.5, 45))).findings, []);
  });
}
