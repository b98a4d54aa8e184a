// What kernel counters say between snapshots: SYN cookies sent and never answered, full queues, restarts.

import { TIME_BASIS } from '../model/batch.ts';
import { grouped } from '../model/numbers.ts';
import { formatMicroseconds } from '../model/time.ts';

type Query = <Row extends Record<string, number | bigint | string | boolean | null>>(
  sql: string,
) => Promise<Row[]>;

/** Counters that a flood moves, by nstat's names, and what each counts. */
export const WATCHED_COUNTERS: Readonly<Record<string, string>> = {
  TcpExtSyncookiesSent: 'SYN cookies sent',
  TcpExtSyncookiesRecv: 'valid SYN cookies received',
  TcpExtSyncookiesFailed: 'invalid SYN cookies received',
  TcpExtEmbryonicRsts: 'resets received for half-open connections',
  TcpExtListenOverflows: 'times the accept queue of a listening socket overflowed',
  TcpExtListenDrops: 'SYNs to listening sockets dropped',
  TcpExtTCPReqQFullDoCookies: 'times the queue of half-open connections was full and a cookie was sent',
  TcpExtTCPReqQFullDrop: 'times the queue of half-open connections was full and the SYN was dropped',
  TcpExtTCPTimeouts: 'retransmission timeouts',
  TcpExtTCPSynRetrans: 'SYNs and SYN-ACKs retransmitted',
  TcpExtTCPBacklogDrop: 'segments dropped because a socket was busy',
  TcpExtTCPAbortOnMemory: 'connections aborted for want of memory',
  TcpPassiveOpens: 'connections accepted',
  TcpAttemptFails: 'failed connection attempts',
  TcpInSegs: 'TCP segments received',
  TcpOutRsts: 'resets sent',
  TcpRetransSegs: 'segments retransmitted',
  UdpInDatagrams: 'UDP datagrams received',
  UdpNoPorts: 'UDP datagrams to closed ports',
  UdpRcvbufErrors: 'UDP datagrams dropped, receive buffer full',
  IpInReceives: 'IP packets received',
  IpInDiscards: 'IP packets discarded',
  IcmpInMsgs: 'ICMP messages received',
};

/** One counter at one moment. */
export interface CounterReading {
  /** Microseconds since 1970 UTC. */
  us: number;
  name: string;
  value: number;
  evidence: number;
  line: number;
  /** Index into TIME_BASIS. */
  basis: number;
}

/** How a counter moved from the first to the last snapshot. */
export interface CounterMove {
  name: string;
  meaning: string;
  /** Sum of all rises; after a restart it counts from 0 again, so that this is a lower bound then. */
  rise: number;
  /** Fastest rise between two snapshots, a second. */
  peakPerSec: number;
  peakFromUs: number;
  peakToUs: number;
  /** Where the first and the last value stand. */
  first: { evidence: number; line: number; value: number };
  last: { evidence: number; line: number; value: number };
}

/** What happened between two snapshots next to each other. */
export interface CounterInterval {
  fromUs: number;
  toUs: number;
  /** Some counter fell: the host restarted in between, and rises are counted from 0. */
  restarted: boolean;
  /** Rises by name; 0 is left out. */
  rises: Record<string, number>;
}

/** The counters of one host. */
export interface CounterFacts {
  /** As given by the caller; '' for all evidence without a stated host. */
  host: string;
  snapshots: number;
  fromUs: number;
  toUs: number;
  restarts: number;
  /** Index into TIME_BASIS: the least certain. */
  basis: number;
  moves: CounterMove[];
  intervals: CounterInterval[];
  /** SYN cookies sent minus valid ones received: at least so many SYNs were never completed. Undefined when it cannot be said. */
  neverCompleted: number | undefined;
  evidence: number[];
  /** Plain sentences for the reader. */
  sentences: string[];
}

/** Facts from all counter snapshots, one entry a host; `hostOf` tells the host of an evidence number, '' when it is not stated. */
export async function counterFacts(
  query: Query,
  hostOf: (evidence: number) => string,
): Promise<CounterFacts[]> {
  const names = Object.keys(WATCHED_COUNTERS)
    .map((name) => `'${name}'`)
    .join(', ');
  const rows = await query<{
    us: number;
    name: string;
    value: number;
    evidence: number;
    line: number;
    basis: number;
  }>(`
    SELECT c.at_us AS us, t.text AS name, max(c.value) AS value, c.evidence, min(c.line) AS line, max(c.basis) AS basis
    FROM counters c JOIN texts t ON t.evidence = c.evidence AND t.id = c.name_id
    WHERE t.text IN (${names}) GROUP BY c.evidence, c.snapshot, c.at_us, t.text ORDER BY us, c.evidence, c.snapshot, name`);
  const byHost = new Map<string, CounterReading[]>();
  for (const row of rows) {
    const host = hostOf(row.evidence);
    const list = byHost.get(host);
    if (list === undefined) byHost.set(host, [row]);
    else list.push(row);
  }
  return [...byHost]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([host, readings]) => describeCounters(host, readings));
}

/** The facts of one host's readings, which are ordered by time. */
export function describeCounters(host: string, readings: readonly CounterReading[]): CounterFacts {
  const times = [...new Set(readings.map((each) => each.us))];
  const intervals = times
    .slice(1)
    .map((toUs, index): CounterInterval => ({ fromUs: times[index], toUs, restarted: false, rises: {} }));
  const restartAt = fallingTimes(readings);
  for (const interval of intervals) interval.restarted = restartAt.has(interval.toUs);
  const moves: CounterMove[] = [];
  for (const name of Object.keys(WATCHED_COUNTERS)) {
    const own = readings.filter((each) => each.name === name);
    if (own.length > 1) moves.push(moveOf(name, own, intervals));
  }
  const facts: CounterFacts = {
    host,
    snapshots: times.length,
    fromUs: times[0],
    toUs: times[times.length - 1],
    restarts: restartAt.size,
    basis: readings.reduce((worst, each) => Math.max(worst, each.basis), 0),
    moves,
    intervals,
    neverCompleted: neverCompleted(moves),
    evidence: [...new Set(readings.map((each) => each.evidence))].sort((a, b) => a - b),
    sentences: [],
  };
  facts.sentences = sentencesOf(facts);
  return facts;
}

// A restart sets all counters to 0: one that falls tells of it for all of them.
function fallingTimes(readings: readonly CounterReading[]): Set<number> {
  const last = new Map<string, number>();
  const falls = new Set<number>();
  for (const { name, value, us } of readings) {
    const before = last.get(name);
    if (before !== undefined && value < before) falls.add(us);
    last.set(name, value);
  }
  return falls;
}

function moveOf(
  name: string,
  readings: readonly CounterReading[],
  intervals: readonly CounterInterval[],
): CounterMove {
  const first = readings[0];
  const last = readings[readings.length - 1];
  const move: CounterMove = {
    name,
    meaning: WATCHED_COUNTERS[name],
    rise: 0,
    peakPerSec: 0,
    peakFromUs: first.us,
    peakToUs: first.us,
    first: { evidence: first.evidence, line: first.line, value: first.value },
    last: { evidence: last.evidence, line: last.line, value: last.value },
  };
  for (let i = 1; i < readings.length; i++) {
    const before = readings[i - 1];
    const now = readings[i];
    if (now.us === before.us) continue;
    const inside = intervals.filter((each) => each.fromUs >= before.us && each.toUs <= now.us);
    const rise = inside.some((each) => each.restarted) ? now.value : now.value - before.value;
    move.rise += rise;
    if (rise > 0) inside[inside.length - 1].rises[name] = rise;
    const perSec = (rise * 1e6) / (now.us - before.us);
    if (perSec > move.peakPerSec) {
      move.peakPerSec = perSec;
      move.peakFromUs = before.us;
      move.peakToUs = now.us;
    }
  }
  return move;
}

function neverCompleted(moves: readonly CounterMove[]): number | undefined {
  const sent = moves.find((each) => each.name === 'TcpExtSyncookiesSent');
  if (sent === undefined || sent.rise === 0) return undefined;
  const received = moves.find((each) => each.name === 'TcpExtSyncookiesRecv');
  return Math.max(0, sent.rise - (received?.rise ?? 0));
}

function sentencesOf(facts: CounterFacts): string[] {
  const { moves, neverCompleted: lost } = facts;
  const rise = (name: string): number => moves.find((each) => each.name === name)?.rise ?? 0;
  const span = `between ${formatMicroseconds(facts.fromUs)} and ${formatMicroseconds(facts.toUs)}`;
  if (facts.snapshots < 2)
    return [
      'One snapshot of the counters: they count from the start of the host, and nothing can be said about when they rose.',
    ];
  const sentences: string[] = [];
  if (lost !== undefined)
    sentences.push(
      `The kernel sent ${grouped(rise('TcpExtSyncookiesSent'))} SYN cookies ${span} and got ${grouped(rise('TcpExtSyncookiesRecv'))} valid answers: at least ${grouped(lost)} SYNs were never completed. It is a lower bound: SYNs dropped, or answered without a cookie, are not counted.`,
    );
  const dropped = rise('TcpExtListenDrops');
  if (dropped > 0)
    sentences.push(
      `${grouped(dropped)} SYNs or connections to listening sockets were dropped ${span}; ${grouped(rise('TcpExtListenOverflows'))} times because the program did not accept fast enough.`,
    );
  const refused = rise('TcpExtTCPReqQFullDrop');
  if (refused > 0)
    sentences.push(
      `${grouped(refused)} SYNs were dropped ${span} because the queue of half-open connections was full.`,
    );
  if (facts.restarts > 0)
    sentences.push(
      `Counters fell ${grouped(facts.restarts)} ${facts.restarts === 1 ? 'time' : 'times'}: the host restarted, or nstat printed differences (nstat without -a). After a fall they are counted from 0, so that all rises are lower bounds.`,
    );
  if (facts.basis > 0) sentences.push(`Time of the snapshots: ${TIME_BASIS[facts.basis]}.`);
  return sentences;
}
