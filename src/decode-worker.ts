// The decode worker: bytes of one file at a time in, blocks of rollups out. Joins ingest and fold on their own core.

import { type MessagePort, parentPort } from 'node:worker_threads';
import { CounterFold } from './aggregate/fold/counters.ts';
import { createEventTable, EventFold } from './aggregate/fold/events.ts';
import { createPacketTables, PacketFold, type PacketTables } from './aggregate/fold/packets.ts';
import { createRequestTables, RequestFold, type TextsBlock } from './aggregate/fold/requests.ts';
import { SocketFold } from './aggregate/fold/sockets.ts';
import type { Decoder } from './ingest/format.ts';
import { FORMATS } from './ingest/formats/index.ts';
import { createBatch, Pump } from './ingest/pump.ts';
import type { EvidenceBatch } from './model/batch.ts';
import { type CaptureOrigin, emptyOrigin } from './model/capture.ts';
import { type Diagnostic, Diagnostics } from './model/diagnostic.ts';
import type { Block, FileSummary } from './model/traffic.ts';

/** Main to worker. Offsets are pairs (local second from which it holds, minutes east of UTC), ascending. */
export type ToWorker =
  | {
      type: 'file';
      evidence: number;
      format: string;
      fileName: string;
      collectionCommand: string;
      logFormat: string;
      modifiedSec: number;
      latestSec: number;
      offsets: [number, number][] | undefined;
      /** There are other files, which may go on from this one. */
      joins: boolean;
    }
  | { type: 'chunk'; buffer: ArrayBuffer; length: number }
  | { type: 'end' };

/** Worker to main. */
export type FromWorker =
  | { type: 'free'; buffer: ArrayBuffer }
  | { type: 'block'; block: Block }
  | {
      type: 'done';
      summary: FileSummary;
      texts: TextsBlock | undefined;
      diagnostics: Diagnostic[];
      origin: CaptureOrigin;
      bytesRead: number;
      bytesDecoded: number;
      bytesSkipped: number;
    };

interface Job {
  pump: Pump;
  decoder: Decoder;
  diagnostics: Diagnostics;
  origin: CaptureOrigin;
  finish(): { summary: FileSummary; texts: TextsBlock | undefined };
}

const port = parentPort as MessagePort;
const batches = new Map<EvidenceBatch['kind'], EvidenceBatch>();
let packetTables: PacketTables | undefined;
let requestTables: ReturnType<typeof createRequestTables> | undefined;
let eventTable: ReturnType<typeof createEventTable> | undefined;
let job: Job | undefined;

function emit(block: Block): void {
  port.postMessage({ type: 'block', block } satisfies FromWorker, block.columns);
}

function start(message: ToWorker & { type: 'file' }): Job {
  const format = FORMATS.find((each) => each.id === message.format);
  if (format === undefined) throw new Error(`no format ${message.format}`);
  const diagnostics = new Diagnostics();
  const origin = emptyOrigin();
  const { offsets } = message;
  const decoder = format.createDecoder({
    diagnostics,
    origin,
    fileName: message.fileName,
    collectionCommand: message.collectionCommand,
    logFormat: message.logFormat,
    modifiedSec: message.modifiedSec,
    latestSec: message.latestSec,
    assumedOffsetMin: offsets === undefined ? undefined : (localSec) => offsetAt(offsets, localSec),
  });
  let batch = batches.get(format.kind);
  if (batch === undefined) {
    batch = createBatch(format.kind);
    batches.set(format.kind, batch);
  }
  const { add, finish } = createFold(format.kind, message.evidence, message.joins);
  return { pump: new Pump(decoder, batch, add), decoder, diagnostics, origin, finish };
}

function createFold(
  kind: EvidenceBatch['kind'],
  evidence: number,
  joins: boolean,
): { add(batch: EvidenceBatch): void; finish: Job['finish'] } {
  if (kind === 'packets') {
    packetTables ??= createPacketTables();
    const fold = new PacketFold(evidence, packetTables, emit, joins);
    return {
      add: (batch) => batch.kind === 'packets' && fold.add(batch),
      finish: () => fold.finish(),
    };
  }
  if (kind === 'sockets') {
    const fold = new SocketFold(evidence, emit);
    return {
      add: (batch) => batch.kind === 'sockets' && fold.add(batch),
      finish: () => ({ summary: fold.finish(), texts: undefined }),
    };
  }
  if (kind === 'events') {
    eventTable ??= createEventTable();
    const fold = new EventFold(evidence, eventTable, emit);
    return { add: (batch) => batch.kind === 'events' && fold.add(batch), finish: () => fold.finish() };
  }
  if (kind === 'counters') {
    const fold = new CounterFold(evidence, emit);
    return { add: (batch) => batch.kind === 'counters' && fold.add(batch), finish: () => fold.finish() };
  }
  requestTables ??= createRequestTables();
  const fold = new RequestFold(evidence, requestTables, emit);
  return { add: (batch) => batch.kind === 'requests' && fold.add(batch), finish: () => fold.finish() };
}

function offsetAt(offsets: readonly [number, number][], localSec: number): number {
  let minutes = offsets[0][1];
  for (const [from, value] of offsets) if (localSec >= from) minutes = value;
  return minutes;
}

port.on('message', (message: ToWorker) => {
  if (message.type === 'file') job = start(message);
  else if (job === undefined) throw new Error('bytes before a file');
  else if (message.type === 'chunk') {
    job.pump.push(new Uint8Array(message.buffer, 0, message.length));
    port.postMessage({ type: 'free', buffer: message.buffer } satisfies FromWorker, [message.buffer]);
  } else {
    job.pump.finish();
    const { summary, texts } = job.finish();
    const done: FromWorker = {
      type: 'done',
      summary,
      texts,
      diagnostics: job.diagnostics.list(),
      origin: job.origin,
      bytesRead: job.pump.bytesRead,
      bytesDecoded: job.decoder.bytesDecoded,
      bytesSkipped: job.diagnostics.bytesSkipped,
    };
    port.postMessage(done);
    job = undefined;
  }
});
