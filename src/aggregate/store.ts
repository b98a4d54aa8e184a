// The case database: one DuckDB file (or memory) that merges the fold's partial rows. The only importer of DuckDB.

import { createHash } from 'node:crypto';
import {
  DOUBLE,
  type DuckDBConnection,
  DuckDBDataChunk,
  DuckDBInstance,
  type DuckDBType,
  UBIGINT,
  UINTEGER,
  USMALLINT,
  UTINYINT,
} from '@duckdb/node-api';
import duckdb from '@duckdb/node-bindings';
import { type Block, COLUMN_BYTES, type ColumnType, TABLES, type TableName } from '../model/traffic.ts';

const TYPES: Record<ColumnType, DuckDBType> = { UTINYINT, USMALLINT, UINTEGER, UBIGINT, DOUBLE };

/** Values as DuckDB gives them: numbers, 64-bit and wider integers as bigint, text, booleans. */
export type SqlValue = number | bigint | string | boolean | null;

/** A result by columns; numeric columns of plain types are typed arrays. */
export interface Columns {
  rows: number;
  columns: (Float64Array | Uint32Array | BigUint64Array | Uint16Array | Uint8Array)[];
}

/** One texts row: text number `id` of an evidence source. */
export interface TextRow {
  evidence: number;
  id: number;
  text: string;
}

/** Where rollups are kept and asked. */
export interface CaseStore {
  append(block: Block): void;
  appendTexts(rows: Iterable<TextRow>): void;
  /** Runs statements without a result. */
  run(sql: string): Promise<void>;
  /** Rows of a small result, by column name. */
  query<Row extends Record<string, SqlValue>>(sql: string): Promise<Row[]>;
  /** A large result by columns; every column must be UTINYINT, USMALLINT, UINTEGER, UBIGINT or DOUBLE. */
  columns(sql: string, types: readonly ColumnType[]): Promise<Columns>;
  /** Hex SHA-256 over all rows of all tables in a fixed order: equal evidence gives an equal digest, whatever the order of arrival. */
  digest(): Promise<string>;
  close(): Promise<void>;
}

/** Opens a case database at `path` (must not exist), or in memory without one. `temporary` is where it may spill. */
export async function openStore(path: string | undefined, temporary: string | undefined): Promise<CaseStore> {
  const instance = await DuckDBInstance.create(path ?? ':memory:', {
    threads: '2',
    memory_limit: '384MB',
    preserve_insertion_order: 'false',
    ...(temporary === undefined ? {} : { temp_directory: temporary }),
  });
  const connection = await instance.connect();
  for (const [name, columns] of Object.entries(TABLES)) {
    await connection.run(
      `CREATE TABLE ${name} (${columns.map(([column, type]) => `${column} ${type}`).join(', ')})`,
    );
  }
  await connection.run('CREATE TABLE texts (evidence USMALLINT, id UINTEGER, text VARCHAR)');
  const appenders = new Map<TableName, Appender>();
  for (const name of Object.keys(TABLES) as TableName[])
    appenders.set(name, await createAppender(connection, name));
  const texts = await connection.createAppender('texts');
  const flush = (): void => {
    for (const appender of appenders.values()) appender.flush();
    texts.flushSync();
  };

  return {
    append(block) {
      appenders.get(block.table)?.append(block);
    },
    appendTexts(rows) {
      for (const { evidence, id, text } of rows) {
        texts.appendUSmallInt(evidence);
        texts.appendUInteger(id);
        texts.appendVarchar(text);
        texts.endRow();
      }
    },
    async run(sql) {
      flush();
      await connection.run(sql);
    },
    async query<Row extends Record<string, SqlValue>>(sql: string) {
      flush();
      const reader = await connection.runAndReadAll(sql);
      return reader.getRowObjects() as Row[];
    },
    async columns(sql, types) {
      flush();
      return readColumns(connection, sql, types);
    },
    async digest() {
      flush();
      return digestOf(connection);
    },
    async close() {
      flush();
      for (const appender of appenders.values()) appender.close();
      texts.closeSync();
      connection.closeSync();
      instance.closeSync();
    },
  };
}

interface Appender {
  append(block: Block): void;
  flush(): void;
  close(): void;
}

// Copies whole columns into DuckDB's vectors: ten times faster than row by row.
async function createAppender(connection: DuckDBConnection, name: TableName): Promise<Appender> {
  const columns = TABLES[name];
  const types = columns.map(([, type]) => TYPES[type]);
  const appender = await connection.createAppender(name);
  const vectorSize = duckdb.vector_size();
  let pending = false;
  return {
    append(block) {
      for (let start = 0; start < block.rows; start += vectorSize) {
        const rows = Math.min(vectorSize, block.rows - start);
        const chunk = DuckDBDataChunk.create(types, rows);
        for (const [index, [, type]] of columns.entries()) {
          const bytes = COLUMN_BYTES[type];
          const vector = duckdb.data_chunk_get_vector(chunk.chunk, index);
          duckdb.copy_data_to_vector(vector, 0, block.columns[index], start * bytes, rows * bytes);
        }
        appender.appendDataChunk(chunk);
      }
      pending = true;
    },
    flush() {
      if (pending) appender.flushSync();
      pending = false;
    },
    close() {
      appender.closeSync();
    },
  };
}

async function readColumns(
  connection: DuckDBConnection,
  sql: string,
  types: readonly ColumnType[],
): Promise<Columns> {
  const result = await connection.stream(sql);
  const parts: Uint8Array[][] = types.map(() => []);
  let rows = 0;
  for (;;) {
    const chunk = await result.fetchChunk();
    if (chunk === null || chunk.rowCount === 0) break;
    rows += chunk.rowCount;
    for (const [index, type] of types.entries()) {
      const vector = duckdb.data_chunk_get_vector(chunk.chunk, index);
      // vector_get_data is a view of DuckDB's memory, valid until the next chunk: copy.
      parts[index].push(duckdb.vector_get_data(vector, chunk.rowCount * COLUMN_BYTES[type]).slice());
    }
  }
  const columns = types.map((type, index) => typedColumn(type, Buffer.concat(parts[index])));
  return { rows, columns };
}

function typedColumn(type: ColumnType, bytes: Buffer): Columns['columns'][number] {
  const buffer = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer;
  switch (type) {
    case 'UTINYINT':
      return new Uint8Array(buffer);
    case 'USMALLINT':
      return new Uint16Array(buffer);
    case 'UINTEGER':
      return new Uint32Array(buffer);
    case 'UBIGINT':
      return new BigUint64Array(buffer);
    case 'DOUBLE':
      return new Float64Array(buffer);
  }
}

// Partial rows are merged first: how they were cut into blocks depends on the size of the fold's tables, not on the evidence.
async function digestOf(connection: DuckDBConnection): Promise<string> {
  const hash = createHash('sha256');
  for (const [name, columns] of Object.entries(TABLES)) {
    const sums = columns
      .filter(([column]) => column === 'packets' || column === 'requests' || column === 'bytes')
      .map(([column]) => column);
    const keys = columns.map(([column]) => column).filter((column) => KEY_COLUMNS.has(column));
    const merged =
      sums.length === 0 ? 'count(*)' : sums.map((column) => `sum(${column})::HUGEINT`).join(", ',', ");
    // Row hashes are added up, so that no sort of the whole table is needed and no order can change the sum.
    const [row] = (
      await connection.runAndReadAll(
        `SELECT count(*)::VARCHAR AS rows, coalesce(sum(h), 0)::VARCHAR AS sum FROM (SELECT md5_number_lower(concat(${keys.join(", ',', ")}, '=', ${merged})) AS h FROM ${name} GROUP BY ${keys.join(', ')})`,
      )
    ).getRowObjects();
    hash.update(`${name}:${row.rows}:${row.sum}\n`);
  }
  return hash.digest('hex');
}

const KEY_COLUMNS = new Set([
  'evidence',
  'minute',
  'second',
  'hour',
  'class',
  'port',
  'side',
  'src_hi',
  'src_lo',
  'dst_hi',
  'dst_lo',
  'snapshot',
  'at_us',
  'protocol',
  'state',
  'local_hi',
  'local_lo',
  'local_port',
  'remote_hi',
  'remote_lo',
  'remote_port',
  'line',
  'client_hi',
  'client_lo',
  'client_id',
  'path_id',
  'referer_id',
  'agent_id',
  'host_id',
  'status',
  'method',
  'status_class',
]);
