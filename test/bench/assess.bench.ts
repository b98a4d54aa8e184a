// The assessment after the fold: sources, vectors, waves and verdicts of a SYN flood from a million sources over 24 hours.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { assess } from '../../src/assess/assess.ts';
import { collect } from '../../src/collect.ts';
import { floodPieces, writePieces } from './generated.ts';

const SOURCES = 1_000_000;
const PACKETS = 1_728_000;
const DAY_SEC = 86_400;
const ROUNDS = 3;

/** Prints the time of the assessment, and that of reading and folding before it. */
export async function run(): Promise<void> {
  const directory = mkdtempSync(path.join(tmpdir(), 'afterflood-bench-'));
  try {
    const file = path.join(directory, 'day.pcap');
    const flood = { packets: PACKETS, sources: SOURCES, answered: false, seed: 5 };
    writePieces(file, floodPieces({ ...flood, packetsPerSecond: PACKETS / DAY_SEC }));
    let read = Number.POSITIVE_INFINITY;
    let best = Number.POSITIVE_INFINITY;
    let found = '';
    for (let round = 0; round < ROUNDS; round++) {
      const begin = performance.now();
      const database = path.join(directory, `case-${round}.duckdb`);
      const { store } = await collect([file], { database, temporary: path.join(directory, 'spill') });
      const start = performance.now();
      const options = { own: ['192.0.2.80/32'], spared: [], thresholds: {}, siteName: 'site' };
      const { vectors, waves } = await assess(store, options);
      best = Math.min(best, (performance.now() - start) / 1e3);
      read = Math.min(read, (start - begin) / 1e3);
      const [{ n }] = await store.query<{ n: bigint }>('SELECT count(*)::BIGINT AS n FROM sources');
      found = `${vectors.length} vector, ${waves.length} wave, ${n} sources`;
      await store.close();
    }
    console.log(
      `assess: ${PACKETS} SYN over 24 h: ${best.toFixed(2)} s, ${(best / read).toFixed(2)} x reading and folding them (${found})`,
    );
  } finally {
    rmSync(directory, { recursive: true });
  }
}
