// Floods that bear own and stated addresses as sources, and what own hosts and stated stations rightly send without an answer.

import { Capture } from './capture.ts';
import { type CaseScript, OWN, WEB } from './case.ts';
import { echoRest, FLAG, icmpFrame, tcpFrame, udpFrame } from './frames.ts';

const STATIONS = '198.51.100.0/24';

export const BORROWED: readonly CaseScript[] = [
  {
    id: 'udp-forged-as-own',
    title: 'UDP flood from addresses of the own network, forged: the packets passed fourteen routers',
    write(desk) {
      const { random } = desk;
      desk.own = [OWN];
      const capture = new Capture(96);
      for (const atUs of desk.times(20, 26, 300))
        capture.add(
          atUs,
          udpFrame(
            { source: `203.0.113.${random.whole(11, 254)}`, destination: WEB, ttl: 50 },
            random.whole(1024, 65535),
            random.whole(1, 65535),
            Buffer.alloc(400),
          ),
        );
      desk.visitors(capture, 10, 1, 40);
      desk.attack('udp_flood', WEB, 20, 26);
      desk.keep(capture);
    },
  },
  {
    id: 'icmp-and-ack-forged-as-stated',
    title: 'ICMP and ACK floods from addresses of an allow-listed network, forged',
    write(desk) {
      const { random } = desk;
      desk.allowList = [{ prefix: STATIONS, label: 'monitoring', note: 'stations of ExampleUptime' }];
      const capture = new Capture(96);
      const hop = (): { source: string; destination: string; ttl: number } => ({
        source: `198.51.100.${random.whole(1, 254)}`,
        destination: WEB,
        ttl: 53,
      });
      for (const atUs of desk.times(20, 25, 250))
        capture.add(atUs, icmpFrame(hop(), 8, 0, echoRest(7, random.whole(0, 65535), Buffer.alloc(56))));
      for (const atUs of desk.times(22, 27, 250))
        capture.add(
          atUs,
          tcpFrame(hop(), {
            sourcePort: random.whole(1024, 65535),
            destinationPort: 80,
            seq: random.word(),
            ack: random.word(),
            flags: FLAG.ACK,
          }),
        );
      desk.visitors(capture, 10, 1, 40);
      desk.attack('icmp_flood', WEB, 20, 25);
      desk.attack('ack_flood', WEB, 22, 27);
      desk.keep(capture);
    },
  },
  {
    id: 'benign-metrics-of-own-hosts',
    title:
      'A hundred own hosts send counters over UDP that nobody answers, and eighty stations ping, which is answered',
    write(desk) {
      const { random } = desk;
      desk.own = [OWN];
      desk.allowList = [{ prefix: STATIONS, label: 'monitoring', note: 'stations of ExampleUptime' }];
      const capture = new Capture(96);
      for (const atUs of desk.times(5, 11, 400))
        capture.add(
          atUs,
          udpFrame(
            { source: `203.0.113.${random.whole(100, 199)}`, destination: WEB, ttl: 63 },
            random.whole(32_768, 60_999),
            8125,
            Buffer.from('shop.requests:1|c'),
          ),
        );
      for (let turn = 0; turn < 12; turn++)
        for (let station = 1; station <= 80; station++) {
          const atUs = desk.us(6 + turn * 0.5 + station * 0.004);
          const [source, rest] = [`198.51.100.${station}`, echoRest(station, turn, Buffer.alloc(56))];
          capture.add(atUs, icmpFrame({ source, destination: WEB, ttl: 52 }, 8, 0, rest));
          capture.add(atUs + 40, icmpFrame({ source: WEB, destination: source, ttl: 64 }, 0, 0, rest));
        }
      desk.visitors(capture, 10, 1, 40);
      desk.keep(capture);
    },
  },
];
