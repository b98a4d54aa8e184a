// Access logs of a site behind a content delivery network: every line bears the address of one of its two proxies.

import { drawVisitor } from '../debtember/population.ts';
import { NEWS_REFERRER } from '../debtember/story.ts';
import { pageView, type Request } from '../debtember/visits.ts';
import type { CaseScript, Desk } from './case.ts';
import { evenings, quietDays } from './web-days.ts';
import { keepLog, ordinaryVisits, request } from './web-log.ts';

const HOUR = 3600;
const HOURS = 9;
const PROXIES = ['198.51.100.31', '198.51.100.32'];

/** Keeps the log as the server behind the proxies writes it. */
function keepProxied(desk: Desk, requests: readonly Request[], untilSec: number): void {
  desk.trustedProxies = PROXIES;
  // Whoever came stands nowhere in the evidence.
  desk.truth.innocent = [];
  keepLog(
    desk,
    requests.map((each) => ({ ...each, client: desk.random.pick(PROXIES) })),
    untilSec,
  );
}

export const PROXIED_LOGS: readonly CaseScript[] = [
  {
    id: 'cdn-flood-not-attributed',
    title:
      'A flood on the search page through a CDN, in a log that holds the addresses of the CDN only: told, not judged',
    write(desk) {
      const { random } = desk;
      const requests = ordinaryVisits(desk, 0, HOURS * HOUR, 6);
      for (const atUs of desk.times(7 * HOUR + 95, 7 * HOUR + 155, 25))
        requests.push(
          request(atUs / 1000, '', 'Mozilla/5.0', {
            target: `/search?q=${random.letters(6)}`,
            status: random.chance(0.4) ? 503 : 200,
          }),
        );
      desk.truth.unjudged = 1;
      keepProxied(desk, requests, HOURS * HOUR);
    },
  },
  {
    id: 'benign-crowd-behind-cdn',
    title: 'Readers of a news page come to a site behind a CDN: the log cannot tell them from a flood either',
    write(desk) {
      const { random } = desk;
      const requests = ordinaryVisits(desk, 0, HOURS * HOUR, 6);
      for (const atUs of desk.times(7 * HOUR, 7 * HOUR + 240, 1))
        requests.push(
          ...pageView(
            random,
            drawVisitor(random, desk.space),
            Math.floor(atUs / 1000),
            '/blog',
            NEWS_REFERRER,
            true,
          ),
        );
      desk.truth.unjudged = 1;
      keepProxied(desk, requests, HOURS * HOUR);
    },
  },
  {
    id: 'benign-evenings-behind-cdn',
    title: 'Five days behind a CDN with a peak of readers each evening: nothing unusual',
    write(desk) {
      const { requests, untilSec } = quietDays(desk);
      keepProxied(desk, [...requests, ...evenings(desk, 3)], untilSec);
    },
  },
];
