// What the piles of sockets share: a pile lasts while snapshot after snapshot shows it, and one that does not ends it.

import { addressText } from '../model/address.ts';
import type { Criterion } from '../model/facts.ts';
import { formatMicroseconds } from '../model/time.ts';
import {
  type DetectorContext,
  evidenceMasks,
  type Finding,
  noPeaks,
  recordPointer,
  type Vector,
} from './finding.ts';

/** SQL lists of socket states, indices into SOCKET_STATES. */
export const SYN_RECV = '(3, 12)';
export const ESTABLISHED = '(1)';
/** SQL list of the ports on which web servers answer. */
export const WEB_PORTS = '(80, 443, 8000, 8080, 8443)';

/** Browsers open six connections to a host; a source with this many at once is more than one browser. */
export const CONCENTRATED: number = 10;

/** A kind of pile. */
export interface SocketPile {
  vector: Vector;
  /** The states that pile up prove their sources (they lie past the handshake). */
  proves: boolean;
  states: string;
  /** SQL condition on sockets_in that narrows the states further; 'true' for all. */
  narrowed: string;
  /** Least sockets in those states on one port before its snapshots are looked at. */
  least: number;
  /** SQL condition on remote_hi and remote_lo: own, spared and other addresses that hide who opened their sockets, which pile up too; '' for none. */
  hidden: string;
  /** SQL condition on sockets_in (alias s): which of the piled sockets name a source that takes part. */
  members: string;
  /** How long before its snapshot a pile may have begun when no earlier snapshot says, seconds. */
  lifeSec: number;
  flagged(snapshot: PileSnapshot): boolean;
  criteria(top: PileSnapshot): Criterion[];
  reason(target: string, snapshots: number, top: PileSnapshot): string;
}

/** One port in one snapshot. */
export interface PileSnapshot {
  us: number;
  /** Sockets in the states of the pile. */
  piled: number;
  /** Those of them that belong to sources with CONCENTRATED or more each. */
  concentrated: number;
  /** Those of them that belong to addresses which hide others and have CONCENTRATED or more each. */
  hidden: number;
  /** All connections on the port, listening ones left out. */
  total: number;
}

interface SnapshotRow extends Record<string, number | bigint> {
  hi: bigint;
  lo: bigint;
  port: number;
  us: number;
  piled: bigint;
  concentrated: bigint;
  hidden: bigint;
  total: bigint;
}

/** Finds the piles of one kind on all ports. */
export async function findSocketPiles(context: DetectorContext, pile: SocketPile): Promise<Finding[]> {
  // A socket that netstat and ss show in the same second is one socket.
  const rows = await context.query<SnapshotRow>(`
    WITH p AS (
      SELECT local_hi, local_lo, local_port, at_us, remote_hi, remote_lo, count(DISTINCT remote_port) FILTER (state IN ${pile.states} AND ${pile.narrowed}) AS n, count(DISTINCT remote_port) AS total
      FROM ${viewOf(pile)} WHERE state <> 10 GROUP BY ALL),
    s AS (
      SELECT local_hi AS hi, local_lo AS lo, local_port AS port, at_us AS us, sum(n)::BIGINT AS piled, coalesce(sum(n) FILTER (n >= ${CONCENTRATED}), 0)::BIGINT AS concentrated, coalesce(sum(n) FILTER (n >= ${CONCENTRATED} AND (${pile.hidden === '' ? 'false' : pile.hidden})), 0)::BIGINT AS hidden, sum(total)::BIGINT AS total
      FROM p GROUP BY ALL)
    SELECT * FROM s WHERE (hi, lo, port) IN (SELECT (hi, lo, port) FROM s WHERE piled >= ${pile.least}) ORDER BY hi, lo, port, us`);
  const times = (
    await context.query<{ us: number }>('SELECT DISTINCT at_us AS us FROM sockets ORDER BY us')
  ).map((row) => row.us);
  const byPort = new Map<string, SnapshotRow[]>();
  for (const row of rows) {
    const key = `${row.hi}/${row.lo}/${row.port}`;
    const list = byPort.get(key);
    if (list === undefined) byPort.set(key, [row]);
    else list.push(row);
  }
  return [...byPort.values()].flatMap((snapshots) => runs(pile, snapshots, times));
}

function runs(pile: SocketPile, rows: readonly SnapshotRow[], times: readonly number[]): Finding[] {
  const byTime = new Map(
    rows.map((row) => [
      row.us,
      {
        us: row.us,
        piled: Number(row.piled),
        concentrated: Number(row.concentrated),
        hidden: Number(row.hidden),
        total: Number(row.total),
      },
    ]),
  );
  const findings: Finding[] = [];
  let run: PileSnapshot[] = [];
  let before = -1;
  for (const [index, us] of times.entries()) {
    const snapshot = byTime.get(us);
    const flagged = snapshot !== undefined && pile.flagged(snapshot);
    if (flagged) {
      if (run.length === 0) before = index - 1;
      run.push(snapshot);
    }
    if (run.length > 0 && (!flagged || index === times.length - 1)) {
      findings.push(
        describePile(pile, rows[0], run, before < 0 ? undefined : times[before], flagged ? undefined : us),
      );
      run = [];
    }
  }
  return findings;
}

function describePile(
  pile: SocketPile,
  at: SnapshotRow,
  run: readonly PileSnapshot[],
  beforeUs: number | undefined,
  afterUs: number | undefined,
): Finding {
  const { hi, lo, port } = at;
  const startUs = run[0].us;
  const endUs = run[run.length - 1].us;
  const top = run.reduce((a, b) => (b.piled > a.piled ? b : a));
  const address = addressText(hi, lo);
  const text = `${address} tcp/${port}`;
  const piled = `s.state IN ${pile.states} AND ${pile.narrowed} AND s.local_hi = ${hi}::UBIGINT AND s.local_lo = ${lo}::UBIGINT AND s.local_port = ${port} AND s.at_us BETWEEN ${startUs} AND ${endUs}`;
  const all = `FROM ${viewOf(pile)} s WHERE ${piled}`;
  const from = `FROM sockets_in s WHERE ${piled} AND ${pile.members}`;
  return {
    vector: pile.vector,
    lane: 'sockets',
    proves: pile.proves,
    classes: [],
    target: { hi, lo, address, port, text },
    startUs,
    endUs,
    startUncertaintySec: beforeUs === undefined ? pile.lifeSec : Math.ceil((startUs - beforeUs) / 1e6),
    endUncertaintySec: afterUs === undefined ? pile.lifeSec : Math.ceil((afterUs - endUs) / 1e6),
    coveredFromUs: beforeUs === undefined ? startUs : -Infinity,
    coveredToUs: afterUs === undefined ? endUs : Infinity,
    packets: 0,
    bytes: 0,
    requests: 0,
    peaks:
      pile.states === SYN_RECV
        ? { ...noPeaks(), halfOpen: top.piled, halfOpenAt: formatMicroseconds(top.us) }
        : noPeaks(),
    lengthMin: 0,
    lengthMax: 0,
    criteria: pile.criteria(top),
    reason: pile.reason(text, run.length, top),
    membersSql: `SELECT s.remote_hi AS src_hi, s.remote_lo AS src_lo, 0::UBIGINT AS packets, 0::DOUBLE AS bytes, 0::UBIGINT AS requests, count(DISTINCT (s.at_us, s.remote_port))::UBIGINT AS sockets, 0::UBIGINT AS handshakes,
      min(s.at_us) AS first_us, max(s.at_us) AS last_us, 0::UINTEGER AS peak_packets, 0::UINTEGER AS peak_bytes, 0::UINTEGER AS peak_requests, 0::UTINYINT AS ttl_min, 0::UTINYINT AS ttl_max,
      min(s.remote_port) AS port_min, max(s.remote_port) AS port_max, count(DISTINCT s.remote_port)::UINTEGER AS ports, count(DISTINCT s.at_us)::UINTEGER AS seen, 0::UINTEGER AS active,
      min(${recordPointer('s.line').replace('evidence', 's.evidence')})::BIGINT AS first_ref, ${evidenceMasks('s.evidence')},
      0::UINTEGER AS fingerprint, 0::UTINYINT AS tool, 0::UINTEGER AS denied, 0::UINTEGER AS retransmits ${from} GROUP BY src_hi, src_lo`,
    samplesSql: `SELECT 'socket' AS kind, s.evidence, s.line AS record, s.at_us AS us, s.remote_hi AS src_hi, s.remote_lo AS src_lo, s.remote_port AS src_port, s.local_hi AS dst_hi, s.local_lo AS dst_lo, s.local_port AS port, s.state AS class, 0 AS ttl ${top.hidden > 0 ? all : from} ORDER BY us, record LIMIT 3`,
    ...(top.hidden > 0 ? { evidenceSql: `SELECT DISTINCT s.evidence ${all}` } : undefined),
  };
}

function viewOf({ hidden }: SocketPile): string {
  return hidden === '' ? 'sockets_in' : 'sockets_here';
}
