// Dumps of counters: golden rows, cuts, the ledger, the slow twin, snapshots, and the lab's own numbers.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { counters } from '../../../src/ingest/formats/counters.ts';
import { FORMATS } from '../../../src/ingest/formats/index.ts';
import { type CounterRow, decodeCounters } from '../../support/event-rows.ts';
import { slowCounters } from '../../support/slow-event-decoders.ts';
import {
  assertLedger,
  byteFlips,
  checkGolden,
  fixtureNames,
  readFixture,
} from '../../support/text-fixtures.ts';

// `netstat -s` speaks in sentences, which the twin does not know.
const SENTENCES = ['freebsd-s.txt', 'netstat-s-lab.txt'];

for (const name of fixtureNames('counters')) {
  const input = readFixture('counters', name);
  const decoded = decodeCounters(counters, input, name);

  test(`${name}: fits, is nothing else, and gives the expected rows`, () => {
    const fitting = FORMATS.filter((format) => format.sniff(input) === undefined);
    assert.deepEqual(
      fitting.map((format) => format.id),
      ['counters'],
    );
    checkGolden('counters', name, decoded);
  });

  test(`${name}: the slow twin agrees`, { skip: SENTENCES.includes(name) && 'sentences' }, () => {
    assert.deepEqual(
      decoded.rows.map(({ name: counter, value }) => ({ name: counter, value })),
      slowCounters(input),
    );
  });

  test(`${name}: rows do not depend on cuts or batch sizes`, () => {
    for (const pieceBytes of [7, 61, 300])
      for (const capacity of [1024, 1100])
        assert.deepEqual(decodeCounters(counters, input, name, { pieceBytes, capacity }), decoded);
  });

  test(`${name}: the ledger holds wherever the file ends`, () => {
    const step = input.length > 4000 ? 37 : 1;
    for (let end = 0; end <= input.length; end += step)
      assertLedger(decodeCounters(counters, input.subarray(0, end), name), end);
  });

  test(`${name}: flipped bytes neither throw nor lose bytes`, () => {
    for (const damaged of byteFlips(input, 100))
      assertLedger(decodeCounters(counters, damaged, name), damaged.length);
  });
}

function valuesOf(rows: readonly CounterRow[], name: string): [number, number][] {
  return rows.filter((row) => row.name === name).map((row) => [row.snapshot, row.value]);
}

test('the three tools agree on the lab: 383 cookies for 400 SYNs, none came back', () => {
  const sent = 'TcpExtSyncookiesSent';
  const nstat = decodeCounters(counters, readFixture('counters', 'nstat-az-lab.txt'), 'x').rows;
  const proc = decodeCounters(counters, readFixture('counters', 'proc-lab.txt'), 'x').rows;
  const words = decodeCounters(counters, readFixture('counters', 'netstat-s-lab.txt'), 'x').rows;
  assert.deepEqual(valuesOf(nstat, sent), [
    [0, 0],
    [1, 383],
  ]);
  assert.deepEqual(valuesOf(proc, sent), valuesOf(nstat, sent));
  // netstat -s leaves out what is 0.
  assert.deepEqual(valuesOf(words, sent), [[1, 383]]);
  for (const name of ['TcpInSegs', 'TcpPassiveOpens', 'IpInReceives', 'UdpInDatagrams']) {
    assert.deepEqual(valuesOf(words, name), valuesOf(proc, name), name);
  }
});

test('what comes again begins a new snapshot, without any date', () => {
  const once = '#kernel\nTcpExtSyncookiesSent 5 0.0\nTcpExtSyncookiesRecv 1 0.0\n';
  const rows = decodeCounters(counters, Buffer.from(once + once), 'nstat-2026-05-17T03:02:10Z.txt').rows;
  assert.deepEqual(
    rows.map((row) => row.snapshot),
    [0, 0, 1, 1],
  );
  assert.equal(rows[0].time, '2026-05-17T03:02:10Z');
  assert.equal(rows[0].basis, 'date from file name');
});

test('a line with fewer values than names gives none', () => {
  const rows = decodeCounters(counters, readFixture('counters', 'restart-and-damage.txt'), 'x').rows;
  assert.deepEqual(valuesOf(rows, 'TcpExtListenDrops'), [
    [0, 900],
    [1, 1800],
    [2, 5],
  ]);
});

test('what is refused', () => {
  const refused = [
    '',
    'Sun May 17 03:02:10 UTC 2026\n',
    'Tcp: some words\n',
    'Ip:\n    a word\n',
    'Name 5 0.0\n',
  ];
  for (const text of refused) assert.notEqual(counters.sniff(Buffer.from(text)), undefined, text);
});
