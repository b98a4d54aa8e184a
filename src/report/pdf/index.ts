// The registry of PDF documents. One document a file; a new one is one line here.

import type { IncidentFacts } from '../../model/facts.ts';
import type { ChartSet } from '../charts/index.ts';
import { timesheet } from './billing.ts';
import { extortionReport } from './extortion.ts';
import { BREVITIES, type Brevity, type FlowResult } from './flow.ts';
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

/** A document of at most so many pages: set again, shorter, while it has more. */
function writer(
  id: PdfWriter['id'],
  file: string,
  title: string,
  mostPages: number,
  drawAs: (facts: IncidentFacts, charts: ChartSet, brevity: Brevity) => Promise<FlowResult>,
): PdfWriter {
  const draw: PdfWriter['draw'] = async (facts, charts) => {
    const [usual, ...shorter] = BREVITIES;
    let result = await drawAs(facts, charts, usual!);
    for (const brevity of shorter) {
      if (result.pages <= mostPages) break;
      result = await drawAs(facts, charts, brevity);
    }
    return result;
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
    extortionReport,
  ),
  writer(
    'provider',
    'provider/upstream-request.pdf',
    'request to the upstream, notice to source networks',
    4,
    providerRequest,
  ),
  writer('billing', 'billing/timesheet.pdf', 'timesheet and incident record for the client', 6, timesheet),
];
