// Blanks in the user agents of W3C extended logs, whose fields are parted by blanks or tabs: IIS writes + for them, CloudFront %20.

const SPACE = 0x20;
const PERCENT = 0x25;
const PLUS = 0x2b;

/** Puts the blanks back into text[start..end), in place, and returns the new end. */
export function undoBlanks(text: Uint8Array, start: number, end: number): number {
  const encoded = holdsEncodedBlank(text, start, end);
  let to = start;
  for (let at = start; at < end; at++, to++) {
    let byte = text[at];
    if (encoded && byte === PERCENT) {
      // Until 2019 the percent sign of %20 was encoded once more: %2520.
      const digits = text[at + 1] === 0x32 && text[at + 2] === 0x35 && at + 4 < end ? at + 3 : at + 1;
      const value = digits + 1 < end ? (hexDigit(text[digits]) << 4) | hexDigit(text[digits + 1]) : -1;
      if (value >= SPACE) {
        byte = value;
        at = digits + 1;
      }
    } else if (!encoded && byte === PLUS && !beginsAddress(text, at, end)) byte = SPACE;
    text[to] = byte;
  }
  return to;
}

function holdsEncodedBlank(text: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at + 2 < end; at++) {
    if (text[at] !== PERCENT || text[at + 1] !== 0x32) continue;
    if (text[at + 2] === 0x30) return true;
    if (text[at + 2] === 0x35 && at + 4 < end && text[at + 3] === 0x32 && text[at + 4] === 0x30) return true;
  }
  return false;
}

// (compatible; Somebot/1.0; +http://example.org/) is how robots name their page: that plus was one.
function beginsAddress(text: Uint8Array, at: number, end: number): boolean {
  return (
    at + 4 < end &&
    text[at + 1] === 0x68 &&
    text[at + 2] === 0x74 &&
    text[at + 3] === 0x74 &&
    text[at + 4] === 0x70
  );
}

// -1 for anything else, which stays negative in a byte of two.
function hexDigit(byte: number): number {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const small = byte | 0x20;
  return small >= 0x61 && small <= 0x66 ? small - 0x57 : -1;
}
