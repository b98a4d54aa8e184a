// Jurisdiction data: dated, sourced, one for a country, old after 180 days.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { COUNTRIES } from '../../src/aggregate/geo/countries.ts';
import { JURISDICTIONS, jurisdictionOf } from '../../src/facts/jurisdictions/index.ts';
import { RETENTION_AS_OF } from '../../src/model/retention.ts';

// Member states of the European Union, ISO 3166-1 alpha-2 (Greece is GR there).
const MEMBERS = 'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'.split(' ');

function sec(date: string): number {
  return Date.parse(`${date}T12:00:00Z`) / 1000;
}

test('every entry has a name, a phrase and an address to read it at; every jurisdiction a date', () => {
  for (const each of JURISDICTIONS) {
    assert.match(each.asOf, /^20\d\d-[01]\d-[0-3]\d$/);
    const entries = [...each.report, ...each.laws, ...each.preservation, each.declaration.basis];
    for (const list of [each.report, each.laws, each.preservation]) assert.ok(list.length > 0, each.id);
    for (const { name, text, url } of entries) {
      assert.ok(name !== '' && text !== '', each.id);
      assert.match(url, /^https:\/\/[a-z0-9.-]+(\/\S*)?$/, name);
    }
    assert.ok(each.declaration.closing.length > 20);
  }
  assert.match(RETENTION_AS_OF, /^20\d\d-[01]\d-[0-3]\d$/);
});

test('a country stands in one of them at most; the Union is whole', () => {
  const all = JURISDICTIONS.flatMap(({ countries }) => countries);
  assert.equal(new Set(all).size, all.length);
  const known = new Set(COUNTRIES.keys());
  for (const country of all) assert.ok(known.has(country), country);
  const union = JURISDICTIONS.filter(({ id }) => id === 'eu' || id === 'de').flatMap(
    ({ countries }) => countries,
  );
  assert.deepEqual([...union].sort(), MEMBERS);
});

test('chosen by country; nothing for a country without data', () => {
  for (const [country, id] of [
    ['US', 'us'],
    ['GB', 'uk'],
    ['DE', 'de'],
    ['FR', 'eu'],
  ] as const)
    assert.equal(jurisdictionOf(country, sec('2026-12-01'))?.id, id);
  assert.equal(jurisdictionOf('CH', sec('2026-12-01')), undefined);
  assert.equal(jurisdictionOf('', sec('2026-12-01')), undefined);
});

test('old after 180 days, not on the 180th', () => {
  const { asOf } = JURISDICTIONS.find(({ id }) => id === 'de')!;
  const start = Date.parse(`${asOf}T00:00:00Z`) / 1000;
  const at = (days: number): [number | undefined, boolean | undefined] => {
    const found = jurisdictionOf('DE', start + days * 86_400);
    return [found?.ageDays, found?.stale];
  };
  assert.deepEqual(at(180), [180, false]);
  assert.deepEqual(at(181), [181, true]);
  assert.deepEqual(at(-30), [-30, false], 'a report dated before the data is not called old');
});

test('a victim is never told that an instrument of the authorities is his', () => {
  const us = JURISDICTIONS.find(({ id }) => id === 'us')!;
  assert.match(us.preservation.find(({ name }) => name.includes('2703(f)'))!.text, /A victim cannot use it/);
});
