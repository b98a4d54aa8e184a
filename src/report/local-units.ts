// Numbers, times and money of units.ts as a document's language and date style write them; English with ISO dates is units.ts itself.

import type { WrittenIn } from '../model/incident.ts';
import * as units from './units.ts';

/** What documents in several languages write numbers with; the meaning of the functions is in units.ts. */
export type LocalUnits = Pick<
  typeof units,
  | 'bitRate'
  | 'bytes'
  | 'clockOffset'
  | 'count'
  | 'counted'
  | 'duration'
  | 'factor'
  | 'measured'
  | 'milliPercent'
  | 'money'
  | 'percent'
  | 'rate'
  | 'uncertainty'
  | 'utc'
  | 'utcDate'
  | 'utcSpan'
  | 'workTime'
> & {
  /** A number or measure that stands in an English text. */
  written(text: string): string;
  /** A UTC time for a narrow column whose heading says that it is UTC: long dates have the month short. */
  utcCell(time: string): string;
  /** A unit, as it stands behind a number. */
  unit(unit: string): string;
  /** Month names as an axis abbreviates them, from January. */
  readonly shortMonths: readonly string[];
  /** What stands behind the number of a day: '' or '.'. */
  readonly dayMark: string;
};

const MONTHS: Record<WrittenIn['language'], readonly string[]> = {
  en: 'January February March April May June July August September October November December'.split(' '),
  de: 'Januar Februar März April Mai Juni Juli August September Oktober November Dezember'.split(' '),
};
const DAY_MARK: Record<WrittenIn['language'], string> = { en: '', de: '.' };
const EDGES: Record<WrittenIn['language'], units.EdgeWords | undefined> = {
  en: undefined,
  de: { start: (length) => `bis zu ${length} früher`, end: (length) => `bis zu ${length} später` },
};
const TO: Record<WrittenIn['language'], string> = { en: 'to', de: 'bis' };

const SHORT_MONTHS: Record<WrittenIn['language'], readonly string[]> = {
  en: MONTHS.en.map((name) => name.slice(0, 3)),
  de: ['Jan.', 'Feb.', 'März', 'Apr.', 'Mai', 'Juni', 'Juli', 'Aug.', 'Sept.', 'Okt.', 'Nov.', 'Dez.'],
};

// Units that are English words; all others are symbols.
const UNIT_WORDS: Record<string, string> = {
  addresses: 'Adressen',
  attempts: 'Versuche',
  connections: 'Verbindungen',
  days: 'Tage',
  packets: 'Pakete',
  'packets/min': 'Pakete/min',
  'packets/s': 'Pakete/s',
  paths: 'Pfade',
  'queries/min': 'Anfragen/min',
  'queries/s': 'Anfragen/s',
  ratio: 'zu 1',
  requests: 'Anfragen',
  'requests/min': 'Anfragen/min',
  'requests/s': 'Anfragen/s',
  sockets: 'Verbindungen',
  sources: 'Quellen',
  stretches: 'Abschnitte',
  times: '-fach',
  'user agents': 'User-Agents',
  bytes: 'Byte',
  byte: 'Byte',
};

// German swaps the marks of thousands and decimals (DIN 5008); units.ts puts no other comma or point into what comes here.
function swapped(text: string): string {
  return text.replace(/[.,]/g, (mark) => (mark === ',' ? '.' : ','));
}

/** The units of a language and date style. */
export function localUnits({ language, dateStyle }: WrittenIn): LocalUnits {
  const number = language === 'de' ? swapped : (text: string): string => text;
  const utcDate = (time: string): string => {
    if (dateStyle === 'iso' || time === '') return units.utcDate(time);
    const [year, month, day] = units.utcDate(time).split('-');
    return `${Number(day)}${DAY_MARK[language]} ${MONTHS[language][Number(month) - 1]} ${year}`;
  };
  const timeOfDay = (time: string): string => units.utcClock(time).slice(0, 8);
  // Seconds are left out only where they are zero: 03:02, 03:02:10.
  const utc = (time: string): string =>
    dateStyle === 'iso' || time === ''
      ? units.utc(time)
      : `${utcDate(time)}, ${timeOfDay(time).replace(/:00$/, '')} UTC`;
  const utcCell = (time: string): string => {
    if (dateStyle === 'iso' || time === '') return units.utc(time);
    const [year, month, day] = units.utcDate(time).split('-');
    const date =
      language === 'de'
        ? `${day}.${month}.${year}`
        : `${Number(day)} ${SHORT_MONTHS.en[Number(month) - 1]} ${year}`;
    return `${date} ${timeOfDay(time)}`;
  };
  const utcSpan = (start: string, end: string): string => {
    if (start === '' || end === '' || units.utc(start) === units.utc(end)) return utc(start || end);
    if (dateStyle === 'iso') return units.utcSpan(start, end).replace(' to ', ` ${TO[language]} `);
    // In a span both times are as exact as the other.
    const length = timeOfDay(start).endsWith(':00') && timeOfDay(end).endsWith(':00') ? 5 : 8;
    const [from, to] = [timeOfDay(start).slice(0, length), timeOfDay(end).slice(0, length)];
    return utcDate(start) === utcDate(end)
      ? `${utcDate(start)}, ${from} ${TO[language]} ${to} UTC`
      : `${utcDate(start)}, ${from} UTC ${TO[language]} ${utcDate(end)}, ${to} UTC`;
  };
  const count = (value: number): string => number(units.count(value));
  const unit = (word: string): string => (language === 'de' ? (UNIT_WORDS[word] ?? word) : word);
  const written = (text: string): string =>
    language === 'de'
      ? swapped(text)
          .replace(/[a-z][a-z/ ]*$/, unit)
          .replace(' -fach', '-fach')
      : text;
  return {
    bitRate: (bps) => number(units.bitRate(bps)),
    bytes: (value) =>
      language === 'de' ? number(units.bytes(value)).replace(/bytes?$/, 'Byte') : units.bytes(value),
    clockOffset: (milliseconds) => number(units.clockOffset(milliseconds)),
    count,
    dayMark: DAY_MARK[language],
    shortMonths: SHORT_MONTHS[language],
    counted: (value, one, many = `${one}s`) => `${count(value)} ${Math.round(value) === 1 ? one : many}`,
    duration: (seconds) => number(units.duration(seconds)),
    factor: (milli) => number(units.factor(milli)),
    measured: (value, name) => written(units.measured(value, name)),
    milliPercent: (milliPercent) => number(units.milliPercent(milliPercent)),
    money: (minor, digits, currency) => number(units.money(minor, digits, currency)),
    percent: (share) => number(units.percent(share)),
    rate: (perSecond, noun) => number(units.rate(perSecond, noun)),
    uncertainty: (edge) =>
      units.uncertainty(edge, (seconds) => number(units.duration(seconds)), EDGES[language]),
    unit,
    utc,
    utcCell,
    utcDate,
    utcSpan,
    written,
    workTime: (seconds) => number(units.workTime(seconds)),
  };
}
