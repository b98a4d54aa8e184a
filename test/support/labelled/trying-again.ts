// Programs that ask or try again about once a second, as a capture shows it: an application that polls, programs that send in batches, and clients of servers
// that end their connections at once. Bots that are as slow look the same.

import { clientHello } from './attacks-tcp.ts';
import { Capture, Conversation, STACKS } from './capture.ts';
import { type CaseScript, type Desk, WEB } from './case.ts';
import { FLAG } from './frames.ts';
import { DATA, HANDSHAKE, record } from './tls-capture.ts';

/** Enough of a frame for the first bytes of its data. */
const SNAP = 66;
const ALERT = 21;

function converse(capture: Capture, desk: Desk, client: string, port: number): Conversation {
  return new Conversation(capture, desk.random, { client, server: WEB, port, stack: STACKS.linux });
}

/** Each client tries again every `pause` seconds, until `to`. */
function tryAgain(
  desk: Desk,
  count: number,
  pause: number,
  to: number,
  attempt: (client: string, atUs: number) => void,
): void {
  const clients = desk.people(count);
  for (const client of clients)
    for (let second = 2 + desk.random.between(0, pause); second < to; second += pause)
      attempt(client, desk.us(second));
  desk.truth.innocent.push(...clients);
}

/** Requests for one path, each answered, on a connection of its own for each client. */
function ask(capture: Capture, desk: Desk, client: string, request: string, seconds: Iterable<number>): void {
  const talk = converse(capture, desk, client, 80);
  let opened = false;
  for (const second of seconds) {
    if (!opened) talk.open(desk.us(second) - talk.rttUs - 90_000);
    opened = true;
    talk.fromClient(desk.us(second), FLAG.PSH | FLAG.ACK, Buffer.from(request));
    talk.fromServer(
      desk.us(second) + 900,
      FLAG.PSH | FLAG.ACK,
      Buffer.from('HTTP/1.1 204 No Content\r\n\r\n'),
    );
  }
}

export const TRYING_AGAIN: readonly CaseScript[] = [
  {
    id: 'benign-chat-in-capture',
    title: 'A chat whose 20 users come and go asks for news every second, seen in a capture',
    write(desk) {
      const { random } = desk;
      const capture = new Capture(84);
      const people = desk.people(20);
      for (const client of people) {
        const from = random.between(2, 40);
        const to = from + random.between(25, 60);
        const times = Array.from({ length: Math.floor(to - from) }, (_, n) => from + n);
        ask(capture, desk, client, 'GET /chat HTTP/1.1\r\n\r\n', times);
      }
      desk.truth.innocent.push(...people);
      desk.truth.unjudged = 1;
      desk.keep(capture);
    },
  },
  {
    id: 'benign-log-shippers',
    title: 'Ten machines post what they logged to one path, whenever a batch is full, about once a second',
    write(desk) {
      const { random } = desk;
      const capture = new Capture(84);
      const machines = desk.servers(10);
      for (const client of machines) {
        const times: number[] = [];
        for (let at = random.between(2, 4); at < 70; at += random.between(0.3, 1.9)) times.push(at);
        ask(capture, desk, client, 'POST /_bulk HTTP/1.1\r\n\r\n', times);
      }
      desk.truth.innocent.push(...machines);
      desk.truth.unjudged = 1;
      desk.keep(capture);
    },
  },
  {
    id: 'benign-certificate-rejected',
    title:
      '28 devices open TLS every two seconds, reject the certificate with an alert, and try again until somebody mends it',
    write(desk) {
      const capture = new Capture(SNAP);
      tryAgain(desk, 28, 2, 18, (client, atUs) => {
        const talk = converse(capture, desk, client, 8883);
        let at = talk.up(talk.open(atUs) + 300, clientHello(Buffer.alloc(32, desk.random.whole(0, 255))));
        at = talk.down(at + 1_900, record(HANDSHAKE, 1338));
        talk.fromClient(at + 200, FLAG.PSH | FLAG.ACK, record(DATA, 19));
        talk.fromClient(at + 250, FLAG.RST | FLAG.ACK);
      });
      desk.truth.unjudged = 1;
      desk.keep(capture);
    },
  },
  {
    id: 'benign-tls-refused-by-server',
    title: '28 devices open TLS every two seconds at a broker that refuses each handshake with an alert',
    write(desk) {
      const capture = new Capture(SNAP);
      tryAgain(desk, 28, 2, 18, (client, atUs) => {
        const talk = converse(capture, desk, client, 8883);
        const at = talk.up(talk.open(atUs) + 300, clientHello(Buffer.alloc(32, desk.random.whole(0, 255))));
        talk.fromServer(at + 250, FLAG.PSH | FLAG.ACK, record(ALERT, 2));
        talk.fromServer(at + 300, FLAG.FIN | FLAG.ACK);
        talk.serverSeq = (talk.serverSeq + 1) >>> 0;
        talk.fromClient(at + talk.rttUs, FLAG.FIN | FLAG.ACK);
      });
      desk.truth.unjudged = 1;
      desk.keep(capture);
    },
  },
  {
    id: 'benign-connections-ended-by-server',
    title:
      '29 programs connect to a database every nine tenths of a second; the balancer before it has no server left and resets them at once',
    write(desk) {
      const capture = new Capture(SNAP);
      tryAgain(desk, 29, 0.9, 22, (client, atUs) => {
        const talk = converse(capture, desk, client, 3306);
        talk.fromServer(talk.open(atUs) + 100, FLAG.RST | FLAG.ACK);
      });
      desk.truth.unjudged = 1;
      desk.keep(capture);
    },
  },
];
