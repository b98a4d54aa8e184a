// The country table: complete, unique, joined with world-atlas by numeric code.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { COUNTRIES, packCountry, unpackCountry } from '../../../src/aggregate/geo/countries.ts';

test('249 ISO 3166-1 codes and XK, each numeric code once', () => {
  assert.equal(COUNTRIES.size, 250);
  assert.equal(new Set([...COUNTRIES.values()].map((country) => country.numeric)).size, 250);
  for (const { code, numeric, name } of COUNTRIES.values()) {
    assert.match(code, /^[A-Z]{2}$/);
    assert.match(numeric, code === 'XK' ? /^$/ : /^\d{3}$/);
    assert.match(name, /^\S.*\S$/);
  }
});

// Names that the two sources spell alike must carry the same number; Natural Earth abbreviates the rest.
test('numeric codes are those of world-atlas', () => {
  const path = createRequire(import.meta.url).resolve('world-atlas/countries-50m.json');
  const atlas = JSON.parse(readFileSync(path, 'utf8')) as {
    objects: { countries: { geometries: { id?: string; properties: { name: string } }[] } };
  };
  const shapes = atlas.objects.countries.geometries;
  const byName = new Map(shapes.map((shape) => [shape.properties.name, shape.id]));
  const byNumeric = new Set(shapes.map((shape) => shape.id));
  let sameName = 0;
  let drawn = 0;
  for (const { code, name, numeric } of COUNTRIES.values()) {
    if (byNumeric.has(numeric)) drawn++;
    const id = byName.get(name);
    if (id === undefined || code === 'XK') continue;
    assert.equal(id, numeric, name);
    sameName++;
  }
  assert.ok(sameName > 170, `${sameName} names`);
  assert.ok(drawn > 230, `${drawn} shapes`);
});

test('regions as UN M49 has them', () => {
  const place = (code: string): string => {
    const { continent, region } = COUNTRIES.get(code)!;
    return `${continent} / ${region}`;
  };
  assert.equal(place('DE'), 'Europe / Western Europe');
  assert.equal(place('GB'), 'Europe / Northern Europe');
  assert.equal(place('RU'), 'Europe / Eastern Europe');
  assert.equal(place('CY'), 'Asia / Western Asia');
  assert.equal(place('IR'), 'Asia / Southern Asia');
  assert.equal(place('VN'), 'Asia / South-eastern Asia');
  assert.equal(place('MX'), 'North America / Central America');
  assert.equal(place('JM'), 'North America / Caribbean');
  assert.equal(place('BR'), 'South America / South America');
  assert.equal(place('SD'), 'Africa / Northern Africa');
  assert.equal(place('NZ'), 'Oceania / Australia and New Zealand');
});

test('codes survive packing; what is no country does not pass', () => {
  for (const code of COUNTRIES.keys()) assert.equal(unpackCountry(packCountry(code)), code);
  for (const code of ['', 'ZZ', 'EU', 'AP', 'us', 'United States', undefined, 7]) {
    assert.equal(packCountry(code), 0, String(code));
  }
  assert.equal(unpackCountry(0), '');
});
