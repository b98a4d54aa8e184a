// What may be said about two cases from the machines they share, in words no stronger than the numbers.

import { count } from '../report/units.ts';
import type { Chance } from './compare.ts';
import type { Kind } from './machines.ts';
import type { Overlap } from './overlap.ts';

/** Fewer machines than this in either case say nothing. */
export const LEAST_MACHINES = 10;
/** Overlaps that chance brings about at least this often are not told from chance. */
export const LARGEST_P = 0.001;
/** Share of the smaller case from which the machines are called the same group. */
export const LEAST_OVERLAP = 0.2;

/** Strength of the conclusion; the first two conclude nothing. */
export type Strength =
  | 'not enough'
  | 'same evidence'
  | 'no overlap beyond chance'
  | 'some shared'
  | 'same group';

/** The conclusion in one word and in a sentence. */
export interface Conclusion {
  strength: Strength;
  text: string;
}

const NOUN: Record<Kind, string> = { proven: 'proven addresses', reflector: 'reflectors' };

/** The conclusion for one kind of machine; `a` and `b` are the letters of the cases. */
export function conclude(
  kind: Kind,
  a: string,
  b: string,
  addresses: Overlap,
  chance: Chance | undefined,
  sharedEvidence: readonly string[],
): Conclusion {
  if (Math.min(addresses.a, addresses.b) < LEAST_MACHINES)
    return {
      strength: 'not enough',
      text: `Not enough ${kind === 'proven' ? 'proven sources' : 'reflectors'} to compare: ${a} has ${count(addresses.a)}, ${b} has ${count(addresses.b)}; at least ${LEAST_MACHINES} in each are needed. Nothing follows about the group.`,
    };
  const shared = `${a} and ${b} share ${count(addresses.shared)} of ${count(Math.min(addresses.a, addresses.b))} ${NOUN[kind]}`;
  if (sharedEvidence.length > 0 && addresses.shared > 0)
    return {
      strength: 'same evidence',
      text: `Both cases hold the same evidence (${sharedEvidence.slice(0, 5).join(', ')}${sharedEvidence.length > 5 ? ` and ${sharedEvidence.length - 5} more files` : ''}). ${shared}, but these may be the same records counted twice: nothing follows about a return. Compare cases made from separate evidence.`,
    };
  const expected =
    chance === undefined
      ? 'what chance alone would bring could not be reckoned: no routed IPv4 address in one of them'
      : `chance overlap expected ${smallNumber(chance.expected)}`;
  if (addresses.shared === 0 || (chance !== undefined && chance.p >= LARGEST_P))
    return {
      strength: 'no overlap beyond chance',
      text: `No overlap beyond chance: ${shared}; ${expected}. The machines are different ones, as far as they are proven; that does not prove a different operator, who may use other machines, or the same ones under new addresses.`,
    };
  const limits =
    kind === 'reflector'
      ? 'reflectors are open to everyone and lists of them are traded: does not prove the same operator'
      : 'does not prove the same operator';
  if (addresses.overlap < LEAST_OVERLAP)
    return {
      strength: 'some shared',
      text: `${shared}; ${expected}. That is more than chance and less than a fifth: consistent with some machines used in both (open proxies, devices infected by several), not with the same group of machines as a whole; ${limits}.`,
    };
  return {
    strength: 'same group',
    text: `${shared}; ${expected}; consistent with the same group of machines; ${limits}.`,
  };
}

/** At most two significant digits, with a power of ten below a thousandth: 0.003, 4.1e-9. */
export function smallNumber(value: number): string {
  if (value === 0 || value >= 100) return count(value);
  if (value < 0.001) return value.toExponential(1);
  return String(Number(value.toPrecision(2)));
}

/** A p-value as text, however small: "0.37", "4.2e-9", "10^-1261". */
export function pText(p: number, log10P: number | null): string {
  if (log10P === null) return '0';
  if (p >= 1e-300) return smallNumber(p);
  return `10^${Math.round(log10P)}`;
}
