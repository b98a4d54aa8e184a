// What to do with a file that no format takes, as far as its first bytes tell.

import { HEAD_BYTES } from './lines.ts';
import { packing } from './packed.ts';

const LF = 10;
const CR = 13;
const JSON_START = /^(?:\ufeff)?\s*(?:\{\s*"|\[\s*[{[])/;

/** One phrase on what the file looks like and how it can be read; '' when nothing is known. `head` are its first bytes, uncompressed. */
export function adviceFor(head: Uint8Array): string {
  const packed = packing(head);
  if (packed !== undefined)
    return `it is packed with ${packed.form}, which is not undone: unpack it (${packed.undoneBy}) and run again`;
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
