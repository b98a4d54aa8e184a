// Receipts and deadlines of the demands against the waves: times only. That a wave follows a message proves nothing about who sent either.

import type { DemandRecord, DemandTiming } from '../model/demand.ts';
import type { WaveFacts } from '../model/facts.ts';
import { parseTime } from '../model/time.ts';
import { duration } from '../report/units.ts';

/** Most that are told, over all demands. */
const MOST_TIMINGS = 200;

/** One for each receipt and deadline that is known, and each wave. */
export function demandTimings(records: readonly DemandRecord[], waves: readonly WaveFacts[]): DemandTiming[] {
  const timings: DemandTiming[] = [];
  for (const record of records) {
    const points: Pick<DemandTiming, 'from' | 'fromUtc'>[] = [
      { from: 'receipt', fromUtc: record.receivedUtc },
      ...[...new Set(record.deadlines.map(({ utc }) => utc))].map((fromUtc) => ({
        from: 'deadline' as const,
        fromUtc,
      })),
    ];
    for (const { from, fromUtc } of points)
      for (const wave of waves) {
        const at = parseTime(fromUtc);
        const start = parseTime(wave.startUtc);
        if (at === undefined || start === undefined) continue;
        const seconds = start - at;
        const targetsNamed = record.targets.filter((name) => isTarget(name, wave));
        timings.push({
          demandId: record.id,
          from,
          fromUtc,
          waveId: wave.id,
          waveUtc: wave.startUtc,
          seconds,
          startCensored: wave.startCensored,
          targetsNamed,
          text: sentence(record.id, from, wave, seconds, targetsNamed),
        });
      }
  }
  return timings.slice(0, MOST_TIMINGS);
}

// A target is told as '203.0.113.10 tcp/80' or as the name of a site.
function isTarget(name: string, wave: WaveFacts): boolean {
  return wave.targets.some((target) => target.split(' ')[0]?.toLowerCase() === name.toLowerCase());
}

function sentence(
  id: string,
  from: DemandTiming['from'],
  wave: WaveFacts,
  seconds: number,
  named: readonly string[],
): string {
  const far = duration(Math.abs(seconds));
  const begins = wave.startCensored
    ? `${wave.id} is first seen (it was under way when the evidence begins)`
    : `${wave.id} begins`;
  const relation =
    from === 'receipt'
      ? `${id} was received ${far} ${seconds < 0 ? 'after' : 'before'} ${begins}`
      : `${begins} ${far} ${seconds < 0 ? 'before' : 'after'} the deadline in ${id}`;
  const targets = named.length === 0 ? '' : `; the message names ${named.join(', ')}, a target of it`;
  return `${relation}${targets}.`;
}
