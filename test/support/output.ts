// Shared by the tests of the output folder: scratch folders, rows of a case, and reading everything back.

import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import type { CaseRows, SourceFacts, SourceRecord } from '../../src/model/facts.ts';

/** A folder that goes away with the test. */
export function scratchFolder(test: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'afterflood-output-'));
  test.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Every file below a folder, paths with `/`, sorted. */
export function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
}

/** The contents of every file below a folder, by path. */
export function contentsBelow(folder: string): Map<string, Buffer> {
  return new Map(filesBelow(folder).map((path) => [path, readFileSync(join(folder, path))]));
}

/** Rows as the case database would stream them: `blocks` of sources, rejected lines, and records of sources. */
export function sampleRows(
  blocks: SourceFacts[][],
  rejected: { evidenceId: string; line: number; reason: string; sampleEscaped: string }[] = [],
  records: Record<string, SourceRecord[]> = {},
): CaseRows {
  return {
    async *sources() {
      yield* blocks;
    },
    async *flows() {
      yield [];
    },
    async records(addresses) {
      return new Map(Object.entries(records).filter(([address]) => addresses.includes(address)));
    },
    async *rejected() {
      yield rejected;
    },
  };
}
