// The page of the sample case as text, with any change to its facts and any sources.

import type { IncidentFacts, SourceFacts } from '../../../src/model/facts.ts';
import { renderCharts } from '../../../src/report/charts/index.ts';
import { pageText } from '../../../src/report/html/page.ts';
import { pageModel } from '../../../src/report/html/sections.ts';
import { sourceTable } from '../../../src/report/html/source-columns.ts';
import { documentLanguage } from '../../../src/report/text/language.ts';
import { sampleRows } from '../../support/output.ts';
import { sampleFacts } from '../../support/sample-facts.ts';

/** What no text of evidence may become. */
export const HOSTILE =
  '</script><script>window.taken=1</script><img src="http://192.0.2.66/x" onerror="window.taken=2"><a href="javascript:window.taken=3">a</a>\u202e{{7*7}}\u0000';

/** The page; without blocks its sources are those of the sample. */
export async function makePage(
  change: (facts: IncidentFacts) => void = () => {},
  blocks?: SourceFacts[][],
): Promise<string> {
  const facts = sampleFacts();
  change(facts);
  const language = documentLanguage(facts.case.writtenIn);
  const sources = await sourceTable(facts, sampleRows(blocks ?? [facts.topProven]), language);
  return pageText(pageModel(facts, await renderCharts(facts)), sources, language);
}

/** So many proven sources with distinct addresses and requests: source n has the address of number n and n requests. */
export function manySources(count: number): SourceFacts[][] {
  const [like] = sampleFacts().topProven;
  const sources = Array.from({ length: count }, (_, n): SourceFacts => {
    const address = `10.${n >> 16}.${(n >> 8) & 255}.${n & 255}`;
    const asn = 64496 + (n % 16);
    return {
      ...like!,
      address,
      requests: n,
      asn,
      asName: `EXAMPLE-${n % 997}`,
      firstRef: `E2 line ${n + 1}`,
    };
  });
  return [sources];
}

/** The sample with a stranger's text in every place that evidence reaches. */
export function hostile(facts: IncidentFacts): void {
  facts.case.title = HOSTILE;
  for (const source of facts.topProven) Object.assign(source, { asName: HOSTILE, userAgentsTop: [HOSTILE] });
  for (const network of facts.networks) network.asName = HOSTILE;
  for (const vector of facts.vectors)
    Object.assign(vector, { title: HOSTILE, reason: HOSTILE, match: HOSTILE, targets: [HOSTILE] });
  for (const event of facts.timeline)
    Object.assign(event, { message: HOSTILE, host: HOSTILE, httpPath: HOSTILE });
  for (const file of facts.evidence) Object.assign(file, { fileName: HOSTILE, path: HOSTILE, host: HOSTILE });
  for (const outage of facts.impact!.outages) outage.site = HOSTILE;
  for (const outage of facts.case.outages) outage.service = HOSTILE;
  for (const action of facts.case.actions) action.what = HOSTILE;
  for (const loss of facts.losses.rows) Object.assign(loss, { item: HOSTILE, method: HOSTILE });
  for (const outage of facts.outageMinutes.outages) outage.service = HOSTILE;
  for (const lead of facts.leads) {
    lead.keeper = HOSTILE;
    for (const identifier of lead.identifiers) identifier.value = HOSTILE;
  }
}
