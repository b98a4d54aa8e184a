// Undoing gzip, whole or damaged. RFC 1952.

import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { createGunzip, type Gunzip } from 'node:zlib';
import type { Diagnostics } from '../model/diagnostic.ts';

/** Compressed bytes read at once in a second pass. */
const CHUNK_BYTES = 1 << 20;
/** Compressed bytes inflated before what came of them is handed on: they may become 1,032 times as many, which wait in memory. */
const PIECE_BYTES = 1 << 16;
/** Compressed bytes at once when the place of a fault is looked for. */
const RESCUE_STEP_BYTES = 4096;

type OnChunk = (chunk: Uint8Array) => Promise<void>;

/** Inflates gzip members one behind the other and knows where the input stopped making sense. */
export class Inflater {
  readonly hash: Hash = createHash('sha256');
  /** Uncompressed bytes handed on. */
  produced = 0;
  /** Compressed bytes taken. */
  taken = 0;
  /** Place in the compressed bytes of the pushed piece that zlib refused, or of data behind the last member; -1 when there is none. */
  faultAt = -1;
  /** The last member is not whole. */
  cut = false;
  readonly #gunzip: Gunzip = createGunzip({ chunkSize: 1 << 18 });
  #ready: Buffer[] = [];
  #failed = false;
  #ended = false;
  #wake: () => void = () => undefined;

  constructor() {
    this.#gunzip.on('data', (data: Buffer) => this.#ready.push(data));
    this.#gunzip.on('error', () => {
      this.#failed = true;
      this.#wake();
    });
    this.#gunzip.on('end', () => {
      this.#ended = true;
      this.#wake();
    });
  }

  /** True when zlib refused a piece; it drops what it had inflated in that very call. */
  get refused(): boolean {
    return this.#failed && !this.cut;
  }

  async push(chunk: Uint8Array, onChunk: OnChunk): Promise<void> {
    for (let at = 0; at < chunk.length; at += PIECE_BYTES)
      await this.#pushPiece(chunk.subarray(at, at + PIECE_BYTES), onChunk);
  }

  async #pushPiece(chunk: Uint8Array, onChunk: OnChunk): Promise<void> {
    const start = this.taken;
    this.taken += chunk.length;
    if (this.#failed) return;
    if (!this.#ended) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
        this.#gunzip.write(chunk, () => resolve());
      });
      await this.#handOn(onChunk);
      if (this.#failed) this.faultAt = start;
    }
    // zlib stops at a zero byte behind a member. Zeros up to the end are padding (tape blocks); anything else there is lost data.
    const consumed = Math.max(start, this.#gunzip.bytesWritten);
    if (this.#failed || this.faultAt >= 0 || consumed === this.taken) return;
    const other = chunk.subarray(consumed - start).findIndex((byte) => byte !== 0);
    if (other >= 0) this.faultAt = consumed + other;
  }

  async end(onChunk: OnChunk): Promise<void> {
    if (this.#failed || this.#ended) return;
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
      this.#gunzip.end();
    });
    await this.#handOn(onChunk);
    this.cut = this.#failed;
  }

  async #handOn(onChunk: OnChunk): Promise<void> {
    const parts = this.#ready;
    this.#ready = [];
    for (const part of parts) {
      this.hash.update(part);
      this.produced += part.length;
      await onChunk(part);
    }
  }
}

/** Ends the input of `at` ('-' for standard input, which cannot be read again), tallies damage, and hands on what can be had in spite of it. */
export async function finishInflating(
  inflater: Inflater,
  at: string,
  diagnostics: Diagnostics,
  onChunk: OnChunk,
): Promise<void> {
  await inflater.end(onChunk);
  if (inflater.cut) diagnostics.tally('compressed/damaged', inflater.taken, 0);
  if (inflater.faultAt < 0) return;
  let fault = inflater.faultAt;
  if (inflater.refused && at !== '-') {
    // Two more passes, with ever smaller pieces around the fault, bring back what the refused call had inflated.
    fault = await inflateUpTo(at, fault, RESCUE_STEP_BYTES, async () => undefined);
    let position = 0;
    fault = await inflateUpTo(at, fault, 1, async (part) => {
      const fresh = part.subarray(Math.min(part.length, Math.max(0, inflater.produced - position)));
      position += part.length;
      if (fresh.length === 0) return;
      inflater.hash.update(fresh);
      await onChunk(fresh);
    });
  }
  diagnostics.tally('compressed/damaged', fault, 0);
}

// Inflates a file whose fault is known to lie at or behind `from`, from there on in small steps; returns where it is refused.
async function inflateUpTo(at: string, from: number, stepBytes: number, onChunk: OnChunk): Promise<number> {
  const inflater = new Inflater();
  for await (const chunk of createReadStream(at, { highWaterMark: CHUNK_BYTES })) {
    const bytes = chunk as Buffer;
    const whole = Math.min(bytes.length, Math.max(0, from - inflater.taken));
    if (whole > 0) await inflater.push(bytes.subarray(0, whole), onChunk);
    for (let next = whole; next < bytes.length && !inflater.refused; next += stepBytes)
      await inflater.push(bytes.subarray(next, next + stepBytes), onChunk);
    if (inflater.refused) break;
  }
  return inflater.faultAt;
}
