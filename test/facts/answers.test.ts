// The sentences of page 1: they read as sentences, their numbers add up, and they stay short.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Assessment } from '../../src/assess/assess.ts';
import { answers, limits } from '../../src/facts/answers.ts';
import { localUnits } from '../../src/report/local-units.ts';
import { answersGerman } from '../../src/report/text/de-answers.ts';
import { germanSaid } from '../../src/report/text/de-phrases.ts';
import { sampleFacts } from '../support/sample-facts.ts';

const NO_SURGES = { packets: 'judged' as const, proxied: 0, fromOwn: 0, withoutBaseline: 0, undecided: 0 };

test('three waves: between A and B, all verdicts that occur, under 150 words', () => {
  const facts = sampleFacts();
  const said = answers(
    facts.waves,
    facts.vectors,
    facts.sourcesByVerdict,
    facts.sourcesTotal,
    '',
    '',
    2,
    NO_SURGES,
  );
  assert.match(
    said.when,
    /^3 waves between 2025-12-05 18:02:11Z and 2025-12-06 02:39:58Z, at least 1 h 44 min of attack in all\./,
  );
  assert.equal(
    said.sources,
    '14,660 source addresses: 600 proven, 40 likely, 120 hosts that answered forged packets, 12,000 unproven (may be forged) and 1,900 forged.',
  );
  assert.equal(said.effect, '2 outages, as stated by the operator.');
  assert.ok(Object.values(said).join(' ').split(/\s+/).length < 120);
});

test('a length is at least so long where a wave begins or ends between snapshots, or evidence inside it', () => {
  const facts = sampleFacts();
  const when = (change: Partial<(typeof facts.waves)[0]>, waves = facts.waves.slice(0, 1)): string[] => {
    const changed = waves.map((wave) => ({
      ...wave,
      startCensored: false,
      endCensored: false,
      startOneSided: false,
      endOneSided: false,
      ...change,
    }));
    const { vectors, sourcesByVerdict, sourcesTotal } = facts;
    const english = answers(changed, vectors, sourcesByVerdict, sourcesTotal, '', '', 2, NO_SURGES).when;
    const units = localUnits({ language: 'de', dateStyle: 'iso' });
    return [english, answersGerman({ ...facts, waves: changed }, units).when];
  };
  for (const told of when({})) assert.doesNotMatch(told, /at least|mindestens/);
  for (const change of [
    { startOneSided: true },
    { endOneSided: true },
    { startCensored: true },
    { endCensored: true },
  ]) {
    const [english, german] = when(change);
    assert.match(english!, /\(at least \d+ /);
    assert.match(german!, /\(mindestens \d+ /);
  }
  const [english, german] = when({ startOneSided: true }, facts.waves);
  assert.match(english!, /, at least 1 h 44 min of attack in all\./);
  assert.match(german!, /, zusammen mindestens 1 h 44 min Angriffsdauer\./);
});

test('no attack: the span of the evidence, and an instant is no span', () => {
  const { sourcesByVerdict } = sampleFacts();
  const said = answers(
    [],
    [],
    sourcesByVerdict,
    0,
    '2026-05-01T10:00:00.1Z',
    '2026-05-01T10:00:00.9Z',
    0,
    NO_SURGES,
  );
  assert.equal(said.when, 'The evidence covers 2026-05-01 10:00:00Z.');
});

test('hosts of the own network among the sources: one of them may be a proxy', () => {
  const said = (internalHosts: string[]): string[] =>
    limits({ own: { how: 'stated', addresses: [] }, unclear: [], steady: [] } as unknown as Assessment, [], {
      damaged: 0,
      documents: 0,
      hostNameClients: 0,
      portless: false,
      handshakesGivenUp: 0,
      beginningsGivenUp: 0,
      unread: [],
      textsGivenUp: 0,
      sources: 0,
      unusual: [],
      oneWay: false,
      internalHosts,
      unstatedProxies: undefined,
      lists: [],
    }).filter((text) => text.includes('proxy'));
  assert.deepEqual(said([]), []);
  assert.match(said(['10.0.0.2', '10.0.0.3', '10.0.0.4'])[0], /among the sources \(10\.0\.0\.2 and 2 more\)/);
});

test('a surge without ordinary traffic beside it: page 1 says that it could not be judged', () => {
  const { sourcesByVerdict } = sampleFacts();
  const { what } = answers([], [], sourcesByVerdict, 0, '', '', 0, {
    packets: 'judged' as const,
    proxied: 0,
    fromOwn: 0,
    withoutBaseline: 2,
    undecided: 0,
  });
  assert.equal(
    what,
    'No attack was found in this evidence. A surge of requests could not be judged, as the log holds too little else to compare it with.',
  );
});

test('what could not be read is said in the report too, in both languages', () => {
  const names = Array.from({ length: 10 }, (_, n) => `access-${n}.log`);
  const [sentence] = limits(
    { own: { how: 'stated', addresses: [] }, unclear: [], steady: [] } as unknown as Assessment,
    [],
    {
      damaged: 0,
      documents: 0,
      hostNameClients: 0,
      portless: false,
      handshakesGivenUp: 0,
      beginningsGivenUp: 0,
      unread: names,
      textsGivenUp: 0,
      sources: 0,
      unusual: [],
      oneWay: false,
      internalHosts: [],
      unstatedProxies: undefined,
      lists: [],
    },
  ).filter((text) => text.includes('could not be read'));
  assert.equal(
    sentence,
    `10 given files or folders could not be read, and what they hold is not in this report: ${names.slice(0, 8).join(', ')} and 2 more.`,
  );
  const { said } = germanSaid(localUnits({ language: 'de', dateStyle: 'iso' }));
  assert.match(
    said(sentence),
    /^10 der angegebenen Dateien oder Ordner ließen sich nicht lesen, .*access-0\.log/,
  );
});
