// Of the clients of a surge, those about whom the log shows more than their requests in it: who was a visitor or a regular before, who is sent in a
// circle, who fetches a file in pieces or leaves files on the server, and who fetched images once and then asks as no visitor does. Nobody among them is named.

import { METHODS } from '../model/batch.ts';
import type { DetectorContext } from './finding.ts';
import type { Clients } from './surge-habits.ts';
import { ASSET, readersSql } from './surge-programs.ts';

/** Most requests in a second of a page that stands open: it asks by itself. */
const OPEN_PAGE_PER_SEC = 2;
/** Minutes, over so many hours, in which a machine asked for its paths before; when these fail it tries again, once a second at most. */
const CAME_MINUTES = 3;
const CAME_HOURS = 6;
const CAME_PER_SEC = 1;
/** Browsers follow twenty redirections at most (WHATWG Fetch, section 4.4), and people try a page a few times: requests of such a client, and its paths. */
const MOST_REDIRECTED = 60;
const CIRCLE_PATHS = 3;
/** A path that so many other clients are sent away from, half of the time, is no circle. */
const CIRCLE_USUAL = 20;
const REDIRECTED = 'status IN (301, 302, 303, 307, 308)';
/** Share of the requests of a client that are of a kind. */
const ALIKE_SHARE = 0.9;
/** Share of pieces (206) among the requests of a program that downloads a file, and most of them in a second. */
const DOWNLOAD_SHARE = 0.8;
const DOWNLOAD_PER_SEC = 10;
/** Methods that change what a server keeps (RFC 9110 section 9.3, RFC 5789, RFC 4918), others than POST, which any form sends. */
const CHANGING = (['PUT', 'DELETE', 'PATCH', 'PROPFIND', 'OTHER'] as const).map((name) =>
  METHODS.indexOf(name),
);
/** SQL condition on a row of request_minutes (alias r) that the server did as such a request asks. */
export const KEPT: string = `(r.method IN (${CHANGING.join(', ')}) AND r.status BETWEEN 200 AND 299)`;
/** Share of them among the requests of a program that keeps files alike, of different paths, and most requests in a second. */
const KEPT_SHARE = 0.8;
const KEPT_PATHS = 0.5;
const KEPT_PER_SEC = 20;
/** Requests for other than images in its busiest minute from which a browser is asked about; where habits are not known, and how many times as often as nine in ten of the ordinary ones. */
const PAGES_LOOKED_AT = 30;
const PAGES_AT_MOST = 240;
const TIMES_BROWSER = 10;
const LEAST_BROWSERS = 20;

/** SQL of the participants (hi, lo) to whom it applies, by doubt. */
export function knownSql({
  table,
  inside,
  outside,
  first,
}: Clients): Record<'open' | 'came' | 'circle' | 'pieces' | 'kept', string> {
  const before = `${outside} AND minute < ${first}`;
  const slow = (perSec: number): string =>
    `(SELECT hi, lo FROM ${table} WHERE participant AND requests <= ${perSec} * span_sec)`;
  return {
    open: `
      SELECT hi, lo FROM (${readersSql(before)}) SEMI JOIN ${slow(OPEN_PAGE_PER_SEC)} USING (hi, lo)
      EXCEPT SELECT hi, lo FROM surge_suspects WHERE program`,
    came: `
      SELECT hi, lo FROM (SELECT hi, lo, path, has_query, sum(requests) AS n FROM site_requests SEMI JOIN ${slow(CAME_PER_SEC)} USING (hi, lo) WHERE ${inside} GROUP BY ALL)
        LEFT JOIN (SELECT hi, lo, path, has_query, true AS known FROM site_requests SEMI JOIN ${slow(CAME_PER_SEC)} USING (hi, lo) WHERE ${before}
          GROUP BY ALL HAVING count(DISTINCT minute) >= ${CAME_MINUTES} AND max(minute) - min(minute) >= ${60 * CAME_HOURS}) USING (hi, lo, path, has_query)
      GROUP BY hi, lo HAVING coalesce(sum(n) FILTER (known), 0) >= ${ALIKE_SHARE} * sum(n)`,
    circle: `
      SELECT hi, lo FROM site_requests SEMI JOIN (SELECT hi, lo FROM ${table} WHERE participant AND requests <= ${MOST_REDIRECTED} AND paths <= ${CIRCLE_PATHS}) USING (hi, lo) WHERE ${inside}
      GROUP BY hi, lo HAVING coalesce(sum(requests) FILTER (${REDIRECTED}), 0) >= ${ALIKE_SHARE} * sum(requests)
        AND bool_and(path NOT IN (SELECT path FROM site_requests WHERE ${outside} GROUP BY path
          HAVING 2 * coalesce(sum(requests) FILTER (${REDIRECTED}), 0) >= sum(requests) AND count(DISTINCT (hi, lo)) >= ${CIRCLE_USUAL}))`,
    pieces: `
      SELECT hi, lo FROM site_requests SEMI JOIN ${slow(DOWNLOAD_PER_SEC)} USING (hi, lo) WHERE ${inside}
      GROUP BY hi, lo HAVING coalesce(sum(requests) FILTER (status = 206), 0) >= ${DOWNLOAD_SHARE} * sum(requests)`,
    kept: `
      SELECT hi, lo FROM site_requests SEMI JOIN ${slow(KEPT_PER_SEC)} USING (hi, lo) WHERE ${inside}
      GROUP BY hi, lo HAVING coalesce(sum(requests) FILTER (kept), 0) >= ${KEPT_SHARE} * sum(requests) AND count(DISTINCT path) >= ${KEPT_PATHS} * sum(requests)`,
  };
}

/** Whoever fetches a page with its images and then asks many times as often as visitors of the site do is no visitor for certain. */
export async function doubtBrowsers(
  { query, run }: Pick<DetectorContext, 'query'> & { run(sql: string): Promise<void> },
  table: string,
  inside: string,
  outside: string,
): Promise<void> {
  const busiest = (who: string, where: string): string => `
    SELECT hi, lo, max(n) AS most FROM (SELECT hi, lo, minute, sum(requests) AS n FROM site_requests SEMI JOIN (${who}) USING (hi, lo) WHERE ${where} AND NOT ${ASSET} GROUP BY ALL) GROUP BY ALL`;
  const fast = `SELECT hi, lo FROM (${busiest(`SELECT hi, lo FROM ${table} WHERE browser`, inside)}) WHERE most >`;
  const [{ n }] = await query<{ n: bigint }>(
    `SELECT count(*)::BIGINT AS n FROM (${fast} ${PAGES_LOOKED_AT})`,
  );
  if (n === 0n) return;
  const [{ limit }] = await query<{ limit: number }>(
    `SELECT CASE WHEN count(*) >= ${LEAST_BROWSERS} THEN greatest(${PAGES_LOOKED_AT}, ${TIMES_BROWSER} * quantile_disc(most, 0.9)) ELSE ${PAGES_AT_MOST} END::DOUBLE AS limit FROM (${busiest(readersSql(outside), outside)})`,
  );
  await run(
    `UPDATE ${table} SET browser = false, doubt = 'dressed' WHERE browser AND (hi, lo) IN (${fast} ${limit})`,
  );
}
