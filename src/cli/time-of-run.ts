// The time of a run, the one thing that two runs over the same evidence may differ in.

import { InputError } from '../model/diagnostic.ts';
import { parseTime } from '../model/time.ts';

/** Seconds since 1970 UTC: what was given, else SOURCE_DATE_EPOCH, else the clock. */
export function timeOfRun(now: string | undefined): number {
  if (now !== undefined) {
    const sec = parseTime(now);
    if (sec === undefined)
      throw new InputError(
        'input/now',
        `--now ${now}: expected RFC 3339 with an offset, such as 2026-06-20T12:00:00Z; correct it`,
      );
    return Math.floor(sec);
  }
  const epoch = process.env.SOURCE_DATE_EPOCH;
  if (epoch === undefined) return Math.floor(Date.now() / 1000);
  if (!/^\d{1,11}$/.test(epoch))
    throw new InputError(
      'input/source-date-epoch',
      `SOURCE_DATE_EPOCH=${epoch}: expected whole seconds since 1970; correct or unset it`,
    );
  return Number(epoch);
}
