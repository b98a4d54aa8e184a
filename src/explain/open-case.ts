// A finished report folder opened for questions: its facts and its case database, neither of which can be changed through it.

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CaseReader, openStoreReadOnly } from '../aggregate/store.ts';
import { InputError } from '../model/diagnostic.ts';
import type { IncidentFacts } from '../model/facts.ts';

/** The form of data/incident.json that is understood. */
const SCHEMA_VERSION: IncidentFacts['schemaVersion'] = 1;

/** Tables and views that questions are put to. */
const TABLES_ASKED = [
  'address_lists',
  'hints',
  'inbound',
  'listed_prefixes',
  'members',
  'packet_minutes',
  'real_clients',
  'request_minutes',
  'sockets',
  'source_rows',
  'sources',
  'texts',
  'unstated_proxies',
];

/** A case; `close` must be called. */
export interface OpenCase {
  /** As given. */
  directory: string;
  facts: IncidentFacts;
  store: CaseReader;
  close(): Promise<void>;
}

/** The facts of the report in a folder; throws InputError when it holds none of this version. */
export function readCaseFacts(directory: string): IncidentFacts {
  const file = join(directory, 'data', 'incident.json');
  const database = join(directory, 'data', 'case.duckdb');
  const missing = [file, database].find((each) => !existsSync(each));
  if (missing !== undefined)
    throw new InputError(
      'input/no-case',
      `${directory}: expected a report folder, found no ${missing === file ? 'data/incident.json' : 'data/case.duckdb'} in it; give the folder that "afterflood report" has written`,
    );
  let facts: Partial<IncidentFacts> | null;
  try {
    facts = JSON.parse(readFileSync(file, 'utf8')) as Partial<IncidentFacts> | null;
  } catch (cause) {
    if (!(cause instanceof SyntaxError) && (cause as NodeJS.ErrnoException).code === undefined) throw cause;
    throw new InputError(
      'input/case-facts',
      `${file}: expected the facts of a report, found what cannot be read as JSON; make the report again`,
      { cause },
    );
  }
  const found: unknown = facts?.schemaVersion;
  if (found !== SCHEMA_VERSION)
    throw new InputError(
      'input/case-version',
      `${file}: expected schema version ${SCHEMA_VERSION}, found ${found === undefined ? 'none' : JSON.stringify(found)}; make the report again with this version`,
    );
  return facts as IncidentFacts;
}

/** Opens the report folder; throws InputError when it is none or was made by another version. */
export async function openCase(directory: string): Promise<OpenCase> {
  const facts = readCaseFacts(directory);
  const file = join(directory, 'data', 'case.duckdb');
  const store = await openStoreReadOnly(file);
  const names = new Set(
    (await store.query<{ name: string }>('SELECT table_name AS name FROM information_schema.tables')).map(
      (row) => row.name,
    ),
  );
  const missing = TABLES_ASKED.find((name) => !names.has(name));
  if (missing !== undefined) {
    await store.close();
    throw new InputError(
      'input/case-database',
      `${file}: expected the case database of a finished report, found no table ${missing} in it; make the report again with this version`,
    );
  }
  return { directory, facts, store, close: store.close };
}
