// A throw-away chart and document. Drawn while the database is asked, they load and warm what the real ones are drawn with.

import { drawChart } from './charts/chart.ts';
import { countryOutlines } from './charts/world.ts';
import { PdfDocument } from './pdf/document.ts';

const SIDE = 100;
const BARS = [
  { x: 1, y: 2, label: 'a' },
  { x: 2, y: 1, label: 'b' },
];

/** Draws a bar chart and a map onto a page that nobody sees. */
export async function warmUp(): Promise<void> {
  const outlines = await countryOutlines();
  const size = { width: SIDE, height: SIDE };
  const x = { field: 'x', type: 'quantitative', title: null };
  const y = { field: 'y', type: 'quantitative', title: null };
  const chart = await drawChart({
    id: 'warm-up',
    title: '',
    altText: '',
    spec: {
      vconcat: [
        {
          ...size,
          data: { values: BARS },
          layer: [
            { mark: 'bar', encoding: { x, y } },
            { mark: 'text', encoding: { x, y, text: { field: 'label', type: 'nominal' } } },
          ],
        },
        {
          ...size,
          data: { values: outlines.map(({ geometry }) => ({ type: 'Feature', geometry })) },
          projection: { type: 'equalEarth' },
          mark: 'geoshape',
        },
      ],
    },
    frame: { width: SIDE, height: 2 * SIDE, padding: { left: 20, top: 20, right: 20, bottom: 20 } },
  });
  const page = new PdfDocument({
    title: '',
    author: '',
    subject: '',
    keywords: '',
    creator: '',
    createdUtc: '1970-01-01T00:00:00Z',
    paper: 'A4',
    language: 'en',
  });
  page.addPage();
  for (const face of ['sans', 'bold', 'mono'] as const)
    page.text('AFTERFLOOD afterflood 0123456789', 0, 0, face, 8, '#000000');
  page.svg(chart.svg, 'warm-up', 0, 0, chart.width, chart.height);
  await page.finish();
}
