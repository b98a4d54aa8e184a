// Where a stretch is cut when its vectors change: short parts join their neighbours, but no vector is lost.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { byVectors, type Interval } from '../../src/assess/segments.ts';

const LEAST_SEC = 10;

/** Cuts intervals given as [group, first second, last second]; parts come back the same way, with all their groups. */
function cut(
  ...intervals: [group: number, from: number, to: number][]
): [groups: string, from: number, to: number][] {
  const stretch = intervals.map(
    ([group, from, to]): Interval => ({ group, startUs: from * 1e6, endUs: to * 1e6 }),
  );
  return byVectors(stretch, LEAST_SEC).map(({ groups, startUs, endUs }) => [
    groups.join('+'),
    startUs / 1e6,
    endUs / 1e6,
  ]);
}

test('a vector that begins a little later is no phase of its own', () => {
  assert.deepEqual(cut([0, 0, 60], [1, 0.2, 60]), [['0+1', 0, 60]]);
});

test('a vector too short for a phase keeps its part', () => {
  assert.deepEqual(cut([0, 0, 60], [1, 30, 34]), [
    ['0', 0, 30],
    ['0+1', 30, 34],
    ['0', 34, 60],
  ]);
  assert.deepEqual(cut([0, 0, 4], [1, 4, 60]), [
    ['0', 0, 4],
    ['1', 4, 60],
  ]);
});

test('parts lie end to end and show every vector', () => {
  const interval = fc.tuple(fc.nat(3), fc.nat(100), fc.integer({ min: 1, max: 40 }));
  fc.assert(
    fc.property(fc.array(interval, { minLength: 1, maxLength: 8 }), (drawn) => {
      // The first covers all, so that it is one stretch.
      const intervals = [[9, 0, 150], ...drawn.map(([group, from, sec]) => [group, from, from + sec])] as [
        number,
        number,
        number,
      ][];
      const parts = cut(...intervals);
      assert.equal(parts[0][1], 0);
      assert.equal(parts[parts.length - 1][2], 150);
      for (const [i, part] of parts.slice(1).entries()) assert.equal(part[1], parts[i][2]);
      const shown = new Set(parts.flatMap(([groups]) => groups.split('+')));
      assert.deepEqual(shown, new Set(intervals.map(([group]) => String(group))));
    }),
    { seed: 20260517, numRuns: 300 },
  );
});
