// SYNs seen lately: was one repeated as a real stack repeats it, and did the owner of its address deny it?

import { type ConnectionKey, ConnectionTable, STATE } from './connection-table.ts';

const SEQ = STATE; // x + 1
const TTL = STATE + 1;
const FIRST_MS = STATE + 2; // milliseconds, low 32 bits
const DENIED = STATE + 3;

// Seconds after the first SYN at which real stacks repeat it: RTO of 1 s doubled each time (RFC 6298 section 5.5; Linux tcp_syn_retries).
const SCHEDULE_SEC = [1, 3, 7, 15, 31, 63];

/** Initial TTL that a received TTL came from: 32, 64, 128 or 255. */
export function initialTtl(ttl: number): number {
  return ttl <= 32 ? 32 : ttl <= 64 ? 64 : ttl <= 128 ? 128 : 255;
}

/** SYNs by connection; 64 Ki in each of two generations. */
export class SynWatch {
  readonly #seen: ConnectionTable = new ConnectionTable(1 << 16, () => undefined);

  /** Reads ahead for a connection with this hash. */
  peek(hash: number): number {
    return this.#seen.peek(hash);
  }

  /** A SYN was seen. True when it repeats an earlier one with the same sequence number on the schedule of a real stack. */
  see(key: ConnectionKey, seq: number, ttl: number, microseconds: number): boolean {
    const milliseconds = Math.floor(microseconds / 1000) >>> 0;
    const next = (seq + 1) >>> 0;
    let at = this.#seen.find(key);
    if (at >= 0 && this.#seen.words[at + SEQ] === next) {
      const elapsed = ((milliseconds - this.#seen.words[at + FIRST_MS]) >>> 0) / 1000;
      for (const due of SCHEDULE_SEC) if (elapsed >= due * 0.85 && elapsed <= due * 1.1 + 0.2) return true;
      return false;
    }
    if (at < 0) at = this.#seen.add(key);
    const { words } = this.#seen;
    words[at + SEQ] = next;
    words[at + TTL] = ttl;
    words[at + FIRST_MS] = milliseconds;
    words[at + DENIED] = 0;
    return false;
  }

  /**
   * True when a reset denies the SYN: seq = SYN.seq + 1 (RFC 9293 section 3.10.7.1: a host without such a connection resets our SYN-ACK with
   * its acknowledgement number), from another class of initial TTL than the SYN. A scanner resets from the same system as it asks.
   */
  denies(key: ConnectionKey, seq: number, ttl: number): boolean {
    const at = this.#seen.find(key);
    if (at < 0) return false;
    const { words } = this.#seen;
    if (
      words[at + DENIED] === 1 ||
      words[at + SEQ] !== seq ||
      initialTtl(words[at + TTL]) === initialTtl(ttl)
    )
      return false;
    words[at + DENIED] = 1;
    return true;
  }
}
