// The registry of PDF documents. One document a file; a new one is one line here.

import type { IncidentFacts } from '../../model/facts.ts';
import type { ChartSet } from '../charts/index.ts';
import { timesheet } from './billing.ts';
import { extortionReport } from './extortion.ts';
import type { FlowResult } from './flow.ts';
import { providerRequest } from './provider.ts';

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

function writer(id: PdfWriter['id'], file: string, title: string, draw: PdfWriter['draw']): PdfWriter {
  return { id, file, title, draw, render: async (facts, charts) => (await draw(facts, charts)).bytes };
}

/** All PDF documents, in the order in which their files are listed. */
export const PDF_WRITERS: readonly PdfWriter[] = [
  writer(
    'extortion',
    'extortion/report.pdf',
    'incident report for police, insurer and counsel',
    extortionReport,
  ),
  writer(
    'provider',
    'provider/upstream-request.pdf',
    'request to the upstream, notice to source networks',
    providerRequest,
  ),
  writer('billing', 'billing/timesheet.pdf', 'timesheet and incident record for the client', timesheet),
];
