// The same in web logs: floods across the end of a minute are found wherever it begins; two halves that lie apart are none, nor is a crowd.

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { type Assessment, assess } from '../../src/assess/assess.ts';
import { collect } from '../../src/collect.ts';

const START_SEC = Date.UTC(2026, 4, 17, 6) / 1000;
/** The end of a minute, six hours after the log begins. */
const EDGE_SEC = START_SEC + 6 * 3600;
const BROWSER = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

interface Line {
  sec: number;
  text: string;
}

function line(sec: number, client: string, request: string, status: number, agent: string): Line {
  const time = new Date(Math.floor(sec) * 1000).toISOString();
  const day = `${time.slice(8, 10)}/${MONTHS[Number(time.slice(5, 7)) - 1]}/${time.slice(0, 4)}`;
  return {
    sec: Math.floor(sec),
    text: `${client} - - [${day}:${time.slice(11, 19)} +0000] "${request}" ${status} 512 "-" "${agent}"`,
  };
}

/** Eight hours with a visitor a minute, who fetches a page and its parts. */
function visitors(): Line[] {
  return Array.from({ length: 8 * 60 }, (_, minute) =>
    ['/', '/style.css', '/logo.png'].map((target, index) =>
      line(
        START_SEC + 60 * minute + index,
        `198.51.100.${1 + (minute % 40)}`,
        `GET ${target} HTTP/1.1`,
        200,
        BROWSER,
      ),
    ),
  ).flat();
}

/** What a kind of flood consists of: how many records within how many seconds, and the nth of them. */
interface Flood {
  vector: string;
  records: number;
  seconds: number;
  record(sec: number, n: number): Line;
}

const FLOODS: Flood[] = [
  {
    vector: 'http_flood',
    records: 180,
    seconds: 16,
    record: (sec, n) => line(sec, `192.0.2.${1 + (n % 12)}`, `GET /search?q=${n} HTTP/1.1`, 200, 'tool'),
  },
  {
    vector: 'http_flood',
    records: 200,
    seconds: 96,
    record: (sec, n) => line(sec, `192.0.2.${1 + (n % 12)}`, `GET /search?q=${n} HTTP/1.1`, 200, 'tool'),
  },
  {
    vector: 'slow_http',
    records: 56,
    seconds: 10,
    record: (sec, n) => line(sec, `192.0.2.${1 + (n % 11)}`, '-', 408, '-'),
  },
  {
    vector: 'slow_http',
    records: 58,
    seconds: 96,
    record: (sec, n) => line(sec, `192.0.2.${1 + (n % 11)}`, '-', 408, '-'),
  },
  {
    vector: 'http2_rapid_reset',
    records: 350,
    seconds: 14,
    record: (sec) => line(sec, '192.0.2.9', 'GET / HTTP/2.0', 499, 'tool'),
  },
];

function logOf({ records, seconds, record }: Flood, before: number, apartSec = 0): Line[] {
  const lines = visitors();
  for (let n = 0; n < records; n++) {
    const sec = ((n + 0.5) / records - before) * seconds;
    lines.push(record(EDGE_SEC + sec + (sec < 0 ? -apartSec : apartSec), n));
  }
  return lines;
}

interface Told extends Assessment {
  /** Requests in the busiest second of the busiest source. */
  peak: number;
}

async function assessed(lines: readonly Line[]): Promise<Told> {
  const folder = mkdtempSync(path.join(tmpdir(), 'log-edges-'));
  const ordered = [...lines].sort((a, b) => a.sec - b.sec);
  writeFileSync(path.join(folder, 'access.log'), `${ordered.map(({ text }) => text).join('\n')}\n`);
  const { store } = await collect([folder], { workers: 1 });
  try {
    const told = await assess(store, { own: [], spared: [], thresholds: {}, siteName: 'the site' });
    const [{ peak }] = await store.query<{ peak: number | null }>(
      'SELECT max(peak_requests) AS peak FROM sources',
    );
    return { ...told, peak: peak ?? 0 };
  } finally {
    await store.close();
    rmSync(folder, { recursive: true });
  }
}

function vectorsOf({ findings }: Assessment): string[] {
  return findings.map(({ vector }) => vector);
}

for (const flood of FLOODS) {
  const { vector, seconds } = flood;
  // Of a longer one only the middle lies so that no minute of the clock reaches what is needed.
  for (const before of seconds > 60 ? [0.5] : [0, 0.2, 0.3, 0.5, 0.6, 1]) {
    test(`${vector} of ${seconds} s with ${before * 100} % before the end of a minute`, async () => {
      const result = await assessed(logOf(flood, before));
      assert.deepEqual(vectorsOf(result), [vector]);
      const [wave] = result.waves;
      const off = [
        wave.startUs / 1e6 - (EDGE_SEC - before * seconds),
        wave.endUs / 1e6 - (EDGE_SEC + (1 - before) * seconds),
      ];
      for (const sec of off) assert.ok(Math.abs(sec) <= 3, `${sec} s off`);
    });
  }

  if (seconds > 60) continue;
  test(`${vector}: two halves a minute and a half apart are none`, async () => {
    assert.deepEqual(vectorsOf(await assessed(logOf(flood, 0.5, 45))), []);
  });
}

for (const before of [0, 0.5])
  test(`a flood of seconds on a busy evening with ${before * 100} % before the end of a minute`, async () => {
    const lines = logOf({ ...FLOODS[0], records: 430 }, before);
    // A crowd of 100 people a minute for an hour, each with a page and its parts.
    for (let n = 0; n < 6000; n++) {
      const sec = EDGE_SEC - 1800 + 0.6 * n;
      const client = `203.0.113.${1 + (n % 250)}`;
      for (const target of [`/news/${n % 7}`, '/style.css', '/logo.png'])
        lines.push(line(sec, client, `GET ${target} HTTP/1.1`, 200, BROWSER));
    }
    const result = await assessed(lines);
    assert.deepEqual(vectorsOf(result), ['http_flood']);
    assert.ok(Math.abs(result.waves[0].startUs / 1e6 - (EDGE_SEC - 16 * before)) <= 3);
  });

test('a crowd across the end of a minute is no attack', async () => {
  const lines = visitors();
  for (let n = 0; n < 60; n++)
    for (const target of ['/news', '/style.css', '/logo.png'])
      lines.push(
        line(EDGE_SEC - 8 + (16 * n) / 60, `203.0.113.${1 + n}`, `GET ${target} HTTP/1.1`, 200, BROWSER),
      );
  const result = await assessed(lines);
  assert.deepEqual(vectorsOf(result), []);
  assert.deepEqual(
    result.surges.map(({ conclusion, perMinute }) => [conclusion, perMinute]),
    [['flash crowd', 183]],
  );
});

test('the busiest second of a source counts all that it asked for', async () => {
  const lines = visitors();
  // 100 requests in 20 s, 100 in the next, 100 in 20 s.
  for (let n = 0; n < 300; n++)
    lines.push(
      line(
        EDGE_SEC + 2 + (n < 100 ? n / 5 : n < 200 ? 20 + (n - 100) / 100 : 21 + (n - 200) / 5),
        '192.0.2.9',
        `GET /none/${n} HTTP/1.1`,
        n % 2 === 0 ? 200 : 503,
        'tool',
      ),
    );
  const { findings, peak } = await assessed(lines);
  assert.deepEqual(
    findings.map(({ vector, requests }) => [vector, requests]),
    [['http_flood', 300]],
  );
  assert.equal(peak, 100);
});

test('of a finding that holds part of what a source asked for, the busiest second is told no higher than that part allows', async () => {
  const lines = visitors();
  // 120 requests that never became whole, two a second, and a second with 6 of them beside 30 pages.
  for (let n = 0; n < 120; n++)
    lines.push(line(EDGE_SEC + 0.5 + Math.floor(n / 2), '192.0.2.9', '-', 408, '-'));
  for (let n = 0; n < 4; n++) lines.push(line(EDGE_SEC + 30.5, '192.0.2.9', '-', 408, '-'));
  for (let n = 0; n < 30; n++)
    lines.push(line(EDGE_SEC + 30.5, '192.0.2.9', 'GET /news HTTP/1.1', 200, BROWSER));
  const { findings, peak } = await assessed(lines);
  assert.deepEqual(
    findings.map(({ vector, requests }) => [vector, requests]),
    [['slow_http', 124]],
  );
  assert.equal(peak, 6);
});
