// No fixed sentence, and nothing that the documents print of an ordinary case, claims more than the evidence can show.

import assert from 'node:assert/strict';
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

/** Every string in a value, however deep. */
function strings(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(strings) : [];
}

test('fixed sentences claim nothing that is never to be claimed', () => {
  const sentences = [...strings(wording), ...strings(VERDICT_WORDING)];
  assert.ok(sentences.length > 60);
  for (const sentence of sentences) {
    for (const phrase of FORBIDDEN) assert.doesNotMatch(sentence, phrase);
  }
});

test('nor does the text of the documents', async () => {
  for (const id of ['extortion', 'provider', 'billing'] as const) {
    const text = drawnText(await drawSample(id));
    for (const phrase of FORBIDDEN) assert.doesNotMatch(text, phrase, id);
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
