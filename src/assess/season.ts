// What a site is used to: the busiest minute at the same hours of other days. What comes every day without harm is no event.

import type { AlternativeFacts, Criterion } from '../model/facts.ts';
import { grouped } from '../model/numbers.ts';
import type { DetectorContext } from './finding.ts';
import { type MinuteRun, median } from './series.ts';
import { quote, type SiteMinutes, SURGE_GAP_SEC, siteMinutes } from './surge-runs.ts';
import { SCAN_LIMIT_PER_MINUTE, type Surge } from './surges.ts';
import type { Thresholds } from './thresholds.ts';

/** The same hours of other days. */
export interface Season {
  /** Median over those days of their busiest minute, requests. */
  expected: number;
  /** Most requests in the busiest minute of a surge that is ordinary at these hours. */
  limit: number;
  days: number;
  /** True when only the same weekday was compared. */
  sameWeekday: boolean;
  /** Whole hours UTC, minutes since 1970, both ends included. */
  hours: MinuteRun;
}

const DAY_MINUTES = 1440;
/** What lies further away than eight weeks says little about a day. */
const MOST_DAYS = 56;
/** A median absolute deviation is this share of a standard deviation where values are spread normally. */
const MAD_SHARE = 0.6745;
/** A mirror, a backup or a crawler comes from few addresses. */
const MOST_CALM_SOURCES = 20;

/** The surges, those judged anew that the same hours of other days can tell more about. */
export async function againstOtherDays(context: DetectorContext, surges: readonly Surge[]): Promise<Surge[]> {
  const bySite = surges.length === 0 ? new Map<string, SiteMinutes>() : await siteMinutes(context);
  const out: Surge[] = [];
  for (const [site, minutes] of bySite) {
    const here = surges.filter((surge) => surge.site === site);
    const covered = minutes[minutes.length - 1].minute - minutes[0].minute + 1;
    if (covered < context.thresholds['season.least_days'] * DAY_MINUTES) {
      out.push(...here);
      continue;
    }
    const calm: boolean[] = [];
    for (const surge of here) calm.push(await isCalm(context, surge));
    // What floods or fails is no example of an ordinary day, however often it comes.
    const leftOut = here.filter((_, at) => !calm[at]).map(({ run }) => run);
    for (const [at, surge] of here.entries()) {
      const season = seasonOf(minutes, surge.run, leftOut, context.thresholds);
      out.push(season === undefined ? surge : inSeason(surge, season, calm[at]));
    }
  }
  return out;
}

/**
 * The season of a run, from days that the log holds at these hours and on which none of `leftOut` touches them; the same weekday where there
 * are enough of it. Undefined with fewer days than `season.least_days`.
 */
export function seasonOf(
  minutes: SiteMinutes,
  run: MinuteRun,
  leftOut: readonly MinuteRun[],
  thresholds: Thresholds,
): Season | undefined {
  const margin = SURGE_GAP_SEC / 60;
  const hours = {
    first: Math.floor((run.first - margin) / 60) * 60,
    last: Math.ceil((run.last + margin + 1) / 60) * 60 - 1,
  };
  if (hours.last - hours.first >= DAY_MINUTES) return undefined;
  const logFirst = minutes[0].minute;
  const logLast = minutes[minutes.length - 1].minute;
  const peaks: { shift: number; peak: number }[] = [];
  for (let shift = -MOST_DAYS; shift <= MOST_DAYS; shift++) {
    const first = hours.first + shift * DAY_MINUTES;
    const last = hours.last + shift * DAY_MINUTES;
    if (shift === 0 || first < logFirst || last > logLast) continue;
    if (leftOut.some((each) => each.first <= last && each.last >= first)) continue;
    // A day without any request is one whose log is missing.
    const day = Math.floor(first / DAY_MINUTES) * DAY_MINUTES;
    if (busiest(minutes, day, day + DAY_MINUTES - 1) === 0) continue;
    peaks.push({ shift, peak: busiest(minutes, first, last) });
  }
  const least = thresholds['season.least_days'];
  const weekly = peaks.filter(({ shift }) => shift % 7 === 0);
  const sameWeekday = weekly.length >= least;
  const values = (sameWeekday ? weekly : peaks).map(({ peak }) => peak);
  if (values.length < least) return undefined;
  const expected = median(values);
  const deviation = median(values.map((value) => Math.abs(value - expected))) / MAD_SHARE;
  const limit = Math.max(
    thresholds['season.times_expected'] * expected,
    expected + thresholds['season.deviations'] * deviation,
  );
  return { expected, limit, days: values.length, sameWeekday, hours };
}

function busiest(minutes: SiteMinutes, first: number, last: number): number {
  let at = firstFrom(minutes, first);
  let most = 0;
  for (; at < minutes.length && minutes[at].minute <= last; at++) most = Math.max(most, minutes[at].n);
  return most;
}

function firstFrom(minutes: SiteMinutes, minute: number): number {
  let low = 0;
  let high = minutes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (minutes[middle].minute < minute) low = middle + 1;
    else high = middle;
  }
  return low;
}

// A surge does no harm that habit could hide: few failures, and whoever behaves like a participant is slow, one of few, answered, and
// reads many paths that other days knew, none of them flooded. An attacker who comes every night gains none of this by coming again.
async function isCalm(context: DetectorContext, surge: Surge): Promise<boolean> {
  const { thresholds } = context;
  const here = `site = ${quote(surge.site)}`;
  const inside = `minute BETWEEN ${surge.run.first - surge.run.margin} AND ${surge.run.last + surge.run.margin}`;
  const [row] = await context.query<Record<'requests' | 'broken' | 'sources', number>>(`
    SELECT coalesce(sum(requests), 0)::DOUBLE AS requests, coalesce(sum(requests) FILTER (status BETWEEN 500 AND 599), 0)::DOUBLE AS broken,
      (SELECT count(*) FILTER (participant) FROM ${surge.clients})::DOUBLE AS sources
    FROM site_requests WHERE ${here} AND ${inside}`);
  if (row.broken > thresholds['season.failed_share'] * row.requests) return false;
  if (surge.participantMinute < thresholds['http_flood.requests_per_minute']) return true;
  if (surge.participantMinute >= SCAN_LIMIT_PER_MINUTE || row.sources > MOST_CALM_SOURCES) return false;
  const [part] = await context.query<Record<'n' | 'failed' | 'top' | 'known', number>>(`
    WITH p AS (SELECT r.path, sum(r.requests) AS n, coalesce(sum(r.requests) FILTER (r.status >= 400), 0) AS failed
        FROM site_requests r JOIN ${surge.clients} c USING (hi, lo) WHERE c.participant AND ${here} AND ${inside} GROUP BY r.path)
    SELECT sum(n)::DOUBLE AS n, sum(failed)::DOUBLE AS failed, max(n)::DOUBLE AS top, coalesce(sum(n) FILTER (path IN (
        SELECT path FROM site_requests WHERE ${here} AND (minute < ${surge.run.first - DAY_MINUTES / 2} OR minute > ${surge.run.last + DAY_MINUTES / 2}))), 0)::DOUBLE AS known
    FROM p`);
  return (
    part.failed <= thresholds['season.failed_share'] * part.n &&
    part.top <= thresholds['season.path_share'] * part.n &&
    2 * part.known >= part.n
  );
}

// The surge as seen against its season.
function inSeason(surge: Surge, season: Season, calm: boolean): Surge {
  const ordinary = calm && surge.perMinute <= season.limit;
  const conclusion: AlternativeFacts['conclusion'] = ordinary ? 'benign' : surge.conclusion;
  const days = season.sameWeekday ? 'other days of the same weekday' : 'other days';
  const hours = `${clock(season.hours.first)} to ${clock(season.hours.last + 1)} UTC`;
  const requests = grouped(Math.round(season.expected));
  const expected = `The number of requests to expect in the busiest minute of these hours (${hours}) is ${requests}, from ${season.days} ${days}.`;
  const criterion: Criterion = {
    name: 'requests per minute against other days',
    measured: surge.perMinute,
    threshold: season.limit,
    unit: 'requests/min',
    held: surge.perMinute > season.limit,
    text: `requests in the busiest minute; to expect at these hours (${hours}): ${requests}, from ${season.days} ${days}`,
  };
  return {
    ...surge,
    conclusion,
    participants: ordinary ? '' : surge.participants,
    criteria: [...surge.criteria, criterion],
    text: ordinary
      ? `Up to ${grouped(surge.perMinute)} requests in one minute. ${expected} Up to ${grouped(Math.round(season.limit))} are ordinary, and no source flooded a path or was refused again and again: it is called neither an attack nor a crowd.`
      : `${surge.text} ${expected}`,
  };
}

function clock(minute: number): string {
  const ofDay = ((minute % DAY_MINUTES) + DAY_MINUTES) % DAY_MINUTES;
  return `${String(Math.floor(ofDay / 60)).padStart(2, '0')}:00`;
}
