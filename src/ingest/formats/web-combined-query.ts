// Marks of attacks in query strings: SQL, path traversal, command and script injection. CAPEC-66, CAPEC-126, CAPEC-88, CAPEC-63.

// id=1+union+select+user,2 / file=../../etc/passwd / x=${jndi:ldap://...} / q=%3Cscript%3E. A blank in a pattern stands for one blank in
// any spelling (+, %20, %09, %0a, a comment); letters match in either case. None of them is a word of a search by itself.
const PATTERNS: readonly string[] = [
  'union select',
  'union all select',
  'union distinct select',
  "' or '",
  "' or 1",
  "' and '",
  "' and 1",
  ' or 1=1',
  ' and 1=1',
  'sleep(',
  'benchmark(',
  'waitfor delay',
  'information_schema',
  'load_file(',
  'into outfile',
  'extractvalue(',
  'xp_cmdshell',
  '../',
  '..\\',
  '/etc/passwd',
  'php://',
  'jndi:',
  '<script',
  'base64_decode',
  'allow_url_include',
  ';wget ',
  ';curl ',
  '|wget ',
  '|curl ',
  'call_user_func',
];

const PERCENT = 0x25;
const PLUS = 0x2b;
const BLANK = 0x20;
const SLASH = 0x2f;
const STAR = 0x2a;
/** Bytes of a query looked at. */
const LONGEST = 2048;

/** Patterns by their first byte; no other byte begins one. */
export type Marks = readonly (Uint8Array[] | undefined)[];

/** Marks to look for: lower case, a blank for one blank in any spelling. */
export function marksOf(patterns: readonly string[]): Marks {
  const byFirst: (Uint8Array[] | undefined)[] = new Array(256).fill(undefined);
  for (const pattern of patterns) {
    const bytes = Uint8Array.from(pattern, (letter) => letter.charCodeAt(0));
    const list = byFirst[bytes[0]] ?? [];
    list.push(bytes);
    byFirst[bytes[0]] = list;
  }
  return byFirst;
}

const QUERY_MARKS = marksOf(PATTERNS);

// One character read: what it stands for, and where the next one begins.
let value = 0;
let next = 0;

/** True when b[start..end), a query string as logged, holds one of the patterns. */
export function isProbeQuery(b: Uint8Array, start: number, end: number): boolean {
  return holdsMark(QUERY_MARKS, b, start, end);
}

/** True when b[start..end), percent-encoded or not, holds one of the marks. */
export function holdsMark(marks: Marks, b: Uint8Array, start: number, end: number): boolean {
  const stop = Math.min(end, start + LONGEST);
  for (let i = start; i < stop; ) {
    readCharacter(b, i, stop);
    const after = next;
    const patterns = marks[value];
    if (patterns !== undefined)
      for (const pattern of patterns) if (matches(b, after, stop, pattern)) return true;
    i = after;
  }
  return false;
}

// The first byte has matched.
function matches(b: Uint8Array, at: number, end: number, pattern: Uint8Array): boolean {
  let i = at;
  for (let k = 1; k < pattern.length; k++) {
    if (i >= end) return false;
    readCharacter(b, i, end);
    if (value !== pattern[k]) return false;
    i = next;
  }
  return true;
}

function readCharacter(b: Uint8Array, at: number, end: number): void {
  let byte = b[at];
  next = at + 1;
  if (byte === PERCENT && at + 2 < end) {
    const decoded = (hexDigit(b[at + 1]) << 4) | hexDigit(b[at + 2]);
    if (decoded >= 0) {
      byte = decoded;
      next = at + 3;
    }
  } else if (byte === PLUS) byte = BLANK;
  else if (
    byte === SLASH &&
    b[at + 1] === STAR &&
    b[at + 2] === STAR &&
    b[at + 3] === SLASH &&
    at + 3 < end
  ) {
    byte = BLANK;
    next = at + 4;
  }
  if (byte >= 0x41 && byte <= 0x5a) byte |= 0x20;
  else if (byte >= 9 && byte <= 13) byte = BLANK;
  value = byte;
}

// -1 for anything else, which stays negative in a byte of two.
function hexDigit(byte: number): number {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const small = byte | 0x20;
  return small >= 0x61 && small <= 0x66 ? small - 0x57 : -1;
}
