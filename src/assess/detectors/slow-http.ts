// Slow HTTP seen in web logs: requests that never became whole and ended in the server's time-out (status 408), again and again.
// Apache mod_reqtimeout and nginx client_header_timeout both log 408.

import { grouped } from '../../model/numbers.ts';
import { formatSecond } from '../../model/time.ts';
import { BUCKET_SEC } from '../../model/traffic.ts';
import { reachedMinutes } from '../across-minutes.ts';
import { type Detector, type DetectorContext, type Finding, noPeaks, reaches } from '../finding.ts';
import { requestMembersSql, requestSamplesSql } from '../request-members.ts';
import { type MinuteRun, minuteRuns } from '../series.ts';

/** A source with so many time-outs in two minutes held several connections at a time, as their time-out is a minute at most. */
const AT_ONCE = 4;
/** So few sources, and time-outs in a minute of all of them and of each, hold too little to do harm. */
const FEW_SOURCES = 10;
const FEW_PER_MINUTE = 100;
const FEW_EACH = 15;
const FEW_AT_A_TIME =
  'Its sources held few connections at a time: load balancers that open connections ahead do so, machines on a bad line, and so does a slow attack through many addresses.';

export const slowHttp: Detector = {
  id: 'slow_http',
  title: 'Slow HTTP',
  async detect(context) {
    const least = context.thresholds['slow_http.timeouts_per_minute'];
    const rows = await context.query<{ minute: number; n: bigint }>(
      'SELECT minute, sum(requests)::BIGINT AS n FROM requests_in WHERE status = 408 GROUP BY minute ORDER BY minute',
    );
    const reached = await reachedMinutes(
      context,
      {
        rows: 'SELECT minute, first_us, last_us, requests AS n FROM requests_in WHERE status = 408',
        seconds: 'SELECT second, requests AS n FROM request_seconds WHERE status_class = 4',
      },
      rows.map(({ minute, n }) => ({ minute, n: Number(n) })),
      least,
    );
    const findings: Finding[] = [];
    for (const run of minuteRuns(
      reached.map(({ minute }) => minute),
      context.thresholds['wave.gap_sec'],
    )) {
      const inside = reached.filter(({ minute }) => minute >= run.first && minute <= run.last);
      const perMinute = Math.max(...inside.map(({ n }) => n));
      const [all, piled] = await Promise.all(
        [1, AT_ONCE].map((atOnce) => describeRun(context, run, perMinute, least, atOnce)),
      );
      const isFew =
        all !== undefined &&
        all.sources <= FEW_SOURCES &&
        perMinute < FEW_PER_MINUTE &&
        perMinute <= FEW_EACH * all.sources;
      if (piled !== undefined && !isFew) findings.push(piled.finding);
      else if (all !== undefined) findings.push({ ...all.finding, doubt: FEW_AT_A_TIME });
    }
    return findings;
  },
};

async function describeRun(
  context: DetectorContext,
  run: MinuteRun,
  perMinute: number,
  least: number,
  atOnce: number,
): Promise<{ finding: Finding; sources: number } | undefined> {
  const perSource = context.thresholds['slow_http.timeouts_per_source'];
  const share = context.thresholds['slow_http.timeouts_share'];
  // A phone that lost its network leaves one such line, not many; an office whose browsers open connections ahead leaves more pages than those.
  const from = `FROM requests_in r WHERE r.status = 408 AND r.minute BETWEEN ${run.first - 1} AND ${run.last + 1}
    AND (r.client_hi, r.client_lo) IN (SELECT (client_hi, client_lo) FROM requests_in WHERE minute BETWEEN ${run.first - 1} AND ${run.last + 1}
      GROUP BY client_hi, client_lo HAVING sum(requests) FILTER (status = 408) >= greatest(${perSource}, ${share} * sum(requests)))
    AND (r.client_hi, r.client_lo) IN (SELECT client_hi, client_lo FROM requests_in WHERE status = 408 AND minute BETWEEN ${run.first - 1} AND ${run.last + 1} GROUP BY client_hi, client_lo, minute
      QUALIFY sum(sum(requests)) OVER (PARTITION BY client_hi, client_lo ORDER BY minute RANGE BETWEEN CURRENT ROW AND 1 FOLLOWING) >= ${atOnce})`;
  const [row] = await context.query<{
    n: bigint | null;
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
  if (row.n === null || Number(row.n) < least) return undefined;
  const finding: Finding = {
    vector: 'slow_http',
    lane: 'requests',
    proves: true,
    classes: [],
    target: { hi: 0n, lo: 0n, address: '', port: 0, text: context.siteName },
    startUs: row.start,
    endUs: row.finish,
    startUncertaintySec: BUCKET_SEC,
    endUncertaintySec: BUCKET_SEC,
    coveredFromUs: row.logged_from,
    coveredToUs: row.logged_to,
    packets: 0,
    bytes: row.bytes,
    requests: Number(row.n),
    peaks: { ...noPeaks(), rps60s: perMinute / BUCKET_SEC, rps1sAt: formatSecond(run.first * BUCKET_SEC) },
    lengthMin: 0,
    lengthMax: 0,
    criteria: [
      reaches(
        'timed-out requests per minute',
        perMinute,
        least,
        'requests/min',
        'requests with status 408 in the busiest minute',
      ),
    ],
    reason: `${grouped(Number(row.n))} requests by ${grouped(Number(row.sources))} sources never became whole and ended in the server's time-out (408).`,
    fromSql: from,
    membersSql: requestMembersSql(from),
    samplesSql: requestSamplesSql(from),
  };
  return { finding, sources: Number(row.sources) };
}
