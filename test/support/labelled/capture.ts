// A capture in the making: frames in any order in, one compressed pcap out; and TCP conversations between real stacks.

import { gzipSync } from 'node:zlib';
import type { Random } from '../debtember/random.ts';
import { FLAG, tcpFrame } from './frames.ts';

const LINKTYPE_ETHERNET = 1;

/** Frames with their times; microseconds since 1970. */
export class Capture {
  readonly frames: { atUs: number; bytes: Buffer; length: number }[] = [];
  readonly #snapLength: number;

  /** Longer frames are cut to `snapLength` bytes, as tcpdump -s does. */
  constructor(snapLength = 128) {
    this.#snapLength = snapLength;
  }

  add(atUs: number, bytes: Buffer): void {
    this.frames.push({
      atUs: Math.floor(atUs),
      bytes: bytes.subarray(0, this.#snapLength),
      length: bytes.length,
    });
  }

  /** The file, gzip-compressed. */
  file(): Buffer {
    const header = Buffer.alloc(24);
    header.writeUInt32LE(0xa1b2c3d4, 0); // microseconds
    header.writeUInt16LE(2, 4);
    header.writeUInt16LE(4, 6);
    header.writeUInt32LE(this.#snapLength, 16);
    header.writeUInt32LE(LINKTYPE_ETHERNET, 20);
    const parts: Buffer[] = [header];
    const ordered = this.frames.map((frame, index) => ({ ...frame, index }));
    ordered.sort((a, b) => a.atUs - b.atUs || a.index - b.index);
    for (const { atUs, bytes, length } of ordered) {
      const record = Buffer.alloc(16);
      record.writeUInt32LE(Math.floor(atUs / 1e6), 0);
      record.writeUInt32LE(atUs % 1e6, 4);
      record.writeUInt32LE(bytes.length, 8);
      record.writeUInt32LE(length, 12);
      parts.push(record, bytes);
    }
    return gzipSync(Buffer.concat(parts), { level: 9 });
  }
}

/** What a system puts into its SYN. */
export interface Stack {
  ttl: number;
  window: number;
  options: readonly number[];
}

/** SYN options without timestamps: Windows; Linux and Android; macOS and iOS. */
export const STACKS: Record<'windows' | 'linux' | 'apple', Stack> = {
  windows: { ttl: 128, window: 64240, options: [2, 4, 5, 180, 1, 3, 3, 8, 1, 1, 4, 2] },
  linux: { ttl: 64, window: 64240, options: [2, 4, 5, 180, 1, 1, 4, 2, 1, 3, 3, 7] },
  apple: { ttl: 64, window: 65535, options: [2, 4, 5, 180, 1, 3, 3, 6, 4, 2, 0, 0] },
};

/** One of the stacks, as often as people have them. */
export function drawStack(random: Random): Stack {
  return random.weighted([
    [STACKS.windows, 5],
    [STACKS.linux, 3],
    [STACKS.apple, 3],
  ]);
}

const MSS = 1460;

/** Who talks to whom. The capture is taken at our end. */
export interface Talk {
  client: string;
  server: string;
  port: number;
  clientPort?: number;
  stack?: Stack;
  rttUs?: number;
  /** True when we are the client. */
  outgoing?: boolean;
  /** Which of the two directions the capture sees. */
  sees?: 'both' | 'from-client' | 'from-server';
}

/** A TCP connection, segment by segment. Each method takes the time at which it begins and returns the one at which it is over. */
export class Conversation {
  clientSeq: number;
  serverSeq: number;
  readonly clientPort: number;
  readonly rttUs: number;
  readonly #capture: Capture;
  readonly #talk: Talk;
  readonly #stack: Stack;
  readonly #far: number;
  #clientId: number;
  #serverId: number;

  constructor(capture: Capture, random: Random, talk: Talk) {
    this.#capture = capture;
    this.#talk = talk;
    this.#stack = talk.stack ?? drawStack(random);
    this.clientPort = talk.clientPort ?? random.whole(32768, 60999);
    this.rttUs = talk.rttUs ?? random.whole(12_000, 90_000);
    this.#far = random.whole(7, 18);
    this.clientSeq = random.word();
    this.serverSeq = random.word();
    this.#clientId = random.whole(1, 60_000);
    this.#serverId = random.whole(1, 60_000);
  }

  // From one side's segment to the other's reaction, as seen at our end.
  get #clientReactsUs(): number {
    return this.#talk.outgoing ? 50 : this.rttUs;
  }

  get #serverReactsUs(): number {
    return this.#talk.outgoing ? this.rttUs : 50;
  }

  /** A SYN that may or may not be answered. */
  syn(atUs: number): void {
    this.fromClient(atUs, FLAG.SYN, new Uint8Array(0), this.#stack.options);
  }

  /** SYN, SYN-ACK, ACK. */
  open(atUs: number): number {
    this.syn(atUs);
    this.clientSeq = (this.clientSeq + 1) >>> 0;
    this.fromServer(
      atUs + this.#serverReactsUs,
      FLAG.SYN | FLAG.ACK,
      new Uint8Array(0),
      STACKS.linux.options,
    );
    this.serverSeq = (this.serverSeq + 1) >>> 0;
    const openUs = atUs + this.#serverReactsUs + this.#clientReactsUs;
    this.fromClient(openUs, FLAG.ACK);
    return openUs;
  }

  /** Data from the client, `gapUs` between segments, acknowledged every second segment. */
  up(atUs: number, data: Uint8Array, gapUs = 13): number {
    let sentUs = atUs;
    for (let at = 0, count = 1; at < data.length; at += MSS, count++) {
      const last = at + MSS >= data.length;
      this.fromClient(sentUs, last ? FLAG.PSH | FLAG.ACK : FLAG.ACK, data.subarray(at, at + MSS));
      if (last || count % 2 === 0) this.fromServer(sentUs + this.#serverReactsUs, FLAG.ACK);
      if (!last) sentUs += gapUs;
    }
    return sentUs + this.#serverReactsUs;
  }

  /** Data from the server. */
  down(atUs: number, data: Uint8Array, gapUs = 13): number {
    let sentUs = atUs;
    for (let at = 0, count = 1; at < data.length; at += MSS, count++) {
      const last = at + MSS >= data.length;
      this.fromServer(sentUs, last ? FLAG.PSH | FLAG.ACK : FLAG.ACK, data.subarray(at, at + MSS));
      if (last || count % 2 === 0) this.fromClient(sentUs + this.#clientReactsUs, FLAG.ACK);
      if (!last) sentUs += gapUs;
    }
    return sentUs + this.#clientReactsUs;
  }

  /** FIN from the client, FIN-ACK, ACK. */
  close(atUs: number): number {
    this.fromClient(atUs, FLAG.FIN | FLAG.ACK);
    this.clientSeq = (this.clientSeq + 1) >>> 0;
    this.fromServer(atUs + this.#serverReactsUs, FLAG.FIN | FLAG.ACK);
    this.serverSeq = (this.serverSeq + 1) >>> 0;
    const closedUs = atUs + this.#serverReactsUs + this.#clientReactsUs;
    this.fromClient(closedUs, FLAG.ACK);
    return closedUs;
  }

  /** One segment from the client; moves its sequence number over the payload. */
  fromClient(
    atUs: number,
    flags: number,
    payload: Uint8Array = new Uint8Array(0),
    options: readonly number[] = [],
    window: number = (flags & FLAG.SYN) !== 0 ? this.#stack.window : 1026,
  ): void {
    const { client, server, port, outgoing, sees } = this.#talk;
    this.#clientId = (this.#clientId + 1) & 0xffff;
    if (sees !== 'from-server')
      this.#capture.add(
        atUs,
        tcpFrame(
          {
            source: client,
            destination: server,
            ttl: outgoing ? this.#stack.ttl : this.#stack.ttl - this.#far,
            id: this.#clientId,
            dontFragment: true,
          },
          {
            sourcePort: this.clientPort,
            destinationPort: port,
            seq: this.clientSeq,
            ack: (flags & FLAG.ACK) === 0 ? 0 : this.serverSeq,
            flags,
            window,
            options,
            payload,
          },
        ),
      );
    this.clientSeq = (this.clientSeq + payload.length) >>> 0;
  }

  /** One segment from the server. */
  fromServer(
    atUs: number,
    flags: number,
    payload: Uint8Array = new Uint8Array(0),
    options: readonly number[] = [],
  ): void {
    const { client, server, port, outgoing, sees } = this.#talk;
    this.#serverId = (this.#serverId + 1) & 0xffff;
    if (sees !== 'from-client')
      this.#capture.add(
        atUs,
        tcpFrame(
          {
            source: server,
            destination: client,
            ttl: outgoing ? 64 - this.#far : 64,
            id: (flags & FLAG.SYN) !== 0 ? 0 : this.#serverId,
            dontFragment: true,
          },
          {
            sourcePort: port,
            destinationPort: this.clientPort,
            seq: this.serverSeq,
            ack: (flags & FLAG.RST) !== 0 && (flags & FLAG.ACK) === 0 ? 0 : this.clientSeq,
            flags,
            window: (flags & FLAG.RST) !== 0 ? 0 : (flags & FLAG.SYN) !== 0 ? 64240 : 501,
            options,
            payload,
          },
        ),
      );
    this.serverSeq = (this.serverSeq + payload.length) >>> 0;
  }
}
