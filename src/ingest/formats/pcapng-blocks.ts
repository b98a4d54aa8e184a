// The blocks of pcapng, draft-ietf-opsawg-pcapng: their layout, and whether bytes that follow damage can be the start of one.

import { type Bytes, u16, u32, u32be } from '../bytes.ts';

// Every block: type, total length, body, total length again, section 3.1. Offsets in bytes from the start of the block.
export const BLOCK_LENGTH = 4;
export const BODY = 8;
export const TRAILER_LENGTH = 4;
export const SHORTEST_BLOCK = 12;

export const SECTION_HEADER_BLOCK = 0x0a0d0d0a; // reads the same in both byte orders
export const INTERFACE_BLOCK = 1;
export const PACKET_BLOCK = 2; // obsolete, appendix A
export const SIMPLE_PACKET_BLOCK = 3;
const NAME_RESOLUTION_BLOCK = 4;
export const STATISTICS_BLOCK = 5;
export const ENHANCED_PACKET_BLOCK = 6;
const JOURNAL_BLOCK = 9;
const SECRETS_BLOCK = 10;
const CUSTOM_BLOCK = 0xbad;
const CUSTOM_BLOCK_NOT_COPIED = 0x40000bad;

export const BYTE_ORDER_MAGIC = 8;
export const BYTE_ORDER_END = 12;
export const MAGIC_BIG_ENDIAN = 0x1a2b3c4d;
export const MAGIC_LITTLE_ENDIAN = 0x4d3c2b1a;
export const MAJOR_VERSION = 12;
export const SHORTEST_SECTION_HEADER = 28;

export const LINK_TYPE = 8;
export const SNAP_LENGTH = 12;
export const INTERFACE_OPTIONS = 16;
export const SECTION_OPTIONS = 24;
export const STATISTICS_OPTIONS = 20;

export const PACKET_INTERFACE = 8; // 32 bits in the enhanced block, 16 in the obsolete one
export const PACKET_TIME_HIGH = 12;
export const PACKET_TIME_LOW = 16;
export const PACKET_CAPTURED = 20;
export const PACKET_ORIGINAL = 24;
export const PACKET_DATA = 28;
export const SHORTEST_PACKET_BLOCK = 32; // enhanced or obsolete
export const SIMPLE_ORIGINAL = 8;
export const SIMPLE_DATA = 12;

/** Allowance for a packet block's options, bytes. */
export const LONGEST_OPTIONS: number = 64 * 1024;
/** A block whose end is not there is believed with no more options than this: longer ones are rarer than a damaged length. */
const USUAL_OPTIONS = 1024;
/** A block that is no packet is passed over up to this length; a longer one is damage. */
const LONGEST_BLOCK = 64 * 1024 * 1024;

/** What of an interface decides whether a packet can be its own. */
export interface InterfaceLimits {
  snapLength: number;
  capturedLimit: number;
}

/** Answers of `plausibleBlock`. */
export const PLAUSIBLE = { no: 0, yes: 1, needsMore: 2 } as const;

/** Blocks and options are padded to 32 bits; some writers forget to count the padding in, and Wireshark reads those too. */
export function padded(length: number): number {
  return Math.ceil(length / 4) * 4;
}

/** Section 4.4: the captured length is not stored, it follows from the first interface's snap length, where 0 means no limit. */
export function simpleCaptured(original: number, snapLength: number): number {
  return snapLength === 0 || original < snapLength ? original : snapLength;
}

/** The type is one of those that hold a packet. */
export function holdsPacket(type: number): boolean {
  return type === ENHANCED_PACKET_BLOCK || type === SIMPLE_PACKET_BLOCK || type === PACKET_BLOCK;
}

/**
 * Whether a block begins at `at`, after damage: all that can be checked must fit. Looks at a fixed number of bytes whatever the block says,
 * so that a search costs the same on every input. `longest` is the length beyond which no packet block is held.
 */
export function plausibleBlock(
  b: Bytes,
  at: number,
  end: number,
  sectionOrder: boolean,
  interfaces: readonly InterfaceLimits[],
  longest: number,
): number {
  if (end - at < SHORTEST_BLOCK) return PLAUSIBLE.needsMore;
  const type = u32(b, at, sectionOrder);
  const shortest = shortestOf(type);
  if (shortest === 0) return PLAUSIBLE.no;
  let littleEndian = sectionOrder;
  if (type === SECTION_HEADER_BLOCK) {
    const magic = u32be(b, at + BYTE_ORDER_MAGIC);
    littleEndian = magic === MAGIC_LITTLE_ENDIAN;
    if (!littleEndian && magic !== MAGIC_BIG_ENDIAN) return PLAUSIBLE.no;
  }
  const length = padded(u32(b, at + BLOCK_LENGTH, littleEndian));
  if (length < shortest || length > longest) return PLAUSIBLE.no;
  if (end - at < shortest) return PLAUSIBLE.needsMore;
  if (type === SECTION_HEADER_BLOCK) {
    if (u16(b, at + MAJOR_VERSION, littleEndian) !== 1) return PLAUSIBLE.no;
  } else if (holdsPacket(type) && !packetFits(b, at, length, type, littleEndian, interfaces))
    return PLAUSIBLE.no;
  if (end - at < length) return PLAUSIBLE.needsMore;
  const trailer = padded(u32(b, at + length - TRAILER_LENGTH, littleEndian));
  return trailer === length ? PLAUSIBLE.yes : PLAUSIBLE.no;
}

/** Whether a block that the file's end cuts short looks whole so far, and not like one whose length was damaged. */
export function looksCut(b: Bytes, at: number, end: number, length: number, littleEndian: boolean): boolean {
  const type = u32(b, at, littleEndian);
  if (!holdsPacket(type)) return shortestOf(type) > 0;
  if (type === SIMPLE_PACKET_BLOCK) return true;
  if (end - at < PACKET_DATA) return true;
  const options = optionsOf(b, at, length, littleEndian);
  return options >= 0 && options <= USUAL_OPTIONS;
}

/** Whether a block too large to hold may still be one, so that it is passed over and nothing in it is taken for a block. */
export function mayBeLong(b: Bytes, at: number, length: number, littleEndian: boolean): boolean {
  if (length > LONGEST_BLOCK) return false;
  const type = u32(b, at, littleEndian);
  if (type === SECTION_HEADER_BLOCK || type === INTERFACE_BLOCK) return false;
  if (type === SIMPLE_PACKET_BLOCK) return padded(u32(b, at + SIMPLE_ORIGINAL, littleEndian)) + 16 >= length;
  if (!holdsPacket(type)) return shortestOf(type) > 0;
  const options = optionsOf(b, at, length, littleEndian);
  return options >= 0 && options <= LONGEST_OPTIONS;
}

// Bytes between the packet and the trailer; negative when the packet does not fit.
function optionsOf(b: Bytes, at: number, length: number, littleEndian: boolean): number {
  return length - PACKET_DATA - TRAILER_LENGTH - padded(u32(b, at + PACKET_CAPTURED, littleEndian));
}

function packetFits(
  b: Bytes,
  at: number,
  length: number,
  type: number,
  littleEndian: boolean,
  interfaces: readonly InterfaceLimits[],
): boolean {
  if (type === SIMPLE_PACKET_BLOCK) {
    if (interfaces.length === 0) return false;
    const captured = simpleCaptured(u32(b, at + SIMPLE_ORIGINAL, littleEndian), interfaces[0].snapLength);
    return padded(captured) === length - SIMPLE_DATA - TRAILER_LENGTH;
  }
  const interfaceId =
    type === PACKET_BLOCK
      ? u16(b, at + PACKET_INTERFACE, littleEndian)
      : u32(b, at + PACKET_INTERFACE, littleEndian);
  if (interfaceId >= interfaces.length) return false;
  const captured = u32(b, at + PACKET_CAPTURED, littleEndian);
  if (captured > interfaces[interfaceId].capturedLimit) return false;
  if (captured > u32(b, at + PACKET_ORIGINAL, littleEndian)) return false;
  const options = optionsOf(b, at, length, littleEndian);
  return options >= 0 && options <= LONGEST_OPTIONS;
}

// Bytes of the shortest whole block of a type, section 4; 0 for a type that is not known.
function shortestOf(type: number): number {
  switch (type) {
    case ENHANCED_PACKET_BLOCK:
    case PACKET_BLOCK:
      return SHORTEST_PACKET_BLOCK;
    case SIMPLE_PACKET_BLOCK:
    case CUSTOM_BLOCK:
    case CUSTOM_BLOCK_NOT_COPIED:
      return 16;
    case INTERFACE_BLOCK:
    case SECRETS_BLOCK:
      return 20;
    case STATISTICS_BLOCK:
      return 24;
    case NAME_RESOLUTION_BLOCK:
    case JOURNAL_BLOCK:
      return SHORTEST_BLOCK;
    case SECTION_HEADER_BLOCK:
      return SHORTEST_SECTION_HEADER;
    default:
      return 0;
  }
}
