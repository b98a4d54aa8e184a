// Logs of HAProxy with `option httplog`, through syslog or not. HAProxy Configuration Manual, section 8.2.3.

import { REQUEST_SHAPE, type RequestBatch } from '../../model/batch.ts';
import { Diagnostics } from '../../model/diagnostic.ts';
import { scanAddress, scanDecimal, scanMonth, scanTwoDigits, scanUint, utcSeconds } from '../fields.ts';
import { bareContext, type Decoder, type DecoderContext, type EvidenceFormat } from '../format.ts';
import { notText } from '../lines.ts';
import { find, needle, startsWith } from './log-text.ts';
import { quoteEnd, wordEnd, writeRequestLine } from './web-combined-fields.ts';
import {
  firstRequests,
  LINE,
  markAddress,
  type Outcome,
  RequestDecoder,
  type RequestDialect,
  syslogTagEnd,
  writePort,
} from './web-lines.ts';

// The fields behind the tag of syslog:
//   192.0.2.7:42617 [14/Jan/2026:12:48:57.127] www~ web/web1 0/0/0/3/5 200 739 - - ---- 1/1/0/0/0 0/0 {captured} "GET / HTTP/1.1"
const QUOTE = 0x22;
const PLUS = 0x2b;
const HYPHEN = 0x2d;
const SLASH = 0x2f;
const COLON = 0x3a;
const BRACKET = 0x5b;
const BRACKET_END = 0x5d;

/** Of "14/Jan/2026:12:48:57". */
const TIME_LENGTH = 20;
/** Slashes between the timers of a request; a TCP connection has two. */
const REQUEST_SLASHES = 4;
const CONNECTION_SLASHES = 2;
/** Words between the bytes and the request line: two cookies, how it ended, connections, queues. */
const WORDS_BEFORE_REQUEST = 5;

const TAG = needle('haproxy');
const SCHEMES = [needle('https://'), needle('http://')];

export const webHaproxy: EvidenceFormat = {
  id: 'web-haproxy',
  title: 'HAProxy log (option httplog)',
  spec: 'https://docs.haproxy.org/2.8/configuration.html#8.2.3',
  kind: 'requests',
  sniff,
  createDecoder: (context: DecoderContext): Decoder =>
    new RequestDecoder(context.diagnostics, new HaproxyDialect(context)),
};

function sniff(head: Uint8Array): string | undefined {
  const reason = notText(head);
  if (reason !== undefined) return reason;
  const { batch, misfits } = firstRequests(head, new HaproxyDialect(bareContext(new Diagnostics())));
  if (batch.rows === 0)
    return 'no line like: 192.0.2.7:42617 [14/Jan/2026:12:48:57.127] www~ web/web1 0/0/0/3/5 200 739 - - ---- 1/1/0/0/0 0/0 "GET / HTTP/1.1"';
  return batch.rows < misfits
    ? `only ${batch.rows} of the first ${batch.rows + misfits} lines are those of HAProxy`
    : undefined;
}

class HaproxyDialect implements RequestDialect {
  readonly #assumedOffsetMin: DecoderContext['assumedOffsetMin'];

  constructor({ assumedOffsetMin }: DecoderContext) {
    this.#assumedOffsetMin = assumedOffsetMin;
  }

  readLine(b: Buffer, start: number, end: number, batch: RequestBatch, shift: number): Outcome {
    const tagEnd = syslogTagEnd(b, start, end);
    const client = tagEnd > 0 ? wordStart(b, tagEnd, end) : start;
    const clientEnd = wordEnd(b, client, end);
    const time = clientEnd + 2;
    if (b[clientEnd + 1] !== BRACKET)
      return tagEnd > 0 && find(b, start, tagEnd, TAG) >= 0 ? LINE.noRequest : LINE.unparsable;
    const timeEnd = placeOf(b, BRACKET_END, time, end);
    if (timeEnd === end) return LINE.unparsable;
    const row = batch.rows;
    batch.shape[row] = 0;
    // The port is always there, and looks like the end of an IPv6 address.
    const port = b.lastIndexOf(COLON, clientEnd - 1);
    if (port < client || !scanAddress(b, client, port, batch.client, 4 * row)) return LINE.unparsable;
    markAddress(batch);
    writePort(b, port + 1, clientEnd, batch);
    const frontend = timeEnd + 2;
    const backend = wordEnd(b, frontend, end) + 1;
    // `www/1: SSL handshake failure`
    if (b[backend - 2] === COLON) return LINE.noRequest;
    const timers = wordEnd(b, backend, end) + 1;
    const timersEnd = wordEnd(b, timers, end);
    const slashes = countSlashes(b, timers, timersEnd);
    if (slashes === CONNECTION_SLASHES) return LINE.noRequest;
    if (slashes !== REQUEST_SLASHES) return LINE.unparsable;
    if (!this.#writeTime(b, time, timeEnd, batch)) return LINE.noTime;
    writeDuration(b, b.lastIndexOf(SLASH, timersEnd - 1) + 1, timersEnd, batch);
    let at = writeStatusAndBytes(b, timersEnd + 1, end, batch);
    if (at < 0) return LINE.unparsable;
    for (let word = 0; word < WORDS_BEFORE_REQUEST; word++) at = wordEnd(b, at + 1, end);
    const quote = placeOf(b, QUOTE, at, end);
    if (quote >= end) return LINE.unparsable;
    // Syslog cuts long lines, so that the last quote may be missing: what there is of the request counts.
    writeRequestLine(b, quote + 1, quoteEnd(b, quote + 1, end), batch, shift);
    cutOrigin(b, batch, shift);
    for (const column of [batch.refererStart, batch.refererEnd, batch.userAgentStart, batch.userAgentEnd])
      column[row] = 0;
    return LINE.row;
  }

  // Local time of the proxy, without a zone.
  #writeTime(b: Buffer, at: number, end: number, batch: RequestBatch): boolean {
    if (end - at < TIME_LENGTH || b[at + 2] !== SLASH || b[at + 6] !== SLASH || b[at + 11] !== COLON)
      return false;
    const second = scanDecimal(b, at + 18, end);
    const localSec = utcSeconds(
      scanUint(b, at + 7, at + 11),
      scanMonth(b, at + 3),
      scanTwoDigits(b, at),
      scanTwoDigits(b, at + 12),
      scanTwoDigits(b, at + 15),
      Math.floor(second),
    );
    if (localSec < 0) return false;
    const row = batch.rows;
    const stated = this.#assumedOffsetMin?.(localSec);
    batch.shape[row] |= stated === undefined ? REQUEST_SHAPE.zoneAssumed : REQUEST_SHAPE.zoneStated;
    batch.utcOffsetMin[row] = stated ?? 0;
    batch.timeSec[row] = localSec - 60 * (stated ?? 0);
    batch.timeNsec[row] = Math.min(Math.round((second % 1) * 1000), 999) * 1_000_000;
    return true;
  }
}

// Over HTTP/2 the target names the host too (`GET https://www.example.org/ HTTP/2.0`), over HTTP/1.1 it does not: taken for a virtual host, it
// would make two sites of one.
function cutOrigin(b: Buffer, batch: RequestBatch, shift: number): void {
  const row = batch.rows;
  batch.hostStart[row] = 0;
  batch.hostEnd[row] = 0;
  if ((batch.shape[row] & REQUEST_SHAPE.http2) === 0) return;
  const from = batch.pathStart[row] - shift;
  const end = batch.pathEnd[row] - shift;
  const scheme = SCHEMES.find((each) => startsWith(b, from, end, each));
  if (scheme === undefined) return;
  const slash = b.indexOf(SLASH, from + scheme.length);
  batch.pathStart[row] = (slash < 0 || slash > end ? end : slash) + shift;
}

// The first place of a byte from `at` on, or `end`. An indexOf would look for it in all lines behind.
function placeOf(b: Uint8Array, byte: number, at: number, end: number): number {
  let i = at;
  while (i < end && b[i] !== byte) i++;
  return i;
}

// The first place from `at` on that is no blank.
function wordStart(b: Uint8Array, at: number, end: number): number {
  let i = at;
  while (i < end && b[i] === 0x20) i++;
  return i;
}

function countSlashes(b: Uint8Array, start: number, end: number): number {
  let slashes = 0;
  for (let i = start; i < end; i++) if (b[i] === SLASH) slashes++;
  return slashes;
}

// With `option logasap` a + says that there is more to come; -1 that the answer never began.
function writeDuration(b: Uint8Array, start: number, end: number, batch: RequestBatch): void {
  const taken = b[start] === PLUS ? -1 : scanUint(b, start, end);
  batch.durationMs[batch.rows] = Math.max(taken, 0);
  if (taken >= 0) batch.shape[batch.rows] |= REQUEST_SHAPE.hasDuration;
}

// ` 200 739`; returns the place behind, -1 when it is not there. A status of -1 says that no answer was sent.
function writeStatusAndBytes(b: Uint8Array, at: number, end: number, batch: RequestBatch): number {
  const row = batch.rows;
  const statusEnd = wordEnd(b, at, end);
  const status = b[at] === HYPHEN ? 0 : scanUint(b, at, statusEnd);
  const size = statusEnd + (b[statusEnd + 1] === PLUS ? 2 : 1);
  const sizeEnd = wordEnd(b, size, end);
  const bytes = scanUint(b, size, sizeEnd);
  if (status < 0 || status > 999 || bytes < 0) return -1;
  batch.status[row] = status;
  batch.bytes[row] = bytes;
  batch.shape[row] |= REQUEST_SHAPE.hasBytes;
  return sizeEnd;
}
