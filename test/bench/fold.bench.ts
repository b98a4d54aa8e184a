// Decode and fold of generated evidence in memory on one core, against decoding alone and a plain read of the same bytes.

import { createPacketTables, PacketFold } from '../../src/aggregate/fold/packets.ts';
import { createRequestTables, RequestFold } from '../../src/aggregate/fold/requests.ts';
import { bareContext, type EvidenceFormat } from '../../src/ingest/format.ts';
import { pcap } from '../../src/ingest/formats/pcap.ts';
import { webCombined } from '../../src/ingest/formats/web-combined.ts';
import { createBatch, Pump } from '../../src/ingest/pump.ts';
import type { EvidenceBatch } from '../../src/model/batch.ts';
import { Diagnostics } from '../../src/model/diagnostic.ts';
import { inlineWholeLoops } from '../../src/optimising.ts';
import { floodPieces, logPieces } from './generated.ts';

const PACKETS = 1_000_000;
const LOG_BYTES = 100_000_000;
const CHUNK_BYTES = 1 << 20;
const ROUNDS = 5;

/** Prints rows/s of decode + fold, and its time as a multiple of decoding alone and of a plain read. */
export function run(): void {
  inlineWholeLoops();
  const flood = { packets: PACKETS, answered: false, seed: 1 };
  measurePackets('SYN flood, 50 k sources', { ...flood, sources: 50_000 });
  measurePackets('SYN flood, 1 M sources', { ...flood, sources: 1_000_000 });
  measurePackets('SYN flood answered, 50 k sources', { ...flood, sources: 50_000, answered: true });
  const tables = createRequestTables();
  measure('combined log', 'lines', webCombined, Buffer.concat([...logPieces(LOG_BYTES, 1)]), () => {
    const fold = new RequestFold(1, tables, () => undefined);
    return {
      add: (batch) => batch.kind === 'requests' && fold.add(batch),
      finish: () => fold.finish().summary.records,
    };
  });
}

function measurePackets(title: string, flood: Parameters<typeof floodPieces>[0]): void {
  const tables = createPacketTables();
  const bytes = Buffer.concat(Array.from(floodPieces(flood), (piece) => piece.slice()));
  measure(title, 'packets', pcap, bytes, () => {
    // With loose ends, as for the files of a rotation.
    const fold = new PacketFold(1, tables, () => undefined, true);
    return {
      add: (batch) => batch.kind === 'packets' && fold.add(batch),
      finish: () => fold.finish().summary.records,
    };
  });
}

interface Fold {
  add(batch: EvidenceBatch): unknown;
  finish(): number;
}

function measure(
  title: string,
  unit: string,
  format: EvidenceFormat,
  bytes: Uint8Array,
  createFold: () => Fold,
): void {
  let rows = 0;
  const read = fastest(() => sumBytes(bytes));
  const decode = fastest(() => pump(format, bytes, { add: () => undefined, finish: () => 0 }));
  const both = fastest(() => {
    rows = pump(format, bytes, createFold());
  });
  console.log(
    `fold: ${title.padEnd(33)} ${(rows / both / 1e6).toFixed(2)} M ${unit}/s, ${(bytes.length / both / 1e6).toFixed(0)} MB/s; ` +
      `${(both / decode).toFixed(2)} x decoding alone, ${(both / read).toFixed(2)} x a plain read`,
  );
}

function pump(format: EvidenceFormat, bytes: Uint8Array, fold: Fold): number {
  const context = bareContext(new Diagnostics());
  const feed = new Pump(format.createDecoder(context), createBatch(format.kind), (batch) => fold.add(batch));
  for (let at = 0; at < bytes.length; at += CHUNK_BYTES) feed.push(bytes.subarray(at, at + CHUNK_BYTES));
  feed.finish();
  return fold.finish();
}

function sumBytes(bytes: Uint8Array): number {
  const words = new Uint32Array(bytes.buffer, bytes.byteOffset & ~3, bytes.length >>> 2);
  let sum = 0;
  for (let i = 0; i < words.length; i++) sum = (sum + words[i]) | 0;
  return sum;
}

function fastest(work: () => void): number {
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < ROUNDS; round++) {
    const start = performance.now();
    work();
    best = Math.min(best, (performance.now() - start) / 1e3);
  }
  return best;
}
