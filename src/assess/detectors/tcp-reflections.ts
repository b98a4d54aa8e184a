// Reflection over TCP seen in captures: SYN-ACKs and resets that answer segments we never sent.

import { grouped } from '../../model/numbers.ts';
import { CLASS } from '../../model/traffic.ts';
import { findFloodsAndCarpets } from '../carpets.ts';
import { type Detector, type DetectorContext, type Finding, reaches, type Vector } from '../finding.ts';

export const tcpReflections: Detector = {
  id: 'tcp_reflections',
  title: 'SYN-ACK and RST reflection',
  async detect(context) {
    const unasked =
      'LEFT JOIN (SELECT src_hi, src_lo, dst_hi, dst_lo, syns, packets FROM answered WHERE transport = 6) a USING (src_hi, src_lo, dst_hi, dst_lo)';
    // Resets of those whose address was forged in a SYN flood answer our own SYN-ACKs: they are evidence of it, not another attack.
    const asking = `SELECT src_hi, src_lo, dst_hi, dst_lo FROM inbound WHERE class IN (${CLASS.syn}, ${CLASS.synData}) OR handshakes > 0`;
    const resets = `FROM inbound i ${unasked} ANTI JOIN (${asking}) p USING (src_hi, src_lo, dst_hi, dst_lo) WHERE i.class = ${CLASS.rst} AND coalesce(a.packets, 0) = 0`;
    // Hosts that answer forged segments sit everywhere and show many TTLs; forged resets come from few emitters and show few.
    const [{ ttls, sources }] = await context.query<{ ttls: bigint; sources: bigint }>(
      `SELECT count(DISTINCT i.ttl_min)::BIGINT AS ttls, count(DISTINCT (i.src_hi, i.src_lo))::BIGINT AS sources ${resets}`,
    );
    const resetVector = ttls <= 4n && sources >= 200n ? 'rst_flood' : 'rst_reflection';
    return [
      ...(await floods(
        context,
        'syn_ack_reflection',
        CLASS.synAck,
        `FROM inbound i ${unasked} WHERE i.class = ${CLASS.synAck} AND coalesce(a.syns, 0) = 0`,
        'SYN-ACKs',
      )),
      ...(await floods(context, resetVector, CLASS.rst, resets, 'resets')),
    ];
  },
};

function floods(
  context: DetectorContext,
  vector: Vector,
  kind: number,
  from: string,
  what: string,
): Promise<Finding[]> {
  const least = context.thresholds['reflection.packets_per_minute'];
  const leastPeak = context.thresholds['reflection.peak_per_second'];
  return findFloodsAndCarpets(context, {
    vector,
    classes: [kind],
    from,
    seconds: 'true',
    byPort: false,
    leastPerMinute: least,
    leastPeak,
    oneWaySources: 20,
    leastShare: 0,
    service: () => '',
    criteria: ({ perMinute, peak }) => [
      reaches(
        `unasked-for ${what} per minute`,
        perMinute,
        least,
        'packets/min',
        `${what} in the busiest minute from addresses we had sent no SYN`,
      ),
      reaches('busiest second', peak, leastPeak, 'packets/s', `${what} to the address in the busiest second`),
    ],
    reason: (target, { packets, sources }) =>
      `${grouped(packets)} ${what} reached ${target} from ${grouped(sources)} addresses to which it had sent no SYN: ${vector === 'rst_flood' ? 'their few TTL values show few emitters, the addresses are forged' : 'answers to segments that carried our address as their forged sender'}.`,
  });
}
