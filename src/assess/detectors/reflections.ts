// Reflection over UDP seen in captures: answers of a service, by payload and source port, that nobody here asked for. US-CERT TA14-017A.

import { grouped } from '../../model/numbers.ts';
import { SIGNATURES } from '../../model/signatures.ts';
import { CLASS } from '../../model/traffic.ts';
import { VECTOR_LABELS, type Vector } from '../../model/vectors.ts';
import { findFloodsAndCarpets } from '../carpets.ts';
import { type Detector, type DetectorContext, type Finding, reaches } from '../finding.ts';
import { unanswered } from '../packet-flood.ts';

/** Signature numbers of answers by vector. */
const ANSWERS: ReadonlyMap<Vector, number[]> = answersByVector();

function answersByVector(): Map<Vector, number[]> {
  const map = new Map<Vector, number[]>();
  for (const [number, signature] of SIGNATURES.entries()) {
    const vector = `${signature.id}_amplification` as Vector;
    if (signature.direction !== 'response' || !(vector in VECTOR_LABELS)) continue;
    map.set(vector, [...(map.get(vector) ?? []), number]);
  }
  return map;
}

/**
 * Services of which one host asks many as a matter of course: resolvers, managers of devices, peers and players, VPN hubs. Without the questions in the capture
 * their answers are told as reflected only when they are faster than anyone asks, packets a second, or larger than those to look-ups, bytes on the wire.
 */
const ASKED_OF_MANY: ReadonlySet<string> = new Set(
  ['dns', 'snmp', 'coap', 'ike', 'openvpn', 'steam', 'quake', 'bacnet', 'ipmi', 'bittorrent', 'kad'].map(
    (stem) => `${stem}_amplification`,
  ),
);
const ASKED_PEAK = 5_000;
const SHORTEST_SEC = 0.25;
const LARGE_DNS_ANSWER = 512;

/** SQL condition on `signature` (with the row's alias) for answers of any reflected service. */
export function isReflectedAnswer(column: string): string {
  return `${column} IN (${[...ANSWERS.values()].flat().join(', ')})`;
}

export const reflections: Detector = {
  id: 'reflections',
  title: 'Reflection over UDP services',
  async detect(context) {
    const least = context.thresholds['reflection.packets_per_minute'];
    const present = await context.query<{ signature: number; n: bigint }>(
      `SELECT signature, sum(packets)::BIGINT AS n FROM inbound WHERE class = ${CLASS.udp} AND signature > 0 GROUP BY signature`,
    );
    const findings: Finding[] = [];
    for (const [vector, numbers] of ANSWERS) {
      const packets = present
        .filter((row) => numbers.includes(row.signature))
        .reduce((sum, row) => sum + Number(row.n), 0);
      if (packets >= least) findings.push(...(await reflectionsOf(context, vector, numbers, least)));
    }
    return findings;
  },
};

function reflectionsOf(
  context: DetectorContext,
  vector: Vector,
  numbers: readonly number[],
  least: number,
): Promise<Finding[]> {
  const signature = `IN (${numbers.join(', ')})`;
  const { title } = VECTOR_LABELS[vector];
  const factor = SIGNATURES[numbers[0]].factor;
  return findFloodsAndCarpets(context, {
    vector,
    classes: [CLASS.udp],
    from: unanswered(context, [CLASS.udp], `i.signature ${signature}`),
    seconds: `signature ${signature}`,
    byPort: false,
    leastPerMinute: least,
    leastPeak: context.thresholds['reflection.peak_per_second'],
    oneWaySources: 20,
    // A capture shorter than a second, or one that begins within one, holds no whole second.
    accepts: ({ peak, packets, bytes, durationSec }) =>
      !context.oneWay ||
      !ASKED_OF_MANY.has(vector) ||
      Math.max(peak, packets / Math.max(durationSec, SHORTEST_SEC)) >= ASKED_PEAK ||
      (vector === 'dns_amplification' && bytes >= LARGE_DNS_ANSWER * packets),
    leastShare: 0,
    service: () => '',
    criteria: ({ perMinute, peak }) => [
      reaches(
        'unasked-for answers per minute',
        perMinute,
        least,
        'packets/min',
        `answers shaped as ${SIGNATURES[numbers[0]].title} in the busiest minute${context.oneWay ? '' : ', to an address that had not asked'}`,
      ),
      reaches(
        'busiest second',
        peak,
        context.thresholds['reflection.peak_per_second'],
        'packets/s',
        'such answers in the busiest second',
      ),
    ],
    reason: (target, { packets, sources }) =>
      `${grouped(packets)} answers (${title}) reached ${target} from ${grouped(sources)} services${context.oneWay ? '. A capture of one direction does not show whether it had asked; ordinary use asks fewer or gets smaller answers.' : ' that it had not asked.'}${factor === '' ? '' : ` Published amplification factor: ${factor}; a victim's capture cannot measure it.`}`,
  });
}
