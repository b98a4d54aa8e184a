// pcapng, draft-ietf-opsawg-pcapng: sections of either byte order, many interfaces, enhanced, simple and obsolete packet blocks.

import { type EvidenceBatch, type PacketBatch, SHAPE } from '../../model/batch.ts';
import type { DiagnosticCode, Diagnostics } from '../../model/diagnostic.ts';
import { type Bytes, bytesOf, u8, u16, u32, u32be } from '../bytes.ts';
import type { Decoder, DecoderContext, EvidenceFormat } from '../format.ts';
import { frameReader } from '../packet/link.ts';
import { DAMAGE_CODES, type LayerReader, WHOLE } from '../packet/row.ts';
import { capturedLimit, USUAL_CAPTURED_LIMIT } from './pcap.ts';
import { TimestampReader } from './pcapng-time.ts';

// Every block: type, total length, body, total length again, section 3.1. Offsets in bytes from the start of the block.
const BLOCK_LENGTH = 4;
const BODY = 8;
const TRAILER_LENGTH = 4;
const SHORTEST_BLOCK = 12;

const SECTION_HEADER_BLOCK = 0x0a0d0d0a; // reads the same in both byte orders
const INTERFACE_BLOCK = 1;
const PACKET_BLOCK = 2; // obsolete, appendix A
const SIMPLE_PACKET_BLOCK = 3;
const ENHANCED_PACKET_BLOCK = 6;

const BYTE_ORDER_MAGIC = 8;
const BYTE_ORDER_END = 12;
const MAGIC_BIG_ENDIAN = 0x1a2b3c4d;
const MAGIC_LITTLE_ENDIAN = 0x4d3c2b1a;
const MAJOR_VERSION = 12;
const SHORTEST_SECTION_HEADER = 28;

const LINK_TYPE = 8;
const SNAP_LENGTH = 12;
const INTERFACE_OPTIONS = 16;
const OPTION_END = 0;
const OPTION_TSRESOL = 9;
const OPTION_TSOFFSET = 14;

const PACKET_INTERFACE = 8; // 32 bits in the enhanced block, 16 in the obsolete one
const PACKET_TIME_HIGH = 12;
const PACKET_TIME_LOW = 16;
const PACKET_CAPTURED = 20;
const PACKET_ORIGINAL = 24;
const PACKET_DATA = 28;
const SIMPLE_ORIGINAL = 8;
const SIMPLE_DATA = 12;

const MICROSECONDS = 6; // if_tsresol when the option is absent
const LONGEST_OPTIONS = 64 * 1024; // allowance for a packet block's options
/** Interfaces beyond this in one section are not kept, so that a hostile file cannot make memory grow. */
const MOST_INTERFACES = 65536;

/** pcapng files. */
export const pcapng: EvidenceFormat = {
  id: 'pcapng',
  title: 'packet capture (pcapng)',
  spec: 'https://datatracker.ietf.org/doc/draft-ietf-opsawg-pcapng/',
  kind: 'packets',
  sniff(head: Uint8Array): string | undefined {
    if (head.length < BYTE_ORDER_END) return 'shorter than the start of a section header block';
    const b = bytesOf(head);
    if (u32be(b, 0) !== SECTION_HEADER_BLOCK) return 'does not begin with a section header block';
    const magic = u32be(b, BYTE_ORDER_MAGIC);
    return magic === MAGIC_BIG_ENDIAN || magic === MAGIC_LITTLE_ENDIAN ? undefined : 'no byte-order magic';
  },
  createDecoder: (context: DecoderContext): Decoder => new PcapngDecoder(context.diagnostics),
};

interface Interface {
  snapLength: number;
  capturedLimit: number;
  time: TimestampReader;
  readFrame: LayerReader;
}

class PcapngDecoder implements Decoder {
  bytesDecoded = 0;
  readonly #diagnostics: Diagnostics;
  /** Offset in the stream of the input's first byte. */
  #base = 0;
  #littleEndian = true;
  #inSection = false;
  #interfaces: Interface[] = [];
  /** The largest captured length of any interface of the section; longer packet blocks are not held in memory. */
  #capturedLimit = USUAL_CAPTURED_LIMIT;
  /** Offset of the block whose lengths cannot be believed; everything from there is skipped. Negative while all is well. */
  #gaveUpAt = -1;
  /** A block too large to hold, passed over in pieces: where it began, its length, bytes of it still to come before the trailer. */
  #longStart = -1;
  #longLength = 0;
  #longLeft = 0;
  #longIsPacket = false;

  constructor(diagnostics: Diagnostics) {
    this.#diagnostics = diagnostics;
  }

  decode(input: Uint8Array, batch: EvidenceBatch): number {
    if (batch.kind !== 'packets') throw new TypeError('pcapng decodes into packet batches');
    const b = bytesOf(input);
    const end = input.length;
    let at = 0;
    while (this.#gaveUpAt < 0 && batch.rows < batch.capacity) {
      const taken = this.#longStart < 0 ? this.#block(b, at, end, batch) : this.#passOver(b, at, end);
      if (taken === 0) break;
      at += taken;
    }
    if (this.#gaveUpAt >= 0) at = end;
    batch.full = batch.rows === batch.capacity;
    this.#base += at;
    return at;
  }

  finish(rest: Uint8Array, _batch: EvidenceBatch): void {
    const end = this.#base + rest.length;
    if (this.#gaveUpAt >= 0)
      this.#diagnostics.tally('capture/bad-block', this.#gaveUpAt, end - this.#gaveUpAt);
    else if (this.#longStart >= 0)
      this.#diagnostics.tally('capture/cut-in-record', this.#longStart, end - this.#longStart);
    else if (rest.length > 0) this.#diagnostics.tally('capture/cut-in-record', this.#base, rest.length);
    this.#base = end;
  }

  // Reads the block at `at`. Returns its length; 0 when it is not whole yet or the file was given up.
  #block(b: Bytes, at: number, end: number, batch: PacketBatch): number {
    if (end - at < SHORTEST_BLOCK) return 0;
    const type = u32(b, at, this.#littleEndian);
    let littleEndian = this.#littleEndian;
    if (type === SECTION_HEADER_BLOCK) {
      const magic = u32be(b, at + BYTE_ORDER_MAGIC);
      littleEndian = magic === MAGIC_LITTLE_ENDIAN;
      if (!littleEndian && magic !== MAGIC_BIG_ENDIAN) return this.#giveUp(at);
    } else if (!this.#inSection) return this.#giveUp(at);
    const length = padded(u32(b, at + BLOCK_LENGTH, littleEndian));
    if (length < SHORTEST_BLOCK) return this.#giveUp(at);
    const isPacket = type === ENHANCED_PACKET_BLOCK || type === SIMPLE_PACKET_BLOCK || type === PACKET_BLOCK;
    if (length > PACKET_DATA + this.#capturedLimit + LONGEST_OPTIONS) {
      if (type === SECTION_HEADER_BLOCK || type === INTERFACE_BLOCK) return this.#giveUp(at);
      return this.#startLong(at, length, isPacket);
    }
    if (end - at < length) return 0;
    if (padded(u32(b, at + length - TRAILER_LENGTH, littleEndian)) !== length) return this.#giveUp(at);
    if (isPacket) this.#packet(b, at, length, type, batch);
    else if (type === INTERFACE_BLOCK) this.#interface(b, at, length);
    else if (type === SECTION_HEADER_BLOCK) {
      if (length < SHORTEST_SECTION_HEADER || u16(b, at + MAJOR_VERSION, littleEndian) !== 1)
        return this.#giveUp(at);
      this.#littleEndian = littleEndian;
      this.#inSection = true;
      this.#interfaces = [];
      this.#capturedLimit = USUAL_CAPTURED_LIMIT;
      this.bytesDecoded += length;
    } else this.bytesDecoded += length; // names, statistics, keys, custom blocks: nothing of theirs is a packet
    return length;
  }

  // Where one length is wrong nothing says where the next block begins; to search for one would be to guess.
  #giveUp(at: number): number {
    this.#gaveUpAt = this.#base + at;
    return 0;
  }

  #startLong(at: number, length: number, isPacket: boolean): number {
    this.#longStart = this.#base + at;
    this.#longLength = length;
    this.#longLeft = length - BODY - TRAILER_LENGTH;
    this.#longIsPacket = isPacket;
    return BODY;
  }

  #passOver(b: Bytes, at: number, end: number): number {
    const body = Math.min(this.#longLeft, end - at);
    this.#longLeft -= body;
    if (this.#longLeft > 0 || end - at - body < TRAILER_LENGTH) return body;
    if (padded(u32(b, at + body, this.#littleEndian)) !== this.#longLength) {
      this.#gaveUpAt = this.#longStart;
      return 0;
    }
    if (this.#longIsPacket)
      this.#diagnostics.tally('capture/impossible-length', this.#longStart, this.#longLength);
    else this.bytesDecoded += this.#longLength;
    this.#longStart = -1;
    return body + TRAILER_LENGTH;
  }

  #skipBlock(code: DiagnosticCode, at: number, length: number): void {
    this.#diagnostics.tally(code, this.#base + at, length);
  }

  #interface(b: Bytes, at: number, length: number): void {
    const optionsEnd = at + length - TRAILER_LENGTH;
    if (at + INTERFACE_OPTIONS > optionsEnd || this.#interfaces.length === MOST_INTERFACES) {
      this.#skipBlock('capture/bad-block', at, length);
      return;
    }
    const littleEndian = this.#littleEndian;
    let resolution = MICROSECONDS;
    let offsetSec = 0;
    let option = at + INTERFACE_OPTIONS;
    while (optionsEnd - option >= 4) {
      const code = u16(b, option, littleEndian);
      const size = u16(b, option + 2, littleEndian);
      const value = option + 4;
      if (code === OPTION_END || value + size > optionsEnd) break;
      if (code === OPTION_TSRESOL && size === 1) resolution = u8(b, value);
      if (code === OPTION_TSOFFSET && size === 8) offsetSec = signed64(b, value, littleEndian);
      option = value + padded(size);
    }
    const snapLength = u32(b, at + SNAP_LENGTH, littleEndian);
    const limit = capturedLimit(snapLength);
    this.#capturedLimit = Math.max(this.#capturedLimit, limit);
    this.#interfaces.push({
      snapLength,
      capturedLimit: limit,
      time: new TimestampReader(resolution, offsetSec),
      readFrame: frameReader(u16(b, at + LINK_TYPE, littleEndian)),
    });
    this.bytesDecoded += length;
  }

  #packet(b: Bytes, at: number, length: number, type: number, batch: PacketBatch): void {
    const littleEndian = this.#littleEndian;
    const simple = type === SIMPLE_PACKET_BLOCK;
    const data = at + (simple ? SIMPLE_DATA : PACKET_DATA);
    const room = at + length - TRAILER_LENGTH - data;
    if (room < 0) {
      this.#skipBlock('capture/bad-block', at, length);
      return;
    }
    const interfaceId = simple
      ? 0
      : type === PACKET_BLOCK
        ? u16(b, at + PACKET_INTERFACE, littleEndian)
        : u32(b, at + PACKET_INTERFACE, littleEndian);
    if (interfaceId >= this.#interfaces.length) {
      this.#skipBlock('capture/unknown-interface', at, length);
      return;
    }
    const from = this.#interfaces[interfaceId];
    const original = u32(b, at + (simple ? SIMPLE_ORIGINAL : PACKET_ORIGINAL), littleEndian);
    const captured = simple
      ? simpleCaptured(original, from.snapLength)
      : u32(b, at + PACKET_CAPTURED, littleEndian);
    if (captured > room || captured > from.capturedLimit) {
      this.#skipBlock('capture/bad-block', at, length);
      return;
    }
    const row = batch.rows;
    batch.offset[row] = this.#base + at;
    batch.wireLength[row] = original;
    if (simple) {
      // A simple packet block has no time; tshark and capinfos show none.
      batch.timeSec[row] = 0;
      batch.timeNsec[row] = 0;
    } else {
      const time = from.time;
      time.read(u32(b, at + PACKET_TIME_HIGH, littleEndian), u32(b, at + PACKET_TIME_LOW, littleEndian));
      batch.timeSec[row] = time.sec;
      batch.timeNsec[row] = time.nsec;
    }
    const verdict = from.readFrame(b, data, data + captured, data + original, batch, row);
    if (verdict !== WHOLE) this.#diagnostics.tally(DAMAGE_CODES[verdict], this.#base + at, 0);
    if (simple) batch.shape[row] |= SHAPE.noTime;
    batch.rows = row + 1;
    this.bytesDecoded += length;
  }
}

// Blocks and options are padded to 32 bits; some writers forget to count the padding in, and Wireshark reads those too.
function padded(length: number): number {
  return Math.ceil(length / 4) * 4;
}

// Section 4.4: the captured length is not stored, it follows from the first interface's snap length, where 0 means no limit.
function simpleCaptured(original: number, snapLength: number): number {
  return snapLength === 0 || original < snapLength ? original : snapLength;
}

function signed64(b: Bytes, at: number, littleEndian: boolean): number {
  const first = u32(b, at, littleEndian);
  const second = u32(b, at + 4, littleEndian);
  return littleEndian ? (second | 0) * 2 ** 32 + first : (first | 0) * 2 ** 32 + second;
}
