// Colours and sizes of all charts: calm in print, told apart in greyscale by lightness, the same for the same thing everywhere.

import type { Verdict } from '../../model/verdict.ts';

/** Fill of each verdict, dark to light with the strength of the claim. */
export const VERDICT_COLOUR: Record<Verdict, string> = {
  proven: '#1f4e79',
  likely: '#4f81b0',
  reflector: '#8a6d3b',
  unproven: '#b9bec6',
  refuted: '#e3e5e9',
  claimed: '#d5cfe0',
};

/** Fills and strokes of events. */
export const EVENT_COLOUR = {
  /** Pale band behind the lanes while an attack wave lasts. */
  attackBand: '#f6ddd6',
  attack: '#b5442e',
  outage: '#3b3b3b',
  action: '#2f6b4f',
  demand: '#7a3b8f',
  work: '#6f8fae',
} as const;

/** One a lane of the traffic chart. */
export const LANE_COLOUR = {
  packets: '#1f4e79',
  bits: '#4d6f93',
  requests: '#35656b',
  half_open: '#6b5b7b',
} as const;

/** Classes of the map, light to dark. */
export const MAP_COLOURS: readonly string[] = ['#cfe0ee', '#9bbfdd', '#5f95c2', '#33699b', '#173d63'];

/** Text, rules and empty land. */
export const INK = {
  text: '#222222',
  faint: '#5c6068',
  grid: '#e2e4e8',
  land: '#eef0f2',
  coast: '#b4bac2',
} as const;

/** Family name under which the documents embed the font. */
export const FONT = 'DejaVu Sans';

/** Text sizes in points. */
export const TEXT_SIZE = { label: 7.5, title: 8.5 } as const;

/** Width of every chart in points: the text width of an A4 or Letter page. */
export const CHART_WIDTH = 500;
