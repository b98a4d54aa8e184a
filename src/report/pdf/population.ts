// What the sources of a vector look like taken together: signs of a made-up population, and how many half-open sources there were at least.

import type { VectorFacts } from '../../model/facts.ts';
import { populationConclusion } from '../text/attack-words.ts';
import { WEIGHTS_EXPLAINED } from '../text/wording.ts';
import * as units from '../units.ts';
import type { Flow } from './flow.ts';
import { table } from './table.ts';

const MAX_SIGNS = 10;

function signed(weight: number): string {
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
  table(flow, {
    caption: `${vector.id} ${vector.title}: does the population of ${units.counted(population.sources, 'source')} look made up?`,
    columns: [
      { title: 'Sign', width: 130 },
      { title: 'Measured', width: 74, align: 'right' },
      { title: 'Weight', width: 40, align: 'right' },
      { title: 'In words', width: 246 },
    ],
    size: 6.8,
    rows: signs.map(({ name, measured, unit, weight, text }) => [
      name,
      units.measured(measured, unit),
      signed(weight),
      text,
    ]),
    totals: [['Sum', '', signed(population.logOdds), populationConclusion(population)]],
    note: WEIGHTS_EXPLAINED,
  });
}

/** How many half-open sources there were at least; nothing without several snapshots. */
export function snapshotSentence(flow: Flow, { id, snapshotEstimate: estimate }: VectorFacts): void {
  if (estimate === undefined) return;
  const { atLeast, low, high, snapshots, distinctSources } = estimate;
  const from = units.counted(snapshots, 'snapshot');
  const least = `${id}: at least ${units.counted(atLeast, 'distinct half-open source')}`;
  // Too few were seen again for an interval: its ends are then what was seen.
  const told =
    low === high
      ? `${least}: so many were seen in ${from}, too few of them again to say how many there were in all.`
      : `${least}, 95 % interval ${units.count(low)} to ${units.count(high)}, from ${from} in which ${units.count(distinctSources)} were seen (Chao1 lower bound).`;
  flow.paragraph(told, 'computed');
}
