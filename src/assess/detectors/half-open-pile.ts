// SYN flood seen in socket dumps: piles of half-open sockets (SYN_RECV) on one port. Linux tcp(7), ip-sysctl tcp_synack_retries.

import { addressText } from '../../model/address.ts';
import { formatMicroseconds } from '../../model/time.ts';
import { type Detector, evidenceMasks, type Finding, noPeaks, reaches, recordPointer } from '../finding.ts';

const SYN_RECV = '(3, 12)';
const PAST_HANDSHAKE = '(1, 4, 5, 6, 8, 9, 11)';
/** An unanswered entry dies 63 s after its SYN with Linux's default of 5 retransmissions. */
const HALF_OPEN_LIFE_SEC = 63;

interface SnapshotRow extends Record<string, number | bigint> {
  hi: bigint;
  lo: bigint;
  port: number;
  us: number;
  half: bigint;
  total: bigint;
}

export const halfOpenPile: Detector = {
  id: 'half_open_pile',
  title: 'SYN flood (half-open sockets)',
  async detect(context) {
    const least = context.thresholds['syn_flood.half_open_sockets'];
    const share = context.thresholds['syn_flood.half_open_share'];
    const rows = await context.query<SnapshotRow>(`
      SELECT local_hi AS hi, local_lo AS lo, local_port AS port, at_us AS us,
        count(*) FILTER (state IN ${SYN_RECV})::BIGINT AS half, count(*)::BIGINT AS total
      FROM sockets_in WHERE state <> 10 AND (local_hi, local_lo, local_port) IN
        (SELECT (local_hi, local_lo, local_port) FROM sockets_in WHERE state IN ${SYN_RECV} GROUP BY local_hi, local_lo, local_port, at_us, evidence HAVING count(*) >= ${least})
      GROUP BY ALL ORDER BY hi, lo, port, us`);
    const times = (
      await context.query<{ us: number }>('SELECT DISTINCT at_us AS us FROM sockets ORDER BY us')
    ).map((row) => row.us);
    const findings: Finding[] = [];
    for (let from = 0; from < rows.length; ) {
      let to = from;
      while (
        to < rows.length &&
        rows[to].hi === rows[from].hi &&
        rows[to].lo === rows[from].lo &&
        rows[to].port === rows[from].port
      )
        to++;
      findings.push(...piles(rows.slice(from, to), times, least, share));
      from = to;
    }
    return findings;
  },
};

// A pile lasts while snapshot after snapshot shows it; one that does not ends it.
function piles(snapshots: SnapshotRow[], times: readonly number[], least: number, share: number): Finding[] {
  const byTime = new Map(snapshots.map((row) => [row.us, row]));
  const findings: Finding[] = [];
  let run: SnapshotRow[] = [];
  let before = -1;
  for (const [index, us] of times.entries()) {
    const row = byTime.get(us);
    const flagged =
      row !== undefined && Number(row.half) >= least && Number(row.half) >= share * Number(row.total);
    if (flagged) {
      if (run.length === 0) before = index - 1;
      run.push(row);
    }
    if (run.length > 0 && (!flagged || index === times.length - 1)) {
      findings.push(
        describePile(run, before < 0 ? undefined : times[before], flagged ? undefined : us, least, share),
      );
      run = [];
    }
  }
  return findings;
}

function describePile(
  run: readonly SnapshotRow[],
  beforeUs: number | undefined,
  afterUs: number | undefined,
  least: number,
  share: number,
): Finding {
  const { hi, lo, port } = run[0];
  const startUs = run[0].us;
  const endUs = run[run.length - 1].us;
  const top = run.reduce((a, b) => (b.half > a.half ? b : a));
  const address = addressText(hi, lo);
  const text = `${address} tcp/${port}`;
  const here = `s.local_hi = ${hi}::UBIGINT AND s.local_lo = ${lo}::UBIGINT AND s.local_port = ${port} AND s.at_us BETWEEN ${startUs} AND ${endUs}`;
  // Whoever has a connection past the handshake on this port, or logged a request, is a client whose SYN was waiting its turn.
  const from = `FROM sockets_in s WHERE s.state IN ${SYN_RECV} AND ${here}
    AND (s.remote_hi, s.remote_lo) NOT IN (SELECT (remote_hi, remote_lo) FROM sockets_in WHERE state IN ${PAST_HANDSHAKE})
    AND (s.remote_hi, s.remote_lo) NOT IN (SELECT (client_hi, client_lo) FROM requests_in)`;
  return {
    vector: 'syn_flood',
    lane: 'sockets',
    proves: false,
    classes: [],
    target: { hi, lo, address, port, text },
    startUs,
    endUs,
    startUncertaintySec: beforeUs === undefined ? HALF_OPEN_LIFE_SEC : Math.ceil((startUs - beforeUs) / 1e6),
    endUncertaintySec: afterUs === undefined ? HALF_OPEN_LIFE_SEC : Math.ceil((afterUs - endUs) / 1e6),
    startCensored: beforeUs === undefined,
    endCensored: afterUs === undefined,
    packets: 0,
    bytes: 0,
    requests: 0,
    peaks: { ...noPeaks(), halfOpen: Number(top.half), halfOpenAt: formatMicroseconds(top.us) },
    lengthMin: 0,
    lengthMax: 0,
    criteria: [
      reaches(
        'half-open sockets',
        Number(top.half),
        least,
        'sockets',
        'sockets in SYN_RECV on the port in the fullest snapshot',
      ),
      reaches(
        'half-open share',
        Number(top.half) / Number(top.total),
        share,
        'share',
        'their share of all connections on the port in that snapshot',
      ),
    ],
    reason: `${run.length} ${run.length === 1 ? 'snapshot shows' : 'snapshots show'} up to ${Number(top.half)} half-open sockets on ${text}; an unanswered entry lives ${HALF_OPEN_LIFE_SEC} s, so at least ${(Number(top.half) / HALF_OPEN_LIFE_SEC).toFixed(1)} new ones a second arrived.`,
    membersSql: `SELECT s.remote_hi AS src_hi, s.remote_lo AS src_lo, 0::UBIGINT AS packets, 0::DOUBLE AS bytes, 0::UBIGINT AS requests, count(*)::UBIGINT AS sockets, 0::UBIGINT AS handshakes,
      min(s.at_us) AS first_us, max(s.at_us) AS last_us, 0::UINTEGER AS peak_packets, 0::UINTEGER AS peak_bytes, 0::DOUBLE AS peak_requests, 0::UTINYINT AS ttl_min, 0::UTINYINT AS ttl_max,
      min(s.remote_port) AS port_min, max(s.remote_port) AS port_max, count(DISTINCT s.remote_port)::UINTEGER AS ports, count(DISTINCT s.at_us)::UINTEGER AS seen, 0::UINTEGER AS active,
      min(${recordPointer('s.line').replace('evidence', 's.evidence')})::BIGINT AS first_ref, ${evidenceMasks('s.evidence')}, 0::UINTEGER AS fingerprint, 0::UTINYINT AS tool, 0::UINTEGER AS denied, 0::UINTEGER AS retransmits ${from} GROUP BY src_hi, src_lo`,
    samplesSql: `SELECT 'socket' AS kind, s.evidence, s.line AS record, s.at_us AS us, s.remote_hi AS src_hi, s.remote_lo AS src_lo, s.remote_port AS src_port, s.local_hi AS dst_hi, s.local_lo AS dst_lo, s.local_port AS port, 0 AS class, 0 AS ttl ${from} ORDER BY us, record LIMIT 3`,
  };
}
