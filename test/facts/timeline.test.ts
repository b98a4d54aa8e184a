// The timeline: what stays among the forty of one page, and how a surge is told.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { timeline } from '../../src/facts/timeline.ts';
import type { AlternativeFacts, EvidenceFacts, TimelineEvent } from '../../src/model/facts.ts';
import { sampleDemandRecord } from '../report/pdf/sample-demand.ts';
import { sampleFacts } from '../support/sample-facts.ts';
import { sampleImpact } from '../support/sample-facts-measured.ts';

const NOTHING = { waves: [], vectors: [], evidence: [], alternatives: [], kernelEvents: [], bill: undefined };

function emptyCase(): ReturnType<typeof sampleFacts>['case'] {
  return { ...sampleFacts().case, outages: [], demands: [], actions: [] };
}

function shown(events: readonly TimelineEvent[]): TimelineEvent[] {
  return events.filter(({ important }) => important);
}

test('a surge is one short sentence with its numbers', () => {
  const surge: AlternativeFacts = {
    title: 'Was it?',
    startUtc: '2026-05-01T10:00:00Z',
    endUtc: '2026-05-01T11:00:00Z',
    conclusion: 'flash crowd',
    text: 'A long explanation.',
    criteria: [
      {
        name: 'requests per minute',
        measured: 2260,
        threshold: 120,
        unit: 'requests/min',
        held: true,
        text: '',
      },
      {
        name: 'share of clients that behave like browsers',
        measured: 0.97,
        threshold: 0.5,
        unit: 'share',
        held: true,
        text: '',
      },
    ],
  };
  const [event] = timeline({ ...NOTHING, case: emptyCase(), alternatives: [surge] });
  assert.equal(
    event!.message,
    'Surge of requests that looks like popularity: up to 2,260 in a minute; 97.0 % of the clients behaved like browsers',
  );
});

test('at most forty are important; demands stay, then the edges of waves', () => {
  const facts = sampleFacts();
  const wave = facts.waves[0]!;
  const waves = Array.from({ length: 15 }, (_, index) => ({ ...wave, id: `W${index + 1}` }));
  const events = timeline({ ...NOTHING, waves, case: facts.case });
  const important = shown(events);
  assert.equal(important.length, 40);
  assert.equal(important.filter(({ kind }) => kind === 'demand').length, facts.case.demands.length);
  const edges = important.filter(({ timestampDesc }) => /^Attack/.test(timestampDesc));
  assert.equal(edges.length, 30);
});

test('what a wave did is told from the file that shows it: of its time, and with what was counted', () => {
  const facts = sampleFacts();
  const file = (id: string, kind: EvidenceFacts['kind'], from: string, to: string): EvidenceFacts => ({
    ...facts.evidence[0]!,
    id,
    kind,
    firstUtc: `2026-05-17T03:${from}Z`,
    lastUtc: `2026-05-17T03:${to}Z`,
    timeConfidence: kind === 'sockets' ? 'date from file name' : 'exact',
  });
  const evidence = [
    file('E1', 'packets', '20:03.500000', '21:54.998931'),
    file('E2', 'requests', '00:00', '59:59'),
    file('E3', 'sockets', '02:10', '20:10'),
  ];
  const wave = {
    ...facts.waves[0]!,
    evidenceIds: ['E1', 'E3'],
    startUtc: '2026-05-17T03:02:10Z',
    endUtc: '2026-05-17T03:21:54.998931Z',
    peaks: {
      ...facts.waves[0]!.peaks,
      pps1sAt: '2026-05-17T03:20:03Z',
      rps1sAt: '2026-05-17T03:20:04Z',
      halfOpenAt: '2026-05-17T03:20:05Z',
    },
    phases: [],
  };
  const events = timeline({ ...NOTHING, evidence, waves: [wave], case: emptyCase() });
  assert.deepEqual(
    events
      .filter(({ kind }) => kind === 'attack')
      .map(({ timestampDesc, evidenceId, timeConfidence }) => [timestampDesc, evidenceId, timeConfidence]),
    [
      ['Attack begins', 'E3', 'date from file name'],
      ['Peak of packets', 'E1', 'exact'],
      ['Peak of requests', '', 'exact'],
      ['Peak of half-open sockets', 'E3', 'date from file name'],
      ['Attack ends', 'E1', 'exact'],
    ],
  );
});

test('an outage is told with its number', () => {
  const events = timeline({ ...NOTHING, case: sampleFacts().case });
  assert.ok(events.some(({ message }) => message.startsWith('O1 Web shop down')));
});

test('the own mail server tells when a demand came, otherwise the operator, then the topmost line', () => {
  const stated = { ...sampleFacts().case.demands[0]!, receivedUtc: '2025-12-05T17:31:07Z' };
  const record = { ...sampleDemandRecord(stated), receivedUtc: '2025-12-05T17:30:59Z' };
  const events = (receivedUtc: string, receivedFrom: typeof record.receivedFrom, ids: string[]) =>
    timeline({
      ...NOTHING,
      case: { ...emptyCase(), demands: [{ ...stated, receivedUtc }] },
      demandRecords: ids.map((id) => ({ ...record, id, receivedFrom })),
    }).map(({ atUtc, mark }) => [atUtc, mark]);
  const [file, operator] = [
    [record.receivedUtc, 'observed'],
    [stated.receivedUtc, 'stated'],
  ];
  assert.deepEqual(events(stated.receivedUtc, 'own_server', ['D1']), [file]);
  assert.deepEqual(events(stated.receivedUtc, 'own_server', ['D1.1', 'D1.2']), [file, file]);
  assert.deepEqual(events(stated.receivedUtc, 'topmost_received', ['D1']), [operator]);
  assert.deepEqual(events('', 'topmost_received', ['D1']), [file]);
  // D10 is another demand, not a message of D1.
  assert.deepEqual(events(stated.receivedUtc, 'own_server', ['D10']), [operator]);
});

test('work of a day without hours is told with its date, not with the bounds of the day', () => {
  const bill = sampleFacts().billing!;
  const [priced] = bill.entries;
  const entry = { ...priced!.entry, dayOnlySeconds: 3600 };
  const [event] = timeline({
    ...NOTHING,
    case: emptyCase(),
    bill: { ...bill, entries: [{ ...priced!, entry }] },
  });
  assert.match(event!.message, new RegExp(`\\(on ${priced!.lines[0]!.date}, time of day not recorded\\)$`));
  assert.equal(event!.timeConfidence, 'date only');
});

test('a measured outage is told to the minute, its beginning among the important', () => {
  const [outage, degraded] = sampleImpact().outages;
  const events = timeline({ ...NOTHING, case: emptyCase(), measuredOutages: [degraded!, outage!] });
  assert.deepEqual(
    events.map(({ atUtc, timestampDesc, important }) => [atUtc.slice(11, 16), timestampDesc, important]),
    [
      ['21:11', 'Measured degradation begins', true],
      ['21:14', 'Measured outage begins', true],
      ['21:26', 'Measured outage ends', false],
      ['21:40', 'Measured degradation ends', false],
    ],
  );
  for (const event of events)
    assert.deepEqual(
      [event.kind, event.mark, event.phase, event.timeConfidence],
      ['outage', 'observed', 'W2', 'to the minute'],
    );
  assert.equal(
    events[1]!.message,
    'www.example.net: no successful answer until 2025-12-05 21:26:00Z (230,000 of 230,000 requests failed)',
  );
});
