// Ports and times of sources that completed connections, out of a capture: each row against what tshark says of its frame.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import type { IncidentFacts } from '../../src/model/facts.ts';
import { contentsBelow, scratchFolder } from '../support/output.ts';
import { readTable } from '../support/read-table.ts';
import { FIXTURES, runMain } from '../support/run-main.ts';

test('every proven source has the SYN of a completed connection, with the port and the second of its frame', (t) => {
  const evidence = path.join(FIXTURES, 'labelled', 'http-flood-in-capture');
  const out = path.join(scratchFolder(t), 'out');
  const run = runMain(['report', evidence, '--now', '2026-12-01T00:00:00Z', '--out', out]);
  assert.equal(run.exitCode, 0, run.lines.join('\n'));
  const table = (name: string): Record<string, string>[] =>
    readTable(readFileSync(path.join(out, 'data', name), 'utf8'));
  const proven = table('sources.csv')
    .filter(({ verdict }) => verdict === 'proven')
    .map(({ source_ip }) => source_ip);
  assert.equal(proven.length, 16);
  const flows = table('flows.csv');
  const completed = flows.filter(({ handshake }) => handshake === 'true');
  assert.deepEqual(completed.map(({ source_ip }) => source_ip).sort(), proven.sort());
  for (const flow of completed)
    assert.deepEqual(
      [flow.tcp_flags, flow.packets, flow.dst_ip, flow.dst_port, flow.last_frame],
      ['SYN', '1', '203.0.113.10', '80', flow.first_frame],
    );
  // Of what follows only the first packet of a row is known.
  assert.ok(flows.some(({ packets, last_packet_utc }) => packets === '' && last_packet_utc === ''));

  const [{ file_name }] = table('evidence.csv').filter(({ format_detected }) =>
    format_detected.startsWith('pcap'),
  );
  const fields = ['frame.number', 'frame.time_epoch', 'ip.src', 'tcp.srcport', 'tcp.dstport'];
  const tshark = spawnSync(
    'tshark',
    ['-r', path.join(evidence, file_name), '-T', 'fields', ...fields.flatMap((field) => ['-e', field])],
    { encoding: 'utf8' },
  );
  if (tshark.error !== undefined)
    return t.diagnostic('tshark is not installed: the frames were not looked up');
  const frames = new Map(tshark.stdout.split('\n').map((line) => [line.split('\t')[0], line.split('\t')]));
  for (const flow of flows) {
    const [, epoch, source, from, to] = frames.get(flow.first_frame) ?? assert.fail(flow.first_frame);
    assert.deepEqual([source, from, to], [flow.source_ip, flow.src_port, flow.dst_port]);
    assert.equal(Math.floor(Date.parse(flow.first_packet_utc) / 1000), Math.floor(Number(epoch)));
  }
});

test('ports that a log holds stand in flows, sources and reports to networks, as its lines tell', (t) => {
  const folder = scratchFolder(t);
  const evidence = path.join(folder, 'in');
  mkdirSync(evidence);
  const day = Date.UTC(2026, 5, 16, 4);
  const lines: { ms: number; text: string }[] = [];
  const add = (ms: number, client: string, port: number, target: string, status: number): void => {
    const time = new Date(day + ms).toISOString();
    lines.push({
      ms,
      text: `${client}:${port} [16/Jun/2026:${time.slice(11, 23)}] www web/web1 0/0/0/3/5 ${status} 12 - - ---- 1/1/0/0/0 0/0 "GET ${target} HTTP/1.1"\n`,
    });
  };
  for (let minute = 0; minute < 600; minute++)
    for (const [n, target] of ['/', '/a.css', '/b.png'].entries())
      add(60_000 * minute + 500 * n, `198.51.100.${10 + (minute % 80)}`, 50_000 + minute, target, 200);
  for (let n = 0; n < 6000; n++)
    add(8 * 3_600_000 + 50 * n, `81.12.81.${1 + (n % 30)}`, 1024 + n, '/search?q=a', 503);
  lines.sort((a, b) => a.ms - b.ms);
  writeFileSync(path.join(evidence, 'haproxy.log'), lines.map(({ text }) => text).join(''));
  writeFileSync(
    path.join(evidence, 'incident.yaml'),
    'case:\n  id: PORTS\n  title: "EXERCISE"\n  exercise: true\nevidence:\n  - file: haproxy.log\n    zone: UTC\n',
  );
  const out = path.join(folder, 'out');
  const run = runMain(['report', evidence, '--now', '2026-12-01T00:00:00Z', '--out', out]);
  assert.equal(run.exitCode, 0, run.lines.join('\n'));
  const table = (name: string): Record<string, string>[] =>
    readTable(readFileSync(path.join(out, 'data', name), 'utf8'));

  const facts = JSON.parse(readFileSync(path.join(out, 'data', 'incident.json'), 'utf8')) as IncidentFacts;
  assert.ok(facts.limits.every((text) => !text.includes('no source port')));
  const flows = table('flows.csv');
  assert.ok(flows.length >= 60, String(flows.length));
  for (const flow of flows) {
    const line = lines[Number(flow.first_frame) - 1];
    assert.ok(line.text.startsWith(`${flow.source_ip}:${flow.src_port} `), flow.first_frame);
    assert.equal(Date.parse(flow.first_packet_utc), day + line.ms);
    assert.deepEqual([flow.dst_ip, flow.dst_port, flow.protocol, flow.handshake], ['', '', '', 'true']);
  }
  const sources = table('sources.csv').filter(({ verdict }) => verdict === 'proven');
  assert.equal(sources.length, 30);
  for (const { source_ip, src_ports_count, src_ports_sample } of sources) {
    const known = flows.filter((flow) => flow.source_ip === source_ip).map(({ src_port }) => src_port);
    assert.equal(Number(src_ports_count), new Set(known).size);
    assert.ok(
      src_ports_sample.split(' ').every((port) => known.includes(port)),
      src_ports_sample,
    );
  }
  const abuse = [...contentsBelow(path.join(out, 'provider', 'abuse'))].filter(([name]) =>
    name.endsWith('/sources.csv'),
  );
  const rows = abuse.flatMap(([, text]) => readTable(text.toString('utf8')));
  for (const row of rows) {
    const [, line, port] =
      /^first, E\d+ line (\d+): \S+Z [\d.]+ port (\d+) GET/.exec(row.log_sample) ??
      assert.fail(row.log_sample);
    assert.ok(lines[Number(line) - 1].text.startsWith(`${row.source_ip}:${port} `));
  }
  assert.ok(rows.length > 0);
});
