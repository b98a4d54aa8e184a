// Clients of a surge that ask again and again, as bots do and others too: what asks on a timer, who reloads a page that fails, and crawlers.
// Nobody among them is named.

import { grouped } from '../model/numbers.ts';
import { LOGIN_PATHS, pathPattern } from '../model/probed-paths.ts';
import type { DetectorContext } from './finding.ts';
import { ANSWERED, ANSWERED_SHARE, ASSET } from './surge-programs.ts';

/** Why a client that looks like a participant may be none. */
export type Doubt =
  | 'timer'
  | 'unserved'
  | 'crawler'
  | 'admitted'
  | 'usual'
  | 'visit'
  | 'open'
  | 'came'
  | 'circle'
  | 'pieces'
  | 'kept'
  | 'dressed'
  | 'reload'
  | 'brief'
  | 'few'
  | 'seldom'
  | 'failed';

/** Sources and their requests by doubt; those without requests are left out. */
export type Doubts = Map<Doubt, { sources: number; requests: number }>;

/** Share of the requests of participants from which timers make a surge; among others they take part like these, as chance makes some even. */
const TIMERS_SHARE = 0.8;
/** Most requests in a second of somebody who reloads a page or tries again, and of a crawler. */
const MOST_PER_SEC = 1;
/** Nobody reloads a page that fails, or is refused (403), more often. */
const MOST_RELOADS = 20;
/** Share of different paths among the requests of a crawler; where it says that it is one, queries may differ instead. */
const WALKED_SHARE = 0.75;
/** Least share of its requests that are answered; pages may have moved or gone (3xx, 404, 410) besides. */
const FOUND_SHARE = 0.5;
/** Requests in a minute from which crawlers, or guessers of passwords, do harm together whatever they want: twenty a second. */
const MOST_TOGETHER = 1200;
/** Share of their requests that fail (5xx), from which they do harm at any pace. */
const HARM_SHARE = 0.1;

/** SQL condition that a request failed, was refused or given up. */
const FAILED = '(status >= 499 OR status IN (0, 403, 408, 429, 460))';

/** Clients of a page outside the surge from which it is known how they fetch it, and the share of them that behave like browsers. */
const LEAST_VISITORS = 5;
const VISITORS_SHARE = 0.5;

// "Mozilla/5.0 (compatible; GPTBot/1.2; +https://openai.com/gptbot)", "Bytespider; spider-feedback@bytedance.com"; addresses of mail are kept as
// "[R:email:...]". WordPress says where it runs, and asks for whoever makes it ask.
const SAYS_CRAWLER =
  "regexp_matches(lower(text), '(bot|crawl|spider)') AND regexp_matches(text, '(://|@|\\[R:email:)') AND text NOT LIKE 'WordPress/%'";

/** SQL of the texts (evidence, id) of user agents that call themselves crawlers and say whose. */
export const CRAWLER_AGENTS: string = `SELECT evidence, id FROM texts WHERE ${SAYS_CRAWLER}`;

/** SQL of the texts (evidence, id) of user agents that do not call themselves browsers. */
export const PROGRAM_AGENTS: string =
  "SELECT evidence, id FROM texts WHERE text NOT IN ('', '-') AND NOT starts_with(text, 'Mozilla/') AND NOT starts_with(text, 'Opera/')";

/** SQL of the texts (evidence, id) of paths at which people log in. */
export const LOGIN_TEXTS: string = `SELECT evidence, id FROM texts WHERE regexp_matches(lower(text), ${pathPattern(LOGIN_PATHS)})`;

/**
 * SQL of the columns that tell doubts, over the rows of site_requests (alias r) of a client in a surge. A redirection serves nobody; whoever gets
 * failures alone (5xx, 403, 429, given up) has no page whose images it could fetch.
 */
export const DOUBT_COLUMNS: string = `coalesce(sum(requests) FILTER (${ANSWERED} OR (status BETWEEN 400 AND 498 AND status NOT IN (403, 429))), 0) AS served,
        coalesce(sum(requests) FILTER (${ANSWERED} OR status BETWEEN 300 AND 399 OR status IN (404, 410)), 0) AS walked, coalesce(sum(requests) FILTER (crawler), 0) AS crawled, coalesce(sum(requests) FILTER (r.has_query), 0) AS queried, coalesce(sum(requests) FILTER (guess), 0) AS guesses`;

/** SQL of the doubt about a client (alias c), '' without any; `timer` is SQL that tells whether it asks on a timer. */
export function doubtSql(timer: string): string {
  const slow = `c.requests <= ${MOST_PER_SEC} * c.span_sec`;
  return `CASE WHEN 2 * c.guesses >= c.requests THEN 'guesser' WHEN ${slow} AND c.walked >= ${ANSWERED_SHARE} * c.requests AND c.known >= ${FOUND_SHARE} * c.requests AND (c.paths >= ${WALKED_SHARE} * c.requests OR (c.crawled >= ${ANSWERED_SHARE} * c.requests AND c.paths + c.queried >= ${WALKED_SHARE} * c.requests)) THEN 'crawler'
      WHEN ${timer} THEN 'timer' WHEN ${slow} AND c.served = 0 AND c.requests <= ${MOST_RELOADS} THEN 'unserved' ELSE '' END`;
}

/**
 * The doubts about clients in `table`, whose column `doubt` it settles where the sum decides: timers among many other participants are such,
 * and so are crawlers and guessers of passwords that are fast together. `inside` is a SQL condition on site_requests.
 */
export async function settleDoubts(
  { query, run }: Pick<DetectorContext, 'query'> & { run(sql: string): Promise<void> },
  table: string,
  inside: string,
): Promise<Doubts> {
  const rows = await query<{ doubt: Doubt | 'guesser' | ''; sources: number; requests: number }>(
    `SELECT doubt, count(*)::DOUBLE AS sources, sum(requests)::DOUBLE AS requests FROM ${table} WHERE participant OR doubt <> '' GROUP BY doubt ORDER BY doubt`,
  );
  const doubts = new Map(rows.map(({ doubt, ...sums }) => [doubt, sums]));
  const requests = (doubt: Doubt | 'guesser' | ''): number => doubts.get(doubt)?.requests ?? 0;
  const takePart = async (doubt: Doubt | 'guesser'): Promise<void> => {
    await run(`UPDATE ${table} SET participant = true, doubt = '' WHERE doubt = '${doubt}'`);
    const [all, more] = [doubts.get(''), doubts.get(doubt)];
    doubts.set('', {
      sources: (all?.sources ?? 0) + (more?.sources ?? 0),
      requests: requests('') + requests(doubt),
    });
    doubts.delete(doubt);
  };
  for (const doubt of ['crawler', 'guesser'] as const) {
    if (requests(doubt) === 0) continue;
    const [{ most, total, failed }] = await query<Record<'most' | 'total' | 'failed', number>>(
      `SELECT max(n)::DOUBLE AS most, sum(n)::DOUBLE AS total, sum(failed)::DOUBLE AS failed FROM (
        SELECT sum(r.requests) AS n, coalesce(sum(r.requests) FILTER (status BETWEEN 500 AND 599), 0) AS failed FROM site_requests r JOIN ${table} USING (hi, lo) WHERE doubt = '${doubt}' AND ${inside} GROUP BY minute)`,
    );
    if (most >= MOST_TOGETHER || failed >= HARM_SHARE * total) await takePart(doubt);
  }
  const timed = requests('timer');
  if (timed > 0 && timed < TIMERS_SHARE * (timed + requests(''))) await takePart('timer');
  // Guessing of passwords is told of as such.
  doubts.delete('guesser');
  doubts.delete('');
  return doubts as Doubts;
}

/**
 * Sources that asked a few times for pages which the ordinary visitors of the site fetch with their images, and fetched none: `inside` and `outside`
 * are SQL conditions on site_requests. Those that were served nothing tell nothing; their requests are `unserved`.
 */
export async function seldomSources(
  { query, thresholds }: Pick<DetectorContext, 'query' | 'thresholds'>,
  table: string,
  inside: string,
  outside: string,
): Promise<{ sources: number; requests: number; perMinute: number; unserved: number }> {
  const [row] = await query<Record<'sources' | 'requests' | 'per_minute' | 'unserved', number>>(`
    WITH o AS (SELECT hi, lo, path FROM site_requests WHERE ${outside} GROUP BY ALL),
    v AS (SELECT hi, lo FROM o GROUP BY ALL HAVING count(*) FILTER (${ASSET}) >= 2 AND count(*) FILTER (NOT ${ASSET}) >= 1),
    pages AS (SELECT path FROM o LEFT JOIN v USING (hi, lo) WHERE NOT ${ASSET} GROUP BY path HAVING count(*) >= ${LEAST_VISITORS} AND count(v.hi) >= ${VISITORS_SHARE} * count(*)),
    served AS (SELECT hi, lo FROM site_requests WHERE ${inside} AND ${ANSWERED} GROUP BY ALL),
    seldom AS (SELECT hi, lo FROM ${table} SEMI JOIN served USING (hi, lo) WHERE NOT browser AND NOT participant AND doubt = '' AND before = 0 AND requests < ${thresholds['http_flood.requests_per_source']}),
    m AS (SELECT minute, sum(requests) AS n FROM site_requests SEMI JOIN seldom USING (hi, lo) SEMI JOIN pages USING (path) WHERE ${inside} GROUP BY minute)
    SELECT (SELECT count(*) FROM seldom)::DOUBLE AS sources, coalesce(sum(n), 0)::DOUBLE AS requests, coalesce(max(n), 0)::DOUBLE AS per_minute,
      (SELECT coalesce(sum(requests), 0) FROM ${table} ANTI JOIN served USING (hi, lo))::DOUBLE AS unserved FROM m`);
  return { ...row, perMinute: row.per_minute };
}

/** So many sources that got nothing but failures are no monitoring and no scanner. */
const LEAST_FAILED = 50;

/** Sources that got nothing but failures and refusals in the surge; undefined where they are few. `inside` is a SQL condition on site_requests. */
export async function failedSources(
  { query }: Pick<DetectorContext, 'query'>,
  inside: string,
): Promise<{ sources: number; requests: number; perMinute: number } | undefined> {
  const [row] = await query<Record<'sources' | 'requests' | 'per_minute', number>>(`
    WITH failed AS (SELECT hi, lo FROM site_requests WHERE ${inside} GROUP BY ALL HAVING bool_and(${FAILED})),
      m AS (SELECT minute, sum(requests) AS n FROM site_requests SEMI JOIN failed USING (hi, lo) WHERE ${inside} GROUP BY minute)
    SELECT (SELECT count(*) FROM failed)::DOUBLE AS sources, coalesce(sum(n), 0)::DOUBLE AS requests, coalesce(max(n), 0)::DOUBLE AS per_minute FROM m`);
  return row.sources < LEAST_FAILED ? undefined : { ...row, perMinute: row.per_minute };
}

const SAID: Record<Doubt, (sources: string) => string> = {
  timer: (sources) =>
    `${sources} asked for the same few paths on a timer, as often in every minute with answers, or got none at all: an application that polls does so, and so does a slow attack.`,
  unserved: (sources) =>
    `${sources} asked for the same few paths up to twenty times and got nothing but failures: people who reload a page do so when a server fails, and so does a slow attack.`,
  crawler: (sources) =>
    `${sources} went from page to page, or by the name of a crawler, no faster than one request a second each, and got answers: search engines and collectors of texts do so, and so does a slow attack. Which addresses a crawler has, its operator publishes.`,
  admitted: (sources) =>
    `${sources} asked again and again and had to show a password first, which the server took. Programs that fetch mail or files do so when a server is back, and so does an attack with a stolen password.`,
  usual: (sources) =>
    `${sources} asked no more than twice as often as nine of ten ordinary clients of the same part of the site that fetch no images either do in their busiest minute and hour: a crowd does so, and so does a slow attack through many addresses.`,
  visit: (sources) =>
    `${sources} asked for a page first and then for one path many times, no more than four times a second and for five minutes at most: pages that fetch pictures or suggestions from one path make browsers do so, and so does a short attack.`,
  open: (sources) =>
    `${sources} asked again and again, at most twice a second each, and had read a page with its images earlier: a page that stands open asks by itself, and an attack may come from an address that a visitor had.`,
  came: (sources) =>
    `${sources} asked at most once a second each for paths that they had asked for before, three times and more over six hours: machines that try again when something fails do so, and so does a slow attack by known clients.`,
  circle: (sources) =>
    `${sources} were sent to another address nearly every time, sixty times each at most: browsers follow redirections that go in a circle, and a short attack may be redirected too.`,
  pieces: (sources) =>
    `${sources} fetched files in pieces (status 206), at most ten a second each: programs that download do so, and so does an attack that asks for parts of a file.`,
  kept: (sources) =>
    `${sources} left, changed or listed files on the server (PUT, DELETE, PROPFIND and the like), which did so, under a new path nearly each time and at most twenty a second each: programs that keep files alike do so, and so does an attack on a server that takes files from anybody.`,
  dressed: (sources) =>
    `${sources} fetched a page with its images and asked for pages many times as often as other visitors of the site do: an attack dressed as browsers does so, and so do many people behind one address and pages that ask by themselves.`,
  reload: (sources) =>
    `${sources} asked up to thirty times, at most once a second each, for pages that others saw with their images at the same time, and fetched no images: people who reload a page do so when their browsers keep them, and so does a slow attack.`,
  brief: (sources) =>
    `${sources} asked less than ten times each by the name of a program and got answers, less than twenty times a second together: checks from many places and programs that look for news do so, and so does a slow attack through many addresses.`,
  few: (sources) =>
    `${sources} asked less than five times a second together and got answers, or none at all from the first request on: people and machines behind one address do so, programs that deliver messages, and so does a slow attack.`,
  seldom: (sources) =>
    `${sources} asked a few times each for pages that the other visitors of the site fetch with their images, styles or scripts, and fetched none: a flood through many rented addresses does so, and so do link previews of social networks and mail filters that follow links.`,
  failed: (sources) =>
    `${sources} asked and got nothing but failures and refusals (5xx, 403, 408, 429, given up): a flood under which a site fails, or that is kept out, looks so, and so do people who come to a site that fails for another reason.`,
};

/** What is said of a surge that such clients make. */
export function doubtsText(doubts: Doubts): string {
  const said = [...doubts].map(([doubt, { sources }]) =>
    SAID[doubt](`${grouped(sources)} source${sources === 1 ? '' : 's'}`),
  );
  return `${said.join(' ')} It is called neither an attack nor a crowd, and nobody is named.`;
}
