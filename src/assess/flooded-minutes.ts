// Minutes in which enough packets reached a target, wherever the minute begins: a short flood across the end of a minute is found as well.

import { BUCKET_SEC } from '../model/traffic.ts';
import { acrossMinutes } from './across-minutes.ts';
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
  // Each address of a block by itself.
  const minutes = [...new Set(half.flatMap(around))].join(', ');
  const counts = acrossMinutes(
    'hi, lo, port, dst_lo',
    `SELECT ${key}, i.dst_lo, i.minute, i.first_us, i.last_us, ${count} AS n ${from} AND i.minute IN (${minutes})`,
    `SELECT ${key}, i.dst_lo, second, packets AS n FROM inbound_seconds i WHERE ${counted.second} AND floor(second / ${BUCKET_SEC}) IN (${minutes})`,
  );
  const windows = await context.query<FloodedMinute>(`
    SELECT hi, lo, port, minute, sum(n)::BIGINT AS packets, minute * ${BUCKET_SEC} + after AS from_sec
    FROM ${counts} WHERE n > 0 GROUP BY hi, lo, port, minute, after HAVING sum(n) >= ${leastPerMinute} AND ${enough('')}
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
