// The HTTP flood: what the botnet asks for, and how the server's answers turn from 200 to 503 and 504.

import type { Bot } from './population.ts';
import type { Random } from './random.ts';
import { HTTP_FLOOD } from './story.ts';
import { bodyBytes, type Request } from './visits.ts';

/** Time from the first request of a part to full rate: the order reaches all machines within seconds. */
const STEP_UP_MS = 20_000;
/** The server holds for this long, then its workers are used up. */
const HOLDS_MS = 45_000;
const BREAKS_WITHIN_MS = 60_000;
const RECOVERS_WITHIN_MS = 40_000;

/** Share of requests that get an error, 0 to 0.88, at a moment. */
export function errorShare(ms: number): number {
  let share = 0;
  for (const { from, to } of HTTP_FLOOD) {
    const broken = 0.88 * Math.min(1, Math.max(0, (Math.min(ms, to) - from - HOLDS_MS) / BREAKS_WITHIN_MS));
    const left = ms < from ? 0 : ms < to ? 1 : Math.max(0, 1 - (ms - to) / RECOVERS_WITHIN_MS);
    share = Math.max(share, broken * left);
  }
  return share;
}

/** Gives a request the answer that an overloaded server has for it. */
export function answerUnderFlood(random: Random, request: Request): void {
  const share = errorShare(request.at);
  if (share === 0) return;
  request.tookMs += random.whole(0, Math.floor(6_000 * share));
  if (!random.chance(share)) return;
  // Most are turned away at once; some wait for the application until the proxy gives up.
  const timedOut = random.chance(0.2);
  request.status = timedOut ? 504 : 503;
  request.bytes = timedOut ? 367 : 380;
  if (timedOut) request.tookMs = 10_000;
}

/** All requests of the botnet. */
export function httpFlood(random: Random, bots: readonly Bot[]): Request[] {
  const requests: Request[] = [];
  for (const [part, { from, to, perSecond }] of HTTP_FLOOD.entries()) {
    const active = bots.filter((bot) => bot.parts[part]);
    const cumulative: number[] = [];
    let total = 0;
    for (const { weight } of active) {
      total += weight;
      cumulative.push(total);
    }
    // The first and the last request fall into the first and last second of the part.
    requests.push(floodRequest(random, active[0], from + 80), floodRequest(random, active[1], to - 400));
    for (let second = from; second < to; second += 1000) {
      const ramp = Math.min(1, (second - from + 1000) / STEP_UP_MS);
      // The rate swings slowly, with short bursts.
      const swing = 1 + 0.25 * triangle((second - from) / 97_000) + (random.chance(0.04) ? 0.6 : 0);
      const count = random.arrivals(perSecond * ramp * swing);
      for (let i = 0; i < count; i++) {
        const bot = active[firstAtLeast(cumulative, random.share() * total)];
        requests.push(floodRequest(random, bot, second + random.whole(0, 999)));
      }
    }
  }
  return requests;
}

function floodRequest(random: Random, bot: Bot, at: number): Request {
  const kind = random.share();
  const target =
    kind < 0.7
      ? `/search?q=${random.letters(random.whole(4, 9))}`
      : kind < 0.95
        ? '/'
        : `/?${random.whole(1e6, 1e7)}`;
  const request: Request = {
    at,
    tookMs: random.whole(20, 400),
    client: bot.address,
    method: 'GET',
    target,
    status: 200,
    bytes: target.startsWith('/search') ? 4_812 : bodyBytes('/'),
    referrer: '-',
    agent: bot.agent,
  };
  answerUnderFlood(random, request);
  return request;
}

/** -1 to 1 and back, period 1. */
function triangle(x: number): number {
  return 4 * Math.abs((x % 1) - 0.5) - 1;
}

/** Index of the first value >= x in an ascending list. */
function firstAtLeast(values: readonly number[], x: number): number {
  let low = 0;
  let high = values.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (values[middle] < x) low = middle + 1;
    else high = middle;
  }
  return low;
}
