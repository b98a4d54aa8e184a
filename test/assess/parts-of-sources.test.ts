// Sources are grouped part by part when there are many: each stands in exactly one part, wherever their addresses lie.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openStore } from '../../src/aggregate/store.ts';
import { partsOfSources } from '../../src/assess/members.ts';

const IPV4 = 0xffff_0000_0000n;

// Rows of packet_minutes by the halves of their source address.
async function partsHolding(
  addresses: readonly (readonly [hi: bigint, lo: bigint])[],
  rowsAtOnce: number,
): Promise<{ parts: number; timesHeld: Set<number>; largest: number }> {
  const store = await openStore(undefined, undefined);
  try {
    await store.run(
      `INSERT INTO packet_minutes (src_hi, src_lo) VALUES ${addresses.map(([hi, lo]) => `(${hi}, ${lo})`).join(', ')}`,
    );
    const parts = await partsOfSources(store, rowsAtOnce);
    const held = await store.query<{ times: bigint }>(
      `SELECT ${parts.map((part) => `(${part})::INTEGER`).join(' + ')} AS times FROM packet_minutes`,
    );
    const [sizes] = await store.query<Record<string, bigint>>(
      `SELECT ${parts.map((part, index) => `count(DISTINCT (src_hi, src_lo)) FILTER (${part})::BIGINT AS n${index}`).join(', ')} FROM packet_minutes`,
    );
    const largest = Math.max(...Object.values(sizes).map(Number));
    return { parts: parts.length, largest, timesHeld: new Set(held.map(({ times }) => Number(times))) };
  } finally {
    await store.close();
  }
}

const spread = Array.from({ length: 500 }, (_, i) => [0n, IPV4 + BigInt(i) * 7_654_321n] as const);
const block = Array.from({ length: 300 }, (_, i) => [0n, IPV4 + 0xc000_0200n + BigInt(i % 256)] as const);
const ipv6 = Array.from(
  { length: 300 },
  (_, i) =>
    [0x2001_0db8_0000_0000n + BigInt(i), 0xffff_ffff_ffff_ff00n - BigInt(i) * 0x0123_4567_89abn] as const,
);

for (const [name, addresses] of Object.entries({
  'spread over IPv4': spread,
  'in one /24': block,
  'IPv6 with random interface identifiers': ipv6,
  'IPv6 from ::1 in random networks': Array.from(
    { length: 900 },
    (_, i) => [0x2001_0db8_0000_0000n + BigInt(i) * 7_654_321n, 1n] as const,
  ),
  'of all kinds, one of them very often': [...spread, ...block, ...ipv6, ...Array(900).fill([0n, IPV4 + 1n])],
})) {
  test(`sources ${name} stand in one part each`, async () => {
    const { parts, timesHeld, largest } = await partsHolding(addresses, 100);
    assert.ok(parts > 1, `${parts} parts`);
    assert.ok(largest < 300, `${largest} sources in one part`);
    assert.deepEqual([...timesHeld], [1]);
  });
}

test('the last address of all is in a part', async () => {
  const { timesHeld } = await partsHolding(Array(400).fill([0xffffn, 0xffff_ffff_ffff_ffffn]), 100);
  assert.deepEqual([...timesHeld], [1]);
});

test('one address alone, and few rows, need no parts', async () => {
  const same = await partsHolding(Array(400).fill([0n, IPV4 + 9n]), 100);
  assert.deepEqual([...same.timesHeld], [1]);
  const few = await partsHolding(block, 1000);
  assert.equal(few.parts, 1);
});
