// Names asked of a DNS server in captures that go on from each other: asked again in the next file, a name is not new.

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { assess } from '../../src/assess/assess.ts';
import { collect } from '../../src/collect.ts';
import { Random } from '../support/debtember/random.ts';
import { dnsMessage } from '../support/labelled/attacks-udp.ts';
import { Capture } from '../support/labelled/capture.ts';
import { WEB } from '../support/labelled/case.ts';
import { udpFrame } from '../support/labelled/frames.ts';
import { asPcap, type Frame } from '../support/small-scenes.ts';

const START_US = Date.UTC(2026, 4, 17, 12) * 1000;
const PIECE_US = 5e6;

/** Questions of 60 resolvers to our server for three minutes, 40 a second; it sees no answers. */
function questions(nameOf: (random: Random, n: number) => string): Frame[] {
  const random = new Random(5);
  const capture = new Capture(600);
  for (let n = 0; n < 7200; n++) {
    const source = `81.12.81.${1 + 4 * random.whole(0, 59)}`;
    const [port, id] = [random.whole(1024, 65535), random.whole(0, 0xffff)];
    const question = dnsMessage(id, 0x0010, 0, nameOf(random, n), 1);
    const frame = udpFrame({ source, destination: WEB, ttl: 54, id }, port, 53, question);
    capture.add(START_US + 25_000 * n, frame);
  }
  return capture.frames;
}

interface Told {
  vectors: string[];
  newNames: number;
  seams: number;
}

async function told(files: readonly (readonly Frame[])[], workers = 1): Promise<Told> {
  const folder = mkdtempSync(path.join(tmpdir(), 'names-'));
  for (const [index, frames] of files.entries())
    writeFileSync(path.join(folder, `piece-${String(index).padStart(3, '0')}.pcap`), asPcap(frames));
  const { store, evidence } = await collect([folder], { workers });
  try {
    const { findings } = await assess(store, {
      own: [WEB],
      spared: [],
      thresholds: {},
      siteName: 'the site',
    });
    const [{ n }] = await store.query<{ n: number }>('SELECT sum(new_names)::DOUBLE AS n FROM dns_queries');
    const seams = evidence.filter(({ summary }) => (summary?.packets?.continues ?? 0) > 0).length;
    return { vectors: findings.map(({ vector }) => vector), newNames: n, seams };
  } finally {
    await store.close();
    rmSync(folder, { recursive: true });
  }
}

function pieces(frames: readonly Frame[]): Frame[][] {
  const out: Frame[][] = [];
  for (const frame of frames) {
    const at = Math.floor((frame.atUs - START_US) / PIECE_US);
    out[at] ??= [];
    out[at].push(frame);
  }
  return out;
}

const NAMES = 250;

test('the names of a zone, asked again and again, are new once however the capture is cut', async () => {
  const frames = questions((random) => `host-${random.whole(0, NAMES - 1)}.shop.example`);
  const whole = await told([frames]);
  assert.deepEqual(whole, { vectors: [], newNames: NAMES, seams: 0 });
  const cut = pieces(frames);
  assert.equal(cut.length, 36);
  assert.deepEqual(await told(cut), { ...whole, seams: 35 });
  assert.deepEqual(await told(cut, 2), { ...whole, seams: 35 });
});

test('a flood of random names is found however the capture is cut', async () => {
  const frames = questions((random) => `${random.letters(12)}.shop.example`);
  const whole = await told([frames]);
  assert.deepEqual(whole, { vectors: ['dns_water_torture'], newNames: 7200, seams: 0 });
  assert.deepEqual(await told(pieces(frames)), { ...whole, seams: 35 });
});
