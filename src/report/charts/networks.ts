// The chart of networks: the ten with the most proven sources, and the rest.

import type { IncidentFacts } from '../../model/facts.ts';
import type { DocumentLanguage } from '../text/language.ts';
import { type BarGroup, barsHeight, barsView } from './bars.ts';
import type { ChartPlan } from './chart.ts';
import { CHART_WIDTH, VERDICT_COLOUR } from './palette.ts';

const MOST = 10;
const LABEL_WIDTH = 240;

/** Undefined when no source is proven. */
export function networksPlan(facts: IncidentFacts, language: DocumentLanguage): ChartPlan | undefined {
  const { units } = language;
  const texts = language.texts.figures;
  const sorted = facts.networks
    .filter((network) => network.sourcesProven > 0)
    .sort((a, b) => b.sourcesProven - a.sourcesProven || a.asn - b.asn);
  const total = facts.sourcesByVerdict.proven;
  if (total === 0 || sorted.length === 0) return undefined;
  const top = sorted.slice(0, MOST);
  const rows = top.map((network) => ({
    key: String(network.asn),
    label: network.asn === 0 ? texts.networkNotKnown : `AS${network.asn} ${network.asName}`,
    value: network.sourcesProven,
  }));
  // The list of networks is bounded; the rest is what the verdicts count and the bars do not.
  const rest = total - rows.reduce((sum, row) => sum + row.value, 0);
  if (rest > 0) rows.push({ key: 'rest', label: texts.otherNetworks, value: rest });
  const bars = rows.map((row) => ({
    ...row,
    text: `${units.count(row.value)} (${units.percent(row.value / total)})`,
  }));
  const group: BarGroup = {
    title: texts.provenByNetwork,
    bars,
    colour: VERDICT_COLOUR.proven,
    width: CHART_WIDTH - LABEL_WIDTH - 6,
    valueRoom: 84,
    labelWidth: LABEL_WIDTH,
    largest: Math.max(...bars.map((bar) => bar.value)),
  };
  const first = bars
    .slice(0, 3)
    .map((bar) => `${bar.label}: ${bar.text}`)
    .join('; ');
  return {
    id: 'networks',
    title: texts.provenByNetwork,
    altText: texts.mostNetworks(units.counted(total, ...texts.provenSource), first),
    spec: barsView(group) as ChartPlan['spec'],
    frame: {
      width: group.width,
      height: barsHeight(group),
      padding: { left: LABEL_WIDTH, top: 20, right: 6, bottom: 6 },
    },
  };
}
