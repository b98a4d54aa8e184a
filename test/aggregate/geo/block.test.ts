// Blocks of addresses: cutting a range into prefixes, stepping, and bounds.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type Block,
  blockContains,
  emptyBlock,
  prefixBitsInside,
  setPrefix,
  stepAddress,
} from '../../../src/aggregate/geo/block.ts';
import { formatAddress, formatPrefix, maskWords, parseAddress } from '../../../src/model/address.ts';

function words(address: string): Uint32Array {
  const parsed = new Uint32Array(4);
  assert.ok(parseAddress(address, parsed, 0), address);
  return parsed;
}

function range(first: string, last: string): Block {
  return { first: words(first), last: words(last), value: 1 };
}

function prefixOf(block: Block, address: string): string {
  const base = words(address);
  const bits = prefixBitsInside(block, base, 0);
  maskWords(base, 0, bits);
  return formatPrefix({ words: base, bits });
}

// Every prefix met on a walk through the range: each starts where the one before ended.
function decompose(block: Block): string[] {
  const prefixes: string[] = [];
  const at = Uint32Array.from(block.first);
  while (blockContains(block, at, 0)) {
    const bits = prefixBitsInside(block, at, 0);
    const one = emptyBlock();
    setPrefix(one, at, 0, bits);
    assert.equal(formatAddress(one.first, 0), formatAddress(at, 0));
    prefixes.push(formatPrefix({ words: Uint32Array.from(at), bits }));
    at.set(one.last);
    if (!stepAddress(at, 0, 1)) break;
  }
  return prefixes;
}

// Expected: Python's ipaddress.summarize_address_range.
test('a range falls into its fewest prefixes', () => {
  assert.deepEqual(decompose(range('192.0.2.0', '192.0.2.255')), ['192.0.2.0/24']);
  assert.deepEqual(decompose(range('192.0.2.1', '192.0.2.254')), [
    '192.0.2.1/32',
    '192.0.2.2/31',
    '192.0.2.4/30',
    '192.0.2.8/29',
    '192.0.2.16/28',
    '192.0.2.32/27',
    '192.0.2.64/26',
    '192.0.2.128/26',
    '192.0.2.192/27',
    '192.0.2.224/28',
    '192.0.2.240/29',
    '192.0.2.248/30',
    '192.0.2.252/31',
    '192.0.2.254/32',
  ]);
  assert.deepEqual(decompose(range('198.51.100.0', '198.51.102.255')), [
    '198.51.100.0/23',
    '198.51.102.0/24',
  ]);
  assert.deepEqual(decompose(range('2001:db8::', '2001:db8:2:ffff:ffff:ffff:ffff:ffff')), [
    '2001:db8::/47',
    '2001:db8:2::/48',
  ]);
});

test('the prefix is the one that holds the address', () => {
  const block = range('198.51.100.0', '198.51.102.255');
  assert.equal(prefixOf(block, '198.51.101.7'), '198.51.100.0/23');
  assert.equal(prefixOf(block, '198.51.102.7'), '198.51.102.0/24');
});

test('ranges that reach the ends of an address space', () => {
  assert.equal(prefixOf(range('0.0.0.0', '255.255.255.255'), '192.0.2.1'), '0.0.0.0/0');
  assert.equal(prefixOf(range('::', 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'), '2001:db8::1'), '::/0');
  const end = words('ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff');
  assert.equal(stepAddress(end, 0, 1), false);
  const start = words('::');
  assert.equal(stepAddress(start, 0, -1), false);
});
