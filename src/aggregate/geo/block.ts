// The block of addresses around an address for which a database gives one and the same answer, and arithmetic on such blocks.

/** Inclusive range of addresses, 4 words each, and the answer that holds for all of them. Overwritten by the next `seek`. */
export interface Block {
  first: Uint32Array;
  last: Uint32Array;
  /** What the number means is the database's affair; 0 is always "not known". */
  value: number;
}

/** A database as a cursor: `seek` sets `block` to the block around the address at words[at..at+3]. */
export interface BlockSource {
  readonly block: Block;
  seek(words: Uint32Array, at: number): void;
}

/** A block that contains nothing yet: its last address lies before its first. */
export function emptyBlock(): Block {
  return { first: new Uint32Array([0, 0, 0, 1]), last: new Uint32Array(4), value: 0 };
}

/** Less than, equal to or greater than 0 as the address at a[i..] stands before, at or after the one at b[j..]. */
export function compareWords(a: Uint32Array, i: number, b: Uint32Array, j: number): number {
  for (let k = 0; k < 4; k++) {
    const x = a[i + k];
    const y = b[j + k];
    if (x !== y) return x < y ? -1 : 1;
  }
  return 0;
}

/** True when the address at words[at..at+3] lies in the block. */
export function blockContains(block: Block, words: Uint32Array, at: number): boolean {
  return compareWords(words, at, block.first, 0) >= 0 && compareWords(words, at, block.last, 0) <= 0;
}

/** Sets the range to the prefix of `bits` bits around the address; `bits` counts in the 128-bit form. */
export function setPrefix(block: Block, words: Uint32Array, at: number, bits: number): void {
  for (let k = 0; k < 4; k++) {
    const keep = Math.min(32, Math.max(0, bits - 32 * k));
    const hostMask = keep === 32 ? 0 : 0xffffffff >>> keep;
    block.first[k] = words[at + k] & ~hostMask;
    block.last[k] = words[at + k] | hostMask;
  }
}

/** Replaces the address by its neighbour `step` (1 or -1) away; false at either end of the address space. */
export function stepAddress(words: Uint32Array, at: number, step: 1 | -1): boolean {
  const wrapsAt = step === 1 ? 0xffffffff : 0;
  for (let k = 3; k >= 0; k--) {
    const wraps = words[at + k] === wrapsAt;
    words[at + k] += step;
    if (!wraps) return true;
  }
  return false;
}

const before = new Uint32Array(4);
const after = new Uint32Array(4);

/**
 * Length (in the 128-bit form) of the one prefix that contains the address when the block is cut into the fewest exact
 * prefixes. It is the widest prefix around the address that holds neither neighbour of the block.
 */
export function prefixBitsInside(block: Block, words: Uint32Array, at: number): number {
  before.set(block.first);
  after.set(block.last);
  let bits = 0;
  if (stepAddress(before, 0, -1)) bits = commonBits(words, at, before) + 1;
  if (stepAddress(after, 0, 1)) bits = Math.max(bits, commonBits(words, at, after) + 1);
  return bits;
}

function commonBits(a: Uint32Array, at: number, b: Uint32Array): number {
  for (let k = 0; k < 4; k++) {
    const difference = a[at + k] ^ b[k];
    if (difference !== 0) return 32 * k + Math.clz32(difference);
  }
  return 128;
}
