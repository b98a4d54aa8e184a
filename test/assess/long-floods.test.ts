// In web logs: a flood that goes on for most of the log is its own median, and is told all the same; a site that is busy by day is not.

import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { type Attributor, openAttributor } from '../../src/aggregate/attribute.ts';
import { AddressSpace } from '../support/debtember/address-space.ts';
import { findingsIn } from '../support/findings.ts';
import { Desk } from '../support/labelled/case.ts';
import { keepLog, ordinaryVisits, request } from '../support/labelled/web-log.ts';

const BOTS = 12;

let attributor: Attributor;
before(async () => {
  attributor = await openAttributor({ asnDb: undefined, countryDb: undefined });
});

interface Told {
  conclusions: string[];
  texts: string[];
  named: number;
}

/** A log, of a day if not stated, with visits by hour, and bots that search 15 times a minute each between two hours. */
async function told(
  visits: (hour: number) => number,
  bots: number,
  [from, to]: [number, number],
  hours = 24,
): Promise<Told> {
  const desk = new Desk({ id: 'long', title: 'long', write: () => undefined }, 0, new AddressSpace());
  const { random, startMs } = desk;
  const log = Array.from({ length: hours }, (_, hour) =>
    ordinaryVisits(desk, hour * 3600, (hour + 1) * 3600, visits(hour)),
  ).flat();
  for (const { address } of desk.bots(bots))
    for (let sec = from * 3600; sec < to * 3600; sec += random.between(2, 6))
      log.push(
        request(startMs + 1000 * sec, address, 'Mozilla/5.0', { target: `/search?q=${random.letters(4)}` }),
      );
  keepLog(desk, log, hours * 3600);
  const { facts, sources } = await findingsIn(attributor, [...desk.files], { own: '203.0.113.10' });
  return {
    conclusions: facts.alternatives.map(({ conclusion }) => conclusion),
    texts: facts.alternatives.map(
      ({ text, criteria }) => `${text} ${criteria.map(({ name }) => name).join(' ')}`,
    ),
    named: sources.length,
  };
}

test('a flood of 14 of 24 hours is undecided, with its numbers, and nobody is named', async () => {
  const { conclusions, texts, named } = await told(() => 20, BOTS, [5, 19]);
  assert.deepEqual(conclusions, ['undecided']);
  assert.match(
    texts[0],
    /^Up to 2\d\d requests in one minute against \d in a quiet one, for most of the log\. Up to \d{3} of them/,
  );
  assert.match(texts[0], /times a quiet minute/);
  assert.equal(named, 0);
});

test('so is one of 8 of 12 hours', async () => {
  const { conclusions, named } = await told(() => 20, BOTS, [3, 11], 12);
  assert.deepEqual(conclusions, ['undecided']);
  assert.equal(named, 0);
});

test('the same flood of 6 hours is an attack', async () => {
  const { conclusions, named } = await told(() => 20, BOTS, [5, 11]);
  assert.deepEqual(conclusions, ['attack']);
  assert.equal(named, BOTS);
});

test('a site that is busy for 14 hours of the day has no surge', async () => {
  const { conclusions } = await told((hour) => (hour >= 6 && hour < 20 ? 1500 : 30), 0, [0, 0]);
  assert.deepEqual(conclusions, []);
});
