// An entry cut into parts at local midnights and wherever the factor (after hours, weekend, holiday) changes, by the contract's clock.

import type { BillingLine, TimeEntry } from '../model/billing.ts';
import type { WorkLog } from '../model/incident.ts';
import { localTimeText, type ZoneClock } from '../model/stated-time.ts';

const DAY_SEC = 86400;

/** A part of an entry within one local day and one factor. */
export type EntryPart = Pick<
  BillingLine,
  'startSec' | 'endSec' | 'date' | 'offsetMin' | 'endOffsetMin' | 'factorMilli' | 'factorReason'
>;

/** The rules that set factors. */
export type FactorRules = Pick<WorkLog, 'afterHours' | 'holidays'>;

/** Parts of an entry. Of one without start and end only the day is known: one part, by the factor of the day. */
export function entryParts(entry: TimeEntry, rules: FactorRules, zone: ZoneClock): EntryPart[] {
  if (entry.dayOnlySeconds === undefined) return splitEntry(entry.startSec, entry.endSec, rules, zone);
  const afterHours = { ...rules.afterHours, window: undefined };
  // A day without a window has one factor; the part is taken at noon, well inside the contract's day.
  const noon = entry.startSec + DAY_SEC / 2;
  return [
    { ...partAt(noon, noon, { ...rules, afterHours }, zone), startSec: entry.startSec, endSec: entry.endSec },
  ];
}

/** Parts of [startSec, endSec), in order, without gaps or overlaps. */
export function splitEntry(
  startSec: number,
  endSec: number,
  rules: FactorRules,
  zone: ZoneClock,
): EntryPart[] {
  const parts: EntryPart[] = [];
  for (let at = startSec; at < endSec; ) {
    const end = Math.min(endSec, nextChange(at, rules.afterHours, zone));
    const part = partAt(at, end, rules, zone);
    const last = parts.at(-1);
    // A clock change cuts too, but nobody wants to read about it when day and factor stay the same.
    if (
      last?.date === part.date &&
      last.factorMilli === part.factorMilli &&
      last.factorReason === part.factorReason
    ) {
      last.endSec = end;
      last.endOffsetMin = part.endOffsetMin;
    } else parts.push(part);
    at = end;
  }
  return parts;
}

function partAt(startSec: number, endSec: number, rules: FactorRules, zone: ZoneClock): EntryPart {
  const { afterHours, holidays } = rules;
  const offsetSec = zone.offsetSecAt(startSec);
  const localSec = startSec + offsetSec;
  // 1970-01-01 was a Thursday: day 2 of the count is the first Saturday.
  const weekday = Math.floor(localSec / DAY_SEC) % 7;
  const weekend = weekday === 2 || weekday === 3;
  const secondOfDay = localSec - Math.floor(localSec / DAY_SEC) * DAY_SEC;
  const date = localTimeText(startSec, offsetSec).slice(0, 10);
  const nightMilli = inWindow(secondOfDay, afterHours.window) ? afterHours.factorMilli : 1000;
  const weekendMilli = weekend ? afterHours.weekendFactorMilli : 1000;
  const holidayMilli = holidays.dates.includes(date) ? holidays.factorMilli : 1000;
  // Factors do not stack: the highest wins.
  const factorMilli = Math.max(1000, nightMilli, weekendMilli, holidayMilli);
  return {
    startSec,
    endSec,
    date,
    offsetMin: offsetSec / 60,
    endOffsetMin: offsetSec / 60,
    factorMilli,
    factorReason: reasonOf(factorMilli, holidayMilli, weekendMilli),
  };
}

function reasonOf(factor: number, holiday: number, weekend: number): EntryPart['factorReason'] {
  if (factor === 1000) return '';
  if (factor === holiday) return 'holiday';
  return factor === weekend ? 'weekend' : 'after hours';
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
