// An open-addressing table whose rows are packed side by side in one buffer: find-or-add by key words, then drain into columns.
// Rows lie together (not column by column) because a row's words are updated together: one or two cache lines a packet.

/** Mixes one word into a running hash (murmur3's finaliser steps). */
export function mix(hash: number, word: number): number {
  const h = Math.imul(hash ^ word, 0x85ebca6b);
  return (h ^ (h >>> 15)) | 0;
}

/** Fixed-size rows keyed by their first words. `u32` and `f64` are views of the same rows; row r starts at word r * strideWords. */
export class RowTable {
  readonly strideWords: number;
  readonly capacity: number;
  readonly u32: Uint32Array;
  readonly f64: Float64Array;
  /** By hash: row number + 1, 0 = free. The bits above slotMask may hold the rest of the hash, which spares a look at most wrong rows. */
  readonly slots: Int32Array;
  readonly slotMask: number;
  rows = 0;

  /** `capacity` rows, a power of two; `strideWords` must be even so that doubles are aligned. */
  constructor(capacity: number, strideWords: number) {
    this.strideWords = strideWords;
    this.capacity = capacity;
    const buffer = new ArrayBuffer(capacity * strideWords * 4);
    this.u32 = new Uint32Array(buffer);
    this.f64 = new Float64Array(buffer);
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

  /** Words word..: one column of 32-bit values. */
  column32(word: number): ArrayBuffer {
    const out = new Uint32Array(this.rows);
    for (let row = 0, at = word; row < out.length; row++, at += this.strideWords) out[row] = this.u32[at];
    return out.buffer;
  }

  /** Part of a word as 32-bit values. */
  column32Masked(word: number, mask: number): ArrayBuffer {
    const out = new Uint32Array(this.rows);
    for (let row = 0, at = word; row < out.length; row++, at += this.strideWords)
      out[row] = this.u32[at] & mask;
    return out.buffer;
  }

  /** Part of a word, (value >>> shift) & mask, as 8- or 16-bit values. */
  columnBits(word: number, shift: number, bits: 8 | 16): ArrayBuffer {
    const out = bits === 8 ? new Uint8Array(this.rows) : new Uint16Array(this.rows);
    for (let row = 0, at = word; row < out.length; row++, at += this.strideWords)
      out[row] = this.u32[at] >>> shift;
    return out.buffer as ArrayBuffer;
  }

  /** One bit of a word, 0 or 1. */
  columnBit(word: number, bit: number): ArrayBuffer {
    const out = new Uint8Array(this.rows);
    for (let row = 0, at = word; row < out.length; row++, at += this.strideWords)
      out[row] = (this.u32[at] >>> bit) & 1;
    return out.buffer;
  }

  /** A double that starts at an even word. */
  columnDouble(word: number): ArrayBuffer {
    const out = new Float64Array(this.rows);
    const stride = this.strideWords / 2;
    for (let row = 0, at = word / 2; row < out.length; row++, at += stride) out[row] = this.f64[at];
    return out.buffer;
  }

  /** Two address words as one unsigned 64-bit value, first word high. */
  column64(word: number): ArrayBuffer {
    const out = new Uint32Array(this.rows * 2);
    for (let row = 0, at = word; row < this.rows; row++, at += this.strideWords) {
      out[2 * row] = this.u32[at + 1];
      out[2 * row + 1] = this.u32[at];
    }
    return out.buffer;
  }

  /** The same 32-bit value in every row. */
  constant32(value: number): ArrayBuffer {
    return new Uint32Array(this.rows).fill(value).buffer;
  }
}
