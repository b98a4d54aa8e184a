// SYN flood seen in socket dumps: piles of half-open sockets (SYN_RECV) on one port. Linux tcp(7), ip-sysctl tcp_synack_retries.

import { grouped } from '../../model/numbers.ts';
import { type Detector, reaches } from '../finding.ts';
import { findSocketPiles, SYN_RECV } from '../socket-pile.ts';

/** An unanswered entry dies 63 s after its SYN with Linux's default of 5 retransmissions. */
const HALF_OPEN_LIFE_SEC = 63;

/** Queue lengths that Linux servers commonly have: a pile of just this size is a full queue. */
const COMMON_BACKLOGS = [128, 256, 511, 512, 1024, 2048, 4096];

// Whoever has a connection past the handshake, or logged a request, is a client whose SYN was waiting its turn; with many of them, one that
// others stand behind.
const CLIENT = '(remote_hi, remote_lo) IN (SELECT (hi, lo) FROM real_clients)';

export const halfOpenPile: Detector = {
  id: 'half_open_pile',
  title: 'SYN flood (half-open sockets)',
  detect(context) {
    const least = context.thresholds['syn_flood.half_open_sockets'];
    const share = context.thresholds['syn_flood.half_open_share'];
    return findSocketPiles(context, {
      vector: 'syn_flood',
      proves: false,
      states: SYN_RECV,
      narrowed: 'true',
      least,
      hidden: `(remote_hi, remote_lo) NOT IN (SELECT (remote_hi, remote_lo) FROM sockets_in) OR ${CLIENT}`,
      members: `NOT (${CLIENT})`,
      lifeSec: HALF_OPEN_LIFE_SEC,
      flagged: ({ piled, total }) => piled >= least && piled >= share * total,
      criteria: ({ piled, total }) => [
        reaches(
          'half-open sockets',
          piled,
          least,
          'sockets',
          'sockets in SYN_RECV on the port in the fullest snapshot',
        ),
        reaches(
          'half-open share',
          piled / total,
          share,
          'share',
          'their share of all connections on the port in that snapshot',
        ),
      ],
      reason: (target, snapshots, { piled, hidden }) => {
        const full = COMMON_BACKLOGS.find((size) => piled >= size && piled <= size * 1.01 + 1);
        const queue =
          full === undefined
            ? ''
            : ` The queue of ${grouped(full)} was full: the pile says nothing of what did not fit.`;
        const behind =
          hidden === 0
            ? ''
            : ` Of these sockets ${grouped(hidden)} bear addresses known by completed connections or stated as own or spared: a load balancer, proxy or address translation that hides its clients looks so, and nobody is named for them.`;
        return `${grouped(snapshots)} ${snapshots === 1 ? 'snapshot shows' : 'snapshots show'} up to ${grouped(piled)} half-open sockets on ${target}; an unanswered entry lives ${HALF_OPEN_LIFE_SEC} s, so at least ${perSecond(piled / HALF_OPEN_LIFE_SEC)} new ones a second arrived.${queue}${behind}`;
      },
    });
  },
};

// A lower bound, so it is not rounded up where decimals are left out.
function perSecond(value: number): string {
  return value < 1000 ? value.toFixed(1) : grouped(Math.floor(value));
}
