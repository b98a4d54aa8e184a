// How long a request took and from which port its client asked, from the fields of its log line that the stated format of the log names. See
// model/log-format.ts.

import { REQUEST_SHAPE, type RequestBatch } from '../../model/batch.ts';
import type { LoggedField, LoggedFields } from '../../model/log-format.ts';
import { scanDecimal } from '../fields.ts';
import { needle, startsWith } from './log-text.ts';
import { quoteEnd } from './web-combined-fields.ts';
import { LINE, type Outcome, writePort } from './web-lines.ts';

const SPACE = 0x20;
const QUOTE = 0x22;

interface Field extends Pick<LoggedField, 'place' | 'meaning'> {
  before: Uint8Array;
  after: Uint8Array;
  /** Of the number in the line that was read last; -1 where it was not found. */
  start: number;
  stop: number;
}

/** Reads the fields from lines. */
export class FurtherFields {
  readonly #fields: number;
  readonly #read: readonly Field[];

  constructor({ fields, read }: LoggedFields) {
    this.#fields = fields;
    this.#read = read.map(({ place, meaning, before, after }) => ({
      place,
      meaning,
      before: needle(before),
      after: needle(after),
      start: -1,
      stop: -1,
    }));
  }

  /**
   * Writes them into row batch.rows; `at` is behind the user agent. A row lacks something when there are more or fewer fields than the format has (some
   * variables of nginx hold blanks), or one of them is no number.
   */
  read(b: Buffer, at: number, end: number, batch: RequestBatch): Outcome {
    let fields = 0;
    for (let i = at; i < end; fields++) {
      while (i < end && b[i] === SPACE) i++;
      if (i === end) break;
      const from = i;
      for (; i < end && b[i] !== SPACE; i++) if (b[i] === QUOTE) i = quoteEnd(b, i + 1, end);
      for (const field of this.#read) {
        if (field.place !== fields) continue;
        field.start = from + field.before.length;
        field.stop = i - field.after.length;
        if (!startsWith(b, from, i, field.before) || !startsWith(b, field.stop, i, field.after))
          field.start = -1;
      }
    }
    if (fields !== this.#fields) return LINE.rowWithoutField;
    const row = batch.rows;
    let isWhole = true;
    for (const { meaning, start, stop } of this.#read) {
      const value = start < 0 ? -1 : scanDecimal(b, start, stop);
      if (value < 0) isWhole = false;
      else if (meaning.kind === 'port') writePort(b, start, stop, batch);
      else {
        batch.durationMs[row] = value * meaning.msPerUnit;
        batch.shape[row] |= REQUEST_SHAPE.hasDuration;
      }
    }
    return isWhole ? LINE.row : LINE.rowWithoutField;
  }
}
