// SIP over UDP: floods that the server answers, guessing, and telephones in bulk. RFC 3261.

import { Capture } from './capture.ts';
import { type CaseScript, type Desk, WEB } from './case.ts';
import { udpFrame } from './frames.ts';

const SIP = 5060;
const SNAP = 72;

/** A request, and at once the answers to it; without answers the server stays silent. */
export function ask(
  capture: Capture,
  atUs: number,
  client: { address: string; port: number; ttl: number },
  method: string,
  user: string,
  answers: readonly string[],
): void {
  const request = `${method} sip:${user}pbx.example SIP/2.0\r\nVia: SIP/2.0/UDP ${client.address}:${client.port};branch=z9hG4bK\r\nMax-Forwards: 70\r\nContent-Length: 0\r\n\r\n`;
  const hop = { source: client.address, destination: WEB, ttl: client.ttl };
  capture.add(atUs, udpFrame(hop, client.port, SIP, Buffer.from(request)));
  for (const [n, answer] of answers.entries())
    capture.add(
      atUs + 300 + 20_000 * n,
      udpFrame(
        { source: WEB, destination: client.address, ttl: 64 },
        SIP,
        client.port,
        Buffer.from(
          `SIP/2.0 ${answer}\r\nVia: SIP/2.0/UDP ${client.address}:${client.port};branch=z9hG4bK\r\nContent-Length: 0\r\n\r\n`,
        ),
      ),
    );
}

/** A phone registers: it answers the challenge, and gets `outcome`. */
function register(capture: Capture, desk: Desk, atUs: number, address: string, outcome: string): void {
  const phone = { address, port: desk.random.chance(0.5) ? SIP : desk.random.whole(1024, 65535), ttl: 54 };
  ask(capture, atUs, phone, 'REGISTER', '', ['401 Unauthorized']);
  ask(capture, atUs + desk.random.whole(20_000, 90_000), phone, 'REGISTER', '', [outcome]);
}

export const SIP_CASES: readonly CaseScript[] = [
  {
    id: 'sip-register-forged',
    title: 'SIP REGISTER flood from forged sources, each challenged by the server (401)',
    write(desk) {
      const { random } = desk;
      const capture = new Capture(SNAP);
      for (const atUs of desk.times(12, 15, 420))
        ask(
          capture,
          atUs,
          { address: desk.forged(), port: random.whole(1024, 65535), ttl: 53 },
          'REGISTER',
          '',
          ['401 Unauthorized'],
        );
      const phones = desk.people(20);
      for (const phone of phones) register(capture, desk, desk.us(random.between(1, 25)), phone, '200 OK');
      desk.truth.innocent.push(...phones);
      desk.attack('udp_flood', WEB, 12, 15);
      desk.keep(capture);
    },
  },
  {
    id: 'sip-invite-bots',
    title: 'SIP INVITE flood by 40 machines, each refused after 100 Trying (407)',
    write(desk) {
      const { random } = desk;
      const capture = new Capture(SNAP);
      const bots = desk
        .bots(40)
        .map(({ address }) => ({ address, port: random.whole(1024, 65535), ttl: random.whole(44, 60) }));
      for (const atUs of desk.times(14, 18, 700))
        ask(capture, atUs, random.pick(bots), 'INVITE', `${random.whole(100, 999)}@`, [
          '407 Proxy Authentication Required',
        ]);
      const phones = desk.people(20);
      for (const phone of phones) register(capture, desk, desk.us(random.between(1, 25)), phone, '200 OK');
      desk.truth.innocent.push(...phones);
      desk.truth.real.push(...bots.map(({ address }) => address));
      desk.attack('udp_flood', WEB, 14, 18);
      desk.keep(capture);
    },
  },
  {
    id: 'sip-options-one-source',
    title: 'SIP OPTIONS flood from one source, every one of them answered with 200',
    write(desk) {
      const { random } = desk;
      const capture = new Capture(SNAP);
      const [address] = desk.servers(1);
      const source = { address, port: random.whole(1024, 65535), ttl: 51 };
      for (const atUs of desk.times(10, 12.5, 700)) ask(capture, atUs, source, 'OPTIONS', '', ['200 OK']);
      desk.truth.real.push(address);
      desk.visitors(capture, 5, 1, 20);
      desk.attack('udp_flood', WEB, 10, 12.5);
      desk.keep(capture);
    },
  },
  {
    id: 'benign-sip-guessing',
    title: 'Password guessing over SIP: two sources, 80 refused REGISTERs a second each',
    write(desk) {
      const { random } = desk;
      const capture = new Capture(SNAP);
      const sources = desk
        .servers(2)
        .map((address) => ({ address, port: random.whole(1024, 65535), ttl: 50 }));
      for (const atUs of desk.times(5, 16, 160))
        ask(capture, atUs, random.pick(sources), 'REGISTER', '', ['401 Unauthorized']);
      const phones = desk.people(20);
      for (const phone of phones) register(capture, desk, desk.us(random.between(1, 25)), phone, '200 OK');
      // No denial of service; that packets bore their addresses does not show who sent them.
      desk.truth.innocent.push(...phones, ...sources.map(({ address }) => address));
      desk.keep(capture);
    },
  },
  {
    id: 'benign-sip-after-outage',
    title:
      'A telephone exchange comes back: an office of 300 phones behind one address, a trunk, keep-alives of 1,100 customers',
    write(desk) {
      const { random } = desk;
      const capture = new Capture(SNAP);
      const [office, carrier] = desk.servers(2);
      for (let phone = 0; phone < 300; phone++)
        register(capture, desk, desk.us(2 + random.share() * 3), office, '200 OK');
      // The carrier's calls come by the trunk; some of the called are busy.
      const trunk = { address: carrier, port: SIP, ttl: 58 };
      for (const atUs of desk.times(1, 12, 12)) {
        const busy = random.chance(0.3);
        ask(capture, atUs, trunk, 'INVITE', '100@', [
          '100 Trying',
          '180 Ringing',
          busy ? '486 Busy Here' : '200 OK',
        ]);
        ask(capture, atUs + 90_000, trunk, 'ACK', '100@', []);
      }
      // OPTIONS outside a dialogue, to which this server says 404.
      const customers = desk.people(1_100);
      for (const address of customers)
        ask(
          capture,
          desk.us(3 + random.share() * 8),
          { address, port: random.whole(1024, 65535), ttl: 52 },
          'OPTIONS',
          '',
          ['404 Not Found'],
        );
      desk.truth.innocent.push(office, carrier, ...customers);
      desk.keep(capture);
    },
  },
  {
    id: 'benign-sip-wrong-passwords',
    title: 'A migration lost the passwords of 600 phones: each answers the challenge and is refused',
    write(desk) {
      const capture = new Capture(SNAP);
      const phones = desk.people(600);
      for (const phone of phones)
        register(capture, desk, desk.us(2 + desk.random.share() * 6), phone, '403 Forbidden');
      desk.truth.innocent.push(...phones);
      desk.keep(capture);
    },
  },
];
