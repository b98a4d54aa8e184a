// What a flow rule for a vector matches and does: one rule a vector, on its own target, never on source addresses.

import { formatPrefix, isIpv4, type Prefix, parsePrefix, prefixContains } from '../../model/address.ts';
import type { IncidentFacts, VectorFacts } from '../../model/facts.ts';
import { baselineWords } from '../text/attack-words.ts';
import { percent } from '../units.ts';
import { targetOf } from './target.ts';

/** IP protocol numbers by the name that vectors use; icmp over IPv6 is 58. */
const PROTOCOLS: Record<string, number> = { icmp: 1, tcp: 6, udp: 17, gre: 47, esp: 50 };
const ICMP6 = 58;
/** TCP flag bits, RFC 9293 section 3.1. */
const FLAG_BITS: Record<string, number> = { FIN: 1, SYN: 2, RST: 4, PSH: 8, ACK: 16 };

/** A rate to start from, bytes per second: 1 Mbit/s, about 2,000 SYN a second. */
export const RATE_BYTES = 125_000;
export const RATE_BITS: number = RATE_BYTES * 8;
const MOST_RULES = 20;

/** TCP flags by their bit, as router languages abbreviate and call them. */
export const FLAG_NAMES: readonly (readonly [bit: number, letter: string, name: string])[] = [
  [1, 'F', 'fin'],
  [2, 'S', 'syn'],
  [4, 'R', 'rst'],
  [8, 'P', 'psh'],
  [16, 'A', 'ack'],
];

/** Names of the flags that are set. */
export function flagNames(flags: number): string[] {
  return FLAG_NAMES.filter(([bit]) => (flags & bit) !== 0).map(([, , name]) => name);
}

/** A rule without the spelling of any router. */
export interface FlowRule {
  vector: VectorFacts;
  ipVersion: 4 | 6;
  /** '203.0.113.10/32'. */
  destination: string;
  /** undefined: any protocol (fragments). */
  protocol: { name: string; number: number } | undefined;
  /** 0: any. */
  sourcePort: number;
  destinationPort: number;
  /** Bits that must be set, and all bits that are looked at; 0 when flags do not matter. */
  flags: number;
  flagsMask: number;
  /** undefined: any type. */
  icmpType: number | undefined;
  fragments: boolean;
  action: 'discard' | 'rate-limit';
  /** Further targets for which the same rule would have to be repeated. */
  otherTargets: number;
  /** Sentences on what it hits beside the attack. */
  cautions: string[];
}

/** A rule, or why the vector has none. */
export type FlowResult = { rule: FlowRule } | { refused: string };

function portOf(text: string): number {
  return /^\d+$/.test(text) ? Number(text) : 0;
}

// A port that only most of the packets used would let the rest pass: the match names those that nearly all used.
function matchedPort({ match }: VectorFacts, side: string, port: string): number {
  return match.includes(`${side} port ${port}`) ? portOf(port) : 0;
}

function ownDestination(facts: IncidentFacts, vector: VectorFacts): Prefix | undefined {
  const own = facts.own.addresses.map(parsePrefix).filter((prefix) => prefix !== undefined);
  for (const text of vector.targets) {
    const prefix = parsePrefix(targetOf(facts, text).address);
    if (prefix !== undefined && own.some((o) => o.bits <= prefix.bits && prefixContains(o, prefix.words, 0)))
      return prefix;
  }
  return undefined;
}

function protocolOf(vector: VectorFacts, ipVersion: 4 | 6): FlowRule['protocol'] {
  // A protocol without a name here has its number in the match.
  const numbered = /^protocol (\d+),/.exec(vector.match)?.[1];
  if (numbered !== undefined) return { name: numbered, number: Number(numbered) };
  if (vector.protocol === 'icmp' && ipVersion === 6) return { name: 'icmp6', number: ICMP6 };
  const number = PROTOCOLS[vector.protocol];
  return number === undefined ? undefined : { name: vector.protocol, number };
}

// SYN without ACK, or SYN with ACK: both bits are looked at. RST and FIN come with ACK and without.
function flagsOf(vector: VectorFacts): { flags: number; flagsMask: number } {
  let flags = 0;
  for (const name of vector.tcpFlags.split(' ')) flags |= FLAG_BITS[name] ?? 0;
  if ((flags & (FLAG_BITS.RST | FLAG_BITS.FIN)) !== 0) return { flags, flagsMask: flags };
  return { flags, flagsMask: flags === 0 ? 0 : flags | FLAG_BITS.SYN | FLAG_BITS.ACK };
}

function flowRule(facts: IncidentFacts, vector: VectorFacts): FlowResult {
  if (vector.cisaClass === 'application' || vector.vector === 'connection_flood')
    return {
      refused: 'complete connections and requests look like any client: filter at the server or a proxy',
    };
  const destination = ownDestination(facts, vector);
  if (destination === undefined)
    return { refused: 'no target inside your own addresses is known; a rule must contain your own prefix' };
  const ipVersion = isIpv4(destination.words, 0) ? 4 : 6;
  const protocol = protocolOf(vector, ipVersion);
  const fragments = vector.vector === 'fragment_flood';
  const reflected = vector.vector.endsWith('_amplification');
  const { flags, flagsMask } = flagsOf(vector);
  if ((protocol === undefined && !fragments) || (vector.protocol === 'tcp' && flags === 0))
    return { refused: 'no one match tells it from other traffic to the same address' };
  const sourcePort = reflected ? matchedPort(vector, 'source', vector.sourcePort) : 0;
  if (reflected && sourcePort === 0)
    return { refused: 'the answers come from more than one source port, or it cannot be told from which' };
  const typed = /ICMP type (\d+)/.exec(vector.match)?.[1];
  const icmpType = typed === undefined ? undefined : Number(typed);
  const anyIcmp = vector.protocol === 'icmp' && icmpType === undefined;
  const harmless = vector.protocol !== 'tcp' && !anyIcmp && vector.baselineShare === 0;
  const cautions: string[] = [];
  if (sourcePort === 53 || sourcePort === 123)
    cautions.push(`Also stops answers that this address asked for itself from port ${sourcePort}.`);
  if (vector.vector === 'syn_flood' || vector.vector === 'syn_data_flood')
    cautions.push('Real clients send the same: limit the rate, do not discard.');
  if (vector.vector === 'rst_flood' || vector.vector === 'rst_reflection' || vector.vector === 'fin_flood')
    cautions.push('Matches the end of established connections too.');
  if (vector.vector === 'syn_ack_reflection')
    cautions.push('Matches the answers to connections that this address opens itself.');
  if (vector.vector === 'ack_flood' || vector.vector === 'psh_ack_flood')
    cautions.push('Matches established connections too: this slows every client of the address.');
  if (vector.vector === 'icmp_unreachable_flood')
    cautions.push('Path MTU discovery over IPv4 needs messages of this type (code 4).');
  if (protocol?.number === ICMP6 && icmpType === undefined)
    cautions.push('Neighbour discovery and path MTU need ICMPv6.');
  return {
    rule: {
      vector,
      ipVersion,
      destination: formatPrefix(destination),
      protocol,
      sourcePort,
      destinationPort: reflected ? 0 : matchedPort(vector, 'destination', vector.destinationPort),
      flags,
      flagsMask,
      icmpType,
      fragments,
      action: harmless || (reflected && vector.baselineShare === undefined) ? 'discard' : 'rate-limit',
      otherTargets: vector.targets.length - 1,
      cautions,
    },
  };
}

/** All rules of a case, and a sentence for each vector without one. */
export interface FlowRules {
  rules: FlowRule[];
  without: string[];
}

/** One rule a vector, as far as vectors can be told in the network. */
export function flowRules(facts: IncidentFacts): FlowRules {
  const set: FlowRules = { rules: [], without: [] };
  for (const vector of facts.vectors) {
    const result = flowRule(facts, vector);
    if ('refused' in result) set.without.push(`${vector.id} ${vector.title}: ${result.refused}.`);
    else if (set.rules.length >= MOST_RULES)
      set.without.push(`${vector.id} ${vector.title}: beyond ${MOST_RULES} rules, more than networks take.`);
    else set.rules.push(result.rule);
  }
  return set;
}

/** Share of the attack and of the traffic before it, as the comments of a rule say them. */
export function shareLines({ vector, otherTargets, cautions }: FlowRule): string[] {
  const baseline =
    vector.baselineShare === undefined
      ? 'not known (no baseline: no capture from before the attack)'
      : `${baselineWords(vector.baselineShare, vector)} of the packets before the attack`;
  return [
    `Evidence: ${vector.evidenceIds.join(' ')}. Match measured: ${vector.match}`,
    vector.packets > 0
      ? `Share of the attack: ${percent(vector.sharePackets)} of its packets, ${percent(vector.shareBytes)} of its bytes received`
      : 'Share of the attack: not measured (seen in socket tables, not in packets)',
    `Ordinary traffic also hit: ${baseline}`,
    ...(otherTargets > 0
      ? [`For the first of ${otherTargets + 1} targets; repeat for the others of ${vector.id}.`]
      : []),
    ...cautions,
  ];
}
