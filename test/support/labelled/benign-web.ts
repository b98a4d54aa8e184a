// Access logs and socket dumps of busy, odd or badly behaved visitors that are no attack.

import { drawNewsReader, drawVisitor, type Visitor } from '../debtember/population.ts';
import { NEWS_REFERRER } from '../debtember/story.ts';
import { bodyBytes, pageView, type Request, visit } from '../debtember/visits.ts';
import { type CaseScript, type Desk, WEB } from './case.ts';
import { socketDump, tcpSocket } from './sockets.ts';
import { keepLog, ordinaryVisits, request } from './web-log.ts';

const HOUR = 3600;
const CURL = 'curl/8.5.0';

/** A log of some hours of ordinary visits and what else happened in it. */
function logCase(
  id: string,
  title: string,
  hours: number,
  perHour: number,
  more: (desk: Desk) => Request[],
): CaseScript {
  return {
    id,
    title,
    write(desk) {
      const requests = ordinaryVisits(desk, 0, hours * HOUR, perHour);
      requests.push(...more(desk));
      keepLog(desk, requests, hours * HOUR);
    },
  };
}

/** People who come within a stretch, the rush at its beginning. */
function rush(
  desk: Desk,
  fromSec: number,
  toSec: number,
  count: number,
  one: (visitor: Visitor, ms: number) => Request[],
): Request[] {
  const { random } = desk;
  const regulars = Array.from({ length: 40 }, () => drawVisitor(random, desk.space));
  const requests: Request[] = [];
  for (let i = 0; i < count; i++) {
    const reader = drawNewsReader(random, desk.space, regulars);
    desk.truth.innocent.push(reader.address);
    // A quarter of an hour of ramp, then fewer and fewer.
    const age = Math.min(
      toSec - fromSec,
      random.wait((toSec - fromSec) / 5) + Math.sqrt(random.share()) * 600,
    );
    requests.push(...one(reader, desk.startMs + Math.floor((fromSec + age) * 1000)));
  }
  return requests;
}

export const BENIGN_WEB: readonly CaseScript[] = [
  logCase(
    'benign-crawler',
    'A search engine reads the whole site: 1500 pages from eight addresses in half an hour',
    9,
    8,
    (desk) => {
      const { random } = desk;
      const near = desk.space.draw(random, 'US', 'any');
      const addresses = Array.from({ length: 8 }, () => desk.space.drawNear(random, near)).map(
        (value) => `${value >>> 24}.${(value >>> 16) & 255}.${(value >>> 8) & 255}.${value & 255}`,
      );
      desk.truth.innocent.push(...addresses);
      const agent = 'Mozilla/5.0 (compatible; ExampleSearchBot/2.1; +http://search.example/bot.html)';
      const requests = addresses.map((client) =>
        request(desk.startMs + 5 * HOUR * 1000, client, agent, { target: '/robots.txt', bytes: 120 }),
      );
      for (const [n, atUs] of [...desk.times(5 * HOUR, 5.5 * HOUR, 0.83)].entries()) {
        const target = `/product/${n % 1_600}-${['oolong', 'assam', 'sencha', 'pot'][n % 4]}`;
        requests.push(
          request(atUs / 1000, random.pick(addresses), agent, {
            target,
            bytes: bodyBytes(target),
            status: random.chance(0.03) ? 404 : 200,
          }),
        );
      }
      return requests;
    },
  ),
  logCase('benign-slashdotting', 'A link on a much-read site: 300 readers within two hours', 9, 6, (desk) =>
    rush(desk, 5 * HOUR, 7 * HOUR, 300, (reader, ms) =>
      visit(desk.random, reader, ms, { target: '/blog/how-we-dry-oolong', referrer: NEWS_REFERRER }),
    ),
  ),
  logCase(
    'benign-newsletter',
    'A newsletter goes out: 260 readers click within an hour, campaign mark in the address',
    9,
    6,
    (desk) =>
      rush(desk, 4 * HOUR, 5 * HOUR, 260, (reader, ms) =>
        visit(desk.random, reader, ms, {
          target: `/sale?utm_source=newsletter&uid=${desk.random.whole(10_000, 99_999)}`,
          referrer: 'https://mail.example/',
        }),
      ),
  ),
  logCase(
    'benign-own-load-test',
    'A load test of our own from an allow-listed address, 40 requests a second for a minute and a half',
    9,
    8,
    (desk) => {
      const office = '198.51.100.24';
      desk.allowList = [{ prefix: office, label: 'office', note: 'load test, announced' }];
      return [...desk.times(5 * HOUR, 5 * HOUR + 90, 40)].map((atUs) =>
        request(atUs / 1000, office, 'wrk/4.2.0', {
          target: desk.random.pick(['/', '/search?q=tea']),
          bytes: 6_100,
        }),
      );
    },
  ),
  logCase(
    'benign-nat-office',
    'A large office behind one address: 60 people, many browsers, all in one morning hour',
    9,
    8,
    (desk) => {
      const { random } = desk;
      const [client] = desk.people(1);
      desk.truth.innocent.push(client);
      const requests: Request[] = [];
      for (let person = 0; person < 60; person++) {
        const { agent } = drawVisitor(random, desk.space);
        requests.push(
          ...visit(
            random,
            { address: client, agent },
            desk.startMs + Math.floor((4.5 * HOUR + random.share() * 1_500) * 1000),
          ),
        );
      }
      return requests;
    },
  ),
  logCase(
    'benign-http-checks',
    'HTTP checks every second from three stations, one of them allow-listed',
    1,
    12,
    (desk) => {
      const stations = desk.servers(3);
      desk.allowList = [{ prefix: stations[0], label: 'monitoring', note: 'ExampleUptime' }];
      desk.truth.innocent.push(stations[1], stations[2]);
      const requests: Request[] = [];
      for (let at = 0; at < HOUR; at++)
        for (const [n, station] of stations.entries())
          requests.push(
            request(desk.startMs + at * 1000 + n * 300, station, 'ExampleUptime/3.2', {
              method: 'HEAD',
              target: '/health',
              bytes: 0,
              tookMs: 9,
            }),
          );
      return requests;
    },
  ),
  logCase(
    'benign-vulnerability-scan',
    'A vulnerability scanner: 2500 probes in eight minutes, nearly all answered 404',
    9,
    8,
    (desk) => {
      const { random } = desk;
      const [scanner] = desk.servers(1);
      desk.truth.innocent.push(scanner);
      const folders = ['admin', 'backup', 'wp-content', 'phpmyadmin', 'cgi-bin', 'vendor', 'old', 'test'];
      return [...desk.times(5 * HOUR, 5 * HOUR + 480, 5.2)].map((atUs) => {
        const hit = random.chance(0.01);
        return request(atUs / 1000, scanner, 'Mozilla/5.00 (Nikto/2.5.0)', {
          target: `/${random.pick(folders)}/${random.letters(3)}.${random.pick(['php', 'bak', 'asp', 'sql'])}`,
          status: hit ? 403 : 404,
          bytes: 274,
          tookMs: 5,
        });
      });
    },
  ),
  logCase(
    'benign-password-guessing',
    'Password guessing on wp-login.php: two addresses, a try every second for half an hour',
    9,
    8,
    (desk) => {
      const guessers = desk.servers(2);
      desk.truth.innocent.push(...guessers);
      return [...desk.times(5 * HOUR, 5.5 * HOUR, 1)].map((atUs, n) =>
        request(
          atUs / 1000,
          guessers[n % 2],
          'Mozilla/5.0 (Windows NT 6.1; rv:60.0) Gecko/20100101 Firefox/60.0',
          { method: 'POST', target: '/wp-login.php', bytes: 4_210 },
        ),
      );
    },
  ),
  logCase(
    'benign-api-polling',
    'Twenty programs of customers poll an API every ten seconds, all day',
    6,
    8,
    (desk) => {
      const clients = desk.people(20);
      desk.truth.innocent.push(...clients);
      const requests: Request[] = [];
      for (const [n, client] of clients.entries())
        for (let at = n * 0.5; at < 1.2 * HOUR; at += 10)
          requests.push(
            request(desk.startMs + (2 * HOUR + at) * 1000, client, 'okhttp/4.12.0', {
              target: '/api/v1/stock',
              bytes: 812,
              tookMs: 14,
            }),
          );
      return requests;
    },
  ),
  logCase(
    'benign-feed-readers',
    'Feed readers on the hour: 220 of them ask for the feed within one minute',
    6,
    8,
    (desk) => {
      const { random } = desk;
      const readers = desk.people(220);
      desk.truth.innocent.push(...readers);
      const requests: Request[] = [];
      const toHour = HOUR - ((desk.startMs / 1000) % HOUR);
      for (let hour = 0; hour < 6; hour++)
        for (const reader of readers)
          requests.push(
            request(
              desk.startMs + (toHour + hour * HOUR + random.wait(18)) * 1000,
              reader,
              'FreshRSS/1.24 (Linux)',
              { target: '/feed.xml', status: random.chance(0.7) ? 304 : 200, bytes: 0, tookMs: 8 },
            ),
          );
      return requests;
    },
  ),
  {
    id: 'benign-behind-cdn',
    title: 'A busy site behind a CDN: every request comes from two trusted proxies',
    write(desk) {
      const proxies = ['198.51.100.31', '198.51.100.32'];
      desk.trustedProxies = proxies;
      const { random } = desk;
      const requests: Request[] = [];
      for (let at = 0; at < 5 * HOUR; at += random.wait(at > 3 * HOUR && at < 3.3 * HOUR ? 4 : 70)) {
        const { agent } = drawVisitor(random, desk.space);
        requests.push(
          ...pageView(
            random,
            { address: random.pick(proxies), agent },
            desk.startMs + Math.floor(at * 1000),
            random.pick(['/', '/tea/assam', '/pots']),
            '-',
            true,
          ),
        );
      }
      keepLog(desk, requests, 5 * HOUR);
    },
  },
  logCase(
    'benign-download-client',
    'A download manager and a mirror script fetch 900 files with curl, ten at a time',
    9,
    8,
    (desk) => {
      const [mirror] = desk.servers(1);
      desk.truth.innocent.push(mirror);
      return [...desk.times(5 * HOUR, 5 * HOUR + 600, 1.5)].map((atUs, n) =>
        request(atUs / 1000, mirror, CURL, {
          target: `/archive/catalogue-${n}.pdf`,
          bytes: 181_000,
          tookMs: 2_400,
        }),
      );
    },
  ),
  {
    id: 'benign-busy-sockets',
    title: 'netstat of a busy and healthy server: 20 sockets in SYN_RECV, 300 established, 800 in TIME_WAIT',
    write(desk) {
      const { random } = desk;
      const clients = desk.people(500);
      desk.truth.innocent.push(...clients);
      for (const at of [0, 300]) {
        const sockets = [tcpSocket('0.0.0.0:443', '0.0.0.0:*', 'LISTEN')];
        for (const [state, count] of [
          ['SYN_RECV', 20],
          ['ESTABLISHED', 300],
          ['TIME_WAIT', 800],
          ['FIN_WAIT2', 35],
        ] as const)
          for (let i = 0; i < count; i++)
            sockets.push(
              tcpSocket(`${WEB}:443`, `${random.pick(clients)}:${random.whole(32_768, 60_999)}`, state),
            );
        socketDump(desk, 'netstat', at, sockets);
      }
    },
  },
];
