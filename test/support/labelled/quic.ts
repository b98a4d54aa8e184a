// QUIC: floods of Initials that the server answers without giving in, and browsers. RFC 9000.

import type { Random } from '../debtember/random.ts';
import { Capture, Conversation } from './capture.ts';
import { type CaseScript, type Desk, WEB } from './case.ts';
import { udpFrame } from './frames.ts';

const QUIC = 443;
const SNAP = 62;
const UNKNOWN_VERSION = 0x1a2a3a4a; // reserved to make servers negotiate, section 15
const SMALL = 41;
const FULL = 1252;

/** Who asks over QUIC. */
export interface Client {
  address: string;
  port: number;
  ttl: number;
}

// A long header, section 17.2: the type in the first byte, version, connection IDs of 8 and `idBytes` bytes.
function longHeader(first: number, version: number, random: Random, idBytes: number, size: number): Buffer {
  const packet = Buffer.alloc(size, 0x6b);
  packet[0] = first;
  packet.writeUInt32BE(version, 1);
  packet[5] = 8;
  packet.writeUInt32BE(random.word(), 6);
  packet.writeUInt32BE(random.word(), 10);
  packet[14] = idBytes;
  return packet;
}

const initial = (random: Random, version = 1): Buffer => longHeader(0xc3, version, random, 0, FULL);
const handshake = (random: Random): Buffer => longHeader(0xe3, 1, random, 8, 1200);
const retry = (random: Random): Buffer => longHeader(0xf0, 1, random, 8, 120);
const versions = (random: Random): Buffer => longHeader(0xc0, 0, random, 8, 31);
const short = (size: number): Buffer => Buffer.alloc(size, 0x41);

function up(capture: Capture, atUs: number, { address, port, ttl }: Client, packet: Buffer): void {
  capture.add(
    atUs,
    udpFrame({ source: address, destination: WEB, ttl, dontFragment: true }, port, QUIC, packet),
  );
}

function down(capture: Capture, atUs: number, { address, port }: Client, packet: Buffer): void {
  capture.add(
    atUs,
    udpFrame({ source: WEB, destination: address, ttl: 64, dontFragment: true }, QUIC, port, packet),
  );
}

/** A browser's visit: after a Retry, where there is one, its Initial comes again with the token. */
export function visit(
  capture: Capture,
  random: Random,
  atUs: number,
  client: Client,
  retries: boolean,
): void {
  const rttUs = random.whole(12_000, 90_000);
  up(capture, atUs, client, initial(random));
  let at = atUs + 60;
  if (retries) {
    down(capture, at, client, retry(random));
    at += rttUs;
    up(capture, at, client, initial(random));
    at += 60;
  }
  down(capture, at, client, initial(random));
  down(capture, at + 20, client, handshake(random));
  up(capture, at + rttUs, client, longHeader(0xe3, 1, random, 8, 90));
  up(capture, at + rttUs + 40, client, short(260));
  for (let n = 0; n < 4; n++) down(capture, at + rttUs + 900 + 30 * n, client, short(1200));
  up(capture, at + 2 * rttUs + 900, client, short(SMALL));
}

/** A client that no Retry reaches sends its Initial again after 1 and 3 s (RFC 9002 section 6.2), and gives up. */
export function knock(capture: Capture, random: Random, atUs: number, client: Client): void {
  for (const sec of [0, 1, 3]) {
    up(capture, atUs + sec * 1e6, client, initial(random));
    down(capture, atUs + sec * 1e6 + 40, client, retry(random));
  }
}

function clients(desk: Desk, count: number): Client[] {
  return desk
    .people(count)
    .map((address) => ({ address, port: desk.random.whole(32_768, 65_535), ttl: desk.random.whole(46, 58) }));
}

function flood(id: string, title: string, retries: boolean): CaseScript {
  return {
    id,
    title,
    write(desk) {
      const { random } = desk;
      const capture = new Capture(SNAP);
      for (const atUs of desk.times(12, 15, 400)) {
        const source = { address: desk.forged(), port: random.whole(1024, 65535), ttl: 49 };
        up(capture, atUs, source, initial(random, retries ? 1 : UNKNOWN_VERSION));
        down(capture, atUs + 40, source, retries ? retry(random) : versions(random));
      }
      const browsers = clients(desk, 25);
      for (const browser of browsers)
        visit(capture, random, desk.us(random.between(1, 30)), browser, retries);
      desk.truth.innocent.push(...browsers.map(({ address }) => address));
      desk.attack('udp_flood', WEB, 12, 15);
      desk.keep(capture);
    },
  };
}

export const QUIC_CASES: readonly CaseScript[] = [
  flood('quic-initials-retry', 'QUIC Initials from forged sources, each answered with a Retry', true),
  flood(
    'quic-initials-versions',
    'QUIC Initials of an unknown version from forged sources, answered with Version Negotiation',
    false,
  ),
  {
    id: 'benign-quic-browsers',
    title:
      'A busy site over QUIC with Retry in force: 260 visits in ten seconds; 40 clients get no answer through and give up',
    write(desk) {
      const { random } = desk;
      const capture = new Capture(SNAP);
      const browsers = clients(desk, 260);
      for (const browser of browsers) visit(capture, random, desk.us(2 + 10 * random.share()), browser, true);
      const cutOff = clients(desk, 40);
      for (const client of cutOff) knock(capture, random, desk.us(2 + 7 * random.share()), client);
      desk.truth.innocent.push(...[...browsers, ...cutOff].map(({ address }) => address));
      desk.keep(capture);
    },
  },
  {
    id: 'benign-quic-turned-off',
    title: 'QUIC was switched off while browsers remember it: 350 send Initials in vain, then come over TCP',
    write(desk) {
      const { random } = desk;
      const capture = new Capture(SNAP);
      const browsers = clients(desk, 350);
      for (const browser of browsers) {
        const at = desk.us(2 + 7 * random.share());
        for (const ms of [0, 300, 900]) up(capture, at + ms * 1e3, browser, initial(random));
        const talk = new Conversation(capture, random, { client: browser.address, server: WEB, port: QUIC });
        talk.close(talk.up(talk.open(at + 300_000), Buffer.alloc(700, 0x17)) + 200_000);
      }
      desk.truth.innocent.push(...browsers.map(({ address }) => address));
      desk.keep(capture);
    },
  },
];
