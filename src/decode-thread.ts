// A decode worker as the main thread sees it: bytes go there, blocks of rollups come back into the case database.

import { Worker } from 'node:worker_threads';
import type { CaseStore } from './aggregate/store.ts';
import type { FromWorker, ToWorker } from './decode-worker.ts';
import type { Redact } from './model/redaction.ts';

const TRANSFER_BYTES = 1 << 20;
const BUFFERS_IN_FLIGHT = 6;

let waiting: Worker | undefined;

/** Starts a thread that the first DecodeThread takes: it loads in a quarter of a second, beside what the main thread loads. */
export function warmUpDecoding(): void {
  waiting = startWorker();
  // When nobody takes it, the process ends without it.
  waiting.unref();
}

function startWorker(): Worker {
  return new Worker(new URL('./decode-worker.js', import.meta.url));
}

/** One worker thread; blocks go into the store as they arrive, buffers come back to be filled again. */
export class DecodeThread {
  readonly #worker: Worker;
  readonly #free: ArrayBuffer[] = [];
  #buffers = 0;
  #wake: (() => void) | undefined;
  #done: ((message: FromWorker & { type: 'done' }) => void) | undefined;
  #fail: ((error: unknown) => void) | undefined;
  #error: unknown;
  readonly #store: CaseStore;

  constructor(store: CaseStore) {
    this.#worker = waiting ?? startWorker();
    this.#worker.ref();
    waiting = undefined;
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

  /** A file begins. */
  start(message: ToWorker & { type: 'file' }): void {
    this.#worker.postMessage(message);
  }

  /** Copies bytes of the file to the thread; waits while too many are on their way. */
  async send(chunk: Uint8Array): Promise<void> {
    for (let from = 0; from < chunk.length; from += TRANSFER_BYTES) {
      const part = chunk.subarray(from, from + TRANSFER_BYTES);
      const buffer = await this.#buffer();
      new Uint8Array(buffer).set(part);
      this.#worker.postMessage({ type: 'chunk', buffer, length: part.length } satisfies ToWorker, [buffer]);
    }
  }

  /** The file is over. Its texts go into the store as `redact` leaves them; gives what was counted. */
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

  /** Stops the thread. */
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
