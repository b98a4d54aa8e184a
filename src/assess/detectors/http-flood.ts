// HTTP flood seen in web server logs: a surge whose requests come from sources that do not behave like visitors.

import { grouped, sourceAddresses } from '../../model/numbers.ts';
import { formatSecond } from '../../model/time.ts';
import { type Detector, type DetectorContext, type Finding, noPeaks } from '../finding.ts';
import { requestMembersSql, requestSamplesSql } from '../request-members.ts';
import { type MinuteRun, MOST_KEPT_SECONDS, minuteRuns, peakMinute, peakSecond } from '../series.ts';
import { quote } from '../surge-runs.ts';
import type { Surge } from '../surges.ts';
import { isRapidReset } from './http2-reset.ts';

/** What WordPress says of itself (since 3.9) when somebody made it look whether a page links to one of its own. */
const PINGBACK = '%; verifying pingback from %';
/** Minutes with less than this share of the busiest minute are stray requests. */
const STRAY_SHARE = 0.02;

export const httpFlood: Detector = {
  id: 'http_flood',
  title: 'HTTP flood',
  async detect(context) {
    const findings: Finding[] = [];
    const surges = context.surges.filter(({ participants }) => participants !== '');
    const files = surges.length === 0 ? [] : await logFiles(context);
    for (const surge of surges) {
      for (const run of await participantRuns(context, surge)) {
        const finding = await describeRun(context, surge, run, files);
        if (finding !== undefined) findings.push(finding);
      }
    }
    return findings;
  },
};

// What was given up at once is told as such, and counts once.
function participantRequests(context: DetectorContext, surge: Surge, first: number, last: number): string {
  return `FROM requests_in r JOIN ${surge.participants} c ON c.hi = r.client_hi AND c.lo = r.client_lo JOIN sites h ON h.evidence = r.evidence AND h.host_id = r.host_id
    WHERE c.participant AND h.site = ${quote(surge.site)} AND r.minute BETWEEN ${first} AND ${last} AND NOT ${isRapidReset(context.thresholds)}`;
}

// A surge may hold several floods with pauses between them. Stray requests do not bridge a pause.
async function participantRuns(context: DetectorContext, surge: Surge): Promise<MinuteRun[]> {
  const rows = await context.query<{ minute: number; n: bigint }>(
    `SELECT r.minute AS minute, sum(r.requests)::BIGINT AS n ${participantRequests(context, surge, surge.run.first - 1, surge.run.last + 1)} GROUP BY r.minute ORDER BY r.minute`,
  );
  const busiest = Math.max(0, ...rows.map((row) => Number(row.n)));
  const active = rows.filter((row) => Number(row.n) >= STRAY_SHARE * busiest).map((row) => row.minute);
  return minuteRuns(active, context.thresholds['wave.gap_sec']);
}

async function describeRun(
  context: DetectorContext,
  surge: Surge,
  run: MinuteRun,
  files: readonly LogFile[],
): Promise<Finding | undefined> {
  const from = participantRequests(context, surge, run.first, run.last);
  const [total] = await context.query<{
    requests: bigint | null;
    bytes: number;
    sources: bigint;
    start: number;
    finish: number;
  }>(
    `SELECT sum(r.requests)::BIGINT AS requests, sum(r.bytes) AS bytes, count(DISTINCT (r.client_hi, r.client_lo))::BIGINT AS sources, min(r.first_us) AS start, max(r.last_us) AS finish ${from}`,
  );
  if (total.requests === null) return undefined;
  const [{ pingbacks }] = await context.query<{ pingbacks: bigint }>(
    `SELECT count(DISTINCT (r.client_hi, r.client_lo))::BIGINT AS pingbacks ${from} AND (r.evidence, r.agent_id) IN (SELECT (evidence, id) FROM texts WHERE text LIKE '${PINGBACK}')`,
  );
  const startSec = Math.floor(total.start / 1e6);
  const endSec = Math.floor(total.finish / 1e6);
  const rows = await context.query<{ second: number; n: bigint }>(`
    SELECT second, sum(requests)::BIGINT AS n FROM request_seconds JOIN sites USING (evidence, host_id)
    WHERE site = ${quote(surge.site)} AND second BETWEEN ${startSec} AND ${endSec} GROUP BY second ORDER BY second`);
  const series = {
    seconds: Float64Array.from(rows, (row) => row.second),
    values: Float64Array.from(rows, (row) => Number(row.n)),
  };
  const peak = peakSecond(series);
  const covered = coveredByLogs(files, startSec, endSec);
  const site = surge.site === '' ? context.siteName : surge.site;
  return {
    vector: 'http_flood',
    lane: 'requests',
    proves: true,
    classes: [],
    target: { hi: 0n, lo: 0n, address: '', port: 0, text: site },
    startUs: total.start,
    endUs: total.finish,
    startUncertaintySec: 1,
    endUncertaintySec: 1,
    coveredFromUs: covered.from * 1e6,
    coveredToUs: covered.to * 1e6,
    packets: 0,
    bytes: total.bytes,
    requests: Number(total.requests),
    peaks: {
      ...noPeaks(),
      rps1s: peak.value,
      rps60s: peakMinute(series).value,
      rps1sAt: formatSecond(peak.atSec),
    },
    lengthMin: 0,
    lengthMax: 0,
    criteria: surge.criteria,
    reason: `${grouped(Number(total.requests))} requests by ${sourceAddresses(Number(total.sources))} to a few paths of ${site}, without the page assets that browsers fetch; the peak counts all requests to the site.${pingbacks === 0n ? '' : pingbackText(Number(pingbacks))}`,
    fromSql: from,
    ...(rows.length <= MOST_KEPT_SECONDS ? { requestsBySecond: series } : undefined),
    membersSql: requestMembersSql(from),
    samplesSql: requestSamplesSql(from),
  };
}

/** First and last second of a log, and its longest silence. */
interface LogFile extends Record<string, number> {
  first: number;
  last: number;
  silence: number;
}

function logFiles({ query }: DetectorContext): Promise<LogFile[]> {
  return query<LogFile>(`
    SELECT min(second)::DOUBLE AS first, max(second)::DOUBLE AS last, coalesce(max(pause), 0)::DOUBLE AS silence
    FROM (SELECT evidence, second, second - lag(second) OVER (PARTITION BY evidence ORDER BY second) AS pause FROM (SELECT DISTINCT evidence, second FROM request_seconds))
    GROUP BY evidence ORDER BY first, last`);
}

/**
 * Seconds from and to which logs cover a stretch: the files that hold it, and up to the next one where the pause between them is no longer than
 * the longest silence in either: a quiet site writes its next line long after its log was rotated.
 */
function coveredByLogs(
  files: readonly LogFile[],
  startSec: number,
  endSec: number,
): { from: number; to: number } {
  const holding = files.filter(({ first, last }) => first <= endSec && last >= startSec);
  const from = Math.min(...holding.map(({ first }) => first));
  const to = Math.max(...holding.map(({ last }) => last));
  const quiet = Math.max(...holding.map(({ silence }) => silence));
  const before = files.filter(({ last, silence }) => last < from && from - last <= Math.max(quiet, silence));
  const after = files.filter(({ first, silence }) => first > to && first - to <= Math.max(quiet, silence));
  return {
    from: Math.max(...before.map(({ last }) => last), before.length === 0 ? from : -Infinity),
    to: Math.min(...after.map(({ first }) => first), after.length === 0 ? to : Infinity),
  };
}

function pingbackText(sources: number): string {
  return ` ${grouped(sources)} of them say that they verify a pingback: such WordPress sites were made to ask by somebody else, and their operators are likely not involved.`;
}
