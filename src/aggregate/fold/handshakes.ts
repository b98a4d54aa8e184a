// Three-way handshakes by arithmetic, RFC 9293 section 3.5: SYN-ACK(seq y, ack x+1), answered by seq x+1, ack y+1.
// Guessing y blindly succeeds once in 2^32, so the answer proves that its sender received our SYN-ACK.

import { OPENING, type PacketBatch } from '../../model/batch.ts';
import { type ConnectionKey, type ConnectionSlice, ConnectionTable, STATE } from './connection-table.ts';
import {
  TLS_BEGUN,
  TLS_FLOWING,
  TLS_RENEWED,
  tlsClientSent,
  tlsIsUnclear,
  tlsPieces,
  tlsServerSent,
} from './tls-talk.ts';

const ACK = STATE; // y + 1
const SEQ = STATE + 1; // x + 1
// The same word once the handshake is complete: small pieces of a request; what tls-talk.ts keeps; in TALKING whether the client is about another handshake.
const PIECES = STATE + 1;
const DONE = STATE + 2;
const SINCE = STATE + 3; // when it was completed, milliseconds, low 32 bits

// Values of DONE.
const OPEN = 0;
const COMPLETE = 1;
/** Complete, and the client has opened TLS. */
const TLS = 2;
/** The server has sent data, or the client more than small pieces: its request is not slow on purpose. */
const FLOWING = 3;
/** The same inside TLS. */
const TALKING = 4;
/** Told as slow, which happens once a connection. */
const SLOW = 5;

/** In PIECES of a connection that is COMPLETE: its client has sent data. */
const BEGUN = 1 << 16;

/** What a segment of a client says about its connection. */
export const FOLLOWED = {
  nothing: 0,
  completes: 1,
  unknown: 2,
  unfinished: 3,
  stalled: 4,
  unclear: 5,
  renewed: 6,
  strange: 7,
} as const;

/** What is known of a SYN-ACK that an error quotes. */
export const WAITS = { no: 0, yes: 1, unknown: 2 } as const;

/** A connection is slow when it is still so far this long after its handshake: lost segments of a request are repeated within 3 s. */
const SLOW_MS = 5000;
/** Payload of a piece of a request that is sent bit by bit, bytes. A single byte is a keep-alive probe (RFC 9293 section 3.8.4). */
const PIECE_LEAST = 2;
const PIECE_MOST = 256;
/** Fewer are what is left of a request that was cut at odd places. */
const LEAST_PIECES = 3;

/** SYN-ACKs waiting for their answer, and what became of the connections. */
export class Handshakes {
  readonly #open: ConnectionTable = new ConnectionTable(1 << 17, (words, at) => {
    if (words[at + DONE] === OPEN) this.givenUp++;
  });
  /** Entries dropped unanswered. */
  givenUp = 0;

  /** Takes new SYN-ACKs as `offer` does, see ConnectionTable.addNew. Their state: sequence number + 1, acknowledgement number, 0. */
  offerNew(packets: ConnectionSlice, role: Uint8Array, from: number, batch: PacketBatch): number {
    return this.#open.addNew(packets, role, from, batch.source, batch.destination);
  }

  /** Reads ahead for a connection with this hash. */
  peek(hash: number): number {
    return this.#open.peek(hash);
  }

  /** A SYN-ACK of this connection was seen. */
  offer(key: ConnectionKey, seq: number, ack: number): void {
    const answer = (seq + 1) >>> 0;
    let at = this.#open.find(key);
    // A repeated SYN-ACK of a handshake that is already complete (mirrored captures) must not open it again.
    if (at >= 0 && this.#open.words[at + DONE] !== OPEN && this.#open.words[at + ACK] === answer) return;
    if (at < 0) at = this.#open.add(key);
    const { words } = this.#open;
    words[at + ACK] = answer;
    words[at + SEQ] = ack;
    words[at + DONE] = OPEN;
  }

  /**
   * Follows a segment of the client: FOLLOWED.completes when it completes an open handshake, once each. Later, once a connection, that it is
   * slow: `unfinished` when the client still sends its request in small pieces (`piece` bytes of payload that begin no request) and the
   * server had nothing to answer yet, `unclear` when it may have had, `stalled` when the client has closed its receive window (`window` 0). `strange` when its first
   * data are neither a request nor TLS (`opening`), `renewed` when it begins another handshake inside TLS. `unknown` without a SYN-ACK.
   * `milliseconds`: low 32 bits.
   */
  follow(
    key: ConnectionKey,
    seq: number,
    ack: number,
    milliseconds: number,
    piece: number,
    window: number,
    opening: number,
  ): number {
    const at = this.#open.find(key);
    if (at < 0) return FOLLOWED.unknown;
    const { words } = this.#open;
    const done = words[at + DONE];
    if (done === OPEN) {
      if (words[at + ACK] !== ack || words[at + SEQ] !== seq) return FOLLOWED.nothing;
      words[at + DONE] = opening === OPENING.hello ? TLS : COMPLETE;
      words[at + PIECES] =
        opening === OPENING.hello ? TLS_BEGUN : piece > 0 || opening !== OPENING.cut ? BEGUN : 0;
      words[at + SINCE] = milliseconds;
      return FOLLOWED.completes;
    }
    if (done === SLOW) return FOLLOWED.nothing;
    const isData = piece >= PIECE_LEAST || opening === OPENING.text;
    const told = isData ? this.#hear(at, done, piece, opening) : FOLLOWED.nothing;
    if (told === FOLLOWED.renewed || told === FOLLOWED.strange) return told;
    if (told === FOLLOWED.nothing && window !== 0) return told;
    const elapsed = (milliseconds - words[at + SINCE]) | 0; // below zero where a capture is out of order
    if (elapsed < SLOW_MS) return FOLLOWED.nothing;
    words[at + DONE] = told === FOLLOWED.unclear ? TALKING : SLOW;
    if (told === FOLLOWED.unclear) words[at + PIECES] = 0;
    return told === FOLLOWED.nothing ? FOLLOWED.stalled : told;
  }

  // What data of the client say, in the state `done`.
  #hear(at: number, done: number, piece: number, opening: number): number {
    const { words } = this.#open;
    if (done === COMPLETE) {
      if (opening === OPENING.hello) {
        words[at + DONE] = TLS;
        words[at + PIECES] = TLS_BEGUN;
        return FOLLOWED.nothing;
      }
      const isFirst = words[at + PIECES] === 0;
      if (piece > PIECE_MOST) words[at + DONE] = FLOWING;
      words[at + PIECES] = (words[at + PIECES] | BEGUN) + (piece < PIECE_LEAST ? 0 : 1);
      if (isFirst && opening === OPENING.other) return FOLLOWED.strange;
      const isSlow =
        piece >= PIECE_LEAST && piece <= PIECE_MOST && words[at + PIECES] >= BEGUN + LEAST_PIECES;
      return isSlow ? FOLLOWED.unfinished : FOLLOWED.nothing;
    }
    if (done === TLS) {
      const talk = tlsClientSent(words[at + PIECES], piece, PIECE_MOST, opening);
      if (!this.#goOn(at, talk)) return talk === TLS_RENEWED ? FOLLOWED.renewed : FOLLOWED.nothing;
      if (tlsPieces(talk) < LEAST_PIECES) return FOLLOWED.nothing;
      return tlsIsUnclear(talk) ? FOLLOWED.unclear : FOLLOWED.unfinished;
    }
    if (done !== TALKING) return FOLLOWED.nothing;
    // A handshake inside TLS takes two segments of the client: its greeting, and its keys with what ends it.
    const begins = words[at + PIECES] === 0 && (opening === OPENING.handshake || opening === OPENING.hello);
    words[at + PIECES] = begins ? 1 : 0;
    return begins ? FOLLOWED.renewed : FOLLOWED.nothing;
  }

  /** True when the handshake whose SYN-ACK is answered with this acknowledgement number is complete. */
  isComplete(key: ConnectionKey, ack: number): boolean {
    const at = this.#open.find(key);
    return at >= 0 && this.#open.words[at + DONE] !== OPEN && this.#open.words[at + ACK] === ack;
  }

  /** The server sent `length` bytes of data on this connection that begin with `opening`. False when the connection is not known. */
  answers(key: ConnectionKey, length: number, opening: number): boolean {
    const at = this.#open.find(key);
    if (at < 0) return false;
    const { words } = this.#open;
    if (words[at + DONE] === COMPLETE) words[at + DONE] = FLOWING;
    else if (words[at + DONE] === TLS) this.#goOn(at, tlsServerSent(words[at + PIECES], length, opening));
    return true;
  }

  // Keeps what tls-talk.ts says of the connection whose entry was found last; false when it is flowing.
  #goOn(at: number, talk: number): boolean {
    const { words } = this.#open;
    const goesOn = talk !== TLS_FLOWING && talk !== TLS_RENEWED;
    if (!goesOn) words[at + DONE] = TALKING;
    words[at + PIECES] = goesOn ? talk : talk === TLS_RENEWED ? 1 : 0;
    return goesOn;
  }

  /** Whether an error quotes our SYN-ACK (its sequence number) of a handshake that is still open. */
  waits(key: ConnectionKey, quotedSeq: number): (typeof WAITS)[keyof typeof WAITS] {
    const at = this.#open.find(key);
    if (at < 0) return WAITS.unknown;
    const { words } = this.#open;
    return words[at + DONE] === OPEN && words[at + ACK] === (quotedSeq + 1) >>> 0 ? WAITS.yes : WAITS.no;
  }

  /** Shows the connections that may go on in the next capture; the last offered, at most `most`. */
  latest(most: number, show: (words: Uint32Array, at: number) => void): void {
    this.#open.latest(most, (words, at) => {
      if (words[at + DONE] !== SLOW) show(words, at);
    });
  }

  /**
   * Takes over an entry that `latest` of an earlier capture showed, whose clock was `aheadMs` ahead. A connection that is
   * already known to be complete is not opened again.
   */
  takeOver(key: ConnectionKey, state: readonly number[], aheadMs: number): void {
    let at = this.#open.find(key);
    const [ack, seq, done, since] = state;
    if (at < 0) at = this.#open.add(key);
    else if (this.#open.words[at + ACK] === ack && this.#open.words[at + DONE] >= done) return;
    const { words } = this.#open;
    words[at + ACK] = ack;
    words[at + SEQ] = seq;
    words[at + DONE] = done;
    words[at + SINCE] = since - aheadMs;
  }
}
