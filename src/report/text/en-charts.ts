// The fixed texts of the charts of traffic, vectors and sources, in English.

import type { Noun } from './en.ts';

/** English. */
export const chartTexts = {
  attackTitle: 'The attack over time',
  trafficTitle: 'Traffic over time',
  scale: { log: 'log scale', linear: 'linear scale' },
  halfOpen: ['half-open socket', 'half-open sockets'] as Noun,
  meanOf: (time: string): string => `(mean of ${time})`,
  noWave: 'no attack wave',
  wave: ['attack wave', 'attack waves'] as Noun,
  drawn: (length: string, waves: string): string => `${length} drawn, with ${waves}.`,
  highest: (peaks: string): string => `Highest values drawn, ordinary traffic included: ${peaks}.`,
  leftOut: (labels: string): string => `Outside the period drawn: ${labels}.`,
  vectorsTitle: 'Attack vectors',
  vector: ['attack vector', 'attack vectors'] as Noun,
  shareOfPackets: 'Share of packets',
  shareOfBytes: 'Share of bytes received',
  shareOfRequests: 'Share of requests',
  /** A country by its ISO 3166-1 code and its English name. */
  country: (_code: string, english: string): string => english,
  notKnown: 'Not known',
  unknownPlace: 'not known',
  others: (countries: string): string => `Others (${countries})`,
  countryNoun: ['country', 'countries'] as Noun,
  /** The same behind "in". */
  countriesIn: ['country', 'countries'] as Noun,
  provenByCountry: 'Proven sources by country of registration',
  unprovenByCountry: 'Unproven: address may be forged (own scale)',
  countriesTitle: 'Sources by country of registration',
  noneProven: 'No source is proven.',
  provenSource: ['proven source', 'proven sources'] as Noun,
  provenIn: (sources: string, countries: string, most: string): string =>
    `${sources} in ${countries}; most in ${most}.`,
  unprovenApart: 'Unproven sources, whose addresses may be forged, are shown apart.',
  networkNotKnown: 'Network not known',
  otherNetworks: 'All other networks',
  provenByNetwork: 'Proven sources by network',
  mostNetworks: (sources: string, most: string): string =>
    `${sources}. The networks with the most are ${most}.`,
  orMore: (count: string): string => `${count} or more`,
  range: (low: string, high: string): string => `${low} to ${high}`,
  none: 'none',
  mapNote: 'Proven sources.',
  circle: 'Circle: a place too small to outline.',
  notOnMap: (count: string): string => `Not on the map: ${count} of unknown country.`,
  mapTitle: 'Proven sources on the map',
  mapAlt: (sources: string, most: string): string =>
    `World map of ${sources} by country of registration. Most: ${most}.`,
};

/** The same of any language. */
export type ChartTexts = typeof chartTexts;
