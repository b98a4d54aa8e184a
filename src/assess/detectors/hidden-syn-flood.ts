// SYN flood in captures that came through addresses which hide its senders: a load balancer that translates addresses carries visitors and
// forged SYNs alike. Nobody is a source of it.

import { grouped, sourceAddresses } from '../../model/numbers.ts';
import { CLASS } from '../../model/traffic.ts';
import { type Detector, type DetectorContext, reaches } from '../finding.ts';
import { findPacketFloods } from '../packet-flood.ts';

/** SYN-ACKs to such addresses in a minute that no connection took up: a server that is down sends none, however often a proxy tries. */
const LEAST_UNTAKEN = 20;

export const hiddenSynFlood: Detector = {
  id: 'hidden_syn_flood',
  title: 'SYN flood through proxies',
  async detect(context) {
    const { thresholds } = context;
    const least = thresholds['syn_flood.incomplete_per_minute'];
    const leastShare = thresholds['syn_flood.incomplete_share'];
    const [{ any }] = await context.query<{ any: boolean }>(
      `SELECT EXISTS (SELECT 1 FROM spared_in WHERE class = ${CLASS.syn}) OR EXISTS (SELECT 1 FROM syn_pairs WHERE balancer) AS any`,
    );
    if (!any) return [];
    return findPacketFloods(context, {
      vector: 'syn_flood',
      hidden: true,
      from: `FROM (${unusedSyns(context)}) i WHERE true`,
      classes: [CLASS.syn],
      seconds: 'true',
      byPort: true,
      leastPerMinute: least,
      leastPeak: 0,
      leastShare,
      service: (port) => `tcp/${port}`,
      criteria: ({ perMinute, totalPerMinute }) => [
        reaches(
          'unused SYNs per minute',
          perMinute,
          least,
          'SYN/min',
          'SYNs in the busiest minute that no connection followed, from addresses that hide others',
        ),
        reaches(
          'unused share',
          totalPerMinute === 0 ? 0 : perMinute / totalPerMinute,
          leastShare,
          'share',
          'their share of all SYNs to the port in that minute',
        ),
      ],
      reason: (target, { packets, sources }) =>
        `At least ${grouped(packets)} SYN segments to ${target} that no connection followed bear ${sourceAddresses(sources)}, known by completed connections or stated as own or spared: a load balancer, proxy or address translation that hides its clients looks so. Who sent them stands in its own connection table or log; nobody is named.`,
    });
  },
};

const WHO = 'src_hi, src_lo, dst_hi, dst_lo, port';

// Rows like those of `inbound`, by minute and sender: SYNs of addresses that hide others, without those that a handshake or an end of a
// connection goes with, or that a real stack repeated. A capture of one direction shows no answers: there whatever else came goes with one.
function unusedSyns({ oneWay, thresholds }: DetectorContext): string {
  const ends = oneWay ? [CLASS.fin, CLASS.rst, CLASS.ack, CLASS.data] : [CLASS.fin, CLASS.rst];
  const classes = `class IN (${[CLASS.syn, ...ends].join(', ')})`;
  const of = (what: string, list: readonly number[]): string =>
    `coalesce(sum(${what}) FILTER (class IN (${list.join(', ')})), 0)`;
  const enough = oneWay
    ? `sum(unused) OVER port >= ${thresholds['syn_flood.spread_per_minute']}`
    : `sum(greatest(0, coalesce(answers, 0) - used)) OVER port >= ${LEAST_UNTAKEN}`;
  return `
    WITH rows AS MATERIALIZED (
      SELECT * FROM inbound WHERE ${classes} AND (${WHO}) IN (SELECT (${WHO}) FROM syn_pairs WHERE balancer) UNION ALL SELECT * EXCLUDE (own) FROM spared_in WHERE ${classes}),
    sent AS (
      SELECT minute, ${WHO}, ${of('packets', [CLASS.syn])} AS syns, greatest(sum(handshakes), ${of('packets', ends)}) AS used, syns - sum(retransmits) - used AS unused
      FROM rows GROUP BY minute, ${WHO}),
    answered AS (
      SELECT minute, dst_hi AS src_hi, dst_lo AS src_lo, src_hi AS dst_hi, src_lo AS dst_lo, port, sum(packets) AS answers FROM packet_minutes
      WHERE class = ${CLASS.synAck} AND (dst_hi, dst_lo) IN (SELECT (src_hi, src_lo) FROM sent) GROUP BY ALL),
    enough AS (
      SELECT * FROM sent LEFT JOIN answered USING (minute, ${WHO}) WINDOW port AS (PARTITION BY minute, dst_hi, dst_lo, port) QUALIFY unused > 0 AND ${enough})
    SELECT rows.* REPLACE (round(rows.packets * unused / syns)::UINTEGER AS packets, rows.bytes * unused / syns AS bytes)
    FROM rows JOIN enough USING (minute, ${WHO}) WHERE class = ${CLASS.syn}`;
}
