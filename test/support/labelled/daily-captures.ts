// Daily life of servers that looks like an attack at first sight, as captures show it: restarts, storms of clients, odd captures.

import { clientHello } from './attacks-tcp.ts';
import { Capture, Conversation, drawStack, STACKS } from './capture.ts';
import { type CaseScript, httpAnswer, httpGet, WEB } from './case.ts';
import { FLAG, tcpFrame, udpFrame } from './frames.ts';

export const DAILY_CAPTURES: readonly CaseScript[] = [
  {
    id: 'benign-server-restarts',
    title: 'The web server is off for a minute: 260 visitors repeat SYNs that nobody answers',
    write(desk) {
      const { random } = desk;
      const capture = new Capture(74);
      const people = desk.people(260);
      for (const client of people) {
        const talk = new Conversation(capture, random, {
          client,
          server: WEB,
          port: 443,
          stack: drawStack(random),
        });
        const start = random.between(20, 75);
        // 1, 3 and 7 s after the first, until the server is back or the visitor has had enough.
        for (const wait of [0, 1, 3, 7, 15].slice(0, random.whole(1, 5)))
          if (start + wait < 80) talk.syn(desk.us(start + wait));
      }
      desk.truth.innocent.push(...people);
      desk.visitors(capture, 12, 82, 110);
      desk.keep(capture);
    },
  },
  {
    id: 'benign-failover-resets',
    title:
      'Failover: the new load balancer knows none of 150 open connections and resets what their clients send',
    write(desk) {
      const { random } = desk;
      const capture = new Capture(66);
      const people = desk.people(150);
      for (const client of people) {
        const clientPort = random.whole(32768, 60999);
        const seq = random.word();
        const ack = random.word();
        const at = desk.us(20 + random.between(0, 9));
        const hop = { source: client, destination: WEB, ttl: random.whole(44, 60), dontFragment: true };
        const payload = Buffer.alloc(random.whole(120, 700), 0x17);
        capture.add(
          at,
          tcpFrame(hop, {
            sourcePort: clientPort,
            destinationPort: 443,
            seq,
            ack,
            flags: FLAG.PSH | FLAG.ACK,
            window: 501,
            payload,
          }),
        );
        capture.add(
          at + 40,
          tcpFrame(
            { source: WEB, destination: client, ttl: 64, dontFragment: true },
            { sourcePort: 443, destinationPort: clientPort, seq: ack, flags: FLAG.RST, window: 0 },
          ),
        );
        const talk = new Conversation(capture, random, { client, server: WEB, port: 443 });
        let next = talk.up(
          talk.open(at + random.whole(150_000, 400_000)) + 500,
          clientHello(Buffer.alloc(32, 3)),
        );
        next = talk.down(next + 1_000, Buffer.alloc(1_200, 0x16));
        next = talk.up(next + 500, Buffer.alloc(500, 0x17));
        talk.down(next + 1_000, Buffer.alloc(900, 0x17));
      }
      desk.truth.innocent.push(...people);
      desk.keep(capture);
    },
  },
  {
    id: 'benign-push-message',
    title: 'A push message: 220 telephones connect within 4 s and overrun the listen queue',
    write(desk) {
      const { random } = desk;
      const capture = new Capture(66);
      const phones = desk.people(220);
      for (const [n, client] of phones.entries()) {
        const talk = new Conversation(capture, random, {
          client,
          server: WEB,
          port: 443,
          stack: random.pick([STACKS.linux, STACKS.apple]),
        });
        let at = desk.us(20 + 4 * (n / 220) ** 1.5);
        if (n % 3 === 0) {
          talk.syn(at);
          at += 1e6;
        }
        at = talk.up(talk.open(at) + 500, clientHello(Buffer.alloc(32, 3)));
        at = talk.down(at + 1_000, Buffer.alloc(1_200, 0x16));
        at = talk.up(at + 500, Buffer.alloc(400, 0x17));
        talk.close(talk.down(at + 9_000, Buffer.alloc(1_100, 0x17)));
      }
      desk.truth.innocent.push(...phones);
      desk.keep(capture);
    },
  },
  {
    id: 'benign-vpn-reconnects',
    title: 'A VPN gateway comes back: 260 clients send key exchanges, answered by and by',
    write(desk) {
      const { random } = desk;
      const capture = new Capture(80);
      const clients = desk.people(260);
      // WireGuard handshake initiation (148 bytes, type 1), repeated every 5 s and a little until its response (92 bytes, type 2).
      const initiation = Buffer.alloc(148, 0x61);
      initiation.writeUInt32LE(1, 0);
      const response = Buffer.alloc(92, 0x62);
      response.writeUInt32LE(2, 0);
      for (const client of clients) {
        const clientPort = random.whole(1024, 65535);
        const start = random.between(10, 12);
        for (let at = start; ; at += 5 + random.between(0, 0.33)) {
          const us = desk.us(at);
          capture.add(
            us,
            udpFrame({ source: client, destination: WEB, ttl: 50 }, clientPort, 51820, initiation),
          );
          if (at < 40) continue;
          capture.add(
            us + 300,
            udpFrame({ source: WEB, destination: client, ttl: 64 }, 51820, clientPort, response),
          );
          for (let n = 1; n < 4; n++)
            for (const inward of [true, false])
              capture.add(
                us + n * 200_000 + (inward ? 0 : 50_000),
                inward
                  ? udpFrame(
                      { source: client, destination: WEB, ttl: 50 },
                      clientPort,
                      51820,
                      Buffer.alloc(200, 4),
                    )
                  : udpFrame(
                      { source: WEB, destination: client, ttl: 64 },
                      51820,
                      clientPort,
                      Buffer.alloc(200, 4),
                    ),
              );
          break;
        }
      }
      desk.truth.innocent.push(...clients);
      desk.keep(capture);
    },
  },
  {
    id: 'benign-game-server-one-way',
    title: 'A game server with 40 players, captured in one direction: 30 packets a second from each',
    write(desk) {
      const { random } = desk;
      const capture = new Capture(60);
      const players = desk.people(40);
      for (const client of players) {
        const port = random.whole(1024, 65535);
        for (let at = random.between(0, 0.1); at < 4; at += 1 / 30)
          capture.add(
            desk.us(at),
            udpFrame(
              { source: client, destination: WEB, ttl: 52 },
              port,
              27015,
              Buffer.alloc(random.whole(30, 90), 9),
            ),
          );
      }
      desk.truth.innocent.push(...players);
      desk.keep(capture);
    },
  },
  {
    id: 'benign-span-port',
    title: 'A SPAN port that shows each packet twice: 60 visitors of a web site',
    write(desk) {
      const capture = new Capture(66);
      desk.visitors(capture, 60, 5, 50);
      for (const { atUs, bytes, length } of [...capture.frames])
        capture.frames.push({ atUs: atUs + 7, bytes, length });
      desk.keep(capture);
    },
  },
  {
    id: 'benign-web-one-way',
    title: 'A capture of what comes in only: 90 visitors of a web site',
    write(desk) {
      const { random } = desk;
      const capture = new Capture(60);
      const people = desk.people(90);
      for (const client of people) {
        const talk = new Conversation(capture, random, {
          client,
          server: WEB,
          port: 80,
          sees: 'from-client',
        });
        let at = talk.open(desk.us(random.between(5, 50))) + 400;
        for (let page = 0; page < 4; page++) {
          at = talk.up(at, httpGet(`/img/pot-${page}.jpg`));
          at = talk.down(at + 9_000, httpAnswer(random.whole(900, 9_000))) + random.whole(5_000, 400_000);
        }
        talk.close(at);
      }
      desk.truth.innocent.push(...people);
      desk.keep(capture);
    },
  },
  {
    id: 'benign-own-host-floods',
    title: 'An own machine was broken into and floods somebody else: SYNs go out, answers come back',
    write(desk) {
      const { random } = desk;
      const capture = new Capture(66);
      const [target] = desk.servers(1);
      for (const atUs of desk.times(10, 20, 150)) {
        const port = random.whole(1024, 65535);
        const seq = random.word();
        capture.add(
          atUs,
          tcpFrame(
            { source: WEB, destination: target, ttl: 64 },
            { sourcePort: port, destinationPort: 80, seq, flags: FLAG.SYN, window: 512 },
          ),
        );
        if (random.chance(0.6))
          capture.add(
            atUs + 40_000,
            tcpFrame(
              { source: target, destination: WEB, ttl: 55 },
              {
                sourcePort: 80,
                destinationPort: port,
                seq: random.word(),
                ack: (seq + 1) >>> 0,
                flags: FLAG.SYN | FLAG.ACK,
                window: 64240,
              },
            ),
          );
      }
      desk.truth.innocent.push(target);
      desk.keep(capture);
    },
  },
  {
    id: 'benign-ntp-pool',
    title: 'A server of the NTP pool: 1500 clients ask once each, captured in one direction',
    write(desk) {
      const { random } = desk;
      const capture = new Capture(60);
      const question = Buffer.alloc(48);
      question[0] = 0x23;
      const clients = desk.people(1_500);
      for (const client of clients)
        capture.add(
          desk.us(random.between(2, 62)),
          udpFrame({ source: client, destination: WEB, ttl: 50 }, random.whole(1024, 65535), 123, question),
        );
      desk.truth.innocent.push(...clients);
      desk.keep(capture);
    },
  },
  {
    id: 'benign-sip-trunk-one-way',
    title:
      'A telephone exchange, captured in one direction: 30 calls with RTP from three gateways of a provider',
    write(desk) {
      const { random } = desk;
      const capture = new Capture(60);
      const gateways = desk.servers(3);
      const voice = Buffer.alloc(172, 0x5c);
      voice[0] = 0x80;
      voice[1] = 0;
      for (let call = 0; call < 30; call++) {
        const source = random.pick(gateways);
        const [from, to] = [random.whole(5_000, 15_000) * 2, random.whole(5_000, 15_000) * 2];
        for (let at = random.between(0, 1); at < 4; at += 0.02)
          capture.add(desk.us(at), udpFrame({ source, destination: WEB, ttl: 55 }, from, to, voice));
      }
      desk.truth.innocent.push(...gateways);
      desk.keep(capture);
    },
  },
];
