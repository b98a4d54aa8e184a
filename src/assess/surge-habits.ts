// Participants of a surge against whom the log shows too little: who asks no more often than ordinary visitors do, was let in by a password, reloads a
// page among others who see it for the first time, asked a few times, or is one of few and slow. Nobody among them is named.

import { BUCKET_SEC } from '../model/traffic.ts';
import type { DetectorContext } from './finding.ts';
import { knownSql } from './surge-known.ts';
import { ANSWERED, ASSET, readersSql } from './surge-programs.ts';

/**
 * Ordinary clients of a part of the site from which their habits are known, which of them in order of frequency is looked at, and how many times as often as
 * this one whoever has the same habits asks.
 */
const LEAST_ORDINARY = 20;
const ORDINARY_QUANTILE = 0.9;
const TIMES_ORDINARY = 2;
/** Share of a client's requests that fit; and of those of a client or of all such clients that are answered. */
const FITTING_SHARE = 0.8;
const ANSWERED_SHARE = 0.9;
/** Most requests in a second of somebody who is let in by a password. */
const ADMITTED_PER_SEC = 5;
/** Most requests of somebody who reloads a page, in all and in a second, and least share of clients that fetch it with its images: a crowd. */
const MOST_RELOADS = 30;
const RELOADS_PER_SEC = 1;
const CROWD_SHARE = 0.2;
/** Most minutes in which a visitor fetches pages that ask for one path many times, and requests in each. */
export const VISIT_MINUTES = 5;
export const VISIT_PER_MINUTE = 240;
/** Fewer requests tell little of a source that does not say it is a browser, which would fetch images; together such sources do no harm below twenty requests a second. */
const FEW_REQUESTS = 10;
const MOST_TOGETHER = 1200;
/** Few sources, and most requests in a minute of all of them: five a second. */
const FEW_SOURCES = 10;
const FEW_PER_MINUTE = 300;

// "/tiles/3/4/5.png" is of "tiles".
const SECTION = "split_part(path, '/', 2)";

// "https://shop.example/album/1?x" is of "/album/1".
const PAGE_OF_REFERER = "regexp_extract(referer, '^[a-z]+://[^/]+(/[^?#]*)', 1)";

export interface Clients {
  /** Name of the table of clients of the surge (hi, lo, requests, span_sec, participant, doubt). */
  table: string;
  /** SQL conditions on site_requests: of the surge, and of ordinary traffic on the site. */
  inside: string;
  outside: string;
  /** Minute in which the surge begins. */
  first: number;
}

/** Takes participants out of the table that are like that, and says so in its column `doubt`. */
export async function settleHabits(
  { query, run }: Pick<DetectorContext, 'query'> & { run(sql: string): Promise<void> },
  { table, inside, outside, first }: Clients,
): Promise<void> {
  const doubt = (what: string, who: string): Promise<void> =>
    run(
      `UPDATE ${table} SET participant = false, doubt = '${what}' WHERE participant AND (hi, lo) IN (${who})`,
    );
  const [{ n }] = await query<{ n: bigint }>(`SELECT count(*) AS n FROM ${table} WHERE participant`);
  if (n === 0n) return;
  await run(`
    CREATE OR REPLACE TABLE surge_suspects AS
    SELECT hi, lo, minute, ${SECTION} AS section, has_query, program, sum(r.requests) AS n, coalesce(sum(r.requests) FILTER ${ANSWERED}, 0) AS answered,
      coalesce(sum(r.requests) FILTER (${ANSWERED} OR status BETWEEN 300 AND 399 OR status = 401), 0) AS welcome, coalesce(sum(r.requests) FILTER (status = 401), 0) AS asked
    FROM site_requests r SEMI JOIN (SELECT hi, lo FROM ${table} WHERE participant) USING (hi, lo) WHERE ${inside} GROUP BY ALL`);
  const [{ asked }] = await query<{ asked: boolean }>(
    'SELECT bool_or(asked > 0 AND answered > 0) AS asked FROM (SELECT sum(asked) AS asked, sum(answered) AS answered FROM surge_suspects GROUP BY hi, lo)',
  );
  if (asked) await doubt('admitted', admitted(table, inside));
  await doubt('usual', usual(table, outside));
  const [{ referers }] = await query<{ referers: boolean }>(
    `SELECT count(*) > 0 AS referers FROM (SELECT 1 FROM site_requests WHERE starts_with(referer, 'http') AND (${inside} OR ${outside}) LIMIT 1)`,
  );
  await doubt('visit', visitors(table, inside, referers));
  for (const [what, who] of Object.entries(knownSql({ table, inside, outside, first })))
    await doubt(what, who);
  const [{ crowd }] = await query<{ crowd: boolean }>(
    `SELECT count(*) FILTER (browser) >= ${CROWD_SHARE} * count(*) FILTER (browser OR participant) AS crowd FROM ${table}`,
  );
  if (crowd) await doubt('reload', reloaders(table, inside));
  await doubtTogether(query, doubt, table);
  await run('DROP TABLE surge_suspects');
}

// Requests of participants of some pace in the surge.
function requestsOf(table: string, inside: string, pace: string): string {
  return `site_requests r JOIN (SELECT hi, lo FROM ${table} WHERE participant AND ${pace}) USING (hi, lo) WHERE ${inside}`;
}

// Refused without a password first, and answered on the same path then.
function admitted(table: string, inside: string): string {
  return `
    SELECT hi, lo FROM (SELECT hi, lo, path, sum(requests) AS n, bool_or(${ANSWERED}) AND bool_or(status = 401) AS let_in
      FROM ${requestsOf(table, inside, `requests <= ${ADMITTED_PER_SEC} * span_sec`)} GROUP BY ALL)
    GROUP BY hi, lo HAVING sum(n) FILTER (let_in) >= ${ANSWERED_SHARE} * sum(n)`;
}

// Sections of the site, with and without queries, in which ordinary clients that fetch no images either ask as often in their busiest minute and hour.
function usual(table: string, outside: string): string {
  const busiest = (from: string): string =>
    `SELECT hi, lo, section, has_query, max(n) AS most, max(of_hour) AS most_hour, sum(n) AS n FROM (
      SELECT *, sum(n) OVER (PARTITION BY hi, lo, section, has_query, minute // 60) AS of_hour FROM (
        SELECT hi, lo, section, has_query, minute, sum(n) AS n FROM (${from}) GROUP BY ALL)) GROUP BY ALL`;
  const ordinary = `SELECT hi, lo, minute, ${SECTION} AS section, has_query, requests AS n FROM site_requests ANTI JOIN (${readersSql(outside)}) b USING (hi, lo) WHERE ${outside} AND ${ANSWERED} AND NOT guess`;
  return `
    WITH habits AS MATERIALIZED (
        SELECT section, has_query, quantile_disc(most, ${ORDINARY_QUANTILE}) AS most, quantile_disc(most_hour, ${ORDINARY_QUANTILE}) AS most_hour FROM (${busiest(ordinary)})
        GROUP BY section, has_query HAVING count(*) >= ${LEAST_ORDINARY})
    SELECT hi, lo FROM (SELECT hi, lo, requests FROM ${table} WHERE participant) JOIN (${busiest('FROM surge_suspects SEMI JOIN habits USING (section, has_query)')}) s USING (hi, lo) JOIN habits h USING (section, has_query)
    GROUP BY hi, lo, requests
    HAVING coalesce(sum(n) FILTER (s.most <= ${TIMES_ORDINARY} * h.most AND s.most_hour <= ${TIMES_ORDINARY} * h.most_hour), 0) >= ${FITTING_SHARE} * requests`;
}

// One path many times within a few minutes, for a page that was fetched before: the referrer says so, where the log has any.
function visitors(table: string, inside: string, referers: boolean): string {
  const pace = `requests * ${BUCKET_SEC} <= ${VISIT_PER_MINUTE} * greatest(${BUCKET_SEC}, span_sec)`;
  return `
    WITH brief AS MATERIALIZED (SELECT hi, lo FROM (SELECT hi, lo, minute, sum(n) AS n FROM surge_suspects SEMI JOIN (SELECT hi, lo FROM ${table} WHERE participant AND ${pace}) USING (hi, lo) GROUP BY ALL)
        GROUP BY hi, lo HAVING count(*) <= ${VISIT_MINUTES} AND max(n) <= ${VISIT_PER_MINUTE}),
      asked AS MATERIALIZED (SELECT hi, lo, path, requests, ${ANSWERED} AS answered, first_us, last_us, ${PAGE_OF_REFERER} AS page FROM site_requests SEMI JOIN brief USING (hi, lo) WHERE ${inside}),
      seen AS (SELECT hi, lo, path, min(first_us) AS us FROM asked WHERE answered GROUP BY ALL),
      earliest AS (SELECT hi, lo, max(path) FILTER (nth = 1) AS one, max(us) FILTER (nth = 1) AS one_us, max(us) FILTER (nth = 2) AS other_us
        FROM (SELECT *, row_number() OVER (PARTITION BY hi, lo ORDER BY us, path) AS nth FROM seen) GROUP BY hi, lo),
      paths AS (SELECT a.hi, a.lo, a.path, sum(requests) AS n, ${
        referers
          ? `coalesce(sum(requests) FILTER (p.us <= last_us AND page <> a.path), 0) AS of_page FROM asked a LEFT JOIN seen p ON p.hi = a.hi AND p.lo = a.lo AND p.path = page`
          : `coalesce(sum(requests) FILTER (CASE WHEN a.path = one THEN other_us ELSE one_us END <= last_us), 0) AS of_page FROM asked a LEFT JOIN earliest e ON e.hi = a.hi AND e.lo = a.lo`
      } GROUP BY ALL)
    SELECT hi, lo FROM paths GROUP BY hi, lo HAVING max(of_page) >= ${FITTING_SHARE} * sum(n)`;
}

// A page that others see for the first time, with its images, in the surge too.
function reloaders(table: string, inside: string): string {
  const seen = `SELECT DISTINCT path FROM site_requests SEMI JOIN (SELECT hi, lo FROM ${table} WHERE browser) USING (hi, lo) WHERE ${inside} AND NOT ${ASSET}`;
  return `
    SELECT hi, lo FROM ${requestsOf(table, inside, `requests <= ${MOST_RELOADS} AND requests <= ${RELOADS_PER_SEC} * span_sec`)}
    GROUP BY hi, lo HAVING coalesce(sum(r.requests) FILTER (NOT has_query AND path IN (${seen})), 0) >= ${ANSWERED_SHARE} * sum(r.requests)`;
}

interface Sums extends Record<string, number> {
  sources: number;
  total: number;
  /** Requests in their busiest minute. */
  most: number;
  welcome: number;
}

// Who asked a few times, and few sources: what they do together decides.
async function doubtTogether(
  query: DetectorContext['query'],
  doubt: (what: string, who: string) => Promise<void>,
  table: string,
): Promise<void> {
  const together = async (which: string): Promise<Sums> => {
    const [row] = await query<Sums>(`
      WITH s AS (SELECT s.* FROM surge_suspects s SEMI JOIN (SELECT hi, lo FROM ${table} WHERE participant AND ${which}) USING (hi, lo)),
        m AS (SELECT minute, sum(n) AS n, sum(welcome) AS welcome FROM s GROUP BY minute)
      SELECT (SELECT count(*) FROM (SELECT DISTINCT hi, lo FROM s))::DOUBLE AS sources, coalesce(sum(n), 0)::DOUBLE AS total, coalesce(max(n), 0)::DOUBLE AS most,
        coalesce(sum(welcome), 0)::DOUBLE AS welcome FROM m`);
    return row;
  };
  const askedLittle = `requests < ${FEW_REQUESTS} AND (hi, lo) NOT IN (SELECT (hi, lo) FROM surge_suspects WHERE NOT program)`;
  const brief = await together(askedLittle);
  if (brief.sources > 0 && brief.most < MOST_TOGETHER && brief.welcome >= ANSWERED_SHARE * brief.total)
    await doubt('brief', `SELECT hi, lo FROM ${table} WHERE ${askedLittle}`);
  const rest = await together('true');
  if (rest.sources === 0 || rest.sources > FEW_SOURCES || rest.most >= FEW_PER_MINUTE) return;
  if (rest.welcome >= ANSWERED_SHARE * rest.total || rest.welcome === 0)
    await doubt('few', `SELECT hi, lo FROM ${table}`);
}
