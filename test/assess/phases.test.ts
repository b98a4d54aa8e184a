// Phases, pulses and gaps of waves. The expected values are those of the scripts that made the cases (test/support/labelled/attacks-ip.ts).

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type TestContext, test } from 'node:test';
import type { IncidentFacts, WaveFacts } from '../../src/model/facts.ts';
import { scratchFolder } from '../support/output.ts';
import { FIXTURES, runMain } from '../support/run-main.ts';

function wavesOf(t: TestContext, id: string): WaveFacts[] {
  const out = path.join(scratchFolder(t), 'out');
  const evidence = path.join(FIXTURES, 'labelled', id);
  const run = runMain(['report', evidence, '--now', '2026-12-01T00:00:00Z', '--out', out]);
  assert.equal(run.exitCode, 0, run.lines.join('\n'));
  const facts = JSON.parse(readFileSync(path.join(out, 'data', 'incident.json'), 'utf8')) as IncidentFacts;
  return facts.waves;
}

function seconds(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / 1000;
}

const PULSES = [
  { id: 'pulse-with-gaps', lengthSec: 1, periodSec: 120 },
  { id: 'syn-pulses-with-gaps', lengthSec: 3, periodSec: 100 },
];

for (const { id, lengthSec, periodSec } of PULSES) {
  test(`${id}: four pulses of ${lengthSec} s, one every ${periodSec} s, and the gaps between`, (t) => {
    const [wave, ...others] = wavesOf(t, id);
    assert.equal(others.length, 0);
    assert.ok(wave !== undefined);
    assert.equal(wave.pulses?.count, 4);
    assert.equal(wave.pulses.regular, true);
    // Packets fall at random into a pulse, so its first and last lie within it.
    assert.ok(Math.abs(wave.pulses.periodSec - periodSec) <= 1, `period ${wave.pulses.periodSec}`);
    assert.ok(Math.abs(wave.pulses.lengthSec - lengthSec) <= 1, `length ${wave.pulses.lengthSec}`);
    assert.deepEqual(
      wave.phases.map(({ kind }) => kind),
      ['pulse', 'gap', 'pulse', 'gap', 'pulse', 'gap', 'pulse'],
    );
    // End to end, without holes or overlaps, from the start of the wave to its end.
    assert.ok(Math.abs(seconds(wave.startUtc, wave.phases[0].startUtc)) <= 1);
    for (const [index, phase] of wave.phases.slice(1).entries())
      assert.ok(Math.abs(seconds(wave.phases[index].endUtc, phase.startUtc)) <= 1, `${phase.id} joins`);
    assert.match(wave.shape, /4 pulses/);
  });
}

test('a steady flood is of one piece', (t) => {
  const [wave] = wavesOf(t, 'ack-flood');
  assert.ok(wave !== undefined);
  assert.equal(wave.pulses ?? undefined, undefined, 'JSON has null for it');
  assert.ok(wave.phases.every(({ kind }) => kind === 'phase'));
});
