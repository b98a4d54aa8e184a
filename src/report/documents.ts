// The charts and the PDF documents, rendered in a worker thread beside the tables: charts once, then every PDF.

import { Worker } from 'node:worker_threads';
import type { IncidentFacts } from '../model/facts.ts';
import type { ChartSet } from './charts/index.ts';
import type { AbuseRequest } from './pdf/abuse.ts';
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

interface Drawing {
  worker: Worker;
  rendered: Promise<Rendering>;
}

let waiting: Drawing | undefined;
const started = new Set<Worker>();

/** Starts the worker, which takes half a second to load what it draws with. */
export function warmUpDocuments(): void {
  waiting ??= startWorker();
}

/** Ends what is left of the workers at the end of a run, which may not have asked for all that they can draw. */
export async function dropDocuments(): Promise<void> {
  waiting = undefined;
  await Promise.all([...started].map((worker) => worker.terminate()));
}

/** The next thing that the worker posts. */
function answer<T>(worker: Worker): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) =>
      reject(new Error(`the PDF worker ended with code ${code} and no documents`)),
    );
  });
}

function startWorker(): Drawing {
  const worker = new Worker(new URL(WORKER_FILE, import.meta.url));
  started.add(worker);
  worker.once('exit', () => started.delete(worker));
  const rendered = answer<Rendering>(worker);
  // From here on it waits for a question that may not come, which must not keep the process alive. Errors are told to whoever asks.
  rendered.then(
    () => worker.unref(),
    () => undefined,
  );
  return { worker, rendered };
}

// Several writers ask for what is drawn once.
const drawings = new WeakMap<IncidentFacts, Drawing>();

function drawingOf(facts: IncidentFacts): Drawing {
  let drawing = drawings.get(facts);
  if (drawing === undefined) {
    drawing = waiting ?? startWorker();
    waiting = undefined;
    drawing.worker.postMessage(facts);
    drawings.set(facts, drawing);
  }
  return drawing;
}

/** The reports to networks, after everything else is drawn; asked for once a case. */
export async function abuseDocuments(
  facts: IncidentFacts,
  requests: readonly AbuseRequest[],
): Promise<RenderedDocument[]> {
  const { worker, rendered } = drawingOf(facts);
  await rendered;
  worker.ref();
  const reports = answer<RenderedDocument[]>(worker);
  worker.postMessage(requests);
  return reports;
}

/** The charts of a case. */
export async function chartsOf(facts: IncidentFacts): Promise<ChartSet> {
  return (await drawingOf(facts).rendered).charts;
}

/** All PDFs. */
export const documents: ReportWriter = {
  id: 'documents',
  title: 'the PDF documents',
  async write({ facts }: ReportInput, directory: string): Promise<WrittenFile[]> {
    const files: WrittenFile[] = [];
    for (const { path, title, bytes } of (await drawingOf(facts).rendered).documents) {
      files.push(await writeWholeFile(directory, path, title, bytes));
    }
    return files;
  },
};
