// Outlines of countries at 1:110 million, public domain (Natural Earth). The one place that knows world-atlas and topojson-client.

import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { FeatureCollection } from 'geojson';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';

/** A country's outline; `numeric` is ISO 3166-1 numeric, '' for land without a code. */
export interface CountryOutline {
  numeric: string;
  geometry: object;
}

// Antarctica, ISO 010: a quarter of the sheet, and nobody registers addresses there in numbers.
const LEFT_OUT = '010';

/** All countries but Antarctica, in the order of the file. */
export async function countryOutlines(): Promise<CountryOutline[]> {
  const path = createRequire(import.meta.url).resolve('world-atlas/countries-110m.json');
  const topology = JSON.parse(await readFile(path, 'utf8')) as Topology<{ countries: GeometryCollection }>;
  const countries: FeatureCollection = feature(topology, topology.objects.countries);
  return countries.features
    .filter(({ id }) => id !== LEFT_OUT)
    .map(({ id, geometry }) => ({ numeric: id === undefined ? '' : String(id), geometry }));
}
