// UDP flood seen in captures: datagrams to one address from sources it does not talk to.

import { grouped, sourceAddresses } from '../../model/numbers.ts';
import { SIGNATURE, SIGNATURES } from '../../model/signatures.ts';
import { CLASS, NEW_DNS_NAME } from '../../model/traffic.ts';
import { findFloodsAndCarpets } from '../carpets.ts';
import { type Detector, reaches } from '../finding.ts';
import { goesOneWay } from '../one-way-datagrams.ts';
import { type PacketFlood, unanswered } from '../packet-flood.ts';
import { BROWSER_INITIAL, unusedAnswers } from '../unused-answers.ts';
import { isRandomNameQuery } from './dns-flood.ts';
import { isReflectedAnswer } from './reflections.ts';

// Requests to a service that is busy look like those of forged sources when its answers are not in the capture.
function isRequest(column: string): string {
  const numbers = SIGNATURES.flatMap(({ direction }, number) =>
    direction === 'request' && number !== SIGNATURE.none ? [number] : [],
  );
  return `${column} IN (${[...numbers, NEW_DNS_NAME].join(', ')})`;
}

export const udpFlood: Detector = {
  id: 'udp_flood',
  title: 'UDP flood',
  async detect(context) {
    const { thresholds } = context;
    const randomNames = await isRandomNameQuery(context);
    const oneWay = await goesOneWay(context);
    const unused = await unusedAnswers(context);
    const flood: PacketFlood = {
      vector: 'udp_flood',
      classes: [CLASS.udp],
      // Downloads and calls over UDP are answered all the time; a flood is not. Reflected answers and random names are vectors of their own.
      from: unanswered(
        context,
        [CLASS.udp],
        `NOT ${isReflectedAnswer('i.signature')} AND NOT ${randomNames} AND NOT ${BROWSER_INITIAL} AND NOT ${oneWay} ${context.oneWay ? `AND NOT ${isRequest('i.signature')}` : ''}`,
        unused,
      ),
      seconds: `NOT ${isReflectedAnswer('signature')}`,
      byPort: false,
      leastPerMinute: thresholds['udp_flood.unsolicited_per_minute'],
      leastPeak: thresholds['flood.peak_per_second'],
      oneWaySources: 50,
      // Whoever talks to a service sends more; a forged source is hardly drawn twice.
      oneWayPerSource: 3,
      leastShare: 0,
      service: () => '',
      criteria: ({ perMinute, peak }) => [
        reaches(
          'unsolicited datagrams per minute',
          perMinute,
          thresholds['udp_flood.unsolicited_per_minute'],
          'packets/min',
          `UDP packets in the busiest minute from sources that were hardly answered${unused === '' ? '' : ', or made no use of the answers'}`,
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
        context.oneWay
          ? `${grouped(packets)} UDP packets to ${target} from ${sourceAddresses(sources)} that came a few times each, with payloads of no known kind of request; whether it answered, a capture of one direction does not show.`
          : `${grouped(packets)} UDP packets to ${target} from ${sourceAddresses(sources)} to which it sent hardly anything${unused === '' ? '' : ', or nothing that they made use of (refusals of SIP requests, first packets of QUIC)'}.`,
    };
    return findFloodsAndCarpets(context, flood);
  },
};
