// Floods of requests as the access log shows them, and slow requests as log and socket dump show them.

import { SHOP } from '../debtember/story.ts';
import type { Request } from '../debtember/visits.ts';
import { type CaseScript, type Desk, WEB } from './case.ts';
import { socketDump, tcpSocket } from './sockets.ts';
import { keepLog, ordinaryVisits, request } from './web-log.ts';

const HOUR = 3600;
const CHROME =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/137.0.0.0 Safari/537.36';

interface RequestFlood {
  id: string;
  title: string;
  bots: number;
  fromSec: number;
  toSec: number;
  perSecond: number;
  /** What a bot asks for. */
  make(desk: Desk): Partial<Request> & { target: string };
  /** Server errors under load. */
  errorShare: number;
}

function requestFlood(flood: RequestFlood): CaseScript {
  return {
    id: flood.id,
    title: flood.title,
    write(desk) {
      const { random } = desk;
      const requests = ordinaryVisits(desk, 0, 9 * HOUR, 6);
      const bots = desk.bots(flood.bots);
      const sent = new Map<string, number>();
      const served = new Set<string>();
      let turn = 0;
      for (const atUs of desk.times(flood.fromSec, flood.toSec, flood.perSecond)) {
        // All take part; some are faster than others.
        const bot = turn < bots.length ? bots[turn++] : random.pick(bots);
        sent.set(bot.address, (sent.get(bot.address) ?? 0) + 1);
        const answer = random.chance(flood.errorShare) ? { status: 503, bytes: 380 } : {};
        if (answer.status === undefined) served.add(bot.address);
        requests.push(request(atUs / 1000, bot.address, bot.agent, { ...flood.make(desk), ...answer }));
      }
      // Whoever came seldom, or got nothing but failures, need not be told from a visitor.
      for (const [address, count] of sent)
        desk.truth[count >= 8 && served.has(address) ? 'proven' : 'real'].push(address);
      desk.attack('http_flood', SHOP, flood.fromSec, flood.toSec);
      keepLog(desk, requests, 9 * HOUR);
    },
  };
}

export const WEB_ATTACKS: readonly CaseScript[] = [
  requestFlood({
    id: 'http-get-flood',
    title: 'HTTP GET flood on the front page by 250 machines, 40 requests a second',
    bots: 250,
    fromSec: 7 * HOUR + 95,
    toSec: 7 * HOUR + 155,
    perSecond: 40,
    errorShare: 0.5,
    make: () => ({ target: '/' }),
  }),
  requestFlood({
    id: 'http-post-flood',
    title: 'HTTP POST flood on the login form by 150 machines',
    bots: 150,
    fromSec: 7 * HOUR + 95,
    toSec: 7 * HOUR + 170,
    perSecond: 25,
    errorShare: 0.4,
    make: () => ({ method: 'POST', target: '/login', status: 200, bytes: 2_310 }),
  }),
  requestFlood({
    id: 'http-cache-buster',
    title: 'HTTP flood with a random query on every request, 100 machines',
    bots: 100,
    fromSec: 7 * HOUR + 95,
    toSec: 7 * HOUR + 155,
    perSecond: 22,
    errorShare: 0.3,
    make: (desk) => ({
      target: `/?${desk.random.letters(5)}=${desk.random.whole(10_000, 99_999)}`,
      bytes: 8_211,
    }),
  }),
  requestFlood({
    id: 'http-expensive-search',
    title: 'HTTP flood on the search page, random words, 120 machines for four minutes',
    bots: 120,
    fromSec: 7 * HOUR + 95,
    toSec: 7 * HOUR + 340,
    perSecond: 6,
    errorShare: 0.3,
    make: (desk) => ({ target: `/search?q=${desk.random.letters(6)}`, bytes: 4_812, tookMs: 900 }),
  }),
  {
    id: 'http-low-and-wide',
    title: 'Low and wide: 400 machines make eight requests each over five minutes, like browsers in a hurry',
    write(desk) {
      const { random } = desk;
      const requests = ordinaryVisits(desk, 0, 9 * HOUR, 6);
      const bots = desk.bots(400);
      for (const bot of bots)
        for (let i = 0; i < 8; i++)
          requests.push(
            request(
              desk.startMs + (7 * HOUR + 95 + random.between(i * 37, i * 37 + 41)) * 1000,
              bot.address,
              CHROME,
              {
                target: random.pick(['/', '/tea/oolong', '/search?q=gift', '/tea/assam']),
                bytes: 6_900,
                referrer: `http://${SHOP}/`,
              },
            ),
          );
      desk.truth.proven.push(...bots.map(({ address }) => address));
      desk.attack('http_flood', SHOP, 7 * HOUR + 95, 7 * HOUR + 95 + 300);
      keepLog(desk, requests, 9 * HOUR);
    },
  },
  {
    id: 'http-flood-one-source',
    title: 'HTTP flood from one machine with a benchmark tool, 60 requests a second',
    write(desk) {
      const requests = ordinaryVisits(desk, 0, 9 * HOUR, 8);
      const [source] = desk.servers(1);
      for (const atUs of desk.times(7 * HOUR + 40, 7 * HOUR + 130, 60))
        requests.push(request(atUs / 1000, source, 'ApacheBench/2.3', { target: '/', bytes: 6_100 }));
      desk.truth.proven.push(source);
      desk.attack('http_flood', SHOP, 7 * HOUR + 40, 7 * HOUR + 130);
      keepLog(desk, requests, 9 * HOUR);
    },
  },
  {
    id: 'slowloris',
    title:
      'Slowloris: 40 addresses hold 400 connections with unfinished requests; Apache logs 408 a timeout later',
    write(desk) {
      const { random } = desk;
      const requests = ordinaryVisits(desk, 0, 9 * HOUR, 8);
      const bots = desk.bots(40).map(({ address }) => address);
      const from = 7 * HOUR + 30;
      const to = from + 600;
      // Ten connections an address, each opened anew when Apache's RequestReadTimeout (20 to 40 s) closes it.
      for (const bot of bots)
        for (let line = 0; line < 10; line++)
          for (let at = from + random.between(0, 20); at < to - 41; at += 40 + random.between(0, 90))
            requests.push(
              request(desk.startMs + at * 1000, bot, '-', {
                target: '-',
                raw: '-',
                status: 408,
                bytes: 0,
                tookMs: 40_000,
              }),
            );
      const first = Math.min(...requests.filter(({ status }) => status === 408).map(({ at }) => at));
      const regulars = desk.people(12);
      for (const [at, each] of [
        [5 * HOUR, 0],
        [from + 240, 10],
        [from + 420, 10],
        [to + 900, 0],
      ]) {
        const sockets = [tcpSocket('0.0.0.0:80', '0.0.0.0:*', 'LISTEN')];
        for (const client of regulars)
          sockets.push(
            tcpSocket(
              `${WEB}:80`,
              `${client}:${random.whole(32768, 60999)}`,
              random.chance(0.3) ? 'ESTABLISHED' : 'TIME_WAIT',
            ),
          );
        for (const bot of bots)
          for (let i = 0; i < each; i++)
            sockets.push(tcpSocket(`${WEB}:80`, `${bot}:${random.whole(32768, 60999)}`, 'ESTABLISHED', 230));
        socketDump(desk, 'ss', at, sockets);
      }
      desk.truth.proven.push(...bots);
      desk.truth.innocent.push(...regulars);
      // The same pile of sockets is a connection flood to whoever has the dumps alone.
      desk.truth.mayAlso.push('connection_flood');
      desk.attack('slow_http', '', (first - desk.startMs) / 1000, to);
      keepLog(desk, requests, 9 * HOUR);
    },
  },
];
