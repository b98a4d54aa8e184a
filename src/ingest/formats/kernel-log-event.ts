// One event as read from a log line, before it becomes a row: fixed fields, reused from line to line.

import { EVENT_ADDRESS, EVENT_KINDS, type EventBatch } from '../../model/batch.ts';
import { scanAddress } from '../fields.ts';

/** Index of an event kind. */
export function eventIndex(name: (typeof EVENT_KINDS)[number]): number {
  return EVENT_KINDS.indexOf(name);
}

/** Bytes of host, program and subject that are kept, each. */
export const MAX_TEXT_BYTES = 64;

/** Arena that one row may need. */
export const ROW_TEXT_BYTES: number = 3 * MAX_TEXT_BYTES;

/** A byte range of the line. */
export interface Span {
  start: number;
  end: number;
}

/** What a log line says. */
export class LogEvent {
  /** Index into EVENT_KINDS. */
  kind = 0;
  count = 1;
  /** EVENT_ADDRESS bits. */
  addresses = 0;
  readonly source: Uint32Array = new Uint32Array(4);
  readonly destination: Uint32Array = new Uint32Array(4);
  sourcePort = 0;
  port = 0;
  protocol = 0;
  detail = 0;
  length = 0;
  readonly host: Span = { start: 0, end: 0 };
  readonly program: Span = { start: 0, end: 0 };
  readonly subject: Span = { start: 0, end: 0 };

  /** Forgets the line before. */
  reset(): void {
    this.kind = 0;
    this.count = 1;
    this.addresses = 0;
    this.sourcePort = 0;
    this.port = 0;
    this.protocol = 0;
    this.detail = 0;
    this.length = 0;
    this.host.end = this.host.start;
    this.program.end = this.program.start;
    this.subject.end = this.subject.start;
  }

  /** Takes the address that fills b[start..end) as the source; false when it is none. */
  setSource(b: Uint8Array, start: number, end: number): boolean {
    if (!scanAddress(b, start, end, this.source, 0)) return false;
    this.addresses |= EVENT_ADDRESS.source;
    return true;
  }

  /** Takes the address that fills b[start..end) as the destination; false when it is none. */
  setDestination(b: Uint8Array, start: number, end: number): boolean {
    if (!scanAddress(b, start, end, this.destination, 0)) return false;
    this.addresses |= EVENT_ADDRESS.destination;
    return true;
  }

  /** Writes the fields into row batch.rows; offset, line and time are the caller's. The arena must have room for ROW_TEXT_BYTES. */
  write(b: Uint8Array, batch: EventBatch): void {
    const row = batch.rows;
    batch.event[row] = this.kind;
    batch.count[row] = this.count;
    batch.addresses[row] = this.addresses;
    const hasSource = (this.addresses & EVENT_ADDRESS.source) !== 0;
    const hasDestination = (this.addresses & EVENT_ADDRESS.destination) !== 0;
    for (let i = 0; i < 4; i++) {
      batch.source[4 * row + i] = hasSource ? this.source[i] : 0;
      batch.destination[4 * row + i] = hasDestination ? this.destination[i] : 0;
    }
    batch.sourcePort[row] = this.sourcePort;
    batch.port[row] = this.port;
    batch.protocol[row] = this.protocol;
    batch.detail[row] = this.detail;
    batch.length[row] = this.length;
    // Lines that are no event are many and only counted: their texts are left out.
    const none = this.kind === 0;
    writeText(b, none ? NO_TEXT : this.host, batch, batch.hostStart, batch.hostEnd);
    writeText(b, none ? NO_TEXT : this.program, batch, batch.programStart, batch.programEnd);
    writeText(b, none ? NO_TEXT : this.subject, batch, batch.subjectStart, batch.subjectEnd);
  }
}

const NO_TEXT: Span = { start: 0, end: 0 };

function writeText(
  b: Uint8Array,
  span: Span,
  batch: EventBatch,
  starts: Uint32Array,
  ends: Uint32Array,
): void {
  const row = batch.rows;
  const stop = Math.min(span.end, span.start + MAX_TEXT_BYTES);
  let at = batch.textUsed;
  starts[row] = at;
  for (let i = span.start; i < stop; i++) batch.text[at++] = b[i];
  ends[row] = at;
  batch.textUsed = at;
}
