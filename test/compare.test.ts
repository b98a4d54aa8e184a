// Cases against each other: chance reckoned exactly, real reports with a known overlap, words no stronger than the numbers.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { compare } from '../src/cli/compare.ts';
import type { Comparison, Pair } from '../src/compare/compare.ts';
import { conclude, pText } from '../src/compare/conclusion.ts';
import { hypergeometricTail } from '../src/compare/hypergeometric.ts';
import { distinctRows, overlapOf } from '../src/compare/overlap.ts';
import { sharedSyn } from '../src/compare/syn-marks.ts';
import { InputError } from '../src/model/diagnostic.ts';
import { contentsBelow } from './support/output.ts';
import { readCsv } from './support/read-csv.ts';
import { runMain } from './support/run-main.ts';
import { type SmallCase, VISITORS_AGENT, writeSmallCase } from './support/small-cases.ts';

// Python 3: F = fractions.Fraction; P = F(sum(comb(n1,i)*comb(M-n1,n2-i) for i in range(k,min(n1,n2)+1) if n2-i <= M-n1), comb(M,n2)).
// The first four are exact fractions that can be checked by hand: 1/3, 309/75670, 1684752/4060189, 8365/8398.
const EXACT: readonly (readonly [M: number, n1: number, n2: number, k: number, p: number])[] = [
  [10, 4, 3, 2, 1 / 3],
  [50, 5, 10, 4, 309 / 75670],
  [52, 13, 13, 4, 1684752 / 4060189],
  [20, 12, 12, 5, 8365 / 8398],
  [20, 12, 12, 4, 1],
  [1000, 30, 40, 3, 1.140991091278456e-1],
  [100000, 500, 300, 1, 7.782092340863257e-1],
  [100000, 500, 300, 5, 1.810702541561834e-2],
  [281600, 600, 600, 2, 3.657192903085305e-1],
  [3310086129, 600, 550, 1, 9.969033893162014e-5],
  [3310086129, 600, 550, 3, 1.634156260301972e-13],
  [2000, 1000, 1000, 480, 9.666548918351516e-1],
  [2000, 1000, 1000, 530, 4.154899172349353e-3],
];

describe('hypergeometric tail', () => {
  for (const [M, n1, n2, k, p] of EXACT) {
    test(`M ${M}, ${n1} and ${n2}, at least ${k}`, () => {
      for (const tail of [hypergeometricTail(M, n1, n2, k), hypergeometricTail(M, n2, n1, k)]) {
        assert.ok(Math.abs(tail.p / p - 1) < 1e-10, `${tail.p} is not ${p}`);
        assert.ok(Math.abs(10 ** tail.log10P / p - 1) < 1e-9);
        assert.equal(tail.expected, (Math.max(n1, n2) / M) * Math.min(n1, n2));
      }
    });
  }

  test('a tail too small for a number keeps its logarithm', () => {
    // decimal.Decimal(P.numerator).log10() - decimal.Decimal(P.denominator).log10() with 60 digits
    const { p, log10P } = hypergeometricTail(1_000_000, 600, 580, 412);
    assert.equal(p, 0);
    assert.ok(Math.abs(log10P - -1261.144400172) < 1e-8, String(log10P));
    assert.equal(pText(p, log10P), '10^-1261');
  });

  test('never NaN, never outside 0 to 1, never rising with k', () => {
    for (const M of [0, 1, 2, 7, 1000, 2 ** 32, Number.MAX_SAFE_INTEGER])
      for (const n1 of [0, 1, 2, 7, 999, 100_000])
        for (const n2 of [0, 1, 7, 1000]) {
          if (Math.max(n1, n2) > M) continue;
          let last = 1;
          for (const k of [0, 1, 2, Math.min(n1, n2) >> 1, Math.min(n1, n2), Math.min(n1, n2) + 1].sort(
            (a, b) => a - b,
          )) {
            const { p, log10P, expected } = hypergeometricTail(M, n1, n2, k);
            const where = `M ${M}, ${n1}, ${n2}, k ${k}: ${p}`;
            assert.ok(p >= 0 && p <= last, where);
            assert.ok(log10P <= 0 && Number.isFinite(expected), where);
            last = p;
          }
          assert.equal(last, 0);
        }
    assert.throws(() => hypergeometricTail(5, 6, 1, 1), RangeError);
    assert.throws(() => hypergeometricTail(Number.NaN, 0, 0, 0), RangeError);
  });
});

test('overlap of sets of rows', () => {
  const a = Uint32Array.of(1, 1, 1, 2, 3, 0, 3, 9);
  const b = Uint32Array.of(0, 9, 1, 2, 3, 9, 4, 4, 5, 5);
  assert.deepEqual(overlapOf(a, b, 2), { a: 4, b: 5, shared: 2, jaccard: 2 / 7, overlap: 2 / 4 });
  assert.deepEqual(overlapOf(a, new Uint32Array(0), 2), { a: 4, b: 0, shared: 0, jaccard: 0, overlap: 0 });
  assert.deepEqual([...distinctRows(Uint32Array.of(0, 1, 0, 1, 0, 2, 1, 2), 2)], [0, 1, 0, 2, 1, 2]);
});

test('words follow the numbers', () => {
  const overlap = (a: number, b: number, shared: number) => ({
    a,
    b,
    shared,
    jaccard: shared / (a + b - shared),
    overlap: shared / Math.min(a, b),
  });
  const chance = (p: number) => ({
    a: 600,
    b: 600,
    shared: 0,
    population: 1e8,
    asns: 100,
    expected: 0.0036,
    p,
    log10P: Math.log10(p),
  });
  assert.equal(conclude('proven', 'A', 'B', overlap(9, 600, 9), chance(1e-9), []).strength, 'not enough');
  assert.equal(
    conclude('proven', 'A', 'B', overlap(600, 600, 0), chance(1), []).strength,
    'no overlap beyond chance',
  );
  assert.equal(
    conclude('proven', 'A', 'B', overlap(600, 600, 200), chance(0.02), []).strength,
    'no overlap beyond chance',
  );
  assert.equal(conclude('proven', 'A', 'B', overlap(600, 600, 3), chance(1e-9), []).strength, 'some shared');
  assert.equal(
    conclude('proven', 'A', 'B', overlap(600, 600, 412), chance(1e-300), ['access.log']).strength,
    'same evidence',
  );
  const same = conclude('proven', 'A', 'B', overlap(700, 600, 412), chance(1e-300), []);
  assert.equal(same.strength, 'same group');
  assert.match(
    same.text,
    /share 412 of 600 proven addresses; chance overlap expected 0\.0036; consistent with the same group of machines; does not prove the same operator/,
  );
  assert.match(
    conclude('reflector', 'A', 'B', overlap(700, 600, 412), chance(1e-300), []).text,
    /lists of them are traded/,
  );
});

test('SYN marks: a tool is named when most sources of both cases bear it', () => {
  const marks = (by: [number, number][], tools: [number, number][]) => ({
    sources: by.reduce((sum, [, n]) => sum + n, 0),
    byFingerprint: new Map(by),
    byTool: new Map(tools),
  });
  const a = marks(
    [
      [7, 90],
      [8, 10],
    ],
    [[1, 90]],
  );
  assert.deepEqual(
    sharedSyn(
      a,
      marks(
        [
          [7, 60],
          [9, 40],
        ],
        [[1, 60]],
      ),
    ),
    { a: 2, b: 2, shared: 1, shareA: 0.9, shareB: 0.6, tools: ['hping3'] },
  );
  assert.deepEqual(
    sharedSyn(
      a,
      marks(
        [
          [7, 60],
          [9, 40],
        ],
        [[1, 40]],
      ),
    )?.tools,
    [],
  );
  assert.equal(sharedSyn(a, marks([], [])), undefined);
});

describe('cases from real reports', () => {
  let folder = '';
  const made = new Map<string, string>();
  const JUNE = Date.UTC(2026, 5, 1) / 1000;
  const CASES: readonly SmallCase[] = [
    { id: 'EX-A', from: 0, bots: 30, agent: 'flood-tool/1.0 (exercise)', startSec: JUNE },
    { id: 'EX-B', from: 18, bots: 30, agent: 'flood-tool/1.0 (exercise)', startSec: JUNE + 10 * 86_400 },
    { id: 'EX-C', from: 48, bots: 25, agent: VISITORS_AGENT, startSec: JUNE + 40 * 86_400 },
    {
      id: 'EX-D',
      from: 0,
      bots: 6,
      stepSec: 1,
      turns: 60,
      agent: 'flood-tool/1.0 (exercise)',
      startSec: JUNE + 50 * 86_400,
    },
  ];
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'afterflood-compare-'));
    for (const each of CASES) made.set(each.id, await writeSmallCase(folder, each));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));
  const at = (...ids: string[]): string[] => ids.map((id) => made.get(id)!);
  const comparison = async (...ids: string[]): Promise<Comparison> =>
    JSON.parse((await compare(at(...ids), { json: true })).out) as Comparison;
  const onlyPair = async (a: string, b: string): Promise<Pair> => (await comparison(a, b)).pairs[0];
  const provenRows = (id: string): Record<string, string>[] => {
    const [names, ...rows] = readCsv(readFileSync(join(made.get(id)!, 'data/sources.csv'), 'utf8'));
    return rows
      .map((row) => Object.fromEntries(names.map((name, i) => [name, row[i]])))
      .filter((row) => row.verdict === 'proven');
  };

  test('twelve of thirty bots in both: counts, measures and chance', async () => {
    const pair = await onlyPair('EX-A', 'EX-B');
    const [machines] = pair.machines;
    assert.equal(pair.machines.length, 1);
    assert.deepEqual(machines.addresses, { a: 30, b: 30, shared: 12, jaccard: 12 / 48, overlap: 12 / 30 });
    // Six bots a /24: A has blocks 0 to 4, B has 3 to 7.
    assert.deepEqual(machines.networks, { a: 5, b: 5, shared: 2, jaccard: 2 / 8, overlap: 2 / 5 });
    const asns = (id: string): Set<string> => new Set(provenRows(id).map((row) => row.asn));
    const [a, b] = [asns('EX-A'), asns('EX-B')];
    const both = [...a].filter((asn) => b.has(asn)).length;
    assert.deepEqual([machines.asns.a, machines.asns.b, machines.asns.shared], [a.size, b.size, both]);
    const { chance } = machines;
    assert.ok(chance !== undefined);
    assert.deepEqual(
      [chance.a, chance.b, chance.shared, chance.asns],
      [30, 30, 12, new Set([...a, ...b]).size],
    );
    assert.equal(chance.population, announcedByLines(new Set([...a, ...b])));
    assert.equal(chance.expected, 900 / chance.population);
    const exact = exactTail(BigInt(chance.population), 30n, 30n, 12n);
    assert.ok(Math.abs(chance.p / exact - 1) < 1e-9, `${chance.p} is not ${exact}`);
    assert.equal(machines.conclusion.strength, 'same group');
    // The flood lasts 30 turns of 8 s, its last request in the last of them; ten days between two floods that start alike.
    assert.equal(pair.gapSec, 10 * 86_400 - (29 * 8 + 7));
    assert.deepEqual(
      pair.vectors.map((each) => each.vector),
      ['http_flood'],
    );
    assert.deepEqual(pair.agents.top, [
      {
        agent: 'flood-tool/1.0 (exercise)',
        a: { sources: 30, requests: 900, ordinaryClients: 0 },
        b: { sources: 30, requests: 900, ordinaryClients: 0 },
        ordinary: false,
      },
    ]);
    assert.equal(pair.agents.unusual, 1);
    assert.equal(pair.syn, undefined);
  });

  test('another botnet: nothing beyond chance, and a browser text is no mark of a tool', async () => {
    const pair = await onlyPair('EX-C', 'EX-A');
    const [{ addresses, chance, conclusion }] = pair.machines;
    assert.deepEqual([addresses.a, addresses.b, addresses.shared], [30, 25, 0]);
    assert.equal(chance?.p, 1);
    assert.equal(conclusion.strength, 'no overlap beyond chance');
    assert.match(conclusion.text, /does not prove a different operator/);
    assert.deepEqual([pair.agents.shared, pair.agents.unusual], [0, 0]);
  });

  test('too few proven sources: said, not judged', async () => {
    const pair = await onlyPair('EX-A', 'EX-D');
    assert.equal(pair.machines[0].addresses.shared, 6);
    assert.equal(
      pair.machines[0].conclusion.text,
      'Not enough proven sources to compare: A has 30, B has 6; at least 10 in each are needed. Nothing follows about the group.',
    );
  });

  test('three cases in any order: the same text, in order of case id, and nothing in the folders changes', async () => {
    const hashes = (): string[] =>
      at('EX-A', 'EX-B', 'EX-C').map((each) =>
        createHash('sha256')
          .update([...contentsBelow(each)].flat().map(String).join('\0'))
          .digest('hex'),
      );
    const files = hashes();
    const one = await compare(at('EX-C', 'EX-A', 'EX-B'), {});
    const other = await compare(at('EX-B', 'EX-C', 'EX-A'), {});
    assert.equal(one.out, other.out);
    assert.deepEqual(hashes(), files);
    assert.equal(one.exitCode, 0);
    for (const expected of [
      /EXERCISE/,
      /^ {2}A {13}EX-A/m,
      /30 proven, 0 reflectors; left out: none/,
      /A and B share 12 of 30 proven addresses; chance overlap expected \d/,
      /^ {2}addresses +30 +30 +12 +25\.0 % +40\.0 %$/m,
      /^ {2}\/24, \/48 +5 +5 +2 +25\.0 % +40\.0 %$/m,
      /P\(X >= 12\) = .*e-\d+, expected .*; M = [\d,]+ IPv4 addresses announced by \d+ ASNs/,
      /^A and C: Same group/m,
      /No overlap beyond chance: B and C share 0 of 25 proven addresses/,
    ])
      assert.match(one.out.replace(/\n {16}/g, ' '), expected);
    for (const line of one.out.split('\n'))
      assert.ok(line.length <= 100 || /^ {2}(A|B|C| ) {13}/.test(line), line);
  });

  test('two reports on the same evidence are told from a return of the same machines', async () => {
    const twin = join(folder, 'twin');
    cpSync(made.get('EX-A')!, twin, { recursive: true });
    const { pairs } = JSON.parse(
      (await compare([made.get('EX-A')!, twin], { json: true })).out,
    ) as Comparison;
    assert.deepEqual(pairs[0].sharedEvidence, ['access.log']);
    assert.equal(pairs[0].machines[0].conclusion.strength, 'same evidence');
  });

  test('wrong use: one line each, exit code 2', async () => {
    const a = made.get('EX-A')!;
    const bare = join(folder, 'bare');
    mkdirSync(bare);
    const future = join(folder, 'future');
    cpSync(a, future, { recursive: true });
    const file = join(future, 'data/incident.json');
    writeFileSync(file, readFileSync(file, 'utf8').replace('"schemaVersion": 1', '"schemaVersion": 99'));
    const broken = join(folder, 'broken');
    cpSync(a, broken, { recursive: true });
    writeFileSync(join(broken, 'data/case.duckdb'), 'no database');
    const halved = join(folder, 'halved');
    cpSync(a, halved, { recursive: true });
    writeFileSync(join(halved, 'data/incident.json'), '{"schemaVersion": 1,');
    const codes: [directories: string[], code: string][] = [
      [[a], 'input/one-case'],
      [[a, a], 'input/same-case'],
      [[a, `${a}/`], 'input/same-case'],
      [[a, bare], 'input/no-case'],
      [[a, join(folder, 'absent')], 'input/no-case'],
      [[a, future], 'input/case-version'],
      [[a, halved], 'input/case-facts'],
      [[a, broken], 'input/case-database'],
    ];
    for (const [directories, code] of codes)
      await assert.rejects(compare(directories, {}), (error: unknown) => {
        assert.ok(error instanceof InputError, String(error));
        assert.equal(error.code, code);
        assert.doesNotMatch(error.message, /\n/);
        return true;
      });
    const run = runMain(['compare', a, bare]);
    assert.equal(run.exitCode, 2);
    assert.equal(run.lines.length, 1);
    assert.match(run.lines[0], /expected a report folder, found no data\/incident\.json in it/);
    assert.equal(runMain(['compare', a, made.get('EX-B')!]).exitCode, 0);
  });
});

/** IPv4 addresses of the ASNs by the lines of the database, each line first,last,asn,name in decimal. */
function announcedByLines(asns: ReadonlySet<string>): number {
  const directory = dirname(createRequire(import.meta.url).resolve('@ip-location-db/asn/package.json'));
  let sum = 0;
  for (const line of readFileSync(join(directory, 'asn-ipv4-num.csv'), 'utf8').split('\n')) {
    const [first, last, asn] = line.split(',', 3);
    if (asns.has(asn)) sum += Number(last) - Number(first) + 1;
  }
  return sum;
}

/** P(X >= k) in whole numbers, divided once at the end. */
function exactTail(M: bigint, n1: bigint, n2: bigint, k: bigint): number {
  const choose = (n: bigint, r: bigint): bigint => {
    let value = 1n;
    for (let i = 0n; i < r; i++) value = (value * (n - i)) / (i + 1n);
    return value;
  };
  let sum = 0n;
  for (let i = k; i <= (n1 < n2 ? n1 : n2); i++) sum += choose(n1, i) * choose(M - n1, n2 - i);
  return Number((sum * 10n ** 320n) / choose(M, n2)) / 1e160 / 1e160;
}
