// TLS handshake flood seen in captures: sources that complete connections, open TLS again and again, and send next to nothing else.

import { grouped } from '../../model/numbers.ts';
import { SIGNATURE } from '../../model/signatures.ts';
import { CLASS } from '../../model/traffic.ts';
import { type Detector, type DetectorContext, type Finding, reaches } from '../finding.ts';
import { findPacketFloods } from '../packet-flood.ts';
import { doubted, fasterThanPrograms, fastOrDoubtful, withoutPollers } from '../pollers.ts';
import { TLS_REQUESTS_DOUBT, tlsRequests } from './tls-requests.ts';

/**
 * Bytes on the wire per handshake up to which a source sent nothing but the handshake: ClientHello and Finished take some 300 to 750,
 * a first request adds 250 and more.
 */
const IDLE_BYTES = 800;
/**
 * Segments with data per handshake up to which no request followed: ClientHello and Finished, some of them twice. A small device that asks for
 * a few bytes sends three. Whoever opens TLS more often than RELENTLESS in a minute, all the time, may also take its leave.
 */
const IDLE_SEGMENTS = 2.5;
const RELENTLESS = 60;
/**
 * Who opens TLS less often than every second on average, or seldom, in the minute in which it was fastest, is named only where it sends a ClientHello and nothing
 * more, and the server does not refuse it, with the frame of an alert (RFC 8446 section 6) or a reset for half of its handshakes: one that rejects a
 * certificate says so, and one that asks for a name may put its question into the segment that ends the handshake.
 */
const FAST_PAUSE_US = 1e6;
const FAST_LEAST = 10;
const BARE_SEGMENTS = 1.2;
const REFUSAL_BYTES = 150;
const REFUSED_SHARE = 0.5;
/** Longest mean time between two handshakes of a source in the minute in which it was fastest, microseconds. */
const LONGEST_PAUSE_US = 5e6;
const PAIR = 'src_hi, src_lo, dst_hi, dst_lo';

export const tlsFlood: Detector = {
  id: 'tls_handshake_flood',
  title: 'TLS handshake flood',
  async detect(context) {
    const told = await withoutPollers(
      context,
      { rows: `class = ${CLASS.data} AND hellos > 0`, count: 'hellos', alias: 'i.' },
      (others) =>
        fastOrDoubtful(
          (fast) => floods(context, others, fast),
          'Its sources opened about one connection a second each at most and finished the handshake, or were refused, or the server sent them nothing at all: clients that reject a certificate, whose own is rejected, or whose server hangs, try again so, and so does a slow attack.',
          Infinity,
        ),
    );
    return [...told, ...doubted(await tlsRequests(context), told, TLS_REQUESTS_DOUBT)];
  },
};

function floods(context: DetectorContext, others: string, onlyFast: boolean): Promise<Finding[]> {
  const refused = `coalesce(said.bytes, 0) BETWEEN 1 AND ${REFUSAL_BYTES} * hellos OR coalesce(resets, 0) >= ${REFUSED_SHARE} * hellos`;
  const pace = onlyFast
    ? // A server that says nothing at all to clients that wait hangs: programs try again.
      `AND CASE WHEN coalesce(said.bytes, 0) + coalesce(resets, 0) = 0 AND broken < ${REFUSED_SHARE} * hellos THEN asks.insistent
        ELSE asks.fast OR hellos >= ${RELENTLESS} * minutes OR (segments <= ${BARE_SEGMENTS} * hellos AND NOT (${refused})) END`
    : '';
  const least = context.thresholds['tls_flood.hellos_per_minute'];
  const perSource = context.thresholds['tls_flood.hellos_per_source'];
  return findPacketFloods(context, {
    vector: 'tls_handshake_flood',
    proves: true,
    classes: [CLASS.data],
    // A handshake matched in the capture is asked of each: the connection is proof, the ClientHello alone is not. Only who sent a
    // ClientHello is looked at: a SYN flood has a million others.
    from: `FROM inbound i JOIN (
        WITH asks AS MATERIALIZED (SELECT ${PAIR}, bool_or(n >= ${FAST_LEAST} AND pause <= ${FAST_PAUSE_US}) AS fast, bool_or(n >= ${FAST_LEAST} AND ${fasterThanPrograms('n', 'pause * (n - 1) / 1e6')}) AS insistent FROM (
          SELECT ${PAIR}, sum(hellos) AS n, (max(last_us) - min(first_us)) / (sum(hellos) - 1) AS pause FROM inbound WHERE class = ${CLASS.data} AND hellos > 0 GROUP BY ${PAIR}, minute HAVING sum(hellos) > 1)
          GROUP BY ${PAIR} HAVING min(pause) <= ${LONGEST_PAUSE_US}),
        said AS (SELECT dst_hi AS src_hi, dst_lo AS src_lo, src_hi AS dst_hi, src_lo AS dst_lo, coalesce(sum(bytes) FILTER (class = ${CLASS.data}), 0) AS bytes, coalesce(sum(packets) FILTER (class = ${CLASS.rst}), 0) AS resets
          FROM outbound WHERE class IN (${CLASS.data}, ${CLASS.rst}) AND (dst_hi, dst_lo, src_hi, src_lo) IN (SELECT (${PAIR}) FROM asks) GROUP BY ALL),
        made AS (SELECT ${PAIR}, sum(hellos) AS hellos, sum(bytes) FILTER (class = ${CLASS.data}) AS bytes, sum(packets) FILTER (class = ${CLASS.data}) AS segments, coalesce(sum(packets) FILTER (class = ${CLASS.rst}), 0) AS broken, max(minute) - min(minute) + 1 AS minutes
          FROM inbound SEMI JOIN asks USING (${PAIR}) WHERE class IN (${CLASS.syn}, ${CLASS.data}, ${CLASS.rst}) GROUP BY ${PAIR} HAVING sum(hellos) >= ${perSource} AND sum(handshakes) > 0)
        SELECT ${PAIR} FROM made JOIN asks USING (${PAIR}) LEFT JOIN said USING (${PAIR})
        WHERE made.bytes <= ${IDLE_BYTES} * hellos AND (segments <= ${IDLE_SEGMENTS} * hellos OR hellos >= ${RELENTLESS} * minutes) ${pace}) t USING (${PAIR})
      WHERE i.class = ${CLASS.data} AND i.hellos > 0 ${others}`,
    count: 'i.hellos',
    countedBySecond: true,
    seconds: `signature = ${SIGNATURE.tlsClientHello}`,
    byPort: true,
    leastPerMinute: least,
    leastPeak: 0,
    leastShare: 0.5,
    service: (port) => `tcp/${port}`,
    criteria: ({ perMinute }) => [
      reaches(
        'TLS handshakes per minute',
        perMinute,
        least,
        'handshakes/min',
        `ClientHellos in the busiest minute from sources with ${grouped(perSource)} and more that sent nothing else`,
      ),
    ],
    reason: (target, { packets, sources }) =>
      `${grouped(packets)} segments by ${grouped(sources)} sources completed connections to ${target} to open TLS again and again and sent nothing else. A certificate that its clients reject makes honest ones do the same: rule that out before anybody is accused.`,
  });
}
