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

/** What a packet of a slice is to a table: nothing, the beginning of a connection, or part of one. */
export const ROLE = { none: 0, begins: 1, follows: 2 } as const;

/** Packets of a slice as a table takes them; entry i is row `from + i` of the batch. */
export interface ConnectionSlice {
  from: number;
  rows: number;
  /** See connectionHash and connectionPorts. */
  hashes: Int32Array;
  ports: Uint32Array;
  /** First three words of the state of what begins; the fourth is 0. */
  state0: Uint32Array;
  state1: Uint32Array;
  state2: Uint32Array;
}

const NO_WORDS = new Uint32Array(0);

/**
 * Four words of state per connection. `find` and `add` give the index of an entry in `words` of the generation that holds it.
 */
export class ConnectionTable {
  readonly #capacity: number;
  /** Told of each entry that is dropped: the words and the index of the entry. */
  readonly #onDrop: (words: Uint32Array, at: number) => void;
  // The entries of both generations; that which is young now has the number #young.
  #entries: [Uint32Array, Uint32Array] = [NO_WORDS, NO_WORDS];
  readonly #counts: [number, number] = [0, 0];
  #young = 0;
  // By hash, a pair of generations side by side, so that one look at memory finds both: number of the entry + 1 in the low bits, the rest of
  // its hash above; 0 = free.
  #slots: Int32Array = new Int32Array(2);
  #mask = 0;
  /** Entries that the last addNew added. */
  added = 0;
  /** Words of the generation that the last `find` or `add` gave an index into. */
  words: Uint32Array = NO_WORDS;

  constructor(capacity: number, onDrop: (words: Uint32Array, at: number) => void) {
    this.#capacity = capacity;
    this.#onDrop = onDrop;
  }

  /** Index of the entry in `words`, -1 when there is none. */
  find(key: ConnectionKey): number {
    const young = this.#findIn(this.#young, key);
    if (young >= 0 || this.#counts[1 - this.#young] === 0) return young;
    return this.#findIn(1 - this.#young, key);
  }

  #findIn(generation: number, { server, client, at: from, ports, hash }: ConnectionKey): number {
    const slots = this.#slots;
    const mask = this.#mask;
    const words = this.#entries[generation];
    this.words = words;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const entry = slots[2 * slot + generation];
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

  /** Adds an entry that is not there; its state is four zero words. */
  add({ server, client, at: from, ports, hash }: ConnectionKey): number {
    if (this.#counts[this.#young] === this.#capacity) this.#age();
    const words = this.#reserve();
    const slots = this.#slots;
    const mask = this.#mask;
    const young = this.#young;
    let slot = hash & mask;
    while (slots[2 * slot + young] !== 0) slot = (slot + 1) & mask;
    const at = this.#counts[young] * STRIDE;
    slots[2 * slot + young] = ++this.#counts[young] | (hash & ~mask);
    for (let i = 0; i < 4; i++) {
      words[at + SERVER + i] = server[from + i];
      words[at + CLIENT + i] = client[from + i];
      words[at + STATE + i] = 0;
    }
    words[at + PORTS] = ports;
    this.words = words;
    return at;
  }

  /**
   * Adds the packets from `from` on, by their ROLE, as long as their connections are not there, as `find` and `add` would one by one, and
   * returns the place of the first that needs them: one whose connection may be there, one that follows, one that finds the table full.
   */
  addNew(
    packets: ConnectionSlice,
    role: Uint8Array,
    from: number,
    server: Uint32Array,
    client: Uint32Array,
  ): number {
    const words = this.#reserve();
    const slots = this.#slots;
    const mask = this.#mask;
    const wrap = 2 * mask + 1;
    const young = this.#young;
    const old = 1 - young;
    const capacity = this.#capacity;
    const { rows, hashes, ports, state0, state1, state2 } = packets;
    let count = this.#counts[young];
    let i = from;
    for (; i < rows; i++) {
      if (role[i] === ROLE.none) continue;
      if (role[i] === ROLE.follows || count === capacity) break;
      const hash = hashes[i];
      let at = 2 * (hash & mask);
      let entry = slots[at + old];
      while (entry !== 0 && ((entry ^ hash) & ~mask) !== 0) {
        at = (at + 2) & wrap;
        entry = slots[at + old];
      }
      if (entry !== 0) break;
      at = 2 * (hash & mask);
      entry = slots[at + young];
      while (entry !== 0 && ((entry ^ hash) & ~mask) !== 0) {
        at = (at + 2) & wrap;
        entry = slots[at + young];
      }
      if (entry !== 0) break;
      const a = 4 * (packets.from + i);
      const w = count * STRIDE;
      slots[at + young] = ++count | (hash & ~mask);
      // Word by word: the engine unrolls no loop.
      words[w + SERVER] = server[a];
      words[w + SERVER + 1] = server[a + 1];
      words[w + SERVER + 2] = server[a + 2];
      words[w + SERVER + 3] = server[a + 3];
      words[w + CLIENT] = client[a];
      words[w + CLIENT + 1] = client[a + 1];
      words[w + CLIENT + 2] = client[a + 2];
      words[w + CLIENT + 3] = client[a + 3];
      words[w + PORTS] = ports[i];
      words[w + STATE] = state0[i];
      words[w + STATE + 1] = state1[i];
      words[w + STATE + 2] = state2[i];
      words[w + STATE + 3] = 0;
    }
    this.added = count - this.#counts[young];
    this.#counts[young] = count;
    return i;
  }

  // Memory is taken when it is first needed: most captures follow few connections or none.
  #reserve(): Uint32Array {
    const young = this.#young;
    if (this.#entries[young].length === 0) this.#entries[young] = new Uint32Array(this.#capacity * STRIDE);
    if (this.#mask === 0) {
      this.#slots = new Int32Array(4 * this.#capacity);
      this.#mask = 2 * this.#capacity - 1;
    }
    return this.#entries[young];
  }

  /** Shows the entries that were added last, at most `most`, in the order in which they were. */
  latest(most: number, show: (words: Uint32Array, at: number) => void): void {
    const young = this.#young;
    const [youngCount, oldCount] = [this.#counts[young], this.#counts[1 - young]];
    const old = Math.max(0, oldCount - Math.max(0, most - youngCount));
    for (let entry = old; entry < oldCount; entry++) show(this.#entries[1 - young], entry * STRIDE);
    for (let entry = Math.max(0, youngCount - most); entry < youngCount; entry++)
      show(this.#entries[young], entry * STRIDE);
  }

  // The old generation is dropped, and its place is the young one's.
  #age(): void {
    const old = 1 - this.#young;
    const words = this.#entries[old];
    for (let at = 0; at < this.#counts[old] * STRIDE; at += STRIDE) this.#onDrop(words, at);
    const slots = this.#slots;
    for (let at = old; at < slots.length; at += 2) slots[at] = 0;
    this.#counts[old] = 0;
    this.#young = old;
  }

  /** Reads what `find` will read first, so that it lies in the cache then; the result means nothing. */
  peek(hash: number): number {
    return this.#slots[2 * (hash & this.#mask)];
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
