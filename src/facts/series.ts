// The lanes of the traffic chart, in buckets wide enough that a chart has some hundred points, narrow enough to show a wave.

import type { CaseStore } from '../aggregate/store.ts';
import type { SeriesFacts } from '../model/facts.ts';

const WIDTHS_SEC = [1, 5, 10, 30, 60, 300, 600, 1800, 3600, 10800, 21600, 86400, 604800];
const MOST_POINTS = 720;

/** Lanes with data. Buckets without records take no space: evidence may span years with few records. */
export async function seriesFacts(store: CaseStore): Promise<SeriesFacts[]> {
  const series: SeriesFacts[] = [];
  const packets = await extent(
    store,
    'SELECT min(second) AS a, max(second) AS b, count(DISTINCT second)::BIGINT AS n FROM inbound_seconds',
  );
  if (packets !== undefined) {
    const width = bucketWidth(packets);
    const rows = await store.query<{ bucket: number; packets: bigint; bytes: number }>(
      `SELECT floor(second / ${width}) * ${width} AS bucket, sum(packets)::BIGINT AS packets, sum(bytes) AS bytes FROM inbound_seconds GROUP BY bucket ORDER BY bucket`,
    );
    series.push({
      lane: 'packets',
      title: 'Packets received',
      unit: 'packets/s',
      bucketSec: width,
      points: rows.map((row) => ({ atSec: row.bucket, value: Number(row.packets) / width })),
    });
    series.push({
      lane: 'bits',
      title: 'Traffic received',
      unit: 'bit/s',
      bucketSec: width,
      points: rows.map((row) => ({ atSec: row.bucket, value: (row.bytes * 8) / width })),
    });
  }
  const requests = await extent(
    store,
    'SELECT min(second) AS a, max(second) AS b, count(DISTINCT second)::BIGINT AS n FROM request_seconds',
  );
  if (requests !== undefined) {
    const width = Math.max(60, bucketWidth(requests));
    const rows = await store.query<{ bucket: number; n: bigint }>(
      `SELECT floor(second / ${width}) * ${width} AS bucket, sum(requests)::BIGINT AS n FROM request_seconds GROUP BY bucket ORDER BY bucket`,
    );
    series.push({
      lane: 'requests',
      title: 'Requests',
      unit: 'requests/s',
      bucketSec: width,
      points: rows.map((row) => ({ atSec: row.bucket, value: Number(row.n) / width })),
    });
  }
  const snapshots = await store.query<{ bucket: number; n: bigint }>(
    'SELECT floor(at_us / 1e6) AS bucket, count(*) FILTER (state IN (3, 12))::BIGINT AS n FROM sockets GROUP BY bucket ORDER BY bucket',
  );
  if (snapshots.some((row) => row.n > 0n)) {
    series.push({
      lane: 'half_open',
      title: 'Half-open sockets',
      unit: 'sockets',
      bucketSec: 1,
      points: snapshots.map((row) => ({ atSec: row.bucket, value: Number(row.n) })),
    });
  }
  return series;
}

async function extent(
  store: CaseStore,
  sql: string,
): Promise<{ fromSec: number; toSec: number; seconds: number } | undefined> {
  const [row] = await store.query<{ a: number | null; b: number | null; n: bigint }>(sql);
  return row.a === null || row.b === null
    ? undefined
    : { fromSec: row.a, toSec: row.b, seconds: Number(row.n) };
}

function bucketWidth({
  fromSec,
  toSec,
  seconds,
}: {
  fromSec: number;
  toSec: number;
  seconds: number;
}): number {
  const span = toSec - fromSec + 1;
  for (const width of WIDTHS_SEC) if (Math.min(span / width, seconds) <= MOST_POINTS) return width;
  return WIDTHS_SEC[WIDTHS_SEC.length - 1];
}
