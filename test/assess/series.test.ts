// The 95th percentile of a series of seconds, by nearest rank.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { percentile95 } from '../../src/assess/series.ts';

function of(values: readonly number[]): number {
  return percentile95({
    seconds: Float64Array.from(values, (_, at) => at),
    values: Float64Array.from(values),
  });
}

test('the 95th of a hundred values, the 19th of twenty, the only one of one, nothing of none', () => {
  const hundred = Array.from({ length: 100 }, (_, at) => 1 + ((at * 37) % 100));
  assert.equal(of(hundred), 95);
  assert.equal(of(Array.from({ length: 20 }, (_, at) => 20 - at)), 19);
  // One second in a hundred that is far busier, as a peak is.
  assert.equal(of([...Array<number>(99).fill(7), 900_000]), 7);
  assert.equal(of([9, 10, 100]), 100);
  assert.equal(of([5]), 5);
  assert.equal(of([]), 0);
});
