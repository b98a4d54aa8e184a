// Prices: every expected amount is worked out by hand in the comment beside it.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { lineAmount, percentOf, priceEntries } from '../../src/billing/rules.ts';
import { splitEntry } from '../../src/billing/split.ts';
import { parseIncident } from '../../src/case/incident.ts';
import { zoneClock } from '../../src/case/zones.ts';
import type { Bill, TimeEntry } from '../../src/model/billing.ts';
import type { WorkLog } from '../../src/model/incident.ts';
import { readStatedTime } from '../../src/model/stated-time.ts';

const berlin = zoneClock('Europe/Berlin')!;

function at(text: string): number {
  const { time } = readStatedTime(text, undefined);
  assert.ok(time, text);
  return time.sec;
}

let line = 1;
function entry(start: string, end: string, more: Partial<TimeEntry> = {}): TimeEntry {
  line++;
  return {
    id: `log:${line}`,
    person: 'Ada',
    description: `task ${line}`,
    activityClass: 'mitigate',
    startSec: at(start),
    endSec: at(end),
    dayOnlySeconds: undefined,
    breakSeconds: 0,
    billable: true,
    startText: start,
    endText: end,
    zone: '',
    rateMinor: undefined,
    recordedSec: undefined,
    source: 'log',
    line,
    ...more,
  };
}

function rules(yaml: string): WorkLog {
  return parseIncident(`work_log: {zone: Europe/Berlin, currency: EUR, ${yaml}}`, 'incident.yaml').workLog;
}

function price(entries: TimeEntry[], workLog: WorkLog): Bill {
  return priceEntries(entries, workLog, { zone: berlin });
}

const NIGHTS = 'after_hours: {weekday_from: "18:00", weekday_to: "08:00", factor: 1.5, weekend_factor: 2}';

test('report check 10: an entry over the evening boundary and midnight becomes three lines', () => {
  // Wednesday 2026-05-20, Berlin +02:00. 17:00-18:00 x1, 18:00-24:00 x1.5, Thursday 00:00-01:00 x1.5.
  // 100.00 x 1 = 100.00; 6 x 100.00 x 1.5 = 900.00; 1 x 100.00 x 1.5 = 150.00; together 1150.00.
  const bill = price(
    [entry('2026-05-20T17:00+02:00', '2026-05-21T01:00+02:00')],
    rules(`rates: {default: 100}, ${NIGHTS}`),
  );
  assert.deepEqual(
    bill.entries[0].lines.map((one) => [
      one.date,
      one.rawSeconds,
      one.factorMilli,
      one.factorReason,
      one.amountMinor,
    ]),
    [
      ['2026-05-20', 3600, 1000, '', 10000],
      ['2026-05-20', 21600, 1500, 'after hours', 90000],
      ['2026-05-21', 3600, 1500, 'after hours', 15000],
    ],
  );
  assert.equal(bill.summary.totalMinor, 115000);
});

test('weekend factor from Saturday 00:00 to Monday 00:00 local; factors do not stack', () => {
  // Friday 2026-05-22 23:00 to Saturday 01:00: 1 h x1.5, 1 h x2 (a night on Saturday stays x2). 150.00 + 200.00.
  // Sunday 2026-05-24 23:30 to Monday 00:30: 0.5 h x2 = 100.00, 0.5 h x1.5 = 75.00.
  const bill = price(
    [
      entry('2026-05-22T23:00+02:00', '2026-05-23T01:00+02:00'),
      entry('2026-05-24T23:30+02:00', '2026-05-25T00:30+02:00'),
    ],
    rules(`rates: {default: 100}, ${NIGHTS}`),
  );
  assert.deepEqual(
    bill.entries.flatMap((one) => one.lines.map((part) => [part.factorReason, part.amountMinor])),
    [
      ['after hours', 15000],
      ['weekend', 20000],
      ['weekend', 10000],
      ['after hours', 7500],
    ],
  );
});

test('report check 10: clocks set back: three hours of work on a wall clock that moved by two', () => {
  // 2026-10-25 (Sunday) 01:30+02:00 = 23:30Z to 03:30+01:00 = 02:30Z: 3 h, all on one weekend day, one line. 3 x 100.00 x 2.
  const bill = price(
    [entry('2026-10-25T01:30+02:00', '2026-10-25T03:30+01:00')],
    rules(`rates: {default: 100}, ${NIGHTS}`),
  );
  assert.deepEqual(
    bill.entries[0].lines.map((one) => [
      one.date,
      one.rawSeconds,
      one.offsetMin,
      one.endOffsetMin,
      one.amountMinor,
    ]),
    [['2026-10-25', 10800, 120, 60, 60000]],
  );
});

test('clocks set forward on a night: the window still ends at 08:00 on the wall', () => {
  // 2026-03-29 01:00+01:00 = 00:00Z; 09:00+02:00 = 07:00Z; 7 h. Weekend factor 1, so: 01:00-08:00 wall is 6 h x1.5, then 1 h x1.
  const night = rules(
    'rates: {default: 100}, after_hours: {weekday_from: "18:00", weekday_to: "08:00", factor: 1.5, weekend_factor: 1}',
  );
  const bill = price([entry('2026-03-29T01:00+01:00', '2026-03-29T09:00+02:00')], night);
  assert.deepEqual(
    bill.entries[0].lines.map((one) => [one.rawSeconds, one.amountMinor]),
    [
      [21600, 90000],
      [3600, 10000],
    ],
  );
});

test('an edge inside the repeated hour is passed twice, as the wall clock passes it', () => {
  // 2026-10-25, window from 02:30. Wall 02:00 (+02:00) to 03:00 (+01:00) is 2 h: 02:00-02:30 plain, 02:30-03:00 after hours, then
  // the clock shows 02:00 again: plain, and 02:30-03:00 after hours.
  const parts = splitEntry(
    at('2026-10-25T02:00+02:00'),
    at('2026-10-25T03:00+01:00'),
    {
      afterHours: {
        window: { fromSec: 9000, toSec: 28800 },
        factorMilli: 1500,
        weekendFactorMilli: 1000,
      },
      holidays: { dates: [], factorMilli: 1000 },
    },
    berlin,
  );
  assert.deepEqual(
    parts.map((part) => [part.endSec - part.startSec, part.factorMilli]),
    [
      [1800, 1000],
      [1800, 1500],
      [1800, 1000],
      [1800, 1500],
    ],
  );
});

test('report check 10: half a minor unit is rounded up at the line, exactly', () => {
  // 1 s at 18.00 an hour is 0.5 cent: 1 cent. 1 s at 17.99 is 0.4997 cent: 0. 20 min at 100.00 is 33.333: 33.33.
  assert.equal(lineAmount(1, 1800, 1000), 1);
  assert.equal(lineAmount(1, 1799, 1000), 0);
  assert.equal(lineAmount(1200, 10000, 1000), 3333);
  // 10^6 h at 10^9 minor units and x1.5: beyond 2^53 in the product, still exact.
  assert.equal(lineAmount(3_600_000_000, 1_000_000_001, 1500), 1_500_000_001_500_000);
  // 19 % of 0.50 is 0.095: 0.10. 2.5 % of 0.99 is 0.02475: 0.02.
  assert.equal(percentOf(50, 19000), 10);
  assert.equal(percentOf(99, 2500), 2);
});

test('minimum first, then rounding; both shown apart', () => {
  // minimum 15 min, rounding up to 10: 5 min -> 15 -> 20 (10 by the minimum, 5 by rounding); 41 min -> 50 (9 by rounding).
  const bill = price(
    [
      entry('2026-05-20T10:00+02:00', '2026-05-20T10:05+02:00'),
      entry('2026-05-20T11:00+02:00', '2026-05-20T11:41+02:00'),
    ],
    rules('rates: {default: 60}, minimum_minutes: 15, rounding: {mode: up, minutes: 10}'),
  );
  assert.deepEqual(
    bill.entries.map((one) => [
      one.rawSeconds,
      one.addedByMinimumSeconds,
      one.addedByRoundingSeconds,
      one.billedSeconds,
      one.amountMinor,
    ]),
    [
      [300, 600, 300, 1200, 2000], // 20 min at 60.00 = 20.00
      [2460, 0, 540, 3000, 5000], // 50 min = 50.00
    ],
  );
  assert.equal(bill.summary.rawSeconds, 2760);
  assert.equal(bill.summary.billedSeconds, 4200);
  assert.equal(bill.summary.addedByMinimumSeconds, 600);
  assert.equal(bill.summary.addedByRoundingSeconds, 840);
});

test('nearest rounds half up, down takes from the last line', () => {
  const nearest = rules('rates: {default: 60}, rounding: {mode: nearest, minutes: 15}');
  // 22.5 min lies halfway: 30. 22 min: 15.
  const bill = price(
    [
      entry('2026-05-20T10:00:00+02:00', '2026-05-20T10:22:30+02:00'),
      entry('2026-05-20T11:00:00+02:00', '2026-05-20T11:22:00+02:00'),
    ],
    nearest,
  );
  assert.deepEqual(
    bill.entries.map((one) => one.billedSeconds),
    [1800, 900],
  );
  // 23:50 to 00:05 is 15 min; rounding down to half hours leaves nothing: 5 taken from the second day, then 10 from the first.
  const down = price(
    [entry('2026-05-20T23:50+02:00', '2026-05-21T00:05+02:00')],
    rules('rates: {default: 60}, rounding: {mode: down, minutes: 30}'),
  );
  assert.deepEqual(
    down.entries[0].lines.map((one) => [one.rawSeconds, one.billedSeconds]),
    [
      [600, 0],
      [300, 0],
    ],
  );
});

test('rates by role: behind those of the person, before the default; a role that nobody has is told', () => {
  const hour = (from: number, person: string): TimeEntry =>
    entry(`2026-05-20T${from}:00Z`, `2026-05-20T${from + 1}:00Z`, { person });
  const bill = price(
    [hour(10, 'Ada Example'), hour(11, ' bo  EXAMPLE'), hour(12, 'Cy')],
    rules(
      'roles: {Ada Example: senior, Bo Example: Senior}, rates: {default: 80, by_person: {Ada Example: 90.5}, by_role: {senior: 120, trainee: 30}}',
    ),
  );
  assert.deepEqual(
    bill.entries.map((one) => [one.role, one.rateBasis, one.amountMinor]),
    [
      ['senior', 'person', 9050],
      ['Senior', 'role', 12000],
      ['', 'default', 8000],
    ],
  );
  assert.deepEqual(
    bill.warnings.filter(({ code }) => code === 'unused-rate').map(({ message }) => message),
    ['a rate is stated for a role that nobody has under roles'],
  );
});

test('rate of the entry, of the class, of the person, the default', () => {
  const bill = price(
    [
      entry('2026-05-20T10:00Z', '2026-05-20T11:00Z', { person: ' ada  example', rateMinor: 1 }),
      entry('2026-05-20T11:00Z', '2026-05-20T12:00Z', { person: ' ada  example', activityClass: 'admin' }),
      entry('2026-05-20T12:00Z', '2026-05-20T13:00Z', { person: ' ada  example' }),
      entry('2026-05-20T13:00Z', '2026-05-20T14:00Z', { person: 'Bo' }),
    ],
    rules('rates: {default: 80, by_person: {Ada Example: 90.5}, by_class: {admin: 40}}'),
  );
  assert.deepEqual(
    bill.entries.map((one) => [one.rateBasis, one.amountMinor]),
    [
      ['entry', 1],
      ['class', 4000],
      ['person', 9050],
      ['default', 8000],
    ],
  );
  assert.deepEqual(
    bill.summary.byClass.map((group) => [group.group, group.entries, group.amountMinor]),
    [
      ['mitigate', 3, 17051],
      ['admin', 1, 4000],
    ],
  );
});

test('discount, then tax on what is left; classes that may not be loss are summed apart', () => {
  // 3 x 20 min at 100.00 = 3 x 33.33 = 99.99. Discount 10 % = 9.999 -> 10.00; base 89.99; tax 19 % = 17.0981 -> 17.10; total 107.09.
  const bill = price(
    [
      entry('2026-05-20T10:00Z', '2026-05-20T10:20Z'),
      entry('2026-05-20T11:00Z', '2026-05-20T11:20Z', { activityClass: 'le_support' }),
      entry('2026-05-20T12:00Z', '2026-05-20T12:20Z', { activityClass: 'hardening' }),
    ],
    rules('rates: {default: 100}, discount_percent: 10, tax_percent: 19'),
  );
  const { subtotalMinor, discountMinor, taxBaseMinor, taxMinor, totalMinor, mayNotBeLossMinor } =
    bill.summary;
  assert.deepEqual(
    [subtotalMinor, discountMinor, taxBaseMinor, taxMinor, totalMinor, mayNotBeLossMinor],
    [9999, 1000, 8999, 1710, 10709, 6666],
  );
});

test('report check 10: warnings name the entries they are about', () => {
  const double = { description: 'restarted nginx and rewrote the firewall' };
  const entries = [
    entry('2026-05-20T10:00Z', '2026-05-20T12:00Z', { id: 'a', ...double }),
    entry('2026-05-20T11:00Z', '2026-05-21T00:00Z', { id: 'b', person: 'ADA', ...double }),
    entry('2026-05-20T11:00Z', '2026-05-20T11:30Z', {
      id: 'c',
      person: 'Bo',
      description: 'mail and phone, provider',
    }),
    entry('2026-05-25T10:00Z', '2026-05-25T11:00Z', { id: 'd', recordedSec: at('2026-05-26T11:00:01Z') }),
    entry('2026-05-25T12:00Z', '2026-05-25T13:00Z', {
      id: 'e',
      recordedSec: at('2026-05-26T13:00:00Z'),
      description: '',
    }),
  ];
  const { warnings } = priceEntries(entries, rules(''), {
    zone: berlin,
    links: [{ entryId: 'a', eventId: 'W1', strength: 'coincident', offsetSeconds: 0, reason: '' }],
    incident: { fromSec: at('2026-05-20T00:00Z'), toSec: at('2026-05-25T12:00Z') },
  });
  assert.deepEqual(
    warnings.map((one) => [one.code, one.entryIds.join(' ')]),
    [
      ['overlap', 'a b'],
      ['several-tasks', 'a'],
      ['long-entry', 'b'],
      ['several-tasks', 'b'],
      ['identical-description', 'a b'],
      ['no-linked-event', 'b'],
      ['no-linked-event', 'c'],
      ['recorded-late', 'd'],
      ['no-linked-event', 'd'],
      ['no-description', 'e'],
      ['no-linked-event', 'e'],
      ['outside-incident', 'e'],
      ['no-rate', 'a'],
      ['no-rate', 'b'],
      ['no-rate', 'c'],
      ['no-rate', 'd'],
      ['no-rate', 'e'],
    ],
  );
});

const ZONES = [
  'Europe/Berlin',
  'Pacific/Chatham',
  'Australia/Lord_Howe',
  'Africa/Cairo',
  'America/St_Johns',
  'UTC',
];

test('splitting never loses a second, and every line stays within its day', () => {
  const clocks = ZONES.map((id) => zoneClock(id)!);
  fc.assert(
    fc.property(
      fc.constantFrom(...clocks),
      fc.integer({ min: at('2026-01-01T00:00Z'), max: at('2027-01-01T00:00Z') }),
      fc.integer({ min: 1, max: 5 * 86400 }),
      fc.option(fc.tuple(fc.integer({ min: 0, max: 1440 }), fc.integer({ min: 0, max: 1440 })), {
        nil: undefined,
      }),
      (zone, start, length, window) => {
        const parts = splitEntry(
          start,
          start + length,
          {
            afterHours: {
              window: window === undefined ? undefined : { fromSec: window[0] * 60, toSec: window[1] * 60 },
              factorMilli: 1500,
              weekendFactorMilli: 2000,
            },
            holidays: { dates: ['2026-05-14', '2026-10-03'], factorMilli: 2500 },
          },
          zone,
        );
        assert.equal(parts[0].startSec, start);
        assert.equal(parts.at(-1)!.endSec, start + length);
        for (const [index, part] of parts.entries()) {
          assert.ok(part.endSec > part.startSec);
          if (index > 0) assert.equal(part.startSec, parts[index - 1].endSec);
          const lastSec = part.endSec - 1;
          const lastDate = new Date((lastSec + zone.offsetSecAt(lastSec)) * 1000).toISOString().slice(0, 10);
          assert.equal(lastDate, part.date);
        }
      },
    ),
    { seed: 2, numRuns: 500 },
  );
});

test('report check 10: totals are the sums of the printed lines, whatever the rules', () => {
  const start = at('2026-10-23T00:00Z');
  fc.assert(
    fc.property(
      fc.array(
        fc.record({
          startSec: fc.integer({ min: start, max: start + 4 * 86400 }),
          length: fc.integer({ min: 1, max: 50_000 }),
          rateMinor: fc.integer({ min: 0, max: 50_000 }),
        }),
        { maxLength: 8 },
      ),
      fc.constantFrom('none', 'nearest', 'up', 'down'),
      fc.integer({ min: 0, max: 60 }),
      (rows, mode, minimum) => {
        const rounding = mode === 'none' ? '{}' : `{mode: ${mode}, minutes: 15}`;
        const workLog = rules(`minimum_minutes: ${minimum}, rounding: ${rounding}, ${NIGHTS}`);
        const entries = rows.map((row, index) => ({
          ...entry('2026-01-01T00:00Z', '2026-01-01T00:01Z'),
          id: `x:${index}`,
          startSec: row.startSec,
          endSec: row.startSec + row.length,
          rateMinor: row.rateMinor,
        }));
        const { entries: priced, summary } = price(entries, workLog);
        const lines = priced.flatMap((one) => one.lines);
        const total = (values: number[]): number => values.reduce((a, b) => a + b, 0);
        assert.equal(total(lines.map((one) => one.amountMinor)), summary.subtotalMinor);
        assert.equal(total(lines.map((one) => one.billedSeconds)), summary.billedSeconds);
        assert.equal(total(rows.map((row) => row.length)), summary.rawSeconds);
        assert.equal(
          summary.billedSeconds,
          summary.rawSeconds + summary.addedByMinimumSeconds + summary.addedByRoundingSeconds,
        );
        assert.equal(total(summary.byClass.map((one) => one.amountMinor)), summary.subtotalMinor);
        assert.equal(total(summary.byPerson.map((one) => one.amountMinor)), summary.subtotalMinor);
        assert.ok(lines.every((one) => one.billedSeconds >= 0));
        if (mode !== 'none') assert.ok(priced.every((one) => one.billedSeconds % 900 === 0));
      },
    ),
    { seed: 3, numRuns: 100 },
  );
});

test('a holiday has its own factor; the highest of those that fit holds', () => {
  // Friday 2026-12-25 17:00-19:00 Berlin: holiday x2 before and after 18:00 (after hours would be x1.5): one line, 2 h x 100.00 x 2.
  // Saturday 2026-12-26, weekend x3 against holiday x2: weekend, 1 h x 100.00 x 3.
  const bill = price(
    [
      entry('2026-12-25T17:00+01:00', '2026-12-25T19:00+01:00'),
      entry('2026-12-26T10:00+01:00', '2026-12-26T11:00+01:00'),
    ],
    rules(
      'rates: {default: 100}, after_hours: {weekday_from: "18:00", weekday_to: "08:00", factor: 1.5, weekend_factor: 3}, holidays: {dates: [2026-12-25, 2026-12-26], factor: 2}',
    ),
  );
  assert.deepEqual(
    bill.entries.flatMap((one) => one.lines.map((part) => [part.factorReason, part.amountMinor])),
    [
      ['holiday', 40000],
      ['weekend', 30000],
    ],
  );
});

test('a break is taken out where it costs most, before minimum and rounding', () => {
  // 17:00-19:00, 30 min break, nights x1.5 from 18:00: 60 min x1 and 30 min x1.5 stay. 100.00 + 75.00.
  const bill = price(
    [entry('2026-05-20T17:00+02:00', '2026-05-20T19:00+02:00', { breakSeconds: 1800 })],
    rules(`rates: {default: 100}, ${NIGHTS}`),
  );
  const [one] = bill.entries;
  assert.deepEqual(
    one.lines.map((part) => [part.rawSeconds, part.billedSeconds, part.amountMinor]),
    [
      [3600, 3600, 10000],
      [3600, 1800, 7500],
    ],
  );
  assert.deepEqual([one.rawSeconds, one.breakSeconds, one.billedSeconds], [7200, 1800, 5400]);
});

test('rounding each entry, each day of a person, or the whole bill', () => {
  const entries = [
    entry('2026-05-20T10:00+02:00', '2026-05-20T10:10+02:00'),
    entry('2026-05-20T11:00+02:00', '2026-05-20T11:10+02:00'),
    entry('2026-05-20T11:00+02:00', '2026-05-20T11:10+02:00', { person: 'Bo' }),
    entry('2026-05-21T10:00+02:00', '2026-05-21T10:10+02:00'),
  ];
  const minutes = (scope: string): number[] =>
    price(
      entries,
      rules(`rates: {default: 60}, rounding: {mode: up, minutes: 15, scope: ${scope}}`),
    ).entries.map((one) => one.billedSeconds / 60);
  // Each of four tens becomes 15. Ada's first day is 20 -> 30, ten more on her second entry; Bo's and the second day 10 -> 15.
  assert.deepEqual(minutes('entry'), [15, 15, 15, 15]);
  assert.deepEqual(minutes('person_day'), [10, 20, 15, 15]);
  // 40 -> 45: five minutes on the last line of the bill.
  assert.deepEqual(minutes('invoice'), [10, 10, 10, 15]);
});

test('an entry over midnight is rounded with both days of its person', () => {
  // 23:50-00:20: 10 min on the first day -> 15, 20 min on the second -> 30.
  const bill = price(
    [entry('2026-05-20T23:50+02:00', '2026-05-21T00:20+02:00')],
    rules('rates: {default: 60}, rounding: {mode: up, minutes: 15, scope: person_day}'),
  );
  assert.deepEqual(
    bill.entries[0].lines.map((part) => part.billedSeconds / 60),
    [15, 30],
  );
});

test('a call-out is billed with at least its minimum; ordinary hours and other people are none of it', () => {
  const night = `rates: {default: 60}, ${NIGHTS}, call_out: {minimum_minutes: 120, gap_minutes: 30}`;
  const bill = price(
    [
      entry('2026-05-20T03:00+02:00', '2026-05-20T03:20+02:00'),
      entry('2026-05-20T03:50+02:00', '2026-05-20T04:00+02:00'),
      entry('2026-05-20T03:50+02:00', '2026-05-20T04:00+02:00', { person: 'Bo' }),
      entry('2026-05-20T04:31+02:00', '2026-05-20T07:31+02:00'),
      entry('2026-05-20T10:00+02:00', '2026-05-20T10:10+02:00'),
    ],
    rules(night),
  );
  // Ada: 20 + 10 min are one call-out (30 min apart), 90 min more on its second entry; 31 min later a new one of 180 min, long enough.
  // Bo: 10 min, 110 more. 10:00 is no call-out.
  assert.deepEqual(
    bill.entries.map((one) => [one.entry.person, one.billedSeconds / 60, one.addedByMinimumSeconds / 60]),
    [
      ['Ada', 20, 0],
      ['Ada', 100, 90],
      ['Bo', 120, 110],
      ['Ada', 180, 0],
      ['Ada', 10, 0],
    ],
  );
});

test('not to exceed: the cap is before tax and after discount, and what is over it is shown', () => {
  // 10 h x 100.00 = 1000.00; discount 10 % -> 900.00; cap 800.00; tax 19 % of 800.00 = 152.00; total 952.00.
  const bill = price(
    [entry('2026-05-20T08:00+02:00', '2026-05-20T18:00+02:00')],
    rules('rates: {default: 100}, discount_percent: 10, tax_percent: 19, not_to_exceed: 800'),
  );
  const { subtotalMinor, discountMinor, overCapMinor, taxBaseMinor, taxMinor, totalMinor } = bill.summary;
  assert.deepEqual(
    [subtotalMinor, discountMinor, overCapMinor, taxBaseMinor, taxMinor, totalMinor],
    [100000, 10000, 10000, 80000, 15200, 95200],
  );
  assert.ok(bill.warnings.some((one) => one.code === 'over-cap'));
});

test('what is not to be billed is shown with its time and costs nothing', () => {
  const bill = price(
    [entry('2026-05-20T10:00+02:00', '2026-05-20T11:00+02:00', { billable: false, rateMinor: 100 })],
    rules('rates: {default: 100}, minimum_minutes: 90, rounding: {mode: up, minutes: 60, scope: invoice}'),
  );
  const { rawSeconds, notBillableSeconds, billedSeconds, totalMinor } = bill.summary;
  assert.deepEqual([rawSeconds, notBillableSeconds, billedSeconds, totalMinor], [3600, 3600, 0, 0]);
});

test('expenses are summed as stated, apart from discount, cap, tax and total', () => {
  const bill = price(
    [entry('2026-05-20T10:00+02:00', '2026-05-20T11:00+02:00')],
    rules(
      'files: [a.csv], rates: {default: 100}, tax_percent: 19, discount_percent: 10, expenses: [{date: 2026-05-20, item: Disk, amount: 64.90, receipt: R-1}, {date: 2026-05-21, item: Taxi, amount: 23.10}]',
    ),
  );
  const { totalMinor, expensesMinor, withExpensesMinor } = bill.summary;
  // 100.00 less 10 % is 90.00, with 19 % tax 107.10; 64.90 + 23.10 = 88.00.
  assert.deepEqual([totalMinor, expensesMinor, withExpensesMinor], [10710, 8800, 19510]);
  assert.deepEqual(bill.rules.expenses[1], {
    date: '2026-05-21',
    item: 'Taxi',
    receipt: '',
    amountMinor: 2310,
  });
});
