// The program as a process: exit codes, what goes to stdout and what to stderr, --help.

import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { FORMATS } from '../src/ingest/formats/index.ts';
import type { Inspection } from '../src/inspect.ts';
import { scratchFolder } from './support/output.ts';
import { FIXTURES, MAIN, namesIn, runMain } from './support/run-main.ts';

const CAPTURE = path.join(FIXTURES, 'pcap/transports-usec-le.pcap');
const LOG = path.join(FIXTURES, 'web-combined/common-and-combined.log');
const NOW = ['--now', '2026-06-20T12:00:00Z'];

test('--help: exit 0, on stdout, with every command, format and exit code', () => {
  const { exitCode, stdout, lines } = runMain(['--help']);
  assert.equal(exitCode, 0);
  assert.deepEqual(lines, []);
  for (const command of ['report', 'inspect', 'databases'])
    assert.match(stdout, new RegExp(`^  ${command} `, 'm'));
  for (const { id, title } of FORMATS) assert.ok(stdout.includes(`  ${id.padEnd(14)}${title}\n`), id);
  assert.match(stdout, /Exit codes: 0 clean, 1 .*, 2 .*, 70 a bug/);
});

test('--help of each command names its options', () => {
  const options: Record<string, string[]> = {
    report: ['--incident', '--out', '--now', '--asn-db', '--country-db', '--own', '--json'],
    inspect: ['--json'],
    databases: ['--asn-db', '--country-db'],
  };
  for (const [command, names] of Object.entries(options)) {
    const { exitCode, stdout } = runMain([command, '--help']);
    assert.equal(exitCode, 0, command);
    for (const name of names) assert.match(stdout, new RegExp(`^  ${name}\\b`, 'm'), `${command} ${name}`);
  }
});

test('--version is that of the package', () => {
  const { version } = JSON.parse(readFileSync(path.join(FIXTURES, '../package.json'), 'utf8')) as {
    version: string;
  };
  assert.deepEqual(runMain(['--version']), { exitCode: 0, stdout: `${version}\n`, lines: [] });
});

test('wrong use: exit 2, one line on stderr, nothing on stdout', () => {
  for (const [args, line] of [
    [['report', LOG, '--frob'], /unknown option '--frob'/],
    [['inspect', '--frob', LOG], /unknown option '--frob'/],
    [['report'], /missing required argument 'path'/],
    [['frobnicate'], /unknown command 'frobnicate'/],
    [['report', LOG, '--now'], /argument missing/],
  ] as [string[], RegExp][]) {
    const { exitCode, stdout, lines } = runMain(args);
    assert.equal(exitCode, 2, args.join(' '));
    assert.equal(stdout, '', args.join(' '));
    assert.equal(lines.length, 1, lines.join('\n'));
    assert.match(lines[0], line);
  }
  assert.equal(runMain([]).exitCode, 2);
});

test('inspect of sound files: exit 0, quiet on stderr, --json is one array in the order of the paths', () => {
  const { exitCode, stdout, lines } = runMain(['inspect', '--json', CAPTURE, LOG]);
  assert.equal(exitCode, 0);
  assert.deepEqual(lines, []);
  const found = JSON.parse(stdout) as Inspection[];
  assert.deepEqual(
    found.map((each) => [each.path, each.format]),
    [
      [CAPTURE, 'pcap'],
      [LOG, 'web-combined'],
    ],
  );
});

test('inspect as text names each file, its format and its hash', () => {
  const { stdout } = runMain(['inspect', LOG]);
  const [json] = JSON.parse(runMain(['inspect', '--json', LOG]).stdout) as Inspection[];
  assert.ok(stdout.startsWith(`${LOG}\n`));
  assert.ok(stdout.includes(json.sha256));
  assert.match(stdout, /^ {2}Format +web-combined$/m);
});

test('standard input is evidence like a file', () => {
  const bytes = readFileSync(CAPTURE);
  const [file] = JSON.parse(runMain(['inspect', '--json', CAPTURE]).stdout) as Inspection[];
  const run = runMain(['inspect', '--json', '-'], { input: bytes });
  assert.equal(run.exitCode, 0);
  assert.deepEqual(JSON.parse(run.stdout), [{ ...file, path: '-' }]);
});

test('report: exit 0, the summary on stdout, quiet on stderr, --out is where it is written', (t) => {
  const out = path.join(scratchFolder(t), 'a/new/folder');
  const { exitCode, stdout, lines } = runMain(['report', LOG, ...NOW, '--out', out]);
  assert.equal(exitCode, 0);
  assert.deepEqual(lines, []);
  assert.ok(stdout.includes(`Written to ${out}`));
  assert.deepEqual(namesIn(out), [
    'README.txt',
    'SHA256SUMS',
    'billing',
    'data',
    'extortion',
    'manifest.json',
    'provider',
    'report.html',
  ]);
  assert.deepEqual(namesIn(path.dirname(out)), ['folder'], 'no temporary folder stays');
});

test('report into an empty folder that exists; from standard input; --json prints the facts', (t) => {
  const out = scratchFolder(t);
  const { exitCode, stdout } = runMain(['report', '-', ...NOW, '--out', out, '--json'], {
    input: readFileSync(LOG),
  });
  assert.equal(exitCode, 0);
  const facts = JSON.parse(stdout) as { waves: unknown[]; evidence: { path: string }[] };
  assert.deepEqual(facts.waves, []);
  assert.deepEqual(
    facts.evidence.map(({ path }) => path),
    ['-'],
  );
});

test('without --out the report goes to reports/<case>-<n>, the first n that is free', (t) => {
  const cwd = scratchFolder(t);
  mkdirSync(path.join(cwd, 'reports/case-1'), { recursive: true });
  const { exitCode, stdout } = runMain(['report', LOG, ...NOW], { cwd });
  assert.equal(exitCode, 0);
  const [, written] = /^Written to (.*)$/m.exec(stdout) ?? [];
  assert.match(written, /^reports\/.+-\d+$/);
  assert.notEqual(written, 'reports/case-1');
  assert.ok(namesIn(path.join(cwd, written)).includes('SHA256SUMS'));
});

test('SOURCE_DATE_EPOCH sets the time of the report, --now wins over it', (t) => {
  const folder = scratchFolder(t);
  const time = (name: string, args: string[], epoch: string): string => {
    const run = runMain(['report', LOG, ...args, '--json', '--out', path.join(folder, name)], {
      env: { SOURCE_DATE_EPOCH: epoch },
    });
    assert.equal(run.exitCode, 0, run.lines.join('\n'));
    return /"20\d\d-\d\d-\d\dT12:00:0\dZ"/.exec(run.stdout)?.[0] ?? '';
  };
  assert.equal(time('a', [], String(Date.UTC(2026, 5, 21, 12, 0, 5) / 1000)), '"2026-06-21T12:00:05Z"');
  assert.equal(time('b', NOW, '0'), '"2026-06-20T12:00:00Z"');
});

test('databases: exit 0, name, date, hash, licence', () => {
  const { exitCode, stdout, lines } = runMain(['databases']);
  assert.equal(exitCode, 0);
  assert.deepEqual(lines, []);
  assert.ok((stdout.match(/^ {2}SHA-256 +[0-9a-f]{64}$/gm) ?? []).length >= 3);
  assert.match(stdout, /^ {2}built +20\d\d-\d\d-\d\d/m);
  assert.match(stdout, /--country-db FILE/);
});

test('the entry point begins with the line that makes it a program', () => {
  assert.ok(readFileSync(MAIN, 'utf8').startsWith('#!/usr/bin/env node\n'));
});
