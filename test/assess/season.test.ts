// Surges against the same hours of other days: what comes every day without harm is ordinary, what floods or fails never becomes so.

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { type Assessment, assess } from '../../src/assess/assess.ts';
import { type Season, seasonOf } from '../../src/assess/season.ts';
import { thresholdsInForce } from '../../src/assess/thresholds.ts';
import { loadIncident } from '../../src/case/incident.ts';
import { collect } from '../../src/collect.ts';
import { AddressSpace } from '../support/debtember/address-space.ts';
import type { Request } from '../support/debtember/visits.ts';
import { Desk } from '../support/labelled/case.ts';
import { DAYS, nightlyFetch, quietDays } from '../support/labelled/web-days.ts';
import { keepLog } from '../support/labelled/web-log.ts';

const FOLDER = fileURLToPath(new URL('../../../fixtures/labelled', import.meta.url));
/** No log holds so many days: as if there were no other days. */
const WITHOUT = { 'season.least_days': 1000 };

async function assessed(folder: string, thresholds: Record<string, number> = {}): Promise<Assessment> {
  const incident = loadIncident(path.join(folder, 'incident.yaml'));
  const { store } = await collect([folder], { workers: 1 });
  try {
    return await assess(store, { own: incident.ownAddresses, spared: [], thresholds, siteName: 'the site' });
  } finally {
    await store.close();
  }
}

test('an evening twice as busy as the others is ordinary, and no crowd', async () => {
  const folder = path.join(FOLDER, 'benign-evening-peaks');
  const { surges } = await assessed(folder);
  assert.equal(surges.length, DAYS);
  for (const { conclusion, text } of surges) {
    assert.equal(conclusion, 'benign');
    assert.match(
      text,
      /The number of requests to expect in the busiest minute of these hours \(19:00 to 21:00 UTC\) is \d+, from 4 other days\./,
    );
  }
  const without = await assessed(folder, WITHOUT);
  assert.deepEqual(new Set(without.surges.map(({ conclusion }) => conclusion)), new Set(['flash crowd']));
});

test('a mirror that comes every night is no attack because it comes every night', async () => {
  const folder = path.join(FOLDER, 'benign-nightly-mirror');
  assert.deepEqual((await assessed(folder)).findings, []);
  const without = await assessed(folder, WITHOUT);
  assert.deepEqual(
    without.surges.map(({ conclusion }) => conclusion),
    new Array(DAYS).fill('undecided'),
  );
});

test('a flood that comes every night is an attack on each of them', async () => {
  const { waves, surges } = await assessed(path.join(FOLDER, 'http-flood-nightly'));
  assert.deepEqual(
    waves.map(({ startUs }) => new Date(startUs / 1000).toISOString().slice(0, 16)),
    ['17', '18', '19', '20', '21'].map((day) => `2026-06-${day}T02:10`),
  );
  // No night is an example for another.
  assert.ok(
    surges.every(({ criteria }) =>
      criteria.every(({ name }) => name !== 'requests per minute against other days'),
    ),
  );
});

test('a flood smaller than the usual peak around it is told, with what was expected', async () => {
  const { findings, surges } = await assessed(path.join(FOLDER, 'http-flood-in-peak-hour'));
  assert.equal(findings.length, 1);
  assert.ok(
    findings[0].criteria.some(({ text }) =>
      /to expect at these hours .*: \d+, from 4 other days$/.test(text),
    ),
  );
  assert.equal(surges.filter(({ conclusion }) => conclusion === 'benign').length, DAYS - 1);
});

/** Of five nights. */
async function nights(make: (desk: Desk) => Request[], thresholds = {}): Promise<Assessment> {
  const script = { id: 'nightly', title: 'nights', write: () => undefined };
  const desk = new Desk(script, 0, new AddressSpace());
  const { requests, untilSec } = quietDays(desk);
  keepLog(desk, [...requests, ...make(desk)], untilSec);
  const folder = mkdtempSync(path.join(tmpdir(), 'season-'));
  try {
    for (const [name, bytes] of desk.finish().files) writeFileSync(path.join(folder, name), bytes);
    return await assessed(folder, thresholds);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Faster than what is undecided by itself, from one address. */
const PER_SECOND = 6;

test('nor is a faster one, which would be an attack by itself', async () => {
  const mirror = (desk: Desk): Request[] =>
    nightlyFetch(desk, { sources: desk.servers(1), perSecond: PER_SECOND });
  assert.deepEqual((await nights(mirror)).findings, []);
  const without = await nights(mirror, WITHOUT);
  assert.deepEqual(
    without.findings.map(({ vector }) => vector),
    new Array(DAYS).fill('http_flood'),
  );
});

// Each is that mirror but for one thing.
const HARMFUL: [what: string, make: (desk: Desk) => Request[]][] = [
  [
    'a fifth of the requests to one path',
    (desk) =>
      nightlyFetch(desk, {
        sources: desk.servers(1),
        perSecond: PER_SECOND,
        file: (_, n) => ({ target: n % 5 === 0 ? '/search' : `/archive/${n}.pdf`, status: 200 }),
      }),
  ],
  [
    'a fifth of the requests refused',
    (desk) =>
      nightlyFetch(desk, {
        sources: desk.servers(1),
        perSecond: PER_SECOND,
        file: (_, n) => ({ target: `/archive/${n}.pdf`, status: n % 5 === 0 ? 403 : 200 }),
      }),
  ],
  [
    'other paths each night',
    (desk) =>
      nightlyFetch(desk, {
        sources: desk.servers(1),
        perSecond: PER_SECOND,
        file: (night, n) => ({ target: `/x${night}-${n}`, status: 200 }),
      }),
  ],
  [
    'more than twenty requests a second',
    (desk) => nightlyFetch(desk, { sources: desk.servers(1), perSecond: 21 }),
  ],
  [
    'many sources that fetch the same few files',
    (desk) =>
      nightlyFetch(desk, {
        sources: desk.people(40),
        perSecond: 3,
        file: (_, n) => ({ target: `/archive/${Math.floor(n / 40) % 4}.pdf`, status: 200 }),
      }),
  ],
];

for (const [what, make] of HARMFUL) {
  test(`it stays an attack on every night with ${what}`, async () => {
    const { findings, waves } = await nights(make);
    assert.deepEqual(new Set(findings.map(({ vector }) => vector)), new Set(['http_flood']));
    assert.equal(waves.length, DAYS);
  });
}

const DAY = 1440;

/** Minutes of so many days, each with one request at noon, and of each day a minute at 20:00 with the requests given. */
function daysWith(peaks: readonly number[]): { minute: number; n: number }[] {
  return [
    { minute: 0, n: 1 },
    ...peaks.flatMap((n, day) => [
      { minute: day * DAY + 720, n: 1 },
      ...(n === 0 ? [] : [{ minute: day * DAY + 1200, n }]),
    ]),
    { minute: peaks.length * DAY - 1, n: 1 },
  ];
}

/** The season of the peak of a day. */
function seasonOfDay(
  peaks: readonly number[],
  day: number,
  leftOut: readonly number[] = [],
): Season | undefined {
  const run = (each: number): { first: number; last: number } => ({
    first: each * DAY + 1200,
    last: each * DAY + 1200,
  });
  return seasonOf(daysWith(peaks), run(day), leftOut.map(run), thresholdsInForce({}));
}

test('what is expected is the median of the other days, and what is ordinary grows with their spread', () => {
  // Others: 100, 110, 120, 400: median 115, deviations 15, 5, 5, 285, their median 10; 3 * 115 = 345 is more than 115 + 3.5 * 10 / 0.6745.
  const even = seasonOfDay([100, 110, 9000, 120, 400], 2);
  assert.equal(even?.expected, 115);
  assert.equal(even?.limit, 345);
  assert.equal(even?.days, 4);
  // Others: 100, 200, 300: median 200, MAD 100; 200 + 3.5 * 100 / 0.6745 = 718.9.
  assert.equal(Math.round(seasonOfDay([100, 200, 9000, 300], 2)?.limit ?? 0), 719);
});

test('days with a flood, days cut short by the log and days without log do not count', () => {
  assert.equal(seasonOfDay([100, 100, 100], 0), undefined);
  assert.equal(seasonOfDay([100, 100, 100, 100], 0)?.days, 3);
  assert.equal(seasonOfDay([100, 100, 100, 100], 0, [2]), undefined);
  const cut = daysWith([100, 100, 100, 100]).filter(({ minute }) => minute <= 3 * DAY + 1200);
  const first = { first: 1200, last: 1200 };
  assert.equal(seasonOf(cut, first, [], thresholdsInForce({})), undefined);
  const missing = daysWith([100, 100, 100, 100]).filter(({ minute }) => Math.floor(minute / DAY) !== 2);
  assert.equal(seasonOf(missing, first, [], thresholdsInForce({})), undefined);
});

test('the same weekday is compared where the log holds enough of it', () => {
  const peaks = Array.from({ length: 28 }, (_, day) => (day % 7 === 3 ? 900 : 100));
  const newsletter = seasonOfDay(peaks, 10);
  assert.equal(newsletter?.sameWeekday, true);
  assert.equal(newsletter?.expected, 900);
  assert.equal(seasonOfDay(peaks.slice(0, 21), 10)?.expected, 100);
});

test('a surge longer than a day has no other days', () => {
  const minutes = daysWith([100, 100, 100, 100, 100, 100]);
  assert.equal(seasonOf(minutes, { first: 1200, last: 1200 + DAY }, [], thresholdsInForce({})), undefined);
});
