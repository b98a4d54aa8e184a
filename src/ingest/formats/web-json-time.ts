// The time of a request as JSON logs write it: RFC 3339, that of Combined logs, or seconds or milliseconds since 1970.

import { scanMonth, utcSeconds } from '../fields.ts';

/** A wall-clock time, and minutes east of UTC where they are written. */
export interface JsonTime {
  localSec: number;
  nsec: number;
  offsetMin: number | undefined;
}

const RFC_3339 = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?(Z|[+-]\d\d:?\d\d)?$/;
const COMBINED = /^(\d\d)\/(\w{3})\/(\d{4}):(\d\d):(\d\d):(\d\d) ([+-]\d{4})$/;
const EPOCH = /^\d{9,13}(?:\.\d+)?$/;
/** More are milliseconds: the year 5138 in seconds. */
const MOST_SECONDS = 1e11;

/** Undefined when the value is no time. */
export function jsonTime(value: unknown): JsonTime | undefined {
  const text = String(value ?? '');
  if (EPOCH.test(text)) {
    const number = Number(text);
    const microseconds = Math.round(number * (number > MOST_SECONDS ? 1e3 : 1e6));
    return { localSec: Math.floor(microseconds / 1e6), nsec: (microseconds % 1e6) * 1000, offsetMin: 0 };
  }
  const iso = RFC_3339.exec(text);
  if (iso !== null) {
    const [, year, month, day, hour, minute, second, fraction = '', zone] = iso;
    return time([year, month, day, hour, minute, second].map(Number), fraction, zone);
  }
  const combined = COMBINED.exec(text);
  if (combined === null) return undefined;
  const [, day, name, year, hour, minute, second, zone] = combined;
  const month = scanMonth(Buffer.from(name, 'latin1'), 0);
  return time([year, month, day, hour, minute, second].map(Number), '', zone);
}

function time(
  [year, month, day, hour, minute, second]: number[],
  fraction: string,
  zone: string | undefined,
): JsonTime | undefined {
  const localSec = utcSeconds(year, month, day, hour, minute, second);
  if (localSec < 0) return undefined;
  return { localSec, nsec: Number(fraction.padEnd(9, '0')), offsetMin: offset(zone) };
}

function offset(zone: string | undefined): number | undefined {
  if (zone === undefined || zone === 'Z') return zone === undefined ? undefined : 0;
  const minutes = 60 * Number(zone.slice(1, 3)) + Number(zone.slice(-2));
  return zone.startsWith('-') ? -minutes : minutes;
}
