// Flow rules: one a vector, on the own address, never on sources, with shares and an expiry; BIRD and ExaBGP read them.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { scratchFolder } from '../../support/output.ts';
import { caseFacts, manyVectors, packOf, textOf } from './pack.ts';

const PATH = 'provider/flowspec.txt';

test('the rules of the sample case, as their routers spell them', async (t) => {
  const text = textOf(await packOf(t, caseFacts(), []), PATH);
  // V1 SYN flood with a baseline: limited. V2 ICMP echo, none before: discarded. V4 NTP reflection: discarded. V3 HTTP: no rule.
  for (const line of [
    'announce flow route { match { destination 203.0.113.10/32; protocol =6; destination-port =443; tcp-flags [ =syn&!=ack ]; } then { rate-limit 125000; } }',
    'announce flow route { match { destination 203.0.113.10/32; protocol =1; icmp-type =8; } then { discard; } }',
    'announce flow route { match { destination 203.0.113.10/32; protocol =17; source-port =123; } then { discard; } }',
    // 125,000 as an IEEE 754 single is 0x47f42400.
    'route flow4 { dst 203.0.113.10/32; proto = 6; dport = 443; tcp flags 0x2/0x12; } { bgp_ext_community.add((generic, 0x80060000, 0x47f42400)); };',
    'route flow4 { dst 203.0.113.10/32; proto = 17; sport = 123; } { bgp_ext_community.add((generic, 0x80060000, 0x0)); };',
    "gobgp global rib -a ipv4-flowspec add match destination 203.0.113.10/32 protocol '==17' source-port '==123' then discard",
  ])
    assert.ok(text.split('\n').includes(line), line);
  assert.match(
    text,
    /^set routing-options flow route \S+-V4 match destination 203\.0\.113\.10\/32 protocol udp source-port 123$/m,
  );
  assert.equal(text.match(/^announce flow/gm)?.length, 3);
  assert.match(text, /V3 HTTP flood: complete connections/);
  const flat = text.replace(/\n#\s+/g, ' ');
  assert.match(flat, /Share of the attack: 64\.0 % of its packets, 11\.5 % of its bytes received/);
  assert.match(flat, /Ordinary traffic also hit: 1\.2 % of the packets before the attack/);
  assert.match(flat, /Ordinary traffic also hit: not known \(no baseline/);
  assert.match(flat, /Expires 2025-12-09T09:00:00Z/);
  assert.match(flat, /65535:666/);
});

test('acl.txt has the same rules as access lists; every rule of both files carries shares and an expiry', async (t) => {
  const files = await packOf(t, caseFacts(), []);
  const acl = textOf(files, 'provider/acl.txt');
  for (const line of [
    'ip access-list extended AF-2025-0007-V4',
    ' deny udp any eq 123 host 203.0.113.10',
    ' permit tcp any host 203.0.113.10 eq 443 match-all +syn -ack',
    'set firewall family inet filter AF-2025-0007 term V4 from source-port 123',
    'set firewall family inet filter AF-2025-0007 term V1 from tcp-flags "(syn & !ack)"',
  ])
    assert.ok(acl.split('\n').includes(line), line);
  assert.doesNotMatch(textOf(files, PATH), /access-list|firewall/);
  for (const text of [acl, textOf(files, PATH)]) {
    const rules = text.split(/^# ---- V\d+ .*----$/m).slice(1);
    assert.equal(rules.length, 3);
    for (const rule of rules) {
      assert.match(rule, /^# Share of the attack: /m);
      assert.match(rule, /^# Ordinary traffic also hit: /m);
      assert.match(rule, /^# Expires: 2025-12-09T09:00:00Z$/m);
    }
  }
});

test('floods of ICMP errors are matched by their type, as IPv4 and IPv6 number it', async (t) => {
  const files = await packOf(t, manyVectors(), []);
  const lines = [...textOf(files, PATH).split('\n'), ...textOf(files, 'provider/acl.txt').split('\n')];
  for (const part of [
    'protocol =1; icmp-type =5;',
    'match destination 203.0.113.10/32 protocol icmp icmp-type 5',
    'dst 203.0.113.10/32; proto = 1; icmp type = 5;',
    "protocol '==1' icmp-type '==5'",
    'icmp any host 203.0.113.10 5',
    'V11 from icmp-type 5',
    'next-header =58; icmp-type =3;',
    'protocol icmp6 icmp6-type 3',
    'next header = 58; icmp type = 3;',
    'icmp any host 2001:db8::10 3',
  ])
    assert.ok(
      lines.some((line) => line.includes(part)),
      part,
    );
});

test('upstream-request.txt asks what the PDF asks, and tells no more', async (t) => {
  const facts = caseFacts();
  facts.case.title = 'SECRET-TITLE';
  facts.case.demands = facts.case.demands.map((each) => ({ ...each, note: 'SECRET-DEMAND' }));
  facts.case.losses = facts.case.losses.map((each) => ({ ...each, item: 'SECRET-LOSS' }));
  const text = textOf(await packOf(t, facts, facts.topProven), 'provider/upstream-request.txt');
  for (const line of text.split('\n')) assert.ok([...line].length <= 72, line);
  assert.doesNotMatch(text, /SECRET|ransom|wallet|attacked us|botnet/i);
  const flat = text.replace(/\s+/g, ' ');
  for (const { id, title } of facts.vectors) assert.ok(flat.includes(`${id} ${title}`), id);
  for (const { id } of facts.waves) assert.match(flat, new RegExp(`\\b${id}\\b`));
  for (const part of [
    'please keep flow records',
    'Share of the attack: 64.0 % of its packets, 11.5 % of its bytes received',
    'Ordinary traffic also hit: 1.2 % of the packets before the attack',
    'Duration: until 2025-12-09 09:00:00Z',
    'Rollback: withdraw the rules',
    'Attacked: 203.0.113.10',
    'a floor',
    'EXERCISE',
  ])
    assert.ok(flat.includes(part), part);
  // Sources are counted by network, none is named.
  for (const { address } of facts.topProven) assert.ok(!text.includes(address), address);
});

test('a hoster is told the server and the stated blackholes, and asked to lift them; an upstream is not', async (t) => {
  const path = 'provider/upstream-request.txt';
  const plain = textOf(await packOf(t, caseFacts(), []), path);
  assert.doesNotMatch(plain, /Hoster|Blackholes, as stated/);
  const facts = caseFacts();
  facts.case.provider.server = 'vm-2207';
  facts.case.actions.push({
    id: 'A9',
    atUtc: '2025-12-05T18:12:00Z',
    untilUtc: '2025-12-05T19:00:00Z',
    by: 'SECRET-STAFF',
    what: '203.0.113.10/32 blackholed at the edge',
    kind: 'blackhole',
  });
  const text = textOf(await packOf(t, facts, []), path);
  assert.doesNotMatch(text, /SECRET/);
  for (const line of text.split('\n')) assert.ok([...line].length <= 72, line);
  const flat = text.replace(/\s+/g, ' ');
  assert.match(flat, /Server at the hoster: vm-2207/);
  assert.match(
    flat,
    /Blackholes, as stated: 2025-12-05 18:12:00Z to 19:00:00Z: 203\.0\.113\.10\/32 blackholed at the edge/,
  );
  assert.match(flat, /export the flow records of these times .* lift a blackhole/);
});

test('a rule names only own addresses; without one there is no rule', async (t) => {
  const facts = caseFacts();
  const sources = facts.topProven;
  for (const [address] of textOf(await packOf(t, facts, sources), PATH).matchAll(/(?:\d{1,3}\.){3}\d{1,3}/g))
    assert.equal(address, '203.0.113.10');
  facts.own.addresses = ['198.51.100.80'];
  const text = textOf(await packOf(t, facts, sources), PATH);
  assert.doesNotMatch(text, /^(announce|route|set|gobgp|ip access)/m);
  assert.match(text, /No rule/);
  assert.match(text.replace(/\n#\s+/g, ' '), /no target inside your own addresses is known/);
});

test('bird -p takes the BIRD rules', async (t) => {
  const text = textOf(await packOf(t, manyVectors(), []), PATH);
  const lines = text.split('\n').filter((line) => line.startsWith('route flow'));
  assert.equal(lines.length, 11);
  const part = (version: number): string =>
    `protocol static s${version} { flow${version}; ${lines.filter((line) => line.startsWith(`route flow${version}`)).join('\n')} }`;
  const blackholes = [...text.matchAll(/^# BIRD 2: (route .*)$/gm)].map(([, route]) => route);
  assert.equal(blackholes.length, 2);
  const family = (version: number): string =>
    `protocol static b${version} { ipv${version}; ${blackholes.filter((route) => route.includes(':10/') === (version === 6)).join('\n')} }`;
  const path = join(scratchFolder(t), 'bird.conf');
  writeFileSync(
    path,
    `router id 192.0.2.1;\nflow4 table f4;\nflow6 table f6;\n${[part(4), part(6), family(4), family(6)].join('\n')}\n`,
  );
  const run = spawnSync('bird', ['-p', '-c', path], { encoding: 'utf8', timeout: 20_000 });
  if (run.error !== undefined) t.skip('bird is not installed here');
  else assert.equal(run.status, 0, run.stderr);
});

test('exabgp --validate takes the ExaBGP rules', async (t) => {
  const text = textOf(await packOf(t, manyVectors(), []), PATH);
  const rules = text.split('\n').filter((line) => line.startsWith('announce flow '));
  assert.equal(rules.length, 11);
  const routes = rules.map((line) => line.slice('announce flow '.length)).join('\n');
  const config = (body: string): string =>
    `neighbor 127.0.0.2 { router-id 192.0.2.1; local-address 127.0.0.1; local-as 64496; peer-as 64497; family { ipv4 flow; ipv6 flow; } flow { ${body} } }\n`;
  const folder = scratchFolder(t);
  const path = join(folder, 'exabgp.conf');
  writeFileSync(path, config(routes));
  const run = spawnSync('exabgp', ['--validate', path], { encoding: 'utf8', timeout: 20_000, cwd: folder });
  if (run.error !== undefined) {
    t.skip('exabgp is not installed here');
    return;
  }
  assert.equal(run.status, 0, run.stdout + run.stderr);
  writeFileSync(path, config(routes.replace('protocol =6', 'protocol =no-such')));
  const wrong = spawnSync('exabgp', ['--validate', path], { encoding: 'utf8', timeout: 20_000, cwd: folder });
  assert.notEqual(wrong.status, 0, 'the check can fail');
});
