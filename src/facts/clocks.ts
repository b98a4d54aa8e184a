// Clock differences between evidence sources, in words. Shown always, applied never.

import type { ClockPair } from '../assess/clocks.ts';
import type { ClockFacts, EvidenceFacts } from '../model/facts.ts';
import { clockOffset, count, counted, duration } from '../report/units.ts';

const QUARTER_SEC = 900;
/** How near to whole quarter hours a difference must be to be told as a zone mistake, seconds. */
const ZONE_TOLERANCE_SEC = 5;

/** All pairs that were compared, in order of evidence. */
export function clockFacts(
  pairs: readonly ClockPair[],
  evidence: readonly Pick<EvidenceFacts, 'id' | 'clockOffsetMs'>[],
): ClockFacts[] {
  const stated = new Map(evidence.map((each) => [each.id, each.clockOffsetMs]));
  return pairs.map((pair) => {
    const evidenceA = `E${pair.a}`;
    const evidenceB = `E${pair.b}`;
    const offsetSec = pair.offsetSec === undefined ? undefined : toHundredth(pair.offsetSec);
    const zone = offsetSec === undefined ? undefined : zoneMistake(offsetSec);
    const statedMsA = stated.get(evidenceA);
    const statedMsB = stated.get(evidenceB);
    return {
      evidenceA,
      evidenceB,
      kinds: pair.kinds,
      method: pair.method,
      offsetSec,
      spreadSec: pair.spreadSec === undefined ? undefined : toHundredth(pair.spreadSec),
      matches: pair.matches,
      ratio: Math.round(pair.ratio * 10) / 10,
      wholeHours: zone !== undefined,
      statedMsA,
      statedMsB,
      text: [
        sentence(pair, offsetSec, zone, evidenceA, evidenceB),
        statedSentence(evidenceA, statedMsA),
        statedSentence(evidenceB, statedMsB),
      ]
        .filter(Boolean)
        .join(' '),
    };
  });
}

function toHundredth(seconds: number): number {
  // + 0 turns -0 into 0.
  return Math.round(seconds * 100) / 100 + 0;
}

// The whole quarter hours of a difference; undefined when it is none.
function zoneMistake(offsetSec: number): number | undefined {
  const whole = Math.round(offsetSec / QUARTER_SEC) * QUARTER_SEC;
  return whole !== 0 && Math.abs(offsetSec - whole) <= ZONE_TOLERANCE_SEC ? whole : undefined;
}

function sentence(
  pair: ClockPair,
  offsetSec: number | undefined,
  zone: number | undefined,
  a: string,
  b: string,
): string {
  if (offsetSec === undefined) return `${a} and ${b}: not enough in common to compare their clocks.`;
  const spread = duration(pair.spreadSec ?? 0);
  const times = pair.ratio < 10 ? pair.ratio.toFixed(1) : count(pair.ratio);
  const fit = `${times} times as many as at any other offset`;
  const how =
    pair.method === 'matched requests'
      ? `median over ${counted(pair.matches, 'request')} that both hold from the same client, the middle half within ${spread}; ${fit}`
      : pair.method === 'half-open sockets'
        ? `${counted(pair.matches, 'half-open socket')} of the dump whose SYN is in the capture, at most 63 s old as under Linux, which leaves ${spread} open; ${fit}`
        : `best fit of the counts per second over ${count(pair.matches)} seconds with records, half width ${spread}, ${times} times the next peak`;
  const size = Math.abs(offsetSec);
  // Within the spread nothing is shown but that they agree.
  const agree = size <= Math.max(1, (pair.spreadSec ?? 0) / 2);
  const said = agree
    ? `The clocks of ${a} and ${b} agree (difference ${clockOffset(offsetSec * 1000)})`
    : `The clock of ${b} is ${size < 60 ? `${size} s` : exact(size)} ${offsetSec > 0 ? 'ahead of' : 'behind'} that of ${a}`;
  return `${said}: ${how}.${zone === undefined ? '' : ` ${zoneSentence(offsetSec, zone)}`}${agree ? '' : ' Not applied: all times are as recorded.'}`;
}

function zoneSentence(offsetSec: number, zone: number): string {
  const rest = toHundredth(offsetSec - zone);
  const beside = Math.abs(rest) >= 1 ? `, with ${clockOffset(rest * 1000)} beside it` : '';
  return `Whole ${zone % 3600 === 0 ? 'hours' : 'quarter hours'} (${zone < 0 ? '-' : '+'}${exact(Math.abs(zone))}${beside}): this looks like a time-zone mistake, not a clock error.`;
}

// 2 h 3 s: to the second, since here the seconds matter.
function exact(seconds: number): string {
  const whole = Math.round(seconds);
  const parts: [number, string][] = [
    [Math.floor(whole / 3600), 'h'],
    [Math.floor(whole / 60) % 60, 'min'],
    [whole % 60, 's'],
  ];
  return parts
    .filter(([value]) => value > 0)
    .map(([value, unit]) => `${value} ${unit}`)
    .join(' ');
}

function statedSentence(id: string, stated: number | undefined): string {
  return stated === undefined ? '' : `Stated for ${id}: ${clockOffset(stated)} against UTC.`;
}
