// Checks within a report folder: SHA256SUMS against the files, the manifest against both, the run log against all three.

import { createHash } from 'node:crypto';
import { createReadStream, existsSync, lstatSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { brokenAt, RUN_LOG } from '../evidence/run-log.ts';
import { InputError } from '../model/diagnostic.ts';
import { type Check, check } from './check.ts';

const SUMS = 'SHA256SUMS';
const MANIFEST = 'manifest.json';

/** What the manifest says, as far as it is used here. */
export interface Manifest {
  created_at_utc: string;
  inputs_sha256: string;
  inputs: {
    evidence_id: string;
    file_name: string;
    format: string;
    size_bytes: number;
    sha256: string;
  }[];
  outputs: { path: string; size_bytes: number; sha256: string }[];
  run_log: { path: string; last_sha256: string };
  case_database: { path: string; logical_digest: string } | null;
}

/** The manifest of a report folder; throws InputError when there is none that can be read. */
export function readManifest(directory: string): Manifest {
  const file = path.join(directory, MANIFEST);
  if (!existsSync(file) || !existsSync(path.join(directory, SUMS)))
    throw new InputError(
      'input/no-report',
      `${directory}: expected a report folder, found no ${existsSync(file) ? SUMS : MANIFEST} in it; give the folder that "afterflood report" has written`,
    );
  let manifest: Partial<Manifest> | null;
  try {
    manifest = JSON.parse(readFileSync(file, 'utf8')) as Partial<Manifest> | null;
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
    throw new InputError(
      'input/manifest',
      `${file}: expected JSON, found something else; this is not the manifest that was written`,
      { cause },
    );
  }
  if (!Array.isArray(manifest?.inputs) || !Array.isArray(manifest.outputs) || !manifest.run_log)
    throw new InputError(
      'input/manifest',
      `${file}: expected inputs, outputs and run_log, found not all of them; it was made by another version or is not whole`,
    );
  return manifest as Manifest;
}

/** SHA-256 of a file; undefined when it is no file (a link is none: it may lead out of the folder). */
async function hashOf(file: string): Promise<string | undefined> {
  if (!existsSync(file) || !lstatSync(file).isFile()) return undefined;
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk as Uint8Array);
  return hash.digest('hex');
}

// 0123...  data/waves.csv
const SUMS_LINE = /^([0-9a-f]{64}) {2}(.+)$/;

function isInside(relative: string): boolean {
  return !path.isAbsolute(relative) && !relative.split(/[/\\]/).includes('..');
}

/** Every file against SHA256SUMS. */
export async function checkSums(
  directory: string,
): Promise<{ checks: Check[]; listed: Map<string, string> }> {
  const checks: Check[] = [];
  const listed = new Map<string, string>();
  for (const line of readFileSync(path.join(directory, SUMS), 'utf8').split('\n')) {
    if (line === '') continue;
    const [, sum, file] = SUMS_LINE.exec(line) ?? [];
    if (sum === undefined || file === undefined || !isInside(file) || listed.has(file)) {
      checks.push({
        outcome: 'differs',
        subject: SUMS,
        text: `holds a line that was not written so: ${line}`,
      });
      continue;
    }
    listed.set(file, sum);
    const found = await hashOf(path.join(directory, file));
    if (found === undefined) checks.push({ outcome: 'differs', subject: file, text: 'is missing' });
    else if (found !== sum)
      checks.push({ outcome: 'differs', subject: file, text: `was changed: its SHA-256 is now ${found}` });
  }
  if (checks.length === 0)
    checks.push({
      outcome: 'same',
      subject: SUMS,
      text: `${listed.size} files have the hashes that they were written with`,
    });
  return { checks, listed };
}

/** Files that nobody sealed; put there later, a signature or time stamp perhaps. */
export function unlisted(
  directory: string,
  listed: ReadonlyMap<string, string>,
  manifest: Manifest,
): Check[] {
  const known = new Set([...listed.keys(), SUMS, manifest.case_database?.path]);
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) =>
      path.relative(directory, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'),
    )
    .filter((file) => !known.has(file))
    .sort()
    .map((file) => ({
      outcome: 'note',
      subject: file,
      text: 'is not in SHA256SUMS: it was put here later, and nothing is known about it',
    }));
}

/** The manifest against SHA256SUMS, and against itself. */
export function checkManifest(manifest: Manifest, listed: ReadonlyMap<string, string>): Check[] {
  const wrong = manifest.outputs.filter((output) => listed.get(output.path) !== output.sha256);
  const outputs = new Set(manifest.outputs.map((output) => output.path));
  const missing = [...listed.keys()].filter((file) => file !== MANIFEST && !outputs.has(file));
  const differing = [...wrong.map((output) => output.path), ...missing];
  const lines = manifest.inputs.map((input) => `${input.sha256}\n`).sort();
  const inputs = createHash('sha256').update(lines.join('')).digest('hex');
  return [
    check(
      differing.length === 0,
      MANIFEST,
      `names the same ${outputs.size} files with the same hashes`,
      `and SHA256SUMS tell different things of ${differing.join(', ')}`,
    ),
    check(
      inputs === manifest.inputs_sha256,
      MANIFEST,
      `its ${manifest.inputs.length} inputs give the hash of inputs ${inputs}`,
      `its inputs give the hash ${inputs}, it says ${String(manifest.inputs_sha256)}`,
    ),
  ];
}

/** The chain of the run log, and what it says of inputs and outputs. */
export function checkRunLog(directory: string, manifest: Manifest): Check[] {
  const file = path.join(directory, RUN_LOG);
  if (!existsSync(file)) return [{ outcome: 'differs', subject: RUN_LOG, text: 'is missing' }];
  const { lines, problem } = brokenAt(readFileSync(file, 'utf8'), manifest.run_log.last_sha256);
  const told = (action: string): string =>
    lines
      .filter((line) => line.action === action)
      .map((line) => `${line.sha256} ${line.what}`)
      .sort()
      .join('\n');
  const inputs = manifest.inputs.map((input) => `${input.sha256} ${input.evidence_id} ${input.file_name}`);
  const outputs = manifest.outputs
    .filter((output) => output.path !== RUN_LOG)
    .map((output) => `${output.sha256} ${output.path}`);
  return [
    check(
      problem === '',
      RUN_LOG,
      `${lines.length} lines, each with the hash of the one before it; the last is the one in the manifest`,
      problem,
    ),
    check(
      told('ingested') === inputs.sort().join('\n') && told('written') === outputs.sort().join('\n'),
      RUN_LOG,
      'tells of the same inputs and outputs as the manifest',
      'and the manifest tell of different inputs or outputs',
    ),
  ];
}
