// Working time beside the incident: waves and outages above the entries of each person, on one UTC axis.

import type { Bill, PricedEntry } from '../../model/billing.ts';
import type { IncidentFacts } from '../../model/facts.ts';
import { type DocumentLanguage, documentLanguage } from '../text/language.ts';
import type { ChartPlan } from './chart.ts';
import { type EventRow, eventRowsView, eventsOf, ROW_HEIGHT, waveBands } from './events.ts';
import { fitText, textWidth } from './labels.ts';
import { CHART_WIDTH, EVENT_COLOUR, INK, TEXT_SIZE } from './palette.ts';
import { spanAround } from './time-axis.ts';

const LABEL_WIDTH = 150;
const RIGHT = 28;
const WIDTH = CHART_WIDTH - LABEL_WIDTH - RIGHT;
const GAP = 6;
const LEGEND_HEIGHT = 12;
const MOST_PERSONS = 24;

// Dark to light with the strength of the tie, so that the three stay apart in greyscale.
const LINK_COLOUR = { direct: '#2b4a66', coincident: EVENT_COLOUR.work, none: '#cfd8e2' } as const;

type Strength = keyof typeof LINK_COLOUR;
const STRENGTHS = ['direct', 'coincident', 'none'] as const;

// The strongest tie of each entry.
function strengths(bill: Bill): Map<string, Strength> {
  const strongest = new Map<string, Strength>();
  for (const { entryId, strength } of bill.links) {
    if (strength === 'same_day') continue; // has no place on a time axis
    const before = strongest.get(entryId) ?? 'none';
    if (STRENGTHS.indexOf(strength) <= STRENGTHS.indexOf(before)) strongest.set(entryId, strength);
  }
  return strongest;
}

// Entries by person in order of first work; who does not fit shares the last row.
function persons(
  entries: readonly PricedEntry[],
  { texts, units }: DocumentLanguage,
): [string, PricedEntry[]][] {
  const rows = new Map<string, PricedEntry[]>();
  for (const priced of entries) {
    const row = rows.get(priced.entry.person);
    if (row === undefined) rows.set(priced.entry.person, [priced]);
    else row.push(priced);
  }
  const all = [...rows];
  if (all.length <= MOST_PERSONS) return all;
  const rest = all.slice(MOST_PERSONS - 1);
  return [
    ...all.slice(0, MOST_PERSONS - 1),
    [texts.chart.morePersons(units.count(rest.length)), rest.flatMap(([, row]) => row)],
  ];
}

function legend(titles: Record<Strength, string>): object {
  let x = 13 - LABEL_WIDTH;
  const values = STRENGTHS.map((strength) => {
    const entry = { x, fill: LINK_COLOUR[strength], text: titles[strength] };
    x += textWidth(entry.text, TEXT_SIZE.label) + 20;
    return entry;
  });
  return {
    width: WIDTH,
    height: LEGEND_HEIGHT,
    data: { values },
    encoding: {
      x: { field: 'x', type: 'quantitative', scale: null, axis: null },
      y: { value: LEGEND_HEIGHT / 2 },
    },
    layer: [
      {
        mark: { type: 'square', size: 60, opacity: 1, stroke: INK.faint, strokeWidth: 0.5, xOffset: -8 },
        encoding: { fill: { field: 'fill', type: 'nominal', scale: null, legend: null } },
      },
      { mark: { type: 'text', align: 'left', baseline: 'middle' }, encoding: { text: { field: 'text' } } },
    ],
  };
}

// An entry of which only the date was recorded has no bar: any bar would show hours that nobody wrote down.
function atKnownTime({ entry }: PricedEntry): boolean {
  return entry.dayOnlySeconds === undefined;
}

/** Undefined when nothing was billed. In the language of the timesheet, the only document that it stands in. */
export function billingPlan(facts: IncidentFacts): ChartPlan | undefined {
  const bill = facts.billing;
  if (bill === undefined || !bill.entries.some(atKnownTime)) return undefined;
  const language = documentLanguage(facts.case.writtenIn);
  const { counted, workTime } = language.units;
  const texts = language.texts.chart;
  const lastWork = bill.entries.reduce((last, { entry }) => Math.max(last, entry.endSec), 0);
  const events = eventsOf(facts, lastWork, language);
  const span = spanAround(
    [
      ...events.waves,
      ...events.outages,
      ...bill.entries.filter(atKnownTime).map(({ entry }) => entry),
    ].flatMap(({ startSec, endSec }) => [startSec, endSec]),
  );
  const strongest = strengths(bill);
  const row = (name: string, colour: string, stretches: EventRow['stretches']): EventRow => ({
    name,
    colour,
    stretches,
    moments: [],
    shape: 'diamond',
  });
  const services = [...new Set(events.outages.map(({ service }) => service))];
  const people = persons(bill.entries, language);
  const rows = [
    row(texts.waves, EVENT_COLOUR.attack, events.waves),
    ...services.map((service) =>
      row(
        texts.outage(service),
        EVENT_COLOUR.outage,
        events.outages.filter((outage) => outage.service === service),
      ),
    ),
    ...people.map(([person, entries]) => {
      const billed = workTime(entries.reduce((sum, { billedSeconds }) => sum + billedSeconds, 0));
      const name = fitText(person, TEXT_SIZE.label, LABEL_WIDTH - 70);
      return row(
        `${name}, ${billed}`,
        EVENT_COLOUR.work,
        entries.filter(atKnownTime).map(({ entry }) => ({
          label: '',
          startSec: entry.startSec,
          endSec: entry.endSec,
          fill: LINK_COLOUR[strongest.get(entry.id) ?? 'none'],
        })),
      );
    }),
  ].filter(({ stretches }) => stretches.length > 0);
  const { entries, billedSeconds, coverage } = bill.summary;
  return {
    id: 'billing',
    title: texts.workTitle,
    altText: texts.workAlt(
      counted(entries, ...texts.entry),
      counted(people.length, ...texts.person),
      workTime(billedSeconds),
      workTime(coverage.directSeconds),
      workTime(coverage.coincidentSeconds),
      workTime(coverage.noneSeconds),
    ),
    spec: {
      vconcat: [
        legend(texts.tie),
        eventRowsView(rows, span, WIDTH, LABEL_WIDTH, true, [
          waveBands(events.waves, span, WIDTH, true, language),
        ]),
      ],
      spacing: GAP,
      bounds: 'flush',
    },
    frame: {
      width: WIDTH,
      height: LEGEND_HEIGHT + GAP + rows.length * ROW_HEIGHT,
      padding: { left: LABEL_WIDTH, top: 4, right: RIGHT, bottom: 42 },
    },
  };
}
