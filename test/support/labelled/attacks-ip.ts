// Floods below or beside TCP and UDP, floods over a whole prefix, and several things at once.

import { ipv4Text } from '../debtember/address-space.ts';
import { Capture, STACKS } from './capture.ts';
import { type CaseScript, type Desk, WEB, WEB6 } from './case.ts';
import { echoRest, FLAG, icmpFrame, ipFrame, PROTOCOL, quotedRest, tcpFrame, udpFrame } from './frames.ts';

interface PacketCase {
  id: string;
  title: string;
  vector: string;
  target?: string;
  fromSec: number;
  toSec: number;
  perSecond: number;
  /** Makes one packet of the flood and adds it. */
  packet(desk: Desk, capture: Capture, atUs: number): void;
}

function packetCase(script: PacketCase): CaseScript {
  return {
    id: script.id,
    title: script.title,
    write(desk) {
      const capture = new Capture(80);
      const target = script.target ?? WEB;
      desk.own = [target];
      for (const atUs of desk.times(script.fromSec, script.toSec, script.perSecond))
        script.packet(desk, capture, atUs);
      desk.visitors(capture, 8, 1, script.toSec + 14, target);
      desk.attack(script.vector, target, script.fromSec, script.toSec);
      desk.keep(capture);
    },
  };
}

const PADDING = Buffer.alloc(1000);

/** Monlist answers, mode 7 (ntpd's ntp_request.h). */
const MONLIST: Buffer = Buffer.concat([Buffer.from('d700032a00060048', 'hex'), Buffer.alloc(6 * 72, 0x11)]);

function ntpAnswer(desk: Desk, capture: Capture, atUs: number, servers: readonly string[]): void {
  const hop = { source: desk.random.pick(servers), destination: WEB, ttl: 51, dontFragment: true };
  capture.add(atUs, udpFrame(hop, 123, 80, MONLIST));
}

function forgedSyn(desk: Desk, capture: Capture, atUs: number): void {
  const { random } = desk;
  capture.add(
    atUs,
    tcpFrame(
      {
        source: desk.forged(),
        destination: WEB,
        ttl: random.chance(0.6) ? 51 : 243,
        id: random.whole(0, 0xffff),
      },
      {
        sourcePort: random.whole(1024, 65535),
        destinationPort: 80,
        seq: random.word(),
        flags: FLAG.SYN,
        window: 512,
      },
    ),
  );
}

export const IP_ATTACKS: readonly CaseScript[] = [
  packetCase({
    id: 'icmp-echo-flood',
    title: 'Ping flood from forged sources, answered while the rate limit allows',
    vector: 'icmp_flood',
    fromSec: 15,
    toSec: 18,
    perSecond: 450,
    packet(desk, capture, atUs) {
      const source = desk.forged();
      const rest = echoRest(0x4a17, capture.frames.length, Buffer.alloc(56, 0x2a));
      capture.add(
        atUs,
        icmpFrame({ source, destination: WEB, ttl: 56, id: desk.random.whole(0, 0xffff) }, 8, 0, rest),
      );
      if (desk.random.chance(0.1))
        capture.add(atUs + 15, icmpFrame({ source: WEB, destination: source, ttl: 64 }, 0, 0, rest));
    },
  }),
  packetCase({
    id: 'icmp-blacknurse',
    title: 'ICMP type 3 code 3 flood (BlackNurse) from one source, quoting packets we never sent',
    vector: 'icmp_unreachable_flood',
    fromSec: 18,
    toSec: 20.5,
    perSecond: 900,
    packet(desk, capture, atUs) {
      desk.truth.forged ||= 1;
      const quoted = udpFrame(
        { source: WEB, destination: '198.51.100.77', ttl: 53 },
        33000,
        33001,
        Buffer.alloc(0),
      );
      capture.add(
        atUs,
        icmpFrame(
          { source: '198.51.100.77', destination: WEB, ttl: 53, id: desk.random.whole(0, 0xffff) },
          3,
          3,
          quotedRest(quoted),
        ),
      );
    },
  }),
  packetCase({
    id: 'icmpv6-echo-flood',
    title: 'ICMPv6 echo flood, sources forged within one /32',
    vector: 'icmp_flood',
    target: WEB6,
    fromSec: 12,
    toSec: 15,
    perSecond: 400,
    packet(desk, capture, atUs) {
      const group = (): string => desk.random.whole(0, 0xffff).toString(16);
      desk.truth.forged++;
      const source = `2a0c:9a40:${group()}:${group()}:${group()}:${group()}:${group()}:${group()}`;
      capture.add(
        atUs,
        icmpFrame(
          { source, destination: WEB6, ttl: 54 },
          128,
          0,
          echoRest(0x77, capture.frames.length, Buffer.alloc(56)),
        ),
      );
    },
  }),
  packetCase({
    id: 'fragment-flood',
    title: 'Flood of later IP fragments without first ones, forged sources',
    vector: 'fragment_flood',
    fromSec: 20,
    toSec: 23,
    perSecond: 450,
    packet(desk, capture, atUs) {
      const hop = {
        source: desk.forged(),
        destination: WEB,
        ttl: 58,
        id: desk.random.whole(0, 0xffff),
        fragment: { offset: desk.random.whole(1, 7) * 185, more: true },
      };
      capture.add(atUs, ipFrame(hop, PROTOCOL.UDP, Buffer.alloc(1480)));
    },
  }),
  packetCase({
    id: 'gre-flood',
    title: 'GRE flood of a botnet, IP packets with UDP inside',
    vector: 'gre_flood',
    fromSec: 16,
    toSec: 18.6,
    perSecond: 450,
    packet(desk, capture, atUs) {
      const { random } = desk;
      const inner = udpFrame(
        { source: ipv4Text(random.word()), destination: ipv4Text(random.word()), ttl: 64 },
        random.whole(1, 65535),
        random.whole(1, 65535),
        Buffer.alloc(512),
      ).subarray(14);
      // RFC 2784: no flags, protocol type IPv4.
      const gre = Buffer.concat([Buffer.from([0, 0, 8, 0]), inner]);
      desk.truth.real =
        desk.truth.real.length === 0 ? desk.bots(200).map(({ address }) => address) : desk.truth.real;
      capture.add(
        atUs,
        ipFrame(
          {
            source: random.pick(desk.truth.real),
            destination: WEB,
            ttl: random.whole(40, 60),
            dontFragment: true,
          },
          PROTOCOL.GRE,
          gre,
        ),
      );
    },
  }),
  packetCase({
    id: 'esp-flood',
    title: 'ESP flood with random security parameters, forged sources',
    vector: 'esp_flood',
    fromSec: 16,
    toSec: 18.6,
    perSecond: 450,
    packet(desk, capture, atUs) {
      const esp = Buffer.alloc(512, 0x5a);
      esp.writeUInt32BE(desk.random.word(), 0);
      esp.writeUInt32BE(1, 4);
      capture.add(atUs, ipFrame({ source: desk.forged(), destination: WEB, ttl: 55 }, PROTOCOL.ESP, esp));
    },
  }),
  packetCase({
    id: 'other-protocol-flood',
    title: 'Flood of IP protocol 253, forged sources',
    vector: 'other_protocol_flood',
    fromSec: 14,
    toSec: 17,
    perSecond: 450,
    packet(desk, capture, atUs) {
      capture.add(
        atUs,
        ipFrame(
          { source: desk.forged(), destination: WEB, ttl: 55, id: desk.random.whole(0, 0xffff) },
          253,
          PADDING,
        ),
      );
    },
  }),
  {
    id: 'carpet-bombing',
    title: 'Carpet bombing: a UDP flood over all addresses of a /24, about one datagram a second each',
    write(desk) {
      const { random } = desk;
      desk.own = ['203.0.113.0/24'];
      const capture = new Capture(80);
      for (const atUs of desk.times(20, 28, 200)) {
        const hop = {
          source: desk.forged(),
          destination: `203.0.113.${random.whole(1, 254)}`,
          ttl: random.chance(0.5) ? 53 : 116,
        };
        capture.add(atUs, udpFrame(hop, random.whole(1024, 65535), random.whole(1, 65535), PADDING));
      }
      desk.visitors(capture, 10, 1, 45);
      desk.attack('udp_flood', '203.0.113.0/24', 20, 28);
      desk.keep(capture);
    },
  },
  {
    id: 'ntp-and-syn',
    title: 'Two vectors at once: NTP reflection and a SYN flood that begins three seconds later',
    write(desk) {
      const capture = new Capture(80);
      const servers = desk.servers(60);
      for (const atUs of desk.times(20, 24, 300)) ntpAnswer(desk, capture, atUs, servers);
      for (const atUs of desk.times(23, 29, 140)) forgedSyn(desk, capture, atUs);
      desk.truth.reflectors.push(...servers);
      desk.visitors(capture, 8, 1, 45);
      desk.attack('ntp_amplification', WEB, 20, 24);
      desk.attack('syn_flood', WEB, 23, 29);
      desk.keep(capture);
    },
  },
  {
    id: 'pulse-with-gaps',
    title: 'Pulse attack: four bursts of ACK segments of a second, two minutes apart',
    write(desk) {
      const { random } = desk;
      const capture = new Capture(80);
      for (let pulse = 0; pulse < 4; pulse++)
        for (const atUs of desk.times(30 + 120 * pulse, 31 + 120 * pulse, 400))
          capture.add(
            atUs,
            tcpFrame(
              { source: desk.forged(), destination: WEB, ttl: 57, id: random.whole(0, 0xffff) },
              {
                sourcePort: random.whole(1024, 65535),
                destinationPort: 443,
                seq: random.word(),
                ack: random.word(),
                flags: FLAG.ACK,
                window: 512,
              },
            ),
          );
      desk.visitors(capture, 10, 1, 430);
      desk.attack('ack_flood', WEB, 30, 391);
      desk.keep(capture);
    },
  },
  {
    id: 'syn-pulses-with-gaps',
    title: 'Pulse attack: four bursts of SYNs of three seconds, 100 seconds apart',
    write(desk) {
      const capture = new Capture(80);
      for (let pulse = 0; pulse < 4; pulse++)
        for (const atUs of desk.times(20 + 100 * pulse, 23 + 100 * pulse, 130))
          forgedSyn(desk, capture, atUs);
      desk.visitors(capture, 10, 1, 345);
      desk.attack('syn_flood', WEB, 20, 323);
      desk.keep(capture);
    },
  },
  {
    id: 'syn-in-busy-traffic',
    title: 'SYN flood on a server that serves 60 visitors meanwhile and answers with cookies',
    write(desk) {
      const { random } = desk;
      const capture = new Capture(72);
      for (const atUs of desk.times(24, 30, 70)) {
        const source = desk.forged();
        const sourcePort = random.whole(1024, 65535);
        const seq = random.word();
        const hop = {
          source,
          destination: WEB,
          ttl: random.chance(0.6) ? 51 : 243,
          id: random.whole(0, 0xffff),
        };
        capture.add(
          atUs,
          tcpFrame(hop, { sourcePort, destinationPort: 80, seq, flags: FLAG.SYN, window: 512 }),
        );
        capture.add(
          atUs + 40,
          tcpFrame(
            { source: WEB, destination: source, ttl: 64, dontFragment: true },
            {
              sourcePort: 80,
              destinationPort: sourcePort,
              seq: random.word(),
              ack: seq + 1,
              flags: FLAG.SYN | FLAG.ACK,
              options: STACKS.linux.options.slice(0, 4),
            },
          ),
        );
      }
      desk.visitors(capture, 55, 1, 40);
      desk.attack('syn_flood', WEB, 24, 30);
      desk.keep(capture);
    },
  },
];

export const ICMPV6_ERRORS: readonly CaseScript[] = [
  packetCase({
    id: 'icmpv6-unreachable-flood',
    title: 'ICMPv6 type 1 flood, sources forged within one /32, quoting packets we never sent',
    vector: 'icmp_unreachable_flood',
    target: WEB6,
    fromSec: 12,
    toSec: 14.5,
    perSecond: 400,
    packet(desk, capture, atUs) {
      const source = `2a0c:9a40:${desk.random.whole(0, 0xffff).toString(16)}::7`;
      desk.truth.forged++;
      capture.add(atUs, icmpFrame({ source, destination: WEB6, ttl: 54 }, 1, 4, Buffer.alloc(60)));
    },
  }),
];
