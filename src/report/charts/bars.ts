// Horizontal bars with a label before and a value behind each: the common shape of shares, countries and networks.

import { fitText } from './labels.ts';
import { INK, TEXT_SIZE } from './palette.ts';

/** Points from one bar to the next. */
export const BAR_STEP = 15;

/** One bar; `key` tells equal labels apart. */
export interface Bar {
  key: string;
  label: string;
  value: number;
  /** Printed behind the bar. */
  text: string;
}

/** A group of bars with its own scale. */
export interface BarGroup {
  /** Printed above; '' for none. */
  title: string;
  bars: readonly Bar[];
  colour: string;
  /** Points of the plot, and of the room kept on its right for the longest value. */
  width: number;
  valueRoom: number;
  /** Points for the labels; 0 leaves them out. */
  labelWidth: number;
  /** Value at the right end of the scale. */
  largest: number;
}

/** Height of a group's plot in points. */
export function barsHeight(group: BarGroup): number {
  return group.bars.length * BAR_STEP;
}

/** A Vega-Lite view of the group. */
export function barsView(group: BarGroup): object {
  // A line break cannot be in a label (it is shown as an escape): it parts the key from what is printed.
  const values = group.bars.map(({ key, label, value, text }) => ({
    row: `${key}\n${fitText(label, TEXT_SIZE.label, group.labelWidth - 8)}`,
    value,
    text,
  }));
  return {
    ...(group.title === '' ? {} : { title: group.title }),
    width: group.width,
    height: barsHeight(group),
    data: { values },
    encoding: {
      y: {
        field: 'row',
        type: 'nominal',
        sort: null,
        scale: { paddingInner: 0.3, paddingOuter: 0.15 },
        axis: {
          title: null,
          ticks: false,
          labels: group.labelWidth > 0,
          labelPadding: 5,
          labelExpr: "split(datum.label, '\\n')[1]",
          domainColor: INK.coast,
        },
      },
      x: {
        field: 'value',
        type: 'quantitative',
        axis: null,
        scale: {
          domain: [0, group.largest],
          range: [0, group.width - group.valueRoom],
          nice: false,
        },
      },
    },
    layer: [
      { mark: { type: 'bar', fill: group.colour } },
      {
        mark: { type: 'text', align: 'left', baseline: 'middle', dx: 4 },
        encoding: { text: { field: 'text' } },
      },
    ],
  };
}
