// Three-way handshakes by arithmetic, RFC 9293 section 3.5: SYN-ACK(seq y, ack x+1), answered by seq x+1, ack y+1.
// Guessing y blindly succeeds once in 2^32, so the answer proves that its sender received our SYN-ACK.

import { mix } from './row-table.ts';

// One open handshake: addresses and ports of the connection, what the proving segment must carry.
const SERVER = 0;
const CLIENT = 4;
const PORTS = 8; // server << 16 | client
const ACK = 9; // y + 1
const SEQ = 10; // x + 1
const DONE = 11;
const STRIDE = 12;

/** SYN-ACKs waiting for their answer. Two generations of 128 Ki entries: when the young one fills, the old one is given up. */
export class Handshakes {
  #young: Generation = new Generation();
  #old: Generation = new Generation();
  /** Entries dropped unanswered. */
  givenUp = 0;

  /** A SYN-ACK was seen, sent by words[server..] to words[client..]. */
  offer(
    server: Uint32Array,
    serverAt: number,
    client: Uint32Array,
    clientAt: number,
    serverPort: number,
    clientPort: number,
    seq: number,
    ack: number,
  ): void {
    const ports = ((serverPort << 16) | clientPort) >>> 0;
    const answer = (seq + 1) >>> 0;
    const hash = hashOf(server[serverAt + 3], client[clientAt + 3], ports);
    const inOld = this.#old.find(hash, server, serverAt, client, clientAt, ports);
    // A repeated SYN-ACK of a handshake that is already complete (mirrored captures) must not open it again.
    if (inOld >= 0 && this.#old.words[inOld + DONE] === 1 && this.#old.words[inOld + ACK] === answer) return;
    let at = this.#young.find(hash, server, serverAt, client, clientAt, ports);
    if (at >= 0) {
      if (this.#young.words[at + DONE] === 1 && this.#young.words[at + ACK] === answer) return;
    } else {
      if (this.#young.count === Generation.capacity) this.#swap();
      at = this.#young.add(hash, server, serverAt, client, clientAt, ports);
    }
    const words = this.#young.words;
    words[at + ACK] = answer;
    words[at + SEQ] = ack;
    words[at + DONE] = 0;
  }

  /** True when this segment from words[client..] completes an open handshake; each one completes once. */
  completes(
    server: Uint32Array,
    serverAt: number,
    client: Uint32Array,
    clientAt: number,
    serverPort: number,
    clientPort: number,
    seq: number,
    ack: number,
  ): boolean {
    const ports = ((serverPort << 16) | clientPort) >>> 0;
    const hash = hashOf(server[serverAt + 3], client[clientAt + 3], ports);
    let generation = this.#young;
    let at = generation.find(hash, server, serverAt, client, clientAt, ports);
    if (at < 0) {
      generation = this.#old;
      at = generation.find(hash, server, serverAt, client, clientAt, ports);
    }
    if (at < 0) return false;
    const words = generation.words;
    if (words[at + DONE] === 1 || words[at + ACK] !== ack || words[at + SEQ] !== seq) return false;
    words[at + DONE] = 1;
    return true;
  }

  #swap(): void {
    for (let at = DONE; at < this.#old.count * STRIDE; at += STRIDE)
      if (this.#old.words[at] === 0) this.givenUp++;
    const free = this.#old;
    free.clear();
    this.#old = this.#young;
    this.#young = free;
  }
}

function hashOf(server: number, client: number, ports: number): number {
  return mix(mix(mix(0x9e3779b9, client), ports), server);
}

class Generation {
  static readonly capacity: number = 1 << 17;
  words: Uint32Array = new Uint32Array(0);
  slots: Int32Array = new Int32Array(0);
  count = 0;

  clear(): void {
    this.slots.fill(0);
    this.count = 0;
  }

  find(
    hash: number,
    server: Uint32Array,
    serverAt: number,
    client: Uint32Array,
    clientAt: number,
    ports: number,
  ): number {
    if (this.count === 0) return -1;
    const { words, slots } = this;
    const mask = slots.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const row = slots[slot];
      if (row === 0) return -1;
      const at = (row - 1) * STRIDE;
      if (words[at + PORTS] !== ports) continue;
      if (words[at + CLIENT + 3] !== client[clientAt + 3] || words[at + SERVER + 3] !== server[serverAt + 3])
        continue;
      if (words[at + CLIENT + 2] !== client[clientAt + 2] || words[at + SERVER + 2] !== server[serverAt + 2])
        continue;
      if (words[at + CLIENT + 1] !== client[clientAt + 1] || words[at + SERVER + 1] !== server[serverAt + 1])
        continue;
      if (words[at + CLIENT] !== client[clientAt] || words[at + SERVER] !== server[serverAt]) continue;
      return at;
    }
  }

  add(
    hash: number,
    server: Uint32Array,
    serverAt: number,
    client: Uint32Array,
    clientAt: number,
    ports: number,
  ): number {
    if (this.words.length === 0) {
      this.words = new Uint32Array(Generation.capacity * STRIDE);
      this.slots = new Int32Array(Generation.capacity * 2);
    }
    const { words, slots } = this;
    const mask = slots.length - 1;
    let slot = hash & mask;
    while (slots[slot] !== 0) slot = (slot + 1) & mask;
    const at = this.count * STRIDE;
    slots[slot] = ++this.count;
    for (let i = 0; i < 4; i++) {
      words[at + SERVER + i] = server[serverAt + i];
      words[at + CLIENT + i] = client[clientAt + i];
    }
    words[at + PORTS] = ports;
    return at;
  }
}
