// Rows of packet_minutes: packets per minute, source, target, class and service port.

import { type PacketBatch, SHAPE } from '../../model/batch.ts';
import { SIGNATURE } from '../../model/signatures.ts';
import { type Block, BUCKET_SEC, CLASS } from '../../model/traffic.ts';
import { type PacketSlice, SLICE_ROWS } from './packet-slice.ts';
import { mix, RowTable } from './row-table.ts';

// Words of a row.
const MINUTE = 0;
const CLASS_PORT = 1; // signature << 24 | port << 8 | class
const SOURCE = 2;
const TARGET = 6;
const PACKETS = 10;
const HANDSHAKES = 11;
const REQUESTS = 12;
const TTLS_PORT = 13; // first source port << 16 | TTL max << 8 | TTL min
const BYTES = 14; // double
const FIRST = 16; // double, microseconds
const LAST = 18; // double
const FIRST_RECORD = 20;
const LAST_RECORD = 21;
const SECOND = 22; // the second being counted, low 32 bits
const SECOND_PACKETS = 23;
const SECOND_BYTES = 24;
const PEAK_PACKETS = 25;
const PEAK_BYTES = 26;
const FINGERPRINT = 27; // of the first SYN
const DENIED = 28;
const RETRANSMITS_TOOL = 29; // tool << 24 | SYNs repeated on schedule
const HELLOS = 30; // TLS ClientHellos
const REPEATS = 31; // HTTP requests for the path of the request before
const STRIDE = 32;
// Least 255, most 0: what a row says before a packet of its source was counted.
const NO_TTL = 0x00ff;

/** The table of one file; `table` is lent by the worker, which reuses it from file to file. */
export class SourceMinutes {
  readonly #evidence: number;
  readonly #table: RowTable;
  readonly #emit: (block: Block) => void;
  readonly #hashes: Int32Array = new Int32Array(SLICE_ROWS);
  readonly #entries: Int32Array = new Int32Array(SLICE_ROWS);
  /** Keeps the look-ahead's reads from being optimised away. */
  lookedAt = 0;

  constructor(evidence: number, table: RowTable, emit: (block: Block) => void) {
    this.#evidence = evidence;
    this.#table = table;
    this.#emit = emit;
  }

  /** Counts a slice. */
  add(batch: PacketBatch, slice: PacketSlice): void {
    this.#lookAhead(batch, slice);
    const { u32, f64 } = this.#table;
    const { wireLength, ttl, shape, source, destination, signature } = batch;
    const { kind, classPort, sec, microseconds, from, repeats } = slice;
    const hashes = this.#hashes;
    for (let i = 0; i < slice.rows; i++) {
      if (kind[i] === CLASS.nonIp) continue;
      const row = from + i;
      const at = this.#find(
        batch,
        source,
        destination,
        row,
        hashes[i],
        classPort[i],
        sec[i],
        microseconds[i],
      );
      const length = wireLength[row];
      u32[at + PACKETS]++;
      f64[(at + BYTES) >> 1] += length;
      const second = sec[i] >>> 0;
      if (u32[at + SECOND] !== second) {
        u32[at + SECOND] = second;
        u32[at + SECOND_PACKETS] = 0;
        u32[at + SECOND_BYTES] = 0;
      }
      const packets = u32[at + SECOND_PACKETS] + 1;
      const bytes = u32[at + SECOND_BYTES] + length;
      u32[at + SECOND_PACKETS] = packets;
      u32[at + SECOND_BYTES] = bytes;
      if (packets > u32[at + PEAK_PACKETS]) u32[at + PEAK_PACKETS] = packets;
      if (bytes > u32[at + PEAK_BYTES]) u32[at + PEAK_BYTES] = bytes;
      this.#widenTtl(at, ttl[row]);
      if ((shape[row] & SHAPE.httpRequest) !== 0 && (kind[i] === CLASS.data || kind[i] === CLASS.fin)) {
        u32[at + REQUESTS]++;
        u32[at + REPEATS] += repeats[i];
      } else if (signature[row] === SIGNATURE.tlsClientHello) u32[at + HELLOS]++;
    }
  }

  /** Counts the packets before the first time of the file by source and target alone: minute 0, class nonIp, which no view by time or class shows. */
  addUntimed(batch: PacketBatch, slice: PacketSlice): void {
    const { u32, f64 } = this.#table;
    const { source, destination, ipVersion, wireLength, ttl } = batch;
    for (let row = slice.from; row < slice.from + slice.untimed; row++) {
      if (ipVersion[row] === 0) continue;
      const hash = hashOf(source, destination, row, CLASS.nonIp, 0);
      const at = this.#find(batch, source, destination, row, hash, CLASS.nonIp, 0, 0);
      u32[at + PACKETS]++;
      f64[(at + BYTES) >> 1] += wireLength[row];
      this.#widenTtl(at, ttl[row]);
    }
  }

  /** The packet at `i` of the slice completed a handshake: counted on the tcp_syn row of its sender. */
  addHandshake(batch: PacketBatch, slice: PacketSlice, i: number): void {
    const row = slice.from + i;
    const at = this.#synRow(batch, slice, i, batch.destinationPort[row]);
    this.#table.u32[at + HANDSHAKES]++;
    this.#widenTtl(at, batch.ttl[row]);
  }

  /** The SYN at `i` repeats an earlier one as a real stack does. */
  addRetransmit(batch: PacketBatch, slice: PacketSlice, i: number): void {
    this.#table.u32[
      this.#synRow(batch, slice, i, batch.destinationPort[slice.from + i]) + RETRANSMITS_TOOL
    ]++;
  }

  /** The reset at `i` denies a SYN that bore its sender's address. */
  addDenial(batch: PacketBatch, slice: PacketSlice, i: number): void {
    this.#table.u32[this.#synRow(batch, slice, i, batch.destinationPort[slice.from + i]) + DENIED]++;
  }

  /** The ICMP error at `i` quotes our SYN-ACK: whoever its SYN claimed to be cannot be reached. */
  addQuotedDenial(batch: PacketBatch, slice: PacketSlice, i: number): void {
    const row = slice.from + i;
    const classPort = (batch.quotedSourcePort[row] << 8) | CLASS.syn;
    const { quotedDestination, quotedSource } = batch;
    const hash = hashOf(quotedDestination, quotedSource, row, classPort, slice.sec[i]);
    const at = this.#find(
      batch,
      quotedDestination,
      quotedSource,
      row,
      hash,
      classPort,
      slice.sec[i],
      slice.microseconds[i],
    );
    this.#table.u32[at + DENIED]++;
  }

  #widenTtl(at: number, ttl: number): void {
    const { u32 } = this.#table;
    const ttls = u32[at + TTLS_PORT];
    if (ttl < (ttls & 0xff)) u32[at + TTLS_PORT] = (ttls & 0xffffff00) | ttl;
    if (ttl > ((ttls >>> 8) & 0xff)) u32[at + TTLS_PORT] = (u32[at + TTLS_PORT] & 0xffff00ff) | (ttl << 8);
  }

  #synRow(batch: PacketBatch, slice: PacketSlice, i: number, port: number): number {
    const row = slice.from + i;
    const classPort = (port << 8) | CLASS.syn;
    const { source, destination } = batch;
    const hash = hashOf(source, destination, row, classPort, slice.sec[i]);
    return this.#find(batch, source, destination, row, hash, classPort, slice.sec[i], slice.microseconds[i]);
  }

  // Rows of a big table lie in main memory. Reading the rows of a whole slice first lets the processor fetch many at a time, where
  // the counting loop would wait for each: 200 instead of 350 ns a packet on fold.bench with 50 k sources (2026-11).
  #lookAhead(batch: PacketBatch, slice: PacketSlice): void {
    const { u32, slots, slotMask } = this.#table;
    const { rows, from, classPort, sec } = slice;
    const hashes = this.#hashes;
    const entries = this.#entries;
    for (let i = 0; i < rows; i++)
      hashes[i] = hashOf(batch.source, batch.destination, from + i, classPort[i], sec[i]);
    for (let i = 0; i < rows; i++) entries[i] = slots[hashes[i] & slotMask];
    let sum = 0;
    for (let i = 0; i < rows; i++) {
      const at = entries[i] === 0 ? 0 : ((entries[i] & slotMask) - 1) * STRIDE;
      sum = (sum + u32[at] + u32[at + BYTES] + u32[at + PEAK_BYTES]) | 0; // all of the cache lines of the row
    }
    this.lookedAt = sum;
  }

  // Finds or adds the row of (minute, source, target, class, port), and widens its first and last time. Returns its first word.
  #find(
    batch: PacketBatch,
    source: Uint32Array,
    destination: Uint32Array,
    row: number,
    hash: number,
    classPort: number,
    sec: number,
    microseconds: number,
  ): number {
    const table = this.#table;
    const s = 4 * row;
    const minute = Math.floor(sec / BUCKET_SEC) >>> 0;
    const { u32, f64, slots, slotMask } = table;
    let slot = hash & slotMask;
    for (;;) {
      const entry = slots[slot];
      if (entry === 0) break;
      const at = ((entry & slotMask) - 1) * STRIDE;
      if (
        ((entry ^ hash) & ~slotMask) === 0 &&
        u32[at + SOURCE + 3] === source[s + 3] &&
        u32[at + TARGET + 3] === destination[s + 3] &&
        u32[at + CLASS_PORT] === classPort &&
        u32[at + MINUTE] === minute &&
        u32[at + SOURCE] === source[s] &&
        u32[at + SOURCE + 1] === source[s + 1] &&
        u32[at + SOURCE + 2] === source[s + 2] &&
        u32[at + TARGET] === destination[s] &&
        u32[at + TARGET + 1] === destination[s + 1] &&
        u32[at + TARGET + 2] === destination[s + 2]
      ) {
        if (microseconds < f64[(at + FIRST) >> 1]) {
          f64[(at + FIRST) >> 1] = microseconds;
          u32[at + FIRST_RECORD] = batch.firstRecord + row;
        }
        if (microseconds >= f64[(at + LAST) >> 1]) {
          f64[(at + LAST) >> 1] = microseconds;
          u32[at + LAST_RECORD] = batch.firstRecord + row;
        }
        return at;
      }
      slot = (slot + 1) & slotMask;
    }
    if (table.full) {
      this.flush();
      slot = hash & slotMask;
    }
    const at = table.rows * STRIDE;
    slots[slot] = ++table.rows | (hash & ~slotMask);
    u32[at + MINUTE] = minute;
    u32[at + CLASS_PORT] = classPort;
    for (let i = 0; i < 4; i++) {
      u32[at + SOURCE + i] = source[s + i];
      u32[at + TARGET + i] = destination[s + i];
    }
    for (let i = PACKETS; i < STRIDE; i++) u32[at + i] = 0;
    u32[at + TTLS_PORT] = (batch.sourcePort[row] << 16) | NO_TTL;
    f64[(at + FIRST) >> 1] = microseconds;
    f64[(at + LAST) >> 1] = microseconds;
    u32[at + FIRST_RECORD] = batch.firstRecord + row;
    u32[at + LAST_RECORD] = batch.firstRecord + row;
    u32[at + SECOND] = sec >>> 0;
    u32[at + FINGERPRINT] = batch.synFingerprint[row];
    u32[at + RETRANSMITS_TOOL] = batch.tool[row] << 24;
    return at;
  }

  /** Hands on all rows and forgets them. */
  flush(): void {
    const table = this.#table;
    if (table.rows === 0) return;
    this.#emit({
      table: 'packet_minutes',
      rows: table.rows,
      columns: table.drain([
        table.constant32(this.#evidence),
        table.column32(MINUTE),
        table.column8(CLASS_PORT, 0),
        table.column16(CLASS_PORT, 8),
        table.column8(CLASS_PORT, 24),
        table.column64(SOURCE),
        table.column64(SOURCE + 2),
        table.column64(TARGET),
        table.column64(TARGET + 2),
        table.column32(PACKETS),
        table.columnDouble(BYTES),
        table.column32(HANDSHAKES),
        table.column32(REQUESTS),
        table.columnDouble(FIRST),
        table.columnDouble(LAST),
        table.column32(FIRST_RECORD),
        table.column32(LAST_RECORD),
        table.column32(PEAK_PACKETS),
        table.column32(PEAK_BYTES),
        table.column8(TTLS_PORT, 0),
        table.column8(TTLS_PORT, 8),
        table.column16(TTLS_PORT, 16),
        table.column32(FINGERPRINT),
        table.column8(RETRANSMITS_TOOL, 24),
        table.column32(DENIED),
        table.column32Masked(RETRANSMITS_TOOL, 0xffffff),
        table.column32(HELLOS),
        table.column32(REPEATS),
      ]),
    });
    table.clear();
  }
}

function hashOf(
  source: Uint32Array,
  destination: Uint32Array,
  row: number,
  classPort: number,
  sec: number,
): number {
  const s = 4 * row;
  const minute = Math.floor(sec / BUCKET_SEC) >>> 0;
  // IPv4 differs in the last word only; the other words are mixed in for IPv6.
  const hash = mix(mix(mix(minute, source[s + 3]), destination[s + 3]), classPort);
  if (source[s] === 0) return hash;
  return mix(mix(mix(hash, source[s]), source[s + 1]), source[s + 2] ^ destination[s + 2]);
}

/** A table for `capacity` rows, a power of two. */
export function sourceMinutesTable(capacity: number): RowTable {
  return new RowTable(capacity, STRIDE);
}
