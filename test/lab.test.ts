// Recordings of small floods made with the real tools: what the tools counted, and what the report calls it.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type TestContext, test } from 'node:test';
import type { Inspection } from '../src/inspect.ts';
import type { IncidentFacts } from '../src/model/facts.ts';
import { scratchFolder } from './support/output.ts';
import { readTable } from './support/read-table.ts';
import { FIXTURES, inspections, reportInto } from './support/run-main.ts';

const LAB = path.join(FIXTURES, 'lab');

interface LabTruth {
  scenario: string;
  /** null: no attack. */
  vector: string | null;
  target: string;
  /** Addresses that a tool of the attack really used. */
  attackers: string[];
  packets: Record<
    'total' | 'tcp_syn' | 'tcp_syn_ack' | 'tcp_rst' | 'udp' | 'icmp' | 'forged_to_target',
    number
  >;
  sources_distinct: { forged: number; real_clients: number };
  snapshots: { file: string; syn_recv: number; established: number; time_wait: number }[];
  log_lines: number;
}

const SCENARIOS = readdirSync(LAB, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .sort();

function truthOf(scenario: string): LabTruth {
  return JSON.parse(readFileSync(path.join(LAB, scenario, 'truth.json'), 'utf8')) as LabTruth;
}

// 203.0.113.80 - - [..] "GET / HTTP/1.1" 200 ...: the ninth word of a line without blanks in the target.
function statusCounts(file: string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    const status = /" (\d{3}) \d+ "/.exec(line)?.[1];
    if (status !== undefined) counts[status] = (counts[status] ?? 0) + 1;
  }
  return counts;
}

async function report(
  t: TestContext,
  scenario: string,
): Promise<{ facts: IncidentFacts; sources: Record<string, string>[] }> {
  const out = path.join(scratchFolder(t), 'out');
  const { facts } = await reportInto(out, [path.join(LAB, scenario)]);
  return { facts, sources: readTable(readFileSync(path.join(out, 'data/sources.csv'), 'utf8')) };
}

test('the scenarios are there', () => {
  assert.deepEqual(SCENARIOS, [
    'http-flood',
    'hung-server',
    'icmp-flood',
    'ordinary',
    'probes',
    'slow-http-body',
    'slow-http-headers',
    'slow-http-headers-apache',
    'slow-http-read',
    'slow-https-body',
    'slow-https-clients',
    'slow-https-headers',
    'slow-https-read',
    'syn-flood-behind-balancer',
    'syn-flood-cookies',
    'syn-flood-no-cookies',
    'udp-flood',
  ]);
});

for (const scenario of SCENARIOS) {
  test(`${scenario}: counts are those of tshark, tcpdump, grep and wc`, async () => {
    const truth = truthOf(scenario);
    const { inspections: found } = await inspections([path.join(LAB, scenario)]);
    const file = (name: string): Inspection => {
      const one = found.find((each) => path.basename(each.path) === name || each.path.endsWith(`${name}.gz`));
      assert.ok(one, name);
      return one;
    };
    const { packets } = file('capture.pcap');
    assert.ok(packets);
    assert.equal(packets.total, truth.packets.total);
    assert.equal(packets.tcp_syn, truth.packets.tcp_syn);
    assert.equal(packets.tcp_syn_ack, truth.packets.tcp_syn_ack);
    assert.equal(packets.tcp_rst, truth.packets.tcp_rst);
    assert.equal(packets.by_protocol.udp ?? 0, truth.packets.udp);
    assert.equal(packets.by_protocol.icmp ?? 0, truth.packets.icmp);
    for (const snapshot of truth.snapshots) {
      const { sockets } = file(snapshot.file);
      assert.ok(sockets, snapshot.file);
      assert.equal(sockets.snapshots, 1, snapshot.file);
      assert.equal(sockets.by_state.SYN_RECV ?? 0, snapshot.syn_recv, snapshot.file);
      assert.equal(sockets.by_state.ESTABLISHED ?? 0, snapshot.established, snapshot.file);
      assert.equal(sockets.by_state.TIME_WAIT ?? 0, snapshot.time_wait, snapshot.file);
    }
    const { requests } = file('access.log');
    assert.equal(requests?.total, truth.log_lines);
    assert.deepEqual(requests?.by_status, statusCounts(path.join(LAB, scenario, 'access.log')));
  });

  test(`${scenario}: the report finds ${truthOf(scenario).vector ?? 'no attack'}`, async (t) => {
    const truth = truthOf(scenario);
    const { facts, sources } = await report(t, scenario);
    const vectors = [...new Set(facts.vectors.map(({ vector }) => vector))];
    assert.deepEqual(vectors, truth.vector === null ? [] : [truth.vector]);
    assert.equal(facts.waves.length, truth.vector === null ? 0 : 1);
    assert.equal(facts.attackFound, truth.vector !== null);
    const named = sources.filter(({ verdict }) => verdict === 'proven' || verdict === 'likely');
    assert.deepEqual(named.map((row) => row.source_ip).sort(), [...truth.attackers].sort());
  });
}

// Each kind of evidence by itself: what a capture alone shows, and what a log alone shows.
for (const [scenario, file, what] of [
  ['slow-http-headers', 'capture.pcap', 'capture'],
  ['slow-http-headers-apache', 'capture.pcap.gz', 'capture'],
  ['slow-http-body', 'capture.pcap.gz', 'capture'],
  ['slow-http-read', 'capture.pcap.gz', 'capture'],
  ['slow-https-headers', 'capture.pcap.gz', 'capture'],
  ['slow-https-body', 'capture.pcap.gz', 'capture'],
  ['slow-https-read', 'capture.pcap.gz', 'capture'],
  ['slow-http-headers', 'access.log', 'log'],
  ['slow-http-headers-apache', 'access.log', 'log'],
] as const) {
  test(`${scenario}: the ${what} alone names the machine that held the connections, and no visitor`, async (t) => {
    const out = path.join(scratchFolder(t), 'out');
    const { facts } = await reportInto(out, [path.join(LAB, scenario, file)]);
    assert.deepEqual(
      facts.vectors.map(({ vector }) => vector),
      ['slow_http'],
    );
    const rows = readTable(readFileSync(path.join(out, 'data/sources.csv'), 'utf8'));
    assert.deepEqual(
      rows.map((row) => [row.source_ip, row.verdict, row.basis]),
      truthOf(scenario).attackers.map((address) => [
        address,
        'proven',
        what === 'log' ? 'request_logged' : 'handshake',
      ]),
    );
  });
}

test('syn-flood-behind-balancer: the balancer is no source, and the SYNs counted are those of hping3', async (t) => {
  const { facts, sources } = await report(t, 'syn-flood-behind-balancer');
  assert.deepEqual(sources, []);
  const { packets, evidenceIds } = facts.vectors[0];
  // tshark -Y 'tcp.flags.syn == 1 && tcp.flags.ack == 0 && tcp.window_size_value == 512': the window of hping3, which no visitor sends.
  assert.equal(packets, 1425);
  assert.equal(evidenceIds.length, 3, 'the capture and two snapshots');
});

for (const scenario of ['syn-flood-behind-balancer', 'syn-flood-cookies', 'syn-flood-no-cookies']) {
  test(`${scenario}: a socket that netstat and ss show in the same second counts once`, async (t) => {
    const { facts } = await report(t, scenario);
    const fullest = Math.max(...truthOf(scenario).snapshots.map(({ syn_recv }) => syn_recv));
    assert.equal(Math.max(...facts.waves.map(({ peaks }) => peaks.halfOpen)), fullest);
  });
}
