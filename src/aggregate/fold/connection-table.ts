// Connections by addresses and ports, a few words of state each, in two generations: when the young one fills, the old one is dropped.
// Memory stays the same however many connections a flood pretends.

import { mix } from './row-table.ts';

// Words of an entry: who, then what is known.
/** First of the four words of the server's address. */
export const SERVER = 0;
/** First of the four words of the client's address. */
export const CLIENT = 4;
/** See connectionPorts. */
export const PORTS = 8;
/** First word of the state of an entry. */
export const STATE = 9;
const STRIDE = 13;

/** Which connection. One object is filled anew for each packet. */
export interface ConnectionKey {
  server: Uint32Array;
  client: Uint32Array;
  /** Where both addresses begin in those, four words each. */
  at: number;
  /** See connectionPorts. */
  ports: number;
  /** See connectionHash. */
  hash: number;
}

/**
 * Four words of state per connection. `find` and `add` give the index of an entry in `words` of the generation that holds it.
 */
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
  find(key: ConnectionKey): number {
    const young = this.#young;
    const at = young.find(key);
    if (at >= 0) {
      this.words = young.words;
      return at;
    }
    const old = this.#old;
    this.words = old.words;
    return old.find(key);
  }

  /** Adds an entry that is not there; its state is four zero words. */
  add(key: ConnectionKey): number {
    if (this.#young.count === this.#capacity) this.#age();
    const at = this.#young.add(this.#capacity, key);
    this.words = this.#young.words;
    return at;
  }

  /** Shows the entries that were added last, at most `most`, in the order in which they were. */
  latest(most: number, show: (words: Uint32Array, at: number) => void): void {
    const young = Math.min(this.#young.count, most);
    const old = Math.min(this.#old.count, most - young);
    for (let entry = this.#old.count - old; entry < this.#old.count; entry++)
      show(this.#old.words, entry * STRIDE);
    for (let entry = this.#young.count - young; entry < this.#young.count; entry++)
      show(this.#young.words, entry * STRIDE);
  }

  #age(): void {
    const free = this.#old;
    for (let at = 0; at < free.count * STRIDE; at += STRIDE) this.#onDrop(free.words, at);
    free.clear();
    this.#old = this.#young;
    this.#young = free;
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

/** Both ports in one word, as entries hold them. */
export function connectionPorts(serverPort: number, clientPort: number): number {
  return ((serverPort << 16) | clientPort) >>> 0;
}

/** Hash of a connection; the addresses count by their last words. */
export function connectionHash(server: number, client: number, ports: number): number {
  return mix(mix(mix(0x9e3779b9, client), ports), server);
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

  find({ server, client, at: from, ports, hash }: ConnectionKey): number {
    if (this.count === 0) return -1;
    const { words, slots } = this;
    const mask = slots.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const entry = slots[slot];
      if (entry === 0) return -1;
      // Almost every SYN of a flood is new: the rest of its hash tells without a look at the entries, which lie in main memory.
      if (((entry ^ hash) & ~mask) !== 0) continue;
      const at = ((entry & mask) - 1) * STRIDE;
      if (
        words[at + PORTS] === ports &&
        words[at + CLIENT + 3] === client[from + 3] &&
        words[at + SERVER + 3] === server[from + 3] &&
        words[at + CLIENT + 2] === client[from + 2] &&
        words[at + SERVER + 2] === server[from + 2] &&
        words[at + CLIENT + 1] === client[from + 1] &&
        words[at + SERVER + 1] === server[from + 1] &&
        words[at + CLIENT] === client[from] &&
        words[at + SERVER] === server[from]
      )
        return at;
    }
  }

  add(capacity: number, { server, client, at: from, ports, hash }: ConnectionKey): number {
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
    // Word by word: the engine unrolls no loop.
    words[at + SERVER] = server[from];
    words[at + SERVER + 1] = server[from + 1];
    words[at + SERVER + 2] = server[from + 2];
    words[at + SERVER + 3] = server[from + 3];
    words[at + CLIENT] = client[from];
    words[at + CLIENT + 1] = client[from + 1];
    words[at + CLIENT + 2] = client[from + 2];
    words[at + CLIENT + 3] = client[from + 3];
    words[at + PORTS] = ports;
    words[at + STATE] = 0;
    words[at + STATE + 1] = 0;
    words[at + STATE + 2] = 0;
    words[at + STATE + 3] = 0;
    return at;
  }
}
