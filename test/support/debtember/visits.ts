// How people, crawlers and the hoster's monitoring use the shop: requests in time, as the web server would log them.

import type { Crawler, Visitor } from './population.ts';
import type { Random } from './random.ts';
import { LOG_OFFSET_MS, MONITOR, NEWS_REFERRER, SHOP } from './story.ts';

/** A request that was answered. */
export interface Request {
  /** When it began, milliseconds since 1970. */
  at: number;
  /** How long the answer took, milliseconds: Apache writes the line at the end, with the time of the beginning. */
  tookMs: number;
  client: string;
  method: string;
  /** Path and query; with `raw` set the request line as logged. */
  target: string;
  raw?: string;
  status: number;
  bytes: number;
  referrer: string;
  agent: string;
}

const PAGES = [
  ['/', 20],
  ['/tea/oolong', 10],
  ['/tea/assam', 8],
  ['/tea/sencha', 8],
  ['/tea/darjeeling', 7],
  ['/tea/earl-grey', 6],
  ['/pots', 6],
  ['/pots/cast-iron', 4],
  ['/blog', 4],
  ['/blog/how-we-dry-oolong', 3],
  ['/cart', 6],
  ['/checkout', 3],
  ['/about', 3],
  ['/search?q=assam', 2],
  ['/search?q=gift', 2],
  ['/search?q=matcha', 2],
] as const;

const SHARED_ASSETS = ['/css/shop.css', '/js/shop.js', '/img/logo.svg', '/fonts/tea.woff2'];
const ENTRY_REFERRERS = [
  ['-', 45],
  ['https://www.google.com/', 35],
  ['https://duckduckgo.com/', 6],
  ['https://www.bing.com/', 6],
  ['https://teaforum.example/thread/311', 4],
  ['https://mail.example/', 4],
] as const;

/** Body bytes of a path: the same each time, as for real files. */
export function bodyBytes(target: string): number {
  let hash = 2166136261;
  for (let i = 0; i < target.length; i++) hash = Math.imul(hash ^ target.charCodeAt(i), 16777619) >>> 0;
  if (target.startsWith('/img/')) return 2_400 + (hash % 6_000);
  return 3_100 + (hash % 9_000);
}

/** A page and what a browser fetches with it, beginning at `ms`. */
export function pageView(
  random: Random,
  visitor: Visitor,
  ms: number,
  target: string,
  referrer: string,
  firstPage: boolean,
): Request[] {
  const requests: Request[] = [];
  const add = (at: number, path: string, from: string): void => {
    requests.push({
      at,
      tookMs: random.whole(3, 180),
      client: visitor.address,
      method: 'GET',
      target: path,
      status: 200,
      bytes: bodyBytes(path),
      referrer: from,
      agent: visitor.agent,
    });
  };
  add(ms, target, referrer);
  const self = `http://${SHOP}${target}`;
  let next = ms + random.whole(120, 600);
  const images = [1, 2, 3].map((n) => `/img/${target.split('?')[0].split('/').at(-1) || 'home'}-${n}.jpg`);
  for (const path of [...(firstPage ? SHARED_ASSETS : []), ...images.slice(0, random.whole(1, 3))]) {
    add(next, path, self);
    next += random.whole(5, 120);
  }
  if (firstPage && random.chance(0.15)) {
    add(next, '/favicon.ico', self);
    requests[requests.length - 1].status = 404;
    requests[requests.length - 1].bytes = 274;
  }
  return requests;
}

/** A whole visit: an entry page, then a few more with time to read in between. */
export function visit(
  random: Random,
  visitor: Visitor,
  ms: number,
  entry?: { target: string; referrer: string },
): Request[] {
  let target = entry?.target ?? random.weighted(PAGES);
  const requests = pageView(
    random,
    visitor,
    ms,
    target,
    entry?.referrer ?? random.weighted(ENTRY_REFERRERS),
    true,
  );
  // Whoever follows a link to one article mostly reads that and goes.
  const more =
    entry === undefined
      ? random.whole(0, 5)
      : random.weighted([
          [0, 6],
          [1, 3],
          [2, 1],
        ] as const);
  let at = ms;
  for (let i = 0; i < more; i++) {
    at += random.whole(6_000, 70_000);
    const referrer = `http://${SHOP}${target}`;
    target = random.weighted(PAGES);
    requests.push(...pageView(random, visitor, at, target, referrer, false));
    if (target === '/cart' && random.chance(0.5)) {
      requests.push({
        ...requests[requests.length - 1],
        at: at + 2_000,
        method: 'POST',
        target: '/cart/add',
        status: 302,
        bytes: 212,
      });
    }
  }
  return requests;
}

/** Visits per hour by the shop's local hour of the day; the day has about 340. */
const HOURLY = [4, 2, 2, 1, 1, 3, 6, 11, 16, 19, 20, 20, 19, 18, 18, 19, 20, 22, 24, 27, 27, 22, 14, 8];

/** Begin of each ordinary visit from `from` to `to`. */
export function ordinaryArrivals(random: Random, from: number, to: number): number[] {
  const arrivals: number[] = [];
  for (let hour = from; hour < to; hour += 3_600_000) {
    const count = random.arrivals(HOURLY[new Date(hour + LOG_OFFSET_MS).getUTCHours()]);
    for (let i = 0; i < count; i++)
      arrivals.push(Math.floor(hour + random.share() * Math.min(3_600_000, to - hour)));
  }
  return arrivals.sort((a, b) => a - b);
}

/** Readers of the news site arrive: a ramp of a quarter of an hour, then fewer and fewer over the evening. */
export function crowdArrivals(random: Random, from: number, to: number): number[] {
  const arrivals: number[] = [];
  for (let minute = from; minute < to; minute += 60_000) {
    const age = (minute - from) / 60_000;
    const ramp = age < 15 ? (age / 15) * (age / 15) : 1;
    const decay = age < 22 ? 1 : 0.5 ** ((age - 22) / 50);
    const count = random.arrivals(20 * ramp * decay);
    for (let i = 0; i < count; i++) arrivals.push(Math.floor(minute + random.share() * 60_000));
  }
  return arrivals.sort((a, b) => a - b);
}

/** A reader's visit; the article's page is slow at the height, and some get an error. */
export function newsReaderVisit(random: Random, visitor: Visitor, ms: number, busy: boolean): Request[] {
  const requests = visit(random, visitor, ms, { target: '/blog/how-we-dry-oolong', referrer: NEWS_REFERRER });
  if (busy) {
    for (const request of requests) request.tookMs += random.whole(200, 4_000);
    if (random.chance(0.06)) return [{ ...requests[0], status: 503, bytes: 380 }];
  }
  return requests;
}

/** A crawler's requests: pages only, one at a time, all week. */
export function crawl(random: Random, crawler: Crawler, from: number, to: number): Request[] {
  const requests: Request[] = [];
  for (let at = from + random.wait(crawler.pauseMs); at < to; at += random.wait(crawler.pauseMs)) {
    const target = random.chance(0.03) ? '/robots.txt' : random.weighted(PAGES);
    const gone = random.chance(0.04);
    requests.push({
      at: Math.floor(at),
      tookMs: random.whole(20, 300),
      client: crawler.address,
      method: 'GET',
      target: gone ? '/tea/discontinued' : target,
      status: gone ? 404 : 200,
      bytes: gone ? 274 : bodyBytes(target),
      referrer: '-',
      agent: crawler.agent,
    });
  }
  return requests;
}

/** The hoster's monitoring, every ten minutes. */
export function monitoring(from: number, to: number): Request[] {
  const requests: Request[] = [];
  for (let at = from + 7_300; at < to; at += 600_000) {
    requests.push({
      at,
      tookMs: 12,
      client: MONITOR,
      method: 'HEAD',
      target: '/health',
      status: 200,
      bytes: 0,
      referrer: '-',
      agent: 'ExampleUptime/3.2',
    });
  }
  return requests;
}
