// Access logs of several days with a daily rhythm: quiet nights, a peak every evening, a mirror every night; and floods that hide in it.

import { drawVisitor, type Visitor } from '../debtember/population.ts';
import { SHOP } from '../debtember/story.ts';
import { pageView, type Request } from '../debtember/visits.ts';
import type { CaseScript, Desk } from './case.ts';
import { keepLog, ordinaryVisits, request } from './web-log.ts';

const HOUR = 3600;
const DAY = 86_400;
/** Whole days of a log. */
export const DAYS = 5;
const EVENING = 20 * HOUR + 600;
const PEAK_SEC = 360;

/** Seconds into the case of the first midnight UTC. */
function midnight(desk: Desk): number {
  return DAY - ((desk.startMs / 1000) % DAY);
}

/** The same people look at a few pages each evening at the same time; on the day `busy` twice as many views as on the others. */
export function evenings(desk: Desk, busy: number): Request[] {
  const { random } = desk;
  const people: Visitor[] = Array.from({ length: 40 }, () => drawVisitor(random, desk.space));
  desk.truth.innocent.push(...people.map(({ address }) => address));
  const requests: Request[] = [];
  for (let day = 0; day < DAYS; day++) {
    const views = day === busy ? 260 : 130;
    for (let i = 0; i < views; i++) {
      const at = midnight(desk) + day * DAY + EVENING + random.between(0, PEAK_SEC);
      const page = random.pick(['/', '/tea/oolong', '/tea/assam', '/pots', '/blog']);
      requests.push(
        ...pageView(random, random.pick(people), desk.startMs + Math.floor(at * 1000), page, '-', true),
      );
    }
  }
  return requests;
}

/** Ordinary visits over all days, up to the end of the last. */
export function quietDays(desk: Desk): { requests: Request[]; untilSec: number } {
  const untilSec = midnight(desk) + DAYS * DAY;
  return { requests: ordinaryVisits(desk, 0, untilSec, 0.8), untilSec };
}

/** Bots that ask for the search page, 18 requests each within 54 seconds from a second of the case on. */
function flood(desk: Desk, bots: readonly { address: string; agent: string }[], fromSec: number): Request[] {
  const { random } = desk;
  return bots.flatMap(({ address, agent }) =>
    Array.from({ length: 18 }, (_, i) =>
      request(desk.startMs + (fromSec + i * 3 + random.between(0, 3)) * 1000, address, agent, {
        target: `/search?q=${random.letters(2)}`,
        status: random.chance(0.05) ? 503 : 200,
      }),
    ),
  );
}

/** Files fetched for three minutes of each night, one after another, by sources in turn. */
export function nightlyFetch(
  desk: Desk,
  fetch: {
    sources: readonly string[];
    perSecond: number;
    /** Path and status of a file; the same files each night, all answered, if not given. */
    file?(night: number, file: number): { target: string; status: number };
  },
): Request[] {
  const requests: Request[] = [];
  for (let night = 0; night < DAYS; night++) {
    const from = midnight(desk) + night * DAY + 3 * HOUR + desk.random.between(0, 4);
    for (let file = 0; file < 180 * fetch.perSecond; file++)
      requests.push(
        request(
          desk.startMs + (from + file / fetch.perSecond) * 1000,
          fetch.sources[file % fetch.sources.length],
          'Wget/1.24.5',
          {
            bytes: 181_000,
            ...(fetch.file?.(night, file) ?? { target: `/archive/${file}.pdf`, status: 200 }),
          },
        ),
      );
  }
  return requests;
}

export const WEB_DAYS: readonly CaseScript[] = [
  {
    id: 'benign-evening-peaks',
    title: 'Five days with a peak of readers each evening; on the fourth twice as many as on the others',
    write(desk) {
      const { requests, untilSec } = quietDays(desk);
      keepLog(desk, [...requests, ...evenings(desk, 3)], untilSec);
    },
  },
  {
    id: 'benign-nightly-mirror',
    title: 'Five nights on which a mirror fetches the same 540 files at three a second, without any page',
    write(desk) {
      const { requests, untilSec } = quietDays(desk);
      const mirrors = desk.servers(1);
      desk.truth.innocent.push(...mirrors);
      requests.push(...nightlyFetch(desk, { sources: mirrors, perSecond: 3 }));
      keepLog(desk, requests, untilSec);
    },
  },
  {
    id: 'http-flood-nightly',
    title: 'The same 40 machines flood the search page every night at the same hour, five nights',
    write(desk) {
      const { requests, untilSec } = quietDays(desk);
      const bots = desk.bots(40);
      const from = midnight(desk) + 2 * HOUR + 600;
      for (let day = 0; day < DAYS; day++) requests.push(...flood(desk, bots, from + day * DAY));
      desk.truth.proven.push(...bots.map(({ address }) => address));
      desk.attack('http_flood', SHOP, from, from + (DAYS - 1) * DAY + 54);
      keepLog(desk, requests, untilSec);
    },
  },
  {
    id: 'http-flood-in-peak-hour',
    title:
      'A flood of 22 machines within the usual peak of the fourth evening, fewer requests than its readers make',
    write(desk) {
      const { requests, untilSec } = quietDays(desk);
      const bots = desk.bots(22);
      const from = midnight(desk) + 3 * DAY + EVENING + 122;
      desk.truth.proven.push(...bots.map(({ address }) => address));
      desk.attack('http_flood', SHOP, from, from + 54);
      keepLog(desk, [...requests, ...evenings(desk, -1), ...flood(desk, bots, from)], untilSec);
    },
  },
];
