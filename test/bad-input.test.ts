// Bad input: one clear line each, exit 2, and nothing left behind; damage is said and the rest is kept, exit 1.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type TestContext, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { FORMATS } from '../src/ingest/formats/index.ts';
import type { Inspection } from '../src/inspect.ts';
import type { IncidentFacts } from '../src/model/facts.ts';
import { udpFrame } from './support/labelled/frames.ts';
import { scratchFolder } from './support/output.ts';
import { FIXTURES, MAIN, namesIn, type Run, runMain, toRun } from './support/run-main.ts';
import { asPcap } from './support/small-scenes.ts';

const CAPTURE = path.join(FIXTURES, 'pcap/transports-usec-le.pcap');
const PCAPNG = path.join(FIXTURES, 'pcapng/blocks-le.pcapng');
const LOG = path.join(FIXTURES, 'web-combined/common-and-combined.log');
const NOW = ['--now', '2026-06-20T12:00:00Z'];

interface Place {
  folder: string;
  /** The report into `folder`/out; `folder` held the given files before. */
  report(...args: string[]): Run;
}

function place(t: TestContext, files: Record<string, string | Uint8Array> = {}): Place {
  const folder = scratchFolder(t);
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), content);
  }
  return {
    folder,
    report: (...args) =>
      runMain(['report', ...NOW, ...args, '--out', path.join(folder, 'out')], { cwd: folder }),
  };
}

// Exit 2, nothing on stdout, exactly this many lines, no stack, and the folder as it was.
function assertRefused(run: Run, { folder }: Place, expected: RegExp[], lineCount = 1): void {
  const text = run.lines.join('\n');
  const before = namesIn(folder).filter((name) => name === 'out' || name.includes('partial'));
  assert.equal(run.exitCode, 2, text);
  assert.equal(run.stdout, '');
  assert.equal(run.lines.length, lineCount, text);
  for (const part of expected) assert.match(text, part);
  assert.doesNotMatch(text, /^ {2,}at /m, 'no stack');
  assert.deepEqual(before, [], 'nothing is left behind');
  assert.ok(!namesIn(folder).includes('reports'));
}

test('no such path', (t) => {
  const here = place(t);
  assertRefused(here.report('nowhere'), here, [/nowhere: no such file or directory; check the spelling/]);
  assertRefused(runMain(['inspect', 'nowhere'], { cwd: here.folder }), here, [/no such file or directory/]);
});

test('two paths, neither there: a line each', (t) => {
  const here = place(t);
  assertRefused(here.report('a', 'b'), here, [/afterflood: a: no such/, /afterflood: b: no such/], 2);
});

test('a file that may not be read', (t) => {
  const here = place(t, { 'secret.log': readFileSync(LOG) });
  chmodSync(here.folder, 0o777);
  chmodSync(path.join(here.folder, 'secret.log'), 0);
  const args = [MAIN, 'report', 'secret.log', ...NOW, '--out', 'out'];
  // The superuser may read everything; then somebody else has to try.
  const child =
    process.getuid?.() === 0
      ? spawnSync(
          'setpriv',
          ['--reuid=65534', '--regid=65534', '--clear-groups', process.execPath, ...args],
          {
            cwd: here.folder,
            encoding: 'utf8',
          },
        )
      : spawnSync(process.execPath, args, { cwd: here.folder, encoding: 'utf8' });
  if (child.error !== undefined || /setpriv|MODULE_NOT_FOUND|EACCES.*main\.js/.test(child.stderr)) {
    t.skip('privileges cannot be dropped here (setpriv)');
    return;
  }
  assertRefused(toRun(child), here, [/secret\.log: permission denied; run as a user who may read it/]);
});

test('a directory without a file, a directory without evidence', (t) => {
  const here = place(t, { 'papers/notes.txt': 'call the bank\n' });
  mkdirSync(path.join(here.folder, 'empty'));
  assertRefused(here.report('empty'), here, [/empty: expected captures, .* found no file at all; give/]);
  assertRefused(here.report('papers'), here, [/papers\/notes\.txt: expected a capture/]);
  assertRefused(runMain(['inspect', 'empty'], { cwd: here.folder }), here, [/found no file at all/]);
});

test('an unknown format: each format says why it refused', (t) => {
  const here = place(t, { 'notes.bin': Buffer.from('no evidence at all\u0000\u0001') });
  const reasons = FORMATS.map(({ title, sniff }) => {
    const reason = sniff(readFileSync(path.join(here.folder, 'notes.bin')));
    assert.ok(reason, title);
    return `${title}: ${reason}`;
  });
  assert.ok(reasons.length >= 5);
  const run = here.report('notes.bin');
  assertRefused(run, here, [
    /notes\.bin: expected a capture, socket dump, web log or system log, found none/,
  ]);
  for (const reason of reasons) assert.ok(run.lines[0].includes(reason), reason);
});

test('a file that no format takes: what can be done, where its first bytes tell', (t) => {
  const record = {
    time: '2026-06-10T03:02:01Z',
    remote_addr: '192.0.2.7',
    request: 'GET / HTTP/1.1',
    status: 200,
  };
  const line = '192.0.2.7 - - [10/Jun/2026:03:02:01 +0000] "GET / HTTP/1.1" 200 12 "-" "x"';
  const json =
    /: it holds JSON, no line of it a request under the names of nginx, Caddy or Traefik, which is not read: if it is a web log, write its records as Combined lines/;
  for (const [content, advice] of [
    [JSON.stringify(Array.from({ length: 2000 }, () => record)), json],
    [`\ufeff${JSON.stringify([record], undefined, 2)}`, json],
    [`${JSON.stringify({ ...record, status: undefined })}\n`.repeat(20), json],
    [`${line}\r`.repeat(2000), /: its lines end in CR alone: write them with LF/],
    [`${line}; `.repeat(2000), /: its first line has no end within 65536 bytes: write each record on a line/],
    [
      Buffer.from('504b0304140000000800', 'hex'),
      /: it is packed with ZIP, which is not undone: unpack it \(unzip\)/,
    ],
    [
      '2026/06/10 03:02:01 [error] 812#812: *7 limiting requests, excess: 5.4 by zone "one", client: 192.0.2.7\n',
      /: it is an nginx error log, which is not read: give the access log of the same server$/,
    ],
    [
      '[Wed Jun 10 03:02:01.123456 2026] [mpm_event:error] [pid 812:tid 7] AH00484: server reached MaxRequestWorkers\n',
      /: it is an Apache error log, which is not read: give the access log/,
    ],
    [
      '03:02:01.550475 IP 192.0.2.7.43436 > 203.0.113.80.22: Flags [S], seq 1, win 64240, length 0\n',
      /: it is what tcpdump prints, which is not read: give the capture/,
    ],
    [
      'tcp      6 59 SYN_RECV src=192.0.2.7 dst=203.0.113.80 sport=4242 dport=80 src=203.0.113.80 dst=192.0.2.7 sport=80 dport=4242\n',
      /: it is a list of connections of netfilter \(conntrack -L\), which is not read: give what ss/,
    ],
    [
      '2026-06-10 03:02:01,123 fail2ban.actions [812]: NOTICE [sshd] Ban 192.0.2.7\n',
      /: it is the log of fail2ban, which is not read: give the log/,
    ],
    [
      '#Software: Microsoft Internet Information Services 10.0\r\n#Version: 1.0\r\n#Fields: date time c-ip\r\n',
      /: it is a W3C extended log that does not tell requests to a web server, which is not read: have date, time, c-ip/,
    ],
    ['#separator \\x09\n#path\tconn\n', /: it is a log of Zeek, which is not read: give the capture/],
    [
      Buffer.from('0ca50200000107013ee5026b', 'hex'),
      /: it is a file of nfcapd \(NetFlow\), which is not read/,
    ],
    ['some notes\n', /: leave the file out, or convert it to one of these \(/],
  ] as const) {
    const here = place(t, { 'a.log': content });
    assertRefused(here.report('a.log'), here, [/a\.log: expected a capture/, advice]);
  }
});

// The command of docs/formats.md, run by jq itself.
test('the records of a log as JSON, written as Combined lines as docs/formats.md says, are read', (t) => {
  const [, command = ''] =
    /```sh\n(jq [\s\S]*?)```/.exec(readFileSync(path.join(FIXTURES, '../docs/formats.md'), 'utf8')) ?? [];
  if (spawnSync('jq', ['--version']).status !== 0) return t.skip('no jq on this machine');
  const record = {
    time: '2026-06-10T03:02:01Z',
    remote_addr: '192.0.2.7',
    request: 'GET /a?q="b" HTTP/1.1',
    status: 200,
    http_user_agent: 'x" 404 12 "y',
  };
  const here = place(t, { 'access.json': JSON.stringify([record, { ...record, status: 404 }]) });
  assert.equal(spawnSync('sh', ['-c', command], { cwd: here.folder }).status, 0);
  const run = runMain(['inspect', '--json', 'access-from-json.log'], { cwd: here.folder });
  const [found] = JSON.parse(run.stdout) as Inspection[];
  assert.deepEqual([found?.records, found?.rejected, found?.requests?.by_status], [2, 0, { 200: 1, 404: 1 }]);
  assert.equal(found?.first_seen, '2026-06-10T03:02:01Z');
});

test('an empty file, also in gzip', (t) => {
  const here = place(t, { 'empty.log': '', 'empty.log.gz': gzipSync('') });
  assertRefused(here.report('empty.log'), here, [/empty\.log: expected .* the file is empty/]);
  assertRefused(here.report('empty.log.gz'), here, [/empty\.log\.gz: expected .* the file is empty/]);
});

test('a capture without packets: inspect counts nothing, and no report is made of it alone', (t) => {
  const here = place(t);
  const file = path.join(FIXTURES, 'pcap/empty.pcap');
  const run = runMain(['inspect', '--json', file]);
  assert.equal(run.exitCode, 0);
  const [found] = JSON.parse(run.stdout) as Inspection[];
  assert.deepEqual([found.records, found.rejected, found.first_seen], [0, 0, null]);
  assertRefused(here.report(file), here, [
    /empty\.pcap: expected records, found a packet capture \(pcap\) without a single whole one; give what/,
  ]);
  const beside = here.report(file, path.join(FIXTURES, 'debtember/logs/access.log'));
  assert.equal(beside.exitCode, 0, beside.lines.join('\n'));
});

test('a dump from a pipe has neither date nor file: no report dates it to 1970', (t) => {
  const here = place(t);
  const input = 'tcp 0 0 192.0.2.1:443 203.0.113.5:50123 SYN_RECV\n';
  const inspected = runMain(['inspect', '--json', '-'], { input });
  const [found] = JSON.parse(inspected.stdout) as Inspection[];
  assert.deepEqual(
    [found.first_seen, found.last_seen, found.sockets?.time_basis, found.records],
    [null, null, 'no date', 1],
  );
  const out = path.join(here.folder, 'out');
  const run = runMain(['report', '-', ...NOW, '--out', out], { input, cwd: here.folder });
  assertRefused(run, here, [/^afterflood: -: expected a date for each dump, .* `date -u`/]);
  const dated = runMain(['report', '-', ...NOW, '--out', out], { input: `2026-05-17T03:02:10Z\n${input}` });
  assert.equal(dated.exitCode, 0, dated.lines.join('\n'));
  assert.match(dated.stdout, /2026-05-17 03:02:10Z/);
});

test('log lines without a year from a pipe are dated by the run: the latest year in which they are not after it', (t) => {
  const here = place(t);
  const input = [
    'Dec 31 23:59:59 web1 sshd[811]: Failed password for root from 198.51.100.7 port 40021 ssh2',
    'May 17 03:02:10 web1 sshd[812]: Failed password for root from 198.51.100.7 port 40022 ssh2',
    '',
  ].join('\n');
  for (const [now, first, last] of [
    ['2026-06-20T12:00:00Z', '2025-12-31T23:59:59Z', '2026-05-17T03:02:10Z'],
    ['2026-05-16T00:00:00Z', '2025-05-17T03:02:10Z', '2025-12-31T23:59:59Z'],
  ]) {
    const sec = String(Date.parse(now) / 1000);
    const inspected = runMain(['inspect', '--json', '-'], { input, env: { SOURCE_DATE_EPOCH: sec } });
    const [found] = JSON.parse(inspected.stdout) as Inspection[];
    assert.deepEqual([found.first_seen, found.last_seen, found.records, found.rejected], [first, last, 2, 0]);
    assert.equal(inspected.exitCode, 0);
    const out = path.join(here.folder, `out-${now.slice(0, 10)}`);
    const run = runMain(['report', '-', '--now', now, '--json', '--out', out], { input });
    const { firstUtc, lastUtc, evidence } = JSON.parse(run.stdout) as IncidentFacts;
    assert.deepEqual([firstUtc, lastUtc], [first, last]);
    assert.deepEqual(
      evidence[0].diagnostics.map(({ code, count }) => [code, count]),
      [['log/year-of-run', 2]],
    );
  }
});

test('a file name that is not in UTF-8 is told as that', { skip: process.platform !== 'linux' }, (t) => {
  const here = place(t, { 'case/access.log': readFileSync(LOG) });
  writeFileSync(Buffer.concat([Buffer.from(`${here.folder}/case/stra`), Buffer.from([0xdf, 0x65])]), 'x');
  const run = runMain(['inspect', 'case'], { cwd: here.folder });
  assert.equal(run.exitCode, 1);
  assert.match(run.lines[0], /case\/stra.*: the name is not in UTF-8; rename it/);
});

test('a database that is none', (t) => {
  const here = place(t, { 'x.mmdb': 'this is no database' });
  for (const option of ['--asn-db', '--country-db']) {
    assertRefused(here.report(LOG, option, 'x.mmdb'), here, [
      new RegExp(
        `${option} x\\.mmdb: expected a whole MaxMind DB .* found 19 bytes without .*: download it again`,
      ),
    ]);
    assertRefused(here.report(LOG, option, 'no.mmdb'), here, [/no\.mmdb: expected a readable .mmdb file/]);
    assertRefused(here.report(LOG, option, '.'), here, [/\.: expected a readable .mmdb file/]);
  }
});

test('incident.yaml: a wrong key with line and column, broken YAML, not there', (t) => {
  const here = place(t, {
    'key.yaml': 'case:\n  id: X\n  titel: y\n',
    'broken.yaml': 'case: [\n',
    'evidence/incident.yaml': 'zone: Europe/Atlantis\n',
    'evidence/access.log': readFileSync(LOG),
  });
  assertRefused(here.report(LOG, '--incident', 'key.yaml'), here, [
    /key\.yaml:3:3: unknown key "titel".* "title"/,
  ]);
  assertRefused(here.report(LOG, '--incident', 'broken.yaml'), here, [/broken\.yaml:\d+:\d+: /]);
  assertRefused(here.report(LOG, '--incident', 'no.yaml'), here, [
    /no\.yaml: expected a readable incident file/,
  ]);
  assertRefused(here.report(LOG, '--incident', '.'), here, [/expected a readable incident file/]);
  assertRefused(here.report('evidence'), here, [/incident\.yaml:1:7: /]);
});

test('two incident files leave open which case it is', (t) => {
  const file = { 'incident.yaml': 'zone: UTC\n', 'access.log': readFileSync(LOG) };
  const here = place(t, {
    'a/incident.yaml': file['incident.yaml'],
    'a/access.log': file['access.log'],
    'b/incident.yaml': file['incident.yaml'],
  });
  assertRefused(here.report('a', 'b'), here, [/expected one incident\.yaml, found 2; name the right one/]);
});

test('an output folder that is not empty, or is a file', (t) => {
  const here = place(t, { 'full/letter.txt': 'mine', file: 'x' });
  const full = runMain(['report', LOG, ...NOW, '--out', 'full'], { cwd: here.folder });
  assertRefused(full, here, [/expected a new or empty folder .* found files in full; name another/]);
  assert.deepEqual(namesIn(path.join(here.folder, 'full')), ['letter.txt']);
  const file = runMain(['report', LOG, ...NOW, '--out', 'file'], { cwd: here.folder });
  assertRefused(file, here, [/expected a folder for the output, found a file: .*file; name another/]);
});

test('--now, --own and SOURCE_DATE_EPOCH that make no sense', (t) => {
  const here = place(t);
  for (const now of ['yesterday', '2026-06-20', '2026-06-20T12:00:00', '2026-13-01T00:00:00Z'])
    assertRefused(here.report(LOG, '--now', now), here, [/expected RFC 3339 with an offset, such as/]);
  for (const own of ['300.1.1.1', '192.0.2.0/33', 'example.org', '2001:db8::/129'])
    assertRefused(here.report(LOG, '--own', own), here, [/--own .*: expected an address or prefix such as/]);
  const env = { SOURCE_DATE_EPOCH: 'soon' };
  const run = runMain(['report', LOG, '--out', 'out'], { cwd: here.folder, env });
  assertRefused(run, here, [/SOURCE_DATE_EPOCH=soon: expected whole seconds/]);
});

test('one path fails among others that work: the others are reported, exit 1', (t) => {
  const here = place(t, { 'letter.txt': 'dear sir' });
  const run = here.report(LOG, 'nowhere', 'letter.txt');
  assert.equal(run.exitCode, 1);
  assert.equal(run.lines.length, 2, run.lines.join('\n'));
  assert.match(run.lines[0], /nowhere: no such file/);
  assert.match(run.lines[1], /letter\.txt: expected a capture/);
  assert.ok(namesIn(path.join(here.folder, 'out')).includes('SHA256SUMS'));
  const inspect = runMain(['inspect', '--json', LOG, 'nowhere'], { cwd: here.folder });
  assert.equal(inspect.exitCode, 1);
  assert.equal((JSON.parse(inspect.stdout) as Inspection[]).length, 1);
});

test('documents beside evidence in a walked directory are no fault', (t) => {
  const here = place(t, {
    'case/access.log': readFileSync(LOG),
    'case/mail.eml': 'From: x\r\n\r\npay\r\n',
    'case/incident.yaml': 'zone: UTC\n',
  });
  const run = runMain(['inspect', '--json', 'case'], { cwd: here.folder });
  assert.equal(run.exitCode, 0);
  assert.deepEqual(run.lines, []);
  assert.deepEqual(
    (JSON.parse(run.stdout) as Inspection[]).map(({ path, format }) => [path, format]),
    [
      ['case/access.log', 'web-combined'],
      ['case/incident.yaml', 'unknown'],
      ['case/mail.eml', 'unknown'],
    ],
  );
  const report = here.report('case');
  assert.equal(report.exitCode, 0, report.lines.join('\n'));
  assert.deepEqual(report.lines, []);
  assert.doesNotMatch(report.stdout, /Damage/);
});

test('records of another kind in a walked directory are no fault, and are said not to be read', (t) => {
  const here = place(t, {
    'case/access.log': readFileSync(LOG),
    'case/error.log': '2026/06/10 03:02:01 [alert] 812#812: 768 worker_connections are not enough\n',
    'case/requests.json': '{"time": "2026-06-10T03:02:01Z", "remote_addr": "192.0.2.7"}\n',
  });
  const { exitCode, lines } = here.report('case');
  assert.equal(exitCode, 0);
  assert.equal(lines.length, 2, lines.join('\n'));
  assert.match(lines[0], /case\/error\.log: .*: it is an nginx error log, which is not read/);
  assert.match(lines[1], /case\/requests\.json: .*: it holds JSON, no line of it a request/);
});

test('a link that leads nowhere and a link to a directory are said, and do not hide the files beside them', (t) => {
  const here = place(t, { 'case/z.log': readFileSync(LOG), 'elsewhere/more.log': readFileSync(LOG) });
  symlinkSync('nothing-here', path.join(here.folder, 'case/a.log'));
  symlinkSync('../elsewhere', path.join(here.folder, 'case/b'));
  symlinkSync('../elsewhere/more.log', path.join(here.folder, 'case/c.log'));
  const run = runMain(['inspect', '--json', 'case'], { cwd: here.folder });
  assert.equal(run.exitCode, 1);
  assert.equal(run.lines.length, 2, run.lines.join('\n'));
  assert.match(run.lines[0], /case\/a\.log: is a link to nothing-here, which is not there/);
  assert.match(
    run.lines[1],
    /case\/b: is a link to a directory, which is not followed; name that directory too/,
  );
  assert.deepEqual(
    (JSON.parse(run.stdout) as Inspection[]).map((each) => each.path),
    ['case/c.log', 'case/z.log'],
  );
});

// Damaged on purpose: what must still be read, and which code must say so.
const pcap = readFileSync(CAPTURE);
const pcapng = readFileSync(PCAPNG);
const log = readFileSync(LOG);
// Many lines, so that what is kept can be counted.
const lines = Buffer.from(
  Array.from(
    { length: 2000 },
    (_, i) =>
      `203.0.113.${i % 250} - - [17/May/2026:03:${String(Math.floor(i / 60) % 60).padStart(2, '0')}:${String(i % 60).padStart(2, '0')} +0000] "GET /${i * 7919} HTTP/1.1" 200 ${i}\n`,
  ).join(''),
);
const lineGzip = gzipSync(lines);

function withGarbage(bytes: Uint8Array, at: number, garbage: Uint8Array): Buffer {
  return Buffer.concat([bytes.subarray(0, at), garbage, bytes.subarray(at)]);
}

const GARBAGE = Buffer.from(Array.from({ length: 300 }, (_, i) => (i * 197 + 11) % 256));

// First record of a classic capture: 24 bytes of header, 16 of record header, the captured bytes.
const firstRecordEnd = 24 + 16 + pcap.readUInt32LE(24 + 8);

// The end of the first enhanced packet block (type 6) of a little-endian pcapng.
const firstPacketBlockEnd = ((): number => {
  for (let at = 0; ; ) {
    const end = at + pcapng.readUInt32LE(at + 4);
    if (pcapng.readUInt32LE(at) === 6) return end;
    at = end;
  }
})();

const DAMAGED: [name: string, bytes: Uint8Array, code: string, leastRecords: number][] = [
  ['cut.pcap', pcap.subarray(0, pcap.length - 7), 'capture/cut-in-record', 1],
  ['garbage.pcap', withGarbage(pcap, firstRecordEnd, GARBAGE), 'capture/impossible-length', 1],
  ['cut.pcapng', pcapng.subarray(0, pcapng.length - 7), 'capture/cut-in-record', 1],
  ['garbage.pcapng', withGarbage(pcapng, firstPacketBlockEnd, new Uint8Array(300)), 'capture/bad-block', 1],
  ['garbage.log', withGarbage(log, log.indexOf('\n') + 1, GARBAGE), 'line/unparsable', 2],
  ['cut.log.gz', lineGzip.subarray(0, lineGzip.length / 2), 'compressed/damaged', 500],
  ['flipped.log.gz', flipped(lineGzip, Math.floor(lineGzip.length / 2)), 'compressed/damaged', 500],
  ['checksum.log.gz', flipped(lineGzip, lineGzip.length - 7), 'compressed/damaged', 2000],
  ['trailing.log.gz', Buffer.concat([lineGzip, GARBAGE]), 'compressed/damaged', 2000],
];

function flipped(bytes: Uint8Array, at: number): Buffer {
  const copy = Buffer.from(bytes);
  copy[at] ^= 0x55;
  copy[at + 1] ^= 0x55;
  return copy;
}

test('damaged evidence: exit 1, the damage is named, what can be read is kept, the ledger holds', (t) => {
  const here = place(t, Object.fromEntries(DAMAGED.map(([name, bytes]) => [`case/${name}`, bytes])));
  for (const [name, , code, least] of DAMAGED) {
    const run = runMain(['inspect', '--json', path.join(here.folder, 'case', name)]);
    assert.equal(run.exitCode, 1, `${name} ${run.lines.join('\n')}`);
    const [found] = JSON.parse(run.stdout) as Inspection[];
    assert.ok(
      found.diagnostics.some((each) => each.code === code),
      `${name}: ${JSON.stringify(found.diagnostics)}`,
    );
    assert.ok(found.records >= least, `${name}: ${found.records} records`);
    assert.equal(found.bytes_decoded + found.bytes_skipped, found.bytes_read, name);
  }
  const report = here.report('case');
  assert.equal(report.exitCode, 1, report.lines.join('\n'));
  assert.match(report.stdout, new RegExp(`Damage in ${DAMAGED.length} of ${DAMAGED.length} evidence files`));
});

// The first bytes of the formats, from their specifications; Python's tarfile and zipfile write the same.
const PACKED: readonly (readonly [name: string, content: Uint8Array, form: string])[] = [
  ['access.log.1.xz', Buffer.from('fd377a585a000004e6d6b446', 'hex'), 'xz'],
  ['access.log.2.bz2', Buffer.from('425a683931415926535907', 'hex'), 'bzip2'],
  ['access.log.3.zst', Buffer.from('28b52ffd2458c1', 'hex'), 'zstd'],
  ['access.log.4.gz', gzipSync(gzipSync('a')), 'gzip a second time'],
  ['logs.tar.gz', gzipSync(tar('var/log/access.log')), 'tar'],
  ['logs.zip', zip('access.log'), 'ZIP'],
];

function tar(name: string): Buffer {
  const header = Buffer.alloc(1024);
  header.write(name, 0);
  header.write('ustar', 257);
  return header;
}

function zip(name: string): Buffer {
  const header = Buffer.alloc(30);
  header.write('504b0304', 0, 'hex');
  header.writeUInt16LE(name.length, 26);
  return Buffer.concat([header, Buffer.from(name)]);
}

test('packed files are never passed over in silence, and documents that are ZIP files are', (t) => {
  const here = place(t, Object.fromEntries(PACKED.map(([name, bytes]) => [`case/${name}`, bytes])));
  cpSync(LOG, path.join(here.folder, 'case/access.log'));
  writeFileSync(path.join(here.folder, 'case/hours.xlsx'), zip('[Content_Types].xml'));
  for (const run of [here.report('case'), runMain(['inspect', 'case'], { cwd: here.folder })]) {
    assert.equal(run.exitCode, 1);
    assert.equal(run.lines.length, PACKED.length, run.lines.join('\n'));
    for (const [name, , form] of PACKED)
      assert.ok(
        run.lines.some(
          (line) =>
            line.includes(`case/${name}: `) && line.includes(`packed with ${form}, which is not undone`),
        ),
        `${name}: ${run.lines.join('\n')}`,
      );
  }
  const facts = JSON.parse(
    readFileSync(path.join(here.folder, 'out/data/incident.json'), 'utf8'),
  ) as IncidentFacts;
  assert.ok(
    facts.limits.includes(
      'Nothing was read of 1 file packed with xz (E2), which may be evidence: unpack and run again.',
    ),
    facts.limits.join('\n'),
  );
});

test('standard output that nobody reads is no fault, one that is full is', {
  skip: process.platform !== 'linux',
}, (t) => {
  const { folder } = place(
    t,
    Object.fromEntries(Array.from({ length: 60 }, (_, i) => [`case/${i}.log`, readFileSync(LOG)])),
  );
  const shell = (command: string): Run =>
    toRun(spawnSync('sh', ['-c', command], { encoding: 'utf8', cwd: folder }));
  const cut = shell(`"${process.execPath}" "${MAIN}" inspect case --json | true`);
  assert.deepEqual(cut.lines, []);
  const full = shell(`"${process.execPath}" "${MAIN}" inspect case --json > /dev/full`);
  assert.equal(full.exitCode, 2);
  assert.deepEqual(full.lines, [
    'afterflood: standard output: expected a place that takes it all, found ENOSPC; make room or name another place',
  ]);
});

test('captures that do not make plain which addresses are ours are not judged, and that is said', (t) => {
  const frames = Array.from({ length: 3000 }, (_, i) => {
    const hop = { source: `203.0.113.${i % 250}`, destination: `192.0.2.${100 + (i % 30)}` };
    const bytes = udpFrame(hop, 40_000 + (i % 1000), 1 + (i % 60_000), Buffer.alloc(400));
    return { atUs: 1_781_000_000e6 + i * 1000, bytes, length: bytes.length };
  });
  // One answer, so that both directions are seen.
  const answer = udpFrame({ source: '192.0.2.100', destination: '203.0.113.7' }, 9, 40_007, Buffer.alloc(40));
  frames.push({ atUs: 1_781_000_003e6, bytes: answer, length: answer.length });
  const here = place(t, { 'a.pcap': asPcap(frames) });
  const unsaid = here.report('a.pcap');
  assert.match(unsaid.lines.join('\n'), /^afterflood: no packet was judged: .* --own /);
  assert.match(unsaid.stdout, /No attack was found in this evidence\.\s+No packet was judged/);
  const said = runMain(
    ['report', ...NOW, 'a.pcap', '--own', '192.0.2.0/24', '--out', path.join(here.folder, 'said')],
    { cwd: here.folder },
  );
  assert.deepEqual(said.lines, []);
  assert.match(said.stdout, /Denial of service: UDP flood/);
  const wrong = runMain(
    ['report', ...NOW, 'a.pcap', '--own', '198.51.100.1', '--out', path.join(here.folder, 'wrong')],
    { cwd: here.folder },
  );
  assert.match(
    wrong.lines.join('\n'),
    /^afterflood: no packet was judged: expected some that reached or left 198\.51\.100\.1, found none; /,
  );
  assert.match(wrong.stdout, /No packet was judged, as none\s+reached\s+or\s+left\s+an\s+address\s+stated/);
});

test('a run that fails after it began leaves nothing behind', (t) => {
  // The output folder is opened before the evidence turns out to be none.
  const here = place(t, { 'notes.txt': 'x' });
  const out = path.join(here.folder, 'deep/er/out');
  const run = runMain(['report', 'notes.txt', ...NOW, '--out', out], { cwd: here.folder });
  assert.equal(run.exitCode, 2);
  assert.deepEqual(namesIn(here.folder), ['notes.txt']);
  cpSync(LOG, path.join(here.folder, 'access.log'));
  assert.equal(runMain(['report', 'access.log', ...NOW, '--out', out], { cwd: here.folder }).exitCode, 0);
});
