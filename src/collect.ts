// From paths to a filled case database: finds, reads, hashes, sniffs, and keeps the decode workers busy. One evidence source at a time a worker.

import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { joinCaptures, type ReadCapture } from './aggregate/join.ts';
import { type CaseStore, openStore } from './aggregate/store.ts';
import type { FromWorker, ToWorker } from './decode-worker.ts';
import { fileKey, secretTag } from './facts/redact.ts';
import type { EvidenceFormat } from './ingest/format.ts';
import {
  type EvidencePath,
  findEvidence,
  type PathFailure,
  type ReadResult,
  readEvidence,
} from './ingest/open.ts';
import { type Refusal, SNIFF_BYTES, sniff } from './ingest/sniff.ts';
import { type Diagnostic, Diagnostics, InputError } from './model/diagnostic.ts';
import { type Redact, Redactor } from './model/redaction.ts';
import type { FileSummary } from './model/traffic.ts';
import { inlineAsUsual, inlineWholeLoops } from './optimising.ts';

const TRANSFER_BYTES = 1 << 20;
/** Evidence up to this size is read before more threads or better code would pay. */
const SMALL_BYTES = 32 << 20;
const BUFFERS_IN_FLIGHT = 6;
const EMPTY = 'the file is empty, or compressed and cut before its first byte';

/** One evidence source after reading. `format` is undefined for documents (mail, work log and other files in no evidence format). */
export interface Evidence {
  /** Number in the case database; E1, E2 ... in reports. */
  number: number;
  file: EvidencePath;
  format: EvidenceFormat | undefined;
  /** Why each format refused, when none fitted. */
  refusals: Refusal[];
  read: ReadResult;
  summary: FileSummary | undefined;
  diagnostics: Diagnostic[];
  bytesRead: number;
  bytesDecoded: number;
  bytesSkipped: number;
}

/** A filled case database and what was read into it. */
export interface Collection {
  store: CaseStore;
  evidence: Evidence[];
  failures: PathFailure[];
}

export interface CollectOptions {
  /** Case database file; memory without one. */
  database?: string;
  /** Where the database may spill. */
  temporary?: string;
  /** Minutes east of UTC by local time for a file without zone; undefined when none was stated. */
  offsets?: (fileName: string) => [number, number][] | undefined;
  /** How far the clock behind a file was ahead of UTC, milliseconds; 0 when that was not stated. */
  clockAheadMs?: (fileName: string) => number;
  workers?: number;
  /** Takes secrets out of all texts before they are stored; a redactor of its own without one. */
  redactor?: Redactor;
  onProgress?: (doneBytes: number, totalBytes: number, fileName: string) => void;
}

/** Reads everything at the paths. Throws InputError when nothing could be read at all. */
export async function collect(paths: readonly string[], options: CollectOptions): Promise<Collection> {
  const { files, failures } = await findEvidence(paths);
  if (files.length === 0 && failures.length > 0)
    throw new InputError('input/no-path', failures.map((failure) => failure.message).join('\n'));
  if (files.length === 0)
    throw new InputError(
      'input/no-evidence',
      `${paths.join(', ')}: expected captures, socket dumps, web logs or system logs, found no file at all; give the directory that holds the evidence`,
    );
  const store = await openStore(options.database, options.temporary);
  const total = files.reduce((sum, file) => sum + file.sizeBytes, 0);
  let done = 0;
  const evidence: Evidence[] = new Array(files.length);
  // The largest files first, so that the workers finish together; numbers follow the order of paths all the same.
  const queue = files
    .map((_, index) => index)
    .sort((a, b) => files[b].sizeBytes - files[a].sizeBytes || a - b);
  // A second thread costs a third of a second to start and warm up: what one reads sooner needs no second.
  const useful = total < SMALL_BYTES ? 1 : availableParallelism();
  const workers = Math.min(options.workers ?? useful, files.length);
  const lane = async (): Promise<void> => {
    const worker = new DecodeWorker(store);
    try {
      for (let index = queue.shift(); index !== undefined; index = queue.shift()) {
        const file = files[index];
        try {
          evidence[index] = await readOne(
            index + 1,
            file,
            worker,
            { ...options, joins: files.length > 1 },
            (bytes) => {
              done += bytes;
              options.onProgress?.(done, total, file.fileName);
            },
          );
        } catch (error) {
          if (!(error instanceof InputError)) throw error;
          failures.push({ path: file.path, message: error.message });
        }
      }
    } finally {
      await worker.close();
    }
  };
  if (total >= SMALL_BYTES) inlineWholeLoops();
  try {
    await Promise.all(Array.from({ length: workers }, lane));
    await join(store, evidence, options);
  } catch (error) {
    await store.close();
    throw error;
  } finally {
    inlineAsUsual();
  }
  failures.sort((a, b) => (a.path < b.path ? -1 : 1));
  return { store, evidence: evidence.filter((each) => each !== undefined), failures };
}

// Follows connections from capture to capture, and notes which goes on from which.
async function join(
  store: CaseStore,
  evidence: readonly Evidence[],
  { clockAheadMs }: CollectOptions,
): Promise<void> {
  const captures: ReadCapture[] = [];
  for (const each of evidence) {
    if (each?.summary?.packets === undefined || !each.summary.hasTime) continue;
    const { firstSec, firstNsec, lastSec, lastNsec } = each.summary;
    captures.push({
      evidence: each.number,
      firstUs: firstSec * 1e6 + Math.floor(firstNsec / 1000),
      lastUs: lastSec * 1e6 + Math.floor(lastNsec / 1000),
      aheadMs: clockAheadMs?.(each.file.path) ?? 0,
    });
  }
  for (const [earlier, later] of await joinCaptures(store, captures)) {
    const packets = evidence[later - 1].summary?.packets;
    if (packets !== undefined) packets.continues = earlier;
  }
}

async function readOne(
  number: number,
  file: EvidencePath,
  worker: DecodeWorker,
  options: CollectOptions & { joins: boolean },
  onProgress: (bytes: number) => void,
): Promise<Evidence> {
  const diagnostics = new Diagnostics();
  let head: Uint8Array[] = [];
  let headBytes = 0;
  let innerBytes = 0;
  let sniffed: ReturnType<typeof sniff> | undefined;
  const begin = async (): Promise<void> => {
    const bytes = head.length === 1 ? head[0] : Buffer.concat(head);
    head = [];
    sniffed =
      bytes.length === 0
        ? { format: undefined, refusals: [{ format: 'any format', reason: EMPTY }] }
        : sniff(bytes.subarray(0, SNIFF_BYTES));
    if (sniffed.format === undefined) return;
    worker.start({
      type: 'file',
      evidence: number,
      format: sniffed.format.id,
      fileName: file.fileName,
      modifiedSec: file.modifiedSec,
      offsets: options.offsets?.(file.path),
      joins: options.joins,
    });
    await worker.send(bytes);
  };
  const read = await readEvidence(
    file,
    diagnostics,
    async (chunk) => {
      innerBytes += chunk.length;
      if (sniffed !== undefined) {
        if (sniffed.format !== undefined) await worker.send(chunk);
        return;
      }
      // Usually the first chunk is enough and need not be copied.
      headBytes += chunk.length;
      head.push(headBytes >= SNIFF_BYTES && head.length === 0 ? chunk : chunk.slice());
      if (headBytes >= SNIFF_BYTES) await begin();
    },
    onProgress,
  );
  if (sniffed === undefined) await begin();
  const outcome = sniffed as unknown as ReturnType<typeof sniff>;
  if (outcome.format === undefined) {
    return {
      number,
      file,
      format: undefined,
      refusals: outcome.refusals,
      read,
      summary: undefined,
      diagnostics: diagnostics.list(),
      bytesRead: innerBytes,
      bytesDecoded: 0,
      bytesSkipped: innerBytes,
    };
  }
  const { kind } = outcome.format;
  const redactor = options.redactor ?? new Redactor(true);
  const place = { file: `E${number}`, rowId: '', field: `${kind}: texts`, visitors: true };
  const result = await worker.end(number, redactor.at(place, secretTag(fileKey(read.hash))));
  return {
    number,
    file,
    format: outcome.format,
    refusals: [],
    read,
    summary: result.summary,
    diagnostics: [...result.diagnostics, ...diagnostics.list()].sort((a, b) => (a.code < b.code ? -1 : 1)),
    bytesRead: result.bytesRead,
    bytesDecoded: result.bytesDecoded,
    bytesSkipped: result.bytesSkipped,
  };
}

// One worker thread; blocks go into the store as they arrive, buffers come back to be filled again.
class DecodeWorker {
  readonly #worker: Worker;
  readonly #free: ArrayBuffer[] = [];
  #buffers = 0;
  #wake: (() => void) | undefined;
  #done: ((message: FromWorker & { type: 'done' }) => void) | undefined;
  #fail: ((error: unknown) => void) | undefined;
  #error: unknown;

  constructor(store: CaseStore) {
    this.#worker = new Worker(new URL('./decode-worker.js', import.meta.url));
    this.#worker.on('message', (message: FromWorker) => {
      if (message.type === 'block') store.append(message.block);
      else if (message.type === 'free') {
        this.#free.push(message.buffer);
        this.#wake?.();
      } else this.#done?.(message);
    });
    this.#worker.on('error', (error) => {
      this.#error = error;
      this.#wake?.();
      this.#fail?.(error);
    });
    this.#store = store;
  }

  readonly #store: CaseStore;

  start(message: ToWorker & { type: 'file' }): void {
    this.#worker.postMessage(message);
  }

  async send(chunk: Uint8Array): Promise<void> {
    for (let from = 0; from < chunk.length; from += TRANSFER_BYTES) {
      const part = chunk.subarray(from, from + TRANSFER_BYTES);
      const buffer = await this.#buffer();
      new Uint8Array(buffer).set(part);
      this.#worker.postMessage({ type: 'chunk', buffer, length: part.length } satisfies ToWorker, [buffer]);
    }
  }

  async end(evidence: number, redact: Redact): Promise<FromWorker & { type: 'done' }> {
    const done = await new Promise<FromWorker & { type: 'done' }>((resolve, reject) => {
      this.#done = resolve;
      this.#fail = reject;
      if (this.#error !== undefined) reject(this.#error);
      this.#worker.postMessage({ type: 'end' } satisfies ToWorker);
    });
    if (done.texts !== undefined) {
      const { bytes, ends } = done.texts;
      const decoder = new TextDecoder();
      const rows = function* (): Generator<{ evidence: number; id: number; text: string }> {
        yield { evidence, id: 0, text: '' };
        yield { evidence, id: 1, text: '(more distinct texts than are kept)' };
        for (let id = 2; id < ends.length; id++)
          yield { evidence, id, text: redact(decoder.decode(bytes.subarray(ends[id - 1], ends[id]))) };
      };
      this.#store.appendTexts(rows());
    }
    return done;
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }

  async #buffer(): Promise<ArrayBuffer> {
    for (;;) {
      if (this.#error !== undefined) throw this.#error;
      const buffer = this.#free.pop();
      if (buffer !== undefined) return buffer;
      if (this.#buffers < BUFFERS_IN_FLIGHT) {
        this.#buffers++;
        return new ArrayBuffer(TRANSFER_BYTES);
      }
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }
}
