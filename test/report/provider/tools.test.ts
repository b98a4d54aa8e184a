// What we write, given to the tools that read it: firewalls and routes loaded in a network namespace of their own, configurations checked.
// BIRD and ExaBGP stand beside the flow rules. A tool that is not installed is skipped, with the reason.

import assert from 'node:assert/strict';
import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { scratchFolder } from '../../support/output.ts';
import { caseFacts, caseSources, like, packOf, textOf } from './pack.ts';

const FOLDER = 'provider/blocklists';
const APACHE_MODULES = '/usr/lib/apache2/modules';

interface Lists {
  folder: string;
  /** Rules of the IPv4 and of the IPv6 list. */
  four: number;
  six: number;
  path(name: string): string;
}

/** The lists of 52 proven sources, written as files. */
async function writtenLists(t: TestContext): Promise<Lists> {
  const facts = caseFacts();
  const [first] = facts.topProven;
  const six = ['2001:db8::15', '2001:db8::20', '2001:db8::21'].map((address) =>
    like(first, { address, ipVersion: 6 }),
  );
  const files = await packOf(t, facts, [...caseSources(facts).slice(0, 50), ...six]);
  const folder = scratchFolder(t);
  for (const [path, text] of files)
    if (path.startsWith(`${FOLDER}/`) || path.endsWith('.sh'))
      writeFileSync(join(folder, path.slice(path.lastIndexOf('/') + 1)), text);
  const count = (name: string): number =>
    textOf(files, `${FOLDER}/${name}`)
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#')).length;
  return {
    folder,
    four: count('plain-v4.txt'),
    six: count('plain-v6.txt'),
    path: (name) => join(folder, name),
  };
}

/** Whether a tool can be run here; skips the test with the reason when it cannot. */
function found(t: TestContext, tool: string): boolean {
  const run = spawnSync('sh', ['-c', `command -v ${tool}`]);
  if (run.status !== 0) t.skip(`${tool} is not installed here`);
  return run.status === 0;
}

function run(command: string, args: string[]): SpawnSyncReturns<string> {
  return spawnSync(command, args, { encoding: 'utf8', timeout: 30_000 });
}

/** Runs shell commands as root of a new network namespace; undefined, and skipped with the reason, where there can be none. */
function inNamespace(t: TestContext, tool: string, commands: string): SpawnSyncReturns<string> | undefined {
  if (!found(t, tool)) return undefined;
  if (run('unshare', ['-rn', 'true']).status !== 0) {
    t.skip('no network namespace may be made here');
    return undefined;
  }
  const done = run('unshare', ['-rn', 'sh', '-ec', commands]);
  if (!/Cannot open session to kernel|Operation not (permitted|supported)/.test(done.stderr)) return done;
  t.skip(`${tool}: ${done.stderr.trim().split('\n')[0]}`);
  return undefined;
}

function assertPrinted(done: SpawnSyncReturns<string> | undefined, expected: string): void {
  if (done === undefined) return;
  assert.equal(done.status, 0, done.stderr);
  assert.equal(done.stdout.trim(), expected);
}

test('report check 12: nftables checks and loads the list; both sets hold every address, with its expiry', async (t) => {
  const lists = await writtenLists(t);
  assert.ok(lists.four > 40 && lists.six === 2);
  const file = lists.path('nftables.nft');
  const elements = (version: number): string =>
    `nft list set inet afterflood block${version} | grep -o expires | wc -l`;
  const done = inNamespace(t, 'nft', `nft -c -f ${file}; nft -f ${file}; ${elements(4)}; ${elements(6)}`);
  assertPrinted(done, `${lists.four}\n${lists.six}`);
  writeFileSync(file, 'add element inet afterflood block4 { 192.0.2.300 }\n');
  const wrong = inNamespace(t, 'nft', `nft -c -f ${file}`);
  if (wrong !== undefined) assert.notEqual(wrong.status, 0, 'the check can fail');
});

test('report check 12: ipset restores the list, and again over itself', async (t) => {
  const lists = await writtenLists(t);
  const restore = `ipset restore -exist < ${lists.path('ipset.restore')}`;
  const entries = (version: number): string => `ipset list afterflood${version} | grep -c ' timeout [0-9]*$'`;
  const done = inNamespace(t, 'ipset', `${restore}; ${restore}; ${entries(4)}; ${entries(6)}`);
  assertPrinted(done, `${lists.four}\n${lists.six}`);
});

test('iproute2 takes both batches', async (t) => {
  const lists = await writtenLists(t);
  const [four, six] = [lists.path('iproute2-v4.batch'), lists.path('iproute2-v6.batch')];
  const done = inNamespace(
    t,
    'ip',
    `ip link set lo up; ip -batch ${four}; ip -6 -batch ${six}; ip route show type blackhole | wc -l; ip -6 route show type blackhole | wc -l`,
  );
  assertPrinted(done, `${lists.four}\n${lists.six}`);
});

test('net-tools take the reject routes, iproute2 those of IPv6', async (t) => {
  const lists = await writtenLists(t);
  const done = inNamespace(
    t,
    'route',
    `ip link set lo up; sh -e ${lists.path('route.sh')}; route -n | grep -c ' !H* '; ip -6 route show type unreachable | wc -l`,
  );
  assertPrinted(done, `${lists.four}\n${lists.six}`);
});

test('shells read the scripts', async (t) => {
  const lists = await writtenLists(t);
  for (const shell of ['bash', 'dash'])
    if (found(t, shell))
      for (const name of ['route.sh', 'lookups.sh']) {
        const { status, stderr } = run(shell, ['-n', lists.path(name)]);
        assert.equal(status, 0, `${shell} ${name}: ${stderr}`);
      }
});

test('nginx -t takes the list', async (t) => {
  const lists = await writtenLists(t);
  if (!found(t, 'nginx')) return;
  const path = lists.path('nginx.conf');
  const check = (include: string): SpawnSyncReturns<string> => {
    writeFileSync(
      path,
      `pid ${lists.path('pid')};\nerror_log stderr;\nevents {}\nhttp { access_log off; ${include} server { listen 127.0.0.1:1; } }\n`,
    );
    return run('nginx', ['-t', '-q', '-p', lists.folder, '-c', path]);
  };
  const done = check(`include ${lists.path('nginx-deny.conf')};`);
  assert.equal(done.status, 0, done.stderr);
  assert.notEqual(check('deny 192.0.2.300;').status, 0, 'the check can fail');
});

test('haproxy -c takes the list', async (t) => {
  const lists = await writtenLists(t);
  if (!found(t, 'haproxy')) return;
  const path = lists.path('haproxy.cfg');
  writeFileSync(
    path,
    [
      'defaults',
      '  mode tcp',
      ...['client', 'connect', 'server'].map((side) => `  timeout ${side} 1s`),
      'frontend f',
      '  bind 127.0.0.1:1',
      `  tcp-request connection reject if { src -f ${lists.path('haproxy.acl')} }`,
      '  default_backend b',
      'backend b',
      '  server s 127.0.0.1:2',
      '',
    ].join('\n'),
  );
  const done = run('haproxy', ['-c', '-f', path]);
  assert.equal(done.status, 0, done.stderr);
});

test('apache2 -t takes the list', async (t) => {
  const lists = await writtenLists(t);
  if (!found(t, 'apache2')) return;
  if (!existsSync(APACHE_MODULES)) {
    t.skip(`the modules of apache2 are not in ${APACHE_MODULES}`);
    return;
  }
  const path = lists.path('apache.conf');
  writeFileSync(
    path,
    [
      'ServerName localhost',
      `PidFile ${lists.path('pid')}`,
      `ErrorLog ${lists.path('log')}`,
      'Listen 127.0.0.1:1',
      ...['mpm_event', 'authz_core', 'authz_host'].map(
        (name) => `LoadModule ${name}_module ${APACHE_MODULES}/mod_${name}.so`,
      ),
      `<Directory "${lists.folder}">`,
      `  Include ${lists.path('apache-require.conf')}`,
      '</Directory>',
      '',
    ].join('\n'),
  );
  const done = run('apache2', ['-t', '-f', path]);
  assert.equal(done.status, 0, done.stderr);
});
