// Findings into vectors: one a target while they are few, together when there are many; never more than a source has bits for.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Finding, Vector } from '../../src/assess/finding.ts';
import { vectorGroups } from '../../src/assess/waves.ts';

function finding(vector: Vector, target: number, startUs: number): Finding {
  const text = `192.0.2.${target} udp`;
  return {
    vector,
    startUs,
    target: { hi: 0n, lo: BigInt(target), address: `192.0.2.${target}`, port: 0, text },
  } as Finding;
}

/** Findings of each vector against as many targets as told. */
function findings(targets: readonly (readonly [Vector, number])[]): Finding[] {
  return targets.flatMap(([vector, count]) =>
    Array.from({ length: count }, (_, i) => finding(vector, i + 1, i)),
  );
}

function sizes(of: readonly Finding[]): Record<string, number[]> {
  const out: Record<string, number[]> = {};
  for (const { vector, targets } of vectorGroups(of)) out[vector] = [...(out[vector] ?? []), targets.length];
  return out;
}

test('up to twelve targets are a vector each, more are one', () => {
  assert.deepEqual(sizes(findings([['syn_flood', 12]])), { syn_flood: Array(12).fill(1) });
  assert.deepEqual(sizes(findings([['syn_flood', 13]])), { syn_flood: [13] });
});

test('with more than 62 in all, those of most targets are one vector, and no finding is lost', () => {
  const many: readonly (readonly [Vector, number])[] = [
    ['syn_flood', 12],
    ['ack_flood', 12],
    ['rst_flood', 11],
    ['udp_flood', 12],
    ['icmp_flood', 12],
    ['ntp_amplification', 11],
    ['dns_amplification', 12],
  ];
  const all = findings(many);
  const groups = vectorGroups(all);
  assert.equal(groups.length, 60, '82 less eleven for each of two');
  assert.equal(groups.flatMap((group) => group.findings).length, all.length);
  const together = groups.filter(({ targets }) => targets.length > 1).map(({ vector }) => vector);
  assert.equal(together.length, 2);
  assert.deepEqual(
    vectorGroups([...all].reverse()).map(({ vector, targets }) => [vector, targets.length]),
    groups.map(({ vector, targets }) => [vector, targets.length]),
  );
});
