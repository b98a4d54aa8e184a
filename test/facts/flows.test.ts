// Ports and times of sources that completed connections, out of a capture: each row against what tshark says of its frame.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { scratchFolder } from '../support/output.ts';
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
