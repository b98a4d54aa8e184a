// Files whose records all stand in another file too: a copy, the same capture with and without gzip, a log copied while it grew.

import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { constants, gunzipSync } from 'node:zlib';
import type { CaseStore } from '../aggregate/store.ts';
import type { Evidence } from '../collect.ts';
import { readEvidence } from '../ingest/open.ts';
import { addDiagnostic, Diagnostics, InputError } from '../model/diagnostic.ts';

/** Bytes that are compared before whole files are read again: logs of many sites may begin in the same second. */
const HEAD_BYTES = 4096;

/** Notes which files are copies, with each of them. */
export async function noteCopies(evidence: readonly Evidence[]): Promise<void> {
  for (const group of beginningTogether(evidence)) {
    const different = new Map<string, Evidence>();
    for (const each of group) {
      const hash = contentHash(each);
      if (different.has(hash)) note(each);
      else different.set(hash, each);
    }
    for (const family of await beginningAlike([...different.values()])) {
      const kept: Candidate[] = [];
      for (const each of family) {
        if (await someHolds(kept, each)) note(each.evidence);
        else kept.push(each);
      }
    }
  }
}

function note(copy: Evidence): void {
  addDiagnostic(copy.diagnostics, { code: 'file/copy', count: 1, bytesSkipped: 0, firstOffsets: [0] });
}

// A file that may be part of another, and how it begins.
interface Candidate {
  evidence: Evidence;
  head: Buffer;
}

/** True for a file that was noted as a copy. */
export function isCopy({ diagnostics }: Evidence): boolean {
  return diagnostics.some(({ code }) => code === 'file/copy');
}

/** Takes the rows of copies out of the case database, so that no request and no packet is counted twice. */
export async function dropCopies(store: CaseStore, evidence: readonly Evidence[]): Promise<void> {
  const copies = evidence.filter(isCopy).map(({ number }) => number);
  if (copies.length === 0) return;
  const tables = await store.query<{ name: string }>(
    "SELECT table_name AS name FROM information_schema.columns WHERE column_name = 'evidence' AND table_schema = 'main' ORDER BY name",
  );
  for (const { name } of tables)
    await store.run(`DELETE FROM ${name} WHERE evidence IN (${copies.join(', ')})`);
}

// Files of one format with the same first time. Dumps without a date have the time of their file: two that were taken one
// after the other are no copies, though nothing changed between them.
function beginningTogether(evidence: readonly Evidence[]): Evidence[][] {
  const groups = new Map<string, Evidence[]>();
  for (const each of evidence) {
    const { format, summary, file } = each;
    if (format === undefined || summary?.hasTime !== true || file.path === '-') continue;
    const key = `${format.id} ${summary.firstSec} ${summary.firstNsec}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [each]);
    else group.push(each);
  }
  return [...groups.values()].filter((group) => group.length > 1);
}

// Splits files by their first bytes, so that those of a thousand sites, which all begin at midnight, need not be compared each with each: a file
// stays with those whose beginning it repeats. The longest first.
async function beginningAlike(group: readonly Evidence[]): Promise<Candidate[][]> {
  const candidates: Candidate[] = [];
  for (const evidence of group) candidates.push({ evidence, head: await head(evidence) });
  candidates.sort((a, b) => Buffer.compare(a.head, b.head));
  const families: Candidate[][] = [];
  for (const each of candidates) {
    const family = families.at(-1);
    const shortest = family?.[0].head;
    // Whatever begins with these bytes comes right behind them.
    if (
      shortest !== undefined &&
      shortest.length > 0 &&
      each.head.subarray(0, shortest.length).equals(shortest)
    )
      family?.push(each);
    else families.push([each]);
  }
  return families
    .filter((family) => family.length > 1)
    .map((family) =>
      family.sort(({ evidence: a }, { evidence: b }) => b.bytesRead - a.bytesRead || a.number - b.number),
    );
}

async function someHolds(longer: readonly Candidate[], candidate: Candidate): Promise<boolean> {
  for (const each of longer) if (await holds(each, candidate)) return true;
  return false;
}

// True when all of `part` stands at the beginning of `whole`.
async function holds(whole: Candidate, part: Candidate): Promise<boolean> {
  const length = part.evidence.bytesRead;
  if (length === whole.evidence.bytesRead) return false;
  const compared = Math.min(whole.head.length, part.head.length);
  if (!whole.head.subarray(0, compared).equals(part.head.subarray(0, compared))) return false;
  const hash = createHash('sha256');
  let hashed = 0;
  try {
    await readEvidence(
      whole.evidence.file,
      new Diagnostics(),
      async (chunk) => {
        const bytes = chunk.subarray(0, length - hashed);
        hash.update(bytes);
        hashed += bytes.length;
      },
      () => undefined,
    );
  } catch (error) {
    if (error instanceof InputError) return false; // gone since it was read
    throw error;
  }
  return hash.digest('hex') === contentHash(part.evidence);
}

function contentHash({ read }: Evidence): string {
  return read.innerSha256 === '' ? read.sha256 : read.innerSha256;
}

// Empty when it cannot be had: what is gone since it was read, or damaged at its very beginning, is not looked at any further.
async function head({ file, read }: Evidence): Promise<Buffer> {
  try {
    const handle = await open(file.path);
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
      const bytes = buffer.subarray(0, bytesRead);
      return read.compression === ''
        ? bytes
        : gunzipSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH }).subarray(0, HEAD_BYTES);
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error) return Buffer.alloc(0);
    throw error;
  }
}
