// The blocks of pcapng that say how a capture was made, with their options, draft-ietf-opsawg-pcapng sections 3.5, 4.1, 4.2 and 4.6.

import { type CaptureInterface, MOST_ORIGIN_BYTES } from '../../model/capture.ts';
import { type Bytes, u8, u16, u32 } from '../bytes.ts';
import { frameReader } from '../packet/link.ts';
import type { LayerReader } from '../packet/row.ts';
import { capturedLimit } from './pcap.ts';
import {
  INTERFACE_OPTIONS,
  type InterfaceLimits,
  LINK_TYPE,
  padded,
  SECTION_OPTIONS,
  SNAP_LENGTH,
  STATISTICS_OPTIONS,
  TRAILER_LENGTH,
} from './pcapng-blocks.ts';
import { TimestampReader } from './pcapng-time.ts';

const OPTION_END = 0;
// Section header, 4.1.
const APPLICATION = 4; // shb_userappl
// Interface, 4.2.
const NAME = 2;
const DESCRIPTION = 3;
const TIME_RESOLUTION = 9;
const FILTER = 11;
const TIME_OFFSET = 14;
// Statistics, 4.6.
const INTERFACE_DROP = 5; // isb_ifdrop: no room in the interface
const SYSTEM_DROP = 7; // isb_osdrop: no room in the system

const FILTER_IN_WORDS = 0;
const FILTER_IN_BYTECODE = 1;
const INSTRUCTION_LENGTH = 8;

const MICROSECONDS = 6; // if_tsresol when the option is absent

/** `size` bytes from `at`, without padding. */
interface Option {
  code: number;
  at: number;
  size: number;
}

/** What is needed of an interface to read its packets. */
export interface Interface extends InterfaceLimits {
  time: TimestampReader;
  readFrame: LayerReader;
  /** Packets lost, as of its last statistics block. */
  dropped: number;
}

/** In the place of an interface whose block is damaged: those behind it keep their numbers, and its own packets are not read with another's clock and link type. */
export const LOST_INTERFACE: Interface = {
  snapLength: 0,
  capturedLimit: -1,
  time: new TimestampReader(MICROSECONDS, 0),
  readFrame: frameReader(-1),
  dropped: 0,
};

// Up to the first that does not fit before the trailer.
function optionsOf(b: Bytes, from: number, blockEnd: number, littleEndian: boolean): Option[] {
  const end = blockEnd - TRAILER_LENGTH;
  const options: Option[] = [];
  for (let at = from; end - at >= 4; ) {
    const code = u16(b, at, littleEndian);
    const size = u16(b, at + 2, littleEndian);
    if (code === OPTION_END || at + 4 + size > end) break;
    options.push({ code, at: at + 4, size });
    at += 4 + padded(size);
  }
  return options;
}

/** The interface that a block describes, and what it says of it. The block is long enough for its fixed part. */
export function interfaceOf(
  b: Bytes,
  block: number,
  length: number,
  littleEndian: boolean,
): { from: Interface; told: CaptureInterface } {
  const snapLength = u32(b, block + SNAP_LENGTH, littleEndian);
  const told: CaptureInterface = { name: '', description: '', snapLength, filter: '', filterKind: 'none' };
  let resolution = MICROSECONDS;
  let offsetSec = 0;
  for (const option of optionsOf(b, block + INTERFACE_OPTIONS, block + length, littleEndian)) {
    const { code, at, size } = option;
    if (code === TIME_RESOLUTION && size === 1) resolution = u8(b, at);
    if (code === TIME_OFFSET && size === 8) offsetSec = signed64(b, at, littleEndian);
    if (code === NAME) told.name = text(b, at, size);
    if (code === DESCRIPTION) told.description = text(b, at, size);
    if (code === FILTER && size > 0) Object.assign(told, filterOf(b, option));
  }
  const from: Interface = {
    snapLength,
    capturedLimit: capturedLimit(snapLength),
    time: new TimestampReader(resolution, offsetSec),
    readFrame: frameReader(u16(b, block + LINK_TYPE, littleEndian)),
    dropped: 0,
  };
  return { from, told };
}

/** The program that wrote the section, from its header; '' where it does not say. */
export function applicationIn(b: Bytes, block: number, length: number, littleEndian: boolean): string {
  const options = optionsOf(b, block + SECTION_OPTIONS, block + length, littleEndian);
  const option = options.find(({ code }) => code === APPLICATION);
  return option === undefined ? '' : text(b, option.at, option.size);
}

/** Packets lost since the interface was opened, from a statistics block; undefined where it does not say. */
export function droppedIn(
  b: Bytes,
  block: number,
  length: number,
  littleEndian: boolean,
): number | undefined {
  const counts = optionsOf(b, block + STATISTICS_OPTIONS, block + length, littleEndian)
    .filter(({ code, size }) => (code === INTERFACE_DROP || code === SYSTEM_DROP) && size === 8)
    .map(({ at }) => signed64(b, at, littleEndian));
  // Beyond what can be counted: some writers set all bits for "not known".
  return counts.length === 0 || counts.some((count) => count < 0 || !Number.isSafeInteger(count))
    ? undefined
    : counts.reduce((sum, count) => sum + count, 0);
}

// The first byte says of what kind the filter is.
function filterOf(b: Bytes, { at, size }: Option): Pick<CaptureInterface, 'filter' | 'filterKind'> {
  const kind = u8(b, at);
  if (kind === FILTER_IN_WORDS) {
    const words = text(b, at + 1, size - 1);
    return { filter: words, filterKind: words === '' ? 'none' : 'words' };
  }
  if (kind !== FILTER_IN_BYTECODE)
    return { filter: `(a filter of kind ${kind}, ${size - 1} bytes)`, filterKind: 'other' };
  const instructions = Math.floor((size - 1) / INSTRUCTION_LENGTH);
  return { filter: `(BPF bytecode, ${instructions} instructions)`, filterKind: 'bytecode' };
}

// UTF-8; some writers end it with a zero byte.
function text(b: Bytes, at: number, size: number): string {
  const bytes = new Uint8Array(b.buffer, b.byteOffset + at, Math.min(size, MOST_ORIGIN_BYTES));
  return new TextDecoder().decode(bytes).replace(/\0+$/, '');
}

function signed64(b: Bytes, at: number, littleEndian: boolean): number {
  const first = u32(b, at, littleEndian);
  const second = u32(b, at + 4, littleEndian);
  return littleEndian ? (second | 0) * 2 ** 32 + first : (first | 0) * 2 ** 32 + second;
}
