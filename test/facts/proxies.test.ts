// What is said of proxies that were not stated: on page 1 and under limits, in both languages, and without their addresses where the victim stays unnamed.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answers } from '../../src/facts/answers.ts';
import { profiled } from '../../src/facts/profile.ts';
import { proxyLimits } from '../../src/facts/proxies.ts';
import { localUnits } from '../../src/report/local-units.ts';
import { germanSaid } from '../../src/report/text/de-phrases.ts';
import { documentLanguage } from '../../src/report/text/language.ts';
import { sampleRows } from '../support/output.ts';
import { sampleFacts } from '../support/sample-facts.ts';

const ONE_SURGE = { packets: 'judged' as const, proxied: 1, fromOwn: 0, withoutBaseline: 0, undecided: 0 };
const GERMAN = { language: 'de', dateStyle: 'iso' } as const;
const PROXIES = {
  addresses: ['203.0.113.31', '203.0.113.32', '203.0.113.33'],
  total: 12,
  requests: 48_211,
  share: 0.98,
  agents: 143,
};

test('page 1 says what not to block and what to state', () => {
  const facts = { ...sampleFacts(), waves: [], unstatedProxies: PROXIES };
  const said = answers([], [], facts.sourcesByVerdict, 0, '', '', 0, ONE_SURGE, '', PROXIES);
  assert.match(said.what, /through proxies could not be judged/);
  assert.equal(
    said.sources,
    'No source address is named. 203.0.113.31, 203.0.113.32 and 10 more carried 98.0 % of the ordinary visitors, as a proxy does: do not block, state under trusted_proxies.',
  );
  const { texts, units } = documentLanguage(GERMAN);
  assert.match(
    texts.answers(facts, units).sources,
    / Über 203\.0\.113\.31, 203\.0\.113\.32 und 10 weitere kamen 98,0 % der gewöhnlichen Besucher, .* nicht sperren, unter trusted_proxies angeben\.$/,
  );
});

test('beside an attack of another kind the surge that could not be judged is told too', () => {
  const { waves, vectors, sourcesByVerdict, sourcesTotal } = sampleFacts();
  const said = answers(waves, vectors, sourcesByVerdict, sourcesTotal, '', '', 0, ONE_SURGE, '', PROXIES);
  assert.match(said.what, /^Denial of service: .* A surge of requests .* could not be judged\.$/);
  assert.match(said.sources, /forged\. 203\.0\.113\.31, .* do not block, state under trusted_proxies\.$/);
});

test('the limits give the numbers, and German has every sentence', () => {
  const { said } = germanSaid(localUnits(GERMAN));
  const limits = [PROXIES, { ...PROXIES, addresses: ['203.0.113.31'], total: 1, agents: 0 }].flatMap((each) =>
    proxyLimits({ proxied: undefined, fromOwn: undefined }, each),
  );
  assert.match(
    limits[0],
    /^48,211 requests came from 12 addresses \(203\.0\.113\.31, 203\.0\.113\.32, 203\.0\.113\.33 and 9 more\) that carried 98\.0 % .*, with 143 different user agents, /,
  );
  for (const sentence of limits) assert.doesNotMatch(said(sentence), /\(Englisch\)/, sentence);
  assert.match(said(limits[2]), /^48\.211 Anfragen kamen von 1 Adresse \(203\.0\.113\.31\) mit 98,0 %/);
});

test('for the public the addresses of the proxies are those of the attacked side', () => {
  const facts = { ...sampleFacts(), unstatedProxies: PROXIES };
  facts.limits = proxyLimits({ proxied: undefined, fromOwn: undefined }, PROXIES);
  facts.case = { ...facts.case, profile: 'public' };
  const shown = profiled(facts, sampleRows([])).facts;
  assert.equal(shown.unstatedProxies, undefined);
  assert.match(shown.limits.join(' '), /\(attacked address, attacked address, attacked address and 9 more\)/);
});
