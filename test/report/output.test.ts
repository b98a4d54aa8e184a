// A whole output folder without its PDFs: the same bytes twice, a README that names what is there, JSON that can be trusted.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { writeManifest } from '../../src/evidence/manifest.ts';
import { openOutputFolder } from '../../src/evidence/output-folder.ts';
import type { CaseRows, IncidentFacts } from '../../src/model/facts.ts';
import { REPORT_WRITERS, writeReports } from '../../src/report/index.ts';
import type { ReportWriter } from '../../src/report/writer.ts';
import { contentsBelow, filesBelow, sampleRows, scratchFolder } from '../support/output.ts';
import { sampleBill } from '../support/sample-bill.ts';
import { sampleFacts } from '../support/sample-facts.ts';

const DATABASE = { path: 'data/case.duckdb', logicalDigest: 'd1'.repeat(32) };
const WITHOUT_PDF = REPORT_WRITERS.filter((writer) => writer.id !== 'documents');

async function run(facts: IncidentFacts, rows: CaseRows, target: string): Promise<void> {
  const folder = await openOutputFolder(target);
  const files = await writeReports(
    facts,
    rows,
    folder.directory,
    { bill: sampleBill(), otherFiles: [{ path: DATABASE.path, title: 'the case database' }] },
    WITHOUT_PDF,
  );
  await writeManifest(facts, files, DATABASE, folder.directory);
  await folder.commit();
}

/** The same facts with the keys of every object in reverse order. */
function reversedKeys<T>(value: T): T {
  if (Array.isArray(value)) return value.map(reversedKeys) as T;
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, inner]) => [key, reversedKeys(inner)]),
  ) as T;
}

test('the same facts give the same bytes, however the rows were cut', async (t) => {
  const scratch = scratchFolder(t);
  const facts = sampleFacts();
  await run(facts, sampleRows([facts.topProven]), join(scratch, 'first'));
  await run(sampleFacts(), sampleRows(facts.topProven.map((source) => [source])), join(scratch, 'second'));
  const first = contentsBelow(join(scratch, 'first'));
  const second = contentsBelow(join(scratch, 'second'));
  assert.deepEqual([...second.keys()], [...first.keys()]);
  for (const [path, bytes] of first) assert.ok(bytes.equals(second.get(path)!), path);
});

test('incident.json reads back as the facts, in an order of keys of its own', async (t) => {
  const scratch = scratchFolder(t);
  const facts = sampleFacts();
  facts.case.title = 'a\u202eb\u2028c\u0007"</script>';
  await run(facts, sampleRows([]), join(scratch, 'a'));
  await run(reversedKeys(facts), sampleRows([]), join(scratch, 'b'));
  const text = readFileSync(join(scratch, 'a/data/incident.json'), 'utf8');
  assert.equal(readFileSync(join(scratch, 'b/data/incident.json'), 'utf8'), text);
  assert.doesNotMatch(text, /[\x00-\x09\x0b-\x1f\u202e\u2028]/);
  const read = JSON.parse(text);
  assert.equal(read.schemaVersion, 1);
  assert.equal(read.case.title, facts.case.title);
  assert.equal(read.evidence[0].bytesRead, 6_181_616_000);
  const udp = read.vectors.find((vector: { id: string }) => vector.id === 'V4');
  assert.equal(udp.baselineShare, null, 'unknown is null, not left out');
});

test('README.txt names every file, fits 72 columns and says EXERCISE', async (t) => {
  const scratch = scratchFolder(t);
  const facts = sampleFacts();
  facts.case.title = `${'x'.repeat(100)} \u001b[31mred`;
  const target = join(scratch, 'case');
  await run(facts, sampleRows([facts.topProven]), target);
  const text = readFileSync(join(target, 'README.txt'), 'utf8');
  for (const line of text.split('\n')) assert.ok(line.length <= 72, line);
  assert.doesNotMatch(text, /[^\n\x20-\x7e]/);
  for (const path of filesBelow(target)) {
    // A folder of many files stands for them.
    const shown = /^(provider\/(abuse|blocklists)|extortion\/preservation)\//.exec(path)?.[0] ?? path;
    if (path !== 'README.txt') assert.ok(text.includes(`   ${shown}`), path);
  }
  assert.match(text, /EXERCISE/);
  assert.match(text, /sha256sum -c SHA256SUMS/);
  assert.ok(text.includes(DATABASE.path));
  facts.case.exercise = false;
  await run(facts, sampleRows([]), join(scratch, 'real'));
  assert.doesNotMatch(readFileSync(join(scratch, 'real/README.txt'), 'utf8'), /EXERCISE/);
});

test('a writer that fails fails the run, and only after the others have ended', async (t) => {
  let slowEnded = false;
  const failing: ReportWriter = {
    id: 'failing',
    title: '',
    write: () => Promise.reject(new Error('no more space')),
  };
  const slow: ReportWriter = {
    id: 'slow',
    title: '',
    async write() {
      await new Promise((resolve) => setTimeout(resolve, 20));
      slowEnded = true;
      return [];
    },
  };
  const written = writeReports(
    sampleFacts(),
    sampleRows([]),
    scratchFolder(t),
    { bill: undefined, otherFiles: [] },
    [failing, slow],
  );
  await assert.rejects(written, /no more space/);
  assert.ok(slowEnded);
});
