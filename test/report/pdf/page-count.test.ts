// Counting pages without drawing them: as many as are drawn, at every brevity, for every document.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { renderCharts } from '../../../src/report/charts/index.ts';
import { timesheet } from '../../../src/report/pdf/billing.ts';
import { extortionReport } from '../../../src/report/pdf/extortion.ts';
import { BREVITIES, type Brevity } from '../../../src/report/pdf/flow.ts';
import { providerRequest } from '../../../src/report/pdf/provider.ts';
import { withinPages } from '../../../src/report/pdf/within-pages.ts';
import { sampleFacts } from '../../support/sample-facts.ts';

for (const draw of [extortionReport, providerRequest, timesheet]) {
  test(`${draw.name} has the pages that were counted`, async () => {
    const facts = sampleFacts();
    const charts = await renderCharts(facts);
    for (const brevity of BREVITIES) {
      const counted = await draw(facts, charts, { ...brevity, countOnly: true }, []);
      const drawn = await draw(facts, charts, brevity, []);
      assert.equal(counted.pages, drawn.pages);
      assert.equal(counted.bytes.length, 0);
    }
  });
}

const ROWS = [...new Set(BREVITIES.map(({ rows }) => rows))];
const textsOf = ({ paragraphLines, cellLines, verbatimLines }: Brevity): string =>
  [paragraphLines, cellLines, verbatimLines].join(' ');
const TEXTS = [...new Set(BREVITIES.map(textsOf))];

test('rows of tables are left out down to two before a sentence is cut further than to twelve lines or a verbatim text at all', () => {
  for (const { rows, paragraphLines, cellLines, verbatimLines } of BREVITIES) {
    if (rows === 2) continue;
    assert.ok(paragraphLines >= 12 && cellLines >= 6, `${rows} rows`);
    assert.equal(verbatimLines, BREVITIES[0]!.verbatimLines, `${rows} rows`);
  }
});

test('a document is drawn once: with the most rows that fit, then the longest texts that fit, else the shortest', async () => {
  // Pages by step of the rows and by step of the texts, added up; how many are allowed; the two steps that are drawn.
  for (const [rowPages, textPages, most, expected] of [
    [[4, 3, 3, 3, 2, 2, 2, 2, 2], 0, 4, [0, 0]],
    [[9, 3, 3, 3, 2, 2, 2, 2, 2], 0, 3, [1, 0]],
    [[10, 9, 8, 7, 6, 5, 5, 5, 5], 0, 6, [4, 0]],
    [[10, 9, 8, 7, 6, 5, 5, 5, 5], 0, 5, [5, 0]],
    [[10, 9, 8, 7, 6, 5, 5, 4, 3], 0, 4, [7, 0]],
    [[10, 9, 8, 7, 6, 5, 5, 5, 5], 0.5, 7, [5, 0]],
    [[10, 9, 8, 7, 6, 5, 5, 5, 5], 1, 8, [5, 1]],
    [[10, 9, 8, 7, 6, 5, 5, 5, 5], 1, 6, [8, 3]],
    [[10, 9, 8, 7, 6, 5, 5, 5, 5], 0, 2, [ROWS.length - 1, TEXTS.length - 1]],
  ] as const) {
    const drawn: number[][] = [];
    let counted = 0;
    await withinPages(most, async ({ countOnly, ...brevity }) => {
      const rows = ROWS.indexOf(brevity.rows);
      const texts = TEXTS.indexOf(textsOf(brevity));
      const longer = Math.max(0, 4 - texts);
      if (countOnly) counted++;
      else drawn.push([rows, texts]);
      const pages = rowPages[rows]! + textPages * longer;
      return { bytes: Buffer.alloc(0), pages, drawn: [], width: 0, height: 0 };
    });
    assert.deepEqual(drawn, [expected]);
    assert.ok(counted <= 9);
  }
});
