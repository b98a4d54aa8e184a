// No fixed sentence, and nothing that the documents print of an ordinary case, claims more than the evidence can show.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { VERDICT_WORDING } from '../../src/model/verdict.ts';
import * as wording from '../../src/report/text/wording.ts';
import { drawnText, drawSample } from './pdf/draw-sample.ts';

// What is never claimed: the address as the attacker, a person, a place, a size, a proof, or a judgement in adjectives.
const FORBIDDEN = [
  /attacked us/i,
  /attacker'?s ip/i,
  /the attackers? (is|are) (in|from)\b/i,
  /\bis attacking\b/i,
  /\bis responsible\b/i,
  /\bbot(s|net)?\b/i,
  /launched the attack/i,
  /will return/i,
  /they demanded/i,
  /attack size was/i,
  /the server was down/i,
  /no data was stolen/i,
  /logs are (complete|untampered)/i,
  /court[- ]proof/i,
  /forensically sound/i,
  /\bcertified\b/i,
  /malicious user agent/i,
  /legitimate customers/i,
  /(tor|vpn) user\b/i,
  /\b(massive|sophisticated|unprecedented|devastating)\b/i,
  /\b(criminal|perpetrator|offender|hacker)s?\b/i,
];

const SOURCES = new URL('../../../src/', import.meta.url);

/** Every string in a value, however deep. */
function strings(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(strings) : [];
}

test('report check 8: fixed sentences claim nothing that is never to be claimed', () => {
  const sentences = [...strings(wording), ...strings(VERDICT_WORDING)];
  assert.ok(sentences.length > 60);
  for (const sentence of sentences) {
    for (const phrase of FORBIDDEN) assert.doesNotMatch(sentence, phrase);
  }
});

// The same in German.
const FORBIDDEN_IN_GERMAN = [
  /griffen uns an|hat uns angegriffen/i,
  /\bAngreifer(s|n|in|innen)?\b(?! (?:bezeichnet|gemeldet))/,
  /\bist verantwortlich\b/i,
  /\bBots?\b|Botnetz (von|mit|aus)/,
  /löste den Angriff aus|startete den Angriff/i,
  /wird wiederkommen|kommt wieder\b/i,
  /der Server war (aus|weg|nicht erreichbar)/i,
  /keine Daten (wurden )?gestohlen/i,
  /(Protokolle|Logs) sind (vollständig|unverfälscht)/i,
  /gerichtsfest|forensisch einwandfrei|zertifiziert/i,
  /bösartige(r|n)? User-?Agent/i,
  /\b(Tor|VPN)-Nutzer\b/i,
  /\b(massiv|raffiniert|beispiellos|verheerend|ausgeklügelt)(e[rnms]?)?\b/i,
  /\b(Hacker|Täter|Kriminelle[rn]?|Verbrecher)s?\b/i,
];

/** Lines of the sources without their comments: what stands in them may come into a report. */
function sourceLines(folder: string): string[] {
  return readdirSync(new URL(folder, SOURCES), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .sort()
    .flatMap((name) =>
      readFileSync(new URL(`${folder}/${name}`, SOURCES), 'utf8')
        .split('\n')
        .map((line, index) => `${name}:${index + 1}: ${line.trim()}`)
        .filter((line) => !/: (\/\/|\/?\*)/.test(line)),
    );
}

test('report check 8: no template holds what is never to be claimed, in either language', () => {
  const folders = ['report', 'facts', 'assess', 'compare', 'explain', 'billing', 'model', 'cli', 'evidence'];
  const lines = folders.flatMap(sourceLines);
  assert.ok(lines.length > 15_000, String(lines.length));
  const claims = (all: readonly string[], phrases: readonly RegExp[]) =>
    all.filter((line) => phrases.some((phrase) => phrase.test(line)));
  // A law is called by its name, and what a user agent calls itself is looked for.
  const said = ['Criminal Justice Act 1967', "'(bot|crawl|spider)'"];
  assert.deepEqual(
    claims(lines, FORBIDDEN).filter((line) => !said.some((each) => line.includes(each))),
    [],
  );
  const german = sourceLines('report/text').filter((line) => line.startsWith('de'));
  assert.ok(german.length > 2_000, String(german.length));
  assert.deepEqual(claims(german, FORBIDDEN_IN_GERMAN), []);
});

test('report check 8: nor does the text of the documents', async () => {
  for (const id of ['extortion', 'provider', 'billing'] as const) {
    const text = drawnText(await drawSample(id));
    for (const phrase of FORBIDDEN) assert.doesNotMatch(text, phrase, id);
    const german = await drawSample(id, ({ case: stated }) => {
      stated.writtenIn = { language: 'de', dateStyle: 'iso' };
    });
    for (const phrase of FORBIDDEN_IN_GERMAN) assert.doesNotMatch(drawnText(german), phrase, id);
  }
});

test('the box about source addresses stands before the first table that names one', async () => {
  for (const id of ['extortion', 'provider'] as const) {
    const result = await drawSample(id);
    const box = result.drawn.findIndex(({ text }) => text === wording.SOURCES_NOTICE_TITLE);
    const source = result.drawn.findIndex(({ text, face }) => face === 'mono' && text === '192.0.2.20');
    assert.ok(box >= 0 && source > box, id);
  }
});

test('a key of the case file is written as people write it', () => {
  assert.equal(wording.words('provider_contact'), 'provider contact');
  assert.equal(wording.words('email'), 'e-mail');
});
