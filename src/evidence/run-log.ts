// The run log: what was done to which bytes, in order, a JSON object a line. Each line carries the SHA-256 of the one before it, so that
// none can be changed, taken out or put in without changing the last. Described in docs/output.md.

import { createHash } from 'node:crypto';
import type { IncidentFacts, LogAction } from '../model/facts.ts';

/** Where it lies in the output folder. */
export const RUN_LOG = 'data/run-log.jsonl';

/** A line of the log. */
export interface LogLine extends LogAction {
  /** From 1. */
  seq: number;
  /** The time that was given for the run: the same for all lines, since the clock is not read. */
  at: string;
  prev_sha256: string;
}

/** What stands before the first line. */
const NOTHING = '0'.repeat(64);

function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

/** The lines of the log, and the hash of the last (without its line end). */
export function chain(actions: readonly LogAction[], at: string): { lines: string[]; lastSha256: string } {
  let previous = NOTHING;
  const lines = actions.map(({ action, what, sha256: hash }, index) => {
    const line = JSON.stringify({ seq: index + 1, at, action, what, sha256: hash, prev_sha256: previous });
    previous = sha256(line);
    return line;
  });
  return { lines, lastSha256: previous };
}

/** The first part of the log: all that happens before documents are written. */
export function actionsBeforeWriting(facts: IncidentFacts): LogAction[] {
  const redactions = facts.redaction.secrets.reduce((sum, { count }) => sum + count, 0);
  return [
    { action: 'started', what: facts.tool.command, sha256: '' },
    ...facts.evidence.map((file) => ({
      action: 'ingested',
      what: `${file.id} ${file.fileName}`,
      sha256: file.sha256,
    })),
    ...facts.databases.map((database) => ({
      action: 'consulted',
      what: `${database.role}: ${database.name} ${database.version}`,
      sha256: database.sha256,
    })),
    {
      action: 'redacted',
      what: facts.redaction.on ? `${redactions} secrets` : 'nothing: switched off',
      sha256: '',
    },
    { action: 'assessed', what: `set of ${facts.evidence.length} inputs`, sha256: facts.inputsSha256 },
  ];
}

/** Why a log is not whole; '' when each line carries the hash of the one before and the last has the hash expected. */
export function brokenAt(text: string, lastSha256: string): { lines: LogLine[]; problem: string } {
  const lines: LogLine[] = [];
  let previous = NOTHING;
  for (const [index, written] of text.split('\n').slice(0, -1).entries()) {
    let line: LogLine;
    try {
      line = JSON.parse(written) as LogLine;
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      return { lines, problem: `line ${index + 1} is no JSON` };
    }
    if (line?.prev_sha256 !== previous)
      return { lines, problem: `line ${index + 1} does not carry the hash of the line before it` };
    if (line.seq !== index + 1)
      return { lines, problem: `line ${index + 1} has the number ${String(line.seq)}` };
    previous = sha256(written);
    lines.push(line);
  }
  if (!text.endsWith('\n')) return { lines, problem: 'the last line has no end' };
  return {
    lines,
    problem:
      previous === lastSha256 ? '' : `its last line has the hash ${previous}, the manifest names another`,
  };
}
