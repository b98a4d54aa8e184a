// Reading work logs: which rows become entries, and what is said about each that does not.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { csvRows, delimiterOf } from '../../src/billing/csv-rows.ts';
import type { TimeEntries } from '../../src/billing/format.ts';
import { readTimeEntries, TIME_ENTRY_FORMATS } from '../../src/billing/formats/index.ts';
import { zoneClock } from '../../src/case/zones.ts';
import { InputError } from '../../src/model/diagnostic.ts';

function fixture(name: string, zone: string | undefined): TimeEntries {
  const text = readFileSync(new URL(`../../../fixtures/work-log/${name}`, import.meta.url), 'utf8');
  return readTimeEntries(text, {
    source: name,
    zone: zone === undefined ? undefined : zoneClock(zone),
    minorDigits: 2,
    dateFormat: '',
    person: '',
  });
}

test('comma-separated log with quoted cells and three ways to write a time', () => {
  const { entries, rejected, ignoredColumns } = fixture('comma.csv', 'Europe/Berlin');
  assert.deepEqual(rejected, []);
  assert.deepEqual(ignoredColumns, []);
  assert.deepEqual(
    entries.map((entry) => [
      entry.id,
      entry.startSec,
      entry.endSec,
      entry.zone,
      entry.activityClass,
      entry.rateMinor,
    ]),
    [
      // date -u -d '2026-05-17T03:02:10Z' +%s = 1778986930
      ['comma.csv:2', 1778986930, 1778992330, '', 'mitigate', undefined],
      // 09:00 in Berlin in May is 07:00Z = 1779001200
      ['comma.csv:3', 1779001200, 1779006600, 'Europe/Berlin', 'communication_provider', undefined],
      // 2026-05-18T07:00:00Z = 1779087600
      ['comma.csv:4', 1779087600, 1779090000, '', 'damage_assessment', 12050],
      // The row before takes two lines. 10:00Z = 1779098400
      ['comma.csv:6', 1779098400, 1779100200, '', 'le_support', undefined],
    ],
  );
  assert.equal(entries[1].description, 'Wrote to the provider, asked for a blackhole');
  assert.equal(entries[2].description, 'Checked the "orders" database\nrow by row');
});

test('spreadsheet export: byte order mark, semicolons, CR LF, decimal comma, foreign column', () => {
  const { entries, rejected, ignoredColumns } = fixture('semicolon-bom-crlf.csv', '+02:00');
  assert.deepEqual(rejected, []);
  assert.deepEqual(ignoredColumns, ['Ticket']);
  assert.deepEqual(
    entries.map((entry) => [
      entry.line,
      entry.person,
      entry.endSec - entry.startSec,
      entry.rateMinor,
      entry.description,
    ]),
    [
      [2, 'Ada Example', 3590, 8750, 'Restarted the proxy'],
      [4, 'Bo Example', 900, undefined, 'Phone; provider'],
    ],
  );
  assert.equal(entries[0].startSec, 1778979730); // 2026-05-17T01:02:10Z
});

test('a first line that tells Excel the delimiter is none of the table, and lines are counted with it', () => {
  const options = {
    source: 'x',
    zone: zoneClock('+02:00'),
    minorDigits: 2,
    dateFormat: '',
    person: '',
  } as const;
  const rows = [
    'person;description;start;end',
    'Ada;a, b, c, d, e;2026-05-17T03:00Z;2026-05-17T03:30Z',
    'Bo;;;',
  ];
  // The second one has more commas than semicolons: what is stated decides.
  for (const first of ['sep=;', '\ufeffsep=;', '"sep=;"', 'SEP=;', 'sep=;;;;']) {
    const { entries, rejected } = readTimeEntries([first, ...rows].join('\r\n'), options);
    assert.deepEqual(
      entries.map(({ line, person, startSec, endSec }) => [line, person, endSec - startSec]),
      [[3, 'Ada', 1800]],
      first,
    );
    assert.deepEqual(
      rejected.map(({ line }) => line),
      [4],
      first,
    );
  }
  const header = 'start,"a;b;c;d;e;f",end,person,description';
  const { entries } = readTimeEntries(
    `sep=,\n${header}\n2026-05-17T03:00Z,,2026-05-17T03:30Z,Ada,Looked\n`,
    options,
  );
  assert.deepEqual(
    entries.map(({ line, person }) => [line, person]),
    [[3, 'Ada']],
  );
  assert.throws(() => readTimeEntries('sep=;\n', options), InputError);
});

test('every row that cannot be billed is reported with line and reason, and the rest is read', () => {
  const { entries, rejected } = fixture('broken-rows.csv', 'Europe/Berlin');
  assert.deepEqual(
    rejected.map((row) => [row.line, row.reason]),
    [
      [2, 'ambiguous-time'],
      [3, 'nonexistent-time'],
      [4, 'ends-before-start'],
      [5, 'ends-before-start'],
      [6, 'bad-time'],
      [7, 'missing-cell'],
      [8, 'bad-class'],
      [9, 'bad-rate'],
      [10, 'too-many-cells'],
      [11, 'text-after-quote'],
      [12, 'unclosed-quote'],
    ],
  );
  assert.deepEqual(
    entries.map((entry) => [entry.line, entry.description, entry.rateMinor]),
    [[13, 'still read', 8000]],
  );
  const [fold] = rejected;
  assert.match(fold.message, /02:30:00\+02:00.*02:30:00\+01:00/);
  assert.equal(fold.sample, '2026-10-25 02:30,2026-10-25 04:00,Ada,twice,,');
});

test('a local time without any zone is rejected, not guessed', () => {
  const { entries, rejected } = fixture('comma.csv', undefined);
  assert.equal(entries.length, 3);
  assert.deepEqual(
    rejected.map((row) => [row.line, row.reason]),
    [[3, 'no-zone']],
  );
});

test('times as a spreadsheet saves them; rows of delimiters are none', () => {
  const { entries, rejected } = fixture('spreadsheet-german.csv', 'Europe/Berlin');
  const utc = (second: number): string => new Date(second * 1000).toISOString().slice(0, 19);
  assert.deepEqual(
    entries.map((entry) => [
      entry.line,
      utc(entry.startSec),
      utc(entry.endSec),
      entry.rateMinor,
      entry.startText,
    ]),
    [
      [2, '2026-05-17T01:15:00', '2026-05-17T01:40:00', 8750, '17.05.2026 03:15'],
      // 01:30 to 03:30:30 on the night that lost an hour: one hour of work.
      [3, '2026-03-29T00:30:00', '2026-03-29T01:30:30', undefined, '29.03.2026 01:30'],
      [4, '2026-05-17T04:00:00', '2026-05-17T05:00:00', 9050, '2026-05-17 06:00'],
    ],
  );
  assert.deepEqual(
    rejected.map((row) => [row.line, row.reason]),
    [[5, 'ambiguous-time']],
  );
  const us = 'start,end,person,description\n5/6/2026 3:15,5/6/2026 4:00 PM,Ada,x\n';
  const options = { source: 'log', zone: zoneClock('America/New_York'), minorDigits: 2, person: '' };
  assert.throws(
    () => readTimeEntries(us, { ...options, dateFormat: '' }),
    (error: unknown) => error instanceof InputError && error.code === 'billing/ambiguous-date',
  );
  const [entry] = readTimeEntries(us, { ...options, dateFormat: 'MM/DD/YYYY' }).entries;
  assert.deepEqual([utc(entry.startSec), utc(entry.endSec)], ['2026-05-06T07:15:00', '2026-05-06T20:00:00']);
});

test('too many cells, control characters in the sample, a late record', () => {
  const text =
    'start,end,person,description,recorded_at\n' +
    '2026-05-17T04:00Z,2026-05-17T05:00Z,Ada,a\u001b[2J,2026-05-20T00:00Z,x\n' +
    '2026-05-17T04:00Z,2026-05-17T05:00Z,Ada,b,2026-05-20T00:00Z,,\n';
  const { entries, rejected } = readTimeEntries(text, {
    source: 'log',
    zone: undefined,
    minorDigits: 2,
    dateFormat: '',
    person: '',
  });
  assert.equal(rejected[0].reason, 'too-many-cells');
  assert.ok(rejected[0].sample.includes('a\\u{1b}[2J'));
  assert.equal(entries[0].recordedSec, 1779235200); // 2026-05-20T00:00:00Z
});

test('a file that is no work log is refused with the reason of each format', () => {
  assert.throws(
    () =>
      readTimeEntries('date,hours\n', {
        source: 'x.csv',
        zone: undefined,
        minorDigits: 2,
        dateFormat: '',
        person: '',
      }),
    (error: unknown) =>
      error instanceof InputError &&
      error.code === 'billing/unknown-format' &&
      error.message.includes('no column start, end, person, description'),
  );
  assert.match(
    TIME_ENTRY_FORMATS[0].sniff('start,end,person,description,start') ?? '',
    /two columns named start/,
  );
});

test('csv: what is quoted by RFC 4180 is read back, with any delimiter and line end', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', 'b', '"', ',', ';', '\n', '\r', ' ', 'ü') });
  const quote = (text: string): string => `"${text.replaceAll('"', '""')}"`;
  fc.assert(
    fc.property(
      fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 5 }),
      fc.constantFrom(',', ';', '\t'),
      fc.constantFrom('\n', '\r\n'),
      (table, delimiter, newline) => {
        const text = table.map((row) => row.map(quote).join(delimiter)).join(newline);
        const rows = csvRows(text, delimiter);
        assert.deepEqual(
          rows.map((row) => row.cells),
          table,
        );
      },
    ),
    { seed: 1, numRuns: 200 },
  );
  assert.equal(delimiterOf('a;b;c,d'), ';');
});
