// The chart of attack vectors: what share of the attack's packets and bytes each one has.

import type { IncidentFacts, VectorFacts } from '../../model/facts.ts';
import type { DocumentLanguage } from '../text/language.ts';
import { type Bar, type BarGroup, barsHeight, barsView } from './bars.ts';
import type { ChartPlan } from './chart.ts';
import { CHART_WIDTH, EVENT_COLOUR } from './palette.ts';

const MOST_BARS = 12;
const LABEL_WIDTH = 176;
const GAP = 16;

interface Measure {
  title: string;
  of: (vector: VectorFacts) => number;
  /** The vector was seen where this is measured; otherwise its share is not known, and not zero. */
  measured: (vector: VectorFacts) => boolean;
}

const onTheWire = (vector: VectorFacts): boolean => vector.packets > 0;

// Logs alone know neither packets nor bytes on the wire; then requests say how the vectors compare.
function measures(vectors: readonly VectorFacts[], { figures: texts }: DocumentLanguage['texts']): Measure[] {
  const requests = vectors.reduce((sum, vector) => sum + vector.requests, 0);
  const wire: Measure[] = [
    { title: texts.shareOfPackets, of: (vector) => vector.sharePackets, measured: onTheWire },
    { title: texts.shareOfBytes, of: (vector) => vector.shareBytes, measured: onTheWire },
  ];
  const known = wire.filter(({ of }) => vectors.some((vector) => of(vector) > 0));
  if (known.length > 0 || requests === 0) return known;
  return [{ title: texts.shareOfRequests, of: (vector) => vector.requests / requests, measured: () => true }];
}

function bars({ texts, units }: DocumentLanguage, vectors: readonly VectorFacts[], measure: Measure): Bar[] {
  const shown = vectors.length > MOST_BARS ? vectors.slice(0, MOST_BARS - 1) : vectors;
  const rest = vectors.slice(shown.length);
  const rows = shown.map((vector) => ({
    key: vector.id,
    label: `${vector.id} ${texts.provider.vectorTitle(vector.title)}, ${vector.targets.map(texts.provider.targetName).join(', ')}`,
    value: measure.of(vector),
    text: shareText(measure, vector, units),
  }));
  if (rest.length > 0) {
    const value = rest.reduce((sum, vector) => sum + measure.of(vector), 0);
    rows.push({
      key: '',
      label: texts.chart.morePersons(String(rest.length)),
      value,
      text: units.percent(value),
    });
  }
  return rows;
}

function shareText(measure: Measure, vector: VectorFacts, units: DocumentLanguage['units']): string {
  return measure.measured(vector) ? units.percent(measure.of(vector)) : '\u2013';
}

/** Undefined when no vector has a share of anything. */
export function vectorsPlan(facts: IncidentFacts, language: DocumentLanguage): ChartPlan | undefined {
  const { texts: all, units } = language;
  const shown = measures(facts.vectors, all);
  if (shown.length === 0) return undefined;
  const plots = CHART_WIDTH - LABEL_WIDTH - 6;
  const width = (plots - GAP * (shown.length - 1)) / shown.length;
  const largest = Math.max(
    ...shown.flatMap((measure) => bars(language, facts.vectors, measure).map(({ value }) => value)),
  );
  const groups: BarGroup[] = shown.map((measure, index) => ({
    title: measure.title,
    bars: bars(language, facts.vectors, measure),
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
      .map((vector) => `${all.provider.vectorTitle(vector.title)} ${shareText(measure, vector, units)}`)
      .join(', ')}.`;
  return {
    id: 'vectors',
    title: all.figures.vectorsTitle,
    altText: `${units.counted(facts.vectors.length, ...all.figures.vector)}. ${shown.map(sentence).join(' ')}`,
    spec: { hconcat: groups.map(barsView), spacing: GAP, bounds: 'flush' },
    frame: {
      width: plots,
      height: barsHeight(groups[0]),
      padding: { left: LABEL_WIDTH, top: 20, right: 6, bottom: 6 },
    },
  };
}
