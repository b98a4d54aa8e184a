// The documents of the sample case, with any change to its facts, and the text that was drawn.

import type { IncidentFacts } from '../../../src/model/facts.ts';
import { type ChartSet, renderCharts } from '../../../src/report/charts/index.ts';
import type { FlowResult } from '../../../src/report/pdf/flow.ts';
import { PDF_WRITERS, type PdfWriter } from '../../../src/report/pdf/index.ts';
import { sampleFacts } from '../../support/sample-facts.ts';
import { sampleDemandRecord } from './sample-demand.ts';

let plainCharts: Promise<ChartSet> | undefined;

/** Draws a document of the sample case after `change` has been applied to its facts; the charts are those of the unchanged case unless `fresh`. */
export async function drawSample(
  id: PdfWriter['id'],
  change: (facts: IncidentFacts) => void = () => {},
  charts: 'plain' | 'fresh' = 'plain',
): Promise<FlowResult> {
  const facts = sampleFacts();
  facts.demandRecords = facts.case.demands.map(sampleDemandRecord);
  change(facts);
  plainCharts ??= renderCharts(sampleFacts());
  const drawn = charts === 'fresh' ? renderCharts(facts) : plainCharts;
  return PDF_WRITERS.find((writer) => writer.id === id)!.draw(facts, await drawn);
}

/** All drawn text in the order in which it was drawn. */
export function drawnText({ drawn }: FlowResult): string {
  return drawn
    .map(({ text }) => text)
    .join(' ')
    .replaceAll('\u00a0', ' ');
}

/** Turns the sample into a case without an attack and without a work log. */
export function withoutAttack(facts: IncidentFacts): void {
  facts.attackFound = false;
  facts.answers.what = 'No attack was found in this evidence.';
  facts.waves = [];
  facts.vectors = [];
  facts.topProven = [];
  facts.topReflectors = [];
  facts.networks = [];
  facts.countries = [];
  facts.timeline = facts.timeline.filter((event) => event.kind !== 'attack');
  facts.sourcesTotal = 0;
  for (const verdict of Object.keys(facts.sourcesByVerdict)) {
    facts.sourcesByVerdict[verdict as keyof typeof facts.sourcesByVerdict] = 0;
  }
  facts.case.demands = [];
  facts.demandRecords = [];
  facts.billing = undefined;
}
