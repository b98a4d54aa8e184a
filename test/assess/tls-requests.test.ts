// In captures: TLS connections one after another that carry something may be a flood of requests or programs, and are told with a doubt.

import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { type Attributor, openAttributor } from '../../src/aggregate/attribute.ts';
import { AddressSpace } from '../support/debtember/address-space.ts';
import { findingsIn } from '../support/findings.ts';
import { clientHello } from '../support/labelled/attacks-tcp.ts';
import { Capture, Conversation } from '../support/labelled/capture.ts';
import { Desk, WEB } from '../support/labelled/case.ts';

let attributor: Attributor;
before(async () => {
  attributor = await openAttributor({ asnDb: undefined, countryDb: undefined });
});

/** So many clients open so many TLS connections a second, 70 s long, and ask for something in each. */
async function undecided(clients: number, perSec: number): Promise<string[]> {
  const desk = new Desk({ id: 'tls', title: 'tls', write: () => undefined }, 0, new AddressSpace());
  const { random } = desk;
  const capture = new Capture(600);
  for (const client of desk.people(clients))
    for (let at = random.between(0, 1); at < 70; at += random.between(0.5, 1.5) / perSec) {
      const talk = new Conversation(capture, random, { client, server: WEB, port: 443 });
      const hello = talk.down(
        talk.up(talk.open(desk.us(at)), clientHello(Buffer.alloc(32, 7))),
        Buffer.alloc(1200, 22),
      );
      const asked = talk.up(talk.up(hello, Buffer.alloc(80, 20)), Buffer.alloc(650, 23));
      talk.close(talk.down(asked, Buffer.alloc(900, 23)));
    }
  desk.keep(capture);
  const { facts, sources } = await findingsIn(attributor, [...desk.files], { own: '203.0.113.10' });
  assert.deepEqual(sources, []);
  assert.deepEqual(facts.vectors, []);
  return facts.alternatives.map(({ conclusion, text }) => `${conclusion}: ${text}`);
}

test('forty clients that open three TLS connections a second each and ask in them are undecided', async () => {
  const [told, ...others] = await undecided(40, 3);
  assert.deepEqual(others, []);
  assert.match(
    told,
    /^undecided: .* opened TLS connections to 203\.0\.113\.10 tcp\/443, each more often than/,
  );
  assert.match(told, /a flood of requests inside TLS/);
});

for (const [what, clients, perSec] of [
  ['five clients, proxies perhaps', 5, 8],
  ['two hundred that open one every other second', 200, 0.5],
] as const)
  test(`nothing is told of ${what}`, async () => {
    assert.deepEqual(await undecided(clients, perSec), []);
  });
