// What is found in captures held in memory: the whole path from bytes to facts; and findings of a cut capture as those of the whole.

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Attributor } from '../../src/aggregate/attribute.ts';
import { countPairsOnce } from '../../src/aggregate/mirrored.ts';
import { assess } from '../../src/assess/assess.ts';
import { defaultIncident } from '../../src/case/incident.ts';
import { collect } from '../../src/collect.ts';
import { buildFacts } from '../../src/facts/build.ts';
import type { IncidentFacts, SourceFacts } from '../../src/model/facts.ts';
import { Redactor } from '../../src/model/redaction.ts';

const NOW_SEC = Date.UTC(2026, 6, 1) / 1000;

/** Findings, without the folder that the files were in. */
export interface Said {
  facts: IncidentFacts;
  /** By address. */
  sources: SourceFacts[];
}

/** What is found in the files, read in the order given. */
export async function findingsIn(
  attributor: Attributor,
  files: readonly (readonly [string, Uint8Array])[],
  {
    own,
    workers = 1,
    order = files.map((_, index) => index),
  }: { own: string; workers?: number; order?: number[] },
): Promise<Said> {
  const folder = mkdtempSync(path.join(tmpdir(), 'afterflood-findings-'));
  try {
    const paths = files.map(([name]) => path.join(folder, name));
    for (const [index, [, bytes]] of files.entries()) {
      writeFileSync(paths[index], bytes);
      utimesSync(paths[index], NOW_SEC, NOW_SEC);
    }
    const { store, evidence, failures } = await collect(
      order.map((index) => paths[index]),
      { workers },
    );
    try {
      assert.deepEqual(failures, []);
      const incident = defaultIncident();
      await countPairsOnce(store, evidence);
      const assessment = await assess(store, {
        own: [own],
        spared: [],
        thresholds: {},
        siteName: 'the site',
      });
      const { facts, rows } = await buildFacts({
        store,
        evidence,
        assessment,
        incident,
        incidentPath: undefined,
        attributor,
        bill: undefined,
        nowSec: NOW_SEC,
        command: 'report',
        redactor: new Redactor(true),
        unread: [],
      });
      const sources: SourceFacts[] = [];
      for await (const chunk of rows.sources()) sources.push(...chunk);
      sources.sort((a, b) => (a.address < b.address ? -1 : 1));
      // The scratch folder is the test's, not the evidence's. Keys without a value fall away.
      return JSON.parse(JSON.stringify({ facts, sources }).replaceAll(folder, '')) as Said;
    } finally {
      await store.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** All of the sources, vectors and waves. */
export function inFull({ facts, sources }: Said): unknown {
  const { vectors, waves, activities, totals } = facts;
  return { sources, vectors, waves, activities, totals };
}

// Of a source, what lies on both sides of a cut in one second: a lower bound.
const BY_FILE = ['peakPps', 'peakBps'];

/** `inFull`, with pointers into the pieces of a capture turned into those into the whole; `lengths` are the packets of each piece. */
export function asWhole(said: Said, lengths: readonly number[]): unknown {
  const before = lengths.map((_, index) => lengths.slice(0, index).reduce((sum, length) => sum + length, 0));
  const inWhole = (file: string, packet: string): number => before[Number(file) - 1] + Number(packet);
  const text = JSON.stringify(inFull(said), (name, value: unknown) => {
    if (BY_FILE.includes(name)) return undefined;
    return name === 'evidenceIds' ? ['E1'] : value;
  });
  return JSON.parse(
    text
      .replace(/"E(\d+) packet (\d+)"/g, (_, file, packet) => `"E1 packet ${inWhole(file, packet)}"`)
      .replace(
        /"evidenceId":"E(\d+)","recordRef":"packet (\d+)"/g,
        (_, file, packet) => `"evidenceId":"E1","recordRef":"packet ${inWhole(file, packet)}"`,
      ),
  );
}
