// Rows of packet_seconds: packets per second, target, class and service port.

import type { PacketBatch } from '../../model/batch.ts';
import { SIGNATURE } from '../../model/signatures.ts';
import { type Block, CLASS, TRAFFIC_CLASSES } from '../../model/traffic.ts';
import { BOTH_IPV4, CLASS_BITS, type PacketSlice } from './packet-slice.ts';
import { mix, RowTable } from './row-table.ts';

// Words of a row.
const SECOND = 0; // double
const TARGET = 2;
const CLASS_PORT = 6; // as in PacketSlice
const PACKETS = 7;
const BYTES = 8; // double
const FIRST = 10; // double
const LAST = 12; // double
const LENGTH_MIN = 14;
const LENGTH_MAX = 15;
const STRIDE = 16;
// As part of CLASS_PORT.
const HELLO = SIGNATURE.tlsClientHello << 24;

/** The table of one file; `table` is lent by the worker. */
export class TargetSeconds {
  readonly #evidence: number;
  readonly #table: RowTable;
  readonly #emit: (block: Block) => void;
  // The row last used by each class: consecutive packets of a flood share it.
  readonly #lastRow: Int32Array = new Int32Array(TRAFFIC_CLASSES.length).fill(-1);

  constructor(evidence: number, table: RowTable, emit: (block: Block) => void) {
    this.#evidence = evidence;
    this.#table = table;
    this.#emit = emit;
  }

  /** Counts a slice. */
  add(batch: PacketBatch, slice: PacketSlice): void {
    const { u32, f64 } = this.#table;
    const { destination, wireLength, signature } = batch;
    const { kind, classPort, sec, microseconds, from } = slice;
    const lastRow = this.#lastRow;
    for (let i = 0; i < slice.rows; i++) {
      const klass = kind[i];
      if (klass === CLASS.nonIp) continue;
      const d = 4 * (from + i);
      const length = wireLength[from + i];
      // A flood of TLS handshakes is seen beside whatever else the port sends.
      const hello = klass === CLASS.data && signature[from + i] === SIGNATURE.tlsClientHello;
      const key = hello ? classPort[i] | HELLO : classPort[i];
      let at = lastRow[klass];
      if (
        at < 0 ||
        u32[at + CLASS_PORT] !== key ||
        f64[(at + SECOND) >> 1] !== sec[i] ||
        u32[at + TARGET + 3] !== destination[d + 3] ||
        ((key & BOTH_IPV4) === 0 && differs(u32, at + TARGET, destination, d))
      ) {
        at = this.#find(destination, d, key, sec[i], microseconds[i], length);
        lastRow[klass] = at;
      }
      u32[at + PACKETS]++;
      f64[(at + BYTES) >> 1] += length;
      if (microseconds[i] < f64[(at + FIRST) >> 1]) f64[(at + FIRST) >> 1] = microseconds[i];
      if (microseconds[i] > f64[(at + LAST) >> 1]) f64[(at + LAST) >> 1] = microseconds[i];
      if (length < u32[at + LENGTH_MIN]) u32[at + LENGTH_MIN] = length;
      if (length > u32[at + LENGTH_MAX]) u32[at + LENGTH_MAX] = length;
    }
  }

  #find(
    destination: Uint32Array,
    d: number,
    classPort: number,
    sec: number,
    microseconds: number,
    length: number,
  ): number {
    const table = this.#table;
    const { u32, f64, slots, slotMask } = table;
    const d3 = destination[d + 3];
    const hash = mix(mix(mix(sec | 0, d3), classPort), destination[d + 1] ^ destination[d]);
    let slot = hash & slotMask;
    for (;;) {
      const entry = slots[slot];
      if (entry === 0) break;
      const at = ((entry & slotMask) - 1) * STRIDE;
      if (
        ((entry ^ hash) & ~slotMask) === 0 &&
        u32[at + TARGET + 3] === d3 &&
        u32[at + CLASS_PORT] === classPort &&
        f64[(at + SECOND) >> 1] === sec &&
        ((classPort & BOTH_IPV4) !== 0 || !differs(u32, at + TARGET, destination, d))
      )
        return at;
      slot = (slot + 1) & slotMask;
    }
    if (table.full) {
      this.flush();
      slot = hash & slotMask;
    }
    const at = table.rows * STRIDE;
    slots[slot] = ++table.rows | (hash & ~slotMask);
    f64[(at + SECOND) >> 1] = sec;
    for (let i = 0; i < 4; i++) u32[at + TARGET + i] = destination[d + i];
    u32[at + CLASS_PORT] = classPort;
    u32[at + PACKETS] = 0;
    f64[(at + BYTES) >> 1] = 0;
    f64[(at + FIRST) >> 1] = microseconds;
    f64[(at + LAST) >> 1] = microseconds;
    u32[at + LENGTH_MIN] = length;
    u32[at + LENGTH_MAX] = length;
    return at;
  }

  /** Hands on all rows and forgets them. */
  flush(): void {
    const table = this.#table;
    if (table.rows === 0) return;
    this.#emit({
      table: 'packet_seconds',
      rows: table.rows,
      columns: table.drain([
        table.constant32(this.#evidence),
        table.columnDouble(SECOND),
        table.column8(CLASS_PORT, 0, CLASS_BITS),
        table.column16(CLASS_PORT, 8),
        table.column8(CLASS_PORT, 24),
        table.column64(TARGET),
        table.column64(TARGET + 2),
        table.column32(PACKETS),
        table.columnDouble(BYTES),
        table.columnDouble(FIRST),
        table.columnDouble(LAST),
        table.column32(LENGTH_MIN),
        table.column32(LENGTH_MAX),
      ]),
    });
    table.clear();
    this.#lastRow.fill(-1);
  }
}

// Whether the first three words of two addresses differ.
function differs(a: Uint32Array, at: number, b: Uint32Array, from: number): boolean {
  return a[at] !== b[from] || a[at + 1] !== b[from + 1] || a[at + 2] !== b[from + 2];
}

/** A table for `capacity` rows, a power of two. */
export function targetSecondsTable(capacity: number): RowTable {
  return new RowTable(capacity, STRIDE);
}
