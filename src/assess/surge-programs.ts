// Programs among the clients of a surge that ask again and again and mean no harm: what keeps a connection open (web sockets), what plays a
// stream (HLS, DASH), what fetches repositories; and what asks on a timer, of which bots may be as well.

/** Clients of web sockets come again when these break: no more than so many requests a second. RFC 6455 section 4.2.2: status 101. */
const SWITCHED_PER_SEC = 1;

// "/live/stream.m3u8", "/live/seg-12.ts". RFC 8216, ISO/IEC 23009-1.
const PLAYLIST = '\\.(m3u8|mpd)$';
const SEGMENT = '\\.(ts|m4s|m4a|m4v|mp4|aac|cmfa|cmfv)$';
/** Share of playlists and segments among the answered requests of a player, of different segments; and most requests in a second. */
const STREAM_SHARE = 0.8;
const SEGMENT_SHARE = 0.2;
const STREAM_PER_SEC = 10;

// "/team/app.git/info/refs", "/team/app.git/git-upload-pack": gitprotocol-http(5). A fetch asks for the first and then, once or twice, for the second.
const GIT_REFS = '/info/refs$';
const GIT_PACK = '/git-upload-pack$';
/** Share of such requests of a build machine, least and most share of the packs among them (with a password it asks twice first), and most requests in a second. */
const GIT_SHARE = 0.8;
const GIT_PACKS = [0.3, 0.75] as const;
const GIT_PER_SEC = 50;

/** SQL condition that a `path` is an image, style, script or font of a page. */
export const ASSET: string =
  "regexp_matches(lower(path), '\\.(css|js|mjs|png|jpe?g|gif|svg|webp|avif|ico|woff2?|ttf|otf|eot|map|mp3|mp4|webm)$')";

/** SQL of the clients (hi, lo) that read a page with two of its images, styles or scripts, out of the rows of site_requests `where`. */
export function readersSql(where: string): string {
  return `SELECT hi, lo FROM (SELECT DISTINCT hi, lo, path FROM site_requests WHERE ${where}) GROUP BY ALL HAVING count(*) FILTER (${ASSET}) >= 2 AND count(*) FILTER (NOT ${ASSET}) >= 1`;
}

/** What a WebDAV client gets for PROPFIND (207, RFC 4918 section 13): least share of its answers, and most requests in a second. */
const DAV_SHARE = 0.5;
const DAV_PER_SEC = 1;

/** SQL condition that a request was answered. */
export const ANSWERED: string = `(status BETWEEN 200 AND 299 OR status = 304)`;
/** Share of the requests of a program that are answered. */
export const ANSWERED_SHARE: number = 0.9;

/**
 * A timer: whole minutes in which it is seen and answered, its most requests in one of these, by how many they may differ (by one below TIMER_SLOW),
 * and its most in others: programs try again sooner while a server fails.
 */
const TIMER_MINUTES = 4;
export const TIMER_PER_MINUTE: number = 30;
const TIMER_SLOW = 10;
const TIMER_UNEVEN = 2;
const TIMER_FAILED_PER_MINUTE = 60;
/** With query strings, which floods make up: a waiting room asks every five seconds at most. */
const TIMER_WITH_QUERY = 12;

/** SQL of the columns that tell such programs, over the rows of site_requests (alias r) of a client in a surge. */
export const PROGRAM_COLUMNS: string = `coalesce(sum(requests) FILTER (status BETWEEN 200 AND 399 AND regexp_matches(lower(r.path), '${PLAYLIST}|${SEGMENT}')), 0) AS streamed,
        count(DISTINCT r.path) FILTER (status BETWEEN 200 AND 399 AND regexp_matches(lower(r.path), '${SEGMENT}')) AS segments,
        coalesce(sum(requests) FILTER (${ANSWERED} OR status = 401), 0) AS known, coalesce(sum(requests) FILTER (regexp_matches(r.path, '${GIT_REFS}|${GIT_PACK}')), 0) AS git, coalesce(sum(requests) FILTER (regexp_matches(r.path, '${GIT_PACK}')), 0) AS git_packs, coalesce(sum(requests) FILTER (status = 207), 0) AS dav`;

/** SQL condition on a client (alias c; `switched` are its answers 101 in all of the log) that it keeps web sockets, plays a stream, fetches repositories or keeps files alike. */
export const IS_PROGRAM: string = `((w.switched > 0 AND c.requests <= ${SWITCHED_PER_SEC} * c.span_sec)
        OR (c.streamed >= ${STREAM_SHARE} * c.requests AND c.segments >= ${SEGMENT_SHARE} * c.requests AND c.requests <= ${STREAM_PER_SEC} * c.span_sec)
        OR (c.git >= ${GIT_SHARE} * c.requests AND c.git_packs BETWEEN ${GIT_PACKS[0]} * c.git AND ${GIT_PACKS[1]} * c.git AND c.known >= ${ANSWERED_SHARE} * c.requests AND c.requests <= ${GIT_PER_SEC} * c.span_sec)
        OR (c.dav >= ${DAV_SHARE} * c.requests AND c.requests <= ${DAV_PER_SEC} * c.span_sec))`;

/** SQL of the clients (hi, lo) to which the site switched protocols. */
export function switchedSql(here: string): string {
  return `SELECT hi, lo, sum(requests) AS switched FROM site_requests WHERE ${here} AND status = 101 GROUP BY hi, lo`;
}

/**
 * SQL of the clients (hi, lo) that ask as often in every whole minute (the first and the last of a client are none) in which they are answered, or in
 * every one where they never are; with query strings, which floods make up, seldom.
 */
export function timersSql(inside: string): string {
  const even = (which: string): string =>
    `count(*) FILTER (${which}) >= ${TIMER_MINUTES} AND max(n) FILTER (${which}) <= ${TIMER_PER_MINUTE}
        AND max(n) FILTER (${which}) - min(n) FILTER (${which}) <= CASE WHEN max(n) FILTER (${which}) < ${TIMER_SLOW} THEN 1 ELSE ${TIMER_UNEVEN} END`;
  return `SELECT hi, lo FROM (SELECT *, answered >= ${ANSWERED_SHARE} * n AS served, min(minute) OVER client AS began, max(minute) OVER client AS ended, sum(answered) OVER client = 0 AS never FROM (
        SELECT hi, lo, minute, sum(requests) AS n, coalesce(sum(requests) FILTER (has_query), 0) AS queries, coalesce(sum(requests) FILTER ${ANSWERED}, 0) AS answered
        FROM site_requests WHERE ${inside} GROUP BY hi, lo, minute) WINDOW client AS (PARTITION BY hi, lo))
      WHERE minute > began AND minute < ended GROUP BY hi, lo, began, ended
      HAVING count(*) = ended - began - 1 AND (sum(queries) = 0 OR max(n) <= ${TIMER_WITH_QUERY}) AND coalesce(max(n) FILTER (NOT served), 0) <= ${TIMER_FAILED_PER_MINUTE} AND ((${even('served')}) OR (${even('never')}))`;
}
