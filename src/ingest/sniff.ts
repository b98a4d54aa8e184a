// Which format a file is, from its first bytes; when none fits, why each one refused.

import { adviceFor } from './advice.ts';
import type { EvidenceFormat } from './format.ts';
import { FORMATS } from './formats/index.ts';
import { HEAD_BYTES } from './lines.ts';
import { packing } from './packed.ts';

/** Bytes looked at, uncompressed, when the first lines are of usual length. */
export const SNIFF_BYTES: number = HEAD_BYTES;
/** Bytes looked through for lines of usual length. */
export const MOST_SNIFFED_BYTES: number = 8 << 20;

/** Longer lines say nothing about the format: web servers take 8 KiB for a request line, and whoever attacks may send more. */
const LONG_LINE_BYTES = 16 << 10;
const LF = 10;

/** A refusal of one format. */
export interface Refusal {
  format: string;
  reason: string;
}

/** A format; or why there is none, and what can be done about it ('' when that is not known). */
export type Sniffed = { format: EvidenceFormat } | { format: undefined; refusals: Refusal[]; advice: string };

/** The first format in the registry that fits, or all refusals. Long lines at the front are looked past. */
export function sniff(head: Uint8Array): Sniffed {
  // An archive of one log looks like that log behind the header of the archive.
  if (packing(head) !== undefined) return { format: undefined, refusals: [], advice: adviceFor(head) };
  const first = sniffFront(head.subarray(0, SNIFF_BYTES));
  if (first.format !== undefined) return first;
  const rest = withoutLongLines(head);
  if (rest === undefined || rest.length === 0) return first;
  const second = sniffFront(rest);
  return second.format === undefined ? first : second;
}

/** True when more of the file may tell the format: so far there was little but long lines. */
export function needsMore(head: Uint8Array): boolean {
  const rest = withoutLongLines(head);
  return rest !== undefined && rest.length < SNIFF_BYTES && head.length < MOST_SNIFFED_BYTES;
}

function sniffFront(head: Uint8Array): Sniffed {
  const refusals: Refusal[] = [];
  for (const format of FORMATS) {
    const reason = format.sniff(head);
    if (reason === undefined) return { format };
    refusals.push({ format: format.title, reason });
  }
  return { format: undefined, refusals, advice: adviceFor(head) };
}

// The lines of usual length, up to SNIFF_BYTES; undefined when there is no long one among them.
function withoutLongLines(head: Uint8Array): Uint8Array | undefined {
  const kept: Uint8Array[] = [];
  let length = 0;
  let hasLong = false;
  for (let at = 0; at < head.length && length < SNIFF_BYTES; ) {
    const newline = head.indexOf(LF, at);
    const end = newline < 0 ? head.length : newline + 1;
    if (end - at > LONG_LINE_BYTES) hasLong = true;
    else {
      kept.push(head.subarray(at, end));
      length += end - at;
    }
    at = end;
  }
  return hasLong ? Buffer.concat(kept).subarray(0, SNIFF_BYTES) : undefined;
}

/** Why no format takes a file, in one line: what to do about it, or where that is not known why each format refused. */
export function refusalText(path: string, refusals: readonly Refusal[], advice: string): string {
  const nothing = `${path}: expected a capture, socket dump, web log or system log, found none of them: `;
  if (advice !== '') return nothing + advice;
  const reasons = refusals.map((refusal) => `${refusal.format}: ${refusal.reason}`).join('; ');
  return `${nothing}leave the file out, or convert it to one of these (${reasons})`;
}
