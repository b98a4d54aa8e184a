// Questions to DNS servers: floods of random names, and lookers-up of many names that are no flood. RFC 1035, RFC 5782.

import { dnsMessage } from './attacks-udp.ts';
import { Capture } from './capture.ts';
import { type CaseScript, type Desk, RESOLVER } from './case.ts';
import { udpFrame } from './frames.ts';

const QUERY = 0x0100;
const NO_ERROR = 0x8580;
const NO_SUCH_NAME = 0x8583;
const ZONE = 'kettleandcrane.example';

/** A question to our server and, unless `code` is undefined, its answer. */
function ask(
  desk: Desk,
  capture: Capture,
  atUs: number,
  source: string,
  name: string,
  code: number | undefined,
): void {
  const { random } = desk;
  const port = random.whole(1024, 65535);
  const id = random.word();
  const hop = { source, destination: RESOLVER, ttl: random.whole(44, 60) };
  capture.add(atUs, udpFrame(hop, port, 53, dnsMessage(id, QUERY, 0, name, 1)));
  if (code === undefined) return;
  const back = { source: RESOLVER, destination: source, ttl: 64 };
  capture.add(atUs + 190, udpFrame(back, 53, port, dnsMessage(id, code, 0, name, 1)));
}

/** Routers of our own customers, which ask our resolver. */
const CUSTOMERS = '198.51.100.0/24';

function dnsCase(id: string, title: string, write: (desk: Desk, capture: Capture) => void): CaseScript {
  return {
    id,
    title,
    write(desk) {
      desk.own = [RESOLVER];
      const capture = new Capture(112);
      write(desk, capture);
      desk.keep(capture);
    },
  };
}

export const DNS_CASES: readonly CaseScript[] = [
  dnsCase(
    'dns-random-names-forged',
    'DNS query flood: random names below one zone from forged sources, the server answers none',
    (desk, capture) => {
      for (const atUs of desk.times(20, 23, 400))
        ask(desk, capture, atUs, desk.forged(), `${desk.random.letters(10)}.${ZONE}`, undefined);
      desk.attack('dns_water_torture', RESOLVER, 20, 23);
    },
  ),
  dnsCase(
    'benign-office-resolver',
    'Our resolver serves an office: 900 names in 15 s, most of them new to it, of many zones',
    (desk, capture) => {
      const { random } = desk;
      const clients = Array.from({ length: 60 }, (_, n) => `198.51.100.${20 + n}`);
      for (const atUs of desk.times(1, 16, 60)) {
        const name = `${random.pick(['www', 'cdn', 'api', 'img'])}.${random.letters(7)}.${random.pick(['example', 'test'])}`;
        ask(desk, capture, atUs, random.pick(clients), name, random.chance(0.2) ? NO_SUCH_NAME : NO_ERROR);
      }
      desk.truth.innocent.push(...clients);
    },
  ),
  dnsCase(
    'benign-blocklist-zone',
    'Mail servers ask a blocklist of ours: reversed addresses below one zone, mostly not listed',
    (desk, capture) => {
      const { random } = desk;
      const servers = desk.servers(80);
      for (const atUs of desk.times(1, 11, 90)) {
        const octets = Array.from({ length: 4 }, () => random.whole(1, 254)).join('.');
        ask(desk, capture, atUs, random.pick(servers), `${octets}.bl.${ZONE}`, NO_SUCH_NAME);
      }
      desk.truth.innocent.push(...servers);
    },
  ),
  dnsCase(
    'benign-name-wordlist',
    'Somebody tries a list of host names below our zone, 90 a second from one address',
    (desk, capture) => {
      const [source] = desk.servers(1);
      for (const atUs of desk.times(1, 10, 90))
        ask(desk, capture, atUs, source, `${desk.random.letters(6)}.${ZONE}`, NO_SUCH_NAME);
      desk.truth.innocent.push(source);
    },
  ),
  dnsCase(
    'benign-many-shops',
    'A zone with thousands of names that exist: 90 questions a second from 150 resolvers, hardly a name twice',
    (desk, capture) => {
      const { random } = desk;
      const resolvers = desk.servers(150);
      for (const atUs of desk.times(1, 10, 90))
        ask(desk, capture, atUs, random.pick(resolvers), `shop${random.whole(1, 90_000)}.${ZONE}`, NO_ERROR);
      desk.truth.innocent.push(...resolvers);
    },
  ),
];

export const OWN_RESOLVER_CASES: readonly CaseScript[] = [
  dnsCase(
    'dns-random-names-of-own-clients',
    'DNS query flood: routers of our own customers ask our resolver for random names below one zone, none of which exists',
    (desk, capture) => {
      desk.own = [RESOLVER, CUSTOMERS];
      for (const atUs of desk.times(20, 26, 200)) {
        const name = `${desk.random.letters(11)}.victim.example`;
        ask(desk, capture, atUs, `198.51.100.${desk.random.whole(1, 200)}`, name, NO_SUCH_NAME);
      }
      desk.attack('dns_water_torture', RESOLVER, 20, 26);
    },
  ),
  dnsCase(
    'benign-own-clients-of-one-zone',
    'Own customers ask our resolver for names below one zone that are new each time, as pages of an advertiser do; all of them exist',
    (desk, capture) => {
      desk.own = [RESOLVER, CUSTOMERS];
      for (const atUs of desk.times(5, 15, 80)) {
        const name = `${desk.random.letters(11)}.adverts.example`;
        ask(desk, capture, atUs, `198.51.100.${desk.random.whole(1, 200)}`, name, NO_ERROR);
      }
    },
  ),
];
