// The demo case: the generator gives the committed files again, and their plain bytes say what truth.json says.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { loadIncident } from '../src/case/incident.ts';
import { makeCase } from './support/debtember/generate.ts';
import type { Truth } from './support/debtember/truth.ts';

const FIXTURES = fileURLToPath(new URL('../../fixtures', import.meta.url));
const FOLDER = path.join(FIXTURES, 'debtember');
const BESIDE = ['debtember.md', 'debtember.truth.json'];
const MEBIBYTE = 1 << 20;

const truth = JSON.parse(readFileSync(path.join(FIXTURES, 'debtember.truth.json'), 'utf8')) as Truth;
const bots = new Set(truth.bots.addresses);
const forged = new Set(truth.forged.addresses);

/** Bytes of a file of the case, uncompressed. */
function content(file: string): Buffer {
  const bytes = readFileSync(path.join(FOLDER, file));
  return bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes;
}

function filesBelow(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return entries
    .filter((name) => statSync(path.join(folder, name)).isFile())
    .map((name) => name.split(path.sep).join('/'))
    .sort();
}

// 192.0.2.7 - - [11/Jun/2026:20:05:12 +0200] "GET / HTTP/1.1" 200 6100 "-" "Mozilla/5.0"
const COMBINED =
  /^(\S+) - - \[(\d\d)\/Jun\/2026:(\d\d:\d\d:\d\d) \+0200\] "((?:[^"\\]|\\.)*)" (\d{3}) (\d+|-) "((?:[^"\\]|\\.)*)" "((?:[^"\\]|\\.)*)"$/;

interface Line {
  client: string;
  utc: string;
  request: string;
  status: string;
  referrer: string;
}

function logLines(file: string): Line[] {
  const lines = content(file).toString('utf8').split('\n');
  assert.equal(lines.pop(), '', `${file} ends with a newline`);
  return lines.map((line) => {
    const m = COMBINED.exec(line);
    assert.ok(m, `a combined line: ${line}`);
    const utc = new Date(`2026-06-${m[2]}T${m[3]}+02:00`).toISOString().replace('.000Z', 'Z');
    return { client: m[1], utc, request: m[4], status: m[5], referrer: m[7] };
  });
}

test('the generator gives the committed files', () => {
  const made = makeCase();
  const committed = [...filesBelow(FOLDER).map((file) => `debtember/${file}`), ...BESIDE];
  assert.deepEqual([...made.keys()].sort(), committed.sort());
  for (const [file, bytes] of made) {
    // Compressed bytes may differ from one zlib to the next; what is in them may not.
    const plain = bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes;
    assert.ok(plain.equals(content(`../${file}`)), `${file} differs: generate again, look at the difference`);
  }
});

test('the case is small and stamped as an exercise', () => {
  const sizes = filesBelow(FOLDER).map((file) => statSync(path.join(FOLDER, file)).size);
  assert.ok(sizes.reduce((a, b) => a + b) <= 12 * MEBIBYTE);
  assert.ok(statSync(path.join(FOLDER, truth.capture.file)).size <= 3 * MEBIBYTE);
  for (const file of ['incident.yaml', 'mail/demand.eml', '../debtember.md'])
    assert.match(content(file).toString('utf8'), /EXERCISE/);
  const incident = loadIncident(path.join(FOLDER, 'incident.yaml'));
  assert.equal(incident.case.exercise, true);
  assert.deepEqual(incident.ownAddresses, [`${truth.server}/32`]);
  for (const { file } of incident.demands) content(file);
  for (const file of incident.workLog.files) content(file);
});

test('nobody is on two sides', () => {
  assert.equal(bots.size, 600);
  assert.equal(truth.bots.countries.length >= 35, true);
  for (const [group, addresses] of Object.entries(truth.innocent)) {
    for (const address of addresses)
      assert.ok(!bots.has(address) && !forged.has(address), `${group}: ${address}`);
  }
  for (const address of bots) assert.ok(!forged.has(address), address);
});

test('the web logs hold what truth.json says', () => {
  const requests = new Map<string, number>();
  const botTimes: string[] = [];
  let crowd = 0;
  for (const { file, lines, byStatus } of truth.logs) {
    const parsed = logLines(file);
    assert.equal(parsed.length, lines, file);
    for (const [status, count] of Object.entries(byStatus))
      assert.equal(parsed.filter((line) => line.status === status).length, count, `${file} ${status}`);
    for (const line of parsed) {
      if (line.referrer === truth.crowd.referrer) crowd++;
      if (!bots.has(line.client)) continue;
      requests.set(line.client, (requests.get(line.client) ?? 0) + 1);
      botTimes.push(line.utc);
      assert.match(line.request, /^GET \/(search\?q=[a-z]+|\?\d+)? HTTP\/1\.1$/);
    }
  }
  assert.deepEqual(
    Object.fromEntries([...requests].sort()),
    Object.fromEntries(Object.entries(truth.bots.requests).sort()),
  );
  assert.ok(Math.min(...requests.values()) >= 10, 'each machine sent enough to be found');
  const http = truth.waves.filter(({ vector }) => vector === 'http_flood');
  for (const wave of http) {
    const inside = botTimes.filter((utc) => utc >= wave.startUtc && utc < wave.endUtc).sort();
    assert.equal(inside.length, wave.requests);
    assert.equal(inside[0], wave.firstSeenUtc);
    assert.equal(inside.at(-1), wave.lastSeenUtc);
  }
  assert.equal(botTimes.length, http[0].requests + http[1].requests);
  assert.ok(crowd > 500 && crowd < truth.crowd.requests, 'one referrer brought the crowd');
});

// The twenty lines that a pcap of Ethernet, IPv4 and TCP needs.
interface Packet {
  source: string;
  port: number;
  toServer: boolean;
  ttl: number;
  flags: number;
  seq: number;
  ack: number;
  headerWords: number;
}

function packets(bytes: Buffer): Packet[] {
  assert.equal(bytes.readUInt32LE(0), 0xa1b2c3d4);
  const list: Packet[] = [];
  for (let at = 24; at < bytes.length; ) {
    const captured = bytes.readUInt32LE(at + 8);
    const frame = bytes.subarray(at + 16, at + 16 + captured);
    assert.equal(frame.readUInt16BE(12), 0x0800);
    const toServer = [...frame.subarray(30, 34)].join('.') === truth.server;
    list.push({
      source: [...frame.subarray(toServer ? 26 : 30, toServer ? 30 : 34)].join('.'),
      port: frame.readUInt16BE(toServer ? 34 : 36),
      toServer,
      ttl: frame[22],
      flags: frame[47],
      seq: frame.readUInt32BE(38),
      ack: frame.readUInt32BE(42),
      headerWords: frame[46] >> 4,
    });
    at += 16 + captured;
  }
  return list;
}

test('the capture holds what truth.json says', () => {
  const all = packets(content(truth.capture.file));
  const [SYN, RST, SYN_ACK, ACK] = [0x02, 0x04, 0x12, 0x10];
  assert.equal(all.length, truth.capture.packets);
  assert.equal(all.filter(({ flags }) => flags === SYN).length, truth.capture.tcpSyn);
  assert.equal(all.filter(({ flags }) => flags === SYN_ACK).length, truth.capture.tcpSynAck);
  assert.equal(all.filter(({ flags }) => (flags & RST) !== 0).length, truth.capture.tcpRst);

  // SYNs without options come from the flood, and only they do.
  const bare = all.filter(({ flags, headerWords }) => flags === SYN && headerWords === 5);
  assert.equal(bare.length, truth.capture.forgedSyn);
  assert.ok(bare.every(({ source }) => forged.has(source)));
  assert.equal(new Set(bare.map(({ ttl }) => ttl)).size, 2);

  // Handshakes by arithmetic: SYN x, SYN-ACK y with x + 1, ACK y + 1.
  const expected = new Map<string, { x: number; y: number }>();
  const proven = new Set<string>();
  for (const { source, port, flags, seq, ack, toServer } of all) {
    const key = `${source} ${port}`;
    if (flags === SYN) expected.set(key, { x: seq, y: -1 });
    const open = expected.get(key);
    if (open === undefined) continue;
    if (flags === SYN_ACK && ack === (open.x + 1) >>> 0) open.y = seq;
    if (toServer && flags === ACK && open.y >= 0 && ack === (open.y + 1) >>> 0) proven.add(source);
    if (flags === RST) assert.equal(seq, (open.x + 1) >>> 0);
  }
  assert.deepEqual([...proven].sort(), [...truth.innocent.capturedClients].sort());
  assert.equal(proven.size, truth.capture.handshakes);
  const tried = new Set(
    all.filter(({ flags, headerWords }) => flags === SYN && headerWords > 5).map(({ source }) => source),
  );
  assert.deepEqual(
    [...tried].filter((source) => !proven.has(source)).sort(),
    [...truth.innocent.strandedClients].sort(),
  );

  // Whoever was served in the capture stands in the log, and nobody else at that time.
  const logged = logLines('logs/access.log.3.gz').filter(
    ({ utc }) => utc >= '2026-06-10T03:20:03Z' && utc < '2026-06-10T03:23:20Z',
  );
  assert.equal(logged.length, truth.capture.httpRequests);
  assert.deepEqual([...new Set(logged.map(({ client }) => client))].sort(), [...proven].sort());
});

test('the dumps hold what truth.json says', () => {
  for (const file of new Set(truth.dumps.map((dump) => dump.file))) {
    const lines = content(file).toString('utf8').split('\n');
    const snapshots = truth.dumps.filter((dump) => dump.file === file);
    const sum = (of: 'sockets' | 'synRecv' | 'established'): number =>
      snapshots.reduce((total, each) => total + each[of], 0);
    const halfOpen = lines.filter((line) => /SYN.RECV/.test(line));
    assert.equal(
      lines.filter((line) => /^(tcp|udp|LISTEN|ESTAB|SYN-|TIME-|FIN-)/.test(line)).length,
      sum('sockets'),
      file,
    );
    assert.equal(halfOpen.length, sum('synRecv'), file);
    assert.equal(lines.filter((line) => /\bESTAB/.test(line)).length, sum('established'), file);
    for (const line of halfOpen) {
      const [, remote] = /:80 +(\d+\.\d+\.\d+\.\d+):\d+/.exec(line) ?? [];
      assert.ok(forged.has(remote), line);
    }
  }
});
