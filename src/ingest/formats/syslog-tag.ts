// Who wrote a system log line: host and program between time and message. RFC 3164 section 4.1, RFC 5424 section 6.

import type { LogEvent } from './kernel-log-event.ts';
import { skipBlanks, wordEnd } from './log-text.ts';

const QUOTE = 0x22;
const HYPHEN = 0x2d;
const SLASH = 0x2f;
const COLON = 0x3a;
const BRACKET = 0x5b;
const BACKSLASH = 0x5c;
const BRACKET_END = 0x5d;

/** Reads `web1 sshd[123]: message`, without a host `kernel: message`, into event.host and event.program; returns where the message begins. Relays write the host twice. */
export function readTag(b: Uint8Array, start: number, end: number, event: LogEvent): number {
  let at = start;
  let stop = wordEnd(b, at, end);
  if (stop === at || b[stop - 1] !== COLON) {
    event.host.start = at;
    event.host.end = stop;
    at = skipBlanks(b, stop, end);
    stop = wordEnd(b, at, end);
    if (stop - at === event.host.end - event.host.start && sameWord(b, at, event.host.start, stop - at)) {
      at = skipBlanks(b, stop, end);
      stop = wordEnd(b, at, end);
    }
  }
  const colon = stop > at && b[stop - 1] === COLON;
  let name = colon ? stop - 1 : stop;
  const pid = processStart(b, at, name);
  if (!colon && pid === name) return at;
  name = pid;
  let first = at;
  for (let i = at; i < name; i++) if (b[i] === SLASH) first = i + 1;
  event.program.start = first;
  event.program.end = name;
  return skipBlanks(b, stop, end);
}

// Where `[123]` begins at the end of b[at..end), or `end`.
function processStart(b: Uint8Array, at: number, end: number): number {
  if (b[end - 1] !== BRACKET_END) return end;
  let i = end - 1;
  while (i > at && b[i - 1] >= 0x30 && b[i - 1] <= 0x39) i--;
  return i < end - 1 && i - 1 > at && b[i - 1] === BRACKET ? i - 1 : end;
}

function sameWord(b: Uint8Array, one: number, other: number, length: number): boolean {
  for (let i = 0; i < length; i++) if (b[one + i] !== b[other + i]) return false;
  return length > 0;
}

/** The same for RFC 5424: `web1 sshd 123 - [meta sequenceId="1"] message`. */
export function readStructured(b: Uint8Array, start: number, end: number, event: LogEvent): number {
  let at = start;
  let stop = wordEnd(b, at, end);
  event.host.start = at;
  event.host.end = isNil(b, at, stop) ? at : stop;
  at = skipBlanks(b, stop, end);
  stop = wordEnd(b, at, end);
  event.program.start = at;
  event.program.end = isNil(b, at, stop) ? at : stop;
  for (let words = 0; words < 2; words++) {
    at = skipBlanks(b, stop, end);
    stop = wordEnd(b, at, end);
  }
  at = skipBlanks(b, stop, end);
  if (b[at] === HYPHEN) at++;
  while (at < end && b[at] === BRACKET) at = elementEnd(b, at, end);
  at = skipBlanks(b, at, end);
  // RFC 5424 section 6.4: a byte order mark says that the message is UTF-8.
  return b[at] === 0xef && b[at + 1] === 0xbb && b[at + 2] === 0xbf ? at + 3 : at;
}

function isNil(b: Uint8Array, at: number, end: number): boolean {
  return end - at === 1 && b[at] === HYPHEN;
}

// The place behind a structured data element; values are quoted, and quotes in them escaped.
function elementEnd(b: Uint8Array, start: number, end: number): number {
  let quoted = false;
  for (let i = start; i < end; i++) {
    if (quoted && b[i] === BACKSLASH) i++;
    else if (b[i] === QUOTE) quoted = !quoted;
    else if (b[i] === BRACKET_END && !quoted) return i + 1;
  }
  return end;
}
