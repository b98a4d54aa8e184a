// What netstat and ss dumps share: lines into words, rows into batches, damage into tallies. A dialect says what a line is.

import type { EvidenceBatch, SocketBatch } from '../../model/batch.ts';
import { Diagnostics } from '../../model/diagnostic.ts';
import { createSocketBatch } from '../../model/empty-batch.ts';
import { scanUint } from '../fields.ts';
import { bareContext, type Decoder, type DecoderContext } from '../format.ts';
import { headLines, LineFramer, notText } from '../lines.ts';
import type { EndpointScanner } from './sockets-endpoint.ts';
import { SnapshotClock } from './sockets-snapshot.ts';

/** What a line of a dump is. */
export const LINE = {
  /** A socket; its protocol, state and ends are in row batch.rows. */
  row: 0,
  /** A socket that is not Internet. */
  otherFamily: 1,
  /** Column or section titles that begin a dump of Internet sockets. */
  header: 2,
  /** Other titles, second lines of a socket, owners, notes of the tool. */
  structure: 3,
  unknown: 4,
} as const;

const MAX_WORDS = 12;
const SPACE = 0x20;
const TAB = 0x09;
const HYPHEN = 0x2d;

/** A line and its first words, as places in `bytes`. Valid until the next line. */
export class LineWords {
  bytes: Uint8Array = new Uint8Array(0);
  lineStart = 0;
  lineEnd = 0;
  /** Words found, at most 12. */
  count = 0;
  readonly start: Int32Array = new Int32Array(MAX_WORDS);
  readonly end: Int32Array = new Int32Array(MAX_WORDS);

  /** Splits bytes[start..end) at blanks and tabs. */
  split(bytes: Uint8Array, start: number, end: number): void {
    this.bytes = bytes;
    this.lineStart = start;
    this.lineEnd = end;
    this.count = 0;
    let i = start;
    while (this.count < MAX_WORDS) {
      while (i < end && (bytes[i] === SPACE || bytes[i] === TAB)) i++;
      if (i === end) return;
      this.start[this.count] = i;
      while (i < end && bytes[i] !== SPACE && bytes[i] !== TAB) i++;
      this.end[this.count++] = i;
    }
  }

  /** True when the line starts with a blank or a tab. */
  get indented(): boolean {
    return this.bytes[this.lineStart] === SPACE || this.bytes[this.lineStart] === TAB;
  }

  /** Word `index` as a string; '' behind the last. Not for rows. */
  text(index: number): string {
    if (index >= this.count) return '';
    return Buffer.from(this.bytes.subarray(this.start[index], this.end[index])).toString('latin1');
  }

  /** True when word `index` is all digits. */
  isNumber(index: number): boolean {
    if (index >= this.count) return false;
    for (let i = this.start[index]; i < this.end[index]; i++) {
      if (this.bytes[i] < 0x30 || this.bytes[i] > 0x39) return false;
    }
    return true;
  }
}

/** The rules of one tool's output. Keeps the state that earlier lines set. */
export interface SocketDialect {
  /** Says what the line is; for a row, has written protocol, state and both ends into row batch.rows. `offset` is the line's. */
  readLine(words: LineWords, offset: number, batch: SocketBatch): number;
  /** True when the text is, or holds, the command that lists come from; the dialect takes from it what they do not tell. */
  readCommand?(text: string): boolean;
}

/** Writes the local or remote end just scanned into row batch.rows. */
export function writeEndpoint(endpoint: EndpointScanner, batch: SocketBatch, isLocal: boolean): void {
  const row = batch.rows;
  const column = isLocal ? batch.local : batch.remote;
  for (let i = 0; i < 4; i++) column[4 * row + i] = endpoint.words[i];
  (isLocal ? batch.localKind : batch.remoteKind)[row] = endpoint.kind;
  (isLocal ? batch.localPort : batch.remotePort)[row] = endpoint.port;
}

/** Writes the number in word `index` as the send queue of row batch.rows. */
export function writeSendQueue(words: LineWords, index: number, batch: SocketBatch): void {
  const queue = scanUint(words.bytes, words.start[index], words.end[index]);
  batch.sendQueue[batch.rows] = Math.min(Math.max(queue, 0), 0xffff_ffff);
}

/** Decodes a dump in the given dialect. */
export class SocketDecoder implements Decoder {
  bytesDecoded = 0;
  /** Lines met so far, by LINE. */
  readonly counts: Uint32Array = new Uint32Array(5);
  readonly #diagnostics: Diagnostics;
  readonly #lines: LineFramer;
  readonly #words: LineWords = new LineWords();
  readonly #clock: SnapshotClock;
  readonly #dialect: SocketDialect;

  constructor(context: DecoderContext, dialect: SocketDialect) {
    this.#diagnostics = context.diagnostics;
    this.#lines = new LineFramer(context.diagnostics);
    this.#clock = new SnapshotClock(context);
    this.#dialect = dialect;
  }

  decode(input: Uint8Array, batch: EvidenceBatch): number {
    this.#lines.open(input, false);
    this.#run(input, batch);
    return this.#lines.close();
  }

  finish(rest: Uint8Array, batch: EvidenceBatch): void {
    this.#lines.open(rest, true);
    this.#run(rest, batch);
    this.#lines.close();
  }

  #run(input: Uint8Array, batch: EvidenceBatch): void {
    if (batch.kind !== 'sockets') throw new Error(`a socket decoder was given a batch of ${batch.kind}`);
    const lines = this.#lines;
    const words = this.#words;
    for (;;) {
      if (batch.rows === batch.capacity) {
        batch.full = true;
        return;
      }
      if (!lines.next()) return;
      words.split(input, lines.start, lines.end);
      const kind = words.count === 0 ? LINE.structure : this.#dialect.readLine(words, lines.offset, batch);
      if (kind === LINE.unknown && !this.#isCommand() && !this.#isSeparator()) {
        this.counts[LINE.unknown]++;
        const isDate = this.#clock.readUnknownDate(input, lines.start, lines.end);
        this.#diagnostics.tally(isDate ? 'line/no-time' : 'line/unparsable', lines.offset, lines.bytes);
        continue;
      }
      this.bytesDecoded += lines.bytes;
      if (kind === LINE.unknown) continue;
      this.counts[kind]++;
      if (kind === LINE.row) this.#writeRow(batch);
      else if (kind === LINE.header) this.#clock.readHeader();
      else if (kind === LINE.otherFamily) this.#diagnostics.tally('socket/other-family', lines.offset, 0);
    }
  }

  #writeRow(batch: SocketBatch): void {
    batch.offset[batch.rows] = this.#lines.offset;
    batch.line[batch.rows] = this.#lines.number;
    this.#clock.stampRow(batch);
    batch.rows++;
  }

  // Typed at a prompt, or printed by a script. The heading of `watch` holds a date besides.
  #isCommand(): boolean {
    const { bytes, lineStart, lineEnd } = this.#words;
    const text = Buffer.from(bytes.subarray(lineStart, lineEnd)).toString('latin1');
    if (this.#dialect.readCommand?.(text) !== true) return false;
    this.#clock.readDateLine(bytes, lineStart, lineEnd);
    return true;
  }

  // Scripts put dates and rules between the snapshots.
  #isSeparator(): boolean {
    const { bytes, lineStart, lineEnd } = this.#words;
    if (this.#clock.readDateLine(bytes, lineStart, lineEnd)) return true;
    for (let i = lineStart; i < lineEnd; i++) {
      const byte = bytes[i];
      // # * - = _ and blanks
      const rule = byte === 0x23 || byte === 0x2a || byte === HYPHEN || byte === 0x3d || byte === 0x5f;
      if (!rule && byte !== SPACE && byte !== TAB) return false;
    }
    return true;
  }
}

const SNIFF_LINES = 200;

/** Why the head is no dump in this dialect, as a phrase; undefined when it is one. `sample` is a line of it for the reader. */
export function sniffDialect(
  head: Uint8Array,
  createDialect: (context: DecoderContext) => SocketDialect,
  sample: string,
): string | undefined {
  const reason = notText(head);
  if (reason !== undefined) return reason;
  const context = bareContext(new Diagnostics());
  const decoder = new SocketDecoder(context, createDialect(context));
  decoder.finish(headLines(head, SNIFF_LINES), createSocketBatch(SNIFF_LINES + 1));
  const { row, otherFamily, header, unknown } = LINE;
  const fits = decoder.counts[row] + decoder.counts[otherFamily] + decoder.counts[header];
  const misfits = decoder.counts[unknown];
  if (decoder.counts[row] + decoder.counts[header] === 0) return `no line like: ${sample}`;
  if (fits < misfits) return `only ${fits} of the first ${fits + misfits} lines fit`;
  return undefined;
}
