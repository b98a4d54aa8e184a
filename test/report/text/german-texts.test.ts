// The plain texts in German: the request to the upstream, the summary for the public, README.txt, the drafts and the declaration; and which of them stay English.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { THRESHOLDS, type ThresholdName } from '../../../src/assess/thresholds.ts';
import { profiled } from '../../../src/facts/profile.ts';
import type { IncidentFacts } from '../../../src/model/facts.ts';
import { UNSTATED_SITE } from '../../../src/model/site-name.ts';
import { renderCharts } from '../../../src/report/charts/index.ts';
import { declarationText } from '../../../src/report/extortion/declaration.ts';
import { tableIn } from '../../../src/report/html/in-language.ts';
import { pageModel } from '../../../src/report/html/sections.ts';
import { sourceTable } from '../../../src/report/html/source-columns.ts';
import { extortionReport } from '../../../src/report/pdf/extortion.ts';
import { BREVITIES } from '../../../src/report/pdf/flow.ts';
import { folded } from '../../../src/report/provider/index.ts';
import { upstreamText } from '../../../src/report/provider/upstream-text.ts';
import { publicSummaryText } from '../../../src/report/public-summary.ts';
import { type ListedFile, readmeText } from '../../../src/report/readme.ts';
import { documentLanguage } from '../../../src/report/text/language.ts';
import { COLUMNS } from '../../../src/report/text/wrap.ts';
import { sampleRows } from '../../support/output.ts';
import { caseFacts, packOf } from '../extortion/pack.ts';

const REPORT = fileURLToPath(new URL('../../../../reports/debtember/', import.meta.url));
const ENGLISH =
  /(?<![\p{L}.@/-])(?:the|of|and|which|with|from|were|that|their|this|than|have|has|been|for|by|not|are|is|it|its|be|but|who|at|to|or|more|packets|requests|sources|evidence|before|after)(?![\p{L}@-])/gu;

function facts(language: 'en' | 'de' = 'de'): IncidentFacts {
  const read = JSON.parse(
    readFileSync(`${REPORT}data/incident.json`, 'utf8'),
    (_, value) => value ?? undefined,
  );
  read.case.writtenIn = { language, dateStyle: 'iso' };
  read.case.title = 'Titel';
  read.case.provider.name = 'Provider';
  read.case.preparer.authority = 'Auftrag';
  // The table as it is now: the report may have been made with an older one.
  for (const each of read.thresholds) each.meaning = THRESHOLDS[each.name as ThresholdName].meaning;
  for (const evidence of read.evidence)
    Object.assign(evidence, { hostRole: 'Webserver', collectionCommand: 'cp' });
  return read;
}

function englishIn(text: string): string[] {
  return text.replaceAll('Denial of Service', '').match(ENGLISH) ?? [];
}

// All files of the sample report, with what its manifest says is in them.
function listedFiles(): ListedFile[] {
  const { outputs } = JSON.parse(readFileSync(`${REPORT}manifest.json`, 'utf8')) as {
    outputs: ListedFile[];
  };
  return outputs
    .filter(({ path }) => path !== 'README.txt' && path !== 'data/run-log.jsonl')
    .map(({ path, title }) => ({ path, title }));
}

function fits(text: string): void {
  for (const line of text.split('\n')) assert.ok([...line].length <= COLUMNS, line);
}

test('the request to the upstream as text is German and says the same numbers', () => {
  const inWords = (language: 'en' | 'de'): IncidentFacts => {
    const read = facts(language);
    for (const action of read.case.actions) action.what = 'Maßnahme';
    return read;
  };
  const german = upstreamText(inWords('de'));
  assert.deepEqual(englishIn(german.replace(/AS\d+ .*/g, '')), []);
  fits(german);
  const digits = (text: string): string[] =>
    text
      .replace(/\s+/g, ' ')
      .replace(/(?<=\d)[.,](?=\d)/g, '')
      .match(/\d+/g)!
      .sort();
  assert.deepEqual(digits(german), digits(upstreamText(inWords('en'))));
  assert.ok(englishIn(upstreamText(inWords('en'))).length > 50);
});

test('README.txt is German, names what stays English, and knows what is in every file', () => {
  const files = listedFiles();
  assert.ok(files.length > 30);
  const text = readmeText(facts(), folded(files));
  // Names of files.
  assert.deepEqual(englishIn(text.replace(/\S+[./]\w+/g, '')), []);
  assert.ok(!text.includes('\u201c (Englisch)'), text);
  assert.match(text.replace(/\s+/g, ' '), /Alles andere ist Englisch: Berichte an fremde Netze/);
  fits(text);
});

test('the summary for the public is German, and says the same numbers', () => {
  const publicFacts = (language: 'en' | 'de'): IncidentFacts => {
    const read = facts(language);
    read.case.profile = 'public';
    return profiled(read, sampleRows([])).facts;
  };
  const german = publicSummaryText(publicFacts('de'));
  const english = publicSummaryText(publicFacts('en'));
  fits(german);
  const names = /^ {2}AS\d+ .*$/gm;
  assert.deepEqual(englishIn(german.replace(names, '')), []);
  assert.ok(!german.includes('(Englisch)'), german);
  assert.ok(englishIn(english).length > 10, 'the check finds English');
  const numbers = (text: string): string[] =>
    (text.match(/\d[\d.,]*/g) ?? []).map((number) => number.replace(/[.,]/g, '')).sort();
  assert.deepEqual(numbers(german), numbers(english));
  assert.match(german, /nachgewiesen/);
});

/** Every text of the page that is shown. */
function shownTexts(node: unknown): string[] {
  if (typeof node === 'string') return [node];
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([key, value]) =>
    ['source', 'id', 'kind', 'lane'].includes(key) ? [] : shownTexts(value),
  );
}

test('the page has no English words but what people and registries wrote', async () => {
  const read = facts();
  const language = documentLanguage(read.case.writtenIn);
  const written = [
    ...read.case.actions.map(({ what }) => what),
    ...read.case.demands.map(({ note }) => note),
  ];
  written.push(...(read.billing?.entries ?? []).map(({ entry }) => entry.description));
  written.push(...read.case.outages.map(({ howMeasured }) => howMeasured));
  written.push(...read.case.losses.flatMap(({ item, method }) => [item, method]));
  written.push(...read.evidence.flatMap(({ notes, collectionCommand }) => [notes, collectionCommand]));
  written.push(...read.databases.map(({ licence }) => licence), ...read.networks.map(({ asName }) => asName));
  written.push(...read.topProven.map(({ asName }) => asName));
  const page = [
    pageModel(read, await renderCharts(read)),
    tableIn(language, await sourceTable(read, sampleRows([read.topProven]), language)),
  ];
  let model = shownTexts(page).join('\n');
  for (const text of written.filter((each) => each !== '').sort((a, b) => b.length - a.length))
    model = model.replaceAll(text, '');
  // Hashes, names of files and of thresholds.
  assert.deepEqual(englishIn(model.replaceAll('Time to live', '').replace(/\S*[\d_/]\S*/g, '')), []);
  assert.ok(!model.includes('(Englisch)'));
  assert.match(model, /Nachgewiesene Quellen nach Netz/);
});

test('a web site that nobody named has a German name in all of them', async () => {
  const [{ host }] = facts().case.services;
  const read = JSON.parse(
    JSON.stringify(facts()).replaceAll(host, UNSTATED_SITE),
    (_, value) => value ?? undefined,
  );
  Object.assign(read, { demandRecords: [], case: { ...read.case, services: [] } });
  const charts = await renderCharts(read);
  const { drawn } = await extortionReport(read, charts, BREVITIES[0]!, []);
  const texts = [
    upstreamText(read),
    publicSummaryText(read),
    shownTexts(pageModel(read, charts)).join(' '),
    drawn.map(({ text }) => text).join(' '),
  ].map((text) => text.replace(/\s+/g, ' '));
  for (const text of texts)
    assert.ok(
      !text.includes(UNSTATED_SITE),
      text.slice(Math.max(0, text.indexOf(UNSTATED_SITE) - 60)).slice(0, 120),
    );
  for (const text of texts.slice(2)) assert.ok(text.includes('„Website der Logs“'));
});

test('what is left of a list of addresses is counted in German', () => {
  const { targetName } = documentLanguage(facts().case.writtenIn).texts.provider;
  assert.equal(
    targetName('198.51.100.12, 198.51.100.19 and 22 more'),
    '198.51.100.12, 198.51.100.19 und 22 weitere',
  );
});

test('the declaration is German but for courts that take English', () => {
  const text = declarationText(facts());
  assert.deepEqual(englishIn(text.replace(/[0-9a-f]{64}/g, '')), []);
  assert.match(text, /MUSTER, NICHT UNTERSCHRIEBEN/);
  fits(text.replace(/^.*[0-9a-f]{64}$/gm, ''));
  for (const id of ['us', 'uk'] as const) {
    const abroad = facts();
    abroad.jurisdiction!.id = id;
    assert.match(declarationText(abroad), /TEMPLATE, NOT SIGNED/);
  }
});

test('drafts go in German to the own provider and to networks that speak it, in English to all others', async (t) => {
  const packIn = async (country: string): Promise<Map<string, string>> =>
    packOf(
      t,
      caseFacts((each) => {
        each.case.writtenIn = { language: 'de', dateStyle: 'long' };
        for (const source of each.topProven) source.country = country;
      }),
    );
  const draft = (pack: Map<string, string>, name: string): string =>
    [...pack].find(([path]) => path.includes(`preservation-request-${name}`))![1];
  const austrian = await packIn('AT');
  assert.match(draft(austrian, 'AS'), /ENTWURF, NICHT VERSANDT/);
  assert.match(draft(austrian, 'upstream').replace(/\s+/g, ' '), /Flow-Daten an den Rändern Ihres Netzes/);
  const japanese = await packIn('JP');
  assert.match(draft(japanese, 'AS'), /DRAFT, NOT SENT/);
  assert.match(draft(japanese, 'upstream'), /ENTWURF, NICHT VERSANDT/);
  assert.match(draft(japanese, 'mail-relay'), /DRAFT, NOT SENT/);
  for (const [path, text] of austrian)
    if (path.endsWith('ic3-paste.txt')) assert.match(text, /TEXT FOR THE IC3 FORM/);
});
