// Which minutes of a site make a surge: against the median minute of its log, and against the surge itself.

import { OTHER_NAMES } from '../model/site-name.ts';
import { type Minutes, reachedMinutes } from './across-minutes.ts';
import type { DetectorContext } from './finding.ts';
import { type MinuteRun, median, minuteRuns } from './series.ts';

/** A crowd ebbs and flows; what comes back within half an hour is the same surge. */
export const SURGE_GAP_SEC = 1800;

/** Share of the minutes of a log that are quiet at least. */
const QUIET_PART = 0.25;

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
  // The log shows that nobody asked for such names before and after.
  const others = bySite.get(OTHER_NAMES);
  if (others !== undefined) {
    const first = rows.reduce((least, { minute }) => Math.min(least, minute), Infinity);
    const last = rows.reduce((most, { minute }) => Math.max(most, minute), 0);
    if (others[0].minute > first) others.unshift({ minute: first, n: 0 });
    if (others[others.length - 1].minute < last) others.push({ minute: last, n: 0 });
  }
  return bySite;
}

/** SQL text literal. */
export function quote(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** Minutes of a surge, and the requests in the busiest of them, or in 60 s across the end of one. */
export interface SurgeRun extends MinuteRun {
  perMinute: number;
  /** Minutes to either side that belong to it: 1, or 0 where it is found only across the end of a minute and so holds its own edges. */
  margin: number;
}

// Minutes with requests to a site (site_requests r, joined with `also`) that reach `least`.
function siteReached(
  context: Pick<DetectorContext, 'query'>,
  site: string,
  minutes: Minutes,
  least: number,
  also = '',
): Promise<{ minute: number; n: number }[]> {
  const counted = {
    rows: `SELECT r.minute, r.first_us, r.last_us, r.requests AS n FROM site_requests r ${also} WHERE r.site = ${quote(site)}`,
    seconds: `SELECT second, s.requests AS n FROM request_seconds s JOIN sites USING (evidence, host_id) WHERE site = ${quote(site)}`,
  };
  return reachedMinutes(context, counted, minutes, least);
}

async function runsOf(
  context: DetectorContext,
  site: string,
  minutes: SiteMinutes,
  least: number,
): Promise<SurgeRun[]> {
  const reached = await siteReached(context, site, minutes, least);
  return minuteRuns(
    reached.map(({ minute }) => minute),
    SURGE_GAP_SEC,
  ).map(({ first, last }) => ({
    first,
    last,
    margin:
      last === first + 1 && !minutes.some(({ minute, n }) => minute >= first && minute <= last && n >= least)
        ? 0
        : 1,
    perMinute: reached.reduce(
      (most, { minute, n }) => (minute >= first && minute <= last ? Math.max(most, n) : most),
      0,
    ),
  }));
}

/** Runs of minutes with many times the median minute, and that median. */
export async function surgeRuns(
  context: DetectorContext,
  site: string,
  minutes: SiteMinutes,
): Promise<{ runs: SurgeRun[]; middle: number }> {
  const middle = median(minuteValues(context, minutes, 0.5));
  return { runs: await runsOf(context, site, minutes, leastOf(context, middle)), middle };
}

/**
 * Runs of minutes with many times a quiet minute (the lower quartile), where the median minute is one of them: a flood that goes on for most of the log is its own
 * median. None elsewhere.
 */
export async function longRuns(
  context: DetectorContext,
  site: string,
  minutes: SiteMinutes,
  middle: number,
): Promise<{ runs: SurgeRun[]; quiet: number }> {
  const values = minuteValues(context, minutes, QUIET_PART).sort((a, b) => a - b);
  const quiet = values[Math.floor(QUIET_PART * values.length)] ?? 0;
  const least = leastOf(context, quiet);
  return { runs: middle < least ? [] : await runsOf(context, site, minutes, least), quiet };
}

function leastOf({ thresholds }: DetectorContext, usual: number): number {
  return Math.max(
    thresholds['http_flood.requests_per_minute'],
    thresholds['http_flood.times_baseline'] * usual,
  );
}

// Requests of each minute of the log; none where it is too short to tell, or `part` of its minutes and more are without.
function minuteValues({ thresholds }: DetectorContext, minutes: SiteMinutes, part: number): number[] {
  const covered = minutes[minutes.length - 1].minute - minutes[0].minute + 1;
  // Minutes without a request count as zero, but a log that spans years must not be spelled out.
  if (minutes.length < part * covered || covered < thresholds['baseline.least_minutes']) return [];
  return [...minutes.map(({ n }) => n), ...new Array<number>(covered - minutes.length).fill(0)];
}

/** Minutes that stand out of a surge: a flood of minutes drowns in a busy evening of hours. */
export function burstsWithin(
  context: DetectorContext,
  site: string,
  minutes: SiteMinutes,
  run: MinuteRun,
): Promise<SurgeRun[]> {
  const inside = minutes.filter(({ minute }) => minute >= run.first && minute <= run.last);
  const usual = median(inside.map(({ n }) => n));
  const least = 2 * usual + context.thresholds['http_flood.requests_per_minute'];
  return runsOf(context, site, inside, least);
}

/**
 * Requests of participants (in the table of clients `table`) in their busiest minute, or in 60 s across the end of one where no minute
 * reaches `least`. `inside` is a SQL condition on site_requests.
 */
export async function busiestOfParticipants(
  context: Pick<DetectorContext, 'query'>,
  site: string,
  table: string,
  inside: string,
  least: number,
): Promise<number> {
  const rows = await context.query<{ minute: number; n: bigint }>(
    `SELECT minute, sum(r.requests)::BIGINT AS n FROM site_requests r JOIN ${table} USING (hi, lo) WHERE participant AND ${inside} GROUP BY minute ORDER BY minute`,
  );
  const minutes = rows.map(({ minute, n }) => ({ minute, n: Number(n) }));
  const also = `JOIN ${table} c ON c.participant AND c.hi = r.hi AND c.lo = r.lo`;
  const reached = await siteReached(context, site, minutes, least, also);
  return [...minutes, ...reached].reduce((most, { n }) => Math.max(most, n), 0);
}
