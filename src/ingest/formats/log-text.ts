// Words looked for in a log line, from bytes, without a string.

/** The bytes of an ASCII text, to be looked for with the functions below. */
export function needle(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, 'latin1'));
}

/** True when b[at..end) begins with `text`. */
export function startsWith(b: Uint8Array, at: number, end: number, text: Uint8Array): boolean {
  if (end - at < text.length) return false;
  for (let i = 0; i < text.length; i++) if (b[at + i] !== text[i]) return false;
  return true;
}

/** The first place of `text` in b[start..end); -1 when it is not there. */
export function find(b: Uint8Array, start: number, end: number, text: Uint8Array): number {
  const first = text[0];
  const last = end - text.length;
  for (let i = start; i <= last; i++) {
    if (b[i] === first && startsWith(b, i, end, text)) return i;
  }
  return -1;
}

/** The last place of `text` in b[start..end); -1 when it is not there. */
export function findLast(b: Uint8Array, start: number, end: number, text: Uint8Array): number {
  for (let i = end - text.length; i >= start; i--) if (startsWith(b, i, end, text)) return i;
  return -1;
}

/** Where the word that begins at `at` ends: at a blank, a tab, or `end`. */
export function wordEnd(b: Uint8Array, at: number, end: number): number {
  let i = at;
  while (i < end && b[i] !== 0x20 && b[i] !== 0x09) i++;
  return i;
}

/** Where the digits that begin at `at` end. */
export function digitsEnd(b: Uint8Array, at: number, end: number): number {
  let i = at;
  while (i < end && b[i] >= 0x30 && b[i] <= 0x39) i++;
  return i;
}

/** The first place at or behind `at` that is neither blank nor tab: behind a word it is always past `wordEnd`. */
export function skipBlanks(b: Uint8Array, at: number, end: number): number {
  let i = at;
  while (i < end && (b[i] === 0x20 || b[i] === 0x09)) i++;
  return i;
}
