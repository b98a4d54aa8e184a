// Floods below the transport: fragments, GRE, ESP, other IP protocols, ICMP errors (BlackNurse, TDC 2016).

import { grouped, sourceAddresses } from '../../model/numbers.ts';
import { CLASS } from '../../model/traffic.ts';
import { findFloodsAndCarpets } from '../carpets.ts';
import { type Detector, type DetectorContext, type Finding, reaches, type Vector } from '../finding.ts';
import { type PacketFlood, packetsOf, unanswered } from '../packet-flood.ts';

const GRE = 47;
const ESP = 50;
/** Fewer sources may be the far ends of tunnels: as many as a sweep may have. */
const LEAST_TUNNELS = 20;
/** Later fragments of hosts fill their path but for the last one: most bytes of one (with a header of Ethernet) on average of what was made to hurt whoever puts it together. */
const TINY_FRAGMENT = 54;
/** Signalling that routers and multicast hosts send by themselves: IGMP, OSPF, PIM, VRRP. */
const SIGNALLING = [2, 89, 103, 112];

// The service port of other IP protocols is the protocol number; that of ICMP is type * 256 + code.
const KINDS: readonly { vector: Vector; kind: number; also: string; seconds: string; what: string }[] = [
  { vector: 'fragment_flood', kind: CLASS.fragment, also: 'true', seconds: 'true', what: 'later fragments' },
  {
    vector: 'gre_flood',
    kind: CLASS.otherIp,
    also: `i.port = ${GRE}`,
    seconds: `port = ${GRE}`,
    what: 'GRE packets',
  },
  {
    vector: 'esp_flood',
    kind: CLASS.otherIp,
    also: `i.port = ${ESP}`,
    seconds: `port = ${ESP}`,
    what: 'ESP packets',
  },
  {
    vector: 'other_protocol_flood',
    kind: CLASS.otherIp,
    also: `i.port NOT IN (${[GRE, ESP, ...SIGNALLING].join(', ')})`,
    seconds: `port NOT IN (${[GRE, ESP, ...SIGNALLING].join(', ')})`,
    what: 'packets of other IP protocols',
  },
];

export const ipFloods: Detector = {
  id: 'ip_floods',
  title: 'Floods of fragments, tunnels, other protocols and ICMP errors',
  async detect(context) {
    const least = context.thresholds['ip_flood.packets_per_minute'];
    const findings: Finding[] = [];
    for (const each of KINDS) {
      if (packetsOf(context, [each.kind]) < least) continue;
      findings.push(
        ...(await floods(
          context,
          { ...each, kinds: [each.kind] },
          unanswered(context, [each.kind], each.also),
          least,
        )),
      );
    }
    // Errors come back for what we sent, floods of our own answers included: only far more errors than packets sent are a flood.
    const errors = `((i.class = ${CLASS.icmp} AND i.port // 256 = 3) OR (i.class = ${CLASS.icmpv6} AND i.port // 256 = 1))`;
    const [sent] = await context.query<{ sent: bigint; errors: bigint }>(`
      SELECT (SELECT coalesce(sum(packets), 0) FROM outbound)::BIGINT AS sent, (SELECT coalesce(sum(packets), 0) FROM inbound i WHERE ${errors})::BIGINT AS errors`);
    if (Number(sent.errors) >= least && Number(sent.errors) > Number(sent.sent)) {
      findings.push(
        ...(await floods(
          context,
          {
            vector: 'icmp_unreachable_flood',
            kinds: [CLASS.icmp, CLASS.icmpv6],
            seconds: `port // 256 = CASE WHEN class = ${CLASS.icmp} THEN 3 ELSE 1 END`,
            what: 'ICMP unreachable messages',
          },
          `FROM inbound i WHERE ${errors}`,
          least,
        )),
      );
    }
    return findings;
  },
};

async function mayBeTunnels({ sources }: { sources: number }): Promise<string> {
  if (sources >= LEAST_TUNNELS) return '';
  return `It came from ${sources} ${sources === 1 ? 'address' : 'addresses'} only: the far end of a tunnel that goes one way, as of a scrubbing centre, a load balancer or a mirror of traffic, looks the same.`;
}

const ONE_WAY_DOUBT =
  'The capture shows one direction only: answers in fragments, and tunnels, look the same where nobody sees what was asked for.';

// What tells each kind from ordinary use.
const OWN_RULES: Partial<
  Record<Vector, Pick<PacketFlood, 'oneWayPerSource' | 'oneWayDoubt' | 'isBogus' | 'doubt'>>
> = {
  fragment_flood: {
    oneWayPerSource: 3,
    oneWayDoubt: ONE_WAY_DOUBT,
    isBogus: ({ packets, bytes }) => bytes <= TINY_FRAGMENT * packets,
  },
  gre_flood: { doubt: mayBeTunnels },
  esp_flood: { oneWayPerSource: 3, doubt: mayBeTunnels },
  other_protocol_flood: { oneWayDoubt: ONE_WAY_DOUBT, doubt: mayBeTunnels },
};

function floods(
  context: DetectorContext,
  each: { vector: Vector; kinds: readonly number[]; seconds: string; what: string },
  from: string,
  least: number,
): Promise<Finding[]> {
  const leastPeak = context.thresholds['flood.peak_per_second'];
  return findFloodsAndCarpets(context, {
    vector: each.vector,
    classes: each.kinds,
    from,
    seconds: each.seconds,
    byPort: false,
    // Tunnels come from few gateways, errors from few routers; those of a VPN hub may be many, and talk on, as do servers whose answers come in fragments.
    oneWaySources: 50,
    ...OWN_RULES[each.vector],
    leastPerMinute: least,
    leastPeak,
    leastShare: 0,
    service: () => '',
    criteria: ({ perMinute, peak }) => [
      reaches(
        `${each.what} per minute`,
        perMinute,
        least,
        'packets/min',
        `${each.what} in the busiest minute from sources that were hardly answered`,
      ),
      reaches(
        'busiest second',
        peak,
        leastPeak,
        'packets/s',
        `${each.what} to the address in the busiest second`,
      ),
    ],
    reason: (target, { packets, sources }) =>
      `${grouped(packets)} ${each.what} reached ${target} from ${sourceAddresses(sources)} to which it sent hardly anything.`,
  });
}
