// People who use the shop while the capture runs: handshakes, requests and answers, segment by segment.

import { ipv4Number } from './address-space.ts';
import { FLAG, type Segment } from './pcap-writer.ts';
import type { Visitor } from './population.ts';
import type { Random } from './random.ts';
import { SHOP, SYN_FLOOD } from './story.ts';
import { pageView, type Request } from './visits.ts';

const MSS = 1460;
/** RFC 6298: a SYN without answer is repeated after 1, 3 and 7 seconds in all. */
const SYN_REPEATS_SEC = [0, 1, 3, 7];
/** Share of the clients' SYNs that find no place in the listen queue and get no cookie while the flood runs. */
const LOST_SHARE = 0.35;

// SYN options by system, timestamps off at the server. Windows; Linux and Android; macOS and iOS.
const SYSTEMS = {
  windows: { ttl: 128, window: 64240, options: [2, 4, 5, 180, 1, 3, 3, 8, 1, 1, 4, 2] },
  linux: { ttl: 64, window: 64240, options: [2, 4, 5, 180, 1, 1, 4, 2, 1, 3, 3, 7] },
  apple: { ttl: 64, window: 65535, options: [2, 4, 5, 180, 1, 3, 3, 6, 4, 2, 0, 0] },
} as const;
const SYN_ACK_OPTIONS = [2, 4, 5, 180, 1, 1, 4, 2, 1, 3, 3, 7];

/** One client's part in the capture. */
export interface CapturedVisit {
  segments: Segment[];
  /** As logged; empty when the handshake never succeeded. */
  requests: Request[];
}

/** A client that tries at `ms`; `stranded` ones never get an answer. */
export function capturedVisit(
  random: Random,
  visitor: Visitor,
  ms: number,
  stranded: boolean,
): CapturedVisit {
  return new Conversation(random, visitor).run(ms, stranded);
}

class Conversation {
  readonly segments: Segment[] = [];
  readonly #random: Random;
  readonly #visitor: Visitor;
  readonly #system: (typeof SYSTEMS)[keyof typeof SYSTEMS];
  readonly #remote: number;
  readonly #port: number;
  readonly #ttl: number;
  readonly #rttUs: number;
  #clientSeq: number;
  #serverSeq: number;
  #clientIpId: number;
  #serverIpId: number;

  constructor(random: Random, visitor: Visitor) {
    this.#random = random;
    this.#visitor = visitor;
    const { agent } = visitor;
    this.#system = /Windows/.test(agent)
      ? SYSTEMS.windows
      : /Mac OS X|iPhone/.test(agent)
        ? SYSTEMS.apple
        : SYSTEMS.linux;
    this.#remote = ipv4Number(visitor.address);
    this.#port = random.whole(32768, 60999);
    this.#ttl = this.#system.ttl - random.whole(7, 18);
    this.#rttUs = random.whole(12_000, 70_000);
    this.#clientSeq = random.word();
    this.#serverSeq = random.word();
    this.#clientIpId = random.whole(1, 30_000);
    this.#serverIpId = random.whole(1, 30_000);
  }

  run(ms: number, stranded: boolean): CapturedVisit {
    const establishedUs = this.#handshake(ms * 1000, stranded);
    if (establishedUs === undefined) return { segments: this.segments, requests: [] };
    const target = this.#random.pick(['/', '/tea/oolong', '/tea/sencha', '/pots', '/cart', '/search?q=gift']);
    const requests = pageView(this.#random, this.#visitor, ms, target, '-', true);
    let atUs = establishedUs + this.#random.whole(200, 900);
    for (const request of requests) {
      const answeredUs = this.#exchange(request, atUs);
      atUs = answeredUs + this.#rttUs + this.#random.whole(4_000, 60_000);
    }
    this.#close(atUs + this.#random.whole(200_000, 900_000));
    return { segments: this.segments, requests };
  }

  /** When the client's ACK arrived; undefined when it gave up. */
  #handshake(fromUs: number, stranded: boolean): number | undefined {
    for (const afterSec of SYN_REPEATS_SEC) {
      const atUs = fromUs + afterSec * 1e6 + (afterSec === 0 ? 0 : this.#random.whole(0, 9_000));
      this.#fromClient(atUs, FLAG.SYN, '', this.#system.options, 0);
      const flooded = atUs < SYN_FLOOD.to * 1000;
      if (stranded || (flooded && afterSec < 7 && this.#random.chance(LOST_SHARE))) continue;
      this.#clientSeq = (this.#clientSeq + 1) >>> 0;
      this.#fromServer(atUs + 48, FLAG.SYN | FLAG.ACK, '', SYN_ACK_OPTIONS);
      this.#serverSeq = (this.#serverSeq + 1) >>> 0;
      this.#fromClient(atUs + 48 + this.#rttUs, FLAG.ACK, '');
      return atUs + 48 + this.#rttUs;
    }
    return undefined;
  }

  /** Request and answer on the open connection; sets the logged times. Returns when the last segment was sent. */
  #exchange(request: Request, atUs: number): number {
    const head =
      `${request.method} ${request.target} HTTP/1.1\r\nHost: ${SHOP}\r\nUser-Agent: ${request.agent}\r\nAccept: */*\r\n` +
      `${request.referrer === '-' ? '' : `Referer: ${request.referrer}\r\n`}Connection: keep-alive\r\n\r\n`;
    this.#fromClient(atUs, FLAG.PSH | FLAG.ACK, head);
    this.#fromServer(atUs + 60, FLAG.ACK, '');
    const status = request.status === 404 ? '404 Not Found' : '200 OK';
    const type = /\.(\w+)$/.test(request.target) ? 'application/octet-stream' : 'text/html; charset=utf-8';
    const answer = `HTTP/1.1 ${status}\r\nServer: Apache\r\nContent-Length: ${request.bytes}\r\nContent-Type: ${type}\r\n\r\n${'.'.repeat(request.bytes)}`;
    let sentUs = atUs + this.#random.whole(4_000, 90_000);
    for (let at = 0, count = 1; at < answer.length; at += MSS, count++) {
      const last = at + MSS >= answer.length;
      this.#fromServer(sentUs, last ? FLAG.PSH | FLAG.ACK : FLAG.ACK, answer.slice(at, at + MSS));
      if (last || count % 2 === 0) this.#fromClient(sentUs + this.#rttUs, FLAG.ACK, '');
      if (!last) sentUs += 13;
    }
    request.at = Math.floor(atUs / 1000);
    request.tookMs = Math.ceil((sentUs - atUs) / 1000);
    return sentUs;
  }

  #close(atUs: number): void {
    this.#fromClient(atUs, FLAG.FIN | FLAG.ACK, '');
    this.#clientSeq = (this.#clientSeq + 1) >>> 0;
    this.#fromServer(atUs + 90, FLAG.FIN | FLAG.ACK, '');
    this.#serverSeq = (this.#serverSeq + 1) >>> 0;
    this.#fromClient(atUs + 90 + this.#rttUs, FLAG.ACK, '');
  }

  #fromClient(
    atUs: number,
    flags: number,
    payload: string,
    options: readonly number[] = [],
    ack = this.#serverSeq,
  ): void {
    this.#clientIpId = (this.#clientIpId + 1) & 0xffff;
    this.#add(atUs, true, this.#ttl, this.#clientIpId, this.#clientSeq, ack, flags, options, payload);
    this.#clientSeq = (this.#clientSeq + payload.length) >>> 0;
  }

  #fromServer(atUs: number, flags: number, payload: string, options: readonly number[] = []): void {
    const ipId = (flags & FLAG.SYN) !== 0 ? 0 : this.#serverIpId++ & 0xffff;
    this.#add(atUs, false, 64, ipId, this.#serverSeq, this.#clientSeq, flags, options, payload);
    this.#serverSeq = (this.#serverSeq + payload.length) >>> 0;
  }

  #add(
    atUs: number,
    toServer: boolean,
    ttl: number,
    ipId: number,
    seq: number,
    ack: number,
    flags: number,
    options: readonly number[],
    payload: string,
  ): void {
    const window =
      (flags & FLAG.SYN) !== 0 ? (toServer ? this.#system.window : 64240) : toServer ? 1026 : 501;
    this.segments.push({
      atUs,
      toServer,
      remote: this.#remote,
      remotePort: this.#port,
      ttl,
      ipId,
      seq,
      ack,
      flags,
      window,
      options,
      payload,
    });
  }
}
