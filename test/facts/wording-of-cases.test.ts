// What is said of small labelled cases: numbers with the right form of their noun, no count where there is nothing to count, edges to their side.

import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { openAttributor } from '../../src/aggregate/attribute.ts';
import { assessCase } from '../support/labelled/assess-case.ts';
import type { Said } from '../support/labelled/judge.ts';

const FOLDER = fileURLToPath(new URL('../../../fixtures/labelled', import.meta.url));
const attributor = await openAttributor({ asnDb: undefined, countryDb: undefined });

async function factsOf(name: string): Promise<Said['facts']> {
  return (await assessCase(path.join(FOLDER, name), attributor)).facts;
}

test('one source asked, not one sources', async () => {
  const { vectors } = await factsOf('http-flood-one-source');
  const texts = vectors.flatMap(({ criteria }) => criteria.map(({ text }) => text));
  assert.ok(texts.some((text) => text.startsWith('1 source asked for flooded paths')));
  assert.ok(texts.every((text) => !text.includes('1 sources')));
});

test('connections that are established are no half-open sources, and none are estimated', async () => {
  for (const name of ['slowloris', 'connection-flood']) {
    const { vectors } = await factsOf(name);
    assert.ok(vectors.length > 0);
    assert.ok(vectors.every(({ snapshotEstimate }) => snapshotEstimate === undefined));
  }
  const { vectors } = await factsOf('syn-recv-dumps-only');
  assert.ok(vectors[0]!.snapshotEstimate!.distinctSources > 0);
});

test('a wave that only snapshots show may have begun earlier and ended later', async () => {
  const { waves } = await factsOf('syn-recv-dumps-only');
  assert.ok(waves[0]!.startOneSided && waves[0]!.endOneSided);
});
