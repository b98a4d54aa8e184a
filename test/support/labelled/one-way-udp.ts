// Datagrams that go one way for good reason: calls over a TURN relay, music on hold, what devices report to a collector.

import { Capture } from './capture.ts';
import { type CaseScript, type Desk, WEB } from './case.ts';
import { udpFrame } from './frames.ts';

const TURN = 3478;
const PACKETS_PER_SEC = 50; // G.711 in packets of 20 ms
const REPORT_PACKETS = 5 * PACKETS_PER_SEC; // RTCP every 5 s, RFC 3550 section 6.2

/** An RTP packet (RFC 3550 section 5.1), or with `type` 73 and 72 an RTCP report, whose packet types 201 and 200 set the same bits. */
function rtp(type: number, sequence: number, bytes: number): Buffer {
  const packet = Buffer.alloc(bytes, 0x5c);
  packet.writeUInt16BE(0x8000 | type, 0);
  packet.writeUInt16BE(sequence & 0xffff, 2);
  packet.writeUInt32BE(sequence * 160, 4);
  return packet;
}

/** A STUN message with attributes of so many bytes: RFC 8489 section 5. */
function stun(type: number, bytes: number): Buffer {
  const message = Buffer.alloc(20 + bytes);
  message.writeUInt16BE(type, 0);
  message.writeUInt16BE(bytes, 2);
  message.writeUInt32BE(0x2112a442, 4);
  return message;
}

/** A packet in a channel: RFC 8656 section 12.4. */
function channelData(data: Buffer): Buffer {
  const header = Buffer.from([0x40, 0, 0, 0]);
  header.writeUInt16BE(data.length, 2);
  return Buffer.concat([header, data]);
}

interface End {
  address: string;
  port: number;
}

function pass(capture: Capture, atUs: number, from: End, to: End, payload: Buffer): void {
  const ttl = from.address === WEB ? 64 : 52;
  capture.add(
    atUs,
    udpFrame({ source: from.address, destination: to.address, ttl }, from.port, to.port, payload),
  );
}

// One speaks, the other listens: the relay gets a stream from the client, and reports from the peer, every five seconds.
function relayedCall(capture: Capture, desk: Desk, n: number, seconds: number): void {
  const [client, peer] = desk.people(2).map((address, i) => ({ address, port: 20_000 + 40 * n + i }));
  const relay = { address: WEB, port: TURN };
  const relayed = { address: WEB, port: 50_000 + n };
  let at = desk.us(1 + 0.2 * n);
  // Allocate, refused without credentials, and again; ChannelBind. RFC 8656 sections 7 and 12.
  for (const [request, asked, answer, given] of [
    [0x0003, 8, 0x0113, 40],
    [0x0003, 80, 0x0103, 60],
    [0x0009, 60, 0x0109, 20],
  ]) {
    pass(capture, at, client, relay, stun(request, asked));
    pass(capture, at + 40, relay, client, stun(answer, given));
    at += 45_000;
  }
  for (let packet = 0; packet < seconds * PACKETS_PER_SEC; packet++) {
    const sent = at + (packet * 1e6) / PACKETS_PER_SEC;
    pass(capture, sent, client, relay, channelData(rtp(0, packet, 172)));
    pass(capture, sent + 30, relayed, peer, rtp(0, packet, 172));
    if (packet % REPORT_PACKETS > 0) continue;
    pass(capture, sent + 7_000, peer, relayed, rtp(73, packet, 60));
    pass(capture, sent + 7_030, relay, client, channelData(rtp(73, packet, 60)));
  }
  desk.truth.innocent.push(client.address, peer.address);
}

/** What a device sends to a collector: syslog, or NetFlow version 9. */
export function report(capture: Capture, atUs: number, device: string, n: number): void {
  const isSyslog = n % 2 === 0;
  const flows = Buffer.alloc(1_464, 1);
  flows.writeUInt16BE(9, 0);
  pass(
    capture,
    atUs,
    { address: device, port: 50_000 + n },
    { address: WEB, port: isSyslog ? 514 : 2055 },
    isSyslog ? Buffer.from(`<134>1 2026-06-15T09:41:23Z fw${n} kernel - - - DROP IN=eth0`) : flows,
  );
}

/** Music on hold in so many calls of one carrier, one way, with reports from our end every five seconds or without. */
export function holdMusic(
  capture: Capture,
  fromUs: number,
  carrier: string,
  calls: number,
  reports: boolean,
): void {
  for (let call = 0; call < calls; call++)
    for (let packet = 0; packet < 14 * PACKETS_PER_SEC; packet++) {
      const atUs = fromUs + call * 300_000 + (packet * 1e6) / PACKETS_PER_SEC;
      const theirs = { address: carrier, port: 30_000 + 2 * call };
      const ours = { address: WEB, port: 40_000 + 2 * call };
      pass(capture, atUs, theirs, ours, rtp(0, packet, 172));
      if (reports && packet % REPORT_PACKETS === 0)
        pass(
          capture,
          atUs + 100,
          { ...ours, port: ours.port + 1 },
          { ...theirs, port: theirs.port + 1 },
          rtp(73, packet, 60),
        );
    }
}

export const ONE_WAY_UDP: readonly CaseScript[] = [
  {
    id: 'benign-turn-relay',
    title: 'A TURN relay carries three calls in which one speaks and the other listens',
    write(desk) {
      const capture = new Capture(60);
      for (let n = 0; n < 3; n++) relayedCall(capture, desk, n, 13);
      desk.visitors(capture, 3, 1, 12);
      desk.keep(capture);
    },
  },
  {
    id: 'benign-hold-music',
    title: 'Four calls of one carrier play music on hold, one way; our end reports every five seconds',
    write(desk) {
      const capture = new Capture(60);
      const [carrier] = desk.servers(1);
      holdMusic(capture, desk.us(1), carrier, 4, true);
      desk.truth.innocent.push(carrier);
      desk.visitors(capture, 3, 1, 12);
      desk.keep(capture);
    },
  },
  {
    id: 'benign-collector',
    title: 'A collector takes syslog and NetFlow of 20 routers of its own network, which nobody answers',
    write(desk) {
      const capture = new Capture(70);
      const routers = desk.servers(20);
      for (const [n, router] of routers.entries())
        for (let i = 0; i < 130; i++) report(capture, desk.us(1 + 6 * desk.random.share()), router, n);
      desk.truth.innocent.push(...routers);
      desk.visitors(capture, 3, 1, 8);
      desk.keep(capture);
    },
  },
];
