// Slow HTTP seen in captures, in the clear or inside TLS: sources that hold many connections whose request never ends, or whose answer they do not take.

import { addressText } from '../../model/address.ts';
import { grouped } from '../../model/numbers.ts';
import { BUCKET_SEC, CLASS } from '../../model/traffic.ts';
import { type Detector, type DetectorContext, type Finding, noPeaks, reaches } from '../finding.ts';
import { coverage } from '../packet-flood.ts';
import { membersSql, packetSamplesSql } from '../packet-members.ts';
import { minuteRuns } from '../series.ts';

/** Bytes of answers a stalled connection up to which its client took next to nothing: a paused video or download has taken megabytes. */
export const UNTAKEN_BYTES: number = 65536;
/** Ports on which TLS is that of web sites: what is asked for inside cannot be seen. */
export const TLS_PORTS = '(443, 8443)';
/** Minutes before and after the slow connections of a source in which its other requests count. */
const REACH_MIN = 10;
/** Segments of such a connection. */
const CLASSES = [CLASS.syn, CLASS.data, CLASS.ack, CLASS.fin];

interface SlowPort extends Record<string, bigint | number> {
  hi: bigint;
  lo: bigint;
  port: number;
}

interface SlowMinute extends Record<string, bigint | number> {
  minute: number;
  unfinished: bigint;
  stalled: bigint;
}

export const slowPackets: Detector = {
  id: 'slow_packets',
  title: 'Slow HTTP in captures',
  async detect(context) {
    const ports = await context.query<SlowPort>(
      `SELECT dst_hi AS hi, dst_lo AS lo, port FROM (${holders(context)}) GROUP BY ALL
      HAVING sum(unfinished + stalled) >= ${context.thresholds['slow_http.connections']} ORDER BY hi, lo, port`,
    );
    const findings: Finding[] = [];
    for (const port of ports) findings.push(...(await runsAt(context, port)));
    return findings;
  },
};

// Sources with many slow connections to one port on which they also asked for something in the clear, or opened TLS to a web site: other
// protocols may rightly be slow. Inside TLS the bytes that a source took tell whether it also reads pages.
// Whoever got answers to many requests for each such connection, about then, is an office of which some clients are slow.
function holders(context: DetectorContext): string {
  const least = context.thresholds['slow_http.connections_per_source'];
  const ratio = context.thresholds['connection_flood.answered_ratio'];
  const stalledOnes = `CASE WHEN coalesce(taken, 0) <= ${UNTAKEN_BYTES} * stalled THEN stalled ELSE 0 END`;
  return `SELECT s.src_hi, s.src_lo, s.dst_hi, s.dst_lo, s.port, unfinished, ${stalledOnes} AS stalled
    FROM (SELECT src_hi, src_lo, dst_hi, dst_lo, port, min(minute) AS first, max(minute) AS last, sum(unfinished) AS unfinished, sum(stalled) AS stalled FROM connection_minutes GROUP BY ALL) s
    JOIN (SELECT src_hi, src_lo, dst_hi, dst_lo, port, sum(requests) AS requests, sum(hellos) AS hellos FROM inbound WHERE class IN (${CLASS.data}, ${CLASS.fin}) GROUP BY ALL) r USING (src_hi, src_lo, dst_hi, dst_lo, port)
    LEFT JOIN (SELECT dst_hi AS src_hi, dst_lo AS src_lo, src_hi AS dst_hi, src_lo AS dst_lo, port, sum(bytes) AS taken FROM outbound WHERE class = ${CLASS.data} GROUP BY ALL) o USING (src_hi, src_lo, dst_hi, dst_lo, port)
    LEFT JOIN (
      SELECT w.src_hi, w.src_lo, w.dst_hi, w.dst_lo, w.port, least(any_value(asked), sum(b.packets)) AS answered FROM (
        SELECT n.src_hi, n.src_lo, n.dst_hi, n.dst_lo, n.port, first, last, sum(i.requests) AS asked
        FROM (SELECT src_hi, src_lo, dst_hi, dst_lo, port, min(minute) AS first, max(minute) AS last FROM connection_minutes GROUP BY ALL) n
        JOIN inbound i USING (src_hi, src_lo, dst_hi, dst_lo, port) WHERE i.class IN (${CLASS.data}, ${CLASS.fin}) AND ${near('i')} GROUP BY ALL) w
      JOIN outbound b ON b.dst_hi = w.src_hi AND b.dst_lo = w.src_lo AND b.src_hi = w.dst_hi AND b.src_lo = w.dst_lo AND b.port = w.port AND b.class = ${CLASS.data} AND ${near('b')}
      GROUP BY w.src_hi, w.src_lo, w.dst_hi, w.dst_lo, w.port) u USING (src_hi, src_lo, dst_hi, dst_lo, port)
    WHERE unfinished + ${stalledOnes} >= ${least} AND (2 * requests >= unfinished + stalled
        OR (s.port IN ${TLS_PORTS} AND 2 * hellos >= unfinished + stalled AND coalesce(taken, 0) <= ${UNTAKEN_BYTES} * (unfinished + stalled))) AND coalesce(answered, 0) < ${ratio} * (unfinished + stalled)`;
}

// Within ten minutes of the slow connections.
function near(row: string): string {
  return `${row}.minute BETWEEN first::BIGINT - ${REACH_MIN} AND last + ${REACH_MIN}`;
}

async function runsAt(context: DetectorContext, port: SlowPort): Promise<Finding[]> {
  const at = `dst_hi = ${port.hi}::UBIGINT AND dst_lo = ${port.lo}::UBIGINT AND port = ${port.port}`;
  const who = `SELECT src_hi, src_lo FROM (${holders(context)}) WHERE ${at}`;
  const minutes = await context.query<SlowMinute>(
    `SELECT minute, sum(unfinished)::BIGINT AS unfinished, sum(stalled)::BIGINT AS stalled FROM connection_minutes
    WHERE ${at} AND (src_hi, src_lo) IN (${who}) GROUP BY minute ORDER BY minute`,
  );
  const segments = `FROM inbound i WHERE i.${at.replaceAll(' AND ', ' AND i.')} AND i.class IN (${CLASSES.join(', ')}) AND (i.src_hi, i.src_lo) IN (${who})`;
  const active = await context.query<{ minute: number }>(
    `SELECT DISTINCT i.minute AS minute ${segments} ORDER BY minute`,
  );
  const findings: Finding[] = [];
  // A connection is told as slow once, soon after it began, and then held: the flood lasts as long as its sources go on.
  for (const run of minuteRuns(
    active.map(({ minute }) => minute),
    context.thresholds['wave.gap_sec'],
  )) {
    const inside = minutes.filter(({ minute }) => minute >= run.first && minute <= run.last);
    const sum = (column: 'unfinished' | 'stalled'): number =>
      inside.reduce((total, row) => total + Number(row[column]), 0);
    const counts = { unfinished: sum('unfinished'), stalled: sum('stalled') };
    if (counts.unfinished + counts.stalled < context.thresholds['slow_http.connections']) continue;
    const from = `${segments} AND i.minute BETWEEN ${inside[0].minute - 1} AND ${run.last}`;
    findings.push(await describe(context, port, from, counts));
  }
  return findings;
}

async function describe(
  context: DetectorContext,
  { hi, lo, port }: SlowPort,
  from: string,
  { unfinished, stalled }: { unfinished: number; stalled: number },
): Promise<Finding> {
  const [row] = await context.query<{
    packets: bigint;
    bytes: number;
    sources: bigint;
    hellos: bigint;
    start: number;
    finish: number;
  }>(
    `SELECT sum(i.packets)::BIGINT AS packets, sum(i.hellos)::BIGINT AS hellos, sum(i.bytes) AS bytes, count(DISTINCT (i.src_hi, i.src_lo))::BIGINT AS sources, min(i.first_us) AS start, max(i.last_us) AS finish ${from}`,
  );
  const [busiest] = await context.query<{ packets: bigint; bytes: number }>(
    `SELECT max(packets)::BIGINT AS packets, max(bytes) AS bytes FROM (SELECT sum(i.packets) AS packets, sum(i.bytes) AS bytes ${from} GROUP BY i.minute)`,
  );
  const edge = await coverage(context, row.start, row.finish);
  const address = addressText(hi, lo);
  const text = `${address} tcp/${port}`;
  const least = context.thresholds['slow_http.connections'];
  const perSource = context.thresholds['slow_http.connections_per_source'];
  const kinds = [
    ...(unfinished > 0
      ? [
          row.hellos > 0n
            ? `${grouped(unfinished)} on which the client still sent small pieces inside TLS, unanswered, 5 s after the handshake`
            : `${grouped(unfinished)} on which a request still came in small pieces, unanswered, 5 s after the handshake`,
        ]
      : []),
    ...(stalled > 0
      ? [
          `${grouped(stalled)} whose client let no answer in (receive window 0) 5 s after the handshake and later`,
        ]
      : []),
  ];
  return {
    vector: 'slow_http',
    lane: 'packets',
    proves: true,
    classes: CLASSES,
    target: { hi, lo, address, port, text },
    startUs: row.start,
    endUs: row.finish,
    startUncertaintySec: 1,
    endUncertaintySec: 1,
    coveredFromUs: edge.fromUs,
    coveredToUs: edge.toUs,
    packets: Number(row.packets),
    bytes: row.bytes,
    requests: 0,
    peaks: {
      ...noPeaks(),
      pps60s: Number(busiest.packets) / BUCKET_SEC,
      bps60s: (busiest.bytes * 8) / BUCKET_SEC,
    },
    lengthMin: 0,
    lengthMax: 0,
    criteria: [
      reaches(
        'slow connections',
        unfinished + stalled,
        least,
        'connections',
        `slow connections of sources that hold ${grouped(perSource)} and more of them`,
      ),
    ],
    reason: `${grouped(Number(row.sources))} ${row.sources === 1n ? 'source' : 'sources'} held slow connections to ${text}: ${kinds.join(', and ')}.`,
    fromSql: from,
    membersSql: membersSql(from, context.shared),
    samplesSql: packetSamplesSql(from, context.shared),
  };
}
