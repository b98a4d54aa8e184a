// Where the traffic of a source went, as far as third parties may know: attacked address and port, nothing else of the victim.

import { parsePrefix } from '../../model/address.ts';
import type { IncidentFacts, SourceFacts, VectorFacts } from '../../model/facts.ts';

/** An attacked address; '' and 0 where it is not known. */
export interface Target {
  address: string;
  port: number;
}

const UNPROVEN = '(unproven)';

/** Names of the vectors for which the verdict on the source holds. */
export function vectorsOf(source: SourceFacts): string[] {
  return source.vectors.filter((name) => !name.endsWith(UNPROVEN));
}

/** The facts of these vectors. */
export function factsOfVectors(facts: IncidentFacts, sources: readonly SourceFacts[]): VectorFacts[] {
  const names = new Set(sources.flatMap(vectorsOf));
  return facts.vectors.filter((vector) => names.has(vector.vector));
}

/** The address and port a vector went to: '203.0.113.10 tcp/80', '203.0.113.0/24', or a site, told as the address stated for it. */
export function targetOf(facts: Pick<IncidentFacts, 'case' | 'own'>, text: string): Target {
  const [place = '', service = ''] = text.split(' ');
  const port = Number(/\/(\d+)$/.exec(service)?.[1] ?? 0);
  if (parsePrefix(place) !== undefined) return { address: place, port };
  const stated = facts.case.services.find(
    (each) => each.host.toLowerCase() === place.toLowerCase() && each.address !== '',
  );
  if (stated !== undefined) return { address: stated.address, port: port || stated.port };
  const [only, ...others] = facts.own.addresses;
  return { address: only === undefined || others.length > 0 || only.includes('/') ? '' : only, port };
}

/** The distinct targets of a vector. */
export function targetsOfVectors(
  facts: Pick<IncidentFacts, 'case' | 'own'>,
  vectors: readonly VectorFacts[],
): Target[] {
  const targets = new Map<string, Target>();
  for (const vector of vectors) {
    for (const text of vector.targets) {
      const target = targetOf(facts, text);
      const port = Number(vector.destinationPort);
      // Of a reflection the port is the reflector's, not ours.
      if (target.port === 0 && Number.isInteger(port) && !vector.vector.includes('_amplification'))
        target.port = port;
      if (target.address !== '') targets.set(`${target.address} ${target.port}`, target);
    }
  }
  return [...targets.values()];
}

/** '203.0.113.10 tcp/443'. */
export function targetText(target: Target, protocol: string): string {
  return target.port > 0 ? `${target.address} ${protocol}/${target.port}` : target.address;
}
