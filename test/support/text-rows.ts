// Drives a text decoder the way the pump does, cutting the input where told, and turns its batches into plain rows.

import {
  bareContext,
  type Decoder,
  type DecoderContext,
  type EvidenceFormat,
} from '../../src/ingest/format.ts';
import { formatAddress } from '../../src/model/address.ts';
import type { EvidenceBatch, RequestBatch, SocketBatch } from '../../src/model/batch.ts';
import { METHODS, REQUEST_SHAPE, SOCKET_STATES, TIME_BASIS } from '../../src/model/batch.ts';
import type { Diagnostic } from '../../src/model/diagnostic.ts';
import { Diagnostics } from '../../src/model/diagnostic.ts';
import { createRequestBatch, createSocketBatch, resetBatch } from '../../src/model/empty-batch.ts';

/** A logged request as plain values. */
export interface RequestRow {
  line: number;
  offset: number;
  time: string;
  utcOffsetMin: number;
  host: string;
  client: string;
  clientIsAddress: boolean;
  method: string;
  path: string;
  hasQuery: boolean;
  status: number;
  bytes: number | null;
  referer: string;
  userAgent: string;
  /** Left out when they were not logged. */
  durationMs?: number;
  clientPort?: number;
}

/** A socket as plain values; '*' for a wildcard or unknown address, '?' for a host name. */
export interface SocketRow {
  line: number;
  offset: number;
  snapshot: number;
  time: string;
  basis: string;
  protocol: number;
  state: string;
  local: string;
  localPort: number;
  remote: string;
  remotePort: number;
  /** Left out when 0. */
  sendQueue?: number;
}

/** What came of decoding one input. */
export interface Decoded<Row> {
  rows: Row[];
  diagnostics: Diagnostic[];
  bytesDecoded: number;
  bytesSkipped: number;
}

/** The context tests decode in: modified 2026-05-18 00:00 UTC, no stated zone. */
export function testContext(fileName: string, diagnostics: Diagnostics): DecoderContext {
  return { ...bareContext(diagnostics), fileName, modifiedSec: 1779062400, latestSec: 1779062400 };
}

/** How a run is cut and how small its batches are. */
export interface Cutting {
  /** Bytes a piece. */
  pieceBytes: number;
  /** Rows a batch. */
  capacity: number;
  /** Arena of a request batch, bytes. */
  textBytes: number;
}

const WHOLE: Cutting = { pieceBytes: 1 << 22, capacity: 4096, textBytes: 1 << 20 };

/** Rows of a web log. */
export function decodeRequests(
  format: EvidenceFormat,
  input: Uint8Array,
  cutting: Cutting = WHOLE,
): Decoded<RequestRow> {
  const rows: RequestRow[] = [];
  const batch = createRequestBatch(cutting.capacity, cutting.textBytes);
  const decoded = drive(format, input, 'access.log', batch, cutting.pieceBytes, () =>
    pushRequests(batch, rows),
  );
  return { rows, ...decoded };
}

/** Rows of a socket dump named `fileName`. */
export function decodeSockets(
  format: EvidenceFormat,
  input: Uint8Array,
  fileName: string,
  cutting: Cutting = WHOLE,
  context: Partial<DecoderContext> = {},
): Decoded<SocketRow> {
  const rows: SocketRow[] = [];
  const batch = createSocketBatch(cutting.capacity);
  const take = (): void => pushSockets(batch, rows);
  const decoded = drive(format, input, fileName, batch, cutting.pieceBytes, take, context);
  return { rows, ...decoded };
}

function drive(
  format: EvidenceFormat,
  input: Uint8Array,
  fileName: string,
  batch: EvidenceBatch,
  pieceBytes: number,
  take: () => void,
  context: Partial<DecoderContext> = {},
): Omit<Decoded<never>, 'rows'> {
  const diagnostics = new Diagnostics();
  const decoder: Decoder = format.createDecoder({ ...testContext(fileName, diagnostics), ...context });
  let rest: Uint8Array = new Uint8Array(0);
  for (let at = 0; at < input.length; at += pieceBytes) {
    let piece: Uint8Array = Buffer.concat([rest, input.subarray(at, at + pieceBytes)]);
    for (;;) {
      piece = piece.subarray(decoder.decode(piece, batch));
      if (!batch.full) break;
      take();
      resetBatch(batch);
    }
    rest = piece;
  }
  take();
  resetBatch(batch);
  decoder.finish(rest, batch);
  take();
  return {
    diagnostics: diagnostics.list(),
    bytesDecoded: decoder.bytesDecoded,
    bytesSkipped: diagnostics.bytesSkipped,
  };
}

function isoTime(sec: number, nsec: number): string {
  const text = new Date(sec * 1000).toISOString().slice(0, 19);
  return nsec === 0 ? `${text}Z` : `${text}.${String(nsec).padStart(9, '0')}Z`;
}

function pushRequests(batch: RequestBatch, rows: RequestRow[]): void {
  const text = (start: Uint32Array, end: Uint32Array, i: number): string =>
    Buffer.from(batch.text.subarray(start[i], end[i])).toString('latin1');
  for (let i = 0; i < batch.rows; i++) {
    const isAddress = (batch.shape[i] & REQUEST_SHAPE.clientIsAddress) !== 0;
    rows.push({
      line: batch.line[i],
      offset: batch.offset[i],
      time: isoTime(batch.timeSec[i], batch.timeNsec[i]),
      utcOffsetMin: batch.utcOffsetMin[i],
      host: text(batch.hostStart, batch.hostEnd, i),
      client: isAddress ? formatAddress(batch.client, 4 * i) : text(batch.clientStart, batch.clientEnd, i),
      clientIsAddress: isAddress,
      method: METHODS[batch.method[i]],
      path: text(batch.pathStart, batch.pathEnd, i),
      hasQuery: (batch.shape[i] & REQUEST_SHAPE.hasQuery) !== 0,
      status: batch.status[i],
      bytes: (batch.shape[i] & REQUEST_SHAPE.hasBytes) !== 0 ? batch.bytes[i] : null,
      referer: text(batch.refererStart, batch.refererEnd, i),
      userAgent: text(batch.userAgentStart, batch.userAgentEnd, i),
      ...((batch.shape[i] & REQUEST_SHAPE.hasDuration) !== 0 && { durationMs: batch.durationMs[i] }),
      ...(batch.clientPort[i] > 0 && { clientPort: batch.clientPort[i] }),
    });
  }
}

function pushSockets(batch: SocketBatch, rows: SocketRow[]): void {
  const address = (kind: number, words: Uint32Array, i: number): string =>
    kind === 1 ? formatAddress(words, 4 * i) : kind === 2 ? '?' : '*';
  for (let i = 0; i < batch.rows; i++) {
    rows.push({
      line: batch.line[i],
      offset: batch.offset[i],
      snapshot: batch.snapshot[i],
      time: isoTime(batch.timeSec[i], batch.timeNsec[i]),
      basis: TIME_BASIS[batch.timeBasis[i]],
      protocol: batch.protocol[i],
      state: SOCKET_STATES[batch.state[i]],
      local: address(batch.localKind[i], batch.local, i),
      localPort: batch.localPort[i],
      remote: address(batch.remoteKind[i], batch.remote, i),
      remotePort: batch.remotePort[i],
      ...(batch.sendQueue[i] > 0 && { sendQueue: batch.sendQueue[i] }),
    });
  }
}
