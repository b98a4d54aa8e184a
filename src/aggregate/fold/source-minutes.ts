// Rows of packet_minutes: packets per minute, source, target, class and service port.

import { isIpv4 } from '../../model/address.ts';
import { type PacketBatch, SHAPE } from '../../model/batch.ts';
import { SIGNATURE } from '../../model/signatures.ts';
import { type Block, CLASS } from '../../model/traffic.ts';
import { BOTH_IPV4, CLASS_BITS, type PacketSlice, SLICE_ROWS } from './packet-slice.ts';
import { mix, Rows, RowTable } from './row-table.ts';

// Words of a row that every packet needs: one cache line.
const MINUTE = 0;
const CLASS_PORT = 1; // signature << 24 | port << 8 | both addresses are IPv4 << 7 | class
const SOURCE_LAST = 2; // last words of the addresses: all of them that differ among IPv4 addresses
const TARGET_LAST = 3;
const BYTES = 4; // double
const LAST = 6; // double, microseconds
const PACKETS = 8;
const LAST_RECORD = 9;
const SECOND = 10; // the second being counted, low 32 bits
const SECOND_PACKETS = 11;
const SECOND_BYTES = 12;
const PEAK_PACKETS = 13;
const PEAK_BYTES = 14;
const TTLS_PORT = 15; // first source port << 16 | TTL max << 8 | TTL min
const STRIDE = 16;

// The other words of the same row.
const SOURCE = 0;
const TARGET = 4;
const FIRST = 8; // double, microseconds
const FIRST_RECORD = 10;
const FINGERPRINT = 11; // of the first SYN
const HANDSHAKES = 12;
const REQUESTS = 13;
const DENIED = 14;
const RETRANSMITS_TOOL = 15; // tool << 24 | SYNs repeated on schedule
const HELLOS = 16; // TLS ClientHellos
const REPEATS = 17; // HTTP requests for the path of the request before
const MORE_STRIDE = 18;
// Least 255, most 0: what a row says before a packet of its source was counted.
const NO_TTL = 0x00ff;

/** Tables for SourceMinutes, made once a worker and reused from file to file: row n of `more` belongs to row n of `rows`. */
export interface SourceMinutesTables {
  rows: RowTable;
  more: Rows;
}

/** The rows of one file. */
export class SourceMinutes {
  readonly #evidence: number;
  readonly #table: RowTable;
  readonly #more: Rows;
  readonly #emit: (block: Block) => void;
  readonly #hashes: Int32Array = new Int32Array(SLICE_ROWS);
  readonly #entries: Int32Array = new Int32Array(SLICE_ROWS);
  /** Keeps the look-ahead's reads from being optimised away. */
  lookedAt = 0;

  constructor(evidence: number, tables: SourceMinutesTables, emit: (block: Block) => void) {
    this.#evidence = evidence;
    this.#table = tables.rows;
    this.#more = tables.more;
    this.#emit = emit;
  }

  /** Counts a slice. */
  add(batch: PacketBatch, slice: PacketSlice): void {
    this.#lookAhead(batch, slice);
    const { u32, f64 } = this.#table;
    const more = this.#more.u32;
    const { wireLength, ttl, shape, source, destination, signature } = batch;
    const { kind, classPort, minute, sec, microseconds, from, repeats } = slice;
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
        minute[i],
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
        more[moreOf(at) + REQUESTS]++;
        more[moreOf(at) + REPEATS] += repeats[i];
      } else if (signature[row] === SIGNATURE.tlsClientHello) more[moreOf(at) + HELLOS]++;
    }
  }

  /** Counts the packets before the first time of the file by source and target alone: minute 0, class nonIp, which no view by time or class shows. */
  addUntimed(batch: PacketBatch, slice: PacketSlice): void {
    const { u32, f64 } = this.#table;
    const { source, destination, ipVersion, wireLength, ttl } = batch;
    for (let row = slice.from; row < slice.from + slice.untimed; row++) {
      if (ipVersion[row] === 0) continue;
      const classPort = (ipVersion[row] === 4 ? BOTH_IPV4 : 0) | CLASS.nonIp;
      const hash = hashOf(source, destination, row, classPort, 0);
      const at = this.#find(batch, source, destination, row, hash, classPort, 0, 0, 0);
      u32[at + PACKETS]++;
      f64[(at + BYTES) >> 1] += wireLength[row];
      this.#widenTtl(at, ttl[row]);
    }
  }

  /** The packet at `i` of the slice completed a handshake: counted on the tcp_syn row of its sender. */
  addHandshake(batch: PacketBatch, slice: PacketSlice, i: number): void {
    const row = slice.from + i;
    const at = this.#synRow(batch, slice, i);
    this.#more.u32[moreOf(at) + HANDSHAKES]++;
    this.#widenTtl(at, batch.ttl[row]);
  }

  /** The SYN at `i` repeats an earlier one as a real stack does. */
  addRetransmit(batch: PacketBatch, slice: PacketSlice, i: number): void {
    this.#more.u32[moreOf(this.#synRow(batch, slice, i)) + RETRANSMITS_TOOL]++;
  }

  /** The reset at `i` denies a SYN that bore its sender's address. */
  addDenial(batch: PacketBatch, slice: PacketSlice, i: number): void {
    this.#more.u32[moreOf(this.#synRow(batch, slice, i)) + DENIED]++;
  }

  /** The ICMP error at `i` quotes our SYN-ACK: whoever its SYN claimed to be cannot be reached. */
  addQuotedDenial(batch: PacketBatch, slice: PacketSlice, i: number): void {
    const row = slice.from + i;
    const { quotedDestination, quotedSource } = batch;
    const family = isIpv4(quotedDestination, 4 * row) && isIpv4(quotedSource, 4 * row) ? BOTH_IPV4 : 0;
    const classPort = (batch.quotedSourcePort[row] << 8) | family | CLASS.syn;
    const hash = hashOf(quotedDestination, quotedSource, row, classPort, slice.minute[i]);
    const at = this.#find(
      batch,
      quotedDestination,
      quotedSource,
      row,
      hash,
      classPort,
      slice.minute[i],
      slice.sec[i],
      slice.microseconds[i],
    );
    this.#more.u32[moreOf(at) + DENIED]++;
  }

  #widenTtl(at: number, ttl: number): void {
    const { u32 } = this.#table;
    const ttls = u32[at + TTLS_PORT];
    if (ttl < (ttls & 0xff)) u32[at + TTLS_PORT] = (ttls & 0xffffff00) | ttl;
    if (ttl > ((ttls >>> 8) & 0xff)) u32[at + TTLS_PORT] = (u32[at + TTLS_PORT] & 0xffff00ff) | (ttl << 8);
  }

  #synRow(batch: PacketBatch, slice: PacketSlice, i: number): number {
    const row = slice.from + i;
    const classPort = (batch.destinationPort[row] << 8) | (slice.classPort[i] & BOTH_IPV4) | CLASS.syn;
    const { source, destination } = batch;
    const hash = hashOf(source, destination, row, classPort, slice.minute[i]);
    return this.#find(
      batch,
      source,
      destination,
      row,
      hash,
      classPort,
      slice.minute[i],
      slice.sec[i],
      slice.microseconds[i],
    );
  }

  // Rows of a big table lie in main memory. Reading the rows of a whole slice first lets the processor fetch many at a time, where
  // the counting loop would wait for each: 267 instead of 311 ns a packet on fold.bench with 50 k sources (2026-11).
  #lookAhead(batch: PacketBatch, slice: PacketSlice): void {
    const { u32, slots, slotMask } = this.#table;
    const { rows, from, classPort, minute } = slice;
    const hashes = this.#hashes;
    const entries = this.#entries;
    for (let i = 0; i < rows; i++)
      hashes[i] = hashOf(batch.source, batch.destination, from + i, classPort[i], minute[i]);
    for (let i = 0; i < rows; i++) entries[i] = slots[hashes[i] & slotMask];
    let sum = 0;
    for (let i = 0; i < rows; i++) {
      const at = entries[i] === 0 ? 0 : ((entries[i] & slotMask) - 1) * STRIDE;
      sum = (sum + u32[at] + u32[at + TTLS_PORT]) | 0; // both ends: a row need not begin where a cache line does
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
    minute: number,
    sec: number,
    microseconds: number,
  ): number {
    const table = this.#table;
    const s = 4 * row;
    const { u32, f64, slots, slotMask } = table;
    let slot = hash & slotMask;
    for (;;) {
      const entry = slots[slot];
      if (entry === 0) break;
      const at = ((entry & slotMask) - 1) * STRIDE;
      if (
        ((entry ^ hash) & ~slotMask) === 0 &&
        u32[at + SOURCE_LAST] === source[s + 3] &&
        u32[at + TARGET_LAST] === destination[s + 3] &&
        u32[at + CLASS_PORT] === classPort &&
        u32[at + MINUTE] === minute &&
        ((classPort & BOTH_IPV4) !== 0 || this.#isBetween(at, source, destination, s))
      ) {
        if (microseconds >= f64[(at + LAST) >> 1]) {
          f64[(at + LAST) >> 1] = microseconds;
          u32[at + LAST_RECORD] = batch.firstRecord + row;
        } else this.#widenFirst(at, microseconds, batch.firstRecord + row);
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
    u32[at + SOURCE_LAST] = source[s + 3];
    u32[at + TARGET_LAST] = destination[s + 3];
    f64[(at + BYTES) >> 1] = 0;
    f64[(at + LAST) >> 1] = microseconds;
    u32[at + PACKETS] = 0;
    u32[at + LAST_RECORD] = batch.firstRecord + row;
    u32[at + SECOND] = sec >>> 0;
    u32[at + SECOND_PACKETS] = 0;
    u32[at + SECOND_BYTES] = 0;
    u32[at + PEAK_PACKETS] = 0;
    u32[at + PEAK_BYTES] = 0;
    u32[at + TTLS_PORT] = (batch.sourcePort[row] << 16) | NO_TTL;
    const more = this.#more.u32;
    const m = moreOf(at);
    for (let i = 0; i < 4; i++) {
      more[m + SOURCE + i] = source[s + i];
      more[m + TARGET + i] = destination[s + i];
    }
    this.#more.f64[(m + FIRST) >> 1] = microseconds;
    more[m + FIRST_RECORD] = batch.firstRecord + row;
    more[m + FINGERPRINT] = batch.synFingerprint[row];
    more[m + HANDSHAKES] = 0;
    more[m + REQUESTS] = 0;
    more[m + DENIED] = 0;
    more[m + RETRANSMITS_TOOL] = batch.tool[row] << 24;
    more[m + HELLOS] = 0;
    more[m + REPEATS] = 0;
    return at;
  }

  #isBetween(at: number, source: Uint32Array, destination: Uint32Array, s: number): boolean {
    const more = this.#more.u32;
    const m = moreOf(at);
    return (
      more[m + SOURCE] === source[s] &&
      more[m + SOURCE + 1] === source[s + 1] &&
      more[m + SOURCE + 2] === source[s + 2] &&
      more[m + TARGET] === destination[s] &&
      more[m + TARGET + 1] === destination[s + 1] &&
      more[m + TARGET + 2] === destination[s + 2]
    );
  }

  // Only a packet that comes after a later one can be the first.
  #widenFirst(at: number, microseconds: number, record: number): void {
    const m = moreOf(at);
    if (microseconds >= this.#more.f64[(m + FIRST) >> 1]) return;
    this.#more.f64[(m + FIRST) >> 1] = microseconds;
    this.#more.u32[m + FIRST_RECORD] = record;
  }

  /** Hands on all rows and forgets them. */
  flush(): void {
    const table = this.#table;
    const more = this.#more;
    if (table.rows === 0) return;
    more.rows = table.rows;
    this.#emit({
      table: 'packet_minutes',
      rows: table.rows,
      columns: table.drain([
        table.constant32(this.#evidence),
        table.column32(MINUTE),
        table.column8(CLASS_PORT, 0, CLASS_BITS),
        table.column16(CLASS_PORT, 8),
        table.column8(CLASS_PORT, 24),
        more.column64(SOURCE),
        more.column64(SOURCE + 2),
        more.column64(TARGET),
        more.column64(TARGET + 2),
        table.column32(PACKETS),
        table.columnDouble(BYTES),
        more.column32(HANDSHAKES),
        more.column32(REQUESTS),
        more.columnDouble(FIRST),
        table.columnDouble(LAST),
        more.column32(FIRST_RECORD),
        table.column32(LAST_RECORD),
        table.column32(PEAK_PACKETS),
        table.column32(PEAK_BYTES),
        table.column8(TTLS_PORT, 0),
        table.column8(TTLS_PORT, 8),
        table.column16(TTLS_PORT, 16),
        more.column32(FINGERPRINT),
        more.column8(RETRANSMITS_TOOL, 24),
        more.column32(DENIED),
        more.column32Masked(RETRANSMITS_TOOL, 0xffffff),
        more.column32(HELLOS),
        more.column32(REPEATS),
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
  minute: number,
): number {
  const s = 4 * row;
  // IPv4 differs in the last word only; the other words are mixed in for IPv6.
  const hash = mix(mix(mix(minute, source[s + 3]), destination[s + 3]), classPort);
  if (source[s] === 0) return hash;
  return mix(mix(mix(hash, source[s]), source[s + 1]), source[s + 2] ^ destination[s + 2]);
}

// Where the other words of the row that begins at word `at` do.
function moreOf(at: number): number {
  return (at / STRIDE) * MORE_STRIDE;
}

/** Tables for `capacity` rows, a power of two. */
export function sourceMinutesTables(capacity: number): SourceMinutesTables {
  return { rows: new RowTable(capacity, STRIDE), more: new Rows(capacity, MORE_STRIDE) };
}
