// What `inspect` prints about the corpus against what tshark, capinfos, gawk and jc found in it.

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import type { Inspection } from '../../src/inspect.ts';
import { filesBelow } from '../support/output.ts';
import { inspections } from '../support/run-main.ts';

const CORPUS = fileURLToPath(new URL('../../../../shared/corpus', import.meta.url));
const skip = existsSync(CORPUS) ? false : `no corpus at ${CORPUS}`;
const CAPTURES = ['pcap-attacks', 'pcap-benign', 'pcap-formats'];
const TRUTH = '.truth.json';

// Formats and link types that are not read: nothing to compare.
const NOT_READ = [
  'pcap-formats/arkime__icmp-frame-relay.pcap',
  'pcap-formats/pcap-parser__err-eof.bin',
  'pcap-formats/pcapplusplus__solaris.snoop',
  'pcap-formats/tcpdump__nflog.pcap',
];

const NO_TIME =
  'a simple packet block has no time: it is no first packet here, where the truth shows an empty one';
const CUSTOM_BLOCKS = 'tshark lists custom blocks as frames';
const suite = (name: string): string => `pcap-formats/pcapng-suite-le/${name}.pcapng`;

/** Facts that differ on purpose, by file; each is asserted to differ still. */
const DIFFERENT: Record<string, { facts: string[]; reason: string }> = {
  'pcap-formats/zeek__tunnels_gre-sample.pcap': {
    facts: ['syn_only', 'syn_ack', 'fin_any'],
    reason: 'the TCP headers are inside GRE; only the outermost IP header is looked at',
  },
  'pcap-formats/pcapplusplus__MplsPackets.pcap': {
    facts: ['ipv4_packets', 'non_ip_packets', 'distinct_sources', 'distinct_destinations', 'src_packets'],
    reason: 'packet 2 is Ethernet inside MPLS (a pseudowire), which is not looked into',
  },
  'pcap-formats/pcapplusplus__pcapng-example.pcapng': {
    facts: ['max_time'],
    reason: 'the truth compared absurd times as doubles',
  },
  'pcap-formats/tcpdump__timestamp_invalid_micro.pcap': {
    facts: ['max_time'],
    reason: 'tshark prints 1000000000 nanoseconds; here they are carried into the seconds',
  },
  'pcap-formats/pcap-parser__test016-be.pcapng': { facts: ['min_time'], reason: NO_TIME },
  'pcap-formats/pcap-parser__test017-be.pcapng': {
    facts: ['frame_bytes', 'non_ip_packets'],
    reason: CUSTOM_BLOCKS,
  },
  [suite('test017')]: { facts: ['frame_bytes', 'non_ip_packets'], reason: CUSTOM_BLOCKS },
  [suite('test101')]: { facts: ['min_time'], reason: NO_TIME },
  [suite('test201')]: { facts: ['min_time'], reason: NO_TIME },
};
DIFFERENT[suite('test012')] = { facts: ['min_time', 'max_time'], reason: NO_TIME };
for (const name of ['test011', 'test016', 'test100'])
  DIFFERENT[suite(name)] = { facts: ['min_time'], reason: NO_TIME };
DIFFERENT[suite('test018')] = {
  facts: ['frame_bytes', 'non_ip_packets', 'min_time'],
  reason: `${CUSTOM_BLOCKS}; ${NO_TIME}`,
};
for (const name of ['test102', 'test202'])
  DIFFERENT[suite(name)] = {
    facts: ['frame_bytes', 'non_ip_packets', 'min_time'],
    reason: `${CUSTOM_BLOCKS}; ${NO_TIME}`,
  };

// The awk script takes the first word for the client; a virtual host or a syslog date stands there.
const OTHER_CLIENT = [
  'crowdsec__apache2-logs.log',
  'crowdsec__nginx_http-logs.log',
  'crowdsec__http-bf-wordpress-bf.log',
  'plaso__apache_access.log',
];

type Ranking = [string, number][];
type CaptureTruth = Record<string, number | string | Ranking | undefined>;

let byPath: Map<string, Inspection>;
let closed = false;

before(async () => {
  if (skip !== false) return;
  const folders = [...CAPTURES, 'weblogs', 'netstat'].map((folder) => path.join(CORPUS, folder));
  const { inspections: all } = await inspections(folders);
  byPath = new Map(all.map((each) => [path.relative(CORPUS, each.path).split(path.sep).join('/'), each]));
});
after(() => {
  closed = true;
});

function found(file: string): Inspection {
  assert.ok(!closed);
  const one = byPath.get(file);
  assert.ok(one, `${file} was not inspected`);
  assert.equal(one.bytes_decoded + one.bytes_skipped, one.bytes_read, `${file}: ledger`);
  return one;
}

function truthOf<T>(file: string): T {
  return JSON.parse(readFileSync(path.join(CORPUS, file + TRUTH), 'utf8')) as T;
}

const withTruth =
  skip === false
    ? filesBelow(CORPUS)
        .filter((name) => name.endsWith(TRUTH))
        .map((name) => name.slice(0, -TRUTH.length))
    : [];

test('the corpus is there', { skip }, () => assert.ok(withTruth.length > 100));

// "1210953046.591933000" and "2008-05-16T15:50:46.591933Z" without the zeros at their end.
function utcOf(epoch: string): string | null {
  if (epoch === '') return null;
  const [sec, fraction = ''] = epoch.split('.');
  if (Number(sec) > 8.64e12) return `beyond all calendars: ${epoch}`;
  return withoutZeros(`${new Date(Number(sec) * 1000).toISOString().slice(0, -5)}.${fraction}Z`);
}

function withoutZeros(time: string | null): string | null {
  return time === null ? null : time.replace(/(\.\d*?)0*Z$/, '$1Z').replace('.Z', 'Z');
}

// Ten at most; the last places may be shared with others of the same count, which are left out on both sides.
function clearlyRanked(ranking: Ranking): Ranking {
  const last = ranking.length < 10 ? -1 : ranking[9][1];
  return ranking.filter(([, count]) => count > last).sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
}

function topOf(inspection: Inspection, unit: string): Ranking {
  const top = (inspection.top_sources ?? []).map((each): [string, number] => [
    String(each.source_ip),
    Number(each[unit]),
  ]);
  for (let i = 1; i < top.length; i++) assert.ok(top[i - 1][1] >= top[i][1], 'descending');
  return top;
}

for (const file of withTruth.filter((name) => CAPTURES.includes(name.split('/')[0]))) {
  test(`inspect ${file}`, () => {
    const one = found(file);
    if (NOT_READ.includes(file)) {
      assert.ok(
        one.format === 'unknown' || one.diagnostics.some(({ code }) => code === 'packet/unknown-link-type'),
      );
      return;
    }
    const truth = truthOf<CaptureTruth>(file);
    const { packets } = one;
    assert.ok(packets, one.format);
    const ranking = (truth.src_packets ?? []) as Ranking;
    const pairs: Record<string, [unknown, unknown]> = {
      packets: [packets.total, truth.packets ?? 0],
      frame_bytes: [packets.wire_bytes, truth.frame_bytes ?? 0],
      min_time: [withoutZeros(one.first_seen), utcOf(String(truth.min_time ?? ''))],
      max_time: [withoutZeros(one.last_seen), utcOf(String(truth.max_time ?? ''))],
      ipv4_packets: [packets.ipv4, truth.ipv4_packets ?? 0],
      ipv6_packets: [packets.ipv6, truth.ipv6_packets ?? 0],
      non_ip_packets: [packets.non_ip, truth.non_ip_packets ?? 0],
      syn_only: [packets.tcp_syn, truth.syn_only ?? 0],
      syn_ack: [packets.tcp_syn_ack, truth.syn_ack ?? 0],
      rst_any: [packets.tcp_rst, truth.rst_any ?? 0],
      fin_any: [packets.tcp_fin, truth.fin_any ?? 0],
      distinct_sources: [one.sources_distinct, truth.distinct_sources ?? 0],
      distinct_destinations: [one.targets_distinct, truth.distinct_destinations ?? 0],
      src_packets: [clearlyRanked(topOf(one, 'packets')), clearlyRanked(ranking)],
    };
    const different = DIFFERENT[file]?.facts ?? [];
    for (const [name, [ours, theirs]] of Object.entries(pairs)) {
      if (different.includes(name)) assert.ok(!isDeepStrictEqual(ours, theirs), `${name} is equal after all`);
      else assert.deepEqual(ours, theirs, name);
    }
    if (different.length > 0) return;
    const bytes = new Map((truth.src_bytes ?? []) as Ranking);
    for (const { source_ip, bytes: count } of one.top_sources ?? [])
      if (bytes.has(String(source_ip)))
        assert.equal(count, bytes.get(String(source_ip)), `bytes of ${source_ip}`);
  });
}

interface LogTruth {
  valid_lines_strict?: number;
  invalid_lines?: number;
  /** Of a W3C extended log: lines that are no directives. */
  data_lines?: string;
  distinct_clients?: number;
  min_utc?: string;
  max_utc?: string;
  status?: Ranking;
  method?: Ranking;
  top_clients?: Ranking;
  top_clients_bytes?: Ranking;
}

let logsCompared = 0;
for (const file of withTruth.filter((name) => name.startsWith('weblogs/'))) {
  test(`inspect ${file}`, (t) => {
    const one = found(file);
    if (one.format === 'web-haproxy') {
      const truth = truthOf<{ http_lines: number; distinct_clients: number; status: Ranking }>(file);
      assert.equal(one.records, truth.http_lines);
      assert.equal(one.sources_distinct, truth.distinct_clients);
      assert.deepEqual(one.requests?.by_status, Object.fromEntries(truth.status));
      return;
    }
    if (one.format === 'web-json') {
      const { clients } = truthOf<{ clients?: string[] }>(file);
      const counts = clients?.map((line) => Number.parseInt(line.trim(), 10)) ?? [];
      if (clients !== undefined)
        assert.equal(
          one.records,
          counts.reduce((sum, count) => sum + count, 0),
        );
      else t.diagnostic(`${one.records} requests; there is no count of them to compare with`);
      return;
    }
    if (one.format === 'web-elb') {
      const { types } = truthOf<{ types: string[] }>(file);
      const kinds = new Map(
        types.map((line) => line.trim().split(' ')).map(([n, kind]) => [kind, Number(n)]),
      );
      const classic = types.filter((line) => line.includes('T')).length;
      // Half of the lines of the Classic Load Balancer are of a TCP listener.
      assert.equal(one.records, kinds.get('h2')! + kinds.get('https')! + classic / 2);
      return;
    }
    if (one.format === 'web-w3c') {
      // Lines that were grepped out of a log of CloudFront have no heading, and the last of them no line feed.
      const { data_lines, lines = 0 } = truthOf<LogTruth & { lines?: number }>(file);
      assert.equal(one.records, Number(data_lines ?? lines + 1));
      assert.equal(one.rejected, 0);
      return;
    }
    if (one.format !== 'web-combined') {
      // Which files are refused, and why, is checked where the format is.
      t.diagnostic(`taken for ${one.format}`);
      assert.equal(one.format, 'unknown');
      return;
    }
    logsCompared++;
    const truth = truthOf<LogTruth>(file);
    assert.ok(truth.valid_lines_strict !== undefined, 'a log that the awk script reads too');
    assert.equal(one.records, truth.valid_lines_strict);
    assert.equal(one.rejected, truth.invalid_lines);
    assert.equal(one.requests?.total, truth.valid_lines_strict);
    if (one.records === 0) return;
    assert.equal(one.first_seen, truth.min_utc);
    assert.equal(one.last_seen, truth.max_utc);
    assert.deepEqual(one.requests?.by_status, Object.fromEntries(truth.status ?? []));
    for (const [method, count] of truth.method ?? [])
      assert.equal(one.requests?.by_method[method], count, method);
    if (OTHER_CLIENT.includes(path.basename(file))) return;
    assert.equal(one.sources_distinct, truth.distinct_clients);
    assert.deepEqual(clearlyRanked(topOf(one, 'requests')), clearlyRanked(truth.top_clients ?? []));
    const bytes = new Map(truth.top_clients_bytes ?? []);
    for (const { source_ip, bytes: count } of one.top_sources ?? [])
      if (bytes.has(String(source_ip)))
        assert.equal(count, bytes.get(String(source_ip)), `bytes of ${source_ip}`);
  });
}
test('most web logs were compared', { skip }, () => assert.ok(logsCompared >= 12, String(logsCompared)));

// Dumps of BSD netstat -A and of /proc are not read.
const DUMPS = [
  'jc__centos-7.7__netstat-p',
  'jc__centos-7.7__netstat-sudo-lnp',
  'jc__centos-7.7__ss-sudo-a',
  'jc__freebsd12__netstat-an',
  'jc__generic__netstat-no-state',
  'jc__generic__netstat-old',
  'jc__ubuntu-18.04__netstat-sudo-aeep',
  'jc__ubuntu-18.04__ss-sudo-a',
  'jc__windows__windows-10__netstat-an',
  'jc__windows__windows-10__netstat-aonb',
];
const INTERNET = /^(tcp|udp|raw|icmp6)/;
const STATES: Record<string, string> = {
  ESTAB: 'ESTABLISHED',
  LISTENING: 'LISTEN',
  '7': 'UNCONN',
  '': 'NONE',
};

for (const name of DUMPS) {
  test(`inspect netstat/${name}.out`, { skip }, () => {
    const { sockets } = found(`netstat/${name}.out`);
    const rows = JSON.parse(readFileSync(path.join(CORPUS, 'netstat', `${name}.json`), 'utf8')) as Record<
      string,
      string
    >[];
    const expected: Record<string, number> = {};
    for (const row of rows) {
      if (!INTERNET.test((row.netid ?? row.proto ?? '').toLowerCase())) continue;
      const state = row.state ?? '';
      const known = STATES[state] ?? state;
      expected[known] = (expected[known] ?? 0) + 1;
    }
    assert.deepEqual(sockets?.by_state, expected);
    assert.equal(
      sockets?.total,
      Object.values(expected).reduce((sum, count) => sum + count, 0),
    );
  });
}
