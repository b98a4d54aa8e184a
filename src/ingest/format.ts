// The contract of an evidence format: how it is recognised and how its bytes become rows.

import type { EvidenceBatch } from '../model/batch.ts';
import { type CaptureOrigin, emptyOrigin } from '../model/capture.ts';
import type { Diagnostics } from '../model/diagnostic.ts';

/** Lines longer than this (bytes) are skipped and tallied, so that a hostile file cannot make a decoder hoard memory. */
export const MAX_LINE_BYTES: number = 1 << 20;

/** What a decoder may know besides the bytes. */
export interface DecoderContext {
  diagnostics: Diagnostics;
  /** Filled by decoders of captures. */
  origin: CaptureOrigin;
  /** Base name of the file, for dump times like netstat-2026-05-17T03:02:10Z.txt. */
  fileName: string;
  /** The command that made the file, as far as the operator stated it; '' otherwise. */
  collectionCommand: string;
  /** The log format that its server was given, as the operator stated it; '' otherwise. */
  logFormat: string;
  /** File modification time, seconds since 1970 UTC; 0 when there is none. */
  modifiedSec: number;
  /** No record is later, seconds since 1970 UTC: the modification time, for a pipe the time of the run; 0 when neither is known. */
  latestSec: number;
  /** Minutes east of UTC to assume for times without a zone at the given local time; undefined when the operator stated none (then UTC, marked as assumed). */
  assumedOffsetMin: ((localSec: number) => number) | undefined;
}

/** A context that knows nothing of the file, as when its beginning is looked at. */
export function bareContext(diagnostics: Diagnostics): DecoderContext {
  return {
    diagnostics,
    origin: emptyOrigin(),
    fileName: '',
    collectionCommand: '',
    logFormat: '',
    modifiedSec: 0,
    latestSec: 0,
    assumedOffsetMin: undefined,
  };
}

/** Turns bytes into rows. Rows never depend on how the input was cut. */
export interface Decoder {
  /**
   * Decodes whole records from the front of `input` into `batch` until the input holds no further whole record or the batch is full.
   * Returns the bytes consumed, decoded or tallied as skipped. Must consume something when `input` exceeds the largest record.
   */
  decode(input: Uint8Array, batch: EvidenceBatch): number;
  /** The input is over: consumes all of `rest` (a last line without newline is a row, a cut record is tallied). `batch` has been reset. */
  finish(rest: Uint8Array, batch: EvidenceBatch): void;
  /** Bytes consumed so far that became rows or known structure (headers, separators). Decoded + skipped = read. */
  bytesDecoded: number;
}

/** One kind of evidence file. One file in formats/ each, one line in formats/index.ts. */
export interface EvidenceFormat {
  /** Stable name, as in `inspect --json`: 'pcap', 'pcapng', 'netstat', 'ss', 'web-combined'. */
  id: string;
  title: string;
  /** Where the format is specified. */
  spec: string;
  kind: EvidenceBatch['kind'];
  /** Undefined when the first bytes (up to 64 KiB, uncompressed) fit this format; else one phrase why they do not. */
  sniff(head: Uint8Array): string | undefined;
  createDecoder(context: DecoderContext): Decoder;
}
