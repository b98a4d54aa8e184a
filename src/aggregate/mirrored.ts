// Captures whose point saw all traffic twice (a mirror port that copies both directions, all interfaces of a bridge at once): each pair counts once.

import type { FileSummary } from '../model/traffic.ts';
import type { CaseStore } from './store.ts';

/** Share of the packets looked at, and fewest of them, that must stand exactly twice. */
const LEAST_SHARE = 0.9;
const LEAST_PACKETS = 100;

interface Captured {
  number: number;
  summary: FileSummary | undefined;
}

/** Share of the packets looked at that stand in the file exactly twice; 0 where too few were. */
export function shareSeenTwice({ summary }: Captured): number {
  const { lookedAt = 0, seenTwice = 0 } = summary?.packets ?? {};
  return lookedAt < LEAST_PACKETS ? 0 : seenTwice / lookedAt;
}

/** True for a capture that holds its traffic twice. */
export function isMirrored(capture: Captured): boolean {
  return shareSeenTwice(capture) >= LEAST_SHARE;
}

/** What a packet adds to twice in such a capture. Not: handshakes, new names and slow connections, which are told apart by number. */
const DOUBLED: readonly (readonly [table: string, counts: readonly string[], bytes: readonly string[]])[] = [
  ['packet_minutes', ['packets', 'requests', 'hellos', 'denied', 'peak_packets'], ['bytes', 'peak_bytes']],
  ['packet_seconds', ['packets'], ['bytes']],
  ['packet_ports', ['packets'], []],
  ['dns_queries', ['queries', 'failed'], []],
];

/** Halves what such captures count, in the case database; a packet that stands once stays one. */
export async function countPairsOnce(store: CaseStore, evidence: readonly Captured[]): Promise<void> {
  const numbers = evidence.filter(isMirrored).map(({ number }) => number);
  if (numbers.length === 0) return;
  for (const [table, counts, bytes] of DOUBLED) {
    const halves = [
      ...counts.map((name) => `${name} = (${name} + 1) // 2`),
      ...bytes.map((name) => `${name} = ${name} / 2`),
    ];
    await store.run(`UPDATE ${table} SET ${halves.join(', ')} WHERE evidence IN (${numbers.join(', ')})`);
  }
}
