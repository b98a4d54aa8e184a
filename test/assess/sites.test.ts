// Floods whose every request names another host, or spells it differently; and traffic that has many names too.

import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { type Attributor, openAttributor } from '../../src/aggregate/attribute.ts';
import { AddressSpace } from '../support/debtember/address-space.ts';
import type { Random } from '../support/debtember/random.ts';
import type { Request } from '../support/debtember/visits.ts';
import { findingsIn, type Said } from '../support/findings.ts';
import { Desk } from '../support/labelled/case.ts';
import { ordinaryVisits, request } from '../support/labelled/web-log.ts';

const HOURS = 8;
const SHOP = 'shop.example';

let attributor: Attributor;
before(async () => {
  attributor = await openAttributor({ asnDb: undefined, countryDb: undefined });
});

// As nginx writes it with `log_format ... escape=json`.
function line({ at, client, method, target, status, bytes, referrer, agent }: Request, host: string): string {
  return JSON.stringify({
    time_iso8601: new Date(at).toISOString(),
    remote_addr: client,
    host,
    request: `${method} ${target} HTTP/1.1`,
    status,
    body_bytes_sent: bytes,
    http_referer: referrer,
    http_user_agent: agent,
  });
}

/** Ordinary days of a shop, and clients that ask for its front page, 40 times a minute each if not stated, for five minutes, each under a name of `nameOf`. */
async function told(
  clients: number,
  nameOf: (random: Random, client: number) => string,
  perMinute = 40,
): Promise<Said> {
  const desk = new Desk({ id: 'names', title: 'names', write: () => undefined }, 0, new AddressSpace());
  const { random, startMs } = desk;
  const lines = ordinaryVisits(desk, 60, HOURS * 3600, 20).map((each) => ({
    at: each.at,
    text: line(each, SHOP),
  }));
  for (const [index, { address }] of desk.bots(clients).entries()) {
    const from = startMs + 6 * 3_600_000;
    for (let at = from; at < from + 300_000; at += random.between(30_000, 90_000) / perMinute)
      lines.push({
        at,
        text: line(request(at, address, 'Mozilla/5.0', { target: '/' }), nameOf(random, index)),
      });
  }
  lines.sort((a, b) => a.at - b.at);
  const log = Buffer.from(`${lines.map(({ text }) => text).join('\n')}\n`);
  return findingsIn(attributor, [['access.json', log]], { own: '203.0.113.10' });
}

const FLOODS: [what: string, site: string, nameOf: (random: Random) => string][] = [
  ['another name in each request', 'many other host names', (random) => `${random.letters(8)}.example`],
  [
    'the name in another spelling each time',
    SHOP,
    (random) =>
      `${[...SHOP].map((letter) => (random.chance(0.5) ? letter.toUpperCase() : letter)).join('')}${random.pick(['', '.', ':80', '.:443'])}`,
  ],
];

for (const [what, site, nameOf] of FLOODS)
  test(`a flood with ${what} is one flood`, async () => {
    const { facts, sources } = await told(30, nameOf);
    assert.deepEqual(
      facts.vectors.map(({ vector, targets }) => [vector, targets]),
      [['http_flood', [site]]],
    );
    assert.equal(sources.length, 30);
  });

test('one client that tries names floods none of them', async () => {
  const { facts, sources } = await told(1, (random) => `${random.letters(8)}.example`, 600);
  assert.deepEqual(facts.alternatives, []);
  assert.deepEqual(facts.vectors, []);
  assert.deepEqual(sources, []);
});

test('customers with a name each are no flood of many names', async () => {
  const names = 5;
  const { facts } = await told(
    60,
    (random, client) => `tenant-${names * client + random.whole(0, names - 2)}.example`,
  );
  assert.deepEqual(
    facts.alternatives.filter(({ title }) => title.includes('many other host names')),
    [],
  );
});
