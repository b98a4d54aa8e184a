// Classic pcap: draft-ietf-opsawg-pcap, both byte orders, microseconds and nanoseconds, and Kuznetzov's longer record header.

import type { EvidenceBatch, PacketBatch } from '../../model/batch.ts';
import { addInterface, type CaptureOrigin } from '../../model/capture.ts';
import type { Diagnostics } from '../../model/diagnostic.ts';
import { type Bytes, bytesOf, u16, u32 } from '../bytes.ts';
import type { Decoder, DecoderContext, EvidenceFormat } from '../format.ts';
import { frameReader } from '../packet/link.ts';
import { DAMAGE_CODES, type LayerReader, WHOLE } from '../packet/row.ts';

// File header, draft-ietf-opsawg-pcap section 4. Offsets in bytes.
const MAJOR_VERSION = 4;
const MINOR_VERSION = 6;
const RESERVED_1 = 8; // zero, where a record has its captured length
const RESERVED_2 = 12;
const SNAP_LENGTH = 16;
const LINK_TYPE = 20;
const LINK_TYPE_MASK = 0xffff; // the bits above say how long a frame check sequence is
const FILE_HEADER_LENGTH = 24;

// Record header, section 5.
const SECONDS = 0;
const SUBSECONDS = 4;
const CAPTURED_LENGTH = 8;
const ORIGINAL_LENGTH = 12;
const RECORD_HEADER_LENGTH = 16;
const KUZNETZOV_RECORD_HEADER_LENGTH = 24; // interface, protocol and packet type follow

const MAGIC_MICROSECONDS = 0xa1b2c3d4;
const MAGIC_NANOSECONDS = 0xa1b23c4d;
const MAGIC_KUZNETZOV = 0xa1b2cd34;

/** No record holds more captured bytes than this unless the file's snap length is larger (tcpdump's and Wireshark's default). */
export const USUAL_CAPTURED_LIMIT: number = 256 * 1024;
/** No record holds more captured bytes than this, whatever the file says. */
export const HARD_CAPTURED_LIMIT: number = 64 * 1024 * 1024;

/** No packet is longer than this on the wire: segmentation offload hands captures up to half of it (BIG TCP). */
export const WIRE_LIMIT: number = 1024 * 1024;

/** Most captured bytes that a record may hold under this snap length. */
export function capturedLimit(snapLength: number): number {
  return Math.min(HARD_CAPTURED_LIMIT, Math.max(USUAL_CAPTURED_LIMIT, snapLength));
}

/** Classic pcap files. */
export const pcap: EvidenceFormat = {
  id: 'pcap',
  title: 'packet capture (pcap)',
  spec: 'https://datatracker.ietf.org/doc/draft-ietf-opsawg-pcap/',
  kind: 'packets',
  sniff(head: Uint8Array): string | undefined {
    if (head.length < 4) return 'shorter than the four bytes of a pcap magic number';
    return variantOf(bytesOf(head), 0) === undefined
      ? 'no pcap magic number in the first four bytes'
      : undefined;
  },
  createDecoder: (context: DecoderContext): Decoder => new PcapDecoder(context),
};

interface Variant {
  littleEndian: boolean;
  nsecPerUnit: number;
  recordHeaderLength: number;
}

function variantOf(b: Bytes, at: number): Variant | undefined {
  for (const littleEndian of [true, false]) {
    const magic = u32(b, at, littleEndian);
    if (magic === MAGIC_MICROSECONDS)
      return { littleEndian, nsecPerUnit: 1000, recordHeaderLength: RECORD_HEADER_LENGTH };
    if (magic === MAGIC_NANOSECONDS)
      return { littleEndian, nsecPerUnit: 1, recordHeaderLength: RECORD_HEADER_LENGTH };
    if (magic === MAGIC_KUZNETZOV)
      return { littleEndian, nsecPerUnit: 1000, recordHeaderLength: KUZNETZOV_RECORD_HEADER_LENGTH };
  }
  return undefined;
}

// Captures are joined with cat and zcat: where a record would begin stands the header of the next file. Read as a record it would be an
// empty packet in 2055.
function isFileHeader(b: Bytes, at: number): boolean {
  const variant = variantOf(b, at);
  return (
    variant !== undefined &&
    u16(b, at + MAJOR_VERSION, variant.littleEndian) === 2 &&
    u16(b, at + MINOR_VERSION, variant.littleEndian) === 4 &&
    u32(b, at + RESERVED_1, true) === 0 &&
    u32(b, at + RESERVED_2, true) === 0
  );
}

class PcapDecoder implements Decoder {
  bytesDecoded = 0;
  readonly #diagnostics: Diagnostics;
  readonly #origin: CaptureOrigin;
  #offset = 0;
  #headerRead = false;
  /** Offset of the record that could not be; everything from there is skipped. Negative while all is well. */
  #gaveUpAt = -1;
  #littleEndian = true;
  #nsecPerUnit = 1;
  #recordHeaderLength = RECORD_HEADER_LENGTH;
  #capturedLimit = USUAL_CAPTURED_LIMIT;
  #readFrame: LayerReader = frameReader(-1);

  constructor({ diagnostics, origin }: DecoderContext) {
    this.#diagnostics = diagnostics;
    this.#origin = origin;
  }

  decode(input: Uint8Array, batch: EvidenceBatch): number {
    if (batch.kind !== 'packets') throw new TypeError('pcap decodes into packet batches');
    const b = bytesOf(input);
    const end = input.length;
    let at = 0;
    while (this.#gaveUpAt < 0) {
      if (!this.#headerRead) {
        if (end - at < FILE_HEADER_LENGTH) return at;
        at += this.#readFileHeader(b, at);
        if (this.#gaveUpAt >= 0) break;
      }
      at = this.#readRecords(b, at, end, batch);
      if (this.#headerRead) break;
    }
    if (this.#gaveUpAt < 0) return at;
    this.#offset += end - at;
    return end;
  }

  // Returns where it stopped: before a record that is not whole, that cannot be, or that is the header of another file.
  #readRecords(b: Bytes, start: number, end: number, batch: PacketBatch): number {
    let at = start;
    const base = this.#offset;
    const littleEndian = this.#littleEndian;
    const headerLength = this.#recordHeaderLength;
    const nsecPerUnit = this.#nsecPerUnit;
    const unitsPerSecond = 1e9 / nsecPerUnit;
    const limit = this.#capturedLimit;
    const readFrame = this.#readFrame;
    let row = batch.rows;
    let cut = 0;
    while (row < batch.capacity && end - at >= headerLength) {
      const captured = u32(b, at + CAPTURED_LENGTH, littleEndian);
      if (captured > limit) {
        this.#gaveUpAt = base + at - start;
        break;
      }
      if (captured === 0 && isFileHeader(b, at)) {
        this.#headerRead = false;
        break;
      }
      const frame = at + headerLength;
      const next = frame + captured;
      if (next > end) break;
      const offset = base + at - start;
      let sec = u32(b, at + SECONDS, littleEndian);
      let units = u32(b, at + SUBSECONDS, littleEndian);
      if (units >= unitsPerSecond) {
        this.#diagnostics.tally('capture/impossible-time', offset, 0);
        sec += Math.floor(units / unitsPerSecond);
        units %= unitsPerSecond;
      }
      let original = u32(b, at + ORIGINAL_LENGTH, littleEndian);
      if (original > WIRE_LIMIT && original > captured) {
        this.#diagnostics.tally('capture/impossible-wire-length', offset, 0);
        original = captured;
      }
      if (captured < original) cut++;
      batch.offset[row] = offset;
      batch.timeSec[row] = sec;
      batch.timeNsec[row] = units * nsecPerUnit;
      batch.wireLength[row] = original;
      const verdict = readFrame(b, frame, next, frame + original, batch, row);
      if (verdict !== WHOLE) this.#diagnostics.tally(DAMAGE_CODES[verdict], offset, 0);
      row++;
      at = next;
    }
    batch.rows = row;
    batch.full = row === batch.capacity;
    this.#origin.packetsCut += cut;
    this.bytesDecoded += at - start;
    this.#offset = base + at - start;
    return at;
  }

  finish(rest: Uint8Array, _batch: EvidenceBatch): void {
    this.#offset += rest.length;
    if (this.#gaveUpAt >= 0)
      this.#diagnostics.tally('capture/impossible-length', this.#gaveUpAt, this.#offset - this.#gaveUpAt);
    else if (rest.length > 0)
      this.#diagnostics.tally('capture/cut-in-record', this.#offset - rest.length, rest.length);
  }

  // Returns the bytes it took; 0 when this is no pcap at all, which only a caller that did not sniff can meet.
  #readFileHeader(b: Bytes, at: number): number {
    const variant = variantOf(b, at);
    if (variant === undefined) {
      this.#gaveUpAt = 0;
      return 0;
    }
    this.#headerRead = true;
    this.#littleEndian = variant.littleEndian;
    this.#nsecPerUnit = variant.nsecPerUnit;
    this.#recordHeaderLength = variant.recordHeaderLength;
    const snapLength = u32(b, at + SNAP_LENGTH, variant.littleEndian);
    this.#capturedLimit = capturedLimit(snapLength);
    addInterface(this.#origin, { name: '', description: '', snapLength, filter: '', filterKind: 'none' });
    this.#readFrame = frameReader(u32(b, at + LINK_TYPE, variant.littleEndian) & LINK_TYPE_MASK);
    this.bytesDecoded += FILE_HEADER_LENGTH;
    this.#offset += FILE_HEADER_LENGTH;
    return FILE_HEADER_LENGTH;
  }
}
