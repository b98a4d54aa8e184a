// Times as people write them, "2026-05-17T03:02:10+02:00" or "2026-05-17 03:02" plus a zone, read to UTC. RFC 3339 section 5.6.

/** A time zone as a function; made by case/zones.ts, so that every other stage stays free of the zone database. */
export interface ZoneClock {
  /** "Europe/Berlin", "+02:00" or "UTC". */
  readonly id: string;
  /** Seconds east of UTC in force at `utcSec` (seconds since 1970 UTC). */
  offsetSecAt(utcSec: number): number;
}

/** A time somebody stated: what it is in UTC, how it was written, and which zone had to be assumed. */
export interface StatedTime {
  /** Seconds since 1970 UTC, rounded down. */
  sec: number;
  nsec: number;
  /** As written. */
  text: string;
  /** Minutes east of UTC. */
  offsetMin: number;
  /** The zone that supplied the offset; empty when the offset was written. */
  zone: string;
}

/** Why a time could not be read; `message` says what was expected and what to do. */
export interface TimeProblem {
  kind: 'malformed' | 'no-zone' | 'ambiguous' | 'nonexistent';
  message: string;
}

/** One of the two is undefined. */
export type TimeReading =
  | { time: StatedTime; problem: undefined }
  | { time: undefined; problem: TimeProblem };

const DAY_SEC = 86400;

// 2026-05-17T03:02:10.5+02:00 | 2026-05-17 03:02 | 2026-05-17T01:02:10Z
const TIME =
  /^(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)? ?([Zz]|[+-]\d\d(?::?\d\d)?)?$/;

/** Seconds of a calendar date and time read as if it were UTC; undefined when there is no such date. */
function civilSec(fields: readonly number[]): number | undefined {
  const [year, month, day, hour, minute, second] = fields;
  if (hour > 23 || minute > 59 || second > 59 || day < 1) return undefined;
  const ms = Date.UTC(year, month - 1, day, hour, minute, second);
  const back = new Date(ms);
  return back.getUTCMonth() === month - 1 && back.getUTCDate() === day ? ms / 1000 : undefined;
}

/** Seconds east of UTC of "Z", "+02:00", "-0330" or "+02"; undefined when out of range. */
export function readOffset(text: string): number | undefined {
  if (/^[Zz]$/.test(text)) return 0;
  const match = /^([+-])(\d\d):?(\d\d)?$/.exec(text);
  if (match === null) return undefined;
  const hours = Number(match[2]);
  const minutes = Number(match[3] ?? 0);
  if (hours > 18 || minutes > 59) return undefined;
  return (match[1] === '-' ? -1 : 1) * (hours * 3600 + minutes * 60);
}

/** "+02:00" for seconds east of UTC. */
export function formatOffset(offsetSec: number): string {
  const minutes = Math.round(Math.abs(offsetSec) / 60);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${offsetSec < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/** RFC 3339 text in local time, "2026-10-25T02:30:00+01:00". */
export function localTimeText(utcSec: number, offsetSec: number): string {
  return new Date((utcSec + offsetSec) * 1000).toISOString().slice(0, 19) + formatOffset(offsetSec);
}

/** What a wall-clock time (seconds, as if it were UTC) can mean in a zone. */
export interface LocalReadings {
  /** Offsets under which the clock showed this time, earlier instant first: one, two in a fold, none in a gap. */
  offsetsSec: number[];
  /** Offset in force the day before, and the day after. */
  beforeSec: number;
  afterSec: number;
}

/** Finds the offsets a wall-clock time can have. A day to either side is surely beyond the clock change. */
export function readLocal(zone: ZoneClock, localSec: number): LocalReadings {
  const beforeSec = zone.offsetSecAt(localSec - DAY_SEC);
  const afterSec = zone.offsetSecAt(localSec + DAY_SEC);
  const candidates = beforeSec === afterSec ? [beforeSec] : [beforeSec, afterSec];
  const offsetsSec = candidates.filter((offset) => zone.offsetSecAt(localSec - offset) === offset);
  return { offsetsSec, beforeSec, afterSec };
}

function problem(kind: TimeProblem['kind'], message: string): TimeReading {
  return { time: undefined, problem: { kind, message } };
}

/** Reads a stated time; a time without an offset is taken in `zone`, and is a problem when it happened there twice or never. */
export function readStatedTime(text: string, zone: ZoneClock | undefined): TimeReading {
  const match = TIME.exec(text.trim());
  const fields = match?.slice(1, 7).map((field) => Number(field ?? 0));
  const localSec = fields === undefined ? undefined : civilSec(fields);
  const written = match?.[8];
  const writtenSec = written === undefined ? undefined : readOffset(written);
  if (match === null || localSec === undefined || (written !== undefined && writtenSec === undefined))
    return problem('malformed', 'expected a time like 2026-05-17T03:02:10+02:00');
  const nsec = Number((match[7] ?? '').padEnd(9, '0'));
  const at = (offsetSec: number, zoneId: string): TimeReading => ({
    time: { sec: localSec - offsetSec, nsec, text: text.trim(), offsetMin: offsetSec / 60, zone: zoneId },
    problem: undefined,
  });
  if (writtenSec !== undefined) return at(writtenSec, '');
  if (zone === undefined)
    return problem('no-zone', 'expected a UTC offset such as +02:00 behind the time, or a stated zone');
  const { offsetsSec, beforeSec, afterSec } = readLocal(zone, localSec);
  if (offsetsSec.length === 1) return at(offsetsSec[0], zone.id);
  const readings = (offsetsSec.length === 0 ? [beforeSec, afterSec] : offsetsSec).map((offset) => {
    const utcSec = localSec - offset;
    return `${localTimeText(utcSec, zone.offsetSecAt(utcSec))} (${localTimeText(utcSec, 0).slice(0, 19)}Z)`;
  });
  const choice = `${readings.join(' or ')}; write it with its offset`;
  return offsetsSec.length === 0
    ? problem('nonexistent', `the clocks of ${zone.id} skipped this time; it may mean ${choice}`)
    : problem('ambiguous', `this time happened twice in ${zone.id}: ${choice}`);
}
