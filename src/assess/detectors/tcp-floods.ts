// Floods of TCP segments that belong to no connection: ACK, PSH-ACK, RST, FIN, impossible flags, SYN with data.

import { grouped, sourceAddresses } from '../../model/numbers.ts';
import { CLASS } from '../../model/traffic.ts';
import { findFloodsAndCarpets } from '../carpets.ts';
import { type Detector, type DetectorContext, type Finding, reaches, type Vector } from '../finding.ts';
import { packetsOf, unanswered } from '../packet-flood.ts';

const KINDS: readonly { vector: Vector; kind: number; what: string }[] = [
  { vector: 'syn_data_flood', kind: CLASS.synData, what: 'SYNs that carry data' },
  { vector: 'ack_flood', kind: CLASS.ack, what: 'ACK segments' },
  { vector: 'psh_ack_flood', kind: CLASS.data, what: 'data segments' },
  { vector: 'fin_flood', kind: CLASS.fin, what: 'FIN segments' },
  { vector: 'xmas_flood', kind: CLASS.tcpOther, what: 'segments with flags no connection has' },
];

// A source with a connection, or one it tried to open, sends these rightly.
const NO_CONNECTION =
  'NOT EXISTS (SELECT 1 FROM syn_pairs p WHERE p.src_hi = i.src_hi AND p.src_lo = i.src_lo AND p.dst_hi = i.dst_hi AND p.dst_lo = i.dst_lo AND (p.handshakes > 0 OR p.later > 0) AND p.syns > 0)';

export const tcpFloods: Detector = {
  id: 'tcp_floods',
  title: 'Floods of TCP segments outside connections',
  async detect(context) {
    const least = context.thresholds['tcp_flood.segments_per_minute'];
    const findings: Finding[] = [];
    for (const { vector, kind, what } of KINDS) {
      if (packetsOf(context, [kind]) < least) continue;
      findings.push(...(await floods(context, vector, kind, what, least)));
    }
    return findings;
  },
};

function floods(
  context: DetectorContext,
  vector: Vector,
  kind: number,
  what: string,
  least: number,
): Promise<Finding[]> {
  const leastPeak = context.thresholds['flood.peak_per_second'];
  return findFloodsAndCarpets(context, {
    vector,
    classes: [kind],
    from: unanswered(
      context,
      [kind],
      kind === CLASS.synData || kind === CLASS.tcpOther ? 'true' : NO_CONNECTION,
    ),
    seconds: 'true',
    byPort: false,
    leastPerMinute: least,
    leastPeak,
    oneWaySources: 50,
    oneWayPerSource: 10,
    leastShare: 0,
    service: () => '',
    criteria: ({ perMinute, peak }) => [
      reaches(
        `${what} per minute`,
        perMinute,
        least,
        'packets/min',
        `${what} in the busiest minute from sources without a connection`,
      ),
      reaches('busiest second', peak, leastPeak, 'packets/s', `${what} to the address in the busiest second`),
    ],
    reason: (target, { packets, sources }) =>
      `${grouped(packets)} ${what} reached ${target} from ${sourceAddresses(sources)} that had no connection to it in the capture.`,
  });
}
