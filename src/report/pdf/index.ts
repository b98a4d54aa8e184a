// The registry of PDF documents. One document a file; a new one is one line here.

import type { IncidentFacts } from '../../model/facts.ts';
import type { ChartSet } from '../charts/index.ts';
import type { CsvWriter } from '../csv/csv.ts';
import { attachments, BILLING_TABLES, INCIDENT_TABLES, UPSTREAM_TABLES } from './attached.ts';
import { timesheet } from './billing.ts';
import type { Attachment } from './document.ts';
import { extortionReport } from './extortion.ts';
import type { Brevity, FlowResult } from './flow.ts';
import { providerRequest } from './provider.ts';
import { withinPages } from './within-pages.ts';

/** A PDF document. Equal facts and charts give equal bytes. */
export interface PdfWriter {
  id: 'extortion' | 'provider' | 'billing';
  /** Relative to the output folder. */
  file: string;
  title: string;
  /** The document with what was drawn where. */
  draw(facts: IncidentFacts, charts: ChartSet): Promise<FlowResult>;
  /** Its bytes. */
  render(facts: IncidentFacts, charts: ChartSet): Promise<Buffer>;
}

/** A document of at most so many pages, with tables inside: set again, shorter, while it has more. */
function writer(
  id: PdfWriter['id'],
  file: string,
  title: string,
  mostPages: number,
  tables: readonly CsvWriter[],
  drawAs: (
    facts: IncidentFacts,
    charts: ChartSet,
    brevity: Brevity,
    attached: readonly Attachment[],
  ) => Promise<FlowResult>,
): PdfWriter {
  const draw: PdfWriter['draw'] = async (facts, charts) => {
    const attached = await attachments(facts, tables);
    return withinPages(mostPages, (brevity) => drawAs(facts, charts, brevity, attached));
  };
  return { id, file, title, draw, render: async (facts, charts) => (await draw(facts, charts)).bytes };
}

/** All PDF documents, in the order in which their files are listed. */
export const PDF_WRITERS: readonly PdfWriter[] = [
  writer(
    'extortion',
    'extortion/report.pdf',
    'incident report for police, insurer and counsel',
    15,
    INCIDENT_TABLES,
    extortionReport,
  ),
  writer(
    'provider',
    'provider/upstream-request.pdf',
    'request to the upstream, notice to source networks',
    4,
    UPSTREAM_TABLES,
    providerRequest,
  ),
  writer(
    'billing',
    'billing/timesheet.pdf',
    'timesheet and incident record for the client',
    6,
    BILLING_TABLES,
    timesheet,
  ),
];
