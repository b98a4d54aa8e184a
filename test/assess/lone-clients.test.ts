// A capture behind a load balancer that hides its clients: its address is all there is, and goes into no list.

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type TestContext, test } from 'node:test';
import { assess } from '../../src/assess/assess.ts';
import { collect } from '../../src/collect.ts';
import { Protected } from '../../src/report/provider/gather.ts';
import { Random } from '../support/debtember/random.ts';
import { Capture, Conversation } from '../support/labelled/capture.ts';
import { httpAnswer, httpGet, WEB } from '../support/labelled/case.ts';
import { sampleFacts } from '../support/sample-facts.ts';

const START_US = Date.UTC(2026, 4, 17, 12) * 1000;
const BALANCER = '81.12.81.7';

async function found(
  t: TestContext,
  visitors: readonly string[],
  log = '',
): Promise<{ lone: string[]; reasons: string[] }> {
  const random = new Random(5);
  const made = new Capture(400);
  const talk = (client: string, count: number, path: (n: number) => string, everyUs: number): void => {
    const each = new Conversation(made, random, { client, server: WEB, port: 80 });
    let at = each.open(START_US) + 400;
    for (let n = 0; n < count; n++) {
      at = each.down(each.up(at, httpGet(path(n))) + 900, httpAnswer(200));
      at += everyUs;
    }
    each.close(at);
  };
  talk(BALANCER, 2000, () => '/search', 10_000);
  for (const visitor of visitors) talk(visitor, 12, (n) => `/tea/${n}`, 900_000);
  const folder = mkdtempSync(path.join(tmpdir(), 'af-lone-'));
  t.after(() => rmSync(folder, { recursive: true }));
  writeFileSync(path.join(folder, 'web.pcap.gz'), made.file());
  if (log !== '') writeFileSync(path.join(folder, 'access.log'), log);
  const { store } = await collect([folder], { workers: 1 });
  try {
    const { loneClients, vectors } = await assess(store, {
      own: [WEB],
      spared: [],
      thresholds: {},
      siteName: 'shop',
    });
    return {
      lone: loneClients,
      reasons: vectors.flatMap(({ findings }) => findings.map(({ reason }) => reason)),
    };
  } finally {
    await store.close();
  }
}

test('one address is all the clients of the capture: told, and protected from lists', async (t) => {
  const { lone, reasons } = await found(t, [BALANCER]);
  assert.deepEqual(lone, [BALANCER]);
  assert.match(
    reasons[0],
    /No other address completed a connection .* State such addresses under trusted_proxies/,
  );
  const facts = { ...sampleFacts(), loneClients: lone };
  assert.match(new Protected(facts).reason(BALANCER, '', false), /^the only client in the captures/);
  assert.equal(new Protected({ ...facts, loneClients: [] }).reason(BALANCER, '', false), '');
});

test('a visitor of its own address shows that clients are not hidden', async (t) => {
  const { lone, reasons } = await found(t, ['81.12.82.9']);
  assert.deepEqual(lone, []);
  assert.equal(reasons.length, 1);
  assert.doesNotMatch(reasons[0], /No other address/);
});

test('with a log beside it, the log tells what single clients did', async (t) => {
  const line = `192.0.2.9 - - [17/May/2026:12:00:05 +0000] "GET / HTTP/1.1" 200 512 "-" "Mozilla/5.0"\n`;
  assert.deepEqual((await found(t, [], line)).lone, []);
});
