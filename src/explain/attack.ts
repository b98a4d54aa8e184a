// What a case says about its vectors and waves, straight from its facts: criteria, numbers, peaks, samples.

import type { IncidentFacts, VectorFacts, WaveFacts } from '../model/facts.ts';

/** One vector, or all that share a name. */
export interface VectorExplanation {
  kind: 'vector';
  target: string;
  found: boolean;
  /** Ids and names of all vectors of the case. */
  known: string[];
  vectors: VectorFacts[];
}

/** One wave with the vectors that made it. */
export interface WaveExplanation {
  kind: 'wave';
  target: string;
  found: boolean;
  known: string[];
  wave: WaveFacts | undefined;
  vectors: VectorFacts[];
}

/** The vectors with this id or name. */
export function explainVector(facts: IncidentFacts, target: string): VectorExplanation {
  const vectors = facts.vectors.filter((each) => each.id === target || each.vector === target);
  return {
    kind: 'vector',
    target,
    found: vectors.length > 0,
    known: facts.vectors.map((each) => `${each.id} (${each.vector})`),
    vectors,
  };
}

/** The wave with this id. */
export function explainWave(facts: IncidentFacts, target: string): WaveExplanation {
  const wave = facts.waves.find((each) => each.id === target);
  return {
    kind: 'wave',
    target,
    found: wave !== undefined,
    known: facts.waves.map((each) => each.id),
    wave,
    vectors: facts.vectors.filter((each) => wave?.vectors.includes(each.id) === true),
  };
}
