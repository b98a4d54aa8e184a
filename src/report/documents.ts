// The charts and the PDF documents, rendered in a worker thread beside the tables: charts once, then every PDF.

import { Worker } from 'node:worker_threads';
import type { IncidentFacts } from '../model/facts.ts';
import type { ChartSet } from './charts/index.ts';
import { type ReportInput, type ReportWriter, type WrittenFile, writeWholeFile } from './writer.ts';

/** A rendered document, as the worker hands it over. */
export interface RenderedDocument {
  path: string;
  title: string;
  bytes: Uint8Array;
}

/** All that the worker draws for a case. */
export interface Rendering {
  charts: ChartSet;
  documents: RenderedDocument[];
}

const WORKER_FILE = `./pdf-worker${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`;

let waiting: { worker: Worker; rendered: Promise<Rendering> } | undefined;

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
  const rendered = new Promise<Rendering>((resolve, reject) => {
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

// Several writers ask for what is drawn once.
const renderings = new WeakMap<IncidentFacts, Promise<Rendering>>();

function renderInWorker(facts: IncidentFacts): Promise<Rendering> {
  let rendering = renderings.get(facts);
  if (rendering === undefined) {
    const { worker, rendered } = waiting ?? startWorker();
    waiting = undefined;
    worker.postMessage(facts);
    rendering = rendered;
    renderings.set(facts, rendering);
  }
  return rendering;
}

/** The charts of a case. */
export async function chartsOf(facts: IncidentFacts): Promise<ChartSet> {
  return (await renderInWorker(facts)).charts;
}

/** All PDFs. */
export const documents: ReportWriter = {
  id: 'documents',
  title: 'the PDF documents',
  async write({ facts }: ReportInput, directory: string): Promise<WrittenFile[]> {
    const files: WrittenFile[] = [];
    for (const { path, title, bytes } of (await renderInWorker(facts)).documents) {
      files.push(await writeWholeFile(directory, path, title, bytes));
    }
    return files;
  },
};
