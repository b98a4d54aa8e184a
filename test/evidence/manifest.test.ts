// manifest.json and SHA256SUMS: checked by coreutils where it is there, and by hand.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { type HashedFile, sha256SumsText, writeManifest } from '../../src/evidence/manifest.ts';
import { contentsBelow, scratchFolder } from '../support/output.ts';
import { sampleFacts } from '../support/sample-facts.ts';

// printf abc | sha256sum; the example of FIPS 180-2
const ABC = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
const DATABASE = { path: 'data/case.duckdb', logicalDigest: 'd1'.repeat(32) };

function abcFile(path: string): HashedFile {
  return { path, title: path, sizeBytes: 3, sha256: ABC };
}

async function writeFolder(folder: string): Promise<void> {
  const files = ['data/b.csv', 'README.txt', 'data/B.csv', 'data.txt', 'extortion/report.pdf'].map(abcFile);
  for (const { path } of files) {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), 'abc');
  }
  writeFileSync(join(folder, DATABASE.path), String(Math.random()));
  await writeManifest(sampleFacts(), files, DATABASE, folder);
}

test('sha256sum -c accepts every file, and SHA256SUMS lists all but itself and the case database', async (t) => {
  const folder = scratchFolder(t);
  await writeFolder(folder);
  const sums = readFileSync(join(folder, 'SHA256SUMS'), 'utf8');
  // printf '%s\n' ... | LC_ALL=C sort
  const order = [
    'README.txt',
    'data.txt',
    'data/B.csv',
    'data/b.csv',
    'data/run-log.jsonl',
    'extortion/report.pdf',
    'manifest.json',
  ];
  assert.deepEqual(
    sums.split('\n').map((line) => line.slice(66)),
    [...order, ''],
  );
  assert.match(sums, /^([0-9a-f]{64} {2}[^\r\n]+\n)+$/);
  const check = spawnSync('sha256sum', ['-c', '--strict', 'SHA256SUMS'], { cwd: folder, encoding: 'utf8' });
  if (check.error !== undefined) {
    t.skip('sha256sum is not installed');
    return;
  }
  assert.equal(check.status, 0, check.stdout + check.stderr);
  writeFileSync(join(folder, 'data/b.csv'), 'abd');
  assert.notEqual(spawnSync('sha256sum', ['-c', 'SHA256SUMS'], { cwd: folder }).status, 0);
});

test('two runs with different database files have the same manifest and the same sums', async (t) => {
  const first = scratchFolder(t);
  const second = scratchFolder(t);
  await writeFolder(first);
  await writeFolder(second);
  const a = contentsBelow(first);
  const b = contentsBelow(second);
  for (const path of ['data/run-log.jsonl', 'manifest.json', 'SHA256SUMS'])
    assert.ok(a.get(path)!.equals(b.get(path)!), path);
});

test('the manifest says what went in, what came out and with what', async (t) => {
  const folder = scratchFolder(t);
  await writeFolder(folder);
  const facts = sampleFacts();
  const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
  assert.equal(manifest.case_id, 'AF-2025-0007');
  assert.equal(manifest.exercise, true);
  assert.equal(manifest.created_at_utc, '2025-12-08T09:00:00Z');
  assert.equal(manifest.time_zone, 'UTC');
  assert.equal(manifest.random_seed, 'none');
  assert.deepEqual(manifest.tool, { name: 'Afterflood', version: '0.1.0' });
  assert.equal(manifest.node_version, 'v20.19.0');
  assert.match(manifest.configuration_sha256, /^[0-9a-f]{64}$/);
  assert.equal(manifest.databases.length, facts.databases.length);
  assert.deepEqual(
    manifest.inputs.map((input: { evidence_id: string; sha256: string }) => [
      input.evidence_id,
      input.sha256,
    ]),
    facts.evidence.map((evidence) => [evidence.id, evidence.sha256]),
  );
  assert.deepEqual(manifest.outputs[0], {
    path: 'README.txt',
    title: 'README.txt',
    size_bytes: 3,
    sha256: ABC,
  });
  assert.equal(manifest.outputs.length, 6, 'the run log is the sixth');
  const log = readFileSync(join(folder, 'data/run-log.jsonl'), 'utf8').trimEnd().split('\n');
  assert.deepEqual(manifest.run_log, {
    path: 'data/run-log.jsonl',
    last_sha256: createHash('sha256').update(log.at(-1)!).digest('hex'),
  });
  assert.deepEqual(manifest.case_database, { path: DATABASE.path, logical_digest: DATABASE.logicalDigest });
});

test('another threshold is another configuration', async (t) => {
  const folder = scratchFolder(t);
  const changed = sampleFacts();
  changed.thresholds = changed.thresholds.map((each) => ({ ...each, value: each.value + 1 }));
  await writeFolder(folder);
  const other = scratchFolder(t);
  await writeManifest(changed, [], undefined, other);
  const hash = (path: string) =>
    JSON.parse(readFileSync(join(path, 'manifest.json'), 'utf8')).configuration_sha256;
  assert.notEqual(hash(folder), hash(other));
});

test('sums of no files are empty', () => {
  assert.equal(sha256SumsText([]), '');
});
