// Secrets planted in logs, captures, mails, statements and work logs: none of them is in any byte of what a run leaves.

import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { runReport } from '../src/pipeline.ts';
import { scratchFolder } from './support/output.ts';
import { holders, PLANTED, writePlanted } from './support/planted-secrets.ts';
import { readCsv } from './support/read-csv.ts';
import { runMain } from './support/run-main.ts';
import { botAddress } from './support/small-cases.ts';

async function reportOf(evidence: string, outDirectory: string, redact = true): Promise<void> {
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

test('report check 7: no output holds a planted secret, in any spelling', async (t) => {
  const folder = scratchFolder(t);
  const evidence = join(folder, 'evidence');
  const report = join(folder, 'report');
  writePlanted(evidence);
  await reportOf(evidence, report);
  assert.deepEqual(await holders(report), []);

  const rows = readCsv(readFileSync(join(report, 'data', 'redactions.csv'), 'utf8'));
  assert.deepEqual(rows[0], ['file', 'row_id', 'field', 'rule', 'count']);
  const files = new Set(rows.slice(1).map(([file]) => file));
  for (const file of ['E1', 'E2', 'E3', 'incident.yaml']) assert.ok(files.has(file), file);
  assert.ok(
    rows.some(([, , field]) => field === 'packets: how it was made'),
    'secrets in the descriptions of interfaces',
  );
  const clear = join(folder, 'clear');
  await reportOf(evidence, clear, false);
  // Else the search would find nothing because nothing ever gets there.
  const shown = new Set((await holders(clear)).map(({ name }) => name));
  assert.deepEqual(
    PLANTED.map(({ name }) => name).filter((name) => !shown.has(name)),
    [],
  );
  assert.equal(readCsv(readFileSync(join(clear, 'data', 'redactions.csv'), 'utf8')).length, 1);
  assert.match(readFileSync(join(clear, 'README.txt'), 'utf8'), /\*\*\* NOT REDACTED \*\*\*/);
  assert.doesNotMatch(readFileSync(join(report, 'README.txt'), 'utf8'), /NOT REDACTED/);
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

const PEOPLE = [
  'Ina Kern',
  'Joris Vale',
  'Uma Roth',
  'kern.example',
  'vale.example',
  'roth.example',
  '5550101',
  '5550102',
  '5550103',
];
const VICTIM = [
  '203.0.113.80',
  'www.example.net',
  'Robin Falk',
  'Tea House',
  'Mill Lane',
  'access.log',
  'worklog.csv',
  ...PEOPLE,
];
const DEMAND = ['1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa', 'crew@mail.example', 'we attack again'];
const LOSS = ['lost orders'];
const BOTS = Array.from({ length: 60 }, (_, n) => botAddress(n));

for (const { profile, kept, gone, bots } of [
  { profile: 'law_enforcement', kept: [...VICTIM, ...DEMAND, ...LOSS], gone: [], bots: 60 },
  { profile: 'insurer', kept: [...VICTIM, ...DEMAND, ...LOSS], gone: ['/reset/', '/shop;'], bots: 20 },
  { profile: 'client', kept: VICTIM, gone: [...DEMAND, ...LOSS, '/reset/', '/shop;'], bots: 0 },
  { profile: 'public', kept: [], gone: [...VICTIM, ...DEMAND, ...LOSS, '/reset/', '/shop;'], bots: 0 },
]) {
  test(`what the profile ${profile} lets through`, async (t) => {
    const folder = scratchFolder(t);
    const evidence = join(folder, 'evidence');
    const report = join(folder, 'report');
    writePlanted(evidence, profile);
    await reportOf(evidence, report);
    const texts = [...kept, ...gone, ...BOTS].map((text) => ({ name: text, secret: text }));
    const found = new Set((await holders(report, [...texts, ...PLANTED])).map(({ name }) => name));
    const among = (all: readonly string[]): string[] => all.filter((text) => found.has(text));
    assert.deepEqual(among(kept), kept);
    assert.deepEqual(among(gone), []);
    assert.equal(among(BOTS).length, bots, among(BOTS).join(' '));
    assert.deepEqual(among(PLANTED.map(({ name }) => name)), []);
    assert.equal(existsSync(join(report, 'data', 'case.duckdb')), profile === 'law_enforcement');
    const check = runMain(['verify', report, '--evidence', evidence]);
    assert.equal(check.exitCode, 0, check.stdout);
  });
}
