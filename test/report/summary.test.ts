// The terminal summary: one screen, the right numbers, and nothing a stranger wrote reaches the terminal raw.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { summaryText } from '../../src/report/summary.ts';
import { sampleFacts } from '../support/sample-facts.ts';

const FILES = ['extortion/report.pdf', 'data/sources.csv', 'README.txt', 'manifest.json'].map((path) => ({
  path,
}));
const PLAIN = { colour: false, width: 100 };

test('it says what, when, against what, how big, who, what is damaged and where it lies', () => {
  const text = summaryText(sampleFacts(), 'reports/AF-2025-0007', FILES, PLAIN);
  for (const part of [
    'EXERCISE',
    'AF-2025-0007',
    'From 2025-12-05 18:02:11 to 2025-12-06 02:39:58 UTC',
    'Web server 203.0.113.10',
    '412,300 packets/s',
    'United States',
    'AS64496',
    'Damage in 2 of 4 evidence files',
    'access.log.gz: 12 records rejected, 1,400 of 391,536,820 bytes skipped',
    'Written to reports/AF-2025-0007',
  ]) {
    assert.ok(text.includes(part), part);
  }
  assert.match(text, /^ +600 proven +completed a connection/m);
  assert.match(text, /^ +12,000 unproven +.*may be forged/m);
  assert.doesNotMatch(text, /claimed/, 'verdicts nobody has are left out');
  assert.match(text, /United States +92 +15\.3 %$/m);
  assert.match(text, /^ {2}data\/ +sources\.csv$/m);
  assert.ok(!text.includes('\u001b'));
});

test('a case of reflectors alone says whose open services were misused, most first', () => {
  const facts = sampleFacts();
  facts.sourcesByVerdict = { ...facts.sourcesByVerdict, proven: 0, reflector: 40 };
  for (const each of facts.countries) each.sourcesProven = 0;
  for (const each of facts.networks) Object.assign(each, { sourcesProven: 0, sourcesReflector: 0 });
  facts.networks[0].sourcesReflector = 10;
  facts.networks[1].sourcesReflector = 30;
  const [first, second] = [facts.networks[1], facts.networks[0]].map(({ asn }) => `AS${asn} `);
  const [, list = ''] =
    /^Reflectors by network\n([\s\S]*?)\n\n/m.exec(summaryText(facts, 'out', FILES, PLAIN)) ?? [];
  const [one = '', two = '', ...others] = list.split('\n');
  assert.ok(one.startsWith(first) && /30 +75\.0 %$/.test(one), one);
  assert.ok(two.startsWith(second) && /10 +25\.0 %$/.test(two), two);
  assert.deepEqual(others, []);
});

test('it fits one screen, whatever the facts hold', () => {
  const facts = sampleFacts();
  const long = 'a long sentence about what has happened '.repeat(20);
  facts.answers = {
    what: long,
    when: long,
    against: long,
    howBig: long,
    sources: long,
    effect: 'x'.repeat(500),
  };
  facts.sourcesByVerdict = { proven: 1, likely: 2, reflector: 3, unproven: 4, refuted: 5, claimed: 6 };
  facts.evidence = [...facts.evidence, ...facts.evidence, ...facts.evidence, ...facts.evidence];
  facts.case.title = long;
  const files = Array.from({ length: 200 }, (_, i) => ({
    path: `${['a', 'b', 'c', 'd'][i % 4]}/file-${i}.csv`,
  }));
  for (const width of [20, 60, 80, 100, 300]) {
    const lines = summaryText(facts, 'x'.repeat(300), [...files, ...FILES.slice(2)], {
      colour: false,
      width,
    }).split('\n');
    assert.equal(lines.pop(), '');
    assert.ok(lines.length <= 40, `${lines.length} lines at width ${width}`);
    for (const line of lines) assert.ok(line.length <= Math.max(60, Math.min(100, width)), line);
  }
});

test('text of strangers cannot steer the terminal; colours come only when asked', () => {
  const facts = sampleFacts();
  facts.networks[0].asName = '\u001b[2J\u001b]0;owned\u0007\u202eevil';
  facts.evidence[0].fileName = 'a\nb\u009b31m';
  facts.answers.what = 'x\ry';
  const text = summaryText(facts, 'out\u001b[1m', FILES, PLAIN);
  assert.doesNotMatch(text, /[^\n\x20-\x7e…]/);
  assert.ok(text.includes('\\u{1b}'));
  const coloured = summaryText(sampleFacts(), 'out', FILES, { colour: true, width: 100 });
  assert.ok(coloured.includes('\u001b['));
  assert.equal(
    coloured.replace(/\u001b\[\d+m/g, ''),
    summaryText(sampleFacts(), 'out', FILES, PLAIN),
    'colours change nothing else',
  );
});

test('a case without attack and without damage stays short', () => {
  const facts = sampleFacts();
  facts.networks = [];
  facts.countries = [];
  facts.sourcesByVerdict = { proven: 0, likely: 0, reflector: 0, unproven: 0, refuted: 0, claimed: 0 };
  facts.evidence = facts.evidence.slice(2);
  facts.case.exercise = false;
  const text = summaryText(facts, 'out', FILES, PLAIN);
  assert.doesNotMatch(text, /EXERCISE|proven +completed|Damage|by network/);
});
