// Records of single sources for those who get a report on them: the first, one of the busiest minute, the last, and sockets with their ports.

import type { CaseStore } from '../aggregate/store.ts';
import { socketsOfRequestsSql } from '../assess/members.ts';
import { addressText, parseAddress } from '../model/address.ts';
import { METHODS, SOCKET_STATES } from '../model/batch.ts';
import type { SourceRecord } from '../model/facts.ts';
import { formatMicroseconds } from '../model/time.ts';
import { CLASS, TRAFFIC_CLASSES } from '../model/traffic.ts';

/** A longer path is cut, and says so. */
const MOST_CHARACTERS = 200;

interface Row extends Record<string, number | bigint | string | null> {
  hi: bigint;
  lo: bigint;
  evidence: number;
  record: number;
  us: number;
  in_minute: number;
  first_rank: bigint;
  peak_rank: bigint;
  /** 1 for the row that holds the last record. */
  last_rank: bigint;
  last_record: number;
  last_us: number;
}

interface RequestRow extends Row {
  method: number;
  status: number;
  /** 0 where the log holds none. */
  first_port: number;
  last_port: number;
  path: string | null;
}

interface PacketRow extends Row {
  class: number;
  port: number;
  src_port: number;
  dst_hi: bigint;
  dst_lo: bigint;
  packets: number;
  ttl: number;
}

interface SocketRow extends Record<string, number | bigint> {
  hi: bigint;
  lo: bigint;
  evidence: number;
  line: number;
  us: number;
  state: number;
  remote_port: number;
  local_hi: bigint;
  local_lo: bigint;
  local_port: number;
}

/** Records of sources, by address, from the time in which each took part; none for an address that is no source. */
export async function sourceRecords(
  store: CaseStore,
  addresses: readonly string[],
): Promise<Map<string, SourceRecord[]>> {
  const records = new Map<string, SourceRecord[]>();
  if (addresses.length === 0) return records;
  const add = (hi: bigint, lo: bigint, record: SourceRecord): void => {
    const address = addressText(hi, lo);
    const list = records.get(address);
    if (list === undefined) records.set(address, [record]);
    else list.push(record);
  };
  const named = namedSql(addresses);
  for (const row of await store.query<RequestRow>(requestsSql(named)))
    for (const shown of shownOf(row, 'line')) add(row.hi, row.lo, requestRecord(row, shown));
  for (const row of await store.query<PacketRow>(packetsSql(named)))
    for (const shown of shownOf(row, 'packet')) add(row.hi, row.lo, packetRecord(row, shown));
  for (const row of await store.query<SocketRow>(socketsSql(named))) {
    const at = formatMicroseconds(row.us);
    const [source, local] = [addressText(row.hi, row.lo), addressText(row.local_hi, row.local_lo)];
    add(row.hi, row.lo, {
      which: 'socket',
      pointer: `E${row.evidence} line ${row.line}`,
      utc: at,
      port: row.remote_port,
      protocol: 'tcp',
      text: `${at} ${source} port ${row.remote_port} > ${local} port ${row.local_port} ${SOCKET_STATES[row.state]}`,
    });
  }
  return records;
}

// source_rows of the addresses, as `m`.
function namedSql(addresses: readonly string[]): string {
  const words = new Uint32Array(4);
  const values = addresses
    .filter((address) => parseAddress(address, words, 0))
    .map((address) => {
      parseAddress(address, words, 0);
      const [hi, lo] = [0, 2].map((at) => (BigInt(words[at]) << 32n) | BigInt(words[at + 1]));
      return `(${hi}::UBIGINT, ${lo}::UBIGINT)`;
    });
  return `WITH named(hi, lo) AS (VALUES ${values.join(', ')}), m AS (SELECT s.* FROM source_rows s JOIN named ON hi = src_hi AND lo = src_lo)`;
}

// Rows with their rank among those of the source, by first time, by last time, and by what its minute holds of `amount`.
function rankedSql(named: string, table: string, join: string, amount: string, columns: string): string {
  const by = 'PARTITION BY m.src_hi, m.src_lo';
  return `${named}, r AS (
      SELECT m.src_hi AS hi, m.src_lo AS lo, q.*, sum(q.${amount}) OVER (${by}, q.minute)::DOUBLE AS in_minute,
        row_number() OVER (${by} ORDER BY q.first_us, q.evidence, q.first_record) AS first_rank,
        row_number() OVER (${by} ORDER BY q.last_us DESC, q.evidence, q.last_record DESC) AS last_rank
      FROM m JOIN ${table} q ON ${join} AND q.first_us >= m.first_us AND q.last_us <= m.last_us),
    p AS (SELECT *, row_number() OVER (PARTITION BY hi, lo ORDER BY in_minute DESC, minute, first_us, evidence, first_record) AS peak_rank FROM r)
    SELECT hi, lo, evidence, first_record AS record, first_us AS us, in_minute, first_rank, last_rank, peak_rank, last_record, last_us, ${columns}
    FROM p WHERE first_rank = 1 OR last_rank = 1 OR peak_rank = 1 ORDER BY hi, lo, us, evidence, record`;
}

function requestsSql(named: string): string {
  return rankedSql(
    named,
    'requests_in',
    'm.requests > 0 AND q.client_hi = m.src_hi AND q.client_lo = m.src_lo',
    'requests',
    'method, status, first_port, last_port, (SELECT text FROM texts t WHERE t.evidence = p.evidence AND t.id = p.path_id) AS path',
  );
}

function packetsSql(named: string): string {
  return rankedSql(
    named,
    'inbound',
    'm.packets > 0 AND q.src_hi = m.src_hi AND q.src_lo = m.src_lo',
    'packets',
    'class, port, src_port, dst_hi, dst_lo, packets, ttl_min AS ttl',
  );
}

// The first and the last socket of a source whose requests have no ports.
function socketsSql(named: string): string {
  return `${named}, s AS (SELECT *, row_number() OVER (PARTITION BY src_hi, src_lo ORDER BY at_us, evidence, line) AS a,
      row_number() OVER (PARTITION BY src_hi, src_lo ORDER BY at_us DESC, evidence DESC, line DESC) AS z FROM (${socketsOfRequestsSql('m')}))
    SELECT src_hi AS hi, src_lo AS lo, evidence, line, at_us AS us, state, remote_port, local_hi, local_lo, local_port FROM s WHERE a = 1 OR z = 1 ORDER BY hi, lo, us, evidence, line`;
}

interface Shown extends Omit<SourceRecord, 'text' | 'port' | 'protocol'> {
  /** What stands behind the record; '' or the amount of the busiest minute. */
  note: string;
  isLast: boolean;
}

// The records that a row stands for: its first, its last, or both. A row of one record is shown once.
function shownOf(row: Row, unit: 'line' | 'packet'): Shown[] {
  const shown: Shown[] = [];
  const [isFirst, isPeak, isLast] = [row.first_rank, row.peak_rank, row.last_rank].map((rank) => rank === 1n);
  const what = unit === 'line' ? 'requests' : 'packets';
  if (isFirst || isPeak)
    shown.push({
      which: isFirst ? 'first' : 'busiest minute',
      pointer: `E${row.evidence} ${unit} ${row.record}`,
      utc: formatMicroseconds(row.us),
      note: isPeak && row.in_minute > 1 ? ` (${row.in_minute} ${what} in its busiest minute)` : '',
      isLast: false,
    });
  if (isLast && (shown.length === 0 || row.last_record !== row.record))
    shown.push({
      which: 'last',
      pointer: `E${row.evidence} ${unit} ${row.last_record}`,
      utc: formatMicroseconds(row.last_us),
      note: '',
      isLast: true,
    });
  return shown;
}

function requestRecord(row: RequestRow, { note, isLast, ...record }: Shown): SourceRecord {
  // A query may hold names, passwords, sessions; the path is enough to find the request.
  const path = cropped((row.path ?? '').replace(/\?.*$/s, '?[R]'));
  const port = isLast ? row.last_port : row.first_port;
  const text = `${record.utc} ${addressText(row.hi, row.lo)}${portText(port)} ${METHODS[row.method]} ${path} status ${row.status}${note}`;
  return { ...record, port, protocol: '', text };
}

function packetRecord(row: PacketRow, { note, isLast, ...record }: Shown): SourceRecord {
  const kind = TRAFFIC_CLASSES[row.class].replaceAll('_', ' ').toUpperCase();
  // A row knows the port of its first packet.
  const port = !isLast || row.packets === 1 ? row.src_port : 0;
  const to = row.class === CLASS.syn || row.class === CLASS.synData ? ` port ${row.port}` : '';
  const text = `${record.utc} ${addressText(row.hi, row.lo)}${portText(port)} > ${addressText(row.dst_hi, row.dst_lo)}${to} ${kind}, TTL ${row.ttl}${note}`;
  return { ...record, port, protocol: row.class === CLASS.udp ? 'udp' : 'tcp', text };
}

function portText(port: number): string {
  return port > 0 ? ` port ${port}` : '';
}

function cropped(text: string): string {
  return text.length <= MOST_CHARACTERS
    ? text
    : `${text.slice(0, MOST_CHARACTERS)}[cut, ${text.length} characters]`;
}
