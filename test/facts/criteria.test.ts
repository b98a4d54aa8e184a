// Criteria of a vector that came in several waves: each says of which it is, and stands once.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Finding } from '../../src/assess/finding.ts';
import type { Wave } from '../../src/assess/waves.ts';
import { criteriaOf, inOrder } from '../../src/facts/criteria.ts';

const PER_MINUTE = { name: 'per minute', threshold: 120, unit: 'requests/min', held: true, text: 'in one' };

function finding(startUs: number, measured: number, lane: Finding['lane'] = 'requests'): Finding {
  return { lane, startUs, criteria: [{ ...PER_MINUTE, measured }] } as Finding;
}

function waves(...findings: Finding[]): Wave[] {
  return findings.map((each, index) => ({ id: `W${index + 1}`, findings: [each] }) as unknown as Wave);
}

test('what was measured in each wave names it, in order of time', () => {
  const [first, second] = [finding(1, 500), finding(2, 900)];
  assert.deepEqual(criteriaOf([second, first], waves(first, second)), [
    { ...PER_MINUTE, measured: 500, waves: ['W1'] },
    { ...PER_MINUTE, measured: 900, waves: ['W2'] },
  ]);
});

test('what was measured over both stands once, for both', () => {
  const [first, second] = [finding(1, 900), finding(2, 900)];
  assert.deepEqual(criteriaOf([first, second], waves(first, second)), [
    { ...PER_MINUTE, measured: 900, waves: ['W1', 'W2'] },
  ]);
});

test('one wave needs no name', () => {
  const only = finding(1, 500);
  assert.deepEqual(criteriaOf([only], waves(only)), only.criteria);
});

test('lanes keep their order, and in each the earliest comes first', () => {
  const told = [finding(30, 1, 'packets'), finding(20, 2, 'packets'), finding(10, 3, 'sockets')];
  assert.deepEqual(
    inOrder(told).map(({ startUs }) => startUs),
    [20, 30, 10],
  );
});
