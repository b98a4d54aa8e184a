// Lists and rules given to programs that must run to read them: GoBGP and CrowdSec, each started here on loopback with a folder of its own.
// A program that is not installed is skipped, with the reason.

import assert from 'node:assert/strict';
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { scratchFolder } from '../../support/output.ts';
import { caseFacts, caseSources, like, manyVectors, packOf, textOf } from './pack.ts';

const TRIES = 200;
/** RFC 8955 section 4.2.2.9: SYN set (match), and (0x40) ACK not (0x02) set (match), last (0x80). */
const SYN_WITHOUT_ACK = '[{"op":1,"value":2},{"op":195,"value":16}]';

/** A port of loopback that nobody listens on. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

function installed(t: TestContext, ...tools: string[]): boolean {
  const missing = tools.find((tool) => spawnSync('sh', ['-c', `command -v ${tool}`]).status !== 0);
  if (missing !== undefined) t.skip(`${missing} is not installed here`);
  return missing === undefined;
}

/** Starts a daemon, ends it with the test, and waits until `ready` says so. */
async function daemon(t: TestContext, command: string, args: string[], ready: () => boolean): Promise<void> {
  const child: ChildProcess = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let told = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (text) => (told += String(text)));
  t.after(async () => {
    if (child.exitCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  });
  for (let i = 0; i < TRIES; i++) {
    if (child.exitCode !== null) break;
    if (ready()) return;
    await wait(50);
  }
  throw new Error(`${command} did not start: ${told}`);
}

function shell(commands: string): { status: number | null; stdout: string; stderr: string } {
  return spawnSync('sh', ['-c', commands], { encoding: 'utf8', timeout: 30_000 });
}

interface Nlri {
  type: number;
  value: unknown;
}

test('GoBGP takes the flow rules and the blackhole, and holds what they say', async (t) => {
  if (!installed(t, 'gobgpd', 'gobgp')) return;
  const text = textOf(await packOf(t, manyVectors(), []), 'provider/flowspec.txt');
  const folder = scratchFolder(t);
  const port = await freePort();
  const config = join(folder, 'gobgpd.toml');
  // Port -1: it speaks to no neighbour.
  writeFileSync(config, '[global.config]\n  as = 64496\n  router-id = "192.0.2.1"\n  port = -1\n');
  const gobgp = `gobgp() { command gobgp -u 127.0.0.1 -p ${port} "$@"; }`;
  await daemon(
    t,
    'gobgpd',
    ['-f', config, '--api-hosts', `127.0.0.1:${port}`, '--pprof-disable'],
    () => shell(`${gobgp}; gobgp global`).status === 0,
  );
  const rules = text.split('\n').filter((line) => line.startsWith('gobgp '));
  assert.equal(rules.length, 11);
  const blackholes = [...text.matchAll(/^# GoBGP: (gobgp .*)$/gm)].map(([, command]) => command);
  assert.equal(blackholes.length, 2);
  for (const command of [...rules, ...blackholes]) {
    const done = shell(`${gobgp}; ${command}`);
    assert.equal(done.status, 0, `${command}: ${done.stdout} ${done.stderr}`);
    assert.equal(done.stdout, '', command);
  }
  assert.notEqual(shell(`${gobgp}; ${rules[0].replace("'==6'", "'==no'")}`).status, 0, 'it can refuse');
  const held = (family: string): Record<string, { nlri: { value: Nlri[] }; attrs: unknown[] }[]> =>
    JSON.parse(shell(`${gobgp}; gobgp global rib -a ${family} -j`).stdout);
  const four = held('ipv4-flowspec');
  assert.equal(Object.keys(four).length + Object.keys(held('ipv6-flowspec')).length, 11);
  // RFC 8955: 3 protocol, 5 destination port, 9 TCP flags; operator 0x81 is "last, equal", for flags "last, match"; 0x91 the same of two octets.
  const [syn] = Object.values(four).flatMap((paths) =>
    paths.filter(({ nlri }) => JSON.stringify(nlri.value).includes(SYN_WITHOUT_ACK)),
  );
  const part = (type: number): unknown => syn.nlri.value.find((each) => each.type === type)?.value;
  assert.ok(
    same(part(3), 0x81, 6) && same(part(5), 0x91, 443) && JSON.stringify(part(9)) === SYN_WITHOUT_ACK,
    JSON.stringify(syn.nlri),
  );
  assert.match(JSON.stringify(syn.attrs), /"rate":125000[,}]/);
  assert.match(shell(`${gobgp}; gobgp global rib`).stdout, /203\.0\.113\.10\/32 .*Communities: blackhole/);
  assert.match(shell(`${gobgp}; gobgp global rib -a ipv6`).stdout, /2001:db8::10\/128 .*blackhole/);
});

function same(value: unknown, op: number, of: number): boolean {
  return JSON.stringify(value) === JSON.stringify([{ op, value: of }]);
}

test('cscli imports the decisions: addresses, prefixes and their seven days', async (t) => {
  if (!installed(t, 'crowdsec', 'cscli')) return;
  const facts = caseFacts();
  const [first] = facts.topProven;
  const six = ['2001:db8::15', '2001:db8::20', '2001:db8::21'].map((address) =>
    like(first, { address, ipVersion: 6 }),
  );
  const csv = textOf(
    await packOf(t, facts, [...caseSources(facts).slice(0, 50), ...six]),
    'provider/blocklists/crowdsec.csv',
  );
  const folder = scratchFolder(t);
  const at = (name: string): string => join(folder, name);
  const port = await freePort();
  for (const name of ['data', 'hub']) mkdirSync(at(name));
  writeFileSync(at('hub/.index.json'), '{}');
  writeFileSync(at('simulation.yaml'), '');
  writeFileSync(at('profiles.yaml'), 'name: default\nfilters: [ "true" ]\non_success: break\n');
  writeFileSync(
    at('config.yaml'),
    [
      `common: { daemonize: false, log_media: stdout, log_level: info, working_dir: ${folder} }`,
      `config_paths: { config_dir: ${folder}, data_dir: ${at('data')}, simulation_path: ${at('simulation.yaml')}, hub_dir: ${at('hub')}, index_path: ${at('hub/.index.json')} }`,
      'cscli: { output: human }',
      `db_config: { type: sqlite, db_path: ${at('data/crowdsec.db')} }`,
      `api: { client: { credentials_path: ${at('local.yaml')} }, server: { enable: true, listen_uri: "127.0.0.1:${port}", profiles_path: ${at('profiles.yaml')} } }`,
      '',
    ].join('\n'),
  );
  writeFileSync(at('crowdsec.csv'), csv);
  const cscli = `cscli -c ${at('config.yaml')}`;
  const added = shell(`${cscli} machines add here --password here --file ${at('local.yaml')}`);
  assert.equal(added.status, 0, added.stderr);
  await daemon(
    t,
    'crowdsec',
    ['-c', at('config.yaml'), '-no-cs'],
    () => shell(`${cscli} decisions list`).status === 0,
  );
  const rows = csv.trimEnd().split(/\r?\n/).slice(1);
  assert.ok(rows.length > 40);
  const done = shell(`${cscli} decisions import -i ${at('crowdsec.csv')}`);
  assert.equal(done.status, 0, done.stderr);
  assert.match(done.stderr, new RegExp(`\\b${rows.length} decisions successfully imported`));
  const listed = shell(`${cscli} decisions list -o raw --all --limit 0`)
    .stdout.trimEnd()
    .split('\n')
    .slice(1);
  // Version 1.4 reads no scope: it calls every decision one of an address, but holds the bounds of a prefix.
  const values = listed.map((line) => line.split(',')[2].replace(/^(Ip|Range):/, ''));
  assert.deepEqual(values.sort(), rows.map((row) => row.split(',')[0]).sort());
  for (const line of listed) assert.match(line, /,ban,.*,16[78]h/);
  assert.equal(shell(`${cscli} bouncers add here -k key-of-this-test`).status, 0);
  const asked = async (ip: string): Promise<unknown> => {
    const headers = { 'X-Api-Key': 'key-of-this-test' };
    return (await fetch(`http://127.0.0.1:${port}/v1/decisions?ip=${ip}`, { headers })).json();
  };
  assert.match(JSON.stringify(await asked('2001:db8::21')), /"value":"2001:db8::20\/127"/);
  assert.equal(await asked('2001:db8::22'), null);
});
