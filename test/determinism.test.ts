// Same evidence, same bytes out: whatever the time zone, the order of the paths, the number of workers.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type TestContext, test } from 'node:test';
import { contentsBelow, filesBelow, scratchFolder } from './support/output.ts';
import { FIXTURES, reportInto, runMain } from './support/run-main.ts';

// The database file is the one exception; the manifest holds a digest of its rows in order instead.
const DATABASE = 'data/case.duckdb';
const CASE = path.join(FIXTURES, 'lab/syn-flood-cookies');
const FILES = filesBelow(CASE).map((name) => path.join(CASE, name));

function assertEqualFolders(a: string, b: string): void {
  const [left, right] = [contentsBelow(a), contentsBelow(b)];
  assert.deepEqual([...left.keys()], [...right.keys()]);
  assert.ok(left.size > 20);
  for (const kind of [/\.pdf$/, /\.csv$/, /\.json$/, /\.html$/, /^SHA256SUMS$/])
    assert.ok(
      [...left.keys()].some((name) => kind.test(name)),
      String(kind),
    );
  for (const [name, bytes] of left) {
    if (name === DATABASE) continue;
    // Names of differing files say more than their bytes.
    assert.ok(bytes.equals(right.get(name) as Buffer), `${name} differs`);
  }
  assert.match(readFileSync(path.join(a, 'manifest.json'), 'utf8'), /"logical_[a-z0-9_]*": ?"[0-9a-f]{64}"/);
}

function reportOf(t: TestContext, args: string[], env: Record<string, string> = {}): string {
  const out = path.join(scratchFolder(t), 'out');
  const run = runMain(['report', ...args, '--now', '2026-12-01T00:00:00Z', '--out', out], { env });
  assert.equal(run.exitCode, 0, run.lines.join('\n'));
  return out;
}

test('report check 1: the demo case twice, in zones at both ends of the day: byte for byte the same', (t) => {
  const demo = path.join(FIXTURES, 'debtember');
  assertEqualFolders(
    reportOf(t, [demo], { TZ: 'Pacific/Kiritimati', LC_ALL: 'C' }),
    reportOf(t, [demo], { TZ: 'Pacific/Pago_Pago', LC_ALL: 'de_DE.UTF-8' }),
  );
});

test('one worker or two: byte for byte the same', async (t) => {
  const folder = scratchFolder(t);
  const outs = [1, 2].map((workers) => path.join(folder, `workers-${workers}`));
  await reportInto(outs[0], [CASE], { workers: 1 });
  await reportInto(outs[1], [CASE], { workers: 2 });
  assertEqualFolders(outs[0], outs[1]);
});

test('paths in another order: the same tables', async (t) => {
  const folder = scratchFolder(t);
  const outs = ['forward', 'backward'].map((name) => path.join(folder, name));
  await reportInto(outs[0], FILES);
  await reportInto(outs[1], [...FILES].reverse());
  assertEqualFolders(outs[0], outs[1]);
});
