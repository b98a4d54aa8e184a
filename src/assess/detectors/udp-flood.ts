// UDP flood seen in captures: datagrams to one address from sources it does not talk to.

import { CLASS } from '../../model/traffic.ts';
import { type Detector, reaches } from '../finding.ts';
import { findPacketFloods } from '../packet-flood.ts';

export const udpFlood: Detector = {
  id: 'udp_flood',
  title: 'UDP flood',
  detect(context) {
    const { thresholds } = context;
    const ratio = thresholds['flood.solicited_ratio'];
    return findPacketFloods(context, {
      vector: 'udp_flood',
      // Downloads and calls over UDP are answered all the time; a flood is not.
      from: `FROM inbound i JOIN (
          SELECT a.src_hi, a.src_lo, a.dst_hi, a.dst_lo FROM
            (SELECT src_hi, src_lo, dst_hi, dst_lo, sum(packets) AS n FROM inbound WHERE class = ${CLASS.udp} GROUP BY ALL) a
            LEFT JOIN (SELECT src_hi, src_lo, dst_hi, dst_lo, sum(packets) AS n FROM outbound WHERE class = ${CLASS.udp} GROUP BY ALL) b
            ON b.dst_hi = a.src_hi AND b.dst_lo = a.src_lo AND b.src_hi = a.dst_hi AND b.src_lo = a.dst_lo
          WHERE a.n > ${ratio} * coalesce(b.n, 0)) u USING (src_hi, src_lo, dst_hi, dst_lo)
        WHERE i.class = ${CLASS.udp}`,
      seconds: `class = ${CLASS.udp}`,
      byPort: false,
      leastPerMinute: thresholds['udp_flood.unsolicited_per_minute'],
      leastPeak: thresholds['flood.peak_per_second'],
      leastShare: 0,
      service: () => '',
      criteria: ({ perMinute, peak }) => [
        reaches(
          'unsolicited datagrams per minute',
          perMinute,
          thresholds['udp_flood.unsolicited_per_minute'],
          'packets/min',
          'UDP packets in the busiest minute from sources that were hardly answered',
        ),
        reaches(
          'busiest second',
          peak,
          thresholds['flood.peak_per_second'],
          'packets/s',
          'UDP packets to the address in the busiest second',
        ),
      ],
      reason: (target, { packets, sources }) =>
        `${packets} UDP packets to ${target} from ${sources} source addresses to which it sent hardly anything.`,
    });
  },
};
