// Exports of time-keeping tools: expected entries worked out by hand from the fixtures (Berlin in May is two hours ahead of UTC).

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import type { TimeEntries, TimeEntryOptions } from '../../src/billing/format.ts';
import { readTimeEntries, TIME_ENTRY_FORMATS } from '../../src/billing/formats/index.ts';
import { linkEntries } from '../../src/billing/links.ts';
import { priceEntries } from '../../src/billing/rules.ts';
import { parseIncident } from '../../src/case/incident.ts';
import { zoneClock } from '../../src/case/zones.ts';
import { InputError } from '../../src/model/diagnostic.ts';

const FOLDER = new URL('../../../fixtures/work-log/', import.meta.url);
const OPTIONS: TimeEntryOptions = {
  source: 'log',
  zone: zoneClock('Europe/Berlin'),
  minorDigits: 2,
  dateFormat: '',
  person: 'Ada Example',
};

function text(name: string): string {
  return readFileSync(new URL(name, FOLDER), 'utf8');
}

function read(name: string, more: Partial<TimeEntryOptions> = {}): TimeEntries & { formatId: string } {
  return readTimeEntries(text(name), { ...OPTIONS, ...more });
}

/** Line, person, class, billable, start and end in UTC, description. */
function told({ entries }: TimeEntries): unknown[][] {
  const utc = (second: number): string => new Date(second * 1000).toISOString().slice(0, 19);
  return entries.map((entry) => [
    entry.line,
    entry.person,
    entry.activityClass,
    entry.billable,
    utc(entry.startSec),
    utc(entry.endSec),
    entry.description,
  ]);
}

function refused({ rejected }: TimeEntries): [number, string][] {
  return rejected.map((row) => [row.line, row.reason]);
}

test('toggl: local times, tags as class, over midnight, running, an odd flag', () => {
  const log = read('toggl.csv');
  assert.equal(log.formatId, 'toggl');
  assert.deepEqual(told(log), [
    [
      2,
      'Ada Example',
      'mitigate',
      true,
      '2026-05-17T01:15:00',
      '2026-05-17T01:40:00',
      'Switched on SYN cookies, watched',
    ],
    [
      3,
      'Ada Example',
      'report_writing',
      false,
      '2026-05-17T21:30:00',
      '2026-05-17T22:15:30',
      'Report writing',
    ],
  ]);
  assert.deepEqual(refused(log), [
    [4, 'no-end'],
    [5, 'bad-billable'],
  ]);
  assert.equal(log.entries[0].zone, 'Europe/Berlin');
  assert.equal(log.entries[0].startText, '2026-05-17 03:15:00');
  assert.equal(log.entries[0].rateMinor, undefined, "the contract's rate, not the tool's");
  assert.deepEqual(refused(read('toggl.csv', { zone: undefined })).slice(0, 1), [[2, 'no-zone']]);
});

test('toggl: Billable in the language of the account', () => {
  const log = read('toggl-japanese.csv');
  assert.equal(log.formatId, 'toggl');
  assert.deepEqual(told(log), [
    [
      2,
      'Ada Example',
      'evidence_preservation',
      false,
      '2026-05-17T01:15:00',
      '2026-05-17T01:40:00',
      'Took a capture',
    ],
  ]);
});

test('clockify: a day above 12 tells that the month comes first; 12-hour clock; a break is no work', () => {
  const log = read('clockify-month-first.csv');
  assert.equal(log.formatId, 'clockify');
  assert.deepEqual(told(log), [
    [
      2,
      'Ada Example',
      'communication_provider',
      true,
      '2026-05-06T21:59:00',
      '2026-05-06T22:14:00',
      'Blackhole with the provider',
    ],
    [
      4,
      'Bo Example',
      'damage_assessment',
      false,
      '2026-05-17T07:00:00',
      '2026-05-17T08:30:00',
      'Checked orders',
    ],
  ]);
  assert.deepEqual(refused(log), [
    [3, 'not-work'],
    [5, 'bad-time'],
  ]);
  // What the file shows goes before what is stated for all files.
  assert.deepEqual(told(read('clockify-month-first.csv', { dateFormat: 'DD/MM/YYYY' })), told(log));
});

test('clockify: dates that can be read two ways are refused with the key that settles them', () => {
  assert.throws(
    () => read('clockify-ambiguous.csv'),
    (error: unknown) =>
      error instanceof InputError &&
      error.code === 'billing/ambiguous-date' &&
      /05\/06\/2026.*date_format: DD\/MM\/YYYY.*work_log in incident\.yaml/.test(error.message),
  );
  const starts = (dateFormat: 'DD/MM/YYYY' | 'MM/DD/YYYY'): unknown[] =>
    told(read('clockify-ambiguous.csv', { dateFormat })).map((row) => row[4]);
  assert.deepEqual(starts('DD/MM/YYYY'), ['2026-05-05T07:00:00', '2026-06-05T07:00:00']);
  assert.deepEqual(starts('MM/DD/YYYY'), ['2026-05-05T07:00:00', '2026-05-06T07:00:00']);
  // 05/05/2026 alone is the same day either way.
  const [header, same] = text('clockify-ambiguous.csv').split('\n');
  assert.equal(readTimeEntries(`${header}\n${same}\n`, OPTIONS).entries.length, 1);
  const both =
    text('clockify-ambiguous.csv').replaceAll('05/06/2026', '25/06/2026') + same.replaceAll('05/05', '06/25');
  assert.throws(
    () => readTimeEntries(both, OPTIONS),
    /all dates in one order, found 25\/06\/2026 and 06\/25\/2026/,
  );
});

test('clockify in German: semicolons, CR LF, byte order mark, dates with points', () => {
  const log = read('clockify-german.csv');
  assert.equal(log.formatId, 'clockify');
  assert.deepEqual(told(log), [
    [2, 'Ada Example', 'restore', true, '2026-05-06T07:00:00', '2026-05-06T07:45:00', 'Dienst neu gestartet'],
  ]);
});

test('harvest: a date and hours; the day is all that can be tied to events', () => {
  const log = read('harvest.csv');
  assert.equal(log.formatId, 'harvest');
  assert.deepEqual(told(log), [
    [
      2,
      'Ada Example',
      'mitigate',
      true,
      '2026-05-16T22:00:00',
      '2026-05-17T22:00:00',
      'Rules, then watched them',
    ],
    [3, 'Bo Example', 'not_stated', false, '2026-05-17T22:00:00', '2026-05-18T22:00:00', 'Meeting'],
  ]);
  // 1.75 h is 6300 s; 0,33 h is 1188 s.
  assert.deepEqual(
    log.entries.map((entry) => [entry.dayOnlySeconds, entry.startText, entry.endText]),
    [
      [6300, '2026-05-17', '2026-05-17'],
      [1188, '2026-05-18', '2026-05-18'],
    ],
  );
  assert.deepEqual(refused(log), [[4, 'bad-duration']]);
  const noon = Date.UTC(2026, 4, 17, 12) / 1000;
  const links = linkEntries(log.entries, [
    { id: 'A1', kind: 'action', startSec: noon, endSec: noon, by: 'Ada Example' },
    { id: 'W1', kind: 'wave', startSec: noon, endSec: noon + 60, by: '' },
  ]);
  assert.deepEqual(
    links.map((link) => [link.entryId, link.eventId, link.strength]),
    [
      ['log:2', 'A1', 'same_day'],
      ['log:2', 'W1', 'same_day'],
      ['log:3', '', 'none'],
    ],
  );
  // Sunday x2: 1.75 h x 100.00 x 2 = 350.00. The window of the night cannot hold: nobody knows the hour.
  const { workLog } = parseIncident(
    'work_log: {zone: Europe/Berlin, currency: EUR, rates: {default: 100}, after_hours: {weekday_from: "00:00", weekday_to: "24:00", factor: 1.5, weekend_factor: 2}}',
    'i',
  );
  const bill = priceEntries(log.entries, workLog, { zone: OPTIONS.zone!, links });
  assert.deepEqual(
    bill.entries.map((one) => [
      one.rateBasis,
      one.rawSeconds,
      one.billedSeconds,
      one.amountMinor,
      one.lines.length,
    ]),
    [
      ['default', 6300, 6300, 35000, 1],
      ['not_billable', 1188, 0, 0, 1],
    ],
  );
  assert.equal(bill.entries[0].lines[0].date, '2026-05-17');
  assert.deepEqual(bill.summary.coverage, {
    directSeconds: 0,
    coincidentSeconds: 0,
    sameDaySeconds: 6300,
    noneSeconds: 0,
  });
  assert.ok(bill.warnings.some((one) => one.code === 'date-only' && one.entryIds[0] === 'log:2'));
});

test('timewarrior: UTC, tags and annotation, a running interval', () => {
  const log = read('timewarrior.json');
  assert.equal(log.formatId, 'timewarrior');
  assert.deepEqual(told(log), [
    [
      2,
      'Ada Example',
      'detect_triage',
      true,
      '2026-05-17T01:02:10',
      '2026-05-17T01:30:00',
      'Woken by monitoring, looked at netstat',
    ],
    [
      3,
      'Ada Example',
      'not_stated',
      true,
      '2026-05-17T02:00:00',
      '2026-05-17T02:15:00',
      'incident, provider call',
    ],
  ]);
  assert.deepEqual(refused(log), [[4, 'no-end']]);
  assert.equal(log.entries[0].zone, '', 'the offset was written');
  const [nobody] = read('timewarrior.json', { person: '' }).rejected;
  assert.equal(nobody.reason, 'no-person');
  assert.match(nobody.message, /work_log\.person_by_file/);
});

test('watson: its JSON log and its frames file', () => {
  const log = read('watson-log.json');
  assert.equal(log.formatId, 'watson');
  assert.deepEqual(told(log), [
    [
      2,
      'Ada Example',
      'mitigate',
      true,
      '2026-05-17T01:02:10',
      '2026-05-17T01:30:00',
      'incident, mitigate, syn-cookies',
    ],
  ]);
  assert.deepEqual(refused(log), [[12, 'no-end']]);
  const frames = read('watson-frames');
  assert.equal(frames.formatId, 'watson');
  // 1778979730 is 2026-05-17T01:02:10Z, 1778981400 is 01:30:00Z (date -u -d @...).
  assert.deepEqual(told(frames), [
    [2, 'Ada Example', 'mitigate', true, '2026-05-17T01:02:10', '2026-05-17T01:30:00', 'incident, mitigate'],
  ]);
  assert.equal(frames.entries[0].recordedSec, 1778981401);
  assert.deepEqual(refused(frames), [[3, 'bad-time']]);
});

test('timeclock: local times, an offset that contradicts the zone, clocks without their other half', () => {
  const log = read('incident.timeclock');
  assert.equal(log.formatId, 'timeclock');
  assert.deepEqual(told(log), [
    [
      2,
      'Ada Example',
      'mitigate',
      true,
      '2026-05-17T01:15:00',
      '2026-05-17T01:40:00',
      'Switched on SYN cookies',
    ],
    [4, 'Ada Example', 'restore', true, '2026-05-17T07:00:00', '2026-05-17T07:45:00', 'incident:restore'],
    [
      7,
      'Ada Example',
      'not_stated',
      true,
      '2026-05-17T09:00:00',
      '2026-05-17T09:30:00',
      'suffix of the same zone',
    ],
  ]);
  assert.deepEqual(refused(log), [
    [6, 'contradicting-zone'],
    [11, 'no-end'],
    [12, 'no-start'],
  ]);
});

test('org: headings and tags, names of days in any language, open and broken clocks, a fold', () => {
  const log = read('incident.org');
  assert.equal(log.formatId, 'org-clock');
  assert.deepEqual(told(log), [
    [
      5,
      'Ada Example',
      'communication_provider',
      true,
      '2026-05-17T08:00:00',
      '2026-05-17T08:30:00',
      'Wrote to the provider',
    ],
    [
      6,
      'Ada Example',
      'communication_provider',
      true,
      '2026-05-17T07:00:00',
      '2026-05-17T07:20:00',
      'Wrote to the provider',
    ],
  ]);
  assert.deepEqual(refused(log), [
    [9, 'no-end'],
    [10, 'malformed'],
    [11, 'ambiguous-time'],
  ]);
});

test('toggl: newer exports stop, name the member, and write - for nothing', () => {
  const log = read('toggl-stop.csv');
  assert.equal(log.formatId, 'toggl');
  assert.deepEqual(told(log), [
    [
      2,
      'Bo Example',
      'mitigate',
      true,
      '2026-05-17T01:15:00',
      '2026-05-17T01:40:00',
      'Rate limit on the proxy',
    ],
    [3, 'Bo Example', 'not_stated', false, '2026-05-17T21:50:00', '2026-05-17T22:15:00', ''],
  ]);
  assert.deepEqual(refused(log), [[4, 'no-end']]);
  // Columns can be hidden, the duration and the member too.
  const few = readTimeEntries(
    '"Description","Start date","Start time","Stop date","Stop time"\n"Calls","2026-05-17","03:15:00","2026-05-17","03:40:00"\n',
    OPTIONS,
  );
  assert.deepEqual(told(few), [
    [2, 'Ada Example', 'not_stated', true, '2026-05-17T01:15:00', '2026-05-17T01:40:00', 'Calls'],
  ]);
});

test('each export is claimed by one format only', () => {
  const names = [
    'toggl.csv',
    'toggl-stop.csv',
    'clockify-german.csv',
    'harvest.csv',
    'timewarrior.json',
    'watson-log.json',
    'watson-frames',
    'incident.timeclock',
    'incident.org',
    'comma.csv',
    'spreadsheet-german.csv',
  ];
  for (const name of names) {
    const claimed = TIME_ENTRY_FORMATS.filter((format) => format.sniff(text(name)) === undefined);
    assert.equal(claimed.length, 1, name);
  }
});

test('damaged exports are read or refused, never a crash', () => {
  const names = [
    'toggl.csv',
    'clockify-month-first.csv',
    'harvest.csv',
    'timewarrior.json',
    'watson-log.json',
    'incident.timeclock',
    'incident.org',
  ];
  fc.assert(
    fc.property(
      fc.constantFrom(...names),
      fc.array(fc.tuple(fc.nat(), fc.constantFrom('"', ',', '\n', '[', ']', '{', '}', '9', ' ', '', '\\')), {
        maxLength: 6,
      }),
      fc.nat(),
      (name, edits, cut) => {
        let damaged = text(name);
        for (const [at, character] of edits) {
          const place = at % damaged.length;
          damaged = damaged.slice(0, place) + character + damaged.slice(place + 1);
        }
        damaged = damaged.slice(0, damaged.length - (cut % 40));
        try {
          const log = readTimeEntries(damaged, OPTIONS);
          for (const entry of log.entries) assert.ok(entry.endSec > entry.startSec);
        } catch (error) {
          assert.ok(error instanceof InputError, String(error));
        }
      },
    ),
    { seed: 4, numRuns: 400 },
  );
});
