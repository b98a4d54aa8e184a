// Daily life of web servers that looks like a flood of requests: push messages, releases, episodes, messages that are late.

import type { CaseScript } from './case.ts';
import { keepLog, ordinaryVisits, request } from './web-log.ts';

const HOUR = 3600;

export const DAILY_LOGS: readonly CaseScript[] = [
  {
    id: 'benign-app-push-log',
    title: 'A push message in the log: 900 telephones make five calls of an API within half a minute',
    write(desk) {
      const { random } = desk;
      const requests = ordinaryVisits(desk, 0, 9 * HOUR, 8);
      const agent = 'KettleApp/4.2 (Android 14; okhttp/4.12)';
      for (const client of desk.people(900)) {
        const start = desk.startMs + (8 * HOUR + random.between(0, 25)) * 1000;
        for (const [n, target] of [
          '/api/v1/session',
          '/api/v1/feed',
          '/api/v1/offers',
          '/api/v1/cart',
          '/api/v1/ack',
        ].entries())
          requests.push(
            request(start + n * random.between(200, 900), client, agent, {
              target,
              method: n === 0 || n === 4 ? 'POST' : 'GET',
            }),
          );
        desk.truth.innocent.push(client);
      }
      keepLog(desk, requests, 9 * HOUR);
    },
  },
  {
    id: 'benign-release-day',
    title: 'Release day of a mirror: 300 machines fetch the same lists and packages within ten minutes',
    write(desk) {
      const { random } = desk;
      const requests = ordinaryVisits(desk, 0, 9 * HOUR, 8);
      const packages = Array.from(
        { length: 60 },
        (_, n) => `/debian/pool/main/${String.fromCharCode(97 + (n % 26))}/pkg-${n}_1.${n}-2_amd64.deb`,
      );
      for (const client of desk.people(300)) {
        let at = desk.startMs + (8 * HOUR + random.between(0, 600)) * 1000;
        const agent = `Debian APT-HTTP/1.3 (${random.pick(['2.6.1', '2.9.8', '2.4.12'])})`;
        for (const target of [
          '/debian/dists/trixie/InRelease',
          '/debian/dists/trixie/main/binary-amd64/Packages.xz',
          ...packages.filter(() => random.chance(0.2)),
        ]) {
          requests.push(request(at, client, agent, { target, bytes: random.whole(20_000, 900_000) }));
          at += random.whole(80, 900);
        }
        desk.truth.innocent.push(client);
      }
      keepLog(desk, requests, 9 * HOUR);
    },
  },
  {
    id: 'benign-podcast-episode',
    title: 'A new episode of a podcast: 400 players fetch it in pieces (206)',
    write(desk) {
      const { random } = desk;
      const requests = ordinaryVisits(desk, 0, 9 * HOUR, 8);
      for (const client of desk.people(400)) {
        let at = desk.startMs + (8 * HOUR + random.between(0, 300)) * 1000;
        const agent = random.pick([
          'AppleCoreMedia/1.0.0 (iPhone; U; CPU OS 18_5)',
          'Overcast/2026.5',
          'AntennaPod/3.7.0',
        ]);
        requests.push(request(at, client, agent, { target: '/podcast/feed.xml' }));
        for (let n = 0; n < 9; n++) {
          at += random.whole(300, 4_000);
          requests.push(
            request(at, client, agent, { target: '/podcast/214.mp3', status: 206, bytes: 1_048_576 }),
          );
        }
        desk.truth.innocent.push(client);
      }
      keepLog(desk, requests, 9 * HOUR);
    },
  },
  {
    id: 'benign-webhooks-late',
    title:
      'A payment provider catches up: six known machines deliver 1500 messages to one path within two minutes',
    write(desk) {
      const { random } = desk;
      const requests = ordinaryVisits(desk, 0, 9 * HOUR, 8);
      const machines = desk.servers(6);
      const post = (at: number, client: string): void => {
        requests.push(
          request(at, client, 'PayHooks/2.1', { method: 'POST', target: '/hooks/payment', bytes: 2 }),
        );
      };
      for (const client of machines) {
        for (let n = 0; n < 40; n++) post(desk.startMs + random.between(0, 8 * HOUR - 600) * 1000, client);
        for (let n = 0; n < 250; n++) post(desk.startMs + (8 * HOUR + random.between(0, 120)) * 1000, client);
      }
      desk.truth.innocent.push(...machines);
      keepLog(desk, requests, 9 * HOUR);
    },
  },
  {
    id: 'benign-build-machines',
    title: 'Forty build machines clone repositories at the full hour, as they do after each change',
    write(desk) {
      const { random } = desk;
      const requests = ordinaryVisits(desk, 0, 9 * HOUR, 8);
      const machines = desk.servers(40);
      const clone = (at: number, client: string): void => {
        const repository = `/git/shop-${random.whole(1, 6)}.git`;
        requests.push(
          request(at, client, 'git/2.49.0', { target: `${repository}/info/refs?service=git-upload-pack` }),
        );
        for (let n = 0; n < 2; n++)
          requests.push(
            request(at + 200 + n * 300, client, 'git/2.49.0', {
              method: 'POST',
              target: `${repository}/git-upload-pack`,
              bytes: 90_000,
            }),
          );
      };
      for (const client of machines) {
        for (let n = 0; n < 12; n++) clone(desk.startMs + random.between(0, 8 * HOUR - 600) * 1000, client);
        for (let n = 0; n < 8; n++) clone(desk.startMs + (8 * HOUR + random.between(0, 90)) * 1000, client);
      }
      desk.truth.innocent.push(...machines);
      keepLog(desk, requests, 9 * HOUR);
    },
  },
  {
    id: 'benign-ticket-queue',
    title:
      'Tickets go on sale: 150 people open the page and wait, their pages ask for their place every five seconds',
    write(desk) {
      const { random } = desk;
      const requests = ordinaryVisits(desk, 0, 9 * HOUR, 8);
      for (const client of desk.people(150)) {
        let at = desk.startMs + (8 * HOUR + random.between(0, 60)) * 1000;
        const agent = 'Mozilla/5.0 (X11; Linux x86_64; rv:139.0) Gecko/20100101 Firefox/139.0';
        for (const target of ['/tickets', '/tickets.css', '/tickets.js', '/logo.svg']) {
          requests.push(request(at, client, agent, { target }));
          at += 60;
        }
        for (let n = 0; n < 24; n++) {
          at += 5_000;
          requests.push(request(at, client, agent, { target: '/tickets/place' }));
        }
        desk.truth.innocent.push(client);
      }
      keepLog(desk, requests, 9 * HOUR);
    },
  },
];
