// W3C extended logs of web servers: IIS, the error log of HTTP.sys, Amazon CloudFront. Their #Fields lines say what the columns are, in any
// order, and may change within a file. Times are UTC.

import { METHODS, REQUEST_SHAPE, type RequestBatch } from '../../model/batch.ts';
import { scanDecimal, scanTwoDigits, scanUint, utcSeconds } from '../fields.ts';
import type { Decoder, DecoderContext, EvidenceFormat } from '../format.ts';
import { notText } from '../lines.ts';
import { methodOf, writeTarget } from './web-combined-fields.ts';
import { isProbeQuery } from './web-combined-query.ts';
import {
  firstRequests,
  LINE,
  type Outcome,
  portStart,
  RequestDecoder,
  type RequestDialect,
  writeClient,
  writePort,
} from './web-lines.ts';
import { undoBlanks } from './web-w3c-blanks.ts';

const TAB = 0x09;
const SPACE = 0x20;
const HASH = 0x23;
const HYPHEN = 0x2d;
const DOT = 0x2e;
const COLON = 0x3a;
const TWO = 0x32;
const VERSION_AT = 5; // in "HTTP/2.0"
const DATE_LENGTH = 10; // of "2026-05-17"
const TIME_LENGTH = 8; // of "02:03:10", which may have a fraction

// What is read of a line; the names in #Fields are told apart without regard to case.
const FIELD_NAMES: readonly (readonly string[])[] = [
  ['date'],
  ['time'],
  ['c-ip'],
  ['cs-method'],
  ['cs-uri-stem'],
  ['cs-uri-query'],
  ['cs-uri'],
  ['sc-status'],
  ['sc-bytes'],
  // What the browser asked for, where CloudFront has a name of its own in the other.
  ['x-host-header', 'cs-host', 'cs(host)'],
  ['cs(referer)'],
  ['cs(user-agent)'],
  ['cs-version', 'cs-protocol-version'],
  ['time-taken'],
  ['c-port'],
];
const [
  DATE,
  TIME,
  CLIENT,
  METHOD,
  STEM,
  QUERY,
  URI,
  STATUS,
  BYTES,
  HOST,
  REFERER,
  AGENT,
  VERSION,
  TAKEN,
  PORT,
] = FIELD_NAMES.keys();
/**
 * Columns of CloudFront's standard logs, which are always the same: lines that were grepped out of one lack its heading. Older ones have 26 of them, others 33.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/standard-logs-reference.html
 */
const CLOUDFRONT =
  'date time x-edge-location sc-bytes c-ip cs-method cs(host) cs-uri-stem sc-status cs(referer) cs(user-agent) cs-uri-query cs(cookie) x-edge-result-type x-edge-request-id x-host-header cs-protocol cs-bytes time-taken x-forwarded-for ssl-protocol ssl-cipher x-edge-response-result-type cs-protocol-version fle-status fle-encrypted-fields c-port time-to-first-byte x-edge-detailed-result-type sc-content-type sc-content-len sc-range-start sc-range-end'.split(
    ' ',
  );
const CLOUDFRONT_COLUMNS = [26, CLOUDFRONT.length];
/** Fields without which a line is no request that can be judged. */
const NEEDED = [TIME, CLIENT, METHOD, STATUS];
const MOST_FIELDS = 128;

const FIRST_KNOWN_METHOD = METHODS.indexOf('GET');
const MALFORMED = METHODS.indexOf('MALFORMED');

export const webW3c: EvidenceFormat = {
  id: 'web-w3c',
  title: 'W3C extended log of a web server (IIS, HTTP.sys, CloudFront)',
  spec: 'https://www.w3.org/TR/WD-logfile.html',
  kind: 'requests',
  sniff,
  createDecoder: ({ diagnostics }: DecoderContext): Decoder =>
    new RequestDecoder(diagnostics, new W3cDialect()),
};

function sniff(head: Uint8Array): string | undefined {
  const reason = notText(head);
  if (reason !== undefined) return reason;
  const dialect = new W3cDialect();
  const { batch, misfits } = firstRequests(head, dialect);
  if (dialect.lacks === undefined) return 'no #Fields: line, as W3C extended logs have';
  if (dialect.lacks.length > 0)
    return `its #Fields: line has no ${dialect.lacks.join(', ')}: no log of web requests, or those fields were not chosen`;
  if (batch.rows < misfits)
    return `only ${batch.rows} of the first ${batch.rows + misfits} lines have the columns of #Fields`;
  const methods = batch.method.subarray(0, batch.rows);
  if (batch.rows > 0 && !methods.some((method) => method >= FIRST_KNOWN_METHOD && method < MALFORMED))
    return 'a W3C extended log without a single HTTP method: FTP or SMTP';
  return undefined;
}

class W3cDialect implements RequestDialect {
  /** Names of needed fields that the last #Fields line lacks; undefined before the first. */
  lacks: string[] | undefined;
  /** Columns of the last #Fields line. */
  #columns = 0;
  /** By column: place in FIELD_NAMES, -1 for what is not read. */
  readonly #fields: Int8Array = new Int8Array(MOST_FIELDS);
  // By field: where it stands in the line; empty when there is none.
  readonly #start: Int32Array = new Int32Array(FIELD_NAMES.length);
  readonly #end: Int32Array = new Int32Array(FIELD_NAMES.length);
  /** True below `#Software: Microsoft ...`, which counts time-taken in milliseconds. */
  #isMicrosoft = false;
  /** The date of the last #Date line, for logs without that column; else of the last line. As text, and in seconds. */
  readonly #knownDate: Uint8Array = new Uint8Array(DATE_LENGTH);
  #knownDateSec = -1;

  readLine(b: Buffer, start: number, end: number, batch: RequestBatch, shift: number): Outcome {
    if (b[start] === HASH) return this.#readDirective(b, start, end);
    if (this.lacks === undefined) this.#knowCloudFront(b, start, end);
    if (this.lacks === undefined || this.lacks.length > 0 || !this.#split(b, start, end))
      return LINE.unparsable;
    if (this.#isNone(b, METHOD) && this.#isNone(b, STATUS)) return LINE.noRequest;
    const sec = this.#readTime(b, batch);
    if (sec < 0) return LINE.noTime;
    const row = batch.rows;
    batch.shape[row] = 0;
    batch.timeSec[row] = sec;
    batch.utcOffsetMin[row] = 0;
    if (this.#isNone(b, CLIENT)) return LINE.unparsable;
    if (!writeClient(b, this.#start[CLIENT], this.#end[CLIENT], batch, shift)) return LINE.unparsable;
    if (this.#end[PORT] > 0) writePort(b, this.#start[PORT], this.#end[PORT], batch);
    const status = this.#isNone(b, STATUS) ? 0 : scanUint(b, this.#start[STATUS], this.#end[STATUS]);
    if (status < 0 || status > 999) return LINE.unparsable;
    batch.status[row] = status;
    this.#writeRequest(b, batch, shift);
    this.#writeNumbers(b, batch);
    this.#writeText(b, HOST, batch.hostStart, batch.hostEnd, row, shift);
    if (batch.hostEnd[row] > 0) batch.hostEnd[row] = portStart(b, this.#start[HOST], this.#end[HOST]) + shift;
    this.#writeText(b, REFERER, batch.refererStart, batch.refererEnd, row, shift);
    this.#writeText(b, AGENT, batch.userAgentStart, batch.userAgentEnd, row, shift);
    return LINE.row;
  }

  unescape(batch: RequestBatch, first: number): void {
    for (let row = first; row < batch.rows; row++)
      batch.userAgentEnd[row] = undoBlanks(batch.text, batch.userAgentStart[row], batch.userAgentEnd[row]);
  }

  #readDirective(b: Buffer, start: number, end: number): Outcome {
    const line = b.toString('latin1', start, end);
    const colon = line.indexOf(':');
    const rest = line.slice(colon + 1).trim();
    switch (line.slice(1, colon).toLowerCase()) {
      case 'software':
        this.#isMicrosoft = rest.startsWith('Microsoft');
        break;
      case 'date':
        this.#readDate(Buffer.from(rest, 'latin1'), 0, DATE_LENGTH);
        break;
      case 'fields':
        this.#readFields(rest.toLowerCase().split(/\s+/));
        break;
    }
    return LINE.structure;
  }

  // A line of as many columns as CloudFront has, with a date in front, where no heading came before.
  #knowCloudFront(b: Buffer, start: number, end: number): void {
    let columns = 1;
    for (let i = start; i < end; i++) if (b[i] === TAB) columns++;
    const date = b[start + 4] === HYPHEN && b[start + DATE_LENGTH] === TAB;
    if (date && CLOUDFRONT_COLUMNS.includes(columns)) this.#readFields(CLOUDFRONT.slice(0, columns));
  }

  #readFields(names: readonly string[]): void {
    this.#columns = names.length;
    this.#fields.fill(-1);
    for (const [field, spellings] of FIELD_NAMES.entries()) {
      const spelling = spellings.find((each) => names.includes(each));
      if (spelling !== undefined && names.indexOf(spelling) < MOST_FIELDS)
        this.#fields[names.indexOf(spelling)] = field;
    }
    const has = (field: number): boolean => this.#fields.includes(field);
    this.lacks = NEEDED.filter((field) => !has(field)).map((field) => FIELD_NAMES[field][0]);
    if (!has(STEM) && !has(URI)) this.lacks.push('cs-uri-stem');
    if (!has(DATE) && this.#knownDateSec < 0) this.lacks.push('date');
  }

  /** Finds the fields of a line; false when it has not as many as #Fields names. */
  #split(b: Buffer, start: number, end: number): boolean {
    // No indexOf: where there is no tab it would read all lines behind, for each line.
    let first = start;
    while (first < end && b[first] !== TAB && b[first] !== SPACE) first++;
    const separator = b[first] === TAB ? TAB : SPACE;
    let stop = end;
    while (stop > start && b[stop - 1] === separator) stop--;
    this.#start.fill(0);
    this.#end.fill(0);
    let column = 0;
    for (let at = start; at <= stop; column++) {
      let next = at;
      while (next < stop && b[next] !== separator) next++;
      const field = column < MOST_FIELDS ? this.#fields[column] : -1;
      if (field >= 0) {
        this.#start[field] = at;
        this.#end[field] = next;
      }
      at = next + 1;
    }
    return column === this.#columns;
  }

  // "-" stands for what there is none of.
  #isNone(b: Uint8Array, field: number): boolean {
    const length = this.#end[field] - this.#start[field];
    return length === 0 || (length === 1 && b[this.#start[field]] === HYPHEN);
  }

  /** Seconds since 1970 of date and time, -1 when they are none; writes the fraction. */
  #readTime(b: Uint8Array, batch: RequestBatch): number {
    if (this.#end[DATE] > 0 && !this.#readDate(b, this.#start[DATE], this.#end[DATE])) return -1;
    const at = this.#start[TIME];
    const end = this.#end[TIME];
    if (this.#knownDateSec < 0 || end - at < TIME_LENGTH || b[at + 2] !== COLON || b[at + 5] !== COLON)
      return -1;
    const [hour, minute] = [scanTwoDigits(b, at), scanTwoDigits(b, at + 3)];
    const second = scanDecimal(b, at + 6, end);
    if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second >= 61) return -1;
    batch.timeNsec[batch.rows] = Math.min(Math.round((second % 1) * 1e6), 999_999) * 1000;
    return this.#knownDateSec + 3600 * hour + 60 * minute + Math.floor(second);
  }

  #readDate(b: Uint8Array, start: number, end: number): boolean {
    const known = this.#knownDate;
    if (end - start !== DATE_LENGTH) return false;
    let same = 0;
    while (same < DATE_LENGTH && b[start + same] === known[same]) same++;
    if (same === DATE_LENGTH) return true;
    if (b[start + 4] !== HYPHEN || b[start + 7] !== HYPHEN) return false;
    const sec = utcSeconds(
      scanUint(b, start, start + 4),
      scanTwoDigits(b, start + 5),
      scanTwoDigits(b, start + 8),
      0,
      0,
      0,
    );
    if (sec < 0) return false;
    for (let i = 0; i < DATE_LENGTH; i++) known[i] = b[start + i];
    this.#knownDateSec = sec;
    return true;
  }

  #writeRequest(b: Buffer, batch: RequestBatch, shift: number): void {
    const row = batch.rows;
    if (this.#isNone(b, METHOD)) {
      batch.method[row] = MALFORMED;
      batch.pathStart[row] = 0;
      batch.pathEnd[row] = 0;
      return;
    }
    batch.method[row] = methodOf(b, this.#start[METHOD], this.#end[METHOD], true);
    const stem = this.#end[STEM] > 0 ? STEM : URI;
    writeTarget(b, this.#start[stem], this.#end[stem], batch, shift);
    if (!this.#isNone(b, QUERY)) {
      batch.shape[row] |= REQUEST_SHAPE.hasQuery;
      if (isProbeQuery(b, this.#start[QUERY], this.#end[QUERY])) batch.shape[row] |= REQUEST_SHAPE.probeQuery;
    }
    const version = this.#start[VERSION] + VERSION_AT;
    if (version < this.#end[VERSION] && b[version] === TWO) batch.shape[row] |= REQUEST_SHAPE.http2;
  }

  #writeNumbers(b: Uint8Array, batch: RequestBatch): void {
    const row = batch.rows;
    const size = scanUint(b, this.#start[BYTES], this.#end[BYTES]);
    batch.bytes[row] = Math.max(size, 0);
    if (size >= 0) batch.shape[row] |= REQUEST_SHAPE.hasBytes;
    const taken = this.#readTaken(b, this.#start[TAKEN], this.#end[TAKEN]);
    batch.durationMs[row] = Math.max(taken, 0);
    if (taken >= 0) batch.shape[row] |= REQUEST_SHAPE.hasDuration;
  }

  // Milliseconds. The W3C draft has seconds with a fraction, as CloudFront logs them; Microsoft logs whole milliseconds. Others' whole
  // numbers may be either and are not read.
  #readTaken(b: Uint8Array, start: number, end: number): number {
    const value = scanDecimal(b, start, end);
    if (b.subarray(start, end).includes(DOT)) return value < 0 ? -1 : Math.round(1000 * value);
    return this.#isMicrosoft ? value : -1;
  }

  #writeText(
    b: Uint8Array,
    field: number,
    starts: Uint32Array,
    ends: Uint32Array,
    row: number,
    shift: number,
  ): void {
    const isNone = this.#isNone(b, field);
    starts[row] = isNone ? 0 : this.#start[field] + shift;
    ends[row] = isNone ? 0 : this.#end[field] + shift;
  }
}
