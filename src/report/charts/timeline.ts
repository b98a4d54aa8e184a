// The timeline: waves, outages, demands and actions above the lanes of traffic, all on one UTC axis.

import type { IncidentFacts, SeriesFacts } from '../../model/facts.ts';
import type { DocumentLanguage } from '../text/language.ts';
import type { ChartPlan } from './chart.ts';
import {
  type EventRow,
  type Events,
  eventRowsView,
  eventsOf,
  momentRules,
  ROW_HEIGHT,
  waveBands,
} from './events.ts';
import { createLane, LANE_HEIGHT, laneView } from './lanes.ts';
import { CHART_WIDTH, EVENT_COLOUR } from './palette.ts';
import { type Span, spanAround } from './time-axis.ts';

const LABEL_WIDTH = 110;
const RIGHT = 28;
const WIDTH = CHART_WIDTH - LABEL_WIDTH - RIGHT;
const GAP = 8;

const LANE_ORDER: SeriesFacts['lane'][] = ['packets', 'bits', 'requests', 'half_open'];

// What was measured and the waves set the span. Other events widen it by a quarter at most: a demand sent a month earlier
// must not squeeze an hour of attack into a line.
function chooseSpan(facts: IncidentFacts, events: Events): Span | undefined {
  const core: number[] = [];
  for (const { points, bucketSec } of facts.series)
    for (const { atSec } of points) core.push(atSec, atSec + bucketSec);
  for (const { startSec, endSec } of events.waves) core.push(startSec, endSec);
  const around = [
    ...events.outages.flatMap(({ startSec, endSec }) => [startSec, endSec]),
    ...[...events.actions, ...events.demands].map(({ atSec }) => atSec),
  ];
  if (core.length === 0) return around.length === 0 ? undefined : spanAround(around);
  const span = spanAround(core);
  const reach = (span.endSec - span.startSec) / 4;
  const near = around.filter((sec) => sec >= span.startSec - reach && sec <= span.endSec + reach);
  return near.every((sec) => sec >= span.startSec && sec <= span.endSec)
    ? span
    : spanAround([span.startSec, span.endSec, ...near]);
}

function eventRows(events: Events, { chart: texts }: DocumentLanguage['texts']): EventRow[] {
  const rows: EventRow[] = [
    {
      name: texts.waves,
      colour: EVENT_COLOUR.attack,
      stretches: events.waves,
      moments: [],
      shape: 'diamond',
    },
    {
      name: texts.outages,
      colour: EVENT_COLOUR.outage,
      stretches: events.outages,
      moments: [],
      shape: 'diamond',
    },
    {
      name: texts.demands,
      colour: EVENT_COLOUR.demand,
      stretches: [],
      moments: events.demands,
      shape: 'diamond',
    },
    {
      name: texts.actions,
      colour: EVENT_COLOUR.action,
      stretches: [],
      moments: events.actions,
      shape: 'triangle-down',
    },
  ];
  return rows.filter(({ stretches, moments }) => stretches.length + moments.length > 0);
}

// A point is the mean of its bucket, so a wide bucket shows less than the busiest second that the tables give.
function peakText({ texts: all, units }: DocumentLanguage, { lane, points, bucketSec }: SeriesFacts): string {
  const texts = all.figures;
  const peak = points.reduce((most, { value }) => Math.max(most, value), 0);
  if (lane === 'half_open') return units.counted(peak, ...texts.halfOpen);
  const mean = bucketSec > 1 ? ` ${texts.meanOf(units.duration(bucketSec))}` : '';
  return `${lane === 'bits' ? units.bitRate(peak) : units.rate(peak, all.provider[lane])}${mean}`;
}

function describe(
  language: DocumentLanguage,
  facts: IncidentFacts,
  span: Span,
  lanes: readonly SeriesFacts[],
  leftOut: readonly string[],
): string {
  const { units } = language;
  const texts = language.texts.figures;
  const peaks = lanes.map((series) => peakText(language, series));
  const parts = [
    texts.drawn(
      units.duration(span.endSec - span.startSec),
      facts.waves.length === 0 ? texts.noWave : units.counted(facts.waves.length, ...texts.wave),
    ),
  ];
  if (peaks.length > 0) parts.push(texts.highest(peaks.join(', ')));
  if (leftOut.length > 0) parts.push(texts.leftOut(leftOut.join(', ')));
  return parts.join(' ');
}

/** Undefined when there is neither traffic nor any event with a known time. */
export function timelinePlan(facts: IncidentFacts, language: DocumentLanguage): ChartPlan | undefined {
  const lastSec = facts.series.reduce(
    (last, { points, bucketSec }) => Math.max(last, (points.at(-1)?.atSec ?? 0) + bucketSec),
    0,
  );
  const all = eventsOf(facts, lastSec, language);
  const span = chooseSpan(facts, all);
  if (span === undefined) return undefined;
  const inside = ({ atSec }: { atSec: number }): boolean => atSec >= span.startSec && atSec <= span.endSec;
  const touches = (each: { startSec: number; endSec: number }): boolean =>
    each.endSec >= span.startSec && each.startSec <= span.endSec;
  const events: Events = {
    waves: all.waves,
    outages: all.outages.filter(touches),
    actions: all.actions.filter(inside),
    demands: all.demands.filter(inside),
  };
  const drawn = new Set(
    Object.values(events).flatMap((list) => list.map(({ label }: { label: string }) => label)),
  );
  const leftOut = [...all.outages, ...all.demands, ...all.actions]
    .map(({ label }) => label)
    .filter((label) => !drawn.has(label));

  const rows = eventRows(events, language.texts);
  const lanes = LANE_ORDER.flatMap((id) => facts.series.filter(({ lane }) => lane === id)).flatMap(
    (series) => createLane(series, span, WIDTH) ?? [],
  );
  const views = lanes.map((lane, index) => {
    const labelled = index === lanes.length - 1;
    return laneView(
      lane,
      WIDTH,
      LABEL_WIDTH,
      [waveBands(events.waves, span, WIDTH, labelled, language)],
      [momentRules(events.actions, EVENT_COLOUR.action)],
      language,
    );
  });
  if (rows.length > 0)
    views.unshift(eventRowsView(rows, span, WIDTH, LABEL_WIDTH, lanes.length === 0, [], language));
  return {
    id: 'timeline',
    title: facts.attackFound ? language.texts.figures.attackTitle : language.texts.figures.trafficTitle,
    altText: describe(
      language,
      facts,
      span,
      lanes.map(({ series }) => series),
      leftOut,
    ),
    spec: { vconcat: views, spacing: GAP, bounds: 'flush' },
    frame: {
      width: WIDTH,
      height: rows.length * ROW_HEIGHT + lanes.length * LANE_HEIGHT + (views.length - 1) * GAP,
      padding: { left: LABEL_WIDTH, top: 4, right: RIGHT, bottom: 42 },
    },
  };
}
