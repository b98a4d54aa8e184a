// Losses and outages: sums in minor units, what a court may leave out, discounts in proportion, minutes against a waiting period.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lossFacts } from '../../src/facts/losses.ts';
import { outageFacts } from '../../src/facts/outage-minutes.ts';
import { profiled } from '../../src/facts/profile.ts';
import { priced, trafficCost } from '../../src/facts/traffic-cost.ts';
import type { CaseFacts, ImpactFacts } from '../../src/model/facts.ts';
import type { Tariff } from '../../src/model/incident.ts';
import { sampleRows } from '../support/output.ts';
import { sampleBill } from '../support/sample-bill.ts';
import { sampleFacts } from '../support/sample-facts.ts';
import { sampleCase } from '../support/sample-facts-case.ts';

const NOT_MEASURED = { received: undefined, sent: undefined };
const WAVES = [{ startUtc: '2025-12-05T18:02:11Z' }];

function outage(id: string, service: string, startUtc: string, endUtc: string): CaseFacts['outages'][number] {
  return { id, service, startUtc, endUtc, howMeasured: '' };
}

test('the work of the bill and the stated losses, by whether they count', () => {
  const bill = sampleBill();
  const { rows, totals } = lossFacts(sampleCase(), bill, WAVES, NOT_MEASURED);
  const work = rows.filter(({ item }) => item.startsWith('Work: '));
  assert.equal(
    work.reduce((sum, row) => sum + row.amountMinor!, 0),
    bill.summary.subtotalMinor,
    'all work, once',
  );
  const leftOut = work.filter(({ included }) => !included).reduce((sum, row) => sum + row.amountMinor!, 0);
  assert.equal(leftOut, bill.summary.mayNotBeLossMinor);
  assert.ok(leftOut > 0);
  for (const row of work.filter(({ included }) => !included))
    assert.match(row.reason, /a court may not count it/);
  assert.deepEqual(totals, [
    { currency: 'EUR', amountMinor: 184_000 + bill.summary.subtotalMinor - bill.summary.mayNotBeLossMinor },
  ]);
  const tax = rows.find(({ item }) => item.startsWith('Tax'));
  assert.deepEqual([tax?.amountMinor, tax?.included], [bill.summary.taxMinor, false]);
});

test('a discount is taken from counted and uncounted work in proportion, to the last minor unit', () => {
  const bill = sampleBill();
  const group = (name: string, amountMinor: number, mayNotBeLoss: boolean) => ({
    ...bill.summary.byClass[0]!,
    group: name,
    amountMinor,
    mayNotBeLoss,
  });
  bill.summary = {
    ...bill.summary,
    byClass: [group('mitigate', 10_000, false), group('report_writing', 5_000, true)],
    subtotalMinor: 15_000,
    discountMinor: 1_001,
    overCapMinor: 0,
    taxMinor: 0,
  };
  const { rows, totals } = lossFacts({ ...sampleCase(), losses: [] }, bill, WAVES, NOT_MEASURED);
  const taken = rows
    .filter(({ item }) => item.startsWith('Discount'))
    .map((row) => [row.amountMinor, row.included]);
  // 1001 x 10000 / 15000 = 667.33
  assert.deepEqual(taken, [
    [-667, true],
    [-334, false],
  ]);
  assert.deepEqual(totals, [{ currency: 'EUR', amountMinor: 9_333 }]);
});

test('amounts beyond what a double multiplies exactly still come out whole', () => {
  const bill = sampleBill();
  bill.summary = {
    ...bill.summary,
    byClass: [
      { ...bill.summary.byClass[0]!, group: 'mitigate', amountMinor: 999_999_999_999, mayNotBeLoss: false },
    ],
    subtotalMinor: 999_999_999_999,
    discountMinor: 333_333_333_333,
    overCapMinor: 0,
    taxMinor: 0,
  };
  const { totals } = lossFacts({ ...sampleCase(), losses: [] }, bill, WAVES, NOT_MEASURED);
  assert.deepEqual(totals, [{ currency: 'EUR', amountMinor: 666_666_666_666 }]);
});

test('nothing is invented: unpriced work is no loss, no statement is no total', () => {
  const bill = sampleBill();
  bill.summary = {
    ...bill.summary,
    byClass: [{ ...bill.summary.byClass[0]!, amountMinor: 0, mayNotBeLoss: false }],
    subtotalMinor: 0,
    discountMinor: 0,
    overCapMinor: 0,
    taxMinor: 0,
  };
  const { rows, totals } = lossFacts({ ...sampleCase(), losses: [] }, bill, WAVES, NOT_MEASURED);
  assert.deepEqual(
    rows.map(({ included, reason }) => [included, reason]),
    [[false, 'no rate stated: not priced']],
  );
  assert.deepEqual(totals, []);
  assert.deepEqual(lossFacts({ ...sampleCase(), losses: [] }, undefined, WAVES, NOT_MEASURED), {
    rows: [],
    totals: [],
  });
});

function tariff(priceBillionths: number, unit: Tariff['unit'] = 'GB', of: Tariff['of'] = 'received'): Tariff {
  return { priceBillionths, unit, of };
}

test('traffic at a tariff: integers all the way, half up, and both kinds of gigabyte', () => {
  // 146.2 GB x 0.09 = 13.158, two decimals: 13.16.
  assert.equal(priced(146_200_000_000, tariff(90_000_000), 2), 1316);
  // 5 MB x 1 = 0.005 is half a cent, and goes up; a byte less does not.
  assert.equal(priced(5_000_000, tariff(1_000_000_000), 2), 1);
  assert.equal(priced(4_999_999, tariff(1_000_000_000), 2), 0);
  // 1.5 GB x 11 yen = 16.5; x 0.085 dinar, three decimals, = 0.1275.
  assert.equal(priced(1_500_000_000, tariff(11_000_000_000), 0), 17);
  assert.equal(priced(1_500_000_000, tariff(85_000_000), 3), 128);
  // 3 GiB x 0.12 = 0.36; the same bytes as GB are 3.221225472 x 0.12 = 0.38654705664.
  assert.equal(priced(3 * 2 ** 30, tariff(120_000_000, 'GiB'), 2), 36);
  assert.equal(priced(3 * 2 ** 30, tariff(120_000_000), 2), 39);
  // 9 PB x 999.999999999: 9,000,000 GB x 999.999999999 = 8,999,999,999.991, beyond what a double holds on the way.
  assert.equal(priced(9e15, tariff(999_999_999_999), 2), 899_999_999_999);
});

test('a tariff on what nothing measured has no amount, and is in no total', () => {
  const loss = {
    item: 'Transit',
    category: 'bandwidth',
    amountMinor: undefined,
    tariff: tariff(90_000_000, 'GB', 'sent'),
    currency: 'EUR',
    method: 'contract 7',
    included: true,
  };
  const volume = {
    bytes: 146_200_000_000,
    waveIds: ['W1', 'W2'],
    evidenceIds: ['E1', 'E4'],
    notAdded: ['E2'],
  };
  const stated = { ...sampleCase(), losses: [loss] };
  const without = lossFacts(stated, undefined, WAVES, { received: volume, sent: undefined });
  assert.deepEqual(without.totals, []);
  const [row] = without.rows;
  assert.deepEqual([row?.amountMinor, row?.included, row?.evidenceIds], [undefined, false, []]);
  assert.match(row!.reason, /^no amount: no log .* tells the sizes/);
  const measured = lossFacts(stated, undefined, WAVES, { received: undefined, sent: volume });
  assert.deepEqual(measured.totals, [{ currency: 'EUR', amountMinor: 1316 }]);
  assert.equal(
    measured.rows[0]?.method,
    'at least 146 GB (146,200,000,000 bytes) sent in W1, W2, counted in E1, E4, at 0.09 EUR per GB of 10^9 bytes; not added, or not all of it, since it may be the same traffic: E2; tariff: contract 7',
  );
  assert.deepEqual(measured.rows[0]?.evidenceIds, ['E1', 'E4']);
  const leftOut = lossFacts({ ...stated, losses: [{ ...loss, included: false }] }, undefined, WAVES, {
    received: undefined,
    sent: volume,
  });
  assert.deepEqual(
    [leftOut.rows[0]?.amountMinor, leftOut.rows[0]?.included, leftOut.rows[0]?.reason, leftOut.totals],
    [1316, false, 'left out, as stated', []],
  );
});

test('a price is told with all its decimals, and two at least', () => {
  const volume = { bytes: 1, waveIds: ['W1'], evidenceIds: ['E1'], notAdded: [] };
  const told = (billionths: number): string | undefined =>
    / at (\S+) EUR/.exec(trafficCost(tariff(billionths), volume, 'EUR', '').method)?.[1];
  assert.deepEqual([90_000_000, 85_000_000, 1, 12_000_000_000, 0].map(told), [
    '0.09',
    '0.085',
    '0.000000001',
    '12.00',
    '0.00',
  ]);
});

test('minutes of an outage against the waiting period, each alone and all together', () => {
  const stated = sampleCase();
  stated.outages = [
    outage('O1', 'Shop', '2025-12-05T18:00:00Z', '2025-12-05T19:30:59Z'), // 90 min 59 s
    outage('O2', 'Shop', '2025-12-05T19:00:00Z', '2025-12-05T20:00:00Z'), // 30 min 59 s of it already in O1
    outage('O3', 'Mail', '2025-12-05T19:00:00Z', '2025-12-05T19:20:00Z'),
    outage('O4', 'Shop', '2025-12-06T19:00:00Z', ''),
  ];
  stated.insurer.waitingPeriodMinutes = 60;
  const found = outageFacts(stated, undefined);
  assert.deepEqual(
    found.outages.map(({ id, minutes, beyondMinutes }) => [id, minutes, beyondMinutes]),
    [
      ['O1', 90, 30],
      ['O2', 60, 0],
      ['O3', 20, 0],
      ['O4', undefined, undefined],
    ],
  );
  assert.deepEqual(found.totals, [
    { basis: 'stated', service: 'Shop', outages: 2, minutes: 120, beyondMinutes: 60 },
    { basis: 'stated', service: 'Mail', outages: 1, minutes: 20, beyondMinutes: 0 },
  ]);
  stated.insurer.waitingPeriodMinutes = undefined;
  for (const each of [...outageFacts(stated, undefined).outages, ...outageFacts(stated, undefined).totals])
    assert.equal(each.beyondMinutes, undefined, 'without a waiting period nothing is beyond it');
  stated.insurer.waitingPeriodMinutes = 0;
  assert.equal(
    outageFacts(stated, undefined).outages[0]!.beyondMinutes,
    90,
    'none to wait for is not "not stated"',
  );
});

test('measured outages stand apart from stated ones; degraded stretches are none', () => {
  const measured: ImpactFacts['outages'][number] = {
    site: 'www.example.net',
    kind: 'outage',
    startUtc: '2025-12-05T18:10:00Z',
    endUtc: '2025-12-05T18:20:00Z',
    minutes: 10,
    requests: 100,
    failed: 100,
    waveIds: ['W1'],
    mark: 'observed',
    howMeasured: 'Web log, by the minute.',
  };
  const impact: ImpactFacts = {
    measures: [],
    summary: '',
    outages: [measured, { ...measured, kind: 'degraded' }],
  };
  const { outages, totals } = outageFacts({ ...sampleCase(), outages: [] }, impact);
  assert.deepEqual(
    outages.map(({ id, basis, minutes }) => [id, basis, minutes]),
    [['M1', 'measured', 10]],
  );
  assert.equal(totals[0]!.basis, 'measured');
});

test('the client gets what traffic cost at a stated price, and no other loss', () => {
  const facts = sampleFacts();
  const traffic: Tariff = { of: 'sent', priceBillionths: 90_000_000, unit: 'GB' };
  facts.case.losses.push({ ...facts.case.losses[0]!, item: 'Traffic over the commitment', tariff: traffic });
  facts.losses = lossFacts(facts.case, facts.billing, WAVES, {
    received: undefined,
    sent: { bytes: 2_000_000_000, waveIds: ['W1'], evidenceIds: ['E1'], notAdded: [] },
  });
  const lossesFor = (profile: CaseFacts['profile']) =>
    profiled({ ...facts, case: { ...facts.case, profile } }, sampleRows([])).facts;
  const client = lossesFor('client');
  assert.deepEqual(
    client.losses.rows.map(({ item, amountMinor }) => [item, amountMinor]),
    [['Traffic over the commitment', 18]],
  );
  assert.deepEqual(client.losses.totals, [{ currency: 'EUR', amountMinor: 18 }]);
  assert.deepEqual(
    client.case.losses.map(({ item }) => item),
    ['Traffic over the commitment'],
  );
  assert.deepEqual(lossesFor('insurer').losses, facts.losses);
  assert.deepEqual([lossesFor('public').losses.rows, lossesFor('public').case.losses], [[], []]);
});
