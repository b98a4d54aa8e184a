// TLS handshake flood seen in captures: sources that complete connections, open TLS again and again, and send next to nothing else.

import { grouped } from '../../model/numbers.ts';
import { SIGNATURE } from '../../model/signatures.ts';
import { CLASS } from '../../model/traffic.ts';
import { type Detector, type DetectorContext, type Finding, reaches } from '../finding.ts';
import { findPacketFloods } from '../packet-flood.ts';
import { withoutPollers } from '../pollers.ts';

/**
 * Bytes on the wire per handshake up to which a source sent nothing but the handshake: ClientHello and Finished take some 300 to 750,
 * a first request adds 250 and more.
 */
const IDLE_BYTES = 800;
/**
 * Segments with data per handshake up to which no request followed: ClientHello and Finished, some of them twice. A small device that asks for
 * a few bytes sends three. Whoever opens TLS more often than this in a minute, all the time, may also take its leave.
 */
const IDLE_SEGMENTS = 2.5;
const RELENTLESS = 60;
/** Longest mean time between two handshakes of a source in the minute in which it was fastest, microseconds: who rejects a certificate tries again, later. */
const LONGEST_PAUSE_US = 5e6;

export const tlsFlood: Detector = {
  id: 'tls_handshake_flood',
  title: 'TLS handshake flood',
  detect: (context) =>
    withoutPollers(
      context,
      { rows: `class = ${CLASS.data} AND hellos > 0`, count: 'hellos', alias: 'i.' },
      (others) => floods(context, others),
    ),
};

function floods(context: DetectorContext, others: string): Promise<Finding[]> {
  const least = context.thresholds['tls_flood.hellos_per_minute'];
  const perSource = context.thresholds['tls_flood.hellos_per_source'];
  return findPacketFloods(context, {
    vector: 'tls_handshake_flood',
    proves: true,
    classes: [CLASS.data],
    // A handshake matched in the capture is asked of each: the connection is proof, the ClientHello alone is not. Only who sent a
    // ClientHello is looked at: a SYN flood has a million others.
    from: `FROM inbound i JOIN (
        SELECT src_hi, src_lo, dst_hi, dst_lo FROM inbound
        SEMI JOIN (SELECT src_hi, src_lo, dst_hi, dst_lo FROM inbound WHERE class = ${CLASS.data} AND hellos > 0 GROUP BY src_hi, src_lo, dst_hi, dst_lo, minute
          HAVING sum(hellos) > 1 AND max(last_us) - min(first_us) <= ${LONGEST_PAUSE_US} * (sum(hellos) - 1)) USING (src_hi, src_lo, dst_hi, dst_lo)
        WHERE class IN (${CLASS.syn}, ${CLASS.data})
        GROUP BY src_hi, src_lo, dst_hi, dst_lo
        HAVING sum(hellos) >= ${perSource} AND sum(handshakes) > 0 AND sum(bytes) FILTER (class = ${CLASS.data}) <= ${IDLE_BYTES} * sum(hellos)
          AND (sum(packets) FILTER (class = ${CLASS.data}) <= ${IDLE_SEGMENTS} * sum(hellos) OR sum(hellos) >= ${RELENTLESS} * (max(minute) - min(minute) + 1))) t USING (src_hi, src_lo, dst_hi, dst_lo)
      WHERE i.class = ${CLASS.data} AND i.hellos > 0 ${others}`,
    count: 'i.hellos',
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
