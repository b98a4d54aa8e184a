// ICMP redirects and time-exceeded messages: floods of them, and the answers of routers to packets that we, or forgers elsewhere, sent.

import { Capture } from './capture.ts';
import { type CaseScript, type Desk, WEB, WEB6 } from './case.ts';
import { icmpFrame, quotedRest, tcpFrame, udpFrame } from './frames.ts';

/** Bytes that hold an IPv6 header, an ICMPv6 header and the beginning of what it quotes. */
const SNAP = 112;

function flood(
  id: string,
  title: string,
  vector: string,
  target: string,
  message: (desk: Desk) => { source: string; type: number; code: number; rest: Buffer },
): CaseScript {
  return {
    id,
    title,
    write(desk) {
      desk.own = [target];
      const capture = new Capture(SNAP);
      for (const atUs of desk.times(14, 16, 350)) {
        const { source, type, code, rest } = message(desk);
        const hop = { source, destination: target, ttl: 52, id: desk.random.whole(0, 0xffff) };
        capture.add(atUs, icmpFrame(hop, type, code, rest));
      }
      desk.visitors(capture, 8, 1, 40, target);
      desk.attack(vector, target, 14, 16);
      desk.keep(capture);
    },
  };
}

/** A message that quotes a datagram of ours, which an attacker can write as well. */
function ourDatagram(desk: Desk, to: string): Buffer {
  const { random } = desk;
  return quotedRest(
    udpFrame(
      { source: WEB, destination: to, ttl: 1, id: random.whole(0, 0xffff) },
      random.whole(1024, 65535),
      53,
      Buffer.alloc(0),
    ),
  );
}

function forgedIpv6(desk: Desk): string {
  desk.truth.forged++;
  return `2a0c:9a40:${desk.random.whole(0, 0xffff).toString(16)}::7`;
}

export const ICMP_ERROR_CASES: readonly CaseScript[] = [
  flood(
    'icmp-redirect-flood',
    'ICMP type 5 flood from forged gateways that were never asked',
    'icmp_redirect_flood',
    WEB,
    (desk) => ({ source: desk.forged(), type: 5, code: 1, rest: ourDatagram(desk, '198.51.100.77') }),
  ),
  flood(
    'icmpv6-redirect-flood',
    'ICMPv6 type 137 flood, sources forged within one /32',
    'icmp_redirect_flood',
    WEB6,
    (desk) => ({ source: forgedIpv6(desk), type: 137, code: 0, rest: Buffer.alloc(36) }),
  ),
  flood(
    'icmp-time-exceeded-flood',
    'ICMP type 11 flood from forged sources, quoting datagrams that we never sent',
    'icmp_time_exceeded_flood',
    WEB,
    (desk) => ({ source: desk.forged(), type: 11, code: 0, rest: ourDatagram(desk, '198.51.100.77') }),
  ),
  flood(
    'icmpv6-time-exceeded-flood',
    'ICMPv6 type 3 flood, sources forged within one /32',
    'icmp_time_exceeded_flood',
    WEB6,
    (desk) => ({ source: forgedIpv6(desk), type: 3, code: 0, rest: Buffer.alloc(52) }),
  ),
  {
    id: 'benign-mtr',
    title:
      'mtr from our host to 30 goals at once, ten rounds a second; meanwhile our packets to one network run in a loop',
    write(desk) {
      const { random } = desk;
      const capture = new Capture(SNAP);
      const routers = desk.servers(90);
      const goals = desk.servers(30);
      const [loop] = desk.servers(1);
      for (let round = 0; round < 4; round++)
        for (const [g, goal] of goals.entries())
          for (let hop = 1; hop <= 6; hop++) {
            const atUs = desk.us(10 + round * 0.1 + g * 0.003 + hop * 0.0004);
            const sent = tcpFrame(
              { source: WEB, destination: goal, ttl: hop, id: random.whole(0, 0xffff) },
              { sourcePort: 33_000 + g, destinationPort: 443, seq: random.word(), flags: 2 },
            );
            capture.add(atUs, sent);
            const source = hop < 3 ? routers[hop] : routers[(g * 3 + hop) % 90];
            capture.add(
              atUs + hop * random.whole(900, 2_600),
              icmpFrame({ source, destination: WEB, ttl: 255 - hop }, 11, 0, quotedRest(sent)),
            );
          }
      for (const atUs of desk.times(12, 13, 150)) {
        const sent = udpFrame(
          { source: WEB, destination: '198.51.100.90', ttl: 64, id: random.whole(0, 0xffff) },
          123,
          123,
          Buffer.alloc(48, 0x23),
        );
        capture.add(atUs, sent);
        capture.add(
          atUs + 4_000,
          icmpFrame({ source: loop, destination: WEB, ttl: 249 }, 11, 0, quotedRest(sent)),
        );
      }
      desk.visitors(capture, 5, 1, 40);
      desk.truth.innocent.push(loop, ...routers);
      desk.keep(capture);
    },
  },
  {
    id: 'benign-forged-elsewhere',
    title:
      'Somebody forges our address elsewhere: 60 routers report packets that ran out of time and that we never sent',
    write(desk) {
      const { random } = desk;
      const capture = new Capture(SNAP);
      const routers = desk.servers(60);
      for (const atUs of desk.times(10, 14, 160)) {
        const router = random.pick(routers);
        capture.add(
          atUs,
          icmpFrame(
            { source: router, destination: WEB, ttl: 244 },
            11,
            0,
            ourDatagram(desk, `198.51.100.${random.whole(1, 250)}`),
          ),
        );
      }
      desk.visitors(capture, 5, 1, 40);
      desk.truth.innocent.push(...routers);
      desk.keep(capture);
    },
  },
];
