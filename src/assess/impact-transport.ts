// What each wave did below the application: SYNs left without an answer, queues of half-open sockets.

import type { CaseStore } from '../aggregate/store.ts';
import { addressText } from '../model/address.ts';
import { CLASS } from '../model/traffic.ts';
import type { MinuteRun } from './series.ts';
import type { Wave } from './waves.ts';

/** SYNs received and SYN-ACKs sent by one of our addresses. */
export interface SynAckImpact {
  waveId: string;
  address: string;
  syns: number;
  synAcks: number;
  outsideSyns: number;
  outsideSynAcks: number;
  lowestMinute: number;
}

/** Half-open sockets on a port, by snapshot. */
export interface HalfOpenImpact {
  waveId: string;
  port: number;
  most: number;
  snapshots: number;
  /** Snapshots within 1 % of the most: a queue that is full stays at its limit. */
  atMost: number;
  outsideMost: number;
  outsideSnapshots: number;
}

type Store = Pick<CaseStore, 'query'>;

/** Addresses and ports looked at, those with the most first. */
const MOST_TARGETS = 8;
/** Fewer SYNs make no ratio. */
const LEAST_SYNS = 10;

/** True when two runs of minutes have one in common. */
export function overlap(a: MinuteRun, b: MinuteRun): boolean {
  return a.first <= b.last && b.first <= a.last;
}

/** SYN-ACK ratios by wave and address; none from captures of one direction. */
export async function synAckImpact(
  store: Store,
  waves: readonly Wave[],
  spans: readonly MinuteRun[],
): Promise<SynAckImpact[]> {
  const rows = await store.query<{ hi: bigint; lo: bigint; minute: number; syns: number; acks: number }>(`
    WITH s AS (SELECT dst_hi AS hi, dst_lo AS lo, minute, sum(packets) AS n FROM inbound WHERE class IN (${CLASS.syn}, ${CLASS.synData}) GROUP BY ALL),
      a AS (SELECT src_hi AS hi, src_lo AS lo, minute, sum(packets) AS n FROM outbound WHERE class = ${CLASS.synAck} GROUP BY ALL)
    SELECT hi, lo, minute, coalesce(s.n, 0)::DOUBLE AS syns, coalesce(a.n, 0)::DOUBLE AS acks FROM s FULL JOIN a USING (hi, lo, minute)
    SEMI JOIN (SELECT hi, lo FROM s GROUP BY hi, lo ORDER BY sum(n) DESC, hi, lo LIMIT ${MOST_TARGETS}) USING (hi, lo)
    WHERE EXISTS (SELECT 1 FROM outbound) ORDER BY hi, lo, minute`);
  const byAddress = new Map<string, typeof rows>();
  for (const row of rows) {
    const address = addressText(row.hi, row.lo);
    const list = byAddress.get(address);
    if (list === undefined) byAddress.set(address, [row]);
    else list.push(row);
  }
  const out: SynAckImpact[] = [];
  for (const [index, wave] of waves.entries())
    for (const [address, minutes] of byAddress) {
      const total = (list: typeof rows, read: (row: (typeof rows)[number]) => number): number =>
        list.reduce((n, row) => n + read(row), 0);
      const inside = minutes.filter(({ minute }) => overlap(spans[index], { first: minute, last: minute }));
      // SYN-ACKs are repeated for a minute: the tail of a wave is no ordinary traffic.
      const outside = minutes.filter(
        ({ minute }) => !spans.some((span) => overlap(span, { first: minute - 2, last: minute + 2 })),
      );
      const syns = total(inside, (row) => row.syns);
      if (syns < LEAST_SYNS) continue;
      out.push({
        waveId: wave.id,
        address,
        syns,
        synAcks: total(inside, (row) => row.acks),
        outsideSyns: total(outside, (row) => row.syns),
        outsideSynAcks: total(outside, (row) => row.acks),
        lowestMinute: Math.min(
          ...inside.filter((row) => row.syns >= LEAST_SYNS).map((row) => row.acks / row.syns),
          total(inside, (row) => row.acks) / syns,
        ),
      });
    }
  return out;
}

/** Dumps this near to a wave belong to it: half-open sockets outlive the last SYN by a minute. */
const DUMP_REACH_US = 60e6;
const LEAST_HALF_OPEN = 16;

/** Half-open sockets by wave and port, from dumps. */
export async function halfOpenImpact(store: Store, waves: readonly Wave[]): Promise<HalfOpenImpact[]> {
  const rows = await store.query<{ us: number; port: number; n: number }>(`
    WITH shots AS (SELECT DISTINCT evidence, snapshot, at_us FROM sockets WHERE at_us > 0),
      ports AS (SELECT local_port AS port FROM sockets_in WHERE state IN (3, 12) GROUP BY port ORDER BY count(*) DESC, port LIMIT ${MOST_TARGETS})
    SELECT shots.at_us AS us, ports.port, count(s.local_port)::DOUBLE AS n
    FROM shots CROSS JOIN ports LEFT JOIN (SELECT * FROM sockets_in WHERE state IN (3, 12)) s
      ON s.evidence = shots.evidence AND s.snapshot = shots.snapshot AND s.at_us = shots.at_us AND s.local_port = ports.port
    GROUP BY shots.evidence, shots.snapshot, us, ports.port ORDER BY us, ports.port, n`);
  const inside = (us: number, wave: Wave): boolean =>
    us >= wave.startUs - DUMP_REACH_US && us <= wave.endUs + DUMP_REACH_US;
  const out: HalfOpenImpact[] = [];
  for (const wave of waves)
    for (const port of new Set(rows.map((row) => row.port))) {
      const here = rows.filter((row) => row.port === port && inside(row.us, wave));
      const outside = rows.filter((row) => row.port === port && !waves.some((each) => inside(row.us, each)));
      const most = Math.max(0, ...here.map(({ n }) => n));
      if (most < LEAST_HALF_OPEN) continue;
      out.push({
        waveId: wave.id,
        port,
        most,
        snapshots: here.length,
        atMost: here.filter(({ n }) => n >= 0.99 * most).length,
        outsideMost: Math.max(0, ...outside.map(({ n }) => n)),
        outsideSnapshots: outside.length,
      });
    }
  return out;
}
