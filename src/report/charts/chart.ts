// What a chart is to the writers of documents, and how one is made from a spec.

import { escapeRemainingControl } from '../../model/text.ts';
import { type ChartFrame, type ChartSpec, renderSvg } from './vega.ts';

/** A drawn chart; sizes in points. */
export interface Chart {
  id: string;
  title: string;
  /** One or two plain sentences with the main numbers. */
  altText: string;
  svg: string;
  width: number;
  height: number;
}

/** A chart before it is drawn. */
export interface ChartPlan {
  id: string;
  title: string;
  altText: string;
  spec: ChartSpec;
  frame: ChartFrame;
}

/** Draws a plan. */
export async function drawChart({ id, title, altText, spec, frame }: ChartPlan): Promise<Chart> {
  const { padding } = frame;
  return {
    id,
    title,
    altText: escapeRemainingControl(altText),
    svg: await renderSvg(spec, frame),
    width: frame.width + padding.left + padding.right,
    height: frame.height + padding.top + padding.bottom,
  };
}
