// All charts of a case, drawn once and shared by every document.

import type { IncidentFacts } from '../../model/facts.ts';
import { type DocumentLanguage, documentLanguage } from '../text/language.ts';
import { billingPlan } from './billing.ts';
import { type Chart, type ChartPlan, drawChart } from './chart.ts';
import { countriesPlan } from './countries.ts';
import { networksPlan } from './networks.ts';
import { timelinePlan } from './timeline.ts';
import { vectorsPlan } from './vectors.ts';
import { worldMapPlan } from './world-map.ts';

/** The charts there is something to draw for; the report says in words why one is missing. */
export interface ChartSet {
  timeline: Chart | undefined;
  vectors: Chart | undefined;
  countries: Chart | undefined;
  /** Undefined when no source is proven. */
  worldMap: Chart | undefined;
  networks: Chart | undefined;
  /** Undefined without billed entries. */
  billing: Chart | undefined;
}

async function draw(plan: ChartPlan | undefined): Promise<Chart | undefined> {
  return plan === undefined ? undefined : drawChart(plan);
}

/** Draws every chart that the facts have numbers for, in the language of the case unless another is given. */
export async function renderCharts(
  facts: IncidentFacts,
  language: DocumentLanguage = documentLanguage(facts.case.writtenIn),
): Promise<ChartSet> {
  return {
    timeline: await draw(timelinePlan(facts, language)),
    vectors: await draw(vectorsPlan(facts, language)),
    countries: await draw(countriesPlan(facts, language)),
    worldMap: await draw(await worldMapPlan(facts, language)),
    networks: await draw(networksPlan(facts, language)),
    billing: await draw(billingPlan(facts)),
  };
}
