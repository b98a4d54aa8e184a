// How much of what is counted by minute lies within 60 s across the end of one: a lower bound, from first and last times and from seconds.

import { BUCKET_SEC } from '../model/traffic.ts';
import type { DetectorContext } from './finding.ts';

/** Windows across the end of a minute begin so many seconds apart. */
const STEP_SEC = 5;

/**
 * SQL (keys, minute, after, n) of what lies, for certain, within the 60 s that begin `after` seconds into `minute`. Either rows that lie
 * there whole: of the first minute those that begin in the 60 s, of the second those that end there. Or, where the same rows go on for
 * longer, what the seconds hold without all that was not counted in either minute. `keys` tell apart what is counted; `rows` yields
 * (keys, minute, first_us, last_us, n); `seconds` yields (keys, second, n) of all that is in the rows, and perhaps more.
 */
export function acrossMinutes(keys: string, rows: string, seconds: string): string {
  return `(WITH r AS (SELECT ${keys}, minute::DOUBLE AS minute, first_us, last_us, n::DOUBLE AS n FROM (${rows})),
    f AS (SELECT ${keys}, minute, sum(n) AS counted FROM r GROUP BY ALL),
    s AS (SELECT ${keys}, second, minute, any_value(counted) AS counted, sum(n)::DOUBLE AS n
      FROM (SELECT *, floor(second / ${BUCKET_SEC}) AS minute FROM (${seconds})) JOIN f USING (${keys}, minute) GROUP BY ALL),
    o AS (SELECT ${keys}, minute, greatest(0, sum(n) - any_value(counted)) AS n FROM s GROUP BY ALL),
    a AS (SELECT unnest(range(${STEP_SEC}, ${BUCKET_SEC}, ${STEP_SEC})) AS after),
    parts AS (
      SELECT true AS whole, ${keys}, minute, after, n FROM r, a WHERE first_us >= (minute * ${BUCKET_SEC} + after) * 1e6
      UNION ALL SELECT true, ${keys}, minute - 1, after, n FROM r, a WHERE last_us < (minute * ${BUCKET_SEC} + after) * 1e6
      UNION ALL SELECT false, ${keys}, minute, after, n FROM s, a WHERE second >= minute * ${BUCKET_SEC} + after
      UNION ALL SELECT false, ${keys}, minute - 1, after, n FROM s, a WHERE second < minute * ${BUCKET_SEC} + after
      UNION ALL SELECT false, ${keys}, minute - before, after, -n FROM o, a, (SELECT unnest([0, 1]) AS before))
    SELECT ${keys}, minute, after, greatest(coalesce(sum(n) FILTER (whole), 0), coalesce(sum(n) FILTER (NOT whole), 0)) AS n
    FROM parts GROUP BY ${keys}, minute, after)`;
}

/** Counts by minute, ascending. */
export type Minutes = readonly { minute: number; n: number }[];

/** Where counts by minute come from: SQL of (minute, first_us, last_us, n) and of (second, n), as of acrossMinutes. */
export interface CountedRequests {
  rows: string;
  seconds: string;
}

// Pairs of minutes that reach `least` within 60 s across the end of the first, where no minute in them or beside them reaches it; each by its
// first minute, with what lies within the 60 s.
async function reachedAcross(
  context: Pick<DetectorContext, 'query'>,
  counted: CountedRequests,
  minutes: Minutes,
  least: number,
): Promise<{ minute: number; n: number }[]> {
  const pairs: number[] = [];
  for (let i = 0; i + 1 < minutes.length; i++) {
    const [first, second] = [minutes[i], minutes[i + 1]];
    if (second.minute !== first.minute + 1 || first.n + second.n < least) continue;
    const beside = minutes.slice(Math.max(0, i - 1), i + 3);
    if (beside.every(({ minute, n }) => n < least || minute < first.minute - 1 || minute > second.minute + 1))
      pairs.push(first.minute);
  }
  if (pairs.length === 0) return [];
  const both = [...new Set(pairs.flatMap((minute) => [minute, minute + 1]))].join(', ');
  return context.query<{ minute: number; n: number }>(`
    SELECT minute, max(n) AS n FROM ${acrossMinutes('one', `SELECT 1 AS one, * FROM (${counted.rows}) WHERE minute IN (${both})`, `SELECT 1 AS one, * FROM (${counted.seconds}) WHERE floor(second / ${BUCKET_SEC}) IN (${both})`)}
    WHERE minute IN (${pairs.join(', ')}) GROUP BY minute HAVING max(n) >= ${least} ORDER BY minute`);
}

/** The minutes that reach `least`, ascending, by themselves or with the one beside them, and what they reach so. */
export async function reachedMinutes(
  context: Pick<DetectorContext, 'query'>,
  counted: CountedRequests,
  minutes: Minutes,
  least: number,
): Promise<{ minute: number; n: number }[]> {
  const across = await reachedAcross(context, counted, minutes, least);
  return [
    ...minutes.filter(({ n }) => n >= least),
    ...across.flatMap(({ minute, n }) => [
      { minute, n },
      { minute: minute + 1, n },
    ]),
  ].sort((a, b) => a.minute - b.minute);
}
