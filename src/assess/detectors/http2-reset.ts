// HTTP/2 requests that their clients gave up at once, as web logs show them: consistent with rapid reset (CVE-2023-44487). nginx logs 499 for them, others 0 or none.

import { grouped } from '../../model/numbers.ts';
import { formatSecond } from '../../model/time.ts';
import { BUCKET_SEC } from '../../model/traffic.ts';
import { type Minutes, reachedMinutes } from '../across-minutes.ts';
import { type Detector, type DetectorContext, type Finding, noPeaks, reaches } from '../finding.ts';
import { requestMembersSql, requestSamplesSql } from '../request-members.ts';
import { type MinuteRun, minuteRuns } from '../series.ts';
import type { Thresholds } from '../thresholds.ts';

const CANCELLED = 'status IN (0, 499)';

/**
 * SQL condition on rows of requests_in (alias r): given up by a source that gives up so many a second that no person does, in that minute or
 * over an end of it.
 */
export function isRapidReset(thresholds: Thresholds): string {
  const enough = (cancelled: string, all: string, spanUs: string): string =>
    `(${cancelled} >= ${thresholds['http2_reset.requests_per_source']} AND ${cancelled} >= ${thresholds['http2_reset.cancelled_share']} * (${all}) AND ${cancelled} >= ${thresholds['http2_reset.requests_per_second']} * ((${spanUs}) / 1e6 + 1))`;
  const over = (other: string, spanUs: string): string =>
    enough(
      `cancelled + ${other}(cancelled) OVER source`,
      `requests + ${other}(requests) OVER source`,
      spanUs,
    );
  return `(r.http2 = 1 AND r.${CANCELLED} AND (r.client_hi, r.client_lo, r.minute) IN (
    SELECT (client_hi, client_lo, minute) FROM (
      SELECT client_hi, client_lo, minute, coalesce(sum(requests) FILTER (${CANCELLED}), 0) AS cancelled, sum(requests) AS requests, min(first_us) AS first_us, max(last_us) AS last_us
      FROM requests_in WHERE http2 = 1 GROUP BY client_hi, client_lo, minute)
    WINDOW source AS (PARTITION BY client_hi, client_lo ORDER BY minute)
    QUALIFY ${enough('cancelled', 'requests', 'last_us - first_us')}
      OR (lead(minute) OVER source = minute + 1 AND ${over('lead', 'lead(last_us) OVER source - first_us')})
      OR (lag(minute) OVER source = minute - 1 AND ${over('lag', 'last_us - lag(first_us) OVER source')})))`;
}

export const http2Reset: Detector = {
  id: 'http2_rapid_reset',
  title: 'HTTP/2 requests cancelled at once',
  async detect(context) {
    const least = context.thresholds['http2_reset.requests_per_minute'];
    const resets = `FROM requests_in r WHERE ${isRapidReset(context.thresholds)}`;
    const minutes = await context.query<{ minute: number; n: bigint }>(
      `SELECT minute, sum(requests)::BIGINT AS n ${resets} GROUP BY minute ORDER BY minute`,
    );
    const rows = await reachedMinutes(
      context,
      {
        rows: `SELECT minute, first_us, last_us, requests AS n ${resets}`,
        seconds: 'SELECT second, requests AS n FROM request_seconds WHERE status_class IN (0, 4)',
      },
      minutes.map(({ minute, n }) => ({ minute, n: Number(n) })),
      least,
    );
    const findings: Finding[] = [];
    for (const run of minuteRuns(
      rows.map((row) => row.minute),
      context.thresholds['wave.gap_sec'],
    ))
      findings.push(
        await describeRun(
          context,
          run,
          rows.filter(({ minute }) => minute >= run.first && minute <= run.last),
        ),
      );
    return findings;
  },
};

async function describeRun(context: DetectorContext, run: MinuteRun, minutes: Minutes): Promise<Finding> {
  const { thresholds } = context;
  const from = `FROM requests_in r WHERE ${isRapidReset(thresholds)} AND r.minute BETWEEN ${run.first - 1} AND ${run.last + 1}`;
  const [row] = await context.query<{
    n: bigint;
    sources: bigint;
    start: number;
    finish: number;
    bytes: number;
    logged_from: number;
    logged_to: number;
  }>(
    `SELECT sum(r.requests)::BIGINT AS n, count(DISTINCT (r.client_hi, r.client_lo))::BIGINT AS sources, min(r.first_us) AS start, max(r.last_us) AS finish, sum(r.bytes) AS bytes,
      (SELECT min(first_us) FROM requests_in) AS logged_from, (SELECT max(last_us) FROM requests_in) AS logged_to ${from}`,
  );
  const busiest = minutes.reduce((a, b) => (b.n > a.n ? b : a));
  return {
    vector: 'http2_rapid_reset',
    lane: 'requests',
    proves: true,
    classes: [],
    target: { hi: 0n, lo: 0n, address: '', port: 0, text: context.siteName },
    startUs: row.start,
    endUs: row.finish,
    startUncertaintySec: 1,
    endUncertaintySec: 1,
    coveredFromUs: row.logged_from,
    coveredToUs: row.logged_to,
    packets: 0,
    bytes: row.bytes,
    requests: Number(row.n),
    peaks: {
      ...noPeaks(),
      rps60s: busiest.n / BUCKET_SEC,
      rps1sAt: formatSecond(busiest.minute * BUCKET_SEC),
    },
    lengthMin: 0,
    lengthMax: 0,
    criteria: [
      reaches(
        'cancelled HTTP/2 requests per minute',
        busiest.n,
        thresholds['http2_reset.requests_per_minute'],
        'requests/min',
        `requests given up before the answer in the busiest minute, by sources that gave up ${grouped(thresholds['http2_reset.requests_per_second'])} and more a second`,
      ),
    ],
    reason: `${grouped(Number(row.n))} HTTP/2 requests by ${grouped(Number(row.sources))} sources were given up before they were answered, many in the same second: consistent with rapid reset (CVE-2023-44487). The log shows that the requests ended without an answer, not how their streams were closed.`,
    fromSql: from,
    membersSql: requestMembersSql(from),
    samplesSql: requestSamplesSql(from),
  };
}
