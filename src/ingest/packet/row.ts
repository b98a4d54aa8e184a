// What every layer's reader shares: its signature, its verdict on a frame, and how a row is filled when a layer is missing.

import type { PacketBatch } from '../../model/batch.ts';
import type { DiagnosticCode } from '../../model/diagnostic.ts';
import type { Bytes } from '../bytes.ts';

/** The frame was read as far as a row goes. */
export const WHOLE = 0;
/** The capture ends inside a header that is needed. */
export const CUT = 1;
/** A header contradicts itself or the header around it. */
export const MALFORMED = 2;
/** The link type is not known, so nothing in the frame was looked at. */
export const UNKNOWN_LINK_TYPE = 3;

/** Diagnostic of each verdict but WHOLE, indexed by it. */
export const DAMAGE_CODES: readonly DiagnosticCode[] = [
  'packet/malformed', // never tallied: index 0 is WHOLE
  'packet/cut-header',
  'packet/malformed',
  'packet/unknown-link-type',
];

/**
 * Reads one layer at `at` and all layers inside it into `row`; every column but offset, time and wireLength is written.
 * `end` is where the captured bytes end, `wireEnd` where the frame ended on the wire (both as positions in `b`).
 * Returns WHOLE, CUT, MALFORMED or UNKNOWN_LINK_TYPE.
 */
export type LayerReader = (
  b: Bytes,
  at: number,
  end: number,
  wireEnd: number,
  batch: PacketBatch,
  row: number,
) => number;

/** CUT when the wire held `need` bytes at `at`, MALFORMED when there never were so many. */
export function missing(at: number, need: number, wireEnd: number): number {
  return wireEnd - at < need ? MALFORMED : CUT;
}

/** Fills the row of a frame without a readable IP header. */
export function writeNoIp(batch: PacketBatch, row: number, shape: number): void {
  const word = 4 * row;
  batch.ipVersion[row] = 0;
  batch.source.fill(0, word, word + 4);
  batch.destination.fill(0, word, word + 4);
  batch.protocol[row] = 0;
  batch.ttl[row] = 0;
  batch.ipId[row] = 0;
  writeNoTransport(batch, row, shape);
}

/** Fills the columns behind the IP header when there is no transport header to read. */
export function writeNoTransport(batch: PacketBatch, row: number, shape: number): void {
  batch.shape[row] = shape;
  batch.sourcePort[row] = 0;
  batch.destinationPort[row] = 0;
  batch.payloadLength[row] = 0;
  batch.signature[row] = 0;
  writeNoTcp(batch, row);
  writeNoIcmp(batch, row);
}

/** Zeroes the TCP columns. */
export function writeNoTcp(batch: PacketBatch, row: number): void {
  batch.tcpFlags[row] = 0;
  batch.seq[row] = 0;
  batch.ack[row] = 0;
  batch.window[row] = 0;
  batch.synFingerprint[row] = 0;
  batch.tool[row] = 0;
}

/** Zeroes the ICMP columns; of those of a quoted packet the one that says whether the others hold. */
export function writeNoIcmp(batch: PacketBatch, row: number): void {
  batch.icmpType[row] = 0;
  batch.icmpCode[row] = 0;
  batch.quotedProtocol[row] = 0;
}
