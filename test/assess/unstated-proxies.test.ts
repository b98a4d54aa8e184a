// Web logs of a server behind a proxy that nobody stated: its addresses carry all visitors, and a flood through it is not theirs.

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type TestContext, test } from 'node:test';
import { type Assessment, type AssessOptions, assess } from '../../src/assess/assess.ts';
import { collect } from '../../src/collect.ts';
import { addressText } from '../../src/model/address.ts';
import { Random } from '../support/debtember/random.ts';

const START_MS = Date.parse('2026-06-16T08:00:00Z');
const FLOOD_SEC = 7 * 3600;

interface Line {
  sec: number;
  client: string;
  agent: string;
  target: string;
  status?: number;
}

const agentNumber = (n: number): string =>
  `Mozilla/5.0 (X11; Linux x86_64; rv:${n}.0) Gecko/20100101 Firefox/${n}.0`;
const PAGES = Array.from({ length: 30 }, (_, n) => `/tea/${n}`);

/** Visits of three pages each, with or without the pages' images and styles; `client` tells whose address the log shows. */
function visits(
  random: Random,
  [fromSec, toSec, every]: readonly [number, number, number],
  client: (visitor: number) => string,
  images: boolean,
): Line[] {
  const lines: Line[] = [];
  let visitor = 0;
  for (let at = fromSec; at < toSec; at += every) {
    const who = visitor++;
    const agent = agentNumber(random.whole(60, 140));
    for (let page = 0; page < 4; page++) {
      const sec = at + 7 * page;
      lines.push({ sec, client: client(who), agent, target: random.pick(PAGES) });
      for (const file of images ? ['/a.css', '/b.js', '/c.png'] : [])
        lines.push({ sec, client: client(who), agent, target: file });
    }
  }
  return lines;
}

/** A minute of 200 requests a second for the search page, of one user agent each. */
function flood(random: Random, client: (n: number) => string, fromSec = FLOOD_SEC): Line[] {
  return Array.from({ length: 12_000 }, (_, n) => ({
    sec: fromSec + Math.floor(n / 200),
    client: client(n),
    agent: agentNumber(random.whole(60, 140)),
    target: `/search?q=${n}`,
    status: n % 3 === 0 ? 503 : 200,
  }));
}

async function assessed(
  t: TestContext,
  lines: readonly Line[],
  options: Partial<AssessOptions> & { agents?: boolean; proxyLog?: (lines: string[]) => string } = {},
): Promise<Assessment & { named: string[] }> {
  const folder = mkdtempSync(path.join(tmpdir(), 'af-unstated-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const text = [...lines]
    .sort((a, b) => a.sec - b.sec)
    .map(({ sec, client, agent, target, status }) => {
      const date = new Date(START_MS + sec * 1000).toISOString();
      return `${client} - - [${date.slice(8, 10)}/Jun/2026:${date.slice(11, 19)} +0000] "GET ${target} HTTP/1.1" ${status ?? 200} 512${options.agents === false ? '' : ` "-" "${agent}"`}`;
    });
  writeFileSync(path.join(folder, 'access.log'), `${text.join('\n')}\n`);
  if (options.proxyLog !== undefined) writeFileSync(path.join(folder, 'proxy.log'), options.proxyLog(text));
  const { store } = await collect([folder], { workers: 1 });
  try {
    const assessment = await assess(store, {
      own: [],
      spared: [],
      thresholds: {},
      siteName: 'shop',
      ...options,
    });
    const rows = await store.query<{ hi: bigint; lo: bigint }>(
      'SELECT src_hi AS hi, src_lo AS lo FROM sources ORDER BY hi, lo',
    );
    return { ...assessment, named: rows.map(({ hi, lo }) => addressText(hi, lo)) };
  } finally {
    await store.close();
  }
}

const EDGES = ['198.51.100.31', '198.51.100.32'];
// Each in a block of its own.
const VISITORS = Array.from({ length: 200 }, (_, n) => `2001:db8:${(n + 1).toString(16)}::7`);
const DAY = [0, 9 * 3600, 80] as const;

for (const images of [false, true])
  test(`a flood through two addresses that carry all visitors${images ? '' : ', whose images the proxy keeps'}: nobody is named`, async (t) => {
    const random = new Random(1);
    const edge = (n: number): string => EDGES[n % 2];
    const { waves, named, unstated, surges } = await assessed(t, [
      ...visits(random, DAY, edge, images),
      ...flood(random, edge),
    ]);
    assert.deepEqual([waves.length, named], [0, []]);
    assert.deepEqual(surges, []);
    assert.deepEqual(unstated?.proxies, EDGES);
    assert.equal(unstated?.share, 1);
    const [surge] = unstated?.surges ?? [];
    assert.equal(surge.conclusion, 'not attributed');
    assert.match(surge.text, /^Up to 12,0\d\d requests in one minute against a median of \d+\. /);
    assert.match(surge.text, /state them under trusted_proxies/i);
  });

test('a reverse proxy on the same machine is no attacker either', async (t) => {
  const random = new Random(2);
  const { named, unstated } = await assessed(t, [
    ...visits(random, DAY, () => '127.0.0.1', false),
    ...flood(random, () => '127.0.0.1'),
  ]);
  assert.deepEqual([named, unstated?.proxies], [[], ['127.0.0.1']]);
});

test('a proxy with an own address: its surge is told, and its ordinary requests alone are not', async (t) => {
  const random = new Random(12);
  const own = ['203.0.113.80'];
  const quiet = visits(random, DAY, () => '203.0.113.80', false);
  const { named, unstated, fromOwn } = await assessed(t, [...quiet, ...flood(random, () => '203.0.113.80')], {
    own,
  });
  assert.deepEqual([named, unstated, fromOwn?.proxies], [[], undefined, own]);
  assert.deepEqual(
    fromOwn?.surges.map(({ conclusion }) => conclusion),
    ['not attributed'],
  );
  assert.match(fromOwn?.surges[0]?.text ?? '', /from own addresses, as those of a proxy on the same host do/);
  assert.deepEqual((await assessed(t, quiet, { own })).fromOwn?.surges, []);
});

test('a busy hour of a site behind a proxy, no quiet minute in the log and no attack: nobody is named', async (t) => {
  const random = new Random(3);
  const { named, unstated } = await assessed(
    t,
    visits(random, [0, 3600, 0.3], (n) => EDGES[n % 2], false),
  );
  assert.deepEqual([named, unstated?.proxies], [[], EDGES]);
});

test('monitoring beside the proxy asks more often than all visitors', async (t) => {
  const random = new Random(4);
  const checks = Array.from({ length: 9 * 360 }, (_, n) => ({
    sec: 10 * n,
    client: '203.0.113.9',
    agent: 'ExampleUptime/3.2',
    target: '/health',
  }));
  const { named, unstated } = await assessed(t, [
    ...visits(random, [0, 9 * 3600, 120], () => EDGES[0], false),
    ...checks,
    ...flood(random, () => EDGES[0]),
  ]);
  assert.deepEqual([named, unstated?.proxies], [[], [EDGES[0]]]);
});

test('a log without user agents: one address that carried all of the day is a proxy', async (t) => {
  const random = new Random(5);
  const lines = [...visits(random, DAY, () => EDGES[0], false), ...flood(random, () => EDGES[0])];
  const { named, unstated } = await assessed(t, lines, { agents: false });
  assert.deepEqual([named, unstated?.proxies], [[], [EDGES[0]]]);
});

test('edges of a delivery network that only the flood used belong to it, by block and by AS', async (t) => {
  const random = new Random(6);
  const known = ['192.0.2.4', '192.0.2.5', '198.51.100.4', '198.51.100.5', '203.0.113.4', '203.0.113.5'];
  const lines = [
    ...visits(random, [0, 9 * 3600, 15], (n) => known[n % known.length], false),
    ...flood(random, (n) => `192.0.2.${100 + (n % 3)}`),
    ...flood(random, (n) => `192.88.99.${100 + (n % 3)}`, FLOOD_SEC + 60),
  ];
  const byBlock = await assessed(t, lines);
  assert.deepEqual(byBlock.named, ['192.88.99.100', '192.88.99.101', '192.88.99.102']);
  const byAs = await assessed(t, lines, { asnOf: (_, count) => new Uint32Array(count).fill(64_500) });
  assert.deepEqual(byAs.named, []);
  assert.equal(byAs.unstated?.proxiesTotal, 12);
});

test('edges that few visitors come through each, which stay with theirs: nobody is named', async (t) => {
  const random = new Random(10);
  const edge = (n: number): string => `198.51.100.${1 + (n % 150)}`;
  const { waves, named, unstated, surges } = await assessed(t, [
    ...visits(random, DAY, edge, true),
    ...flood(random, edge),
  ]);
  assert.deepEqual([waves.length, named, surges], [0, [], []]);
  assert.equal(unstated?.proxiesTotal, 150);
  assert.equal(unstated?.surges[0].conclusion, 'not attributed');
});

test('a few bots of one block, many user agents each, beside visitors of their own addresses: named', async (t) => {
  const random = new Random(7);
  const bots = ['203.0.113.66', '203.0.113.67', '203.0.113.68'];
  const { waves, named, unstated } = await assessed(t, [
    ...visits(random, DAY, (n) => VISITORS[n % VISITORS.length], true),
    ...flood(random, (n) => bots[n % 3]),
  ]);
  assert.deepEqual([waves.length, named, unstated], [1, bots, undefined]);
});

test('bots that reach the server past its proxy: named, and the proxy is not', async (t) => {
  const random = new Random(8);
  const bots = ['203.0.113.66', '203.0.113.67', '203.0.113.68'];
  const { named, unstated } = await assessed(t, [
    ...visits(random, DAY, (n) => EDGES[n % 2], false),
    ...flood(random, (n) => bots[n % 3]),
  ]);
  assert.deepEqual([named, unstated?.proxies], [bots, EDGES]);
});

test('a log of nothing but the flood of three addresses: named', async (t) => {
  const { named, unstated } = await assessed(
    t,
    flood(new Random(9), (n) => `203.0.113.${66 + (n % 3)}`),
  );
  assert.deepEqual([named.length, unstated], [3, undefined]);
});

test('an office with many people floods: others carry the site, so that it stays named', async (t) => {
  const random = new Random(10);
  const office = '203.0.113.80';
  const { named, unstated } = await assessed(t, [
    ...visits(random, [0, 9 * 3600, 100], (n) => VISITORS[n % VISITORS.length], true),
    ...visits(random, [0, 9 * 3600, 200], () => office, false),
    ...flood(random, () => office),
  ]);
  assert.deepEqual([named, unstated], [[office], undefined]);
});

test('unstated_proxy.share above 1: the operator says that there is none', async (t) => {
  const random = new Random(11);
  const lines = [...visits(random, DAY, () => EDGES[0], false), ...flood(random, () => EDGES[0])];
  const { named } = await assessed(t, lines, { thresholds: { 'unstated_proxy.share': 2 } });
  assert.deepEqual(named, [EDGES[0]]);
});

test('the log of the proxy is there too: its clients are named, and the proxy is not', async (t) => {
  const random = new Random(12);
  const lines = [...visits(random, DAY, () => EDGES[0], false), ...flood(random, () => EDGES[0])];
  const { named, unstated } = await assessed(t, lines, {
    proxyLog: (text) =>
      text
        .map((line, n) =>
          line.replace(
            /^\S+/,
            line.includes('/search') ? '203.0.113.66' : VISITORS[(n >> 2) % VISITORS.length],
          ),
        )
        .join('\n'),
  });
  assert.deepEqual([named, unstated?.proxies], [['203.0.113.66'], [EDGES[0]]]);
});
