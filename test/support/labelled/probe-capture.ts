// Requests of tools in the clear as a capture shows them, without any log: looking for holes, guessing passwords, and a flood dressed as probes.

import { Capture, Conversation, STACKS } from './capture.ts';
import { type CaseScript, type Desk, httpAnswer, httpGet, WEB } from './case.ts';

/** Requests a second of the scanner: more repeats a minute than http_packets.requests_per_minute, fewer than a flood has. */
const SCANNER_RATE = 9;

export const PROBE_CAPTURE_CASES: readonly CaseScript[] = [
  {
    id: 'benign-probes-in-capture',
    title:
      'One machine tries SQL on a product page 360 times, one guesses passwords of a log-in page, in the clear: no denial of service',
    write(desk) {
      const { random } = desk;
      const capture = new Capture(160);
      const [scanner, guesser] = desk.servers(2);
      const scan = conversation(capture, desk, scanner);
      scan.open(desk.us(4));
      for (let turn = 0; turn < 40 * SCANNER_RATE; turn++) {
        const query = random.pick([
          `id=${turn}'+UNION+SELECT+user,2--+`,
          `id=${turn}%20AND%201=1`,
          `id=${turn};waitfor+delay+'0:0:1'`,
        ]);
        ask(scan, desk, 5 + turn / SCANNER_RATE, httpGet(`/tea?${query}`));
      }
      const guess = conversation(capture, desk, guesser);
      guess.open(desk.us(9));
      for (let turn = 0; turn < 60; turn++)
        ask(guess, desk, 10 + turn * 0.7, post('/wp-login.php', `log=admin&pwd=${random.letters(8)}`));
      desk.visitors(capture, 5, 1, 60);
      desk.truth.innocent.push(scanner, guesser);
      desk.keep(capture);
    },
  },
  {
    id: 'benign-search-words',
    title:
      'An office and six people search for words that look like SQL, with quotes in any spelling, and log in a few times',
    write(desk) {
      const { random } = desk;
      const capture = new Capture(160);
      const clients = desk.people(7);
      const words = [
        'select+a+tea+union+jack',
        'how+to+drop+a+table',
        '%22assam%22',
        'o%27brien%27s',
        "rock+'n'+roll",
        '1+or+2',
        'black+or+green+and+white',
        '%27select%27+teas',
        '%3C50+grams',
      ];
      for (const [n, client] of clients.entries()) {
        const talk = conversation(capture, desk, client);
        talk.open(desk.us(2 + n * 0.2));
        const turns = n === 0 ? 60 : 12;
        for (let turn = 0; turn < turns; turn++) {
          const at = 3 + n * 0.2 + (turn * 60) / turns;
          ask(talk, desk, at, httpGet(`/search?q=${random.pick(words)}`));
          ask(talk, desk, at + 0.2, httpGet(`/img/pot-${random.whole(1, 40)}.jpg`));
          // Staff behind the first address: as many log-ins as a guesser tries, among other requests.
          if (n === 0 && turn % 2 === 0) ask(talk, desk, at + 0.4, post('/login', 'user=ann&pass=assam'));
        }
      }
      desk.truth.innocent.push(...clients);
      desk.keep(capture);
    },
  },
  {
    id: 'http-flood-dressed-as-probes',
    title:
      'Ten machines ask a search page with SQL in the query, 20 times a second each, and wait for no answer: a flood',
    write(desk) {
      const capture = new Capture(100);
      const bots = desk.bots(10).map(({ address }) => address);
      for (const [n, client] of bots.entries()) {
        const talk = conversation(capture, desk, client);
        talk.open(desk.us(20) - talk.rttUs - 100_000);
        for (let turn = 0; turn < 130; turn++)
          talk.up(desk.us(20 + turn * 0.05 + n * 0.0001), httpGet(`/search?q=${turn}'+or+'1'='1`));
      }
      desk.truth.proven.push(...bots);
      desk.visitors(capture, 4, 1, 40);
      desk.attack('http_flood', WEB, 20, 26.45);
      desk.keep(capture);
    },
  },
];

function conversation(capture: Capture, desk: Desk, client: string): Conversation {
  return new Conversation(capture, desk.random, {
    client,
    server: WEB,
    port: 80,
    stack: STACKS.linux,
    rttUs: 12_000,
  });
}

function ask(talk: Conversation, desk: Desk, second: number, request: Buffer): void {
  talk.down(talk.up(desk.us(second), request) + 2_000, httpAnswer(200));
}

function post(path: string, body: string): Buffer {
  return Buffer.from(
    `POST ${path} HTTP/1.1\r\nHost: shop.example.com\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
  );
}
