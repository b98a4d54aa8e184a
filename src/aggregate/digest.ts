// What a case database holds, as one hash: the file itself differs from run to run.

import { createHash } from 'node:crypto';
import { TABLES } from '../model/traffic.ts';

/**
 * Hex SHA-256 over all rows of all tables. Each row counts as the hash of its key times its sums. That is linear in the sums: how partial rows
 * were cut into blocks, which depends on the size of the fold's tables and not on the evidence, changes nothing, and neither does their order.
 */
export async function digestOf(query: (sql: string) => Promise<Record<string, unknown>[]>): Promise<string> {
  const hash = createHash('sha256');
  for (const [name, columns] of Object.entries(TABLES)) {
    const names = columns.map(([column]) => column);
    // The port of a packet row is that of its first packet: it depends on how rows were cut.
    const isKey = (column: string): boolean =>
      KEY_COLUMNS.has(column) && !(column === 'src_port' && name === 'packet_minutes');
    const keys = names.filter(isKey).join(", ',', ");
    const sums = names.filter((column) => SUM_COLUMNS.has(column));
    const values = sums.length === 0 ? ['1'] : sums;
    const select = values.map(
      (value, index) => `coalesce(sum(h * ${value}::HUGEINT), 0)::VARCHAR AS sum_${index}`,
    );
    const [row] = await query(
      `SELECT ${select.join(', ')} FROM (SELECT md5_number_lower(concat(${keys}))::HUGEINT AS h, ${sums.join(', ') || '1'} FROM ${name})`,
    );
    hash.update(`${name}:${values.map((_, index) => row[`sum_${index}`]).join(':')}\n`);
  }
  const [texts] = await query(
    `SELECT coalesce(sum(md5_number_lower(concat(evidence, ',', id, ',', text))::HUGEINT), 0)::VARCHAR AS sum FROM texts`,
  );
  hash.update(`texts:${texts.sum}\n`);
  return hash.digest('hex');
}

const SUM_COLUMNS = new Set([
  'packets',
  'bytes',
  'handshakes',
  'requests',
  'lines',
  'events',
  'unfinished',
  'stalled',
]);

const KEY_COLUMNS = new Set([
  'evidence',
  'minute',
  'second',
  'hour',
  'class',
  'signature',
  'kind',
  'basis',
  'addresses',
  'src_port',
  'detail',
  'program_id',
  'subject_id',
  'name_id',
  'value',
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
  'send_q',
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
