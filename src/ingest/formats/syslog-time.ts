// The time in front of a system log line, in all common forms: RFC 3164, RFC 5424, ISO 8601, dmesg with and without -T, journalctl.

import { TIME_BASIS } from '../../model/batch.ts';
import { civilDate } from '../../model/time.ts';
import { scanMonth, scanTwoDigits, scanUint, utcSeconds } from '../fields.ts';
import type { DecoderContext } from '../format.ts';
import { digitsEnd, skipBlanks } from './log-text.ts';

const EXACT = TIME_BASIS.indexOf('exact');
const OFFSET_ASSUMED = TIME_BASIS.indexOf('offset assumed');
const FROM_BOOT = TIME_BASIS.indexOf('boot time plus uptime');
const NO_DATE = TIME_BASIS.indexOf('no date');

const SPACE = 0x20;
const PLUS = 0x2b;
const COMMA = 0x2c;
const HYPHEN = 0x2d;
const DOT = 0x2e;
const COLON = 0x3a;
const LESS = 0x3c;
const GREATER = 0x3e;
const BRACKET = 0x5b;
const BRACKET_END = 0x5d;
const LETTER_C = 0x43;
const LETTER_T = 0x54;
const LETTER_Z = 0x5a;

/** What stands behind the time. */
export const FORM = {
  /** Host, program, message. */
  syslog: 0,
  /** RFC 5424: host, program, process, message id, structured data, message. */
  structured: 1,
  /** A message of the kernel, nothing before it. */
  kernel: 2,
  /** A message of one program, nothing before it (vsftpd.log). */
  plain: 3,
} as const;

/** A local time may lie this far behind the modification time of its file as UTC and still be before it: zones reach from -12 to +14 hours. */
const ZONE_SLACK_SEC = 15 * 3600;

/** Reads the times of one file, line by line; the fields hold the last one read. */
export class LogClock {
  sec = 0;
  nsec = 0;
  /** Index into TIME_BASIS. */
  basis: number = NO_DATE;
  /** FORM. */
  form: number = FORM.syslog;
  /** False when the text has the shape of a time that does not exist (Feb 30, 25:00). */
  exists = true;
  /** The text has no year, and there is no file to bound it: it is the latest that is not after the run. */
  yearOfRun = false;
  readonly #assumedOffsetMin: DecoderContext['assumedOffsetMin'];
  /** No line was written after this second. */
  readonly #latestSec: number;
  readonly #latestYear: number;
  readonly #isPipe: boolean;
  /** Time of boot, seconds and nanoseconds; set by a line that tells both clocks. */
  #bootSec = Number.NaN;
  #bootNsec = 0;

  constructor(context: DecoderContext) {
    this.#assumedOffsetMin = context.assumedOffsetMin;
    this.#isPipe = context.modifiedSec === 0;
    this.#latestSec = context.latestSec + ZONE_SLACK_SEC;
    this.#latestYear = civilDate(Math.floor(this.#latestSec / 86400)).year;
  }

  /** Reads the time at the front of b[start..end); returns the place behind it and its blanks, -1 when there is none. */
  read(b: Uint8Array, start: number, end: number): number {
    this.exists = true;
    this.yearOfRun = false;
    this.nsec = 0;
    let at = start;
    let structured = false;
    if (b[at] === LESS) {
      const close = priorityEnd(b, at, end);
      if (close < 0) return -1;
      at = close;
      if (b[at] === 0x31 && b[at + 1] === SPACE) {
        structured = true;
        at += 2;
      }
    }
    this.form = structured ? FORM.structured : FORM.syslog;
    const first = b[at];
    if (first >= 0x30 && first <= 0x39) return this.#readIso(b, at, end);
    if (first === BRACKET) return this.#readBracket(b, at, end);
    if (structured) {
      // RFC 5424 section 6.2.3: a sender without a clock writes a hyphen.
      this.exists = false;
      return first === HYPHEN && b[at + 1] === SPACE ? at + 2 : -1;
    }
    if (first >= 0x61 && first <= 0x7a) {
      // dmesg -x: `kern  :info  : [   12.345678] message`
      const bracket = levelsEnd(b, at, end);
      return bracket < 0 ? -1 : this.#readBracket(b, bracket, end);
    }
    if (scanMonth(b, at) > 0 && b[at + 3] === SPACE) return this.#readMonthFirst(b, at, end);
    if (first >= 0x41 && first <= LETTER_Z && b[at + 3] === SPACE) {
      // `Sun 2026-05-17 03:02:10 UTC host kernel: ` (journalctl -o short-full)
      if (b[at + 4] >= 0x30 && b[at + 4] <= 0x39 && b[at + 8] === HYPHEN)
        return this.#readIso(b, at + 4, end);
      // `Sun May 17 03:02:10 2026 [pid 2] ` (vsftpd.log)
      this.form = FORM.plain;
      const behind = this.#readUnixDate(b, at, end);
      return behind < 0 ? -1 : skipBlanks(b, behind, end);
    }
    return -1;
  }

  /** The line just read bears a date and, at `at`, an uptime as the kernel writes it: `[12345.678901] `; returns the place behind it. */
  skipUptime(b: Uint8Array, at: number, end: number): number {
    if (b[at] !== BRACKET) return at;
    const { sec, nsec } = this;
    const behind = this.#scanUptime(b, at, end);
    if (behind > 0) this.#setBoot(sec, nsec, this.sec, this.nsec);
    this.sec = sec;
    this.nsec = nsec;
    return behind > 0 ? behind : at;
  }

  /** True when the line just read bears an uptime only. */
  get hasUptimeOnly(): boolean {
    return this.basis === NO_DATE || this.basis === FROM_BOOT;
  }

  /** The line just read bears an uptime only, and its message says which time it was then. From here on lines have dates. */
  learnBoot(sec: number, nsec: number): void {
    this.#setBoot(sec, nsec, this.#uptimeSec, this.#uptimeNsec);
  }

  #uptimeSec = 0;
  #uptimeNsec = 0;

  #setBoot(sec: number, nsec: number, uptimeSec: number, uptimeNsec: number): void {
    const borrow = nsec < uptimeNsec ? 1 : 0;
    this.#bootSec = sec - uptimeSec - borrow;
    this.#bootNsec = nsec - uptimeNsec + borrow * 1e9;
  }

  // `[   12.345678] message`, with CONFIG_PRINTK_CALLER `[   12.345678][T19113] message`, dmesg -T `[Sun May 17 03:02:10 2026] message`
  #readBracket(b: Uint8Array, at: number, end: number): number {
    this.form = FORM.kernel;
    const inner = b[at + 1];
    if (inner >= 0x41 && inner <= LETTER_Z) {
      const close = this.#readUnixDate(b, at + 1, end);
      if (close < 0 || b[close] !== BRACKET_END) return -1;
      // Apache's error log: `[Sun May 17 03:02:10 2026] [error] [client 192.0.2.7] `
      return looksLikeApache(b, close + 1, end) ? -1 : skipBlanks(b, close + 1, end);
    }
    const behind = this.#scanUptime(b, at, end);
    if (behind < 0) return -1;
    this.#uptimeSec = this.sec;
    this.#uptimeNsec = this.nsec;
    this.basis = NO_DATE;
    if (!Number.isNaN(this.#bootSec)) {
      this.basis = FROM_BOOT;
      const nsec = this.#bootNsec + this.nsec;
      this.sec += this.#bootSec + (nsec >= 1e9 ? 1 : 0);
      this.nsec = nsec >= 1e9 ? nsec - 1e9 : nsec;
    }
    return behind;
  }

  /** Sets sec and nsec to the uptime in brackets at `at`. */
  #scanUptime(b: Uint8Array, at: number, end: number): number {
    let i = at + 1;
    while (i < end && b[i] === SPACE) i++;
    const from = i;
    while (i < end && b[i] >= 0x30 && b[i] <= 0x39) i++;
    if (i === from || i - from > 10 || b[i] !== DOT) return -1;
    const sec = scanUint(b, from, i);
    const behind = this.#scanFraction(b, i, end);
    if (b[behind] !== BRACKET_END) return -1;
    this.sec = sec;
    let next = behind + 1;
    if (b[next] === BRACKET) {
      while (next < end && b[next] !== BRACKET_END) next++;
      if (next === end) return -1;
      next++;
    }
    return skipBlanks(b, next, end);
  }

  // `May 17 03:02:10 host`, `May  7 03:02:10.123456 host`, `May 17 2026 03:02:10 host`
  #readMonthFirst(b: Uint8Array, start: number, end: number): number {
    let at = start + 4;
    if (b[at] === SPACE) at++;
    const dayEnd = digitsEnd(b, at, end);
    const day = scanUint(b, at, dayEnd);
    if (day < 0 || dayEnd - at > 2 || b[dayEnd] !== SPACE) return -1;
    at = dayEnd + 1;
    let year = -1;
    if (b[at + 2] !== COLON && digitsEnd(b, at, end) === at + 4 && b[at + 4] === SPACE) {
      year = scanUint(b, at, at + 4);
      at += 5;
    }
    const clock = scanClock(b, at, end);
    if (clock < 0) return -1;
    at = this.#scanFraction(b, at + 8, end);
    // Cisco and some relays set a colon behind the time.
    if (b[at] === COLON) at++;
    if (at < end && b[at] !== SPACE) return -1;
    if (year >= 0) this.#setLocal(utcSeconds(year, scanMonth(b, start), day, 0, 0, 0), clock, undefined);
    else this.#setYearless(scanMonth(b, start), day, clock);
    return skipBlanks(b, at, end);
  }

  // The latest year in which the time is not after the file, or the run that reads a pipe: over New Year the lines of December fall into the year before.
  #setYearless(month: number, day: number, clock: number): void {
    // Leap days come every 8 years at most.
    for (let year = this.#latestYear; year >= this.#latestYear - 8; year--) {
      this.#setLocal(utcSeconds(year, month, day, 0, 0, 0), clock, undefined);
      if (!this.exists || this.sec > this.#latestSec) continue;
      this.yearOfRun = this.#isPipe;
      return;
    }
    this.exists = false;
  }

  // `2026-05-17T03:02:10.045015+02:00`, `2026-05-17T03:02:10+0000`, `2026-05-17 03:02:10`, `2026-05-17 03:02:10 UTC`
  #readIso(b: Uint8Array, start: number, end: number): number {
    const separator = b[start + 10];
    if (b[start + 4] !== HYPHEN || b[start + 7] !== HYPHEN) return -1;
    if (separator !== LETTER_T && separator !== SPACE) return -1;
    const clock = scanClock(b, start + 11, end);
    const year = scanUint(b, start, start + 4);
    const month = scanTwoDigits(b, start + 5);
    const day = scanTwoDigits(b, start + 8);
    if (clock < 0 || year < 0 || month < 0 || day < 0) return -1;
    let at = start + 19;
    const comma = b[at] === COMMA;
    at = this.#scanFraction(b, at, end);
    let offsetMin: number | undefined;
    if (b[at] === LETTER_Z) {
      offsetMin = 0;
      at++;
    } else if (b[at] === PLUS || b[at] === HYPHEN) {
      const minutesAt = b[at + 3] === COLON ? at + 4 : at + 3;
      const hours = scanTwoDigits(b, at + 1);
      const minutes = scanTwoDigits(b, minutesAt);
      if (hours < 0 || hours > 15 || minutes < 0 || minutes > 59) return -1;
      offsetMin = (b[at] === HYPHEN ? -1 : 1) * (60 * hours + minutes);
      at = minutesAt + 2;
    } else if (b[at] === SPACE && isUtcWord(b, at + 1, end)) {
      offsetMin = 0;
      at += 4;
    }
    if (at < end && b[at] !== SPACE) return -1;
    // Only dmesg --time-format=iso writes a comma and an offset; programs' own logs have the comma alone.
    if (comma && offsetMin === undefined) return -1;
    if (comma) this.form = FORM.kernel;
    this.#setLocal(utcSeconds(year, month, day, 0, 0, 0), clock, offsetMin);
    return skipBlanks(b, at, end);
  }

  // `Sun May 17 03:02:10 2026`; returns the place right behind it.
  #readUnixDate(b: Uint8Array, start: number, end: number): number {
    const month = scanMonth(b, start + 4);
    if (month === 0 || b[start + 3] !== SPACE || b[start + 7] !== SPACE) return -1;
    const dayAt = b[start + 8] === SPACE ? start + 9 : start + 8;
    const day = scanUint(b, dayAt, start + 10);
    const clock = scanClock(b, start + 11, end);
    const year = scanUint(b, start + 20, Math.min(start + 24, end));
    if (day < 0 || clock < 0 || year < 1970 || b[start + 19] !== SPACE) return -1;
    this.#setLocal(utcSeconds(year, month, day, 0, 0, 0), clock, undefined);
    return start + 24;
  }

  #setLocal(daySec: number, clock: number, offsetMin: number | undefined): void {
    this.exists = daySec >= 0 && clock !== NO_CLOCK;
    const localSec = daySec + clock;
    this.sec = localSec - 60 * (offsetMin ?? this.#assumedOffsetMin?.(localSec) ?? 0);
    this.basis = offsetMin === undefined ? OFFSET_ASSUMED : EXACT;
  }

  /** Sets nsec from `.123456` or `,123456` at `at`, if any; returns the place behind. */
  #scanFraction(b: Uint8Array, at: number, end: number): number {
    this.nsec = 0;
    if (b[at] !== DOT && b[at] !== COMMA) return at;
    const stop = digitsEnd(b, at + 1, end);
    let scale = 1e8;
    for (let i = at + 1; i < stop; i++, scale /= 10) {
      if (scale >= 1) this.nsec += (b[i] - 0x30) * scale;
    }
    return stop;
  }
}

/** The clock shows an hour, minute or second that does not exist. */
const NO_CLOCK = 1e6;

/** Seconds since midnight of `03:02:10` at `at`; NO_CLOCK when out of range, -1 when it is none. */
function scanClock(b: Uint8Array, at: number, end: number): number {
  if (at + 8 > end || b[at + 2] !== COLON || b[at + 5] !== COLON) return -1;
  const hour = scanTwoDigits(b, at);
  const minute = scanTwoDigits(b, at + 3);
  const second = scanTwoDigits(b, at + 6);
  if (hour < 0 || minute < 0 || second < 0) return -1;
  return hour > 23 || minute > 59 || second > 60 ? NO_CLOCK : 3600 * hour + 60 * minute + second;
}

// `<134>`
function priorityEnd(b: Uint8Array, at: number, end: number): number {
  const stop = digitsEnd(b, at + 1, end);
  return stop > at + 1 && stop - at <= 4 && b[stop] === GREATER ? stop + 1 : -1;
}

// `kern  :info  : `: the place of the bracket behind two words in lower case.
function levelsEnd(b: Uint8Array, start: number, end: number): number {
  let at = start;
  for (let words = 0; words < 2; words++) {
    const from = at;
    while (at < end && b[at] >= 0x61 && b[at] <= 0x7a) at++;
    if (at === from || at - from > 8) return -1;
    at = skipBlanks(b, at, end);
    if (b[at] !== COLON) return -1;
    at = words === 0 ? at + 1 : skipBlanks(b, at + 1, end);
  }
  return b[at] === BRACKET ? at : -1;
}

function looksLikeApache(b: Uint8Array, at: number, end: number): boolean {
  const next = skipBlanks(b, at, end);
  if (b[next] !== BRACKET) return false;
  let stop = next + 1;
  while (stop < end && stop - next < 32 && b[stop] !== BRACKET_END) stop++;
  const word = Buffer.from(b.subarray(next + 1, stop)).toString('latin1');
  return /^(?:\w*:)?(?:emerg|alert|crit|error|warn|notice|info|debug|trace\d)$|^client /.test(word);
}

function isUtcWord(b: Uint8Array, at: number, end: number): boolean {
  return (
    at + 3 <= end &&
    b[at] === 0x55 &&
    b[at + 1] === LETTER_T &&
    b[at + 2] === LETTER_C &&
    (at + 3 === end || b[at + 3] === SPACE)
  );
}
