// TLS as a capture shows it: a flood of handshakes on a server that is busy anyway, and clients whose handshakes are many for reasons of their own.

import { clientHello } from './attacks-tcp.ts';
import { Capture, Conversation, STACKS } from './capture.ts';
import { type CaseScript, type Desk, WEB } from './case.ts';
import { FLAG } from './frames.ts';

/** Records of TLS as they look from outside: a header and bytes that say nothing. */
export function record(type: number, length: number): Buffer {
  const bytes = Buffer.alloc(5 + length, 0x5a);
  bytes.set([type, 3, 3, length >> 8, length & 0xff]);
  return bytes;
}

export const HANDSHAKE = 22;
export const DATA = 23;
/** Client's Finished with its ChangeCipherSpec, and the server's flights, as OpenSSL sends them (TLS 1.3). */
const FINISHED = 75;
const SERVER_FLIGHT = 1338;
/** Enough of a frame for the first six bytes of its data. */
const SNAP = 62;
const TICKET = 266;

function open(
  capture: Capture,
  desk: Desk,
  client: string,
  atUs: number,
  tickets: number,
): { talk: Conversation; at: number } {
  const talk = new Conversation(capture, desk.random, {
    client,
    server: WEB,
    port: 443,
    stack: STACKS.linux,
  });
  let at = talk.up(talk.open(atUs) + 300, clientHello(Buffer.alloc(32, desk.random.whole(0, 255))));
  at = talk.down(at + 1_900, record(HANDSHAKE, SERVER_FLIGHT));
  talk.up(at + 400, record(DATA, FINISHED));
  at += 500;
  for (let n = 0; n < tickets; n++) at = talk.down(at + 40, record(DATA, TICKET));
  return { talk, at };
}

export const TLS_CAPTURE_CASES: readonly CaseScript[] = [
  {
    id: 'tls-flood-on-busy-server',
    title:
      'TLS flood on a busy shop: 3 machines open TLS 50 times a second among 20 people who ask all the time',
    write(desk) {
      const { random } = desk;
      const capture = new Capture(SNAP);
      const bots = desk.bots(3).map(({ address }) => ({ address, rttUs: random.whole(60_000, 190_000) }));
      const people = desk.people(20);
      for (const client of people) {
        const visit = open(capture, desk, client, desk.us(random.between(0, 4)), 2);
        let at = visit.at;
        while (at < desk.us(26)) {
          at = visit.talk.up(at + random.whole(300_000, 1_000_000), record(DATA, random.whole(300, 700)));
          at = visit.talk.down(at + random.whole(4_000, 40_000), record(DATA, random.whole(300, 1_400)));
        }
        visit.talk.close(at + 5_000);
      }
      let turn = 0;
      for (const atUs of desk.times(14, 18.5, 50)) {
        const { address, rttUs } = bots[turn++ % bots.length];
        const talk = new Conversation(capture, random, {
          client: address,
          server: WEB,
          port: 443,
          stack: STACKS.linux,
          rttUs,
        });
        let at = talk.up(talk.open(atUs - rttUs) + 300, clientHello(Buffer.alloc(32, turn & 0xff)));
        at = talk.down(at + 1_900, record(HANDSHAKE, SERVER_FLIGHT));
        talk.fromClient(at + 200, FLAG.RST | FLAG.ACK);
      }
      desk.truth.proven.push(...bots.map(({ address }) => address));
      desk.truth.innocent.push(...people);
      desk.attack('tls_handshake_flood', WEB, 14, 18.5);
      desk.keep(capture);
    },
  },
  {
    id: 'benign-small-tls-devices',
    title: '72 meters open TLS every 20 s, ask for 40 bytes and take their leave',
    write(desk) {
      const { random } = desk;
      const capture = new Capture(SNAP);
      const meters = desk.people(72);
      for (const client of meters) {
        const first = random.between(1, 21);
        for (let turn = 0; turn < 3; turn++) {
          const { talk, at } = open(
            capture,
            desk,
            client,
            desk.us(first + turn * 20 + random.between(0, 1)),
            0,
          );
          const asked = talk.up(at + 500, record(DATA, 60));
          talk.close(talk.up(talk.down(asked + 3_000, record(DATA, 180)) + 300, record(DATA, 19)));
        }
      }
      desk.truth.innocent.push(...meters);
      desk.keep(capture);
    },
  },
];
