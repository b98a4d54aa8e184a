// Secrets planted in logs, captures, mails, statements and work logs: none of them is in any byte of what a run leaves.

import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { runReport } from '../src/pipeline.ts';
import { scratchFolder } from './support/output.ts';
import { PLANTED, secretsIn, writePlanted } from './support/planted-secrets.ts';
import { readCsv } from './support/read-csv.ts';
import { runMain } from './support/run-main.ts';

async function reportOf(evidence: string, outDirectory: string, redact: boolean): Promise<void> {
  await runReport({
    paths: [evidence],
    incidentFile: undefined,
    outDirectory,
    nowSec: Date.UTC(2026, 5, 20) / 1000,
    asnDb: undefined,
    countryDb: undefined,
    own: [],
    command: 'afterflood report evidence',
    redact,
    onProgress: () => undefined,
    onStage: () => undefined,
  });
}

test('no output holds a planted secret, in any spelling', async (t) => {
  const folder = scratchFolder(t);
  const evidence = join(folder, 'evidence');
  const report = join(folder, 'report');
  writePlanted(evidence);
  await reportOf(evidence, report, true);
  assert.deepEqual(await secretsIn(report), []);

  const rows = readCsv(readFileSync(join(report, 'data', 'redactions.csv'), 'utf8'));
  assert.deepEqual(rows[0], ['file', 'row_id', 'field', 'rule', 'count']);
  const files = new Set(rows.slice(1).map(([file]) => file));
  for (const file of ['E1', 'E2', 'E3', 'incident.yaml']) assert.ok(files.has(file), file);
  const clear = join(folder, 'clear');
  await reportOf(evidence, clear, false);
  // Else the search would find nothing because nothing ever gets there.
  const shown = new Set((await secretsIn(clear)).map(({ name }) => name));
  assert.deepEqual(
    PLANTED.map(({ name }) => name).filter((name) => !shown.has(name)),
    [],
  );
  assert.equal(readCsv(readFileSync(join(clear, 'data', 'redactions.csv'), 'utf8')).length, 1);
});

test('--no-redact is for law enforcement only', (t) => {
  const folder = scratchFolder(t);
  for (const profile of ['insurer', 'client', 'public']) {
    writeFileSync(join(folder, 'incident.yaml'), `report: { profile: ${profile} }\n`);
    const run = runMain(['report', folder, '--no-redact', '--out', join(folder, 'out')]);
    assert.equal(run.exitCode, 2);
    assert.match(run.lines[0]!, new RegExp(`--no-redact: expected .* law_enforcement, found ${profile};`));
  }
});
