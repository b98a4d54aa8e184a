// The sentence about phases: every vector of the wave is named, and two of one title are told apart.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Phase } from '../../src/assess/phases.ts';
import type { VectorGroup } from '../../src/assess/waves.ts';
import { phaseFacts } from '../../src/facts/phases.ts';

const START_US = Date.UTC(2026, 2, 1, 10) * 1000;

function group(id: string, vector: VectorGroup['vector']): VectorGroup {
  return { id, vector, targets: [], findings: [] };
}

function phase(fromSec: number, toSec: number, groups: number[], packets = 0, requests = 0): Phase {
  const kind = groups.length === 0 ? 'gap' : 'phase';
  const [startUs, endUs] = [START_US + fromSec * 1e6, START_US + toSec * 1e6];
  return { kind, startUs, endUs, groups, packets, requests, peakPps: 0, peakRps: 0 };
}

function shape(groups: VectorGroup[], parts: Phase[]): string {
  return phaseFacts('W1', { parts, total: parts.length }, groups, groups).shape;
}

const SYN = group('V1', 'syn_flood');
const UDP = group('V2', 'udp_flood');
const HTTP = group('V3', 'http_flood');

test('SYN flood, then UDP flood at another level, then HTTP flood', () => {
  const parts = [phase(0, 60, [0], 6000), phase(60, 120, [1], 24_000), phase(120, 180, [2], 0, 1200)];
  assert.equal(
    shape([SYN, UDP, HTTP], parts),
    '3 phases: SYN flood from 10:00:00Z (mean 100 packets/s); UDP flood from 10:01:00Z (mean 400 packets/s); HTTP flood from 10:02:00Z (mean 20 requests/s).',
  );
});

test('a vector that comes after the parts that are told is named all the same', () => {
  const parts = [
    phase(0, 20, [0]),
    phase(20, 40, []),
    phase(40, 60, [0]),
    phase(60, 80, []),
    phase(80, 99, [1]),
  ];
  assert.match(shape([SYN, UDP], parts), / and 1 more part, UDP flood among them\.$/);
});

test('two vectors of one title are told apart, and one too short for a phase is not left out', () => {
  const second = group('V2', 'syn_flood');
  const parts = [phase(0, 20, [0]), phase(20, 40, [1])];
  assert.match(
    shape([SYN, second, HTTP], parts),
    /^2 phases: SYN flood \(V1\) from 10:00:00Z; SYN flood \(V2\) from 10:00:20Z\. HTTP flood came too, for too short to be a phase\.$/,
  );
});
