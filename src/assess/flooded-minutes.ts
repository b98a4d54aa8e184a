// Minutes in which enough packets reached a target, wherever the minute begins: a short flood across the end of a minute is found as well.

import { BUCKET_SEC } from '../model/traffic.ts';
import type { DetectorContext } from './finding.ts';

/** What is counted. */
export interface Counted {
  /** SQL from-clause and condition: rows (alias i) with dst_hi, dst_lo, port, minute, first_us, last_us. */
  from: string;
  /** SQL of what a row counts for. */
  count: string;
  /** SQL condition on inbound_seconds that all records counted, and perhaps others, meet. */
  second: string;
  /** True when each port is a target of its own. */
  byPort: boolean;
  leastPerMinute: number;
  /** Addresses a target is made of: 1, or the width of an IPv4 block in which at least `leastTargets` must be hit. */
  width: number;
  leastTargets: number;
}

/** A flooded minute of a target. */
export interface FloodedMinute extends Record<string, bigint | number> {
  hi: bigint;
  lo: bigint;
  port: number;
  minute: number;
  /** What was counted within the 60 s that begin at `from_sec`: the minute itself, or 60 s that lie across one of its ends. */
  packets: bigint;
  from_sec: number;
}

/** Windows across the end of a minute begin so many seconds apart. */
const STEP_SEC = 5;

/** Text that tells targets apart. */
export function targetKey({ hi, lo, port }: Pick<FloodedMinute, 'hi' | 'lo' | 'port'>): string {
  return `${hi}/${lo}/${port}`;
}

/** The flooded minutes by target, in order of time. */
export async function floodedMinutes(context: DetectorContext, counted: Counted): Promise<FloodedMinute[]> {
  const { count, byPort, leastPerMinute, width, leastTargets } = counted;
  const key = `i.dst_hi AS hi, ${width === 1 ? 'i.dst_lo' : `i.dst_lo // ${width} * ${width}`} AS lo, ${byPort ? 'i.port' : '0::USMALLINT'} AS port`;
  const from = `${counted.from} ${width === 1 ? '' : 'AND i.dst_hi = 0'}`;
  const enough = (row: string): string =>
    width === 1 ? 'true' : `count(DISTINCT ${row}dst_lo) >= ${leastTargets}`;
  const rows = await context.query<FloodedMinute & { enough: number }>(`
    SELECT ${key}, i.minute AS minute, sum(${count})::BIGINT AS packets, i.minute::DOUBLE * ${BUCKET_SEC} AS from_sec, (${enough('i.')})::UTINYINT AS enough
    ${from} GROUP BY ALL HAVING 2 * sum(${count}) >= ${leastPerMinute} ORDER BY hi, lo, port, minute`);
  const found: FloodedMinute[] = rows.filter(
    (row) => row.enough === 1 && Number(row.packets) >= leastPerMinute,
  );
  const flooded = new Set(found.map((row) => `${targetKey(row)}/${row.minute}`));
  // Of two minutes that reach it together one holds half. Those beside a flooded minute are looked at with it.
  const around = ({ minute }: FloodedMinute): number[] => [minute - 1, minute, minute + 1];
  const half = rows.filter((row) => around(row).every((each) => !flooded.has(`${targetKey(row)}/${each}`)));
  if (half.length === 0) return found;
  // What lies within 60 s for certain: of the first minute rows that begin there, of the second rows that end there; and, where sources go on
  // for longer, what the seconds hold without all that was not counted in either minute. Each address of a block by itself.
  const windows = await context.query<FloodedMinute>(`
    WITH r AS (SELECT ${key}, i.dst_lo, i.minute::DOUBLE AS minute, i.first_us, i.last_us, ${count} AS n ${from} AND i.minute IN (${[...new Set(half.flatMap(around))].join(', ')})),
      f AS (SELECT hi, lo, port, dst_lo, minute, sum(n)::DOUBLE AS n FROM r GROUP BY ALL),
      s AS (SELECT f.hi, f.lo, f.port, f.dst_lo, f.minute, second, sum(packets)::DOUBLE AS n
        FROM f JOIN inbound_seconds i ON i.dst_hi = f.hi AND i.dst_lo = f.dst_lo ${byPort ? 'AND i.port = f.port' : ''} AND floor(second / ${BUCKET_SEC}) = f.minute WHERE ${counted.second} GROUP BY ALL),
      o AS (SELECT hi, lo, port, dst_lo, minute, greatest(0, sum(s.n) - any_value(f.n)) AS n FROM s JOIN f USING (hi, lo, port, dst_lo, minute) GROUP BY ALL),
      a AS (SELECT unnest(range(${STEP_SEC}, ${BUCKET_SEC}, ${STEP_SEC})) AS after),
      parts AS (
        SELECT true AS whole, hi, lo, port, dst_lo, minute, after, n::DOUBLE AS n FROM r, a WHERE first_us >= (minute * ${BUCKET_SEC} + after) * 1e6
        UNION ALL SELECT true, hi, lo, port, dst_lo, minute - 1, after, n::DOUBLE FROM r, a WHERE last_us < (minute * ${BUCKET_SEC} + after) * 1e6
        UNION ALL SELECT false, hi, lo, port, dst_lo, minute, after, n FROM s, a WHERE second >= minute * ${BUCKET_SEC} + after
        UNION ALL SELECT false, hi, lo, port, dst_lo, minute - 1, after, n FROM s, a WHERE second < minute * ${BUCKET_SEC} + after
        UNION ALL SELECT false, hi, lo, port, dst_lo, minute - before, after, -n FROM o, a, (SELECT unnest([0, 1]) AS before)),
      w AS (SELECT hi, lo, port, dst_lo, minute, after, greatest(coalesce(sum(n) FILTER (whole), 0), coalesce(sum(n) FILTER (NOT whole), 0)) AS n FROM parts GROUP BY ALL HAVING n > 0)
    SELECT hi, lo, port, minute, sum(n)::BIGINT AS packets, minute * ${BUCKET_SEC} + after AS from_sec
    FROM w GROUP BY hi, lo, port, minute, after HAVING sum(n) >= ${leastPerMinute} AND ${enough('')}
    QUALIFY row_number() OVER (PARTITION BY hi, lo, port, minute ORDER BY sum(n) DESC, after) = 1`);
  for (const row of windows) {
    if (flooded.has(`${targetKey(row)}/${row.minute}`) || flooded.has(`${targetKey(row)}/${row.minute + 1}`))
      continue;
    found.push(row, { ...row, minute: row.minute + 1 });
  }
  return found.sort(
    (a, b) =>
      Number(a.hi > b.hi) - Number(a.hi < b.hi) ||
      Number(a.lo > b.lo) - Number(a.lo < b.lo) ||
      a.port - b.port ||
      a.minute - b.minute ||
      a.from_sec - b.from_sec,
  );
}
