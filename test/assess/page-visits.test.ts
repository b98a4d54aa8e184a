// In captures: pages that ask for one path many times (pictures of a gallery, suggestions of a search box), and floods that look like them.

import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { type Attributor, openAttributor } from '../../src/aggregate/attribute.ts';
import { AddressSpace } from '../support/debtember/address-space.ts';
import { findingsIn, type Said } from '../support/findings.ts';
import { Capture, Conversation } from '../support/labelled/capture.ts';
import { Desk, httpAnswer, httpGet, WEB } from '../support/labelled/case.ts';

let attributor: Attributor;
before(async () => {
  attributor = await openAttributor({ asnDb: undefined, countryDb: undefined });
});

/** What clients ask for: pages, with one path so many times in each, at most `pauseSec` after one another. */
interface Asking {
  clients: number;
  pages: string[];
  times: number;
  pauseSec: number;
  /** Pages of each, some seconds after one another. */
  views: number;
}

const THUMB = '/thumb.php?id=';
const GALLERY: Asking = { clients: 60, pages: ['/album', '/style.css'], times: 40, pauseSec: 0.1, views: 3 };

async function told(groups: readonly Asking[]): Promise<Said> {
  const desk = new Desk({ id: 'visits', title: 'visits', write: () => undefined }, 0, new AddressSpace());
  const { random } = desk;
  const capture = new Capture(96);
  for (const { clients, pages, times, pauseSec, views } of groups) {
    for (const client of desk.people(clients)) {
      let at = random.between(1, 50);
      const talk = new Conversation(capture, random, { client, server: WEB, port: 80 });
      talk.open(desk.us(at));
      const ask = (target: string, pause: number): void => {
        at += pause;
        talk.down(talk.up(desk.us(at), httpGet(target)) + 900, httpAnswer(300));
      };
      for (let view = 0; view < views; view++) {
        for (const page of pages) ask(page, 0.2);
        for (let n = 0; n < times; n++) ask(THUMB + n, random.between(0.02, pauseSec));
        at += random.between(5, 15);
      }
    }
  }
  desk.keep(capture);
  return findingsIn(attributor, [...desk.files], { own: '203.0.113.10' });
}

const UNDECIDED: [string, Asking][] = [
  ['a gallery of three pages with forty pictures each', GALLERY],
  ['one page with four hundred pictures', { ...GALLERY, times: 400, pauseSec: 0.05, views: 1 }],
  [
    'a search box that suggests while people type',
    { clients: 60, pages: ['/'], times: 30, pauseSec: 0.6, views: 1 },
  ],
];

for (const [what, asking] of UNDECIDED)
  test(`nobody is named: ${what}`, async () => {
    const { facts, sources } = await told([asking]);
    assert.deepEqual(sources, []);
    assert.deepEqual(
      facts.alternatives.map(({ conclusion }) => conclusion),
      ['undecided'],
    );
    assert.match(facts.alternatives[0].text, /a page that fetches pictures or suggestions from one path/);
  });

const NAMED: [string, Asking][] = [
  ['one path from the first request on', { clients: 40, pages: [], times: 32, pauseSec: 0.6, views: 1 }],
  [
    'a page first, then five times a second for more than 20 s',
    { ...GALLERY, times: 300, pauseSec: 0.3, views: 1 },
  ],
  ['a page first, then fifty times a second for 12 s', { ...GALLERY, times: 600, pauseSec: 0.02, views: 1 }],
  ['a page first, for more than five minutes', { ...GALLERY, times: 800, pauseSec: 1, views: 1 }],
];

for (const [what, asking] of NAMED)
  test(`named: ${what}`, async () => {
    const { facts, sources } = await told([asking]);
    assert.deepEqual(
      facts.vectors.map(({ vector }) => vector),
      ['http_flood'],
    );
    assert.equal(sources.length, asking.clients);
  });

test('a flood among the visitors of a gallery: its sources alone are named', async () => {
  const flood: Asking = { clients: 20, pages: [], times: 400, pauseSec: 0.2, views: 1 };
  const { facts, sources } = await told([GALLERY, flood]);
  assert.deepEqual(
    facts.vectors.map(({ vector }) => vector),
    ['http_flood'],
  );
  assert.equal(sources.length, flood.clients);
});
