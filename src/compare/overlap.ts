// What two sets have in common: counts, Jaccard index and overlap coefficient. Sets are sorted rows of words without repetition.

/** Sizes of two sets and of what they share; both measures are 0 when a set is empty. */
export interface Overlap {
  a: number;
  b: number;
  shared: number;
  /** shared / (a + b - shared). */
  jaccard: number;
  /** shared / the smaller of a and b. */
  overlap: number;
}

/** Rows that both sets hold, `width` words each. */
export function sharedRows(a: Uint32Array, b: Uint32Array, width: number): Uint32Array {
  const out = new Uint32Array(Math.min(a.length, b.length));
  let length = 0;
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const order = compareRows(a, i, b, j, width);
    if (order === 0) for (let w = 0; w < width; w++) out[length++] = a[i + w];
    if (order <= 0) i += width;
    if (order >= 0) j += width;
  }
  return out.slice(0, length);
}

/** Counts and measures of two sets. */
export function overlapOf(a: Uint32Array, b: Uint32Array, width: number): Overlap {
  return overlapCounts(a.length / width, b.length / width, sharedRows(a, b, width).length / width);
}

/** The measures from the counts. */
export function overlapCounts(a: number, b: number, shared: number): Overlap {
  return {
    a,
    b,
    shared,
    jaccard: shared === 0 ? 0 : shared / (a + b - shared),
    overlap: shared === 0 ? 0 : shared / Math.min(a, b),
  };
}

/** The rows without repetition; they must be sorted. */
export function distinctRows(rows: Uint32Array, width: number): Uint32Array {
  const out = new Uint32Array(rows.length);
  let length = 0;
  for (let i = 0; i < rows.length; i += width) {
    if (length > 0 && compareRows(rows, i, out, length - width, width) === 0) continue;
    for (let w = 0; w < width; w++) out[length++] = rows[i + w];
  }
  return out.slice(0, length);
}

function compareRows(a: Uint32Array, i: number, b: Uint32Array, j: number, width: number): number {
  for (let w = 0; w < width; w++) {
    if (a[i + w] !== b[j + w]) return a[i + w] < b[j + w] ? -1 : 1;
  }
  return 0;
}
