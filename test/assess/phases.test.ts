// Phases, pulses and gaps of waves. The expected values are those of the scripts that made the cases (test/support/labelled/attacks-ip.ts).

import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type TestContext, test } from 'node:test';
import type { IncidentFacts, WaveFacts } from '../../src/model/facts.ts';
import { AddressSpace } from '../support/debtember/address-space.ts';
import { Capture, Conversation, STACKS } from '../support/labelled/capture.ts';
import { Desk, httpAnswer, httpGet, WEB } from '../support/labelled/case.ts';
import { FLAG, tcpFrame, udpFrame } from '../support/labelled/frames.ts';
import { scratchFolder } from '../support/output.ts';
import { FIXTURES, runMain } from '../support/run-main.ts';

function factsOf(t: TestContext, evidence: string): IncidentFacts {
  const out = path.join(scratchFolder(t), 'out');
  const run = runMain(['report', evidence, '--now', '2026-12-01T00:00:00Z', '--out', out]);
  assert.equal(run.exitCode, 0, run.lines.join('\n'));
  return JSON.parse(readFileSync(path.join(out, 'data', 'incident.json'), 'utf8')) as IncidentFacts;
}

function wavesOf(t: TestContext, id: string): WaveFacts[] {
  return factsOf(t, path.join(FIXTURES, 'labelled', id)).waves;
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

/** All requests fall into one minute of the clock, by which a flood of them is told. One wave: SYNs at 150/s, then UDP at 400/s, then 16 machines that ask 32 times each within 16 s; seconds into the scene. */
const CHANGES = [
  { vector: 'syn_flood', fromSec: 20, toSec: 60, perSecond: 150 },
  { vector: 'udp_flood', fromSec: 60, toSec: 97, perSecond: 400 },
  { vector: 'http_flood', fromSec: 97, toSec: 113, perSecond: 32 },
];

function sceneOfChanges(folder: string): Desk {
  const script = { id: 'changes', title: 'SYN flood, UDP flood, HTTP flood', write: (): void => {} };
  const desk = new Desk(script, 0, new AddressSpace());
  const { random } = desk;
  const capture = new Capture(96);
  const [syn, udp, http] = CHANGES;
  for (const atUs of desk.times(syn.fromSec, syn.toSec, syn.perSecond)) {
    const ports = { sourcePort: random.whole(1024, 65535), destinationPort: 80 };
    const hop = { source: desk.forged(), destination: WEB, ttl: 51, id: random.whole(0, 0xffff) };
    capture.add(atUs, tcpFrame(hop, { ...ports, seq: random.word(), flags: FLAG.SYN, window: 512 }));
  }
  for (const atUs of desk.times(udp.fromSec, udp.toSec, udp.perSecond)) {
    const hop = { source: desk.forged(), destination: WEB, ttl: 54, id: random.whole(0, 0xffff) };
    capture.add(atUs, udpFrame(hop, random.whole(1024, 65535), random.whole(1, 65535), Buffer.alloc(512)));
  }
  for (const [n, { address: client }] of desk.bots(16).entries()) {
    const talk = new Conversation(capture, random, { client, server: WEB, port: 80, stack: STACKS.linux });
    talk.open(desk.us(http.fromSec) - talk.rttUs - 100_000);
    for (let turn = 0; turn < 32; turn++) {
      const asked = talk.up(
        desk.us(http.fromSec + turn / 2 + n * 0.0001),
        httpGet(`/?${random.letters(4)}=${turn}`),
      );
      talk.down(asked + 2_000, httpAnswer(300));
    }
  }
  desk.keep(capture);
  for (const [name, bytes] of desk.finish().files) writeFileSync(path.join(folder, name), bytes);
  return desk;
}

test('a wave that changes its vector and level has the phases of its script', (t) => {
  const folder = scratchFolder(t);
  const desk = sceneOfChanges(folder);
  const { waves, vectors } = factsOf(t, folder);
  assert.equal(waves.length, 1);
  const phases = waves[0].phases.map((phase) => ({
    vectors: phase.vectors.map((id) => vectors.find((each) => each.id === id)?.vector),
    fromSec: (Date.parse(phase.startUtc) - desk.startMs) / 1000,
    toSec: (Date.parse(phase.endUtc) - desk.startMs) / 1000,
    perSecond: Math.max(phase.meanPps, phase.meanRps),
  }));
  assert.deepEqual(
    phases.map((phase) => phase.vectors),
    CHANGES.map(({ vector }) => [vector]),
    waves[0].shape,
  );
  for (const [i, { fromSec, toSec, perSecond }] of CHANGES.entries()) {
    assert.ok(Math.abs(phases[i].fromSec - fromSec) <= 1, `phase ${i + 1} from ${phases[i].fromSec}`);
    assert.ok(Math.abs(phases[i].toSec - toSec) <= 1, `phase ${i + 1} to ${phases[i].toSec}`);
    assert.ok(
      Math.abs(phases[i].perSecond / perSecond - 1) <= 0.1,
      `phase ${i + 1}: ${phases[i].perSecond}/s`,
    );
  }
});
