// Rows of packet_ports: packets per hour, class and port, for either side.

import { type PacketBatch, SHAPE } from '../../model/batch.ts';
import { type Block, CLASS, TRAFFIC_CLASSES } from '../../model/traffic.ts';
import type { PacketSlice } from './packet-slice.ts';

const SOURCE_SIDE = 0;
const DESTINATION_SIDE = 1;
const PORTS = 65536;

// Counts of a class, source side first.
const CLASS_COUNTS = 2 * PORTS;

/** Counts for PortHours, all zero; made once a worker, and handed back as they were. */
export function portCounts(): Uint32Array {
  return new Uint32Array(TRAFFIC_CLASSES.length * CLASS_COUNTS);
}

/** The counts of one file. */
export class PortHours {
  readonly #evidence: number;
  readonly #counts: Uint32Array;
  readonly #emit: (block: Block) => void;
  // Bit n: class n has been counted.
  #classes = 0;
  #hour = -1;

  constructor(evidence: number, counts: Uint32Array, emit: (block: Block) => void) {
    this.#evidence = evidence;
    this.#counts = counts;
    this.#emit = emit;
  }

  /** Counts a slice. */
  add(batch: PacketBatch, slice: PacketSlice): void {
    const { shape, sourcePort, destinationPort } = batch;
    const { kind, sec, from } = slice;
    const counts = this.#counts;
    let second = Number.NaN;
    let classes = this.#classes;
    for (let i = 0, row = from; i < slice.rows; i++, row++) {
      const klass = kind[i];
      if (klass === CLASS.nonIp || (shape[row] & SHAPE.hasPorts) === 0) continue;
      if (sec[i] !== second) {
        second = sec[i];
        this.#classes = classes;
        this.#turnTo(Math.floor(second / 3600) >>> 0);
        classes = this.#classes;
      }
      classes |= 1 << klass;
      const at = klass * CLASS_COUNTS;
      counts[at + sourcePort[row]]++;
      counts[at + PORTS + destinationPort[row]]++;
    }
    this.#classes = classes;
  }

  #turnTo(hour: number): void {
    if (hour === this.#hour) return;
    this.flush();
    this.#hour = hour;
  }

  /** Hands on all counts and forgets them. */
  flush(): void {
    const used: number[] = [];
    for (let klass = 0; klass < TRAFFIC_CLASSES.length; klass++)
      if ((this.#classes & (1 << klass)) !== 0) used.push(klass);
    this.#classes = 0;
    const countsOf = (klass: number): Uint32Array =>
      this.#counts.subarray(klass * CLASS_COUNTS, (klass + 1) * CLASS_COUNTS);
    let rows = 0;
    for (const klass of used) for (const count of countsOf(klass)) if (count !== 0) rows++;
    if (rows === 0) return;
    const classes = new Uint8Array(rows);
    const sides = new Uint8Array(rows);
    const ports = new Uint16Array(rows);
    const packets = new Uint32Array(rows);
    let row = 0;
    for (const klass of used) {
      const counts = countsOf(klass);
      for (let at = 0; at < CLASS_COUNTS; at++) {
        if (counts[at] === 0) continue;
        classes[row] = klass;
        sides[row] = at < PORTS ? SOURCE_SIDE : DESTINATION_SIDE;
        ports[row] = at & (PORTS - 1);
        packets[row++] = counts[at];
      }
      counts.fill(0);
    }
    const evidence = new Uint32Array(rows).fill(this.#evidence);
    const hours = new Uint32Array(rows).fill(this.#hour);
    this.#emit({
      table: 'packet_ports',
      rows,
      columns: [evidence.buffer, hours.buffer, classes.buffer, sides.buffer, ports.buffer, packets.buffer],
    });
  }
}
