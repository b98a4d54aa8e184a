// Rows of sources in the order of sources.csv, from the case database, as columns.

import type { Attributions } from '../aggregate/attribute.ts';
import type { CaseStore } from '../aggregate/store.ts';
import { SHARED } from '../assess/hints.ts';
import type { ColumnType } from '../model/traffic.ts';
import { evidenceBeyondMasks, isBeyondMasks } from './evidence-ids.ts';

// Numbers beyond 32 bits come as doubles, exact below 2^53: BigInts would be made one by one.
const COLUMNS = {
  src_hi: 'UBIGINT',
  src_lo: 'UBIGINT',
  verdict: 'UTINYINT',
  vectors: 'UBIGINT',
  proven_vectors: 'UBIGINT',
  internal: 'UTINYINT',
  packets: 'DOUBLE',
  bytes_received: 'DOUBLE',
  bytes_sent: 'DOUBLE',
  requests: 'DOUBLE',
  sockets: 'DOUBLE',
  handshakes: 'DOUBLE',
  established: 'UTINYINT',
  logged: 'UTINYINT',
  before: 'UTINYINT',
  first_us: 'DOUBLE',
  last_us: 'DOUBLE',
  peak_packets: 'UINTEGER',
  peak_bytes: 'UINTEGER',
  peak_requests: 'UINTEGER',
  ttl_min: 'UTINYINT',
  ttl_max: 'UTINYINT',
  port_min: 'USMALLINT',
  port_max: 'USMALLINT',
  ports: 'UINTEGER',
  denied: 'UINTEGER',
  seen: 'UINTEGER',
  active: 'UINTEGER',
  first_ref: 'DOUBLE',
  evidence_0: 'UBIGINT',
  evidence_1: 'UBIGINT',
  evidence_2: 'UBIGINT',
  evidence_3: 'UBIGINT',
  shared: 'UTINYINT',
  list: 'UINTEGER',
} as const;

type ColumnName = keyof typeof COLUMNS;
/** Sources as columns, a row each. */
export type SourceColumns = {
  [Name in ColumnName]: (typeof COLUMNS)[Name] extends 'UBIGINT' ? BigUint64Array : NumberColumn;
};
type NumberColumn = Float64Array | Uint32Array | Uint16Array | Uint8Array;

/** Totals that shares are taken of. */
export interface SourceTotals {
  sources: number;
  packets: number;
  requests: number;
  sockets: number;
  /** Names of the address lists by their number, counted from 1. */
  listNames: readonly string[];
  /** What an earlier reading found out about the listed sources from a number on. */
  attributions: Map<number, Attributions>;
}

/** Rows of sources and what is told beside them. */
export interface SourceBlock {
  columns: SourceColumns;
  /** Most used user agents, by number of the source. */
  agents: Map<number, string[]>;
  /** Evidence that the masks cannot name, by number of the source. */
  beyondMasks: Map<number, string[]>;
}

/** Numbers the sources in the order in which they are written: best verdict first, then by requests, packets, sockets, address. */
export async function orderSources(store: CaseStore, listNames: readonly string[]): Promise<SourceTotals> {
  // Sorted, then numbered as they come: a window that sorts holds all rows in memory, and a flood may have many million sources.
  await store.run(`
    CREATE TABLE source_rows AS SELECT row_number() OVER ()::UINTEGER AS n, s.* FROM (
      SELECT s.*, coalesce(h.shared, ${SHARED.unknown})::UTINYINT AS shared, coalesce(h.list, 0)::UINTEGER AS list FROM sources s LEFT JOIN hints h USING (src_hi, src_lo)
      ORDER BY verdict, requests DESC, packets DESC, sockets DESC, src_hi, src_lo) s`);
  const [row] = await store.query<{ sources: bigint; packets: bigint; requests: bigint; sockets: bigint }>(
    'SELECT count(*)::BIGINT AS sources, coalesce(sum(packets), 0)::BIGINT AS packets, coalesce(sum(requests), 0)::BIGINT AS requests, coalesce(sum(sockets), 0)::BIGINT AS sockets FROM source_rows',
  );
  return {
    sources: Number(row.sources),
    packets: Number(row.packets),
    requests: Number(row.requests),
    sockets: Number(row.sockets),
    listNames,
    attributions: new Map(),
  };
}

// All sources of a case whose number one query gives: facts and three writers read them.
const blocks = new WeakMap<SourceTotals, SourceBlock>();

/** `count` sources from number `from` (1 and up) on. */
export async function readBlock(
  store: CaseStore,
  totals: SourceTotals,
  from: number,
  count: number,
): Promise<SourceBlock> {
  const isAll = count === totals.sources;
  const known = isAll ? blocks.get(totals) : undefined;
  if (known !== undefined) return known;
  const columns = await readColumns(store, from, count);
  const agents = columns.requests.some((requests) => requests > 0)
    ? await topAgents(store, from, from + count - 1)
    : new Map<number, string[]>();
  const beyondMasks = columns.evidence_3.some(isBeyondMasks)
    ? await evidenceBeyondMasks(
        store,
        `SELECT n AS key, src_hi, src_lo, first_us, last_us FROM source_rows WHERE n BETWEEN ${from} AND ${from + count - 1} AND evidence_3 >= ${1n << 61n}`,
      )
    : new Map<number, string[]>();
  const block = { columns, agents, beyondMasks };
  if (isAll) blocks.set(totals, block);
  return block;
}

async function readColumns(store: CaseStore, from: number, count: number): Promise<SourceColumns> {
  const names = Object.keys(COLUMNS) as ColumnName[];
  const select = names.map((name) => `coalesce(${name}::${COLUMNS[name]}, 0::${COLUMNS[name]})`).join(', ');
  const { columns } = await store.columns(
    `SELECT ${select} FROM source_rows WHERE n BETWEEN ${from} AND ${from + count - 1} ORDER BY n`,
    names.map((name): ColumnType => COLUMNS[name]),
  );
  return Object.fromEntries(names.map((name, index) => [name, columns[index]])) as unknown as SourceColumns;
}

async function topAgents(store: CaseStore, from: number, to: number): Promise<Map<number, string[]>> {
  const rows = await store.query<{ n: number; text: string }>(`
    SELECT n, text FROM (
      SELECT s.n, t.text, row_number() OVER (PARTITION BY s.n ORDER BY sum(r.requests) DESC, t.text) AS rank
      FROM source_rows s JOIN request_minutes r ON r.client_hi = s.src_hi AND r.client_lo = s.src_lo JOIN texts t ON t.evidence = r.evidence AND t.id = r.agent_id
      WHERE s.n BETWEEN ${from} AND ${to} AND s.requests > 0 AND r.client_id = 0 AND t.text <> '' GROUP BY s.n, t.text)
    WHERE rank <= 3 ORDER BY n, rank`);
  const agents = new Map<number, string[]>();
  for (const { n, text } of rows) {
    const list = agents.get(n);
    if (list === undefined) agents.set(n, [text]);
    else list.push(text);
  }
  return agents;
}
