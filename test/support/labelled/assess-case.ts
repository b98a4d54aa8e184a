// Runs the stages on one folder of evidence, up to the facts; no report is written.

import path from 'node:path';
import type { Attributor } from '../../../src/aggregate/attribute.ts';
import { countPairsOnce } from '../../../src/aggregate/mirrored.ts';
import { assess } from '../../../src/assess/assess.ts';
import { loadIncident } from '../../../src/case/incident.ts';
import { collect } from '../../../src/collect.ts';
import { buildFacts } from '../../../src/facts/build.ts';
import { Redactor } from '../../../src/model/redaction.ts';
import type { Said } from './judge.ts';

const NOW_SEC = Date.UTC(2026, 6, 1) / 1000;

/** What the report would say about the case in the folder. */
export async function assessCase(folder: string, attributor: Attributor): Promise<Said> {
  const incidentPath = path.join(folder, 'incident.yaml');
  const incident = loadIncident(incidentPath);
  const { store, evidence, failures } = await collect([folder], { workers: 1 });
  try {
    if (failures.length > 0) throw new Error(failures.map(({ message }) => message).join('\n'));
    await countPairsOnce(store, evidence);
    const assessment = await assess(store, {
      own: incident.ownAddresses,
      spared: [...incident.allowList.map((entry) => entry.prefix), ...incident.trustedProxies],
      proxies: incident.trustedProxies,
      asnOf: (words, count) => attributor.attributeAll(words, count).asn,
      thresholds: incident.thresholds,
      siteName: incident.services[0]?.host ?? '',
    });
    const { facts, rows } = await buildFacts({
      store,
      evidence,
      assessment,
      incident,
      incidentPath,
      attributor,
      bill: undefined,
      nowSec: NOW_SEC,
      command: 'report',
      redactor: new Redactor(true),
      unread: [],
    });
    const sources: Said['sources'] = [];
    for await (const chunk of rows.sources())
      for (const { address, verdict } of chunk) sources.push({ address, verdict });
    return { facts, sources };
  } finally {
    await store.close();
  }
}
