// ICMP flood seen in captures: echo requests and other queries to one address, or replies nobody asked for. RFC 792, RFC 4443.

import { grouped, sourceAddresses } from '../../model/numbers.ts';
import { CLASS } from '../../model/traffic.ts';
import { findFloodsAndCarpets } from '../carpets.ts';
import { type Detector, reaches } from '../finding.ts';

// The service port of ICMP rows is type * 256 + code. Errors (unreachable, quench, redirect, time exceeded, parameter problem)
// answer packets that carried our address and are no flood of their own; neighbour discovery is local housekeeping.
const NO_ERROR_V4 = `i.class = ${CLASS.icmp} AND i.port // 256 NOT IN (3, 4, 5, 11, 12)`;
const NO_ERROR_V6 = `i.class = ${CLASS.icmpv6} AND i.port // 256 >= 128 AND i.port // 256 NOT BETWEEN 130 AND 137`;
/** SQL condition on rows (alias i): ICMP that answers nothing. */
export const NO_ICMP_ERROR: string = `(${NO_ERROR_V4}) OR (${NO_ERROR_V6})`;

/** Who measures a connection asks once a second or twice, often, and is answered nearly every time; all of them together send no more in a second. */
const LEAST_PINGS = 10;
const PINGER_PEAK = 2;
const ANSWERED_SHARE = 0.9;
const PINGERS_PEAK = 500;

const ECHO = `((class = ${CLASS.icmp} AND port // 256 = 8) OR (class = ${CLASS.icmpv6} AND port // 256 = 128))`;
const REPLY = `((class = ${CLASS.icmp} AND port // 256 = 0) OR (class = ${CLASS.icmpv6} AND port // 256 = 129))`;
const PAIR = 'src_hi, src_lo, dst_hi, dst_lo';

// Sources (src_*) of echo requests to our addresses (dst_*) that are answered, and slow.
const PINGERS = `SELECT ${PAIR} FROM
    (SELECT ${PAIR}, sum(packets) AS asked, max(peak_packets) AS peak FROM inbound WHERE ${ECHO} GROUP BY ALL HAVING max(peak_packets) <= ${PINGER_PEAK} AND sum(packets) >= ${LEAST_PINGS})
    JOIN (SELECT dst_hi AS src_hi, dst_lo AS src_lo, src_hi AS dst_hi, src_lo AS dst_lo, sum(packets) AS replies FROM outbound WHERE ${REPLY} GROUP BY ALL) USING (${PAIR})
  WHERE replies >= ${ANSWERED_SHARE} * asked QUALIFY sum(peak) OVER (PARTITION BY dst_hi, dst_lo) <= ${PINGERS_PEAK}`;

export const icmpFlood: Detector = {
  id: 'icmp_flood',
  title: 'ICMP flood',
  detect(context) {
    const { thresholds } = context;
    return findFloodsAndCarpets(context, {
      vector: 'icmp_flood',
      // Echo replies (0, 129) to addresses we sent echo requests (8, 128) were asked for.
      from: `FROM inbound i LEFT JOIN (
          SELECT DISTINCT dst_hi AS hi, dst_lo AS lo FROM outbound WHERE (class = ${CLASS.icmp} AND port // 256 = 8) OR (class = ${CLASS.icmpv6} AND port // 256 = 128)) asked
          ON asked.hi = i.src_hi AND asked.lo = i.src_lo
        WHERE (${NO_ICMP_ERROR}) AND NOT (asked.hi IS NOT NULL AND i.port // 256 IN (0, 129))
          AND (i.src_hi, i.src_lo, i.dst_hi, i.dst_lo) NOT IN (SELECT (${PAIR}) FROM (${PINGERS}))`,
      classes: [CLASS.icmp, CLASS.icmpv6],
      seconds: 'true',
      byPort: false,
      leastPerMinute: thresholds['icmp_flood.unsolicited_per_minute'],
      leastPeak: thresholds['flood.peak_per_second'],
      leastShare: 0,
      service: () => '',
      criteria: ({ perMinute, peak }) => [
        reaches(
          'ICMP packets per minute',
          perMinute,
          thresholds['icmp_flood.unsolicited_per_minute'],
          'packets/min',
          'ICMP packets in the busiest minute, errors and asked-for replies left out',
        ),
        reaches(
          'busiest second',
          peak,
          thresholds['flood.peak_per_second'],
          'packets/s',
          'ICMP packets to the address in the busiest second',
        ),
      ],
      reason: (target, { packets, sources }) =>
        `${grouped(packets)} ICMP packets that nobody asked for reached ${target} from ${sourceAddresses(sources)}.`,
    });
  },
};
