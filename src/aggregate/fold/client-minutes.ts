// Rows of client_minutes: requests per minute and client address, and those of the busiest second.

import { REQUEST_SHAPE, type RequestBatch } from '../../model/batch.ts';
import { type Block, BUCKET_SEC } from '../../model/traffic.ts';
import { mix, RowTable } from './row-table.ts';

// Words of a row.
const MINUTE = 0;
const CLIENT = 1;
const REQUESTS = 5;
const PEAK = 6;
// Counters of the last seconds, count << 6 | second of the minute: servers write a line when the answer is done, with the time of the request, so
// lines of neighbouring seconds are mixed. One that comes later than that may find its counter taken, and starts a second one: the peak is at least that.
const COUNTERS = 8;
const COUNTERS_LENGTH = 8; // a power of two; with them a row is a cache line
const SECOND_BITS = 6;
const SECOND_MASK = (1 << SECOND_BITS) - 1;
const STRIDE = COUNTERS + COUNTERS_LENGTH;

const SLICE_ROWS = 512;

/** The table of one file; `table` is lent by the worker. */
export class ClientMinutes {
  readonly #evidence: number;
  readonly #table: RowTable;
  readonly #emit: (block: Block) => void;
  readonly #hashes: Int32Array = new Int32Array(SLICE_ROWS);
  readonly #entries: Int32Array = new Int32Array(SLICE_ROWS);
  /** Keeps the look-ahead's reads from being optimised away. */
  lookedAt = 0;

  constructor(evidence: number, table: RowTable, emit: (block: Block) => void) {
    this.#evidence = evidence;
    this.#table = table;
    this.#emit = emit;
  }

  /** Counts all rows of the batch whose client is an address. */
  add(batch: RequestBatch): void {
    for (let from = 0; from < batch.rows; from += SLICE_ROWS)
      this.#addSlice(batch, from, Math.min(from + SLICE_ROWS, batch.rows));
  }

  #addSlice(batch: RequestBatch, from: number, end: number): void {
    this.#lookAhead(batch, from, end);
    const { u32 } = this.#table;
    const { timeSec, shape, client } = batch;
    const hashes = this.#hashes;
    for (let row = from; row < end; row++) {
      if ((shape[row] & REQUEST_SHAPE.clientIsAddress) === 0) continue;
      const sec = timeSec[row];
      const minute = Math.floor(sec / BUCKET_SEC) >>> 0;
      const at = this.#find(client, 4 * row, minute, hashes[row - from]);
      u32[at + REQUESTS]++;
      const second = (sec >>> 0) % BUCKET_SEC;
      const counter = at + COUNTERS + (second & (COUNTERS_LENGTH - 1));
      const before = u32[counter];
      const count = (before & SECOND_MASK) === second ? (before >>> SECOND_BITS) + 1 : 1;
      u32[counter] = (count << SECOND_BITS) | second;
      if (count > u32[at + PEAK]) u32[at + PEAK] = count;
    }
  }

  // Rows lie in main memory: reading those of a whole slice first lets the processor fetch many at a time, as in SourceMinutes.
  #lookAhead(batch: RequestBatch, from: number, end: number): void {
    const { u32, slots, slotMask } = this.#table;
    const { timeSec, client } = batch;
    const hashes = this.#hashes;
    const entries = this.#entries;
    for (let row = from; row < end; row++) {
      const c = 4 * row;
      const minute = Math.floor(timeSec[row] / BUCKET_SEC) >>> 0;
      hashes[row - from] = mix(mix(mix(minute, client[c + 3]), client[c + 1]), client[c] ^ client[c + 2]);
    }
    const rows = end - from;
    for (let i = 0; i < rows; i++) entries[i] = slots[hashes[i] & slotMask];
    let sum = 0;
    for (let i = 0; i < rows; i++)
      sum = (sum + u32[entries[i] === 0 ? 0 : ((entries[i] & slotMask) - 1) * STRIDE]) | 0;
    this.lookedAt = sum;
  }

  #find(client: Uint32Array, c: number, minute: number, hash: number): number {
    const table = this.#table;
    const { u32, slots, slotMask } = table;
    let slot = hash & slotMask;
    for (;;) {
      const entry = slots[slot];
      if (entry === 0) break;
      const at = ((entry & slotMask) - 1) * STRIDE;
      if (
        ((entry ^ hash) & ~slotMask) === 0 &&
        u32[at + CLIENT + 3] === client[c + 3] &&
        u32[at + MINUTE] === minute &&
        u32[at + CLIENT] === client[c] &&
        u32[at + CLIENT + 1] === client[c + 1] &&
        u32[at + CLIENT + 2] === client[c + 2]
      )
        return at;
      slot = (slot + 1) & slotMask;
    }
    if (table.full) {
      this.flush();
      slot = hash & slotMask;
    }
    const at = table.rows * STRIDE;
    slots[slot] = ++table.rows | (hash & ~slotMask);
    u32[at + MINUTE] = minute;
    for (let i = 0; i < 4; i++) u32[at + CLIENT + i] = client[c + i];
    for (let i = REQUESTS; i < STRIDE; i++) u32[at + i] = 0;
    return at;
  }

  /** Hands on all rows and forgets them. */
  flush(): void {
    const table = this.#table;
    if (table.rows === 0) return;
    this.#emit({
      table: 'client_minutes',
      rows: table.rows,
      columns: table.drain([
        table.constant32(this.#evidence),
        table.column32(MINUTE),
        table.column64(CLIENT),
        table.column64(CLIENT + 2),
        table.column32(REQUESTS),
        table.column32(PEAK),
      ]),
    });
    table.clear();
  }
}

/** A table for `capacity` rows, a power of two. */
export function clientMinutesTable(capacity: number): RowTable {
  return new RowTable(capacity, STRIDE);
}
