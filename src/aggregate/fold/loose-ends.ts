// Loose ends of one capture: what at its beginning belongs to connections that it did not see begin, and what its connections were at its end.

import { type Block, LOOSE } from '../../model/traffic.ts';
import { CLIENTS, type LastAsked, NAMES } from './asked.ts';
import { CLIENT, type ConnectionKey, PORTS, SERVER, STATE } from './connection-table.ts';
import type { Handshakes } from './handshakes.ts';
import { RowTable } from './row-table.ts';
import type { SynWatch } from './syn-watch.ts';

// Words of a row.
const KIND = 0;
const RECORD = 1;
const WHO = 2; // server, client: four words each
const BOTH_PORTS = 10;
const VALUES = 11; // four
const WORDS = VALUES + 4 - WHO;
const AT = 16; // double, microseconds
const STRIDE = 18;
const ROWS = 1 << 12;

/** Rows of each kind that one capture hands over at most. */
export const MOST_LOOSE: number = 1 << 14;
/** How long a capture still looks for what began before it, microseconds: a stack repeats a SYN 63 s after the first. */
const BEGINNING_US = 75e6;
/** Segments of a client, and those of a server with data, that are kept of a connection. */
const MOST_SEGMENTS = 16;
const MOST_ANSWERS = 2;
/** Connections whose segments are counted at a time. */
const COUNTED = 1 << 12;

/** Collects the loose ends of one file. */
export class LooseEnds {
  readonly #evidence: number;
  readonly #emit: (block: Block) => void;
  readonly #table: RowTable = new RowTable(ROWS, STRIDE);
  readonly #left: Int32Array = new Int32Array(LOOSE.kinds).fill(MOST_LOOSE);
  // By hash: whose segments were kept, and how many.
  readonly #kept: Int32Array = new Int32Array(2 * COUNTED);
  #untilUs = Infinity;
  /** What was seen at the beginning and is beyond the bound. */
  givenUp = 0;

  constructor(evidence: number, emit: (block: Block) => void) {
    this.#evidence = evidence;
    this.#emit = emit;
    this.#left[LOOSE.requestEnd] = CLIENTS;
    this.#left[LOOSE.name] = NAMES;
    this.#left[LOOSE.nameEnd] = NAMES;
  }

  /** True when packets of this time are no longer at the beginning. */
  isPast(microseconds: number): boolean {
    // Zero: before the first packet with a time.
    if (this.#untilUs === Infinity && microseconds > 0) this.#untilUs = microseconds + BEGINNING_US;
    return microseconds > this.#untilUs;
  }

  /** False when as many SYNs are kept as may be: those that come are only counted, see passSyns. */
  get keepsSyns(): boolean {
    return this.#left[LOOSE.syn] > 0;
  }

  /** So many SYNs came that are not kept. */
  passSyns(count: number): void {
    this.givenUp += count;
  }

  /** A SYN; `onSchedule` when it was counted as one that repeats another of this capture so. */
  addSyn(key: ConnectionKey, record: number, microseconds: number, seq: number, onSchedule: boolean): void {
    this.#add(LOOSE.syn, key, record, microseconds, seq, onSchedule ? 1 : 0, 0, 0);
  }

  /** A handshake that was completed in this capture, by its acknowledgement number. */
  addHandshake(key: ConnectionKey, record: number, microseconds: number, ack: number): void {
    this.#add(LOOSE.handshake, key, record, microseconds, ack, 0, 0, 0);
  }

  /** A reset on a connection without a SYN. */
  addReset(key: ConnectionKey, record: number, microseconds: number, seq: number, ttl: number): void {
    this.#add(LOOSE.reset, key, record, microseconds, seq, ttl, 0, 0);
  }

  /** A segment of a client on a connection without a SYN-ACK. `piece` and `window` as Handshakes.follow takes them. */
  addSegment(
    key: ConnectionKey,
    record: number,
    microseconds: number,
    seq: number,
    ack: number,
    piece: number,
    window: number,
    ttl: number,
  ): void {
    if (!this.#isWanted(key.hash, MOST_SEGMENTS)) return;
    const pieceWindow = ((Math.min(piece, 0xffff) << 16) | window) >>> 0;
    this.#add(LOOSE.segment, key, record, microseconds, seq, ack, pieceWindow, ttl);
  }

  /** Data of the other side on a connection without a SYN-ACK, so many bytes. */
  addAnswer(key: ConnectionKey, record: number, microseconds: number, length: number): void {
    if (this.#isWanted(~key.hash, MOST_ANSWERS))
      this.#add(LOOSE.answer, key, record, microseconds, length, 0, 0, 0);
  }

  /** An error that quotes a segment of a server on a connection without a SYN-ACK. */
  addQuoted(key: ConnectionKey, record: number, microseconds: number, quotedSeq: number): void {
    this.#add(LOOSE.quoted, key, record, microseconds, quotedSeq, 0, 0, 0);
  }

  /** The first HTTP request of a client in this capture; the values as LastRequests takes them, and whether its segment ends the stream. */
  addRequest(
    key: ConnectionKey,
    record: number,
    microseconds: number,
    who: number,
    path: number,
    segment: number,
    isFin: boolean,
  ): void {
    this.#add(LOOSE.request, key, record, microseconds, who, path, segment, isFin ? 1 : 0);
  }

  /** A query to a server (of the key) for a name that is new in this capture; the name as LastNames takes it, and the number of its zone. */
  addName(key: ConnectionKey, record: number, microseconds: number, name: number, zone: number): void {
    this.#add(LOOSE.name, key, record, microseconds, name, zone, 0, 0);
  }

  // Connections that began long before the capture go on all the time: their first segments say enough.
  #isWanted(hash: number, most: number): boolean {
    const kept = this.#kept;
    const at = 2 * (hash & (COUNTED - 1));
    if (kept[at] !== hash) {
      kept[at] = hash;
      kept[at + 1] = 0;
    }
    return kept[at + 1]++ < most;
  }

  #add(
    kind: number,
    { server, client, at: from, ports }: ConnectionKey,
    record: number,
    microseconds: number,
    value0: number,
    value1: number,
    value2: number,
    value3: number,
  ): void {
    if (this.#left[kind] === 0) {
      this.givenUp++;
      return;
    }
    const at = this.#row(kind);
    const { u32, f64 } = this.#table;
    u32[at + RECORD] = record;
    for (let i = 0; i < 4; i++) {
      u32[at + WHO + i] = server[from + i];
      u32[at + WHO + 4 + i] = client[from + i];
    }
    u32[at + BOTH_PORTS] = ports;
    u32[at + VALUES] = value0;
    u32[at + VALUES + 1] = value1;
    u32[at + VALUES + 2] = value2;
    u32[at + VALUES + 3] = value3;
    f64[(at + AT) >> 1] = microseconds;
  }

  #row(kind: number): number {
    this.#left[kind]--;
    if (this.#table.full) this.#flush();
    const at = this.#table.rows++ * STRIDE;
    this.#table.u32[at + KIND] = kind;
    return at;
  }

  /** Hands on everything, with what the connections are at the end of the capture. */
  finish(syns: SynWatch, handshakes: Handshakes, { requests, names }: LastAsked): void {
    let place = 0;
    const addEnd = (kind: number) => (words: Uint32Array, from: number) => {
      const at = this.#row(kind);
      const { u32, f64 } = this.#table;
      u32[at + RECORD] = place++;
      for (let i = 0; i < 4; i++) {
        u32[at + WHO + i] = words[from + SERVER + i];
        u32[at + WHO + 4 + i] = words[from + CLIENT + i];
        u32[at + VALUES + i] = words[from + STATE + i];
      }
      u32[at + BOTH_PORTS] = words[from + PORTS];
      f64[(at + AT) >> 1] = 0;
    };
    syns.latest(MOST_LOOSE, addEnd(LOOSE.synEnd));
    handshakes.latest(MOST_LOOSE, addEnd(LOOSE.handshakeEnd));
    // Neither is an address: the words of a row hold as many of them as there is room for.
    const addRow = (kind: number, words: ArrayLike<number>): void => {
      const at = this.#row(kind);
      const { u32, f64 } = this.#table;
      u32[at + RECORD] = place++;
      for (let i = 0; i < WORDS; i++) u32[at + WHO + i] = words[i] ?? 0;
      f64[(at + AT) >> 1] = 0;
    };
    requests?.all((who, path, segment) => addRow(LOOSE.requestEnd, [who, path, segment]));
    let some: number[] = [];
    names?.all((name) => {
      if (some.push(name) < WORDS) return;
      addRow(LOOSE.nameEnd, some);
      some = [];
    });
    if (some.length > 0) addRow(LOOSE.nameEnd, some);
    this.#flush();
  }

  #flush(): void {
    const table = this.#table;
    if (table.rows === 0) return;
    const words = Array.from({ length: WORDS }, (_, i) => table.column32(WHO + i));
    this.#emit({
      table: 'loose_ends',
      rows: table.rows,
      columns: table.drain([
        table.constant32(this.#evidence),
        table.column8(KIND, 0),
        table.column32(RECORD),
        table.columnDouble(AT),
        ...words,
      ]),
    });
    table.clear();
  }
}
