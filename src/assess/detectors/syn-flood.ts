// SYN flood seen in captures: SYNs to one port, or spread over the ports of one address, from sources that never complete a
// connection. RFC 4987.

import { grouped, sourceAddresses } from '../../model/numbers.ts';
import { CLASS } from '../../model/traffic.ts';
import { findCarpetFloods, findFloodsOnPorts } from '../carpets.ts';
import { type Detector, type DetectorContext, type Finding, hitsAny, reaches } from '../finding.ts';
import { findPacketFloods } from '../packet-flood.ts';
import { type Polled, withoutPollers } from '../pollers.ts';

// A slow SYN that our own reset refuses leaves nothing half open: a client at a closed port.
const REFUSED = 'p.refused >= 0.5 * p.syns AND p.peak <= 20';
const WHO = 'src_hi, src_lo, dst_hi, dst_lo, port';
// A program or a person at a server that does not answer: the system repeats each SYN on its schedule, and not many are new in a minute.
const WAITING_PER_MINUTE = 240;
const WAITS = `p.retransmits >= 0.5 * p.syns AND p.busiest <= ${WAITING_PER_MINUTE}`;

// A source takes part when nothing but SYNs came from it, or when its SYNs outnumber its connections tenfold. An address known to
// be a real client, and one that repeats its SYNs on a real stack's schedule, needs more than a handful of SYNs: that is what a
// visitor looks like who cannot get through.
const VISITORS = `SELECT ${WHO} FROM syn_pairs p LEFT JOIN real_clients r ON r.hi = p.src_hi AND r.lo = p.src_lo
  WHERE NOT ((p.handshakes = 0 AND p.later = 0 AND p.syns > 0 AND ((p.syns >= 20 AND NOT (${WAITS})) OR (r.hi IS NULL AND p.retransmits = 0)))
    OR (p.syns >= 20 AND p.syns > 10 * (p.handshakes + p.later) AND NOT (${WAITS}) AND NOT p.balancer))`;
// Those who take no part are few in a flood: a join with all the others took five times as long with a million pairs.
const incomplete = (refused: string): string =>
  `FROM inbound i ANTI JOIN (${VISITORS}) v USING (${WHO}) ANTI JOIN (SELECT ${WHO} FROM syn_pairs p WHERE ${refused}) d USING (${WHO}) WHERE i.class = ${CLASS.syn}`;
const INCOMPLETE = incomplete(REFUSED);

export const synFlood: Detector = {
  id: 'syn_flood',
  title: 'SYN flood',
  async detect(context) {
    const onPorts = await withoutPollers(context, HALF_OPEN_CHECKS, (others) =>
      floodsOnPorts(context, others),
    );
    const overPorts = await floodsOverPorts(context, onPorts);
    return [...onPorts, ...overPorts, ...(await floodsOverBlocks(context, [...onPorts, ...overPorts]))];
  },
};

// A half-open health check asks with a SYN on a timer, and its kernel refuses the SYN-ACK at once: nothing stays half open.
const HALF_OPEN_CHECKS: Polled = {
  rows: `class = ${CLASS.syn} AND (${WHO}) IN (SELECT (${WHO}) FROM (
    SELECT ${WHO}, sum(packets) AS resets FROM inbound WHERE class = ${CLASS.rst} GROUP BY ALL) JOIN syn_pairs USING (${WHO}) WHERE resets >= 0.8 * syns)`,
  count: 'packets',
  alias: 'i.',
};

// A few sources that try each address of a block once or twice sweep it in search of a service. They count only when they are many.
function sweepers(context: DetectorContext): string {
  return `WITH swept AS (SELECT src_hi, src_lo FROM inbound WHERE class = ${CLASS.syn} AND dst_hi = 0 GROUP BY src_hi, src_lo, dst_lo // 256
      HAVING count(DISTINCT dst_lo) >= ${context.thresholds['probe.addresses']} AND sum(packets) <= 5 * count(DISTINCT (dst_lo, port)))
    SELECT DISTINCT (src_hi, src_lo) FROM swept WHERE (SELECT count(DISTINCT (src_hi, src_lo)) FROM swept) < ${context.thresholds['syn_flood.spread_sources']}`;
}

// SYNs spread thinly over the addresses of a block; background noise of the Internet is far slower.
function floodsOverBlocks(context: DetectorContext, known: readonly Finding[]): Promise<Finding[]> {
  const perMinuteLeast = context.thresholds['syn_flood.spread_per_minute'];
  const leastPeak = context.thresholds['flood.peak_per_second'];
  return findCarpetFloods(
    context,
    {
      vector: 'syn_flood',
      from: `${INCOMPLETE} AND (i.src_hi, i.src_lo) NOT IN (${sweepers(context)})`,
      classes: [CLASS.syn],
      seconds: 'true',
      byPort: false,
      leastPerMinute: perMinuteLeast,
      leastPeak,
      accepts: ({ peak, sources }) =>
        peak >= context.thresholds['syn_flood.spread_per_second'] ||
        sources >= context.thresholds['syn_flood.spread_sources'],
      leastShare: context.thresholds['syn_flood.incomplete_share'],
      service: () => 'tcp',
      criteria: ({ perMinute, peak }) => [
        reaches(
          'incomplete SYNs per minute over a block',
          perMinute,
          perMinuteLeast,
          'SYN/min',
          'SYNs in the busiest minute, spread over the addresses of the block, from sources that never completed a connection',
        ),
        reaches('busiest second', peak, leastPeak, 'SYN/s', 'SYNs to the block in the busiest second'),
      ],
      reason: (target, { packets, sources }) =>
        `${grouped(packets)} SYN segments spread over the addresses of ${target} claim ${sourceAddresses(sources)} that never completed the three-way handshake in the capture.`,
    },
    known,
  );
}

function floodsOnPorts(context: DetectorContext, others: string): Promise<Finding[]> {
  const { thresholds } = context;
  const least = thresholds['syn_flood.incomplete_per_minute'];
  const leastShare = thresholds['syn_flood.incomplete_share'];
  return findFloodsOnPorts(context, {
    vector: 'syn_flood',
    from: `${INCOMPLETE} ${others}`,
    classes: [CLASS.syn],
    seconds: 'true',
    byPort: true,
    leastPerMinute: least,
    leastPeak: 0,
    leastShare,
    service: (port) => `tcp/${port}`,
    criteria: ({ perMinute, totalPerMinute }) => [
      reaches(
        'incomplete SYNs per minute',
        perMinute,
        least,
        'SYN/min',
        'SYNs in the busiest minute from sources that never completed a connection',
      ),
      reaches(
        'incomplete share',
        totalPerMinute === 0 ? 0 : perMinute / totalPerMinute,
        leastShare,
        'share',
        'their share of all SYNs to the port in that minute',
      ),
    ],
    reason: (target, { packets, sources }) =>
      `${grouped(packets)} SYN segments to ${target} claim ${sourceAddresses(sources)} that never completed the three-way handshake in the capture.`,
  });
}

// On many ports a host that cannot refuse all SYNs of a source refuses some: the SYNs of a source count as a whole. One that mostly meets
// closed ports looks for open ones.
const FEW_REFUSED = (() => {
  const pair = 'src_hi, src_lo, dst_hi, dst_lo';
  return `SELECT ${pair} FROM syn_pairs p WHERE (${pair}) IN (SELECT (${pair}) FROM syn_pairs p WHERE ${REFUSED})
    GROUP BY ALL HAVING coalesce(sum(syns) FILTER (NOT (${REFUSED})), 0) >= greatest(20, 0.5 * sum(syns))`;
})();

const MANY_PORTS = 'tcp, many ports';

// Tools that pick a random port for each SYN leave too little on any one port. What tells them from a port scan is speed.
function floodsOverPorts(context: DetectorContext, onPorts: readonly Finding[]): Promise<Finding[]> {
  const perMinuteLeast = context.thresholds['syn_flood.spread_per_minute'];
  const perSecondLeast = context.thresholds['syn_flood.spread_per_second'];
  const known = onPorts.map(({ target }) => target);
  const others = (row: string): string => `AND NOT ${hitsAny(known, row)}`;
  return findPacketFloods(context, {
    vector: 'syn_flood',
    from: `${incomplete(`${REFUSED} AND (src_hi, src_lo, dst_hi, dst_lo) NOT IN (SELECT (src_hi, src_lo, dst_hi, dst_lo) FROM (${FEW_REFUSED}))`)} ${others('i.')}`,
    classes: [CLASS.syn],
    seconds: `true ${others('')}`,
    byPort: false,
    leastPerMinute: perMinuteLeast,
    leastPeak: 0,
    accepts: ({ peak, sources }) =>
      peak >= perSecondLeast || sources >= context.thresholds['syn_flood.spread_sources'],
    leastShare: context.thresholds['syn_flood.incomplete_share'],
    service: () => MANY_PORTS,
    criteria: ({ perMinute, peak }) => [
      reaches(
        'incomplete SYNs per minute over many ports',
        perMinute,
        perMinuteLeast,
        'SYN/min',
        'SYNs in the busiest minute, spread over ports, from sources that never completed a connection',
      ),
      reaches('busiest second', peak, perSecondLeast, 'SYN/s', 'SYNs to the address in the busiest second'),
    ],
    reason: (target, { packets, sources }) =>
      `${grouped(packets)} SYN segments spread over many ports of ${target.replace(` ${MANY_PORTS}`, '')} claim ${sourceAddresses(sources)} that never completed the three-way handshake in the capture.`,
  });
}
