// Demands against waves: times only, to receipt and to deadline, in both directions.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { demandTimings } from '../../src/facts/demand-timings.ts';
import type { DemandRecord } from '../../src/model/demand.ts';
import type { WaveFacts } from '../../src/model/facts.ts';
import { sampleDemandRecord } from '../report/pdf/sample-demand.ts';
import { sampleFacts } from '../support/sample-facts.ts';

const { case: stated, waves } = sampleFacts();

function record(changes: Partial<DemandRecord>): DemandRecord {
  return { ...sampleDemandRecord(stated.demands[0]!), ...changes };
}

function wave(startUtc: string, changes: Partial<WaveFacts> = {}): WaveFacts {
  return {
    ...waves[0]!,
    id: 'W1',
    startUtc,
    startCensored: false,
    targets: ['203.0.113.10 tcp/443'],
    ...changes,
  };
}

const PLAIN = { receivedUtc: '2025-12-05T12:00:00Z', deadlines: [], targets: [] };

test('received before and after a wave', () => {
  const [before] = demandTimings([record(PLAIN)], [wave('2025-12-05T15:12:00Z')]);
  assert.equal(before!.seconds, 3 * 3600 + 12 * 60);
  assert.equal(before!.text, 'D1 was received 3 h 12 min before W1 begins.');
  const [after] = demandTimings([record(PLAIN)], [wave('2025-12-05T11:59:00Z')]);
  assert.equal(after!.seconds, -60);
  assert.equal(after!.text, 'D1 was received 1 min after W1 begins.');
});

test('a deadline is measured as well; one that could not be worked out is not', () => {
  const quote = { text: 'within 24 hours', start: 0, end: 15 };
  const timings = demandTimings(
    [
      record({
        ...PLAIN,
        deadlines: [
          { utc: '2025-12-06T12:00:00Z', assumption: '', quote },
          { utc: '2025-12-06T12:00:00Z', assumption: 'said twice', quote },
          { utc: '', assumption: 'not worked out', quote },
        ],
      }),
    ],
    [wave('2025-12-06T13:30:00Z'), wave('2025-12-06T11:00:00Z', { id: 'W2' })],
  );
  assert.deepEqual(
    timings.map(({ from, text }) => [from, text]),
    [
      ['receipt', 'D1 was received 1 d 1 h before W1 begins.'],
      ['receipt', 'D1 was received 23 h before W2 begins.'],
      ['deadline', 'W1 begins 1 h 30 min after the deadline in D1.'],
      ['deadline', 'W2 begins 1 h before the deadline in D1.'],
    ],
  );
});

test('targets that the message names are told; a wave that was under way already begins at no known time', () => {
  const [named] = demandTimings(
    [record({ ...PLAIN, targets: ['203.0.113.10', 'www.example.org'] })],
    [wave('2025-12-05T15:00:00Z', { targets: ['203.0.113.10 tcp/443', '203.0.113.100 tcp/80'] })],
  );
  assert.deepEqual(named!.targetsNamed, ['203.0.113.10']);
  assert.match(named!.text, /; the message names 203\.0\.113\.10, a target of it\.$/);
  const [censored] = demandTimings([record(PLAIN)], [wave('2025-12-05T15:00:00Z', { startCensored: true })]);
  assert.match(censored!.text, /before W1 is first seen \(it was under way when the evidence begins\)/);
});

test('without a time of receipt there is no relation', () => {
  assert.deepEqual(
    demandTimings([record({ ...PLAIN, receivedUtc: '' })], [wave('2025-12-05T15:00:00Z')]),
    [],
  );
});
