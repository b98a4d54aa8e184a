// Floods of TCP segments that belong to no connection, reflection over TCP, and floods of whole connections.

import { Capture, Conversation, STACKS } from './capture.ts';
import { type CaseScript, type Desk, WEB } from './case.ts';
import { FLAG, tcpFrame } from './frames.ts';
import { socketDump, tcpSocket } from './sockets.ts';

interface Segments {
  flags: number;
  fromSec: number;
  toSec: number;
  perSecond: number;
  port: number;
  payloadBytes?: number;
  /** Our stack answers a segment out of nowhere with RST, except to RST (RFC 9293 section 3.10.7.1). */
  answered: boolean;
}

/** Forged segments to one port. */
function forgedSegments(capture: Capture, desk: Desk, flood: Segments): void {
  const { random } = desk;
  const payload = Buffer.alloc(flood.payloadBytes ?? 0, 0x41);
  for (const atUs of desk.times(flood.fromSec, flood.toSec, flood.perSecond)) {
    const source = desk.forged();
    const sourcePort = random.whole(1024, 65535);
    const ack = (flood.flags & FLAG.ACK) === 0 ? 0 : random.word();
    capture.add(
      atUs,
      tcpFrame(
        { source, destination: WEB, ttl: random.chance(0.7) ? 57 : 119, id: random.whole(0, 0xffff) },
        {
          sourcePort,
          destinationPort: flood.port,
          seq: random.word(),
          ack,
          flags: flood.flags,
          window: 512,
          payload,
        },
      ),
    );
    if (flood.answered && random.chance(0.15))
      capture.add(
        atUs + 30,
        tcpFrame(
          { source: WEB, destination: source, ttl: 64, dontFragment: true },
          { sourcePort: flood.port, destinationPort: sourcePort, seq: ack, flags: FLAG.RST, window: 0 },
        ),
      );
  }
}

function segmentCase(id: string, title: string, vector: string, flood: Segments): CaseScript {
  return {
    id,
    title,
    write(desk) {
      const capture = new Capture(96);
      forgedSegments(capture, desk, flood);
      desk.visitors(capture, 7, 1, flood.toSec + 15);
      desk.attack(vector, WEB, flood.fromSec, flood.toSec);
      desk.keep(capture);
    },
  };
}

/** A TLS 1.2 ClientHello as OpenSSL sends it, shortened to its shape: record, handshake, version, random, lengths. */
export function clientHello(random: Buffer): Buffer {
  const body = Buffer.concat([
    Buffer.from([3, 3]),
    random,
    Buffer.from([0, 0, 4, 0xc0, 0x2f, 0x00, 0x9c, 1, 0, 0, 4, 0, 0x23, 0, 0]),
  ]);
  const handshake = Buffer.concat([Buffer.from([1, 0, 0, body.length]), body]);
  return Buffer.concat([Buffer.from([22, 3, 1, 0, handshake.length]), handshake]);
}

export const TCP_ATTACKS: readonly CaseScript[] = [
  segmentCase('ack-flood', 'ACK flood, forged sources, segments of no connection', 'ack_flood', {
    flags: FLAG.ACK,
    fromSec: 20,
    toSec: 23,
    perSecond: 400,
    port: 80,
    answered: true,
  }),
  segmentCase('psh-ack-flood', 'PSH-ACK flood with 800 bytes of data each', 'psh_ack_flood', {
    flags: FLAG.PSH | FLAG.ACK,
    fromSec: 17,
    toSec: 20,
    perSecond: 400,
    port: 443,
    payloadBytes: 800,
    answered: true,
  }),
  segmentCase('rst-flood', 'RST flood, forged sources', 'rst_flood', {
    flags: FLAG.RST,
    fromSec: 30,
    toSec: 33,
    perSecond: 400,
    port: 80,
    answered: false,
  }),
  segmentCase('fin-flood', 'FIN flood, forged sources', 'fin_flood', {
    flags: FLAG.FIN,
    fromSec: 12,
    toSec: 15,
    perSecond: 400,
    port: 80,
    answered: true,
  }),
  segmentCase('xmas-flood', 'Flood of FIN-PSH-URG segments', 'xmas_flood', {
    flags: FLAG.FIN | FLAG.PSH | FLAG.URG,
    fromSec: 22,
    toSec: 25,
    perSecond: 400,
    port: 80,
    answered: true,
  }),
  segmentCase('null-flood', 'Flood of segments without any flag', 'xmas_flood', {
    flags: 0,
    fromSec: 15,
    toSec: 18,
    perSecond: 400,
    port: 443,
    answered: true,
  }),
  {
    id: 'syn-ack-reflection',
    title: 'SYN-ACK reflection: 300 web servers answer SYNs that carried our address',
    write(desk) {
      const { random } = desk;
      const capture = new Capture(96);
      const servers = desk
        .servers(300)
        .map((address) => ({ address, port: random.pick([80, 443, 443]), ttl: random.whole(44, 60) }));
      for (const atUs of desk.times(18, 22, 200)) {
        const { address, port, ttl } = random.pick(servers);
        const ours = random.whole(1024, 65535);
        const ack = random.word();
        const seq = random.word();
        capture.add(
          atUs,
          tcpFrame(
            { source: address, destination: WEB, ttl, dontFragment: true },
            {
              sourcePort: port,
              destinationPort: ours,
              seq,
              ack,
              flags: FLAG.SYN | FLAG.ACK,
              window: 64240,
              options: STACKS.linux.options,
            },
          ),
        );
        capture.add(
          atUs + 28,
          tcpFrame(
            { source: WEB, destination: address, ttl: 64, dontFragment: true },
            { sourcePort: ours, destinationPort: port, seq: ack, flags: FLAG.RST, window: 0 },
          ),
        );
      }
      desk.truth.reflectors.push(...servers.map(({ address }) => address));
      desk.visitors(capture, 8, 1, 35);
      desk.attack('syn_ack_reflection', WEB, 18, 22);
      desk.keep(capture);
    },
  },
  {
    id: 'rst-reflection',
    title: 'Backscatter: 250 hosts refuse SYNs that carried our address with RST-ACK',
    write(desk) {
      const { random } = desk;
      const capture = new Capture(96);
      const hosts = desk.servers(250).map((address) => ({
        address,
        ttl: random.whole(44, 60),
        port: random.pick([22, 23, 25, 8080, 5060]),
      }));
      for (const atUs of desk.times(21, 26, 250)) {
        const { address, ttl, port } = random.pick(hosts);
        capture.add(
          atUs,
          tcpFrame(
            { source: address, destination: WEB, ttl, dontFragment: true },
            {
              sourcePort: port,
              destinationPort: random.whole(1024, 65535),
              seq: 0,
              ack: random.word(),
              flags: FLAG.RST | FLAG.ACK,
              window: 0,
            },
          ),
        );
      }
      desk.truth.reflectors.push(...hosts.map(({ address }) => address));
      desk.visitors(capture, 8, 1, 45);
      desk.attack('rst_reflection', WEB, 21, 26);
      desk.keep(capture);
    },
  },
  {
    id: 'connection-flood',
    title: 'Connection flood: 120 addresses hold 1500 idle connections open',
    write(desk) {
      const { random } = desk;
      const bots = desk.bots(120).map(({ address }) => address);
      const regulars = desk.people(25);
      for (const [at, each] of [
        [0, 0],
        [420, 7],
        [480, 12],
        [540, 12.5],
        [1200, 0],
      ]) {
        const sockets = [tcpSocket('0.0.0.0:443', '0.0.0.0:*', 'LISTEN')];
        for (const client of regulars)
          sockets.push(
            tcpSocket(
              `${WEB}:443`,
              `${client}:${random.whole(32768, 60999)}`,
              random.chance(0.4) ? 'ESTABLISHED' : 'TIME_WAIT',
            ),
          );
        for (const bot of bots) {
          const port = random.whole(20_000, 50_000);
          for (let i = 0; i < each; i++)
            sockets.push(tcpSocket(`${WEB}:443`, `${bot}:${port + 2 * i}`, 'ESTABLISHED'));
        }
        socketDump(desk, 'ss', at, sockets);
      }
      desk.truth.proven.push(...bots);
      desk.truth.innocent.push(...regulars);
      desk.attack('connection_flood', WEB, 420, 540);
    },
  },
  {
    id: 'tls-handshake-flood',
    title:
      'TLS flood: 110 machines connect, send a ClientHello, take the certificate and hang up, 55 a second',
    write(desk) {
      const { random } = desk;
      const capture = new Capture(80);
      const bots = desk.bots(110).map(({ address }) => ({ address, rttUs: random.whole(60_000, 290_000) }));
      const certificate = Buffer.alloc(2_700, 0x30);
      certificate.set([22, 3, 3, 10, 0x8c, 2]);
      let turn = 0;
      for (const atUs of desk.times(14, 19, 55)) {
        const { address, rttUs } = bots[turn++ % bots.length];
        const talk = new Conversation(capture, random, {
          client: address,
          server: WEB,
          port: 443,
          stack: STACKS.linux,
          rttUs,
        });
        let at = talk.open(atUs - rttUs) + 300;
        at = talk.up(at, clientHello(Buffer.alloc(32, turn)));
        at = talk.down(at + 1_900, certificate);
        talk.fromClient(at + 200, FLAG.RST | FLAG.ACK);
      }
      desk.truth.proven.push(...bots.map(({ address }) => address));
      desk.visitors(capture, 6, 1, 30);
      desk.attack('tls_handshake_flood', WEB, 14, 19);
      desk.keep(capture);
    },
  },
];
