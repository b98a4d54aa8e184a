// Reflectors reach the facts and the documents. Who they are is known from the script that made the case.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import type { IncidentFacts } from '../../src/model/facts.ts';
import { contentsBelow, scratchFolder } from '../support/output.ts';
import { readTable } from '../support/read-table.ts';
import { FIXTURES, runMain } from '../support/run-main.ts';

const LABELLED = path.join(FIXTURES, 'labelled');

test('the reflectors of a case are listed, apart from proven sources, in facts and in the incident report', (t) => {
  const truths = JSON.parse(readFileSync(path.join(LABELLED, 'truth.json'), 'utf8')) as {
    id: string;
    reflectors: string[];
  }[];
  const reflectors = truths.find(({ id }) => id === 'memcached')?.reflectors ?? [];
  assert.equal(reflectors.length, 25);
  const out = path.join(scratchFolder(t), 'out');
  const evidence = path.join(LABELLED, 'memcached');
  const run = runMain(['report', evidence, '--now', '2026-12-01T00:00:00Z', '--out', out]);
  assert.equal(run.exitCode, 0, run.lines.join('\n'));
  const facts = JSON.parse(readFileSync(path.join(out, 'data', 'incident.json'), 'utf8')) as IncidentFacts;
  assert.deepEqual(facts.topReflectors.map(({ address }) => address).sort(), [...reflectors].sort());
  assert.ok(facts.topProven.every(({ address }) => !reflectors.includes(address)));

  // What the report to a network shows of an open service is the packet that it points to.
  const [table] = [...contentsBelow(path.join(out, 'provider', 'abuse'))].filter(([name]) =>
    name.endsWith('/sources.csv'),
  );
  const [row] = readTable(table[1].toString('utf8'));
  const [, which, frame, port] =
    /^(first), E\d+ packet (\d+): \S+Z [\d.]+ port (\d+) > \S+ UDP, TTL \d+/.exec(row.log_sample) ??
    assert.fail(row.log_sample);
  assert.equal(which, 'first');
  const capture = facts.evidence.find(({ format }) => format.startsWith('pcap'))?.fileName ?? '';
  const packet = spawnSync(
    'tshark',
    [
      '-r',
      path.join(evidence, capture),
      '-Y',
      `frame.number==${frame}`,
      '-T',
      'fields',
      '-e',
      'ip.src',
      '-e',
      'udp.srcport',
    ],
    { encoding: 'utf8' },
  );
  if (packet.error !== undefined) t.diagnostic('tshark is not installed: the packet was not looked up');
  else assert.equal(packet.stdout, `${row.source_ip}\t${port}\n`);

  const flows = readTable(readFileSync(path.join(out, 'data', 'flows.csv'), 'utf8'));
  assert.deepEqual(flows.map(({ source_ip }) => source_ip).sort(), [...reflectors].sort());
  assert.ok(flows.some((flow) => flow.first_frame === frame && flow.src_port === port));
  assert.ok(flows.every(({ dst_ip, protocol }) => dst_ip === '203.0.113.10' && protocol === 'udp'));
  // The port is that of the first packet; of several packets no more is said.
  assert.ok(flows.every(({ packets, bytes }) => packets === '' && bytes === ''));

  const text = spawnSync('pdftotext', ['-layout', path.join(out, 'extortion', 'report.pdf'), '-'], {
    encoding: 'utf8',
  });
  if (text.error !== undefined) return t.diagnostic('pdftotext is not installed: the document was not read');
  const named = reflectors.filter((address) => text.stdout.includes(address));
  assert.ok(named.length >= 10, `${named.length} of them in the document`);
});
