// The pieces of time in which a capture has packets, and those that nothing else in it supports: one packet of 1970 among those of a day.

import { type PacketBatch, SHAPE } from '../../model/batch.ts';
import type { TimePiece } from '../../model/traffic.ts';

/** A longer time without any packet ends a piece, seconds. */
const PAUSE_SEC = 3600;
/** No capture is silent for longer and then goes on, seconds. */
const LONGEST_SILENCE_SEC = 365 * 86_400;
/** Pieces of one packet that may be set aside in any capture; in larger ones, and of larger pieces together, a share of all packets. */
const MOST_LONE = 3;
const MOST_SHARE = 0.01;
/** Hours that are kept apart, seven years of them. Beyond, all go into one piece, and nothing is judged. */
const MOST_HOURS = 1 << 16;
const BEYOND = Infinity;

/** Counts the packets of one file by the hour. */
export class TimePieces {
  readonly #hours: Map<number, TimePiece> = new Map();
  #fromSec = Infinity;
  #piece: TimePiece = emptyPiece(0);

  /** Counts a batch. */
  add({ timeSec, timeNsec, shape, rows, firstRecord }: PacketBatch): void {
    let piece = this.#piece;
    let fromSec = this.#fromSec;
    // Of the piece; written back when another is turned to. In order, as packets mostly are, only the last time moves.
    let { lastSec, lastNsec } = piece;
    let packets = 0;
    let last = -1;
    for (let row = 0; row < rows; row++) {
      if ((shape[row] & SHAPE.noTime) !== 0) continue;
      const sec = timeSec[row];
      const nsec = timeNsec[row];
      if (sec < fromSec || sec >= fromSec + PAUSE_SEC) {
        noteLast(piece, packets, firstRecord + last, lastSec, lastNsec);
        piece = this.#turnTo(sec, firstRecord + row);
        fromSec = this.#fromSec;
        ({ lastSec, lastNsec } = piece);
        packets = 0;
      }
      packets++;
      last = row;
      if (sec > lastSec || (sec === lastSec && nsec > lastNsec)) {
        if (lastSec === -Infinity) widenFirst(piece, sec, nsec);
        lastSec = sec;
        lastNsec = nsec;
      } else widenFirst(piece, sec, nsec);
    }
    noteLast(piece, packets, firstRecord + last, lastSec, lastNsec);
  }

  #turnTo(sec: number, record: number): TimePiece {
    const hour = Math.floor(sec / PAUSE_SEC);
    this.#fromSec = hour * PAUSE_SEC;
    const key = this.#hours.size < MOST_HOURS || this.#hours.has(hour) ? hour : BEYOND;
    this.#piece = this.#hours.get(key) ?? emptyPiece(record);
    this.#hours.set(key, this.#piece);
    return this.#piece;
  }

  /** All times, those that the capture covers, and the pieces set aside, in order of time; undefined when no packet has a time. */
  finish(): { all: TimePiece; covered: TimePiece; setAside: TimePiece[] } | undefined {
    if (this.#hours.size === 0) return undefined;
    const pieces = piecesOf([...this.#hours.values()]);
    const setAside = this.#hours.has(BEYOND) ? [] : unsupported(pieces);
    return {
      all: pieces.reduce(together),
      covered: pieces.filter((piece) => !setAside.includes(piece)).reduce(together),
      setAside,
    };
  }
}

/**
 * The pieces whose times are not believed. The piece with most packets is the body of the capture. Not believed is a single packet that stands
 * in the file on the other side of the body than its time does, and what a silence of more than a year parts from the body, when that is a
 * single packet or few. Pieces of many packets support themselves, and so do single ones when there are many.
 */
export function unsupported(pieces: readonly TimePiece[]): TimePiece[] {
  const packets = sum(pieces);
  const body = pieces.reduce((a, b) => (b.packets > a.packets ? b : a));
  const at = pieces.indexOf(body);
  const silent = (a: TimePiece, b: TimePiece): boolean => b.firstSec - a.lastSec > LONGEST_SILENCE_SEC;
  const from = pieces.findLastIndex((piece, i) => i > 0 && i <= at && silent(pieces[i - 1], piece));
  const to = pieces.findIndex((piece, i) => i > at && silent(pieces[i - 1], piece));
  const isFar = (_: TimePiece, i: number): boolean => i < from || (to > 0 && i >= to);
  const isMisplaced = (piece: TimePiece, i: number): boolean =>
    i < at ? piece.lastRecord > body.firstRecord : i > at && piece.firstRecord < body.lastRecord;

  const lone = pieces.filter(
    (piece, i) => piece.packets === 1 && i !== at && (isFar(piece, i) || isMisplaced(piece, i)),
  );
  const few = pieces.filter((piece, i) => piece.packets > 1 && isFar(piece, i));
  const out = [
    ...(lone.length <= Math.max(MOST_LONE, MOST_SHARE * packets) ? lone : []),
    ...(sum(few) <= MOST_SHARE * packets ? few : []),
  ];
  return sum(out) < body.packets ? out.sort((a, b) => a.firstSec - b.firstSec) : [];
}

// Hours by time, joined where no pause lies between them.
function piecesOf(hours: TimePiece[]): TimePiece[] {
  const pieces: TimePiece[] = [];
  for (const hour of hours.sort((a, b) => a.firstSec - b.firstSec)) {
    const last = pieces.at(-1);
    if (last !== undefined && hour.firstSec - last.lastSec <= PAUSE_SEC)
      pieces[pieces.length - 1] = together(last, hour);
    else pieces.push(hour);
  }
  return pieces;
}

function together(a: TimePiece, b: TimePiece): TimePiece {
  const both = { ...a };
  widenFirst(both, b.firstSec, b.firstNsec);
  widenLast(both, b.lastSec, b.lastNsec);
  both.packets += b.packets;
  both.firstRecord = Math.min(a.firstRecord, b.firstRecord);
  both.lastRecord = Math.max(a.lastRecord, b.lastRecord);
  return both;
}

function noteLast(
  piece: TimePiece,
  packets: number,
  record: number,
  lastSec: number,
  lastNsec: number,
): void {
  if (packets === 0) return;
  piece.packets += packets;
  piece.lastRecord = record;
  piece.lastSec = lastSec;
  piece.lastNsec = lastNsec;
}

function widenFirst(piece: TimePiece, sec: number, nsec: number): void {
  if (sec > piece.firstSec || (sec === piece.firstSec && nsec >= piece.firstNsec)) return;
  piece.firstSec = sec;
  piece.firstNsec = nsec;
}

function widenLast(piece: TimePiece, sec: number, nsec: number): void {
  if (sec < piece.lastSec || (sec === piece.lastSec && nsec <= piece.lastNsec)) return;
  piece.lastSec = sec;
  piece.lastNsec = nsec;
}

function emptyPiece(record: number): TimePiece {
  return {
    firstSec: Infinity,
    firstNsec: 0,
    lastSec: -Infinity,
    lastNsec: 0,
    packets: 0,
    firstRecord: record,
    lastRecord: record,
  };
}

function sum(pieces: readonly TimePiece[]): number {
  return pieces.reduce((all, piece) => all + piece.packets, 0);
}
