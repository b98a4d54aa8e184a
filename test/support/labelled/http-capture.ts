// HTTP in the clear as a capture shows it, without any log: a flood, and much traffic that is none; HTTP/2 in a log.

import { SHOP } from '../debtember/story.ts';
import { Capture, Conversation, STACKS } from './capture.ts';
import { type CaseScript, httpAnswer, httpGet, WEB } from './case.ts';
import { FLAG } from './frames.ts';
import { keepLog, ordinaryVisits, request } from './web-log.ts';

const HOUR = 3600;
const PHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 Version/18.5 Mobile/15E148 Safari/604.1';

export const HTTP_CAPTURE_CASES: readonly CaseScript[] = [
  {
    id: 'http-flood-in-capture',
    title:
      'HTTP flood without a log: 16 machines ask for the front page with random queries, 32 times each in 12 s',
    write(desk) {
      const { random } = desk;
      const capture = new Capture(96);
      const bots = desk.bots(16).map(({ address }) => address);
      for (const [n, client] of bots.entries()) {
        const talk = new Conversation(capture, random, {
          client,
          server: WEB,
          port: 80,
          stack: STACKS.linux,
        });
        talk.open(desk.us(20) - talk.rttUs - 100_000);
        for (let turn = 0; turn < 32; turn++) {
          const atUs = desk.us(20 + turn * 0.375 + n * 0.0001);
          talk.down(talk.up(atUs, httpGet(`/?${random.letters(4)}=${turn}`)) + 2_000, httpAnswer(300));
        }
      }
      desk.truth.proven.push(...bots);
      desk.visitors(capture, 6, 1, 45);
      desk.attack('http_flood', WEB, 20, 31.7);
      desk.keep(capture);
    },
  },
  {
    id: 'benign-reverse-proxy',
    title: 'A proxy that nobody listed passes 500 requests of many visitors to us within 28 s',
    write(desk) {
      const { random } = desk;
      const capture = new Capture(110);
      const proxy = '198.51.100.40';
      const paths = [
        '/',
        '/style.css',
        '/logo.png',
        '/shop.js',
        '/tea/assam',
        '/tea/oolong',
        '/pots',
        '/cart',
        '/search',
        '/feed.xml',
      ];
      for (let line = 0; line < 5; line++) {
        const talk = new Conversation(capture, random, {
          client: proxy,
          server: WEB,
          port: 80,
          stack: STACKS.linux,
          rttUs: 300,
        });
        talk.open(desk.us(1 + line * 0.1));
        for (let turn = 0; turn < 100; turn++)
          talk.down(
            talk.up(desk.us(2 + turn * 0.26 + line * 0.02), httpGet(random.pick(paths))) + 1_500,
            httpAnswer(random.whole(200, 900)),
          );
      }
      desk.truth.innocent.push(proxy);
      desk.keep(capture);
    },
  },
  {
    id: 'benign-polling-in-capture',
    title: 'Thirty programs poll one address every six seconds over HTTP in the clear',
    write(desk) {
      const { random } = desk;
      const capture = new Capture(96);
      const clients = desk.people(30);
      for (const [n, client] of clients.entries()) {
        const talk = new Conversation(capture, random, { client, server: WEB, port: 80, rttUs: 30_000 });
        talk.open(desk.us(1 + n * 0.1));
        for (let at = 5 + n * 0.2; at < 130; at += 6)
          talk.down(talk.up(desk.us(at), httpGet('/api/v1/stock')) + 4_000, httpAnswer(120));
      }
      desk.truth.innocent.push(...clients);
      desk.keep(capture);
    },
  },
  {
    id: 'benign-load-test-in-capture',
    title: 'A load test of our own from an allow-listed address, seen in a capture: 50 requests a second',
    write(desk) {
      const { random } = desk;
      const capture = new Capture(90);
      const office = '198.51.100.24';
      desk.allowList = [{ prefix: office, label: 'office', note: 'load test, announced' }];
      const talk = new Conversation(capture, random, {
        client: office,
        server: WEB,
        port: 80,
        stack: STACKS.linux,
        rttUs: 900,
      });
      talk.open(desk.us(2));
      for (const atUs of desk.times(3, 15, 50))
        talk.down(talk.up(atUs, httpGet('/search?q=tea')) + 900, httpAnswer(200));
      desk.visitors(capture, 8, 1, 20);
      desk.keep(capture);
    },
  },
  {
    id: 'http2-rapid-reset',
    title: 'Twelve machines open HTTP/2 requests and give them up at once, 90 a second each: nginx logs 499',
    write(desk) {
      const { random } = desk;
      const requests = ordinaryVisits(desk, 0, 8 * HOUR, 8);
      const bots = desk.bots(12).map(({ address }) => address);
      for (const [n, client] of bots.entries())
        for (const atUs of desk.times(6 * HOUR + 30 + n * 0.05, 6 * HOUR + 36, 90))
          requests.push(
            request(atUs / 1000, client, '-', {
              target: '/',
              raw: 'GET / HTTP/2.0',
              status: random.chance(0.97) ? 499 : 200,
              bytes: 0,
              tookMs: 1,
            }),
          );
      desk.truth.proven.push(...bots);
      desk.truth.mayAlso.push('http_flood');
      desk.attack('http2_rapid_reset', SHOP, 6 * HOUR + 30, 6 * HOUR + 36);
      keepLog(desk, requests, 8 * HOUR);
    },
  },
  {
    id: 'benign-http2-impatient',
    title: 'A slow afternoon: 120 people on telephones leave pages before they came, 499 over HTTP/2',
    write(desk) {
      const { random } = desk;
      const requests = ordinaryVisits(desk, 0, 8 * HOUR, 8);
      const people = desk.people(120);
      for (const client of people) {
        const start = 5 * HOUR + random.between(0, 240);
        for (const [n, target] of [
          '/sale',
          '/style.css',
          '/shop.js',
          '/img/pot-1.jpg',
          '/img/pot-2.jpg',
        ].entries())
          requests.push(
            request(desk.startMs + (start + n * 0.2) * 1000, client, PHONE, {
              target,
              raw: `GET ${target} HTTP/2.0`,
              status: n > 1 ? 499 : 200,
              bytes: n > 1 ? 0 : 5_120,
            }),
          );
      }
      desk.truth.innocent.push(...people);
      keepLog(desk, requests, 8 * HOUR);
    },
  },
];

export const POLLED_CAPTURES: readonly CaseScript[] = [
  {
    id: 'benign-application-polls-in-capture',
    title:
      'An application on 22 telephones asks for one path every three and a half seconds, seen in a capture',
    write(desk) {
      const capture = new Capture(100);
      const clients = desk.people(22);
      for (const client of clients) {
        const talk = new Conversation(capture, desk.random, { client, server: WEB, port: 80 });
        talk.open(desk.us(desk.random.between(1, 4)));
        for (let second = desk.random.between(5, 8); second < 205; second += 3.5) {
          talk.fromClient(
            desk.us(second),
            FLAG.PSH | FLAG.ACK,
            Buffer.from('GET /state HTTP/1.1\r\nHost: a\r\n\r\n'),
          );
          talk.fromServer(
            desk.us(second) + 900,
            FLAG.PSH | FLAG.ACK,
            Buffer.from('HTTP/1.1 204 No Content\r\n\r\n'),
          );
        }
      }
      desk.truth.innocent.push(...clients);
      desk.truth.unjudged = 1;
      desk.keep(capture);
    },
  },
];
