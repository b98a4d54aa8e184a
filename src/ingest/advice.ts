// What to do with a file that no format takes, as far as its first bytes tell.

import { HEAD_BYTES } from './lines.ts';

const LF = 10;
const CR = 13;
const JSON_START = /^(?:\ufeff)?\s*(?:\{\s*"|\[\s*[{[])/;

// Magic numbers: APPNOTE 4.3.7, RFC 8878 section 3.1.1, the xz and bzip2 formats, 7zFormat.txt.
const COMPRESSED: readonly (readonly [name: string, magic: readonly number[]])[] = [
  ['zip', [0x50, 0x4b, 0x03, 0x04]],
  ['zstd', [0x28, 0xb5, 0x2f, 0xfd]],
  ['xz', [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]],
  ['bzip2', [0x42, 0x5a, 0x68]],
  ['7-Zip', [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]],
];

/** One phrase on what the file looks like and how it can be read; '' when nothing is known. `head` are its first bytes, uncompressed. */
export function adviceFor(head: Uint8Array): string {
  const packed = COMPRESSED.find(([, magic]) => magic.every((byte, index) => head[index] === byte));
  if (packed !== undefined) return `it is packed with ${packed[0]}: unpack it, only gzip is undone here`;
  const front = head.subarray(0, HEAD_BYTES);
  if (JSON_START.test(Buffer.from(front.subarray(0, 200)).toString('utf8')))
    return 'it holds JSON, which is not read: if it is a web log, write its records as Combined lines into a file beside it (docs/formats.md shows how, with jq)';
  if (front.includes(0) || front.includes(LF)) return '';
  if (front.includes(CR))
    return "its lines end in CR alone: write them with LF into a file beside it (tr '\\r' '\\n')";
  return front.length === HEAD_BYTES
    ? `its first line has no end within ${HEAD_BYTES} bytes: write each record on a line of its own into a file beside it`
    : '';
}
