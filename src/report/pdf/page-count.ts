// A document of which only the pages are counted: it takes what a PDF takes and draws nothing, twenty times as fast.

import { type PaperSize, type PdfDocument, pageSize } from './document.ts';
import type { Element } from './structure.ts';

/** What a flow of blocks draws on. */
export type Canvas = Pick<PdfDocument, keyof PdfDocument>;

const NOWHERE = {} as Element;

/** An empty document of the paper's size. */
export function pageCount(paper: PaperSize): Canvas {
  const [width, height] = pageSize(paper);
  const nothing = (): void => undefined;
  return {
    width,
    height,
    drawn: [],
    pages: 0,
    addPage() {
      (this as { pages: number }).pages++;
    },
    turnTo: nothing,
    // What is inside an element moves the flow down.
    element: (_tag, draw) => draw(),
    place: () => NOWHERE,
    within: (_element, draw) => draw(),
    artifact: (draw) => draw(),
    text: nothing,
    watermark: nothing,
    line: nothing,
    box: nothing,
    svg: nothing,
    bookmark: nothing,
    attach: nothing,
    finish: async () => Buffer.alloc(0),
  };
}
