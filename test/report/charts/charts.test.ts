// The charts of the sample incident: as the goldens, whatever the time zone; well-formed whatever strangers wrote; nothing unproven among the proven.

import assert from 'node:assert/strict';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { test } from 'node:test';
import type { IncidentFacts } from '../../../src/model/facts.ts';
import type { Chart } from '../../../src/report/charts/chart.ts';
import { type ChartSet, renderCharts } from '../../../src/report/charts/index.ts';
import { sampleFacts } from '../../support/sample-facts.ts';

const GOLDENS = new URL('../../../../fixtures/charts/', import.meta.url);
const sample = await renderCharts(sampleFacts());

function drawn(set: ChartSet): Chart[] {
  return Object.values(set).filter((chart: Chart | undefined) => chart !== undefined);
}

/** Texts of an SVG in order; throws where XML 1.0 would not be well-formed. */
function textsOf(svg: string): string[] {
  const open: string[] = [];
  const texts: string[] = [];
  let end = 0;
  for (const tag of svg.matchAll(/<(\/?)([a-z]+)((?: [a-zA-Z0-9:-]+="[^"<&]*")*)(\/?)>/gi)) {
    const between = svg.slice(end, tag.index);
    assert.doesNotMatch(between, /<|&(?!(?:amp|lt|gt|quot|#\d+);)/, 'bare markup in a text');
    if (between !== '')
      texts.push(between.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&'));
    end = tag.index + tag[0].length;
    if (tag[1] === '/') assert.equal(open.pop(), tag[2]);
    else if (tag[4] === '') open.push(tag[2]);
  }
  assert.equal(svg.slice(end).trim(), '');
  assert.deepEqual(open, []);
  // biome-ignore lint/complexity/useRegexLiterals: the characters that XML 1.0 section 2.2 leaves out, readable as escapes
  assert.doesNotMatch(svg, new RegExp('[\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\ufffe\\uffff]'));
  return texts;
}

for (const chart of drawn(sample))
  test(`golden: ${chart.id}`, async () => {
    const file = new URL(`${chart.id}.svg`, GOLDENS);
    if (process.env.UPDATE_GOLDEN === '1') {
      await mkdir(GOLDENS, { recursive: true });
      await writeFile(file, chart.svg);
    }
    assert.equal(chart.svg, await readFile(file, 'utf8'));
  });

test('all six charts are drawn, named, described and as large as they say', () => {
  const charts = drawn(sample);
  assert.deepEqual(
    charts.map(({ id }) => id),
    ['timeline', 'vectors', 'countries', 'world-map', 'networks', 'billing'],
  );
  for (const { svg, width, height, altText, title } of charts) {
    textsOf(svg);
    assert.match(svg, new RegExp(`width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"`));
    assert.equal(width, 500);
    assert.ok(height < 650, 'fits on a page');
    assert.ok(title.length > 0 && altText.endsWith('.') && altText.length < 400);
    // Ids would collide when several charts stand in one page.
    assert.doesNotMatch(svg, / id="| class="|url\(|NaN|undefined|Infinity/);
  }
});

test('the same bytes in another time zone and in another order', async () => {
  const zone = process.env.TZ;
  const winter = new Date(Date.UTC(2025, 11, 5));
  const offset = winter.getTimezoneOffset();
  try {
    process.env.TZ = zone === 'America/St_Johns' ? 'Asia/Kathmandu' : 'America/St_Johns';
    assert.notEqual(winter.getTimezoneOffset(), offset, 'the zone took effect');
    assert.deepEqual(await renderCharts(sampleFacts()), sample);
  } finally {
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
  }
});

test('times are printed in UTC', () => {
  const texts = textsOf(sample.timeline!.svg);
  assert.deepEqual(
    texts.filter((text) => /^\d\d:\d\d$|\d{4}$/.test(text)),
    ['18:00', '5 Dec 2025', '21:00', '00:00', '6 Dec 2025', '03:00'],
  );
  assert.ok(texts.includes('Time (UTC)') && texts.includes('log scale'));
});

test('names of strangers stay text', async () => {
  const hostile = '<script>&"\u0000';
  const facts = sampleFacts();
  facts.networks[0].asName = `${hostile}\u202e]]>`;
  facts.vectors[0].targets = [hostile];
  facts.countries[0].countryName = hostile;
  facts.billing!.entries[0].entry.person = hostile;
  facts.case.outages[0].service = hostile;
  facts.series[0].title = '<b>\uffff';
  const set = await renderCharts(facts);
  for (const chart of [set.networks, set.vectors, set.countries, set.billing]) {
    const texts = textsOf(chart!.svg);
    assert.ok(
      texts.some((text) => text.includes('<script>&"')),
      chart!.id,
    );
    assert.doesNotMatch(chart!.altText, /[\u0000\u202e]/);
  }
  assert.ok(textsOf(set.networks!.svg).includes('AS64496 <script>&"\\u{0}\\u{202e}]]>'));
  assert.ok(textsOf(set.timeline!.svg).includes('<b>\ufffd'));
});

// Only values look like "1,820 (15.2 %)".
function barValues(chart: Chart): number[] {
  return textsOf(chart.svg)
    .flatMap((text) => /^([\d,]+) \(/.exec(text)?.[1] ?? [])
    .map((text) => Number(text.replaceAll(',', '')));
}

test('countries: proven and unproven are counted apart and completely', () => {
  const texts = textsOf(sample.countries!.svg);
  const values = barValues(sample.countries!);
  assert.equal(values.length, 16 + 4);
  const sum = (list: number[]): number => list.reduce((total, value) => total + value, 0);
  assert.equal(sum(values.slice(0, 16)), 600);
  assert.equal(sum(values.slice(16)), 12_000);
  assert.ok(texts.includes('Unproven: address may be forged (own scale)'));
  assert.ok(!sample.countries!.altText.includes('12,000'));
});

test('networks: ten and the rest are all proven sources', () => {
  const values = barValues(sample.networks!);
  assert.equal(values.length, 11);
  assert.equal(
    values.reduce((total, value) => total + value, 0),
    600,
  );
});

test('without proven sources there is no map and no network chart, and the country chart says so', async () => {
  const facts = sampleFacts();
  facts.sourcesByVerdict.proven = 0;
  for (const country of facts.countries) country.sourcesProven = 0;
  for (const network of facts.networks) network.sourcesProven = 0;
  const set = await renderCharts(facts);
  assert.equal(set.worldMap, undefined);
  assert.equal(set.networks, undefined);
  assert.match(set.countries!.altText, /^No source is proven\./);
  assert.ok(!textsOf(set.countries!.svg).includes('Proven sources by country of registration'));
});

test('an empty case has no charts', async () => {
  const facts: IncidentFacts = {
    ...sampleFacts(),
    waves: [],
    vectors: [],
    countries: [],
    networks: [],
    series: [],
    billing: undefined,
  };
  facts.sourcesByVerdict.proven = 0;
  facts.case = { ...facts.case, outages: [], actions: [], demands: [] };
  assert.deepEqual(drawn(await renderCharts(facts)), []);
});

test('proven sources of unknown country are not on the map but under it', async () => {
  const facts = sampleFacts();
  facts.countries.push({
    ...facts.countries[0],
    country: '',
    countryName: '',
    countryNumeric: '',
    sourcesProven: 7,
  });
  const texts = textsOf((await renderCharts(facts)).worldMap!.svg);
  assert.ok(texts.some((text) => text.includes('Not on the map: 7 of unknown country.')));
});

test('a vector of the logs has no share of the packets, which is not zero', async () => {
  const facts = sampleFacts();
  facts.vectors = facts.vectors.slice(0, 2).map((vector, index) => ({
    ...vector,
    packets: index === 0 ? 5 : 0,
    sharePackets: index === 0 ? 1 : 0,
    shareBytes: index === 0 ? 1 : 0,
  }));
  const { svg } = (await renderCharts(facts)).vectors!;
  assert.deepEqual(
    textsOf(svg)
      .filter((text) => / %$|^\u2013$/.test(text))
      .sort(),
    ['100 %', '100 %', '\u2013', '\u2013'],
  );
});

test('web logs alone: vectors compare by requests', async () => {
  const facts = sampleFacts();
  facts.vectors = facts.vectors.map((vector) => ({
    ...vector,
    sharePackets: 0,
    shareBytes: 0,
    requests: 50,
  }));
  const texts = textsOf((await renderCharts(facts)).vectors!.svg);
  assert.deepEqual(texts.filter((text) => /^Share| %$/.test(text)).sort(), [
    '25.0 %',
    '25.0 %',
    '25.0 %',
    '25.0 %',
    'Share of requests',
  ]);
});
