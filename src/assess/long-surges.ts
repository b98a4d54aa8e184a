// Surges that go on for most of a log and so are their own median: they may be how the site works by day.

import { grouped } from '../model/numbers.ts';
import type { Surge } from './surges.ts';

export const TIMES_MEDIAN = 'times the median minute';
/** Minutes outside a surge that goes on for most of a log which suffice to look at it: nobody is named for it. */
export const LONG_BASELINE_MIN: number = 120;

/** The surge as it is told: `quiet` are the requests of a quiet minute. Nobody is named. */
export function longSurge(surge: Surge, quiet: number): Surge {
  const { criteria, perMinute, participantMinute } = surge;
  return {
    ...surge,
    conclusion: 'undecided',
    participants: '',
    criteria: criteria.map((each) =>
      each.name === TIMES_MEDIAN
        ? {
            ...each,
            name: 'times a quiet minute',
            measured: perMinute / Math.max(1, quiet),
            text: `requests in a quiet minute of the log, the lower quartile: ${grouped(quiet)}`,
          }
        : each,
    ),
    // Where nobody is a participant, its own doubts say why.
    text: surge.participants === '' ? surge.text : said(perMinute, quiet, participantMinute),
  };
}

function said(perMinute: number, quiet: number, participantMinute: number): string {
  return `Up to ${grouped(perMinute)} requests in one minute against ${grouped(quiet)} in a quiet one, for most of the log. Up to ${grouped(participantMinute)} of them came from sources that asked for the same few paths and fetched none of the page assets that browsers fetch: a flood that goes on so long does so, and so do machines that work by day. It is called neither an attack nor a crowd, and nobody is named. A log of a time before it would tell.`;
}
