// The registry of report writers, and the run over it. One writer a file; a new one is one line here.

import type { Bill } from '../model/billing.ts';
import type { CaseRows, IncidentFacts } from '../model/facts.ts';
import { runsUnder } from '../model/profiles.ts';
import { billingSummaryCsv, entryEventLinksCsv, timeEntriesCsv } from './csv/billing.ts';
import { clocksCsv } from './csv/clocks.ts';
import { countriesCsv } from './csv/countries.ts';
import { custodyCsv } from './csv/custody.ts';
import { preservationDatasheet } from './csv/datasheet.ts';
import { demandsCsv } from './csv/demands.ts';
import { disclosuresCsv } from './csv/disclosures.ts';
import { evidenceCsv } from './csv/evidence.ts';
import { flowsCsv } from './csv/flows.ts';
import { lossCsv } from './csv/loss.ts';
import { networksCsv } from './csv/networks.ts';
import { phasesCsv } from './csv/phases.ts';
import { redactionsCsv } from './csv/redactions.ts';
import { rejectedCsv } from './csv/rejected.ts';
import { servicesCsv } from './csv/services.ts';
import { sourcesCsv } from './csv/sources.ts';
import { timelineCsv } from './csv/timeline.ts';
import { vectorsCsv } from './csv/vectors.ts';
import { walletsCsv } from './csv/wallets.ts';
import { wavesCsv } from './csv/waves.ts';
import { documents } from './documents.ts';
import { ddosFingerprint } from './exchange/ddos-fingerprint.ts';
import { mispExport } from './exchange/misp.ts';
import { sourcesJsonl } from './exchange/sources-jsonl.ts';
import { stixBundle } from './exchange/stix.ts';
import { timelineJsonl } from './exchange/timeline-jsonl.ts';
import { declarationTemplate } from './extortion/declaration.ts';
import { ic3Paste } from './extortion/ic3-paste.ts';
import { preservationRequests } from './extortion/preservation.ts';
import { reportHtml } from './html/index.ts';
import { incidentJson } from './incident-json.ts';
import { ledes } from './ledes.ts';
import { abusePdf } from './provider/abuse-pdf.ts';
import { folded, providerPack } from './provider/index.ts';
import { publicSummary } from './public-summary.ts';
import { type ListedFile, readmeText } from './readme.ts';
import { type ReportInput, type ReportWriter, type WrittenFile, writeWholeFile } from './writer.ts';

/** All report writers, in the order in which their files are listed. */
export const REPORT_WRITERS: readonly ReportWriter[] = [
  documents,
  publicSummary,
  reportHtml,
  providerPack,
  abusePdf,
  demandsCsv,
  walletsCsv,
  ic3Paste,
  lossCsv,
  declarationTemplate,
  preservationDatasheet,
  preservationRequests,
  timeEntriesCsv,
  entryEventLinksCsv,
  billingSummaryCsv,
  ledes,
  timelineCsv,
  wavesCsv,
  phasesCsv,
  vectorsCsv,
  sourcesCsv,
  flowsCsv,
  networksCsv,
  countriesCsv,
  servicesCsv,
  clocksCsv,
  evidenceCsv,
  rejectedCsv,
  redactionsCsv,
  custodyCsv,
  disclosuresCsv,
  incidentJson,
  stixBundle,
  mispExport,
  ddosFingerprint,
  timelineJsonl,
  sourcesJsonl,
];

/** What a run knows besides facts and rows. */
export interface ReportOptions {
  /** The priced work log; undefined when there is none. */
  bill: Bill | undefined;
  /** Files that others have put or will put into the folder, for README.txt. */
  otherFiles: ListedFile[];
}

/** Runs all writers into `directory`, then README.txt. Writers run beside each other; the order of the result is the registry's. */
export async function writeReports(
  facts: IncidentFacts,
  rows: CaseRows,
  directory: string,
  options: ReportOptions,
  writers: readonly ReportWriter[] = REPORT_WRITERS,
): Promise<WrittenFile[]> {
  const input: ReportInput = { facts, rows, bill: options.bill };
  const running = writers.filter((writer) => runsUnder(facts.case.profile, writer.id));
  // All have ended before an error is told: nobody still writes while the folder is being removed.
  const results = await Promise.allSettled(running.map((writer) => writer.write(input, directory)));
  const files: WrittenFile[] = [];
  for (const result of results) {
    if (result.status === 'rejected') throw result.reason;
    files.push(...result.value);
  }
  const readme = readmeText(facts, folded([...files, ...options.otherFiles]));
  files.push(await writeWholeFile(directory, 'README.txt', 'what to send to whom', readme));
  return files;
}
