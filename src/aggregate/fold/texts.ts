// Distinct texts of one file (paths, agents, referers, hosts) as small numbers. Bounded; what does not fit shares one number, unless it comes often.

import { mix } from './row-table.ts';

/** Distinct texts kept per file. */
export const MAX_TEXTS: number = 1 << 19;
/** Bytes of text kept per file. */
export const MAX_TEXT_BYTES: number = 1 << 26;
/**
 * Beyond these bounds a text is kept when it comes for about the 32nd time: a flood asks for its path again and again, and would be lost among
 * all others. So many such texts, of so many bytes; counted in so many cells by hash, which are halved after as many look-ups.
 */
const ADMITTED_AT = 32;
const MOST_ADMITTED = 1 << 16;
const ADMITTED_BYTES = 1 << 22;
const CELLS = 1 << 20;
/** Number of the empty text, and of every text beyond the bounds. */
export const EMPTY_TEXT: number = 0;
export const OTHER_TEXT: number = 1;

/** The text of a batch as `intern` reads it: four bytes at a time. */
export function viewOf(text: Uint8Array): DataView {
  return new DataView(text.buffer, text.byteOffset, text.byteLength);
}

/** Interns byte ranges. */
export class Texts {
  #bytes: Uint8Array = new Uint8Array(1 << 16);
  #view: DataView = new DataView(this.#bytes.buffer);
  #used = 0;
  #ends: Uint32Array = new Uint32Array(1 << 12);
  #hashes: Int32Array = new Int32Array(1 << 12);
  #slots: Int32Array = new Int32Array(1 << 13);
  /** Texts kept, the two fixed ones included. */
  count = 2;
  /** Look-ups that did not fit. */
  givenUp = 0;
  /** How often texts came that did not fit, by hash; made when the first does not. */
  #cells: Uint8Array | undefined;

  /** The number of the bytes [start, end) of the text. */
  intern(text: DataView, start: number, end: number): number {
    if (start === end) return EMPTY_TEXT;
    // Two hashes side by side, of every other word: a step of one need not wait for that of the other.
    let hash = end - start;
    let other = 0;
    let i = start;
    for (; i + 8 <= end; i += 8) {
      hash = mix(hash, text.getInt32(i, true));
      other = mix(other, text.getInt32(i + 4, true));
    }
    for (; i < end; i++) hash = mix(hash, text.getUint8(i));
    hash = mix(hash, other);
    const slots = this.#slots;
    const hashes = this.#hashes;
    const mask = slots.length - 1;
    let slot = hash & mask;
    for (; ; slot = (slot + 1) & mask) {
      const id = slots[slot];
      if (id === 0) break;
      if (hashes[id] === hash && this.#equals(id, text, start, end)) return id;
    }
    const full = this.count >= MAX_TEXTS || this.#used + end - start > MAX_TEXT_BYTES;
    if (full && !this.#admits(hash, end - start)) {
      this.givenUp++;
      return OTHER_TEXT;
    }
    return this.#add(slot, hash, text, start, end);
  }

  /** All texts as UTF-8, end to end, with the end of each; number n lies between ends[n - 1] and ends[n]. */
  drain(): { bytes: Uint8Array; ends: Uint32Array } {
    return { bytes: this.#bytes.slice(0, this.#used), ends: this.#ends.slice(0, this.count) };
  }

  #admits(hash: number, length: number): boolean {
    if (this.count >= MAX_TEXTS + MOST_ADMITTED || this.#used + length > MAX_TEXT_BYTES + ADMITTED_BYTES)
      return false;
    this.#cells ??= new Uint8Array(CELLS);
    const cells = this.#cells;
    if (this.givenUp % CELLS === CELLS - 1) for (let cell = 0; cell < CELLS; cell++) cells[cell] >>= 1;
    // The low bits choose the slot; texts that are neighbours there need not be so here.
    const cell = (hash >>> 8) & (CELLS - 1);
    if (cells[cell] < 255) cells[cell]++;
    return cells[cell] >= ADMITTED_AT;
  }

  #equals(id: number, text: DataView, start: number, end: number): boolean {
    let at = this.#ends[id - 1];
    if (this.#ends[id] - at !== end - start) return false;
    const kept = this.#view;
    let i = start;
    for (; i + 4 <= end; i += 4, at += 4)
      if (kept.getInt32(at, true) !== text.getInt32(i, true)) return false;
    for (; i < end; i++, at++) if (kept.getUint8(at) !== text.getUint8(i)) return false;
    return true;
  }

  #add(slot: number, hash: number, text: DataView, start: number, end: number): number {
    const length = end - start;
    if (this.#used + length > this.#bytes.length) {
      const larger = new Uint8Array(Math.max(this.#bytes.length * 2, this.#used + length));
      larger.set(this.#bytes);
      this.#bytes = larger;
      this.#view = new DataView(larger.buffer);
    }
    this.#bytes.set(new Uint8Array(text.buffer, text.byteOffset + start, length), this.#used);
    this.#used += length;
    const id = this.count++;
    if (id === this.#ends.length) this.#grow();
    this.#ends[id] = this.#used;
    this.#hashes[id] = hash;
    // Growing moved every slot, so the free one must be looked for again.
    if (this.#slots.length < 2 * this.count) this.#rehash();
    else this.#slots[slot] = id;
    return id;
  }

  #grow(): void {
    const ends = new Uint32Array(this.#ends.length * 2);
    ends.set(this.#ends);
    this.#ends = ends;
    const hashes = new Int32Array(this.#hashes.length * 2);
    hashes.set(this.#hashes);
    this.#hashes = hashes;
  }

  #rehash(): void {
    this.#slots = new Int32Array(this.#slots.length * 2);
    const mask = this.#slots.length - 1;
    for (let id = 2; id < this.count; id++) {
      let slot = this.#hashes[id] & mask;
      while (this.#slots[slot] !== 0) slot = (slot + 1) & mask;
      this.#slots[slot] = id;
    }
  }
}
