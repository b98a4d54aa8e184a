// Connection flood seen in socket dumps: a pile of established connections that a few sources hold, many each (Slowloris and the like).

import { type Detector, reaches } from '../finding.ts';
import { CONCENTRATED, ESTABLISHED, findSocketPiles } from '../socket-pile.ts';

export const connectionPile: Detector = {
  id: 'connection_flood',
  title: 'Connection flood',
  detect(context) {
    const least = context.thresholds['connection_flood.sockets'];
    const share = context.thresholds['connection_flood.concentrated_share'];
    return findSocketPiles(context, {
      vector: 'connection_flood',
      proves: true,
      states: ESTABLISHED,
      narrowed: 'true',
      least,
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
        `${snapshots} ${snapshots === 1 ? 'snapshot shows' : 'snapshots show'} up to ${piled} established connections on ${target}, ${concentrated} of them held by sources with ten or more each.`,
    });
  },
};
