// Questions to the demo case, answered from the case database and checked against the evidence itself, read here line by line.

import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { explain } from '../src/cli/explain.ts';
import { inSteps } from '../src/explain/activity.ts';
import type { AddressExplanation } from '../src/explain/address.ts';
import type { NetworkExplanation } from '../src/explain/network.ts';
import { parseTarget } from '../src/explain/target.ts';
import { InputError } from '../src/model/diagnostic.ts';
import { VERDICT_WORDING } from '../src/model/verdict.ts';
import { contentsBelow, filesBelow } from './support/output.ts';
import { readCsv } from './support/read-csv.ts';
import { FIXTURES, reportInto, runMain } from './support/run-main.ts';

const DEMO = join(FIXTURES, 'debtember');
const SERVER = '203.0.113.80';
const MONITORING = '198.51.100.9';

interface LogLine {
  file: string;
  line: number;
  client: string;
  minute: string;
  path: string;
  status: string;
  agent: string;
}

// 1.2.3.4 - - [10/Jun/2026:05:02:10 +0200] "GET /search?q=x HTTP/1.1" 200 4812 "-" "agent"
const LINE = /^(\S+) - - \[([^\]]+):\d\d \+0200\] "\S+ ([^" ?]*)[^"]*" (\d+) \S+ "[^"]*" "([^"]*)"$/;

function logLines(): LogLine[] {
  const out: LogLine[] = [];
  for (const name of filesBelow(join(DEMO, 'logs'))) {
    const bytes = readFileSync(join(DEMO, 'logs', name));
    const text = (bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes).toString('latin1');
    for (const [index, line] of text.split('\n').entries()) {
      const match = LINE.exec(line);
      if (match === null) continue;
      const [, client, minute, path, status, agent] = match;
      out.push({ file: name, line: index + 1, client, minute, path, status, agent });
    }
  }
  return out;
}

function tally(values: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

test('targets: five kinds, one spelling each', () => {
  const kinds: [text: string, kind: string, canonical: string][] = [
    ['192.0.2.7', 'address', '192.0.2.7'],
    ['192.0.2.7/32', 'address', '192.0.2.7'],
    ['::ffff:192.0.2.7', 'address', '192.0.2.7'],
    ['2001:DB8:0::1', 'address', '2001:db8::1'],
    ['192.0.2.99/24', 'prefix', '192.0.2.0/24'],
    ['2001:db8:1::/48', 'prefix', '2001:db8:1::/48'],
    ['as64496', 'asn', 'AS64496'],
    ['v1', 'vector', 'V1'],
    ['SYN_flood', 'vector', 'syn_flood'],
    ['W12', 'wave', 'W12'],
  ];
  for (const [text, kind, canonical] of kinds) {
    const target = parseTarget(text);
    assert.deepEqual([target.kind, target.text], [kind, canonical], text);
  }
  for (const text of [
    '',
    'foo',
    '192.0.2',
    '192.0.2.0/33',
    '192.0.2.0/',
    'AS0',
    'AS4294967296',
    'V',
    'flood',
    'constructor',
    '192.0.2.256',
    '64496',
  ])
    assert.throws(
      () => parseTarget(text),
      (error: unknown) => error instanceof InputError && error.code === 'input/target',
      text,
    );
});

test('activity: minutes while they fit, wider steps when there are more', () => {
  const minutes = (count: number, apart: number) =>
    Array.from({ length: count }, (_, i) => ({
      minute: i * apart,
      sent: 1n,
      received: 0n,
      sockets: 0n,
      requests: 2n,
    }));
  assert.equal(inSteps(minutes(24, 1)).stepSec, 60);
  const wide = inSteps(minutes(25, 1));
  assert.equal(wide.stepSec, 300);
  assert.deepEqual(
    wide.rows.map((row) => [row.startUtc, row.sent, row.requests]),
    [
      ['1970-01-01T00:00:00Z', 5, 10],
      ['1970-01-01T00:05:00Z', 5, 10],
      ['1970-01-01T00:10:00Z', 5, 10],
      ['1970-01-01T00:15:00Z', 5, 10],
      ['1970-01-01T00:20:00Z', 5, 10],
    ],
  );
  const decades = inSteps(minutes(100, 1_000_000));
  assert.equal(decades.rows.length, 24);
  assert.equal(decades.otherRows, 76);
});

describe('the demo case', () => {
  let folder = '';
  let dir = '';
  let lines: LogLine[] = [];
  let sources: Record<string, string>[] = [];
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'afterflood-explain-'));
    dir = join(folder, 'case');
    await reportInto(dir, [DEMO]);
    lines = logLines();
    const [names, ...rows] = readCsv(readFileSync(join(dir, 'data/sources.csv'), 'utf8'));
    sources = rows.map((row) => Object.fromEntries(names.map((name, i) => [name, row[i]])));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));
  const json = async <Explanation>(target: string): Promise<Explanation> =>
    JSON.parse((await explain(target, { case: dir, json: true })).out) as Explanation;
  const withVerdict = (verdict: string): string => sources.find((row) => row.verdict === verdict)!.source_ip;

  test('a bot: each count equals what the log says, each pointer leads to the line', async () => {
    const bot = withVerdict('proven');
    const own = lines.filter((line) => line.client === bot);
    const found = await json<AddressExplanation>(bot);
    assert.equal(found.found, true);
    assert.equal(found.standing, 'source');
    assert.equal(found.requests.total, own.length);
    for (const [rows, values] of [
      [found.requests.paths, own.map((line) => line.path)],
      [found.requests.statuses, own.map((line) => line.status)],
    ] as const) {
      const expected = tally(values);
      assert.equal(rows.length, Math.min(10, expected.size));
      for (const row of rows) assert.equal(row.requests, expected.get(row.value), row.value);
    }
    const files = new Map(found.evidence.map((each) => [each.id, each.fileName]));
    for (const path of found.requests.paths) {
      const [id, , line] = path.firstRef.split(' ');
      const there = own.find((each) => each.file === files.get(id) && each.line === Number(line));
      assert.equal(there?.path, path.value, path.firstRef);
    }
    for (const run of found.requests.evidence) {
      const here = own.filter((each) => each.file === files.get(run.id));
      assert.deepEqual([run.count, run.first, run.last], [here.length, here[0].line, here.at(-1)?.line]);
    }
    const perStep = found.activity.rows.reduce((sum, row) => sum + row.requests, 0);
    assert.equal(perStep + found.activity.otherRows, own.length);
    const [verdict] = found.verdicts;
    assert.deepEqual([verdict.verdict, verdict.name], ['proven', 'http_flood']);
    assert.ok(verdict.bases.includes('request_logged'));
    assert.equal(verdict.wording, VERDICT_WORDING.proven);
    const { out } = await explain(bot, { case: dir });
    assert.match(out, /EXERCISE/);
    assert.match(out, /Verdict for V\d+ HTTP flood .*: Proven/);
    assert.ok(out.includes(`Requests: ${String(own.length).replace(/\B(?=(\d{3})+$)/g, ',')}, `));
    assert.match(out, / of 20\d\d-\d\d-\d\d/, 'databases are dated');
  });

  test('an unproven address asked for by name: its packets, and only the words that its verdict allows', async () => {
    const address = sources.find((row) => row.verdict === 'unproven' && Number(row.packets) > 0)!;
    const found = await json<AddressExplanation>(address.source_ip);
    assert.equal(found.sent.total, Number(address.packets));
    assert.deepEqual(packetNumbers(address.source_ip), {
      count: found.sent.total,
      first: found.sent.evidence[0].first,
      last: found.sent.evidence[0].last,
    });
    assert.equal(found.handshakes, 0);
    assert.deepEqual(
      found.verdicts.map((each) => each.verdict),
      ['unproven'],
    );
    const { out } = await explain(address.source_ip, { case: dir });
    assert.match(
      out,
      /May be said {3}Packets or half-open sockets bear this source address; the address may be forged\./,
    );
    assert.doesNotMatch(out, /completed TCP|attacker|ordinary client:/);
  });

  test('a forged address, an ordinary client, the server, an allow-listed monitor', async () => {
    const refuted = sources.filter((row) => row.verdict === 'refuted');
    for (const basis of ['bogon', 'denied']) {
      const row = refuted.find((each) => each.basis === basis)!;
      const forged = await json<AddressExplanation>(row.source_ip);
      assert.deepEqual(
        forged.verdicts.map((each) => [each.verdict, each.bases]),
        [['refuted', [basis]]],
      );
    }
    const bots = new Set(sources.map((row) => row.source_ip));
    const visitor = lines.find(
      (line) => !bots.has(line.client) && line.client !== MONITORING && line.client !== SERVER,
    )!;
    const client = await json<AddressExplanation>(visitor.client);
    assert.deepEqual(
      [client.standing, client.verdicts.length, client.alsoBeforeAttack],
      ['ordinary_client', 0, true],
    );
    assert.equal(client.requests.total, lines.filter((line) => line.client === visitor.client).length);
    assert.equal((await json<AddressExplanation>(SERVER)).standing, 'own');
    const monitor = await json<AddressExplanation>(MONITORING);
    assert.equal(monitor.standing, 'spared');
    assert.match(monitor.spared.join(), /monitoring/);
    assert.equal(monitor.requests.total, lines.filter((line) => line.client === MONITORING).length);
  });

  test('an AS and a prefix: counts as in sources.csv; proven sources named, no other ever', async () => {
    const asn = [...tally(sources.filter((row) => row.verdict === 'proven').map((row) => row.asn))].sort(
      (a, b) => b[1] - a[1],
    )[0][0];
    const inside = sources.filter((row) => row.asn === asn);
    assert.ok(inside.some((row) => row.verdict === 'unproven'));
    const network = await json<NetworkExplanation>(`AS${asn}`);
    assert.equal(network.sources, inside.length);
    const expected = tally(inside.map((row) => row.verdict));
    for (const sum of network.byVerdict) {
      assert.equal(sum.sources, expected.get(sum.verdict));
      assert.equal(
        sum.requests,
        inside
          .filter((row) => row.verdict === sum.verdict)
          .reduce((total, row) => total + Number(row.requests), 0),
      );
    }
    const proven = inside.filter((row) => row.verdict === 'proven');
    assert.equal(network.topProven.length, Math.min(10, proven.length));
    const least = Math.min(...network.topProven.map((each) => each.requests));
    assert.equal(proven.filter((row) => Number(row.requests) > least).length <= 10, true);
    const { out } = await explain(`AS${asn}`, { case: dir });
    for (const row of inside) {
      const named = new RegExp(`(^|\\s)${row.source_ip.replaceAll('.', '\\.')}(\\s|$)`, 'm').test(out);
      if (row.verdict !== 'proven') assert.equal(named, false, row.source_ip);
    }
    const prefix = await json<NetworkExplanation>(proven[0].prefix);
    assert.equal(prefix.sources, inside.filter((row) => row.prefix === proven[0].prefix).length);
    assert.equal(`AS${prefix.asn}`, `AS${asn}`);
    const everything = await json<NetworkExplanation>('0.0.0.0/0');
    assert.equal(everything.sources, sources.filter((row) => row.ip_version === '4').length);
  });

  test('vectors and waves: criteria, peaks, samples, by id and by name', async () => {
    const byName = (await explain('http_flood', { case: dir })).out;
    assert.match(byName, /V2 HTTP flood \(http_flood\)/);
    // debtember.truth.json: 54,262 and 54,142 requests in the two parts.
    assert.match(byName, /108,404 requests/);
    const syn = (await explain('V1', { case: dir })).out;
    for (const expected of [
      /V1 SYN flood/,
      /V1 criteria/,
      /half-open sockets/,
      /V1 samples/,
      /E\d+ packet \d+/,
    ])
      assert.match(syn, expected);
    const wave = (await explain('w1', { case: dir })).out;
    assert.match(wave, /Start +2026-06-10 03:02:10Z/);
    assert.match(wave, /Lasted +19 min 4\d s/);
  });

  test('what is not there is said plainly, with exit code 1; wrong text is one line and exit code 2', async () => {
    for (const target of ['9.9.9.9', '2001:db8::1', '192.0.2.0/24', 'AS64496', 'V77', 'W9', 'udp_flood']) {
      const answer = await explain(target, { case: dir });
      assert.equal(answer.exitCode, 1, target);
      assert.match(answer.out, /Not found/);
    }
    assert.equal((await json<{ found: boolean }>('W9')).found, false);
    const wrong = runMain(['explain', 'nonsense', '--case', dir]);
    assert.deepEqual([wrong.exitCode, wrong.lines.length, wrong.stdout], [2, 1, '']);
    assert.equal(runMain(['explain', '9.9.9.9', '--case', dir]).exitCode, 1);
    await assert.rejects(
      explain('9.9.9.9', { case: folder }),
      (error: unknown) => error instanceof InputError && error.code === 'input/no-case',
    );
  });

  test('the folder stays as it was sealed, and write protection is no hindrance', async () => {
    const copy = join(folder, 'copy');
    cpSync(dir, copy, { recursive: true });
    for (const target of [SERVER, 'AS64496', '0.0.0.0/0', 'V1']) await explain(target, { case: copy });
    const [sealed, now] = [contentsBelow(dir), contentsBelow(copy)];
    assert.deepEqual([...now.keys()], [...sealed.keys()]);
    for (const [name, bytes] of sealed) assert.ok(bytes.equals(now.get(name)!), name);
  });
});

/** Records of the demo capture (classic pcap, little-endian, Ethernet) whose IPv4 source is the address, by counting. */
function packetNumbers(address: string): { count: number; first: number; last: number } {
  const bytes = readFileSync(join(DEMO, 'capture/synflood.pcap'));
  const source = Buffer.from(address.split('.').map(Number));
  const numbers: number[] = [];
  for (let at = 24, number = 1; at < bytes.length; number++) {
    const frame = at + 16;
    if (bytes.subarray(frame + 26, frame + 30).equals(source)) numbers.push(number);
    at = frame + bytes.readUInt32LE(at + 8);
  }
  return { count: numbers.length, first: numbers[0], last: numbers[numbers.length - 1] };
}
