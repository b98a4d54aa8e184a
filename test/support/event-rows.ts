// Drives the decoders of events and counters the way the pump does, cutting the input where told, and turns their batches into plain rows.

import type { Decoder, EvidenceFormat } from '../../src/ingest/format.ts';
import { formatAddress } from '../../src/model/address.ts';
import {
  type CounterBatch,
  EVENT_ADDRESS,
  EVENT_KINDS,
  type EventBatch,
  TIME_BASIS,
} from '../../src/model/batch.ts';
import { Diagnostics } from '../../src/model/diagnostic.ts';
import { createCounterBatch, createEventBatch, resetBatch } from '../../src/model/empty-batch.ts';
import { formatTime } from '../../src/model/time.ts';
import { type Decoded, testContext } from './text-rows.ts';

/** An event as plain values; '' for an address that is not known. */
export interface EventRow {
  line: number;
  offset: number;
  event: string;
  count: number;
  time: string;
  basis: string;
  source: string;
  sourcePort: number;
  destination: string;
  port: number;
  protocol: number;
  detail: number;
  length: number;
  host: string;
  program: string;
  subject: string;
}

/** A counter as plain values. */
export interface CounterRow {
  line: number;
  offset: number;
  snapshot: number;
  time: string;
  basis: string;
  name: string;
  value: number;
}

/** Pieces and batches small enough to fall into every line. */
export const EVENT_CUTS: readonly { pieceBytes: number; capacity: number; textBytes: number }[] = [
  1, 2, 7, 61, 300,
].flatMap((pieceBytes) => [
  { pieceBytes, capacity: 1, textBytes: 192 },
  { pieceBytes, capacity: 3, textBytes: 500 },
]);

/** Rows of a system log or an address list. */
export function decodeEvents(
  format: EvidenceFormat,
  input: Uint8Array,
  cutting: { pieceBytes: number; capacity: number; textBytes: number } = {
    pieceBytes: 1 << 22,
    capacity: 64,
    textBytes: 1 << 14,
  },
  context: Partial<ReturnType<typeof testContext>> = {},
): Decoded<EventRow> {
  const rows: EventRow[] = [];
  const diagnostics = new Diagnostics();
  const decoder = format.createDecoder({ ...testContext('x.log', diagnostics), ...context });
  const batch = createEventBatch(cutting.capacity, cutting.textBytes);
  drive(decoder, input, batch, cutting.pieceBytes, () => pushEvents(batch, rows));
  return {
    rows,
    diagnostics: diagnostics.list(),
    bytesDecoded: decoder.bytesDecoded,
    bytesSkipped: diagnostics.bytesSkipped,
  };
}

/** Rows of a dump of counters named `fileName`. */
export function decodeCounters(
  format: EvidenceFormat,
  input: Uint8Array,
  fileName: string,
  cutting: { pieceBytes: number; capacity: number } = { pieceBytes: 1 << 22, capacity: 1024 },
): Decoded<CounterRow> {
  const rows: CounterRow[] = [];
  const diagnostics = new Diagnostics();
  const decoder = format.createDecoder(testContext(fileName, diagnostics));
  const batch = createCounterBatch(cutting.capacity, 1 << 18);
  drive(decoder, input, batch, cutting.pieceBytes, () => pushCounters(batch, rows));
  return {
    rows,
    diagnostics: diagnostics.list(),
    bytesDecoded: decoder.bytesDecoded,
    bytesSkipped: diagnostics.bytesSkipped,
  };
}

function drive(
  decoder: Decoder,
  input: Uint8Array,
  batch: EventBatch | CounterBatch,
  pieceBytes: number,
  take: () => void,
): void {
  let rest: Uint8Array = new Uint8Array(0);
  for (let at = 0; at < input.length; at += pieceBytes) {
    const next = input.subarray(at, at + pieceBytes);
    let piece: Uint8Array = rest.length === 0 ? next : Buffer.concat([rest, next]);
    for (;;) {
      piece = piece.subarray(decoder.decode(piece, batch));
      const { full } = batch;
      take();
      resetBatch(batch);
      if (!full) break;
    }
    rest = piece;
  }
  decoder.finish(rest, batch);
  take();
}

function time(sec: number, nsec: number): string {
  return formatTime(sec, nsec, nsec === 0 ? 0 : 9);
}

function text(batch: { text: Uint8Array }, start: Uint32Array, end: Uint32Array, row: number): string {
  return Buffer.from(batch.text.subarray(start[row], end[row])).toString('latin1');
}

function pushEvents(batch: EventBatch, rows: EventRow[]): void {
  for (let i = 0; i < batch.rows; i++) {
    const address = (words: Uint32Array, bit: number): string =>
      (batch.addresses[i] & bit) !== 0 ? formatAddress(words, 4 * i) : '';
    rows.push({
      line: batch.line[i],
      offset: batch.offset[i],
      event: EVENT_KINDS[batch.event[i]],
      count: batch.count[i],
      time: time(batch.timeSec[i], batch.timeNsec[i]),
      basis: TIME_BASIS[batch.timeBasis[i]],
      source: address(batch.source, EVENT_ADDRESS.source),
      sourcePort: batch.sourcePort[i],
      destination: address(batch.destination, EVENT_ADDRESS.destination),
      port: batch.port[i],
      protocol: batch.protocol[i],
      detail: batch.detail[i],
      length: batch.length[i],
      host: text(batch, batch.hostStart, batch.hostEnd, i),
      program: text(batch, batch.programStart, batch.programEnd, i),
      subject: text(batch, batch.subjectStart, batch.subjectEnd, i),
    });
  }
}

function pushCounters(batch: CounterBatch, rows: CounterRow[]): void {
  for (let i = 0; i < batch.rows; i++) {
    rows.push({
      line: batch.line[i],
      offset: batch.offset[i],
      snapshot: batch.snapshot[i],
      time: time(batch.timeSec[i], batch.timeNsec[i]),
      basis: TIME_BASIS[batch.timeBasis[i]],
      name: text(batch, batch.nameStart, batch.nameEnd, i),
      value: batch.value[i],
    });
  }
}
