// Connection flood seen in captures: sources that complete one connection after the other and send nothing on them.

import { grouped } from '../../model/numbers.ts';
import { CLASS } from '../../model/traffic.ts';
import { type Detector, type DetectorContext, type Finding, reaches } from '../finding.ts';
import { findPacketFloods } from '../packet-flood.ts';
import { withoutPollers } from '../pollers.ts';

/** Segments with data for each connection up to which a source sent nothing: one in twenty connections is an ordinary one. */
const DATA_PER_CONNECTION = 0.05;
/** Share of all SYNs to the port that theirs must be. */
const LEAST_SHARE = 0.25;
const WHO = 'src_hi, src_lo, dst_hi, dst_lo, port';

export const emptyConnections: Detector = {
  id: 'empty_connections',
  title: 'Connection flood in captures',
  detect: (context) =>
    withoutPollers(
      context,
      { rows: `class = ${CLASS.syn} AND handshakes > 0`, count: 'handshakes', alias: 'i.' },
      (others) => floods(context, others),
    ),
};

function floods(context: DetectorContext, others: string): Promise<Finding[]> {
  const least = context.thresholds['connection_flood.empty_per_minute'];
  const perSource = context.thresholds['connection_flood.empty_per_source'];
  return findPacketFloods(context, {
    vector: 'connection_flood',
    proves: true,
    classes: [CLASS.syn],
    from: `FROM inbound i JOIN (
        SELECT minute, ${WHO} FROM (
          SELECT minute, ${WHO}, sum(handshakes) AS opened FROM inbound WHERE class = ${CLASS.syn} AND handshakes > 0 GROUP BY ALL HAVING sum(handshakes) >= ${perSource})
        LEFT JOIN (SELECT minute, ${WHO}, sum(packets) AS told FROM inbound WHERE class = ${CLASS.data} GROUP BY ALL) USING (minute, ${WHO})
        WHERE coalesce(told, 0) <= ${DATA_PER_CONNECTION} * opened) e USING (minute, ${WHO})
      WHERE i.class = ${CLASS.syn} AND i.handshakes > 0 ${others}`,
    count: 'i.handshakes',
    seconds: 'true',
    byPort: true,
    leastPerMinute: least,
    leastPeak: 0,
    leastShare: LEAST_SHARE,
    service: (port) => `tcp/${port}`,
    criteria: ({ perMinute }) => [
      reaches(
        'empty connections per minute',
        perMinute,
        least,
        'connections/min',
        `connections completed in the busiest minute by sources with ${grouped(perSource)} and more in it that sent nothing on them`,
      ),
    ],
    reason: (target, { packets, sources }) =>
      `${grouped(packets)} SYN segments by ${grouped(sources)} ${sources === 1 ? 'source' : 'sources'} opened connections to ${target} that were completed and on which nothing was sent.`,
  });
}
