// Many established connections of a few sources: a flood when nothing is asked over them, a proxy when much is.

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type TestContext, test } from 'node:test';
import { assess } from '../../src/assess/assess.ts';
import type { SteadyPile } from '../../src/assess/steady-piles.ts';
import { collect } from '../../src/collect.ts';

const HOLDERS = Array.from({ length: 8 }, (_, i) => `198.51.100.${20 + i}`);
const EACH = 50;

// A dump of eight addresses with fifty connections each, one of ten minutes before it where these were fewer, and so many answered requests of
// each in the log of that minute.
async function vectors(
  t: TestContext,
  requests: number,
  status = 200,
  { local = '203.0.113.10:80', holders = HOLDERS, before = EACH } = {},
): Promise<string[]> {
  const { floods } = await found(t, requests, status, { local, holders, before });
  return floods.map(({ vector }) => vector);
}

async function found(
  t: TestContext,
  requests: number,
  status = 200,
  { local = '203.0.113.10:80', holders = HOLDERS, before = EACH } = {},
): Promise<{ floods: { vector: string; reason: string }[]; steady: SteadyPile[] }> {
  const folder = mkdtempSync(path.join(tmpdir(), 'af-pile-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const head = 'Proto Recv-Q Send-Q Local Address           Foreign Address         State\n';
  let dump = head;
  // The service waits, and somebody is logged in.
  const [, host, port] = /^(.*):(\d+)$/.exec(local) ?? [];
  const login = `tcp 0 0 ${host}:22 198.51.100.99:50000 ESTABLISHED\n`;
  let earlier = `${head}tcp 0 0 0.0.0.0:${port} 0.0.0.0:* LISTEN\n${login}`;
  let log = '';
  for (const holder of holders) {
    for (let i = 0; i < EACH; i++) dump += `tcp 0 0 ${local} ${holder}:${40_000 + i} ESTABLISHED\n`;
    for (let i = 0; i < before; i++) earlier += `tcp 0 0 ${local} ${holder}:${41_000 + i} ESTABLISHED\n`;
    for (let i = 0; i < requests; i++)
      log += `${holder} - - [16/Jun/2026:09:0${i % 5}:1${i % 10} +0000] "GET /page-${i} HTTP/1.1" ${status} 512 "-" "Mozilla/5.0"\n`;
  }
  writeFileSync(path.join(folder, 'netstat-2026-06-16T09:02:30Z.txt'), dump);
  if (before < EACH) writeFileSync(path.join(folder, 'netstat-2026-06-16T08:52:30Z.txt'), earlier);
  if (requests > 0) writeFileSync(path.join(folder, 'access.log'), log);
  const { store } = await collect([folder], { workers: 1 });
  try {
    const options = {
      own: [local.slice(0, local.lastIndexOf(':'))],
      spared: [],
      thresholds: {},
      siteName: 'the site',
    };
    const { findings, steady } = await assess(store, options);
    return { floods: findings.filter(({ vector }) => vector === 'connection_flood'), steady };
  } finally {
    await store.close();
  }
}

test('connections over which nothing is asked are a flood', async (t) => {
  assert.deepEqual(await vectors(t, 0), ['connection_flood']);
});

test('sources that are answered five times for each connection use them', async (t) => {
  assert.deepEqual(await vectors(t, 5 * EACH), []);
});

test('fewer requests, or requests that are not answered, do not spare them', async (t) => {
  assert.deepEqual(await vectors(t, 5 * EACH - 1), ['connection_flood']);
  assert.deepEqual(await vectors(t, 5 * EACH, 503), ['connection_flood']);
});

// Application servers on a database, and a proxy on what is behind it.
test('what machines of the internal network hold on another is no flood; what others hold on it is', async (t) => {
  const local = '10.20.0.5:5432';
  const pool = Array.from({ length: 8 }, (_, i) => `10.20.0.${20 + i}`);
  assert.deepEqual(await vectors(t, 0, 200, { local, holders: pool }), []);
  assert.deepEqual(await vectors(t, 0, 200, { local: '10.20.0.5:80', holders: pool }), []);
  assert.deepEqual(await vectors(t, 0, 200, { local: '10.20.0.5:80' }), ['connection_flood']);
});

// Mailboxes of offices, pools of application servers elsewhere.
test('connections of those who used a service of another kind before are no flood, those of newcomers are', async (t) => {
  const local = '203.0.113.10:993';
  assert.deepEqual(await vectors(t, 0, 200, { local }), [], 'one snapshot cannot tell');
  assert.deepEqual(await vectors(t, 0, 200, { local, before: 40 }), []);
  assert.deepEqual(await vectors(t, 0, 200, { local, before: 1 }), [], 'offices in the morning');
  assert.deepEqual(await vectors(t, 0, 200, { local, before: 0 }), ['connection_flood']);
});

test('what the first snapshot shows too on a port of another kind is told, and nobody is named for it', async (t) => {
  const target = '203.0.113.10 tcp/993';
  const steady = async (before: number, local = '203.0.113.10:993'): Promise<SteadyPile[]> =>
    (await found(t, 0, 200, { local, before })).steady;
  assert.deepEqual(await steady(40), [{ target, connections: 8 * EACH, sources: 8 }]);
  assert.deepEqual(await steady(EACH), [{ target, connections: 8 * EACH, sources: 8 }], 'a single snapshot');
  assert.deepEqual(await steady(0), [], 'a flood by itself');
  assert.deepEqual(await steady(40, '203.0.113.10:80'), []);
});

test('where only dumps tell of them it is said that a proxy looks the same', async (t) => {
  const {
    floods: [alone],
  } = await found(t, 0);
  assert.match(
    alone.reason,
    /a proxy, .* looks the same in a dump\. State such addresses under trusted_proxies or allow_list/,
  );
  const {
    floods: [logged],
  } = await found(t, EACH);
  assert.ok(!logged.reason.includes('proxy'));
});

/** Established connections of a dump: local address and port, remote address, how many. */
type Held = readonly [local: string, remote: string, count: number];

// Dumps of ten minutes each, by file; who is named for a pile.
async function namedIn(
  t: TestContext,
  dumps: Record<string, readonly Held[]>,
  listening = 993,
): Promise<number> {
  const folder = mkdtempSync(path.join(tmpdir(), 'af-pile-'));
  t.after(() => rmSync(folder, { recursive: true }));
  for (const [name, held] of Object.entries(dumps)) {
    let text = `Proto Recv-Q Send-Q Local Address Foreign Address State\ntcp 0 0 0.0.0.0:${listening} 0.0.0.0:* LISTEN\n`;
    for (const [local, remote, count] of held)
      for (let i = 0; i < count; i++) text += `tcp 0 0 ${local} ${remote}:${40_000 + i} ESTABLISHED\n`;
    writeFileSync(path.join(folder, name), text);
  }
  const { store } = await collect([folder], { workers: 1 });
  try {
    const options = { own: ['203.0.113.0/24'], spared: [], thresholds: {}, siteName: 'the site' };
    const { findings } = await assess(store, options);
    return findings.filter(({ vector }) => vector === 'connection_flood').length;
  } finally {
    await store.close();
  }
}

const OFFICES = Array.from({ length: 40 }, (_, i) => `198.51.100.${100 + i}`);
const at = (clock: string, host = ''): string => `netstat${host}-2026-06-16T${clock}Z.txt`;
const each = (local: string, remotes: readonly string[], count: number): Held[] =>
  remotes.map((remote) => [local, remote, count] as const);

test('offices that come back when a mail server was restarted are no flood', async (t) => {
  const mail = '203.0.113.10:993';
  const floods = await namedIn(t, {
    [at('08:00:00')]: each(mail, OFFICES, 20),
    [at('08:10:00')]: each(mail, OFFICES.slice(0, 3), 2),
    [at('08:20:00')]: each(mail, OFFICES, 25),
  });
  assert.equal(floods, 0);
});

test('what a host holds says nothing of another one whose dumps begin later', async (t) => {
  const floods = await namedIn(t, {
    [at('08:00:00', '-a')]: each('203.0.113.10:993', OFFICES.slice(0, 20), 20),
    [at('08:10:00', '-b')]: each('203.0.113.20:993', OFFICES, 20),
    [at('08:20:00', '-b')]: each('203.0.113.20:993', OFFICES, 22),
  });
  assert.equal(floods, 0);
});

test('newcomers on a second address of a host are a flood', async (t) => {
  const visitors = each('203.0.113.10:22', OFFICES.slice(0, 2), 1);
  const floods = await namedIn(t, {
    [at('08:00:00')]: visitors,
    [at('08:10:00')]: [...visitors, ...each('203.0.113.11:993', HOLDERS, EACH)],
  });
  assert.equal(floods, 1);
});
