// Lists of addresses that the operator knows (own crawler, CDN, Tor or VPN ranges): prefix, label, date. docs/formats.md.

import { maskWords } from '../../model/address.ts';
import { type EventBatch, type EvidenceBatch, TIME_BASIS } from '../../model/batch.ts';
import { Diagnostics } from '../../model/diagnostic.ts';
import { createEventBatch } from '../../model/empty-batch.ts';
import { scanIpv4, scanTwoDigits, scanUint, utcSeconds } from '../fields.ts';
import { bareContext, type Decoder, type DecoderContext, type EvidenceFormat } from '../format.ts';
import { headLines, LineFramer, notText } from '../lines.ts';
import { eventIndex, LogEvent, MAX_TEXT_BYTES, ROW_TEXT_BYTES } from './kernel-log-event.ts';

// # list: tor-exit 2026-05-17
// 192.0.2.0/24
// 2001:db8::/32,own-crawler,2026-05-17
const SAMPLE = '192.0.2.0/24,tor-exit,2026-05-17, or bare prefixes under a line: # list: tor-exit 2026-05-17';

const ADDRESS_LISTED = eventIndex('address_listed');
const EXACT = TIME_BASIS.indexOf('exact');
const NO_DATE = TIME_BASIS.indexOf('no date');
const SPACE = 0x20;
const HASH = 0x23;
const COMMA = 0x2c;
const HYPHEN = 0x2d;
const SLASH = 0x2f;
const SNIFF_LINES = 500;
/** Bits of the 128-bit form in front of an IPv4 prefix. */
const V4_BITS = 96;

// `# list: tor-exit 2026-05-17`
const HEADER = /^#\s*list:\s*([A-Za-z0-9][\w .:/+-]*?)(?:\s+(\d{4}-\d{2}-\d{2}))?\s*$/;

export const addressList: EvidenceFormat = {
  id: 'address-list',
  title: 'List of addresses with a label (own crawler, CDN, Tor, VPN)',
  spec: 'docs/formats.md',
  kind: 'events',
  sniff,
  createDecoder: (context: DecoderContext): Decoder => new AddressListDecoder(context),
};

// Any doubt is a refusal: many things are one address a line.
function sniff(head: Uint8Array): string | undefined {
  const reason = notText(head);
  if (reason !== undefined) return reason;
  const diagnostics = new Diagnostics();
  const decoder = new AddressListDecoder(bareContext(diagnostics));
  const batch = createEventBatch(SNIFF_LINES + 1, (SNIFF_LINES + 1) * ROW_TEXT_BYTES);
  decoder.finish(headLines(head, SNIFF_LINES), batch);
  if (batch.rows === 0) return `no line like: ${SAMPLE}`;
  if (diagnostics.list().length > 0)
    return `line ${decoder.firstMisfit} is no prefix with a label like: ${SAMPLE}`;
  return undefined;
}

class AddressListDecoder implements Decoder {
  bytesDecoded = 0;
  /** Number of the first line that did not fit. */
  firstMisfit = 0;
  readonly #diagnostics: Diagnostics;
  readonly #lines: LineFramer;
  readonly #event: LogEvent = new LogEvent();
  /** Label and date of the header above. */
  #label: Uint8Array = new Uint8Array(0);
  #dateSec = -1;
  #lineDateSec = -1;
  /** Bytes in which event.subject lies. */
  #labelBytes: Uint8Array = this.#label;

  constructor(context: DecoderContext) {
    this.#diagnostics = context.diagnostics;
    this.#lines = new LineFramer(context.diagnostics);
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
    if (batch.kind !== 'events') throw new Error(`a list decoder was given a batch of ${batch.kind}`);
    const lines = this.#lines;
    for (;;) {
      if (batch.rows === batch.capacity || batch.textUsed + ROW_TEXT_BYTES > batch.text.length) {
        batch.full = true;
        return;
      }
      if (!lines.next()) return;
      let end = lines.end;
      while (end > lines.start && input[end - 1] === SPACE) end--;
      if (end === lines.start) this.bytesDecoded += lines.bytes;
      else if (input[lines.start] === HASH) {
        this.#readHeader(input, lines.start, end);
        this.bytesDecoded += lines.bytes;
      } else if (this.#readEntry(input, lines.start, end)) {
        this.#writeRow(batch);
        this.bytesDecoded += lines.bytes;
      } else {
        if (this.firstMisfit === 0) this.firstMisfit = lines.number;
        this.#diagnostics.tally('line/unparsable', lines.offset, lines.bytes);
      }
    }
  }

  #readHeader(b: Uint8Array, start: number, end: number): void {
    if (end - start > 256) return;
    const header = HEADER.exec(Buffer.from(b.subarray(start, end)).toString('latin1'));
    if (header === null || header[1].length > MAX_TEXT_BYTES) return;
    this.#label = new Uint8Array(Buffer.from(header[1], 'latin1'));
    const date = Buffer.from(header[2] ?? '', 'latin1');
    this.#dateSec = scanDate(date, 0, date.length);
  }

  #readEntry(b: Uint8Array, start: number, end: number): boolean {
    const event = this.#event;
    event.reset();
    const prefixEnd = fieldEnd(b, start, end);
    if (!readPrefix(b, start, prefixEnd, event)) return false;
    this.#labelBytes = this.#label;
    event.subject.start = 0;
    event.subject.end = this.#label.length;
    this.#lineDateSec = this.#dateSec;
    if (prefixEnd < end) {
      const labelStart = skipBlank(b, prefixEnd + 1, end);
      const labelEnd = fieldEnd(b, labelStart, end);
      if (!isLabel(b, labelStart, labelEnd)) return false;
      this.#labelBytes = b;
      event.subject.start = labelStart;
      event.subject.end = labelEnd;
      if (labelEnd < end) {
        this.#lineDateSec = scanDate(b, skipBlank(b, labelEnd + 1, end), end);
        if (this.#lineDateSec < 0) return false;
      }
    }
    event.kind = ADDRESS_LISTED;
    // A bare address under no header may be anything.
    return event.subject.end > event.subject.start;
  }

  #writeRow(batch: EventBatch): void {
    const row = batch.rows;
    batch.offset[row] = this.#lines.offset;
    batch.line[row] = this.#lines.number;
    batch.timeSec[row] = Math.max(0, this.#lineDateSec);
    batch.timeNsec[row] = 0;
    batch.timeBasis[row] = this.#lineDateSec < 0 ? NO_DATE : EXACT;
    this.#event.write(this.#labelBytes, batch);
    batch.rows++;
  }
}

// `192.0.2.0/24`, `2001:db8::/32`, or one address
function readPrefix(b: Uint8Array, start: number, end: number, event: LogEvent): boolean {
  let slash = start;
  while (slash < end && b[slash] !== SLASH) slash++;
  if (!event.setSource(b, start, slash)) return false;
  const isV4 = scanIpv4(b, start, slash) >= 0;
  const width = isV4 ? 128 - V4_BITS : 128;
  const length = slash === end ? width : scanUint(b, slash + 1, end);
  if (length < 0 || length > width || end - slash > 4) return false;
  event.detail = isV4 ? V4_BITS + length : length;
  maskWords(event.source, 0, event.detail);
  return true;
}

function isLabel(b: Uint8Array, start: number, end: number): boolean {
  if (end === start || end - start > MAX_TEXT_BYTES) return false;
  return /^[A-Za-z0-9][\w .:/+-]*$/.test(Buffer.from(b.subarray(start, end)).toString('latin1'));
}

// `2026-05-17`: the second at which the day begins in UTC, -1 when it is none.
function scanDate(b: Uint8Array, start: number, end: number): number {
  if (end - start !== 10 || b[start + 4] !== HYPHEN || b[start + 7] !== HYPHEN) return -1;
  const year = scanUint(b, start, start + 4);
  return utcSeconds(year, scanTwoDigits(b, start + 5), scanTwoDigits(b, start + 8), 0, 0, 0);
}

function fieldEnd(b: Uint8Array, start: number, end: number): number {
  let i = start;
  while (i < end && b[i] !== COMMA) i++;
  return i;
}

function skipBlank(b: Uint8Array, at: number, end: number): number {
  return at < end && b[at] === SPACE ? at + 1 : at;
}
