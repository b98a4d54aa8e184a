// Which snapshot of a dump a row belongs to, and when it was taken: date lines and repeated headers begin a new one.

import type { CounterBatch, SocketBatch } from '../../model/batch.ts';
import { TIME_BASIS } from '../../model/batch.ts';
import type { DecoderContext } from '../format.ts';
import type { FoundTime } from './sockets-time.ts';
import { looksLikeDate, MAX_DATE_LINE, parseDateLine, parseFileNameTime } from './sockets-time.ts';

const EXACT = TIME_BASIS.indexOf('exact');
const OFFSET_ASSUMED = TIME_BASIS.indexOf('offset assumed');
const FROM_FILE_NAME = TIME_BASIS.indexOf('date from file name');
const FROM_MTIME = TIME_BASIS.indexOf('date from file mtime');
const NO_DATE = TIME_BASIS.indexOf('no date');

/** Number and time of the snapshot being read. Before the first date line the time is the file's: its name's, else its modification's. */
export class SnapshotClock {
  readonly #assumedOffsetMin: DecoderContext['assumedOffsetMin'];
  #number = 0;
  readonly #fileSec: number;
  readonly #fileBasis: number;
  #sec: number;
  #nsec = 0;
  #basis: number;
  #hasRows = false;
  #hasDate = false;

  constructor(context: DecoderContext) {
    this.#assumedOffsetMin = context.assumedOffsetMin;
    const named = parseFileNameTime(context.fileName);
    this.#fileSec = named === undefined ? context.modifiedSec : this.#utc(named);
    this.#fileBasis = named !== undefined ? FROM_FILE_NAME : context.modifiedSec === 0 ? NO_DATE : FROM_MTIME;
    this.#sec = this.#fileSec;
    this.#basis = this.#fileBasis;
  }

  /** True, and a new snapshot begun, when b[start..end) is a date line. */
  readDateLine(b: Uint8Array, start: number, end: number): boolean {
    if (end - start > MAX_DATE_LINE || end - start < 8) return false;
    const time = parseDateLine(Buffer.from(b.subarray(start, end)).toString('latin1'));
    if (time === undefined) return false;
    this.#begin();
    this.#hasDate = true;
    this.#sec = this.#utc(time);
    this.#nsec = time.nsec;
    this.#basis = time.offsetStated ? EXACT : OFFSET_ASSUMED;
    return true;
  }

  /**
   * True, and a new snapshot begun, when b[start..end) looks like a date that cannot be read: two snapshots counted as one would be twice the
   * sockets. Its time is the file's.
   */
  readUnknownDate(b: Uint8Array, start: number, end: number): boolean {
    if (end - start > MAX_DATE_LINE) return false;
    if (!looksLikeDate(Buffer.from(b.subarray(start, end)).toString('latin1'))) return false;
    this.#begin();
    this.#hasDate = false;
    this.#sec = this.#fileSec;
    this.#nsec = 0;
    this.#basis = this.#fileBasis;
    return true;
  }

  /** A header line: a new snapshot begins when the current one has rows. Under a date that is not its own its time is no longer exact. */
  readHeader(): void {
    if (!this.#hasRows) return;
    this.#begin();
    if (this.#hasDate) this.#basis = OFFSET_ASSUMED;
  }

  /** Writes number and time of the snapshot into row batch.rows. */
  stampRow(batch: SocketBatch | CounterBatch): void {
    const row = batch.rows;
    this.#hasRows = true;
    batch.snapshot[row] = this.#number;
    batch.timeSec[row] = this.#sec;
    batch.timeNsec[row] = this.#nsec;
    batch.timeBasis[row] = this.#basis;
  }

  #begin(): void {
    if (this.#hasRows) this.#number++;
    this.#hasRows = false;
  }

  #utc(time: FoundTime): number {
    const offsetMin = time.offsetMin ?? this.#assumedOffsetMin?.(time.localSec) ?? 0;
    return time.localSec - 60 * offsetMin;
  }
}
