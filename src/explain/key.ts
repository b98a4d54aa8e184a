// Addresses the way the case database keeps them: two unsigned 64-bit halves of the 128-bit form.

/** An address as two halves. */
export interface Key {
  hi: bigint;
  lo: bigint;
}

/** The halves of the address at words[0..3]. */
export function keyOf(words: Uint32Array): Key {
  return { hi: half(words, 0), lo: half(words, 2) };
}

function half(words: Uint32Array, index: number): bigint {
  return (BigInt(words[index]) << 32n) | BigInt(words[index + 1]);
}

/** SQL condition that the columns hold the address. */
export function at(hi: string, lo: string, key: Key): string {
  return `${hi} = ${key.hi}::UBIGINT AND ${lo} = ${key.lo}::UBIGINT`;
}

/** Addresses kept as 64-bit halves, as four words each. */
export function wordsOf(hi: BigUint64Array, lo: BigUint64Array): Uint32Array {
  const high = new Uint32Array(hi.buffer, hi.byteOffset, hi.length * 2);
  const low = new Uint32Array(lo.buffer, lo.byteOffset, lo.length * 2);
  const words = new Uint32Array(hi.length * 4);
  for (let i = 0; i < hi.length; i++) {
    words[4 * i] = high[2 * i + 1];
    words[4 * i + 1] = high[2 * i];
    words[4 * i + 2] = low[2 * i + 1];
    words[4 * i + 3] = low[2 * i];
  }
  return words;
}
