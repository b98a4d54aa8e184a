// Numbers, times and money as text.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { localUnits } from '../../src/report/local-units.ts';
import * as units from '../../src/report/units.ts';

test('whole numbers are grouped and take the right noun', () => {
  assert.equal(units.count(0), '0');
  assert.equal(units.count(999), '999');
  assert.equal(units.count(61_204_118), '61,204,118');
  assert.equal(units.counted(1, 'packet'), '1 packet');
  assert.equal(units.counted(2, 'entry', 'entries'), '2 entries');
});

test('a small share is never shown as zero and a near whole never as all', () => {
  assert.equal(units.percent(0), '0 %');
  assert.equal(units.percent(0.0004), '< 0.1 %');
  assert.equal(units.percent(0.115), '11.5 %');
  assert.equal(units.percent(0.08), '8.0 %', 'a column of shares has as many digits in every row');
  assert.equal(units.measured(0.5, 'share'), '50 %', 'a threshold is a round number');
  assert.equal(units.percent(0.9996), '> 99.9 %');
  assert.equal(units.percent(1), '100 %');
});

test('bytes and bits are decimal, with three digits', () => {
  assert.equal(units.bytes(1), '1 byte');
  assert.equal(units.bytes(999), '999 bytes');
  assert.equal(units.bytes(999_600), '1 MB');
  assert.equal(units.bytes(6_181_616_000), '6.18 GB');
  assert.equal(units.exactBytes(6_181_616_000), '6,181,616,000 bytes');
  assert.equal(units.bitRate(1_440_000_000), '1.44 Gbit/s');
  assert.equal(units.bitRate(197_904_000), '198 Mbit/s');
  assert.equal(units.rate(412_300, 'packets'), '412,300 packets/s');
  assert.equal(units.rate(0.25, 'requests'), '0.25 requests/s');
});

test('lengths of time have at most two units', () => {
  assert.equal(units.duration(0.25), '0.25 s');
  assert.equal(units.duration(59), '59 s');
  assert.equal(units.duration(60), '1 min');
  assert.equal(units.duration(1733), '28 min 53 s');
  assert.equal(units.duration(3600), '1 h');
  assert.equal(units.duration(6297), '1 h 44 min');
  assert.equal(units.duration(3 * 86_400 + 4 * 3600 + 59), '3 d 4 h');
  assert.equal(units.workTime(5400), '1:30 h');
  assert.equal(units.workTime(-450), '-0:07:30 h');
});

test('an edge is unsure to either side, or that of a snapshot to the far side only, with the clocks to either', () => {
  const bucket = { side: 'start', seconds: 30, clockSeconds: 0, oneSided: false } as const;
  assert.equal(units.uncertainty({ ...bucket, seconds: 0 }), '');
  assert.equal(units.uncertainty(bucket), '± 30 s');
  const snapshot = { side: 'start', seconds: 1931, clockSeconds: 0, oneSided: true } as const;
  assert.equal(units.uncertainty(snapshot), 'up to 32 min 11 s earlier');
  assert.equal(units.uncertainty({ ...snapshot, side: 'end' }), 'up to 32 min 11 s later');
  assert.equal(
    units.uncertainty({ ...snapshot, seconds: 1932.5, clockSeconds: 1.5 }),
    'up to 32 min 11 s earlier, ± 1.5 s',
  );
  const german = localUnits({ language: 'de', dateStyle: 'iso' });
  assert.equal(german.uncertainty({ ...bucket, seconds: 1.5 }), '± 1,5 s');
  assert.equal(
    german.uncertainty({ ...snapshot, seconds: 1932.5, clockSeconds: 1.5 }),
    'bis zu 32 min 11 s früher, ± 1,5 s',
  );
  assert.equal(german.uncertainty({ ...snapshot, side: 'end' }), 'bis zu 32 min 11 s später');
});

test('times are UTC with Z and do not depend on the zone of the machine', () => {
  assert.equal(units.utc('2025-12-05T18:02:11Z'), '2025-12-05 18:02:11Z');
  assert.equal(units.utc('2025-12-05T18:02:11.123456789Z'), '2025-12-05 18:02:11Z');
  assert.equal(units.utc(''), '');
  assert.equal(
    units.utcSpan('2025-12-05T18:02:11Z', '2025-12-05T18:31:04Z'),
    '2025-12-05 18:02:11Z to 18:31:04Z',
  );
  assert.equal(
    units.utcSpan('2025-12-05T23:59:59Z', '2025-12-06T00:00:01Z'),
    '2025-12-05 23:59:59Z to 2025-12-06 00:00:01Z',
  );
  assert.equal(units.utcSpan('2025-12-05T18:02:11Z', ''), '2025-12-05 18:02:11Z');
  assert.equal(units.secondsBetween('2025-12-05T23:59:59Z', '2025-12-06T00:00:01Z'), 2);
  assert.equal(units.secondsBetween('', '2025-12-06T00:00:01Z'), undefined);
  assert.equal(units.localClock(Date.UTC(2025, 11, 5, 18, 6) / 1000, 60), '19:06');
  assert.equal(units.localClock(Date.UTC(2025, 11, 5, 18, 6, 5) / 1000, -210), '14:36:05');
  assert.equal(units.utcOffset(60), '+01:00');
  assert.equal(units.utcOffset(-210), '-03:30');
  assert.equal(units.clockOffset(-120), '-0.12 s');
});

test('money is exact in minor units', () => {
  assert.equal(units.money(184_000, 2, 'EUR'), '1,840.00 EUR');
  assert.equal(units.money(5, 2, 'EUR'), '0.05 EUR');
  assert.equal(units.money(-5, 2, ''), '-0.05');
  assert.equal(units.money(1_500_000, 0, 'JPY'), '1,500,000 JPY');
  assert.equal(units.money(1_234_567, 3, 'KWD'), '1,234.567 KWD');
  assert.equal(units.money(0, 2, 'USD'), '0.00 USD');
  assert.equal(units.factor(1500), '× 1.5');
  assert.equal(units.milliPercent(19_000), '19 %');
});

test('measured values carry their unit, ports and hashes are not grouped', () => {
  assert.equal(units.measured(0.997, 'share'), '99.7 %');
  assert.equal(units.measured(16_384, 'sockets'), '16,384 sockets');
  assert.equal(units.measured(1.23456, 'ratio'), '1.23 ratio');
  assert.equal(units.asn(64_496), 'AS64496');
  assert.equal(units.asn(0), '');
  assert.equal(units.ports([40_123, 40_124, 51_877], 820, 2), '40123, 40124 and 818 more');
  assert.equal(units.ports([443], 1, 3), '443');
  assert.equal(units.ports([], 0, 3), '');
  assert.equal(units.shortHash('0123456789abcdef'), '0123456789ab');
});
