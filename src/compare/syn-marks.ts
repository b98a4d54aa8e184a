// Marks of the tool in the SYNs of an attack: fingerprints and known tools, by how many sources bear them.

import type { CaseReader } from '../aggregate/store.ts';
import { SYN_TOOLS } from '../model/syn-fingerprint.ts';

/** A tool is named when at least this share of the fingerprinted sources bears its mark: one packet proves nothing. */
const LEAST_TOOL_SHARE = 0.5;

/** Distinct sources by fingerprint and by tool (index into SYN_TOOLS); empty without captures of SYNs. */
export interface SynMarks {
  /** Sources with any fingerprint. */
  sources: number;
  byFingerprint: Map<number, number>;
  byTool: Map<number, number>;
}

/** What the SYNs of two cases have in common. */
export interface SharedSyn {
  /** Distinct fingerprints of each case, and of both. */
  a: number;
  b: number;
  shared: number;
  /** Share of each case's fingerprinted sources that bear a fingerprint of the other case. */
  shareA: number;
  shareB: number;
  /** Tools whose mark most sources of both cases bear. */
  tools: string[];
}

/** The marks in a case, over its sources of every verdict: a forged sender does not hide how the packet was built. */
export async function synMarksOf(store: CaseReader): Promise<SynMarks> {
  const marks: SynMarks = { sources: 0, byFingerprint: new Map(), byTool: new Map() };
  const rows = await store.query<{ fingerprint: number; tool: number; n: bigint }>(`
    SELECT fingerprint, tool, count(*)::BIGINT AS n FROM
      (SELECT max(fingerprint) AS fingerprint, max(tool) AS tool FROM members WHERE fingerprint <> 0 GROUP BY src_hi, src_lo)
    GROUP BY fingerprint, tool ORDER BY fingerprint, tool`);
  for (const { fingerprint, tool, n } of rows) {
    marks.sources += Number(n);
    marks.byFingerprint.set(fingerprint, (marks.byFingerprint.get(fingerprint) ?? 0) + Number(n));
    if (tool !== 0) marks.byTool.set(tool, (marks.byTool.get(tool) ?? 0) + Number(n));
  }
  return marks;
}

/** What both have; undefined when either has no fingerprint. */
export function sharedSyn(a: SynMarks, b: SynMarks): SharedSyn | undefined {
  if (a.sources === 0 || b.sources === 0) return undefined;
  const shared = [...a.byFingerprint.keys()].filter((each) => b.byFingerprint.has(each));
  const share = (marks: SynMarks): number =>
    shared.reduce((sum, each) => sum + (marks.byFingerprint.get(each) ?? 0), 0) / marks.sources;
  const isNamed = (marks: SynMarks, tool: number): boolean =>
    (marks.byTool.get(tool) ?? 0) >= LEAST_TOOL_SHARE * marks.sources;
  return {
    a: a.byFingerprint.size,
    b: b.byFingerprint.size,
    shared: shared.length,
    shareA: share(a),
    shareB: share(b),
    tools: SYN_TOOLS.flatMap(({ title }, tool) =>
      title !== '' && isNamed(a, tool) && isNamed(b, tool) ? [title] : [],
    ),
  };
}
