// What is said on connections to TLS and web ports, as a capture shows it: handshakes renewed inside of them, bytes that are no TLS at all, requests that
// never end, and honest connections that look like each of these.

import { clientHello } from './attacks-tcp.ts';
import { Capture, Conversation, STACKS } from './capture.ts';
import { type CaseScript, type Desk, WEB } from './case.ts';
import { FLAG } from './frames.ts';
import { DATA, HANDSHAKE, record } from './tls-capture.ts';

const SNAP = 72;
/** Enough of a frame for the first bytes of its data. */
const FIRST_BYTES = 60;
const CIPHER = 20;
/** ChangeCipherSpec. */
const CHANGE = record(CIPHER, 1);

function converse(capture: Capture, desk: Desk, client: string, port = 443): Conversation {
  return new Conversation(capture, desk.random, { client, server: WEB, port, stack: STACKS.linux });
}

/** Opens TLS 1.2 as OpenSSL does; `asked` are lengths of records that the client sends before it has the end of the server's handshake. */
function openOlder(talk: Conversation, desk: Desk, atUs: number, asked: readonly number[] = []): number {
  let at = talk.up(talk.open(atUs) + 300, clientHello(Buffer.alloc(32, desk.random.whole(0, 255))));
  at = talk.down(at + 1_900, record(HANDSHAKE, 1181));
  at = talk.up(at + 400, Buffer.concat([record(HANDSHAKE, 37), CHANGE, record(HANDSHAKE, 40)]));
  for (const length of asked) at = talk.up(at + 100, record(DATA, length));
  return talk.down(at + 900, Buffer.concat([record(HANDSHAKE, 202), CHANGE, record(HANDSHAKE, 40)]));
}

/** Opens TLS 1.3 at a server that sends no tickets; the request comes in the segment that ends the handshake, and its answer has `answer` bytes. */
function openAtOnce(talk: Conversation, desk: Desk, atUs: number, answer: number): number {
  let at = talk.up(talk.open(atUs) + 300, clientHello(Buffer.alloc(32, desk.random.whole(0, 255))));
  at = talk.down(at + 1_900, record(HANDSHAKE, 1338));
  at = talk.up(at + 400, Buffer.concat([CHANGE, record(DATA, 69), record(DATA, 100)]));
  return talk.down(at + 2_000, record(DATA, answer));
}

export const TLS_CONNECTIONS: readonly CaseScript[] = [
  {
    id: 'tls-renegotiation-flood',
    title: 'TLS renegotiation: 4 machines begin ten handshakes a second inside two connections each',
    write(desk) {
      const capture = new Capture(SNAP);
      const bots = desk.bots(4).map(({ address }) => address);
      const from = 12;
      const to = 26;
      for (const [n, client] of bots.entries())
        for (let line = 0; line < 2; line++) {
          const talk = converse(capture, desk, client);
          let at = openOlder(talk, desk, desk.us(from + n * 0.02 + line * 0.01) - talk.rttUs);
          for (let second = from + 0.3; second < to; second += 0.2) {
            at = talk.up(Math.max(at + 1_000, desk.us(second)), record(HANDSHAKE, 222));
            at = talk.down(at + 2_000, record(HANDSHAKE, 1301));
            at = talk.up(
              at + 500,
              Buffer.concat([record(HANDSHAKE, 61), record(CIPHER, 25), record(HANDSHAKE, 40)]),
            );
            at = talk.down(at + 300, record(HANDSHAKE, 285));
          }
        }
      desk.truth.proven.push(...bots);
      desk.visitors(capture, 5, 1, 40);
      desk.attack('tls_handshake_flood', WEB, from, to);
      desk.keep(capture);
    },
  },
  {
    id: 'connection-flood-garbage',
    title:
      'Connection flood of garbage: 12 machines complete connections to port 443 and send random bytes, which the server refuses',
    write(desk) {
      const { random } = desk;
      const capture = new Capture(FIRST_BYTES);
      const bots = desk.bots(12).map(({ address }) => address);
      const from = 15;
      const to = 29;
      let turn = 0;
      for (const atUs of desk.times(from, to, 46)) {
        const talk = converse(capture, desk, bots[turn++ % bots.length]);
        const garbage = Buffer.from(Array.from({ length: 24 }, () => random.whole(0x80, 0xff)));
        const at = talk.up(talk.open(atUs - (turn === 1 ? 0 : talk.rttUs)) + 300, garbage);
        talk.down(at + 400, record(21, 2));
        talk.fromServer(at + 450, FLAG.FIN | FLAG.ACK);
      }
      desk.truth.proven.push(...bots);
      desk.visitors(capture, 6, 1, 45);
      desk.attack('connection_flood', WEB, from, to);
      desk.keep(capture);
    },
  },
  {
    id: 'slow-tls12-in-capture',
    title:
      'Slow headers inside TLS 1.2: 5 machines hold 11 connections each, whose requests overtake the end of the handshake and never end',
    write(desk) {
      const { random } = desk;
      const capture = new Capture(SNAP);
      const bots = desk.bots(5).map(({ address }) => address);
      const from = 20;
      const to = 95;
      for (const [n, client] of bots.entries())
        for (let line = 0; line < 11; line++) {
          const talk = converse(capture, desk, client);
          const start = from + n * 0.1 + line * 0.2;
          openOlder(talk, desk, desk.us(start) - (n + line === 0 ? 0 : talk.rttUs), [260]);
          for (let at = start + 10; at < to; at += 10)
            talk.up(desk.us(at), record(DATA, random.whole(30, 60)));
          if (n + line === 0) talk.up(desk.us(to), record(DATA, 40));
        }
      desk.truth.proven.push(...bots);
      desk.visitors(capture, 3, 1, 110);
      desk.attack('slow_http', WEB, from, to);
      desk.keep(capture);
    },
  },
  {
    id: 'benign-tls-streams',
    title:
      'An office with 36 web sockets inside TLS that go one way: the request comes with the end of the handshake, the server sends no tickets',
    write(desk) {
      const { random } = desk;
      const capture = new Capture(SNAP);
      const [office] = desk.people(1);
      for (let line = 0; line < 36; line++) {
        const talk = converse(capture, desk, office);
        const start = 5 + line * 0.3;
        openAtOnce(talk, desk, desk.us(start), 153);
        for (let at = start + 4; at < 60; at += 4) talk.up(desk.us(at), record(DATA, random.whole(25, 45)));
      }
      desk.truth.innocent.push(office);
      desk.keep(capture);
    },
  },
  {
    id: 'benign-hidden-tunnels',
    title:
      'A proxy on port 443 whose tunnels look random from their first byte: 23 people open one every second, and are answered',
    write(desk) {
      const { random } = desk;
      const capture = new Capture(FIRST_BYTES);
      const people = desk.people(23);
      for (const client of people)
        for (let second = 3 + random.between(0, 1); second < 30; second += 1) {
          const talk = converse(capture, desk, client);
          const noise = (length: number): Buffer => Buffer.alloc(length, random.whole(0x80, 0xff));
          const asked = talk.up(talk.open(desk.us(second)) + 300, noise(200));
          talk.fromClient(talk.down(asked + 20_000, noise(2 * 1_400)) + 5_000, FLAG.RST);
        }
      desk.truth.innocent.push(...people);
      desk.keep(capture);
    },
  },
];
