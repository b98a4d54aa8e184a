// Access logs in which clients ask again and again because the server fails, because they fetch repositories, or because they are crawlers; and
// visitors who reload a page while bots flood it.

import { drawVisitor } from '../debtember/population.ts';
import { SHOP } from '../debtember/story.ts';
import type { Request } from '../debtember/visits.ts';
import type { CaseScript, Desk } from './case.ts';
import { keepLog, ordinaryVisits, request } from './web-log.ts';

const HOURS = 7;
const AT_SEC = 5 * 3600;
const CHROME =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/137.0.0.0 Safari/537.36';

function day(desk: Desk, add: (log: Request[], atMs: number) => void): void {
  const log = ordinaryVisits(desk, 60, HOURS * 3600, 9);
  add(log, desk.startMs + AT_SEC * 1000);
  keepLog(desk, log, HOURS * 3600);
}

/** People who find a page failing, from a moment within `sec` on, and reload it up to `most` times. */
function reloads(
  desk: Desk,
  log: Request[],
  people: number,
  atMs: number,
  sec: number,
  most: number,
  page: Partial<Request> & { target: string },
): void {
  const { random } = desk;
  for (let i = 0; i < people; i++) {
    const { address, agent } = drawVisitor(random, desk.space);
    desk.truth.innocent.push(address);
    let ms = atMs + random.between(0, sec * 1000);
    for (let turn = random.whole(2, most); turn > 0; turn--) {
      log.push(request(ms, address, agent, { bytes: 300, ...page }));
      ms += random.between(2_000, 9_000);
    }
  }
}

export const DOUBTFUL_LOGS: readonly CaseScript[] = [
  {
    id: 'benign-application-polls-failing-server',
    title: 'An application that polls on while its server answers 502 for six minutes of twenty',
    write: (desk) =>
      day(desk, (log, atMs) => {
        const clients = desk.people(50);
        for (const [n, client] of clients.entries())
          for (let ms = atMs + n * 260; ms < atMs + 1_200_000; ms += 15_000) {
            const fails = ms > atMs + 500_000 && ms < atMs + 860_000;
            const answer = fails ? { status: 502, bytes: 150 } : { bytes: 212 };
            log.push(request(ms, client, 'okhttp/4.12.0', { target: '/api/v2/status', ...answer }));
          }
        desk.truth.innocent.push(...clients);
        desk.truth.unjudged = 1;
      }),
  },
  {
    id: 'benign-reloads-of-failing-page',
    title: 'A site is named on television and answers nothing but 503: 400 people reload the page',
    write: (desk) =>
      day(desk, (log, atMs) => {
        reloads(desk, log, 400, atMs, 150, 11, { target: '/tea/oolong', status: 503 });
        desk.truth.unjudged = 1;
      }),
  },
  {
    id: 'benign-build-machines-first-time',
    title: 'Fifty new build machines fetch four repositories over HTTP at the same time',
    write: (desk) =>
      day(desk, (log, atMs) => {
        const { random } = desk;
        const machines = desk.servers(50);
        for (const machine of machines) {
          let ms = atMs + random.between(0, 15_000);
          for (let fetch = 0; fetch < 6; fetch++) {
            const repository = `/git/service-${random.whole(1, 4)}.git`;
            const ask = (fields: Partial<Request> & { target: string }): void => {
              log.push(request(ms, machine, 'git/2.47.1', fields));
              ms += random.between(100, 900);
            };
            ask({ target: `${repository}/info/refs?service=git-upload-pack` });
            ask({ method: 'POST', target: `${repository}/git-upload-pack`, bytes: 900 });
            ask({ method: 'POST', target: `${repository}/git-upload-pack`, bytes: 90_000 });
            ms += random.between(500, 2_500);
          }
        }
        desk.truth.innocent.push(...machines);
      }),
  },
  {
    id: 'benign-crawlers',
    title: 'Four search engines go through a new catalogue at once, and a fifth through its search page',
    write: (desk) =>
      day(desk, (log, atMs) => {
        const { random } = desk;
        const engines = [
          'Mozilla/5.0 (compatible; Engine1Bot/2.1; +http://one.example/bot.html)',
          'Mozilla/5.0 (compatible; Engine2Bot/2.0; +http://two.example/bot.htm)',
          'Mozilla/5.0 (compatible; Engine3Bot/3.0; +http://three.example/bots)',
          'Mozilla/5.0 (compatible; Collector4/1.1; +https://four.example/crawler)',
        ];
        for (const agent of engines) {
          const machines = desk.servers(12);
          desk.truth.innocent.push(...machines);
          for (let page = 0; page < 420; page++)
            log.push(
              request(
                atMs + page * 800 + random.between(0, 700),
                machines[random.whole(0, machines.length - 1)],
                agent,
                { target: `/catalogue/item-${page}`, status: random.chance(0.03) ? 404 : 200 },
              ),
            );
        }
        const machines = desk.servers(12);
        desk.truth.innocent.push(...machines);
        for (let turn = 0; turn < 900; turn++)
          log.push(
            request(
              atMs + turn * 400,
              machines[random.whole(0, machines.length - 1)],
              'Mozilla/5.0 (compatible; Collector5Spider; mail@five.example)',
              { target: `/search?color=${random.whole(1, 60)}&page=${random.whole(1, 90)}` },
            ),
          );
        desk.truth.unjudged = 1;
      }),
  },
  {
    id: 'benign-link-previews',
    title:
      'A link on a social network of many servers: 700 of them fetch the page once; a flood through rented addresses looks the same',
    write: (desk) =>
      day(desk, (log, atMs) => {
        for (const server of desk.servers(700)) {
          desk.truth.innocent.push(server);
          const agent = `http.rb/5.2.0 (Mastodon/4.3.1; +https://${desk.random.letters(6)}.example/)`;
          log.push(request(atMs + desk.random.wait(30) * 1000, server, agent, { target: '/tea/oolong' }));
        }
        desk.truth.unjudged = 1;
      }),
  },
  {
    id: 'http-flood-with-reloads',
    title:
      'HTTP flood by 120 slow bots, after 40 s of which nothing but 503 is answered; 60 visitors reload the page',
    write: (desk) =>
      day(desk, (log, atMs) => {
        const { random } = desk;
        const bots = desk.bots(120).map(({ address }) => address);
        for (const bot of bots)
          for (
            let ms = atMs + random.between(0, 6_000);
            ms < atMs + 200_000;
            ms += random.between(3_000, 9_000)
          ) {
            const answer = ms > atMs + 40_000 ? { status: 503, bytes: 300 } : {};
            log.push(request(ms, bot, CHROME, { target: '/tea/assam', ...answer }));
          }
        reloads(desk, log, 60, atMs + 45_000, 100, 9, { target: '/tea/assam', status: 503 });
        desk.truth.proven.push(...bots);
        desk.attack('http_flood', SHOP, AT_SEC, AT_SEC + 200);
      }),
  },
  {
    id: 'http-flood-refused',
    title:
      'HTTP flood by 90 slow bots that a firewall refuses (403), and 40 visitors who are refused as well and reload',
    write: (desk) =>
      day(desk, (log, atMs) => {
        const { random } = desk;
        const bots = desk.bots(90).map(({ address }) => address);
        for (const bot of bots)
          for (
            let ms = atMs + random.between(0, 6_000);
            ms < atMs + 200_000;
            ms += random.between(2_000, 6_000)
          )
            log.push(request(ms, bot, CHROME, { target: '/', status: 403, bytes: 150 }));
        reloads(desk, log, 40, atMs, 150, 9, { target: '/', status: 403 });
        desk.truth.proven.push(...bots);
        desk.attack('http_flood', SHOP, AT_SEC, AT_SEC + 200);
      }),
  },
];

/** What is told by the requests themselves: guessing of passwords, and clients that keep files alike. */
export const TOLD_BY_REQUESTS: readonly CaseScript[] = [
  {
    id: 'benign-spread-guessing',
    title: 'Guessing of passwords at xmlrpc.php: 300 addresses, six tries each within a quarter of an hour',
    write: (desk) =>
      day(desk, (log, atMs) => {
        const guessers = desk.bots(300).map(({ address }) => address);
        for (const guesser of guessers)
          for (let turn = 0; turn < 6; turn++)
            log.push(
              request(atMs + desk.random.between(0, 720_000), guesser, CHROME, {
                method: 'POST',
                target: '/xmlrpc.php',
                bytes: 403,
              }),
            );
        desk.truth.innocent.push(...guessers);
      }),
  },
  {
    id: 'benign-file-clients',
    title: 'Twenty new machines of an office keep a folder alike over WebDAV',
    write: (desk) =>
      day(desk, (log, atMs) => {
        const { random } = desk;
        const clients = desk.people(20);
        for (const client of clients)
          for (let ms = atMs + random.between(0, 20_000); ms < atMs + 150_000; ms += 900 + random.wait(1_500))
            log.push(
              request(ms, client, 'Mozilla/5.0 (Linux) mirall/3.14.1', {
                method: 'PROPFIND',
                target: '/remote.php/dav/files/office/',
                status: 207,
                bytes: 911,
              }),
            );
        desk.truth.innocent.push(...clients);
      }),
  },
];
