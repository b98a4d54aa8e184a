// data/incident.json: everything the reports say, for machines; the facts object with its keys in a fixed order. Described in docs/output.md.

import { safeJson } from './json.ts';
import { type ReportInput, type ReportWriter, type WrittenFile, writeWholeFile } from './writer.ts';

// How the documents are set is no fact of the case; to which side an edge is unsure is told in words, and docs/output.md says how to know it.
const NOT_WRITTEN: ReadonlySet<string> = new Set(['writtenIn', 'startOneSided', 'endOneSided']);

/** Keys by code unit, so that equal facts give equal bytes however they were put together; unknown is null, never left out. */
function ordered(key: string, value: unknown): unknown {
  if (NOT_WRITTEN.has(key)) return undefined;
  if (value === undefined) return null;
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The value as indented JSON with a final newline. */
function stableJson(value: unknown): string {
  return safeJson(value, 2, ordered) + '\n';
}

/** The facts as JSON. */
export const incidentJson: ReportWriter = {
  id: 'incident-json',
  title: 'all facts of the reports, for machines',
  async write({ facts }: ReportInput, directory: string): Promise<WrittenFile[]> {
    return [await writeWholeFile(directory, 'data/incident.json', incidentJson.title, stableJson(facts))];
  },
};
