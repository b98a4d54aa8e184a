// Connections by addresses and ports, a few words of state each, in two generations: when the young one fills, the old one is dropped.
// Memory stays the same however many connections a flood pretends.

import { mix } from './row-table.ts';

// Words of an entry: who, then what is known.
const SERVER = 0;
const CLIENT = 4;
const PORTS = 8; // server << 16 | client
/** First word of the state of an entry. */
export const STATE = 9;
const STRIDE = 13;

/** One end's addresses and ports, in the order server, client. */
export interface Connection {
  server: Uint32Array;
  /** Index of the first of four words. */
  serverAt: number;
  client: Uint32Array;
  clientAt: number;
  serverPort: number;
  clientPort: number;
  /** connectionHash of all of it. */
  hash: number;
}

/** Four words of state per connection. `find` and `add` give the index of an entry in `words` of the generation that holds it. */
export class ConnectionTable {
  readonly #capacity: number;
  #young: Generation;
  #old: Generation;
  /** Told of each entry that is dropped: the words and the index of the entry. */
  readonly #onDrop: (words: Uint32Array, at: number) => void;
  /** Words of the generation that the last `find` or `add` gave an index into. */
  words: Uint32Array = new Uint32Array(0);

  constructor(capacity: number, onDrop: (words: Uint32Array, at: number) => void) {
    this.#capacity = capacity;
    this.#young = new Generation();
    this.#old = new Generation();
    this.#onDrop = onDrop;
  }

  /** Index of the entry in `words`, -1 when there is none. */
  find(c: Connection): number {
    let at = this.#young.find(c.hash, c);
    this.words = this.#young.words;
    if (at < 0) {
      at = this.#old.find(c.hash, c);
      this.words = this.#old.words;
    }
    return at;
  }

  /** Adds an entry that is not there; its state is four zero words. */
  add(c: Connection): number {
    if (this.#young.count === this.#capacity) {
      const free = this.#old;
      for (let at = 0; at < free.count * STRIDE; at += STRIDE) this.#onDrop(free.words, at);
      free.clear();
      this.#old = this.#young;
      this.#young = free;
    }
    const at = this.#young.add(this.#capacity, c.hash, c);
    this.words = this.#young.words;
    return at;
  }

  /** Reads what `find` will read first, so that it lies in the cache then; the result means nothing. */
  peek(hash: number): number {
    const young = this.#young.slots;
    const old = this.#old.slots;
    if (young.length === 0) return 0;
    const mask = young.length - 1;
    return old.length === 0 ? young[hash & mask] : young[hash & mask] ^ old[hash & mask];
  }
}

/** Hash of a connection; the addresses count by their last words. */
export function connectionHash(
  server: number,
  client: number,
  serverPort: number,
  clientPort: number,
): number {
  return mix(mix(mix(0x9e3779b9, client), (serverPort << 16) | clientPort), server);
}

class Generation {
  words: Uint32Array = new Uint32Array(0);
  /** Number of the entry + 1 in the low bits, the rest of its hash above; 0 = free. */
  slots: Int32Array = new Int32Array(0);
  count = 0;

  clear(): void {
    this.slots.fill(0);
    this.count = 0;
  }

  find(hash: number, c: Connection): number {
    if (this.count === 0) return -1;
    const { words, slots } = this;
    const { client, clientAt, server, serverAt } = c;
    const ports = ((c.serverPort << 16) | c.clientPort) >>> 0;
    const mask = slots.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const entry = slots[slot];
      if (entry === 0) return -1;
      // Almost every SYN of a flood is new: the rest of its hash tells without a look at the entries, which lie in main memory.
      if (((entry ^ hash) & ~mask) !== 0) continue;
      const at = ((entry & mask) - 1) * STRIDE;
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

  add(capacity: number, hash: number, c: Connection): number {
    if (this.words.length === 0) {
      this.words = new Uint32Array(capacity * STRIDE);
      this.slots = new Int32Array(capacity * 2);
    }
    const { words, slots } = this;
    const mask = slots.length - 1;
    let slot = hash & mask;
    while (slots[slot] !== 0) slot = (slot + 1) & mask;
    const at = this.count * STRIDE;
    slots[slot] = ++this.count | (hash & ~mask);
    for (let i = 0; i < 4; i++) {
      words[at + SERVER + i] = c.server[c.serverAt + i];
      words[at + CLIENT + i] = c.client[c.clientAt + i];
    }
    words[at + PORTS] = ((c.serverPort << 16) | c.clientPort) >>> 0;
    for (let i = STATE; i < STRIDE; i++) words[at + i] = 0;
    return at;
  }
}
