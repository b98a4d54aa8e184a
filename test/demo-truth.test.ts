// The report on the demo case against what the generator of the case knows.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import type { IncidentFacts } from '../src/model/facts.ts';
import { VERDICTS } from '../src/model/verdict.ts';
import type { Truth } from './support/debtember/truth.ts';
import { contentsBelow } from './support/output.ts';
import { readTable } from './support/read-table.ts';
import { FIXTURES, type Run, runMain } from './support/run-main.ts';

const truth = JSON.parse(readFileSync(path.join(FIXTURES, 'debtember.truth.json'), 'utf8')) as Truth;
const bots = new Set(truth.bots.addresses);
const forged = new Set(truth.forged.addresses);
const innocent = new Set(Object.values(truth.innocent).flat());
// An edge of a wave may be off by one bucket of the timeline.
const BUCKET_MS = 60_000;
// A deadline that the mail does not give is said in words.
const TIME_OR_NONE = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z|not worked out)$/;
const PDFS = ['extortion/report.pdf', 'provider/upstream-request.pdf', 'billing/timesheet.pdf'];
const pdftotext = spawnSync('pdftotext', ['-v']).error === undefined;
const skipPdf = pdftotext ? false : 'pdftotext (poppler-utils) is not installed';

let folder = '';
let run: Run;
let files: Map<string, Buffer>;
let facts: IncidentFacts;
let sources: Record<string, string>[];

before(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'afterflood-demo-'));
  const out = path.join(folder, 'out');
  const args = ['report', path.join(FIXTURES, 'debtember'), '--now', '2026-06-20T12:00:00Z', '--out', out];
  run = runMain(args);
  assert.equal(run.exitCode, 0, run.lines.join('\n'));
  files = contentsBelow(out);
  facts = JSON.parse(text('data/incident.json')) as IncidentFacts;
  sources = table('sources');
});
after(() => rmSync(folder, { recursive: true, force: true }));

function text(file: string): string {
  const bytes = files.get(file);
  assert.ok(bytes, `${file} is missing`);
  return bytes.toString('utf8');
}

function table(name: string): Record<string, string>[] {
  return readTable(text(`data/${name}.csv`));
}

function addressesWith(...verdicts: string[]): string[] {
  return sources.filter((row) => verdicts.includes(row.verdict)).map((row) => row.source_ip);
}

function total(rows: Record<string, string>[], column: string): number {
  return rows.reduce((sum, row) => sum + Number(row[column]), 0);
}

test('the waves of the truth, and no other, within one bucket', () => {
  const waves = table('waves');
  const vectors = new Map(table('vectors').map((row) => [row.vector_id, row.label]));
  assert.deepEqual(
    waves.map((wave) => vectors.get(wave.vectors)),
    truth.waves.map(({ vector }) => vector),
  );
  for (const [index, wave] of waves.entries()) {
    const expected = truth.waves[index];
    for (const [found, real] of [
      [wave.start_utc, expected.firstSeenUtc],
      [wave.end_utc, expected.lastSeenUtc],
    ])
      assert.ok(Math.abs(Date.parse(found) - Date.parse(real)) <= BUCKET_MS, `${found} for ${real}`);
  }
});

test('every machine of the botnet is proven, and nobody else', () => {
  assert.deepEqual(addressesWith('proven').sort(), [...bots].sort());
});

test('no forged source is proven or likely, every one that is listed is unproven or refuted', () => {
  assert.deepEqual(
    addressesWith('proven', 'likely', 'reflector').filter((address) => forged.has(address)),
    [],
  );
  const listed = sources.filter((row) => forged.has(row.source_ip));
  assert.ok(listed.length > 20_000);
  for (const row of listed) assert.match(row.verdict, /^(unproven|refuted)$/, row.source_ip);
});

test('no innocent address is called an attacker', () => {
  for (const row of sources) {
    if (!innocent.has(row.source_ip)) continue;
    assert.match(row.verdict, /^(unproven|refuted|claimed)$/, row.source_ip);
    assert.notEqual(row.role, 'attack_source', row.source_ip);
  }
});

// Whole words only, so that 10.1.2.3 is not found in 110.1.2.34.
function forgedIn(content: string): string[] {
  const found = content.match(/(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.]*\d)/g) ?? [];
  return [...new Set(found)].filter((address) => forged.has(address));
}

test('no forged address stands in the summary, README, timeline or any other small table', () => {
  assert.deepEqual(forgedIn(run.stdout), [], 'summary');
  for (const [name, bytes] of files) {
    if (!/\.(txt|csv|json)$/.test(name) || /^data\/(sources|rejected)\./.test(name)) continue;
    if (name === 'data/incident.json') continue;
    assert.deepEqual(forgedIn(bytes.toString('utf8')), [], name);
  }
  const named = [...facts.topProven, ...facts.topReflectors].map(({ address }) => address);
  assert.deepEqual(
    named.filter((address) => forged.has(address)),
    [],
  );
});

test('the crowd from the news site is shown as a crowd, not as an attack', () => {
  const surges = facts.alternatives.filter(({ conclusion }) => conclusion === 'flash crowd');
  const begin = Date.parse(truth.crowd.startUtc);
  const end = Date.parse(truth.crowd.endUtc);
  const seen = surges.find((each) => Date.parse(each.startUtc) < end && Date.parse(each.endUtc) > begin);
  assert.ok(seen, 'the surge is talked about');
  for (const wave of facts.waves) {
    assert.ok(Date.parse(wave.endUtc) < begin || Date.parse(wave.startUtc) > end, `${wave.id} in the crowd`);
  }
  assert.ok(/flash crowd|popularity/.test(text('data/timeline.csv')), 'and stands in the timeline');
});

test('counts and sums agree from file to file', () => {
  assert.equal(sources.length, facts.sourcesTotal);
  assert.equal(new Set(sources.map((row) => row.source_ip)).size, sources.length, 'each source once');
  for (const verdict of VERDICTS)
    assert.equal(addressesWith(verdict).length, facts.sourcesByVerdict[verdict], verdict);
  assert.equal(total(table('countries'), 'sources'), addressesWith('proven').length);
  assert.equal(table('waves').length, facts.waves.length);
  assert.equal(table('vectors').length, facts.vectors.length);
  assert.equal(table('timeline').length, facts.timeline.length);
  assert.equal(table('evidence').length, facts.evidence.length);
  for (const vector of table('vectors')) {
    const members = sources.filter((row) => row.vectors.split(' ').includes(vector.label));
    assert.equal(members.length, Number(vector.sources), vector.label);
  }
  const flood = sources.filter((row) => row.vectors === 'http_flood');
  assert.ok(Math.abs(total(flood, 'share_of_attack') - 1) < 0.001, 'shares of the HTTP flood add up to 1');
  assert.equal(
    total(flood, 'requests'),
    Number(facts.waves.reduce((sum, { requests }) => sum + requests, 0)),
    'requests of the sources are those of the waves',
  );
  for (const name of ['timeline', 'waves', 'vectors', 'sources', 'networks', 'countries'])
    assert.equal(table(`${name}.excel`).length, table(name).length, name);
});

test('what was read is what the truth says was there', () => {
  assert.equal(facts.totals.packets, truth.capture.packets);
  assert.equal(
    facts.totals.requests,
    truth.logs.reduce((sum, { lines }) => sum + lines, 0),
  );
  assert.equal(facts.totals.snapshots, truth.dumps.length);
  assert.equal(
    facts.totals.sockets,
    truth.dumps.reduce((sum, { sockets }) => sum + sockets, 0),
  );
  const syn = facts.vectors.find(({ vector }) => vector === 'syn_flood');
  assert.ok(syn);
  // Four real clients tried in vain and cannot be told from the forgeries.
  const stranded = syn.packets - truth.capture.forgedSyn;
  assert.ok(stranded >= 0 && stranded <= 40, `${syn.packets} for ${truth.capture.forgedSyn}`);
  assert.equal(syn.peaks.halfOpen, Math.max(...truth.dumps.map(({ synRecv }) => synRecv)));
  for (const each of facts.evidence)
    assert.equal(each.bytesDecoded + each.bytesSkipped, each.bytesRead, each.fileName);
});

test('the bill has every entry of the work log', () => {
  assert.equal(facts.billing?.entries.length, truth.workLog.entries);
  assert.equal(facts.billing?.summary.rawSeconds, truth.workLog.seconds);
});

// A date with a time of day, or a time of day to the second, and what stands behind it.
const TIME_OF_DAY =
  /(?<![\d-])\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?(?!\d).{0,7}|(?<![\d:])\d\d:\d\d:\d\d(?:[.,]\d+)?(?![\d:]).{0,7}/gs;
const WITH_ZONE = /\d(Z|\s?[+-]\d\d:?\d\d\b|\s?UTC\b)/;

test('report check 11: every time of day in every file that is text carries Z or its offset', () => {
  let times = 0;
  for (const [name, bytes] of files) {
    if (/\.(pdf|duckdb)$/.test(name)) continue; // the documents: test/report/pdf/documents.test.ts
    for (const [found] of bytes.toString('utf8').matchAll(TIME_OF_DAY)) {
      times++;
      assert.match(found, WITH_ZONE, name);
    }
  }
  assert.ok(times > 10_000, String(times));
  for (const wrong of [
    '2026-06-10 03:02',
    '2026-06-10T03:02:10, and',
    '03:02:10 to',
    '2026-06-10 03:02 CEST',
  ])
    for (const [found] of wrong.matchAll(TIME_OF_DAY))
      assert.doesNotMatch(found, WITH_ZONE, 'the check can fail');
});

test('report check 11: every column of UTC times ends in Z', () => {
  for (const [name, bytes] of files) {
    // provider/ holds files in the dialects of others, tested beside their writers.
    if (!name.endsWith('.csv') || name.startsWith('provider/')) continue;
    for (const [index, row] of readTable(bytes.toString('utf8')).entries()) {
      for (const [column, value] of Object.entries(row)) {
        if (!/(_utc|^datetime)$/.test(column) || value === '') continue;
        assert.match(value, TIME_OR_NONE, `${name} row ${index + 1} ${column}`);
      }
    }
  }
});

for (const name of PDFS) {
  test(`${name}: EXERCISE on every page, no forged address`, { skip: skipPdf }, () => {
    const child = spawnSync('pdftotext', ['-layout', path.join(folder, 'out', name), '-'], {
      encoding: 'utf8',
      maxBuffer: 1 << 26,
    });
    assert.equal(child.status, 0, child.stderr);
    const pages = child.stdout.split('\f').slice(0, -1);
    assert.ok(pages.length >= 2);
    for (const [index, page] of pages.entries()) assert.match(page, /EXERCISE/, `page ${index + 1}`);
    assert.deepEqual(forgedIn(child.stdout), []);
  });
}

test('the extortion pack: record-keepers of bots only, each draft with its own, one total everywhere', () => {
  const addresses = /\b(?:\d{1,3}\.){3}\d{1,3}\b/g;
  const rows = readTable(text('extortion/le-preservation-datasheet.csv'));
  const named = rows.filter((row) => row.asn !== '').map((row) => row.identifier);
  assert.deepEqual([...named].sort(), [...bots].sort());
  const seen = new Set<string>();
  const drafts = [...files.keys()].filter((name) => /preservation-request-AS\d+\.txt$/.test(name));
  assert.equal(drafts.length, 15);
  for (const draft of drafts) {
    const found = (text(draft).match(addresses) ?? []).filter((address) => address !== truth.server);
    assert.ok(found.length > 0, draft);
    for (const address of found) {
      assert.ok(bots.has(address) && !seen.has(address), `${draft}: ${address}`);
      seen.add(address);
    }
  }
  for (const name of ['ic3-paste.txt', 'declaration-template.txt', 'loss.csv'])
    assert.deepEqual(forgedIn(text(`extortion/${name}`)), [], name);
  const losses = readTable(text('extortion/loss.csv')).filter((row) => row.included === 'true');
  const cents = losses.reduce((sum, row) => sum + Math.round(Number(row.amount) * 100), 0);
  assert.deepEqual(facts.losses.totals, [{ currency: 'EUR', amountMinor: cents }]);
  const shown = `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`.replace(
    /(\d)(\d{3}\.)/,
    '$1,$2',
  );
  assert.ok(
    text('extortion/ic3-paste.txt').includes(`Total loss as stated, reckoned and billed: ${shown} EUR`),
    shown,
  );
});

test('the demand stands in the timeline with the time of the own mail server', () => {
  const [demand] = table('timeline').filter((row) => row.kind === 'demand');
  // demand.eml, second Received line: mx1.falk-hosting.example, 22:14:36 +0200.
  assert.deepEqual([demand!.datetime, demand!.mark], ['2026-06-09T20:14:36Z', 'observed']);
  // The page has the same time, in seconds, not the stated one (20:14:37).
  const sec = Date.parse(demand!.datetime!) / 1000;
  assert.ok(text('report.html').includes(`[${sec},${sec},"D1","D1: demand received, email"]`));
});

test('the busiest second of a source is no busier than its lines in the logs, and nearly always the same', () => {
  const inSecond = new Map<string, Map<string, number>>();
  const logs = path.join(FIXTURES, 'debtember/logs');
  for (const name of readdirSync(logs)) {
    const bytes = readFileSync(path.join(logs, name));
    const lines = (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('latin1').split('\n');
    for (const line of lines) {
      const [client = '', , , second = ''] = line.split(' ');
      const counts = inSecond.get(client) ?? new Map<string, number>();
      counts.set(second, (counts.get(second) ?? 0) + 1);
      inSecond.set(client, counts);
    }
  }
  const asked = table('sources').filter((row) => row.requests !== '0');
  assert.equal(asked.length, bots.size);
  let lower = 0;
  for (const { source_ip, peak_rps } of asked) {
    const most = Math.max(...(inSecond.get(source_ip!) ?? new Map()).values());
    assert.ok(
      Number(peak_rps) >= 1 && Number(peak_rps) <= most,
      `${source_ip}: ${peak_rps}, counted ${most}`,
    );
    if (Number(peak_rps) < most) lower++;
  }
  // Lines more than eight seconds out of order.
  assert.ok(lower <= asked.length / 20, String(lower));
});

test('the three documents are there, whole, and in the list of hashes', () => {
  for (const name of PDFS) {
    const bytes = files.get(name);
    assert.ok(bytes, name);
    assert.equal(bytes.subarray(0, 5).toString('latin1'), '%PDF-');
    assert.match(bytes.subarray(-8).toString('latin1'), /%%EOF/);
    assert.ok(text('SHA256SUMS').includes(name));
  }
});

test('an attack event points to a file that covers its time; logs have no share of the packets', () => {
  const files = new Map(facts.evidence.map((file) => [file.id, file]));
  const events = table('timeline').filter((row) => row.kind === 'attack');
  assert.ok(events.length > 8);
  for (const { message, datetime, evidence_id } of events) {
    const file = files.get(evidence_id);
    assert.ok(file, message);
    const second = datetime.slice(0, 19);
    assert.ok(
      file.firstUtc.slice(0, 19) <= second && second <= file.lastUtc.slice(0, 19),
      `${message}: ${file.fileName}`,
    );
  }
  const shares = table('vectors').map((row) => [row.label, row.share_packets, row.share_bytes]);
  assert.deepEqual(shares, [
    ['syn_flood', '1', '1'],
    ['http_flood', '', ''],
  ]);
});

test('every sample record in the reports to networks is the line it points to', () => {
  const lines = new Map<string, string[]>();
  const lineOf = (id: string, number: number): string => {
    let all = lines.get(id);
    if (all === undefined) {
      const { path: file } = facts.evidence.find((each) => each.id === id) as { path: string };
      const bytes = readFileSync(file.startsWith('/') ? file : path.join(FIXTURES, '..', file));
      all = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8').split('\n');
      lines.set(id, all);
    }
    return all[number - 1];
  };
  const counts = new Map<string, number>();
  for (const [file, bytes] of files) {
    if (!/^provider\/abuse\/[^/]+\/sources\.csv$/.test(file)) continue;
    for (const { source_ip, source_ports, log_sample } of readTable(bytes.toString('utf8')))
      for (const sample of log_sample.split(' | ')) {
        const [, which, id, number, utc, rest] =
          /^(.+), (E\d+) line (\d+): (\S+) (.*)$/.exec(sample) ?? assert.fail(sample);
        const line = lineOf(id, Number(number));
        counts.set(which, (counts.get(which) ?? 0) + 1);
        if (which === 'socket') {
          const [, port] = / port (\d+) > 203\.0\.113\.80 port 80 /.exec(rest) ?? assert.fail(sample);
          assert.ok(line.includes(` ${source_ip}:${port} `), `${sample}: ${line}`);
          assert.ok(source_ports.split(' ').includes(port), sample);
          continue;
        }
        const [, day, month, time] =
          /\[(\d\d)\/(\w{3})\/2026:([\d:]{8}) \+0200\]/.exec(line) ?? assert.fail(line);
        assert.equal(Date.parse(`${day} ${month} 2026 ${time} +0200`), Date.parse(utc), sample);
        const [, asked, status] = /"(\S+ [^? ]*)[^"]*" (\d{3}) /.exec(line) ?? assert.fail(line);
        assert.ok(
          line.startsWith(`${source_ip} `) && rest.includes(` ${asked} status ${status}`),
          `${sample}: ${line}`,
        );
      }
  }
  // All bots but those of networks beyond the first 200.
  const without = readTable(text('provider/abuse/networks-without-folder.csv'));
  assert.equal(counts.get('first'), truth.bots.addresses.length - total(without, 'sources_proven'));
  for (const which of ['busiest minute', 'last', 'socket']) assert.ok((counts.get(which) ?? 0) > 400, which);
});

test('every row of flows.csv is a socket of a bot in a dump, at the time of the dump', () => {
  const rows = table('flows');
  const dumps = new Map<string, string[]>();
  for (const row of rows) {
    const { fileName, path: file } = facts.evidence.find(({ id }) => id === row.evidence_id) ?? assert.fail();
    let lines = dumps.get(row.evidence_id);
    if (lines === undefined) {
      lines = readFileSync(file.startsWith('/') ? file : path.join(FIXTURES, '..', file), 'utf8').split('\n');
      dumps.set(row.evidence_id, lines);
    }
    const line = lines[Number(row.first_frame) - 1];
    assert.match(line, /(ESTABLISHED|FIN_WAIT1|FIN_WAIT2|TIME_WAIT|CLOSE_WAIT|LAST_ACK|CLOSING)/);
    assert.ok(
      line.includes(` ${row.source_ip}:${row.src_port} `) && line.includes(' 203.0.113.80:80 '),
      line,
    );
    assert.ok(bots.has(row.source_ip));
    assert.equal(`netstat-${row.first_packet_utc.replaceAll(':', '')}.txt`, fileName);
    assert.equal(row.handshake, 'true');
  }
  assert.ok(rows.length > 500);
});

test('the requests of both waves were judged together: each criterion stands once and names them', () => {
  const [flood] = facts.vectors.filter(({ vector }) => vector === 'http_flood');
  assert.deepEqual(flood.waves, ['W2', 'W3']);
  const names = flood.criteria.map(({ name }) => name);
  assert.deepEqual(names, [...new Set(names)]);
  for (const { waves } of flood.criteria) assert.deepEqual(waves, ['W2', 'W3']);
});
