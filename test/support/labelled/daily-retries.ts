// Programs that ask for the same again and again, and mean no harm: devices that reject a certificate, updates that are fetched in pieces.

import { clientHello } from './attacks-tcp.ts';
import { Capture, Conversation, STACKS } from './capture.ts';
import { type CaseScript, WEB } from './case.ts';

/** Fatal alert "certificate expired", RFC 8446 section 6.2. */
const ALERT = Buffer.from([21, 3, 3, 0, 2, 2, 45]);

export const DAILY_RETRIES: readonly CaseScript[] = [
  {
    id: 'benign-rejected-certificate',
    title: 'The certificate has expired: 70 devices hang up and try again every 18 s',
    write(desk) {
      const { random } = desk;
      const capture = new Capture(62);
      const devices = desk.people(70);
      for (const client of devices)
        for (let at = random.between(1, 18); at < 70; at += 18) {
          const talk = new Conversation(capture, random, {
            client,
            server: WEB,
            port: 443,
            stack: STACKS.linux,
          });
          let us = talk.up(talk.open(desk.us(at)) + 300, clientHello(Buffer.alloc(32, 1)));
          us = talk.down(us + 900, Buffer.alloc(1_400, 22));
          talk.close(talk.up(us + 300, ALERT));
        }
      desk.truth.innocent.push(...devices);
      desk.keep(capture);
    },
  },
  {
    id: 'benign-update-in-pieces',
    title: 'Sixteen machines fetch an update over HTTP in pieces, one a second',
    write(desk) {
      const { random } = desk;
      const capture = new Capture(170);
      const machines = desk.people(16);
      for (const client of machines) {
        const talk = new Conversation(capture, random, {
          client,
          server: WEB,
          port: 80,
          stack: STACKS.windows,
        });
        let us = talk.open(desk.us(random.between(1, 4)));
        for (let piece = 0; piece < 24; piece++) {
          const range = `bytes=${piece * 65_536}-${piece * 65_536 + 65_535}`;
          us = talk.up(
            us + 200_000,
            Buffer.from(
              `GET /update/kb5060.cab HTTP/1.1\r\nHost: shop.example.com\r\nRange: ${range}\r\n\r\n`,
            ),
          );
          us = talk.down(us + 900, Buffer.alloc(1_400, 1)) + 700_000;
        }
      }
      desk.truth.innocent.push(...machines);
      desk.keep(capture);
    },
  },
];
