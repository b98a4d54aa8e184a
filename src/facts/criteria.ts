// What the findings of a vector were judged by, in order of time, and in which of its waves.

import type { Finding } from '../assess/finding.ts';
import type { Wave } from '../assess/waves.ts';
import type { Criterion } from '../model/facts.ts';

/** Findings of each lane in order of time: what a report tells of the first of several stretches is of the earliest. */
export function inOrder<Part extends Pick<Finding, 'lane' | 'startUs'>>(findings: readonly Part[]): Part[] {
  const lanes = findings.map(({ lane }) => lane);
  return [...findings].sort((a, b) => lanes.indexOf(a.lane) - lanes.indexOf(b.lane) || a.startUs - b.startUs);
}

/**
 * The criteria of all findings of a vector. With several waves each says of which it is; what was measured once for several of them, as for a
 * surge of requests with pauses in it, stands once.
 */
export function criteriaOf(findings: readonly Finding[], waves: readonly Wave[]): Criterion[] {
  const all = new Map<string, { criterion: Criterion; inWaves: Set<string> }>();
  for (const finding of inOrder(findings)) {
    const id = waves.find((wave) => wave.findings.includes(finding))?.id ?? '';
    for (const criterion of finding.criteria) {
      const key = JSON.stringify(criterion);
      const known = all.get(key);
      if (known === undefined) all.set(key, { criterion, inWaves: new Set([id]) });
      else known.inWaves.add(id);
    }
  }
  const ids = new Set([...all.values()].flatMap(({ inWaves }) => [...inWaves]));
  return [...all.values()].map(({ criterion, inWaves }) =>
    ids.size > 1 ? { ...criterion, waves: [...inWaves] } : criterion,
  );
}
