// Clients of a surge that ask again and again, are answered, and do no harm: applications, what checks or fetches, people whose browsers kept the
// images. A slow attack on a server that bears it looks the same. Pages tell the two apart where many ask: browsers fetch their images once at least.

import { isRapidReset } from './detectors/http2-reset.ts';
import type { DetectorContext } from './finding.ts';
import { ANSWERED, ASSET, PINGBACK } from './surge-programs.ts';
import { busiestOfClients } from './surge-runs.ts';

/** Most requests in a second of such a client, and in a minute of all of them: a hundred a second. */
const SERVED_PER_SEC = 5;
const MOST_SERVED = 6000;
/** Share of the requests of participants that fail (5xx), from which they do harm. */
const HARM_SHARE = 0.02;
/** Share of a client's requests that are answered, or asked for a password first; and of those that are answered at once. */
const SERVED_SHARE = 0.9;
const AT_ONCE_SHARE = 0.3;
/** So many addresses that stay below twenty requests a second together are no flood while they are answered, whatever they ask for. */
const FEW_SOURCES = 20;
const FEW_PER_MINUTE = 1200;
/** Nobody who uses a site asks more often in a surge; more than a few who do, together twenty times a second, flood it. Images come in numbers. */
const MOST_ASKED = 100;
/** Visitors from which a path is a page: who fetched images for it, as the referrer says, or who came to it first; its share of a client's requests. */
const LEAST_READERS = 2;
const LEAST_ENTRIES = 5;
const VIEWED_SHARE = 0.5;
/** Share of clients that fetch images, among these and those that never did, from which the others' browsers may have kept them. */
const CROWD_SHARE = 0.2;

/** SQL condition on a request (alias r) with its user agent (alias a) that a browser may have sent it to see a page, or somebody by a pingback; METHODS 1 and 2 are GET and POST. */
export const VIEWS: string = `r.method IN (1, 2) AND (coalesce(a.text, '') IN ('', '-') OR starts_with(a.text, 'Mozilla/') OR starts_with(a.text, 'Opera/') OR a.text LIKE '${PINGBACK}')`;

/** SQL of the columns that tell such clients, over the rows of site_requests (alias r) of a client in a surge. */
export const SERVED_COLUMNS: string = `coalesce(sum(requests) FILTER ${ANSWERED}, 0) AS answered, coalesce(sum(requests) FILTER (${ANSWERED} OR status BETWEEN 300 AND 399 OR status = 401), 0) AS welcome,
        coalesce(sum(requests) FILTER (status >= 500 OR status IN (0, 429)), 0) AS failed, coalesce(sum(requests) FILTER (${ASSET.replace('path', 'r.path')}), 0) AS fetched, coalesce(sum(requests) FILTER (r.views AND NOT r.crawler AND r.path IN (SELECT path FROM site_pages)), 0) AS viewed`;

/**
 * SQL of the doubt about a client (alias c) that was answered and slow, for a CASE: 'bare' looked at pages and never fetched an image; settleServed
 * knows what they are.
 */
export const SERVED_DOUBT: string = `WHEN c.requests <= ${SERVED_PER_SEC} * c.span_sec AND c.welcome >= ${SERVED_SHARE} * c.requests AND c.answered >= ${AT_ONCE_SHARE} * c.requests
        THEN CASE WHEN c.viewed >= ${VIEWED_SHARE} * c.requests AND (c.hi, c.lo) NOT IN (SELECT (hi, lo) FROM site_browsers) THEN 'bare' ELSE 'served' END`;

/** Makes the tables of a site: site_browsers (hi, lo), who fetched images at any time, and site_pages (path), what they fetched them for. */
export async function createPages({ run }: { run(sql: string): Promise<void> }, here: string): Promise<void> {
  await run(`
    CREATE OR REPLACE TABLE site_paths AS
    SELECT hi, lo, path, ${ASSET} AS asset, floor(min(first_us) / 1e6) AS sec FROM site_requests WHERE ${here} GROUP BY hi, lo, path`);
  await run(
    'CREATE OR REPLACE TABLE site_browsers AS SELECT hi, lo, min(sec) AS began FROM site_paths GROUP BY hi, lo HAVING count(*) FILTER (asset) >= 2 AND count(*) FILTER (NOT asset) >= 1',
  );
  // What a page asks for by itself (a query of an application) is no referrer of images, and never alone in the first second of a visitor.
  await run(`
    CREATE OR REPLACE TABLE site_pages AS
    SELECT path FROM (SELECT hi, lo, regexp_extract(referer, '^[a-z]+://[^/]+([^?#]*)', 1) AS path FROM site_requests WHERE ${here} AND ${ASSET})
      SEMI JOIN (SELECT path FROM site_paths WHERE NOT asset) USING (path) GROUP BY path HAVING count(DISTINCT (hi, lo)) >= ${LEAST_READERS}
    UNION
    SELECT path FROM (SELECT min(path) AS path FROM site_paths JOIN site_browsers USING (hi, lo) WHERE sec = began AND NOT asset GROUP BY hi, lo HAVING count(*) = 1)
    GROUP BY path HAVING count(*) >= ${LEAST_ENTRIES}`);
  await run('DROP TABLE site_paths');
}

type Sums = Record<'sources' | 'requests' | 'failed' | 'welcome' | 'viewed', number>;

/**
 * Settles the doubts 'served' and 'bare' of the clients in `table`: all take part where they do harm with the other participants; otherwise those who
 * insist do, and those who never fetch an image among few browsers, and few participants that do no harm are served as well. `inside` is a SQL condition on site_requests.
 */
export async function settleServed(
  context: Pick<DetectorContext, 'query' | 'thresholds'> & { run(sql: string): Promise<void> },
  site: string,
  table: string,
  inside: string,
): Promise<void> {
  const { run } = context;
  const busiest = (which: string, least: number): Promise<number> =>
    busiestOfClients(context, site, table, which, inside, least);
  const settle = (doubt: '' | 'served' | 'retry', which: string): Promise<void> =>
    run(`UPDATE ${table} SET participant = ${doubt === ''}, doubt = '${doubt}' WHERE ${which}`);
  const taking = "(participant OR doubt IN ('served', 'bare'))";
  const all = await sumsOf(context, table, taking);
  if (all.sources === 0) return;
  const resets = `SELECT 1 AS one FROM ${table} WHERE ${taking} AND (hi, lo) IN (SELECT (client_hi, client_lo) FROM requests_in r WHERE ${isRapidReset(context.thresholds)}) LIMIT 1`;
  const harm =
    all.failed >= HARM_SHARE * all.requests ||
    (await busiest(taking, MOST_SERVED)) >= MOST_SERVED ||
    (await context.query(resets)).length > 0;
  if (harm) await settle('', "doubt IN ('served', 'bare')");
  const insisting = `doubt IN ('served', 'bare') AND requests > ${MOST_ASKED} AND 2 * fetched < requests`;
  if (
    (await sumsOf(context, table, insisting)).sources > FEW_SOURCES &&
    (await busiest(insisting, FEW_PER_MINUTE)) >= FEW_PER_MINUTE
  )
    await settle('', insisting);
  const bare = await sumsOf(context, table, "doubt = 'bare'");
  if (bare.sources > 0) {
    const browsers = await sumsOf(context, table, 'browser');
    const isCrowd = browsers.sources >= CROWD_SHARE * (browsers.sources + bare.sources);
    await settle(isCrowd ? 'served' : '', "doubt = 'bare'");
  }
  const rest = await sumsOf(context, table, 'participant');
  if (rest.sources === 0 || rest.sources > FEW_SOURCES) return;
  if ((await busiest('participant', FEW_PER_MINUTE)) >= FEW_PER_MINUTE) return;
  if (!harm && rest.welcome >= SERVED_SHARE * rest.requests) await settle('served', 'participant');
  else if (rest.failed === rest.requests && rest.viewed === 0) await settle('retry', 'participant');
}

async function sumsOf(
  { query }: Pick<DetectorContext, 'query'>,
  table: string,
  which: string,
): Promise<Sums> {
  const [sums] = await query<Sums>(
    `SELECT count(*)::DOUBLE AS sources, ${['requests', 'failed', 'welcome', 'viewed'].map((each) => `coalesce(sum(${each}), 0)::DOUBLE AS ${each}`).join(', ')} FROM ${table} WHERE ${which}`,
  );
  return sums;
}
