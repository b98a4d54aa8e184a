// What the sources of a vector look like taken together: signs of a made-up population, and how many half-open sources there were at least.

import type { VectorFacts } from '../../model/facts.ts';
import { populationConclusion } from '../text/attack-words.ts';
import type { Flow } from './flow.ts';
import { table } from './table.ts';

const MAX_SIGNS = 10;

function signed({ units }: Flow, weight: number): string {
  return weight > 0
    ? `+${units.measured(weight, '')}`
    : weight < 0
      ? `\u2212${units.measured(-weight, '')}`
      : '0';
}

/** Whether the sources of a vector look made up: a sign a row, with its weight. */
export function populationTable(flow: Flow, vector: VectorFacts): void {
  const { population } = vector;
  if (population === undefined) return;
  const signs = population.signs.slice(0, MAX_SIGNS);
  const { texts: all, units, said } = flow;
  const texts = all.incident.population;
  table(flow, {
    caption: texts.caption(
      `${vector.id} ${all.provider.vectorTitle(vector.title)}`,
      units.counted(population.sources, ...texts.source),
    ),
    columns: [
      { title: texts.sign, width: 130 },
      { title: all.incident.criteria.measured, width: 74, align: 'right' },
      { title: texts.weight, width: 40, align: 'right' },
      { title: all.incident.criteria.inWords, width: 246 },
    ],
    size: 6.8,
    rows: signs.map(({ name, measured, unit, weight, text }) => [
      said(name),
      units.measured(measured, unit),
      signed(flow, weight),
      said(text),
    ]),
    totals: [[texts.sum, '', signed(flow, population.logOdds), said(populationConclusion(population))]],
    note: texts.weights,
  });
}

/** How many half-open sources there were at least; nothing without several snapshots. */
export function snapshotSentence(flow: Flow, { id, snapshotEstimate: estimate }: VectorFacts): void {
  if (estimate === undefined) return;
  const { atLeast, low, high, snapshots, distinctSources } = estimate;
  const { texts: all, units } = flow;
  const { population: texts, cover } = all.incident;
  const from = units.counted(snapshots, ...cover.snapshot);
  const sources = units.counted(atLeast, ...texts.halfOpenSource);
  // Too few were seen again for an interval: its ends are then what was seen.
  const told =
    low === high
      ? texts.tooFew(id, sources, from)
      : texts.interval(id, sources, units.count(low), units.count(high), from, units.count(distinctSources));
  flow.paragraph(told, 'computed');
}
