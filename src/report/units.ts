// The only place where a number, a duration, a time or money becomes text. English, decimal point, commas between thousands, as on the charts, UTC with `Z`.

import { grouped } from '../model/numbers.ts';
import type { EdgeUncertainty } from '../model/wave-edges.ts';

/** What stands where nothing is known. */
export const UNKNOWN = 'not known';

/** A whole number with its thousands grouped: 61,204,118. */
export function count(value: number): string {
  return grouped(value);
}

/** A whole number with the right form of its noun: 1 packet, 2 packets. */
export function counted(value: number, one: string, many: string = `${one}s`): string {
  return `${count(value)} ${Math.round(value) === 1 ? one : many}`;
}

/** At most three significant digits, no exponent: 1.44, 12.5, 412,300 becomes 412,000. */
function significant(value: number): string {
  if (value === 0) return '0';
  const rounded = Number(value.toPrecision(3));
  if (Math.abs(rounded) >= 100) return count(rounded);
  const decimals = Math.min(6, Math.max(0, 2 - Math.floor(Math.log10(Math.abs(rounded)))));
  return rounded.toFixed(decimals).replace(/\.?0+$/, '');
}

/** A share (0 to 1) in percent, to a tenth; a small but real share is never shown as zero, a near whole never as all. */
export function percent(share: number): string {
  if (share <= 0) return '0 %';
  if (share < 0.001) return '< 0.1 %';
  if (share > 0.999 && share < 1) return '> 99.9 %';
  return share >= 1 ? `${Math.round(share * 100)} %` : `${(share * 100).toFixed(1)} %`;
}

function scaled(value: number, units: readonly string[]): string {
  let step = 0;
  let rest = value;
  // 999.5 would be printed as 1,000 of the smaller unit.
  while (rest >= 999.5 && step < units.length - 1) {
    rest /= 1000;
    step++;
  }
  return `${significant(rest)} ${units[step]!}`;
}

/** Bytes in decimal units: 6.18 GB. */
export function bytes(value: number): string {
  return scaled(value, ['bytes', 'kB', 'MB', 'GB', 'TB', 'PB']).replace(/^1 bytes$/, '1 byte');
}

/** Every byte: 6,181,616,000 bytes. */
export function exactBytes(value: number): string {
  return counted(value, 'byte');
}

/** Bits per second in decimal units: 1.44 Gbit/s. */
export function bitRate(bps: number): string {
  return scaled(bps, ['bit/s', 'kbit/s', 'Mbit/s', 'Gbit/s', 'Tbit/s']);
}

/** Events per second: 412,300 packets/s. */
export function rate(perSecond: number, noun: string): string {
  return `${perSecond < 10 ? significant(perSecond) : count(perSecond)} ${noun}/s`;
}

/** A length of time in its two largest units: 28 min 53 s, 1 h 45 min, 3 d 4 h. */
export function duration(seconds: number): string {
  const whole = Math.round(seconds);
  if (whole < 60) return `${seconds < 10 ? significant(seconds) : whole} s`;
  const parts: [number, string][] = [
    [Math.floor(whole / 86_400), 'd'],
    [Math.floor((whole % 86_400) / 3600), 'h'],
    [Math.floor((whole % 3600) / 60), 'min'],
    [whole % 60, 's'],
  ];
  const first = parts.findIndex(([value]) => value > 0);
  return parts
    .slice(first, first + 2)
    .filter(([value]) => value > 0)
    .map(([value, unit]) => `${count(value)} ${unit}`)
    .join(' ');
}

/** Working time as on a bill, to the second: 1:30 h, 0:20 h, 0:07:30 h. */
export function workTime(seconds: number): string {
  const sign = seconds < 0 ? '-' : '';
  const whole = Math.abs(Math.round(seconds));
  const tail = whole % 60 === 0 ? '' : `:${two(whole % 60)}`;
  return `${sign}${count(Math.floor(whole / 3600))}:${two(Math.floor((whole % 3600) / 60))}${tail} h`;
}

/**
 * What an edge of a wave may be off by: ± 1 s; of a snapshot up to 30 s earlier (later, of an end), with what the clocks add to either side:
 * up to 30 s earlier, ± 1 s. '' when it is zero.
 */
export function uncertainty(
  { side, seconds, clockSeconds, oneSided }: EdgeUncertainty,
  length: (seconds: number) => string = duration,
  words: EdgeWords = ENGLISH_EDGES,
): string {
  const either = oneSided ? clockSeconds : seconds;
  const beyond = oneSided ? seconds - clockSeconds : 0;
  return [beyond > 0 ? words[side](length(beyond)) : '', either > 0 ? `± ${length(either)}` : '']
    .filter((part) => part !== '')
    .join(', ');
}

/** How a language says that an edge may lie so much further out. */
export type EdgeWords = Readonly<Record<EdgeUncertainty['side'], (length: string) => string>>;

const ENGLISH_EDGES: EdgeWords = {
  start: (length) => `up to ${length} earlier`,
  end: (length) => `up to ${length} later`,
};

function two(value: number): string {
  return String(value).padStart(2, '0');
}

/** An RFC 3339 UTC time as people read it, to the second: 2025-12-05 18:02:11Z; '' stays ''. */
export function utc(time: string): string {
  return time.replace('T', ' ').replace(/\.\d+(?=Z$)/, '');
}

/** The time of an RFC 3339 UTC time alone: 18:02:11Z. For use below its date. */
export function utcClock(time: string): string {
  return utc(time).slice(11);
}

/** The date of an RFC 3339 time. */
export function utcDate(time: string): string {
  return time.slice(0, 10);
}

/** Two UTC times; the date is not repeated: 2025-12-05 18:02:11Z to 18:31:04Z. */
export function utcSpan(start: string, end: string): string {
  if (start === '' || end === '' || utc(start) === utc(end)) return utc(start || end);
  return `${utc(start)} to ${utcDate(start) === utcDate(end) ? utcClock(end) : utc(end)}`;
}

/** Seconds between two RFC 3339 UTC times; undefined when one is missing. */
export function secondsBetween(start: string, end: string): number | undefined {
  const seconds = (Date.parse(end) - Date.parse(start)) / 1000;
  return Number.isNaN(seconds) ? undefined : seconds;
}

/** An offset from UTC, minutes east: +01:00. */
export function utcOffset(minutes: number): string {
  const absolute = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(absolute / 60))}:${two(absolute % 60)}`;
}

/** The clock time of a second since 1970 UTC at an offset: 19:06; with seconds only when there are any. */
export function localClock(sec: number, offsetMin: number): string {
  const text = new Date((sec + offsetMin * 60) * 1000).toISOString();
  return text.slice(17, 19) === '00' ? text.slice(11, 16) : text.slice(11, 19);
}

/** An amount in minor units with its currency: 1,840.00 EUR; without one when none is stated. */
export function money(minor: number, digits: number, currency: string): string {
  const absolute = String(Math.abs(minor)).padStart(digits + 1, '0');
  const whole = count(Number(absolute.slice(0, absolute.length - digits)));
  const decimals = digits === 0 ? '' : `.${absolute.slice(-digits)}`;
  return `${minor < 0 ? '-' : ''}${whole}${decimals}${currency === '' ? '' : ` ${currency}`}`;
}

/** A factor in thousandths: × 1.5. */
export function factor(milli: number): string {
  return `× ${String(milli / 1000)}`;
}

/** Thousandths of a percent: 19 %. */
export function milliPercent(milli: number): string {
  return `${String(milli / 1000)} %`;
}

/** How far a clock was ahead of UTC (negative: behind): +0.12 s. */
export function clockOffset(milliseconds: number): string {
  return `${milliseconds < 0 ? '-' : '+'}${String(Math.abs(milliseconds) / 1000)} s`;
}

/** A measured or set value with its unit, as a criterion or a threshold states it. */
export function measured(value: number, unit: string): string {
  // A threshold is a round number.
  if (unit === 'share') return percent(value).replace(/\.0 %$/, ' %');
  const text = Number.isInteger(value) ? count(value) : significant(value);
  return unit === '' ? text : `${text} ${unit}`;
}

/** A number of an autonomous system; it is a name, so it is not grouped. */
export function asn(value: number): string {
  return value === 0 ? '' : `AS${String(value)}`;
}

/** Port numbers, sorted as given and not grouped, at most `most`; the rest is counted. */
export function ports(values: readonly number[], total: number, most: number): string {
  const shown = values.slice(0, most).map(String).join(', ');
  const rest = Math.max(total, values.length) - Math.min(values.length, most);
  return rest > 0 && shown !== '' ? `${shown} and ${count(rest)} more` : shown;
}

/** The first 12 hex digits of a hash. */
export function shortHash(hex: string): string {
  return hex.slice(0, 12);
}
