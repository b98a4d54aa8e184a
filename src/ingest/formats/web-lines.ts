// Requests from logs that have one in a line: the walk over the lines, and what all such logs have in common. What a line says is up to a dialect.

import { type EvidenceBatch, REQUEST_SHAPE, type RequestBatch } from '../../model/batch.ts';
import { type DiagnosticCode, Diagnostics } from '../../model/diagnostic.ts';
import { createRequestBatch } from '../../model/empty-batch.ts';
import { scanAddress, scanMonth, scanUint } from '../fields.ts';
import type { Decoder } from '../format.ts';
import { HEAD_BYTES, headLines, LineFramer } from '../lines.ts';
import { wordEnd } from './web-combined-fields.ts';

const SPACE = 0x20;
const PERCENT = 0x25;
const HYPHEN = 0x2d;
const COLON = 0x3a;
/** The highest port there is. */
export const MOST_PORT = 65_535;
const BRACKET = 0x5b;
const BRACKET_END = 0x5d;

/** What a line is: a row, known structure (a heading), or why it is none; a row that lacks a field which its format promises. */
export const LINE = {
  row: 0,
  structure: 1,
  unparsable: 2,
  noTime: 3,
  noRequest: 4,
  rowWithoutField: 5,
} as const;

/** One of LINE. */
export type Outcome = (typeof LINE)[keyof typeof LINE];

const CODES: readonly (DiagnosticCode | undefined)[] = [
  undefined,
  undefined,
  'line/unparsable',
  'line/no-time',
  'log/no-request',
  'log/lacks-field',
];

/** The rules of one kind of log. Keeps the state that earlier lines set. */
export interface RequestDialect {
  /**
   * Says what b[start..end), never empty, is; for a row, has written all of row batch.rows but its place in the file. `shift` turns places
   * in `b` into places in the arena, into which the line is copied afterwards.
   */
  readLine(b: Buffer, start: number, end: number, batch: RequestBatch, shift: number): Outcome;
  /** The dialect writes the texts of its rows into the arena itself, never more than the line is long; lines are not copied. */
  readonly writesTexts?: boolean;
  /** Undoes what the server did to texts, in the arena, for the rows from `first` on. */
  unescape?(batch: RequestBatch, first: number): void;
}

/** Decodes a log of the given dialect. */
export class RequestDecoder implements Decoder {
  bytesDecoded = 0;
  readonly #diagnostics: Diagnostics;
  readonly #lines: LineFramer;
  readonly #dialect: RequestDialect;

  constructor(diagnostics: Diagnostics, dialect: RequestDialect) {
    this.#diagnostics = diagnostics;
    this.#lines = new LineFramer(diagnostics);
    this.#dialect = dialect;
  }

  decode(input: Uint8Array, batch: EvidenceBatch): number {
    this.#lines.open(input, false);
    this.#run(input, batch);
    return this.#lines.close();
  }

  finish(rest: Uint8Array, batch: EvidenceBatch): void {
    this.#lines.open(rest, true);
    this.#run(rest, batch);
    this.#lines.close();
  }

  // The arena receives the lines whole, in one copy a call, and the rows point into it.
  #run(input: Uint8Array, batch: EvidenceBatch): void {
    if (batch.kind !== 'requests') throw new Error(`a request decoder was given a batch of ${batch.kind}`);
    const lines = this.#lines;
    const b = Buffer.from(input.buffer, input.byteOffset, input.length);
    const firstRow = batch.rows;
    let copyFrom = -1;
    let copyTo = -1;
    for (;;) {
      if (batch.rows === batch.capacity) {
        batch.full = true;
        break;
      }
      if (!lines.next()) break;
      const { start, end } = lines;
      if (start === end) {
        this.bytesDecoded += lines.bytes;
        continue;
      }
      const from = copyFrom < 0 || this.#dialect.writesTexts === true ? start : copyFrom;
      if (batch.textUsed + end - from > batch.text.length) {
        if (batch.rows === 0) {
          this.#diagnostics.tally('line/too-long', lines.offset, lines.bytes);
          continue;
        }
        lines.back();
        batch.full = true;
        break;
      }
      batch.clientPort[batch.rows] = 0;
      const outcome = this.#dialect.readLine(b, start, end, batch, batch.textUsed - from);
      const code = CODES[outcome];
      const isRow = outcome === LINE.row || outcome === LINE.rowWithoutField;
      if (code !== undefined) this.#diagnostics.tally(code, lines.offset, isRow ? 0 : lines.bytes);
      if (isRow || outcome === LINE.structure) this.bytesDecoded += lines.bytes;
      if (!isRow) continue;
      batch.offset[batch.rows] = lines.offset;
      batch.line[batch.rows] = lines.number;
      copyFrom = from;
      copyTo = end;
      batch.rows++;
    }
    if (copyFrom < 0 || this.#dialect.writesTexts === true) return;
    batch.text.set(input.subarray(copyFrom, copyTo), batch.textUsed);
    batch.textUsed += copyTo - copyFrom;
    this.#dialect.unescape?.(batch, firstRow);
  }
}

const SNIFF_LINES = 200;

/** The first lines of a log as the dialect reads them: their rows, and how many lines fit nothing that it knows. */
export function firstRequests(
  head: Uint8Array,
  dialect: RequestDialect,
): { batch: RequestBatch; misfits: number } {
  const diagnostics = new Diagnostics();
  const batch = createRequestBatch(SNIFF_LINES, HEAD_BYTES);
  new RequestDecoder(diagnostics, dialect).finish(headLines(head, SNIFF_LINES), batch);
  const misfits = diagnostics
    .list()
    .reduce((sum, { code, count }) => sum + (code === 'log/no-request' ? 0 : count), 0);
  return { batch, misfits };
}

/** Writes b[start..end) as the client of row batch.rows: an address, with or without its port, or a name; false when it is neither. */
export function writeClient(
  b: Uint8Array,
  start: number,
  end: number,
  batch: RequestBatch,
  shift: number,
): boolean {
  const row = batch.rows;
  if (scanClient(b, start, end, batch.client, 4 * row)) {
    markAddress(batch);
    return true;
  }
  // Some log the client's port too; it is no part of who asked. The end of an IPv6 address is no port.
  const port = portStart(b, start, end);
  if (scanClient(b, start, port, batch.client, 4 * row)) {
    markAddress(batch);
    writePort(b, port + 1, end, batch);
    return true;
  }
  // What a crash left in front of a line is no name.
  for (let i = start; i < end; i++) if (b[i] < SPACE) return false;
  batch.client.fill(0, 4 * row, 4 * row + 4);
  batch.clientStart[row] = start + shift;
  batch.clientEnd[row] = end + shift;
  return true;
}

/** Writes b[start..end), the port of the client of row batch.rows, where it is one. */
export function writePort(b: Uint8Array, start: number, end: number, batch: RequestBatch): void {
  const port = scanUint(b, start, end);
  if (port <= MOST_PORT) batch.clientPort[batch.rows] = Math.max(port, 0);
}

/** The client of row batch.rows is the address that was scanned into it. */
export function markAddress(batch: RequestBatch): void {
  const row = batch.rows;
  batch.shape[row] |= REQUEST_SHAPE.clientIsAddress;
  batch.clientStart[row] = 0;
  batch.clientEnd[row] = 0;
}

/** As scanAddress; link-local clients come with a zone index (fe80::1%eth0), others in brackets. */
export function scanClient(
  b: Uint8Array,
  start: number,
  end: number,
  words: Uint32Array,
  at: number,
): boolean {
  if (scanAddress(b, start, end, words, at)) return true;
  if (b[start] === BRACKET && b[end - 1] === BRACKET_END)
    return scanAddress(b, start + 1, end - 1, words, at);
  for (let i = start; i < end; i++) {
    if (b[i] === PERCENT) return scanAddress(b, start, i, words, at);
  }
  return false;
}

/** Where `:443` begins at the end of b[start..end), or `end`. */
export function portStart(b: Uint8Array, start: number, end: number): number {
  let i = end;
  while (i > start && b[i - 1] >= 0x30 && b[i - 1] <= 0x39) i--;
  return i < end && i - 1 > start && b[i - 1] === COLON ? i - 1 : end;
}

/**
 * Where a line begins that was written through syslog: `Sep 15 16:13:46 web1 nginx[2869]: 192.0.2.7 - - [` or `2025-09-15T16:13:46Z web1 nginx: `;
 * -1 for others. The tag must stand where syslog puts it: a user name may look like one.
 */
export function syslogTagEnd(b: Uint8Array, start: number, end: number): number {
  const rfc3164 = scanMonth(b, start) > 0 && b[start + 3] === SPACE;
  if (!rfc3164 && (b[start + 4] !== HYPHEN || b[start + 10] !== 0x54)) return -1;
  let at = start;
  for (let words = rfc3164 ? 4 : 2; words > 0; words--) {
    at = wordEnd(b, at, end);
    while (at < end && b[at] === SPACE) at++;
  }
  const tagEnd = wordEnd(b, at, end);
  return tagEnd > at && b[tagEnd - 1] === COLON ? tagEnd + 1 : -1;
}
