// Rows of packet_ports: packets per hour, class and port, for either side.

import { type PacketBatch, SHAPE } from '../../model/batch.ts';
import { type Block, CLASS, TRAFFIC_CLASSES } from '../../model/traffic.ts';
import type { PacketSlice } from './packet-slice.ts';

const SOURCE_SIDE = 0;
const DESTINATION_SIDE = 1;
const PORTS = 65536;

/** The counts of one file. */
export class PortHours {
  readonly #evidence: number;
  readonly #emit: (block: Block) => void;
  // By class * 2 + side; made when first needed, 256 KiB each.
  readonly #counts: (Uint32Array | undefined)[] = new Array(TRAFFIC_CLASSES.length * 2).fill(undefined);
  #hour = -1;

  constructor(evidence: number, emit: (block: Block) => void) {
    this.#evidence = evidence;
    this.#emit = emit;
  }

  /** Counts a slice. */
  add(batch: PacketBatch, slice: PacketSlice): void {
    const { shape, sourcePort, destinationPort } = batch;
    const { kind, sec, from } = slice;
    let klass = -1;
    let second = Number.NaN;
    let sources: Uint32Array = NO_COUNTS;
    let destinations: Uint32Array = NO_COUNTS;
    for (let i = 0, row = from; i < slice.rows; i++, row++) {
      if (kind[i] === CLASS.nonIp || (shape[row] & SHAPE.hasPorts) === 0) continue;
      if (sec[i] !== second) {
        second = sec[i];
        this.#turnTo(Math.floor(second / 3600) >>> 0);
      }
      if (kind[i] !== klass) {
        klass = kind[i];
        sources = this.#countsOf(2 * klass + SOURCE_SIDE);
        destinations = this.#countsOf(2 * klass + DESTINATION_SIDE);
      }
      sources[sourcePort[row]]++;
      destinations[destinationPort[row]]++;
    }
  }

  #turnTo(hour: number): void {
    if (hour === this.#hour) return;
    this.flush();
    this.#hour = hour;
  }

  #countsOf(index: number): Uint32Array {
    let counts = this.#counts[index];
    if (counts === undefined) {
      counts = new Uint32Array(PORTS);
      this.#counts[index] = counts;
    }
    return counts;
  }

  /** Hands on all counts and forgets them. */
  flush(): void {
    let rows = 0;
    for (const counts of this.#counts)
      if (counts !== undefined) for (let port = 0; port < PORTS; port++) if (counts[port] !== 0) rows++;
    if (rows === 0) return;
    const classes = new Uint8Array(rows);
    const sides = new Uint8Array(rows);
    const ports = new Uint16Array(rows);
    const packets = new Uint32Array(rows);
    let row = 0;
    for (const [index, counts] of this.#counts.entries()) {
      if (counts === undefined) continue;
      for (let port = 0; port < PORTS; port++) {
        if (counts[port] === 0) continue;
        classes[row] = index >> 1;
        sides[row] = index & 1;
        ports[row] = port;
        packets[row++] = counts[port];
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

const NO_COUNTS = new Uint32Array(0);
