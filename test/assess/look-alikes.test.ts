// Benign cases of the labelled set that a flood resembles: what spares each of them is the threshold that the table names for it.

import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { assess } from '../../src/assess/assess.ts';
import { loadIncident } from '../../src/case/incident.ts';
import { collect } from '../../src/collect.ts';

const FOLDER = fileURLToPath(new URL('../../../fixtures/labelled', import.meta.url));

/** Vectors found in a case under the thresholds. */
async function vectorsOf(id: string, thresholds: Record<string, number>): Promise<string[]> {
  const incident = loadIncident(path.join(FOLDER, id, 'incident.yaml'));
  const { store } = await collect([path.join(FOLDER, id)], { workers: 1 });
  try {
    const { findings } = await assess(store, {
      own: incident.ownAddresses,
      spared: incident.allowList.map((entry) => entry.prefix),
      thresholds,
      siteName: 'the site',
    });
    return [...new Set(findings.map(({ vector }) => vector))].sort();
  } finally {
    await store.close();
  }
}

// Case, the thresholds that tell it from an attack made so lax that they do not, and what it is called then.
const CASES: [id: string, lax: Record<string, number>, vector: string][] = [
  ['benign-office-resolver', { 'dns_flood.zone_share': 0, 'dns_flood.failed_share': 0 }, 'dns_water_torture'],
  ['benign-many-shops', { 'dns_flood.failed_share': 0 }, 'dns_water_torture'],
  ['benign-name-wordlist', { 'dns_flood.sources': 1 }, 'dns_water_torture'],
  [
    'benign-reverse-proxy',
    { 'http_packets.repeat_share': 0.05, 'http_packets.requests_per_minute': 30 },
    'http_flood',
  ],
  [
    'benign-http2-impatient',
    {
      'http2_reset.requests_per_second': 0.5,
      'http2_reset.requests_per_minute': 30,
      'http2_reset.requests_per_source': 1,
    },
    'http2_rapid_reset',
  ],
];

for (const [id, lax, vector] of CASES) {
  test(`${id}: spared by ${Object.keys(lax).join(' and ')}`, async () => {
    assert.deepEqual(await vectorsOf(id, {}), []);
    assert.deepEqual(await vectorsOf(id, lax), [vector]);
  });
}
