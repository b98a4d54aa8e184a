// The loop over input: joins chunks to what a decoder left over and hands full batches on.

import type { EvidenceBatch } from '../model/batch.ts';
import {
  createCounterBatch,
  createEventBatch,
  createPacketBatch,
  createRequestBatch,
  createSocketBatch,
  resetBatch,
} from '../model/empty-batch.ts';
import type { Decoder } from './format.ts';

const REQUEST_TEXT_BYTES = 1 << 22;
const EVENT_TEXT_BYTES = 1 << 20;
const COUNTER_TEXT_BYTES = 1 << 20;

/** An empty batch of a kind, sized so that its hot columns stay in the processor's cache. */
export function createBatch(kind: EvidenceBatch['kind']): EvidenceBatch {
  if (kind === 'packets') return createPacketBatch(4096);
  if (kind === 'sockets') return createSocketBatch(4096);
  if (kind === 'events') return createEventBatch(4096, EVENT_TEXT_BYTES);
  if (kind === 'counters') return createCounterBatch(4096, COUNTER_TEXT_BYTES);
  return createRequestBatch(4096, REQUEST_TEXT_BYTES);
}

/** Feeds one decoder. The batch given to `onBatch` is the same object every time and must not be kept. */
export class Pump {
  readonly #decoder: Decoder;
  readonly #batch: EvidenceBatch;
  readonly #onBatch: (batch: EvidenceBatch) => void;
  #buffer: Uint8Array = new Uint8Array(1 << 21);
  #left = 0;
  bytesRead = 0;

  constructor(decoder: Decoder, batch: EvidenceBatch, onBatch: (batch: EvidenceBatch) => void) {
    this.#decoder = decoder;
    this.#batch = batch;
    this.#onBatch = onBatch;
    batch.rows = 0;
    batch.full = false;
    if (batch.kind === 'packets') batch.firstRecord = 1;
    if (batch.kind === 'requests' || batch.kind === 'events' || batch.kind === 'counters') batch.textUsed = 0;
  }

  /** Decodes as much as there is; copies `chunk`, which the caller may reuse. */
  push(chunk: Uint8Array): void {
    this.bytesRead += chunk.length;
    const length = this.#left + chunk.length;
    if (length > this.#buffer.length) {
      const larger = new Uint8Array(Math.max(length, this.#buffer.length * 2));
      larger.set(this.#buffer.subarray(0, this.#left));
      this.#buffer = larger;
    }
    this.#buffer.set(chunk, this.#left);
    const left = this.#drain(this.#buffer.subarray(0, length));
    this.#buffer.copyWithin(0, length - left, length);
    this.#left = left;
  }

  /** The input is over. */
  finish(): void {
    this.#decoder.finish(this.#buffer.subarray(0, this.#left), this.#batch);
    this.#left = 0;
    if (this.#batch.rows > 0) this.#handOn();
  }

  #drain(input: Uint8Array): number {
    let rest = input;
    for (;;) {
      rest = rest.subarray(this.#decoder.decode(rest, this.#batch));
      const full = this.#batch.full;
      if (this.#batch.rows > 0) this.#handOn();
      if (!full) return rest.length;
    }
  }

  #handOn(): void {
    this.#onBatch(this.#batch);
    resetBatch(this.#batch);
  }
}
