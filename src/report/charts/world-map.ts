// The world map: countries of registration shaded by proven sources. Unproven addresses are not on it.

import type { CountryFacts, IncidentFacts } from '../../model/facts.ts';
import type { DocumentLanguage } from '../text/language.ts';
import type { ChartPlan } from './chart.ts';
import { CHART_WIDTH, INK, MAP_COLOURS, TEXT_SIZE } from './palette.ts';
import { SMALL_PLACES } from './small-places.ts';
import { type CountryOutline, countryOutlines } from './world.ts';

const MAP_HEIGHT = 224;
const LEGEND_HEIGHT = 22;
const LEGEND_STEP = 76;

// Lower bounds of the classes on round numbers, at most five of them, evenly spread over the orders of magnitude up to `largest`.
function classBounds(largest: number): number[] {
  const bounds = [1];
  const ratio = Math.max(2, largest ** (1 / MAP_COLOURS.length));
  for (let i = 1; i < MAP_COLOURS.length; i++) {
    const exact = ratio ** i;
    const unit = 10 ** Math.floor(Math.log10(exact));
    const round = [1, 2, 5, 10].find((digit) => exact <= digit * unit * 1.2)! * unit;
    if (round > bounds[i - 1] && round <= largest) bounds.push(round);
    else break;
  }
  return bounds;
}

function classTitle(
  { texts, units: { count } }: DocumentLanguage,
  bounds: readonly number[],
  index: number,
): string {
  const low = bounds[index];
  if (index === bounds.length - 1) return texts.figures.orMore(count(low));
  const high = bounds[index + 1] - 1;
  return high === low ? count(low) : texts.figures.range(count(low), count(high));
}

// A few classes take colours from both ends of the ramp, so that they stay far apart in greyscale.
function classColour(classes: number, index: number): string {
  return MAP_COLOURS[classes === 1 ? 3 : Math.round((index * (MAP_COLOURS.length - 1)) / (classes - 1))];
}

function legend(
  language: DocumentLanguage,
  bounds: readonly number[],
  withCircles: boolean,
  unplaced: number,
): object {
  const texts = language.texts.figures;
  const colours = bounds.map((_, index) => classColour(bounds.length, index));
  const entries = bounds.map((_, index) => ({
    x: index * LEGEND_STEP,
    fill: colours[index],
    text: classTitle(language, bounds, index),
  }));
  entries.push({ x: entries.length * LEGEND_STEP, fill: INK.land, text: texts.none });
  const notes = [texts.mapNote];
  if (withCircles) notes.push(texts.circle);
  if (unplaced > 0) notes.push(texts.notOnMap(language.units.count(unplaced)));
  const pixel = (field: string): object => ({ field, type: 'quantitative', scale: null, axis: null });
  const colour = { field: 'fill', type: 'nominal', scale: null, legend: null };
  return {
    width: CHART_WIDTH,
    height: LEGEND_HEIGHT,
    layer: [
      {
        data: { values: entries },
        encoding: { x: pixel('x'), y: { value: 4 } },
        layer: [
          {
            mark: { type: 'square', size: 64, opacity: 1, stroke: INK.coast, strokeWidth: 0.5, xOffset: 5 },
            encoding: { fill: colour },
          },
          {
            mark: { type: 'text', align: 'left', baseline: 'middle', dx: 13 },
            encoding: { text: { field: 'text' } },
          },
        ],
      },
      {
        data: { values: [{ text: notes.join(' ') }] },
        mark: { type: 'text', align: 'left', baseline: 'middle', fontSize: TEXT_SIZE.label },
        encoding: { x: { value: 0 }, y: { value: 18 }, text: { field: 'text' } },
      },
    ],
  };
}

function map(
  countries: readonly CountryFacts[],
  outlines: readonly CountryOutline[],
  bounds: readonly number[],
): object {
  const fills = new Map<string, string>();
  for (const { countryNumeric, sourcesProven } of countries) {
    const index = bounds.findLastIndex((bound) => sourcesProven >= bound);
    if (index >= 0) fills.set(countryNumeric, classColour(bounds.length, index));
  }
  const shapes = outlines.map(({ numeric, geometry }) => ({
    type: 'Feature',
    geometry,
    fill: fills.get(numeric) ?? INK.land,
  }));
  const circles = [...SMALL_PLACES]
    .filter(([numeric]) => fills.has(numeric))
    .map(([numeric, [lon, lat]]) => ({ lon, lat, fill: fills.get(numeric) }));
  const fill = { field: 'fill', type: 'nominal', scale: null, legend: null };
  return {
    width: CHART_WIDTH,
    height: MAP_HEIGHT,
    projection: { type: 'equalEarth', scale: 91, translate: [CHART_WIDTH / 2, 122] },
    layer: [
      {
        data: {
          graticule: {
            step: [30, 30],
            extent: [
              [-180, -60],
              [180, 84],
            ],
          },
        },
        mark: { type: 'geoshape', clip: false, filled: false, stroke: INK.grid, strokeWidth: 0.4 },
      },
      {
        data: { values: shapes },
        mark: { type: 'geoshape', clip: false, stroke: INK.coast, strokeWidth: 0.4 },
        encoding: { fill },
      },
      {
        data: { values: circles },
        mark: { type: 'circle', clip: false, size: 34, opacity: 1, stroke: INK.text, strokeWidth: 0.6 },
        encoding: {
          longitude: { field: 'lon', type: 'quantitative' },
          latitude: { field: 'lat', type: 'quantitative' },
          fill,
        },
      },
    ],
  };
}

/** Undefined when no source is proven. */
export async function worldMapPlan(
  facts: IncidentFacts,
  language: DocumentLanguage,
): Promise<ChartPlan | undefined> {
  const { units } = language;
  const texts = language.texts.figures;
  const proven = facts.countries
    .filter((country) => country.sourcesProven > 0)
    .sort((a, b) => b.sourcesProven - a.sourcesProven || (a.country < b.country ? -1 : 1));
  if (proven.length === 0) return undefined;
  const outlines = await countryOutlines();
  const outlined = new Set(outlines.map(({ numeric }) => numeric));
  const onMap = proven.filter(
    ({ countryNumeric }) =>
      countryNumeric !== '' && (outlined.has(countryNumeric) || SMALL_PLACES.has(countryNumeric)),
  );
  const total = (countries: readonly CountryFacts[]): number =>
    countries.reduce((sum, country) => sum + country.sourcesProven, 0);
  const bounds = classBounds(proven[0].sourcesProven);
  const withCircles = onMap.some(({ countryNumeric }) => SMALL_PLACES.has(countryNumeric));
  const unplaced = total(proven) - total(onMap);
  const top = proven
    .slice(0, 3)
    .map(
      ({ country, countryName, sourcesProven }) =>
        `${texts.country(country, countryName) || texts.unknownPlace} (${units.count(sourcesProven)})`,
    );
  return {
    id: 'world-map',
    title: texts.mapTitle,
    altText: texts.mapAlt(units.counted(total(proven), ...texts.provenSource), top.join(', ')),
    spec: {
      vconcat: [map(onMap, outlines, bounds), legend(language, bounds, withCircles, unplaced)],
      spacing: 4,
      bounds: 'flush',
    },
    frame: {
      width: CHART_WIDTH,
      height: MAP_HEIGHT + 4 + LEGEND_HEIGHT,
      padding: { left: 0, top: 2, right: 0, bottom: 4 },
    },
  };
}
