// Connection flood seen in captures: sources that complete one connection after the other and send nothing on them, or to a web port nothing that
// its server could read.

import { grouped } from '../../model/numbers.ts';
import { CLASS } from '../../model/traffic.ts';
import { type Detector, type DetectorContext, type Finding, reaches } from '../finding.ts';
import { findPacketFloods } from '../packet-flood.ts';
import { doubted, fasterThanPrograms, fastOrDoubtful, type Polled, withoutTimers } from '../pollers.ts';
import { WEB_PORTS } from '../socket-pile.ts';

/** Segments with data for each connection up to which a source sent nothing: one in twenty connections is an ordinary one. */
const DATA_PER_CONNECTION = 0.05;
/** Share of its connections that a source must begin with neither a request nor TLS. */
const STRANGE_SHARE = 0.9;
/**
 * What the server says on such a connection at most, on average: an error, and it closes. Tunnels whose first bytes look random (OpenVPN, proxies that hide
 * what they are) get more than that.
 */
const REFUSAL_SEGMENTS = 2;
const REFUSAL_BYTES = 2048;
/** Share of all SYNs to the port that theirs must be. */
const LEAST_SHARE = 0.25;
/** Share of the connections of a source on which the server speaks and that it closes. */
const TURNED_AWAY_SHARE = 0.9;
const WHO = 'src_hi, src_lo, dst_hi, dst_lo, port';

/** What there is on such connections. */
interface Kind {
  /** SQL of the sources and minutes (minute, WHO), out of the table `opening` (minute, WHO, opened). */
  sources: string;
  /** SQL condition, with its AND, that leaves out sources which may be honest; '' for none. */
  spared: string;
  criterion: string;
  what: string;
  reason: string;
}

/**
 * SQL condition, with its AND, that leaves out whom a service that speaks first told something and took leave of, nine times in ten, before the client did: a
 * database or mail server with too many connections does so, and its clients try again. Who took leave first is known of their first connection.
 */
const SERVED = `AND (i.src_hi, i.src_lo, i.dst_hi, i.dst_lo, i.port) NOT IN (
    SELECT (${WHO}) FROM (SELECT ${WHO}, sum(handshakes) AS opened FROM inbound WHERE class = ${CLASS.syn} AND handshakes > 0 AND port NOT IN ${WEB_PORTS} GROUP BY ALL)
      JOIN (SELECT dst_hi AS src_hi, dst_lo AS src_lo, src_hi AS dst_hi, src_lo AS dst_lo, port, sum(packets) FILTER (class = ${CLASS.data}) AS said, sum(packets) FILTER (class = ${CLASS.fin}) AS ended, min(first_us) FILTER (class = ${CLASS.fin}) AS server_us
        FROM outbound WHERE class IN (${CLASS.data}, ${CLASS.fin}) GROUP BY ALL) USING (${WHO})
      LEFT JOIN (SELECT ${WHO}, min(first_us) AS client_us FROM inbound WHERE class = ${CLASS.fin} GROUP BY ALL) USING (${WHO})
    WHERE said >= ${TURNED_AWAY_SHARE} * opened AND ended >= ${TURNED_AWAY_SHARE} * opened AND server_us < coalesce(client_us, server_us + 1))`;

const EMPTY: Kind = {
  sources: `SELECT minute, ${WHO} FROM opening
    LEFT JOIN (SELECT minute, ${WHO}, sum(packets) AS told FROM inbound WHERE class = ${CLASS.data} GROUP BY ALL) USING (minute, ${WHO})
    WHERE coalesce(told, 0) <= ${DATA_PER_CONNECTION} * opened`,
  spared: SERVED,
  criterion: 'empty connections per minute',
  what: 'sent nothing on them',
  reason: 'on which nothing was sent',
};

const TURNED_AWAY =
  'To most of its sources the server spoke first and closed each connection: a database or mail server that has too many connections turns programs away so, which try again, and so it does with an attack.';

const STRANGE: Kind = {
  sources: `SELECT minute, ${WHO} FROM opening
    JOIN (SELECT minute, ${WHO}, sum(strange) AS strange FROM connection_minutes WHERE port IN ${WEB_PORTS} GROUP BY ALL HAVING sum(strange) > 0) USING (minute, ${WHO})
    LEFT JOIN (SELECT minute, dst_hi AS src_hi, dst_lo AS src_lo, src_hi AS dst_hi, src_lo AS dst_lo, port, sum(packets) AS said, sum(bytes) AS bytes FROM outbound WHERE class = ${CLASS.data} GROUP BY ALL) USING (minute, ${WHO})
    WHERE strange >= ${STRANGE_SHARE} * opened AND coalesce(said, 0) <= ${REFUSAL_SEGMENTS} * strange AND coalesce(bytes, 0) <= ${REFUSAL_BYTES} * strange`,
  spared: '',
  criterion: 'connections with neither request nor TLS per minute',
  what: 'began with neither a request nor TLS',
  reason: 'on which the client sent bytes that are neither a request of HTTP nor TLS',
};

export const emptyConnections: Detector = {
  id: 'empty_connections',
  title: 'Connection flood in captures',
  async detect(context) {
    const found = await Promise.all(
      [EMPTY, STRANGE].map((kind) => withoutTimers(context, POLLS, (others) => tell(context, kind, others))),
    );
    return found.flat();
  },
};

const POLLS: Polled = { rows: `class = ${CLASS.syn} AND handshakes > 0`, count: 'handshakes', alias: 'i.' };
async function tell(context: DetectorContext, kind: Kind, others: string): Promise<Finding[]> {
  const all = kind.spared === '' ? undefined : await floods(context, kind, others, false);
  if (all?.length === 0) return [];
  const told = await fastOrDoubtful(
    (fast) => floods(context, kind, others + kind.spared, fast),
    'Most of its sources opened no more than one connection a second or so, and few together: programs that try again do so when a server ends their connections at once, and so does a slow attack.',
    context.thresholds['slow_sources.per_minute'],
  );
  return all === undefined ? told : [...told, ...doubted(all, told, TURNED_AWAY)];
}

function floods(context: DetectorContext, kind: Kind, others: string, fast: boolean): Promise<Finding[]> {
  const pace = fast
    ? `AND ${fasterThanPrograms('sum(handshakes)', '(max(last_us) - min(first_us)) / 1e6')}`
    : '';
  const least = context.thresholds['connection_flood.empty_per_minute'];
  const perSource = context.thresholds['connection_flood.empty_per_source'];
  return findPacketFloods(context, {
    vector: 'connection_flood',
    proves: true,
    classes: [CLASS.syn],
    from: `FROM inbound i JOIN (
        WITH opening AS (SELECT minute, ${WHO}, sum(handshakes) AS opened FROM inbound WHERE class = ${CLASS.syn} AND handshakes > 0 GROUP BY ALL HAVING sum(handshakes) >= ${perSource} ${pace})
        ${kind.sources}) e USING (minute, ${WHO})
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
        kind.criterion,
        perMinute,
        least,
        'connections/min',
        `connections completed in the busiest minute by sources with ${grouped(perSource)} and more in it that ${kind.what}`,
      ),
    ],
    reason: (target, { packets, sources }) =>
      `${grouped(packets)} SYN segments by ${grouped(sources)} ${sources === 1 ? 'source' : 'sources'} opened connections to ${target} that were completed and ${kind.reason}.`,
  });
}
