// The texts of the extortion pack of a hand-made case: what their tests read.

import type { TestContext } from 'node:test';
import type { IncidentFacts } from '../../../src/model/facts.ts';
import { preservationDatasheet } from '../../../src/report/csv/datasheet.ts';
import { lossCsv } from '../../../src/report/csv/loss.ts';
import { declarationTemplate } from '../../../src/report/extortion/declaration.ts';
import { ic3Paste } from '../../../src/report/extortion/ic3-paste.ts';
import { preservationRequests } from '../../../src/report/extortion/preservation.ts';
import { contentsBelow, sampleRows, scratchFolder } from '../../support/output.ts';
import { sampleFacts } from '../../support/sample-facts.ts';
import { sampleDemandRecord } from '../pdf/sample-demand.ts';

/** The sample case with the records of its demands, and the network of its second lead among its sources. */
export function caseFacts(change: (facts: IncidentFacts) => void = () => {}): IncidentFacts {
  const facts = sampleFacts();
  facts.demandRecords = facts.case.demands.map(sampleDemandRecord);
  change(facts);
  return facts;
}

/** Every file of the pack as text, by path. */
export async function packOf(test: TestContext, facts: IncidentFacts): Promise<Map<string, string>> {
  const folder = scratchFolder(test);
  const input = { facts, rows: sampleRows([facts.topProven]), bill: undefined };
  const paths: string[] = [];
  for (const writer of [ic3Paste, lossCsv, declarationTemplate, preservationDatasheet, preservationRequests])
    paths.push(...(await writer.write(input, folder)).map(({ path }) => path));
  const files = new Map([...contentsBelow(folder)].map(([path, bytes]) => [path, bytes.toString('utf8')]));
  if (paths.length !== files.size) throw new Error('the list of files and the folder differ');
  return files;
}
