// What each evidence file is, in counts: the object behind `afterflood inspect`. Judges nothing.

import type { CaseStore } from './aggregate/store.ts';
import type { Evidence } from './collect.ts';
import { addressText } from './model/address.ts';
import { EVENT_ADDRESS, EVENT_KINDS, SOCKET_STATES, TIME_BASIS } from './model/batch.ts';
import type { CaptureOrigin } from './model/capture.ts';
import type { Diagnostic, DiagnosticCode } from './model/diagnostic.ts';
import { formatTime } from './model/time.ts';

/** One object a file; keys in snake case because this is printed as JSON. */
export interface Inspection {
  path: string;
  format: string;
  sha256: string;
  size_bytes: number;
  records: number;
  rejected: number;
  first_seen: string | null;
  last_seen: string | null;
  bytes_read: number;
  bytes_decoded: number;
  bytes_skipped: number;
  diagnostics: { code: DiagnosticCode; count: number; bytes_skipped: number; first_offsets: number[] }[];
  refusals?: Record<string, string>;
  /** What can be done with a file that no format takes, where that is known. */
  advice?: string;
  inner_sha256?: string;
  /** What a capture says of how it was made, where it says anything. */
  capture?: {
    application: string;
    /** Bytes kept of a packet at most; 0: no limit. */
    interfaces: { name: string; description: string; snap_length: number; filter: string }[];
    interfaces_left_out: number;
    packets_cut: number;
    packets_dropped: number | null;
  };
  packets?: {
    total: number;
    wire_bytes: number;
    ipv4: number;
    ipv6: number;
    non_ip: number;
    tcp_syn: number;
    tcp_syn_ack: number;
    tcp_rst: number;
    tcp_fin: number;
    by_protocol: Record<string, number>;
  };
  sockets?: { total: number; snapshots: number; by_state: Record<string, number>; time_basis: string };
  requests?: { total: number; by_status: Record<string, number>; by_method: Record<string, number> };
  /** Lines that told an event, and lines of the log that told none. */
  events?: { total: number; by_kind: Record<string, number>; other_lines: number; time_basis: string };
  counters?: { snapshots: number; names: number; time_basis: string };
  sources_distinct?: number;
  targets_distinct?: number;
  top_sources?: Record<string, string | number>[];
}

// IANA protocol numbers whose names appear in by_protocol; others are printed as ip_<number>.
const PROTOCOL_NAMES: Record<number, string> = {
  0: 'hopopt',
  1: 'icmp',
  2: 'igmp',
  4: 'ipip',
  6: 'tcp',
  17: 'udp',
  41: 'ipv6',
  47: 'gre',
  50: 'esp',
  51: 'ah',
  58: 'icmpv6',
  59: 'ipv6_no_next_header',
  89: 'ospf',
  103: 'pim',
  112: 'vrrp',
  132: 'sctp',
};

/** Name of an IP protocol number, lower case. */
export function protocolName(number: number): string {
  return PROTOCOL_NAMES[number] ?? `ip_${number}`;
}

/** Lines or records that became no row. */
export function rejectedCount(diagnostics: readonly Diagnostic[]): number {
  let rejected = 0;
  for (const { code, count } of diagnostics)
    if (
      code.startsWith('line/') ||
      code === 'capture/cut-in-record' ||
      code === 'capture/impossible-length' ||
      code === 'capture/bad-block'
    )
      rejected += count;
  return rejected;
}

/** Inspects all evidence of a collection, in order. */
export async function inspectAll(store: CaseStore, evidence: readonly Evidence[]): Promise<Inspection[]> {
  const out: Inspection[] = [];
  for (const each of evidence) out.push(await inspectOne(store, each));
  return out;
}

function captureOf(origin: CaptureOrigin): NonNullable<Inspection['capture']> {
  return {
    application: origin.application,
    interfaces: origin.interfaces.map(({ name, description, snapLength, filter }) => ({
      name,
      description,
      snap_length: snapLength,
      filter,
    })),
    interfaces_left_out: origin.interfacesLeftOut,
    packets_cut: origin.packetsCut,
    packets_dropped: origin.packetsDropped ?? null,
  };
}

async function inspectOne(store: CaseStore, evidence: Evidence): Promise<Inspection> {
  const { file, format, read, summary } = evidence;
  const digits = fractionDigits(evidence);
  const inspection: Inspection = {
    path: file.path,
    format: format?.id ?? 'unknown',
    sha256: read.sha256,
    size_bytes: read.sizeBytes,
    records: summary?.records ?? 0,
    rejected: rejectedCount(evidence.diagnostics),
    first_seen: summary?.hasTime ? formatTime(summary.firstSec, summary.firstNsec, digits) : null,
    last_seen: summary?.hasTime ? formatTime(summary.lastSec, summary.lastNsec, digits) : null,
    bytes_read: evidence.bytesRead,
    bytes_decoded: evidence.bytesDecoded,
    bytes_skipped: evidence.bytesSkipped,
    diagnostics: evidence.diagnostics.map((each) => ({
      code: each.code,
      count: each.count,
      bytes_skipped: each.bytesSkipped,
      first_offsets: each.firstOffsets,
    })),
  };
  if (evidence.advice !== '') inspection.advice = evidence.advice;
  if (format === undefined)
    inspection.refusals = Object.fromEntries(
      evidence.refusals.map((refusal) => [refusal.format, refusal.reason]),
    );
  if (read.innerSha256 !== '') inspection.inner_sha256 = read.innerSha256;
  if (summary?.packets !== undefined) {
    const counts = summary.packets;
    const by_protocol: Record<string, number> = {};
    for (const [number, packets] of counts.byProtocol.entries())
      if (packets > 0) by_protocol[protocolName(number)] = packets;
    if (evidence.origin.interfaces.length > 0) inspection.capture = captureOf(evidence.origin);
    inspection.packets = {
      total: summary.records,
      wire_bytes: counts.wireBytes,
      ipv4: counts.ipv4,
      ipv6: counts.ipv6,
      non_ip: counts.nonIp,
      tcp_syn: counts.tcpSyn,
      tcp_syn_ack: counts.tcpSynAck,
      tcp_rst: counts.tcpRst,
      tcp_fin: counts.tcpFin,
      by_protocol,
    };
    await addSources(
      store,
      inspection,
      'packets',
      `SELECT src_hi AS hi, src_lo AS lo, sum(packets)::BIGINT AS n, sum(bytes)::BIGINT AS b FROM packet_minutes WHERE evidence = ${evidence.number} GROUP BY hi, lo`,
      `SELECT count(*)::BIGINT AS n FROM (SELECT DISTINCT dst_hi, dst_lo FROM packet_minutes WHERE evidence = ${evidence.number} AND packets > 0)`,
    );
  } else if (summary?.sockets !== undefined) {
    const by_state: Record<string, number> = {};
    for (const [state, count] of summary.sockets.byState.entries())
      if (count > 0) by_state[SOCKET_STATES[state]] = count;
    inspection.sockets = {
      total: summary.records,
      snapshots: summary.sockets.snapshots,
      by_state,
      time_basis: timeBasisText(evidence),
    };
    await addSources(
      store,
      inspection,
      'sockets',
      `SELECT remote_hi AS hi, remote_lo AS lo, count(*)::BIGINT AS n, 0::BIGINT AS b FROM sockets WHERE evidence = ${evidence.number} AND remote_kind = 1 GROUP BY hi, lo`,
      `SELECT count(*)::BIGINT AS n FROM (SELECT DISTINCT local_hi, local_lo FROM sockets WHERE evidence = ${evidence.number} AND local_kind = 1)`,
    );
  } else if (summary?.requests !== undefined) {
    inspection.requests = {
      total: summary.records,
      by_status: summary.requests.byStatus,
      by_method: summary.requests.byMethod,
    };
    await addSources(
      store,
      inspection,
      'requests',
      `SELECT client_hi AS hi, client_lo AS lo, text AS name, sum(requests)::BIGINT AS n, sum(bytes)::BIGINT AS b FROM request_minutes JOIN texts ON texts.evidence = request_minutes.evidence AND texts.id = client_id WHERE request_minutes.evidence = ${evidence.number} GROUP BY hi, lo, name`,
      `SELECT count(DISTINCT host_id)::BIGINT AS n FROM request_minutes WHERE evidence = ${evidence.number}`,
    );
  } else if (summary?.events !== undefined) {
    await addEvents(store, inspection, evidence, summary.events);
  } else if (summary?.counters !== undefined) {
    const { snapshots, names, timeBasis } = summary.counters;
    inspection.counters = { snapshots, names, time_basis: TIME_BASIS[timeBasis] };
  }
  return inspection;
}

// Whoever failed to log in or had a packet logged; the other kinds would count one attempt twice, or name people who may come in.
const ACCUSING = [EVENT_KINDS.indexOf('auth_failed'), EVENT_KINDS.indexOf('packet_logged')];

async function addEvents(
  store: CaseStore,
  inspection: Inspection,
  evidence: Evidence,
  counts: { byKind: number[]; timeBasis: number },
): Promise<void> {
  const by_kind: Record<string, number> = {};
  let total = 0;
  for (const [index, name] of EVENT_KINDS.entries()) {
    const lines = counts.byKind[index];
    if (name === 'other' || lines === 0) continue;
    by_kind[name] = lines;
    total += lines;
  }
  const other_lines = counts.byKind[EVENT_KINDS.indexOf('other')];
  inspection.events = { total, by_kind, other_lines, time_basis: TIME_BASIS[counts.timeBasis] };
  const known = (bit: number): string =>
    `evidence = ${evidence.number} AND kind IN (${ACCUSING.join(', ')}) AND addresses & ${bit} > 0`;
  await addSources(
    store,
    inspection,
    'events',
    `SELECT src_hi AS hi, src_lo AS lo, sum(lines)::BIGINT AS n, sum(bytes)::BIGINT AS b FROM events WHERE ${known(EVENT_ADDRESS.source)} GROUP BY hi, lo`,
    `SELECT count(*)::BIGINT AS n FROM (SELECT DISTINCT dst_hi, dst_lo FROM events WHERE ${known(EVENT_ADDRESS.destination)})`,
  );
}

async function addSources(
  store: CaseStore,
  inspection: Inspection,
  unit: 'packets' | 'sockets' | 'requests' | 'events',
  perSource: string,
  targets: string,
): Promise<void> {
  const [{ n: distinct }] = await store.query<{ n: bigint }>(
    `SELECT count(*)::BIGINT AS n FROM (${perSource}) WHERE n > 0`,
  );
  inspection.sources_distinct = Number(distinct);
  const [{ n: targetCount }] = await store.query<{ n: bigint }>(targets);
  inspection.targets_distinct = Number(targetCount);
  // Ten by count; the address breaks ties, so the eleventh can never change places with the tenth from run to run.
  const rows = await store.query<{ hi: bigint; lo: bigint; name?: string; n: bigint; b: bigint }>(
    `SELECT * FROM (${perSource}) WHERE n > 0 ORDER BY n DESC, hi, lo LIMIT 10`,
  );
  inspection.top_sources = rows.map((row) => ({
    source_ip: row.name !== undefined && row.name !== '' ? row.name : addressText(row.hi, row.lo),
    [unit]: Number(row.n),
    bytes: Number(row.b),
  }));
}

/** How the snapshot times of a socket dump are known. */
export function timeBasisText(evidence: Evidence): string {
  return TIME_BASIS[evidence.summary?.sockets?.timeBasis ?? evidence.summary?.requests?.timeBasis ?? 0];
}

// Nanoseconds when the file has them, microseconds for other captures, whole seconds for dumps and logs.
function fractionDigits(evidence: Evidence): number {
  const { summary } = evidence;
  if (summary?.packets === undefined)
    return summary !== undefined && (summary.firstNsec !== 0 || summary.lastNsec !== 0) ? 9 : 0;
  return summary.firstNsec % 1000 !== 0 || summary.lastNsec % 1000 !== 0 ? 9 : 6;
}
