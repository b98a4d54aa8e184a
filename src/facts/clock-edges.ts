// The part of the uncertainty of wave edges that comes from the clocks of the evidence.

import type { ClockFacts, EvidenceFacts, WaveFacts } from '../model/facts.ts';

/** The waves with the clocks of the files that they rest on added to the uncertainty of both edges. */
export function withClockPart(
  waves: readonly WaveFacts[],
  clocks: readonly ClockFacts[],
  evidence: readonly Pick<EvidenceFacts, 'id' | 'clockOffsetMs'>[],
): WaveFacts[] {
  return waves.map((wave) => {
    const clockUncertaintySec = clockPart(wave.evidenceIds, clocks, evidence);
    return {
      ...wave,
      startUncertaintySec: toHundredth(wave.startUncertaintySec + clockUncertaintySec),
      endUncertaintySec: toHundredth(wave.endUncertaintySec + clockUncertaintySec),
      clockUncertaintySec,
    };
  });
}

// No time is ever shifted, so an offset that is stated or lies between two files of the wave is itself unsure. A whole zone is not: it is told as a mistake.
function clockPart(
  ids: readonly string[],
  clocks: readonly ClockFacts[],
  evidence: readonly Pick<EvidenceFacts, 'id' | 'clockOffsetMs'>[],
): number {
  let part = 0;
  for (const { id, clockOffsetMs } of evidence)
    if (ids.includes(id)) part = Math.max(part, Math.abs(clockOffsetMs ?? 0) / 1000);
  for (const { evidenceA, evidenceB, offsetSec, spreadSec, wholeHours } of clocks) {
    const hasA = ids.includes(evidenceA);
    const hasB = ids.includes(evidenceB);
    if (!hasA && !hasB) continue;
    const between = hasA && hasB && !wholeHours ? Math.abs(offsetSec ?? 0) : 0;
    part = Math.max(part, between + (spreadSec ?? 0));
  }
  return toHundredth(part);
}

function toHundredth(value: number): number {
  return Math.round(value * 100) / 100;
}
