// The special-purpose table against the registries, written out here from RFC 6890 section 2.2 and the updates named beside the rows.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findSpecialPurpose, SPECIAL_PURPOSE } from '../../../src/aggregate/geo/special-purpose.ts';
import { parseAddress } from '../../../src/model/address.ts';

function find(address: string): string {
  const words = new Uint32Array(4);
  assert.ok(parseAddress(address, words, 0), address);
  const index = findSpecialPurpose(words, 0);
  return index < 0 ? '' : SPECIAL_PURPOSE[index].prefix;
}

// First and last address of each block in RFC 6890 tables 1 to 22 (table 20, IPv4-mapped, is how IPv4 is held), name, "Global".
const RFC_6890 = [
  ['0.0.0.0/8', '0.0.0.1', '0.255.255.255', '"This host on this network"', false],
  ['10.0.0.0/8', '10.0.0.0', '10.255.255.255', 'Private-Use', false],
  ['100.64.0.0/10', '100.64.0.0', '100.127.255.255', 'Shared Address Space', false],
  ['127.0.0.0/8', '127.0.0.0', '127.255.255.255', 'Loopback', false],
  ['169.254.0.0/16', '169.254.0.0', '169.254.255.255', 'Link Local', false],
  ['172.16.0.0/12', '172.16.0.0', '172.31.255.255', 'Private-Use', false],
  ['192.0.0.0/24', '192.0.0.11', '192.0.0.255', 'IETF Protocol Assignments', false],
  ['192.0.0.0/29', '192.0.0.0', '192.0.0.7', 'IPv4 Service Continuity Prefix', false], // DS-Lite, RFC 7335
  ['192.0.2.0/24', '192.0.2.0', '192.0.2.255', 'Documentation (TEST-NET-1)', false],
  ['192.88.99.0/24', '192.88.99.0', '192.88.99.255', 'Deprecated (6to4 Relay Anycast)', undefined], // RFC 7526
  ['192.168.0.0/16', '192.168.0.0', '192.168.255.255', 'Private-Use', false],
  ['198.18.0.0/15', '198.18.0.0', '198.19.255.255', 'Benchmarking', false],
  ['198.51.100.0/24', '198.51.100.0', '198.51.100.255', 'Documentation (TEST-NET-2)', false],
  ['203.0.113.0/24', '203.0.113.0', '203.0.113.255', 'Documentation (TEST-NET-3)', false],
  ['240.0.0.0/4', '240.0.0.0', '255.255.255.254', 'Reserved', false],
  ['255.255.255.255/32', '255.255.255.255', '255.255.255.255', 'Limited Broadcast', false],
  ['::1/128', '::1', '::1', 'Loopback Address', false],
  ['::/128', '::', '::', 'Unspecified Address', false],
  ['64:ff9b::/96', '64:ff9b::', '64:ff9b::ffff:ffff', 'IPv4-IPv6 Translation', true],
  ['100::/64', '100::', '100::ffff:ffff:ffff:ffff', 'Discard-Only Address Block', false],
  ['2001::/23', '2001:5::', '2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff', 'IETF Protocol Assignments', false],
  ['2001::/32', '2001::', '2001:0:ffff:ffff:ffff:ffff:ffff:ffff', 'TEREDO', undefined], // RFC 8190
  ['2001:2::/48', '2001:2::', '2001:2:0:ffff:ffff:ffff:ffff:ffff', 'Benchmarking', false],
  ['2001:db8::/32', '2001:db8::', '2001:db8:ffff:ffff:ffff:ffff:ffff:ffff', 'Documentation', false],
  ['2001:10::/28', '2001:10::', '2001:1f:ffff::1', 'Deprecated (previously ORCHID)', undefined], // RFC 7343
  ['2002::/16', '2002::', '2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff', '6to4', undefined],
  ['fc00::/7', 'fc00::', 'fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff', 'Unique-Local', false],
  ['fe80::/10', 'fe80::', 'febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff', 'Link-Local Unicast', false],
] as const;

test('every block of RFC 6890 holds its first and last address', () => {
  for (const [prefix, first, last, name, reachable] of RFC_6890) {
    assert.equal(find(first), prefix, first);
    // 6a44's one address lies inside 192.88.99.0/24, not at its ends.
    assert.equal(find(last), prefix, last);
    const block = SPECIAL_PURPOSE.find((candidate) => candidate.prefix === prefix)!;
    assert.equal(block.globallyReachable, reachable, prefix);
    if (prefix !== '0.0.0.0/8') assert.equal(block.name, name);
  }
});

test('addresses beside the blocks are ordinary', () => {
  for (const address of [
    '1.0.0.0',
    '9.255.255.255',
    '11.0.0.0',
    '100.63.255.255',
    '100.128.0.0',
    '126.255.255.255',
    '128.0.0.0',
    '169.253.255.255',
    '169.255.0.0',
    '172.15.255.255',
    '172.32.0.0',
    '191.255.255.255',
    '192.0.1.0',
    '192.0.3.0',
    '192.88.98.255',
    '192.88.100.0',
    '192.167.255.255',
    '192.169.0.0',
    '198.17.255.255',
    '198.20.0.0',
    '198.51.99.255',
    '198.51.101.0',
    '203.0.112.255',
    '203.0.114.0',
    '223.255.255.255',
    '2001:200::',
    '2001:db7:ffff::',
    '2001:db9::',
    '2003::',
    '2620:4f:8001::',
    '64:ff9b:0:0:0:1::',
  ]) {
    assert.equal(find(address), '', address);
  }
});

test('the most specific block wins', () => {
  assert.equal(find('0.0.0.0'), '0.0.0.0/32');
  assert.equal(find('192.0.0.9'), '192.0.0.9/32');
  assert.equal(find('192.0.0.170'), '192.0.0.170/32');
  assert.equal(find('192.88.99.2'), '192.88.99.2/32');
  assert.equal(find('2001:1::1'), '2001:1::1/128');
  assert.equal(find('2001:1::4'), '2001::/23');
  assert.equal(find('2001:4:112::53'), '2001:4:112::/48');
});

test('multicast, RFC 5771 and RFC 4291 section 2.7', () => {
  assert.equal(find('224.0.0.0'), '224.0.0.0/4');
  assert.equal(find('239.255.255.255'), '224.0.0.0/4');
  assert.equal(find('ff02::1'), 'ff00::/8');
  assert.equal(find('ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'), 'ff00::/8');
});
