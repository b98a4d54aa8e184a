// An entry cut into parts at local midnights and wherever the after-hours factor changes, by the contract's clock.

import type { BillingLine } from '../model/billing.ts';
import type { WorkLog } from '../model/incident.ts';
import { localTimeText, type ZoneClock } from '../model/stated-time.ts';

const DAY_SEC = 86400;

/** A part of an entry within one local day and one factor. */
export type EntryPart = Pick<
  BillingLine,
  'startSec' | 'endSec' | 'date' | 'offsetMin' | 'factorMilli' | 'factorReason'
>;

/** Parts of [startSec, endSec), in order, without gaps or overlaps. */
export function splitEntry(
  startSec: number,
  endSec: number,
  rules: WorkLog['afterHours'],
  zone: ZoneClock,
): EntryPart[] {
  const parts: EntryPart[] = [];
  for (let at = startSec; at < endSec; ) {
    const end = Math.min(endSec, nextChange(at, rules, zone));
    const part = partAt(at, end, rules, zone);
    const last = parts.at(-1);
    // A clock change cuts too, but nobody wants to read about it when day and factor stay the same.
    if (
      last?.date === part.date &&
      last.factorMilli === part.factorMilli &&
      last.factorReason === part.factorReason
    )
      last.endSec = end;
    else parts.push(part);
    at = end;
  }
  return parts;
}

function partAt(startSec: number, endSec: number, rules: WorkLog['afterHours'], zone: ZoneClock): EntryPart {
  const offsetSec = zone.offsetSecAt(startSec);
  const localSec = startSec + offsetSec;
  // 1970-01-01 was a Thursday: day 2 of the count is the first Saturday.
  const weekday = Math.floor(localSec / DAY_SEC) % 7;
  const weekend = weekday === 2 || weekday === 3;
  const secondOfDay = localSec - Math.floor(localSec / DAY_SEC) * DAY_SEC;
  const nightMilli = inWindow(secondOfDay, rules.window) ? rules.factorMilli : 1000;
  const weekendMilli = weekend ? rules.weekendFactorMilli : 1000;
  // Factors do not stack: the highest wins.
  const factorMilli = Math.max(1000, nightMilli, weekendMilli);
  return {
    startSec,
    endSec,
    date: localTimeText(startSec, offsetSec).slice(0, 10),
    offsetMin: offsetSec / 60,
    factorMilli,
    factorReason: factorMilli === 1000 ? '' : factorMilli === weekendMilli ? 'weekend' : 'after hours',
  };
}

function inWindow(secondOfDay: number, window: WorkLog['afterHours']['window']): boolean {
  if (window === undefined) return false;
  const { fromSec, toSec } = window;
  if (fromSec <= toSec) return secondOfDay >= fromSec && secondOfDay < toSec;
  return secondOfDay >= fromSec || secondOfDay < toSec;
}

/** The first instant after `at` at which the local day, the window or the offset from UTC can change. */
function nextChange(at: number, rules: WorkLog['afterHours'], zone: ZoneClock): number {
  const offsetSec = zone.offsetSecAt(at);
  const localSec = at + offsetSec;
  const midnight = Math.floor(localSec / DAY_SEC) * DAY_SEC;
  const edges = [DAY_SEC, rules.window?.fromSec ?? DAY_SEC, rules.window?.toSec ?? DAY_SEC]
    .map((edge) => midnight + edge)
    .filter((edge) => edge > localSec);
  const next = Math.min(...edges) - offsetSec;
  if (zone.offsetSecAt(next) === offsetSec) return next;
  let before = at;
  let after = next;
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (zone.offsetSecAt(middle) === offsetSec) before = middle;
    else after = middle;
  }
  return after;
}
