// Rows of connection_minutes: what clients did on connections that stands out, per minute, client, server and service port.

import type { PacketBatch } from '../../model/batch.ts';
import { type Block, BUCKET_SEC } from '../../model/traffic.ts';
import type { PacketSlice } from './packet-slice.ts';
import { mix, RowTable } from './row-table.ts';

// Words of a row.
const MINUTE = 0;
const CLIENT = 1;
const SERVER = 5;
const PORT = 9;
const COUNTS = 10; // one a kind
const STRIDE = 16;
const ROWS = 1 << 12;

/** What is counted, in the order of the columns. */
export const CONNECTION = { unfinished: 0, stalled: 1, unclear: 2, renewed: 3, strange: 4 } as const;
const KINDS = 5;

/** The counts of one file. */
export class ConnectionMinutes {
  readonly #evidence: number;
  readonly #emit: (block: Block) => void;
  // Made when first needed: most captures hold none.
  #table: RowTable | undefined;

  constructor(evidence: number, emit: (block: Block) => void) {
    this.#evidence = evidence;
    this.#emit = emit;
  }

  /** The packet at `i` shows of its client, at the server that it is sent to, what `kind` (CONNECTION) says. */
  add(batch: PacketBatch, slice: PacketSlice, i: number, kind: number): void {
    const row = slice.from + i;
    const at = this.#find(batch, 4 * row, batch.destinationPort[row], slice.sec[i]);
    (this.#table as RowTable).u32[at + COUNTS + kind]++;
  }

  #find({ source, destination }: PacketBatch, a: number, port: number, sec: number): number {
    this.#table ??= new RowTable(ROWS, STRIDE);
    const table = this.#table;
    const { u32, slots, slotMask } = table;
    const minute = Math.floor(sec / BUCKET_SEC) >>> 0;
    let hash = mix(minute, port);
    for (let i = 0; i < 4; i++) hash = mix(mix(hash, source[a + i]), destination[a + i]);
    let slot = hash & slotMask;
    for (; slots[slot] !== 0; slot = (slot + 1) & slotMask) {
      const at = (slots[slot] - 1) * STRIDE;
      let same = u32[at + MINUTE] === minute && u32[at + PORT] === port;
      for (let i = 0; i < 4 && same; i++)
        same = u32[at + CLIENT + i] === source[a + i] && u32[at + SERVER + i] === destination[a + i];
      if (same) return at;
    }
    if (table.full) {
      this.flush();
      slot = hash & slotMask;
    }
    const at = table.rows * STRIDE;
    slots[slot] = ++table.rows;
    u32[at + MINUTE] = minute;
    for (let i = 0; i < 4; i++) {
      u32[at + CLIENT + i] = source[a + i];
      u32[at + SERVER + i] = destination[a + i];
    }
    u32[at + PORT] = port;
    for (let kind = 0; kind < KINDS; kind++) u32[at + COUNTS + kind] = 0;
    return at;
  }

  /** Hands on all rows and forgets them. */
  flush(): void {
    const table = this.#table;
    if (table === undefined || table.rows === 0) return;
    this.#emit({
      table: 'connection_minutes',
      rows: table.rows,
      columns: table.drain([
        table.constant32(this.#evidence),
        table.column32(MINUTE),
        table.column64(CLIENT),
        table.column64(CLIENT + 2),
        table.column64(SERVER),
        table.column64(SERVER + 2),
        table.column16(PORT, 0),
        ...Array.from({ length: KINDS }, (_, kind) => table.column32(COUNTS + kind)),
      ]),
    });
    table.clear();
  }
}
