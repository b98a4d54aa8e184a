// Whether a wave began before the evidence does, or goes on after it: what the first and last record of its sources tell.

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { assess } from '../../src/assess/assess.ts';
import { waveEdges } from '../../src/assess/waves.ts';
import { collect } from '../../src/collect.ts';
import { Random } from '../support/debtember/random.ts';
import { Capture, Conversation } from '../support/labelled/capture.ts';
import { httpAnswer, httpGet, WEB } from '../support/labelled/case.ts';
import { FLAG, tcpFrame } from '../support/labelled/frames.ts';

/** Nine tenths into a second, so that the second in which a flood begins also holds a visitor's SYN. */
const FIRST_US = Date.UTC(2026, 4, 17, 12, 30) * 1000 + 900_000;

/** A visitor opens and closes the capture; another asks at its first whole second. */
function capture(flood: { fromUs: number; toUs: number; everyUs: number }, lastUs: number): Capture {
  const random = new Random(11);
  const made = new Capture(600);
  const visit = (client: string, atUs: number): void => {
    const talk = new Conversation(made, random, { client, server: WEB, port: 80, rttUs: 20_000 });
    talk.close(talk.down(talk.up(talk.open(atUs) + 400, httpGet('/')) + 900, httpAnswer(500)));
  };
  visit('171.225.166.1', FIRST_US);
  visit('171.225.166.5', FIRST_US + 100_000);
  for (let us = flood.fromUs; us <= flood.toUs; us += flood.everyUs)
    made.add(
      FIRST_US + us,
      tcpFrame(
        {
          source: `81.12.81.${random.whole(1, 250)}`,
          destination: WEB,
          ttl: 51,
          id: random.whole(0, 0xffff),
        },
        {
          sourcePort: random.whole(1024, 32767),
          destinationPort: 80,
          seq: random.word(),
          flags: FLAG.SYN,
          window: 512,
        },
      ),
    );
  visit('171.225.166.9', FIRST_US + lastUs - 100_000);
  return made;
}

async function censored(made: Capture): Promise<[start: boolean, end: boolean]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'censored-'));
  writeFileSync(path.join(folder, 'capture.pcap.gz'), made.file());
  const { store } = await collect([folder], { workers: 1 });
  try {
    const { waves } = await assess(store, { own: [WEB], spared: [], thresholds: {}, siteName: 'the site' });
    assert.equal(waves.length, 1);
    const { startCensored, endCensored } = waveEdges(waves[0]);
    return [startCensored, endCensored];
  } finally {
    await store.close();
    rmSync(folder, { recursive: true });
  }
}

test('a flood that begins more than a second into the capture begins there, though a visitor came in the same second', async () => {
  const flood = { fromUs: 1_040_000, toUs: 60_000_000, everyUs: 10_000 };
  assert.deepEqual(await censored(capture(flood, 90e6)), [false, false]);
});

test('a flood in the first and last second of the capture was under way and goes on', async () => {
  const flood = { fromUs: 700_000, toUs: 60_000_000, everyUs: 10_000 };
  assert.deepEqual(await censored(capture(flood, 60.4e6)), [true, true]);
});

test('a slow flood is silent for longer before that can be said', async () => {
  const flood = { fromUs: 1_300_000, toUs: 120_000_000, everyUs: 480_000 };
  assert.deepEqual(await censored(capture(flood, 121.2e6)), [true, true]);
  assert.deepEqual(await censored(capture({ ...flood, fromUs: 2_100_000 }, 123e6)), [false, false]);
});

/** A quiet site with a visitor every 40 minutes; ten machines flood it until 12:05. The log is rotated then, and its next part begins at `nextMin` past noon. */
async function rotated(nextMin: number): Promise<boolean[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'rotated-'));
  const line = (sec: number, client: string, target: string, status: number): string => {
    const time = new Date(Date.UTC(2026, 4, 17, 0, 0, sec)).toISOString().slice(11, 19);
    return `${client} - - [17/May/2026:${time} +0000] "GET ${target} HTTP/1.1" ${status} 512 "-" "Mozilla/5.0"\n`;
  };
  const visits = (fromMin: number, toMin: number): string => {
    let log = '';
    for (let min = fromMin; min < toMin; min += 40)
      log += ['/', '/style.css', '/logo.png']
        .map((target) => line(60 * min, '198.51.100.7', target, 200))
        .join('');
    return log;
  };
  let flood = '';
  for (let sec = 0; sec < 300; sec++)
    for (let bot = 0; bot < 10; bot++)
      flood += line(43_200 + sec, `192.0.2.${1 + bot}`, '/search', 503 - 303 * (sec % 2));
  writeFileSync(path.join(folder, 'access.log.1'), visits(0, 720) + flood);
  writeFileSync(path.join(folder, 'access.log'), visits(720 + nextMin, 1430));
  const { store } = await collect([folder], { workers: 1 });
  try {
    const { waves } = await assess(store, { own: [], spared: [], thresholds: {}, siteName: 'the site' });
    return waves.map((wave) => waveEdges(wave).endCensored);
  } finally {
    await store.close();
    rmSync(folder, { recursive: true });
  }
}

test('a flood that ends where a quiet log was rotated has ended, unless a part of the log may be missing', async () => {
  assert.deepEqual(await rotated(30), [false]);
  assert.deepEqual(await rotated(300), [true]);
});
