// Tables inside a document, as associated files (PDF/A-3): the same bytes as beside it in the report folder.

import { createHash } from 'node:crypto';
import type { CaseRows, IncidentFacts } from '../../model/facts.ts';
import { billingSummaryCsv, entryEventLinksCsv, timeEntriesCsv } from '../csv/billing.ts';
import { clocksCsv } from '../csv/clocks.ts';
import type { CsvWriter } from '../csv/csv.ts';
import { evidenceCsv } from '../csv/evidence.ts';
import { networksCsv } from '../csv/networks.ts';
import { servicesCsv } from '../csv/services.ts';
import { vectorsCsv } from '../csv/vectors.ts';
import { wavesCsv } from '../csv/waves.ts';
import * as units from '../units.ts';
import type { Attachment } from './document.ts';
import type { Flow } from './flow.ts';
import type { Run } from './lines.ts';

/** For police, insurer and counsel. */
export const INCIDENT_TABLES: readonly CsvWriter[] = [
  wavesCsv,
  vectorsCsv,
  servicesCsv,
  networksCsv,
  clocksCsv,
  evidenceCsv,
];
/** For third parties: nothing of requested paths, of the service, of collectors. */
export const UPSTREAM_TABLES: readonly CsvWriter[] = [wavesCsv, networksCsv];
/** For the client. */
export const BILLING_TABLES: readonly CsvWriter[] = [
  billingSummaryCsv,
  timeEntriesCsv,
  entryEventLinksCsv,
  servicesCsv,
];

// Full tables are too large to go into a document.
const NO_ROWS: CaseRows = {
  sources: () => {
    throw new Error('a table inside a document is made of facts only');
  },
  flows: () => {
    throw new Error('a table inside a document is made of facts only');
  },
  records: () => {
    throw new Error('a table inside a document is made of facts only');
  },
  rejected: () => {
    throw new Error('a table inside a document is made of facts only');
  },
};

/** The tables that have rows. */
export async function attachments(facts: IncidentFacts, tables: readonly CsvWriter[]): Promise<Attachment[]> {
  const all: Attachment[] = [];
  for (const { path, title, bytes: bytesOf } of tables) {
    const bytes = await bytesOf({ facts, rows: NO_ROWS, bill: facts.billing });
    const header = bytes.indexOf('\n') + 1;
    if (bytes.length > header) all.push({ name: path.slice(path.lastIndexOf('/') + 1), title, bytes });
  }
  return all;
}

/** Puts the tables into the document and names them in its text. */
export function attach(flow: Flow, files: readonly Attachment[]): void {
  if (files.length === 0) return;
  const text: Run[] = [{ text: flow.texts.attached }];
  files.forEach((file, index) => {
    const hash = createHash('sha256').update(file.bytes).digest('hex');
    text.push({ text: ` ${file.name} ` });
    text.push({ text: `(${units.shortHash(hash)})`, face: 'mono', size: 7.2 });
    text.push({ text: index === files.length - 1 ? '.' : ',' });
    flow.document.attach(file);
  });
  flow.paragraph(text, 'computed');
}
