// Events into rollups: per minute, kind, source, target and port. Lines that tell no event are counted only.

import { EVENT_KINDS, type EventBatch, TIME_BASIS } from '../../model/batch.ts';
import { type Block, BUCKET_SEC, type FileSummary } from '../../model/traffic.ts';
import type { TextsBlock } from './requests.ts';
import { mix, RowTable } from './row-table.ts';
import { Texts, viewOf } from './texts.ts';

// Words of a row of events.
const KIND = 0; // detail << 24 | protocol << 16 | basis << 8 | kind
const MINUTE = 1;
const SOURCE = 2;
const DESTINATION = 6;
const PORT = 10; // addresses << 16 | port
const HOST = 11;
const PROGRAM = 12;
const SUBJECT = 13;
const KEY_WORDS = 14;
const LINES = 14;
const EVENTS = 15;
const BYTES = 16; // double
const FIRST = 18; // double, microseconds
const LAST = 20; // double
const FIRST_RECORD = 22;
const LAST_RECORD = 23;
const SOURCE_PORT = 24;
const STRIDE = 26;

const OTHER = EVENT_KINDS.indexOf('other');
const ADDRESS_LISTED = EVENT_KINDS.indexOf('address_listed');
const NO_DATE = TIME_BASIS.indexOf('no date');

/** Folds the events of one file. */
export class EventFold {
  readonly #evidence: number;
  readonly #emit: (block: Block) => void;
  readonly #table: RowTable;
  readonly #texts: Texts = new Texts();
  readonly #key: Uint32Array = new Uint32Array(KEY_WORDS);
  readonly #byKind: number[] = new Array(EVENT_KINDS.length).fill(0);
  #records = 0;
  #timeBasis = 0;
  #firstSec = Infinity;
  #firstNsec = 0;
  #lastSec = -Infinity;
  #lastNsec = 0;

  constructor(evidence: number, table: RowTable, emit: (block: Block) => void) {
    this.#evidence = evidence;
    this.#table = table;
    this.#emit = emit;
  }

  /** Counts all rows of the batch. */
  add(batch: EventBatch): void {
    const text = viewOf(batch.text);
    for (let row = 0; row < batch.rows; row++) {
      const kind = batch.event[row];
      this.#byKind[kind]++;
      // The date of a list says how old it is, not when anything happened.
      if (kind !== ADDRESS_LISTED) this.#noteTime(batch, row);
      if (kind !== OTHER) this.#count(batch, text, row);
    }
    this.#records += batch.rows;
  }

  /** Hands on everything that is left; the texts come with the summary. */
  finish(): { summary: FileSummary; texts: TextsBlock } {
    this.#flush();
    const summary: FileSummary = {
      records: this.#records,
      firstSec: this.#firstSec,
      firstNsec: this.#firstNsec,
      lastSec: this.#lastSec,
      lastNsec: this.#lastNsec,
      hasTime: this.#lastSec >= this.#firstSec,
      events: { byKind: this.#byKind, timeBasis: this.#timeBasis },
    };
    return { summary, texts: this.#texts.drain() };
  }

  #noteTime(batch: EventBatch, row: number): void {
    const basis = batch.timeBasis[row];
    if (basis > this.#timeBasis) this.#timeBasis = basis;
    if (basis === NO_DATE) return;
    const sec = batch.timeSec[row];
    const nsec = batch.timeNsec[row];
    if (sec < this.#firstSec || (sec === this.#firstSec && nsec < this.#firstNsec)) {
      this.#firstSec = sec;
      this.#firstNsec = nsec;
    }
    if (sec > this.#lastSec || (sec === this.#lastSec && nsec > this.#lastNsec)) {
      this.#lastSec = sec;
      this.#lastNsec = nsec;
    }
  }

  #count(batch: EventBatch, text: DataView, row: number): void {
    const key = this.#key;
    const texts = this.#texts;
    key[KIND] =
      (batch.detail[row] << 24) |
      (batch.protocol[row] << 16) |
      (batch.timeBasis[row] << 8) |
      batch.event[row];
    key[MINUTE] = Math.floor(batch.timeSec[row] / BUCKET_SEC);
    for (let i = 0; i < 4; i++) {
      key[SOURCE + i] = batch.source[4 * row + i];
      key[DESTINATION + i] = batch.destination[4 * row + i];
    }
    key[PORT] = (batch.addresses[row] << 16) | batch.port[row];
    key[HOST] = texts.intern(text, batch.hostStart[row], batch.hostEnd[row]);
    key[PROGRAM] = texts.intern(text, batch.programStart[row], batch.programEnd[row]);
    key[SUBJECT] = texts.intern(text, batch.subjectStart[row], batch.subjectEnd[row]);
    const us = batch.timeSec[row] * 1e6 + Math.floor(batch.timeNsec[row] / 1000);
    const at = this.#findOrAdd(batch, row, us);
    const { u32, f64 } = this.#table;
    u32[at + LINES]++;
    u32[at + EVENTS] += batch.count[row];
    f64[(at + BYTES) >> 1] += batch.length[row];
    if (us < f64[(at + FIRST) >> 1]) f64[(at + FIRST) >> 1] = us;
    if (us > f64[(at + LAST) >> 1]) f64[(at + LAST) >> 1] = us;
    u32[at + LAST_RECORD] = batch.line[row];
  }

  // First word of the row with this key; a new one has everything but its counts.
  #findOrAdd(batch: EventBatch, row: number, us: number): number {
    const table = this.#table;
    const key = this.#key;
    let hash = 0;
    for (let i = 0; i < KEY_WORDS; i++) hash = mix(hash, key[i]);
    let slot = hash & table.slotMask;
    for (; ; slot = (slot + 1) & table.slotMask) {
      const number = table.slots[slot];
      if (number === 0) break;
      const at = (number - 1) * STRIDE;
      let same = 0;
      while (same < KEY_WORDS && table.u32[at + same] === key[same]) same++;
      if (same === KEY_WORDS) return at;
    }
    if (table.full) {
      this.#flush();
      slot = hash & table.slotMask;
    }
    const at = table.rows * STRIDE;
    table.slots[slot] = ++table.rows;
    table.u32.set(key, at);
    table.u32[at + LINES] = 0;
    table.u32[at + EVENTS] = 0;
    table.f64[(at + BYTES) >> 1] = 0;
    table.f64[(at + FIRST) >> 1] = us;
    table.f64[(at + LAST) >> 1] = us;
    table.u32[at + FIRST_RECORD] = batch.line[row];
    table.u32[at + SOURCE_PORT] = batch.sourcePort[row];
    return at;
  }

  #flush(): void {
    const table = this.#table;
    if (table.rows === 0) return;
    this.#emit({
      table: 'events',
      rows: table.rows,
      columns: table.drain([
        table.constant32(this.#evidence),
        table.column8(KIND, 0),
        table.column32(MINUTE),
        table.column8(KIND, 8),
        table.column8(PORT, 16),
        table.column64(SOURCE),
        table.column64(SOURCE + 2),
        table.column64(DESTINATION),
        table.column64(DESTINATION + 2),
        table.column16(PORT, 0),
        table.column16(SOURCE_PORT, 0),
        table.column8(KIND, 16),
        table.column8(KIND, 24),
        table.column32(HOST),
        table.column32(PROGRAM),
        table.column32(SUBJECT),
        table.column32(LINES),
        table.column32(EVENTS),
        table.columnDouble(BYTES),
        table.columnDouble(FIRST),
        table.columnDouble(LAST),
        table.column32(FIRST_RECORD),
        table.column32(LAST_RECORD),
      ]),
    });
    table.clear();
  }
}

/** The table for EventFold, made once a worker and reused from file to file. */
export function createEventTable(): RowTable {
  return new RowTable(1 << 15, STRIDE);
}
