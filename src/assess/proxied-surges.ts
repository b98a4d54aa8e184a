// Surges of requests that came through proxies, stated or not, where the log holds the proxies' addresses only: told with their numbers and not judged,
// since popularity and attack are told apart by what single clients do.

import { addressText } from '../model/address.ts';
import type { AlternativeFacts, Criterion } from '../model/facts.ts';
import { grouped } from '../model/numbers.ts';
import { formatMicroseconds, formatSecond } from '../model/time.ts';
import { BUCKET_SEC } from '../model/traffic.ts';
import { type DetectorContext, reaches } from './finding.ts';
import { seasonOf } from './season.ts';
import { type MinuteRun, median, minuteRuns } from './series.ts';
import { ASSET } from './surge-programs.ts';
import { quote, type SiteMinutes, SURGE_GAP_SEC } from './surge-runs.ts';
import { NO_BASELINE_FACTOR } from './surges.ts';
import type { Thresholds } from './thresholds.ts';

/** Whether the operator stated the proxies, their requests look like those of one, or they are own addresses: a proxy on the same host. */
export type HowKnown = 'stated' | 'unstated' | 'own';

/** What came through proxies. */
export interface ProxiedRequests {
  requests: number;
  /** Addresses of the proxies in the log, at most 50, most requests first, and how many there are. */
  proxies: string[];
  proxiesTotal: number;
  surges: AlternativeFacts[];
}

const MOST_PROXIES = 50;

type Context = Pick<DetectorContext, 'query' | 'thresholds' | 'siteName'>;

/**
 * The requests of proxies, and their surges beyond what is ordinary at these hours; undefined without any. `proxies` is a SQL condition on client_hi
 * and client_lo.
 */
export async function proxiedRequests(
  context: Context,
  proxies: string,
  how: HowKnown,
): Promise<ProxiedRequests | undefined> {
  const rows = `SELECT site, r.* FROM request_minutes r JOIN sites USING (evidence, host_id)
    WHERE r.client_id = 0 AND ${proxies}`;
  const seen = await context.query<{ hi: bigint; lo: bigint; n: bigint }>(
    `SELECT client_hi AS hi, client_lo AS lo, sum(requests)::BIGINT AS n FROM (${rows}) GROUP BY ALL ORDER BY n DESC, hi, lo`,
  );
  if (seen.length === 0) return undefined;
  const bySite = new Map<string, SiteMinutes>();
  for (const { site, minute, n } of await context.query<{ site: string; minute: number; n: bigint }>(
    `SELECT site, minute, sum(requests)::BIGINT AS n FROM (${rows}) GROUP BY ALL ORDER BY site, minute`,
  ))
    bySite.set(site, [...(bySite.get(site) ?? []), { minute, n: Number(n) }]);
  const surges: AlternativeFacts[] = [];
  for (const [site, minutes] of bySite) surges.push(...(await surgesOf(context, how, rows, site, minutes)));
  return {
    requests: seen.reduce((sum, { n }) => sum + Number(n), 0),
    proxies: seen.slice(0, MOST_PROXIES).map(({ hi, lo }) => addressText(hi, lo)),
    proxiesTotal: seen.length,
    surges,
  };
}

async function surgesOf(
  context: Context,
  how: HowKnown,
  rows: string,
  site: string,
  minutes: SiteMinutes,
): Promise<AlternativeFacts[]> {
  const { thresholds } = context;
  const covered = minutes[minutes.length - 1].minute - minutes[0].minute + 1;
  // A log of a few hours holds too little to compare with, and one of years must not be spelled out.
  const hasBaseline = covered >= thresholds['baseline.least_minutes'];
  const values = minutes.map(({ n }) => n);
  const middle =
    !hasBaseline || 2 * minutes.length < covered
      ? 0
      : median([...values, ...new Array<number>(covered - minutes.length).fill(0)]);
  const least = Math.max(
    thresholds['http_flood.requests_per_minute'] * (hasBaseline ? 1 : NO_BASELINE_FACTOR),
    thresholds['http_flood.times_baseline'] * middle,
  );
  const runs = minuteRuns(
    minutes.filter(({ n }) => n >= least).map(({ minute }) => minute),
    SURGE_GAP_SEC,
  );
  const mixOf = async (where: string): Promise<Mix> =>
    (
      await context.query<Mix>(`
      WITH p AS (SELECT t.text AS path, sum(r.requests) AS n, coalesce(sum(r.requests) FILTER (r.status BETWEEN 500 AND 599), 0) AS failed, coalesce(sum(r.requests) FILTER (r.status BETWEEN 400 AND 499), 0) AS refused
        FROM (${rows}) r JOIN texts t ON t.evidence = r.evidence AND t.id = r.path_id WHERE r.site = ${quote(site)} AND ${where} GROUP BY ALL)
      SELECT coalesce(sum(n), 0)::DOUBLE AS requests, coalesce(sum(failed), 0)::DOUBLE AS failed, coalesce(sum(refused), 0)::DOUBLE AS refused,
        coalesce(sum(n) FILTER (${ASSET}), 0)::DOUBLE AS assets, coalesce(max(n), 0)::DOUBLE AS top FROM p`)
    )[0];
  const mixes: Mix[] = [];
  for (const { first, last } of runs) mixes.push(await mixOf(`minute BETWEEN ${first} AND ${last}`));
  // What fails is no example of an ordinary day.
  const fails = mixes.map(({ failed, requests }) => failed > thresholds['season.failed_share'] * requests);
  const told = runs.filter((run, at) => {
    const others = runs.filter((other, index) => fails[index] && other !== run);
    const season = seasonOf(minutes, run, others, thresholds);
    return season === undefined || fails[at] || busiest(minutes, run) > season.limit;
  });
  if (told.length === 0) return [];
  const apart = runs.map(({ first, last }) => `minute BETWEEN ${first - 1} AND ${last + 1}`).join(' OR ');
  const outside = await mixOf(`NOT (${apart})`);
  return told.map((run) => ({
    title: `Was the surge of requests on ${site === '' ? context.siteName : site} popularity or attack?`,
    startUtc: formatSecond(run.first * BUCKET_SEC),
    endUtc: formatMicroseconds((run.last + 1) * BUCKET_SEC * 1e6),
    ...judged(
      how,
      thresholds,
      busiest(minutes, run),
      hasBaseline ? middle : undefined,
      mixes[runs.indexOf(run)],
      outside,
    ),
  }));
}

const UNJUDGED: Record<HowKnown, string> = {
  stated:
    'They came through trusted proxies, and this log holds the addresses of the proxies, not those of their clients: what single clients did cannot be seen, so that it is called neither an attack nor a crowd, and nobody is named.',
  own: 'They came from own addresses, as those of a proxy on the same host do: what single clients did cannot be seen, so that it is called neither an attack nor a crowd, and nobody is named.',
  unstated:
    "They came from addresses that carry the ordinary visitors of the site too, as a reverse proxy, load balancer or delivery network does that is not stated: what single clients did cannot be seen, so that it is called neither an attack nor a crowd, and nobody is named. If they are yours or your provider's, state them under trusted_proxies.",
};

interface Mix extends Record<string, number> {
  requests: number;
  failed: number;
  refused: number;
  assets: number;
  top: number;
}

function busiest(minutes: SiteMinutes, { first, last }: MinuteRun): number {
  return minutes.reduce(
    (most, { minute, n }) => (minute >= first && minute <= last ? Math.max(most, n) : most),
    0,
  );
}

// What is said of a surge: the kinds of its requests beside those of all others.
function judged(
  how: HowKnown,
  thresholds: Thresholds,
  perMinute: number,
  middle: number | undefined,
  inside: Mix,
  outside: Mix,
): Pick<AlternativeFacts, 'conclusion' | 'text' | 'criteria'> {
  const told = (name: string, read: (mix: Mix) => number): Criterion => ({
    name,
    measured: share(read(inside), inside.requests),
    threshold: 0,
    unit: 'share',
    held: true,
    text: `of the requests outside the surge: ${Math.round(share(read(outside), outside.requests) * 100)} %`,
  });
  const againstMedian =
    middle === undefined
      ? []
      : [
          reaches(
            'times the median minute',
            perMinute / Math.max(1, middle),
            thresholds['http_flood.times_baseline'],
            'times',
            `requests in the median minute of the log: ${grouped(middle)}`,
          ),
        ];
  return {
    conclusion: 'not attributed',
    text: `Up to ${grouped(perMinute)} requests in one minute${middle === undefined ? '' : ` against a median of ${grouped(middle)}`}. ${UNJUDGED[how]} The log of the proxies tells; ask their operator to keep it.`,
    criteria: [
      reaches(
        'requests per minute',
        perMinute,
        thresholds['http_flood.requests_per_minute'],
        'requests/min',
        'requests in the busiest minute',
      ),
      ...againstMedian,
      told('share of failed requests (5xx)', ({ failed }) => failed),
      told('share of refused requests (4xx)', ({ refused }) => refused),
      told('share of images, styles and scripts', ({ assets }) => assets),
      told('share of the path asked for most', ({ top }) => top),
    ],
  };
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}
