// Rows of request_durations: how long requests took, per minute and host, in steps of an eighth of a doubling.

import { REQUEST_SHAPE, type RequestBatch } from '../../model/batch.ts';
import { DURATION_STEPS, durationStep } from '../../model/duration-step.ts';
import { type Block, BUCKET_SEC } from '../../model/traffic.ts';

/** Minutes and hosts counted side by side: servers log lines of neighbouring minutes mixed. */
const MOST_COUNTED = 64;

interface Counted {
  minute: number;
  host: number;
  bySteps: Uint32Array;
}

/** The counts of one file. Nothing is kept for logs that do not tell how long requests took. */
export class RequestDurations {
  readonly #evidence: number;
  readonly #emit: (block: Block) => void;
  #counted: Counted[] = [];
  #last: Counted | undefined;

  constructor(evidence: number, emit: (block: Block) => void) {
    this.#evidence = evidence;
    this.#emit = emit;
  }

  /** Counts row `row` of the batch when its duration was logged. `host` is the number of its text. */
  add(batch: RequestBatch, row: number, host: number): void {
    if ((batch.shape[row] & REQUEST_SHAPE.hasDuration) === 0) return;
    const minute = Math.floor(batch.timeSec[row] / BUCKET_SEC) >>> 0;
    let counted = this.#last;
    if (counted === undefined || counted.minute !== minute || counted.host !== host)
      counted = this.#find(minute, host);
    this.#last = counted;
    counted.bySteps[durationStep(batch.durationMs[row])]++;
  }

  #find(minute: number, host: number): Counted {
    const known = this.#counted.find((each) => each.minute === minute && each.host === host);
    if (known !== undefined) return known;
    if (this.#counted.length === MOST_COUNTED) this.flush();
    const counted = { minute, host, bySteps: new Uint32Array(DURATION_STEPS) };
    this.#counted.push(counted);
    return counted;
  }

  /** Hands on all rows and forgets them. */
  flush(): void {
    const rows = this.#counted.flatMap(({ minute, host, bySteps }) =>
      [...bySteps.entries()]
        .filter(([, requests]) => requests > 0)
        .map(([step, requests]) => ({ minute, host, step, requests })),
    );
    this.#counted = [];
    this.#last = undefined;
    if (rows.length === 0) return;
    this.#emit({
      table: 'request_durations',
      rows: rows.length,
      columns: [
        new Uint32Array(rows.length).fill(this.#evidence).buffer,
        Uint32Array.from(rows, ({ minute }) => minute).buffer,
        Uint32Array.from(rows, ({ host }) => host).buffer,
        Uint8Array.from(rows, ({ step }) => step).buffer,
        Uint32Array.from(rows, ({ requests }) => requests).buffer,
      ],
    });
  }
}
