// What files recorded the same traffic, in words.

import type { RecordedTwice } from '../assess/recorded-twice.ts';
import { count } from '../report/units.ts';

/** Pairs that a sentence names; the others are counted. */
const MOST_NAMED = 8;

/** For the method: what was counted once. */
export function countedOnce(twice: readonly RecordedTwice[]): string[] {
  return sentences(
    twice.filter(({ same }) => same),
    (lane, pairs) =>
      lane === 'packets'
        ? `Captures that recorded the same packets: ${pairs}. Addresses, counts and times of their rows agree; each row counts once, as in the file that holds most of it.`
        : `Logs that hold the same requests: ${pairs}. Clients, paths, counts and seconds of their rows agree; each row counts once, as in the file that holds most of it.`,
  );
}

/** For the limits: what may have been counted twice. */
export function maybeTwice(twice: readonly RecordedTwice[]): string[] {
  return sentences(
    twice.filter(({ same }) => !same),
    (lane, pairs) =>
      lane === 'packets'
        ? `Captures that cover the same time and hold packets between the same addresses: ${pairs}. It cannot be told whether they recorded the same packets; packets are added up. If they did, give one of the two and run again: rates and volumes are too high.`
        : `Logs that cover the same time and hold like requests of the same clients: ${pairs}. It cannot be told whether one server passed its requests on to the other; requests are added up. If it did, give one of the two and run again: the number of requests is too high.`,
  );
}

function sentences(
  twice: readonly RecordedTwice[],
  sentence: (lane: RecordedTwice['lane'], pairs: string) => string,
): string[] {
  return (['packets', 'requests'] as const).flatMap((lane) => {
    const pairs = twice.filter((pair) => pair.lane === lane);
    if (pairs.length === 0) return [];
    const named = pairs.slice(0, MOST_NAMED).map(({ a, b }) => `E${a} and E${b}`);
    const more = pairs.length > named.length ? ` and ${count(pairs.length - named.length)} more pairs` : '';
    return [sentence(lane, `${named.join(', ')}${more}`)];
  });
}
