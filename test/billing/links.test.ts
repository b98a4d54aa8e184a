// Links between working time and events: the window of five minutes, and the three strengths.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { linkEntries } from '../../src/billing/links.ts';
import { priceEntries } from '../../src/billing/rules.ts';
import { defaultIncident } from '../../src/case/incident.ts';
import { zoneClock } from '../../src/case/zones.ts';
import type { LinkableEvent, TimeEntry } from '../../src/model/billing.ts';

function entry(id: string, person: string, startSec: number, endSec: number): TimeEntry {
  return {
    id,
    person,
    description: id,
    activityClass: 'not_stated',
    startSec,
    endSec,
    startText: '',
    endText: '',
    zone: '',
    dayOnlySeconds: undefined,
    breakSeconds: 0,
    billable: true,
    rateMinor: undefined,
    recordedSec: undefined,
    source: 'log',
    line: 2,
  };
}

const event = (
  id: string,
  kind: LinkableEvent['kind'],
  startSec: number,
  endSec: number,
  by = '',
): LinkableEvent => ({
  id,
  kind,
  startSec,
  endSec,
  by,
});

test('own actions are direct, waves and outages coincident, actions of others nothing', () => {
  const events = [
    event('W1', 'wave', 0, 1500),
    event('O1', 'outage', 2000, 2100),
    event('A1', 'action', 1200, 1200, 'ada  EXAMPLE'),
    event('A2', 'action', 1300, 1300, 'Bo'),
  ];
  assert.deepEqual(
    linkEntries([entry('x', 'Ada Example', 1000, 3000)], events).map((link) => [
      link.eventId,
      link.strength,
      link.offsetSeconds,
    ]),
    [
      ['A1', 'direct', 200],
      ['W1', 'coincident', -1000],
      ['O1', 'coincident', 1000],
    ],
  );
});

test('the window reaches 300 s to either side, not 301', () => {
  const strengths = (at: number): string =>
    linkEntries([entry('x', 'Ada', 1000, 2000)], [event('A', 'action', at, at, 'Ada')])[0].strength;
  assert.deepEqual([699, 700, 2300, 2301].map(strengths), ['none', 'direct', 'direct', 'none']);
});

test('coverage counts each entry once, by its strongest link', () => {
  const entries = [
    entry('x', 'Ada', 1000, 2000),
    entry('y', 'Bo', 1000, 1500),
    entry('z', 'Bo', 90_000, 90_010),
  ];
  const links = linkEntries(entries, [
    event('W', 'wave', 1100, 1200),
    event('A', 'action', 1100, 1100, 'Ada'),
  ]);
  const zone = zoneClock('UTC')!;
  const { summary } = priceEntries(entries, defaultIncident().workLog, { zone, links });
  assert.deepEqual(summary.coverage, {
    directSeconds: 1000,
    coincidentSeconds: 500,
    sameDaySeconds: 0,
    noneSeconds: 10,
  });
  assert.equal(links.filter((link) => link.strength === 'none').length, 1);
});
