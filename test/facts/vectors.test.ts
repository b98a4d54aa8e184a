// What a match for a vector names, what a rule made of it catches, and what it would have hit before: as tshark counts the frames of labelled captures.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type TestContext, test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import type { IncidentFacts, SourceFacts, VectorFacts } from '../../src/model/facts.ts';
import { scratchFolder } from '../support/output.ts';
import { FIXTURES, runMain } from '../support/run-main.ts';

interface Labelled {
  vectors: VectorFacts[];
  reflectors: SourceFacts[];
  firstWave: number;
  /** provider/flowspec.txt */
  rules: string;
  /** Frames that a display filter shows; undefined without tshark. */
  frames(filter: string): number | undefined;
}

function labelled(t: TestContext, id: string): Labelled {
  const evidence = path.join(FIXTURES, 'labelled', id);
  const out = path.join(scratchFolder(t), id);
  const run = runMain(['report', evidence, '--now', '2026-06-20T12:00:00Z', '--out', out]);
  assert.equal(run.exitCode, 0, run.lines.join('\n'));
  const facts = JSON.parse(readFileSync(path.join(out, 'data/incident.json'), 'utf8')) as IncidentFacts;
  return {
    vectors: facts.vectors,
    reflectors: facts.topReflectors,
    firstWave: Math.floor(Date.parse(facts.waves[0].startUtc) / 1000),
    rules: readFileSync(path.join(out, 'provider/flowspec.txt'), 'utf8'),
    frames: (filter) => {
      const shown = spawnSync(
        'tshark',
        ['-r', path.join(evidence, 'capture.pcap.gz'), '-Y', filter, '-T', 'fields', '-e', 'frame.number'],
        { encoding: 'utf8', maxBuffer: 1 << 28 },
      );
      if (shown.error === undefined) return shown.stdout.split('\n').filter((line) => line !== '').length;
      t.diagnostic('tshark is not installed: frames were not counted');
      return undefined;
    },
  };
}

test('a reflection is matched by the port that its answers come from, also beside another flood', (t) => {
  const { vectors, rules, frames } = labelled(t, 'ntp-and-syn');
  const [ntp] = vectors;
  assert.equal(ntp.vector, 'ntp_amplification');
  assert.equal(ntp.match, 'protocol udp, destination 203.0.113.10/32, source port 123');
  assert.match(
    rules,
    /destination 203\.0\.113\.10\/32; protocol =17; source-port =123; \} then \{ discard; \}/,
  );
  const matched = frames('ip.dst == 203.0.113.10 && udp.srcport == 123');
  if (matched !== undefined) assert.equal(matched, ntp.packets);
});

test('answers are no source port of a flood that is answered', (t) => {
  const { vectors, frames } = labelled(t, 'sip-register-forged');
  const [flood] = vectors;
  assert.equal(flood.sourcePort, '');
  assert.equal(flood.destinationPort, '5060');
  assert.equal(flood.match, 'protocol udp, destination 203.0.113.10/32, destination port 5060');
  const [all, from, to] = ['udp', 'udp.srcport == 5060', 'udp.dstport == 5060'].map((also) =>
    frames(`ip.dst == 203.0.113.10 && ${also}`),
  );
  if (all === undefined || from === undefined) return;
  assert.equal(to, all);
  assert.ok(2 * from < all);
});

test('the share of ordinary traffic is that of all addresses of a block, and of all segments with the flag', (t) => {
  const { vectors, firstWave, frames } = labelled(t, 'carpet-ack');
  const [flood] = vectors;
  assert.match(flood.match, /^protocol tcp, destination 203\.0\.113\.0\/24, flags ACK$/);
  const before = `frame.time_epoch < ${firstWave} && ip.dst == 203.0.113.0/24`;
  const hit = frames(`${before} && tcp.flags.ack == 1 && tcp.flags.syn == 0`);
  const all = frames(before);
  assert.ok(flood.baselineShare !== undefined && flood.baselineShare > 0.5);
  if (hit !== undefined && all !== undefined)
    assert.ok(Math.abs(flood.baselineShare - hit / all) < 1e-6, `${hit} of ${all}`);
});

test('a rule for resets catches them with ACK too, as hosts send them', (t) => {
  const { vectors, reflectors, rules, frames } = labelled(t, 'rst-reflection');
  assert.ok(reflectors.length > 0 && reflectors.every(({ bases }) => bases.join() === 'tcp_reflect'));
  assert.equal(vectors[0].vector, 'rst_reflection');
  assert.match(rules, /tcp-flags \[ =rst \];/);
  assert.match(rules, /tcp flags 0x4\/0x4;/);
  const resets = frames('ip.dst == 203.0.113.10 && tcp.flags.reset == 1');
  if (resets === undefined) return;
  assert.ok(resets > 0);
  assert.equal(frames('ip.dst == 203.0.113.10 && tcp.flags.reset == 1 && tcp.flags.ack == 1'), resets);
});

test('a match holds no more than the flood: fragments, protocols by number, flags of no state', (t) => {
  const fragments = labelled(t, 'fragment-flood');
  assert.equal(fragments.vectors[0].match, 'protocol ip, destination 203.0.113.10/32, fragments');
  const later = fragments.frames('ip.dst == 203.0.113.10 && ip.frag_offset > 0');
  if (later !== undefined) assert.equal(later, fragments.vectors[0].packets);

  const other = labelled(t, 'other-protocol-flood');
  const [, protocol] = /^protocol (\d+), destination 203\.0\.113\.10\/32$/.exec(other.vectors[0].match) ?? [];
  assert.match(other.rules, new RegExp(`protocol =${protocol}; } then`));
  const same = other.frames(`ip.dst == 203.0.113.10 && ip.proto == ${protocol}`);
  if (same !== undefined) assert.equal(same, other.vectors[0].packets);

  const xmas = labelled(t, 'xmas-flood');
  assert.match(xmas.vectors[0].match, /flags of no state of TCP$/);
  assert.match(xmas.rules, /no one match tells it from other\n# +traffic/);
});

test('a rule for an ICMP flood names the type, so that path MTU and neighbour discovery go on', (t) => {
  for (const [id, protocol, target, type, filter, rule] of [
    ['icmp-echo-flood', 'icmp', '203.0.113.10/32', 8, 'icmp.type', 'protocol =1; icmp-type =8;'],
    [
      'icmpv6-echo-flood',
      'icmpv6',
      '2001:db8:50::10/128',
      128,
      'icmpv6.type',
      'next-header =58; icmp-type =128;',
    ],
  ] as const) {
    const { vectors, rules, frames } = labelled(t, id);
    const [flood] = vectors;
    assert.equal(flood.match, `protocol ${protocol}, destination ${target}, ICMP type ${type}`);
    assert.ok(rules.includes(rule), rule);
    const matched = frames(
      `${type === 8 ? 'ip' : 'ipv6'}.dst == ${target.split('/')[0]} && ${filter} == ${type}`,
    );
    if (matched !== undefined)
      assert.ok(matched >= flood.packets && matched <= 1.01 * flood.packets, `${matched}`);
  }
});

test('requests that were given up at once count once, as such', (t) => {
  const { vectors } = labelled(t, 'http2-rapid-reset');
  const log = gunzipSync(
    readFileSync(path.join(FIXTURES, 'labelled/http2-rapid-reset/access.log.gz')),
  ).toString();
  const lines = log.split('\n');
  const resets = lines.filter((line) => / HTTP\/2\.0" 499 /.test(line)).length;
  assert.ok(resets > 5000);
  assert.deepEqual(
    vectors.map(({ vector }) => vector),
    ['http_flood', 'http2_rapid_reset'],
  );
  const [flood, reset] = vectors;
  assert.equal(reset.requests, resets);
  const bots = new Set(lines.filter((line) => / 499 /.test(line)).map((line) => line.split(' ')[0]));
  assert.equal(
    flood.requests,
    lines.filter((line) => bots.has(line.split(' ')[0]) && !/ 499 /.test(line)).length,
  );
});
