// Counting pages without drawing them: as many as are drawn, at every brevity, for every document.

import assert from 'node:assert/strict';
import { test } from 'node:test';
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
  for (const [most, expected] of [
    [3, 1],
    [1, 3],
    [0, 3],
  ] as const) {
    const drawn: number[] = [];
    await withinPages(most, async ({ countOnly, ...brevity }) => {
      const index = BREVITIES.findIndex(({ paragraphLines }) => paragraphLines === brevity.paragraphLines);
      if (!countOnly) drawn.push(index);
      return { bytes: Buffer.alloc(0), pages: 4 - index, drawn: [], width: 0, height: 0 };
    });
    assert.deepEqual(drawn, [expected]);
  }
});
