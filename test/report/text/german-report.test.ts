// The incident report in German: no English left but what is quoted, the same numbers as in English, and inside its pages.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { COUNTRIES } from '../../../src/aggregate/geo/countries.ts';
import type { IncidentFacts } from '../../../src/model/facts.ts';
import type { WrittenIn } from '../../../src/model/incident.ts';
import { renderCharts } from '../../../src/report/charts/index.ts';
import type { DrawnText } from '../../../src/report/pdf/document.ts';
import { extortionReport } from '../../../src/report/pdf/extortion.ts';
import { BREVITIES } from '../../../src/report/pdf/flow.ts';
import { PDF_WRITERS } from '../../../src/report/pdf/index.ts';
import { germanCountry } from '../../../src/report/text/de-countries.ts';
import { drawnText, drawSample, withoutAttack } from '../pdf/draw-sample.ts';

const SAMPLE = fileURLToPath(new URL('../../../../reports/debtember/data/incident.json', import.meta.url));
const GERMAN: WrittenIn = { language: 'de', dateStyle: 'long' };

/** The facts of the exercise as its report has them; what is not known is undefined again. */
function exerciseFacts(writtenIn: WrittenIn): IncidentFacts {
  const facts = JSON.parse(readFileSync(SAMPLE, 'utf8'), (_, value) => value ?? undefined) as IncidentFacts;
  facts.case.writtenIn = writtenIn;
  return facts;
}

/** What people wrote is replaced: it stands as written in every language. */
function withoutWrittenWords(facts: IncidentFacts): void {
  const stated = facts.case;
  stated.title = 'Titel';
  stated.preparedFor = 'Polizei';
  for (const person of [stated.preparer, ...stated.contacts])
    Object.assign(person, { role: 'Rolle', organisation: 'Firma' });
  Object.assign(stated.preparer, { authority: 'Auftrag', qualification: 'Erfahrung' });
  Object.assign(stated, { version: '2', originalsKept: 'Tresor' });
  const victim = { name: 'Laden', address: 'Ort', sector: 'Handel', size: 'klein', protection: 'keiner' };
  Object.assign(stated.victim, victim);
  Object.assign(stated.provider, { name: 'Provider' });
  Object.assign(stated.insurer, { name: 'Versicherer' });
  for (const outage of [...stated.outages, ...facts.outageMinutes.outages])
    if (!('basis' in outage) || outage.basis === 'stated') outage.howMeasured = 'Monitoring';
  for (const action of stated.actions) action.what = 'Etwas getan';
  for (const event of facts.timeline)
    if (event.kind === 'action') event.message = 'Etwas getan';
    else
      event.message = event.message
        .replace(/(down) \(.*\)$/, '$1 (Monitoring)')
        .replace(/(by email): .*/, '$1');
  for (const step of facts.custody)
    Object.assign(step, { by: 'Person', to: 'Amt', place: 'Tresor', method: 'sha256sum', note: '' });
  for (const loss of facts.losses.rows)
    if (loss.fromUtc === '' && loss.category !== 'other')
      Object.assign(loss, { item: 'Posten', method: 'Schätzung' });
  for (const { record } of facts.demandRecords.map((each) => ({ record: each }))) record.note = '';
  for (const database of facts.databases) database.licence = 'CC BY 4.0';
  for (const network of [...facts.networks, ...facts.topProven]) network.asName = 'NETZ';
  for (const lead of facts.leads)
    lead.keeper = lead.keeper.replace(/^(AS\d+).*/, '$1').replace('Exemplary Transit (made up)', 'Provider');
  for (const evidence of facts.evidence)
    Object.assign(evidence, {
      ...{ collectedBy: 'Person', host: 'System', hostRole: 'Webserver', collectionCommand: 'cp' },
      clockOffsetMethod: evidence.clockOffsetMethod === '' ? '' : 'chronyc',
    });
}

// What a stranger wrote is set in the other face; commands are too.
function words(drawn: readonly DrawnText[]): string {
  return drawn
    .filter(({ face }) => face !== 'mono')
    .map(({ text }) => text)
    .join(' ')
    .replaceAll('\u00a0', ' ');
}

// Words of every English sentence that are no German words.
const ENGLISH =
  /(?<![\p{L}.@/-])(?:the|of|and|which|with|from|were|that|their|this|than|have|has|been|for|by|not|are|is|it|its|be|but|who|at|to|or|no|on|as|out|more|may|one|all|been|each|such|into|between|before|after|packets|requests|sources|source|evidence|sockets|first|last)(?![\p{L}@-])/gu;

test('the German incident report of the exercise has no English words but names', async () => {
  const facts = exerciseFacts(GERMAN);
  withoutWrittenWords(facts);
  const { drawn } = await extortionReport(facts, await renderCharts(facts), BREVITIES[0]!, []);
  const text = words(drawn)
    .replaceAll('Denial of Service', '')
    // MITRE ATT&CK and the names of mail headers.
    .replace(/T1\d{3}(?:\.\d{3})? (?:[A-Z]\S* ?)+/g, '');
  const found = text.match(ENGLISH) ?? [];
  const places = found.map((word) => {
    const at = text.search(new RegExp(`(?<![\\p{L}.@/-])${word}(?![\\p{L}@-])`, 'u'));
    return text.slice(Math.max(0, at - 40), at + 40);
  });
  assert.deepEqual(places, []);
  assert.ok(!text.includes('(Englisch)'), 'a sentence of the analysis has no German form');
});

test('the check finds English: the English report is full of it', async () => {
  const facts = exerciseFacts({ language: 'en', dateStyle: 'iso' });
  const { drawn } = await extortionReport(facts, await renderCharts(facts), BREVITIES[0]!, []);
  assert.ok((words(drawn).match(ENGLISH) ?? []).length > 500);
});

// 1,024 and 1.024, 81.7 and 81,7, 203.0.113.80: digits alone. Page frames and captions, which are repeated, are left out, and the contents, which are drawn last.
function numbers({ drawn, height }: { drawn: readonly DrawnText[]; height: number }): string[] {
  const end = drawn.findLastIndex(({ text }) => text === 'Contents' || text === 'Inhalt');
  return drawn
    .slice(0, end)
    .filter(({ y, face }) => face !== 'mono' && y > 50 && y < height - 45)
    .map(({ text }) => text.replaceAll('\u00a0', ' '))
    .filter((text) => !/^Tab(?:le|elle) \d/.test(text))
    .join(' ')
    .replace(/(?<=\d)[.,:](?=\d)/g, '')
    .match(/\d+/g)!
    .sort();
}

/** What of the first list is not in the second, each as often as it stands there. */
function beyond(these: readonly string[], those: readonly string[]): string[] {
  const left = [...those];
  return these.filter((each) => {
    const at = left.indexOf(each);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

test('both languages give the same numbers', async () => {
  const draw = async (language: WrittenIn['language']): Promise<string[]> => {
    const facts = exerciseFacts({ language, dateStyle: 'iso' });
    withoutWrittenWords(facts);
    return numbers(await extortionReport(facts, await renderCharts(facts), BREVITIES[0]!, []));
  };
  const [english, german] = [await draw('en'), await draw('de')];
  assert.ok(english.length > 1500, `${english.length} numbers`);
  assert.deepEqual(
    { missing: beyond(english, german), added: beyond(german, english) },
    { missing: [], added: [] },
  );
});

test('the German report stays inside its pages and says whose language it is in', async () => {
  const facts = exerciseFacts(GERMAN);
  for (const { id, most } of [
    { id: 'extortion', most: 15 },
    { id: 'provider', most: 4 },
    { id: 'billing', most: 6 },
  ]) {
    const writer = PDF_WRITERS.find((each) => each.id === id)!;
    const result = await writer.draw(facts, await renderCharts(facts));
    assert.ok(result.pages <= most, `${id}: ${result.pages} pages`);
    assert.ok(result.bytes.includes('/Lang (de)'));
    for (const { text, x, width } of result.drawn)
      assert.ok(x + width <= result.width - 50, `${id}: "${text}" runs out of the page`);
  }
});

test('nothing more certain is said than in English, and nobody is called names', async () => {
  const text = drawnText(
    await drawSample('extortion', (facts) => {
      facts.case.writtenIn = GERMAN;
    }),
  );
  assert.doesNotMatch(text, /Hacker|Täter|Angreifer(?! bezeichnet)|Botnetz von|gerichtsfest|zertifiziert/);
  assert.match(text, /mit gemeinsamer Steuerung vereinbar und beweist sie nicht/);
  assert.match(text, /Nicht nachgewiesen/);
  assert.match(text, /die Adresse kann gefälscht sein/);
});

test('without an attack the German report says so', async () => {
  const result = await drawSample(
    'extortion',
    (facts) => {
      withoutAttack(facts);
      facts.case.writtenIn = GERMAN;
    },
    'fresh',
  );
  const text = drawnText(result);
  assert.match(text, /Vorfallbericht: kein Angriff festgestellt/);
  assert.match(text, /Wonach gesucht wurde/);
  assert.doesNotMatch(text, /No attack/);
});

test('every country has a German name', () => {
  const same = [...COUNTRIES.values()]
    .filter(({ code, name }) => germanCountry(code, name) === name)
    .map(({ name }) => name);
  // Those that are spelled alike.
  for (const name of same)
    assert.doesNotMatch(name, /\b(?:and|Island|Islands|Republic|South|North|Saint|United)\b/, name);
  assert.equal(germanCountry('CI', 'x'), 'Elfenbeinküste');
});
