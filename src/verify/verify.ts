// All checks of a finished report folder, in order: what it holds, what it says of itself, and the evidence behind it.

import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { openStoreReadOnly } from '../aggregate/store.ts';
import { InputError } from '../model/diagnostic.ts';
import type { IncidentFacts } from '../model/facts.ts';
import { type Check, check } from './check.ts';
import { checkEvidence, type KnownEvidence } from './evidence.ts';
import { checkManifest, checkRunLog, checkSums, type Manifest, readManifest, unlisted } from './folder.ts';

/** Checks the folder; `evidence` are paths where its evidence lies now, none for where it lay. */
export async function verifyReport(directory: string, evidence: readonly string[]): Promise<Check[]> {
  const manifest = readManifest(directory);
  const { checks, listed } = await checkSums(directory);
  return [
    ...checks,
    ...unlisted(directory, listed, manifest),
    ...checkManifest(manifest, listed),
    ...checkRunLog(directory, manifest),
    ...(await checkDatabase(directory, manifest)),
    ...(await checkEvidence(manifest, knownEvidence(directory), evidence)),
  ];
}

async function checkDatabase(directory: string, manifest: Manifest): Promise<Check[]> {
  if (manifest.case_database === null) return [];
  const subject = 'data/case.duckdb';
  const file = path.join(directory, subject);
  if (!existsSync(file)) return [{ outcome: 'differs', subject, text: 'is missing' }];
  try {
    const store = await openStoreReadOnly(file);
    try {
      const digest = await store.digest();
      return [
        check(
          digest === manifest.case_database.logical_digest,
          subject,
          'its rows have the digest of the manifest',
          `its rows have the digest ${digest}, the manifest says ${manifest.case_database.logical_digest}`,
        ),
      ];
    } finally {
      await store.close();
    }
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('\n')[0] : String(error);
    return [{ outcome: 'differs', subject, text: `cannot be read: ${reason}` }];
  }
}

/** Evidence as incident.json tells of it; a file that was changed is told of elsewhere. */
function knownEvidence(directory: string): KnownEvidence[] {
  const file = path.join(directory, 'data', 'incident.json');
  if (!existsSync(file)) return [];
  try {
    const facts = JSON.parse(readFileSync(file, 'utf8')) as Partial<IncidentFacts> | null;
    return Array.isArray(facts?.evidence) ? facts.evidence : [];
  } catch (cause) {
    if (cause instanceof SyntaxError) return [];
    throw cause instanceof InputError ? cause : new Error(`${file} cannot be read`, { cause });
  }
}
