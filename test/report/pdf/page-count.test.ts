// Counting pages without drawing them: as many as are drawn, at every brevity, for every document.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import { renderCharts } from '../../../src/report/charts/index.ts';
import { timesheet } from '../../../src/report/pdf/billing.ts';
import { extortionReport } from '../../../src/report/pdf/extortion.ts';
import { BREVITIES } from '../../../src/report/pdf/flow.ts';
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

test('a document is drawn once, at the first brevity that fits, else at the shortest', async () => {
  const shortest = BREVITIES.length - 1;
  // Pages by step; how many are allowed; the step that is drawn.
  for (const [pages, most, expected] of [
    [[4, 3, 3, 3, 2, 2, 2, 2, 2], 4, 0],
    [[9, 3, 3, 3, 2, 2, 2, 2, 2], 3, 1],
    [[10, 9, 8, 7, 6, 5, 4, 3, 2], 6, 4],
    [[10, 9, 8, 7, 6, 5, 4, 3, 2], 3, 7],
    [[10, 9, 8, 7, 6, 5, 4, 3, 2], 2, shortest],
    [[10, 9, 8, 7, 6, 5, 4, 3, 2], 1, shortest],
  ] as const) {
    const drawn: number[] = [];
    let counted = 0;
    await withinPages(most, async ({ countOnly, ...brevity }) => {
      const step = BREVITIES.findIndex((each) => isDeepStrictEqual(each, brevity));
      if (countOnly) counted++;
      else drawn.push(step);
      return { bytes: Buffer.alloc(0), pages: pages[step]!, drawn: [], width: 0, height: 0 };
    });
    assert.deepEqual(drawn, [expected]);
    assert.ok(counted <= 4);
  }
});
