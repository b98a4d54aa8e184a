// Slow read seen in socket dumps: sources that hold many connections whose answers they do not take, and go on opening more.
// A Send-Q that stands may also be a film that is paused or a network that failed: hence the conditions on each source.

import { grouped } from '../../model/numbers.ts';
import { type Detector, type DetectorContext, reaches } from '../finding.ts';
import { bothInternal } from '../members.ts';
import { ESTABLISHED, findSocketPiles, WEB_PORTS } from '../socket-pile.ts';

/** Between two snapshots in which a queue stands: less says nothing, and after more the kernel has given up whoever is gone, microseconds. */
const LEAST_STAND_US = 10e6;
const MOST_STAND_US = 900e6;
const CONNECTION = 'local_hi, local_lo, local_port, remote_hi, remote_lo, remote_port';

export const untakenAnswers: Detector = {
  id: 'untaken_answers',
  title: 'Slow read',
  detect(context) {
    const least = context.thresholds['slow_http.untaken_sockets'];
    const perSource = context.thresholds['slow_http.untaken_per_source'];
    return findSocketPiles(context, {
      vector: 'slow_http',
      proves: true,
      states: ESTABLISHED,
      narrowed: untaken(context),
      least,
      hidden: '',
      members: 'true',
      lifeSec: 60,
      flagged: ({ piled }) => piled >= least,
      criteria: ({ piled }) => [
        reaches(
          'connections with answers not taken',
          piled,
          least,
          'sockets',
          `connections with unacknowledged data (Send-Q), of sources with ${grouped(perSource)} and more on which it stands since the snapshot before`,
        ),
      ],
      reason: (target, snapshots, { piled }) =>
        `${grouped(snapshots)} ${snapshots === 1 ? 'snapshot shows' : 'snapshots show'} up to ${grouped(piled)} established connections on ${target} whose answers wait to be acknowledged (Send-Q), held by sources on whose connections nothing moved since the snapshot before, and that opened more meanwhile.`,
    });
  },
};

// Rows of sockets_in with a Send-Q that stands or is new, of sources that are participants in that snapshot. A connection in two dumps of one second counts once.
function untaken({ thresholds }: DetectorContext): string {
  return `(evidence, line) IN (
    WITH once AS (
      SELECT * FROM sockets_in WHERE state IN ${ESTABLISHED} AND local_port IN ${WEB_PORTS} AND NOT ${bothInternal(['remote_hi', 'remote_lo'], ['local_hi', 'local_lo'])}
      QUALIFY row_number() OVER (PARTITION BY ${CONNECTION}, at_us ORDER BY evidence, line) = 1),
    followed AS (
      SELECT *, lag(at_us) OVER w AS before_us, lag(send_q) OVER w AS before_q FROM once WINDOW w AS (PARTITION BY ${CONNECTION} ORDER BY at_us)),
    told AS (
      SELECT *, coalesce(send_q > 0 AND send_q = before_q AND at_us - before_us BETWEEN ${LEAST_STAND_US} AND ${MOST_STAND_US}, false) AS stands,
        send_q > 0 AND before_us IS NULL AS renewed FROM followed)
    SELECT evidence, line FROM told WHERE (stands OR renewed) AND (local_hi, local_lo, local_port, remote_hi, remote_lo, at_us) IN (
      SELECT (local_hi, local_lo, local_port, remote_hi, remote_lo, at_us) FROM told GROUP BY local_hi, local_lo, local_port, remote_hi, remote_lo, at_us
      HAVING count(*) FILTER (stands) >= greatest(${thresholds['slow_http.untaken_per_source']}, ${thresholds['slow_http.untaken_share']} * count(*) FILTER (NOT renewed))
        AND count(*) FILTER (renewed) >= ${thresholds['slow_http.untaken_renewed']} * count(*) FILTER (stands)))`;
}
