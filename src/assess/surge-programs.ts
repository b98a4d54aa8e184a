// Programs among the clients of a surge that ask again and again and mean no harm: what keeps a connection open (web sockets), what plays a
// stream (HLS, DASH), and what asks on a timer, of which bots may be as well.

import type { DetectorContext } from './finding.ts';

/** Clients of web sockets come again when these break: no more than so many requests a second. RFC 6455 section 4.2.2: status 101. */
const SWITCHED_PER_SEC = 1;

// "/live/stream.m3u8", "/live/seg-12.ts". RFC 8216, ISO/IEC 23009-1.
const PLAYLIST = '\\.(m3u8|mpd)$';
const SEGMENT = '\\.(ts|m4s|m4a|m4v|mp4|aac|cmfa|cmfv)$';
/** Share of playlists and segments among the answered requests of a player, of different segments; and most requests in a second. */
const STREAM_SHARE = 0.8;
const SEGMENT_SHARE = 0.2;
const STREAM_PER_SEC = 2;

/** A timer: whole minutes in which it is seen, its most requests in one, by how many these may differ (by one below TIMER_SLOW), and how many are answered (2xx, 304). */
const TIMER_MINUTES = 4;
const TIMER_PER_MINUTE = 30;
const TIMER_SLOW = 10;
const TIMER_UNEVEN = 2;
const TIMER_ANSWERED = 0.9;

/** SQL of the columns that tell such programs, over the rows of site_requests (alias r) of a client in a surge. */
export const PROGRAM_COLUMNS: string = `coalesce(sum(requests) FILTER (status BETWEEN 200 AND 399 AND regexp_matches(lower(r.path), '${PLAYLIST}|${SEGMENT}')), 0) AS streamed,
        count(DISTINCT r.path) FILTER (status BETWEEN 200 AND 399 AND regexp_matches(lower(r.path), '${SEGMENT}')) AS segments, coalesce(sum(requests) FILTER (status BETWEEN 200 AND 299 OR status = 304), 0) AS answered`;

/** SQL condition on a client (alias c; `switched` are its answers 101 in all of the log) that it keeps web sockets, or plays a stream. */
export const KEEPS_OPEN: string = `((w.switched > 0 AND c.requests <= ${SWITCHED_PER_SEC} * c.span_sec)
        OR (c.streamed >= ${STREAM_SHARE} * c.requests AND c.segments >= ${SEGMENT_SHARE} * c.requests AND c.requests <= ${STREAM_PER_SEC} * c.span_sec))`;

/** SQL of the clients (hi, lo) to which the site switched protocols. */
export function switchedSql(here: string): string {
  return `SELECT hi, lo, sum(requests) AS switched FROM site_requests WHERE ${here} AND status = 101 GROUP BY hi, lo`;
}

/** SQL of the clients (hi, lo) that ask as often in every whole minute (the first and the last of a client are none), without query strings: floods make these up. */
export function timersSql(inside: string): string {
  return `SELECT hi, lo FROM (SELECT *, min(minute) OVER client AS began, max(minute) OVER client AS ended FROM (
        SELECT hi, lo, minute, sum(requests) AS n, coalesce(sum(requests) FILTER (has_query), 0) AS queries FROM site_requests WHERE ${inside} GROUP BY hi, lo, minute) WINDOW client AS (PARTITION BY hi, lo))
      WHERE minute > began AND minute < ended GROUP BY hi, lo, began, ended
      HAVING count(*) >= ${TIMER_MINUTES} AND count(*) = ended - began - 1 AND sum(queries) = 0 AND max(n) <= ${TIMER_PER_MINUTE} AND max(n) - min(n) <= CASE WHEN max(n) < ${TIMER_SLOW} THEN 1 ELSE ${TIMER_UNEVEN} END`;
}

/** SQL condition on a client (alias c) that it was answered as a program on a timer is. */
export const TIMER_IS_ANSWERED: string = `c.answered >= ${TIMER_ANSWERED} * c.requests`;

/** Share of the requests of participants from which timers make a surge; among others they take part like these, as chance makes some even. */
const TIMERS_SHARE = 0.8;

/** Clients that look like timers are participants where most participants are none; changes the table of clients. */
export async function countFewTimers(
  { query, run }: Pick<DetectorContext, 'query'> & { run(sql: string): Promise<void> },
  table: string,
): Promise<void> {
  const [{ timed, all_n: all }] = await query<{ timed: number; all_n: number }>(
    `SELECT coalesce(sum(requests) FILTER (timed), 0)::DOUBLE AS timed, coalesce(sum(requests), 0)::DOUBLE AS all_n FROM ${table} WHERE participant OR timed`,
  );
  if (timed > 0 && timed < TIMERS_SHARE * all)
    await run(`UPDATE ${table} SET participant = true, timed = false WHERE timed`);
}

/** What is said of a surge that timers make. */
export function timersText(sources: string): string {
  return `${sources} sources asked for the same few paths on a timer, as often in every minute, and were answered: an application that polls does so, and so does a slow attack, so that it is called neither an attack nor a crowd, and nobody is named.`;
}
