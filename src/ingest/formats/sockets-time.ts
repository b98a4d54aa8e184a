// When a socket dump was taken: date lines as `date` and scripts write them, and dates in file names. Not for inner loops.

import { utcSeconds } from '../fields.ts';

/** A point in time as found in text: seconds and nanoseconds as if UTC, and minutes east of UTC to take off when the text says them. */
export interface FoundTime {
  localSec: number;
  nsec: number;
  /** Undefined when the text names no zone, or one that is ambiguous (CST, IST, BST). */
  offsetMin: number | undefined;
  /** The offset is certain: numeric, UTC or epoch; not read from an abbreviation. */
  offsetStated: boolean;
}

// Abbreviations that `date` prints for one zone of the tz database only, in practice. Minutes east of UTC.
const ZONES: Readonly<Record<string, number>> = {
  WET: 0,
  WEST: 60,
  CET: 60,
  CEST: 120,
  EET: 120,
  EEST: 180,
  MSK: 180,
  SAST: 120,
  JST: 540,
  KST: 540,
  HKT: 480,
  AWST: 480,
  AEST: 600,
  AEDT: 660,
  NZST: 720,
  NZDT: 780,
  EST: -300,
  EDT: -240,
  CDT: -300,
  MDT: -360,
  PDT: -420,
  AKST: -540,
  AKDT: -480,
  HST: -600,
};

const CLOCK = String.raw`(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(?: ?([AaPp])\.?[Mm]\.?)?`;
const ZONE = String.raw`(?: ?(Z|[A-Z]{2,5}|[+-]\d{2}(?::?\d{2})?))?`;
// `### 2026-05-17 03:02:10`, `--- Sun May 17 ... ---`, `date: ...`, `[2026-05-17T03:02:10Z]`
const DECORATION = /^[\s#=\-*>[(]*(?:(?:date|time|timestamp|snapshot|at)\b[\s:=]*)?|[\s#=\-*<\])]*$/gi;
// Sun May 17 03:02:10 UTC 2026
const UNIX_DATE = new RegExp(
  String.raw`^(?:[A-Z][a-z]{2},? )?([A-Z][a-z]{2}) (\d{1,2}) ${CLOCK}${ZONE} (\d{4})$`,
);
const DAY_MONTH = String.raw`^(?:[A-Za-z]{1,10}[.,]* )?(\d{1,2})\.? ([A-Za-z]{2,10})[.,]*`;
// Sun 17 May 2026 03:02:10 AM UTC; Sun, 17 May 2026 03:02:10 +0000; dim. 17 mai 2026 03:02:10 UTC; dom 17 mag 2026, 03:02:10, UTC
const DAY_FIRST = new RegExp(String.raw`${DAY_MONTH} (\d{4}),? ${CLOCK},?${ZONE}$`);
// Sun 17 May 03:02:10 BST 2026; So 17. Mai 03:02:10 UTC 2026
const YEAR_LAST = new RegExp(String.raw`${DAY_MONTH} ${CLOCK}${ZONE} (\d{4})$`);
// 2026-05-17T03:02:10.5+02:00; 2026/05/17 03:02:10
const ISO = new RegExp(String.raw`^(\d{4})[-/](\d{2})[-/](\d{2})[T_ ]${CLOCK}${ZONE}$`);
// 20260517T030210Z
const COMPACT = /^(\d{4})(\d{2})(\d{2})[T_ -]?(\d{2})(\d{2})(\d{2})?(Z|[+-]\d{4})?$/;
// 1778986930, @1778986930.25
const EPOCH = /^@?(\d{10})(?:\.(\d{1,9}))?$/;

// Every 2.0s: ss -tan state syn-recv        web1: Sun May 17 03:02:10 2026
const WATCH = /^Every [\d.,]+s: .* (?=[A-Z][a-z]{2} [A-Z][a-z]{2} )/;
// A year and a clock as words of their own: no ports, no part of an IPv6 address.
const SOME_YEAR = /(?<![\w:.])20\d\d(?![\w:])/;
const SOME_CLOCK = /(?<![\w:.])\d{1,2}:\d{2}:\d{2}(?![\w:])/;

// How the months begin, January first, in what `date` and people write in English, German, French, Spanish, Italian, Portuguese and Dutch.
// Letters outside ASCII are left out, whatever their encoding: Mrz, fvr, aot, dc.
const MONTHS = [
  'jan|ene|gen',
  'feb|fev|fvr',
  'mar|mr|maa',
  'apr|abr|avr',
  'ma[yijg]|mei',
  'jun|juin|giu',
  'jul|juil|lug',
  'au|ag|aot',
  'sep|set',
  'o[ck]t|out|ott',
  'nov',
  'de[cz]|dic|dc',
].map((beginnings) => new RegExp(`^(?:${beginnings})`, 'i'));

/** The longest line that can be a date line, bytes; `watch` writes it across the terminal. */
export const MAX_DATE_LINE: number = 256;

/** The time a date line tells; undefined when the line is none. */
export function parseDateLine(line: string): FoundTime | undefined {
  const text = asciiWords(line).replace(WATCH, '').replace(DECORATION, '');
  let m = EPOCH.exec(text);
  if (m) return { localSec: Number(m[1]), nsec: nanoseconds(m[2]), offsetMin: 0, offsetStated: true };
  m = ISO.exec(text);
  if (m) return found(m[1], Number(m[2]), m[3], m.slice(4, 9), m[9]);
  m = UNIX_DATE.exec(text);
  if (m) return found(m[9], monthNumber(m[1]), m[2], m.slice(3, 8), m[8]);
  m = DAY_FIRST.exec(text);
  if (m) return found(m[3], monthNumber(m[2]), m[1], m.slice(4, 9), m[9]);
  m = YEAR_LAST.exec(text);
  if (m) return found(m[9], monthNumber(m[2]), m[1], m.slice(3, 8), m[8]);
  m = COMPACT.exec(text);
  if (m && text.length > 8) return found(m[1], Number(m[2]), m[3], [m[4], m[5], m[6]], m[7]);
  return undefined;
}

/** True for a line with a year and a clock: a date in some language, when `parseDateLine` cannot read it. */
export function looksLikeDate(line: string): boolean {
  const text = asciiWords(line);
  return SOME_YEAR.test(text) && SOME_CLOCK.test(text);
}

function asciiWords(line: string): string {
  return line.replace(/[^\x20-\x7e\s]/g, '').replace(/\s+/g, ' ');
}

// netstat-2026-05-17T03:02:10Z.txt, netstat_20260517_030210.log, ss-2026-05-17-0302.txt, 20260517T030210Z, netstat.1778986930
const NAME_TIME =
  /(?<!\d)(\d{4})-?(\d{2})-?(\d{2})[T_ .-]?(\d{2})[:h_.-]?(\d{2})(?:[:m_.-]?(\d{2}))?(Z|[+-]\d{2}:?\d{2})?(?!\d)/;
const NAME_EPOCH = /(?<!\d)(1\d{9})(?!\d)/;

/** The time a file name tells; undefined when it tells none. */
export function parseFileNameTime(name: string): FoundTime | undefined {
  const m = NAME_TIME.exec(name);
  const time = m ? found(m[1], Number(m[2]), m[3], [m[4], m[5], m[6]], m[7]) : undefined;
  if (time !== undefined) return time;
  const epoch = NAME_EPOCH.exec(name);
  return epoch ? { localSec: Number(epoch[1]), nsec: 0, offsetMin: 0, offsetStated: true } : undefined;
}

/** `clock` is hour, minute, and maybe second, fraction, A or P. */
function found(
  year: string,
  month: number,
  day: string,
  clock: (string | undefined)[],
  zone: string | undefined,
): FoundTime | undefined {
  const half = clock[4]?.toUpperCase();
  let hour = Number(clock[0]);
  if (half !== undefined) {
    if (hour < 1 || hour > 12) return undefined;
    hour = (hour % 12) + (half === 'P' ? 12 : 0);
  }
  const localSec = utcSeconds(
    Number(year),
    month,
    Number(day),
    hour,
    Number(clock[1]),
    Number(clock[2] ?? 0),
  );
  if (localSec < 0) return undefined;
  const nsec = nanoseconds(clock[3]);
  if (zone === undefined) return { localSec, nsec, offsetMin: undefined, offsetStated: false };
  if (zone === 'Z' || zone === 'UTC' || zone === 'GMT')
    return { localSec, nsec, offsetMin: 0, offsetStated: true };
  const numeric = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone);
  if (numeric === null) return { localSec, nsec, offsetMin: ZONES[zone], offsetStated: false };
  const minutes = 60 * Number(numeric[2]) + Number(numeric[3] ?? 0);
  return { localSec, nsec, offsetMin: numeric[1] === '-' ? -minutes : minutes, offsetStated: true };
}

function nanoseconds(fraction: string | undefined): number {
  return fraction === undefined ? 0 : Number(fraction.padEnd(9, '0'));
}

// 1 to 12; 0 when the name is none.
function monthNumber(name: string): number {
  return MONTHS.findIndex((beginning) => beginning.test(name)) + 1;
}
