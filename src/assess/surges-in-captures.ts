// Surges of requests in the clear for one path after another, in captures, where no web log tells who asked. A crowd and a flood that asks for
// another path each time look the same there: nobody is named.

import { addressText } from '../model/address.ts';
import type { AlternativeFacts } from '../model/facts.ts';
import { grouped } from '../model/numbers.ts';
import { formatSecond } from '../model/time.ts';
import { BUCKET_SEC, CLASS } from '../model/traffic.ts';
import { type DetectorContext, type Finding, reaches } from './finding.ts';
import { targetKey } from './flooded-minutes.ts';
import { minuteRuns } from './series.ts';

/** Minutes that captures must cover outside a surge. */
const LEAST_BASELINE_MIN = 30;
/** Requests in a minute below which pages with many images are read by a few people: fifty a second. */
const LEAST_PER_MINUTE = 3000;

interface Minute extends Record<string, bigint | number> {
  hi: bigint;
  lo: bigint;
  port: number;
  minute: number;
  n: number;
  /** Of all minutes that captures cover, those without requests included. */
  median: number;
}

/** Such surges, but for those within one of the `told` floods. */
export async function surgesInCaptures(
  { query, thresholds }: Pick<DetectorContext, 'query' | 'thresholds'>,
  told: readonly Finding[],
): Promise<AlternativeFacts[]> {
  const [{ covered }] = await query<{ covered: bigint }>(
    `SELECT count(DISTINCT floor(second / ${BUCKET_SEC}))::BIGINT AS covered FROM packet_seconds`,
  );
  if (covered <= LEAST_BASELINE_MIN) return [];
  // Counted from the busiest one down, minutes without requests come last.
  const rows = await query<Minute>(`
    WITH m AS (
        SELECT dst_hi AS hi, dst_lo AS lo, port, minute, sum(requests - repeats)::DOUBLE AS n FROM inbound
        WHERE class IN (${CLASS.data}, ${CLASS.fin}) AND requests > 0 AND (src_hi, src_lo) NOT IN (SELECT (client_hi, client_lo) FROM requests_in) GROUP BY ALL),
      r AS (SELECT *, row_number() OVER (PARTITION BY hi, lo, port ORDER BY n DESC, minute) AS nth FROM m)
    SELECT hi, lo, port, minute, n, median FROM (
      SELECT *, coalesce(max(n) FILTER (nth = ${Math.ceil(Number(covered) / 2)}) OVER (PARTITION BY hi, lo, port), 0) AS median FROM r)
    WHERE n >= greatest(${LEAST_PER_MINUTE}, ${thresholds['http_flood.times_baseline']} * median) ORDER BY hi, lo, port, minute`);
  const ports = new Set(rows.map(targetKey));
  return [...ports].flatMap((port) => {
    const minutes = rows.filter((row) => targetKey(row) === port);
    if (Number(covered) - minutes.length < LEAST_BASELINE_MIN) return [];
    return minuteRuns(
      minutes.map(({ minute }) => minute),
      thresholds['wave.gap_sec'],
    ).flatMap(({ first, last }) => {
      const within = minutes.filter(({ minute }) => minute >= first && minute <= last);
      const [fromSec, toSec] = [first * BUCKET_SEC, (last + 1) * BUCKET_SEC];
      const isTold = told.some(
        ({ target, startUs, endUs }) =>
          targetKey(target) === targetKey(within[0]) && startUs < toSec * 1e6 && endUs >= fromSec * 1e6,
      );
      return isTold ? [] : [surgeFacts(within, fromSec, toSec, thresholds['http_flood.times_baseline'])];
    });
  });
}

function surgeFacts(
  minutes: readonly Minute[],
  fromSec: number,
  toSec: number,
  times: number,
): AlternativeFacts {
  const { hi, lo, port, median } = minutes[0];
  const perMinute = Math.max(...minutes.map(({ n }) => n));
  return {
    title: `Was the surge of requests on ${addressText(hi, lo)} tcp/${port} popularity or attack?`,
    startUtc: formatSecond(fromSec),
    endUtc: formatSecond(toSec),
    conclusion: 'undecided',
    text: `Up to ${grouped(perMinute)} requests in one minute for one path after another, against ${grouped(median)} in the median minute, as captures show. Visitors of a page that becomes popular fetch it with its images so, and so does a flood that asks for another path each time: the web server's log of that time tells them apart. It is called neither an attack nor a crowd, and nobody is named.`,
    criteria: [
      reaches(
        'requests per minute',
        perMinute,
        Math.max(LEAST_PER_MINUTE, times * median),
        'requests/min',
        'requests in the busiest minute for another path than the one before; times those of the median minute',
      ),
    ],
  };
}
