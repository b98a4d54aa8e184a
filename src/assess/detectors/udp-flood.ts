// UDP flood seen in captures: datagrams to one address from sources it does not talk to.

import { grouped, sourceAddresses } from '../../model/numbers.ts';
import { CLASS } from '../../model/traffic.ts';
import { findFloodsAndCarpets } from '../carpets.ts';
import { type Detector, type DetectorContext, reaches } from '../finding.ts';
import { forgedRequests, isRequest } from '../forged-requests.ts';
import { goesOneWay } from '../one-way-datagrams.ts';
import { type PacketFlood, unanswered } from '../packet-flood.ts';
import { BROWSER_INITIAL, unusedAnswers } from '../unused-answers.ts';
import { isRandomNameQuery } from './dns-flood.ts';
import { isReflectedAnswer } from './reflections.ts';

const DRAWN =
  ' Requests to a known service are counted among them, answered or not, from addresses that came a few times in one minute only, many of which no host can have (0.0.0.0/8, 127.0.0.0/8, 224.0.0.0/3): such addresses are drawn at random.';

/** Clients of a service that was stopped ask on; its host refuses half of what each sends, which is not much (ICMP port unreachable, RFC 792 and 4443). */
const REFUSED_SHARE = 0.5;
const REFUSED_PEAK = 20;
const REFUSED_REQUEST = (() => {
  const pair = 'src_hi, src_lo, dst_hi, dst_lo';
  return `(${isRequest('i.signature')} AND (i.src_hi, i.src_lo, i.dst_hi, i.dst_lo) IN (
    WITH r AS MATERIALIZED (SELECT dst_hi AS src_hi, dst_lo AS src_lo, src_hi AS dst_hi, src_lo AS dst_lo, sum(packets) AS refused FROM outbound
      WHERE (class = ${CLASS.icmp} AND port = ${3 * 256 + 3}) OR (class = ${CLASS.icmpv6} AND port = ${1 * 256 + 4}) GROUP BY ALL)
    SELECT (${pair}) FROM inbound JOIN r USING (${pair}) WHERE class = ${CLASS.udp} GROUP BY ${pair}, refused
    HAVING max(peak_packets) <= ${REFUSED_PEAK} AND refused >= ${REFUSED_SHARE} * sum(packets)))`;
})();

/** Measurements of throughput at one time; iperf3 and the like agree on them over a TCP connection to a port of users, which lasts as long as they do. */
const MOST_MEASUREMENTS = 4;
const LEAST_USER_PORT = 1024;

async function mayBeMeasurement(
  { query }: DetectorContext,
  { sources, from }: { sources: number; from: string },
): Promise<string> {
  if (sources > MOST_MEASUREMENTS) return '';
  const pair = 'src_hi, src_lo, dst_hi, dst_lo';
  const [{ agreed }] = await query<{ agreed: boolean }>(`
    WITH sent AS (SELECT ${pair}, min(first_us) AS from_us, max(last_us) AS to_us ${from} GROUP BY ALL),
    talks AS (SELECT ${pair}, min(first_us) AS began, max(last_us) AS ended FROM inbound SEMI JOIN sent USING (${pair})
      WHERE class IN (${CLASS.syn}, ${CLASS.ack}, ${CLASS.data}, ${CLASS.fin}) AND port >= ${LEAST_USER_PORT} GROUP BY ${pair}, port HAVING sum(handshakes) > 0)
    SELECT bool_and((${pair}) IN (SELECT (${pair}) FROM talks JOIN sent USING (${pair}) WHERE began <= from_us AND ended >= to_us)) AS agreed FROM sent`);
  return agreed
    ? `It came from ${sources} ${sources === 1 ? 'source' : 'sources'} with TCP connections that lasted from before it until after it, over which measurements of throughput are agreed upon: such a one looks the same.`
    : '';
}

export const udpFlood: Detector = {
  id: 'udp_flood',
  title: 'UDP flood',
  async detect(context) {
    const { thresholds } = context;
    const randomNames = await isRandomNameQuery(context);
    const oneWay = await goesOneWay(context);
    const unused = await unusedAnswers(context);
    const forged = await forgedRequests(context);
    // Requests to a service that is busy look like those of forged sources when its answers are not in the capture.
    const isRefused = forged === '' && !context.oneWay ? REFUSED_REQUEST : 'false';
    const isDrawn = forged === '' ? 'false' : `(i.src_hi, i.src_lo, i.dst_hi, i.dst_lo) IN (${forged})`;
    const flood: PacketFlood = {
      vector: 'udp_flood',
      classes: [CLASS.udp],
      // Downloads and calls over UDP are answered all the time; a flood is not. Reflected answers and random names are vectors of their own.
      from: unanswered(
        context,
        [CLASS.udp],
        `NOT ${isReflectedAnswer('i.signature')} AND NOT ${randomNames} AND NOT ${BROWSER_INITIAL} AND NOT ${oneWay} AND NOT ${isRefused} ${context.oneWay ? `AND (NOT ${isRequest('i.signature')} OR ${isDrawn})` : ''}`,
        [unused, forged].filter(Boolean).join(' UNION ALL '),
      ),
      seconds: `NOT ${isReflectedAnswer('signature')}`,
      byPort: false,
      leastPerMinute: thresholds['udp_flood.unsolicited_per_minute'],
      leastPeak: thresholds['flood.peak_per_second'],
      oneWaySources: 50,
      // Whoever talks to a service sends more; a forged source is hardly drawn twice.
      oneWayPerSource: 3,
      leastShare: 0,
      doubt: (measured) => mayBeMeasurement(context, measured),
      service: () => '',
      criteria: ({ perMinute, peak }) => [
        reaches(
          'unsolicited datagrams per minute',
          perMinute,
          thresholds['udp_flood.unsolicited_per_minute'],
          'packets/min',
          `UDP packets in the busiest minute from sources that were hardly answered${unused === '' ? '' : ', or made no use of the answers'}${forged === '' ? '' : ', or are drawn at random'}`,
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
        (context.oneWay
          ? `${grouped(packets)} UDP packets to ${target} from ${sourceAddresses(sources)} that came a few times each, with payloads of no known kind of request${forged === '' ? '' : ', or from addresses drawn at random'}; whether it answered, a capture of one direction does not show.`
          : `${grouped(packets)} UDP packets to ${target} from ${sourceAddresses(sources)} to which it sent hardly anything${unused === '' ? '' : ', or nothing that they made use of (refusals of SIP requests, first packets of QUIC)'}.`) +
        (forged === '' ? '' : DRAWN),
    };
    return findFloodsAndCarpets(context, flood);
  },
};
