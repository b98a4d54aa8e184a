// All charts of a case, drawn once and shared by every document.

import type { IncidentFacts } from '../../model/facts.ts';
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

/** Draws every chart that the facts have numbers for. */
export async function renderCharts(facts: IncidentFacts): Promise<ChartSet> {
  return {
    timeline: await draw(timelinePlan(facts)),
    vectors: await draw(vectorsPlan(facts)),
    countries: await draw(countriesPlan(facts)),
    worldMap: await draw(await worldMapPlan(facts)),
    networks: await draw(networksPlan(facts)),
    billing: await draw(billingPlan(facts)),
  };
}
