// Sockets of one file, handed on as they are: dumps are small beside captures and logs, and every line is evidence of its own.

import { SOCKET_STATES, type SocketBatch, TIME_BASIS } from '../../model/batch.ts';
import type { Block, FileSummary } from '../../model/traffic.ts';

const NO_DATE = TIME_BASIS.indexOf('no date');

/** Collects the sockets of one file. */
export class SocketFold {
  readonly #evidence: number;
  readonly #emit: (block: Block) => void;
  readonly #byState: number[] = new Array(SOCKET_STATES.length).fill(0);
  #records = 0;
  #snapshots = 0;
  #timeBasis = 0;
  #firstSec = Infinity;
  #lastSec = -Infinity;
  #lastUs = -1;
  #lastSnapshot = -1;
  /** Snapshots before this one that have its time. */
  #before = 0;

  constructor(evidence: number, emit: (block: Block) => void) {
    this.#evidence = evidence;
    this.#emit = emit;
  }

  /** Hands on all rows of the batch as one block. */
  add(batch: SocketBatch): void {
    const { rows } = batch;
    if (rows === 0) return;
    const atUs = new Float64Array(rows);
    for (let row = 0; row < rows; row++) {
      const sec = batch.timeSec[row];
      atUs[row] = this.#apart(sec * 1e6 + Math.floor(batch.timeNsec[row] / 1000), batch.snapshot[row]);
      this.#byState[batch.state[row]]++;
      if (batch.timeBasis[row] !== NO_DATE) {
        if (sec < this.#firstSec) this.#firstSec = sec;
        if (sec > this.#lastSec) this.#lastSec = sec;
      }
      if (batch.timeBasis[row] > this.#timeBasis) this.#timeBasis = batch.timeBasis[row];
      if (batch.snapshot[row] >= this.#snapshots) this.#snapshots = batch.snapshot[row] + 1;
    }
    this.#records += rows;
    this.#emit({
      table: 'sockets',
      rows,
      columns: [
        new Uint32Array(rows).fill(this.#evidence).buffer,
        batch.snapshot.slice(0, rows).buffer,
        atUs.buffer,
        batch.timeBasis.slice(0, rows).buffer,
        batch.protocol.slice(0, rows).buffer,
        batch.state.slice(0, rows).buffer,
        batch.localKind.slice(0, rows).buffer,
        halves(batch.local, rows, 0),
        halves(batch.local, rows, 2),
        batch.localPort.slice(0, rows).buffer,
        batch.remoteKind.slice(0, rows).buffer,
        halves(batch.remote, rows, 0),
        halves(batch.remote, rows, 2),
        batch.remotePort.slice(0, rows).buffer,
        batch.sendQueue.slice(0, rows).buffer,
        batch.line.slice(0, rows).buffer,
      ] as ArrayBuffer[],
    });
  }

  // Snapshots of one file that have one time, because they have no date of their own, are put a microsecond apart, in the order of the file:
  // one moment would have had the sockets of all of them.
  #apart(us: number, snapshot: number): number {
    if (us !== this.#lastUs) this.#before = 0;
    else if (snapshot !== this.#lastSnapshot) this.#before++;
    this.#lastUs = us;
    this.#lastSnapshot = snapshot;
    return us + this.#before;
  }

  finish(): FileSummary {
    return {
      records: this.#records,
      firstSec: this.#firstSec,
      firstNsec: 0,
      lastSec: this.#lastSec,
      lastNsec: 0,
      hasTime: this.#firstSec !== Infinity,
      sockets: { snapshots: this.#snapshots, byState: this.#byState, timeBasis: this.#timeBasis },
    };
  }
}

// Words 4 * row + first and the next one, as one unsigned 64-bit value (first word high).
function halves(words: Uint32Array, rows: number, first: number): ArrayBuffer {
  const out = new Uint32Array(2 * rows);
  for (let row = 0; row < rows; row++) {
    out[2 * row] = words[4 * row + first + 1];
    out[2 * row + 1] = words[4 * row + first];
  }
  return out.buffer;
}
