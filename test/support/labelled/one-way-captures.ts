// Captures that hold only what comes in, as a mirror port or an upstream provider makes them: busy services, and floods.

import { dnsMessage } from './attacks-udp.ts';
import { Capture } from './capture.ts';
import { type CaseScript, RESOLVER, WEB } from './case.ts';
import { ipFrame, PROTOCOL, udpFrame } from './frames.ts';

/** An NTP question, RFC 5905 section 7.3: version 4, mode 3. */
const NTP_QUESTION: Buffer = Buffer.concat([Buffer.from([0x23, 2, 6, 0xec]), Buffer.alloc(44, 0x33)]);

export const ONE_WAY_CAPTURES: readonly CaseScript[] = [
  {
    id: 'benign-resolver-one-way',
    title: 'A DNS resolver in a capture that holds only the answers it gets, 90 a second from 150 servers',
    write(desk) {
      const { random } = desk;
      desk.own = [RESOLVER];
      const capture = new Capture(70);
      const servers = desk.servers(150);
      for (const atUs of desk.times(1, 10, 90)) {
        const answer = dnsMessage(random.word(), 0x8400, 1, `${random.letters(5)}.example`, 1);
        capture.add(
          atUs,
          udpFrame(
            { source: random.pick(servers), destination: RESOLVER, ttl: 52 },
            53,
            random.whole(1024, 65535),
            Buffer.concat([answer, Buffer.alloc(random.whole(16, 300), 0x7a)]),
          ),
        );
      }
      desk.truth.innocent.push(...servers);
      desk.keep(capture);
    },
  },
  {
    id: 'benign-ntp-pool-one-way',
    title: 'A time server of the pool in a capture that holds only the questions, 160 a second',
    write(desk) {
      const { random } = desk;
      const capture = new Capture(60);
      const clients = desk.people(1_200);
      for (const atUs of desk.times(1, 9, 160))
        capture.add(
          atUs,
          udpFrame(
            { source: random.pick(clients), destination: WEB, ttl: random.whole(44, 60) },
            random.whole(1024, 65535),
            123,
            NTP_QUESTION,
          ),
        );
      desk.truth.innocent.push(...clients);
      desk.keep(capture);
    },
  },
  {
    id: 'benign-vpn-hub-one-way',
    title: 'Hub of 110 branch offices over WireGuard and IPsec, in a capture that holds only what comes in',
    write(desk) {
      const { random } = desk;
      const capture = new Capture(60);
      const branches = desk.servers(110);
      // WireGuard type 4, transport data; ESP with its SPI and sequence number (RFC 4303 section 2).
      const transport = Buffer.alloc(148, 0x5c);
      transport.writeUInt32LE(4, 0);
      const esp = Buffer.alloc(400, 0x5c);
      esp.writeUInt32BE(0x1234, 0);
      for (const [sequence, atUs] of [...desk.times(1, 8, 300)].entries()) {
        const n = random.whole(0, branches.length - 1);
        const hop = { source: branches[n], destination: WEB, ttl: 55 };
        esp.writeUInt32BE(sequence, 4);
        capture.add(
          atUs,
          n % 2 === 0
            ? udpFrame(hop, 30_000 + n, 51_820, transport)
            : ipFrame(hop, PROTOCOL.ESP, Buffer.from(esp)),
        );
      }
      desk.truth.innocent.push(...branches);
      desk.keep(capture);
    },
  },
  {
    id: 'udp-forged-one-way',
    title:
      'UDP flood of 512 bytes to random ports, forged sources, in a capture that holds only what comes in',
    write(desk) {
      const { random } = desk;
      const capture = new Capture(60);
      for (const atUs of desk.times(9, 12, 400))
        capture.add(
          atUs,
          udpFrame(
            { source: desk.forged(), destination: WEB, ttl: 54 },
            random.whole(1024, 65535),
            random.whole(1, 65535),
            Buffer.alloc(512),
          ),
        );
      desk.attack('udp_flood', WEB, 9, 12);
      desk.keep(capture);
    },
  },
  {
    id: 'dns-reflection-one-way',
    title: 'Reflection: DNS answers of 1,100 bytes in a capture that holds only what comes in',
    write(desk) {
      const { random } = desk;
      const capture = new Capture(60);
      const servers = desk.servers(90);
      for (const atUs of desk.times(9, 12, 150)) {
        const answer = dnsMessage(random.word(), 0x8180, 4, 'big.example', 16);
        capture.add(
          atUs,
          udpFrame(
            { source: random.pick(servers), destination: WEB, ttl: random.whole(44, 61) },
            53,
            random.whole(1024, 65535),
            Buffer.concat([answer, Buffer.alloc(1_068, 0x7a)]),
          ),
        );
      }
      desk.truth.reflectors.push(...servers);
      desk.attack('dns_amplification', WEB, 9, 12);
      desk.keep(capture);
    },
  },
];
