// Requests into rollups: per minute, client and what was asked, per second and host, and the counts of one file.

import { METHODS, REQUEST_SHAPE, type RequestBatch, TIME_BASIS } from '../../model/batch.ts';
import { type Block, BUCKET_SEC, type FileSummary } from '../../model/traffic.ts';
import { ClientMinutes, clientMinutesTable } from './client-minutes.ts';
import { RequestDurations } from './request-durations.ts';
import { mix, RowTable } from './row-table.ts';
import { Texts, viewOf } from './texts.ts';

// Words of a row of request_minutes.
const MINUTE = 0;
const CLIENT = 1;
const CLIENT_ID = 5;
const PATH = 6;
const REFERER = 7;
const AGENT = 8;
const HOST = 9;
const STATUS_METHOD = 10; // probe in the query << 26 | HTTP/2 << 25 | has query << 24 | method << 16 | status
const HAS_QUERY_BIT = 24;
const HTTP2_BIT = 25;
const PROBE_BIT = 26;
const REQUESTS = 11;
const BYTES = 12; // double
const FIRST = 14; // double, microseconds
const LAST = 16; // double
const FIRST_RECORD = 18;
const LAST_RECORD = 19;
const PORTS = 20; // last << 16 | first
const MINUTES_STRIDE = 22;

// Words of a row of request_seconds.
const S_SECOND = 0; // double
const S_HOST = 2;
const S_STATUS_CLASS = 3;
const S_BYTES = 4; // double
const S_REQUESTS = 6;
const SECONDS_STRIDE = 8;

const NO_ZONE = REQUEST_SHAPE.zoneStated | REQUEST_SHAPE.zoneAssumed;

/** The texts of one file, for the table `texts`. */
export interface TextsBlock {
  bytes: Uint8Array;
  ends: Uint32Array;
}

/** Tables of the fold, made once a worker and reused from file to file. */
export interface RequestTables {
  minutes: RowTable;
  seconds: RowTable;
  clients: RowTable;
}

/** Folds the requests of one file. */
export class RequestFold {
  readonly #evidence: number;
  readonly #emit: (block: Block) => void;
  readonly #minutes: RowTable;
  readonly #seconds: RowTable;
  readonly #clients: ClientMinutes;
  readonly #durations: RequestDurations;
  readonly #texts: Texts = new Texts();
  readonly #byStatus: Uint32Array = new Uint32Array(65536);
  readonly #byMethod: Uint32Array = new Uint32Array(METHODS.length);
  readonly #offsets: Set<number> = new Set();
  #lastOffset = Number.NaN;
  #zones = 0;
  #sized = 0;
  #withPort = 0;
  #records = 0;
  #firstSec = Infinity;
  #firstNsec = 0;
  #lastSec = -Infinity;
  #lastNsec = 0;

  constructor(evidence: number, tables: RequestTables, emit: (block: Block) => void) {
    this.#evidence = evidence;
    this.#minutes = tables.minutes;
    this.#seconds = tables.seconds;
    this.#clients = new ClientMinutes(evidence, tables.clients, emit);
    this.#durations = new RequestDurations(evidence, emit);
    this.#emit = emit;
  }

  /** Counts all rows of the batch. */
  add(batch: RequestBatch): void {
    const texts = this.#texts;
    const { timeSec, timeNsec, utcOffsetMin, status, method, shape, bytes, clientPort } = batch;
    const { clientStart, clientEnd, pathStart, pathEnd, hostStart, hostEnd } = batch;
    const { refererStart, refererEnd, userAgentStart, userAgentEnd } = batch;
    const text = viewOf(batch.text);
    for (let row = 0; row < batch.rows; row++) {
      const sec = timeSec[row];
      const nsec = timeNsec[row];
      if (sec < this.#firstSec || (sec === this.#firstSec && nsec < this.#firstNsec)) {
        this.#firstSec = sec;
        this.#firstNsec = nsec;
      }
      if (sec > this.#lastSec || (sec === this.#lastSec && nsec > this.#lastNsec)) {
        this.#lastSec = sec;
        this.#lastNsec = nsec;
      }
      const zone = shape[row] & NO_ZONE;
      this.#zones |= zone;
      if ((shape[row] & REQUEST_SHAPE.hasBytes) !== 0) this.#sized++;
      if (clientPort[row] > 0) this.#withPort++;
      const offset = utcOffsetMin[row];
      if (offset !== this.#lastOffset && zone !== REQUEST_SHAPE.zoneAssumed) {
        this.#lastOffset = offset;
        this.#offsets.add(offset);
      }
      this.#byStatus[status[row]]++;
      this.#byMethod[method[row]]++;
      const isAddress = (shape[row] & REQUEST_SHAPE.clientIsAddress) !== 0;
      const clientId = isAddress ? 0 : texts.intern(text, clientStart[row], clientEnd[row]);
      const path = texts.intern(text, pathStart[row], pathEnd[row]);
      const referer = texts.intern(text, refererStart[row], refererEnd[row]);
      const agent = texts.intern(text, userAgentStart[row], userAgentEnd[row]);
      const host = texts.intern(text, hostStart[row], hostEnd[row]);
      const hasQuery = (shape[row] & REQUEST_SHAPE.hasQuery) !== 0 ? 1 : 0;
      const isHttp2 = (shape[row] & REQUEST_SHAPE.http2) !== 0 ? 1 : 0;
      const probes = (shape[row] & REQUEST_SHAPE.probeQuery) !== 0 ? 1 : 0;
      const bits = (probes << PROBE_BIT) | (isHttp2 << HTTP2_BIT) | (hasQuery << HAS_QUERY_BIT);
      const statusMethod = bits | (method[row] << 16) | status[row];
      this.#countMinute(batch, row, sec, clientId, path, referer, agent, host, statusMethod);
      this.#countSecond(sec, host, Math.floor(status[row] / 100), bytes[row]);
      this.#durations.add(batch, row, host);
    }
    this.#clients.add(batch);
    this.#records += batch.rows;
  }

  /** Hands on everything that is left; the texts come with the summary. */
  finish(): { summary: FileSummary; texts: TextsBlock } {
    this.#flushMinutes();
    this.#flushSeconds();
    this.#clients.flush();
    this.#durations.flush();
    const byStatus: Record<string, number> = {};
    for (const [status, count] of this.#byStatus.entries())
      if (count > 0) byStatus[status === 0 ? '-' : String(status)] = count;
    const byMethod: Record<string, number> = {};
    for (const [index, name] of METHODS.entries())
      if (this.#byMethod[index] > 0) byMethod[name] = this.#byMethod[index];
    const summary: FileSummary = {
      records: this.#records,
      firstSec: this.#firstSec,
      firstNsec: this.#firstNsec,
      lastSec: this.#lastSec,
      lastNsec: this.#lastNsec,
      hasTime: this.#records > 0,
      requests: {
        byStatus,
        byMethod,
        utcOffsets: [...this.#offsets].sort((a, b) => a - b),
        timeBasis: TIME_BASIS.indexOf(this.#basis()),
        textsGivenUp: this.#texts.givenUp,
        sized: this.#sized,
        withPort: this.#withPort,
      },
    };
    return { summary, texts: this.#texts.drain() };
  }

  // Of the file: the least that is known of any line.
  #basis(): (typeof TIME_BASIS)[number] {
    if ((this.#zones & REQUEST_SHAPE.zoneAssumed) !== 0) return 'offset assumed';
    return (this.#zones & REQUEST_SHAPE.zoneStated) !== 0 ? 'operator stated' : 'exact';
  }

  #countMinute(
    batch: RequestBatch,
    row: number,
    sec: number,
    clientId: number,
    path: number,
    referer: number,
    agent: number,
    host: number,
    statusMethod: number,
  ): void {
    const table = this.#minutes;
    const { client } = batch;
    const c = 4 * row;
    const minute = Math.floor(sec / BUCKET_SEC) >>> 0;
    const microseconds = sec * 1e6 + Math.floor(batch.timeNsec[row] / 1000);
    const port = batch.clientPort[row];
    let hash = mix(mix(mix(minute, client[c + 3]), client[c + 1]), client[c] ^ client[c + 2]);
    hash = mix(mix(mix(hash, path), agent), clientId);
    hash = mix(mix(mix(hash, referer), host), statusMethod);
    const { u32, f64, slots, slotMask } = table;
    let slot = hash & slotMask;
    let at = -1;
    for (;;) {
      const entry = slots[slot];
      if (entry === 0) break;
      const row = ((entry & slotMask) - 1) * MINUTES_STRIDE;
      if (
        ((entry ^ hash) & ~slotMask) === 0 &&
        u32[row + CLIENT + 3] === client[c + 3] &&
        u32[row + PATH] === path &&
        u32[row + AGENT] === agent &&
        u32[row + MINUTE] === minute &&
        u32[row + STATUS_METHOD] === statusMethod &&
        u32[row + REFERER] === referer &&
        u32[row + HOST] === host &&
        u32[row + CLIENT_ID] === clientId &&
        u32[row + CLIENT] === client[c] &&
        u32[row + CLIENT + 1] === client[c + 1] &&
        u32[row + CLIENT + 2] === client[c + 2]
      ) {
        at = row;
        break;
      }
      slot = (slot + 1) & slotMask;
    }
    if (at < 0) {
      if (table.full) {
        this.#flushMinutes();
        slot = hash & slotMask;
      }
      at = table.rows * MINUTES_STRIDE;
      slots[slot] = ++table.rows | (hash & ~slotMask);
      u32[at + MINUTE] = minute;
      for (let i = 0; i < 4; i++) u32[at + CLIENT + i] = client[c + i];
      u32[at + CLIENT_ID] = clientId;
      u32[at + PATH] = path;
      u32[at + REFERER] = referer;
      u32[at + AGENT] = agent;
      u32[at + HOST] = host;
      u32[at + STATUS_METHOD] = statusMethod;
      u32[at + REQUESTS] = 0;
      f64[(at + BYTES) >> 1] = 0;
      f64[(at + FIRST) >> 1] = microseconds;
      f64[(at + LAST) >> 1] = microseconds;
      u32[at + FIRST_RECORD] = batch.line[row];
      u32[at + LAST_RECORD] = batch.line[row];
      u32[at + PORTS] = port | (port << 16);
    }
    u32[at + REQUESTS]++;
    f64[(at + BYTES) >> 1] += batch.bytes[row];
    if (microseconds < f64[(at + FIRST) >> 1]) {
      f64[(at + FIRST) >> 1] = microseconds;
      u32[at + FIRST_RECORD] = batch.line[row];
      u32[at + PORTS] = (u32[at + PORTS] & 0xffff0000) | port;
    }
    if (microseconds >= f64[(at + LAST) >> 1]) {
      f64[(at + LAST) >> 1] = microseconds;
      u32[at + LAST_RECORD] = batch.line[row];
      u32[at + PORTS] = (u32[at + PORTS] & 0xffff) | (port << 16);
    }
  }

  #countSecond(sec: number, host: number, statusClass: number, bytes: number): void {
    const table = this.#seconds;
    const { u32, f64, slots, slotMask } = table;
    const hash = mix(mix(sec | 0, host), statusClass);
    let slot = hash & slotMask;
    for (;;) {
      const entry = slots[slot];
      if (entry === 0) break;
      const at = (entry - 1) * SECONDS_STRIDE;
      if (
        f64[(at + S_SECOND) >> 1] === sec &&
        u32[at + S_HOST] === host &&
        u32[at + S_STATUS_CLASS] === statusClass
      ) {
        u32[at + S_REQUESTS]++;
        f64[(at + S_BYTES) >> 1] += bytes;
        return;
      }
      slot = (slot + 1) & slotMask;
    }
    if (table.full) {
      this.#flushSeconds();
      slot = hash & slotMask;
    }
    const at = table.rows * SECONDS_STRIDE;
    slots[slot] = ++table.rows;
    f64[(at + S_SECOND) >> 1] = sec;
    u32[at + S_HOST] = host;
    u32[at + S_STATUS_CLASS] = statusClass;
    u32[at + S_REQUESTS] = 1;
    f64[(at + S_BYTES) >> 1] = bytes;
  }

  #flushMinutes(): void {
    const table = this.#minutes;
    if (table.rows === 0) return;
    this.#emit({
      table: 'request_minutes',
      rows: table.rows,
      columns: table.drain([
        table.constant32(this.#evidence),
        table.column32(MINUTE),
        table.column64(CLIENT),
        table.column64(CLIENT + 2),
        table.column32(CLIENT_ID),
        table.column32(PATH),
        table.column32(REFERER),
        table.column32(AGENT),
        table.column32(HOST),
        table.column16(STATUS_METHOD, 0),
        table.column8(STATUS_METHOD, 16),
        table.columnBit(STATUS_METHOD, HAS_QUERY_BIT),
        table.columnBit(STATUS_METHOD, HTTP2_BIT),
        table.columnBit(STATUS_METHOD, PROBE_BIT),
        table.column32(REQUESTS),
        table.columnDouble(BYTES),
        table.columnDouble(FIRST),
        table.columnDouble(LAST),
        table.column32(FIRST_RECORD),
        table.column32(LAST_RECORD),
        table.column16(PORTS, 0),
        table.column16(PORTS, 16),
      ]),
    });
    table.clear();
  }

  #flushSeconds(): void {
    const table = this.#seconds;
    if (table.rows === 0) return;
    this.#emit({
      table: 'request_seconds',
      rows: table.rows,
      columns: table.drain([
        table.constant32(this.#evidence),
        table.columnDouble(S_SECOND),
        table.column32(S_HOST),
        table.column8(S_STATUS_CLASS, 0),
        table.column32(S_REQUESTS),
        table.columnDouble(S_BYTES),
      ]),
    });
    table.clear();
  }
}

/** Tables for RequestFold, of the size that runs have. */
export function createRequestTables(): RequestTables {
  return {
    minutes: new RowTable(1 << 16, MINUTES_STRIDE),
    seconds: new RowTable(1 << 13, SECONDS_STRIDE),
    clients: clientMinutesTable(1 << 15),
  };
}
