// Joins captures that go on from each other (tcpdump -C, -G): connections that begin in one file and go on in the next are followed into it.

import { OPENING } from '../model/batch.ts';
import {
  type Block,
  CLASS,
  COLUMN_BYTES,
  type ColumnType,
  DNS_BUCKET_SEC,
  LOOSE,
  LOOSE_ENDS,
  TABLES,
  type TableName,
} from '../model/traffic.ts';
import { LastNames, LastRequests, REQUEST } from './fold/asked.ts';
import { type ConnectionKey, connectionHash } from './fold/connection-table.ts';
import { FOLLOWED, Handshakes, WAITS } from './fold/handshakes.ts';
import { DENIES, SEEN, SynWatch } from './fold/syn-watch.ts';
import type { CaseStore, Columns } from './store.ts';

/** A capture that was read. Times in whole microseconds since 1970 as recorded. */
export interface ReadCapture {
  evidence: number;
  firstUs: number;
  lastUs: number;
  /** How far its clock was ahead of UTC as far as stated, milliseconds. */
  aheadMs: number;
}

/** The longest pause between two files of a rotation; a stack repeats a SYN 63 s after the first. */
const LONGEST_PAUSE_US = 75e6;
/** Files of a rotation may overlap so much, and by so much of the shorter one: packets of several queues are not in order. */
const MOST_OVERLAP_US = 100e3;
const MOST_OVERLAP_SHARE = 0.1;

/**
 * Finds by time which captures go on from which, and adds to the rows of each what connections did in it that began in those before: their
 * handshakes, SYNs repeated on schedule, denials, and what made them slow. Returns the pairs (earlier, later) by evidence number.
 */
export async function joinCaptures(
  store: CaseStore,
  captures: readonly ReadCapture[],
): Promise<[earlier: number, later: number][]> {
  const seams = seamsOf(captures);
  let end: ReadCapture | undefined;
  let ends = new CarriedConnections();
  for (const [earlier, later] of seams) {
    if (earlier !== end) {
      ends = new CarriedConnections();
      ends.takeOver(await looseRows(store, earlier.evidence, `kind >= ${LOOSE.synEnd}`), earlier.aheadMs);
    }
    await ends.replay(store, await looseRows(store, later.evidence, `kind < ${LOOSE.synEnd}`), later);
    ends.takeOver(await looseRows(store, later.evidence, `kind >= ${LOOSE.synEnd}`), later.aheadMs);
    end = later;
  }
  await store.run('DROP TABLE loose_ends');
  return seams.map(([earlier, later]) => [earlier.evidence, later.evidence]);
}

/**
 * Which captures go on from which, in order of time. Only one that begins when the one before has ended, and while no third capture runs:
 * that one may hold the same packets, and what lies on both sides of the seam is whole in it.
 */
export function seamsOf(captures: readonly ReadCapture[]): [earlier: ReadCapture, later: ReadCapture][] {
  const byTime = captures
    .map((capture) => ({
      capture,
      first: capture.firstUs - capture.aheadMs * 1e3,
      last: capture.lastUs - capture.aheadMs * 1e3,
    }))
    .sort((a, b) => a.first - b.first || a.last - b.last || a.capture.evidence - b.capture.evidence);
  const out: [ReadCapture, ReadCapture][] = [];
  // The one that ends last of those that began, and whether another ends with it.
  let latest: (typeof byTime)[number] | undefined;
  let alone = true;
  for (const [index, each] of byTime.entries()) {
    if (
      latest !== undefined &&
      alone &&
      latest.last - each.first <=
        Math.min(
          MOST_OVERLAP_US,
          MOST_OVERLAP_SHARE * Math.min(latest.last - latest.first, each.last - each.first),
        ) &&
      each.first - latest.last <= LONGEST_PAUSE_US &&
      latest.last <= each.last &&
      byTime[index + 1]?.first !== each.first
    )
      out.push([latest.capture, each.capture]);
    if (latest === undefined || each.last > latest.last) {
      latest = each;
      alone = true;
    } else if (each.last === latest.last) alone = false;
  }
  return out;
}

const COLUMNS: readonly (readonly [name: string, type: ColumnType])[] = LOOSE_ENDS.slice(1);

function looseRows(store: CaseStore, evidence: number, kinds: string): Promise<Columns> {
  return store.columns(
    `SELECT ${COLUMNS.map(([name]) => name).join(', ')} FROM loose_ends WHERE evidence = ${evidence} AND ${kinds} ORDER BY kind >= ${LOOSE.synEnd}, record, kind`,
    COLUMNS.map(([, type]) => type),
  );
}

/** Where the addresses begin, after kind, record and time. */
const FIRST_WORD = 3;

type Row = Record<string, number | bigint>;

// What is known of connections at the end of a capture, by the same rules and within the same bounds as inside of one.
class CarriedConnections {
  readonly #syns: SynWatch = new SynWatch();
  readonly #handshakes: Handshakes = new Handshakes();
  readonly #requests: LastRequests = new LastRequests();
  readonly #names: LastNames = new LastNames();
  readonly #key: ConnectionKey = {
    server: new Uint32Array(4),
    client: new Uint32Array(4),
    at: 0,
    ports: 0,
    hash: 0,
  };

  takeOver({ rows, columns }: Columns, aheadMs: number): void {
    const [kind] = columns;
    const state = columns.slice(-4) as Uint32Array[];
    const words = columns.slice(FIRST_WORD) as Uint32Array[];
    for (let row = 0; row < rows; row++) {
      if (kind[row] === LOOSE.requestEnd) this.#requests.see(words[0][row], words[1][row], words[2][row]);
      else if (kind[row] === LOOSE.nameEnd) {
        for (const word of words) if (word[row] !== 0) this.#names.see(word[row]);
      } else {
        const key = this.#keyOf(columns, row);
        const values = state.map((value) => value[row]);
        if (kind[row] === LOOSE.synEnd) this.#syns.takeOver(key, values, aheadMs);
        else this.#handshakes.takeOver(key, values, aheadMs);
      }
    }
  }

  async replay(
    store: CaseStore,
    { rows, columns }: Columns,
    { evidence, aheadMs }: ReadCapture,
  ): Promise<void> {
    const [kinds, records, times] = columns as Float64Array[];
    const values = columns.slice(-4) as Uint32Array[];
    const minutes: Row[] = [];
    const slow: Row[] = [];
    const repeatsTwice: Row[] = [];
    const handshakesTwice: Row[] = [];
    const requests: Row[] = [];
    const namesTwice: Row[] = [];
    for (let row = 0; row < rows; row++) {
      const key = this.#keyOf(columns, row);
      const [a, b, c, d] = values.map((value) => value[row]);
      const milliseconds = (Math.floor(times[row] / 1000) - aheadMs) >>> 0;
      const place = { evidence, record: records[row], us: times[row] };
      switch (kinds[row]) {
        case LOOSE.syn: {
          const seen = this.#syns.compare(key, a, milliseconds);
          const counted = b === 1;
          if (seen === SEEN.onSchedule && !counted) minutes.push(synRow(key, place, { retransmits: 1 }));
          else if (seen === SEEN.repeated && counted)
            repeatsTwice.push({ ...connectionRow(key, place), class: CLASS.syn });
          break;
        }
        case LOOSE.reset:
          if (this.#syns.denies(key, a, b) === DENIES.yes) minutes.push(synRow(key, place, { denied: 1 }));
          break;
        case LOOSE.segment: {
          const followed = this.#handshakes.follow(
            key,
            a,
            b,
            milliseconds,
            c >>> 16,
            c & 0xffff,
            OPENING.cut,
          );
          if (followed === FOLLOWED.completes)
            minutes.push(synRow(key, place, { handshakes: 1, ttl_min: d, ttl_max: d }));
          else if (followed === FOLLOWED.unfinished) slow.push(slowRow(key, place, { unfinished: 1 }));
          else if (followed === FOLLOWED.stalled) slow.push(slowRow(key, place, { stalled: 1 }));
          else if (followed === FOLLOWED.unclear) slow.push(slowRow(key, place, { unclear: 1 }));
          break;
        }
        case LOOSE.handshake:
          if (this.#handshakes.isComplete(key, a))
            handshakesTwice.push({ ...connectionRow(key, place), class: CLASS.syn });
          break;
        case LOOSE.request:
          if (this.#requests.see(a, b, c) === REQUEST.repeated)
            requests.push(requestRow(key, place, d === 1 ? CLASS.fin : CLASS.data));
          break;
        case LOOSE.name:
          if (!this.#names.see(a)) namesTwice.push(nameRow(key, place, b));
          break;
        case LOOSE.answer:
          this.#handshakes.answers(key, a, OPENING.cut);
          break;
        default:
          if (this.#handshakes.waits(key, a) === WAITS.yes)
            minutes.push(synRow(key, place, { denied: 1, src_port: 0 }));
      }
    }
    if (minutes.length > 0) store.append(blockOf('packet_minutes', minutes));
    if (slow.length > 0) store.append(blockOf('connection_minutes', slow));
    const less = (by: string) => ({ by, set: `${by} = ${by} - least(${by}, known.n)` });
    await correct(store, repeatsTwice, less('retransmits'));
    await correct(store, handshakesTwice, less('handshakes'));
    await correct(store, requests, { by: 'requests', set: 'repeats = repeats + known.n' });
    await correct(store, namesTwice, less('new_names'), 'dns_queries');
  }

  #keyOf(columns: Columns['columns'], row: number): ConnectionKey {
    const key = this.#key;
    for (let word = 0; word < 4; word++) {
      key.server[word] = columns[FIRST_WORD + word][row] as number;
      key.client[word] = columns[FIRST_WORD + 4 + word][row] as number;
    }
    key.ports = columns[11][row] as number;
    key.hash = connectionHash(key.server[3], key.client[3], key.ports);
    return key;
  }
}

interface Place {
  evidence: number;
  record: number;
  us: number;
}

function connectionRow({ server, client, ports }: ConnectionKey, { evidence, us }: Place): Row {
  const half = (words: Uint32Array, at: number): bigint => (BigInt(words[at]) << 32n) | BigInt(words[at + 1]);
  return {
    evidence,
    minute: Math.floor(us / 60e6),
    port: ports >>> 16,
    src_hi: half(client, 0),
    src_lo: half(client, 2),
    dst_hi: half(server, 0),
    dst_lo: half(server, 2),
  };
}

// As the fold adds to the tcp_syn row of a client in a minute in which it sent no SYN.
function synRow(key: ConnectionKey, place: Place, counts: Row): Row {
  return {
    ...connectionRow(key, place),
    class: CLASS.syn,
    src_port: key.ports & 0xffff,
    first_us: place.us,
    last_us: place.us,
    first_record: place.record,
    last_record: place.record,
    ttl_min: 255,
    ...counts,
  };
}

// A request on the row of its own segment, whose port is the lower one.
function requestRow(key: ConnectionKey, place: Place, klass: number): Row {
  return {
    ...connectionRow(key, place),
    class: klass,
    port: Math.min(key.ports >>> 16, key.ports & 0xffff),
  };
}

function nameRow(key: ConnectionKey, place: Place, zone: number): Row {
  const { evidence, dst_hi, dst_lo } = connectionRow(key, place);
  const fromSec = Math.floor(place.us / 1e6 / DNS_BUCKET_SEC) * DNS_BUCKET_SEC;
  return { evidence, from_sec: fromSec, server_hi: dst_hi, server_lo: dst_lo, zone_id: zone };
}

function slowRow(key: ConnectionKey, place: Place, counts: Row): Row {
  return { ...connectionRow(key, place), ...counts };
}

// Changes rows of the later capture: what it counted twice or could not know to count. Of the parts of a row that with most of `by`.
async function correct(
  store: CaseStore,
  rows: readonly Row[],
  { by, set }: { by: string; set: string },
  table: TableName = 'packet_minutes',
): Promise<void> {
  if (rows.length === 0) return;
  const names = Object.keys(rows[0]);
  const counts = new Map<string, number>();
  for (const row of rows) {
    const values = names.map((name) => row[name]).join(', ');
    counts.set(values, (counts.get(values) ?? 0) + 1);
  }
  const list = names.join(', ');
  await store.run(`
    UPDATE ${table} SET ${set}
    FROM (SELECT arg_max(m.rowid, m.${by}) AS id, t.n
      FROM (VALUES ${[...counts].map(([values, n]) => `(${values}, ${n})`).join(', ')}) AS t(${list}, n)
      JOIN ${table} AS m USING (${list}) WHERE m.evidence = ${rows[0].evidence} GROUP BY ${list}, t.n) AS known
    WHERE ${table}.evidence = ${rows[0].evidence} AND ${table}.rowid = known.id`);
}

// Columns that a row does not name are 0.
function blockOf(table: TableName, rows: readonly Row[]): Block {
  const columns = TABLES[table].map(([name, type]) => {
    const view = new DataView(new ArrayBuffer(rows.length * COLUMN_BYTES[type]));
    for (const [row, values] of rows.entries()) {
      const value = values[name] ?? 0;
      const at = row * COLUMN_BYTES[type];
      if (type === 'UBIGINT') view.setBigUint64(at, BigInt(value), true);
      else if (type === 'DOUBLE') view.setFloat64(at, Number(value), true);
      else if (type === 'UINTEGER') view.setUint32(at, Number(value), true);
      else if (type === 'USMALLINT') view.setUint16(at, Number(value), true);
      else view.setUint8(at, Number(value));
    }
    return view.buffer;
  });
  return { table, rows: rows.length, columns };
}
