// Access logs of Elastic Load Balancing, of Application and of Classic Load Balancers.
// https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html and .../classic/access-log-collection.html

import { METHODS, REQUEST_SHAPE, type RequestBatch } from '../../model/batch.ts';
import { scanDecimal, scanTwoDigits, scanUint, utcSeconds } from '../fields.ts';
import type { Decoder, DecoderContext, EvidenceFormat } from '../format.ts';
import { notText } from '../lines.ts';
import { needle, startsWith } from './log-text.ts';
import { quoteEnd, readQuoted, wordEnd, writeRequestLine } from './web-combined-fields.ts';
import {
  firstRequests,
  LINE,
  markAddress,
  type Outcome,
  portStart,
  RequestDecoder,
  type RequestDialect,
  scanClient,
  writePort,
} from './web-lines.ts';

// The first word, the kind of listener, is only in those of Application Load Balancers; both have more behind the user agent:
//   https 2026-05-17T03:02:16.512431Z app/web/50dc6c495c0c9188 192.0.2.7:42617 10.0.0.5:80 0.001 0.048 0.000 200 200 192 739 "GET https://www.example.org:443/ HTTP/1.1" "curl/8.14.1"
const QUOTE = 0x22;
const HYPHEN = 0x2d;
const DOT = 0x2e;
const SLASH = 0x2f;
const COLON = 0x3a;
const ZONE = 0x5a;
const SPACE = 0x20;

/** Of "2026-05-17T03:02:16". */
const SECONDS_LENGTH = 19;
const MALFORMED = METHODS.indexOf('MALFORMED');
const SCHEMES = ['https://', 'http://', 'wss://', 'ws://'].map(needle);
/** An empty request line: without a status that of a connection of a TCP listener, with one that of a request that could not be read. */
const NO_REQUEST = needle('- - - "');
/** Network Load Balancers log TLS connections. */
const TLS = needle('tls ');

export const webElb: EvidenceFormat = {
  id: 'web-elb',
  title: 'AWS load balancer log (Application, Classic)',
  spec: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html',
  kind: 'requests',
  sniff,
  createDecoder: (context: DecoderContext): Decoder => new RequestDecoder(context.diagnostics, DIALECT),
};

function sniff(head: Uint8Array): string | undefined {
  const reason = notText(head);
  if (reason !== undefined) return reason;
  const { batch, misfits } = firstRequests(head, DIALECT);
  if (batch.rows === 0)
    return 'no line like: https 2026-05-17T03:02:16.512431Z app/web/50dc6c495c0c9188 192.0.2.7:42617 10.0.0.5:80 0.001 0.048 0.000 200 200 192 739 "GET https://www.example.org:443/ HTTP/1.1" "curl/8.14.1"';
  return batch.rows < misfits
    ? `only ${batch.rows} of the first ${batch.rows + misfits} lines are those of an AWS load balancer`
    : undefined;
}

const DIALECT: RequestDialect = { readLine };

function readLine(b: Buffer, start: number, end: number, batch: RequestBatch, shift: number): Outcome {
  if (startsWith(b, start, end, TLS)) return LINE.noRequest;
  const row = batch.rows;
  batch.shape[row] = 0;
  const kindEnd = wordEnd(b, start, end);
  const time = isTime(b, start, kindEnd) ? start : kindEnd + 1;
  const timeEnd = wordEnd(b, time, end);
  const client = wordEnd(b, timeEnd + 1, end) + 1;
  const clientEnd = wordEnd(b, client, end);
  const port = portStart(b, client, clientEnd);
  if (port === clientEnd || !scanClient(b, client, port, batch.client, 4 * row)) return LINE.unparsable;
  markAddress(batch);
  writePort(b, port + 1, clientEnd, batch);
  if (!writeTime(b, time, timeEnd, batch)) return LINE.noTime;
  let at = wordEnd(b, clientEnd + 1, end);
  at = writeDuration(b, at, end, batch);
  at = writeStatusAndBytes(b, at, end, batch);
  if (at < 0 || b[at + 1] !== QUOTE) return LINE.unparsable;
  const request = at + 2;
  if (batch.status[row] === 0 && startsWith(b, request, end, NO_REQUEST)) return LINE.noRequest;
  const quote = quoteEnd(b, request, end);
  batch.hostStart[row] = 0;
  batch.hostEnd[row] = 0;
  if (b[request] === HYPHEN && b[request + 1] === SPACE) {
    // A request that the balancer could not read (`- http://name:80- -`).
    batch.method[row] = MALFORMED;
    batch.pathStart[row] = request + shift;
    batch.pathEnd[row] = quote + shift;
  } else {
    writeRequestLine(b, request, quote, batch, shift);
    cutHost(b, batch, shift);
  }
  batch.refererStart[row] = 0;
  batch.refererEnd[row] = 0;
  readQuoted(b, quote + 1, end, batch.userAgentStart, batch.userAgentEnd, row, shift);
  return LINE.row;
}

function isTime(b: Uint8Array, start: number, end: number): boolean {
  return end - start > SECONDS_LENGTH && b[start + 4] === HYPHEN && b[start + 13] === COLON;
}

// 2026-05-17T03:02:16.512431Z, when the answer was made; always UTC.
function writeTime(b: Uint8Array, at: number, end: number, batch: RequestBatch): boolean {
  if (!isTime(b, at, end) || b[end - 1] !== ZONE) return false;
  const second = scanTwoDigits(b, at + 17);
  const sec = utcSeconds(
    scanUint(b, at, at + 4),
    scanTwoDigits(b, at + 5),
    scanTwoDigits(b, at + 8),
    scanTwoDigits(b, at + 11),
    scanTwoDigits(b, at + 14),
    second,
  );
  if (sec < 0) return false;
  const row = batch.rows;
  const digits = end - 1 - (at + SECONDS_LENGTH + 1);
  const fraction = b[at + SECONDS_LENGTH] === DOT ? scanUint(b, at + SECONDS_LENGTH + 1, end - 1) : 0;
  if (fraction < 0) return false;
  batch.timeSec[row] = sec;
  batch.timeNsec[row] = fraction === 0 ? 0 : fraction * 10 ** (9 - digits);
  batch.utcOffsetMin[row] = 0;
  return true;
}

// ` 0.001 0.048 0.000`, seconds: of the request, the target and the answer; -1 where it did not come so far. Returns the place behind.
function writeDuration(b: Uint8Array, start: number, end: number, batch: RequestBatch): number {
  const row = batch.rows;
  let at = start;
  let sec = 0;
  let isWhole = true;
  for (let part = 0; part < 3; part++) {
    const stop = wordEnd(b, at + 1, end);
    const taken = scanDecimal(b, at + 1, stop);
    if (taken >= 0) sec += taken;
    else isWhole = false;
    at = stop;
  }
  batch.durationMs[row] = isWhole ? Math.round(1000 * sec) : 0;
  if (isWhole) batch.shape[row] |= REQUEST_SHAPE.hasDuration;
  return at;
}

// ` 200 200 192 739`: status to the client, of the target, bytes received and sent. Returns the place behind, -1 when it is not there.
function writeStatusAndBytes(b: Uint8Array, start: number, end: number, batch: RequestBatch): number {
  const row = batch.rows;
  const statusEnd = wordEnd(b, start + 1, end);
  const status = b[start + 1] === HYPHEN ? 0 : scanUint(b, start + 1, statusEnd);
  if (status < 0 || status > 999) return -1;
  const received = wordEnd(b, statusEnd + 1, end);
  const sent = wordEnd(b, received + 1, end);
  const sentEnd = wordEnd(b, sent + 1, end);
  const bytes = scanUint(b, sent + 1, sentEnd);
  batch.status[row] = status;
  batch.bytes[row] = Math.max(bytes, 0);
  if (bytes >= 0) batch.shape[row] |= REQUEST_SHAPE.hasBytes;
  return sentEnd < end ? sentEnd : -1;
}

// "https://www.example.org:443/path": the host that was asked for, without its port, and the path.
function cutHost(b: Buffer, batch: RequestBatch, shift: number): void {
  const row = batch.rows;
  const from = batch.pathStart[row] - shift;
  const end = batch.pathEnd[row] - shift;
  const scheme = SCHEMES.find((each) => startsWith(b, from, end, each));
  if (scheme === undefined) return;
  const host = from + scheme.length;
  let slash = host;
  while (slash < end && b[slash] !== SLASH) slash++;
  batch.hostStart[row] = host + shift;
  batch.hostEnd[row] = portStart(b, host, slash) + shift;
  batch.pathStart[row] = slash + shift;
}
