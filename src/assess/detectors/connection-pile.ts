// Connection flood seen in socket dumps: a pile of established connections that a few sources hold, many each (Slowloris and the like).

import { grouped } from '../../model/numbers.ts';
import { type Detector, type DetectorContext, type Finding, reaches } from '../finding.ts';
import { bothInternal } from '../members.ts';
import { CONCENTRATED, ESTABLISHED, findSocketPiles, WEB_PORTS } from '../socket-pile.ts';

export const connectionPile: Detector = {
  id: 'connection_flood',
  title: 'Connection flood',
  async detect(context) {
    const found = await piles(context);
    for (const finding of found) if (!(await logCovers(context, finding))) finding.reason += UNTOLD;
    return found;
  },
};

/** Said where only dumps tell of the connections. */
const UNTOLD =
  ' No web log of that time tells what came over them: a proxy, a content delivery network, a load balancer or a large office looks the same in a dump. State such addresses under trusted_proxies or allow_list and run again before anybody is accused.';

async function logCovers({ query }: DetectorContext, { startUs, endUs }: Finding): Promise<boolean> {
  const rows = await query(
    `SELECT minute FROM request_minutes WHERE minute BETWEEN ${Math.floor(startUs / 6e7) - REACH_MIN} AND ${Math.floor(endUs / 6e7) + REACH_MIN} LIMIT 1`,
  );
  return rows.length > 0;
}

function piles(context: DetectorContext): Promise<Finding[]> {
  const least = context.thresholds['connection_flood.sockets'];
  const share = context.thresholds['connection_flood.concentrated_share'];
  return findSocketPiles(context, {
    vector: 'connection_flood',
    proves: true,
    states: ESTABLISHED,
    narrowed: unused(context),
    least,
    hidden: '',
    // Visitors hold a handful of connections; only sources that hold ten and more at once are called participants.
    members: `(s.remote_hi, s.remote_lo, s.at_us) IN (SELECT (remote_hi, remote_lo, at_us) FROM sockets_in WHERE state IN ${ESTABLISHED} GROUP BY remote_hi, remote_lo, at_us, local_port HAVING count(DISTINCT remote_port) >= ${CONCENTRATED})`,
    lifeSec: 60,
    flagged: ({ piled, concentrated }) => piled >= least && concentrated >= share * piled,
    criteria: ({ piled, concentrated }) => [
      reaches(
        'established connections',
        piled,
        least,
        'sockets',
        'connections on the port in the fullest snapshot',
      ),
      reaches(
        'share of concentrated connections',
        concentrated / piled,
        share,
        'share',
        'their share that belongs to sources with ten or more each',
      ),
    ],
    reason: (target, snapshots, { piled, concentrated }) =>
      `${grouped(snapshots)} ${snapshots === 1 ? 'snapshot shows' : 'snapshots show'} up to ${grouped(piled)} established connections on ${target}, ${grouped(concentrated)} of them held by sources with ten or more each.`,
  });
}

/**
 * SQL of the sources (remote_hi, remote_lo, local_hi, local_lo, local_port) that hold no connection to the port in the first snapshot of their host that shows it
 * (the lowest local address of a snapshot stands for its host). Mail, databases, message queues and the like hold theirs for hours, many for each office or
 * application server, more of them when people come to work or a service is back: on ports other than those of the web only newcomers count.
 */
export const NEWCOMERS: string = `
    WITH places AS (SELECT *, min((local_hi, local_lo)) OVER (PARTITION BY evidence, at_us) AS host FROM (SELECT DISTINCT evidence, at_us, local_hi, local_lo FROM sockets_in)),
      shown AS (SELECT host, local_port, min(at_us) AS at_us FROM (SELECT DISTINCT evidence, at_us, host FROM places) JOIN (SELECT DISTINCT evidence, at_us, local_port FROM sockets WHERE protocol = 6) USING (evidence, at_us) GROUP BY ALL),
      firsts AS (SELECT local_hi, local_lo, local_port, min(at_us) AS at_us FROM (SELECT DISTINCT local_hi, local_lo, host FROM places) JOIN shown USING (host) GROUP BY ALL)
    SELECT DISTINCT s.remote_hi, s.remote_lo, s.local_hi, s.local_lo, s.local_port FROM sockets_in s JOIN firsts USING (local_hi, local_lo, local_port)
      ANTI JOIN (SELECT remote_hi, remote_lo, local_port, at_us FROM sockets_in WHERE state IN ${ESTABLISHED}) f
        ON f.remote_hi = s.remote_hi AND f.remote_lo = s.remote_lo AND f.local_port = s.local_port AND f.at_us = firsts.at_us
    WHERE s.state IN ${ESTABLISHED}`;

/** Around a snapshot, in which the log is asked what came over the connections, minutes. */
const REACH_MIN = 10;

// Connections of sources for which the log shows no lively use of them: proxies and large offices hold many, and ask much over each. What a machine
// of the internal network holds on another is a pool of an application, or of a proxy that hides who is behind it.
function unused({ thresholds }: DetectorContext): string {
  return `(local_port IN ${WEB_PORTS} OR (remote_hi, remote_lo, local_hi, local_lo, local_port) IN (${NEWCOMERS})) AND NOT ${bothInternal(['remote_hi', 'remote_lo'], ['local_hi', 'local_lo'])} AND (remote_hi, remote_lo, at_us) NOT IN (
    SELECT (h.remote_hi, h.remote_lo, h.at_us) FROM (
      SELECT remote_hi, remote_lo, at_us, count(DISTINCT (local_port, remote_port)) AS held FROM sockets_in WHERE state IN ${ESTABLISHED} GROUP BY ALL) h
    JOIN requests_in r ON r.client_hi = h.remote_hi AND r.client_lo = h.remote_lo AND r.status BETWEEN 200 AND 399
      AND r.minute BETWEEN floor(h.at_us / 6e7) - ${REACH_MIN} AND floor(h.at_us / 6e7) + ${REACH_MIN}
    GROUP BY h.remote_hi, h.remote_lo, h.at_us, h.held HAVING sum(r.requests) >= ${thresholds['connection_flood.answered_ratio']} * h.held)`;
}
