// System logs: golden rows, cuts, the ledger under truncation and damage, the slow twin, years, boot times, strangers' texts.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FORMATS } from '../../../src/ingest/formats/index.ts';
import { kernelLog } from '../../../src/ingest/formats/kernel-log.ts';
import { decodeEvents, EVENT_CUTS, type EventRow } from '../../support/event-rows.ts';
import { slowEvents } from '../../support/slow-event-decoders.ts';
import {
  assertLedger,
  byteFlips,
  checkGolden,
  fixtureNames,
  readFixture,
} from '../../support/text-fixtures.ts';

for (const name of fixtureNames('kernel-log')) {
  const input = readFixture('kernel-log', name);
  const decoded = decodeEvents(kernelLog, input);

  test(`${name}: fits, is nothing else, and gives the expected rows`, () => {
    const first = FORMATS.find((format) => format.sniff(input) === undefined);
    assert.equal(first?.id, 'kernel-log');
    checkGolden('kernel-log', name, decoded);
  });

  test(`${name}: the slow twin agrees`, () => {
    // The twin knows no calendar.
    const unreal = new Set(decoded.diagnostics.flatMap((entry) => entry.firstOffsets));
    const dated = slowEvents(input).filter((row) => !unreal.has(offsetOfLine(input, row.line)));
    assert.deepEqual(decoded.rows.filter((row) => row.event !== 'other').map(bare), dated);
  });

  test(`${name}: rows do not depend on cuts or batch sizes`, () => {
    for (const cutting of EVENT_CUTS)
      assert.deepEqual(decodeEvents(kernelLog, input, cutting), decoded, JSON.stringify(cutting));
  });

  test(`${name}: the ledger holds wherever the file ends`, () => {
    for (let end = 0; end <= input.length; end++)
      assertLedger(decodeEvents(kernelLog, input.subarray(0, end)), end);
  });

  test(`${name}: flipped bytes neither throw nor lose bytes`, () => {
    for (const damaged of byteFlips(input, 300))
      assertLedger(decodeEvents(kernelLog, damaged), damaged.length);
  });
}

function offsetOfLine(input: Buffer, line: number): number {
  let at = 0;
  for (let i = 1; i < line; i++) at = input.indexOf(10, at) + 1;
  return at;
}

function bare(row: EventRow): Partial<EventRow> {
  const { line, event, count, source, sourcePort, destination, port, protocol, subject } = row;
  return { line, event, count, source, sourcePort, destination, port, protocol, subject };
}

function timesOf(name: string, context: Parameters<typeof decodeEvents>[3] = {}): string[] {
  return decodeEvents(kernelLog, readFixture('kernel-log', name), undefined, context).rows.map(
    (row) => row.time,
  );
}

test('a year is the latest in which no line lies after the file, zones left room', () => {
  // The file was modified on 2026-05-18 at 00:00 UTC.
  assert.deepEqual(timesOf('new-year.log'), [
    '2025-12-31T23:59:58Z',
    '2026-05-18T14:59:59Z',
    '2025-05-18T15:00:01Z',
    '2026-01-01T00:00:02Z',
    '2024-02-29T12:00:00Z',
  ]);
});

test('a stated zone is applied to times without one', () => {
  assert.equal(timesOf('new-year.log', { assumedOffsetMin: () => 120 })[0], '2025-12-31T21:59:58Z');
});

test('the same moment in the forms of dmesg: the kernel line of the lab', () => {
  const [ctime, iso, levels, plain] = ['ctime-', 'iso-', 'levels-', ''].map((form) =>
    decodeEvents(kernelLog, readFixture('kernel-log', `dmesg-${form}lab.log`)).rows.find(
      (row) => row.port === 8443,
    ),
  );
  assert.equal(ctime?.basis, 'offset assumed');
  assert.equal(iso?.basis, 'exact');
  assert.equal(ctime?.time, iso?.time.replace(/\.\d+/, ''));
  for (const row of [levels, plain]) {
    assert.equal(row?.basis, 'no date');
    assert.equal(row?.time.slice(0, 19), '1970-01-01T01:24:16');
  }
  for (const row of [ctime, iso, levels, plain])
    assert.deepEqual([row?.destination, row?.detail], ['203.0.113.80', 1]);
});

test('uptimes become dates behind a line that tells both clocks', () => {
  const rows = decodeEvents(kernelLog, readFixture('kernel-log', 'dmesg-boot.log')).rows;
  assert.deepEqual(
    rows.filter((row) => row.event !== 'other').map((row) => [row.time, row.basis]),
    [
      ['1970-01-01T00:00:00.500000000Z', 'no date'],
      // audit(1778976001.625) at 1.75 s: booted at 2026-05-16T23:59:59.875Z
      ['2026-05-17T03:02:10.875000000Z', 'boot time plus uptime'],
      ['2026-05-17T03:02:11.875000000Z', 'boot time plus uptime'],
      ['2026-05-17T03:02:13.375000000Z', 'boot time plus uptime'],
      ['2026-05-17T03:02:14.125000000Z', 'boot time plus uptime'],
    ],
  );
});

test('addresses that a user name makes up are never taken', () => {
  for (const name of ['logins.log', 'packets.log', 'vsftpd.log']) {
    for (const row of decodeEvents(kernelLog, readFixture('kernel-log', name)).rows)
      assert.doesNotMatch(row.source, /^192\.0\.2\.9[89]$/, `${name} line ${row.line}`);
  }
});

test('what is refused', () => {
  const refused = [
    '',
    'Dear Sir,\nyou have until May 17 03:02:10 to pay.\n',
    '{"time":"2026-05-17T03:02:10Z","msg":"x"}\n',
    '[Sun May 17 03:02:10 2026] [error] [client 192.0.2.7] File does not exist: /favicon.ico\n',
    '[Sun May 17 03:02:10.123456 2026] [core:error] [pid 7] [client 192.0.2.7:5] AH00126\n',
    '2026/05/17 03:02:10 [error] 7#7: *1 connect() failed, client: 192.0.2.7\n',
    '2026-05-17 03:02:10,123 INFO app started\n',
    '192.0.2.7 - - [17/May/2026:03:02:10 +0000] "GET / HTTP/1.1" 200 5\n',
    'May 17 03:02:10 web1 haproxy[9]: 192.0.2.7:5 [17/May/2026:03:02:10.000] in web/s1 0/0/1 200 5\n',
    'May 17 03:02:10 was a bad night\n',
    '2026-05-17 03:02:10 we blocked a /24\n',
    'Sun May 17 03:02:10 UTC 2026\nActive Internet connections\n',
  ];
  for (const text of refused) assert.notEqual(kernelLog.sniff(Buffer.from(text)), undefined, text);
});
