// Floods spread thinly over the addresses of a whole network, and what merely looks at all of them.

import { dnsMessage } from './attacks-udp.ts';
import { Capture } from './capture.ts';
import { type CaseScript, type Desk, OWN, WEB } from './case.ts';
import { echoRest, FLAG, icmpFrame, tcpFrame, udpFrame } from './frames.ts';

function carpet(
  id: string,
  title: string,
  vector: string,
  packet: (desk: Desk, destination: string, source: string) => Buffer,
  sources?: (desk: Desk) => string[],
): CaseScript {
  return {
    id,
    title,
    write(desk) {
      const { random } = desk;
      desk.own = [OWN];
      const capture = new Capture(80);
      const real = sources?.(desk);
      for (const atUs of desk.times(20, 26.5, 210)) {
        const source = real === undefined ? desk.forged() : random.pick(real);
        capture.add(atUs, packet(desk, `203.0.113.${random.whole(1, 254)}`, source));
      }
      desk.visitors(capture, 8, 1, 45);
      desk.attack(vector, OWN, 20, 26.5);
      desk.keep(capture);
    },
  };
}

function segment(desk: Desk, source: string, destination: string, flags: number, port: number): Buffer {
  const { random } = desk;
  return tcpFrame(
    { source, destination, ttl: random.chance(0.5) ? 53 : 116, id: random.whole(0, 0xffff) },
    {
      sourcePort: random.whole(1024, 65535),
      destinationPort: port,
      seq: random.word(),
      ack: flags === FLAG.SYN ? 0 : random.word(),
      flags,
      window: 512,
    },
  );
}

export const CARPETS: readonly CaseScript[] = [
  carpet(
    'carpet-syn',
    'Carpet bombing with SYNs: about five for each address of a /24',
    'syn_flood',
    (desk, to, from) => segment(desk, from, to, FLAG.SYN, desk.random.pick([80, 443])),
  ),
  carpet(
    'carpet-ack',
    'Carpet bombing with ACKs that belong to no connection',
    'ack_flood',
    (desk, to, from) => segment(desk, from, to, FLAG.ACK, 443),
  ),
  carpet('carpet-icmp', 'Carpet bombing with echo requests', 'icmp_flood', (desk, to, from) =>
    icmpFrame(
      { source: from, destination: to, ttl: 55 },
      8,
      0,
      echoRest(7, desk.random.whole(0, 0xffff), Buffer.alloc(56)),
    ),
  ),
  carpet(
    'carpet-dns',
    'Carpet bombing by reflection: DNS answers that nobody asked for, to all addresses of a /24',
    'dns_amplification',
    (desk, to, from) =>
      udpFrame(
        { source: from, destination: to, ttl: 51 },
        53,
        desk.random.whole(1024, 65535),
        Buffer.concat([dnsMessage(desk.random.word(), 0x8180, 4, 'big.example', 16), Buffer.alloc(900)]),
      ),
    (desk) => {
      desk.truth.reflectors.push(...desk.servers(150));
      return desk.truth.reflectors;
    },
  ),
  {
    id: 'benign-sweeps',
    title: 'Three scanners sweep a /24: SYNs to two ports, pings and ACKs, each address twice, 250 a second',
    write(desk) {
      const { random } = desk;
      desk.own = [OWN];
      const capture = new Capture(80);
      const scanners = desk.servers(3);
      for (const [n, source] of scanners.entries())
        for (let turn = 0; turn < 508; turn++) {
          const destination = `203.0.113.${1 + (turn % 254)}`;
          const atUs = desk.us(10 + n * 2.5 + turn / 250 + random.share() / 1000);
          if (n === 0)
            capture.add(atUs, segment(desk, source, destination, FLAG.SYN, random.pick([22, 3389])));
          else if (n === 1) capture.add(atUs, segment(desk, source, destination, FLAG.ACK, 80));
          else
            capture.add(
              atUs,
              icmpFrame({ source, destination, ttl: 48 }, 8, 0, echoRest(9, turn, Buffer.alloc(8))),
            );
        }
      desk.truth.innocent.push(...scanners);
      desk.visitors(capture, 5, 1, 40);
      desk.keep(capture);
    },
  },
];

/** A carpet of which one address gets far more than its part. */
function unevenCarpet(
  id: string,
  title: string,
  vector: string,
  packet: (desk: Desk, destination: string, source: string) => Buffer,
): CaseScript {
  return {
    id,
    title,
    write(desk) {
      desk.own = [OWN];
      const capture = new Capture(58);
      for (const atUs of desk.times(20, 25, 215))
        capture.add(atUs, packet(desk, `203.0.113.${desk.random.whole(1, 254)}`, desk.forged()));
      for (const atUs of desk.times(20.5, 23.5, 240)) capture.add(atUs, packet(desk, WEB, desk.forged()));
      desk.visitors(capture, 8, 1, 45);
      desk.attack(vector, OWN, 20, 25);
      desk.attack(vector, WEB, 20, 25);
      desk.keep(capture);
    },
  };
}

export const UNEVEN_CARPETS: readonly CaseScript[] = [
  unevenCarpet(
    'carpet-syn-one-harder',
    'Carpet bombing with SYNs over a /24 of which one address gets two fifths',
    'syn_flood',
    (desk, to, from) => segment(desk, from, to, FLAG.SYN, 443),
  ),
  unevenCarpet(
    'carpet-icmp-one-harder',
    'Carpet bombing with echo requests over a /24 of which one address gets two fifths',
    'icmp_flood',
    (desk, to, from) =>
      icmpFrame(
        { source: from, destination: to, ttl: 55 },
        8,
        0,
        echoRest(7, desk.random.whole(0, 0xffff), Buffer.alloc(56)),
      ),
  ),
  {
    id: 'syn-flood-among-sweeps',
    title: 'A SYN flood on one address while three scanners sweep its /24: the sweeps are no carpet',
    write(desk) {
      const { random } = desk;
      desk.own = [OWN];
      const capture = new Capture(58);
      const scanners = desk.servers(3);
      for (const source of scanners)
        for (let turn = 0; turn < 254; turn++)
          capture.add(
            desk.us(19 + turn / 50 + random.share() / 1000),
            segment(desk, source, `203.0.113.${1 + turn}`, FLAG.SYN, 22),
          );
      for (const atUs of desk.times(20, 23, 260))
        capture.add(atUs, segment(desk, desk.forged(), WEB, FLAG.SYN, 443));
      desk.visitors(capture, 8, 1, 45);
      desk.truth.innocent.push(...scanners);
      desk.attack('syn_flood', WEB, 20, 23);
      desk.keep(capture);
    },
  },
];
