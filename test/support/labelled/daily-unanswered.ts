// Packets that go without an answer, or with one of another kind, and are no flood: answers in fragments, a measurement of throughput, a service that was
// stopped, a tunnel that goes one way.

import { dnsMessage } from './attacks-udp.ts';
import { Capture, Conversation, STACKS } from './capture.ts';
import { type CaseScript, RESOLVER, WEB } from './case.ts';
import { icmpFrame, ipFrame, PROTOCOL, quotedRest, udpBytes, udpFrame } from './frames.ts';

const SNAP = 62;
/** What fits into a fragment: a multiple of eight. */
const PIECE = 1480;
/** An NTP question, RFC 5905 section 7.3: version 4, mode 3. */
const NTP_QUESTION: Buffer = Buffer.concat([Buffer.from([0x23, 0, 6, 0xec]), Buffer.alloc(44)]);

export const DAILY_UNANSWERED: readonly CaseScript[] = [
  {
    id: 'benign-fragmented-answers',
    title: 'A DNS resolver whose servers answer with 3.9 kB of signatures, in three fragments each',
    write(desk) {
      const { random } = desk;
      desk.own = [RESOLVER];
      const capture = new Capture(SNAP);
      const servers = desk.servers(70);
      for (const [n, atUs] of [...desk.times(2, 10, 60)].entries()) {
        const server = random.pick(servers);
        const port = random.whole(1024, 65535);
        const name = `${random.letters(4)}.example`;
        const asked = { source: RESOLVER, destination: server, ttl: 64 };
        capture.add(atUs, udpFrame(asked, port, 53, dnsMessage(n, 0x0110, 0, name, 48)));
        const hop = { source: server, destination: RESOLVER, ttl: 52, id: n };
        const answer = udpBytes(
          hop,
          53,
          port,
          Buffer.concat([dnsMessage(n, 0x8410, 2, name, 48), Buffer.alloc(3_860)]),
        );
        for (let at = 0; at < answer.length; at += PIECE)
          capture.add(
            atUs + 18_000 + at / 100,
            ipFrame(
              { ...hop, fragment: { offset: at / 8, more: at + PIECE < answer.length } },
              PROTOCOL.UDP,
              answer.subarray(at, at + PIECE),
            ),
          );
      }
      desk.truth.innocent.push(...servers);
      desk.keep(capture);
    },
  },
  {
    id: 'benign-throughput-test',
    title:
      'Somebody measures the throughput to us with UDP (iperf3): agreed upon over TCP, and not answered meanwhile',
    write(desk) {
      const capture = new Capture(SNAP);
      const [client] = desk.people(1);
      const talk = new Conversation(capture, desk.random, {
        client,
        server: WEB,
        port: 5201,
        stack: STACKS.linux,
      });
      let at = talk.up(talk.open(desk.us(3)), Buffer.alloc(37, 0x61));
      at = talk.up(talk.down(at, Buffer.from([9])), Buffer.from('{"udp":true,"time":5}'));
      const hop = { source: client, destination: WEB, ttl: 51 };
      for (const atUs of desk.times(4, 9, 260))
        capture.add(atUs, udpFrame(hop, 45_012, 5201, Buffer.alloc(1448)));
      capture.add(
        desk.us(4.01),
        udpFrame({ source: WEB, destination: client, ttl: 64 }, 5201, 45_012, Buffer.alloc(4)),
      );
      at = talk.up(Math.max(at, desk.us(9.2)), Buffer.from([4]));
      talk.close(talk.down(talk.up(at, Buffer.alloc(320, 0x61)), Buffer.alloc(310, 0x61)));
      desk.visitors(capture, 3, 1, 15);
      desk.truth.innocent.push(client);
      desk.truth.unjudged = 1;
      desk.keep(capture);
    },
  },
  {
    id: 'benign-time-server-stopped',
    title: 'A time server that was stopped: 700 clients ask on, and our host refuses each question',
    write(desk) {
      const { random } = desk;
      const capture = new Capture(SNAP);
      const clients = desk.people(700);
      for (const source of clients)
        for (let at = random.between(1, 6); at < 11; at += 5) {
          const hop = { source, destination: WEB, ttl: random.whole(40, 60) };
          const asked = udpFrame(hop, random.whole(1024, 65535), 123, NTP_QUESTION);
          capture.add(desk.us(at), asked);
          capture.add(
            desk.us(at) + 60,
            icmpFrame({ source: WEB, destination: source, ttl: 64 }, 3, 3, quotedRest(asked)),
          );
        }
      desk.truth.innocent.push(...clients);
      desk.keep(capture);
    },
  },
  {
    id: 'benign-one-way-tunnel',
    title:
      'A scrubbing centre sends us what it lets through in a GRE tunnel; our answers go to the clients directly',
    write(desk) {
      const capture = new Capture(SNAP);
      const hop = { source: '198.51.100.7', destination: WEB, ttl: 61 };
      // RFC 2784: no flags, protocol type IPv4.
      const packet = Buffer.concat([Buffer.from([0, 0, 8, 0, 0x45]), Buffer.alloc(600)]);
      for (const atUs of desk.times(3, 8, 180)) capture.add(atUs, ipFrame(hop, PROTOCOL.GRE, packet));
      desk.visitors(capture, 4, 1, 12);
      desk.truth.innocent.push(hop.source);
      desk.truth.unjudged = 1;
      desk.keep(capture);
    },
  },
];
