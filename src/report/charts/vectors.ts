// The chart of attack vectors: what share of the attack's packets and bytes each one has.

import type { IncidentFacts, VectorFacts } from '../../model/facts.ts';
import { counted, percent } from '../units.ts';
import { type Bar, type BarGroup, barsHeight, barsView } from './bars.ts';
import type { ChartPlan } from './chart.ts';
import { CHART_WIDTH, EVENT_COLOUR } from './palette.ts';

const MOST_BARS = 12;
const LABEL_WIDTH = 176;
const GAP = 16;

interface Measure {
  title: string;
  of: (vector: VectorFacts) => number;
}

// Logs alone know neither packets nor bytes on the wire; then requests say how the vectors compare.
function measures(vectors: readonly VectorFacts[]): Measure[] {
  const requests = vectors.reduce((sum, vector) => sum + vector.requests, 0);
  const wire: Measure[] = [
    { title: 'Share of packets', of: (vector) => vector.sharePackets },
    { title: 'Share of bytes', of: (vector) => vector.shareBytes },
  ];
  const known = wire.filter(({ of }) => vectors.some((vector) => of(vector) > 0));
  if (known.length > 0 || requests === 0) return known;
  return [{ title: 'Share of requests', of: (vector) => vector.requests / requests }];
}

function bars(vectors: readonly VectorFacts[], measure: Measure): Bar[] {
  const shown = vectors.length > MOST_BARS ? vectors.slice(0, MOST_BARS - 1) : vectors;
  const rest = vectors.slice(shown.length);
  const rows = shown.map((vector) => ({
    key: vector.id,
    label: `${vector.id} ${vector.title}, ${vector.targets.join(', ')}`,
    value: measure.of(vector),
  }));
  if (rest.length > 0)
    rows.push({
      key: '',
      label: `${rest.length} more`,
      value: rest.reduce((sum, vector) => sum + measure.of(vector), 0),
    });
  return rows.map((row) => ({ ...row, text: percent(row.value) }));
}

/** Undefined when no vector has a share of anything. */
export function vectorsPlan(facts: IncidentFacts): ChartPlan | undefined {
  const shown = measures(facts.vectors);
  if (shown.length === 0) return undefined;
  const plots = CHART_WIDTH - LABEL_WIDTH - 6;
  const width = (plots - GAP * (shown.length - 1)) / shown.length;
  const largest = Math.max(
    ...shown.flatMap((measure) => bars(facts.vectors, measure).map(({ value }) => value)),
  );
  const groups: BarGroup[] = shown.map((measure, index) => ({
    title: measure.title,
    bars: bars(facts.vectors, measure),
    colour: EVENT_COLOUR.attack,
    width,
    valueRoom: 44,
    labelWidth: index === 0 ? LABEL_WIDTH : 0,
    // One scale for all plots, so that bars can be compared across them.
    largest,
  }));
  const sentence = (measure: Measure): string =>
    `${measure.title}: ${facts.vectors
      .slice(0, 4)
      .map((vector) => `${vector.title} ${percent(measure.of(vector))}`)
      .join(', ')}.`;
  return {
    id: 'vectors',
    title: 'Attack vectors',
    altText: `${counted(facts.vectors.length, 'attack vector', 'attack vectors')}. ${shown.map(sentence).join(' ')}`,
    spec: { hconcat: groups.map(barsView), spacing: GAP, bounds: 'flush' },
    frame: {
      width: plots,
      height: barsHeight(groups[0]),
      padding: { left: LABEL_WIDTH, top: 20, right: 6, bottom: 6 },
    },
  };
}
