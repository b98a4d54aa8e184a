// Sources by network and country: each verdict in its own column.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Places } from '../../src/facts/places.ts';
import { VERDICTS } from '../../src/model/verdict.ts';
import { caseFacts, like } from '../report/provider/pack.ts';

test('only unproven sources count as unproven: what is forged, reflected or likely is no such', () => {
  const [source] = caseFacts().topProven;
  const places = new Places();
  for (const verdict of VERDICTS)
    for (let n = 0; n < 3; n++) places.add(like(source, { verdict, address: `198.51.100.${n}` }));
  const [network] = places.networks();
  assert.equal(network.sources, 3 * VERDICTS.length);
  assert.deepEqual([network.sourcesProven, network.sourcesReflector, network.sourcesUnproven], [3, 3, 3]);
  const [country] = places.countries();
  assert.deepEqual([country.sourcesProven, country.sourcesUnproven], [3, 3]);
});
