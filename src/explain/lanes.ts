// What one address did in each lane of the evidence, as counts with the numbers of the first and last record that show it.

import type { CaseReader } from '../aggregate/store.ts';
import { addressText } from '../model/address.ts';
import { METHODS, SOCKET_STATES } from '../model/batch.ts';
import { formatMicroseconds } from '../model/time.ts';
import { TRAFFIC_CLASSES } from '../model/traffic.ts';
import { at, type Key } from './key.ts';

/** Rows shown of any list; the rest is counted. */
const MOST_ROWS = 10;
/** Groups of sockets shown. */
const MOST_SOCKET_ROWS = 20;

/** A run of records of one evidence source: packet or line numbers. */
export interface Records {
  id: string;
  first: number;
  last: number;
  count: number;
}

/** What every lane tells. Times are microseconds since 1970 UTC, 0 without any. */
interface Lane {
  total: number;
  firstUs: number;
  lastUs: number;
  evidence: Records[];
}

/** Packets from or to the address. `handshakes` are three-way handshakes that the sender completed. */
export interface PacketLane extends Lane {
  bytes: number;
  handshakes: number;
  ttl: { least: number; most: number };
  /** By class and service port, most packets first; `otherRows` more are not shown. */
  rows: {
    class: string;
    port: number;
    peers: number;
    peer: string;
    packets: number;
    bytes: number;
    firstRef: string;
    lastRef: string;
  }[];
  otherRows: number;
}

/** Sockets whose remote end is the address. */
export interface SocketLane extends Lane {
  rows: {
    evidenceId: string;
    snapshot: number;
    atUtc: string;
    state: string;
    localPort: number;
    sockets: number;
    remotePorts: number;
    firstLine: number;
    lastLine: number;
  }[];
  otherRows: number;
}

/** One value of a column of requests and how often it came. */
export interface RequestCount {
  value: string;
  requests: number;
  firstRef: string;
}

/** Requests of the address as the log's client. */
export interface RequestLane extends Lane {
  bytes: number;
  paths: RequestCount[];
  statuses: RequestCount[];
  methods: RequestCount[];
  agents: RequestCount[];
  hosts: RequestCount[];
  /** Distinct values beyond those shown. */
  otherPaths: number;
  otherAgents: number;
}

type Row = Record<string, bigint | number | string | null>;

/** Packets whose source ('src') or destination ('dst') is the address. */
export async function packetLane(store: CaseReader, side: 'src' | 'dst', key: Key): Promise<PacketLane> {
  const where = `FROM packet_minutes WHERE class > 0 AND ${at(`${side}_hi`, `${side}_lo`, key)}`;
  const peer = side === 'src' ? 'dst' : 'src';
  const rows = await store.query<Row & { peer_hi: bigint; peer_lo: bigint }>(`
    SELECT class, port, count(DISTINCT (${peer}_hi, ${peer}_lo))::BIGINT AS peers, arg_max(${peer}_hi, (packets, ${peer}_hi, ${peer}_lo)) AS peer_hi, arg_max(${peer}_lo, (packets, ${peer}_hi, ${peer}_lo)) AS peer_lo,
      sum(packets)::BIGINT AS packets, sum(bytes)::DOUBLE AS bytes,
      arg_min(evidence, (first_us, evidence, first_record)) AS first_evidence, arg_min(first_record, (first_us, evidence, first_record)) AS first_record,
      arg_max(evidence, (last_us, evidence, last_record)) AS last_evidence, arg_max(last_record, (last_us, evidence, last_record)) AS last_record
    ${where} GROUP BY class, port ORDER BY packets DESC, class, port`);
  const evidence = await store.query<Row>(
    `SELECT evidence, sum(packets)::BIGINT AS n, min(first_record) AS first, max(last_record) AS last ${where} GROUP BY evidence ORDER BY evidence`,
  );
  const [sums] = await store.query<Row>(
    `SELECT sum(packets)::BIGINT AS n, sum(bytes)::DOUBLE AS bytes, sum(handshakes)::BIGINT AS handshakes, min(nullif(ttl_min, 0)) AS ttl_min, max(ttl_max) AS ttl_max, min(first_us) AS first_us, max(last_us) AS last_us ${where}`,
  );
  return {
    ...lane(sums, evidence),
    bytes: Number(sums.bytes ?? 0),
    handshakes: Number(sums.handshakes ?? 0),
    ttl: { least: Number(sums.ttl_min ?? 0), most: Number(sums.ttl_max ?? 0) },
    rows: rows.slice(0, MOST_ROWS).map((row) => ({
      class: TRAFFIC_CLASSES[Number(row.class)],
      port: Number(row.port),
      peers: Number(row.peers),
      peer: addressText(row.peer_hi, row.peer_lo),
      packets: Number(row.packets),
      bytes: Number(row.bytes),
      firstRef: `E${row.first_evidence} packet ${row.first_record}`,
      lastRef: `E${row.last_evidence} packet ${row.last_record}`,
    })),
    otherRows: Math.max(0, rows.length - MOST_ROWS),
  };
}

/** Sockets whose remote end is the address, by snapshot and state. */
export async function socketLane(store: CaseReader, key: Key): Promise<SocketLane> {
  const where = `FROM sockets WHERE remote_kind = 1 AND ${at('remote_hi', 'remote_lo', key)}`;
  const rows = await store.query<Row>(`
    SELECT evidence, snapshot, at_us, state, local_port, count(*)::BIGINT AS n, count(DISTINCT remote_port)::BIGINT AS ports, min(line) AS first, max(line) AS last
    ${where} GROUP BY evidence, snapshot, at_us, state, local_port ORDER BY at_us, evidence, snapshot, state, local_port`);
  const evidence = await store.query<Row>(
    `SELECT evidence, count(*)::BIGINT AS n, min(line) AS first, max(line) AS last ${where} GROUP BY evidence ORDER BY evidence`,
  );
  const [sums] = await store.query<Row>(
    `SELECT count(*)::BIGINT AS n, min(at_us) AS first_us, max(at_us) AS last_us ${where}`,
  );
  return {
    ...lane(sums, evidence),
    rows: rows.slice(0, MOST_SOCKET_ROWS).map((row) => ({
      evidenceId: `E${row.evidence}`,
      snapshot: Number(row.snapshot),
      atUtc: formatMicroseconds(Number(row.at_us)),
      state: SOCKET_STATES[Number(row.state)],
      localPort: Number(row.local_port),
      sockets: Number(row.n),
      remotePorts: Number(row.ports),
      firstLine: Number(row.first),
      lastLine: Number(row.last),
    })),
    otherRows: Math.max(0, rows.length - MOST_SOCKET_ROWS),
  };
}

/** Requests that the log puts down to the address itself. */
export async function requestLane(store: CaseReader, key: Key): Promise<RequestLane> {
  const condition = `r.client_id = 0 AND ${at('r.client_hi', 'r.client_lo', key)}`;
  const where = `FROM request_minutes r WHERE ${condition}`;
  const evidence = await store.query<Row>(
    `SELECT evidence, sum(requests)::BIGINT AS n, min(first_record) AS first, max(last_record) AS last ${where} GROUP BY evidence ORDER BY evidence`,
  );
  const [sums] = await store.query<Row>(
    `SELECT sum(requests)::BIGINT AS n, sum(bytes)::DOUBLE AS bytes, min(first_us) AS first_us, max(last_us) AS last_us ${where}`,
  );
  const top = async (value: string, join: string): Promise<{ shown: RequestCount[]; others: number }> => {
    const rows = await store.query<Row>(`
      SELECT ${value} AS value, sum(r.requests)::BIGINT AS n, arg_min(r.evidence, (r.first_us, r.evidence, r.first_record)) AS evidence, arg_min(r.first_record, (r.first_us, r.evidence, r.first_record)) AS line,
        count(*) OVER ()::BIGINT AS distinct_values
      FROM request_minutes r ${join} WHERE ${condition} GROUP BY value ORDER BY n DESC, value LIMIT ${MOST_ROWS}`);
    return {
      shown: rows.map((row) => ({
        value: String(row.value ?? ''),
        requests: Number(row.n),
        firstRef: `E${row.evidence} line ${row.line}`,
      })),
      others: rows.length === 0 ? 0 : Number(rows[0].distinct_values) - rows.length,
    };
  };
  const text = (column: string): Promise<{ shown: RequestCount[]; others: number }> =>
    top("coalesce(t.text, '')", `LEFT JOIN texts t ON t.evidence = r.evidence AND t.id = r.${column}`);
  const paths = await text('path_id');
  const agents = await text('agent_id');
  const methods = await top('r.method', '');
  return {
    ...lane(sums, evidence),
    bytes: Number(sums.bytes ?? 0),
    paths: paths.shown,
    statuses: (await top('r.status', '')).shown,
    methods: methods.shown.map((each) => ({ ...each, value: METHODS[Number(each.value)] })),
    agents: agents.shown,
    hosts: (await text('host_id')).shown.filter((each) => each.value !== ''),
    otherPaths: paths.others,
    otherAgents: agents.others,
  };
}

function lane(sums: Row, evidence: Row[]): Lane {
  return {
    total: Number(sums.n ?? 0),
    firstUs: Number(sums.first_us ?? 0),
    lastUs: Number(sums.last_us ?? 0),
    evidence: evidence.map((row) => ({
      id: `E${row.evidence}`,
      first: Number(row.first),
      last: Number(row.last),
      count: Number(row.n),
    })),
  };
}
