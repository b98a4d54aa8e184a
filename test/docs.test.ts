// Tables in the documents that are derived from registries. UPDATE_GOLDEN=1 writes them.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { THRESHOLDS } from '../src/assess/thresholds.ts';
import { FORMATS } from '../src/ingest/formats/index.ts';

const ROOT = new URL('../../', import.meta.url);

function checkBlock(file: string, name: string, expected: string): void {
  const path = fileURLToPath(new URL(file, ROOT));
  const text = readFileSync(path, 'utf8');
  const begin = `<!-- ${name}:begin -->\n`;
  const end = `<!-- ${name}:end -->`;
  const from = text.indexOf(begin) + begin.length;
  const to = text.indexOf(end);
  assert.ok(from >= begin.length && to >= from, `${file} has the markers of ${name}`);
  if (process.env.UPDATE_GOLDEN === '1') writeFileSync(path, text.slice(0, from) + expected + text.slice(to));
  else assert.equal(text.slice(from, to), expected, `${file}: UPDATE_GOLDEN=1 writes the table of ${name}`);
}

test('every check on reports that docs/architecture.md numbers has a test of that name', () => {
  const [, list = ''] = readFileSync(new URL('docs/architecture.md', ROOT), 'utf8').split(
    '## Checks on reports',
  );
  const numbers = [...list.split('\n## ')[0]!.matchAll(/^(\d+)\. /gm)].map(([, number]) => Number(number));
  assert.ok(numbers.length > 0);
  const named = new Set(
    readdirSync(new URL('test/', ROOT), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.test.ts') && name !== 'docs.test.ts')
      .flatMap((name) => [
        ...readFileSync(new URL(`test/${name}`, ROOT), 'utf8').matchAll(/report check (\d+): /g),
      ])
      .map(([, number]) => Number(number)),
  );
  assert.deepEqual(
    [...named].sort((a, b) => a - b),
    numbers,
  );
});

test('the README lists every evidence format', () => {
  const rows = FORMATS.map((format) => `| \`${format.id}\` | ${format.title} | ${format.spec} |\n`);
  checkBlock('README.md', 'formats', `| format | what | specification |\n|---|---|---|\n${rows.join('')}`);
});

test('docs/verdicts.md lists every threshold with its default', () => {
  const rows = Object.entries(THRESHOLDS).map(
    ([name, { value, unit, meaning }]) => `| \`${name}\` | ${value} | ${unit} | ${meaning} |\n`,
  );
  checkBlock(
    'docs/verdicts.md',
    'thresholds',
    `| threshold | default | unit | what it decides |\n|---|--:|---|---|\n${rows.join('')}`,
  );
});
