// Small scenes of attack from a few numbers: a SYN flood, a TLS flood, answers of NTP servers and visitors, as frames; and the files that hold them.

import { gzipSync } from 'node:zlib';
import * as w from './capture-writer.ts';
import { Random } from './debtember/random.ts';
import { clientHello } from './labelled/attacks-tcp.ts';
import { Capture, Conversation } from './labelled/capture.ts';
import { httpAnswer, httpGet, WEB } from './labelled/case.ts';
import { FLAG, tcpFrame, udpFrame } from './labelled/frames.ts';

/** What a scene is made from; counts of sources. */
export interface Scene {
  seed: number;
  /** Microseconds since 1970 of the first moment. */
  startUs: number;
  /** Routed addresses that send SYNs only; a few that nobody can have do the same. */
  forged: number;
  /** Addresses that complete connections, open TLS and hang up. */
  bots: number;
  /** NTP servers whose answers arrive unasked; 0 for none. */
  reflectors: number;
  visitors: number;
}

/** A captured frame. */
export type Frame = Capture['frames'][number];

/** Gives each actor of a scene its address. */
export type Names = (address: string) => string;

const NOT_ROUTED = 3;
// Twice what a minute needs, and more: a flood may fall on the border of two.
const SYNS_EACH = 16;
const HELLOS = 450;
const ANSWERS = 700;
/** Seconds a scene lasts at most. */
export const SPAN_SEC = 50;
const MONLIST = w.join(w.hex('d7 00 03 2a 0006 0048 000000000000'), new Uint8Array(432).fill(0x11));

const CERTIFICATE = w.join(w.hex('16 03 03 038c 02'), new Uint8Array(900).fill(0x30));

/** Addresses a scene may use: routed ones, and reserved ones that cannot be a source. */
export const POOLS: readonly (readonly string[])[] = [
  ['81.12.81', '103.239.248', '171.225.166'].flatMap((block) =>
    Array.from({ length: 60 }, (_, i) => `${block}.${1 + 4 * i}`),
  ),
  Array.from({ length: 40 }, (_, i) => `240.1.2.${1 + 6 * i}`),
];

/** Addresses of the forged senders, the bots, the NTP servers and the visitors. */
export function castOf(scene: Scene): Record<'forged' | 'bots' | 'reflectors' | 'visitors', string[]> {
  const routed = [...POOLS[0]];
  const take = (count: number): string[] => routed.splice(0, count);
  return {
    forged: [...POOLS[1].slice(0, NOT_ROUTED), ...take(scene.forged)],
    bots: take(scene.bots),
    reflectors: take(scene.reflectors),
    visitors: take(scene.visitors),
  };
}

/** The frames of a scene in order of time, actors renamed. */
export function framesOf(scene: Scene, names: Names = (address) => address): Frame[] {
  const random = new Random(scene.seed);
  const capture = new Capture(600);
  const cast = castOf(scene);
  const at = (fromSec: number, toSec: number): number =>
    scene.startUs + Math.floor(random.between(fromSec, toSec) * 1e6);
  const syn = (source: string, atUs: number): void =>
    capture.add(
      atUs,
      tcpFrame(
        { source: names(source), destination: WEB, ttl: 51, id: random.whole(0, 0xffff) },
        {
          sourcePort: random.whole(1024, 32767),
          destinationPort: 80,
          seq: random.word(),
          flags: FLAG.SYN,
          window: 512,
        },
      ),
    );
  for (const source of cast.forged) for (let i = 0; i < SYNS_EACH; i++) syn(source, at(10, 18));
  for (let i = 0; i < HELLOS; i++) {
    const client = names(cast.bots[i % scene.bots]);
    // A port of its own for each connection.
    const talk = new Conversation(capture, random, { client, server: WEB, port: 443, clientPort: 32768 + i });
    const hello = talk.up(talk.open(at(20, 28)) + 300, clientHello(Buffer.alloc(32, i)));
    talk.fromClient(talk.down(hello + 1_900, CERTIFICATE) + 200, FLAG.RST | FLAG.ACK);
  }
  // At one steady rate, so that the busiest second reaches what a reflection needs.
  for (let i = 0; scene.reflectors > 0 && i < ANSWERS; i++) {
    const source = names(cast.reflectors[i % scene.reflectors]);
    const frame = udpFrame(
      { source, destination: WEB, ttl: 54, id: i },
      123,
      random.whole(1024, 65535),
      MONLIST,
    );
    capture.add(scene.startUs + 32_000_000 + i * 9_000, frame);
  }
  for (const client of cast.visitors) {
    const talk = new Conversation(capture, random, { client: names(client), server: WEB, port: 80 });
    const asked = talk.up(talk.open(at(0, SPAN_SEC - 5)) + 400, httpGet('/'));
    talk.close(talk.down(asked + 5_000, httpAnswer(900)));
  }
  return inOrder(capture.frames);
}

/** Frames by time. */
export function inOrder(frames: readonly Frame[]): Frame[] {
  return [...frames].sort((a, b) => a.atUs - b.atUs);
}

/** The three segments of a completed connection from a port that no scene uses. */
export function handshake(random: Random, client: string, atUs: number): Frame[] {
  const capture = new Capture();
  const clientPort = random.whole(61000, 65535);
  new Conversation(capture, random, { client, server: WEB, port: 80, clientPort }).open(atUs);
  return capture.frames;
}

const LITTLE: w.ByteOrder = { littleEndian: true };
const ETHERNET = 1;

/** The frames as a pcap file. */
export function asPcap(frames: readonly Frame[]): Uint8Array {
  const packets = frames.map(({ atUs, bytes, length }) => ({
    sec: Math.floor(atUs / 1e6),
    nsec: (atUs % 1e6) * 1000,
    bytes,
    originalLength: length,
  }));
  return w.pcapFile({ ...LITTLE, magic: w.MAGIC.microseconds, linkType: ETHERNET }, packets);
}

/** The same as pcapng, times in nanoseconds. */
export function asPcapng(frames: readonly Frame[]): Uint8Array {
  const blocks = frames.map(({ atUs, bytes, length }) =>
    w.enhancedPacket(LITTLE, 0, BigInt(atUs) * 1000n, bytes, length),
  );
  return w.join(
    w.sectionHeader(LITTLE),
    w.interfaceBlock(LITTLE, ETHERNET, 600, w.resolutionOption(LITTLE, 9)),
    ...blocks,
  );
}

/** The same as a compressed pcap. */
export function asGzip(frames: readonly Frame[]): Uint8Array {
  return gzipSync(asPcap(frames));
}
