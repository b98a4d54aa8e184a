// SYN flood seen in captures: SYNs to one port from sources that never complete a connection. RFC 4987.

import { CLASS } from '../../model/traffic.ts';
import { type Detector, reaches } from '../finding.ts';
import { findPacketFloods } from '../packet-flood.ts';

export const synFlood: Detector = {
  id: 'syn_flood',
  title: 'SYN flood',
  detect(context) {
    const { thresholds } = context;
    return findPacketFloods(context, {
      vector: 'syn_flood',
      // A source takes part when nothing but SYNs came from it, or when its SYNs outnumber its connections tenfold. An address
      // known to be a real client needs more than a handful of SYNs: under load its own retransmissions look the same.
      from: `FROM inbound i JOIN syn_pairs p USING (src_hi, src_lo, dst_hi, dst_lo, port) LEFT JOIN real_clients r ON r.hi = i.src_hi AND r.lo = i.src_lo
        WHERE i.class = ${CLASS.syn} AND ((p.handshakes = 0 AND p.later = 0 AND (r.hi IS NULL OR p.syns >= 20)) OR (p.syns >= 20 AND p.syns > 10 * (p.handshakes + p.later)))`,
      seconds: `class = ${CLASS.syn}`,
      byPort: true,
      leastPerMinute: thresholds['syn_flood.incomplete_per_minute'],
      leastPeak: 0,
      leastShare: thresholds['syn_flood.incomplete_share'],
      service: (port) => `tcp/${port}`,
      criteria: ({ perMinute, totalPerMinute }) => [
        reaches(
          'incomplete SYNs per minute',
          perMinute,
          thresholds['syn_flood.incomplete_per_minute'],
          'SYN/min',
          'SYNs in the busiest minute from sources that never completed a connection',
        ),
        reaches(
          'incomplete share',
          totalPerMinute === 0 ? 0 : perMinute / totalPerMinute,
          thresholds['syn_flood.incomplete_share'],
          'share',
          'their share of all SYNs to the port in that minute',
        ),
      ],
      reason: (target, { packets, sources }) =>
        `${packets} SYN segments to ${target} claim ${sources} source addresses that never completed the three-way handshake in the capture.`,
    });
  },
};
