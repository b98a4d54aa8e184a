// Evidence for the benches, written in large pieces from a seed: SYN floods as classic pcap, and combined logs.

import { closeSync, openSync, writeSync } from 'node:fs';
import { MAGIC, pcapHeader } from '../support/capture-writer.ts';

/** A flood to be written. */
export interface Flood {
  packets: number;
  /** Distinct addresses drawn from. */
  sources: number;
  /** Every second packet is the SYN-ACK to the SYN before it. */
  answered: boolean;
  seed: number;
  /** 50,000 without. */
  packetsPerSecond?: number;
}

const PACKETS_PER_SECOND = 50_000;
const START_SEC = 1_781_000_000;
const FRAME_LENGTH = 74; // Ethernet, IPv4, TCP with 20 bytes of options, as Linux sends a SYN
const RECORD_LENGTH = 16 + FRAME_LENGTH;
const RECORDS_AT_ONCE = 50_000;
// MSS 1460, SACK permitted, timestamps (filled with 0), no-op, window scale 7.
const OPTIONS = [0x02_04_05_b4, 0x04_02_08_0a, 0, 0, 0x01_03_03_07];
const VICTIM = 0xc0000250; // 192.0.2.80

/** The flood as the bytes of a classic pcap file, in pieces that are reused. */
export function* floodPieces(flood: Flood): Generator<Uint8Array> {
  yield pcapHeader({ littleEndian: true, magic: MAGIC.microseconds, linkType: 1 });
  const sources = sourceAddresses(flood.sources, flood.seed);
  const random = randomWords(flood.seed + 1);
  const piece = new Uint8Array(RECORDS_AT_ONCE * RECORD_LENGTH);
  const view = new DataView(piece.buffer);
  const perSecond = flood.packetsPerSecond ?? PACKETS_PER_SECOND;
  let source = 0;
  let word = 0;
  for (let packet = 0; packet < flood.packets; ) {
    let at = 0;
    for (; at < piece.length && packet < flood.packets; packet++, at += RECORD_LENGTH) {
      const answer = flood.answered && packet % 2 === 1;
      if (!answer) {
        word = random();
        source = sources[random() % sources.length];
      }
      view.setUint32(at, START_SEC + Math.floor(packet / perSecond), true);
      view.setUint32(at + 4, (packet % perSecond) * (1e6 / perSecond), true);
      view.setUint32(at + 8, FRAME_LENGTH, true);
      view.setUint32(at + 12, FRAME_LENGTH, true);
      writeSegment(view, at + 16, source, word, answer);
    }
    yield piece.subarray(0, at);
  }
}

/** Combined log lines, some 190 bytes each, in pieces; ends with the first piece that reaches `bytes`. */
export function* logPieces(bytes: number, seed: number): Generator<Uint8Array> {
  const random = randomWords(seed);
  const agents = Array.from(
    { length: 40 },
    (_, i) =>
      `Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${80 + i}.0`,
  );
  for (let written = 0, line = 0; written < bytes; ) {
    const lines: string[] = [];
    for (let i = 0; i < 20_000; i++, line++) {
      const second = Math.floor(line / 2000);
      const clock = [(second / 3600) % 24, (second / 60) % 60, second % 60].map((n) =>
        String(Math.floor(n)).padStart(2, '0'),
      );
      const client = 0x0b000000 + ((Math.imul(random() % 20_000, 2654435761) >>> 0) % 0xb0000000);
      const address = `${client >>> 24}.${(client >>> 16) & 255}.${(client >>> 8) & 255}.${client & 255}`;
      const request = `GET /shop/item-${random() % 2000}.html?session=${line} HTTP/1.1`;
      lines.push(
        `${address} - - [17/May/2026:${clock.join(':')} +0200] "${request}" 200 ${1000 + (random() % 9000)} "https://shop.example/" "${agents[client % 40]}"\n`,
      );
    }
    const piece = Buffer.from(lines.join(''), 'latin1');
    written += piece.length;
    yield piece;
  }
}

/** Writes the pieces to a new file and returns its size. */
export function writePieces(file: string, pieces: Iterable<Uint8Array>): number {
  const descriptor = openSync(file, 'wx');
  let size = 0;
  for (const piece of pieces) size += writeSync(descriptor, piece);
  closeSync(descriptor);
  return size;
}

function writeSegment(view: DataView, frame: number, source: number, word: number, answer: boolean): void {
  const ip = frame + 14;
  const tcp = ip + 20;
  view.setUint16(ip - 2, 0x0800);
  view.setUint16(ip, 0x4500);
  view.setUint16(ip + 2, 60);
  view.setUint16(ip + 8, answer ? 0x4006 : 0x3006);
  view.setUint32(ip + 12, answer ? VICTIM : source);
  view.setUint32(ip + 16, answer ? source : VICTIM);
  const port = 1024 + (word % 64_000);
  view.setUint16(tcp, answer ? 443 : port);
  view.setUint16(tcp + 2, answer ? port : 443);
  view.setUint32(tcp + 4, answer ? ~word : word);
  view.setUint32(tcp + 8, answer ? word + 1 : 0);
  view.setUint16(tcp + 12, answer ? 0xa012 : 0xa002);
  view.setUint16(tcp + 14, 64240);
  for (let i = 0; i < OPTIONS.length; i++) view.setUint32(tcp + 20 + 4 * i, OPTIONS[i]);
}

// Public-looking addresses from 11.0.0.0 on, scattered, each once.
function sourceAddresses(count: number, seed: number): Uint32Array {
  const addresses = new Uint32Array(count);
  for (let i = 0; i < count; i++)
    addresses[i] = 0x0b000000 + ((Math.imul(i + seed, 2654435761) >>> 0) % 0xb0000000);
  return addresses;
}

// xorshift32; the state must not be 0.
function randomWords(seed: number): () => number {
  let state = seed === 0 ? 1 : seed;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
}
