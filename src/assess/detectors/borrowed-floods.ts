// Floods in captures whose packets bear own or stated addresses: forged as such, since they came from far away, or from many that nobody answers.
// Such addresses are no sources of anything.

import { grouped, sourceAddresses } from '../../model/numbers.ts';
import { SIGNATURE } from '../../model/signatures.ts';
import { CLASS } from '../../model/traffic.ts';
import type { Detector, DetectorContext, Finding, Vector } from '../finding.ts';
import { reaches } from '../finding.ts';
import { findPacketFloods } from '../packet-flood.ts';
import type { ThresholdName } from '../thresholds.ts';
import { transport } from '../views.ts';
import { NO_ICMP_ERROR } from './icmp-flood.ts';
import { isReflectedAnswer } from './reflections.ts';

/** So many such addresses within a minute: a stream or a tunnel between own networks has a few ends. */
const LEAST_SOURCES = 50;
/** Packets of hosts of the own network passed fewer routers than this; systems begin at 64, 128 or 255. */
const LEAST_HOPS = 6;

interface Kind {
  vector: Vector;
  classes: readonly number[];
  least: ThresholdName;
  what: string;
  /** SQL condition on rows (alias i). */
  also?: string;
}

const SEGMENTS: readonly (readonly [Vector, number, string])[] = [
  ['ack_flood', CLASS.ack, 'ACK segments'],
  ['psh_ack_flood', CLASS.data, 'data segments'],
  ['fin_flood', CLASS.fin, 'FIN segments'],
];

const KINDS: readonly Kind[] = [
  {
    vector: 'udp_flood',
    classes: [CLASS.udp],
    least: 'udp_flood.unsolicited_per_minute',
    what: 'UDP packets',
    also: `NOT ${isReflectedAnswer('i.signature')} AND i.signature <> ${SIGNATURE.telemetry}`,
  },
  {
    vector: 'icmp_flood',
    classes: [CLASS.icmp, CLASS.icmpv6],
    least: 'icmp_flood.unsolicited_per_minute',
    what: 'ICMP packets',
    also: NO_ICMP_ERROR,
  },
  ...SEGMENTS.map(
    ([vector, kind, what]): Kind => ({
      vector,
      classes: [kind],
      least: 'tcp_flood.segments_per_minute',
      what,
    }),
  ),
  {
    vector: 'fragment_flood',
    classes: [CLASS.fragment],
    least: 'ip_flood.packets_per_minute',
    what: 'later fragments',
  },
];

export const borrowedFloods: Detector = {
  id: 'borrowed_floods',
  title: 'Floods from own and stated addresses',
  async detect(context) {
    // Without our answers in the capture, a delivery network that is stated looks the same.
    if (context.oneWay) return [];
    const found = await context.query<{ kind: number; n: number }>(
      'SELECT class AS kind, sum(packets)::DOUBLE AS n FROM spared_in GROUP BY class',
    );
    const packets = new Map(found.map(({ kind, n }) => [kind, n]));
    const findings: Finding[] = [];
    for (const kind of KINDS) {
      const all = kind.classes.reduce((sum, each) => sum + (packets.get(each) ?? 0), 0);
      if (2 * all >= context.thresholds[kind.least]) findings.push(...(await floods(context, kind)));
    }
    return findings;
  },
};

function floods(context: DetectorContext, kind: Kind): Promise<Finding[]> {
  const least = context.thresholds[kind.least];
  const leastPeak = context.thresholds['flood.peak_per_second'];
  return findPacketFloods(context, {
    vector: kind.vector,
    hidden: true,
    from: `FROM (${borrowed(context, kind)}) i WHERE true`,
    classes: kind.classes,
    seconds: 'true',
    byPort: false,
    leastPerMinute: least,
    leastPeak,
    leastShare: 0,
    service: () => '',
    criteria: ({ perMinute, peak }) => [
      reaches(
        `${kind.what} from own and stated addresses per minute`,
        perMinute,
        least,
        'packets/min',
        'packets in the busiest minute from such addresses that were hardly answered, own ones from far away only',
      ),
      reaches(
        'busiest second',
        peak,
        leastPeak,
        'packets/s',
        `${kind.what} to the address in the busiest second`,
      ),
    ],
    reason: (target, { packets, sources }) =>
      `${grouped(packets)} ${kind.what} to ${target} bear ${sourceAddresses(sources)} of the own network, or stated to be spared, to which it sent hardly anything; those of the own network passed at least ${LEAST_HOPS} routers. Such addresses are forged, or somebody misuses their hosts; nobody is named.`,
  });
}

const PAIR = 'src_hi, src_lo, dst_hi, dst_lo';

const hops = (ttl: string): string =>
  `CASE WHEN ${ttl} <= 64 THEN 64 - ${ttl} WHEN ${ttl} <= 128 THEN 128 - ${ttl} ELSE 255 - ${ttl} END`;

// Rows of such addresses that were hardly answered; a packet that bears its own target as source is answered by nobody.
function borrowed({ thresholds }: DetectorContext, { classes, also = 'true' }: Kind): string {
  const far = ['i.ttl_min', 'i.ttl_max'].map((ttl) => `${hops(ttl)} >= ${LEAST_HOPS}`).join(' AND ');
  return `
    WITH rows AS MATERIALIZED (SELECT * EXCLUDE (own) FROM spared_in i WHERE class IN (${classes.join(', ')}) AND (${also}) AND (NOT own OR (${far}))),
    sent AS (SELECT ${PAIR}, any_value(${transport('class')}) AS transport, sum(packets) AS packets FROM rows GROUP BY ALL),
    answers AS (
      SELECT dst_hi AS src_hi, dst_lo AS src_lo, src_hi AS dst_hi, src_lo AS dst_lo, ${transport('class')} AS transport, sum(packets) AS answers FROM packet_minutes
      WHERE (dst_hi, dst_lo) <> (src_hi, src_lo) AND class NOT IN (${CLASS.synAck}, ${CLASS.rst}) AND (dst_hi, dst_lo) IN (SELECT (src_hi, src_lo) FROM sent) GROUP BY ALL),
    unanswered AS (
      SELECT ${PAIR} FROM sent LEFT JOIN answers USING (${PAIR}, transport) WHERE packets > ${thresholds['flood.solicited_ratio']} * coalesce(answers, 0))
    SELECT * FROM rows SEMI JOIN unanswered USING (${PAIR})
    QUALIFY count(DISTINCT (src_hi, src_lo)) OVER (PARTITION BY dst_hi, dst_lo, minute) >= ${LEAST_SOURCES} OR ((src_hi, src_lo) = (dst_hi, dst_lo))`;
}
