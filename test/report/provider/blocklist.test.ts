// Blocklists: exact aggregation, every form as its reader takes it, nothing unproven, and `afterflood block` over a finished case.

import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { BlockList, isIP } from 'node:net';
import { join } from 'node:path';
import { test } from 'node:test';
import { aggregate, blockText } from '../../../src/report/provider/blocklist.ts';
import { scratchFolder } from '../../support/output.ts';
import { FIXTURES, reportInto, runMain } from '../../support/run-main.ts';
import { botAddress, writeSmallCase } from '../../support/small-cases.ts';
import { caseFacts, like, packOf, textOf } from './pack.ts';

const FOLDER = 'provider/blocklists';

function rulesOf(text: string): string[] {
  return text.split('\n').filter((line) => line !== '' && !/^[#!]/.test(line));
}

function block(...addresses: string[]): string[] {
  return aggregate(addresses).map(blockText);
}

test('only complete blocks are merged, and never across the edge of a block', () => {
  assert.deepEqual(block('192.0.2.3', '192.0.2.2'), ['192.0.2.2/31']);
  assert.deepEqual(block('192.0.2.1', '192.0.2.2'), ['192.0.2.1', '192.0.2.2']);
  assert.deepEqual(block('192.0.2.0', '192.0.2.1', '192.0.2.2', '192.0.2.3'), ['192.0.2.0/30']);
  assert.deepEqual(block('192.0.2.0', '192.0.2.1', '192.0.2.3'), ['192.0.2.0/31', '192.0.2.3']);
  assert.deepEqual(block('192.0.2.7', '192.0.2.7'), ['192.0.2.7']);
  assert.deepEqual(block('2001:db8::1', '255.255.255.255', '2001:db8::', '0.0.0.0'), [
    '0.0.0.0',
    '255.255.255.255',
    '2001:db8::/127',
  ]);
  const all = Array.from({ length: 256 }, (_, index) => `198.51.100.${index}`);
  assert.deepEqual(block(...all), ['198.51.100.0/24']);
  assert.equal(block(...all.slice(0, 255)).length, 8);
});

test('proven sources are in every form, reflectors and the unproven in none', async (t) => {
  const facts = caseFacts();
  const [first] = facts.topProven;
  const proven = ['192.0.2.20', '192.0.2.64', '192.0.2.65', '2001:db8::15'];
  const sources = proven.map((address) => like(first, { address, ipVersion: address.includes(':') ? 6 : 4 }));
  for (const verdict of ['likely', 'reflector', 'unproven'] as const)
    sources.push(like(first, { address: `198.51.100.${verdict.length}`, verdict }));
  const files = await packOf(t, facts, sources);
  for (const [path, text] of files) {
    if (!path.startsWith(`${FOLDER}/`)) continue;
    assert.doesNotMatch(text, /198\.51\.100\./, path);
    if (path.endsWith('.csv')) continue;
    assert.match(text, /EXERCISE/);
    assert.match(text, /Addresses may be shared, spoofed or reassigned; remove after 2025-12-15\./);
    if (/iproute2|route\.sh/.test(path)) assert.match(text, /rp_filter/);
  }
  const expected: Record<string, string[]> = {
    'plain-v4.txt': ['192.0.2.20', '192.0.2.64/31'],
    'plain-v6.txt': ['2001:db8::15'],
    'iproute2-v4.batch': ['route add blackhole 192.0.2.20/32', 'route add blackhole 192.0.2.64/31'],
    'iproute2-v6.batch': ['route add blackhole 2001:db8::15/128'],
    'route.sh': [
      'route add -host 192.0.2.20 reject',
      'route add -net 192.0.2.64 netmask 255.255.255.254 reject',
      'ip -6 route add unreachable 2001:db8::15/128',
    ],
    'nginx-deny.conf': ['deny 192.0.2.20;', 'deny 192.0.2.64/31;', 'deny 2001:db8::15;'],
    'haproxy.acl': ['192.0.2.20', '192.0.2.64/31', '2001:db8::15'],
  };
  for (const [name, rules] of Object.entries(expected))
    assert.deepEqual(rulesOf(textOf(files, `${FOLDER}/${name}`)), rules, name);
  const cisco = textOf(files, `${FOLDER}/cisco-acl.txt`);
  assert.match(
    cisco,
    /\n deny ip host 192\.0\.2\.20 any\n deny ip 192\.0\.2\.64 0\.0\.0\.1 any\n permit ip any any\n/,
  );
  assert.match(
    textOf(files, `${FOLDER}/crowdsec.csv`),
    /^value,reason,duration,type,scope\n192\.0\.2\.20,.*,168h,ban,ip\n192\.0\.2\.64\/31,.*,range\n/,
  );
});

// RFC 6890 section 2.2.2 and 2.2.3, one address of each block.
const SPECIAL = [
  ...[
    '0.1.2.3',
    '10.1.2.3',
    '100.64.1.2',
    '127.0.0.1',
    '169.254.1.2',
    '172.16.1.2',
    '192.0.0.8',
    '192.0.2.3',
  ],
  ...[
    '192.88.99.1',
    '192.168.1.2',
    '198.18.1.2',
    '198.51.100.3',
    '203.0.113.3',
    '240.0.0.1',
    '255.255.255.255',
  ],
  ...['::1', '::', '64:ff9b::c000:201', '100::1', '2001::1', '2001:2::1', '2001:db8::1', '2001:10::1'],
  ...['2002:c000:201::1', 'fd00::1', 'fe80::1'],
];

test('report check 12: logged requests from own addresses and from every block of RFC 6890 are in no list', async (t) => {
  const own = ['5.8.8.8', '2a01:4f8::15'];
  const out = await writeSmallCase(scratchFolder(t), {
    ...{ id: 'SPECIAL', from: 0, bots: 60, agent: 'tool/1', startSec: Date.UTC(2026, 5, 10) / 1000 },
    alsoFrom: [...SPECIAL, ...own, '2a00:1450::7'],
    own: ['5.8.8.0/24', '2a01:4f8::/32'],
  });
  const texts = readdirSync(join(out, FOLDER)).map((name) => readFileSync(join(out, FOLDER, name), 'utf8'));
  const blocked = new BlockList();
  let rules = 0;
  for (const text of texts)
    for (const [, address, bits] of text.matchAll(
      /(?<![\w.:])([0-9a-f]*[.:][0-9a-f.:]+[0-9a-f:])(?:\/(\d+))?/g,
    )) {
      const version = isIP(address);
      if (version === 0) continue;
      blocked.addSubnet(address, Number(bits ?? (version === 4 ? 32 : 128)), version === 4 ? 'ipv4' : 'ipv6');
      rules++;
    }
  assert.ok(rules > 60 * 8, String(rules));
  const isBlocked = (address: string) => blocked.check(address, isIP(address) === 4 ? 'ipv4' : 'ipv6');
  assert.ok(isBlocked(botAddress(0)) && isBlocked('2a00:1450::7'), 'others that did the same are in them');
  assert.deepEqual([...SPECIAL, ...own].filter(isBlocked), []);
});

test('an empty list says so', async (t) => {
  const files = await packOf(t, caseFacts(), []);
  for (const [path, text] of files) {
    if (!path.startsWith(`${FOLDER}/`)) continue;
    if (path.endsWith('.csv')) assert.equal(text, 'value,reason,duration,type,scope\n');
    else {
      assert.match(text, /This list is empty: no source of this attack is proven/, path);
      assert.deepEqual(rulesOf(text), [], path);
    }
  }
});

test('`block` writes one list, and says how much of the attack it would have stopped', async (t) => {
  const out = join(scratchFolder(t), 'case');
  await reportInto(out, [join(FIXTURES, 'labelled/http-cache-buster')]);
  const all = runMain(['block', '--case', out, '--format', 'plain4']);
  assert.equal(all.exitCode, 0);
  assert.match(
    all.lines[0],
    /^afterflood: \d+ rules for \d+ addresses would have stopped [\d,]+ of [\d,]+ requests/,
  );
  const addresses = rulesOf(all.stdout);
  assert.ok(addresses.length > 10);
  assert.deepEqual(addresses, rulesOf(runMain(['block', '--case', out, '--format', 'haproxy']).stdout));
  const half = runMain(['block', '--case', out, '--format', 'plain4', '--cover', '50']);
  const fewer = rulesOf(half.stdout);
  assert.ok(fewer.length > 0 && fewer.length < addresses.length);
  const [, stopped, total] = /stopped ([\d,]+) of ([\d,]+) requests/.exec(half.lines[0]) ?? [];
  const share = Number(stopped.replaceAll(',', '')) / Number(total.replaceAll(',', ''));
  assert.ok(share >= 0.5 && share < 0.6, String(share));
  const none = runMain(['block', '--case', out, '--format', 'nft', '--at-least', '1000000000']);
  assert.match(none.stdout, /This list is empty/);
  for (const [option, value] of [
    ['--cover', '101'],
    ['--at-least', '-1'],
    ['--format', 'iptables'],
  ]) {
    const wrong = runMain(['block', '--case', out, `${option}=${value}`]);
    assert.equal(wrong.exitCode, 2, option);
    assert.match(wrong.lines[0], new RegExp(`${option}: expected`));
  }
});

// 120 addresses hold connections in five ss dumps; there is no log and no capture (fixtures/labelled/truth.json).
test('what socket dumps alone tell is in no list, no XARF and no indicator, unless it is asked for', async (t) => {
  const out = join(scratchFolder(t), 'case');
  await reportInto(out, [join(FIXTURES, 'labelled/connection-flood')]);
  const list = readFileSync(join(out, FOLDER, 'plain-v4.txt'), 'utf8');
  assert.deepEqual(rulesOf(list), []);
  assert.match(
    list,
    /Left out of the proven: 120 known from socket dumps alone \(may be a proxy or delivery network of yours\)/,
  );
  assert.match(list, /afterflood block --case DIR --from-dumps/);
  const stix = readFileSync(join(out, 'data/exchange/stix.json'), 'utf8');
  assert.match(stix, /"type":"observed-data"/);
  assert.doesNotMatch(stix, /"type":"indicator"/);
  const abuse = join(out, 'provider/abuse');
  const reports = readdirSync(abuse).filter((name) => !name.includes('.'));
  assert.ok(reports.length > 0);
  for (const name of reports) {
    const text = readFileSync(join(abuse, name, 'report.txt'), 'utf8').replace(/\s+/g, ' ');
    assert.match(text, /Subject: EXERCISE \[Abuse\] possible DDoS traffic from /);
    assert.match(
      text,
      /Requested action: please tell us whether these addresses belong to a proxy, delivery network/,
    );
    assert.match(text, /not what came over them\./);
    assert.match(text, /Without XARF, \d+ sources?: known from socket dumps alone/);
    assert.ok(!existsSync(join(abuse, name, 'xarf')));
  }
  const asked = (...more: string[]) => runMain(['block', '--case', out, '--format', 'plain4', ...more]);
  const without = asked();
  assert.deepEqual(rulesOf(without.stdout), []);
  assert.match(without.lines.join(' '), /of the proven 120 known from socket dumps alone/);
  const among = asked('--from-dumps');
  assert.match(among.stdout, /Entries: \d+ rules? for 120 addresses/);
  assert.match(among.stdout, /make sure that no proxy or delivery network of yours is/);
});
