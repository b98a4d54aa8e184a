// The SYN flood as the capture shows it: forged SYNs, the server's answers, and the true owners of some addresses who refuse.

import { type AddressSpace, isBogon, isMartian } from './address-space.ts';
import { FLAG, type Segment } from './pcap-writer.ts';
import type { Random } from './random.ts';
import { CAPTURE, QUEUE_AFTER, SYN_FLOOD } from './story.ts';

/** Forged SYNs a second. */
const RATE = 150;
/** Two machines send the flood, over two paths: two TTLs for sixteen thousand "sources". */
const EMITTERS = [
  { ttl: 51, share: 0.62 },
  { ttl: 243, share: 0.38 },
];
/** Share of SYNs that are answered by cookie when the queue is full. */
const COOKIE_SHARE = 0.25;
/** Share of answered addresses at which somebody is, and refuses. */
const OWNER_SHARE = 0.05;
/** Seconds after the first at which Linux repeats its SYN-ACK (tcp_synack_retries=5), and gives up. */
const REPEATS_SEC = [1, 3, 7, 15, 31];
const GIVES_UP_SEC = 63;
/** Options of our SYN-ACK to a SYN without options: MSS 1460. */
const MSS_ONLY = [2, 4, 0x05, 0xb4];

/** What the flood left in the capture. */
export interface SynFlood {
  segments: Segment[];
  /** Addresses that appear as sources of its SYNs, or to which answers were still going out when the capture began. */
  forged: number[];
  /** Source of each forged SYN. */
  syns: number[];
}

interface HalfOpen {
  remote: number;
  remotePort: number;
  /** Our initial sequence number, and what we acknowledge. */
  isn: number;
  ack: number;
  /** Microseconds since 1970 of the SYN; of the owner's RST, or Infinity. */
  bornUs: number;
  refusedUs: number;
}

/** Everything the flood puts into the capture. */
export function synFlood(random: Random, space: AddressSpace): SynFlood {
  const flood: SynFlood = { segments: [], forged: [], syns: [] };
  const fromUs = CAPTURE.from * 1000;
  // When each place in the listen queue becomes free; all are taken when the capture begins.
  const freeAtUs: number[] = [];
  for (let i = 0; i < QUEUE_AFTER; i++) {
    const entry = forgery(
      random,
      drawUnmartian(random, space),
      random.whole(1024, 65535),
      fromUs - random.between(0, GIVES_UP_SEC * 1e6),
    );
    flood.forged.push(entry.remote);
    freeAtUs.push(answer(random, flood, entry, true));
  }
  const ports = EMITTERS.map(() => random.whole(1024, 60000));
  for (let atUs = fromUs + 700; atUs < SYN_FLOOD.to * 1000; atUs += Math.ceil(random.wait(1e6 / RATE))) {
    const emitter = random.chance(EMITTERS[0].share) ? 0 : 1;
    ports[emitter] = ports[emitter] === 65535 ? 1024 : ports[emitter] + 1;
    const entry = forgery(random, space.drawForged(random), ports[emitter], atUs);
    flood.forged.push(entry.remote);
    flood.syns.push(entry.remote);
    flood.segments.push({
      atUs,
      toServer: true,
      remote: entry.remote,
      remotePort: entry.remotePort,
      ttl: EMITTERS[emitter].ttl,
      ipId: random.whole(0, 0xffff),
      seq: entry.ack - 1,
      ack: 0,
      flags: FLAG.SYN,
      window: 512,
      options: [],
      payload: '',
    });
    if (isMartian(entry.remote)) continue;
    const place = freeAtUs.findIndex((freeUs) => freeUs <= atUs);
    if (place >= 0) freeAtUs[place] = answer(random, flood, entry, true);
    else if (random.chance(COOKIE_SHARE)) answer(random, flood, entry, false);
  }
  flood.segments = flood.segments.filter(inCapture);
  return flood;
}

/** An address such as a flood with forged sources leaves in the listen queue. */
export function drawUnmartian(random: Random, space: AddressSpace): number {
  for (;;) {
    const address = space.drawForged(random);
    if (!isMartian(address)) return address;
  }
}

function forgery(random: Random, remote: number, remotePort: number, bornUs: number): HalfOpen {
  return {
    remote,
    remotePort,
    isn: random.word(),
    ack: (random.word() + 1) >>> 0,
    bornUs: Math.floor(bornUs),
    refusedUs: Number.POSITIVE_INFINITY,
  };
}

// SYN-ACK, its repeats when the connection is queued, and the owner's RST. Returns when the place in the queue is free again.
function answer(random: Random, flood: SynFlood, entry: HalfOpen, queued: boolean): number {
  const firstUs = entry.bornUs + 45;
  if (!isBogon(entry.remote) && random.chance(OWNER_SHARE)) {
    entry.refusedUs = firstUs + random.whole(18_000, 290_000);
    flood.segments.push({
      atUs: entry.refusedUs,
      toServer: true,
      remote: entry.remote,
      remotePort: entry.remotePort,
      ttl: random.chance(0.6) ? random.whole(44, 58) : random.whole(108, 121),
      ipId: 0,
      // RFC 9293 section 3.5.2: a reset takes its sequence number from the acknowledgement of what it refuses.
      seq: entry.ack,
      ack: 0,
      flags: FLAG.RST,
      window: 0,
      options: [],
      payload: '',
    });
  }
  for (const afterSec of queued ? [0, ...REPEATS_SEC] : [0]) {
    const atUs = firstUs + afterSec * 1e6;
    if (atUs > entry.refusedUs) break;
    flood.segments.push(synAck(entry, atUs));
  }
  return Math.min(entry.refusedUs, entry.bornUs + GIVES_UP_SEC * 1e6);
}

function synAck(entry: HalfOpen, atUs: number): Segment {
  return {
    atUs,
    toServer: false,
    remote: entry.remote,
    remotePort: entry.remotePort,
    ttl: 64,
    ipId: 0,
    seq: entry.isn,
    ack: entry.ack,
    flags: FLAG.SYN | FLAG.ACK,
    window: 64240,
    options: MSS_ONLY,
    payload: '',
  };
}

function inCapture(segment: Segment): boolean {
  return segment.atUs >= CAPTURE.from * 1000 && segment.atUs < CAPTURE.to * 1000;
}
