// The rules of the house: who may import whom, one file a package, sizes, registries without gaps.

import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { DETECTORS } from '../src/assess/detectors/index.ts';
import { TIME_ENTRY_FORMATS } from '../src/billing/formats/index.ts';
import { FORMATS } from '../src/ingest/formats/index.ts';
import { filesBelow } from './support/output.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const SRC = path.join(ROOT, 'src');
const MAX_LINES = 400;

const files = filesBelow(SRC).filter((name) => name.endsWith('.ts'));
const sources = new Map(files.map((name) => [name, readFileSync(path.join(SRC, name), 'utf8')]));

interface Import {
  from: string;
  typesOnly: boolean;
}

// import x from 'y'; import type { x } from 'y'; export { x } from 'y'; import 'y'; import('y'); require('y')
const STATIC = /^(?:import|export)\s(type\s)?[^;'"()=]*?\bfrom '([^']+)'|^import '([^']+)'/gm;
const DYNAMIC = /\b(?:import|require)\('([^']+)'\)/g;

function importsOf(name: string): Import[] {
  const text = sources.get(name) ?? '';
  return [
    ...[...text.matchAll(STATIC)].map((m) => ({ from: m[2] ?? m[3], typesOnly: m[1] !== undefined })),
    ...[...text.matchAll(DYNAMIC)].map((m) => ({ from: m[1], typesOnly: false })),
  ];
}

function localImports(name: string): Import[] {
  return importsOf(name)
    .filter(({ from }) => from.startsWith('.'))
    .map((each) => ({ ...each, from: path.posix.join(path.posix.dirname(name), each.from) }));
}

const JOINING_FOLDERS = ['facts', 'cli', 'explain', 'compare', 'verify'];
const JOINING_FILES = [
  'pipeline.ts',
  'conclude.ts',
  'collect.ts',
  'decode-thread.ts',
  'decode-worker.ts',
  'inspect.ts',
  'main.ts',
  'index.ts',
];

/** Files that join stages. All others import model and their own stage only. */
function joinsStages(name: string): boolean {
  return JOINING_FILES.includes(name) || JOINING_FOLDERS.includes(stageOf(name));
}

function stageOf(name: string): string {
  return name.includes('/') ? name.slice(0, name.indexOf('/')) : '';
}

/** What any stage may import beside model and itself. */
function isOpenToAll({ from, typesOnly }: Import): boolean {
  // The contract of the case database, which assess asks in SQL; and a constant.
  return (from === 'aggregate/store.ts' && typesOnly) || from === 'version.ts';
}

test('the search for imports sees something', () => {
  assert.ok(files.length > 100);
  assert.ok(localImports('conclude.ts').length > 10);
  for (const name of files)
    for (const { from } of localImports(name))
      assert.ok(existsSync(path.join(SRC, from)), `${name}: ${from}`);
});

test('model imports only model', () => {
  for (const name of files.filter((each) => stageOf(each) === 'model')) {
    for (const { from } of importsOf(name)) assert.match(from, /^\.\//, `${name} imports ${from}`);
  }
});

test('a stage imports model and itself', () => {
  const broken: string[] = [];
  for (const name of files) {
    if (joinsStages(name)) continue;
    for (const each of localImports(name)) {
      const own = ['model', stageOf(name)].includes(stageOf(each.from)) && !joinsStages(each.from);
      if (!own && !isOpenToAll(each)) broken.push(`${name} imports ${each.from}`);
    }
  }
  assert.deepEqual(broken, []);
});

test('each third-party package comes in through one file', () => {
  const users = new Map<string, string[]>();
  for (const name of files) {
    for (const specifier of new Set(importsOf(name).map(({ from }) => from))) {
      if (specifier.startsWith('.') || specifier.startsWith('node:')) continue;
      const parts = specifier.split('/');
      const packageName = specifier.startsWith('@') ? `${parts[0]}/${parts[1]}` : parts[0];
      users.set(packageName, [...(users.get(packageName) ?? []), name]);
    }
  }
  assert.ok(users.size >= 12, 'the packages are seen');
  for (const [name, importers] of users) assert.equal(importers.length, 1, `${name}: ${importers.join(' ')}`);
});

test(`no file over ${MAX_LINES} lines, and each begins with a sentence on what is in it`, () => {
  for (const [name, text] of sources) {
    const lines = text.split('\n').length - 1;
    assert.ok(lines <= MAX_LINES, `${name} has ${lines} lines`);
    assert.match(text.replace(/^#!.*\n/, ''), /^\/[/*] ?\S/, `${name} does not say what is in it`);
  }
});

test('only main.ts prints and exits', () => {
  for (const [name, text] of sources) {
    if (name === 'main.ts') continue;
    assert.doesNotMatch(text, /\bprocess\.exit(Code)?\b|\bconsole\.|process\.(stdout|stderr)\.write/, name);
  }
});

test('nothing is exported as default, no TODO is left', () => {
  for (const [name, text] of sources) {
    assert.doesNotMatch(text, /^export default/m, name);
    assert.doesNotMatch(text, /\/[/*] ?(TODO|FIXME)\b/, name);
  }
});

// A registered file is imported by index.ts, or by a file that is (formats share readers of fields and times).
function reachable(registry: string): Set<string> {
  const folder = path.posix.dirname(registry);
  const seen = new Set<string>([registry]);
  const queue = [registry];
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    for (const { from } of localImports(name)) {
      if (path.posix.dirname(from) !== folder || seen.has(from)) continue;
      seen.add(from);
      queue.push(from);
    }
  }
  return seen;
}

test('registries have no unregistered file', () => {
  for (const registry of [
    'ingest/formats/index.ts',
    'assess/detectors/index.ts',
    'billing/formats/index.ts',
    'report/charts/index.ts',
  ]) {
    const folder = path.posix.dirname(registry);
    const present = files.filter((name) => path.posix.dirname(name) === folder);
    const known = reachable(registry);
    assert.deepEqual(
      present.filter((name) => !known.has(name)),
      [],
      registry,
    );
  }
});

test('ids in the registries are unique', () => {
  for (const registry of [FORMATS, DETECTORS, TIME_ENTRY_FORMATS]) {
    const ids = registry.map(({ id }) => id);
    assert.ok(ids.length > 0);
    assert.deepEqual([...new Set(ids)], ids);
  }
});

test('every evidence format has fixtures with expected rows, every fixture folder an owner', () => {
  const fixtures = path.join(ROOT, 'fixtures');
  for (const { id } of FORMATS) {
    const names = readdirSync(path.join(fixtures, id));
    assert.ok(
      names.some((name) => name.endsWith('.expected.json')),
      id,
    );
  }
  const readme = readFileSync(path.join(fixtures, 'README.md'), 'utf8');
  for (const entry of readdirSync(fixtures, { withFileTypes: true })) {
    if (entry.isDirectory())
      assert.ok(readme.includes(`| ${entry.name} |`), `fixtures/README.md: ${entry.name}`);
  }
});
