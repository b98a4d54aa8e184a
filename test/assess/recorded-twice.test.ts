// The same traffic in two files counts once; what only looks alike counts twice, and is said to.

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { assess } from '../../src/assess/assess.ts';
import type { RecordedTwice } from '../../src/assess/recorded-twice.ts';
import { collect } from '../../src/collect.ts';
import { Random } from '../support/debtember/random.ts';
import { Capture, Conversation } from '../support/labelled/capture.ts';
import { httpAnswer, httpGet, WEB } from '../support/labelled/case.ts';
import { FLAG, tcpFrame } from '../support/labelled/frames.ts';

const START_US = Date.UTC(2026, 4, 17, 12, 30, 20) * 1000;

interface Seen {
  findings: { vector: string; packets: number; requests: number; peak: number }[];
  sources: number;
  proven: number;
  twice: Pick<RecordedTwice, 'lane' | 'same'>[];
}

async function seen(files: Record<string, Uint8Array | string>): Promise<Seen> {
  const folder = mkdtempSync(path.join(tmpdir(), 'twice-'));
  for (const [name, content] of Object.entries(files)) writeFileSync(path.join(folder, name), content);
  const { store } = await collect([folder], { workers: 1 });
  try {
    const { findings, twice } = await assess(store, {
      own: [WEB],
      spared: [],
      thresholds: {},
      siteName: 'the site',
    });
    const [{ sources, proven }] = await store.query<{ sources: bigint; proven: bigint }>(
      'SELECT count(*)::BIGINT AS sources, count(*) FILTER (handshakes > 0)::BIGINT AS proven FROM members',
    );
    return {
      findings: findings.map(({ vector, packets, requests, peaks }) => ({
        vector,
        packets,
        requests,
        peak: peaks.pps1s,
      })),
      sources: Number(sources),
      proven: Number(proven),
      twice: twice.map(({ lane, same }) => ({ lane, same })),
    };
  } finally {
    await store.close();
    rmSync(folder, { recursive: true });
  }
}

/** 3,000 SYNs in 75 s, or `seconds`, from `sources` addresses, and ten visitors. */
function flood(sources: number, seconds = 75): Capture {
  const random = new Random(3);
  const made = new Capture(600);
  for (let n = 0; n < 3000; n++)
    made.add(
      START_US + n * (seconds / 3000) * 1e6 + random.whole(0, 9_000),
      tcpFrame(
        {
          source: `81.12.${81 + ((n % sources) >> 8)}.${(n % sources) & 255}`,
          destination: WEB,
          ttl: 51,
          id: n,
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
  for (let n = 0; n < 10; n++) {
    const talk = new Conversation(made, random, { client: `171.225.166.${1 + n}`, server: WEB, port: 80 });
    talk.close(talk.down(talk.up(talk.open(START_US + n * 7e6) + 400, httpGet('/')) + 900, httpAnswer(500)));
  }
  return made;
}

/** The capture as another one holds it: frames that `keeps` keeps, by `laterUs`, cut to `snapLength` bytes. */
function again(
  { frames }: Capture,
  {
    keeps = () => true,
    laterUs = () => 0,
    snapLength = 600,
  }: { keeps?: (index: number) => boolean; laterUs?: (index: number) => number; snapLength?: number },
): Capture {
  const made = new Capture(snapLength);
  for (const [index, frame] of frames.entries())
    if (keeps(index)) {
      made.add(frame.atUs + laterUs(index), frame.bytes);
      made.frames[made.frames.length - 1]!.length = frame.length;
    }
  return made;
}

/** The part of the capture between two times, microseconds. */
function cutAt(whole: Capture, fromUs: number, toUs: number): Capture {
  return again(whole, {
    keeps: (index) => whole.frames[index]!.atUs >= fromUs && whole.frames[index]!.atUs < toUs,
  });
}

const ONCE = { lane: 'packets', same: true } as const;

test('a capture, its conversion and a part of it with shorter packets count once', async () => {
  for (const sources of [3000, 20]) {
    const whole = flood(sources);
    const alone = await seen({ 'a.pcap.gz': whole.file() });
    assert.deepEqual(
      alone.findings.map(({ packets }) => packets),
      [3000],
    );
    const shifted = again(whole, { laterUs: () => 4_000, snapLength: 60 });
    assert.deepEqual(await seen({ 'a.pcap.gz': whole.file(), 'b.pcap.gz': shifted.file() }), {
      ...alone,
      twice: [ONCE],
    });
    // The last twenty seconds and the answers are missing.
    const part = again(whole, { keeps: (n) => n < 2200 });
    assert.deepEqual(await seen({ 'a.pcap.gz': whole.file(), 'b.pcap.gz': part.file() }), {
      ...alone,
      twice: [ONCE],
    });
  }
});

test('two hosts that recorded the same forged flood, with clocks of their own', async () => {
  const whole = flood(3000);
  const random = new Random(9);
  const other = again(whole, { laterUs: () => 30_000 + random.whole(0, 3_000) });
  const { findings, sources, twice } = await seen({ 'a.pcap.gz': whole.file(), 'b.pcap.gz': other.file() });
  assert.deepEqual(twice, [ONCE]);
  assert.equal(sources, 3000);
  // Packets whose minute differs between the two clocks count in both: 33 ms of 40 packets a second, at one end of a minute.
  assert.ok(findings[0]!.packets >= 3000 && findings[0]!.packets <= 3004, String(findings[0]!.packets));
});

test('two links that share the load are no copies of each other: nothing is taken away, and it is said where it cannot be told', async () => {
  const split = async (whole: Capture): Promise<Seen> =>
    seen({
      'a.pcap.gz': again(whole, { keeps: (n) => n % 2 === 0 }).file(),
      'b.pcap.gz': again(whole, { keeps: (n) => n % 2 === 1 }).file(),
    });
  const forged = await split(flood(3000));
  assert.deepEqual([forged.findings[0]!.packets, forged.twice], [3000, []]);
  const few = await split(flood(25));
  assert.deepEqual([few.findings[0]!.packets, few.twice], [3000, [{ lane: 'packets', same: false }]]);
});

/** Seven hours of a web log: visitors, and for five minutes 30 bots that ask for the same page. */
function logLines(): { client: string; sec: number; line: string }[] {
  const random = new Random(21);
  const out: { client: string; sec: number; line: string }[] = [];
  const add = (client: string, sec: number, what: string, bytes: number): void => {
    const at = new Date(START_US / 1e3 + sec * 1000).toISOString();
    const time = `17/May/2026:${at.slice(11, 19)} +0000`;
    out.push({
      client,
      sec,
      line: `${client} - - [${time}] "GET ${what} HTTP/1.1" 200 ${bytes} "-" "Mozilla/5.0"\n`,
    });
  };
  for (let sec = 0; sec < 25_200; sec += 20)
    for (const [what, bytes] of [
      ['/', 5120],
      ['/a.css', 900],
      ['/b.js', 1800],
    ] as const)
      add(`171.225.${166 + (sec % 3)}.${1 + (sec % 250)}`, sec + random.whole(0, 2), what, bytes);
  for (let sec = 12_000; sec < 12_300; sec++)
    for (let bot = 0; bot < 30; bot++)
      if ((sec + bot) % 3 === 0)
        add(`81.12.81.${1 + bot}`, sec, `/search?q=${random.word()}`, 400 + random.whole(0, 99));
  return out.sort((a, b) => a.sec - b.sec);
}

test('a log and the lines that were searched out of it count once', async () => {
  const lines = logLines();
  const text = (keep: (entry: (typeof lines)[number], index: number) => boolean): string =>
    lines
      .filter(keep)
      .map(({ line }) => line)
      .join('');
  const alone = await seen({ 'access.log': text(() => true) });
  assert.deepEqual(
    alone.findings.map(({ vector, requests }) => [vector, requests]),
    [['http_flood', 3000]],
  );
  const both = await seen({
    'access.log': text(() => true),
    'attack.log': text(({ client }) => client.startsWith('81.12.')),
  });
  assert.deepEqual(both, { ...alone, twice: [{ lane: 'requests', same: true }] });
});

test('two web servers that share the load hold different requests', async () => {
  const lines = logLines();
  const half = (of: number): string =>
    lines
      .filter((_, index) => index % 2 === of)
      .map(({ line }) => line)
      .join('');
  const { findings, twice } = await seen({ 'web-1.log': half(0), 'web-2.log': half(1) });
  assert.deepEqual(
    findings.map(({ requests }) => requests),
    [3000],
  );
  assert.ok(twice.every(({ same }) => !same));
});

test('a server behind another may have logged the same requests', async () => {
  const lines = logLines();
  const front = lines.map(({ line }) => line).join('');
  // The server behind writes another format, other sizes, and a second later here and there.
  const behind = lines
    .map(({ line }, index) =>
      index % 4 === 0
        ? line.replace(
            /:(\d\d) \+0000/,
            (_, sec) => `:${String(Math.min(59, Number(sec) + 1)).padStart(2, '0')} +0000`,
          )
        : line,
    )
    .map((line) => line.replace(/ (\d+) "-" "Mozilla\/5.0"/, (_, bytes) => ` ${Number(bytes) + 211}`))
    .join('');
  const { findings, twice } = await seen({ 'front.log': front, 'behind.log': behind });
  assert.deepEqual(twice, [{ lane: 'requests', same: false }]);
  assert.equal(findings[0]!.requests, 6000);
});

test('clocks are compared beside captures that count once', async () => {
  const whole = flood(3000);
  const log = Array.from({ length: 10 }, (_, n) => {
    const at = new Date(START_US / 1e3 + n * 7000).toISOString();
    return `171.225.166.${1 + n} - - [17/May/2026:${at.slice(11, 19)} +0000] "GET / HTTP/1.1" 200 500 "-" "x"\n`;
  }).join('');
  const { twice, findings } = await seen({
    'a.pcap.gz': whole.file(),
    'b.pcap.gz': again(whole, { laterUs: () => 4_000 }).file(),
    'access.log': log,
  });
  assert.deepEqual(twice, [ONCE]);
  assert.deepEqual(
    findings.map(({ packets }) => packets),
    [3000],
  );
});

test('files of a rotation go on from each other, though a part of both was recorded a second time', async () => {
  // The minute from 100 s on is cut in its middle.
  const whole = flood(300, 280);
  const cut = START_US + 130e6;
  const files = {
    'a1.pcap.gz': cutAt(whole, -Infinity, cut).file(),
    'a2.pcap.gz': cutAt(whole, cut, Infinity).file(),
  };
  const alone = await seen(files);
  assert.deepEqual(
    alone.findings.map(({ packets }) => packets),
    [3000],
  );
  // What came from two in five sources, as if filtered out of the whole.
  const part = again(whole, { keeps: (n) => n % 20 < 8 });
  const { findings, twice } = await seen({ ...files, 'part.pcap.gz': part.file() });
  assert.deepEqual(
    findings.map(({ packets }) => packets),
    [3000],
  );
  assert.deepEqual(twice, [ONCE, ONCE]);
});
