// Times as text: RFC 3339 in UTC from (seconds, nanoseconds) or microseconds, for any year. No time zone is ever consulted.

const SECONDS_A_DAY = 86400;

/** Year, month (1-12), day of a day number since 1970-01-01 in the proleptic Gregorian calendar (Hinnant's civil_from_days). */
export function civilDate(days: number): { year: number; month: number; day: number } {
  const z = days + 719468;
  const era = Math.floor(z / 146097);
  const dayOfEra = z - era * 146097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1,
  };
}

/** "2026-05-17T03:02:10Z", with as many fraction digits as given (0 to 9). */
export function formatTime(sec: number, nsec: number, digits: number): string {
  const days = Math.floor(sec / SECONDS_A_DAY);
  const rest = sec - days * SECONDS_A_DAY;
  const { year, month, day } = civilDate(days);
  const two = (value: number): string => String(value).padStart(2, '0');
  const fraction = digits === 0 ? '' : `.${String(nsec).padStart(9, '0').slice(0, digits)}`;
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}T${two(Math.floor(rest / 3600))}:${two(Math.floor(rest / 60) % 60)}:${two(rest % 60)}${fraction}Z`;
}

/** RFC 3339 text of whole microseconds since 1970, the fraction only when there is one. */
export function formatMicroseconds(us: number): string {
  const sec = Math.floor(us / 1e6);
  const micro = us - sec * 1e6;
  return formatTime(sec, micro * 1000, micro === 0 ? 0 : 6);
}

/** RFC 3339 text of a second. */
export function formatSecond(sec: number): string {
  const whole = Math.floor(sec);
  return formatTime(whole, Math.round((sec - whole) * 1e9), whole === sec ? 0 : 3);
}

/** Seconds since 1970 of an RFC 3339 text with offset; undefined when it is none. "2026-05-17T03:02:10.5+02:00" */
export function parseTime(text: string): number | undefined {
  const match = /^(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d):(\d\d)(\.\d{1,9})?([Zz]|[+-]\d\d:?\d\d)$/.exec(
    text,
  );
  if (match === null) return undefined;
  const [, year, month, day, hour, minute, second, fraction, zone] = match;
  const ms = Date.UTC(
    Number(year),
    Number(month) - 1,
    Number(day),
    Number(hour),
    Number(minute),
    Number(second),
  );
  if (
    Number(month) < 1 ||
    Number(month) > 12 ||
    new Date(ms).getUTCDate() !== Number(day) ||
    Number(hour) > 23 ||
    Number(minute) > 59 ||
    Number(second) > 59
  )
    return undefined;
  const sign = zone[0] === '-' ? -1 : 1;
  const digits = zone.replace(/\D/g, '');
  const offset =
    digits === '' ? 0 : sign * (Number(digits.slice(0, 2)) * 3600 + Number(digits.slice(2)) * 60);
  return ms / 1000 + Number(fraction ?? 0) - offset;
}
