// Decodes a single frame, for the tests of the layers.

import { pcap } from '../../src/ingest/formats/pcap.ts';
import { MAGIC, pcapFile } from './capture-writer.ts';
import { decodeCapture, type PacketRow } from './decode-capture.ts';

/** The row of a frame and the code of what was wrong with it, '' when nothing was. `originalLength` is the length on the wire. */
export function decodeFrame(
  linkType: number,
  bytes: Uint8Array,
  originalLength: number = bytes.length,
): { row: PacketRow; damage: string } {
  const file = { littleEndian: true, magic: MAGIC.microseconds, linkType };
  const capture = decodeCapture(pcap, pcapFile(file, [{ sec: 0, nsec: 0, bytes, originalLength }]));
  return { row: capture.rows[0], damage: capture.diagnostics.at(0)?.code ?? '' };
}
