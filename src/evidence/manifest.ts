// What went in, what came out and what it was made with: manifest.json, the end of the run log, and SHA256SUMS in the format of coreutils.

import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { IncidentFacts } from '../model/facts.ts';
import { chain, RUN_LOG } from './run-log.ts';

/** An output file with its hash. */
export interface HashedFile {
  /** Relative to the output folder, with `/`. */
  path: string;
  title: string;
  sizeBytes: number;
  sha256: string;
}

/** The case database: its bytes may differ between runs, a digest over its ordered rows stands for them. */
export interface CaseDatabaseFile {
  path: string;
  logicalDigest: string;
}

function sha256(bytes: string): string {
  return createHash('sha256').update(bytes, 'utf8').digest('hex');
}

function byteOrder(a: HashedFile, b: HashedFile): number {
  return Buffer.compare(Buffer.from(a.path), Buffer.from(b.path));
}

/** Hash over what was set for the run: statements of the operator, own addresses and thresholds, in the order in which they are defined. */
function configurationSha256(facts: IncidentFacts): string {
  return sha256(JSON.stringify([facts.case, facts.own, facts.thresholds]));
}

/** The text of manifest.json. */
export function manifestText(
  facts: IncidentFacts,
  files: HashedFile[],
  caseDatabase: CaseDatabaseFile | undefined,
  runLogSha256: string,
): string {
  const manifest = {
    manifest_version: 1,
    case_id: facts.case.id,
    exercise: facts.case.exercise,
    created_at_utc: facts.generatedUtc,
    time_zone: 'UTC',
    random_seed: 'none',
    tool: { name: facts.tool.name, version: facts.tool.version },
    node_version: facts.tool.nodeVersion,
    command: facts.tool.command,
    configuration_sha256: configurationSha256(facts),
    databases: facts.databases.map((database) => ({
      role: database.role,
      name: database.name,
      version: database.version,
      build_date: database.buildDate,
      sha256: database.sha256,
      licence: database.licence,
    })),
    inputs_sha256: facts.inputsSha256,
    inputs: facts.evidence.map((evidence) => ({
      evidence_id: evidence.id,
      file_name: evidence.fileName,
      format: evidence.format,
      size_bytes: evidence.sizeBytes,
      sha256: evidence.sha256,
      compressed_inner_sha256: evidence.innerSha256 === '' ? null : evidence.innerSha256,
    })),
    outputs: files.toSorted(byteOrder).map((file) => ({
      path: file.path,
      title: file.title,
      size_bytes: file.sizeBytes,
      sha256: file.sha256,
    })),
    run_log: { path: RUN_LOG, last_sha256: runLogSha256 },
    case_database:
      caseDatabase === undefined
        ? null
        : { path: caseDatabase.path, logical_digest: caseDatabase.logicalDigest },
  };
  return JSON.stringify(manifest, undefined, 2) + '\n';
}

/** The text of SHA256SUMS: `<hex>  <path>`, ordered by the bytes of the path (LC_ALL=C), LF. */
export function sha256SumsText(files: HashedFile[]): string {
  return files
    .toSorted(byteOrder)
    .map((file) => `${file.sha256}  ${file.path}\n`)
    .join('');
}

/** Writes the run log, manifest.json and SHA256SUMS over all `files` of the folder; returns the three. SHA256SUMS is last: it covers the manifest. */
export async function writeManifest(
  facts: IncidentFacts,
  files: HashedFile[],
  caseDatabase: CaseDatabaseFile | undefined,
  directory: string,
): Promise<HashedFile[]> {
  const describe = (path: string, title: string, text: string): HashedFile => {
    return { path, title, sizeBytes: Buffer.byteLength(text), sha256: sha256(text) };
  };
  const log = chain(
    [
      ...facts.runLog.actions,
      ...files
        .toSorted(byteOrder)
        .map((file) => ({ action: 'written', what: file.path, sha256: file.sha256 })),
    ],
    facts.generatedUtc,
  );
  const logText = `${log.lines.join('\n')}\n`;
  const logFile = describe(RUN_LOG, 'what was done to which bytes, in order', logText);
  await mkdir(join(directory, 'data'), { recursive: true });
  await writeFile(join(directory, RUN_LOG), logText, { flag: 'wx' });
  const manifest = manifestText(facts, [...files, logFile], caseDatabase, log.lastSha256);
  const manifestFile = describe('manifest.json', 'inputs, outputs, databases and versions', manifest);
  await writeFile(join(directory, manifestFile.path), manifest, { flag: 'wx' });
  const sums = sha256SumsText([...files, logFile, manifestFile]);
  const sumsFile = describe('SHA256SUMS', 'SHA-256 of every file', sums);
  await writeFile(join(directory, sumsFile.path), sums, { flag: 'wx' });
  return [logFile, manifestFile, sumsFile];
}
