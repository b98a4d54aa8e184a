// In captures: more requests than usual for one path after another may be a crowd or a flood; what is usual, what is little, and what the log tells is not told.

import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { type Attributor, openAttributor } from '../../src/aggregate/attribute.ts';
import { AddressSpace } from '../support/debtember/address-space.ts';
import { findingsIn, type Said } from '../support/findings.ts';
import { Capture, Conversation } from '../support/labelled/capture.ts';
import { Desk, httpAnswer, httpGet, WEB } from '../support/labelled/case.ts';
import { keepLog, request } from '../support/labelled/web-log.ts';

const MINUTES = 40;
const SURGE_MIN = [30, 32] as const;
const AGENT = 'Mozilla/5.0';

let attributor: Attributor;
before(async () => {
  attributor = await openAttributor({ asnDb: undefined, countryDb: undefined });
});

/** Each of 60 sources asks for another path, so often in a minute; in the surge and outside it. */
async function told(inSurge: number, usual: number, minutes = MINUTES, logged = false): Promise<Said> {
  const desk = new Desk({ id: 'crowd', title: 'crowd', write: () => undefined }, 0, new AddressSpace());
  const { random } = desk;
  const capture = new Capture(96);
  const log = [];
  const from = MINUTES - minutes;
  for (const client of desk.people(60))
    for (let minute = from; minute < MINUTES; minute++) {
      const times = minute >= SURGE_MIN[0] && minute < SURGE_MIN[1] ? inSurge : usual;
      if (times === 0) continue;
      const talk = new Conversation(capture, random, { client, server: WEB, port: 80 });
      let at = 60 * minute + random.between(0, 5);
      talk.open(desk.us(at));
      for (let n = 0; n < times; n++) {
        at += random.between(0.2, 0.8) * (50 / Math.max(50, times));
        const target = `/p/${random.letters(10)}`;
        talk.down(talk.up(desk.us(at), httpGet(target)) + 900, httpAnswer(300));
        if (logged) log.push(request(desk.startMs + 1000 * at, client, AGENT, { target }));
      }
    }
  desk.keep(capture);
  if (logged) keepLog(desk, log, MINUTES * 60);
  return findingsIn(attributor, [...desk.files], { own: '203.0.113.10' });
}

test('undecided: six thousand requests a minute for one path after another, against sixty', async () => {
  const { facts, sources } = await told(100, 1);
  assert.deepEqual(sources, []);
  const [surge, ...others] = facts.alternatives;
  assert.deepEqual(others, []);
  assert.equal(surge.conclusion, 'undecided');
  assert.match(surge.text, /^Up to 6,000 requests in one minute for one path after another, against 60 in/);
  assert.equal(surge.title, `Was the surge of requests on ${WEB} tcp/80 popularity or attack?`);
  assert.equal(Date.parse(surge.endUtc) - Date.parse(surge.startUtc), 120_000);
});

for (const [what, args] of [
  ['a third as much is usual', [100, 35]],
  ['forty requests a second', [40, 1]],
  ['captures of half an hour', [100, 1, 30]],
  ['the log holds the clients', [100, 1, MINUTES, true]],
] as [string, Parameters<typeof told>][])
  test(`not told from the captures: ${what}`, async () => {
    const { facts } = await told(...args);
    assert.deepEqual(
      facts.alternatives.filter(({ title }) => title.includes('tcp/80')),
      [],
    );
  });
