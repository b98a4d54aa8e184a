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

let waiting: { worker: Worker; rendered: Promise<RenderedDocument[]> } | undefined;

/** Starts the worker, which takes half a second to load what it draws with. */
export function warmUpDocuments(): void {
  waiting ??= startWorker();
}

/** Ends the worker when the run ends without asking for documents; a worker that waits would keep the process alive. */
export async function dropDocuments(): Promise<void> {
  const left = waiting;
  waiting = undefined;
  await left?.worker.terminate();
}

function startWorker(): NonNullable<typeof waiting> {
  const worker = new Worker(new URL(WORKER_FILE, import.meta.url));
  const rendered = new Promise<RenderedDocument[]>((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) =>
      reject(new Error(`the PDF worker ended with code ${code} and no documents`)),
    );
  });
  // Told to whoever asks for the documents.
  rendered.catch(() => undefined);
  return { worker, rendered };
}

function renderInWorker(facts: IncidentFacts): Promise<RenderedDocument[]> {
  const { worker, rendered } = waiting ?? startWorker();
  waiting = undefined;
  worker.postMessage(facts);
  return rendered;
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
