// The evidence as it lies there now against the hashes of the manifest; packets of classic pcap files counted by the second reader.

import { existsSync } from 'node:fs';
import path from 'node:path';
import { SecondReader } from '../evidence/second-reader.ts';
import { type EvidencePath, findEvidence, readEvidence } from '../ingest/open.ts';
import { Diagnostics, InputError } from '../model/diagnostic.ts';
import type { EvidenceFacts } from '../model/facts.ts';
import type { Check } from './check.ts';
import type { Manifest } from './folder.ts';

/** What the facts say of a file, as far as they are there: a report for the public does not tell where its evidence lay. */
export type KnownEvidence = Pick<EvidenceFacts, 'id' | 'path' | 'records' | 'rejected' | 'bytesSkipped'>;

/** Checks every input of the manifest that can be found at `paths`, or where it lay when the report was made. */
export async function checkEvidence(
  manifest: Manifest,
  known: readonly KnownEvidence[],
  paths: readonly string[],
): Promise<Check[]> {
  const { files, failures } = await findEvidence(paths);
  if (failures.length > 0)
    throw new InputError('input/no-path', failures.map((failure) => failure.message).join('\n'));
  const checks: Check[] = [];
  for (const input of manifest.inputs) {
    const facts = known.find(({ id }) => id === input.evidence_id);
    const subject = `${input.evidence_id} ${input.file_name}`;
    const candidates = files.filter((file) => file.fileName === input.file_name);
    if (candidates.length === 0 && paths.length === 0 && facts !== undefined)
      candidates.push(...(await lyingAt(facts.path)));
    checks.push(...(await checkInput(subject, input, facts, candidates)));
  }
  return checks;
}

async function lyingAt(file: string): Promise<EvidencePath[]> {
  return existsSync(file) ? (await findEvidence([file])).files : [];
}

async function checkInput(
  subject: string,
  input: Manifest['inputs'][number],
  facts: KnownEvidence | undefined,
  candidates: readonly EvidencePath[],
): Promise<Check[]> {
  if (candidates.length === 0)
    return [{ outcome: 'unchecked', subject, text: 'was not found; name its folder with --evidence' }];
  let last = '';
  for (const candidate of candidates) {
    const second = input.format === 'pcap' ? new SecondReader() : undefined;
    let found: string;
    try {
      const read = await readEvidence(
        candidate,
        new Diagnostics(),
        async (chunk) => second?.push(chunk),
        () => undefined,
      );
      found = read.sha256;
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      last = error.message;
      continue;
    }
    if (found === input.sha256)
      return [
        { outcome: 'same', subject, text: `has the SHA-256 of the manifest, ${found}` },
        ...(second === undefined ? [] : [recount(subject, second, facts)]),
      ];
    last = `${path.basename(candidate.path)} has the SHA-256 ${found}, the manifest says ${input.sha256}`;
  }
  return [{ outcome: 'differs', subject, text: last }];
}

function recount(subject: string, second: SecondReader, facts: KnownEvidence | undefined): Check {
  const of = `${subject}, packets`;
  if (facts === undefined)
    return { outcome: 'unchecked', subject: of, text: 'this report does not tell how many there are' };
  if (second.problem !== '')
    return {
      outcome: 'unchecked',
      subject: of,
      text: `the second reader cannot read it: ${second.problem}`,
    };
  if (facts.bytesSkipped > 0)
    return {
      outcome: 'unchecked',
      subject: of,
      text: 'not counted again: the file is damaged, and the second reader says nothing of damage',
    };
  const same = second.packets === facts.records;
  return {
    outcome: same ? 'same' : 'differs',
    subject: of,
    text: same
      ? `${facts.records} by both readers`
      : `${second.packets} by the second reader, ${facts.records} in the report`,
  };
}
