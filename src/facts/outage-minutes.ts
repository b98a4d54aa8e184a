// Outages in whole minutes against the waiting period of a policy: each alone, and all of a service together. Only what is stated or measured; nothing is filled in.

import type { CaseFacts, ImpactFacts } from '../model/facts.ts';
import type { OutageFacts, OutageMinutes, OutageTotal } from '../model/loss.ts';
import { parseTime } from '../model/time.ts';

/** Stated outages, then measured ones. */
export function outageFacts(
  { outages: stated, insurer }: CaseFacts,
  impact: ImpactFacts | undefined,
): OutageFacts {
  const { waitingPeriodMinutes } = insurer;
  const outages: OutageMinutes[] = [
    ...stated.map(({ id, service, startUtc, endUtc, howMeasured }) => ({
      id,
      basis: 'stated' as const,
      service,
      startUtc,
      endUtc,
      howMeasured,
    })),
    ...(impact?.outages ?? [])
      .filter(({ kind }) => kind === 'outage')
      .map(({ site, startUtc, endUtc, howMeasured }, index) => ({
        id: `M${index + 1}`,
        basis: 'measured' as const,
        service: site,
        startUtc,
        endUtc,
        howMeasured,
      })),
  ].map((outage) => {
    const seconds = spanOf(outage)?.seconds;
    const minutes = seconds === undefined ? undefined : Math.floor(seconds / 60);
    return { ...outage, minutes, beyondMinutes: beyond(minutes, waitingPeriodMinutes) };
  });
  return { waitingPeriodMinutes, outages, totals: totalsOf(outages, waitingPeriodMinutes) };
}

function beyond(minutes: number | undefined, waiting: number | undefined): number | undefined {
  return minutes === undefined || waiting === undefined ? undefined : Math.max(0, minutes - waiting);
}

function spanOf(
  outage: Pick<OutageMinutes, 'startUtc' | 'endUtc'>,
): { start: number; seconds: number } | undefined {
  const start = parseTime(outage.startUtc);
  const end = parseTime(outage.endUtc);
  return start === undefined || end === undefined ? undefined : { start, seconds: end - start };
}

function totalsOf(outages: readonly OutageMinutes[], waiting: number | undefined): OutageTotal[] {
  const groups = new Map<string, OutageMinutes[]>();
  for (const outage of outages) {
    if (outage.minutes === undefined) continue;
    const key = `${outage.basis} ${outage.service}`;
    groups.set(key, [...(groups.get(key) ?? []), outage]);
  }
  return [...groups.values()].map((group) => {
    const minutes = Math.floor(unionSeconds(group) / 60);
    const { basis, service } = group[0];
    return { basis, service, outages: group.length, minutes, beyondMinutes: beyond(minutes, waiting) };
  });
}

/** Seconds covered by at least one of them. */
function unionSeconds(outages: readonly OutageMinutes[]): number {
  const spans = outages.flatMap((outage) => spanOf(outage) ?? []).sort((a, b) => a.start - b.start);
  let covered = 0;
  let reached = Number.NEGATIVE_INFINITY;
  for (const { start, seconds } of spans) {
    const end = start + seconds;
    covered += Math.max(0, end - Math.max(start, reached));
    reached = Math.max(reached, end);
  }
  return covered;
}
