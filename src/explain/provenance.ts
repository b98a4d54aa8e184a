// Where an answer comes from: the evidence files that pointers lead to, and the dated databases behind an attribution.

import type { Attributor } from '../aggregate/attribute.ts';
import type { IncidentFacts } from '../model/facts.ts';
import type { Lines } from './lines.ts';

/** The databases that an attribution rests on, and whether the report was made with the same. */
export interface DatabasesUsed {
  used: { role: string; name: string; buildDate: string; sha256: string }[];
  sameAsReport: boolean;
}

/** The databases of an attributor, set against those of the report. */
export async function databasesUsed(attributor: Attributor, facts: IncidentFacts): Promise<DatabasesUsed> {
  const used = (await attributor.databases()).map(({ role, name, buildDate, sha256 }) => ({
    role,
    name,
    buildDate,
    sha256,
  }));
  const reported = new Set(facts.databases.map((each) => each.sha256));
  return { used, sameAsReport: used.every((each) => reported.has(each.sha256)) };
}

/** Writes the databases with their dates. */
export function databaseLine(lines: Lines, databases: DatabasesUsed): void {
  const dated = databases.used.map((each) => `${each.name} of ${each.buildDate || 'unknown date'}`);
  const note = databases.sameAsReport ? '' : '; not the databases that the report was made with';
  lines.fact('By databases', `${[...new Set(dated)].join('; ')}${note}`);
}

/** An evidence source that a pointer leads to. */
export interface EvidenceNamed {
  id: string;
  fileName: string;
  format: string;
  sha256: string;
}

/** The evidence sources with these ids, in order. */
export function evidenceNamed(facts: IncidentFacts, ids: readonly string[]): EvidenceNamed[] {
  return facts.evidence
    .filter((each) => ids.includes(each.id))
    .map(({ id, fileName, formatTitle, sha256 }) => ({ id, fileName, format: formatTitle, sha256 }));
}

/** Writes the files that the pointers lead to. */
export function evidenceLines(lines: Lines, evidence: readonly EvidenceNamed[]): void {
  if (evidence.length === 0) return;
  lines.heading('Evidence');
  for (const each of evidence) lines.fact(each.id, `${each.fileName}  SHA-256 ${each.sha256}`);
}
