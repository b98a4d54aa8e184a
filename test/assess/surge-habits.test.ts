// Whoever asks as ordinary clients do is not named; whoever asks more often is, beside the same ordinary clients.

import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { type Attributor, openAttributor } from '../../src/aggregate/attribute.ts';
import { AddressSpace } from '../support/debtember/address-space.ts';
import type { Random } from '../support/debtember/random.ts';
import type { Request } from '../support/debtember/visits.ts';
import { findingsIn } from '../support/findings.ts';
import { Capture, Conversation } from '../support/labelled/capture.ts';
import { Desk, httpAnswer, httpGet, WEB } from '../support/labelled/case.ts';
import { keepLog, ordinaryVisits, request } from '../support/labelled/web-log.ts';

const HOURS = 8;
const AT_MS = 6 * 3_600_000;

let attributor: Attributor;
before(async () => {
  attributor = await openAttributor({ asnDb: undefined, countryDb: undefined });
});

interface Surge {
  sources: number;
  /** Requests of each in a minute, and how long it goes on. */
  perMinute: number;
  seconds: number;
  what(random: Random): Partial<Request> & { target: string };
  agent?: string;
  /** Page that each fetches first. */
  page?: string;
  /** False for a log that holds no referrers. */
  hasReferrers?: boolean;
  /** Others that use the search box before, and their requests in two minutes each. */
  ordinary?: { clients: number; requests: number };
}

function suggest(random: Random): { target: string } {
  return { target: `/suggest?q=${random.letters(3)}` };
}

async function told(surge: Surge): Promise<{ conclusions: string[]; said: string; named: number }> {
  const desk = new Desk({ id: 'surge', title: 'surge', write: () => undefined }, 0, new AddressSpace());
  const { random, startMs } = desk;
  const log = ordinaryVisits(desk, 60, HOURS * 3600, 20);
  const { ordinary = { clients: 0, requests: 0 } } = surge;
  for (const address of desk.people(ordinary.clients)) {
    const ms = startMs + random.between(0, AT_MS - 3_600_000);
    for (let n = 0; n < ordinary.requests; n++)
      log.push(request(ms + random.between(0, 120_000), address, 'Mozilla/5.0', suggest(random)));
  }
  const pause = 60_000 / surge.perMinute;
  for (const { address } of desk.bots(surge.sources)) {
    const end = startMs + AT_MS + surge.seconds * 1000;
    const from = startMs + AT_MS + random.between(0, pause);
    if (surge.page !== undefined) log.push(request(from, address, 'Mozilla/5.0', { target: surge.page }));
    for (let ms = from; ms < end; ms += random.between(0, 2 * pause))
      log.push(request(ms, address, surge.agent ?? 'Mozilla/5.0', surge.what(random)));
  }
  if (surge.hasReferrers === false) for (const each of log) each.referrer = '-';
  keepLog(desk, log, HOURS * 3600);
  const { facts, sources } = await findingsIn(attributor, [...desk.files], { own: '203.0.113.10' });
  return {
    conclusions: facts.alternatives.map(({ conclusion }) => conclusion),
    said: facts.alternatives.map(({ text }) => text).join(' '),
    named: sources.length,
  };
}

function suggestOnPage(random: Random): { target: string; referrer: string } {
  return { ...suggest(random), referrer: 'https://shop.example/teas?all' };
}

const SEARCH = { what: suggest };
const USED = { clients: 100, requests: 40 };

const NAMED: [string, Surge][] = [
  [
    'five times as often as nine in ten ordinary clients',
    { ...SEARCH, sources: 50, perMinute: 100, seconds: 120, ordinary: USED },
  ],
  [
    'as often as they in a minute, for twenty minutes',
    { ...SEARCH, sources: 50, perMinute: 20, seconds: 1200, ordinary: USED },
  ],
  ['where nobody else asks', { ...SEARCH, sources: 50, perMinute: 20, seconds: 120 }],
  [
    'where nineteen others ask',
    { ...SEARCH, sources: 50, perMinute: 20, seconds: 120, ordinary: { ...USED, clients: 19 } },
  ],
  [
    'for another part of the site',
    {
      sources: 50,
      perMinute: 20,
      seconds: 120,
      what: (random) => ({ target: `/find?q=${random.letters(3)}` }),
      ordinary: USED,
    },
  ],
  [
    'eleven slow sources',
    { sources: 11, perMinute: 24, seconds: 120, what: () => ({ target: '/search?q=tea' }) },
  ],
  [
    'two sources, five times a second together',
    { sources: 2, perMinute: 200, seconds: 120, what: () => ({ target: '/search?q=tea' }) },
  ],
  [
    'few and slow sources, some of whose requests fail',
    {
      sources: 4,
      perMinute: 60,
      seconds: 120,
      what: (random) => ({ target: '/search?q=tea', status: random.chance(0.3) ? 503 : 200 }),
    },
  ],
  [
    'a few requests each, twenty a second together',
    { sources: 400, perMinute: 8, seconds: 60, agent: 'check/1', what: () => ({ target: '/search?q=tea' }) },
  ],
  [
    'reloads of a page that hardly anybody else sees',
    { sources: 100, perMinute: 3, seconds: 540, what: () => ({ target: '/' }) },
  ],
  [
    'again and again without a password that is taken',
    {
      sources: 50,
      perMinute: 30,
      seconds: 120,
      what: () => ({ method: 'POST', target: '/autodiscover/autodiscover.xml', status: 401 }),
    },
  ],
  [
    'a few requests each by browsers that fetch no images',
    { sources: 100, perMinute: 8, seconds: 60, what: () => ({ target: '/search?q=tea' }) },
  ],
  [
    'a page first, then more than four times a second',
    { what: suggestOnPage, page: '/teas', sources: 40, perMinute: 400, seconds: 60 },
  ],
  [
    'a page first, for six minutes',
    { what: suggestOnPage, page: '/teas', sources: 40, perMinute: 60, seconds: 400 },
  ],
  [
    'a page of which the referrer tells another',
    { what: suggestOnPage, page: '/pots', sources: 40, perMinute: 100, seconds: 120 },
  ],
  ['a page that none of them fetched', { what: suggestOnPage, sources: 40, perMinute: 100, seconds: 120 }],
  [
    'a page and a path in turn',
    {
      what: (random) => (random.chance(0.7) ? suggestOnPage(random) : { target: '/teas' }),
      page: '/teas',
      sources: 40,
      perMinute: 100,
      seconds: 120,
    },
  ],
];

for (const [what, surge] of NAMED)
  test(`named: ${what}`, async () => {
    const { conclusions, named, said } = await told(surge);
    assert.deepEqual(conclusions, ['attack'], said);
    // Chance makes some ask less than the others.
    assert.ok(named >= 0.6 * surge.sources && named <= surge.sources, String(named));
  });

const UNDECIDED: [RegExp, Surge][] = [
  [/no more than twice as often/, { ...SEARCH, sources: 50, perMinute: 20, seconds: 120, ordinary: USED }],
  [
    /less than five times a second together/,
    { sources: 4, perMinute: 60, seconds: 120, what: () => ({ target: '/search?q=tea' }) },
  ],
  [
    /less than five times a second together and got answers, or none/,
    { sources: 4, perMinute: 60, seconds: 120, what: () => ({ target: '/hooks', status: 502 }) },
  ],
  [
    /less than ten times each/,
    { sources: 100, perMinute: 6, seconds: 60, agent: 'check/1', what: () => ({ target: '/search?q=tea' }) },
  ],
  [
    /a page first and then for one path many times/,
    { what: suggestOnPage, page: '/teas', sources: 40, perMinute: 100, seconds: 120 },
  ],
  [
    /a page first and then for one path/,
    { ...SEARCH, page: '/teas', hasReferrers: false, sources: 40, perMinute: 100, seconds: 120 },
  ],
];

for (const [reason, surge] of UNDECIDED)
  test(`not named: ${reason.source}`, async () => {
    const { conclusions, named, said } = await told(surge);
    assert.deepEqual(conclusions, ['undecided'], said);
    assert.match(said, reason);
    assert.equal(named, 0);
  });

test('whom the log does not name, a capture of the same requests does not name either', async () => {
  const desk = new Desk({ id: 'both', title: 'both', write: () => undefined }, 0, new AddressSpace());
  const { random, startMs } = desk;
  const log = ordinaryVisits(desk, 60, HOURS * 3600, 20);
  const capture = new Capture(300);
  const type = (address: string, beganMs: number, isSeen: boolean): void => {
    const talk = new Conversation(capture, random, { client: address, server: WEB, port: 80 });
    if (isSeen) talk.open(1000 * beganMs - 300_000);
    for (let n = 0; n < 30; n++) {
      const ms = beganMs + 500 * n;
      const what = suggest(random);
      log.push(request(ms, address, 'Mozilla/5.0', what));
      if (isSeen) talk.down(talk.up(1000 * ms, httpGet(what.target)) + 900, httpAnswer(200));
    }
  };
  for (const address of desk.people(100))
    type(address, startMs + random.between(0, AT_MS - 3_600_000), false);
  for (const address of desk.people(40)) type(address, startMs + AT_MS + random.between(0, 20_000), true);
  keepLog(desk, log, HOURS * 3600);
  desk.keep(capture);
  const own = '203.0.113.10';
  const files = [...desk.files];
  const alone = await findingsIn(
    attributor,
    files.filter(([name]) => name.startsWith('capture')),
    { own },
  );
  assert.ok(alone.sources.length > 30, String(alone.sources.length));
  const both = await findingsIn(attributor, files, { own });
  assert.deepEqual(both.sources, []);
  assert.ok(both.facts.alternatives.some(({ conclusion }) => conclusion === 'undecided'));
});
