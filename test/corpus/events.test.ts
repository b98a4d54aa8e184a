// System logs and counters of the corpus against what grep and awk counted in them; logs of other kinds must be refused.

import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { counters } from '../../src/ingest/formats/counters.ts';
import { FORMATS } from '../../src/ingest/formats/index.ts';
import { kernelLog } from '../../src/ingest/formats/kernel-log.ts';
import { formatAddress, parseAddress } from '../../src/model/address.ts';
import { decodeCounters, decodeEvents, type EventRow } from '../support/event-rows.ts';

const corpus = fileURLToPath(new URL('../../../../shared/corpus/', import.meta.url));
const skip = existsSync(corpus) ? false : `no corpus at ${corpus}`;

/** What the truth files say, as far as compared. */
interface Truth {
  lines: number;
  failed_password?: number;
  failed_password_distinct_ips?: number;
  failed_by_ip?: [string, number][];
  accepted?: number;
  accepted_by_ip?: [string, number][];
  packet_lines?: number;
  distinct_sources?: number;
  distinct_destinations?: number;
  distinct_dst_ports?: number;
  syn_lines?: number;
  ip_len_sum?: number;
  top_sources?: [string, number][];
}

const logs = skip === false ? readdirSync(`${corpus}syslog`).filter((name) => name.endsWith('.log')) : [];
const NUMBERS = { TCP: 6, UDP: 17 };

test('there are logs to check', { skip }, () => {
  assert.ok(logs.length > 10);
});

for (const name of logs) {
  const truth = JSON.parse(readFileSync(`${corpus}syslog/${name}.truth.json`, 'utf8')) as Truth;
  const input = readFileSync(`${corpus}syslog/${name}`);
  if (truth.failed_password === undefined && truth.packet_lines === undefined) continue;
  const decoded = decodeEvents(kernelLog, input);
  const of = (event: string): EventRow[] => decoded.rows.filter((row) => row.event === event);

  test(`${name}: is a system log, every line of it accounted for`, () => {
    const format = FORMATS.find((each) => each.sniff(input.subarray(0, 65536)) === undefined);
    assert.equal(format?.id, 'kernel-log');
    assert.equal(decoded.bytesDecoded, input.length);
    assert.equal(decoded.rows.length, truth.lines);
  });

  if (truth.failed_password !== undefined) {
    test(`${name}: refused and accepted logins`, () => {
      const failed = of('auth_failed');
      assert.equal(failed.length, truth.failed_password);
      assert.equal(new Set(failed.map((row) => row.source)).size, truth.failed_password_distinct_ips);
      checkCounts(failed, truth.failed_by_ip);
      assert.equal(of('auth_accepted').length, truth.accepted);
      checkCounts(of('auth_accepted'), truth.accepted_by_ip);
    });
  }

  if (truth.packet_lines !== undefined) {
    test(`${name}: logged packets`, () => {
      const packets = of('packet_logged');
      assert.equal(packets.length, truth.packet_lines);
      assert.equal(new Set(packets.map((row) => row.source)).size, truth.distinct_sources);
      assert.equal(new Set(packets.map((row) => row.destination)).size, truth.distinct_destinations);
      const ported = packets.filter((row) => row.protocol === NUMBERS.TCP || row.protocol === NUMBERS.UDP);
      assert.equal(
        new Set(ported.map((row) => `${row.protocol}/${row.port}`)).size,
        truth.distinct_dst_ports,
      );
      assert.equal(packets.filter((row) => (row.detail & 2) !== 0).length, truth.syn_lines);
      assert.equal(
        packets.reduce((sum, row) => sum + row.length, 0),
        truth.ip_len_sum,
      );
      checkCounts(packets, truth.top_sources);
    });
  }
}

function checkCounts(rows: readonly EventRow[], expected: readonly [string, number][] = []): void {
  for (const [address, lines] of expected) {
    const words = new Uint32Array(4);
    assert.ok(parseAddress(address, words, 0));
    const written = formatAddress(words, 0);
    assert.equal(rows.filter((row) => row.source === written).length, lines, address);
  }
}

test('no other file of the corpus is taken for a system log, counters or a list', { skip }, () => {
  const expected = new Set([
    'netstat/jc__linux-proc__net_netstat',
    'syslog/crowdsec__pf-logs.log',
    'syslog/crowdsec__unifi-logs.log',
    ...logs
      .filter((name) =>
        /failed_password|packet_lines/.test(readFileSync(`${corpus}syslog/${name}.truth.json`, 'utf8')),
      )
      .map((name) => `syslog/${name}`),
  ]);
  const taken = new Set<string>();
  for (const folder of ['netstat', 'syslog', 'weblogs']) {
    for (const name of readdirSync(corpus + folder)) {
      const head = readFileSync(`${corpus}${folder}/${name}`).subarray(0, 65536);
      const format = FORMATS.find((each) => each.sniff(head) === undefined);
      if (format?.kind === 'events' || format?.kind === 'counters') taken.add(`${folder}/${name}`);
    }
  }
  assert.deepEqual([...taken].sort(), [...expected].sort());
});

test('jc__linux-proc__net_netstat: the counters below their names', { skip }, () => {
  const input = readFileSync(`${corpus}netstat/jc__linux-proc__net_netstat`);
  const { rows, bytesDecoded } = decodeCounters(counters, input, 'x');
  assert.equal(bytesDecoded, input.length);
  const lines = input.toString('latin1').trim().split('\n');
  const expected: [string, number][] = [];
  for (let i = 0; i < lines.length; i += 2) {
    const names = lines[i].trim().split(/ +/);
    const values = lines[i + 1].trim().split(/ +/);
    for (let j = 1; j < names.length; j++)
      expected.push([names[0].slice(0, -1) + names[j], Number(values[j])]);
  }
  assert.deepEqual(
    rows.map((row) => [row.name, row.value]),
    expected,
  );
});
