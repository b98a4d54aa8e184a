// Whether two files recorded the same traffic (a capture and its conversion, a part that was filtered out of it, two interfaces of one host,
// a log and what was searched out of it), so that every packet and every request counts once.

import type { CaseStore } from '../aggregate/store.ts';
import { BUCKET_SEC } from '../model/traffic.ts';

type Store = Pick<CaseStore, 'query' | 'run'>;

/** Two files that cover a common time and hold the same senders. */
export interface RecordedTwice {
  lane: 'packets' | 'requests';
  a: number;
  b: number;
  /** True: shown to hold the same traffic, which counts once. False: it cannot be told; both count. */
  same: boolean;
  /** Time that both cover, microseconds since 1970 UTC. */
  fromUs: number;
  toUs: number;
}

/** Rows looked at in all files that cover a common time, about; more are sampled by their source. */
const MOST_ROWS = 1_000_000;
/** Pairs held against each other at most, those with most alike first: logs of many sites all cover one time. */
const MOST_PAIRS = 200;
/** Share of the rows of the smaller file, in the common time, that must stand in the other one alike. */
const LEAST_ALIKE = { packets: 0.5, requests: 0.9 };
const LEAST_ROWS = 20;
/** Share of its packets or requests that lie between the same ends, from which it may be the same traffic. */
const LEAST_COMMON = 0.5;
/** Clocks further apart than this, microseconds: nothing is claimed. */
const MOST_SHIFT_US = 1e6;
/** A server behind another logs a request within so many microseconds. */
const NEAR_US = 2e6;
/** Common time of two files below which one goes on from the other, microseconds. */
const CROSSING_US = { packets: 1e6, requests: 60e6 };
/** Clocks of one host stamp a packet twice within so many microseconds; two hosts within so many. */
const SAME_CLOCK_US = 20;
const OTHER_CLOCK_US = 50_000;

interface Lane {
  rows: string;
  /** Columns that tell whose traffic a row holds. */
  key: string;
  /** Column by which rows are sampled. */
  source: string;
  spans: string;
  alike: string;
}

// The signature of a payload is left out of the key: a capture that cuts packets shorter knows none.
const LANES: Record<RecordedTwice['lane'], Lane> = {
  packets: {
    rows: 'SELECT evidence, minute, class, port, src_hi, src_lo, dst_hi, dst_lo, sum(packets)::BIGINT AS n, sum(bytes) AS bytes, min(first_us) AS first_us, max(last_us) AS last_us FROM packet_minutes WHERE class > 0 AND packets > 0',
    key: 'minute, class, port, src_hi, src_lo, dst_hi, dst_lo',
    source: 'src_lo',
    spans:
      'SELECT evidence, min(first_us) AS from_us, max(last_us) AS to_us FROM packet_seconds GROUP BY evidence',
    // Counts that agree are not enough: two links that share the load carry as much each. The times tell.
    alike: `na = nb AND ((abs(first_off - shift) <= ${SAME_CLOCK_US} AND abs(last_off - shift) <= ${SAME_CLOCK_US}) OR (na <= 3 AND abs(first_off - shift) <= ${OTHER_CLOCK_US}))`,
  },
  requests: {
    rows: `SELECT r.evidence, minute, client_hi, client_lo, client_id > 0 AS named, p.text AS path, method, status, sum(requests)::BIGINT AS n, sum(bytes) AS bytes, min(first_us) AS first_us, max(last_us) AS last_us
      FROM request_minutes r LEFT JOIN texts p ON p.evidence = r.evidence AND p.id = r.path_id WHERE requests > 0`,
    key: 'minute, client_hi, client_lo, named, path, method, status',
    source: 'client_lo',
    spans:
      'SELECT evidence, min(second) * 1e6 AS from_us, max(second) * 1e6 AS to_us FROM request_seconds GROUP BY evidence',
    // Two servers that share the load write such lines too, but not of the very same seconds throughout.
    alike: 'na = nb AND bytes_a = bytes_b AND first_off = 0 AND last_off = 0',
  },
};

/** Pairs of files that recorded the same traffic, or may have, in order of lane and numbers. */
export async function recordedTwice(store: Store): Promise<RecordedTwice[]> {
  return [...(await pairsOf(store, 'packets')), ...(await pairsOf(store, 'requests'))];
}

interface Span extends Record<string, number> {
  evidence: number;
  from_us: number;
  to_us: number;
}

async function pairsOf(store: Store, lane: RecordedTwice['lane']): Promise<RecordedTwice[]> {
  const { key, source, rows, spans, alike } = LANES[lane];
  const spanOf = new Map((await store.query<Span>(spans)).map((span) => [span.evidence, span]));
  const overlapping = overlaps([...spanOf.values()], CROSSING_US[lane]);
  if (overlapping.length === 0) return [];
  const among = `evidence IN (${overlapping.join(', ')})`;
  const [{ all }] = await store.query<{ all: bigint }>(
    `SELECT count(*)::BIGINT AS "all" FROM ${lane === 'packets' ? 'packet_minutes' : 'request_minutes'} WHERE ${among}`,
  );
  const sampled = `hash(${source}) % ${Math.max(1, Math.ceil(Number(all) / MOST_ROWS))} = 0`;
  const own = lane === 'packets' ? '' : 'r.';
  const looked = `looked AS (${rows} AND ${own}${among} AND ${sampled} GROUP BY ALL)`;
  // The common shift of their clocks is the median difference of what may be the same.
  const found = await store.query<{
    a: number;
    b: number;
    rows: bigint;
    alike: bigint;
    long: bigint;
    packets_a: number;
    packets_b: number;
    near: bigint;
  }>(`
    WITH ${looked},
      joined AS (SELECT a.evidence AS a, b.evidence AS b, a.n AS na, b.n AS nb, a.bytes AS bytes_a, b.bytes AS bytes_b, b.first_us - a.first_us AS first_off, b.last_us - a.last_us AS last_off
        FROM looked a JOIN looked b USING (${key}) WHERE a.evidence < b.evidence),
      shifts AS (SELECT a, b, median(first_off) AS shift FROM joined GROUP BY a, b)
    SELECT a, b, count(*)::BIGINT AS rows, count(*) FILTER (${alike})::BIGINT AS alike, count(*) FILTER (na >= 3 AND ${alike})::BIGINT AS long,
      count(*) FILTER (na = nb AND abs(first_off) <= ${NEAR_US})::BIGINT AS near, sum(na)::DOUBLE AS packets_a, sum(nb)::DOUBLE AS packets_b
    FROM joined JOIN shifts USING (a, b) WHERE abs(shift) <= ${MOST_SHIFT_US} GROUP BY a, b ORDER BY alike DESC, rows DESC, a, b LIMIT ${MOST_PAIRS}`);
  const pairs = found
    .map((pair) => {
      const [a, b] = [spanOf.get(pair.a)!, spanOf.get(pair.b)!];
      const fromUs = Math.max(a.from_us, b.from_us);
      const toUs = Math.min(a.to_us, b.to_us);
      return { ...pair, fromUs, toUs, overlaps: toUs - fromUs > crossing(a, b, CROSSING_US[lane]) };
    })
    .filter((pair) => pair.overlaps);
  if (pairs.length === 0) return [];
  // What either file of a pair holds in their common minutes.
  const held = await store.query<{ rows_a: bigint; rows_b: bigint; n_a: number; n_b: number }>(`
    WITH ${looked},
      minutes AS (SELECT evidence, minute, count(*) AS rows, sum(n) AS n FROM looked GROUP BY evidence, minute),
      pairs(pair, a, b, first, last) AS (VALUES ${pairs.map((pair, index) => `(${index}, ${pair.a}, ${pair.b}, ${minuteOf(pair.fromUs)}, ${minuteOf(pair.toUs)})`).join(', ')})
    SELECT sum(rows) FILTER (evidence = a)::BIGINT AS rows_a, sum(rows) FILTER (evidence = b)::BIGINT AS rows_b, sum(n) FILTER (evidence = a)::DOUBLE AS n_a, sum(n) FILTER (evidence = b)::DOUBLE AS n_b
    FROM pairs JOIN minutes ON evidence IN (a, b) AND minute BETWEEN first AND last GROUP BY pair ORDER BY pair`);
  return pairs
    .flatMap((pair, index): RecordedTwice[] => {
      const { rows_a: rowsA, rows_b: rowsB, n_a: nA, n_b: nB } = held[index]!;
      const fewest = Math.min(Number(rowsA), Number(rowsB));
      const enough = pair.alike >= LEAST_ROWS || (lane === 'packets' && pair.long > 0n);
      const same = enough && Number(pair.alike) >= LEAST_ALIKE[lane] * fewest;
      const common =
        lane === 'packets' ? Math.max(pair.packets_a / nA, pair.packets_b / nB) : Number(pair.near) / fewest;
      if (!same && (common < LEAST_COMMON || pair.rows < LEAST_ROWS)) return [];
      return [{ lane, a: pair.a, b: pair.b, same, fromUs: pair.fromUs, toUs: pair.toUs }];
    })
    .sort((x, y) => x.a - y.a || x.b - y.b);
}

function minuteOf(us: number): number {
  return Math.floor(us / 1e6 / BUCKET_SEC);
}

function crossing(a: Span, b: Span, mostUs: number): number {
  return Math.min(mostUs, Math.min(a.to_us - a.from_us, b.to_us - b.from_us) / 2);
}

// The files that cover time together with another one.
function overlaps(spans: Span[], crossingUs: number): number[] {
  const ordered = spans.toSorted((x, y) => x.from_us - y.from_us || x.evidence - y.evidence);
  const out = new Set<number>();
  let latest: Span | undefined;
  for (const span of ordered) {
    if (
      latest !== undefined &&
      Math.min(latest.to_us, span.to_us) - span.from_us > crossing(latest, span, crossingUs)
    )
      out.add(latest.evidence).add(span.evidence);
    if (latest === undefined || span.to_us > latest.to_us) latest = span;
  }
  return [...out].sort((x, y) => x - y);
}

/** Numbers of a table that count records, and what tells which of them are of the same traffic. */
interface Counted {
  table: string;
  key: string;
  /** Each stays in the file that holds most of it; the ones in a list stay together. */
  numbers: readonly (readonly string[])[];
}

const COUNTED: Record<RecordedTwice['lane'], readonly Counted[]> = {
  packets: [
    {
      table: 'packet_minutes',
      key: 'minute, class, port, src_hi, src_lo, dst_hi, dst_lo',
      numbers: [
        ['packets', 'bytes'],
        ['handshakes'],
        ['requests', 'repeats'],
        ['denied'],
        ['retransmits'],
        ['hellos'],
      ],
    },
    { table: 'packet_seconds', key: 'second, class, port, dst_hi, dst_lo', numbers: [['packets', 'bytes']] },
    { table: 'packet_ports', key: 'hour, class, side, port', numbers: [['packets']] },
    {
      table: 'dns_queries',
      key: 'from_sec, server_hi, server_lo',
      numbers: [['queries', 'new_names', 'failed']],
    },
    {
      table: 'connection_minutes',
      key: 'minute, src_hi, src_lo, dst_hi, dst_lo, port',
      numbers: [['unfinished'], ['stalled'], ['unclear'], ['renewed'], ['strange']],
    },
  ],
  requests: [
    {
      table: 'request_minutes',
      key: 'minute, client_hi, client_lo, status, method',
      numbers: [['requests', 'bytes']],
    },
    {
      table: 'client_minutes',
      key: 'minute, client_hi, client_lo',
      numbers: [['requests', 'peak_requests']],
    },
    { table: 'request_seconds', key: 'second, status_class', numbers: [['requests', 'bytes']] },
    { table: 'request_durations', key: 'minute, step', numbers: [['requests']] },
  ],
};

/**
 * Lets what two files hold count in one of them, the one that holds more of it. Rows stay: they still tell that the file holds it too. What they
 * count becomes 0. Only pairs are compared: two files of a rotation go on from each other, though a third one recorded the same as both.
 */
export async function countOnce(store: Store, pairs: readonly RecordedTwice[]): Promise<void> {
  for (const lane of ['packets', 'requests'] as const) {
    const same = pairs.filter((pair) => pair.same && pair.lane === lane);
    if (same.length === 0) continue;
    const either = same.flatMap(({ a, b }) => [`(${a}, ${b})`, `(${b}, ${a})`]).join(', ');
    for (const each of COUNTED[lane]) await store.run(countOnceSql(each, either));
  }
}

function countOnceSql({ table, key, numbers }: Counted, pairs: string): string {
  const known = table === 'packet_minutes' ? 'count(*) FILTER (signature > 0)' : '0';
  const sums = numbers.map(
    ([first, second], index) =>
      `sum(${first}) AS n_${index}, ${second === undefined ? '0' : `sum(${second})`} AS m_${index}`,
  );
  // Of equal ones the file with the lower number counts.
  const order = (side: string, index: number): string =>
    `(${side}.n_${index}, ${side}.known, ${side}.m_${index}, -${side}.evidence::INTEGER)`;
  const less = numbers.map(
    (_, index) => `bool_or(${order('other', index)} > ${order('held', index)}) AS less_${index}`,
  );
  const columns = key.split(', ');
  const set = numbers.flatMap((names, index) =>
    names.map((name) => `${name} = CASE WHEN less_${index} THEN 0 ELSE ${name} END`),
  );
  return `
    UPDATE ${table} SET ${set.join(', ')} FROM (
      WITH pairs(x, y) AS (VALUES ${pairs}),
        held AS (SELECT ${key}, evidence, ${known} AS known, ${sums.join(', ')} FROM ${table} WHERE evidence IN (SELECT x FROM pairs) GROUP BY ${key}, evidence)
      SELECT ${columns.map((column) => `held.${column}`).join(', ')}, held.evidence, ${less.join(', ')}
      FROM held JOIN pairs ON x = held.evidence JOIN held other ON y = other.evidence AND ${columns.map((column) => `other.${column} = held.${column}`).join(' AND ')} GROUP BY ALL) lost
    WHERE ${[...columns, 'evidence'].map((column) => `${table}.${column} = lost.${column}`).join(' AND ')}`;
}
