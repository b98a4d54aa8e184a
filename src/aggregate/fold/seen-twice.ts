// Whether the capture point saw its traffic twice: mirror ports that copy both directions, several interfaces of one host at once.

import { type PacketBatch, SHAPE } from '../../model/batch.ts';
import type { PacketSlice } from './packet-slice.ts';

/** IPv4 packets with an identification that are looked at from the first on; then one slice in so many, which costs nearly nothing. */
const ALL_LOOKED_AT = 65_536;
const ONE_SLICE_IN = 64;
/** The second of two copies follows within so many microseconds. */
const LONGEST_APART_US = 1000;
const SLOTS = 8192;
/** Source, destination, ports, sequence number, identification and payload length, how often. */
const WORDS = 7;

/** Looks at packets of a file. */
export class SeenTwice {
  /** Packets looked at, and those of them that stand in the file exactly twice. */
  looked = 0;
  twice = 0;
  readonly #words: Uint32Array = new Uint32Array(SLOTS * WORDS);
  readonly #atUs: Float64Array = new Float64Array(SLOTS).fill(-Infinity);

  #slices = 0;

  /** Looks at the slice, or passes it over. */
  add(batch: PacketBatch, slice: PacketSlice): void {
    const { ipVersion, ipId, shape, source, destination, sourcePort, destinationPort, seq, payloadLength } =
      batch;
    if (this.looked >= ALL_LOOKED_AT && this.#slices++ % ONE_SLICE_IN !== 0) return;
    const words = this.#words;
    for (let i = slice.untimed; i < slice.rows; i++) {
      const row = slice.from + i;
      if (ipVersion[row] !== 4 || ipId[row] === 0) continue;
      this.looked++;
      const from = source[4 * row + 3];
      const to = destination[4 * row + 3];
      const ports = (sourcePort[row] << 16) | destinationPort[row];
      const number = (shape[row] & SHAPE.hasTcp) !== 0 ? seq[row] : 0;
      const id = ipId[row];
      const slot =
        (Math.imul(from ^ (number << 7) ^ to ^ ports, 0x9e3779b1) ^ Math.imul(id, 0x85ebca6b)) >>> 19;
      const at = slot * WORDS;
      const atUs = slice.microseconds[i];
      const apartUs = atUs - this.#atUs[slot];
      const length = payloadLength[row];
      if (
        apartUs >= 0 &&
        apartUs <= LONGEST_APART_US &&
        words[at] === from &&
        words[at + 1] === to &&
        words[at + 2] === ports >>> 0 &&
        words[at + 3] === number &&
        words[at + 4] === id &&
        words[at + 5] === length
      ) {
        // What comes a third time is the sender's doing.
        const times = ++words[at + 6];
        if (times === 2) this.twice += 2;
        else if (times === 3) this.twice -= 2;
        continue;
      }
      this.#atUs[slot] = atUs;
      words[at] = from;
      words[at + 1] = to;
      words[at + 2] = ports;
      words[at + 3] = number;
      words[at + 4] = id;
      words[at + 5] = length;
      words[at + 6] = 1;
    }
  }
}
