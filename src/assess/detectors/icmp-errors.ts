// Floods of ICMP redirects and time-exceeded messages (RFC 792, RFC 4443, RFC 4861), told apart from the answers that traceroutes, routing
// loops and forged packets get.

import { grouped, sourceAddresses } from '../../model/numbers.ts';
import { CLASS, OWN_QUOTE } from '../../model/traffic.ts';
import { VECTOR_LABELS } from '../../model/vectors.ts';
import { findFloodsAndCarpets } from '../carpets.ts';
import { type Detector, type DetectorContext, type Finding, reaches } from '../finding.ts';

/** No network has so many gateways: more senders of redirects are forged. */
const GATEWAYS = 16;
/** Messages of one sender from which its quotations tell something. */
const LEAST_QUOTES = 5;
/** Routers limit the errors that they send; whoever sends this many a second is none. */
const ROUTER_PEAK = 1000;

const KINDS = [
  { vector: 'icmp_redirect_flood', what: 'ICMP redirects' },
  { vector: 'icmp_time_exceeded_flood', what: 'ICMP time-exceeded messages' },
] as const;
type ErrorVector = (typeof KINDS)[number]['vector'];

// The service port of ICMP rows is type * 256 + code.
function ofType(vector: ErrorVector, row: string): string {
  const { v4, v6 } = VECTOR_LABELS[vector].icmpType as { v4: number; v6: number };
  return `((${row}class = ${CLASS.icmp} AND ${row}port // 256 = ${v4}) OR (${row}class = ${CLASS.icmpv6} AND ${row}port // 256 = ${v6}))`;
}

// Targets and minutes with more errors than the target sent packets that can cause them, that minute and the one before. Any packet makes a
// gateway redirect; a time-to-live ends on packets of traceroutes and in loops, which established connections never pass.
function unexplained(vector: ErrorVector): string {
  const causes =
    vector === 'icmp_redirect_flood' ? 'true' : `class NOT IN (${CLASS.data}, ${CLASS.ack}, ${CLASS.fin})`;
  return `SELECT e.dst_hi, e.dst_lo, e.minute FROM (SELECT dst_hi, dst_lo, minute, sum(packets) AS n, count(DISTINCT (src_hi, src_lo)) AS senders FROM inbound WHERE ${ofType(vector, '')} GROUP BY ALL) e
    LEFT JOIN (SELECT src_hi, src_lo, minute, sum(packets) AS n FROM outbound WHERE ${causes} GROUP BY ALL) s
    ON s.src_hi = e.dst_hi AND s.src_lo = e.dst_lo AND s.minute BETWEEN e.minute::BIGINT - 1 AND e.minute
    GROUP BY e.dst_hi, e.dst_lo, e.minute, e.n, e.senders HAVING e.n > coalesce(sum(s.n), 0) ${vector === 'icmp_redirect_flood' ? `OR e.senders >= ${GATEWAYS}` : ''}`;
}

/**
 * SQL that yields senders (src_*, dst_*) of time-exceeded messages which mostly quote packets with our own address as source, as routers
 * do: somebody forged it, or our packets went round in a loop. A sender of few messages, or faster than routers are, is none of them.
 */
export const EXPIRED_ELSEWHERE: string = `SELECT src_hi, src_lo, dst_hi, dst_lo FROM inbound WHERE ${ofType('icmp_time_exceeded_flood', '')} GROUP BY ALL
  HAVING sum(packets) >= ${LEAST_QUOTES} AND max(peak_packets) < ${ROUTER_PEAK} AND 2 * coalesce(sum(packets) FILTER (signature = ${OWN_QUOTE}), 0) > sum(packets)`;

/** SQL from-clause and condition: time-exceeded messages (inbound, alias i) for packets that we did not send but that bore our address. */
export const BACKSCATTER: string = `FROM inbound i WHERE ${ofType('icmp_time_exceeded_flood', 'i.')} AND (i.dst_hi, i.dst_lo, i.minute) IN (${unexplained('icmp_time_exceeded_flood')})
  AND (i.src_hi, i.src_lo, i.dst_hi, i.dst_lo) IN (${EXPIRED_ELSEWHERE})`;

export const icmpErrors: Detector = {
  id: 'icmp_errors',
  title: 'Floods of ICMP redirects and time-exceeded messages',
  async detect(context) {
    const findings: Finding[] = [];
    for (const { vector, what } of KINDS) findings.push(...(await floods(context, vector, what)));
    return findings;
  },
};

async function floods(context: DetectorContext, vector: ErrorVector, what: string): Promise<Finding[]> {
  const least = context.thresholds['ip_flood.packets_per_minute'];
  const leastPeak = context.thresholds['flood.peak_per_second'];
  const [present] = await context.query<{ n: bigint }>(
    `SELECT coalesce(sum(packets), 0)::BIGINT AS n FROM inbound WHERE ${ofType(vector, '')}`,
  );
  if (Number(present.n) < least) return [];
  const answers =
    vector === 'icmp_redirect_flood'
      ? ''
      : `AND (i.src_hi, i.src_lo, i.dst_hi, i.dst_lo) NOT IN (${EXPIRED_ELSEWHERE})`;
  return findFloodsAndCarpets(context, {
    vector,
    classes: [CLASS.icmp, CLASS.icmpv6],
    from: `FROM inbound i WHERE ${ofType(vector, 'i.')} AND (i.dst_hi, i.dst_lo, i.minute) IN (${unexplained(vector)}) ${answers}`,
    seconds: ofType(vector, ''),
    byPort: false,
    leastPerMinute: least,
    leastPeak,
    // A capture of one direction does not show what we sent: only forged senders, of whom each is met a few times, are no answers then.
    oneWaySources: 50,
    oneWayPerSource: 20,
    leastShare: 0,
    service: () => '',
    criteria: ({ perMinute, peak }) => [
      reaches(
        `${what} per minute`,
        perMinute,
        least,
        'packets/min',
        `${what} in the busiest minute, more than the address had sent packets that cause them`,
      ),
      reaches('busiest second', peak, leastPeak, 'packets/s', `${what} to the address in the busiest second`),
    ],
    reason: (target, { packets, sources }) =>
      `${grouped(packets)} ${what} reached ${target} from ${sourceAddresses(sources)}, more than it had sent packets that could have caused them.`,
  });
}
