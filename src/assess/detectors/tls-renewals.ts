// TLS handshake flood inside of connections, seen in captures: clients that begin one handshake after the other without opening another connection
// (renegotiation, RFC 5746; TLS 1.3 knows none).

import { grouped } from '../../model/numbers.ts';
import { CLASS } from '../../model/traffic.ts';
import { type Detector, type DetectorContext, type Finding, reaches } from '../finding.ts';
import { findPacketFloods } from '../packet-flood.ts';

const ROW = 'evidence, minute, src_hi, src_lo, dst_hi, dst_lo, port';

export const tlsRenewals: Detector = {
  id: 'tls_renewals',
  title: 'TLS renegotiation flood',
  detect: floods,
};

async function floods(context: DetectorContext): Promise<Finding[]> {
  const most = await context.query<{ n: bigint }>(
    'SELECT coalesce(sum(renewed), 0)::BIGINT AS n FROM connection_minutes',
  );
  const least = context.thresholds['tls_flood.hellos_per_minute'];
  if (2 * Number(most[0].n) < least) return [];
  const perSource = context.thresholds['tls_flood.renewals_per_source'];
  return findPacketFloods(context, {
    vector: 'tls_handshake_flood',
    proves: true,
    classes: [CLASS.data],
    // The rows of a file may come in parts; what was renewed counts on one of them.
    from: `FROM (
        SELECT d.*, CASE WHEN row_number() OVER (PARTITION BY ${ROW.split(', ')
          .map((column) => `d.${column}`)
          .join(', ')} ORDER BY d.first_us, d.first_record) = 1 THEN c.renewed ELSE 0 END AS renewed
        FROM inbound d JOIN (SELECT ${ROW}, sum(renewed) AS renewed FROM connection_minutes GROUP BY ALL HAVING sum(renewed) >= ${perSource}) c USING (${ROW})
        WHERE d.class = ${CLASS.data}) i
      WHERE true`,
    count: 'i.renewed',
    seconds: 'true',
    byPort: true,
    leastPerMinute: least,
    leastPeak: 0,
    leastShare: 0,
    service: (port) => `tcp/${port}`,
    criteria: ({ perMinute }) => [
      reaches(
        'TLS handshakes per minute',
        perMinute,
        least,
        'handshakes/min',
        `handshakes in the busiest minute that sources with ${grouped(perSource)} and more of them in it began inside connections which had one`,
      ),
    ],
    reason: (target, { packets, sources, perMinute }) =>
      `${grouped(packets)} segments by ${grouped(sources)} ${sources === 1 ? 'source' : 'sources'} came to ${target} on connections inside which handshakes of TLS were begun again and again (renegotiation), up to ${grouped(perMinute)} times in one minute.`,
  });
}
