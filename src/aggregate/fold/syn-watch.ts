// SYNs seen lately: was one repeated as a real stack repeats it, and did the owner of its address deny it?

import type { PacketBatch } from '../../model/batch.ts';
import { type ConnectionKey, type ConnectionSlice, ConnectionTable, STATE } from './connection-table.ts';

const SEQ = STATE; // x + 1
const TTL = STATE + 1;
const FIRST_MS = STATE + 2; // milliseconds, low 32 bits
const DENIED = STATE + 3;

// Seconds after the first SYN at which real stacks repeat it: RTO of 1 s doubled each time (RFC 6298 section 5.5; Linux tcp_syn_retries), or from
// Linux 6.5 on four times the same before that (tcp_syn_linear_timeouts; measured with 6.18).
const SCHEDULE_SEC = [1, 3, 7, 15, 31, 63, 2, 4, 5, 11, 19, 35, 67];

/** Initial TTL that a received TTL came from: 32, 64, 128 or 255. */
export function initialTtl(ttl: number): number {
  return ttl <= 32 ? 32 : ttl <= 64 ? 64 : ttl <= 128 ? 128 : 255;
}

/** What a SYN is to those before it: a new one, one that repeats another, and one that does so on the schedule of a real stack. */
export const SEEN = { fresh: 0, repeated: 1, onSchedule: 2 } as const;

/** What a reset says of the SYN of its connection. */
export const DENIES = { no: 0, yes: 1, unknown: 2 } as const;

/** SYNs by connection; 64 Ki in each of two generations. */
export class SynWatch {
  readonly #seen: ConnectionTable = new ConnectionTable(1 << 16, () => undefined);

  /** SYNs that the last seeNew took. */
  get taken(): number {
    return this.#seen.added;
  }

  /** Takes new SYNs as `see` does, see ConnectionTable.addNew. Their state: sequence number + 1, TTL, milliseconds. */
  seeNew(packets: ConnectionSlice, role: Uint8Array, from: number, batch: PacketBatch): number {
    return this.#seen.addNew(packets, role, from, batch.destination, batch.source);
  }

  /** Reads ahead for a connection with this hash. */
  peek(hash: number): number {
    return this.#seen.peek(hash);
  }

  /** A SYN was seen, in milliseconds, low 32 bits. It repeats an earlier one with the same sequence number. */
  see(key: ConnectionKey, seq: number, ttl: number, milliseconds: number): (typeof SEEN)[keyof typeof SEEN] {
    const next = (seq + 1) >>> 0;
    let at = this.#seen.find(key);
    if (at >= 0 && this.#seen.words[at + SEQ] === next) return this.#repeated(at, milliseconds);
    if (at < 0) at = this.#seen.add(key);
    const { words } = this.#seen;
    words[at + SEQ] = next;
    words[at + TTL] = ttl;
    words[at + FIRST_MS] = milliseconds;
    words[at + DENIED] = 0;
    return SEEN.fresh;
  }

  #repeated(at: number, milliseconds: number): typeof SEEN.repeated | typeof SEEN.onSchedule {
    const elapsed = ((milliseconds - this.#seen.words[at + FIRST_MS]) >>> 0) / 1000;
    for (const due of SCHEDULE_SEC)
      if (elapsed >= due * 0.85 && elapsed <= due * 1.1 + 0.2) return SEEN.onSchedule;
    return SEEN.repeated;
  }

  /** What a SYN is to those before it. Unlike `see` it remembers nothing. */
  compare(key: ConnectionKey, seq: number, milliseconds: number): (typeof SEEN)[keyof typeof SEEN] {
    const at = this.#seen.find(key);
    if (at < 0 || this.#seen.words[at + SEQ] !== (seq + 1) >>> 0) return SEEN.fresh;
    return this.#repeated(at, milliseconds);
  }

  /** Shows the SYNs seen last, at most `most`. */
  latest(most: number, show: (words: Uint32Array, at: number) => void): void {
    this.#seen.latest(most, show);
  }

  /** Takes over an entry that `latest` of an earlier capture showed, whose clock was `aheadMs` ahead. The first of repeated SYNs stays. */
  takeOver(key: ConnectionKey, state: readonly number[], aheadMs: number): void {
    let at = this.#seen.find(key);
    const [seq, ttl, firstMs, denied] = state;
    if (at >= 0 && this.#seen.words[at + SEQ] === seq) {
      this.#seen.words[at + DENIED] |= denied;
      return;
    }
    if (at < 0) at = this.#seen.add(key);
    const { words } = this.#seen;
    words[at + SEQ] = seq;
    words[at + TTL] = ttl;
    words[at + FIRST_MS] = firstMs - aheadMs;
    words[at + DENIED] = denied;
  }

  /**
   * Whether a reset denies the SYN: seq = SYN.seq + 1 (RFC 9293 section 3.10.7.1: a host without such a connection resets our SYN-ACK with
   * its acknowledgement number), from another class of initial TTL than the SYN. A scanner resets from the same system as it asks.
   */
  denies(key: ConnectionKey, seq: number, ttl: number): (typeof DENIES)[keyof typeof DENIES] {
    const at = this.#seen.find(key);
    if (at < 0) return DENIES.unknown;
    const { words } = this.#seen;
    if (
      words[at + DENIED] === 1 ||
      words[at + SEQ] !== seq ||
      initialTtl(words[at + TTL]) === initialTtl(ttl)
    )
      return DENIES.no;
    words[at + DENIED] = 1;
    return DENIES.yes;
  }
}
