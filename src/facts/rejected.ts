// The first places of each kind of damage, with line number and a sample of what stands there.

import type { Evidence } from '../collect.ts';
import { readEvidence } from '../ingest/open.ts';
import { DIAGNOSTIC_CODES, Diagnostics } from '../model/diagnostic.ts';
import type { Redact, Redactor } from '../model/redaction.ts';
import { escapeControl } from '../model/text.ts';
import { fileKey, secretTag } from './redact.ts';

/** A row of rejected.csv. */
export interface RejectedRow {
  evidenceId: string;
  /** 1-based line in text evidence; 0 in captures. */
  line: number;
  reason: string;
  sampleEscaped: string;
}

const SAMPLE_CHARACTERS = 120;
// Redaction sees more than is shown, so that a secret which is cut by the end of the sample is still known for one.
const SAMPLE_BYTES = 4096;

/** Rows of all evidence, in order; at most 5 places a kind of damage and file, the rest as one row with its count. */
export async function* rejectedRows(
  evidence: readonly Evidence[],
  redactor: Redactor,
): AsyncGenerator<RejectedRow[]> {
  for (const each of evidence) {
    if (each.diagnostics.length === 0) continue;
    const places = each.diagnostics.flatMap((diagnostic) =>
      diagnostic.firstOffsets.map((offset) => ({ offset, code: diagnostic.code })),
    );
    places.sort((a, b) => a.offset - b.offset || (a.code < b.code ? -1 : 1));
    const found =
      each.file.path === '-'
        ? places.map(() => ({ line: 0, bytes: new Uint8Array(0) }))
        : await readPlaces(
            each,
            places.map((place) => place.offset),
          );
    const isText = each.format !== undefined && each.format.kind !== 'packets';
    const redact = redactor.at(
      { file: `E${each.number}`, rowId: '', field: 'rejected: sample', visitors: true },
      secretTag(fileKey(each.read.hash)),
    );
    const rows = places.map((place, index) => ({
      evidenceId: `E${each.number}`,
      line: isText ? found[index].line : 0,
      reason: `${place.code}: ${DIAGNOSTIC_CODES[place.code]} (at byte ${place.offset})`,
      sampleEscaped: isText
        ? sampleLine(found[index].bytes, redact)
        : Buffer.from(found[index].bytes.subarray(0, 16)).toString('hex'),
    }));
    for (const { code, count, firstOffsets } of each.diagnostics) {
      if (count > firstOffsets.length)
        rows.push({
          evidenceId: `E${each.number}`,
          line: 0,
          reason:
            firstOffsets.length > 0
              ? `${code}: ${count - firstOffsets.length} more of this kind`
              : `${code}: ${DIAGNOSTIC_CODES[code]} (${count} in all)`,
          sampleEscaped: '',
        });
    }
    yield rows;
  }
}

function sampleLine(bytes: Uint8Array, redact: Redact): string {
  const end = bytes.indexOf(10);
  const line = redact(Buffer.from(end < 0 ? bytes : bytes.subarray(0, end)).toString('latin1'));
  return escapeControl(line.slice(0, SAMPLE_CHARACTERS));
}

async function readPlaces(
  evidence: Evidence,
  offsets: readonly number[],
): Promise<{ line: number; bytes: Uint8Array }[]> {
  const found = offsets.map(() => ({ line: 1, bytes: new Uint8Array(0) }));
  let position = 0;
  let line = 1;
  let next = 0;
  await readEvidence(
    evidence.file,
    new Diagnostics(),
    async (chunk) => {
      let counted = 0;
      const countTo = (end: number): void => {
        for (; counted < end; counted++) if (chunk[counted] === 10) line++;
      };
      for (; next < offsets.length && offsets[next] < position + chunk.length; next++) {
        countTo(offsets[next] - position);
        found[next] = {
          line,
          bytes: chunk.slice(offsets[next] - position, offsets[next] - position + SAMPLE_BYTES),
        };
      }
      countTo(chunk.length);
      position += chunk.length;
    },
    () => undefined,
  );
  return found;
}
