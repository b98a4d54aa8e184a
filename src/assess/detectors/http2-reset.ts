// HTTP/2 requests that their clients gave up at once, as web logs show them: consistent with rapid reset (CVE-2023-44487). nginx logs 499 for them, others 0 or none.

import { grouped } from '../../model/numbers.ts';
import { formatSecond } from '../../model/time.ts';
import { BUCKET_SEC } from '../../model/traffic.ts';
import { type Detector, type DetectorContext, type Finding, noPeaks, reaches } from '../finding.ts';
import { requestMembersSql, requestSamplesSql } from '../request-members.ts';
import { type MinuteRun, minuteRuns } from '../series.ts';
import type { Thresholds } from '../thresholds.ts';

const CANCELLED = 'status IN (0, 499)';

/** SQL condition on rows of requests_in (alias r): given up by a source that gives up so many a second that no person does. */
export function isRapidReset(thresholds: Thresholds): string {
  return `(r.http2 = 1 AND r.${CANCELLED} AND (r.client_hi, r.client_lo, r.minute) IN (
    SELECT (client_hi, client_lo, minute) FROM requests_in WHERE http2 = 1 GROUP BY client_hi, client_lo, minute
    HAVING coalesce(sum(requests) FILTER (${CANCELLED}), 0) >= ${thresholds['http2_reset.cancelled_share']} * sum(requests)
      AND sum(requests) FILTER (${CANCELLED}) >= ${thresholds['http2_reset.requests_per_second']} * ((max(last_us) - min(first_us)) / 1e6 + 1)))`;
}

export const http2Reset: Detector = {
  id: 'http2_rapid_reset',
  title: 'HTTP/2 requests cancelled at once',
  async detect(context) {
    const least = context.thresholds['http2_reset.requests_per_minute'];
    const rows = await context.query<{ minute: number; n: bigint }>(
      `SELECT minute, sum(requests)::BIGINT AS n FROM requests_in r WHERE ${isRapidReset(context.thresholds)} GROUP BY minute HAVING sum(requests) >= ${least} ORDER BY minute`,
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

async function describeRun(
  context: DetectorContext,
  run: MinuteRun,
  minutes: readonly { minute: number; n: bigint }[],
): Promise<Finding> {
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
    startCensored: row.start - row.logged_from < BUCKET_SEC * 1e6,
    endCensored: row.logged_to - row.finish < 1e6,
    packets: 0,
    bytes: row.bytes,
    requests: Number(row.n),
    peaks: {
      ...noPeaks(),
      rps60s: Number(busiest.n) / BUCKET_SEC,
      rps1sAt: formatSecond(busiest.minute * BUCKET_SEC),
    },
    lengthMin: 0,
    lengthMax: 0,
    criteria: [
      reaches(
        'cancelled HTTP/2 requests per minute',
        Number(busiest.n),
        thresholds['http2_reset.requests_per_minute'],
        'requests/min',
        `requests given up before the answer in the busiest minute, by sources that gave up ${grouped(thresholds['http2_reset.requests_per_second'])} and more a second`,
      ),
    ],
    reason: `${grouped(Number(row.n))} HTTP/2 requests by ${grouped(Number(row.sources))} sources were given up before they were answered, many in the same second: consistent with rapid reset (CVE-2023-44487). The log shows that the requests ended without an answer, not how their streams were closed.`,
    membersSql: requestMembersSql(from),
    samplesSql: requestSamplesSql(from),
  };
}
