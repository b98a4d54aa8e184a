// When an address was active: packets, sockets and requests per minute, in wider steps when there would be too many rows.

import type { CaseReader } from '../aggregate/store.ts';
import { formatSecond } from '../model/time.ts';
import { BUCKET_SEC } from '../model/traffic.ts';
import { at, type Key } from './key.ts';

/** Rows of the table. */
const MOST_ROWS = 24;
/** Widths of a row that people count in, minutes: up to a day, then weeks. */
const WIDTHS_MIN = [1, 5, 15, 60, 180, 720, 1440, 10080, 40320];

/** Rows in order of time; steps without activity are left out. */
export interface Activity {
  /** Width of a row, seconds. */
  stepSec: number;
  rows: { startUtc: string; sent: number; received: number; sockets: number; requests: number }[];
  /** Later rows that are not shown. */
  otherRows: number;
}

interface MinuteRow extends Record<string, number | bigint> {
  minute: number;
  sent: bigint;
  received: bigint;
  sockets: bigint;
  requests: bigint;
}

/** Activity of the address over all evidence. */
export async function activityOf(store: CaseReader, key: Key): Promise<Activity> {
  const minutes = await store.query<MinuteRow>(`
    SELECT minute::DOUBLE AS minute, sum(sent)::BIGINT AS sent, sum(received)::BIGINT AS received, sum(sockets)::BIGINT AS sockets, sum(requests)::BIGINT AS requests FROM (
      SELECT minute, packets AS sent, 0 AS received, 0 AS sockets, 0 AS requests FROM packet_minutes WHERE class > 0 AND ${at('src_hi', 'src_lo', key)}
      UNION ALL SELECT minute, 0, packets, 0, 0 FROM packet_minutes WHERE class > 0 AND ${at('dst_hi', 'dst_lo', key)}
      UNION ALL SELECT floor(at_us / ${BUCKET_SEC * 1e6}), 0, 0, 1, 0 FROM sockets WHERE remote_kind = 1 AND ${at('remote_hi', 'remote_lo', key)}
      UNION ALL SELECT minute, 0, 0, 0, requests FROM request_minutes WHERE client_id = 0 AND ${at('client_hi', 'client_lo', key)})
    GROUP BY minute ORDER BY minute`);
  return inSteps(minutes);
}

/** Minutes in order, joined into the narrowest steps that fit the table. */
export function inSteps(minutes: readonly MinuteRow[]): Activity {
  const width =
    WIDTHS_MIN.find(
      (each) => new Set(minutes.map((row) => Math.floor(row.minute / each))).size <= MOST_ROWS,
    ) ?? WIDTHS_MIN[WIDTHS_MIN.length - 1];
  const rows: Activity['rows'] = [];
  let step = Number.NaN;
  for (const minute of minutes) {
    if (Math.floor(minute.minute / width) !== step) {
      step = Math.floor(minute.minute / width);
      rows.push({
        startUtc: formatSecond(step * width * BUCKET_SEC),
        sent: 0,
        received: 0,
        sockets: 0,
        requests: 0,
      });
    }
    const row = rows[rows.length - 1];
    row.sent += Number(minute.sent);
    row.received += Number(minute.received);
    row.sockets += Number(minute.sockets);
    row.requests += Number(minute.requests);
  }
  return {
    stepSec: width * BUCKET_SEC,
    rows: rows.slice(0, MOST_ROWS),
    otherRows: Math.max(0, rows.length - MOST_ROWS),
  };
}
