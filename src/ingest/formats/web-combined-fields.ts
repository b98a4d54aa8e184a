// The fields of an access log line behind its time: request line, status, size, quoted texts. Written into row batch.rows of the batch;
// `shift` turns places in the line into places in the batch's arena. Escapes (\", \\, \x22) are passed over and kept as logged.

import type { RequestBatch } from '../../model/batch.ts';
import { METHODS, REQUEST_SHAPE } from '../../model/batch.ts';
import { scanUint, WordTable } from '../fields.ts';
import { isProbeQuery } from './web-combined-query.ts';

const SPACE = 0x20;
const QUOTE = 0x22;
const HYPHEN = 0x2d;
const QUESTION = 0x3f;
const BACKSLASH = 0x5c;
const TWO = 0x32;
const VERSION_AT = 5; // in "HTTP/2.0"

const OTHER = METHODS.indexOf('OTHER');
const MALFORMED = METHODS.indexOf('MALFORMED');
const METHOD_WORDS = new WordTable(
  Object.fromEntries(METHODS.map((name, index) => [name, index]).slice(1, MALFORMED)),
);

/** The next space at or behind `at`, or `end`. */
export function wordEnd(b: Uint8Array, at: number, end: number): number {
  let i = at;
  while (i < end && b[i] !== SPACE) i++;
  return i;
}

/** The place of the quote that ends the text from `start` on, or `end`: one with an even number of backslashes before it. */
export function quoteEnd(b: Buffer, start: number, end: number): number {
  for (let from = start; ; ) {
    const quote = b.indexOf(QUOTE, from);
    if (quote < 0 || quote >= end) return end;
    let escapes = quote;
    while (escapes > start && b[escapes - 1] === BACKSLASH) escapes--;
    if (((quote - escapes) & 1) === 0) return quote;
    from = quote + 1;
  }
}

/** Reads the request line up to its closing quote; returns the quote's place, -1 when there is none. */
export function readRequest(
  b: Buffer,
  start: number,
  end: number,
  batch: RequestBatch,
  shift: number,
): number {
  const i = quoteEnd(b, start, end);
  if (i === end) return -1;
  writeRequestLine(b, start, i, batch, shift);
  return i;
}

/** Writes b[start..i), a request line, into row batch.rows. */
export function writeRequestLine(
  b: Buffer,
  start: number,
  i: number,
  batch: RequestBatch,
  shift: number,
): void {
  const space = wordEnd(b, start, i);
  const firstSpace = space < i ? space : -1;
  let lastSpace = i - 1;
  while (lastSpace > space && b[lastSpace] !== SPACE) lastSpace--;
  const hasProtocol = lastSpace > firstSpace && startsWithHttp(b, lastSpace + 1, i);
  const targetEnd = hasProtocol ? lastSpace : i;
  let target = firstSpace < 0 ? i : firstSpace;
  while (target < targetEnd && b[target] === SPACE) target++;
  const row = batch.rows;
  const method = target < targetEnd ? methodOf(b, start, firstSpace, hasProtocol) : MALFORMED;
  batch.method[row] = method;
  if (method === MALFORMED) {
    // No target: the request line as logged, for a look at what was sent. "-" stands for none at all.
    const none = i - start === 1 && b[start] === HYPHEN;
    batch.pathStart[row] = start + shift;
    batch.pathEnd[row] = (none ? start : i) + shift;
    return;
  }
  if (hasProtocol && b[lastSpace + 1 + VERSION_AT] === TWO) batch.shape[row] |= REQUEST_SHAPE.http2;
  writeTarget(b, target, targetEnd, batch, shift);
}

/** Writes b[start..end), a request target, into row batch.rows: its path, and what its query string is. */
export function writeTarget(b: Buffer, start: number, end: number, batch: RequestBatch, shift: number): void {
  const row = batch.rows;
  let query = start;
  while (query < end && b[query] !== QUESTION) query++;
  if (query < end) {
    batch.shape[row] |= REQUEST_SHAPE.hasQuery;
    if (isProbeQuery(b, query + 1, end)) batch.shape[row] |= REQUEST_SHAPE.probeQuery;
  }
  batch.pathStart[row] = start + shift;
  batch.pathEnd[row] = query + shift;
}

// RTSP/ and the like stay part of the target: they are not HTTP requests.
function startsWithHttp(b: Uint8Array, at: number, end: number): boolean {
  return end - at >= 5 && b[at] === 0x48 && b[at + 1] === 0x54 && b[at + 2] === 0x54 && b[at + 3] === 0x50;
}

/**
 * Index into METHODS of the word b[start..end). RFC 9110 section 9.1: methods are case-sensitive tokens, by convention in capitals. Without
 * a protocol only a word in capitals passes for one.
 */
export function methodOf(b: Uint8Array, start: number, end: number, hasProtocol: boolean): number {
  const known = METHOD_WORDS.find(b, start, end);
  if (known >= 0) return known;
  if (end - start > 24 || end === start) return MALFORMED;
  for (let i = start; i < end; i++) {
    const byte = b[i];
    const capital = (byte >= 0x41 && byte <= 0x5a) || byte === HYPHEN || byte === 0x5f;
    const small = (byte >= 0x61 && byte <= 0x7a) || (byte >= 0x30 && byte <= 0x39);
    if (!capital && !(small && hasProtocol)) return MALFORMED;
  }
  return OTHER;
}

/** Reads ` 200 2326` at `at`; returns the place behind, -1 when it is not there: a status of "-" says that no answer was sent (Traefik). */
export function readStatusAndSize(b: Uint8Array, at: number, end: number, batch: RequestBatch): number {
  const row = batch.rows;
  if (at + 3 > end || b[at] !== SPACE) return -1;
  let i = at + 1;
  const status = scanUint(b, i, Math.min(i + 3, end));
  if (status < 0) return -1;
  batch.status[row] = status;
  i += 3;
  if (i + 1 >= end || b[i] !== SPACE) return -1;
  i++;
  const sizeEnd = wordEnd(b, i, end);
  if (sizeEnd === i + 1 && b[i] === HYPHEN) {
    batch.bytes[row] = 0;
    return sizeEnd;
  }
  const size = scanUint(b, i, sizeEnd);
  if (size < 0) return -1;
  batch.bytes[row] = size;
  batch.shape[row] |= REQUEST_SHAPE.hasBytes;
  return sizeEnd;
}

/** Reads ` "text"` at `at` into the two columns; "-" and no such field give an empty range. Returns the place behind. */
export function readQuoted(
  b: Buffer,
  at: number,
  end: number,
  starts: Uint32Array,
  ends: Uint32Array,
  row: number,
  shift: number,
): number {
  starts[row] = 0;
  ends[row] = 0;
  if (at + 1 >= end || b[at] !== SPACE || b[at + 1] !== QUOTE) return end;
  const start = at + 2;
  // A line cut inside the text keeps what is there.
  const stop = quoteEnd(b, start, end);
  if (stop - start !== 1 || b[start] !== HYPHEN) {
    starts[row] = start + shift;
    ends[row] = stop + shift;
  }
  return stop < end ? stop + 1 : end;
}
