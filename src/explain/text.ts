// Explanations as text for a terminal. Lists never name a source that is unproven; one that was asked for by name gets the wording of its verdict.

import type { IncidentFacts } from '../model/facts.ts';
import { EXERCISE_LINE } from '../report/text/wording.ts';
import type { AddressExplanation } from './address.ts';
import { addressLines } from './address-text.ts';
import type { VectorExplanation, WaveExplanation } from './attack.ts';
import { vectorLines, waveLines } from './attack-text.ts';
import { Lines } from './lines.ts';
import type { NetworkExplanation } from './network.ts';
import { networkLines } from './network-text.ts';

/** Any answer of `afterflood explain`. */
export type Explanation = AddressExplanation | NetworkExplanation | VectorExplanation | WaveExplanation;

/** The explanation as text, ending in a newline. */
export function explanationText(explanation: Explanation, facts: IncidentFacts): string {
  const lines = new Lines();
  lines.heading(`${explanation.target} in case ${facts.case.id}  ${facts.case.title}`.trimEnd());
  if (facts.case.exercise) lines.fact('', EXERCISE_LINE);
  switch (explanation.kind) {
    case 'address':
      addressLines(lines, explanation);
      break;
    case 'prefix':
    case 'asn':
      networkLines(lines, explanation);
      break;
    case 'vector':
      if (!explanation.found)
        lines.fact('Not found', `this case has ${explanation.known.join(', ') || 'no vector'}`);
      for (const vector of explanation.vectors) vectorLines(lines, vector, facts);
      break;
    case 'wave':
      if (explanation.wave === undefined)
        lines.fact('Not found', `this case has ${explanation.known.join(', ') || 'no wave'}`);
      else waveLines(lines, explanation.wave, explanation.vectors, facts);
      break;
  }
  return lines.text();
}
