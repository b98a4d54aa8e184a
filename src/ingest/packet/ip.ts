// IP of either version, told apart by the first four bits.

import { type PacketBatch, SHAPE } from '../../model/batch.ts';
import { type Bytes, u8 } from '../bytes.ts';
import { readIpv4 } from './ipv4.ts';
import { readIpv6 } from './ipv6.ts';
import { MALFORMED, missing, writeNoIp } from './row.ts';

/** Reads an IPv4 or IPv6 packet at `at`. A LayerReader. */
export function readIp(
  b: Bytes,
  at: number,
  end: number,
  wireEnd: number,
  batch: PacketBatch,
  row: number,
): number {
  if (end <= at) {
    writeNoIp(batch, row, SHAPE.damaged);
    return missing(at, 1, wireEnd);
  }
  const version = u8(b, at) >> 4;
  if (version === 4) return readIpv4(b, at, end, wireEnd, batch, row);
  if (version === 6) return readIpv6(b, at, end, wireEnd, batch, row);
  writeNoIp(batch, row, SHAPE.damaged);
  return MALFORMED;
}
