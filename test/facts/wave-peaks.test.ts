// Peaks of waves as the tables tell them: the busiest second as tshark counts it in labelled captures, and never below the average.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type TestContext, test } from 'node:test';
import type { IncidentFacts } from '../../src/model/facts.ts';
import { scratchFolder } from '../support/output.ts';
import { FIXTURES, runMain } from '../support/run-main.ts';

/** The only wave of a labelled case. */
function waveOf(t: TestContext, id: string): IncidentFacts['waves'][number] {
  const out = path.join(scratchFolder(t), id);
  const evidence = path.join(FIXTURES, 'labelled', id);
  const run = runMain(['report', evidence, '--now', '2026-06-20T12:00:00Z', '--out', out]);
  assert.equal(run.exitCode, 0, run.lines.join('\n'));
  const { waves } = JSON.parse(readFileSync(path.join(out, 'data/incident.json'), 'utf8')) as IncidentFacts;
  assert.equal(waves.length, 1);
  const [wave] = waves;
  assert.ok(wave.peaks.pps1s >= wave.packets / wave.durationSec, `${wave.peaks.pps1s} in the busiest second`);
  assert.ok(wave.peaks.bps1s >= (8 * wave.bytesReceived) / wave.durationSec, `${wave.peaks.bps1s} bit/s`);
  return wave;
}

// tshark -Y 'ip.dst == 203.0.113.10 && (ip.frag_offset > 0 || udp.srcport == 53)' -T fields -e frame.time_epoch -e frame.len
test('answers and their later fragments are one flood of so many packets a second', (t) => {
  const { packets, peaks } = waveOf(t, 'dns-any-fragmented');
  assert.deepEqual([packets, peaks.pps1s, peaks.bps1s], [1770, 525, 4_323_200]);
});

// The same of 'ip.dst == 203.0.113.10 && ip.src == 198.51.100.0/24': 497 packets of 317,600 bits. Ordinary ACKs are taken out on average.
test('two vectors that follow each other peak where both come', (t) => {
  const { packets, peaks } = waveOf(t, 'icmp-and-ack-forged-as-stated');
  assert.equal(packets, 2468);
  assert.ok(peaks.pps1s > 490 && peaks.pps1s <= 497, String(peaks.pps1s));
  assert.ok(peaks.bps1s > 490 * 640 && peaks.bps1s <= 317_600, String(peaks.bps1s));
});

// The same of 'ip.dst == 203.0.113.10 && tcp.dstport == 443 && tcp.len > 0'; every second segment begins a handshake again.
test('a flood that is counted in handshakes peaks in packets', (t) => {
  const { packets, peaks } = waveOf(t, 'tls-renegotiation-flood');
  assert.deepEqual([packets, peaks.pps1s, peaks.bps1s], [1120, 80, 152_320]);
});
