// In web logs: clients of whom the log shows more than their requests in a surge are not named for it; just beyond what spares them they are.

import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { type Attributor, openAttributor } from '../../src/aggregate/attribute.ts';
import { AddressSpace } from '../support/debtember/address-space.ts';
import type { Random } from '../support/debtember/random.ts';
import type { Request } from '../support/debtember/visits.ts';
import { findingsIn } from '../support/findings.ts';
import { Desk } from '../support/labelled/case.ts';
import { keepLog, ordinaryVisits, request } from '../support/labelled/web-log.ts';

const HOURS = 12;
const AT_SEC = 10 * 3600;
const CLIENTS = 40;
const AGENT = 'Mozilla/5.0';

let attributor: Attributor;
before(async () => {
  attributor = await openAttributor({ asnDb: undefined, countryDb: undefined });
});

type Asked = Partial<Request> & { target: string };

/** What each client does before the surge (seconds since the log began), and in it so often in a second for so long. */
interface Surge {
  earlier?: { at: readonly number[]; what: readonly Asked[] };
  perSec: number;
  seconds: number;
  what: (random: Random) => Asked;
  /** At the beginning of the surge. */
  first?: readonly Asked[];
}

async function told(
  surge: Surge,
): Promise<{ conclusions: string[]; vectors: string[]; said: string; named: number }> {
  const desk = new Desk({ id: 'known', title: 'known', write: () => undefined }, 0, new AddressSpace());
  const { random, startMs } = desk;
  const log = ordinaryVisits(desk, 60, HOURS * 3600, 20);
  const ask = (sec: number, client: string, what: Asked): void => {
    log.push(request(startMs + 1000 * sec, client, AGENT, what));
  };
  for (const client of desk.people(CLIENTS)) {
    const { at = [], what = [] } = surge.earlier ?? {};
    for (const sec of at) for (const each of what) ask(sec + random.between(0, 600), client, each);
    const from = AT_SEC + random.between(0, 20);
    for (const each of surge.first ?? []) ask(from, client, each);
    for (let sec = from; sec < from + surge.seconds; sec += random.between(0.5, 1.5) / surge.perSec)
      ask(sec, client, surge.what(random));
  }
  keepLog(desk, log, HOURS * 3600);
  const { facts, sources } = await findingsIn(attributor, [...desk.files], { own: '203.0.113.10' });
  return {
    conclusions: facts.alternatives.map(({ conclusion }) => conclusion),
    vectors: facts.vectors.map(({ vector }) => vector),
    said: facts.alternatives.map(({ text }) => text).join(' '),
    named: sources.length,
  };
}

const LIVE = { target: '/live/score' };
const PAGE = [{ target: '/live' }, { target: '/style.css' }, { target: '/logo.png' }];
const CIRCLE: Asked = { target: '/account', status: 302, bytes: 0 };
const PIECE: Asked = { target: '/game.zip', status: 206, bytes: 1_048_576 };
const put = (random: Random): Asked => ({
  target: `/files/${random.letters(8)}.jpg`,
  method: 'PUT',
  status: 201,
  bytes: 0,
});
const search = (random: Random): Asked => ({ target: `/search?q=${random.letters(4)}` });

const OPEN: Surge = { earlier: { at: [7 * 3600], what: PAGE }, perSec: 1, seconds: 240, what: () => LIVE };
const CAME: Surge = {
  earlier: { at: [600, 4 * 3600, 8 * 3600], what: [{ target: '/api/state' }] },
  perSec: 0.5,
  seconds: 240,
  what: () => ({ target: '/api/state', status: 404 }),
};

const UNDECIDED: [why: RegExp, surge: Surge][] = [
  [/had read a page with its images earlier/, OPEN],
  [/asked for before, three times and more over six hours/, CAME],
  [/sent to another address nearly every time/, { perSec: 10, seconds: 4, what: () => CIRCLE }],
  [/fetched files in pieces/, { perSec: 5, seconds: 120, what: () => PIECE }],
  [/PUT, DELETE, PROPFIND/, { perSec: 5, seconds: 120, what: put }],
  [/many times as often as other visitors/, { first: PAGE, perSec: 3, seconds: 120, what: search }],
];

for (const [why, surge] of UNDECIDED)
  test(`not named: ${why.source}`, async () => {
    const { conclusions, vectors, said, named } = await told(surge);
    assert.deepEqual(conclusions, ['undecided'], said);
    assert.match(said, why);
    assert.deepEqual(vectors, []);
    assert.equal(named, 0);
  });

const NAMED: [what: string, surge: Surge][] = [
  ['page with images earlier, but four times a second', { ...OPEN, perSec: 4 }],
  ['page earlier, no images', { ...OPEN, earlier: { at: [7 * 3600], what: PAGE.slice(0, 1) } }],
  [
    'came for the path twice',
    { ...CAME, earlier: { at: [600, 8 * 3600], what: [{ target: '/api/state' }] } },
  ],
  [
    'came for another path',
    { ...CAME, earlier: { at: [600, 4 * 3600, 8 * 3600], what: [{ target: '/api' }] } },
  ],
  [
    'came for the front page, and searches',
    {
      ...CAME,
      earlier: { at: [600, 4 * 3600, 8 * 3600], what: [{ target: '/' }] },
      first: [{ target: '/' }],
      perSec: 0.8,
      what: search,
    },
  ],
  [
    'sent to another address, as all are on this path',
    { earlier: { at: [3600], what: [CIRCLE] }, perSec: 10, seconds: 4, what: () => CIRCLE },
  ],
  ['page with images, but afterwards', { ...OPEN, earlier: { at: [11 * 3600], what: PAGE } }],
  ['sent to another address a hundred times', { perSec: 10, seconds: 12, what: () => CIRCLE }],
  ['files to keep, forty a second', { perSec: 40, seconds: 30, what: put }],
  ['files to keep, refused', { perSec: 5, seconds: 60, what: (random) => ({ ...put(random), status: 403 }) }],
  [
    'one file to keep, again and again',
    { perSec: 5, seconds: 60, what: (random) => ({ ...put(random), target: '/files/a.jpg' }) },
  ],
  ['pieces, twenty a second', { perSec: 20, seconds: 30, what: () => PIECE }],
];

for (const [what, surge] of NAMED)
  test(`named: ${what}`, async () => {
    const { conclusions, vectors, said, named } = await told(surge);
    assert.deepEqual(conclusions, ['attack'], said);
    assert.deepEqual(vectors, ['http_flood']);
    assert.equal(named, CLIENTS);
  });

test('people who fetch a page with its images, and the next one, are a crowd', async () => {
  const { conclusions, named } = await told({
    first: PAGE,
    perSec: 0.2,
    seconds: 60,
    what: (random) => ({ target: `/tea/${random.letters(2)}` }),
  });
  assert.deepEqual(conclusions, ['flash crowd']);
  assert.equal(named, 0);
});

/** Requests that end in the time-out (408) by so many clients, each so many in a minute for half an hour. */
async function timedOut(
  clients: number,
  perMinute: number,
): Promise<{ vectors: string[]; conclusions: string[]; named: number }> {
  const desk = new Desk({ id: 'idle', title: 'idle', write: () => undefined }, 0, new AddressSpace());
  const { random, startMs } = desk;
  const log = ordinaryVisits(desk, 60, HOURS * 3600, 20);
  for (const client of desk.people(clients))
    for (let sec = AT_SEC; sec < AT_SEC + 1800; sec += random.between(40, 80) / perMinute)
      log.push(request(startMs + 1000 * sec, client, '-', { target: '-', raw: '-', status: 408, bytes: 0 }));
  keepLog(desk, log, HOURS * 3600);
  const { facts, sources } = await findingsIn(attributor, [...desk.files], { own: '203.0.113.10' });
  return {
    vectors: facts.vectors.map(({ vector }) => vector),
    conclusions: facts.alternatives.map(({ conclusion }) => conclusion),
    named: sources.length,
  };
}

test('time-outs of few clients, or of few a time, are undecided; of many at a time they are slow HTTP', async () => {
  const undecided = { vectors: [], conclusions: ['undecided'], named: 0 };
  assert.deepEqual(await timedOut(4, 10), undecided, 'a load balancer that opens connections ahead');
  assert.deepEqual(await timedOut(60, 0.8), undecided, 'devices on a bad line');
  const { vectors, named } = await timedOut(20, 10);
  assert.deepEqual(vectors, ['slow_http']);
  assert.equal(named, 20);
  assert.deepEqual((await timedOut(2, 120)).vectors, ['slow_http']);
  assert.deepEqual((await timedOut(1, 90)).vectors, ['slow_http'], 'one that holds ninety');
});

/** Requests over HTTP/2 that are given up, so many a second by each client within two seconds of every ten. */
async function givenUp(perSec: number): Promise<string[]> {
  const desk = new Desk({ id: 'h2', title: 'h2', write: () => undefined }, 0, new AddressSpace());
  const { startMs } = desk;
  const log = ordinaryVisits(desk, 60, HOURS * 3600, 20);
  for (const client of desk.people(CLIENTS))
    for (const atUs of desk.times(AT_SEC, AT_SEC + 2, perSec)) {
      const target = `/tiles/7/${Math.floor(atUs / 1000) - startMs}.png`;
      log.push(
        request(atUs / 1000, client, AGENT, { target, raw: `GET ${target} HTTP/2.0`, status: 499, bytes: 0 }),
      );
    }
  keepLog(desk, log, HOURS * 3600);
  const { facts } = await findingsIn(attributor, [...desk.files], { own: '203.0.113.10' });
  return facts.vectors.map(({ vector }) => vector).filter((vector) => vector === 'http2_rapid_reset');
}

test('tiles of a map that people pull about are no rapid reset', async () => {
  assert.deepEqual(await givenUp(50), []);
  assert.deepEqual(await givenUp(150), ['http2_rapid_reset']);
});

interface Judged {
  conclusions: string[];
  said: string;
  named: number;
}

async function judged(desk: Desk): Promise<Judged> {
  const { facts, sources } = await findingsIn(attributor, [...desk.files], { own: '203.0.113.10' });
  return {
    conclusions: facts.alternatives.map(({ conclusion }) => conclusion),
    said: facts.alternatives.map(({ text }) => text).join(' '),
    named: sources.length,
  };
}

/** Three searches each by so many addresses within two minutes, answered with a status. */
async function rented(addresses: number, status: number): Promise<Judged> {
  const desk = new Desk({ id: 'rented', title: 'rented', write: () => undefined }, 0, new AddressSpace());
  const { random, startMs } = desk;
  const log = ordinaryVisits(desk, 60, HOURS * 3600, 20);
  for (const client of desk.people(addresses))
    for (let n = 0; n < 3; n++) {
      const what = { target: `/search?q=${random.letters(8)}`, status };
      log.push(request(startMs + 1000 * (AT_SEC + random.between(0, 120)), client, AGENT, what));
    }
  keepLog(desk, log, HOURS * 3600);
  return judged(desk);
}

test('a surge under which the site fails, or that is refused, is undecided; of few sources, or of pages that moved, it is nothing', async () => {
  for (const status of [503, 403]) {
    const { conclusions, said, named } = await rented(400, status);
    assert.deepEqual(conclusions, ['undecided'], said);
    assert.match(said, /400 sources asked and got nothing but failures and refusals/);
    assert.equal(named, 0);
  }
  for (const [addresses, status] of [
    [40, 503],
    [400, 404],
  ] as const) {
    const { conclusions, said } = await rented(addresses, status);
    assert.ok(!conclusions.includes('undecided'), said);
  }
});

/** Each of 200 clients asks for its own place in a queue, by a query, so often in every minute of ten. */
async function waiting(perMinute: number): Promise<Judged> {
  const desk = new Desk({ id: 'room', title: 'room', write: () => undefined }, 0, new AddressSpace());
  const { random, startMs } = desk;
  const log = ordinaryVisits(desk, 60, HOURS * 3600, 20);
  for (const [n, client] of desk.people(200).entries()) {
    const from = AT_SEC + random.between(0, 60 / perMinute);
    for (let turn = 0; turn < 10 * perMinute; turn++)
      log.push(
        request(startMs + 1000 * (from + (60 / perMinute) * turn), client, AGENT, {
          target: `/queue?id=${n}`,
        }),
      );
  }
  keepLog(desk, log, HOURS * 3600);
  return judged(desk);
}

test('a waiting room that asks every ten seconds with a query is undecided, every three seconds named', async () => {
  const slow = await waiting(6);
  assert.deepEqual(slow.conclusions, ['undecided'], slow.said);
  assert.match(slow.said, /on a timer/);
  assert.equal(slow.named, 0);
  const fast = await waiting(20);
  assert.deepEqual(fast.conclusions, ['attack'], fast.said);
  assert.equal(fast.named, 200);
});
