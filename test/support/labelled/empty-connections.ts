// Connections on which nothing is said: floods of them, and those that probers of a cloud make; and forged SYNs that our own resets refuse.

import { Capture, Conversation } from './capture.ts';
import { type CaseScript, WEB } from './case.ts';
import { FLAG, tcpFrame } from './frames.ts';

const CLOSED_PORT = 8081;

export const EMPTY_CONNECTIONS: readonly CaseScript[] = [
  {
    id: 'connection-flood-in-capture',
    title:
      'Connection flood in a capture: 15 machines complete connections to port 22, get the greeting and reset, among visitors of port 80',
    write(desk) {
      const { random } = desk;
      const capture = new Capture(96);
      const bots = desk.bots(15).map(({ address }) => address);
      desk.visitors(capture, 8, 1, 50);
      for (const atUs of desk.times(15, 28, 55)) {
        const talk = new Conversation(capture, random, { client: random.pick(bots), server: WEB, port: 22 });
        const at = talk.open(atUs) + 2_000;
        talk.fromServer(at, FLAG.PSH | FLAG.ACK, Buffer.from('SSH-2.0-OpenSSH_9.6\r\n'));
        talk.fromClient(at + talk.rttUs, FLAG.RST | FLAG.ACK);
      }
      desk.truth.proven.push(...bots);
      desk.attack('connection_flood', WEB, 15, 28);
      desk.keep(capture);
    },
  },
  {
    id: 'benign-cloud-probers',
    title:
      'Fifty probers of a cloud load balancer: each completes a connection every five seconds and resets it',
    write(desk) {
      const { random } = desk;
      const capture = new Capture(96);
      const probers = desk.servers(50);
      desk.visitors(capture, 4, 1, 80);
      for (const client of probers)
        for (let second = 1 + random.between(0, 5); second < 80; second += 5) {
          const talk = new Conversation(capture, random, { client, server: WEB, port: 80 });
          talk.fromClient(talk.open(desk.us(second)) + 300, FLAG.RST | FLAG.ACK);
        }
      desk.truth.innocent.push(...probers);
      desk.keep(capture);
    },
  },
  {
    id: 'syn-forged-closed-port',
    title: 'SYN flood from forged sources to a closed port: our own resets refuse each',
    write(desk) {
      const { random } = desk;
      const capture = new Capture(96);
      desk.visitors(capture, 5, 1, 40);
      for (const atUs of desk.times(15, 25, 90)) {
        const source = desk.forged();
        const sourcePort = random.whole(1024, 65535);
        const seq = random.word();
        const hop = { source, destination: WEB, ttl: 51, id: random.whole(0, 0xffff) };
        capture.add(
          atUs,
          tcpFrame(hop, { sourcePort, destinationPort: CLOSED_PORT, seq, flags: FLAG.SYN, window: 512 }),
        );
        const back = { source: WEB, destination: source, ttl: 64, dontFragment: true };
        capture.add(
          atUs + 40,
          tcpFrame(back, {
            sourcePort: CLOSED_PORT,
            destinationPort: sourcePort,
            seq: 0,
            ack: seq + 1,
            flags: FLAG.RST | FLAG.ACK,
          }),
        );
      }
      desk.attack('syn_flood', WEB, 15, 25);
      desk.keep(capture);
    },
  },
];

export const REFUSED_FLOODS: readonly CaseScript[] = [
  {
    id: 'syn-bots-closed-port',
    title:
      'SYN flood by 60 real machines with a raw-socket tool to a closed port: our own resets refuse each',
    write(desk) {
      const { random } = desk;
      const capture = new Capture(60);
      const bots = desk.bots(60).map(({ address }) => address);
      desk.visitors(capture, 5, 1, 40);
      for (const atUs of desk.times(15, 25, 110)) {
        const source = random.pick(bots);
        const sourcePort = random.whole(1024, 65535);
        const seq = random.word();
        capture.add(
          atUs,
          tcpFrame(
            {
              source,
              destination: WEB,
              ttl: 64 - (Number(source.split('.')[1]) % 20),
              id: random.whole(1, 0xffff),
            },
            { sourcePort, destinationPort: CLOSED_PORT, seq, flags: FLAG.SYN, window: 512 },
          ),
        );
        capture.add(
          atUs + 40,
          tcpFrame(
            { source: WEB, destination: source, ttl: 64, dontFragment: true },
            {
              sourcePort: CLOSED_PORT,
              destinationPort: sourcePort,
              seq: 0,
              ack: seq + 1,
              flags: FLAG.RST | FLAG.ACK,
            },
          ),
        );
      }
      desk.truth.real.push(...bots);
      desk.attack('syn_flood', WEB, 15, 25);
      desk.keep(capture);
    },
  },
];
