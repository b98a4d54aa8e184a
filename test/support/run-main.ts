// Runs the program: as a child process, the way a user does, or its pipeline inside the test, where that is faster.

import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Evidence } from '../../src/collect.ts';
import { collect } from '../../src/collect.ts';
import { type Inspection, inspectAll } from '../../src/inspect.ts';
import { type ReportOutcome, runReport } from '../../src/pipeline.ts';

/** The compiled entry point. */
export const MAIN: string = fileURLToPath(new URL('../../src/main.js', import.meta.url));

/** fixtures/ of the project. */
export const FIXTURES: string = fileURLToPath(new URL('../../../fixtures', import.meta.url));

/** What a run left on its channels. */
export interface Run {
  exitCode: number | null;
  stdout: string;
  /** Lines on stderr. */
  lines: string[];
}

/** Runs `afterflood` with the arguments to its end. */
export function runMain(
  args: readonly string[],
  options: { input?: string | Uint8Array; env?: Record<string, string>; cwd?: string } = {},
): Run {
  return toRun(
    spawnSync(process.execPath, [MAIN, ...args], {
      encoding: 'utf8',
      maxBuffer: 1 << 28,
      // A run that does not end is an error, not a wait.
      timeout: 120_000,
      env: { ...process.env, ...options.env },
      ...(options.input === undefined ? {} : { input: options.input }),
      ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    }),
  );
}

/** What a finished child process left. */
export function toRun(child: SpawnSyncReturns<string>): Run {
  if (child.error !== undefined) throw child.error;
  return {
    exitCode: child.status,
    stdout: child.stdout,
    lines: child.stderr.split('\n').filter((line) => line !== ''),
  };
}

/** A report written into `outDirectory`, which must not exist. */
export function reportInto(
  outDirectory: string,
  paths: readonly string[],
  options: { workers?: number; own?: string[] } = {},
): Promise<ReportOutcome> {
  return runReport({
    paths,
    incidentFile: undefined,
    outDirectory,
    nowSec: Date.UTC(2026, 5, 20, 12) / 1000,
    asnDb: undefined,
    countryDb: undefined,
    own: options.own ?? [],
    command: 'afterflood report',
    onProgress: () => undefined,
    onStage: () => undefined,
    ...(options.workers === undefined ? {} : { workers: options.workers }),
  });
}

/** `inspect` of all files at and below the paths, with the evidence behind each object. */
export async function inspections(
  paths: readonly string[],
): Promise<{ inspections: Inspection[]; evidence: Evidence[] }> {
  const { store, evidence } = await collect(paths, {});
  try {
    return { inspections: await inspectAll(store, evidence), evidence };
  } finally {
    await store.close();
  }
}

/** Names in a folder, sorted; [] when there is none. */
export function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
