// Requests to a service that is busy anyway, from forged sources: each like those of its clients, whether it is answered or the capture shows one
// direction. RFC 1035, RFC 5905.

import { dnsMessage } from './attacks-udp.ts';
import { Capture, Conversation } from './capture.ts';
import { type CaseScript, type Desk, RESOLVER, WEB } from './case.ts';
import { udpFrame } from './frames.ts';

const QUERY = 0x0100;
const ANSWER = 0x8580;
const NAMES = ['www.kettleandcrane.example', 'mail.kettleandcrane.example', 'kettleandcrane.example'];
// RFC 5905 section 7.3: version 4, client or server.
const NTP_CLIENT = 0x23;
const NTP_SERVER = 0x24;

function ask(desk: Desk, capture: Capture, atUs: number, source: string, seesAnswer: boolean): void {
  const { random } = desk;
  const port = random.whole(1024, 65535);
  const id = random.word();
  const name = random.pick(NAMES);
  const hop = { source, destination: RESOLVER, ttl: random.whole(44, 60) };
  capture.add(atUs, udpFrame(hop, port, 53, dnsMessage(id, QUERY, 0, name, 1)));
  const back = { source: RESOLVER, destination: source, ttl: 64 };
  if (seesAnswer) capture.add(atUs + 190, udpFrame(back, 53, port, dnsMessage(id, ANSWER, 0, name, 1)));
}

function dnsFlood(desk: Desk, seesAnswers: boolean): void {
  desk.own = [RESOLVER];
  const capture = new Capture(96);
  const clients = desk.people(80);
  for (const atUs of desk.times(1, 40, 10)) ask(desk, capture, atUs, desk.random.pick(clients), seesAnswers);
  for (const atUs of desk.times(15, 21, 200)) ask(desk, capture, atUs, desk.forged(), seesAnswers);
  desk.truth.innocent.push(...clients);
  desk.attack('udp_flood', RESOLVER, 15, 21);
  desk.keep(capture);
}

export const FORGED_REQUESTS: readonly CaseScript[] = [
  {
    id: 'dns-one-name-forged',
    title:
      'Flood of DNS queries for three names from forged sources, all answered as those of the clients are',
    write: (desk) => dnsFlood(desk, true),
  },
  {
    id: 'dns-one-name-forged-one-way',
    title: 'The same in a capture of one direction',
    write: (desk) => dnsFlood(desk, false),
  },
  {
    id: 'ntp-client-requests-forged',
    title:
      'Flood of NTP client requests from forged sources to a time server, all answered as those of the clients are',
    write(desk) {
      const { random } = desk;
      const capture = new Capture(96);
      const clients = desk.people(120);
      const poll = (atUs: number, source: string): void => {
        const port = random.whole(1024, 65535);
        const hop = { source, destination: WEB, ttl: random.whole(44, 60) };
        const message = Buffer.alloc(48);
        message[0] = NTP_CLIENT;
        capture.add(atUs, udpFrame(hop, port, 123, message));
        const answer = Buffer.alloc(48);
        answer[0] = NTP_SERVER;
        capture.add(atUs + 60, udpFrame({ source: WEB, destination: source, ttl: 64 }, 123, port, answer));
      };
      for (const atUs of desk.times(1, 40, 8)) poll(atUs, random.pick(clients));
      for (const atUs of desk.times(15, 21, 200)) poll(atUs, desk.forged());
      desk.truth.innocent.push(...clients);
      desk.attack('udp_flood', WEB, 15, 21);
      desk.keep(capture);
    },
  },
  {
    id: 'benign-server-down-app-retries',
    title:
      'Server that answers nothing for minutes: an application on 40 machines tries every 15 s, and systems repeat each SYN',
    write(desk) {
      const { random } = desk;
      const capture = new Capture();
      const clients = desk.people(40);
      for (const client of clients)
        for (let second = random.between(1, 6); second < 130; second += random.between(13, 17)) {
          const talk = new Conversation(capture, random, { client, server: WEB, port: 443 });
          for (const after of [0, 1, 3, 7]) talk.syn(desk.us(second + after));
        }
      desk.truth.innocent.push(...clients);
      desk.keep(capture);
    },
  },
];
