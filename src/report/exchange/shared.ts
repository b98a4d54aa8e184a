// What the exchange files say alike: who reports, of which attack, against what, and how many sources they leave out.

import { parsePrefix } from '../../model/address.ts';
import type { IncidentFacts, SourceFacts, VectorFacts } from '../../model/facts.ts';
import type { NamedSources } from '../provider/gather.ts';
import { factsOfVectors, type Target, targetsOfVectors } from '../provider/target.ts';
import { EXERCISE_LINE } from '../text/wording.ts';
import { count, counted } from '../units.ts';

/** Relative to the output folder. */
export const EXCHANGE_FOLDER = 'data/exchange';

/** Proven sources, then reflectors, each in the order of sources.csv. */
export function namedList({ proven, networks }: NamedSources): SourceFacts[] {
  return [...proven, ...networks.flatMap((network) => network.reflectors)];
}

/** Who reports; '' when nobody is stated. */
export function reporterName(facts: IncidentFacts): string {
  return facts.case.preparer.organisation || facts.case.preparer.name;
}

/** Attacked addresses and ports of these vectors; none in a file for the public. */
export function sharedTargets(facts: IncidentFacts, vectors: readonly VectorFacts[]): Target[] {
  return facts.case.profile === 'public' ? [] : targetsOfVectors(facts, vectors);
}

/** The one address and port that a source went to; undefined when there are several, or a whole block. */
export function soleTarget(facts: IncidentFacts, source: SourceFacts): Target | undefined {
  const targets = sharedTargets(facts, factsOfVectors(facts, [source]));
  const [only] = targets;
  return targets.length === 1 && parsePrefix(only.address) !== undefined && !only.address.includes('/')
    ? only
    : undefined;
}

/** 'Denial of service: SYN flood, HTTP flood', in an exercise behind the words for it. The title of the case may speak of more than traffic. */
export function attackTitle(facts: IncidentFacts): string {
  const titles = [...new Set(facts.vectors.map((vector) => vector.title))].join(', ');
  return `${facts.case.exercise ? `${EXERCISE_LINE}. ` : ''}Denial of service: ${titles}`;
}

/** What the file holds of all sources, and what it does not say. */
export function scopeText(facts: IncidentFacts, written: number): string {
  const { proven, reflector } = facts.sourcesByVerdict;
  return [
    `${counted(facts.sourcesTotal, 'source address', 'source addresses')} in all, of these ${count(proven)} proven and ${counted(reflector, 'reflector')}; ${count(written)} of these are named here.`,
    'All others may be forged and are not named.',
    'An address may be shared (NAT, VPN, proxy), its device compromised, or given to someone else since. Nothing is said about who directed the traffic.',
  ].join(' ');
}
