// The story of the demo case in numbers: who, where, and what happens when (UTC). All kinds of evidence are made from this page.

/** Milliseconds since 1970 of a UTC time like 2026-06-10T03:02:10Z. */
export function at(utc: string): number {
  return Date.parse(utc);
}

/** "2026-06-10T03:02:10Z", to the second. */
export function utcText(ms: number): string {
  return new Date(ms).toISOString().replace(/\.\d{3}Z$/, 'Z');
}

/** The shop's server: documentation space, so that no real host is the victim. */
export const SERVER = '203.0.113.80';
export const SHOP = 'www.kettleandcrane.example';
/** The hoster's monitoring, allow-listed; asks every ten minutes. */
export const MONITOR = '198.51.100.9';
/** The admin's office, from where the ssh session comes. */
export const OFFICE = '198.51.100.24';
/** Where everybody on the news site came from. */
export const NEWS_REFERRER = 'https://news.leafpile.example/item?id=48211';

/** The logs' offset: Europe/Berlin in summer. */
export const LOG_OFFSET = '+0200';
export const LOG_OFFSET_MS: number = 2 * 3_600_000;

/** First and last moment of the web logs; days begin at local midnight. */
export const LOGS_FROM: number = at('2026-06-07T22:00:00Z');
export const LOGS_TO: number = at('2026-06-13T12:00:00Z');

/** A stretch of time, milliseconds since 1970, end excluded. */
export interface Stretch {
  from: number;
  to: number;
}

function stretch(from: string, to: string): Stretch {
  return { from: at(from), to: at(to) };
}

/** True inside the stretch. */
export function within(ms: number, { from, to }: Stretch): boolean {
  return ms >= from && ms < to;
}

/** A link on a much-read news site: a crowd of people, no attack. */
export const CROWD: Stretch = stretch('2026-06-09T16:30:00Z', '2026-06-09T21:00:00Z');
export const DEMAND_RECEIVED: number = at('2026-06-09T20:14:37Z');
export const SYN_FLOOD: Stretch = stretch('2026-06-10T02:47:31Z', '2026-06-10T03:21:55Z');
/** tcpdump ran from here to there: the flood was under way when it began. */
export const CAPTURE: Stretch = stretch('2026-06-10T03:20:03Z', '2026-06-10T03:23:20Z');
/** The HTTP flood came in two parts. */
export const HTTP_FLOOD: readonly (Stretch & { perSecond: number })[] = [
  { ...stretch('2026-06-11T18:05:12Z', '2026-06-11T18:19:40Z'), perSecond: 62 },
  { ...stretch('2026-06-11T18:28:30Z', '2026-06-11T18:39:05Z'), perSecond: 84 },
];

/** Half-open sockets that fit into the listen queue, before and after the admin raised it. */
export const QUEUE_BEFORE = 512;
export const QUEUE_AFTER = 1024;
export const QUEUE_RAISED: number = at('2026-06-10T03:08:40Z');

export const BOTS = 600;
