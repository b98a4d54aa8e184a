// Attacks that hide among ordinary traffic, or that others are made to carry out.

import { SHOP } from '../debtember/story.ts';
import { Capture } from './capture.ts';
import { type CaseScript, WEB } from './case.ts';
import { FLAG, tcpFrame, udpFrame } from './frames.ts';
import { keepLog, ordinaryVisits, request } from './web-log.ts';

const HOUR = 3600;

export const MIXED_ATTACKS: readonly CaseScript[] = [
  {
    id: 'syn-as-many-as-visitors',
    title: 'SYN flood, forged, of as many SYNs as the visitors send',
    write(desk) {
      const { random } = desk;
      const capture = new Capture(66);
      desk.visitors(capture, 90, 5, 65);
      for (const atUs of desk.times(8, 62, 2.6))
        capture.add(
          atUs,
          tcpFrame(
            { source: desk.forged(), destination: WEB, ttl: 55 },
            {
              sourcePort: random.whole(1024, 65535),
              destinationPort: 80,
              seq: random.word(),
              flags: FLAG.SYN,
              window: 512,
            },
          ),
        );
      desk.attack('syn_flood', WEB, 8, 62);
      desk.keep(capture);
    },
  },
  {
    id: 'udp-short-pulses',
    title: 'Pulses: 120 datagrams within a fifth of a second, every two seconds',
    write(desk) {
      const { random } = desk;
      const capture = new Capture(60);
      for (let at = 5; at <= 35; at += 2)
        for (let n = 0; n < 120; n++)
          capture.add(
            desk.us(at + (at === 5 && n === 0 ? 0 : random.between(0, 0.2))),
            udpFrame(
              { source: desk.forged(), destination: WEB, ttl: 55 },
              random.whole(1024, 65535),
              random.whole(1, 65535),
              Buffer.alloc(512, 1),
            ),
          );
      desk.visitors(capture, 9, 1, 110);
      desk.attack('udp_flood', WEB, 5, 35);
      desk.keep(capture);
    },
  },
  {
    id: 'middlebox-reflection',
    title: 'TCP reflection by 150 middleboxes: block pages of HTTP that nobody asked for',
    write(desk) {
      const { random } = desk;
      const capture = new Capture(90);
      const boxes = desk.servers(150);
      const page = Buffer.from(
        'HTTP/1.1 403 Forbidden\r\nServer: box\r\nContent-Length: 900\r\n\r\n'.padEnd(960, '.'),
      );
      for (const atUs of desk.times(12, 16, 260)) {
        const source = random.pick(boxes);
        const port = random.whole(1024, 65535);
        const ack = random.word();
        capture.add(
          atUs,
          tcpFrame(
            { source, destination: WEB, ttl: random.whole(40, 60) },
            {
              sourcePort: 80,
              destinationPort: port,
              seq: random.word(),
              ack,
              flags: FLAG.PSH | FLAG.ACK,
              window: 512,
              payload: page,
            },
          ),
        );
        capture.add(
          atUs + 30,
          tcpFrame(
            { source: WEB, destination: source, ttl: 64 },
            { sourcePort: port, destinationPort: 80, seq: ack, flags: FLAG.RST, window: 0 },
          ),
        );
      }
      desk.truth.reflectors.push(...boxes);
      desk.truth.mayAlso.push('psh_ack_flood');
      desk.visitors(capture, 6, 1, 40);
      desk.attack('psh_ack_flood', WEB, 12, 16);
      desk.keep(capture);
    },
  },
  {
    id: 'pingback-reflection',
    title: 'WordPress pingbacks: 160 sites are made to fetch the front page, 12 times each',
    write(desk) {
      const { random } = desk;
      const requests = ordinaryVisits(desk, 0, 9 * HOUR, 8);
      const sites = desk.servers(160);
      for (const [n, site] of sites.entries())
        for (let turn = 0; turn < 12; turn++)
          requests.push(
            request(
              desk.startMs + (8 * HOUR + (turn + n / 160) * 6) * 1000,
              site,
              `WordPress/6.${n % 6}; https://site${n}.example; verifying pingback from 198.51.100.${n % 250}`,
              { target: `/?${random.whole(1e6, 9e6)}=${random.whole(1e6, 9e6)}` },
            ),
          );
      desk.truth.real.push(...sites);
      desk.attack('http_flood', SHOP, 8 * HOUR, 8 * HOUR + 72);
      keepLog(desk, requests, 9 * HOUR);
    },
  },
];
