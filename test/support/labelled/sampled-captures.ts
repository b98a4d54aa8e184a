// Captures that hold one packet in a hundred or so: of a busy server, with and without a flood. Hardly any connection shows two of its packets.

import { ipv4Text } from '../debtember/address-space.ts';
import { Capture } from './capture.ts';
import { type CaseScript, type Desk, WEB } from './case.ts';
import { FLAG, tcpFrame, udpFrame } from './frames.ts';

/** Segments of a short connection, what is sent by the client and by the server, and the bytes of data that they carry. */
const OF_CLIENT = [
  [FLAG.SYN, 0],
  [FLAG.ACK, 0],
  [FLAG.PSH | FLAG.ACK, 30],
  [FLAG.ACK, 0],
  [FLAG.FIN | FLAG.ACK, 0],
  [FLAG.ACK, 0],
] as const;
const OF_SERVER = [
  [FLAG.SYN | FLAG.ACK, 0],
  [FLAG.ACK, 0],
  [FLAG.PSH | FLAG.ACK, 30],
  [FLAG.FIN | FLAG.ACK, 0],
] as const;

/** Packets of ordinary short connections to the web server, each of another client. */
function connections(desk: Desk, capture: Capture, fromSec: number, toSec: number, perSecond: number): void {
  const { random } = desk;
  for (const atUs of desk.times(fromSec, toSec, perSecond)) {
    const client = ipv4Text(desk.space.draw(random, random.pick(['US', 'DE', 'FR', 'BR', 'IN']), 'any'));
    const clientPort = random.whole(32_768, 60_999);
    const isServers = random.chance(OF_SERVER.length / (OF_SERVER.length + OF_CLIENT.length));
    const [flags, bytes] = random.pick(isServers ? OF_SERVER : OF_CLIENT);
    const fields = { seq: random.word(), ack: random.word(), flags, payload: Buffer.alloc(bytes) };
    capture.add(
      atUs,
      isServers
        ? tcpFrame(
            { source: WEB, destination: client, ttl: 64 },
            { sourcePort: 443, destinationPort: clientPort, ...fields },
          )
        : tcpFrame(
            { source: client, destination: WEB, ttl: random.whole(44, 58) },
            { sourcePort: clientPort, destinationPort: 443, ...fields },
          ),
    );
  }
}

export const SAMPLED_CAPTURES: readonly CaseScript[] = [
  {
    id: 'benign-sampled-web',
    title: 'A sampled capture of a busy web server: 420 packets a second, hardly two of one connection',
    write(desk) {
      const capture = new Capture(58);
      connections(desk, capture, 5, 10, 420);
      desk.keep(capture);
    },
  },
  {
    id: 'benign-sampled-quic',
    title: 'A sampled capture of a busy server over QUIC',
    write(desk) {
      const { random } = desk;
      const capture = new Capture(58);
      for (const atUs of desk.times(5, 11, 380)) {
        const client = ipv4Text(desk.space.draw(random, random.pick(['US', 'DE', 'FR', 'BR', 'IN']), 'any'));
        const port = random.whole(32_768, 60_999);
        const isServers = random.chance(0.52);
        // A short header, RFC 9000 section 17.3.
        const payload = Buffer.alloc(isServers ? 1_200 : 42, 0x4a);
        capture.add(
          atUs,
          isServers
            ? udpFrame({ source: WEB, destination: client, ttl: 64 }, 443, port, payload)
            : udpFrame({ source: client, destination: WEB, ttl: random.whole(44, 58) }, port, 443, payload),
        );
      }
      desk.keep(capture);
    },
  },
  {
    id: 'syn-in-sampled-capture',
    title: 'SYN flood from forged sources in a sampled capture of a busy web server',
    write(desk) {
      const { random } = desk;
      const capture = new Capture(58);
      connections(desk, capture, 5, 35, 20);
      for (const atUs of desk.times(12, 30, 60))
        capture.add(
          atUs,
          tcpFrame(
            { source: desk.forged(), destination: WEB, ttl: 51, id: random.whole(0, 0xffff) },
            {
              sourcePort: random.whole(1024, 65_535),
              destinationPort: 443,
              seq: random.word(),
              flags: FLAG.SYN,
              window: 512,
            },
          ),
        );
      desk.attack('syn_flood', WEB, 12, 30);
      desk.keep(capture);
    },
  },
];
