// Recordings of the lab cut by a tool as a rotation cuts them: the handshakes that tshark sees in the whole, and the findings of the whole.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { before, type TestContext, test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { type Attributor, openAttributor } from '../src/aggregate/attribute.ts';
import { collect } from '../src/collect.ts';
import { asWhole, findingsIn } from './support/findings.ts';
import { scratchFolder } from './support/output.ts';
import { FIXTURES } from './support/run-main.ts';

const LAB = path.join(FIXTURES, 'lab');
const SERVER = '203.0.113.80';
const installed = ['tshark', 'editcap'].every((tool) => spawnSync(tool, ['-v']).error === undefined);
const options = { skip: !installed && 'tshark and editcap are not installed' };

/** Packets a file for each recording: few, so that many connections lie on a cut. */
const CUTS: readonly (readonly [scenario: string, packets: number])[] = [
  ['ordinary', 5],
  ['http-flood', 61],
  ['syn-flood-cookies', 331],
  ['syn-flood-no-cookies', 290],
  ['slow-http-headers', 37],
  ['slow-http-headers-apache', 97],
  ['slow-http-body', 89],
  ['slow-http-read', 71],
];

let attributor: Attributor;
before(async () => {
  attributor = await openAttributor({ asnDb: undefined, countryDb: undefined });
});

function run(tool: string, args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(tool, args, { encoding: 'utf8', maxBuffer: 1e8 });
  assert.equal(status, 0, stderr);
  return stdout;
}

function wholeOf(scenario: string, folder: string): string {
  const file = path.join(LAB, scenario, 'capture.pcap');
  const whole = path.join(folder, 'whole.pcap');
  writeFileSync(whole, existsSync(file) ? readFileSync(file) : gunzipSync(readFileSync(`${file}.gz`)));
  return whole;
}

/** The pieces of a capture, so many packets each. */
function piecesOf(whole: string, folder: string, packets: number): string[] {
  const pieces = path.join(folder, `by-${packets}`);
  mkdirSync(pieces);
  run('editcap', ['-c', String(packets), whole, path.join(pieces, 'piece.pcap')]);
  return readdirSync(pieces)
    .sort()
    .map((name) => path.join(pieces, name));
}

const SYN_SYNACK_ACK = 7; // Wireshark's tcp.completeness: 1 SYN, 2 SYN-ACK, 4 ACK

/** Connections with all three segments by client, as tshark sees them. */
function completeByTshark(capture: string): Record<string, number> {
  const fields = ['tcp.stream', 'tcp.completeness', 'ip.src', 'ip.dst'].flatMap((name) => ['-e', name]);
  const lines = run('tshark', ['-n', '-r', capture, '-Y', 'tcp', '-T', 'fields', ...fields]).split('\n');
  const streams = new Map<string, { seen: number; client: string }>();
  for (const [stream, seen, source, destination] of lines.filter(Boolean).map((line) => line.split('\t'))) {
    const known = streams.get(stream);
    const client = source === SERVER ? destination : source;
    streams.set(stream, { client, seen: (known?.seen ?? 0) | Number(seen) });
  }
  const counts: Record<string, number> = {};
  for (const { seen, client } of streams.values())
    if ((seen & SYN_SYNACK_ACK) === SYN_SYNACK_ACK) counts[client] = (counts[client] ?? 0) + 1;
  return counts;
}

/** Packets before the last segment of the handshake in the middle, as tshark sees it. */
function beforeLastSegment(capture: string): number {
  const filter =
    'tcp.flags == 0x010 && tcp.seq == 1 && tcp.ack == 1 && tcp.len == 0 && ip.dst == 203.0.113.80';
  const numbers = run('tshark', ['-n', '-r', capture, '-Y', filter, '-T', 'fields', '-e', 'frame.number'])
    .split('\n')
    .filter(Boolean);
  return Number(numbers[numbers.length >> 1]) - 1;
}

/** Handshakes by client, those on rows of their own (joined over a cut), and how many files go on from another. */
async function handshakesIn(
  files: readonly string[],
  workers = 1,
): Promise<{ byClient: Record<string, number>; joined: number; seams: number }> {
  const { store, evidence } = await collect(files, { workers });
  const rows = await store.query<{ client: number; handshakes: number }>(
    'SELECT (src_lo & 4294967295)::DOUBLE AS client, sum(handshakes)::DOUBLE AS handshakes FROM packet_minutes GROUP BY client HAVING sum(handshakes) > 0',
  );
  const [over] = await store.query<{ joined: number }>(
    'SELECT coalesce(sum(handshakes), 0)::DOUBLE AS joined FROM packet_minutes WHERE packets = 0 AND first_us = last_us',
  );
  await store.close();
  const byClient: Record<string, number> = {};
  for (const { client, handshakes } of rows)
    byClient[[24, 16, 8, 0].map((shift) => (client >>> shift) & 255).join('.')] = handshakes;
  const seams = evidence.filter(({ summary }) => summary?.packets?.continues !== 0).length;
  return { byClient, joined: over.joined, seams };
}

for (const [scenario, few] of CUTS) {
  test(`${scenario} cut: the handshakes that tshark sees in the whole`, options, async (t: TestContext) => {
    const folder = scratchFolder(t);
    const whole = wholeOf(scenario, folder);
    const expected = completeByTshark(whole);
    const cuts = [few, beforeLastSegment(whole)];
    assert.ok(Object.keys(expected).length > 0);
    let overCuts = 0;
    for (const packets of cuts) {
      const files = piecesOf(whole, folder, packets);
      const { byClient, joined, seams } = await handshakesIn(files);
      assert.deepEqual(byClient, expected, `${packets} packets a file`);
      assert.equal(seams, files.length - 1);
      overCuts += joined;
      if (packets === few) {
        const backward = await handshakesIn([...files].reverse(), 2);
        assert.deepEqual(backward.byClient, expected, 'the other way round, two workers');
      }
    }
    assert.ok(overCuts > 0, 'no handshake lies on a cut: nothing was shown');
  });

  test(`${scenario} cut: the findings of the whole`, options, async (t: TestContext) => {
    const folder = scratchFolder(t);
    const whole = readFileSync(wholeOf(scenario, folder));
    const total = JSON.parse(readFileSync(path.join(LAB, scenario, 'truth.json'), 'utf8')).packets.total;
    const expected = await findingsIn(attributor, [['whole.pcap', whole]], { own: SERVER });
    for (const packets of [few, beforeLastSegment(path.join(folder, 'whole.pcap'))]) {
      const files = piecesOf(path.join(folder, 'whole.pcap'), folder, packets);
      const lengths = files.map((_, index) => Math.min(packets, total - index * packets));
      const cut = await findingsIn(
        attributor,
        files.map((file, index) => [`piece-${String(index).padStart(4, '0')}.pcap`, readFileSync(file)]),
        { own: SERVER },
      );
      assert.deepEqual(asWhole(cut, lengths), asWhole(expected, [total]), `${packets} packets a file`);
    }
  });
}
