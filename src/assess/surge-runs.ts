// Which minutes of a site make a surge: against the median minute of its log, and against the surge itself.

import type { DetectorContext } from './finding.ts';
import { type MinuteRun, median, minuteRuns } from './series.ts';

/** A crowd ebbs and flows; what comes back within half an hour is the same surge. */
export const SURGE_GAP_SEC = 1800;

/** Requests of a site by minute, ascending. */
export type SiteMinutes = { minute: number; n: number }[];

/** Requests by minute of each site; findSurges makes the table. */
export async function siteMinutes(
  context: Pick<DetectorContext, 'query'>,
): Promise<Map<string, SiteMinutes>> {
  const rows = await context.query<{ site: string; minute: number; n: bigint }>(
    'SELECT site, minute, sum(requests)::BIGINT AS n FROM site_requests GROUP BY site, minute ORDER BY site, minute',
  );
  const bySite = new Map<string, SiteMinutes>();
  for (const { site, minute, n } of rows) {
    const list = bySite.get(site);
    if (list === undefined) bySite.set(site, [{ minute, n: Number(n) }]);
    else list.push({ minute, n: Number(n) });
  }
  return bySite;
}

/** Runs of minutes with many times the median minute, and that median. */
export function surgeRuns(
  context: DetectorContext,
  minutes: SiteMinutes,
): { runs: MinuteRun[]; middle: number } {
  const covered = minutes[minutes.length - 1].minute - minutes[0].minute + 1;
  // Minutes without a request count as zero, but a log that spans years must not be spelled out.
  const values = minutes.map(({ n }) => n);
  const middle =
    minutes.length * 2 < covered || covered < context.thresholds['baseline.least_minutes']
      ? 0
      : median([...values, ...new Array<number>(covered - minutes.length).fill(0)]);
  const least = Math.max(
    context.thresholds['http_flood.requests_per_minute'],
    context.thresholds['http_flood.times_baseline'] * middle,
  );
  const flagged = minutes.filter(({ n }) => n >= least).map(({ minute }) => minute);
  return { runs: minuteRuns(flagged, SURGE_GAP_SEC), middle };
}

/** Minutes that stand out of a surge: a flood of minutes drowns in a busy evening of hours. */
export function burstsWithin(context: DetectorContext, minutes: SiteMinutes, run: MinuteRun): MinuteRun[] {
  const inside = minutes.filter(({ minute }) => minute >= run.first && minute <= run.last);
  const usual = median(inside.map(({ n }) => n));
  const least = 2 * usual + context.thresholds['http_flood.requests_per_minute'];
  return minuteRuns(
    inside.filter(({ n }) => n >= least).map(({ minute }) => minute),
    SURGE_GAP_SEC,
  );
}
