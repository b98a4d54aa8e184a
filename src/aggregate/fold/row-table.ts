// An open-addressing table whose rows are packed side by side in one buffer: find-or-add by key words, then drain into columns.
// Rows lie together (not column by column) because a row's words are updated together: one or two cache lines a packet.

/** Mixes one word into a running hash (murmur3's finaliser steps). */
export function mix(hash: number, word: number): number {
  const h = Math.imul(hash ^ word, 0x85ebca6b);
  return (h ^ (h >>> 15)) | 0;
}

/** Rows that go into all columns before the next are looked at: at 80 to 128 bytes each they stay in the first-level cache. */
const DRAIN_ROWS = 256;

/** One column of the rows of a table, see drain. */
export interface Column {
  buffer: ArrayBuffer;
  /** Copies rows [from, to). */
  fill(from: number, to: number): void;
}

/** Rows of a fixed size. `u32` and `f64` are views of the same rows; row r starts at word r * strideWords. */
export class Rows {
  readonly strideWords: number;
  readonly capacity: number;
  readonly u32: Uint32Array;
  readonly f64: Float64Array;
  rows = 0;

  /** `strideWords` must be even so that doubles are aligned. */
  constructor(capacity: number, strideWords: number) {
    this.strideWords = strideWords;
    this.capacity = capacity;
    const buffer = new ArrayBuffer(capacity * strideWords * 4);
    this.u32 = new Uint32Array(buffer);
    this.f64 = new Float64Array(buffer);
  }

  /**
   * The columns of all rows, which the table keeps. A block of rows that the cache holds goes into every column before the next is touched:
   * columns one by one read the whole table as often as there are columns, which takes 35 ns more for a row of 20 (2026-11).
   */
  drain(columns: readonly Column[]): ArrayBuffer[] {
    for (let from = 0; from < this.rows; from += DRAIN_ROWS) {
      const to = Math.min(from + DRAIN_ROWS, this.rows);
      for (const column of columns) column.fill(from, to);
    }
    return columns.map((column) => column.buffer);
  }

  /** A word as 32-bit values. */
  column32(word: number): Column {
    const { u32, strideWords } = this;
    const out = new Uint32Array(this.rows);
    const fill = (from: number, to: number): void => {
      for (let row = from, at = from * strideWords + word; row < to; row++, at += strideWords)
        out[row] = u32[at];
    };
    return { buffer: out.buffer, fill };
  }

  /** Part of a word as 32-bit values. */
  column32Masked(word: number, mask: number): Column {
    const { u32, strideWords } = this;
    const out = new Uint32Array(this.rows);
    const fill = (from: number, to: number): void => {
      for (let row = from, at = from * strideWords + word; row < to; row++, at += strideWords)
        out[row] = u32[at] & mask;
    };
    return { buffer: out.buffer, fill };
  }

  /** Part of a word, (value >>> shift) & mask, as 8-bit values. */
  column8(word: number, shift: number, mask = 0xff): Column {
    const { u32, strideWords } = this;
    const out = new Uint8Array(this.rows);
    const fill = (from: number, to: number): void => {
      for (let row = from, at = from * strideWords + word; row < to; row++, at += strideWords)
        out[row] = (u32[at] >>> shift) & mask;
    };
    return { buffer: out.buffer, fill };
  }

  /** Part of a word, value >>> shift, as 16-bit values. */
  column16(word: number, shift: number): Column {
    const { u32, strideWords } = this;
    const out = new Uint16Array(this.rows);
    const fill = (from: number, to: number): void => {
      for (let row = from, at = from * strideWords + word; row < to; row++, at += strideWords)
        out[row] = u32[at] >>> shift;
    };
    return { buffer: out.buffer, fill };
  }

  /** One bit of a word, 0 or 1. */
  columnBit(word: number, bit: number): Column {
    const { u32, strideWords } = this;
    const out = new Uint8Array(this.rows);
    const fill = (from: number, to: number): void => {
      for (let row = from, at = from * strideWords + word; row < to; row++, at += strideWords)
        out[row] = (u32[at] >>> bit) & 1;
    };
    return { buffer: out.buffer, fill };
  }

  /** A double that starts at an even word. */
  columnDouble(word: number): Column {
    const { f64 } = this;
    const out = new Float64Array(this.rows);
    const stride = this.strideWords / 2;
    const fill = (from: number, to: number): void => {
      for (let row = from, at = from * stride + word / 2; row < to; row++, at += stride) out[row] = f64[at];
    };
    return { buffer: out.buffer, fill };
  }

  /** Two address words as one unsigned 64-bit value, first word high. */
  column64(word: number): Column {
    const { u32, strideWords } = this;
    const out = new Uint32Array(this.rows * 2);
    const fill = (from: number, to: number): void => {
      for (let row = from, at = from * strideWords + word; row < to; row++, at += strideWords) {
        out[2 * row] = u32[at + 1];
        out[2 * row + 1] = u32[at];
      }
    };
    return { buffer: out.buffer, fill };
  }

  /** The same 32-bit value in every row. */
  constant32(value: number): Column {
    return { buffer: new Uint32Array(this.rows).fill(value).buffer, fill: () => undefined };
  }
}

/** Rows found by the hash of their key words. */
export class RowTable extends Rows {
  /** By hash: row number + 1, 0 = free. The bits above slotMask may hold the rest of the hash, which spares a look at most wrong rows. */
  readonly slots: Int32Array;
  readonly slotMask: number;

  /** `capacity` rows, a power of two. */
  constructor(capacity: number, strideWords: number) {
    super(capacity, strideWords);
    this.slots = new Int32Array(capacity * 2);
    this.slotMask = capacity * 2 - 1;
  }

  get full(): boolean {
    return this.rows === this.capacity;
  }

  /** Forgets all rows. */
  clear(): void {
    this.slots.fill(0);
    this.rows = 0;
  }
}
