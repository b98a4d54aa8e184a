// Captures of UDP, ICMP and link traffic that is heavy, odd or noisy, and no attack.

import { dnsMessage } from './attacks-udp.ts';
import { snmpMessage } from './ber.ts';
import { Capture, Conversation, STACKS } from './capture.ts';
import { type CaseScript, httpAnswer, httpGet, RESOLVER, WEB } from './case.ts';
import { arpFrame, echoRest, icmpFrame, quotedRest, udpFrame } from './frames.ts';

const ascii = (text: string): Buffer => Buffer.from(text, 'latin1');

/** Four bytes of RTP version 2 with its sequence number, eight more for time and source: RFC 3550 section 5.1. */
function rtp(type: number, sequence: number, timestamp: number, bytes: number): Buffer {
  const packet = Buffer.alloc(bytes, 0x5c);
  packet.writeUInt16BE(0x8000 | type, 0);
  packet.writeUInt16BE(sequence & 0xffff, 2);
  packet.writeUInt32BE(timestamp >>> 0, 4);
  packet.writeUInt32BE(0x1badcafe, 8);
  return packet;
}

/** Initial packet, version 1, 8-byte connection id, no token, 1182 bytes follow: RFC 9000 section 17.2.2. */
const QUIC_INITIAL: Buffer = Buffer.concat([
  Buffer.from([0xc3, 0, 0, 0, 1, 8, 1, 2, 3, 4, 5, 6, 7, 8, 0, 0, 0x44, 0x9e]),
  Buffer.alloc(1_182, 0x6b),
]);
export const BENIGN_UDP: readonly CaseScript[] = [
  {
    id: 'benign-quic-download',
    title: 'Large download over QUIC: 3000 datagrams in, few acknowledgements out',
    write(desk) {
      const { random } = desk;
      const capture = new Capture(66);
      const [cdn] = desk.servers(1);
      // Short header, RFC 9000 section 17.3; one acknowledgement for ten datagrams.
      const data = Buffer.alloc(1_350, 0x6b);
      data[0] = 0x41;
      let atUs = desk.us(1);
      capture.add(
        atUs,
        udpFrame({ source: WEB, destination: cdn, ttl: 64, dontFragment: true }, 51812, 443, QUIC_INITIAL),
      );
      for (let n = 0; n < 3_000; n++) {
        atUs += random.whole(300, 1_100);
        capture.add(
          atUs,
          udpFrame({ source: cdn, destination: WEB, ttl: 56, dontFragment: true }, 443, 51812, data),
        );
        if (n % 10 === 9)
          capture.add(
            atUs + 60,
            udpFrame(
              { source: WEB, destination: cdn, ttl: 64, dontFragment: true },
              51812,
              443,
              Buffer.alloc(41, 0x41),
            ),
          );
      }
      desk.truth.innocent.push(cdn);
      desk.keep(capture);
    },
  },
  {
    id: 'benign-video-call',
    title: 'Video call: RTP both ways, 50 audio and 90 video packets a second',
    write(desk) {
      const { random } = desk;
      const capture = new Capture(60);
      const [peer] = desk.people(1);
      const lines = [
        { gapUs: 20_000, type: 111, bytes: 120 },
        { gapUs: 11_000, type: 96, bytes: 1_050 },
      ];
      for (const [line, { gapUs, type, bytes }] of lines.entries())
        for (const inward of [true, false])
          for (let n = 0; n * gapUs < 9e6; n++) {
            const hop = inward
              ? { source: peer, destination: WEB, ttl: 51 }
              : { source: WEB, destination: peer, ttl: 64 };
            const ports = inward ? [40_100 + line, 50_100 + line] : [50_100 + line, 40_100 + line];
            capture.add(
              desk.us(1) + n * gapUs + random.whole(0, 2_500),
              udpFrame(hop, ports[0], ports[1], rtp(type, n, n * 960, bytes)),
            );
          }
      desk.truth.innocent.push(peer);
      desk.keep(capture);
    },
  },
  {
    id: 'benign-iptv',
    title: 'Television over RTP: one source, 400 datagrams a second in, nothing out but IGMP-like silence',
    write(desk) {
      const capture = new Capture(60);
      const headEnd = '198.51.100.20';
      for (let n = 0; n < 3_600; n++) {
        const stream = n % 2 === 0;
        const hop = { source: headEnd, destination: stream ? WEB : '239.35.10.4', ttl: 12 };
        capture.add(
          desk.us(1) + n * 2_500,
          udpFrame(hop, 8_200, stream ? 5_004 : 10_000, rtp(33, n >> 1, (n >> 1) * 450, 1_328)),
        );
      }
      desk.truth.innocent.push(headEnd);
      desk.keep(capture);
    },
  },
  {
    id: 'benign-dns-resolver',
    title: 'A DNS resolver at work: 60 queries a second out, answers in, clients served',
    write(desk) {
      const { random } = desk;
      desk.own = [RESOLVER];
      const capture = new Capture(90);
      const authorities = desk.servers(150);
      for (const atUs of desk.times(1, 13, 60)) {
        const authority = random.pick(authorities);
        const port = random.whole(1024, 65535);
        const id = random.word();
        const name = `${random.letters(5)}.example`;
        capture.add(
          atUs,
          udpFrame(
            { source: RESOLVER, destination: authority, ttl: 64 },
            port,
            53,
            dnsMessage(id, 0, 0, name, 1),
          ),
        );
        capture.add(
          atUs + random.whole(8_000, 150_000),
          udpFrame(
            { source: authority, destination: RESOLVER, ttl: 52 },
            53,
            port,
            dnsMessage(id, 0x8400, 0, name, 1),
          ),
        );
      }
      desk.truth.innocent.push(...authorities);
      desk.keep(capture);
    },
  },
  {
    id: 'benign-ntp-client',
    title: 'NTP: our server asks four time servers every 64 s and serves 150 pool clients',
    write(desk) {
      const { random } = desk;
      const capture = new Capture(90);
      const pool = desk.servers(4);
      const clients = desk.people(150);
      const ntp = (mode: number): Buffer =>
        Buffer.concat([Buffer.from([0x20 | mode, 2, 6, 0xec]), Buffer.alloc(44, 0x33)]);
      for (let at = 1; at < 200; at += 64)
        for (const server of pool) {
          const atUs = desk.us(at + random.share());
          capture.add(atUs, udpFrame({ source: WEB, destination: server, ttl: 64 }, 123, 123, ntp(3)));
          capture.add(
            atUs + random.whole(9_000, 40_000),
            udpFrame({ source: server, destination: WEB, ttl: 53 }, 123, 123, ntp(4)),
          );
        }
      for (const atUs of desk.times(1, 200, 5)) {
        const client = random.pick(clients);
        const port = random.chance(0.5) ? 123 : random.whole(1024, 65535);
        capture.add(atUs, udpFrame({ source: client, destination: WEB, ttl: 51 }, port, 123, ntp(3)));
        capture.add(atUs + 40, udpFrame({ source: WEB, destination: client, ttl: 64 }, 123, port, ntp(4)));
      }
      desk.truth.innocent.push(...pool, ...clients);
      desk.keep(capture);
    },
  },
  {
    id: 'benign-dns-authority-one-way',
    title: 'An authoritative DNS server in a capture that sees only the questions, 45 a second',
    write(desk) {
      const { random } = desk;
      desk.own = [RESOLVER];
      const capture = new Capture(110);
      const resolvers = desk.servers(300);
      const names = ['www', 'shop', 'mail', 'img', 'api', '_dmarc', 'mx1'].map(
        (host) => `${host}.kettleandcrane.example`,
      );
      for (const atUs of desk.times(1, 37, 45))
        capture.add(
          atUs,
          udpFrame(
            { source: random.pick(resolvers), destination: RESOLVER, ttl: random.whole(44, 60) },
            random.whole(1024, 65535),
            53,
            dnsMessage(random.word(), 0x0010, 0, random.pick(names), random.pick([1, 28, 15, 16])),
          ),
        );
      desk.truth.innocent.push(...resolvers);
      desk.keep(capture);
    },
  },
  {
    id: 'benign-snmp-monitoring',
    title: 'We ask 60 of our own devices over SNMP, in bursts every 30 s',
    write(desk) {
      const { random } = desk;
      const capture = new Capture(90);
      const manager = '10.20.0.5';
      desk.own = [manager];
      const devices = Array.from({ length: 60 }, (_, i) => `10.20.${1 + (i >> 5)}.${10 + (i % 32)}`);
      for (let at = 1; at < 70; at += 30)
        for (const device of devices)
          for (let i = 0; i < 7; i++) {
            const atUs = desk.us(at + random.share() * 4);
            const port = random.whole(32_768, 60_999);
            capture.add(
              atUs,
              udpFrame(
                { source: manager, destination: device, ttl: 64 },
                port,
                161,
                snmpMessage(0xa5, port, ''),
              ),
            );
            capture.add(
              atUs + random.whole(900, 9_000),
              udpFrame(
                { source: device, destination: manager, ttl: 63 },
                161,
                port,
                snmpMessage(0xa2, port, 'switch '.repeat(120)),
              ),
            );
          }
      desk.truth.infrastructure.push(...devices);
      desk.keep(capture);
    },
  },
  {
    id: 'benign-traceroute',
    title: 'Traceroutes from our side and ICMP errors that quote our packets',
    write(desk) {
      const { random } = desk;
      const capture = new Capture(90);
      const routers = desk.servers(40);
      const [goal] = desk.servers(1);
      for (let run = 0; run < 24; run++)
        for (let hop = 1; hop <= 14; hop++)
          for (let probe = 0; probe < 3; probe++) {
            const atUs = desk.us(1 + run * 2 + hop * 0.05 + probe * 0.01);
            const sent = udpFrame(
              { source: WEB, destination: goal, ttl: hop, id: random.whole(0, 0xffff) },
              40_000 + run,
              33_434 + hop * 3 + probe,
              Buffer.alloc(32, 0x40),
            );
            capture.add(atUs, sent);
            if (random.chance(0.1)) continue;
            const source = hop === 14 ? goal : routers[(run % 3) * 13 + hop - 1];
            capture.add(
              atUs + hop * random.whole(900, 2_600),
              icmpFrame(
                { source, destination: WEB, ttl: 255 - hop },
                hop === 14 ? 3 : 11,
                hop === 14 ? 3 : 0,
                quotedRest(sent),
              ),
            );
          }
      desk.truth.innocent.push(goal, ...routers);
      desk.keep(capture);
    },
  },
  {
    id: 'benign-lan-chatter',
    title: 'Chatter of an office network: ARP, DHCP, mDNS, SSDP',
    write(desk) {
      const { random } = desk;
      const capture = new Capture();
      const host = '192.168.7.20';
      desk.own = [host];
      const neighbours = Array.from({ length: 30 }, (_, i) => `192.168.7.${100 + i}`);
      const dhcp = Buffer.alloc(300);
      dhcp.set([1, 1, 6, 0], 0);
      dhcp.set([0x63, 0x82, 0x53, 0x63, 53, 1, 1, 255], 236);
      const mdns = dnsMessage(0, 0, 0, '_ipp._tcp.local', 12);
      const search = ascii(
        'M-SEARCH * HTTP/1.1\r\nHOST: 239.255.255.250:1900\r\nMAN: "ssdp:discover"\r\nMX: 2\r\nST: ssdp:all\r\n\r\n',
      );
      for (const atUs of desk.times(1, 120, 14)) {
        const source = random.pick(neighbours);
        const kind = random.share();
        if (kind < 0.4)
          capture.add(atUs, arpFrame(source, random.chance(0.3) ? host : random.pick(neighbours)));
        else if (kind < 0.45)
          capture.add(
            atUs,
            udpFrame({ source: '0.0.0.0', destination: '255.255.255.255', ttl: 64 }, 68, 67, dhcp),
          );
        else if (kind < 0.75)
          capture.add(atUs, udpFrame({ source, destination: '224.0.0.251', ttl: 255 }, 5353, 5353, mdns));
        else if (kind < 0.9)
          capture.add(
            atUs,
            udpFrame(
              { source, destination: '239.255.255.250', ttl: 2 },
              random.whole(49_152, 65_535),
              1900,
              search,
            ),
          );
        else {
          // We search too, and devices answer us.
          const port = 50_123;
          capture.add(
            atUs,
            udpFrame({ source: host, destination: '239.255.255.250', ttl: 2 }, port, 1900, search),
          );
          for (let i = 0; i < 4; i++)
            capture.add(
              atUs + random.whole(10_000, 900_000),
              udpFrame(
                { source: neighbours[i], destination: host, ttl: 64 },
                1900,
                port,
                ascii('HTTP/1.1 200 OK\r\nST: upnp:rootdevice\r\nUSN: uuid:1\r\n\r\n'),
              ),
            );
        }
      }
      desk.truth.infrastructure.push(...neighbours);
      desk.keep(capture);
    },
  },
  {
    id: 'benign-pings',
    title:
      'Monitoring: pings every second and an HTTP check every five from four stations, two of them allow-listed',
    write(desk) {
      const { random } = desk;
      const capture = new Capture();
      const stations = desk.servers(4);
      desk.allowList = stations
        .slice(0, 2)
        .map((prefix) => ({ prefix, label: 'monitoring', note: 'ExampleUptime' }));
      for (const [n, station] of stations.entries())
        for (let at = 1; at < 130; at++) {
          const atUs = desk.us(at + n * 0.2 + random.share() * 0.01);
          const rest = echoRest(0x1000 + n, at, Buffer.alloc(56, 0x10));
          capture.add(atUs, icmpFrame({ source: station, destination: WEB, ttl: 52 }, 8, 0, rest));
          capture.add(atUs + 20, icmpFrame({ source: WEB, destination: station, ttl: 64 }, 0, 0, rest));
          if (at % 5 > 0) continue;
          const talk = new Conversation(capture, random, {
            client: station,
            server: WEB,
            port: 80,
            stack: STACKS.linux,
          });
          const open = talk.open(atUs + 90_000);
          talk.close(talk.down(talk.up(open, httpGet('/health')) + 3_000, httpAnswer(20)));
        }
      desk.truth.innocent.push(...stations.slice(2));
      desk.keep(capture);
    },
  },
];
