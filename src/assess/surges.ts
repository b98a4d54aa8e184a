// Surges of requests: who came, what they asked for, and whether that looks like popularity or attack.
// Indicators after Jung, Krishnamurthy and Rabinovich (WWW 2002): new networks, per-client rate, follow-up on page assets.

import type { AlternativeFacts, Criterion } from '../model/facts.ts';
import { grouped } from '../model/numbers.ts';
import { isRapidReset } from './detectors/http2-reset.ts';
import { type DetectorContext, reaches } from './finding.ts';
import { LONG_BASELINE_MIN, longSurge, TIMES_MEDIAN } from './long-surges.ts';
import { siteSql } from './sites.ts';
import {
  CRAWLER_AGENTS,
  DOUBT_COLUMNS,
  doubtSql,
  failedSources,
  LOGIN_TEXTS,
  PROGRAM_AGENTS,
  seldomSources,
  settleDoubts,
} from './surge-doubts.ts';
import { settleHabits } from './surge-habits.ts';
import { doubtBrowsers, KEPT } from './surge-known.ts';
import { ASSET, IS_PROGRAM, PROGRAM_COLUMNS, switchedSql, timersSql } from './surge-programs.ts';
import {
  burstsWithin,
  busiestOfParticipants,
  longRuns,
  quote,
  type SurgeRun,
  siteMinutes,
  surgeRuns,
} from './surge-runs.ts';
import { surgeText } from './surge-text.ts';

/** A surge on one site; `participants` is the table of its participants when it is called an attack. */
export interface Surge {
  site: string;
  run: SurgeRun;
  conclusion: AlternativeFacts['conclusion'];
  criteria: Criterion[];
  text: string;
  /** Name of a table (hi, lo) of participating sources; '' when nobody is called one. */
  participants: string;
  /** Name of the table of all its clients. */
  clients: string;
  perMinute: number;
  /** The same of its participants alone. */
  participantMinute: number;
}

/** Without ordinary traffic to compare with, a flood must be this many times larger to be called one. */
export const NO_BASELINE_FACTOR = 5;
/** Twenty requests a second: a scanner is slower, and what is faster does harm whatever it wants. */
export const SCAN_LIMIT_PER_MINUTE = 1200;
/**
 * A source that asks for nearly everything once goes through a list, as telephones do after a push message and machines that fetch updates:
 * share of different paths among its requests, and how many clients in the surge ask for at least half of them too.
 */
const LISTED_SHARE = 0.75;
const LISTED_CLIENTS = 5;
/** Players and download programs fetch a file in pieces (status 206): their share of the requests of a source, no more than so many a second. */
const PIECES_SHARE = 0.5;
const PIECES_PER_SEC = 2;
/**
 * Machines that came for the same paths before, in so many minutes over so many hours, catch up when they come more often, if no faster than so
 * many requests a second: messages of a payment provider, build machines.
 */
const REGULAR_MINUTES = 10;
const REGULAR_HOURS = 3;
const REGULAR_PER_SEC = 5;
/** Finds and judges all surges. Creates the tables site_requests and surge_clients_N. */
export async function findSurges(
  context: DetectorContext & { run(sql: string): Promise<void> },
): Promise<Surge[]> {
  // One row a client, minute, path and status; texts become numbers shared by all evidence sources.
  await context.run(`
    CREATE OR REPLACE TABLE site_requests AS
    SELECT h.site, r.minute, r.client_hi AS hi, r.client_lo AS lo, p.text AS path, r.has_query, f.text AS referer, r.status, b.id IS NOT NULL AS crawler, g.id IS NOT NULL AS program, l.id IS NOT NULL AND r.method = 2 AS guess, ${KEPT} AS kept,
      sum(r.requests)::UBIGINT AS requests, min(r.first_us) AS first_us, max(r.last_us) AS last_us
    FROM requests_in r JOIN texts p ON p.evidence = r.evidence AND p.id = r.path_id
      JOIN sites h ON h.evidence = r.evidence AND h.host_id = r.host_id LEFT JOIN texts f ON f.evidence = r.evidence AND f.id = r.referer_id LEFT JOIN (${CRAWLER_AGENTS}) b ON b.evidence = r.evidence AND b.id = r.agent_id LEFT JOIN (${PROGRAM_AGENTS}) g ON g.evidence = r.evidence AND g.id = r.agent_id LEFT JOIN (${LOGIN_TEXTS}) l ON l.evidence = r.evidence AND l.id = r.path_id
    WHERE r.status <> 408 AND NOT ${isRapidReset(context.thresholds)}
    GROUP BY ALL`);
  const bySite = await siteMinutes(context);
  const surges: Surge[] = [];
  let tables = 0;
  for (const [site, minutes] of bySite) {
    const { runs, middle } = await surgeRuns(context, site, minutes);
    // `apart` is what ordinary traffic is looked for without, its edges included.
    const judgeRun = (
      run: SurgeRun,
      apart: readonly SurgeRun[],
      leastBaseline = context.thresholds['baseline.least_minutes'],
    ): Promise<Surge> => {
      const outside = `NOT (${apart.map((each) => `minute BETWEEN ${each.first - each.margin} AND ${each.last + each.margin}`).join(' OR ')})`;
      const covered = minutes[minutes.length - 1].minute - minutes[0].minute + 1;
      const baselineMinutes = covered - apart.reduce((sum, each) => sum + minutesOf(each), 0);
      const hasBaseline = baselineMinutes >= leastBaseline;
      return judgeSurge(context, site, run, outside, hasBaseline ? baselineMinutes : 0, middle, tables++);
    };
    const whole: Surge[] = [];
    for (const run of runs) whole.push(await judgeRun(run, runs));
    const floods = whole.filter(({ participants }) => participants !== '').map(({ run }) => run);
    const bursts: SurgeRun[][] = [];
    for (const { run, conclusion } of whole)
      bursts.push(
        conclusion === 'benign' || conclusion === 'flash crowd' || conclusion === 'undecided'
          ? await burstsWithin(context, site, minutes, run)
          : [],
      );
    for (const [at, surge] of whole.entries()) {
      const found: Surge[] = [];
      for (const burst of bursts[at]) {
        const judged = await judgeRun(burst, [...floods, ...bursts.flat()]);
        if (judged.participants !== '') found.push(judged);
      }
      surges.push(...(found.length > 0 ? found : [surge]));
    }
    const { runs: long, quiet } = await longRuns(context, site, minutes, middle);
    for (const run of long) {
      const surge = await judgeRun(run, long, LONG_BASELINE_MIN);
      if (surge.participants !== '' || surge.conclusion === 'undecided') surges.push(longSurge(surge, quiet));
    }
  }
  return surges;
}

function minutesOf({ first, last, margin }: SurgeRun): number {
  return last - first + 1 + 2 * margin;
}

interface ClientSums extends Record<string, bigint | number> {
  clients: bigint;
  browsers: bigint;
  participants: bigint;
  participant_requests: bigint;
  participant_errors: bigint;
  requests: bigint;
  new_prefixes: bigint;
  prefixes: bigint;
}

// `baselineMinutes` outside it, `outside` being a SQL condition on them; 0 where they are too few to compare with.
async function judgeSurge(
  context: DetectorContext & { run(sql: string): Promise<void> },
  site: string,
  run: SurgeRun,
  outside: string,
  baselineMinutes: number,
  middle: number,
  number: number,
): Promise<Surge> {
  const { thresholds } = context;
  const here = `site = ${quote(site)}`;
  // The minutes on either side hold the edge of the surge.
  const inside = `${here} AND minute BETWEEN ${run.first - run.margin} AND ${run.last + run.margin}`;
  const hasBaseline = baselineMinutes > 0;
  const insideMinutes = minutesOf(run);
  // Without ordinary traffic to compare with, only what no visitor does counts: many requests a second for the same few paths.
  const insistent = hasBaseline
    ? `c.requests >= ${thresholds['http_flood.requests_per_source']} AND coalesce(b.requests, 0) < 0.2 * c.requests AND NOT (c.paths >= ${LISTED_SHARE} * c.requests AND 2 * c.shared >= c.paths)
      AND NOT (coalesce(b.minutes, 0) >= ${REGULAR_MINUTES} AND coalesce(b.span_min, 0) >= ${60 * REGULAR_HOURS} AND c.requests <= ${REGULAR_PER_SEC} * c.span_sec)`
    : `c.requests >= ${2 * thresholds['http_flood.requests_per_source']} AND c.requests >= 2 * c.span_sec AND c.paths <= greatest(3, c.requests / 4)`;
  const leastPerMinute =
    thresholds['http_flood.requests_per_minute'] * (hasBaseline ? 1 : NO_BASELINE_FACTOR);
  const table = `surge_clients_${number}`;
  await context.run(`
    CREATE OR REPLACE TABLE surge_paths_${number} AS
    WITH i AS (SELECT path, has_query, sum(requests) AS n FROM site_requests WHERE ${inside} GROUP BY ALL),
      o AS (SELECT path, has_query, sum(requests) AS n FROM site_requests WHERE ${here} AND ${outside} GROUP BY ALL),
      t AS (SELECT sum(i.n) AS all_n, coalesce(sum(i.n) FILTER (o.path IS NULL), 0) AS unseen FROM i LEFT JOIN o USING (path, has_query))
    SELECT i.path, i.has_query FROM i LEFT JOIN o USING (path, has_query), t
    WHERE ${hasBaseline ? `i.n / ${insideMinutes}.0 >= ${thresholds['http_flood.template_surge']} * coalesce(o.n, 0) / ${baselineMinutes}.0 AND (i.n >= greatest(20, 0.005 * t.all_n) OR (o.path IS NULL AND t.unseen >= 0.3 * t.all_n))` : 'true'}`);
  await context.run(`
    CREATE OR REPLACE TABLE ${table} AS
    WITH c AS (
      SELECT hi, lo, sum(requests) AS requests, sum(requests) FILTER (s.path IS NOT NULL) AS flooded,
        count(DISTINCT r.path) FILTER (${ASSET.replace('path', 'r.path')}) AS assets, count(DISTINCT r.path) FILTER (NOT ${ASSET.replace('path', 'r.path')}) AS pages,
        sum(requests) FILTER (status BETWEEN 400 AND 404) AS errors, coalesce(sum(requests) FILTER (status = 206), 0) AS pieces, count(DISTINCT r.path) AS paths, count(DISTINCT w.path) AS shared, count(DISTINCT minute) AS minutes, ${PROGRAM_COLUMNS}, ${DOUBT_COLUMNS}, (max(last_us) - min(first_us)) / 1e6 + 1 AS span_sec
      FROM site_requests r LEFT JOIN surge_paths_${number} s ON s.path = r.path AND s.has_query = r.has_query
        LEFT JOIN (SELECT path FROM site_requests WHERE ${inside} GROUP BY path HAVING count(DISTINCT (hi, lo)) >= ${LISTED_CLIENTS}) w ON w.path = r.path WHERE ${inside} GROUP BY hi, lo),
    b AS (SELECT hi, lo, sum(requests) AS requests, count(DISTINCT minute) FILTER (s.path IS NOT NULL) AS minutes, max(minute) FILTER (s.path IS NOT NULL) - min(minute) FILTER (s.path IS NOT NULL) AS span_min
      FROM site_requests r LEFT JOIN surge_paths_${number} s ON s.path = r.path AND s.has_query = r.has_query WHERE ${here} AND ${outside} GROUP BY hi, lo)
    SELECT * REPLACE (participant AND doubt = '' AS participant, CASE WHEN participant THEN doubt ELSE '' END AS doubt) FROM (
      SELECT c.hi, c.lo, c.requests, c.span_sec, coalesce(c.errors, 0) AS errors, c.minutes, c.paths, coalesce(b.requests, 0) AS before,
        (c.pages >= 1 AND c.assets >= 2) AS browser, ${doubtSql('t.hi IS NOT NULL')} AS doubt,
        (NOT (c.pages >= 1 AND c.assets >= 2) AND ${insistent} AND NOT (c.pieces >= ${PIECES_SHARE} * c.requests AND c.requests <= ${PIECES_PER_SEC} * c.span_sec) AND NOT coalesce(${IS_PROGRAM}, false)
          AND coalesce(c.flooded, 0) >= ${thresholds['http_flood.template_share']} * c.requests) AS participant
      FROM c LEFT JOIN b USING (hi, lo) LEFT JOIN (${switchedSql(here)}) w USING (hi, lo) LEFT JOIN (${timersSql(inside)}) t ON t.hi = c.hi AND t.lo = c.lo)`);
  await doubtBrowsers(context, table, inside, `${here} AND ${outside}`);
  await settleHabits(context, {
    table,
    inside,
    outside: `${here} AND ${outside}`,
    first: run.first - run.margin,
  });
  const doubts = await settleDoubts(context, table, inside);
  const prefix = `CASE WHEN hi = 0 THEN lo // 256 ELSE hi // 65536 END`;
  const [sums] = await context.query<ClientSums>(`
    SELECT count(*)::BIGINT AS clients, count(*) FILTER (browser)::BIGINT AS browsers, count(*) FILTER (participant)::BIGINT AS participants,
      coalesce(sum(requests) FILTER (participant), 0)::BIGINT AS participant_requests, coalesce(sum(errors) FILTER (participant), 0)::BIGINT AS participant_errors, sum(requests)::BIGINT AS requests,
      (SELECT count(*) FROM (SELECT DISTINCT ${prefix} AS p FROM ${table}))::BIGINT AS prefixes,
      (SELECT count(*) FROM (SELECT DISTINCT ${prefix} AS p FROM ${table} EXCEPT SELECT DISTINCT ${prefix} FROM site_requests WHERE ${here} AND ${outside}))::BIGINT AS new_prefixes
    FROM ${table}`);
  const participantMinute = await busiestOfParticipants(context, site, table, inside, leastPerMinute);
  const [top] = await context.query<{ host: string | null; n: bigint }>(`
    SELECT ${siteSql("regexp_extract(referer, '^[a-z]+://([^/]+)', 1)")} AS host, sum(requests)::BIGINT AS n FROM site_requests
    WHERE ${inside} AND referer <> '' AND referer <> '-' AND host NOT IN (${quote(site)}, ${quote(context.siteName.toLowerCase())}) GROUP BY host ORDER BY n DESC, host LIMIT 1`);

  const requests = Number(sums.requests);
  const doubted = [...doubts.values()].reduce((sum, each) => sum + each.requests, 0);
  // Failures tell nothing of who asks: the others are a sample of all.
  const participantShare = ratio(
    Number(sums.participant_requests),
    requests - (doubts.get('unserved')?.requests ?? 0),
  );
  const browserShare = ratio(Number(sums.browsers), Number(sums.clients));
  const newPrefixShare = ratio(Number(sums.new_prefixes), Number(sums.prefixes));
  const refererShare = ratio(Number(top?.n ?? 0n), requests);
  const { perMinute } = run;
  const criteria: Criterion[] = [
    reaches(
      'requests per minute',
      perMinute,
      thresholds['http_flood.requests_per_minute'],
      'requests/min',
      'requests in the busiest minute',
    ),
    reaches(
      TIMES_MEDIAN,
      ratio(perMinute, Math.max(1, middle)),
      thresholds['http_flood.times_baseline'],
      'times',
      `requests in the median minute of the log: ${grouped(middle)}`,
    ),
    reaches(
      'share of requests from participants',
      participantShare,
      thresholds['http_flood.participant_share'],
      'share',
      `${Number(sums.participants) === 1 ? '1 source' : `${grouped(Number(sums.participants))} sources`} asked for flooded paths again and again and fetched no page assets${doubts.has('unserved') ? '; requests of sources that got nothing but failures are left out' : ''}`,
    ),
    reaches(
      'share of clients that behave like browsers',
      browserShare,
      thresholds['flash_crowd.browser_share'],
      'share',
      'clients that fetched a page and at least two of its images, styles or scripts',
    ),
    {
      name: 'share of networks not seen outside the surge',
      measured: newPrefixShare,
      threshold: 0,
      unit: 'share',
      held: true,
      text: 'by /24 (IPv4) or /48 (IPv6); near 1 in attacks, lower in crowds with returning visitors',
    },
    {
      name: 'share of requests with the most frequent referrer',
      measured: refererShare,
      threshold: 0,
      unit: 'share',
      held: true,
      text: 'a crowd follows a link; the referrer is set by the client',
    },
  ];
  // A few sources whose requests nearly all fail, at a rate one tool reaches on the side, are probing and not flooding.
  const isScan =
    Number(sums.participants) <= 3 &&
    ratio(Number(sums.participant_errors), Number(sums.participant_requests)) >= 0.7 &&
    participantMinute < SCAN_LIMIT_PER_MINUTE;
  let conclusion: Surge['conclusion'];
  if (isScan) conclusion = 'benign';
  else if (
    participantShare >= thresholds['http_flood.participant_share'] &&
    participantMinute >= leastPerMinute
  )
    conclusion =
      browserShare >= thresholds['flash_crowd.browser_share'] &&
      Number(sums.browsers) > 50 &&
      perMinute - participantMinute > 5 * middle
        ? 'mixed'
        : 'attack';
  else if (
    doubted > 0 &&
    ratio(Number(sums.participant_requests) + doubted, requests) >= thresholds['http_flood.participant_share']
  )
    conclusion = 'undecided';
  else if (!hasBaseline) conclusion = 'not enough baseline';
  else if (browserShare >= thresholds['flash_crowd.browser_share']) conclusion = 'flash crowd';
  else {
    const seldom = await seldomSources(context, table, inside, `${here} AND ${outside}`);
    const isMuch =
      seldom.perMinute >= leastPerMinute &&
      seldom.requests >= thresholds['http_flood.participant_share'] * (requests - seldom.unserved);
    if (isMuch) doubts.set('seldom', seldom);
    else {
      const failed = await failedSources(context, inside);
      if (
        failed !== undefined &&
        failed.perMinute >= leastPerMinute &&
        failed.requests >= thresholds['http_flood.participant_share'] * requests
      )
        doubts.set('failed', failed);
    }
    conclusion = isMuch || doubts.has('failed') ? 'undecided' : 'benign';
  }
  return {
    site,
    run,
    conclusion,
    criteria,
    perMinute,
    participantMinute,
    clients: table,
    participants: conclusion === 'attack' || conclusion === 'mixed' ? table : '',
    text: surgeText(
      conclusion,
      isScan,
      perMinute,
      middle,
      browserShare,
      Number(sums.participants),
      top?.host ?? '',
      doubts,
    ),
  };
}

function ratio(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}
