// The output folder: whole or not at all, and never over somebody's files.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fullDisk, openOutputFolder } from '../../src/evidence/output-folder.ts';
import { InputError } from '../../src/model/diagnostic.ts';
import { filesBelow, scratchFolder } from '../support/output.ts';

function withCode(code: string): (error: unknown) => boolean {
  return (error) => error instanceof InputError && error.code === code;
}

test('a new folder appears only when it is whole', async (t) => {
  const scratch = scratchFolder(t);
  const target = join(scratch, 'reports/case-1');
  const folder = await openOutputFolder(target);
  mkdirSync(join(folder.directory, 'data'));
  writeFileSync(join(folder.directory, 'data/a.csv'), 'a');
  assert.ok(!existsSync(target));
  await folder.commit();
  assert.deepEqual(filesBelow(scratch), ['reports/case-1/data/a.csv']);
  assert.deepEqual(readdirSync(join(scratch, 'reports')), ['case-1']);
});

test('an empty folder that is there already is filled', async (t) => {
  const scratch = scratchFolder(t);
  const folder = await openOutputFolder(scratch);
  writeFileSync(join(folder.directory, 'README.txt'), 'r');
  await folder.commit();
  assert.deepEqual(readdirSync(scratch), ['README.txt']);
});

test('a run that fails leaves nothing behind, not even folders made on the way', async (t) => {
  const scratch = scratchFolder(t);
  const folder = await openOutputFolder(join(scratch, 'a/b/c'));
  writeFileSync(join(folder.directory, 'half.csv'), 'h');
  await folder.discard();
  assert.deepEqual(readdirSync(scratch), []);

  const empty = join(scratch, 'empty');
  mkdirSync(empty);
  const second = await openOutputFolder(empty);
  writeFileSync(join(second.directory, 'half.csv'), 'h');
  await second.discard();
  assert.deepEqual(readdirSync(empty), []);
});

test('a folder with files is refused and not touched', async (t) => {
  const scratch = scratchFolder(t);
  writeFileSync(join(scratch, '.hidden'), 'mine');
  await assert.rejects(openOutputFolder(scratch), withCode('output/not-empty'));
  assert.deepEqual(readdirSync(scratch), ['.hidden']);
});

test('a file in the place of the folder, or of one above it, is refused', async (t) => {
  const scratch = scratchFolder(t);
  const file = join(scratch, 'file');
  writeFileSync(file, 'mine');
  await assert.rejects(openOutputFolder(file), withCode('output/not-a-folder'));
  await assert.rejects(openOutputFolder(join(file, 'below')), withCode('output/not-a-folder'));
  assert.equal(readFileSync(file, 'utf8'), 'mine');
});

test('files that appear during the run are not overwritten', async (t) => {
  const scratch = scratchFolder(t);
  const target = join(scratch, 'case');
  const folder = await openOutputFolder(target);
  mkdirSync(target);
  writeFileSync(join(target, 'theirs'), 't');
  await assert.rejects(folder.commit(), withCode('output/not-empty'));
  await folder.discard();
  assert.deepEqual(filesBelow(scratch), ['case/theirs']);
});

test('every message is one line that says what to do', async (t) => {
  const scratch = scratchFolder(t);
  writeFileSync(join(scratch, 'x'), '');
  await assert.rejects(openOutputFolder(scratch), (error: Error) => {
    assert.match(error.message, /^expected .*, found .*; .*--out.*$/);
    return true;
  });
});

test('a run that is interrupted removes what it has written and dies of the signal', async (t) => {
  const module = new URL('../../src/evidence/output-folder.js', import.meta.url).href;
  const script = `
    import { writeFileSync } from 'node:fs';
    const { openOutputFolder } = await import(${JSON.stringify(module)});
    const folder = await openOutputFolder('out');
    writeFileSync(folder.directory + '/half.csv', 'h');
    setInterval(() => {}, 1000);
    console.log('ready');`;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    const cwd = scratchFolder(t);
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], { cwd });
    const gone = once(child, 'exit');
    await once(child.stdout, 'data');
    assert.equal(readdirSync(cwd).length, 1);
    child.kill(signal);
    assert.deepEqual(await gone, [null, signal]);
    assert.deepEqual(readdirSync(cwd), [], signal);
  }
});

test('a full disk is no bug, whoever met it', () => {
  const system = Object.assign(new Error('write'), { code: 'ENOSPC' });
  const database = new Error(
    'Failed to append: Could not write file "case.duckdb.wal": No space left on device',
  );
  for (const error of [system, database, new Error('report.pdf', { cause: system })])
    assert.equal(fullDisk('out', error)?.code, 'output/disk-full');
  assert.equal(fullDisk('out', new Error('anything else', { cause: new Error('x') })), undefined);
});
