// Programs that ask one path again and again: web sockets after a restart, players of a live stream, an application that polls, and slow bots.

import type { Request } from '../debtember/visits.ts';
import type { CaseScript, Desk } from './case.ts';
import { keepLog, ordinaryVisits, request } from './web-log.ts';

const HOURS = 7;
const AT_SEC = 4 * 3600;
const APPS = ['okhttp/4.12.0', 'Dart/3.4 (dart:io)', 'Shop/5.2 CFNetwork/1494 Darwin/23.4.0'];

function day(desk: Desk, add: (log: Request[], atMs: number) => void): void {
  const log = ordinaryVisits(desk, 60, HOURS * 3600, 5);
  add(log, desk.startMs + AT_SEC * 1000);
  keepLog(desk, log, HOURS * 3600);
}

/** Every three seconds for eight minutes, from each address. */
function poll(
  desk: Desk,
  clients: readonly string[],
  log: Request[],
  atMs: number,
  status: () => number,
): void {
  for (const [n, client] of clients.entries())
    for (let ms = atMs + desk.random.between(0, 20_000); ms < atMs + 480_000; ms += 3000)
      log.push(
        request(ms, client, APPS[n % APPS.length], {
          target: '/api/quiz/state',
          status: status(),
          bytes: 210,
        }),
      );
}

export const TIMERS: readonly CaseScript[] = [
  {
    id: 'benign-web-sockets-restart',
    title:
      'Telephones whose web sockets break with a restart of the server, and which try again until it is back',
    write: (desk) =>
      day(desk, (log, atMs) => {
        const { random } = desk;
        for (const [n, client] of desk.people(150).entries()) {
          const agent = APPS[n % APPS.length];
          desk.truth.innocent.push(client);
          // nginx writes the line of a web socket when it ends.
          log.push(request(atMs, client, agent, { target: '/ws', status: 101, bytes: 52_000 }));
          let ms = atMs;
          for (let turn = 0; ms < atMs + 60_000; turn++) {
            ms += 1000 * Math.min(30, 2 ** turn) * random.between(0.6, 1.4);
            log.push(request(ms, client, agent, { target: '/ws', status: 502, bytes: 150 }));
          }
        }
      }),
  },
  {
    id: 'benign-live-stream',
    title: 'Players of a live stream: the playlist every four seconds, and each piece once',
    write: (desk) =>
      day(desk, (log, atMs) => {
        for (const client of desk.people(14)) {
          desk.truth.innocent.push(client);
          for (let ms = atMs + desk.random.between(0, 60_000); ms < atMs + 360_000; ms += 4000) {
            const piece = `/live/piece-${Math.floor((ms - atMs) / 4000)}.ts`;
            log.push(request(ms, client, 'AppleCoreMedia/1.0', { target: '/live/stream.m3u8', bytes: 940 }));
            log.push(request(ms + 200, client, 'AppleCoreMedia/1.0', { target: piece, bytes: 880_000 }));
          }
        }
      }),
  },
  {
    id: 'benign-application-polls',
    title:
      'Telephones of a quiz that ask for its state every three seconds, and are answered: slow bots look the same',
    write: (desk) =>
      day(desk, (log, atMs) => {
        const clients = desk.people(16);
        poll(desk, clients, log, atMs, () => 200);
        desk.truth.innocent.push(...clients);
        desk.truth.unjudged = 1;
      }),
  },
  {
    id: 'http-slow-bots-on-timer',
    title:
      'HTTP flood by slow bots that ask for one path every three seconds, while half of the requests fail',
    write: (desk) =>
      day(desk, (log, atMs) => {
        const bots = desk.bots(18).map(({ address }) => address);
        poll(desk, bots, log, atMs, () => (desk.random.chance(0.5) ? 503 : 200));
        desk.truth.proven.push(...bots);
        desk.attack('http_flood', '', AT_SEC, AT_SEC + 480);
      }),
  },
];
