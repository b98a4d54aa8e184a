// Several waves as one campaign: days, quiet times by coverage, sums, and the test for a usual time of the day.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { campaignFacts, campaignOf, rayleighP } from '../../src/facts/campaign.ts';
import type { EvidenceFacts, WaveFacts } from '../../src/model/facts.ts';
import { campaignLine, campaignRows } from '../../src/report/text/campaign-words.ts';
import { sampleFacts } from '../support/sample-facts.ts';

const [sample] = sampleFacts().waves;
const NONE = { daysCovered: 0, sourcesAgain: { proven: 0, reflector: 0 } };
const GAP_SEC = 300;

function waves(...spans: [string, string, Partial<WaveFacts>?][]): WaveFacts[] {
  return spans.map(([startUtc, endUtc, changes], i) => ({
    ...sample!,
    id: `W${i + 1}`,
    startUtc,
    endUtc,
    startCensored: false,
    endCensored: false,
    evidenceIds: ['E1'],
    packets: 100,
    bytesReceived: 6000,
    bytesSent: 900,
    requests: 7,
    ...changes,
  }));
}

function file(id: string, kind: EvidenceFacts['kind'], firstUtc: string, lastUtc: string) {
  return { id, kind, firstUtc, lastUtc };
}

const WHOLE = [file('E1', 'packets', '2026-03-01T00:00:00Z', '2026-03-20T00:00:00Z')];

test('one wave is no campaign, and nothing is asked of the store', async () => {
  const query = () => Promise.reject(new Error('asked'));
  const one = waves(['2026-03-01T10:00:00Z', '2026-03-01T10:10:00Z']);
  assert.equal(await campaignFacts({ query }, one, WHOLE, GAP_SEC), undefined);
});

test('days, time under attack and quiet times of three waves, one over midnight', () => {
  const facts = campaignOf(
    waves(
      ['2026-03-01T10:00:00Z', '2026-03-01T10:10:00Z'],
      ['2026-03-01T12:10:00Z', '2026-03-01T12:15:00Z'],
      ['2026-03-03T23:50:00Z', '2026-03-04T00:20:00Z'],
    ),
    WHOLE,
    GAP_SEC,
    { daysCovered: 20, sourcesAgain: { proven: 3, reflector: 0 } },
  );
  assert.equal(facts.attackSec, 45 * 60);
  assert.deepEqual([facts.daysAttacked, facts.daysCovered], [3, 20]);
  assert.deepEqual([facts.quietTimes, facts.quietNotCovered], [2, 0]);
  assert.deepEqual([facts.shortestQuietSec, facts.longestQuietSec], [7200, 214_500]);
  assert.deepEqual(
    [facts.packets, facts.bytesReceived, facts.bytesSent, facts.requests],
    [300, 18_000, 2700, 21],
  );
  assert.equal(
    campaignLine(facts),
    '3 waves on 3 of 20 days with records, 45 min under attack. 2 quiet times of 2 h to 2 d 11 h.',
  );
});

test('floods of less than a second took time', () => {
  const facts = campaignOf(
    waves(
      ['2026-03-01T10:00:00.003299Z', '2026-03-01T10:00:00.412157Z'],
      ['2026-03-02T10:00:00.1Z', '2026-03-02T10:00:00.4Z'],
    ),
    WHOLE,
    GAP_SEC,
    NONE,
  );
  assert.match(campaignLine(facts), /, 0\.7 s under attack\./);
});

test('what overlaps counts once', () => {
  const facts = campaignOf(
    waves(
      ['2026-03-01T10:00:00Z', '2026-03-01T11:00:00Z'],
      ['2026-03-01T10:10:00Z', '2026-03-01T10:20:00Z'],
      ['2026-03-01T10:50:00Z', '2026-03-01T11:30:00Z', { endCensored: true }],
    ),
    WHOLE,
    GAP_SEC,
    NONE,
  );
  assert.equal(facts.attackSec, 5400);
  assert.equal(facts.atLeast, true);
  assert.deepEqual([facts.quietTimes, facts.quietNotCovered, facts.daysAttacked], [0, 0, 1]);
});

test('a time between waves is quiet only where files of every kind in both go on through it', () => {
  const two = (second: string): WaveFacts[] =>
    waves(
      ['2026-03-01T10:00:00Z', '2026-03-01T10:10:00Z'],
      ['2026-03-01T12:00:00Z', '2026-03-01T12:10:00Z', { evidenceIds: [second] }],
    );
  const quiet = (second: string, ...evidence: ReturnType<typeof file>[]): number =>
    campaignOf(two(second), evidence, GAP_SEC, NONE).quietTimes;
  const first = file('E1', 'packets', '2026-03-01T09:00:00Z', '2026-03-01T11:00:00Z');
  assert.equal(quiet('E2', first, file('E2', 'packets', '2026-03-01T11:05:00Z', '2026-03-01T13:00:00Z')), 1);
  assert.equal(quiet('E2', first, file('E2', 'packets', '2026-03-01T11:05:01Z', '2026-03-01T13:00:00Z')), 0);
  const log = file('E2', 'requests', '2026-03-01T00:00:00Z', '2026-03-01T23:00:00Z');
  assert.equal(quiet('E2', first, log), 0);
  assert.equal(quiet('E2', ...WHOLE, log), 1);
  assert.equal(
    quiet('E2', ...WHOLE, file('E2', 'sockets', '2026-03-01T00:00:00Z', '2026-03-01T23:00:00Z')),
    0,
  );
  const missing = campaignOf(two('E2'), [first, log], GAP_SEC, NONE);
  assert.equal(missing.longestQuietSec, undefined);
  assert.match(campaignLine(missing), /1 time between waves not covered by evidence\.$/);
});

// Simulated with another program: 200,000 draws of n directions gave 0.0499, 0.0107 and 0.0076.
test("p of Rayleigh's test agrees with a simulation", () => {
  assert.ok(Math.abs(rayleighP(8, Math.sqrt(8 * 2.899)) - 0.0499) < 0.002);
  assert.ok(Math.abs(rayleighP(10, 6.5) - 0.0107) < 0.001);
  assert.ok(Math.abs(rayleighP(5, 4.5) - 0.0076) < 0.002);
  assert.ok(rayleighP(6, 0) >= 0.9);
});

function daily(clock: (day: number) => string, days: number): WaveFacts[] {
  return waves(
    ...Array.from({ length: days }, (_, i): [string, string] => {
      const start = `2026-03-${String(i + 2).padStart(2, '0')}T${clock(i)}:00Z`;
      return [start, start.replace(':00Z', ':30Z')];
    }),
  );
}

test('a usual start is told only of five days or more that cluster, and where nothing is missing', () => {
  const usual = (list: WaveFacts[], evidence = WHOLE) => campaignOf(list, evidence, GAP_SEC, NONE).usualStart;
  // Round midnight: the mean of 23:50 and 00:10 is not noon.
  const clustered = daily((i) => (i % 2 === 0 ? '23:50' : '00:10'), 6);
  assert.equal(usual(clustered)?.timeUtc, '00:00');
  assert.equal(usual(clustered)?.days, 6);
  assert.ok(usual(clustered)!.p < 0.01);
  assert.equal(usual(clustered.slice(0, 4)), undefined);
  assert.equal(usual(daily((i) => `${String(4 * i).padStart(2, '0')}:00`, 6)), undefined);
  const holes = [0, 1, 2, 3, 4, 5].map((i) =>
    file('E1', 'packets', clustered[i]!.startUtc, clustered[i]!.endUtc),
  );
  assert.equal(usual(clustered, holes), undefined);
});

test('five waves of one day are one start', () => {
  const day = waves(
    ...[10, 11, 12, 13, 14].map((hour): [string, string] => [
      `2026-03-02T${hour}:00:00Z`,
      `2026-03-02T${hour}:05:00Z`,
    ]),
  );
  assert.equal(campaignOf(day, WHOLE, GAP_SEC, NONE).usualStart, undefined);
});

test('what may be forged is not said to have come again', () => {
  const facts = campaignOf(
    waves(['2026-03-01T10:00:00Z', '2026-03-01T10:10:00Z'], ['2026-03-02T10:00:00Z', '2026-03-02T10:10:00Z']),
    WHOLE,
    GAP_SEC,
    { daysCovered: 2, sourcesAgain: { proven: 1, reflector: 2 } },
  );
  const again = campaignRows(facts).find(([label]) => label === 'In more than one wave')?.[1];
  assert.equal(
    again,
    '1 proven source, 2 reflectors (misused, likely victims themselves); addresses that may be forged are not compared',
  );
});
