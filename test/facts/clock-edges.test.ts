// The part of clocks in the uncertainty of wave edges: stated offsets, measured spreads, and what is left out.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withClockPart } from '../../src/facts/clock-edges.ts';
import type { ClockFacts, WaveFacts } from '../../src/model/facts.ts';
import { sampleFacts } from '../support/sample-facts.ts';

const facts = sampleFacts();

function edges(clocks: Partial<ClockFacts>[], stated: Record<string, number> = {}): number[] {
  const wave: WaveFacts = {
    ...facts.waves[0]!,
    evidenceIds: ['E1', 'E2'],
    startUncertaintySec: 1,
    endUncertaintySec: 30,
  };
  const pairs = clocks.map((clock) => ({ ...facts.clocks[0]!, wholeHours: false, ...clock }));
  const files = ['E1', 'E2', 'E3'].map((id) => ({ id, clockOffsetMs: stated[id] }));
  const [out] = withClockPart([wave], pairs, files);
  return [out!.startUncertaintySec, out!.endUncertaintySec, out!.clockUncertaintySec];
}

test('nothing known of the clocks adds nothing', () => {
  assert.deepEqual(edges([]), [1, 30, 0]);
  assert.deepEqual(
    edges([{ evidenceA: 'E1', evidenceB: 'E3', offsetSec: undefined, spreadSec: undefined }]),
    [1, 30, 0],
  );
});

test('a spread counts for the files of the wave, the difference where both carry it', () => {
  assert.deepEqual(
    edges([{ evidenceA: 'E1', evidenceB: 'E3', offsetSec: -40, spreadSec: 0.5 }]),
    [1.5, 30.5, 0.5],
  );
  assert.deepEqual(
    edges([{ evidenceA: 'E1', evidenceB: 'E2', offsetSec: -40, spreadSec: 0.5 }]),
    [41.5, 70.5, 40.5],
  );
  assert.deepEqual(edges([{ evidenceA: 'E3', evidenceB: 'E4', offsetSec: 9, spreadSec: 9 }]), [1, 30, 0]);
});

test('a zone mistake is told elsewhere and does not widen the edges by hours', () => {
  const pair = { evidenceA: 'E1', evidenceB: 'E2', offsetSec: 7200.2, spreadSec: 0.5, wholeHours: true };
  assert.deepEqual(edges([pair]), [1.5, 30.5, 0.5]);
});

test('a stated offset of a file of the wave counts, the largest part wins', () => {
  assert.deepEqual(edges([], { E2: -2500 }), [3.5, 32.5, 2.5]);
  assert.deepEqual(edges([], { E3: 9000 }), [1, 30, 0]);
  assert.deepEqual(
    edges([{ evidenceA: 'E1', evidenceB: 'E3', offsetSec: 0, spreadSec: 4 }], { E1: 2500 }),
    [5, 34, 4],
  );
});
