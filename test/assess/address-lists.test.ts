// Address lists of the operator through a whole report: who is spared and why, who is only marked, what an old or undated list is told as.

import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { readAddressLists } from '../../src/assess/address-lists.ts';
import { explain } from '../../src/cli/explain.ts';
import { collect } from '../../src/collect.ts';
import type { AddressExplanation } from '../../src/explain/address.ts';
import type { IncidentFacts } from '../../src/model/facts.ts';
import { readCsv } from '../support/read-csv.ts';
import { reportInto } from '../support/run-main.ts';

const FLOOD_SEC = Date.UTC(2026, 5, 16, 12) / 1000;
/** Sixty flooders, 192.0.2.1 to 192.0.2.60; three of them stand on lists, one lies in the range of carrier-grade NAT. */
const MONITOR = '192.0.2.7';
const TOR_OLD = '192.0.2.8';
const VPN = '192.0.2.9';
const UNKNOWN_LABEL = '192.0.2.10';
const OPEN_PROXY = '192.0.2.11';
const CARRIER_NAT = '100.64.3.4';
/** Takes part in the flood; at other times six browsers read pages behind it. */
const OFFICE_LIKE = '192.0.2.12';
/** Takes part with a new made-up user agent on every request. */
const AGENT_MAKER = '192.0.2.13';

const LISTS: Record<string, string> = {
  'monitoring.txt': `# list: monitoring 2026-05-17\n198.51.100.200\n192.0.2.4/30\n192.0.2.6/31\n`,
  'tor.txt': `# list: tor-exit 2026-01-02\n${TOR_OLD}\n`,
  'mixed.csv': `192.0.2.9/32,vpn,2026-06-01\n192.0.2.10,partners,2026-06-01\n192.0.2.11,open-proxy,2026-06-01\n2001:db8::/32,cdn\n`,
};

function line(sec: number, client: string, asked: string, agent: string, status = 200): string {
  const [day, clock] = new Date(sec * 1000).toISOString().split('T');
  const time = `${day.slice(8)}/Jun/2026:${clock.slice(0, 8)} +0000`;
  return `${client} - - [${time}] "GET ${asked} HTTP/1.1" ${status} 900 "-" "${agent}"\n`;
}

function floodLog(): string {
  const lines: string[] = [];
  for (let minute = -600; minute < 60; minute++)
    for (let i = 0; i < 4; i++)
      lines.push(
        line(
          FLOOD_SEC + minute * 60 + i,
          `198.51.100.${10 + (minute & 15)}`,
          i === 0 ? '/' : `/a/${i}.css`,
          'Browser',
        ),
      );
  for (let browser = 0; browser < 6; browser++)
    for (const asked of ['/', '/a/1.css', '/a/2.css'])
      lines.push(line(FLOOD_SEC - 18_000 + browser * 60, OFFICE_LIKE, asked, `Browser/${browser}`));
  const flooders = Array.from({ length: 60 }, (_, i) => `192.0.2.${i + 1}`);
  flooders[0] = CARRIER_NAT;
  for (let n = 0; n < 6000; n++) {
    const client = flooders[n % flooders.length];
    const agent = client === AGENT_MAKER ? `Made/${n}` : 'Tool/1.0';
    lines.push(line(FLOOD_SEC + Math.floor(n / 20), client, '/search?q=all', agent, 503));
  }
  return lines.join('');
}

const folder = mkdtempSync(path.join(tmpdir(), 'af-lists-'));
const out = path.join(folder, 'out');
let facts: IncidentFacts;
let sources: Map<string, Record<string, string>>;
before(async () => {
  const evidence = path.join(folder, 'evidence');
  mkdirSync(evidence);
  writeFileSync(path.join(evidence, 'access.log'), floodLog());
  for (const [name, text] of Object.entries(LISTS)) writeFileSync(path.join(evidence, name), text);
  facts = (await reportInto(out, [evidence])).facts;
  const [names, ...rows] = readCsv(readFileSync(path.join(out, 'data/sources.csv'), 'utf8'));
  sources = new Map(rows.map((row) => [row[0], Object.fromEntries(names.map((name, i) => [name, row[i]]))]));
});
after(() => rmSync(folder, { recursive: true, force: true }));

const about = async (address: string): Promise<AddressExplanation> =>
  JSON.parse((await explain(address, { case: out, json: true })).out) as AddressExplanation;

test('a sparing list takes its addresses out of the sources, and only them', async () => {
  // 192.0.2.4/30 holds .4 to .7: four of sixty flooders.
  assert.equal(facts.vectors[0].vector, 'http_flood');
  assert.equal(sources.size, 56);
  for (const host of [4, 5, 6, 7]) assert.ok(!sources.has(`192.0.2.${host}`));
  for (const address of ['192.0.2.3', TOR_OLD, VPN, UNKNOWN_LABEL, OPEN_PROXY])
    assert.equal(sources.get(address)?.verdict, 'proven', address);
  const explained = await about(MONITOR);
  assert.equal(explained.standing, 'spared');
  // The file is the second of the four evidence files by path: access.log, mixed.csv, monitoring.txt, tor.txt.
  assert.deepEqual(explained.spared, ['address list monitoring of 2026-05-17 (E3 monitoring.txt line 3)']);
  const text = (await explain(MONITOR, { case: out })).out;
  assert.match(text, /Spared +address list monitoring of 2026-05-17 \(E3 monitoring\.txt line 3\): never/);
});

test('a Tor or VPN list marks, with its date, and changes no verdict', async () => {
  const tor = sources.get(TOR_OLD);
  assert.deepEqual(
    [tor?.is_tor_vpn_hint, tor?.tor_vpn_list, tor?.verdict],
    ['true', 'tor-exit of 2026-01-02 (E4 tor.txt)', 'proven'],
  );
  assert.deepEqual(
    [sources.get(VPN)?.is_tor_vpn_hint, sources.get(VPN)?.tor_vpn_list],
    ['true', 'vpn of 2026-06-01 (E2 mixed.csv)'],
  );
  assert.deepEqual(
    [sources.get('192.0.2.3')?.is_tor_vpn_hint, sources.get('192.0.2.3')?.tor_vpn_list],
    ['false', ''],
  );
  const text = (await explain(TOR_OLD, { case: out })).out.replace(/\s+/g, ' ');
  assert.match(
    text,
    /Tor or VPN on address list tor-exit of 2026-01-02 \(E4 tor\.txt line 2\), old at the time: a hint about that day, no verdict/,
  );
});

test('each list is told with file, date and what it did; old, undated and unknown ones as limits', () => {
  assert.deepEqual(
    facts.addressLists.map(({ label, purpose, evidenceId, date, ageDays, old, addresses, requests }) => [
      label,
      purpose,
      evidenceId,
      date,
      ageDays,
      old,
      addresses,
      requests,
    ]),
    [
      ['cdn', 'spares', 'E2', '', undefined, false, 0, 0],
      ['open-proxy', 'none', 'E2', '2026-06-01', 15, false, 0, 0],
      ['partners', 'none', 'E2', '2026-06-01', 15, false, 0, 0],
      ['vpn', 'tor_vpn', 'E2', '2026-06-01', 15, false, 1, 100],
      ['monitoring', 'spares', 'E3', '2026-05-17', 30, false, 4, 400],
      // From 2 January to 16 June.
      ['tor-exit', 'tor_vpn', 'E4', '2026-01-02', 165, true, 1, 100],
    ],
  );
  assert.ok(
    facts.method.includes(
      'Address list monitoring of 2026-05-17 (E3 monitoring.txt), 3 prefixes: 4 addresses of the evidence with 400 requests in it, never counted as sources of an attack.',
    ),
  );
  const limits = facts.limits.join('\n');
  assert.match(limits, /"tor-exit" \(E4 tor\.txt\) is old: dated 2026-01-02, 165 days before/);
  assert.match(limits, /"cdn" \(E2 mixed\.csv\) bears no date/);
  assert.match(limits, /"partners" \(E2 mixed\.csv\) bears a label that is not known here/);
  assert.doesNotMatch(limits, /"monitoring"/);
});

test('shared addresses: carrier-grade NAT and many browsers, but not made-up user agents', async () => {
  const hints = [CARRIER_NAT, OFFICE_LIKE, AGENT_MAKER, '192.0.2.20'].map(
    (address) => sources.get(address)?.is_shared_hint,
  );
  assert.deepEqual(hints, ['true', 'true', 'false', 'false']);
  assert.match(
    (await about(OFFICE_LIKE)).shared,
    /^shared address: may stand for many people \(6 user agents/,
  );
  assert.match(
    (await about(CARRIER_NAT)).shared,
    /^shared address: may stand for many people \(100\.64\.0\.0\/10/,
  );
  assert.equal((await about('192.0.2.20')).shared, '');
});

test('prefixes of every length, one inside the other', async () => {
  const evidence = path.join(folder, 'lengths');
  mkdirSync(evidence);
  writeFileSync(
    path.join(evidence, 'access.log'),
    line(FLOOD_SEC, '198.51.100.9', '/', 'Browser') + line(FLOOD_SEC, '2001:db8::9', '/', 'Browser'),
  );
  writeFileSync(
    path.join(evidence, 'a.csv'),
    '::/0,own,2026-05-17\n198.51.100.9,vpn,2026-05-17\n198.51.100.0/25,tor,2026-05-17\n198.51.100.0/30,tor,2026-05-17\n',
  );
  const { store } = await collect([evidence], { workers: 1 });
  try {
    const lists = await readAddressLists(store);
    // The one address lies in a /25 whose inner /30 begins nearer to it, and on a list of its own inside that: the widest counts.
    assert.deepEqual(
      lists.map(({ label, addresses }) => [label, addresses]),
      [
        ['own', 2],
        ['tor', 1],
        ['vpn', 0],
      ],
    );
    assert.deepEqual(
      await store.query(
        'SELECT first_key = 0 AS a, last_key = 340282366920938463463374607431768211455::UHUGEINT AS b FROM listed_prefixes WHERE list = 1',
      ),
      [{ a: true, b: true }],
    );
  } finally {
    await store.close();
  }
});
