// Zones, and what is assumed for the times of an evidence file. Expected offsets: GNU date with TZ set to the zone.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assumedOffset, clockOffsetMs, evidenceSetting, globFits } from '../../src/case/evidence-settings.ts';
import { parseIncident } from '../../src/case/incident.ts';
import { nearest } from '../../src/case/nearest.ts';
import { zoneClock } from '../../src/case/zones.ts';
import { readStatedTime } from '../../src/model/stated-time.ts';

// A wall-clock time as seconds, as if it were UTC.
const wall = (text: string): number => Date.parse(`${text}Z`) / 1000;

test('names, fixed offsets, and what is refused', () => {
  assert.equal(zoneClock('+05:45')?.offsetSecAt(0), 20700);
  assert.equal(zoneClock('-0330')?.offsetSecAt(0), -12600);
  assert.equal(zoneClock('Z')?.offsetSecAt(0), 0);
  // TZ=Pacific/Chatham date -d @1778986930 +%z gives +1245
  assert.equal(zoneClock('Pacific/Chatham')?.offsetSecAt(1778986930), 45900);
  for (const id of ['', 'CET', 'EST', 'Europe/Nowhere', 'local', 'system', '+25:00'])
    assert.equal(zoneClock(id), undefined, id);
});

test('half-hour clock change of Lord Howe Island', () => {
  const zone = zoneClock('Australia/Lord_Howe');
  // 2026-04-05 02:00+11:00 is set back to 01:30+10:30: 01:45 happened twice; 2026-10-04 02:15 never.
  assert.equal(readStatedTime('2026-04-05 01:45', zone).problem?.kind, 'ambiguous');
  assert.equal(readStatedTime('2026-04-05 01:15', zone).time?.offsetMin, 660);
  assert.equal(readStatedTime('2026-04-05 02:00', zone).time?.offsetMin, 630);
  assert.equal(readStatedTime('2026-10-04 02:15', zone).problem?.kind, 'nonexistent');
});

test('times that are none', () => {
  for (const text of [
    '2026-13-01T00:00Z',
    '2026-02-29T00:00Z',
    '2026-05-17T24:00Z',
    '2026-05-17T10:60Z',
    '2026-05-17',
    'noon',
    '2026-05-17T10:00 CET',
    '2026-05-17T10:00+25:00',
  ])
    assert.equal(readStatedTime(text, zoneClock('UTC')).problem?.kind, 'malformed', text);
  assert.equal(readStatedTime('2024-02-29T00:00Z', undefined).time?.sec, 1709164800);
});

test('settings of a file come from the first entry that fits and states them', () => {
  const incident = parseIncident(
    [
      'evidence:',
      '  - {file: netstat-special.txt, zone: +01:00, clock_offset_ms: -40}',
      '  - {file: "netstat-*.txt", zone: Europe/Berlin, host: web1, clock_offset_ms: 7}',
      '  - {file: "logs/*.log", zone: UTC}',
    ].join('\n'),
    'incident.yaml',
  );
  const special = evidenceSetting(incident, 'dumps/netstat-special.txt');
  assert.deepEqual([special.zone, special.host, special.clockOffsetMs], ['+01:00', 'web1', -40]);
  assert.equal(clockOffsetMs(incident, 'netstat-1.txt'), 7);
  assert.equal(clockOffsetMs(incident, 'web.pcap'), undefined);
  assert.equal(assumedOffset(incident, 'web.pcap'), undefined);
  assert.equal(assumedOffset(incident, 'logs/a.log')?.(0), 0);
  assert.equal(assumedOffset(incident, 'a.log'), undefined);
});

test('assumed offset follows the clock change; the fold is read as its first half, the gap as before', () => {
  const incident = parseIncident('evidence: [{file: "*", zone: Europe/Berlin}]', 'incident.yaml');
  const offset = assumedOffset(incident, 'netstat.txt')!;
  const expected: [string, number][] = [
    ['2026-01-15T12:00:00', 60],
    ['2026-03-29T01:59:59', 60],
    ['2026-03-29T02:30:00', 60],
    ['2026-03-29T03:00:00', 120],
    ['2026-07-15T12:00:00', 120],
    ['2026-10-25T02:30:00', 120],
    ['2026-10-25T03:00:00', 60],
  ];
  for (const [text, minutes] of expected) assert.equal(offset(wall(text)), minutes, text);
  for (const [text, minutes] of expected.toReversed()) assert.equal(offset(wall(text) + 0.5), minutes, text);
});

test('file patterns', () => {
  const cases: [string, string, boolean][] = [
    ['a.log', 'a.log', true],
    ['a.log', 'aXlog', false],
    ['*', 'x', true],
    ['*', '', true],
    ['*.log', 'a.log.gz', false],
    ['*.log*', 'a.log.gz', true],
    ['a?c', 'abc', true],
    ['a?c', 'ac', false],
    ['*b*c', 'abbbc', true],
    ['logs/*.log', 'logs/deep/a.log', false],
    ['[a]', 'a', false],
  ];
  for (const [pattern, name, fits] of cases)
    assert.equal(globFits(pattern, name), fits, `${pattern} ${name}`);
  assert.equal(globFits(`${'a*'.repeat(30)}b`, 'a'.repeat(5000)), false);
});

test('nearest known word', () => {
  assert.equal(nearest('curency', ['currency', 'zone']), 'currency');
  assert.equal(nearest('Own_adresses', ['own_addresses']), 'own_addresses');
  assert.equal(nearest('xyz', ['zone', 'case']), undefined);
});
