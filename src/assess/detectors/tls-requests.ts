// Many TLS connections from each of many sources, one after another, that carry something: requests in a flood, or programs that open a connection
// for each. A capture does not show what is inside, so that it is told with a doubt and nobody is named.

import { grouped } from '../../model/numbers.ts';
import { SIGNATURE } from '../../model/signatures.ts';
import { CLASS } from '../../model/traffic.ts';
import { type DetectorContext, type Finding, reaches } from '../finding.ts';
import { findPacketFloods } from '../packet-flood.ts';
import { fasterThanPrograms, MOST_POLLS } from '../pollers.ts';

/** Fewer sources are proxies and load tests. */
const LEAST_SOURCES = 10;
const WHO = 'src_hi, src_lo, dst_hi, dst_lo, port';

/** Why it may be ordinary use. */
export const TLS_REQUESTS_DOUBT =
  "Programs that open a connection for each request do so, and proxies that keep none open, and so does a flood of requests inside TLS: the web server's log of that time tells them apart.";

/** Minutes in which many sources opened TLS faster than programs poll, whatever they sent then. */
export function tlsRequests(context: DetectorContext): Promise<Finding[]> {
  const least = context.thresholds['slow_sources.per_minute'];
  return findPacketFloods(context, {
    vector: 'tls_handshake_flood',
    classes: [CLASS.data],
    from: `FROM inbound i SEMI JOIN (
        SELECT ${WHO}, minute FROM inbound WHERE class = ${CLASS.data} AND hellos > 0 GROUP BY ALL
        HAVING sum(hellos) >= ${MOST_POLLS} AND ${fasterThanPrograms('sum(hellos)', '(max(last_us) - min(first_us)) / 1e6')}) busy USING (${WHO}, minute)
      WHERE i.class = ${CLASS.data} AND i.hellos > 0`,
    count: 'i.hellos',
    seconds: `signature = ${SIGNATURE.tlsClientHello}`,
    byPort: true,
    leastPerMinute: least,
    leastPeak: 0,
    leastShare: 0.5,
    mayBeAnswered: true,
    accepts: ({ sources }) => sources >= LEAST_SOURCES,
    service: (port) => `tcp/${port}`,
    criteria: ({ perMinute }) => [
      reaches(
        'TLS handshakes per minute',
        perMinute,
        least,
        'handshakes/min',
        `ClientHellos in the busiest minute from sources with ${grouped(MOST_POLLS)} and more in it`,
      ),
    ],
    reason: (target, { packets, sources }) =>
      `${grouped(packets)} segments by ${grouped(sources)} sources opened TLS connections to ${target}, each more often than once a second, and went on to send something.`,
  });
}
