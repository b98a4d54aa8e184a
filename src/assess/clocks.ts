// How far the clocks of two evidence sources differ: from events that stand in both, otherwise from the rhythm of their counts.
// Method: median and spread of matched differences (Stevens 2004, Schatz, Mohay and Clark 2006); votes over all lags find the match.

import type { CaseStore } from '../aggregate/store.ts';
import { CLASS } from '../model/traffic.ts';
import { bestLag, MOST_LAG_SEC } from './correlation.ts';
import type { SecondSeries } from './series.ts';
import { WEB_PORTS } from './socket-pile.ts';

/** Two evidence sources and how far B is ahead of A (seconds; negative: behind). Undefined numbers: not enough in common. */
export interface ClockPair {
  a: number;
  b: number;
  kinds: 'capture and log' | 'log and log' | 'capture and dump';
  method: 'matched requests' | 'half-open sockets' | 'rate correlation' | 'none';
  offsetSec: number | undefined;
  /** Interquartile range of the matched differences; for half-open sockets the width of what is possible; for rates the half width of the peak. */
  spreadSec: number | undefined;
  /** Matched events; for rates the seconds with records that were compared. */
  matches: number;
  /** How many times better the lag fits than the next best one. */
  ratio: number;
}

type Store = Pick<CaseStore, 'query' | 'columns'>;

interface Span {
  evidence: number;
  kind: 'packets' | 'requests' | 'sockets';
  from: number;
  to: number;
}

/** Fewest matched events, and how much better than the next lag they must fit. Both must hold. */
const LEAST_MATCHES = 10;
const LEAST_RATIO = 1.5;
/** Share of the events of common clients that must find their match. */
const LEAST_MATCHED_SHARE = 0.3;
/** Below this correlation two rhythms are not called the same. */
const LEAST_CORRELATION = 0.4;
const LEAST_ACTIVE_SEC = 30;
/** Logs that overlap for less are parts of a rotation. */
const LEAST_LOG_OVERLAP_SEC = 600;
/** Pairs compared at most, those with the longest common time first. */
const MOST_PAIRS = 24;
/** Differences taken into account at most, those of the clients with the fewest events first: they say most. */
const MOST_DIFFERENCES = 100_000;
/** What is this near to the best lag is the same peak: the page and its images. */
const PEAK_REACH_SEC = 30;
/** Life of an unanswered half-open socket under Linux (5 repeated SYN-ACKs). */
const HALF_OPEN_SEC = 63;
const ORIGIN = MOST_LAG_SEC + HALF_OPEN_SEC + 2;

/** Compares the pairs that can be compared, in order of (a, b). */
export async function measureClocks(store: Store): Promise<ClockPair[]> {
  const pairs: ClockPair[] = [];
  const settled = new Set<number>();
  for (const { a, b, overlapSec } of pairsOf(await spans(store)).slice(0, MOST_PAIRS)) {
    // A capture that agrees with one log needs no other one of another day.
    if (overlapSec <= 0 && settled.has(a.evidence)) continue;
    const pair =
      b.kind === 'sockets' ? await compareDump(store, a, b) : await compareRequests(store, a, b, overlapSec);
    if (pair.method === 'none' && overlapSec <= 0) continue;
    if (pair.method !== 'none' && b.kind === 'requests') settled.add(a.evidence);
    pairs.push(pair);
  }
  return pairs.sort((x, y) => x.a - y.a || x.b - y.b);
}

async function spans(store: Store): Promise<Span[]> {
  const rows = await store.query<{ evidence: number; kind: string; from: number; to: number }>(`
    SELECT evidence, 'packets' AS kind, min(second) AS from, max(second) AS to FROM packet_seconds GROUP BY evidence
    UNION ALL SELECT evidence, 'requests', min(second), max(second) FROM request_seconds GROUP BY evidence
    UNION ALL SELECT evidence, 'sockets', floor(min(at_us) / 1e6), floor(max(at_us) / 1e6) FROM sockets WHERE at_us > 0 GROUP BY evidence
    ORDER BY evidence, kind`);
  return rows.map((row) => ({ ...row, kind: row.kind as Span['kind'] }));
}

function pairsOf(all: readonly Span[]): { a: Span; b: Span; overlapSec: number }[] {
  const out: { a: Span; b: Span; overlapSec: number }[] = [];
  for (const a of all)
    for (const b of all) {
      const overlapSec = Math.min(a.to, b.to) - Math.max(a.from, b.from) + 1;
      if (a.kind === 'packets' && b.kind !== 'packets' && overlapSec > -MOST_LAG_SEC)
        out.push({ a, b, overlapSec });
      const shorter = Math.min(a.to - a.from, b.to - b.from) + 1;
      if (a.kind === 'requests' && b.kind === 'requests' && a.evidence < b.evidence)
        if (overlapSec >= Math.min(LEAST_LOG_OVERLAP_SEC, shorter / 2)) out.push({ a, b, overlapSec });
    }
  return out.sort(
    (x, y) => y.overlapSec - x.overlapSec || x.a.evidence - y.a.evidence || x.b.evidence - y.b.evidence,
  );
}

function nothing(a: Span, b: Span, kinds: ClockPair['kinds']): ClockPair {
  return {
    a: a.evidence,
    b: b.evidence,
    kinds,
    method: 'none',
    offsetSec: undefined,
    spreadSec: undefined,
    matches: 0,
    ratio: 0,
  };
}

async function compareRequests(store: Store, a: Span, b: Span, overlapSec: number): Promise<ClockPair> {
  const none = nothing(a, b, a.kind === 'packets' ? 'capture and log' : 'log and log');
  const matched = await matchRequests(store, a, b);
  if (matched !== undefined) return { ...none, ...matched, method: 'matched requests' };
  // The same hour of two days looks alike: rhythms are compared only where the sources claim a common time.
  if (overlapSec <= 0) return none;
  const lag = bestLag(await secondsOf(store, a), await secondsOf(store, b));
  if (
    lag === undefined ||
    lag.correlation < LEAST_CORRELATION ||
    lag.ratio < LEAST_RATIO ||
    lag.activeSec < LEAST_ACTIVE_SEC
  )
    return none;
  return {
    ...none,
    method: 'rate correlation',
    offsetSec: lag.lagSec,
    spreadSec: lag.halfWidthSec,
    matches: lag.activeSec,
    ratio: lag.ratio,
  };
}

// Events of a capture: the first packet of each client and minute that carried HTTP requests. Events of a log: the first line of each
// client, minute and request, by the second.
function eventsSql({ evidence, kind }: Span): string {
  return kind === 'packets'
    ? `SELECT src_hi AS hi, src_lo AS lo, min(first_us) AS us FROM packet_minutes WHERE evidence = ${evidence} AND requests > 0 GROUP BY src_hi, src_lo, minute`
    : `SELECT DISTINCT client_hi AS hi, client_lo AS lo, first_us AS us FROM request_minutes WHERE evidence = ${evidence} AND client_id = 0`;
}

async function matchRequests(
  store: Store,
  a: Span,
  b: Span,
): Promise<Pick<ClockPair, 'offsetSec' | 'spreadSec' | 'matches' | 'ratio'> | undefined> {
  const reachUs = MOST_LAG_SEC * 1e6;
  const { rows, columns } = await store.columns(
    `WITH a AS (${eventsSql(a)}),
      b AS (SELECT * FROM (${eventsSql(b)}) SEMI JOIN a USING (hi, lo) WHERE us BETWEEN ${a.from * 1e6 - reachUs} AND ${a.to * 1e6 + reachUs}),
      n AS (SELECT hi, lo, x.n * y.n AS n FROM (SELECT hi, lo, count(*) AS n FROM a GROUP BY hi, lo) x JOIN (SELECT hi, lo, count(*) AS n FROM b GROUP BY hi, lo) y USING (hi, lo)),
      chosen AS (SELECT hi, lo FROM n QUALIFY sum(n) OVER (ORDER BY n, hi, lo) <= ${MOST_DIFFERENCES}),
      numbered AS (SELECT hi, lo, us, row_number() OVER (ORDER BY hi, lo, us) AS event FROM a SEMI JOIN chosen USING (hi, lo))
    SELECT event::UINTEGER AS event, ((b.us - numbered.us) / 1e6)::DOUBLE AS difference FROM numbered JOIN b USING (hi, lo)
    WHERE abs(b.us - numbered.us) <= ${reachUs} ORDER BY event, difference`,
    ['UINTEGER', 'DOUBLE'],
  );
  if (rows < LEAST_MATCHES) return undefined;
  // A log by the second tells the second in which a request began: on average half a second after its start.
  const fix = ((await wholeSeconds(store, b)) ? 0.5 : 0) - ((await wholeSeconds(store, a)) ? 0.5 : 0);
  const events = columns[0] as Uint32Array;
  const differences = columns[1] as Float64Array;
  const { votes, best, ratio } = vote(events, differences, rows, 2);
  // What a client asks for next fits almost as well, later: the earliest window that holds nearly all is that of the request itself.
  let start = best;
  while (start > 0 && votes[start - 1] >= 0.9 * votes[best]) start--;
  const from = start - ORIGIN;
  const earliest = new Map<number, number>();
  let eligible = 0;
  for (let row = 0; row < rows; row++) {
    if (row === 0 || events[row] !== events[row - 1]) eligible++;
    if (differences[row] >= from && differences[row] < from + 2 && !earliest.has(events[row]))
      earliest.set(events[row], differences[row]);
  }
  const matched = [...earliest.values()].sort((x, y) => x - y);
  if (
    matched.length < LEAST_MATCHES ||
    matched.length < LEAST_MATCHED_SHARE * eligible ||
    ratio < LEAST_RATIO
  )
    return undefined;
  return {
    offsetSec: quantile(matched, 0.5) + fix,
    spreadSec: quantile(matched, 0.75) - quantile(matched, 0.25),
    matches: matched.length,
    ratio,
  };
}

// True when all times of a source are whole seconds.
async function wholeSeconds(store: Store, { evidence, kind }: Span): Promise<boolean> {
  if (kind !== 'requests') return false;
  const [{ n }] = await store.query<{ n: bigint }>(
    `SELECT count(*)::BIGINT AS n FROM request_minutes WHERE evidence = ${evidence} AND first_us % 1000000 <> 0`,
  );
  return n === 0n;
}

// Windows of `window` whole seconds at every lag; each event votes once for each window that holds one of its differences.
function vote(
  events: Uint32Array,
  differences: Float64Array,
  rows: number,
  window: number,
): { votes: Uint32Array; best: number; ratio: number } {
  // Entry i is the window that begins at i - ORIGIN seconds.
  const votes = new Uint32Array(2 * ORIGIN);
  let reached = -1;
  for (let row = 0; row < rows; row++) {
    if (row === 0 || events[row] !== events[row - 1]) reached = -1;
    const last = Math.floor(differences[row]) + ORIGIN;
    for (let start = Math.max(reached + 1, last - window + 1); start <= last; start++) votes[start]++;
    reached = last;
  }
  const off = (i: number): number => Math.abs(i - ORIGIN);
  let best = 0;
  for (let i = 1; i < votes.length; i++)
    if (votes[i] > votes[best] || (votes[i] === votes[best] && off(i) < off(best))) best = i;
  let next = 1;
  const apart = Math.max(PEAK_REACH_SEC, window);
  for (let i = 0; i < votes.length; i++) if (Math.abs(i - best) > apart && votes[i] > next) next = votes[i];
  return { votes, best, ratio: votes[best] / next };
}

// A half-open socket comes from a SYN at most 63 s old: that bounds the difference from both sides.
async function compareDump(store: Store, a: Span, b: Span): Promise<ClockPair> {
  const none = nothing(a, b, 'capture and dump');
  const { rows, columns } = await store.columns(
    `WITH s AS (SELECT remote_hi AS hi, remote_lo AS lo, at_us, row_number() OVER (ORDER BY at_us, remote_hi, remote_lo, remote_port, line) AS event
        FROM sockets WHERE evidence = ${b.evidence} AND state IN (3, 12) AND remote_kind = 1 QUALIFY event <= ${MOST_DIFFERENCES / 4}),
      p AS (SELECT src_hi AS hi, src_lo AS lo, min(first_us) AS us FROM packet_minutes WHERE evidence = ${a.evidence} AND class IN (${CLASS.syn}, ${CLASS.synData}) AND packets > 0 GROUP BY src_hi, src_lo, minute)
    SELECT event::UINTEGER AS event, ((at_us - us) / 1e6)::DOUBLE AS difference FROM s JOIN p USING (hi, lo) WHERE abs(at_us - us) <= ${MOST_LAG_SEC * 1e6} ORDER BY event, difference`,
    ['UINTEGER', 'DOUBLE'],
  );
  if (rows < LEAST_MATCHES) return none;
  const events = columns[0] as Uint32Array;
  const differences = columns[1] as Float64Array;
  const { best, ratio } = vote(events, differences, rows, HALF_OPEN_SEC + 1);
  const first = best - ORIGIN;
  const inside: number[] = [];
  let matches = 0;
  let before = -1;
  for (let row = 0; row < rows; row++) {
    if (differences[row] < first || differences[row] >= first + HALF_OPEN_SEC + 1) continue;
    if (events[row] !== before) matches++;
    before = events[row];
    inside.push(differences[row]);
  }
  if (matches < LEAST_MATCHES || ratio < LEAST_RATIO) return none;
  inside.sort((x, y) => x - y);
  // The outermost hundredth may be chance: addresses that a forger drew twice.
  const low = quantile(inside, 0.99) - HALF_OPEN_SEC;
  const high = quantile(inside, 0.01);
  return {
    ...none,
    method: 'half-open sockets',
    offsetSec: (low + high) / 2,
    spreadSec: Math.abs(high - low),
    matches,
    ratio,
  };
}

// Data packets on web ports are taken for web traffic when a capture holds no readable request.
async function secondsOf(store: Store, { evidence, kind }: Span): Promise<SecondSeries> {
  const from =
    kind === 'packets'
      ? `SELECT second, sum(packets)::DOUBLE AS n FROM inbound_seconds WHERE evidence = ${evidence} AND class IN (${CLASS.data}, ${CLASS.fin}) AND port IN ${WEB_PORTS} GROUP BY second`
      : `SELECT second, sum(requests)::DOUBLE AS n FROM request_seconds WHERE evidence = ${evidence} GROUP BY second`;
  const { columns } = await store.columns(`SELECT second, n FROM (${from}) ORDER BY second`, [
    'DOUBLE',
    'DOUBLE',
  ]);
  return { seconds: columns[0] as Float64Array, values: columns[1] as Float64Array };
}

// Linear between the two nearest; `sorted` is ascending and not empty.
function quantile(sorted: readonly number[], share: number): number {
  const at = share * (sorted.length - 1);
  const low = Math.floor(at);
  return sorted[low] + (sorted[Math.min(low + 1, sorted.length - 1)] - sorted[low]) * (at - low);
}
