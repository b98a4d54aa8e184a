// Socket dumps of the corpus, row for row against what jc made of them; files that are none must be refused.

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { netstat } from '../../src/ingest/formats/netstat.ts';
import { ss } from '../../src/ingest/formats/ss.ts';
import { webCombined } from '../../src/ingest/formats/web-combined.ts';
import { decodeSockets } from '../support/text-rows.ts';

const corpus = fileURLToPath(new URL('../../../../shared/corpus/', import.meta.url));
const skip = existsSync(corpus) ? false : `no corpus at ${corpus}`;

/** A socket as jc writes it, as far as compared. */
interface JcRow {
  proto?: string;
  netid?: string;
  state?: string;
  local_address?: string;
  local_port?: string;
  foreign_address?: string;
  foreign_port?: string;
  peer_address?: string;
  peer_port?: string;
}

const PROTOCOLS: Record<string, number> = {
  tcp: 6,
  tcp4: 6,
  tcp6: 6,
  udp: 17,
  udp4: 17,
  udp6: 17,
  raw: 58,
  raw6: 58,
  icmp6: 58,
};
const STATES: Record<string, string> = { ESTAB: 'ESTABLISHED', LISTENING: 'LISTEN', 7: 'UNCONN' };
const PORTS: Record<string, number> = { ssh: 22, smtp: 25, domain: 53, bootpc: 68 };

const netstatFiles = [
  'jc__centos-7.7__netstat-p',
  'jc__centos-7.7__netstat-sudo-lnp',
  'jc__freebsd12__netstat-an',
  'jc__generic__netstat-no-state',
  'jc__generic__netstat-old',
  'jc__ubuntu-18.04__netstat-sudo-aeep',
  'jc__windows__windows-10__netstat-an',
  'jc__windows__windows-10__netstat-aonb',
];
const ssFiles = ['jc__centos-7.7__ss-sudo-a', 'jc__ubuntu-18.04__ss-sudo-a'];

for (const name of [...netstatFiles, ...ssFiles]) {
  test(`${name}: the rows jc sees`, { skip }, () => {
    const isNetstat = netstatFiles.includes(name);
    const input = readFileSync(`${corpus}netstat/${name}.out`);
    const head = input.subarray(0, 65536);
    assert.equal((isNetstat ? netstat : ss).sniff(head), undefined);
    assert.equal(typeof (isNetstat ? ss : netstat).sniff(head), 'string');
    assert.equal(typeof webCombined.sniff(head), 'string');
    const decoded = decodeSockets(isNetstat ? netstat : ss, input, 'x');
    assert.equal(decoded.bytesDecoded + decoded.bytesSkipped, input.length);
    assert.equal(decoded.bytesSkipped, 0, JSON.stringify(decoded.diagnostics));
    const jc = JSON.parse(readFileSync(`${corpus}netstat/${name}.json`, 'utf8')) as JcRow[];
    const expected = jc.filter((row) => PROTOCOLS[protocolOf(row)] !== undefined).map(fromJc);
    const got = decoded.rows.map((row) => ({
      protocol: row.protocol,
      state: row.state,
      local: row.local,
      localPort: row.localPort,
      remote: row.remote,
      remotePort: row.remotePort,
    }));
    assert.deepEqual(got, expected);
    assert.ok(got.length > 0);
  });
}

function protocolOf(row: JcRow): string {
  return (row.netid ?? row.proto ?? '').toLowerCase();
}

// Where we say less or more than jc: wildcards are '*', names are '?', zone indexes are dropped, known service names are numbers,
// the "port" of a raw socket is its protocol.
function fromJc(row: JcRow): Record<string, string | number> {
  const raw = /^(raw|icmp)/.test(protocolOf(row));
  const port = (text: string | undefined): number =>
    Number(PORTS[text ?? ''] ?? (text === '*' ? 0 : (text ?? 0)));
  return {
    protocol: PROTOCOLS[protocolOf(row)],
    state: STATES[row.state ?? ''] ?? (row.state || 'NONE'),
    local: address(row.local_address),
    localPort: raw ? 0 : port(row.local_port),
    remote: address(row.foreign_address ?? row.peer_address),
    remotePort: port(row.foreign_port ?? row.peer_port),
  };
}

function address(text: string | undefined): string {
  const bare = (text ?? '').replace(/[[\]]/g, '').replace(/%.*/, '');
  if (bare === '' || bare === '*' || bare === '0.0.0.0' || bare === '::') return '*';
  // The Windows dump was anonymised by hand with letters that no address has.
  return /^[\d.]+$|^[\da-f:]*:[\da-f:]*$/.test(bare) ? bare : '?';
}

const refused: [string, RegExp][] = [
  ['netstat/jc__osx-10.14.6__netstat-An.out', /^BSD netstat -A/],
  ['netstat/jc__freebsd12__netstat-AanP.out', /^BSD netstat -A/],
  ['netstat/jc__linux-proc__net_netstat', /^no line like/],
  ['weblogs/elastic__apache_logs_10000.log', /^no line like/],
  ['syslog/elastic__auth.log', /^no line like/],
  ['syslog/crowdsec__tcpdump-logs.log', /^no line like/],
  ['weblogs/plaso__iis6.log', /^no line like/],
];
for (const [name, reason] of refused) {
  test(`${name}: refused`, { skip }, () => {
    const head = readFileSync(corpus + name).subarray(0, 65536);
    assert.match(netstat.sniff(head) ?? 'taken', reason);
    assert.match(ss.sniff(head) ?? 'taken', /^no line like/);
  });
}
