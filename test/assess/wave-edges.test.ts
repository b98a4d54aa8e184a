// Which side of the edges of a wave is unsure: that of snapshots lies between two of them, that of records to either side.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Finding } from '../../src/assess/finding.ts';
import { type Wave, waveEdges } from '../../src/assess/waves.ts';

function finding(lane: Finding['lane'], startUs: number, endUs: number): Finding {
  return {
    lane,
    startUs,
    endUs,
    startUncertaintySec: lane === 'sockets' ? 600 : 1,
    endUncertaintySec: lane === 'sockets' ? 800 : 1,
    coveredFromUs: -Infinity,
    coveredToUs: Infinity,
    packets: 0,
    requests: 0,
  } as Finding;
}

test('the finding that sets an edge says to which side it is unsure', () => {
  const sides = (...findings: Finding[]): boolean[] => {
    const startUs = Math.min(...findings.map((each) => each.startUs));
    const endUs = Math.max(...findings.map((each) => each.endUs));
    const { startOneSided, endOneSided } = waveEdges({ findings, startUs, endUs } as unknown as Wave);
    return [startOneSided, endOneSided];
  };
  assert.deepEqual(sides(finding('sockets', 0, 100)), [true, true]);
  assert.deepEqual(sides(finding('packets', 0, 100)), [false, false]);
  assert.deepEqual(sides(finding('sockets', 0, 100), finding('packets', 50, 200)), [true, false]);
  assert.deepEqual(sides(finding('requests', 0, 200), finding('sockets', 10, 300)), [false, true]);
});
