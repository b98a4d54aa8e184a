// `afterflood verify`: whole as long as nothing was touched; every touch is told, also one that was covered up in the file next to it.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  appendFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { DuckDBInstance } from '@duckdb/node-api';
import { SecondReader } from '../src/evidence/second-reader.ts';
import { ethernet, ipv4, MAGIC, pcapFile, tcp } from './support/capture-writer.ts';
import { scratchFolder } from './support/output.ts';
import { reportInto, runMain } from './support/run-main.ts';

const PACKETS = 700;

function capture(magic: number = MAGIC.microseconds): Uint8Array {
  const syn = ethernet(0x0800, ipv4({ protocol: 6, destination: '203.0.113.80' }, tcp(0x02)));
  return pcapFile(
    { littleEndian: true, magic, linkType: 1 },
    Array.from({ length: PACKETS }, (_, n) => ({ sec: 1_781_000_000 + n, nsec: 0, bytes: syn })),
  );
}

let top = '';
let report = '';
let evidence = '';

before(async () => {
  top = mkdtempSync(join(tmpdir(), 'afterflood-verify-'));
  evidence = join(top, 'evidence');
  report = join(top, 'report');
  mkdirSync(evidence);
  writeFileSync(join(evidence, 'syn.pcap'), capture());
  writeFileSync(join(evidence, 'nano.pcap'), capture(MAGIC.nanoseconds));
  writeFileSync(
    join(evidence, 'access.log'),
    '198.51.100.7 - - [10/Jun/2026:03:00:00 +0000] "GET / HTTP/1.1" 200 5\n',
  );
  await reportInto(report, [evidence], { own: ['203.0.113.80'] });
});
after(() => rmSync(top, { recursive: true, force: true }));

/** A copy of the report, to be touched. */
function copyOf(t: Parameters<typeof scratchFolder>[0]): string {
  const copy = join(scratchFolder(t), 'report');
  cpSync(report, copy, { recursive: true });
  return copy;
}

function verify(
  folder: string,
  from: string = evidence,
): { exitCode: number | null; text: string; differs: string[] } {
  const run = runMain(['verify', folder, '--evidence', from]);
  const differs = run.stdout.split('\n').filter((line) => line.startsWith('differs'));
  return { exitCode: run.exitCode, text: run.stdout + run.lines.join('\n'), differs };
}

function sha256(bytes: string | Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Changes a file and puts its new hash wherever the old one stands in the others. */
function forge(folder: string, file: string, change: (text: string) => string, covers: string[]): void {
  const old = readFileSync(join(folder, file), 'utf8');
  const changed = change(old);
  assert.notEqual(changed, old);
  writeFileSync(join(folder, file), changed);
  for (const cover of covers) {
    const text = readFileSync(join(folder, cover), 'utf8');
    writeFileSync(join(folder, cover), text.replaceAll(sha256(old), sha256(changed)));
  }
}

test('an untouched report is whole, its packets counted twice', () => {
  const { exitCode, text } = verify(report);
  assert.equal(exitCode, 0, text);
  assert.match(text, new RegExp(`^same .* syn\\.pcap, packets: ${PACKETS} by both readers$`, 'm'));
  assert.match(
    text,
    /^unchecked .* nano\.pcap, packets: the second reader cannot read it: unknown magic number/m,
  );
  assert.match(text, /\nWhole: nothing that was checked differs\. 1 could not be checked\.\n/);
  const json = runMain(['verify', report, '--json']);
  assert.equal((JSON.parse(json.stdout) as { whole: boolean }).whole, true);
});

test('the report prints the hash that the run log had when it was written', (t) => {
  const pdf = spawnSync('pdftotext', ['-raw', join(report, 'extortion', 'report.pdf'), '-'], {
    encoding: 'utf8',
  });
  if (pdf.error !== undefined) {
    t.skip('pdftotext is not installed');
    return;
  }
  const log = readFileSync(join(report, 'data', 'run-log.jsonl'), 'utf8')
    .trimEnd()
    .split('\n');
  const lines = log.map((line) => JSON.parse(line) as { action: string; prev_sha256: string });
  const first = lines.findIndex(({ action }) => action === 'written');
  assert.equal(lines[first]!.prev_sha256, sha256(log[first - 1]!));
  assert.ok(pdf.stdout.replace(/\s/g, '').includes(lines[first]!.prev_sha256));
});

test('a changed, missing or linked file is told by its name', (t) => {
  const changed = copyOf(t);
  appendFileSync(join(changed, 'data', 'waves.csv'), 'x');
  assert.match(verify(changed).differs.join('\n'), /^differs +data\/waves\.csv: was changed/);
  assert.equal(verify(changed).exitCode, 1);

  rmSync(join(changed, 'data', 'waves.csv'));
  assert.match(verify(changed).differs.join('\n'), /^differs +data\/waves\.csv: is missing/);

  writeFileSync(join(changed, 'elsewhere'), readFileSync(join(report, 'data', 'waves.csv')));
  symlinkSync(join(changed, 'elsewhere'), join(changed, 'data', 'waves.csv'));
  assert.match(verify(changed).differs.join('\n'), /^differs +data\/waves\.csv: is missing/);
});

test('a file that was put there later is noted and changes nothing', (t) => {
  const folder = copyOf(t);
  writeFileSync(join(folder, 'SHA256SUMS.asc'), 'a signature');
  const { exitCode, text } = verify(folder);
  assert.equal(exitCode, 0);
  assert.match(text, /^note +SHA256SUMS\.asc: is not in SHA256SUMS/m);
});

test('a change that was covered up is told by the next file in the row', (t) => {
  const more = (text: string): string => text.replace('wave_id', 'wave_no');
  const sums = copyOf(t);
  forge(sums, 'data/waves.csv', more, ['SHA256SUMS']);
  assert.match(
    verify(sums).differs.join('\n'),
    /manifest\.json: and SHA256SUMS tell different things of data\/waves\.csv/,
  );

  const manifest = copyOf(t);
  forge(manifest, 'data/waves.csv', more, ['manifest.json', 'SHA256SUMS']);
  writeFileSync(
    join(manifest, 'SHA256SUMS'),
    readFileSync(join(manifest, 'SHA256SUMS'), 'utf8').replace(
      /^[0-9a-f]{64}(?= {2}manifest\.json$)/m,
      sha256(readFileSync(join(manifest, 'manifest.json'))),
    ),
  );
  assert.deepEqual(
    verify(manifest).differs.map((line) => line.replace(/ +/g, ' ')),
    ['differs data/run-log.jsonl: and the manifest tell of different inputs or outputs'],
  );
});

test('a run log with a line taken out, changed or put in does not hold', (t) => {
  for (const change of [
    (lines: string[]) => lines.toSpliced(2, 1),
    (lines: string[]) => lines.with(1, lines[1]!.replace('ingested', 'imported')),
    (lines: string[]) => lines.toSpliced(2, 0, lines[1]!),
    (lines: string[]) => lines.slice(0, -1),
  ]) {
    const folder = copyOf(t);
    forge(folder, 'data/run-log.jsonl', (text) => `${change(text.trimEnd().split('\n')).join('\n')}\n`, []);
    assert.match(
      verify(folder).differs.join('\n'),
      /run-log\.jsonl: (line \d+ does not carry|its last line has)/,
    );
  }
});

test('a changed row of the case database is told', async (t) => {
  const folder = copyOf(t);
  const instance = await DuckDBInstance.create(join(folder, 'data', 'case.duckdb'));
  const connection = await instance.connect();
  await connection.run(`UPDATE texts SET text = '/other' WHERE text = '/'`);
  connection.closeSync();
  instance.closeSync();
  assert.match(verify(folder).differs.join('\n'), /case\.duckdb: its rows have the digest/);
});

test('changed evidence differs, absent evidence is not checked', (t) => {
  const folder = scratchFolder(t);
  cpSync(evidence, folder, { recursive: true });
  appendFileSync(join(folder, 'access.log'), '\n');
  const changed = verify(report, folder);
  assert.equal(changed.exitCode, 1);
  assert.match(changed.differs.join('\n'), /^differs +E\d access\.log: access\.log has the SHA-256/);
  rmSync(join(folder, 'access.log'));
  const absent = verify(report, folder);
  assert.equal(absent.exitCode, 0);
  assert.match(absent.text, /^unchecked +E\d access\.log: was not found; name its folder with --evidence/m);
});

test('SHA256SUMS cannot lead out of the folder', (t) => {
  const folder = copyOf(t);
  appendFileSync(join(folder, 'SHA256SUMS'), `${sha256('')}  ../../dev/null\n`);
  assert.match(verify(folder).differs.join('\n'), /SHA256SUMS: holds a line that was not written so/);
});

test('what is no report folder is wrong use', (t) => {
  const folder = scratchFolder(t);
  const run = runMain(['verify', folder]);
  assert.equal(run.exitCode, 2);
  assert.match(run.lines[0]!, /expected a report folder, found no manifest\.json in it/);
  const copy = copyOf(t);
  writeFileSync(join(copy, 'manifest.json'), '{}');
  assert.equal(runMain(['verify', copy]).exitCode, 2);
  assert.equal(runMain(['verify', report, '--evidence', join(folder, 'nowhere')]).exitCode, 2);
});

test('the second reader counts however the file is cut, and refuses a length that would fill memory', () => {
  const whole = capture();
  for (const step of [1 << 20, 1000, 7]) {
    const reader = new SecondReader();
    for (let at = 0; at < whole.length; at += step) reader.push(whole.subarray(at, at + step));
    assert.equal(reader.packets, PACKETS);
    assert.equal(reader.problem, '');
  }
  const hostile = capture();
  new DataView(hostile.buffer, hostile.byteOffset).setUint32(24 + 8, 0xfffffff0, true);
  const reader = new SecondReader();
  reader.push(hostile);
  assert.match(reader.problem, /a packet claims 4294967280 bytes/);
});

test('captures joined with cat are not for the second reader, be the last of them empty', () => {
  const whole = capture();
  for (const next of [whole, whole.subarray(0, 24)]) {
    const reader = new SecondReader();
    reader.push(Buffer.concat([whole, next]));
    assert.equal(reader.problem, 'several files joined in one');
  }
});
