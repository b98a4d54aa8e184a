// How long a request took, from the field of its log line that the stated format of the log names. See model/log-format.ts.

import { REQUEST_SHAPE, type RequestBatch } from '../../model/batch.ts';
import type { LoggedDuration } from '../../model/log-format.ts';
import { scanDecimal } from '../fields.ts';
import { needle, startsWith } from './log-text.ts';
import { quoteEnd } from './web-combined-fields.ts';

const SPACE = 0x20;
const QUOTE = 0x22;

/** Reads the field from lines. */
export class DurationField {
  readonly #field: LoggedDuration;
  readonly #before: Uint8Array;
  readonly #after: Uint8Array;

  constructor(field: LoggedDuration) {
    this.#field = field;
    this.#before = needle(field.before);
    this.#after = needle(field.after);
  }

  /**
   * Writes the duration into row batch.rows; `at` is behind the user agent. False when there are more or fewer fields than the format has (some
   * variables of nginx hold blanks), or the field is no number.
   */
  read(b: Buffer, at: number, end: number, batch: RequestBatch): boolean {
    let start = -1;
    let stop = -1;
    let fields = 0;
    for (let i = at; i < end; fields++) {
      while (i < end && b[i] === SPACE) i++;
      if (i === end) break;
      const from = i;
      for (; i < end && b[i] !== SPACE; i++) if (b[i] === QUOTE) i = quoteEnd(b, i + 1, end);
      if (fields !== this.#field.place) continue;
      start = from + this.#before.length;
      stop = i - this.#after.length;
      if (!startsWith(b, from, i, this.#before) || !startsWith(b, stop, i, this.#after)) return false;
    }
    if (fields !== this.#field.fields) return false;
    const value = scanDecimal(b, start, stop);
    if (value < 0) return false;
    batch.durationMs[batch.rows] = value * this.#field.msPerUnit;
    batch.shape[batch.rows] |= REQUEST_SHAPE.hasDuration;
    return true;
  }
}
