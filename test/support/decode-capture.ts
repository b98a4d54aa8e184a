// Drives a capture decoder over bytes cut in chosen pieces and collects its rows as plain objects.

import { bareContext, type EvidenceFormat } from '../../src/ingest/format.ts';
import { formatAddress } from '../../src/model/address.ts';
import type { PacketBatch } from '../../src/model/batch.ts';
import type { CaptureOrigin } from '../../src/model/capture.ts';
import { type Diagnostic, Diagnostics } from '../../src/model/diagnostic.ts';
import { createPacketBatch, resetBatch } from '../../src/model/empty-batch.ts';
import { SIGNATURE, type SignatureName } from '../../src/model/signatures.ts';
import { SYN_TOOLS } from '../../src/model/syn-fingerprint.ts';

const NAMES = Object.keys(SIGNATURE) as SignatureName[];

/** One row of a packet batch as an object; addresses as text, '' when the frame holds no IP. */
export interface PacketRow {
  offset: number;
  /** "sec.nnnnnnnnn" as tshark prints frame.time_epoch. */
  time: string;
  wireLength: number;
  ipVersion: number;
  source: string;
  destination: string;
  protocol: number;
  ttl: number;
  shape: number;
  sourcePort: number;
  destinationPort: number;
  tcpFlags: number;
  seq: number;
  ack: number;
  window: number;
  payloadLength: number;
  icmpType: number;
  icmpCode: number;
  ipId: number;
  /** Name of the payload's signature, 'none' without one. */
  signature: SignatureName;
  synFingerprint: number;
  /** Title of the tool, '' when none is known. */
  tool: string;
  /** "protocol source port destination port seq" of the quoted packet, '' when none is. */
  quoted: string;
}

/** What came out of a decoder, and whether its ledger holds. */
export interface DecodedCapture {
  rows: PacketRow[];
  diagnostics: Diagnostic[];
  bytesDecoded: number;
  bytesSkipped: number;
  origin: CaptureOrigin;
}

/** Feeds `bytes` in pieces of the lengths that `nextLength` names; the batch is small and dirty, so that stale columns show. */
export function decodeCapture(
  format: EvidenceFormat,
  bytes: Uint8Array,
  nextLength: () => number = () => bytes.length,
  capacity = 7,
): DecodedCapture {
  const diagnostics = new Diagnostics();
  const context = bareContext(diagnostics);
  const decoder = format.createDecoder(context);
  const batch = dirtyBatch(capacity);
  const rows: PacketRow[] = [];
  const take = (): void => {
    for (let row = 0; row < batch.rows; row++) rows.push(packetRow(batch, row));
    resetBatch(batch);
  };
  let rest: Uint8Array = new Uint8Array(0);
  for (let at = 0; at < bytes.length; ) {
    const chunk = bytes.subarray(at, at + Math.max(1, nextLength()));
    at += chunk.length;
    let input: Uint8Array = Buffer.concat([rest, chunk]);
    for (;;) {
      input = input.subarray(decoder.decode(input, batch));
      if (!batch.full) break;
      take();
    }
    rest = input;
  }
  take();
  decoder.finish(rest, batch);
  take();
  return {
    rows,
    diagnostics: diagnostics.list(),
    bytesDecoded: decoder.bytesDecoded,
    bytesSkipped: diagnostics.bytesSkipped,
    origin: context.origin,
  };
}

function dirtyBatch(capacity: number): PacketBatch {
  const batch = createPacketBatch(capacity);
  for (const column of Object.values(batch))
    if (ArrayBuffer.isView(column)) new Uint8Array(column.buffer).fill(0xa5);
  return batch;
}

function packetRow(batch: PacketBatch, row: number): PacketRow {
  const ip = batch.ipVersion[row] !== 0;
  return {
    offset: batch.offset[row],
    time: `${batch.timeSec[row]}.${String(batch.timeNsec[row]).padStart(9, '0')}`,
    wireLength: batch.wireLength[row],
    ipVersion: batch.ipVersion[row],
    source: ip ? formatAddress(batch.source, 4 * row) : '',
    destination: ip ? formatAddress(batch.destination, 4 * row) : '',
    protocol: batch.protocol[row],
    ttl: batch.ttl[row],
    shape: batch.shape[row],
    sourcePort: batch.sourcePort[row],
    destinationPort: batch.destinationPort[row],
    tcpFlags: batch.tcpFlags[row],
    seq: batch.seq[row],
    ack: batch.ack[row],
    window: batch.window[row],
    payloadLength: batch.payloadLength[row],
    icmpType: batch.icmpType[row],
    icmpCode: batch.icmpCode[row],
    ipId: batch.ipId[row],
    signature: NAMES[batch.signature[row]],
    synFingerprint: batch.synFingerprint[row],
    tool: SYN_TOOLS[batch.tool[row]].title,
    quoted: quotedText(batch, row),
  };
}

function quotedText(batch: PacketBatch, row: number): string {
  if (batch.quotedProtocol[row] === 0) return '';
  const source = `${formatAddress(batch.quotedSource, 4 * row)} ${batch.quotedSourcePort[row]}`;
  const destination = `${formatAddress(batch.quotedDestination, 4 * row)} ${batch.quotedDestinationPort[row]}`;
  return `${batch.quotedProtocol[row]} ${source} ${destination} ${batch.quotedSeq[row]}`;
}
