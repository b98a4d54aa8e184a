// Vega-Lite specs to SVG text, without a browser or a canvas. The one place that knows vega and vega-lite.

import { FONT, INK, TEXT_SIZE } from './palette.ts';

/** A Vega-Lite v6 spec as a plain object. */
export type ChartSpec = Record<string, unknown>;

/** Sizes in points: of the plots together, and of the room around them for axis labels. */
export interface ChartFrame {
  width: number;
  height: number;
  padding: { left: number; top: number; right: number; bottom: number };
}

// No font metrics exist here: every size is given, and nothing is left to be laid out around measured text.
const CONFIG = {
  font: FONT,
  aria: false,
  background: null,
  view: { stroke: null },
  concat: { spacing: 10 },
  text: { fontSize: TEXT_SIZE.label, fill: INK.text },
  axis: {
    domainColor: INK.faint,
    tickColor: INK.faint,
    tickSize: 3,
    gridColor: INK.grid,
    gridWidth: 0.5,
    domainWidth: 0.6,
    tickWidth: 0.6,
    labelColor: INK.text,
    labelFontSize: TEXT_SIZE.label,
    labelLimit: 0,
    labelOverlap: false,
    titleColor: INK.text,
    titleFontSize: TEXT_SIZE.label,
    titleFontWeight: 'normal',
    titleLimit: 0,
  },
  title: {
    color: INK.text,
    fontSize: TEXT_SIZE.title,
    fontWeight: 'normal',
    anchor: 'start',
    frame: 'group',
    offset: 5,
    limit: 0,
  },
} as const;

type Renderer = (spec: ChartSpec, frame: ChartFrame) => Promise<string>;

let loading: Promise<Renderer> | undefined;

// Both packages take a third of a second to load: only runs that draw pay for it.
async function load(): Promise<Renderer> {
  const [vega, vegaLite] = await Promise.all([import('vega'), import('vega-lite')]);
  // Only the process prints; and what is warned about is that a domain given twice is united with itself.
  const logger = vega.logger(vega.Error);
  return async (spec, frame) => {
    const compiled = vegaLite.compile(
      { ...spec, config: CONFIG } as unknown as Parameters<typeof vegaLite.compile>[0],
      { logger },
    );
    const sized = { ...compiled.spec, ...frame, autosize: { type: 'none' } as const };
    const view = new vega.View(vega.parse(sized as unknown as Parameters<typeof vega.parse>[0]), {
      renderer: 'none',
      logLevel: vega.Error,
    });
    try {
      return tidy(await view.toSVG());
    } finally {
      view.finalize();
    }
  };
}

// <path class="background" aria-hidden="true" d="M1.23456789,0L..."/>: classes and roles would meddle with the page that holds the chart, and
// digits behind the hundredth of a point hold nothing but the last bits of sines and logarithms. Only tags are touched: "<" in a text is
// escaped, and no attribute holds a text.
function tidy(svg: string): string {
  return svg.replace(/<[^>]*>/g, (tag) =>
    tag
      .replace(/ (?:class|role|aria-[a-z]+|pointer-events)="[^"]*"/g, '')
      .replace(/-?\d+\.\d{3,}(?:e-?\d+)?/g, (digits) => String(Math.round(Number(digits) * 100) / 100 || 0)),
  );
}

/** The SVG text of a spec: equal specs give equal bytes, in any time zone and in any order of calls. */
export async function renderSvg(spec: ChartSpec, frame: ChartFrame): Promise<string> {
  loading ??= load();
  return (await loading)(spec, frame);
}
