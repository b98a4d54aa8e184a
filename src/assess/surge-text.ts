// What is said of a surge.

import type { AlternativeFacts } from '../model/facts.ts';
import { grouped } from '../model/numbers.ts';
import { formatMicroseconds, formatSecond } from '../model/time.ts';
import { BUCKET_SEC } from '../model/traffic.ts';
import { type Doubts, doubtsText } from './surge-doubts.ts';
import type { Surge } from './surges.ts';

/** The sentences; `browserShare` is the share of clients that behave like browsers, `referrer` the host most named, '' for none. */
export function surgeText(
  conclusion: Surge['conclusion'],
  isScan: boolean,
  perMinute: number,
  middle: number,
  browserShare: number,
  participants: number,
  referrer: string,
  doubts: Doubts,
): string {
  const size = `Up to ${grouped(perMinute)} requests in one minute against a median of ${grouped(middle)}.`;
  const sources = `${grouped(participants)} source${participants === 1 ? '' : 's'}`;
  const percent = `${Math.round(browserShare * 100)} %`;
  if (isScan)
    return `${size} ${sources} made requests that nearly all failed: this looks like a vulnerability scan, not like a flood.`;
  if (conclusion === 'attack')
    return `${size} ${sources} asked for the same few paths and fetched none of the page assets that browsers fetch; ${percent} of all clients behaved like browsers. This looks like an attack, not like popularity.`;
  if (conclusion === 'mixed')
    return `${size} ${sources} behaved like flood participants while many other clients behaved like browsers: attack traffic and a crowd at the same time.`;
  if (conclusion === 'flash crowd')
    return `${size} ${percent} of the clients fetched pages with their assets as browsers do${referrer === '' ? '' : `; the most frequent referrer was ${referrer}`}. This looks like popularity, not like an attack.`;
  if (conclusion === 'undecided') return `${size} ${doubtsText(doubts)}`;
  if (conclusion === 'not enough baseline')
    return `${size} The log holds too little ordinary traffic outside the surge to tell popularity from attack.`;
  return `${size} Neither the marks of a crowd nor those of a flood are strong enough; it is not called an attack.`;
}

/** The surge as an explanation that was considered. */
export function alternative(surge: Surge, siteName: string): AlternativeFacts {
  const site = surge.site === '' ? siteName : surge.site;
  return {
    title: `Was the surge of requests on ${site} popularity or attack?`,
    startUtc: formatSecond(surge.run.first * BUCKET_SEC),
    endUtc: formatMicroseconds((surge.run.last + 1) * BUCKET_SEC * 1e6),
    conclusion: surge.conclusion,
    text: surge.text,
    criteria: surge.criteria,
  };
}
