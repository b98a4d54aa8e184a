// How sure the edges of a wave are: what an edge may be off by, to which side, and whether the wave lasted longer than its length says.

import type { WaveFacts } from './attack-facts.ts';

/** What an edge may be off by. */
export interface EdgeUncertainty {
  side: 'start' | 'end';
  /** All of it, the part of the clocks included. */
  seconds: number;
  clockSeconds: number;
  /** The edge is a snapshot: the attack may reach further, to the snapshot before or behind it, and never less far. */
  oneSided: boolean;
}

/** Of the start. */
export function startEdge(wave: WaveFacts): EdgeUncertainty {
  const { startUncertaintySec: seconds, clockUncertaintySec: clockSeconds, startOneSided: oneSided } = wave;
  return { side: 'start', seconds, clockSeconds, oneSided };
}

/** Of the end. */
export function endEdge(wave: WaveFacts): EdgeUncertainty {
  const { endUncertaintySec: seconds, clockUncertaintySec: clockSeconds, endOneSided: oneSided } = wave;
  return { side: 'end', seconds, clockSeconds, oneSided };
}

/** True when the wave may have lasted longer than from its first to its last record, and not less long. */
export function lastedAtLeast(
  wave: Pick<WaveFacts, 'startCensored' | 'endCensored' | 'startOneSided' | 'endOneSided'>,
): boolean {
  return wave.startCensored || wave.endCensored || wave.startOneSided || wave.endOneSided;
}
