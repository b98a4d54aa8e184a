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
/** What is left of a chunk is joined to this much of the next; the rest is decoded where it lies. */
const JOIN_BYTES = 1 << 16;

/** An empty batch of a kind, sized so that its hot columns stay in the processor's cache. */
export function createBatch(kind: EvidenceBatch['kind']): EvidenceBatch {
  if (kind === 'packets') return createPacketBatch(2048);
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
  #buffer: Uint8Array = new Uint8Array(2 * JOIN_BYTES);
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

  /** Decodes as much as there is, and copies what is left of `chunk`, which the caller may reuse. */
  push(chunk: Uint8Array): void {
    this.bytesRead += chunk.length;
    const at = this.#left === 0 ? 0 : this.#join(chunk);
    if (at === chunk.length) return;
    this.#keep(chunk.subarray(chunk.length - this.#drain(chunk.subarray(at))), 0);
  }

  // Decodes what was left over together with the front of the chunk until nothing of it is left. Returns how much of the chunk is done with.
  #join(chunk: Uint8Array): number {
    for (let at = 0; at < chunk.length; ) {
      const before = this.#left;
      const taken = Math.min(chunk.length - at, Math.max(JOIN_BYTES, before));
      this.#keep(chunk.subarray(at, at + taken), before);
      const decoded = this.#left - this.#drain(this.#buffer.subarray(0, this.#left));
      if (decoded >= before) {
        this.#left = 0;
        return at + decoded - before;
      }
      this.#buffer.copyWithin(0, decoded, this.#left);
      this.#left -= decoded;
      at += taken;
    }
    return chunk.length;
  }

  #keep(bytes: Uint8Array, from: number): void {
    const length = from + bytes.length;
    if (length > this.#buffer.length) {
      const larger = new Uint8Array(Math.max(length, this.#buffer.length * 2));
      larger.set(this.#buffer.subarray(0, from));
      this.#buffer = larger;
    }
    this.#buffer.set(bytes, from);
    this.#left = length;
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
