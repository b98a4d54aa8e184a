// pcapng, draft-ietf-opsawg-pcapng: sections of either byte order, many interfaces, enhanced, simple and obsolete packet blocks.

import { type EvidenceBatch, type PacketBatch, SHAPE } from '../../model/batch.ts';
import { addInterface, type CaptureOrigin } from '../../model/capture.ts';
import type { DiagnosticCode, Diagnostics } from '../../model/diagnostic.ts';
import { type Bytes, bytesOf, u16, u32, u32be } from '../bytes.ts';
import type { Decoder, DecoderContext, EvidenceFormat } from '../format.ts';
import { DAMAGE_CODES, WHOLE } from '../packet/row.ts';
import { USUAL_CAPTURED_LIMIT, WIRE_LIMIT } from './pcap.ts';
import {
  BLOCK_LENGTH,
  BODY,
  BYTE_ORDER_END,
  BYTE_ORDER_MAGIC,
  ENHANCED_PACKET_BLOCK,
  holdsPacket,
  INTERFACE_BLOCK,
  INTERFACE_OPTIONS,
  LONGEST_OPTIONS,
  looksCut,
  MAGIC_BIG_ENDIAN,
  MAGIC_LITTLE_ENDIAN,
  MAJOR_VERSION,
  mayBeLong,
  PACKET_BLOCK,
  PACKET_CAPTURED,
  PACKET_DATA,
  PACKET_INTERFACE,
  PACKET_ORIGINAL,
  PACKET_TIME_HIGH,
  PACKET_TIME_LOW,
  PLAUSIBLE,
  padded,
  plausibleBlock,
  SECTION_HEADER_BLOCK,
  SHORTEST_BLOCK,
  SHORTEST_PACKET_BLOCK,
  SHORTEST_SECTION_HEADER,
  SIMPLE_DATA,
  SIMPLE_ORIGINAL,
  SIMPLE_PACKET_BLOCK,
  STATISTICS_BLOCK,
  simpleCaptured,
  TRAILER_LENGTH,
} from './pcapng-blocks.ts';
import { applicationIn, droppedIn, type Interface, interfaceOf, LOST_INTERFACE } from './pcapng-options.ts';

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
  createDecoder: (context: DecoderContext): Decoder => new PcapngDecoder(context),
};

class PcapngDecoder implements Decoder {
  bytesDecoded = 0;
  readonly #diagnostics: Diagnostics;
  readonly #origin: CaptureOrigin;
  /** Offset in the stream of the input's first byte. */
  #base = 0;
  #littleEndian = true;
  #inSection = false;
  #interfaces: Interface[] = [];
  /** The largest captured length of any interface of the section; longer packet blocks are not held in memory. */
  #capturedLimit = USUAL_CAPTURED_LIMIT;
  /** Longer blocks are not held: longer packets are damage or skipped, other blocks are passed over in pieces. */
  #longest = PACKET_DATA + USUAL_CAPTURED_LIMIT + LONGEST_OPTIONS;
  /** Offset of the block that cannot be believed while the next one is searched for. Negative while all is well. */
  #lostAt = -1;
  /** No bytes follow the input: what is not whole by now never will be. */
  #atEnd = false;
  /** A block too large to hold, passed over in pieces: where it began, its length, bytes of it still to come before the trailer. */
  #longStart = -1;
  #longLength = 0;
  #longLeft = 0;
  #longIsPacket = false;

  constructor({ diagnostics, origin }: DecoderContext) {
    this.#diagnostics = diagnostics;
    this.#origin = origin;
  }

  decode(input: Uint8Array, batch: EvidenceBatch): number {
    if (batch.kind !== 'packets') throw new TypeError('pcapng decodes into packet batches');
    return this.#run(bytesOf(input), input.length, batch);
  }

  finish(rest: Uint8Array, batch: EvidenceBatch): void {
    if (batch.kind !== 'packets') throw new TypeError('pcapng decodes into packet batches');
    this.#atEnd = true;
    const left = rest.length - this.#run(bytesOf(rest), rest.length, batch);
    const end = this.#base + left;
    // A full batch leaves blocks behind damage unread: there is no other batch to put them into.
    if (batch.full && this.#lostAt < 0 && left > 0) this.#lostAt = this.#base;
    if (this.#lostAt >= 0) this.#diagnostics.tally('capture/bad-block', this.#lostAt, end - this.#lostAt);
    else if (this.#longStart >= 0)
      this.#diagnostics.tally('capture/cut-in-record', this.#longStart, end - this.#longStart);
    else if (left > 0) this.#diagnostics.tally('capture/cut-in-record', this.#base, left);
    this.#base = end;
  }

  // Returns the bytes consumed.
  #run(b: Bytes, end: number, batch: PacketBatch): number {
    let at = 0;
    while (batch.rows < batch.capacity) {
      let taken: number;
      if (this.#lostAt >= 0) taken = this.#search(b, at, end, batch);
      else if (this.#longStart >= 0) taken = this.#passOver(b, at, end, batch);
      else {
        at += this.#usualBlocks(b, at, end, batch);
        if (batch.rows === batch.capacity) break;
        taken = this.#block(b, at, end, batch);
      }
      if (taken === 0) break;
      at += taken;
    }
    batch.full = batch.rows === batch.capacity;
    this.#base += at;
    return at;
  }

  // Reads enhanced packet blocks of one interface as long as nothing about them is unusual, in a loop that keeps what does not change in
  // locals (10.6 to 18.1 M packets/s on decode.bench, 2026-11). Whatever it does not like is left to `#block`. Returns the bytes read.
  #usualBlocks(b: Bytes, from: number, end: number, batch: PacketBatch): number {
    const littleEndian = this.#littleEndian;
    const base = this.#base;
    const longest = this.#longest;
    if (!this.#inSection || end - from < SHORTEST_PACKET_BLOCK) return 0;
    const interfaceId = u32(b, from + PACKET_INTERFACE, littleEndian);
    if (interfaceId >= this.#interfaces.length) return 0;
    const { capturedLimit: limit, time, readFrame } = this.#interfaces[interfaceId];
    const capacity = batch.capacity;
    let at = from;
    let row = batch.rows;
    let cut = 0;
    while (row < capacity && end - at >= SHORTEST_PACKET_BLOCK) {
      const length = u32(b, at + BLOCK_LENGTH, littleEndian);
      if (length < SHORTEST_PACKET_BLOCK || length > longest || length > end - at || (length & 3) !== 0)
        break;
      const captured = u32(b, at + PACKET_CAPTURED, littleEndian);
      if (
        u32(b, at, littleEndian) !== ENHANCED_PACKET_BLOCK ||
        u32(b, at + length - TRAILER_LENGTH, littleEndian) !== length ||
        u32(b, at + PACKET_INTERFACE, littleEndian) !== interfaceId ||
        captured > length - SHORTEST_PACKET_BLOCK ||
        captured > limit
      )
        break;
      const original = u32(b, at + PACKET_ORIGINAL, littleEndian);
      if (original > WIRE_LIMIT) break;
      if (captured < original) cut++;
      time.read(u32(b, at + PACKET_TIME_HIGH, littleEndian), u32(b, at + PACKET_TIME_LOW, littleEndian));
      batch.offset[row] = base + at;
      batch.wireLength[row] = original;
      batch.timeSec[row] = time.sec;
      batch.timeNsec[row] = time.nsec;
      const data = at + PACKET_DATA;
      const verdict = readFrame(b, data, data + captured, data + original, batch, row);
      if (verdict !== WHOLE) this.#diagnostics.tally(DAMAGE_CODES[verdict], base + at, 0);
      row++;
      at += length;
    }
    batch.rows = row;
    this.#origin.packetsCut += cut;
    this.bytesDecoded += at - from;
    return at - from;
  }

  // Reads the block at `at`. Returns its length; 0 when it is not whole yet, 1 when it is none and the search begins behind its first byte.
  #block(b: Bytes, at: number, end: number, batch: PacketBatch): number {
    if (end - at < SHORTEST_BLOCK) return 0;
    const type = u32(b, at, this.#littleEndian);
    let littleEndian = this.#littleEndian;
    if (type === SECTION_HEADER_BLOCK) {
      const magic = u32be(b, at + BYTE_ORDER_MAGIC);
      littleEndian = magic === MAGIC_LITTLE_ENDIAN;
      if (!littleEndian && magic !== MAGIC_BIG_ENDIAN) return this.#loseSection(at, this.#littleEndian);
    } else if (!this.#inSection) return this.#lose(at);
    const length = padded(u32(b, at + BLOCK_LENGTH, littleEndian));
    if (length < SHORTEST_BLOCK || length > this.#longest) {
      if (type === SECTION_HEADER_BLOCK) return this.#loseSection(at, littleEndian);
      if (length < SHORTEST_BLOCK) return this.#lose(at, type);
      if (end - at < PACKET_DATA) return this.#atEnd ? this.#lose(at) : 0;
      return mayBeLong(b, at, length, littleEndian)
        ? this.#startLong(at, length, holdsPacket(type))
        : this.#lose(at, type);
    }
    if (end - at < length)
      return !this.#atEnd || looksCut(b, at, end, length, littleEndian) ? 0 : this.#lose(at);
    const agree = padded(u32(b, at + length - TRAILER_LENGTH, littleEndian)) === length;
    if (type === SECTION_HEADER_BLOCK) {
      if (!agree || length < SHORTEST_SECTION_HEADER) return this.#loseSection(at, littleEndian);
      return this.#section(b, at, length, littleEndian);
    }
    if (!agree) return this.#lose(at, type);
    if (holdsPacket(type)) this.#packet(b, at, length, type, batch);
    else if (type === INTERFACE_BLOCK) this.#interface(b, at, length);
    else {
      if (type === STATISTICS_BLOCK) this.#statistics(b, at, length);
      this.bytesDecoded += length; // names, statistics, keys, custom blocks: nothing of theirs is a packet
    }
    return length;
  }

  #section(b: Bytes, at: number, length: number, littleEndian: boolean): number {
    this.#startSection(littleEndian);
    if (u16(b, at + MAJOR_VERSION, littleEndian) !== 1) {
      this.#inSection = false; // what its blocks mean is not known: the next section is searched for
      return this.#lose(at);
    }
    if (this.#origin.application === '')
      this.#origin.application = applicationIn(b, at, length, littleEndian);
    this.bytesDecoded += length;
    return length;
  }

  // Section 4.6. The counts are those since the interface was opened: a later block says all that an earlier one did.
  #statistics(b: Bytes, at: number, length: number): void {
    const from = this.#interfaces[u32(b, at + BODY, this.#littleEndian)];
    if (from === undefined || from === LOST_INTERFACE) return;
    const dropped = droppedIn(b, at, length, this.#littleEndian);
    if (dropped === undefined) return;
    this.#origin.packetsDropped = (this.#origin.packetsDropped ?? 0) - from.dropped + dropped;
    from.dropped = dropped;
  }

  #startSection(littleEndian: boolean): void {
    this.#littleEndian = littleEndian;
    this.#inSection = true;
    this.#interfaces = [];
    this.#setCapturedLimit(USUAL_CAPTURED_LIMIT);
  }

  #setCapturedLimit(limit: number): void {
    this.#capturedLimit = limit;
    this.#longest = PACKET_DATA + limit + LONGEST_OPTIONS;
  }

  // A section began here, though its header is damaged: packets behind it belong to none of the interfaces before.
  #loseSection(at: number, littleEndian: boolean): number {
    this.#startSection(littleEndian);
    return this.#lose(at);
  }

  #lose(at: number, type = 0): number {
    if (type === INTERFACE_BLOCK) this.#addInterface(LOST_INTERFACE);
    this.#lostAt = this.#base + at;
    return 1;
  }

  // Goes to the next block that nothing speaks against, byte by byte: what was overwritten keeps the alignment of the blocks behind,
  // what was removed does not. Each position is judged once, by a fixed number of bytes. Returns the bytes passed, and those of the block.
  #search(b: Bytes, from: number, end: number, batch: PacketBatch): number {
    for (let at = from; at < end; at++) {
      const found = plausibleBlock(b, at, end, this.#littleEndian, this.#interfaces, this.#longest);
      if (found === PLAUSIBLE.no || (found === PLAUSIBLE.needsMore && this.#atEnd)) continue;
      if (found === PLAUSIBLE.needsMore) return at - from;
      if (!this.#inSection && u32(b, at, true) !== SECTION_HEADER_BLOCK) continue;
      this.#diagnostics.tally('capture/bad-block', this.#lostAt, this.#base + at - this.#lostAt);
      this.#lostAt = -1;
      return at - from + this.#block(b, at, end, batch);
    }
    return end - from;
  }

  #startLong(at: number, length: number, isPacket: boolean): number {
    this.#longStart = this.#base + at;
    this.#longLength = length;
    this.#longLeft = length - BODY - TRAILER_LENGTH;
    this.#longIsPacket = isPacket;
    return BODY;
  }

  #passOver(b: Bytes, at: number, end: number, batch: PacketBatch): number {
    const body = Math.min(this.#longLeft, end - at);
    this.#longLeft -= body;
    if (this.#longLeft > 0 || end - at - body < TRAILER_LENGTH) return body;
    if (padded(u32(b, at + body, this.#littleEndian)) !== this.#longLength) {
      this.#lostAt = this.#longStart;
      this.#longStart = -1;
      return body + this.#search(b, at + body, end, batch);
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

  #addInterface(from: Interface): void {
    if (this.#interfaces.length < MOST_INTERFACES) this.#interfaces.push(from);
  }

  #interface(b: Bytes, at: number, length: number): void {
    if (length < INTERFACE_OPTIONS + TRAILER_LENGTH || this.#interfaces.length === MOST_INTERFACES) {
      this.#addInterface(LOST_INTERFACE);
      this.#skipBlock('capture/bad-block', at, length);
      return;
    }
    const { from, told } = interfaceOf(b, at, length, this.#littleEndian);
    addInterface(this.#origin, told);
    this.#setCapturedLimit(Math.max(this.#capturedLimit, from.capturedLimit));
    this.#interfaces.push(from);
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
    if (interfaceId >= this.#interfaces.length || this.#interfaces[interfaceId] === LOST_INTERFACE) {
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
    const impossible = original > WIRE_LIMIT && original > captured;
    if (impossible) this.#diagnostics.tally('capture/impossible-wire-length', this.#base + at, 0);
    const wireLength = impossible ? captured : original;
    if (captured < wireLength) this.#origin.packetsCut++;
    const row = batch.rows;
    batch.offset[row] = this.#base + at;
    batch.wireLength[row] = wireLength;
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
    const verdict = from.readFrame(b, data, data + captured, data + wireLength, batch, row);
    if (verdict !== WHOLE) this.#diagnostics.tally(DAMAGE_CODES[verdict], this.#base + at, 0);
    if (simple) batch.shape[row] |= SHAPE.noTime;
    batch.rows = row + 1;
    this.bytesDecoded += length;
  }
}
