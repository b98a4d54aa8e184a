// Custody and the annex of the incident report: what is stated and nothing else, terms that the report uses, files that are there.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { IncidentFacts } from '../../../src/model/facts.ts';
import { drawnText, drawSample, withoutAttack } from './draw-sample.ts';

async function textOf(change: (facts: IncidentFacts) => void = () => {}): Promise<string> {
  return drawnText(await drawSample('extortion', change));
}

test('custody: files of which the same is stated stand together, nothing is filled in', async () => {
  const text = await textOf();
  assert.match(
    text,
    /E1 Ana Example 2025-12-06 04:02:00Z web1 hashed by Ana Example, equal to that of the file as read, /,
  );
  assert.match(text, /sha256sum; kept by Ana Example, .* safe of Example Ops/);
  const nothing = await textOf((facts) => {
    facts.custody = [];
    for (const file of facts.evidence)
      Object.assign(file, {
        collectedBy: '',
        collectedUtc: '',
        host: '',
        hostRole: '',
        collectionCommand: '',
      });
  });
  assert.match(nothing, /E1\u2013E5 not stated not stated not stated not stated/);
});

test('custody: a hash that differs cannot be overlooked', async () => {
  const text = await textOf((facts) => {
    facts.custody[0]!.matches = false;
  });
  assert.match(text, /hashed by Ana Example, NOT EQUAL TO THAT OF THE FILE AS READ/);
});

test('authority, qualification, protection, version and originals stand where they are looked for, or are not stated', async () => {
  const stated = await textOf();
  for (const words of [
    'Authority engaged by Example Games Ltd, contract C-2025-03',
    'Qualification administrator of these servers since 2019',
    'Protection in place rate limits at the load balancer',
    'Version 2, replaces 1 of 2025-12-07',
    'Originals kept safe of Example Ops, by Ana Example',
  ])
    assert.ok(stated.includes(words), words);
  const upstream = drawnText(await drawSample('provider'));
  assert.ok(upstream.includes('Authority engaged by Example Games Ltd, contract C-2025-03'));
  const silent = await textOf(({ case: facts }) => {
    Object.assign(facts, { version: '', originalsKept: '' });
    Object.assign(facts.preparer, { authority: '', qualification: '' });
    facts.victim.protection = '';
  });
  for (const label of ['Authority', 'Qualification', 'Protection in place', 'Originals kept'])
    assert.ok(silent.includes(`${label} not stated`), label);
  assert.doesNotMatch(silent, /Version /);
});

test('the annex explains the terms that the report uses, and names the files that the profile writes', async () => {
  const text = await textOf();
  for (const term of ['Half-open (SYN_RECV)', 'Reflection, reflector', 'Wallet, checksum', 'Hash (SHA-256)'])
    assert.ok(text.includes(term), term);
  assert.match(text, /data\/sources\.csv.*extortion\/declaration-template\.txt/);
  const quiet = await textOf(withoutAttack);
  assert.doesNotMatch(
    quiet,
    /Half-open \(SYN_RECV\)|Reflection, reflector|Wallet, checksum|declaration-template/,
  );
  assert.match(quiet, /Hash \(SHA-256\)/);
  const insurer = await textOf((facts) => {
    facts.case.profile = 'insurer';
  });
  assert.doesNotMatch(insurer.slice(insurer.indexOf('Beside this document')), /sources\.csv|datasheet/);
});

test('where no packet could be judged page 1 does not say that nothing is asked', async () => {
  assert.match(await textOf(withoutAttack), /Asked of you Nothing\. The evidence/);
  const unjudged = await textOf((facts) => {
    withoutAttack(facts);
    facts.own.judged = false;
  });
  assert.match(unjudged, /Asked of you Nothing yet: the packets are judged when the addresses/);
});
