// Marks of the tool in a case: user agents of its proven sources, and the shape of its vectors.

import type { CaseReader } from '../aggregate/store.ts';
import { VERDICT_NUMBER } from '../assess/members.ts';
import type { VectorFacts } from '../model/facts.ts';

/** User agents kept of a case: those of the most proven sources. */
const MOST_AGENTS = 100_000;

/** Who sent a user agent. */
export interface AgentUse {
  /** Distinct proven sources, and their requests. */
  sources: number;
  requests: number;
  /** Distinct clients that are no source of an attack. */
  ordinaryClients: number;
}

/** One user agent in two cases. */
export interface SharedAgent {
  agent: string;
  a: AgentUse;
  b: AgentUse;
}

/** User agents of proven sources, by text. */
export async function agentsOf(store: CaseReader): Promise<Map<string, AgentUse>> {
  const rows = await store.query<{ agent: string; sources: bigint; requests: bigint; ordinary: bigint }>(`
    SELECT t.text AS agent, count(DISTINCT (r.client_hi, r.client_lo)) FILTER (s.verdict = ${VERDICT_NUMBER.proven})::BIGINT AS sources,
      coalesce(sum(r.requests) FILTER (s.verdict = ${VERDICT_NUMBER.proven}), 0)::BIGINT AS requests,
      count(DISTINCT (r.client_hi, r.client_lo)) FILTER (s.verdict IS NULL)::BIGINT AS ordinary
    FROM request_minutes r JOIN texts t ON t.evidence = r.evidence AND t.id = r.agent_id LEFT JOIN sources s ON s.src_hi = r.client_hi AND s.src_lo = r.client_lo
    WHERE r.client_id = 0 AND t.text NOT IN ('', '-') GROUP BY t.text HAVING sources > 0 ORDER BY sources DESC, agent LIMIT ${MOST_AGENTS}`);
  return new Map(
    rows.map((row) => [
      row.agent,
      {
        sources: Number(row.sources),
        requests: Number(row.requests),
        ordinaryClients: Number(row.ordinary),
      },
    ]),
  );
}

/** User agents in both cases, those no ordinary client sent first, then by the smaller number of sources. */
export function sharedAgents(
  a: ReadonlyMap<string, AgentUse>,
  b: ReadonlyMap<string, AgentUse>,
): SharedAgent[] {
  const shared: SharedAgent[] = [];
  for (const [agent, use] of a) {
    const other = b.get(agent);
    if (other !== undefined) shared.push({ agent, a: use, b: other });
  }
  const least = (each: SharedAgent): number => Math.min(each.a.sources, each.b.sources);
  return shared.sort(
    (x, y) =>
      Number(isOrdinary(x)) - Number(isOrdinary(y)) ||
      least(y) - least(x) ||
      (x.agent < y.agent ? -1 : x.agent > y.agent ? 1 : 0),
  );
}

/** True when clients outside the attack sent the same text in either case: it is then no mark of a tool. */
export function isOrdinary(shared: SharedAgent): boolean {
  return shared.a.ordinaryClients + shared.b.ordinaryClients > 0;
}

/** One technique in two cases; shapes as text, one for each vector that has it. */
export interface SharedVector {
  vector: string;
  title: string;
  a: string[];
  b: string[];
}

/** Techniques that both cases have, in the order of the first. */
export function sharedVectors(a: readonly VectorFacts[], b: readonly VectorFacts[]): SharedVector[] {
  const names = [...new Set(a.map((each) => each.vector))].filter((name) =>
    b.some((each) => each.vector === name),
  );
  return names.map((vector) => ({
    vector,
    title: a.find((each) => each.vector === vector)?.title ?? vector,
    a: shapes(a, vector),
    b: shapes(b, vector),
  }));
}

function shapes(vectors: readonly VectorFacts[], name: string): string[] {
  const texts = vectors
    .filter((each) => each.vector === name)
    .map((each) =>
      [
        each.lengthMax > 0 ? `${each.lengthMin} to ${each.lengthMax} bytes` : '',
        each.sourcePort === '' ? '' : `source port ${each.sourcePort}`,
        each.destinationPort === '' ? '' : `destination port ${each.destinationPort}`,
      ]
        .filter((part) => part !== '')
        .join(', '),
    );
  return [...new Set(texts)].filter((text) => text !== '');
}
