// Where things stand on the charts: ticks, lanes, labels, places.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import PDFDocument from 'pdfkit';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import type { SeriesFacts } from '../../../src/model/facts.ts';
import { fitText, placeLabels, textWidth } from '../../../src/report/charts/labels.ts';
import { createLane } from '../../../src/report/charts/lanes.ts';
import { SMALL_PLACES } from '../../../src/report/charts/small-places.ts';
import { spanAround, timeTicks } from '../../../src/report/charts/time-axis.ts';
import { countryOutlines } from '../../../src/report/charts/world.ts';

const require = createRequire(import.meta.url);
const utc = (text: string): number => Date.parse(text) / 1000;

function series(bucketSec: number, points: [number, number][]): SeriesFacts {
  return {
    lane: 'packets',
    title: 'Packets',
    unit: 'packets/s',
    bucketSec,
    points: points.map(([atSec, value]) => ({ atSec, value })),
  };
}

test('ticks stand on round UTC times', () => {
  const ticks = (start: string, end: string): string[] =>
    timeTicks({ startSec: utc(start), endSec: utc(end) }, 6).map((sec) => new Date(sec * 1000).toISOString());
  assert.deepEqual(ticks('2025-12-05T18:00:03Z', '2025-12-05T18:01:03Z'), [
    '2025-12-05T18:00:10.000Z',
    '2025-12-05T18:00:20.000Z',
    '2025-12-05T18:00:30.000Z',
    '2025-12-05T18:00:40.000Z',
    '2025-12-05T18:00:50.000Z',
    '2025-12-05T18:01:00.000Z',
  ]);
  assert.deepEqual(ticks('2025-12-05T18:01:00Z', '2025-12-05T22:55:00Z'), [
    '2025-12-05T19:00:00.000Z',
    '2025-12-05T20:00:00.000Z',
    '2025-12-05T21:00:00.000Z',
    '2025-12-05T22:00:00.000Z',
  ]);
  assert.deepEqual(ticks('2025-11-03T01:00:00Z', '2026-03-20T01:00:00Z'), [
    '2025-12-01T00:00:00.000Z',
    '2026-01-01T00:00:00.000Z',
    '2026-02-01T00:00:00.000Z',
    '2026-03-01T00:00:00.000Z',
  ]);
  assert.deepEqual(ticks('2015-12-08T00:00:00Z', '2025-12-06T00:00:00Z'), [
    '2016-01-01T00:00:00.000Z',
    '2018-01-01T00:00:00.000Z',
    '2020-01-01T00:00:00.000Z',
    '2022-01-01T00:00:00.000Z',
    '2024-01-01T00:00:00.000Z',
  ]);
});

test('a single moment gets a minute around it', () => {
  assert.deepEqual(spanAround([1000]), { startSec: 970, endSec: 1030 });
});

test('the peak of one second survives five days', () => {
  const points: [number, number][] = Array.from({ length: 432_000 }, (_, i) => [
    i,
    i === 300_001 ? 90_000 : 40,
  ]);
  const lane = createLane(series(1, points), { startSec: 0, endSec: 432_000 }, 380)!;
  assert.equal(Math.max(...lane.steps.map(({ value }) => value)), 90_000);
  assert.ok(lane.steps.length <= 4, 'equal neighbours are one step');
  const peak = lane.steps.find(({ value }) => value === 90_000)!;
  assert.ok(peak.at <= 300_001_000 && peak.at > 300_001_000 - (432_000_000 / 380) * 1.001);
});

test('ten years with three points: three separate runs, no more steps than columns', () => {
  const decade = 315_360_000;
  const lane = createLane(
    series(1, [
      [0, 3],
      [decade / 2, 0.02],
      [decade - 1, 120_000],
    ]),
    { startSec: 0, endSec: decade },
    380,
  )!;
  assert.equal(lane.steps.length, 6);
  assert.deepEqual([...new Set(lane.steps.map(({ run }) => run))], [0, 1, 2]);
});

test('snapshots a little late are one run, a missing hour is a gap', () => {
  const at = [0, 61, 125, 180, 3900, 3960];
  const lane = createLane(
    series(
      60,
      at.map((sec) => [sec, 5]),
    ),
    { startSec: 0, endSec: 4020 },
    400,
  )!;
  assert.deepEqual([...new Set(lane.steps.map(({ run }) => run))], [0, 1]);
});

test('a flood over quiet traffic is drawn to a log scale, a rising sale to a linear one', () => {
  const lane = (values: number[]): ReturnType<typeof createLane> =>
    createLane(
      series(
        60,
        values.map((value, i) => [i * 60, value]),
      ),
      { startSec: 0, endSec: values.length * 60 },
      380,
    );
  const flood = lane([...Array<number>(20).fill(500), ...Array<number>(80).fill(400_000)])!;
  assert.equal(flood.scale, 'log');
  assert.deepEqual(flood.ticks, [100, 1000, 10_000, 100_000]);
  const sale = lane(Array.from({ length: 100 }, (_, i) => 100 + i))!;
  assert.equal(sale.scale, 'linear');
  assert.deepEqual(sale.ticks, [0, 100, 200]);
  assert.equal(lane([0, 0, 0]), undefined);
});

test('text is never wider than the chart takes it to be', () => {
  const document = new PDFDocument({ font: require.resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf') });
  document.fontSize(100);
  for (let code = 0x20; code < 0x250; code++) {
    const character = String.fromCharCode(code);
    if (code > 0x7e && code < 0xa0) continue;
    const real = document.widthOfString(character);
    assert.ok(textWidth(character, 100) >= real - 0.05, `${character} ${real}`);
  }
  const fitted = fitText('EXAMPLE-TELE Exemplo Telecomunicações S.A. do Brasil', 7.5, 120);
  document.fontSize(7.5);
  assert.match(fitted, /^EXAMPLE-TELE .*…$/);
  assert.ok(document.widthOfString(fitted) <= 120);
  assert.ok(fitText('x'.repeat(5_000_000), 7.5, 120).length < 60);
});

test('labels of marks that are close are joined, and keep clear of the marks behind them', () => {
  const mark = (from: number, text: string): { from: number; to: number; text: string } => ({
    from,
    to: from + 6,
    text,
  });
  const placed = placeLabels(
    [mark(10, 'A1'), mark(14, 'A2'), mark(28, 'A3'), mark(120, 'A4'), mark(190, 'A5')],
    7.5,
    200,
  );
  assert.deepEqual(
    placed.map(({ text }) => text),
    ['A1–A3', 'A4', 'A5'],
  );
  assert.ok(placed[0].x > 34 && placed[0].x + textWidth('A1–A3', 7.5) < 120);
  assert.ok(placed[2].x + textWidth('A5', 7.5) < 190, 'before its mark, since the paper ends behind it');
});

test('every circle of the map stands where the finer outlines have the place, and only where the coarse ones lack it', async () => {
  const path = require.resolve('world-atlas/countries-50m.json');
  const topology = JSON.parse(await readFile(path, 'utf8')) as Topology<{ countries: GeometryCollection }>;
  const fine = feature(topology, topology.objects.countries).features;
  const outlined = new Set((await countryOutlines()).map(({ numeric }) => numeric));
  let compared = 0;
  for (const [numeric, [lon, lat]] of SMALL_PLACES) {
    assert.ok(!outlined.has(numeric), numeric);
    const found = fine.find(({ id }) => id === numeric);
    if (found === undefined) continue;
    const distances = JSON.stringify('coordinates' in found.geometry ? found.geometry.coordinates : [])
      .match(/-?[\d.]+,-?[\d.]+/g)!
      .map((pair) => pair.split(',').map(Number))
      .map(([x, y]) => Math.hypot(x - lon, y - lat));
    // Degrees; a circle is four degrees wide.
    assert.ok(Math.min(...distances) < 1.5, `${numeric} is ${Math.min(...distances)} away`);
    compared++;
  }
  assert.ok(compared > 55, `${compared} compared`);
});
