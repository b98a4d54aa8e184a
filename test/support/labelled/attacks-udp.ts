// Floods over UDP, and DNS in three ways: its answers whole and in fragments, and its questions. RFC 1035.

import { Capture } from './capture.ts';
import { type CaseScript, RESOLVER, WEB } from './case.ts';
import { icmpFrame, ipFrame, PROTOCOL, quotedRest, udpBytes, udpFrame } from './frames.ts';

const hex = (text: string): Buffer => Buffer.from(text.replaceAll(' ', ''), 'hex');
const ascii = (text: string): Buffer => Buffer.from(text, 'latin1');

/** A DNS name in wire format, RFC 1035 section 3.1. */
export function dnsName(name: string): Buffer {
  return Buffer.concat([
    ...name.split('.').map((label) => Buffer.concat([Buffer.from([label.length]), ascii(label)])),
    Buffer.from([0]),
  ]);
}

/** A DNS header and one question; `flags` as the 16-bit field. */
export function dnsMessage(id: number, flags: number, answers: number, name: string, type: number): Buffer {
  const header = Buffer.alloc(12);
  header.writeUInt16BE(id & 0xffff, 0);
  header.writeUInt16BE(flags, 2);
  header.writeUInt16BE(1, 4);
  header.writeUInt16BE(answers, 6);
  return Buffer.concat([header, dnsName(name), Buffer.from([0, type, 0, 1])]);
}

/** Records of type TXT with 255 bytes each, named by a pointer to the question. */
function txtRecords(count: number): Buffer {
  const record = Buffer.concat([hex('c00c 0010 0001 00000e10 0100 ff'), Buffer.alloc(255, 0x7a)]);
  return Buffer.concat(Array.from({ length: count }, () => record));
}

export const UDP_ATTACKS: readonly CaseScript[] = [
  {
    id: 'udp-random-ports',
    title: 'UDP flood of 512 zero bytes to random ports, forged sources',
    write(desk) {
      const { random } = desk;
      const capture = new Capture(96);
      let unreachableUs = 0;
      for (const atUs of desk.times(20, 23.5, 400)) {
        const source = desk.forged();
        const hop = {
          source,
          destination: WEB,
          ttl: random.chance(0.5) ? 54 : 117,
          id: random.whole(0, 0xffff),
        };
        const frame = udpFrame(hop, random.whole(1024, 65535), random.whole(1, 65535), Buffer.alloc(512));
        capture.add(atUs, frame);
        // Linux sends port unreachable about once a second (icmp_ratelimit).
        if (atUs - unreachableUs < 1e6) continue;
        unreachableUs = atUs;
        capture.add(
          atUs + 30,
          icmpFrame({ source: WEB, destination: source, ttl: 64 }, 3, 3, quotedRest(frame)),
        );
      }
      desk.visitors(capture, 10, 1, 40);
      desk.attack('udp_flood', WEB, 20, 23.5);
      desk.keep(capture);
    },
  },
  {
    id: 'udp-one-source',
    title: 'UDP flood of 1400 bytes to the port of a voice server, one source',
    write(desk) {
      const { random } = desk;
      const capture = new Capture(96);
      const [source] = desk.servers(1);
      const sourcePort = random.whole(1024, 65535);
      for (const atUs of desk.times(15, 18, 900))
        capture.add(
          atUs,
          udpFrame(
            { source, destination: WEB, ttl: 52, id: random.whole(0, 0xffff) },
            sourcePort,
            9987,
            Buffer.alloc(1400, 0x41),
          ),
        );
      desk.truth.real.push(source);
      desk.visitors(capture, 8, 1, 30);
      desk.attack('udp_flood', WEB, 15, 18);
      desk.keep(capture);
    },
  },
  {
    id: 'dns-any-fragmented',
    title: 'Reflection: DNS answers of 3000 bytes, each in three fragments',
    write(desk) {
      const { random } = desk;
      const capture = new Capture(96);
      const servers = desk.servers(80).map((address) => ({ address, ttl: random.whole(44, 61) }));
      for (const atUs of desk.times(18, 22, 140)) {
        const { address, ttl } = random.pick(servers);
        const id = random.whole(0, 0xffff);
        const hop = { source: address, destination: WEB, ttl, id };
        const answer = Buffer.concat([
          dnsMessage(random.word(), 0x8580, 11, 'doc.example', 255),
          txtRecords(11),
        ]);
        const datagram = udpBytes(hop, 53, 80, answer);
        for (let at = 0; at < datagram.length; at += 1480) {
          const more = at + 1480 < datagram.length;
          capture.add(
            atUs + at / 100,
            ipFrame(
              { ...hop, fragment: { offset: at / 8, more } },
              PROTOCOL.UDP,
              datagram.subarray(at, at + 1480),
            ),
          );
        }
      }
      desk.truth.reflectors.push(...servers.map(({ address }) => address));
      desk.truth.mayAlso.push('fragment_flood');
      desk.visitors(capture, 8, 1, 35);
      desk.attack('dns_amplification', WEB, 18, 22);
      desk.keep(capture);
    },
  },
  {
    id: 'dns-txt',
    title: 'Reflection: DNS answers of 1100 bytes from open resolvers',
    write(desk) {
      const { random } = desk;
      const capture = new Capture(96);
      const servers = desk.servers(200).map((address) => ({ address, ttl: random.whole(44, 61) }));
      for (const atUs of desk.times(22, 25.5, 400)) {
        const { address, ttl } = random.pick(servers);
        const answer = Buffer.concat([
          dnsMessage(random.word(), 0x8180, 4, 'big.example', 16),
          txtRecords(4),
        ]);
        capture.add(
          atUs,
          udpFrame(
            { source: address, destination: WEB, ttl, dontFragment: true },
            53,
            random.whole(1024, 65535),
            answer,
          ),
        );
      }
      desk.truth.reflectors.push(...servers.map(({ address }) => address));
      desk.visitors(capture, 8, 1, 40);
      desk.attack('dns_amplification', WEB, 22, 25.5);
      desk.keep(capture);
    },
  },
  {
    id: 'dns-water-torture',
    title: 'DNS query flood: random names below one zone, asked through 200 open resolvers',
    write(desk) {
      const { random } = desk;
      desk.own = [RESOLVER];
      const capture = new Capture(112);
      const resolvers = desk.servers(200).map((address) => ({ address, ttl: random.whole(44, 61) }));
      const ask = (atUs: number, source: string, ttl: number, name: string, answerFlags: number): void => {
        const port = random.whole(1024, 65535);
        const id = random.word();
        capture.add(
          atUs,
          udpFrame({ source, destination: RESOLVER, ttl }, port, 53, dnsMessage(id, 0x0010, 0, name, 1)),
        );
        capture.add(
          atUs + 220,
          udpFrame(
            { source: RESOLVER, destination: source, ttl: 64 },
            53,
            port,
            dnsMessage(id, answerFlags, 0, name, 1),
          ),
        );
      };
      for (const atUs of desk.times(25, 30, 150)) {
        const { address, ttl } = random.pick(resolvers);
        ask(atUs, address, ttl, `${random.letters(12)}.kettleandcrane.example`, 0x8413);
      }
      for (const atUs of desk.times(1, 50, 3))
        ask(atUs, random.pick(resolvers).address, 52, 'www.kettleandcrane.example', 0x8410);
      // The resolvers only pass on what their clients ask: none of them is an attacker.
      desk.truth.innocent.push(...resolvers.map(({ address }) => address));
      desk.attack('dns_water_torture', RESOLVER, 25, 30);
      desk.keep(capture);
    },
  },
];
