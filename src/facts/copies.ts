// Files whose records all stand in another file too: a copy, the same capture with and without gzip, a log copied while it grew.

import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { constants, gunzipSync } from 'node:zlib';
import type { CaseStore } from '../aggregate/store.ts';
import type { Evidence } from '../collect.ts';
import { readEvidence } from '../ingest/open.ts';
import { addDiagnostic, Diagnostics } from '../model/diagnostic.ts';

/** Bytes that are compared before whole files are read again: logs of many sites may begin in the same second. */
const HEAD_BYTES = 4096;

/** Notes which files are copies, with each of them. */
export async function noteCopies(evidence: readonly Evidence[]): Promise<void> {
  for (const group of beginningTogether(evidence)) {
    const kept: Evidence[] = [];
    for (const each of group) {
      if (await someHolds(kept, each))
        addDiagnostic(each.diagnostics, {
          code: 'file/copy',
          count: 1,
          bytesSkipped: 0,
          firstOffsets: [0],
        });
      else kept.push(each);
    }
  }
}

/** True for a file that was noted as a copy. */
export function isCopy({ diagnostics }: Evidence): boolean {
  return diagnostics.some(({ code }) => code === 'file/copy');
}

/** Takes the rows of copies out of the case database, so that no request and no packet is counted twice. */
export async function dropCopies(store: CaseStore, evidence: readonly Evidence[]): Promise<void> {
  for (const each of evidence) if (isCopy(each)) await dropRows(store, each.number);
}

// Files of one format with the same first time, the longest first. Dumps without a date have the time of their file: two that were taken one
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
  return [...groups.values()]
    .filter((group) => group.length > 1)
    .map((group) => group.sort((a, b) => b.bytesRead - a.bytesRead || a.number - b.number));
}

async function someHolds(longer: readonly Evidence[], candidate: Evidence): Promise<boolean> {
  for (const each of longer) if (await holds(each, candidate)) return true;
  return false;
}

// True when all of `part` stands at the beginning of `whole`.
async function holds(whole: Evidence, part: Evidence): Promise<boolean> {
  const length = part.bytesRead;
  if (length === whole.bytesRead) return contentHash(whole) === contentHash(part);
  const compared = Math.min(length, HEAD_BYTES);
  const [a, b] = await Promise.all([head(whole), head(part)]);
  if (!a.subarray(0, compared).equals(b.subarray(0, compared))) return false;
  const hash = createHash('sha256');
  let hashed = 0;
  await readEvidence(
    whole.file,
    new Diagnostics(),
    async (chunk) => {
      const bytes = chunk.subarray(0, length - hashed);
      hash.update(bytes);
      hashed += bytes.length;
    },
    () => undefined,
  );
  return hash.digest('hex') === contentHash(part);
}

function contentHash({ read }: Evidence): string {
  return read.innerSha256 === '' ? read.sha256 : read.innerSha256;
}

async function head({ file, read }: Evidence): Promise<Buffer> {
  const handle = await open(file.path);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    const bytes = buffer.subarray(0, bytesRead);
    return read.compression === '' ? bytes : gunzipSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH });
  } catch (error) {
    // What is damaged at its very beginning is not looked at any further.
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('Z_'))
      return Buffer.alloc(0);
    throw error;
  } finally {
    await handle.close();
  }
}

async function dropRows(store: CaseStore, number: number): Promise<void> {
  const tables = await store.query<{ name: string }>(
    "SELECT table_name AS name FROM information_schema.columns WHERE column_name = 'evidence' AND table_schema = 'main' ORDER BY name",
  );
  for (const { name } of tables) await store.run(`DELETE FROM ${name} WHERE evidence = ${number}`);
}
