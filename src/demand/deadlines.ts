// Time limits in a text, and times at which something is announced. A time is worked out only when the text says from when and in which zone, or the assumption is written down.

import type { DemandDeadline, Quote } from '../model/demand.ts';
import { localTimeText, readStatedTime, type ZoneClock } from '../model/stated-time.ts';
import { anyOf, partOf } from './sentences.ts';

const WORDS: Readonly<Record<string, number>> = {
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  ten: 10,
  twelve: 12,
  zwei: 2,
  drei: 3,
  vier: 4,
  fünf: 5,
  sechs: 6,
  sieben: 7,
  zehn: 10,
};
const UNIT_SEC: readonly [RegExp, number][] = [
  [/^(?:hours?|hrs?|h|stunden?)$/i, 3600],
  [/^(?:days?|tagen?|tage)$/i, 86400],
  [/^(?:weeks?|wochen?)$/i, 604800],
  [/^(?:minutes?|mins?|minuten?)$/i, 60],
];
// within 48 hours | you have 6 days | in 24h | innerhalb von drei Tagen
const DURATION =
  /(?<![\p{L}\p{N}])(?:within|in|have|got|next|innerhalb(?:\s+von)?|binnen|habt|haben|hast)\s+(?:the\s+next\s+|only\s+|exactly\s+|nur\s+)?(\d{1,3}|[a-zü]{3,7})\s*(hours?|hrs?|h|days?|weeks?|minutes?|mins?|stunden?|tagen?|tage|wochen?|minuten?)(?![\p{L}\p{N}])/giu;
// until 2026-06-12 18:00 UTC | by 12 June 2026 | before June 12, 2026
const MONTH =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
const DATE = new RegExp(
  String.raw`(?<![\p{L}\p{N}])(?:until|till|by|before|deadline(?:\s+is)?:?|bis(?:\s+zum)?|vor\s+dem)\s+(?:(?<iso>\d{4}-\d\d-\d\d)|(?<d1>\d{1,2})(?:st|nd|rd|th)?\s+(?<m1>${MONTH}),?\s+(?<y1>\d{4})|(?<m2>${MONTH})\s+(?<d2>\d{1,2})(?:st|nd|rd|th)?,?\s+(?<y2>\d{4}))(?:(?:,|\s+at|\s+um|T)?\s*(?<clock>\d{1,2}:\d\d)(?:\s*(?<zone>UTC|GMT|Z|[A-Z]{3,4}|[+-]\d\d:?\d\d))?)?`,
  'giu',
);
const PAYING = anyOf(
  'pay(?:ment|ing)?',
  'send',
  'transfer',
  'deadline',
  'respond',
  'reply',
  'answer',
  'contact us',
  'you have',
  'zahl\\p{L}*',
  'bezahl\\p{L}*',
  'überweis\\p{L}*',
  'frist',
  'antwort\\p{L}*',
);
// What a duration may be counted from other than the receipt of the message.
const FROM_EVENT = anyOf(
  'after (?:that|this|the|our)',
  'afterwards',
  'from then',
  'danach',
  'nach (?:dem|der|diesem)',
);
// tonight between 4 and 6 | tomorrow at 18:00 | heute Nacht um 3 Uhr
const ANNOUNCED =
  /(?<![\p{L}])(?:tonight|today|tomorrow|this\s+(?:evening|weekend)|on\s+(?:mon|tues|wednes|thurs|fri|satur|sun)day|heute(?:\s+(?:nacht|abend))?|morgen)(?![\p{L}])(?:\s+(?:at|between|from|um|zwischen|von|ab)\s+\d{1,2}(?::\d\d)?(?:\s*(?:and|to|und|bis|-)\s*\d{1,2}(?::\d\d)?)?(?:\s*(?:am|pm|uhr|h))?(?:\s+(?:your|our|local)\s+time)?)?/giu;
const MOST_DEADLINES = 20;

/** What deadlines are reckoned with. */
export interface DeadlineContext {
  /** When the message came in, seconds since 1970 UTC; undefined when unknown. */
  receivedSec: number | undefined;
  /** Zone of the reader, for times without one; undefined when not stated. */
  zone: ZoneClock | undefined;
}

function utcText(sec: number): string {
  return `${localTimeText(sec, 0).slice(0, 19)}Z`;
}

function durationSec(count: string, unit: string): number | undefined {
  const number = /^\d/.test(count) ? Number(count) : WORDS[count.toLowerCase()];
  const seconds = UNIT_SEC.find(([pattern]) => pattern.test(unit))?.[1];
  return number === undefined || seconds === undefined ? undefined : number * seconds;
}

function fromDuration(sentence: Quote, match: RegExpMatchArray, context: DeadlineContext): DemandDeadline[] {
  const seconds = durationSec(match[1], match[2]);
  if (seconds === undefined || !PAYING.test(sentence.text)) return [];
  const quote = partOf(sentence, match);
  if (FROM_EVENT.test(sentence.text))
    return [
      {
        utc: '',
        assumption: 'counted from something the message announces, not from its receipt; not worked out',
        quote,
      },
    ];
  if (context.receivedSec === undefined)
    return [{ utc: '', assumption: 'the time of receipt is not known', quote }];
  return [
    {
      utc: utcText(context.receivedSec + seconds),
      assumption: 'counted from the receipt of the message; it does not say from when',
      quote,
    },
  ];
}

function fromDate(sentence: Quote, match: RegExpMatchArray, context: DeadlineContext): DemandDeadline {
  const { iso, d1, m1, y1, d2, m2, y2, clock, zone } = match.groups ?? {};
  const quote = partOf(sentence, match);
  const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
  const month = months.indexOf((m1 ?? m2 ?? '').slice(0, 3).toLowerCase()) + 1;
  const two = (value: string | number): string => String(value).padStart(2, '0');
  const date = iso ?? `${y1 ?? y2}-${two(month)}-${two(d1 ?? d2 ?? '')}`;
  if (clock === undefined)
    return { utc: '', assumption: `${date}, without a time of day; not worked out`, quote };
  const written = zone === undefined ? '' : /^(?:UTC|GMT|Z)$/i.test(zone) ? 'Z' : zone;
  if (/^[A-Z]/i.test(written) && written !== 'Z')
    return { utc: '', assumption: `"${zone}" is not a clear zone; not worked out`, quote };
  const { time } = readStatedTime(`${date}T${clock.padStart(5, '0')}${written}`, context.zone);
  if (time === undefined)
    return { utc: '', assumption: 'no zone is written and none is stated, or there is no such time', quote };
  const assumption = time.zone === '' ? '' : `zone assumed: ${time.zone}; the message names none`;
  return { utc: utcText(time.sec), assumption, quote };
}

/** All time limits, in order. */
export function findDeadlines(sentences: readonly Quote[], context: DeadlineContext): DemandDeadline[] {
  return sentences
    .flatMap((sentence) => [
      ...[...sentence.text.matchAll(DURATION)].flatMap((match) => fromDuration(sentence, match, context)),
      ...[...sentence.text.matchAll(DATE)].map((match) => fromDate(sentence, match, context)),
    ])
    .slice(0, MOST_DEADLINES);
}

/** Times at which something is announced to happen, as written. */
export function findAnnouncedTimes(sentences: readonly Quote[]): Quote[] {
  return sentences
    .flatMap((sentence) => [...sentence.text.matchAll(ANNOUNCED)].map((match) => partOf(sentence, match)))
    .slice(0, MOST_DEADLINES);
}
