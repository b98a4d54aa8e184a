// How surely an address was really used, by the basis of its verdict. Nothing about who used it.

import type { SourceFacts } from '../../model/facts.ts';

const HANDSHAKE = 0.95;
const LOGGED = 0.9;
const REFLECTOR = 0.9;
/** Answers to TCP packets forged with our address name no open service. */
const TCP_REFLECTION = 0.5;

/** Confidence in a proven source or a reflector, 0 to 1. */
export function confidenceIn(source: SourceFacts): number {
  if (source.verdict === 'reflector')
    return source.vectors.some((name) => name.endsWith('_amplification')) ? REFLECTOR : TCP_REFLECTION;
  return source.handshakes > 0 ? HANDSHAKE : LOGGED;
}
