// The labelled set: 40 and more attacks, 25 and more benign cases, all with known truth. Prints the confusion table and keeps it in docs/verdicts.md.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { openAttributor } from '../src/aggregate/attribute.ts';
import { VECTOR_LABELS } from '../src/model/vectors.ts';
import { assessCase } from './support/labelled/assess-case.ts';
import type { Truth } from './support/labelled/case.ts';
import { makeLabelledSet } from './support/labelled/generate.ts';
import { confusionTable, type Fault, judge, type Said } from './support/labelled/judge.ts';

const FOLDER = fileURLToPath(new URL('../../fixtures/labelled', import.meta.url));
const PAGE = fileURLToPath(new URL('../../docs/verdicts.md', import.meta.url));
const BEGIN = '<!-- confusion:begin -->';
const END = '<!-- confusion:end -->';

const truths = JSON.parse(readFileSync(path.join(FOLDER, 'truth.json'), 'utf8')) as Truth[];

test('the set is large enough, small enough, and named in the vocabulary', () => {
  assert.ok(truths.filter(({ attack }) => attack).length >= 40);
  assert.ok(truths.filter(({ attack }) => !attack).length >= 25);
  let total = 0;
  for (const name of readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })) {
    const stat = statSync(path.join(FOLDER, name));
    if (!stat.isFile()) continue;
    total += stat.size;
    assert.ok(stat.size <= 120 * 1024 || name === 'truth.json', `${name}: ${stat.size} bytes`);
  }
  assert.ok(total <= 10 * 1024 * 1024, `${total} bytes`);
  assert.equal(new Set(truths.map(({ id }) => id)).size, truths.length);
  for (const { id, attack, vectors, mayAlso, proven, real, reflectors, infrastructure, innocent } of truths) {
    assert.equal(attack, vectors.length > 0, id);
    for (const vector of [...vectors.map((each) => each.vector), ...mayAlso])
      assert.ok(vector in VECTOR_LABELS, vector);
    const guilty = new Set([...proven, ...real]);
    for (const address of [...reflectors, ...infrastructure, ...innocent])
      assert.ok(!guilty.has(address), `${id}: ${address} is on two sides`);
  }
});

/** Its port is known, but no published layout tells its answers: such a flood is told as a UDP flood, and has a case as one. */
const WITHOUT_SIGNATURE = ['sentinel_amplification'];

test('every vector has a case', () => {
  const cases = new Set(truths.flatMap(({ vectors }) => vectors.map(({ vector }) => vector)));
  assert.deepEqual(
    Object.keys(VECTOR_LABELS).filter((vector) => !cases.has(vector)),
    WITHOUT_SIGNATURE,
  );
});

test('the generator gives the committed files', () => {
  const made = makeLabelledSet();
  const committed = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(path.join(FOLDER, name)).isFile())
    .map((name) => name.split(path.sep).join('/'));
  assert.deepEqual([...made.keys()].sort(), committed.sort());
  for (const [name, bytes] of made) {
    // Compressed bytes may differ from one zlib to the next; what is in them may not.
    const plain = (each: Buffer): Buffer => (name.endsWith('.gz') ? gunzipSync(each) : each);
    assert.ok(
      plain(bytes).equals(plain(readFileSync(path.join(FOLDER, name)))),
      `${name} differs: generate again, look at the difference`,
    );
  }
});

test('attacks are found, benign cases are left alone, nobody is accused without proof', async (t) => {
  const attributor = await openAttributor({ asnDb: undefined, countryDb: undefined });
  const results: { truth: Truth; said: Said; faults: Fault[] }[] = new Array(truths.length);
  let next = 0;
  const lane = async (): Promise<void> => {
    for (let at = next++; at < truths.length; at = next++) {
      const said = await assessCase(path.join(FOLDER, truths[at].id), attributor);
      results[at] = { truth: truths[at], said, faults: judge(truths[at], said) };
    }
  };
  await Promise.all([lane(), lane()]);

  const table = confusionTable(results);
  t.diagnostic(`\n${table}`);
  for (const { truth, faults } of results)
    for (const fault of faults) t.diagnostic(`${truth.id}: ${fault.kind}: ${fault.text}`);
  const wrong = results.flatMap(({ truth, faults }) =>
    faults.map(({ kind, text }) => `${truth.id}: ${kind}: ${text}`),
  );
  if (process.env.UPDATE_GOLDEN === '1') writeTable(table);
  assert.deepEqual(wrong, []);
  assert.deepEqual(
    results.flatMap(({ said }) => sentences(said)).filter((text) => UNGROUPED.test(text)),
    [],
    'a count of four and more digits stands without commas',
  );
  assert.equal(writtenTable(), table, 'docs/verdicts.md shows another table: UPDATE_GOLDEN=1');
});

// Four digits and more that are no port, no part of a name, an address or a time.
const UNGROUPED = /(?<![\d.,:/\-A-Za-z]|port )\d{4,}(?![\d:\-/])/;

function sentences({ facts }: Said): string[] {
  return [
    ...facts.vectors.flatMap(({ reason, criteria }) => [reason, ...criteria.map(({ text }) => text)]),
    ...facts.alternatives.flatMap(({ text, criteria }) => [text, ...criteria.map((each) => each.text)]),
  ];
}

// The page is written by hand around the table.
function writtenTable(): string {
  const page = readFileSync(PAGE, 'utf8');
  return page.slice(page.indexOf(BEGIN) + BEGIN.length, page.indexOf(END)).trim();
}

function writeTable(table: string): void {
  const page = readFileSync(PAGE, 'utf8');
  assert.ok(page.includes(BEGIN) && page.includes(END), `docs/verdicts.md has no ${BEGIN} ... ${END}`);
  const rest = page.slice(page.indexOf(END));
  writeFileSync(PAGE, `${page.slice(0, page.indexOf(BEGIN))}${BEGIN}\n${table}\n${rest}`);
}
