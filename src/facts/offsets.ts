// A zone's offsets as a small table, so that decode workers need no zone database.

const FIRST_SEC = Date.UTC(1990, 0, 1) / 1000;
const LAST_SEC = Date.UTC(2045, 0, 1) / 1000;
const STEP_SEC = 14 * 86400;

/** Pairs (local second from which it holds, minutes east of UTC), ascending; found by probing every two weeks and halving. */
export function offsetTable(offsetMin: (localSec: number) => number): [number, number][] {
  const table: [number, number][] = [[0, offsetMin(FIRST_SEC)]];
  for (let sec = FIRST_SEC; sec < LAST_SEC; sec += STEP_SEC) {
    const before = offsetMin(sec);
    const after = offsetMin(sec + STEP_SEC);
    if (before === after) continue;
    let low = sec;
    let high = sec + STEP_SEC;
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (offsetMin(middle) === before) low = middle;
      else high = middle;
    }
    table.push([high, after]);
  }
  return table;
}
