// Captures of TCP traffic that is heavy, odd or noisy, and no attack.

import { clientHello } from './attacks-tcp.ts';
import { Capture, Conversation, STACKS } from './capture.ts';
import { type CaseScript, WEB, WEB6 } from './case.ts';
import { FLAG, icmpFrame, tcpFrame } from './frames.ts';

const ascii = (text: string): Buffer => Buffer.from(text, 'latin1');

/** SSH_MSG_IGNORE in a packet of so many bytes, RFC 4253 sections 6 and 11.2: stands for a session that would be encrypted. */
function sshPacket(bytes: number): Buffer {
  const packet = Buffer.alloc(bytes, 0x20);
  const padding = 10;
  packet.writeUInt32BE(bytes - 4, 0);
  packet.set([padding, 2], 4);
  packet.writeUInt32BE(bytes - 10 - padding, 6);
  return packet;
}

export const BENIGN_TCP: readonly CaseScript[] = [
  {
    id: 'benign-backup',
    title: 'Nightly backup: one rsync connection at 60 Mbit/s',
    write(desk) {
      const capture = new Capture(66);
      const [vault] = desk.servers(1);
      const talk = new Conversation(capture, desk.random, {
        client: vault,
        server: WEB,
        port: 873,
        stack: STACKS.linux,
        rttUs: 9_000,
      });
      const at = talk.open(desk.us(2));
      talk.close(talk.up(at, Buffer.alloc(2_400_000), 200) + 40_000);
      desk.truth.innocent.push(vault);
      desk.keep(capture);
    },
  },
  {
    id: 'benign-port-knock',
    title: 'Port knocking before ssh, and a session afterwards',
    write(desk) {
      const capture = new Capture();
      const [admin] = desk.people(1);
      for (let round = 0; round < 6; round++) {
        for (const [step, port] of [7_000, 8_000, 9_000].entries())
          new Conversation(capture, desk.random, {
            client: admin,
            server: WEB,
            port,
            stack: STACKS.linux,
          }).syn(desk.us(2 + round * 40 + step * 0.4));
        const talk = new Conversation(capture, desk.random, {
          client: admin,
          server: WEB,
          port: 22,
          stack: STACKS.linux,
        });
        let at = talk.open(desk.us(4 + round * 40));
        at = talk.down(at + 20_000, ascii('SSH-2.0-OpenSSH_9.6\r\n'));
        at = talk.up(at, ascii('SSH-2.0-OpenSSH_9.7\r\n'));
        for (let i = 0; i < 40; i++) at = talk.down(talk.up(at + 90_000, sshPacket(36)) + 900, sshPacket(52));
        talk.close(at);
      }
      desk.truth.innocent.push(admin);
      desk.keep(capture);
    },
  },
  {
    id: 'benign-broken-client',
    title: 'Three broken clients try a closed port again and again, refused every time',
    write(desk) {
      const { random } = desk;
      const capture = new Capture();
      const clients = desk.people(3);
      // A client library without pause: refused, 150 ms later again.
      for (const client of clients)
        for (let at = 2 + random.share(); at < 75; at += 0.15 + random.share() * 0.4) {
          const talk = new Conversation(capture, random, {
            client,
            server: WEB,
            port: 5222,
            stack: STACKS.linux,
          });
          talk.syn(desk.us(at));
          talk.clientSeq = (talk.clientSeq + 1) >>> 0;
          talk.serverSeq = 0;
          talk.fromServer(desk.us(at) + 30, FLAG.RST | FLAG.ACK);
        }
      desk.truth.innocent.push(...clients);
      desk.visitors(capture, 5, 1, 75);
      desk.keep(capture);
    },
  },
  {
    id: 'benign-nmap-scan',
    title: 'A port scan with nmap: 1000 ports once, at the speed of -T4, refused',
    write(desk) {
      const { random } = desk;
      const capture = new Capture();
      const [scanner] = desk.servers(1);
      const ports = Array.from({ length: 1_000 }, (_, i) => 1 + ((i * 7_919) % 10_007));
      let at = 3;
      const sourcePort = random.whole(33_000, 60_000);
      for (const port of ports) {
        at += random.between(0.002, 0.018);
        const seq = random.word();
        capture.add(
          desk.us(at),
          tcpFrame(
            { source: scanner, destination: WEB, ttl: random.whole(40, 55), id: random.whole(0, 0xffff) },
            {
              sourcePort,
              destinationPort: port,
              seq,
              flags: FLAG.SYN,
              window: 1024,
              options: [2, 4, 5, 180],
            },
          ),
        );
        const open = port === 80 || port === 443 || port === 22;
        capture.add(
          desk.us(at) + 30,
          tcpFrame(
            { source: WEB, destination: scanner, ttl: 64, dontFragment: true },
            {
              sourcePort: port,
              destinationPort: sourcePort,
              seq: open ? random.word() : 0,
              ack: seq + 1,
              flags: open ? FLAG.SYN | FLAG.ACK : FLAG.RST | FLAG.ACK,
              window: open ? 64240 : 0,
            },
          ),
        );
      }
      desk.truth.innocent.push(scanner);
      desk.visitors(capture, 6, 1, 40);
      desk.keep(capture);
    },
  },
  {
    id: 'benign-ssh-guessing',
    title: 'Password guessing over ssh: six addresses, about a hundred connections a minute together',
    write(desk) {
      const { random } = desk;
      const capture = new Capture(90);
      const guessers = desk.servers(6);
      for (const atUs of desk.times(1, 55, 1.7)) {
        const talk = new Conversation(capture, random, {
          client: random.pick(guessers),
          server: WEB,
          port: 22,
          stack: STACKS.linux,
        });
        let at = talk.open(atUs);
        at = talk.down(at + 8_000, ascii('SSH-2.0-OpenSSH_9.6\r\n'));
        at = talk.up(at, ascii('SSH-2.0-Go\r\n'));
        at = talk.down(at + 900, Buffer.alloc(1_080));
        at = talk.up(at, Buffer.alloc(640));
        at = talk.down(at + 1_900_000, Buffer.alloc(52));
        talk.close(at);
      }
      desk.truth.innocent.push(...guessers);
      desk.keep(capture);
    },
  },
  {
    id: 'benign-mail-server',
    title: 'A mail server: deliveries every few seconds',
    write(desk) {
      const { random } = desk;
      const capture = new Capture(90);
      const senders = desk.servers(70);
      for (const atUs of desk.times(1, 100, 0.38)) {
        const talk = new Conversation(capture, random, {
          client: random.pick(senders),
          server: WEB,
          port: 25,
          stack: STACKS.linux,
        });
        let at = talk.open(atUs);
        for (const [answer, line] of [
          ['220 mx.example ESMTP\r\n', 'EHLO out.example\r\n'],
          ['250-mx.example\r\n250 SIZE 52428800\r\n', 'MAIL FROM:<a@out.example>\r\n'],
          ['250 OK\r\n', 'RCPT TO:<info@kettleandcrane.example>\r\n'],
          ['250 OK\r\n', 'DATA\r\n'],
        ])
          at = talk.up(talk.down(at + 5_000, ascii(answer)), ascii(line));
        at = talk.up(
          talk.down(at + 1_000, ascii('354 go\r\n')),
          Buffer.alloc(random.whole(3_000, 40_000), 0x61),
        );
        talk.close(talk.down(at + 30_000, ascii('250 queued\r\n')));
      }
      desk.truth.innocent.push(...senders);
      desk.keep(capture);
    },
  },
  {
    id: 'benign-ipv6-browsing',
    title: 'Visitors by IPv6 only, with the neighbour discovery of the link',
    write(desk) {
      const { random } = desk;
      desk.own = [WEB6];
      const capture = new Capture();
      desk.visitors(capture, 36, 1, 110, WEB6);
      // Neighbour solicitation and advertisement, RFC 4861 sections 4.3 and 4.4.
      for (let at = 1; at < 110; at += 9) {
        const rest = Buffer.concat([Buffer.alloc(4), Buffer.from('20010db8005000000000000000000010', 'hex')]);
        capture.add(desk.us(at), icmpFrame({ source: 'fe80::1', destination: WEB6, ttl: 255 }, 135, 0, rest));
        capture.add(
          desk.us(at) + random.whole(40, 90),
          icmpFrame({ source: WEB6, destination: 'fe80::1', ttl: 255 }, 136, 0, rest),
        );
      }
      desk.truth.infrastructure.push('fe80::1');
      desk.keep(capture);
    },
  },
  {
    id: 'benign-lossy-line',
    title: 'Uploads over a bad line: a third of the segments sent twice or more, SYNs repeated',
    write(desk) {
      const { random } = desk;
      const capture = new Capture(66);
      const clients = desk.people(6);
      for (const client of clients) {
        const talk = new Conversation(capture, random, {
          client,
          server: WEB,
          port: 443,
          stack: STACKS.linux,
          rttUs: 420_000,
        });
        const begin = random.between(1, 12);
        talk.syn(desk.us(begin));
        talk.syn(desk.us(begin + 1));
        let at = talk.open(desk.us(begin + 3));
        at = talk.up(at, clientHello(Buffer.alloc(32, 7)));
        for (let n = 0; n < 130; n++) {
          const seq = talk.clientSeq;
          for (let again = 0; again < (random.chance(0.35) ? random.whole(2, 4) : 1); again++) {
            talk.clientSeq = seq;
            talk.fromClient(at + again * 240_000, FLAG.ACK | FLAG.PSH, Buffer.alloc(1_400));
          }
          if (n % 2 === 0) talk.fromServer(at + 50, FLAG.ACK);
          at += random.whole(40_000, 260_000);
        }
        talk.close(at + 500_000);
      }
      desk.truth.innocent.push(...clients);
      desk.keep(capture);
    },
  },
];
