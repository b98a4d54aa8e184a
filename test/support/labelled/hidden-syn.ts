// SYN floods behind a load balancer that puts its own address into every packet, and balancers that have reason to leave connections unopened.

import { Capture, Conversation } from './capture.ts';
import { type CaseScript, type Desk, httpAnswer, httpGet, WEB } from './case.ts';
import { FLAG, tcpFrame } from './frames.ts';

/** The inside address of the balancer, in the network of the server. */
const BALANCER = '203.0.113.5';
const LAN_RTT_US = 300;
const MSS_ONLY = [2, 4, 0x05, 0xb4];

/** Visitors through the balancer, from port `fromPort` on: `perSecond` connections of one page and what belongs to it. */
function visits(
  capture: Capture,
  desk: Desk,
  fromSec: number,
  toSec: number,
  perSecond: number,
  fromPort: number,
): number {
  const { random } = desk;
  let clientPort = fromPort;
  for (const atUs of desk.times(fromSec, toSec, perSecond)) {
    const talk = new Conversation(capture, random, {
      client: BALANCER,
      server: WEB,
      port: 80,
      clientPort: clientPort++,
      rttUs: random.whole(12_000, 90_000),
    });
    let at = talk.open(atUs) + 400;
    for (let turn = random.whole(1, 3); turn > 0; turn--) {
      at =
        talk.down(talk.up(at, httpGet(`/page-${turn}`)) + 4_000, httpAnswer(random.whole(900, 4_000))) +
        90_000;
    }
    talk.close(at);
  }
  return clientPort;
}

/** Forged SYNs as the balancer passes them on: its address, a port of its own choice, and no answer to what the server says. */
function forgedThroughBalancer(
  capture: Capture,
  desk: Desk,
  fromSec: number,
  toSec: number,
  perSecond: number,
): void {
  const { random } = desk;
  let sourcePort = 20_000;
  for (const atUs of desk.times(fromSec, toSec, perSecond)) {
    const seq = random.word();
    const fields = { sourcePort: ++sourcePort, destinationPort: 80, seq, window: 512 };
    capture.add(
      atUs,
      tcpFrame(
        { source: BALANCER, destination: WEB, ttl: 48, id: random.whole(0, 0xffff) },
        { ...fields, flags: FLAG.SYN },
      ),
    );
    capture.add(
      atUs + 45,
      tcpFrame(
        { source: WEB, destination: BALANCER, ttl: 64, dontFragment: true },
        {
          sourcePort: 80,
          destinationPort: sourcePort,
          seq: random.word(),
          ack: seq + 1,
          flags: FLAG.SYN | FLAG.ACK,
          options: MSS_ONLY,
        },
      ),
    );
    // Some of the forged addresses exist, and refuse; the balancer passes that on as well.
    if (random.chance(0.2))
      capture.add(
        atUs + random.whole(30_000, 280_000),
        tcpFrame(
          { source: BALANCER, destination: WEB, ttl: 47, dontFragment: true },
          { ...fields, seq: seq + 1, window: 0, flags: FLAG.RST },
        ),
      );
  }
}

function flood(desk: Desk): void {
  const capture = new Capture();
  visits(capture, desk, 1, 60, 1.5, 40_000);
  forgedThroughBalancer(capture, desk, 20, 38, 50);
  desk.attack('syn_flood', WEB, 20, 38);
  desk.truth.infrastructure.push(BALANCER);
  desk.keep(capture);
}

export const HIDDEN_SYN_CASES: readonly CaseScript[] = [
  {
    id: 'syn-behind-balancer',
    title: 'SYN flood through a load balancer that nobody stated and that carries the visitors too',
    write: flood,
  },
  {
    id: 'syn-behind-stated-balancer',
    title: 'SYN flood through a load balancer that is stated as a trusted proxy',
    write(desk) {
      desk.trustedProxies = [BALANCER];
      flood(desk);
    },
  },
  {
    id: 'benign-server-down-behind-proxy',
    title: 'Server that hangs behind its proxy, which goes on opening connections that nobody answers',
    write(desk) {
      const { random } = desk;
      const capture = new Capture();
      let clientPort = visits(capture, desk, 1, 30, 2, 40_000);
      // Each attempt is given up after half a second, before its SYN would be repeated, and made again twice.
      for (const atUs of desk.times(32, 80, 9))
        for (const turn of [0, 1, 2]) {
          const talk = new Conversation(capture, random, {
            client: BALANCER,
            server: WEB,
            port: 80,
            clientPort: clientPort++,
            rttUs: LAN_RTT_US,
          });
          talk.syn(atUs + turn * 500_000);
        }
      desk.truth.infrastructure.push(BALANCER);
      desk.keep(capture);
    },
  },
  {
    id: 'benign-half-open-checks-stated',
    title:
      'Stated load balancer that checks a server with half-open connections, eight a second, beside its visitors',
    write(desk) {
      const { random } = desk;
      const capture = new Capture();
      desk.trustedProxies = [BALANCER];
      visits(capture, desk, 1, 70, 1, 40_000);
      let sourcePort = 20_000;
      for (let second = 2; second < 70; second += 0.125) {
        const seq = random.word();
        const fields = { sourcePort: ++sourcePort, destinationPort: 80 };
        const checks = { source: BALANCER, destination: WEB, ttl: 64, dontFragment: true };
        capture.add(
          desk.us(second),
          tcpFrame(checks, { ...fields, seq, flags: FLAG.SYN, options: MSS_ONLY }),
        );
        capture.add(
          desk.us(second) + 45,
          tcpFrame(
            { source: WEB, destination: BALANCER, ttl: 64, dontFragment: true },
            {
              sourcePort: 80,
              destinationPort: sourcePort,
              seq: random.word(),
              ack: seq + 1,
              flags: FLAG.SYN | FLAG.ACK,
              options: MSS_ONLY,
            },
          ),
        );
        capture.add(
          desk.us(second) + 45 + LAN_RTT_US,
          tcpFrame(checks, { ...fields, seq: seq + 1, window: 0, flags: FLAG.RST }),
        );
      }
      desk.keep(capture);
    },
  },
];
