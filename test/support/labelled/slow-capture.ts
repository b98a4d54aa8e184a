// Connections that are slow as a capture shows them: slow POST and slow read, and people and machines that are slow for reasons of their own.

import { Capture, Conversation, STACKS } from './capture.ts';
import { type CaseScript, type Desk, httpAnswer, httpGet, WEB } from './case.ts';
import { FLAG } from './frames.ts';

const CONNECTIONS = 12;

export const SLOW_CAPTURE_CASES: readonly CaseScript[] = [
  {
    id: 'slow-post-in-capture',
    title: 'Slow POST: 7 machines hold 12 connections each and send 20 bytes of a body every ten seconds',
    write(desk) {
      const { random } = desk;
      const capture = new Capture(96);
      const bots = desk.bots(7).map(({ address }) => address);
      const from = 20;
      const to = 122;
      for (const [n, client] of bots.entries())
        for (let line = 0; line < CONNECTIONS; line++) {
          const talk = conversation(capture, desk, client);
          const start = from + n * 0.1 + line * 0.15;
          talk.up(talk.open(desk.us(start) - (n + line === 0 ? 0 : talk.rttUs)) + 1_000, slowPost(65_536));
          for (let at = start + 10; at <= to; at += 10)
            talk.up(
              desk.us(n === 0 && line === 0 && at + 10 > to ? to : at),
              Buffer.from(`&${random.letters(19)}`),
            );
        }
      desk.truth.proven.push(...bots);
      desk.visitors(capture, 3, 1, 140);
      desk.attack('slow_http', WEB, from, to);
      desk.keep(capture);
    },
  },
  {
    id: 'slow-read-in-capture',
    title: 'Slow read: 6 machines ask for a catalogue on 12 connections each and close their receive windows',
    write(desk) {
      const capture = new Capture(96);
      const bots = desk.bots(6).map(({ address }) => address);
      const from = 30;
      const to = 125;
      for (const [n, client] of bots.entries())
        for (let line = 0; line < CONNECTIONS; line++) {
          const talk = conversation(capture, desk, client);
          const start = from + n * 0.1 + line * 0.15;
          const sentUs = talk.up(talk.open(desk.us(start)) + 1_000, httpGet('/catalogue.pdf'));
          talk.down(sentUs + 2_000, httpAnswer(900));
          // The answers to the server's window probes.
          for (let at = start + 1; at <= to; at *= 1.2)
            talk.fromClient(desk.us(at), FLAG.ACK, undefined, undefined, 0);
          if (n === 0 && line === 0) talk.fromClient(desk.us(to), FLAG.ACK, undefined, undefined, 0);
        }
      desk.truth.proven.push(...bots);
      desk.visitors(capture, 3, 1, 140);
      desk.attack('slow_http', WEB, from, to);
      desk.keep(capture);
    },
  },
  {
    id: 'benign-slow-clients',
    title:
      'Slow for reasons of their own: uploads by telephone, long polling and web sockets behind one address, sensors',
    write(desk) {
      const { random } = desk;
      const capture = new Capture(78);
      const [office] = desk.people(1);
      const phones = desk.people(4);
      const sensors = desk.people(4);
      const start = (n: number): number => 5 + n * 0.4;
      for (const [n, client] of phones.entries()) {
        // Photographs over a bad line: whole segments, seconds apart, and a short last one.
        for (let picture = 0; picture < 12; picture++) {
          const talk = conversation(capture, desk, client);
          let atUs = talk.up(talk.open(desk.us(start(n) + picture * 5)) + 1_000, slowPost(4_480));
          for (const length of [1_460, 1_460, 1_460, 100])
            atUs = talk.up(atUs + random.between(1.5e6, 3e6), Buffer.alloc(length, 'x'));
          talk.down(atUs + 3_000, httpAnswer(60));
        }
      }
      for (let n = 0; n < 16; n++) {
        const poll = conversation(capture, desk, office);
        poll.up(poll.open(desk.us(start(n))) + 1_000, httpGet('/events?wait=60'));
        poll.down(desk.us(start(n) + 60), httpAnswer(20));
        const socket = conversation(capture, desk, office);
        const upgraded = socket.up(socket.open(desk.us(start(n))) + 1_000, httpGet('/live'));
        socket.down(
          upgraded + 2_000,
          Buffer.from('HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n'),
        );
        for (let at = start(n) + 20; at < 110; at += 20)
          socket.down(socket.up(desk.us(at), Buffer.alloc(6, 0x89)) + 500, Buffer.alloc(2, 0x8a));
      }
      for (const [n, client] of sensors.entries())
        for (let turn = 0; turn < 12; turn++) {
          // A small device writes its request line by line.
          const talk = conversation(capture, desk, client);
          let atUs = talk.open(desk.us(start(n) + turn * 8)) + 1_000;
          for (const line of ['GET /report?t=21 HTTP/1.1', 'Host: 203.0.113.80', 'Connection: close', ''])
            atUs = talk.up(atUs + 60_000, Buffer.from(`${line}\r\n`));
          talk.close(talk.down(atUs + 1_000, httpAnswer(2)));
        }
      desk.truth.innocent.push(office, ...phones, ...sensors);
      desk.keep(capture);
    },
  },
  {
    id: 'benign-paused-films',
    title: 'A hotel and a school behind one address each pause 34 films: their receive windows stay closed',
    write(desk) {
      const capture = new Capture(74);
      const [hotel, school] = desk.people(2);
      for (const [n, client] of [
        ...Array<string>(22).fill(hotel),
        ...Array<string>(12).fill(school),
      ].entries()) {
        const start = 5 + n * 0.4;
        const talk = conversation(capture, desk, client);
        const sentUs = talk.up(talk.open(desk.us(start)) + 1_000, httpGet('/films/tea-harvest.mp4'));
        talk.down(sentUs + 2_000, Buffer.concat([httpAnswer(0), Buffer.alloc(70_000, 'v')]), 2_000);
        for (let at = start + 6; at < 90; at += 24)
          talk.fromClient(desk.us(at), FLAG.ACK, undefined, undefined, 0);
      }
      desk.truth.innocent.push(hotel, school);
      desk.keep(capture);
    },
  },
];

export const SLOW_OFFICES: readonly CaseScript[] = [
  {
    id: 'benign-slow-offices',
    title:
      'Two offices behind one address each: 34 devices stream chunked readings bit by bit and unanswered, while their people read pages',
    write(desk) {
      const { random } = desk;
      const capture = new Capture(76);
      const offices = desk.people(2);
      for (const [n, client] of offices.entries()) {
        const devices = n === 0 ? 20 : 14;
        for (let device = 0; device < devices; device++) {
          const start = 5 + n * 0.3 + device * 0.2;
          const talk = conversation(capture, desk, client);
          talk.up(talk.open(desk.us(start)) + 1_000, Buffer.from(CHUNKED_POST));
          for (let at = start + 3; at < 45; at += 6)
            talk.up(desk.us(at), Buffer.from(`c\r\n${random.letters(12)}\r\n`));
        }
        for (let reader = 0; reader < 10; reader++) {
          const talk = conversation(capture, desk, client);
          talk.open(desk.us(4 + reader * 0.3));
          for (let page = 0; page < (devices * 6) / 10; page++) {
            const target = random.pick([
              '/',
              '/tea/assam',
              '/tea/oolong',
              '/pots',
              '/style.css',
              '/logo.png',
            ]);
            const at = desk.us(6 + reader * 0.3 + page * 3);
            talk.down(talk.up(at, httpGet(target)) + 2_000, httpAnswer(random.whole(300, 1_200)));
          }
        }
      }
      desk.truth.innocent.push(...offices);
      desk.keep(capture);
    },
  },
];

const CHUNKED_POST =
  'POST /readings HTTP/1.1\r\nHost: shop.example.com\r\nTransfer-Encoding: chunked\r\n\r\n';

function conversation(capture: Capture, desk: Desk, client: string): Conversation {
  return new Conversation(capture, desk.random, { client, server: WEB, port: 80, stack: STACKS.linux });
}

function slowPost(length: number): Buffer {
  return Buffer.from(
    `POST /order HTTP/1.1\r\nHost: shop.example.com\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: ${length}\r\n\r\n`,
  );
}
