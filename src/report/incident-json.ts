// data/incident.json: everything the reports say, for machines; the facts object with its keys in a fixed order. Described in docs/output.md.

import { type ReportInput, type ReportWriter, type WrittenFile, writeWholeFile } from './writer.ts';

// Characters that JSON allows in strings but that break a line, turn the reading direction or cannot be seen.
const UNSAFE_IN_TEXT = /[\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g;

function escapeUnit(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** Keys by code unit, so that equal facts give equal bytes however they were put together; unknown is null, never left out. */
function ordered(_key: string, value: unknown): unknown {
  if (value === undefined) return null;
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The value as indented JSON with a final newline. */
function stableJson(value: unknown): string {
  return JSON.stringify(value, ordered, 2).replace(UNSAFE_IN_TEXT, escapeUnit) + '\n';
}

/** The facts as JSON. */
export const incidentJson: ReportWriter = {
  id: 'incident-json',
  title: 'all facts of the reports, for machines',
  async write({ facts }: ReportInput, directory: string): Promise<WrittenFile[]> {
    return [await writeWholeFile(directory, 'data/incident.json', incidentJson.title, stableJson(facts))];
  },
};
