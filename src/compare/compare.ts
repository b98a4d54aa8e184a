// Finished cases set against each other, pair by pair: machines, chance, time, vectors, user agents, and what may be concluded.

import type { Attributor } from '../aggregate/attribute.ts';
import type { OpenCase } from '../explain/open-case.ts';
import type { IncidentFacts } from '../model/facts.ts';
import { announcedBy } from './announced.ts';
import { type Conclusion, conclude } from './conclusion.ts';
import { hypergeometricTail } from './hypergeometric.ts';
import { type Kind, type Machines, machinesOf } from './machines.ts';
import { type Overlap, overlapOf, sharedRows } from './overlap.ts';
import { type SharedSyn, type SynMarks, sharedSyn, synMarksOf } from './syn-marks.ts';
import {
  type AgentUse,
  agentsOf,
  isOrdinary,
  type SharedAgent,
  type SharedVector,
  sharedAgents,
  sharedVectors,
} from './tools.ts';

/** User agents listed of a pair. */
const MOST_AGENTS = 10;

/** One case as it enters the comparison. */
export interface ComparedCase {
  /** A, B, C ... in order of case id and path. */
  letter: string;
  id: string;
  title: string;
  directory: string;
  exercise: boolean;
  /** First and last moment of its waves; '' when no attack was found. */
  firstUtc: string;
  lastUtc: string;
  proven: number;
  reflectors: number;
  /** Sources that are not compared, and why. */
  leftOut: { unproven: number; likely: number; refuted: number; internal: number };
}

/** Whether chance explains the overlap. */
export interface Chance {
  /** Routed IPv4 addresses of each case, and of both. */
  a: number;
  b: number;
  shared: number;
  /** M: IPv4 addresses announced by the ASNs in which either case has a machine of this kind. */
  population: number;
  asns: number;
  expected: number;
  /** P(X >= shared); 0 when too small for a number, see `log10P`. */
  p: number;
  /** null when the overlap is impossible by chance. */
  log10P: number | null;
}

/** One kind of machine in two cases. */
export interface KindComparison {
  kind: Kind;
  addresses: Overlap;
  /** /24 of IPv4, /48 of IPv6. */
  networks: Overlap;
  asns: Overlap;
  /** undefined when one case has no routed IPv4 address of this kind. */
  chance: Chance | undefined;
  conclusion: Conclusion;
}

/** Two cases. */
export interface Pair {
  a: string;
  b: string;
  /** Seconds from the end of the attack that ended first to the start of the other; negative: they overlap. undefined without two attacks. */
  gapSec: number | undefined;
  /** Evidence files (not documents) that both cases hold: what they share is then not found twice. */
  sharedEvidence: string[];
  machines: KindComparison[];
  vectors: SharedVector[];
  /** undefined when one of the cases holds no fingerprint. */
  syn: SharedSyn | undefined;
  agents: {
    shared: number;
    unusual: number;
    a: number;
    b: number;
    top: (SharedAgent & { ordinary: boolean })[];
  };
}

/** All cases and pairs. */
export interface Comparison {
  cases: ComparedCase[];
  pairs: Pair[];
}

interface Loaded {
  compared: ComparedCase;
  facts: IncidentFacts;
  machines: Record<Kind, Machines>;
  agents: Map<string, AgentUse>;
  syn: SynMarks;
}

/** Compares the cases; `announced` tells the IPv4 addresses of each ASN. */
export async function compareCases(
  cases: readonly OpenCase[],
  attributor: Attributor,
  announced: () => ReadonlyMap<number, number>,
): Promise<Comparison> {
  const ordered = [...cases].sort(
    (a, b) => byText(a.facts.case.id, b.facts.case.id) || byText(a.directory, b.directory),
  );
  const loaded: Loaded[] = [];
  for (const [index, each] of ordered.entries()) loaded.push(await load(each, attributor, letterOf(index)));
  const pairs: Pair[] = [];
  for (const [index, a] of loaded.entries())
    for (const b of loaded.slice(index + 1)) pairs.push(comparePair(a, b, announced));
  return { cases: loaded.map((each) => each.compared), pairs };
}

function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

// A to Z, then A1, B1 ...
function letterOf(index: number): string {
  const turn = Math.floor(index / 26);
  return String.fromCharCode(65 + (index % 26)) + (turn === 0 ? '' : String(turn));
}

async function load(open: OpenCase, attributor: Attributor, letter: string): Promise<Loaded> {
  const { store, facts, directory } = open;
  const machines = {
    proven: await machinesOf(store, attributor, 'proven'),
    reflector: await machinesOf(store, attributor, 'reflector'),
  };
  const proven = machines.proven.addresses.length / 4;
  const reflectors = machines.reflector.addresses.length / 4;
  const by = facts.sourcesByVerdict;
  return {
    compared: {
      letter,
      id: facts.case.id,
      title: facts.case.title,
      directory,
      exercise: facts.case.exercise,
      firstUtc: facts.waves.map((wave) => wave.startUtc).sort()[0] ?? '',
      lastUtc:
        facts.waves
          .map((wave) => wave.endUtc)
          .sort()
          .at(-1) ?? '',
      proven,
      reflectors,
      leftOut: {
        unproven: by.unproven + by.claimed,
        likely: by.likely,
        refuted: by.refuted,
        internal: by.proven + by.reflector - proven - reflectors,
      },
    },
    facts,
    machines,
    agents: await agentsOf(store),
    syn: await synMarksOf(store),
  };
}

function comparePair(a: Loaded, b: Loaded, announced: () => ReadonlyMap<number, number>): Pair {
  const hasReflectors = a.compared.reflectors + b.compared.reflectors > 0;
  const kinds: Kind[] = hasReflectors ? ['proven', 'reflector'] : ['proven'];
  const inBoth = sharedEvidence(a.facts, b.facts);
  const shared = sharedAgents(a.agents, b.agents);
  return {
    a: a.compared.letter,
    b: b.compared.letter,
    gapSec: gapBetween(a.compared, b.compared),
    sharedEvidence: inBoth,
    machines: kinds.map((kind) => compareKind(kind, a, b, announced, inBoth)),
    vectors: sharedVectors(a.facts.vectors, b.facts.vectors),
    syn: sharedSyn(a.syn, b.syn),
    agents: {
      a: a.agents.size,
      b: b.agents.size,
      shared: shared.length,
      unusual: shared.filter((each) => !isOrdinary(each)).length,
      top: shared.slice(0, MOST_AGENTS).map((each) => ({ ...each, ordinary: isOrdinary(each) })),
    },
  };
}

function compareKind(
  kind: Kind,
  a: Loaded,
  b: Loaded,
  announced: () => ReadonlyMap<number, number>,
  inBoth: readonly string[],
): KindComparison {
  const [one, other] = [a.machines[kind], b.machines[kind]];
  const addresses = overlapOf(one.addresses, other.addresses, 4);
  let chance: Chance | undefined;
  if (one.routed.length > 0 && other.routed.length > 0) {
    const asns = new Set([...one.routedAsns, ...other.routedAsns]);
    const population = announcedBy(announced(), asns);
    const sizes = {
      a: one.routed.length / 4,
      b: other.routed.length / 4,
      shared: sharedRows(one.routed, other.routed, 4).length / 4,
    };
    const { p, log10P, expected } = hypergeometricTail(population, sizes.a, sizes.b, sizes.shared);
    chance = {
      ...sizes,
      population,
      asns: asns.size,
      expected,
      p,
      log10P: Number.isFinite(log10P) ? log10P : null,
    };
  }
  return {
    kind,
    addresses,
    networks: overlapOf(one.networks, other.networks, 4),
    asns: overlapOf(one.asns, other.asns, 1),
    chance,
    conclusion: conclude(kind, a.compared.letter, b.compared.letter, addresses, chance, inBoth),
  };
}

function gapBetween(a: ComparedCase, b: ComparedCase): number | undefined {
  if (a.firstUtc === '' || b.firstUtc === '') return undefined;
  const [first, second] = Date.parse(a.firstUtc) <= Date.parse(b.firstUtc) ? [a, b] : [b, a];
  return (Date.parse(second.firstUtc) - Date.parse(first.lastUtc)) / 1000;
}

function sharedEvidence(a: IncidentFacts, b: IncidentFacts): string[] {
  const hashes = new Set(b.evidence.filter((each) => each.kind !== 'document').map((each) => each.sha256));
  return a.evidence
    .filter((each) => each.kind !== 'document' && hashes.has(each.sha256))
    .map((each) => each.fileName);
}
