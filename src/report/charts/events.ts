// Events on a time axis: waves and outages as bars, actions and demands as marks, in named rows above or between other plots.

import { receiptUtc } from '../../model/demand.ts';
import type { IncidentFacts } from '../../model/facts.ts';
import { type DocumentLanguage, ENGLISH } from '../text/language.ts';
import { fitText, placeLabels } from './labels.ts';
import { EVENT_COLOUR, INK, TEXT_SIZE } from './palette.ts';
import { onTimeAxis, type Span, secondsOf, timeEncoding } from './time-axis.ts';

/** Height of a row in points. */
export const ROW_HEIGHT = 14;

// Half the width of a mark, and how far a label may reach beyond the right end of the axis, points.
const MARK_HALF = 3;
const LABEL_OVERHANG = 26;

/** Something that lasts; seconds since 1970 UTC. */
export interface Stretch {
  label: string;
  startSec: number;
  endSec: number;
}

/** Something that happens at one moment. */
export interface Moment {
  label: string;
  atSec: number;
}

/** A row of stretches or moments. */
export interface EventRow {
  name: string;
  colour: string;
  stretches: readonly (Stretch & { fill?: string })[];
  moments: readonly Moment[];
  shape: 'triangle-down' | 'diamond';
}

/** What happened, from the facts; what has no known time is left out, an outage without an end lasts until `openEndSec`. */
export interface Events {
  waves: Stretch[];
  outages: (Stretch & { service: string })[];
  actions: Moment[];
  demands: Moment[];
}

function byTime<T extends { startSec: number } | { atSec: number }>(items: T[]): T[] {
  const at = (item: T): number => ('startSec' in item ? item.startSec : item.atSec);
  return items.sort((a, b) => at(a) - at(b));
}

/** Reads the events of a case, each kind in order of time. */
export function eventsOf(
  facts: IncidentFacts,
  openEndSec: number,
  { texts }: DocumentLanguage = ENGLISH,
): Events {
  const stretch = (label: string, startUtc: string, endUtc: string): Stretch[] => {
    const startSec = secondsOf(startUtc);
    if (startSec === undefined) return [];
    const endSec = secondsOf(endUtc);
    if (endSec === undefined)
      return [{ label: texts.chart.endNotKnown(label), startSec, endSec: Math.max(startSec, openEndSec) }];
    return [{ label, startSec, endSec }];
  };
  const moment = (label: string, utc: string): Moment[] => {
    const atSec = secondsOf(utc);
    return atSec === undefined ? [] : [{ label, atSec }];
  };
  return {
    waves: byTime(facts.waves.flatMap(({ id, startUtc, endUtc }) => stretch(id, startUtc, endUtc))),
    outages: byTime(
      facts.case.outages.flatMap(({ id, service, startUtc, endUtc }) =>
        stretch(id, startUtc, endUtc).map((each) => ({ ...each, service })),
      ),
    ),
    actions: byTime(facts.case.actions.flatMap(({ id, atUtc }) => moment(id, atUtc))),
    demands: byTime(
      facts.case.demands.flatMap((demand) => moment(demand.id, receiptUtc(demand, facts.demandRecords))),
    ),
  };
}

/** The part of each stretch inside the span, never thinner than a point and a half. */
export function visible<T extends Stretch>(stretches: readonly T[], span: Span, width: number): T[] {
  const least = (1.5 * (span.endSec - span.startSec)) / width;
  return stretches
    .filter(({ startSec, endSec }) => endSec >= span.startSec && startSec <= span.endSec)
    .map((each) => {
      const startSec = Math.min(Math.max(each.startSec, span.startSec), span.endSec - least);
      return { ...each, startSec, endSec: Math.max(Math.min(each.endSec, span.endSec), startSec + least) };
    });
}

/** Pale bands over the height of a plot while a wave lasts; the first layer of a view, which describes its time axis. */
export function waveBands(
  waves: readonly Stretch[],
  span: Span,
  width: number,
  labelled: boolean,
  language: DocumentLanguage = ENGLISH,
): object {
  return {
    data: {
      values: visible(waves, span, width).map(({ startSec, endSec }) => ({
        from: startSec * 1000,
        to: endSec * 1000,
      })),
    },
    mark: { type: 'rect', fill: EVENT_COLOUR.attackBand },
    encoding: { x: timeEncoding('from', span, width, labelled, language), x2: { field: 'to' } },
  };
}

/** Dashed rules over the height of a plot at each moment. */
export function momentRules(moments: readonly Moment[], colour: string): object {
  return {
    data: { values: moments.map(({ atSec }) => ({ at: atSec * 1000 })) },
    mark: { type: 'rule', stroke: colour, strokeWidth: 0.7, strokeDash: [3, 2] },
    encoding: { x: onTimeAxis('at') },
  };
}

/** Layers of named rows: bars and marks, each with its label to the right of its start. */
export function eventRowsView(
  rows: readonly EventRow[],
  span: Span,
  width: number,
  labelWidth: number,
  labelled: boolean,
  background: readonly object[],
  language: DocumentLanguage = ENGLISH,
): object {
  const perSec = width / (span.endSec - span.startSec);
  const bars: object[] = [];
  const marks: object[] = [];
  const labels: object[] = [];
  for (const [index, row] of rows.entries()) {
    // Persons may share a name: the row's number keeps them apart, and is cut off before printing.
    const name = `${index}\n${fitText(row.name, TEXT_SIZE.label, labelWidth - 8)}`;
    const shown = visible(row.stretches, span, width);
    for (const { startSec, endSec, fill } of shown)
      bars.push({ row: name, from: startSec * 1000, to: endSec * 1000, fill: fill ?? row.colour });
    for (const { atSec } of row.moments)
      marks.push({ row: name, at: atSec * 1000, fill: row.colour, shape: row.shape });
    // A label stands behind its bar, where neither the bar's colour nor its length can hide it.
    const wanted = [
      ...shown.map(({ label, startSec, endSec }) => ({
        from: (startSec - span.startSec) * perSec,
        to: (endSec - span.startSec) * perSec,
        text: label,
      })),
      ...row.moments.map(({ label, atSec }) => {
        const x = (atSec - span.startSec) * perSec;
        return { from: x - MARK_HALF, to: x + MARK_HALF, text: label };
      }),
    ].filter(({ text }) => text !== '');
    for (const { x, text } of placeLabels(wanted, TEXT_SIZE.label, width + LABEL_OVERHANG))
      labels.push({ row: name, x, text });
  }
  const y = {
    field: 'row',
    type: 'nominal',
    sort: null,
    scale: {
      domain: rows.map((row, index) => `${index}\n${fitText(row.name, TEXT_SIZE.label, labelWidth - 8)}`),
      padding: 0.2,
    },
    axis: {
      title: null,
      ticks: false,
      domain: false,
      labelExpr: "split(datum.label, '\\n')[1]",
      labelAlign: 'left',
      labelPadding: labelWidth,
    },
  };
  const raw = (field: string): object => ({ field, type: 'nominal', scale: null, legend: null });
  return {
    width,
    height: rows.length * ROW_HEIGHT,
    layer: [
      ...background,
      {
        data: { values: bars },
        mark: { type: 'bar', stroke: '#ffffff', strokeWidth: 0.5 },
        encoding: {
          x:
            background.length === 0
              ? timeEncoding('from', span, width, labelled, language)
              : onTimeAxis('from'),
          x2: { field: 'to' },
          y,
          fill: raw('fill'),
        },
      },
      {
        data: { values: marks },
        mark: { type: 'point', filled: true, size: 34, opacity: 1 },
        encoding: { x: onTimeAxis('at'), y, fill: raw('fill'), shape: raw('shape') },
      },
      {
        data: { values: labels },
        mark: { type: 'text', align: 'left', baseline: 'middle', fill: INK.text },
        encoding: {
          x: { field: 'x', type: 'quantitative', scale: null, axis: null },
          y,
          text: { field: 'text' },
        },
      },
    ],
  };
}
