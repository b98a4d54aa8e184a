// Counters of one file, handed on as they are, their names as texts.

import { type CounterBatch, TIME_BASIS } from '../../model/batch.ts';
import type { Block, FileSummary } from '../../model/traffic.ts';
import type { TextsBlock } from './requests.ts';
import { Texts, viewOf } from './texts.ts';

const NO_DATE = TIME_BASIS.indexOf('no date');

/** Collects the counters of one file. */
export class CounterFold {
  readonly #evidence: number;
  readonly #emit: (block: Block) => void;
  readonly #texts: Texts = new Texts();
  #records = 0;
  #snapshots = 0;
  #timeBasis = 0;
  #firstSec = Infinity;
  #lastSec = -Infinity;

  constructor(evidence: number, emit: (block: Block) => void) {
    this.#evidence = evidence;
    this.#emit = emit;
  }

  /** Hands on all rows of the batch as one block. */
  add(batch: CounterBatch): void {
    const { rows } = batch;
    if (rows === 0) return;
    const atUs = new Float64Array(rows);
    const names = new Uint32Array(rows);
    const text = viewOf(batch.text);
    for (let row = 0; row < rows; row++) {
      const sec = batch.timeSec[row];
      atUs[row] = sec * 1e6 + Math.floor(batch.timeNsec[row] / 1000);
      names[row] = this.#texts.intern(text, batch.nameStart[row], batch.nameEnd[row]);
      if (batch.timeBasis[row] !== NO_DATE) {
        if (sec < this.#firstSec) this.#firstSec = sec;
        if (sec > this.#lastSec) this.#lastSec = sec;
      }
      if (batch.timeBasis[row] > this.#timeBasis) this.#timeBasis = batch.timeBasis[row];
      if (batch.snapshot[row] >= this.#snapshots) this.#snapshots = batch.snapshot[row] + 1;
    }
    this.#records += rows;
    this.#emit({
      table: 'counters',
      rows,
      columns: [
        new Uint32Array(rows).fill(this.#evidence).buffer,
        batch.snapshot.slice(0, rows).buffer,
        atUs.buffer,
        batch.timeBasis.slice(0, rows).buffer,
        names.buffer,
        batch.value.slice(0, rows).buffer,
        batch.line.slice(0, rows).buffer,
      ] as ArrayBuffer[],
    });
  }

  /** The summary and the names. */
  finish(): { summary: FileSummary; texts: TextsBlock } {
    const summary: FileSummary = {
      records: this.#records,
      firstSec: this.#firstSec,
      firstNsec: 0,
      lastSec: this.#lastSec,
      lastNsec: 0,
      hasTime: this.#firstSec !== Infinity,
      // Texts 0 and 1 stand for the empty name and for names beyond the bound.
      counters: {
        snapshots: this.#snapshots,
        names: this.#texts.count - 2,
        timeBasis: this.#timeBasis,
      },
    };
    return { summary, texts: this.#texts.drain() };
  }
}
