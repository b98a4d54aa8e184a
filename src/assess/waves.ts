// Findings into vectors (one technique against one target) and waves (stretches of time in which any vector was active).

import type { CaseStore } from '../aggregate/store.ts';
import { type Finding, type Target, VECTORS, type Vector } from './finding.ts';
import { vectorBit } from './members.ts';

/** Vectors beyond this many of one kind are told as one with several targets (carpet bombing, port sweeps). */
const MOST_TARGETS = 12;
/** Vectors told at most: a source has a bit for each, in 64. */
const MOST_VECTORS = 62;

/** One technique against one target, or against many. */
export interface VectorGroup {
  /** V1, V2 ... by first record. */
  id: string;
  vector: Vector;
  targets: Target[];
  findings: Finding[];
}

/** A stretch of time with at least one finding. */
export interface Wave {
  /** W1, W2 ... by start. */
  id: string;
  startUs: number;
  endUs: number;
  findings: Finding[];
}

/** Groups findings by technique and target, ordered by first record; no more than MOST_VECTORS. */
export function vectorGroups(findings: readonly Finding[]): VectorGroup[] {
  const kinds = VECTORS.map((vector) => {
    const byTarget = new Map<string, Finding[]>();
    for (const finding of findings) {
      if (finding.vector !== vector) continue;
      const list = byTarget.get(finding.target.text);
      if (list === undefined) byTarget.set(finding.target.text, [finding]);
      else list.push(finding);
    }
    return { vector, lists: [...byTarget.values()] };
  }).filter(({ lists }) => lists.length > 0);
  let count = kinds.reduce((sum, { lists }) => sum + lists.length, 0);
  const together = new Set<Vector>();
  // The kind with most targets first; of equal ones the first of VECTORS.
  for (const { vector, lists } of [...kinds].sort((a, b) => b.lists.length - a.lists.length)) {
    if (lists.length <= MOST_TARGETS && count <= MOST_VECTORS) break;
    together.add(vector);
    count -= lists.length - 1;
  }
  const groups = kinds.flatMap(({ vector, lists }): Omit<VectorGroup, 'id'>[] =>
    together.has(vector)
      ? [
          {
            vector,
            targets: lists.map(([first]) => first.target).sort(compareTargets),
            findings: lists.flat(),
          },
        ]
      : lists.map((list) => ({ vector, targets: [list[0].target], findings: list })),
  );
  const start = (group: Omit<VectorGroup, 'id'>): number =>
    Math.min(...group.findings.map((finding) => finding.startUs));
  groups.sort(
    (a, b) =>
      start(a) - start(b) ||
      VECTORS.indexOf(a.vector) - VECTORS.indexOf(b.vector) ||
      compareTargets(a.targets[0], b.targets[0]),
  );
  return groups.map((group, index) => ({ id: `V${index + 1}`, ...group }));
}

/** Joins findings that overlap in time, or pause no longer than `gapSec`, into waves. */
export function findWaves(findings: readonly Finding[], gapSec: number): Wave[] {
  const ordered = [...findings].sort(
    (a, b) => a.startUs - b.startUs || a.endUs - b.endUs || compareTargets(a.target, b.target),
  );
  const waves: Omit<Wave, 'id'>[] = [];
  for (const finding of ordered) {
    const wave = waves.at(-1);
    if (wave !== undefined && finding.startUs - wave.endUs <= gapSec * 1e6) {
      wave.findings.push(finding);
      wave.endUs = Math.max(wave.endUs, finding.endUs);
    } else waves.push({ startUs: finding.startUs, endUs: finding.endUs, findings: [finding] });
  }
  return waves.map((wave, index) => ({ id: `W${index + 1}`, ...wave }));
}

/**
 * Moves edges inwards to the first and last record of a source that took part: the seconds that set them also hold the packets of
 * visitors. Reads the table `members`; changes findings and waves.
 */
export async function refineEdges(
  store: CaseStore,
  groups: readonly VectorGroup[],
  waves: readonly Wave[],
): Promise<void> {
  const rows = await store.query<{ vector: bigint; wave: number; first_us: number; last_us: number }>(
    'SELECT vector_bit AS vector, wave, min(first_us) AS first_us, max(last_us) AS last_us FROM members GROUP BY ALL',
  );
  const spans = new Map(rows.map((row) => [`${row.vector} ${row.wave}`, row]));
  for (const [w, wave] of waves.entries()) {
    for (const finding of wave.findings) {
      const g = groups.findIndex((group) => group.findings.includes(finding));
      const row = spans.get(`${vectorBit(g)} ${w}`);
      if (row === undefined) continue;
      finding.startUs = Math.max(finding.startUs, Math.min(row.first_us, finding.endUs));
      finding.endUs = Math.min(finding.endUs, Math.max(row.last_us, finding.startUs));
    }
    wave.startUs = Math.min(...wave.findings.map((finding) => finding.startUs));
    wave.endUs = Math.max(...wave.findings.map((finding) => finding.endUs));
  }
}

/** Edge of a wave: the finding that sets it says how sure it is. */
export function waveEdges(wave: Wave): {
  startUncertaintySec: number;
  endUncertaintySec: number;
  startOneSided: boolean;
  endOneSided: boolean;
  startCensored: boolean;
  endCensored: boolean;
} {
  const first = wave.findings
    .filter((finding) => finding.startUs === wave.startUs)
    .sort((a, b) => a.startUncertaintySec - b.startUncertaintySec)[0];
  const last = wave.findings
    .filter((finding) => finding.endUs === wave.endUs)
    .sort((a, b) => a.endUncertaintySec - b.endUncertaintySec)[0];
  return {
    startUncertaintySec: first.startUncertaintySec,
    endUncertaintySec: last.endUncertaintySec,
    // Snapshots show what was there at their times: the edge lies between two of them, on the far side of the one that shows it.
    startOneSided: first.lane === 'sockets',
    endOneSided: last.lane === 'sockets',
    startCensored: first.startUs - first.coveredFromUs <= silenceUs(first),
    endCensored: last.coveredToUs - last.endUs <= silenceUs(last),
  };
}

// So long before or after its first or last record the evidence must go on before it can be said that the attack was not there yet, or no
// more: a second, or three times the mean distance of its records, which chance exceeds once in twenty times.
function silenceUs({ startUs, endUs, packets, requests }: Finding): number {
  const records = packets + requests;
  return Math.max(1e6, records > 0 ? (3 * (endUs - startUs)) / records : 0);
}

function compareTargets(a: Target, b: Target): number {
  if (a.hi !== b.hi) return a.hi < b.hi ? -1 : 1;
  if (a.lo !== b.lo) return a.lo < b.lo ? -1 : 1;
  return a.port - b.port || (a.text < b.text ? -1 : a.text > b.text ? 1 : 0);
}
