// Which IPv6 headers are extension headers and how long they are: RFC 8200 section 4, RFC 4302, RFC 6275, RFC 7401, RFC 5533.

import { type Bytes, u8 } from '../bytes.ts';

/** Offset of the length in an extension header; the next header is in byte 0. */
export const EXTENSION_LENGTH = 1;
/** Bytes that every extension header has. */
export const EXTENSION_SHORTEST = 8;

/** The hop-by-hop options header. */
export const HOP_BY_HOP = 0;
const ROUTING = 43;
/** The fragment header. */
export const FRAGMENT = 44;
const AUTHENTICATION = 51;
const DESTINATION_OPTIONS = 60;
const MOBILITY = 135;
const HIP = 139;
const SHIM6 = 140;

/** True for the headers that have another behind them. */
export function isExtension(header: number): boolean {
  switch (header) {
    case HOP_BY_HOP:
    case ROUTING:
    case FRAGMENT:
    case AUTHENTICATION:
    case DESTINATION_OPTIONS:
    case MOBILITY:
    case HIP:
    case SHIM6:
      return true;
    default:
      return false;
  }
}

/** Length in bytes of the extension header at `at`, whose first eight bytes are captured. */
export function extensionLength(b: Bytes, at: number, header: number): number {
  if (header === FRAGMENT) return EXTENSION_SHORTEST;
  const units = u8(b, at + EXTENSION_LENGTH);
  // AH counts 4-byte units less 2, and is padded to 8 bytes in IPv6; the others count 8-byte units less 1.
  return header === AUTHENTICATION ? Math.max(EXTENSION_SHORTEST, (units + 2) * 4) : (units + 1) * 8;
}
