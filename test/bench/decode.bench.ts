// Decoding of generated SYN and UDP packets in memory, against a loop that only reads the same bytes.

import { bareContext, type EvidenceFormat } from '../../src/ingest/format.ts';
import { pcap } from '../../src/ingest/formats/pcap.ts';
import { pcapng } from '../../src/ingest/formats/pcapng.ts';
import { Diagnostics } from '../../src/model/diagnostic.ts';
import { createPacketBatch, resetBatch } from '../../src/model/empty-batch.ts';
import { inlineWholeLoops } from '../../src/optimising.ts';
import {
  interfaceBlock,
  join,
  MAGIC,
  pcapHeader,
  resolutionOption,
  sectionHeader,
} from '../support/capture-writer.ts';

const PACKETS = 1_000_000;
const FRAME_LENGTH = 60;
const PCAP_HEADER = 16;
const PCAPNG_HEADER = 28;
const ROUNDS = 20;
const LITTLE = { littleEndian: true };

/** Prints packets/s and MB/s of the capture decoders, and their time as a multiple of a plain read of the same bytes. */
export function run(): void {
  inlineWholeLoops();
  measure('pcap decode', pcap, pcapFlood(writeSyn));
  measure('pcapng decode', pcapng, pcapngFlood());
  measure('pcap decode, UDP to random ports', pcap, pcapFlood(writeUdp));
  measure('pcap decode, DNS answers', pcap, pcapFlood(writeDnsAnswer));
}

function measure(title: string, format: EvidenceFormat, bytes: Uint8Array): void {
  const read = fastest(() => sumWords(bytes));
  const decode = fastest(() => decodeAll(format, bytes));
  const rate = `${(PACKETS / decode / 1e6).toFixed(1)} M packets/s, ${(bytes.length / decode / 1e6).toFixed(0)} MB/s`;
  const plain = `${(bytes.length / read / 1e6).toFixed(0)} MB/s`;
  console.log(`${title}: ${rate}, ${(decode / read).toFixed(2)} x the time of a plain read (${plain})`);
}

function pcapFlood(writeFrame: (view: DataView, frame: number, i: number) => void): Uint8Array {
  const records = new Uint8Array(PACKETS * (PCAP_HEADER + FRAME_LENGTH));
  const view = new DataView(records.buffer);
  for (let i = 0, at = 0; i < PACKETS; i++, at += PCAP_HEADER + FRAME_LENGTH) {
    view.setUint32(at, 1_700_000_000 + Math.floor(i / 100_000), true);
    view.setUint32(at + 4, (i % 100_000) * 10, true);
    view.setUint32(at + 8, FRAME_LENGTH, true);
    view.setUint32(at + 12, FRAME_LENGTH, true);
    writeFrame(view, at + PCAP_HEADER, i);
  }
  return join(pcapHeader({ ...LITTLE, magic: MAGIC.microseconds, linkType: 1 }), records);
}

function pcapngFlood(): Uint8Array {
  const length = PCAPNG_HEADER + FRAME_LENGTH + 4;
  const blocks = new Uint8Array(PACKETS * length);
  const view = new DataView(blocks.buffer);
  for (let i = 0, at = 0; i < PACKETS; i++, at += length) {
    view.setUint32(at, 6, true);
    view.setUint32(at + 4, length, true);
    view.setUint32(at + 12, 0x1797_92f0, true);
    view.setUint32(at + 16, i * 4000, true);
    view.setUint32(at + 20, FRAME_LENGTH, true);
    view.setUint32(at + 24, FRAME_LENGTH, true);
    writeSyn(view, at + PCAPNG_HEADER, i);
    view.setUint32(at + length - 4, length, true);
  }
  return join(sectionHeader(LITTLE), interfaceBlock(LITTLE, 1, 262144, resolutionOption(LITTLE, 9)), blocks);
}

function writeSyn(view: DataView, frame: number, i: number): void {
  const random = Math.imul(i, 2654435761) >>> 0;
  const ip = frame + 14;
  view.setUint16(ip - 2, 0x0800);
  view.setUint16(ip, 0x4500);
  view.setUint16(ip + 2, 40);
  view.setUint16(ip + 8, 0x4006);
  view.setUint32(ip + 12, (198 << 24) | (51 << 16) | (100 << 8) | (random >>> 24));
  view.setUint32(ip + 16, (192 << 24) | (2 << 8) | 1);
  view.setUint16(ip + 20, random & 0xffff);
  view.setUint16(ip + 22, 443);
  view.setUint32(ip + 24, random);
  view.setUint16(ip + 32, 0x5002);
  view.setUint16(ip + 34, 64240);
}

// Both ports random, as in a plain flood: one port in 1,500 is one that signatures are looked for on.
function writeUdp(view: DataView, frame: number, i: number): void {
  const random = Math.imul(i, 2654435761) >>> 0;
  const ip = frame + 14;
  view.setUint16(ip - 2, 0x0800);
  view.setUint16(ip, 0x4500);
  view.setUint16(ip + 2, FRAME_LENGTH - 14);
  view.setUint16(ip + 8, 0x4011);
  view.setUint32(ip + 12, (198 << 24) | (51 << 16) | (100 << 8) | (random >>> 24));
  view.setUint32(ip + 16, (192 << 24) | (2 << 8) | 1);
  view.setUint16(ip + 20, random & 0xffff);
  view.setUint16(ip + 22, random >>> 16);
  view.setUint16(ip + 24, FRAME_LENGTH - 34);
  view.setUint32(ip + 28, random);
}

function writeDnsAnswer(view: DataView, frame: number, i: number): void {
  writeUdp(view, frame, i);
  const udp = frame + 34;
  view.setUint16(udp, 53);
  view.setUint16(udp + 10, 0x8180);
  view.setUint32(udp + 12, 0x00010001);
}

function decodeAll(format: EvidenceFormat, bytes: Uint8Array): void {
  const context = bareContext(new Diagnostics());
  const decoder = format.createDecoder(context);
  const batch = createPacketBatch(4096);
  let rows = 0;
  for (let at = 0; at < bytes.length; ) {
    at += decoder.decode(bytes.subarray(at, at + (1 << 20)), batch);
    rows += batch.rows;
    resetBatch(batch);
  }
  if (rows !== PACKETS) throw new Error(`decoded ${rows} of ${PACKETS} packets`);
}

function sumWords(bytes: Uint8Array): number {
  const words = new Uint32Array(bytes.buffer, 0, bytes.length >>> 2);
  let sum = 0;
  for (let at = 0; at < words.length; at += 1 << 16)
    sum = (sum + sumPart(words.subarray(at, at + (1 << 16)))) | 0;
  return sum;
}

function sumPart(words: Uint32Array): number {
  let sum = 0;
  for (let i = 0; i < words.length; i++) sum = (sum + words[i]) | 0;
  return sum;
}

function fastest(work: () => unknown): number {
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < ROUNDS; round++) {
    const start = process.hrtime.bigint();
    work();
    best = Math.min(best, Number(process.hrtime.bigint() - start) / 1e9);
  }
  return best;
}
