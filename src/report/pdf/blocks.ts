// Blocks that stand between paragraphs and tables: labelled values, boxes, charts, lines to sign on, verbatim text.

import type { Chart } from '../charts/chart.ts';
import { BODY, COLOURS, type Flow, leading, SMALL } from './flow.ts';
import { cappedLines, type Line, linesOf, type Style, type Text, visibleSvg } from './lines.ts';

const LABEL: Style = { face: 'bold', size: 7.8, colour: COLOURS.heading };
const VALUE: Style = { ...BODY, size: 8.2 };
const MONO: Style = { face: 'mono', size: 7, colour: COLOURS.text };
const PAD = 7;
// What is set without a page break inside has so many lines at most.
const MAX_LINES = 8;
/** Labelled rows that need less of a page than this are not divided. */
const KEPT_WHOLE = 0.3;
/** Kept for the heading of a section above a chart. */
const HEADING_ROOM = 40;

/** A label and what it says. */
export type Labelled = readonly [label: string, value: Text];

function labelledLines(
  flow: Flow,
  rows: readonly Labelled[],
  labelWidth: number,
  width: number,
  style: Style,
  most: number,
) {
  return rows.map(([label, value]) => {
    const labels = linesOf(label, LABEL, labelWidth - 6);
    const values = cappedLines(value, style, width - labelWidth, most, flow);
    const height = Math.max(labels.length * leading(LABEL.size), values.length * leading(style.size)) + 2.5;
    return { labels, values, height };
  });
}

/** Labels on the left, values beside them. */
export function labelled(flow: Flow, rows: readonly Labelled[], labelWidth: number = 118): void {
  const laid = labelledLines(
    flow,
    rows,
    labelWidth,
    flow.width,
    VALUE,
    Math.min(MAX_LINES, flow.brevity.paragraphLines),
  );
  const whole = laid.reduce((sum, row) => sum + row.height, 0);
  if (whole <= flow.room * KEPT_WHOLE) flow.reserve(whole);
  flow.reserve(laid[0]?.height ?? 0);
  flow.document.element('L', () => {
    for (const { labels, values, height } of laid) {
      flow.reserve(height);
      const top = flow.y;
      flow.document.element('LI', () => {
        flow.y = top + 0.4;
        flow.element('Lbl', labels, flow.left, LABEL.size);
        flow.y = top;
        flow.element('LBody', values, flow.left + labelWidth, VALUE.size);
      });
      flow.y = top + height;
    }
  });
  flow.y += 4;
}

/** A shaded box with a title and labelled rows; it is not divided between pages, so its content is kept short. */
export function answersBox(flow: Flow, title: string, rows: readonly Labelled[]): void {
  const style: Style = { ...BODY, size: 9.2 };
  const inner = flow.width - 2 * PAD - 4;
  const laid = labelledLines(flow, rows, 82, inner, style, MAX_LINES);
  const head = linesOf(title, { ...LABEL, size: 9.4 }, inner);
  const height = laid.reduce((sum, row) => sum + row.height + 1.5, 2 * PAD + leading(9.4) * head.length + 3);
  flow.reserve(height);
  const top = flow.y;
  frame(flow, top, height);
  flow.y = top + PAD;
  const left = flow.left + PAD + 4;
  flow.element('P', head, left, 9.4);
  flow.y += 3;
  flow.document.element('L', () => {
    for (const { labels, values, height: rowHeight } of laid) {
      const rowTop = flow.y;
      flow.document.element('LI', () => {
        flow.y = rowTop + 1;
        flow.element('Lbl', labels, left, LABEL.size);
        flow.y = rowTop;
        flow.element('LBody', values, left + 82, style.size);
      });
      flow.y = rowTop + rowHeight + 1.5;
    }
  });
  flow.y = top + height + 8;
}

function frame(flow: Flow, top: number, height: number): void {
  flow.document.box(flow.left, top, flow.width, height, COLOURS.band);
  flow.document.box(flow.left, top, 3, height, COLOURS.heading);
}

/** A shaded box with a title and sentences, one below the other. */
export function noticeBox(flow: Flow, title: string, sentences: readonly Text[]): void {
  const inner = flow.width - 2 * PAD - 4;
  const most = Math.min(MAX_LINES, flow.brevity.paragraphLines);
  const laid: Line[][] = sentences.map((sentence) => cappedLines(sentence, VALUE, inner, most, flow));
  const height =
    2 * PAD +
    leading(LABEL.size) +
    2 +
    laid.reduce((sum, lines) => sum + lines.length * leading(VALUE.size) + 2.5, 0);
  flow.reserve(height);
  const top = flow.y;
  frame(flow, top, height);
  flow.y = top + PAD;
  const left = flow.left + PAD + 4;
  flow.element('P', linesOf(title, LABEL, inner), left, LABEL.size);
  flow.y += 2;
  for (const lines of laid) {
    flow.element('P', lines, left, VALUE.size);
    flow.y += 2.5;
  }
  flow.y = top + height + 6;
}

/** Lines of evidence, as they are: monospaced, each behind its pointer. */
export function verbatim(flow: Flow, rows: readonly { pointer: string; text: Text }[]): void {
  for (const { pointer, text } of rows) {
    const head = linesOf(pointer, SMALL, flow.width - 12);
    const lines = cappedLines(text, MONO, flow.width - 12, flow.brevity.cellLines, flow);
    flow.reserve((head.length + lines.length) * leading(SMALL.size) + 3);
    flow.element('P', head, flow.left + 12, SMALL.size);
    flow.element('P', lines, flow.left + 12, MONO.size);
    flow.y += 3;
  }
  if (rows.length > 0) flow.y += 5;
}

const CHART_GAP = 3;
/** Of its usual size; its letters stay legible. */
const SMALLEST_CHART = 0.8;
const CHART_TITLE: Style = { ...LABEL, colour: COLOURS.text };

function chartLayout(flow: Flow, { title, altText, width, height }: Chart, top: number) {
  const caption = cappedLines(altText, SMALL, flow.width, MAX_LINES, flow);
  const titleLines = linesOf(title, CHART_TITLE, flow.width);
  const words = titleLines.length * leading(CHART_TITLE.size) + 5 + caption.length * leading(SMALL.size);
  const fullHeight = Math.min((flow.width / width) * height, flow.room * 0.55);
  // A chart that nearly fits is drawn a little smaller, or half a page would stay empty before it.
  const left = flow.bottom - top - CHART_GAP - words;
  const drawnHeight = left < fullHeight && left >= SMALLEST_CHART * fullHeight ? left : fullHeight;
  const drawnWidth = (drawnHeight / height) * width;
  return { drawnWidth, drawnHeight, caption, titleLines, whole: words + drawnHeight };
}

/** True when the chart fits into what is left of the page, below a heading. */
export function chartFits(flow: Flow, drawn: Chart): boolean {
  const top = flow.y + HEADING_ROOM;
  return top + CHART_GAP + chartLayout(flow, drawn, top).whole <= flow.bottom;
}

/** A chart over the width of the page with its title above and its words below. */
export function chart(flow: Flow, drawn: Chart): void {
  const { title, altText, svg } = drawn;
  const { drawnWidth, drawnHeight, caption, titleLines, whole } = chartLayout(flow, drawn, flow.y);
  flow.gap(CHART_GAP);
  flow.reserve(whole);
  flow.element('Caption', titleLines, flow.left, CHART_TITLE.size);
  flow.y += 2;
  const x = flow.left + (flow.width - drawnWidth) / 2;
  flow.document.svg(visibleSvg(svg), `${title}. ${altText}`, x, flow.y, drawnWidth, drawnHeight);
  flow.y += drawnHeight + 3;
  flow.element('P', caption, flow.left, SMALL.size);
  flow.y += 6;
}

/** Lines to be filled in by hand. */
export function blanks(flow: Flow, labels: readonly string[]): void {
  const width = (flow.width - 20) / 2;
  for (let at = 0; at < labels.length; at += 2) {
    flow.reserve(40);
    flow.y += 24;
    labels.slice(at, at + 2).forEach((label, index) => {
      const x = flow.left + index * (width + 20);
      flow.document.line(x, flow.y, x + width, flow.y, 0.6, COLOURS.soft);
      flow.document.text(label, x, flow.y + 2, SMALL.face, SMALL.size, SMALL.colour);
    });
    flow.y += 14;
  }
}

/** The title of the document, on its first page. */
export function titleBlock(flow: Flow, title: string, subtitle: string): void {
  const big: Style = { face: 'bold', size: 17, colour: COLOURS.heading };
  const lines = linesOf(title, big, flow.width);
  flow.y += 4;
  flow.element('H1', lines, flow.left, big.size);
  if (subtitle !== '') {
    flow.y += 2;
    const small: Style = { face: 'sans', size: 10.5, colour: COLOURS.soft };
    flow.element('P', cappedLines(subtitle, small, flow.width, 3, flow), flow.left, small.size);
  }
  flow.y += 8;
}
