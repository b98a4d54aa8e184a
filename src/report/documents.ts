// The PDF documents, rendered in a worker thread beside the tables: charts once, then every PDF.

import { Worker } from 'node:worker_threads';
import type { IncidentFacts } from '../model/facts.ts';
import { type ReportInput, type ReportWriter, type WrittenFile, writeWholeFile } from './writer.ts';

/** A rendered document, as the worker hands it over. */
export interface RenderedDocument {
  path: string;
  title: string;
  bytes: Uint8Array;
}

const WORKER_FILE = `./pdf-worker${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`;

function renderInWorker(facts: IncidentFacts): Promise<RenderedDocument[]> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL(WORKER_FILE, import.meta.url), { workerData: facts });
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) =>
      reject(new Error(`the PDF worker ended with code ${code} and no documents`)),
    );
  });
}

/** All PDFs. */
export const documents: ReportWriter = {
  id: 'documents',
  title: 'the PDF documents',
  async write({ facts }: ReportInput, directory: string): Promise<WrittenFile[]> {
    const files: WrittenFile[] = [];
    for (const { path, title, bytes } of await renderInWorker(facts)) {
      files.push(await writeWholeFile(directory, path, title, bytes));
    }
    return files;
  },
};
