// Three-way handshakes by arithmetic, RFC 9293 section 3.5: SYN-ACK(seq y, ack x+1), answered by seq x+1, ack y+1.
// Guessing y blindly succeeds once in 2^32, so the answer proves that its sender received our SYN-ACK.

import { ConnectionTable, STATE } from './connection-table.ts';

const ACK = STATE; // y + 1
const SEQ = STATE + 1; // x + 1
const DONE = STATE + 2;

/** SYN-ACKs waiting for their answer. */
export class Handshakes {
  readonly #open: ConnectionTable = new ConnectionTable(1 << 17, (words, at) => {
    if (words[at + DONE] === 0) this.givenUp++;
  });
  /** Entries dropped unanswered. */
  givenUp = 0;

  /** Reads ahead for a connection with this hash. */
  peek(hash: number): number {
    return this.#open.peek(hash);
  }

  /** A SYN-ACK of this connection was seen. */
  offer(
    server: Uint32Array,
    s: number,
    client: Uint32Array,
    c: number,
    ports: number,
    hash: number,
    seq: number,
    ack: number,
  ): void {
    const answer = (seq + 1) >>> 0;
    let at = this.#open.find(server, s, client, c, ports, hash);
    // A repeated SYN-ACK of a handshake that is already complete (mirrored captures) must not open it again.
    if (at >= 0 && this.#open.words[at + DONE] === 1 && this.#open.words[at + ACK] === answer) return;
    if (at < 0) at = this.#open.add(server, s, client, c, ports, hash);
    const { words } = this.#open;
    words[at + ACK] = answer;
    words[at + SEQ] = ack;
    words[at + DONE] = 0;
  }

  /** True when this segment of the client completes an open handshake; each one completes once. */
  completes(
    server: Uint32Array,
    s: number,
    client: Uint32Array,
    c: number,
    ports: number,
    hash: number,
    seq: number,
    ack: number,
  ): boolean {
    const at = this.#open.find(server, s, client, c, ports, hash);
    if (at < 0) return false;
    const { words } = this.#open;
    if (words[at + DONE] === 1 || words[at + ACK] !== ack || words[at + SEQ] !== seq) return false;
    words[at + DONE] = 1;
    return true;
  }

  /** True when an error quotes our SYN-ACK (its sequence number) of a handshake that is still open. */
  waits(
    server: Uint32Array,
    s: number,
    client: Uint32Array,
    c: number,
    ports: number,
    hash: number,
    quotedSeq: number,
  ): boolean {
    const at = this.#open.find(server, s, client, c, ports, hash);
    return (
      at >= 0 && this.#open.words[at + DONE] === 0 && this.#open.words[at + ACK] === (quotedSeq + 1) >>> 0
    );
  }
}
