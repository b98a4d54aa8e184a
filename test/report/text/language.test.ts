// Documents in another language: numbers and dates as it writes them, and nothing of the English fixed texts left in them.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { IncidentFacts } from '../../../src/model/facts.ts';
import { localUnits } from '../../../src/report/local-units.ts';
import { de } from '../../../src/report/text/de.ts';
import { en } from '../../../src/report/text/en.ts';
import { documentLanguage } from '../../../src/report/text/language.ts';
import * as units from '../../../src/report/units.ts';
import { sampleFacts } from '../../support/sample-facts.ts';
import { drawnText, drawSample, withoutAttack } from '../pdf/draw-sample.ts';

const ISO = localUnits({ language: 'en', dateStyle: 'iso' });
const LONG = localUnits({ language: 'en', dateStyle: 'long' });
const GERMAN = localUnits({ language: 'de', dateStyle: 'long' });

test('English with ISO dates writes what units.ts writes', () => {
  const [start, end] = ['2026-05-17T03:02:10.5Z', '2026-05-17T04:00:00Z'];
  assert.equal(ISO.utc(start), units.utc(start));
  assert.equal(ISO.utcSpan(start, end), units.utcSpan(start, end));
  assert.equal(ISO.utcSpan('', end), units.utcSpan('', end));
  assert.equal(ISO.money(-123_456, 2, 'EUR'), units.money(-123_456, 2, 'EUR'));
  assert.equal(ISO.counted(1, 'entry', 'entries'), '1 entry');
});

test('long dates name the month and stay UTC to the second', () => {
  assert.equal(LONG.utc('2026-05-17T03:02:00Z'), '17 May 2026, 03:02 UTC');
  assert.equal(LONG.utc('2026-05-17T03:02:10.25Z'), '17 May 2026, 03:02:10 UTC');
  assert.equal(GERMAN.utc('2026-05-17T03:02:00Z'), '17. Mai 2026, 03:02 UTC');
  assert.equal(GERMAN.utc('2026-03-01T00:00:00Z'), '1. März 2026, 00:00 UTC');
  assert.equal(GERMAN.utcDate('2026-12-09'), '9. Dezember 2026');
  assert.equal(LONG.utc(''), '');
  assert.equal(
    LONG.utcSpan('2026-05-17T03:02:10Z', '2026-05-17T04:00:00Z'),
    '17 May 2026, 03:02:10 to 04:00:00 UTC',
  );
  assert.equal(
    GERMAN.utcSpan('2026-05-17T23:02:00Z', '2026-05-18T00:10:00Z'),
    '17. Mai 2026, 23:02 UTC bis 18. Mai 2026, 00:10 UTC',
  );
});

test('long dates stand in the English sentences of the analysis and in the answers of page 1 too', () => {
  const { said } = documentLanguage({ language: 'en', dateStyle: 'long' });
  assert.equal(
    said('Down (2026-06-11 18:06:00Z to 18:20:00Z), again 2026-06-11 23:30:00Z to 2026-06-12 00:10:05Z.'),
    'Down (11 June 2026, 18:06 to 18:20 UTC), again 11 June 2026, 23:30:00 UTC to 12 June 2026, 00:10:05 UTC.',
  );
  assert.equal(said('until 2026-06-11 18:20:00Z, see x'), 'until 11 June 2026, 18:20 UTC, see x');
  assert.equal(said('--now 2026-06-20T12:00:00Z'), '--now 2026-06-20T12:00:00Z');
  const facts = sampleFacts();
  facts.answers.when = 'One wave, 2026-06-16 08:05:28Z to 08:07:08Z (1 min 40 s).';
  assert.equal(en.answers(facts, ISO).when, facts.answers.when);
  assert.equal(
    en.answers(facts, LONG).when,
    'One wave, 16 June 2026, 08:05:28 to 08:07:08 UTC (1 min 40 s).',
  );
  const outage = facts.impact!.outages[0]!;
  outage.howMeasured = 'Web log (2026-06-11 18:06:00Z to 18:20:00Z).';
  assert.equal(en.outages.measured(outage, LONG), 'Web log (11 June 2026, 18:06 to 18:20 UTC).');
});

test('the German outage text has all numbers of the English one, and sections are named as they are headed', () => {
  const outage = sampleFacts().impact!.outages[0]!;
  outage.howMeasured =
    'Web log, by the minute: in each minute at least half of the requests ended in 5xx, 460 or 499 for 14 consecutive minutes (2026-06-11 18:06:00Z to 18:20:00Z), while 52,063 requests came in, of which 44,419 failed, from 559 addresses.';
  const german = de.outages.measured(outage, localUnits({ language: 'de', dateStyle: 'iso' }));
  for (const number of ['14 Minuten', '52.063 Anfragen', '44.419 ', '559 Adressen'])
    assert.ok(german.includes(number));
  assert.ok(de.incident.request.advise.includes(de.integrity.title));
  assert.ok(
    en.incident.request.advise.includes(en.integrity.title.toLowerCase()) ||
      en.incident.request.advise.includes(en.integrity.title),
  );
});

test('German groups with points and has a decimal comma', () => {
  assert.equal(GERMAN.count(61_204_118), '61.204.118');
  assert.equal(GERMAN.percent(0.817), '81,7 %');
  assert.equal(GERMAN.percent(0.0004), '< 0,1 %');
  assert.equal(GERMAN.money(182_815, 2, 'EUR'), '1.828,15 EUR');
  assert.equal(GERMAN.milliPercent(7_700), '7,7 %');
  assert.equal(GERMAN.factor(1500), '× 1,5');
  assert.equal(GERMAN.bitRate(1_440_000_000), '1,44 Gbit/s');
  assert.equal(GERMAN.counted(1, ...de.chart.entry), '1 Eintrag');
  assert.equal(GERMAN.counted(2000, ...de.chart.entry), '2.000 Einträge');
});

/** Every text of a catalogue with its path; of functions the parts around what they are given. */
function textsOf(node: object, path: string): [path: string, text: string][] {
  return Object.entries(node).flatMap(([key, value]): [string, string][] => {
    const at = `${path}.${key}`;
    if (typeof value === 'string') return [[at, value]];
    if (typeof value === 'object') return textsOf(value, at);
    if (typeof value === 'number') return [];
    // These are given facts, not words.
    if (['.answers', '.outages.measured', '.said'].includes(at)) return [];
    const filled: string = value(...Array<string>(value.length).fill('\u0000'));
    return filled.split('\u0000').map((part): [string, string] => [at, part.trim()]);
  });
}

test('both languages have all texts, and every German sentence differs from the English one', () => {
  const english = textsOf(en, '');
  const german = new Map(textsOf(de, ''));
  const paths = new Set(english.map(([path]) => path));
  assert.ok(paths.size > 120);
  for (const [path, text] of english) {
    assert.ok(german.has(path), path);
    // A command is typed as it stands.
    if (text.includes(' ') && !path.endsWith('.command')) assert.notEqual(german.get(path), text, path);
  }
});

// What the analysis says in English is quoted as such; its column says so too.
const QUOTED = /\u201e[^\u201c]*\u201c/g;

function leftOver(text: string): string[] {
  const germanTexts = textsOf(de, '')
    .map(([, german]) => german)
    .join('\n');
  return textsOf(en, '')
    .map(([, english]) => english)
    .filter((english) => english.includes(' ') || /^[A-Z][a-z]{3,}$/.test(english))
    .filter((english) => !germanTexts.includes(english))
    .filter((english) => new RegExp(`(?<!\\p{L})${escaped(english)}(?!\\p{L})`, 'u').test(text));
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

function inGerman(facts: IncidentFacts): void {
  facts.case.writtenIn = { language: 'de', dateStyle: 'long' };
}

test('the German timesheet has no English fixed text', async () => {
  const result = await drawSample(
    'billing',
    (facts) => {
      inGerman(facts);
      // What people wrote stands as written.
      for (const { entry } of facts.billing?.entries ?? []) entry.description = 'Arbeit';
    },
    'fresh',
  );
  const text = drawnText(result).replace(QUOTED, '').replace('Denial of Service', '');
  assert.deepEqual(leftOver(text), []);
  assert.ok(text.includes('Stundennachweis und Vorfallprotokoll'));
  assert.ok(text.includes('ÜBUNG: Nichts von dem hier Beschriebenen ist geschehen'));
  assert.ok(text.includes(`Seite 1 von ${result.pages}`));
  assert.doesNotMatch(text, /\d{4}-\d{2}-\d{2} \d{2}:\d{2}/);
  assert.ok(result.bytes.includes('/Lang (de)'));
});

test('the German request to the upstream has no English fixed text', async () => {
  const result = await drawSample('provider', inGerman);
  const text = drawnText(result).replace(QUOTED, '').replace('Denial of Service', '');
  assert.deepEqual(leftOver(text), []);
  assert.ok(text.includes('Ersuchen an den Upstream-Provider und Hinweis an die Netze der Quellen'));
  assert.ok(text.includes(`Seite ${result.pages} von ${result.pages}`));
  assert.ok(text.includes('Nachgewiesene Quellen, größte zuerst.'));
  assert.doesNotMatch(text, /\d{4}-\d{2}-\d{2} \d{2}:\d{2}/);
});

test('the check finds English: the English timesheet is full of it', async () => {
  const text = drawnText(await drawSample('billing', () => {}));
  assert.ok(leftOver(text).length > 50, `${leftOver(text).length}`);
});

test('without an attack and without a work log both are German too', async () => {
  for (const id of ['billing', 'provider'] as const) {
    const result = await drawSample(id, (facts) => {
      withoutAttack(facts);
      inGerman(facts);
    });
    const text = drawnText(result).replace(QUOTED, '');
    assert.deepEqual(leftOver(text), []);
    assert.ok(text.includes('kein Angriff festgestellt'));
  }
});

test('the German answers say no more than the English ones', async () => {
  const { texts, units: local } = documentLanguage({ language: 'de', dateStyle: 'iso' });
  await drawSample('billing', (facts) => {
    facts.sourcesByVerdict = { proven: 2, likely: 0, reflector: 0, unproven: 1200, refuted: 3, claimed: 0 };
    facts.sourcesTotal = 1205;
    const { sources } = texts.answers(facts, local);
    assert.equal(
      sources,
      '1.205 Quelladressen: 2 nachgewiesen, 1.200 nicht nachgewiesen (möglicherweise gefälscht) und 3 widerlegt (gefälscht).',
    );
    const [first] = facts.waves;
    first!.startCensored = true;
    facts.waves = [first!];
    assert.match(
      texts.answers(facts, local).when,
      /^Eine Welle, .* war zu Beginn der Beweismittel bereits im Gange\.$/,
    );
    facts.waves = [];
    assert.match(texts.answers(facts, local).sources, /keine Quelladresse genannt/);
  });
});
