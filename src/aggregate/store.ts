// The case database: one DuckDB file (or memory) that merges the fold's partial rows. The only importer of DuckDB.

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
import { InputError } from '../model/diagnostic.ts';
import {
  type Block,
  COLUMN_BYTES,
  type ColumnType,
  LOOSE_ENDS,
  TABLES,
  type TableName,
} from '../model/traffic.ts';
import { digestOf } from './digest.ts';
import { temporaryFolder } from './temporary-folder.ts';

const TYPES: Record<ColumnType, DuckDBType> = { UTINYINT, USMALLINT, UINTEGER, UBIGINT, DOUBLE };

/**
 * What DuckDB may hold before it spills; the whole process holds up to 0.9 GB more. With 6.3 M sources 1024 MB take 226 s of CPU,
 * 700 MB 197 s, 350 MB 220 s and half as long again on the clock (2026-11).
 */
const MEMORY_LIMIT = '600MB';

/** DuckDB shares out the work on a table by groups of so many rows: on fewer, a second thread only costs, 7.7 against 7.2 s of CPU for the demo case (2026-11). */
const ROW_GROUP = 122_880;

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

/**
 * Opens a case database at `path` (must not exist), or in memory without one. `temporary` is where it may spill; without it a folder of its
 * own, which goes with it. DuckDB's own choice is a folder of one name below the working directory: two at once spill into the same files.
 */
export async function openStore(path: string | undefined, temporary: string | undefined): Promise<CaseStore> {
  const spill = temporary === undefined ? await temporaryFolder() : undefined;
  const instance = await DuckDBInstance.create(path ?? ':memory:', {
    threads: '2',
    memory_limit: MEMORY_LIMIT,
    preserve_insertion_order: 'false',
    temp_directory: spill?.path ?? (temporary as string),
  });
  const connection = await instance.connect();
  const appenders = new Map<Block['table'], Appender>();
  for (const name of Object.keys(TABLES) as TableName[])
    appenders.set(name, await createTable(connection, name, TABLES[name]));
  // Never in the file: it is gone before the assessment asks anything.
  appenders.set('loose_ends', await createTable(connection, 'loose_ends', LOOSE_ENDS, 'temp'));
  await connection.run('CREATE TABLE texts (evidence UINTEGER, id UINTEGER, text VARCHAR)');
  const texts = await connection.createAppender('texts');
  let pending = false;
  const flush = (): void => {
    if (!pending) return;
    for (const appender of appenders.values()) appender.flush();
    texts.flushSync();
    pending = false;
  };
  const pool = createPool([connection, await instance.connect()]);
  const rowsOf = new Map<Block['table'], number>();
  let asked = false;
  const ask = async <Result>(work: (free: DuckDBConnection) => Promise<Result>): Promise<Result> => {
    flush();
    if (!asked) {
      asked = true;
      if (Math.max(0, ...rowsOf.values()) <= ROW_GROUP) await pool.use((free) => free.run('SET threads = 1'));
    }
    return pool.use(work);
  };

  return {
    append(block) {
      appenders.get(block.table)?.append(block);
      rowsOf.set(block.table, (rowsOf.get(block.table) ?? 0) + block.rows);
      pending = true;
    },
    appendTexts(rows) {
      pending = true;
      for (const { evidence, id, text } of rows) {
        texts.appendUInteger(evidence);
        texts.appendUInteger(id);
        texts.appendVarchar(text);
        texts.endRow();
      }
    },
    async run(sql) {
      await ask((free) => free.run(sql));
    },
    query: <Row extends Record<string, SqlValue>>(sql: string) => ask((free) => readRows<Row>(free, sql)),
    columns: (sql, types) => ask((free) => readColumns(free, sql, types)),
    digest: () => digestOf((sql) => ask((free) => readRows(free, sql))),
    async close() {
      flush();
      for (const appender of appenders.values()) appender.close();
      texts.closeSync();
      await pool.close();
      instance.closeSync();
      await spill?.remove();
    },
  };
}

// Most questions are small: planning them takes one core, so that two at a time take half as long. Tables made through one connection are
// there for the other as soon as they are made. A temporary one belongs to the first, which serves whoever asks alone.
function createPool(connections: readonly DuckDBConnection[]): {
  use<Result>(work: (connection: DuckDBConnection) => Promise<Result>): Promise<Result>;
  close(): Promise<void>;
} {
  const busy = new Set<DuckDBConnection>();
  const waiting: (() => void)[] = [];
  const turn = (): Promise<void> => new Promise((resolve) => waiting.push(resolve));
  return {
    async use(work) {
      let connection = connections.find((each) => !busy.has(each));
      for (; connection === undefined; connection = connections.find((each) => !busy.has(each))) await turn();
      busy.add(connection);
      try {
        return await work(connection);
      } finally {
        busy.delete(connection);
        waiting.shift()?.();
      }
    },
    async close() {
      // After a failure others may still be at work.
      while (busy.size > 0) await turn();
      for (const connection of connections) connection.closeSync();
    },
  };
}

/** A finished case database that can only be asked. */
export type CaseReader = Pick<CaseStore, 'query' | 'columns' | 'digest' | 'close'>;

/** Opens the case database of a finished report; it cannot be changed through this. Throws InputError when the file is none. */
export async function openStoreReadOnly(path: string): Promise<CaseReader> {
  // What does not fit into memory spills outside the report folder, which must stay as it was sealed.
  const temporary = await temporaryFolder();
  let instance: DuckDBInstance;
  try {
    instance = await DuckDBInstance.create(path, {
      access_mode: 'READ_ONLY',
      threads: '2',
      memory_limit: MEMORY_LIMIT,
      temp_directory: temporary.path,
    });
  } catch (cause) {
    await temporary.remove();
    const reason = cause instanceof Error ? cause.message.split('\n')[0] : String(cause);
    throw new InputError(
      'input/case-database',
      `${path}: expected the case database of a finished report, found what cannot be opened (${reason}); make the report again`,
      { cause },
    );
  }
  const connection = await instance.connect();
  return {
    query: (sql) => readRows(connection, sql),
    columns: (sql, types) => readColumns(connection, sql, types),
    digest: () => digestOf((sql) => readRows(connection, sql)),
    async close() {
      connection.closeSync();
      instance.closeSync();
      await temporary.remove();
    },
  };
}

interface Appender {
  append(block: Block): void;
  flush(): void;
  close(): void;
}

// Copies whole columns into DuckDB's vectors: ten times faster than row by row.
async function createTable(
  connection: DuckDBConnection,
  name: Block['table'],
  columns: (typeof TABLES)[TableName],
  catalog?: 'temp',
): Promise<Appender> {
  await connection.run(
    `CREATE ${catalog ?? ''} TABLE ${name} (${columns.map(([column, type]) => `${column} ${type}`).join(', ')})`,
  );
  const types = columns.map(([, type]) => TYPES[type]);
  const appender = await connection.createAppender(name, undefined, catalog);
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

async function readRows<Row extends Record<string, SqlValue>>(
  connection: DuckDBConnection,
  sql: string,
): Promise<Row[]> {
  const reader = await connection.runAndReadAll(sql);
  return reader.getRowObjects() as Row[];
}

async function readColumns(
  connection: DuckDBConnection,
  sql: string,
  types: readonly ColumnType[],
): Promise<Columns> {
  // Not streamed: a stream ended early when another connection worked at the same time (measured with 1.5.6).
  const result = await connection.run(sql);
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
