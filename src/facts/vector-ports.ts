// Which ports and ICMP types a vector used: what a match for it can name.

import type { CaseStore } from '../aggregate/store.ts';
import type { Finding, Target } from '../assess/finding.ts';
import type { VectorGroup } from '../assess/waves.ts';
import { REFLECTOR_PORTS } from '../model/services.ts';
import { SIGNATURES, type Signature } from '../model/signatures.ts';
import { CLASS } from '../model/traffic.ts';
import { VECTOR_LABELS, type Vector } from '../model/vectors.ts';

/** Source ports on which the answers of a reflected service are looked for. */
const ANSWER_PORTS: ReadonlyMap<Vector, readonly number[]> = answerPortsByVector();

function answerPortsByVector(): Map<Vector, readonly number[]> {
  const map = new Map<Vector, readonly number[]>();
  for (const { id, direction, ports } of SIGNATURES) {
    const vector = `${id}_amplification` as Vector;
    if (direction === 'response' && vector in VECTOR_LABELS)
      map.set(vector, [...new Set([...(map.get(vector) ?? []), ...ports])]);
  }
  return map;
}

/** The ports of a vector, in words and as a match can name them. */
export interface VectorPorts {
  /** A number, several numbers of answers, "random", "several", or '' where it cannot be told. */
  source: string;
  destination: string;
  /** Ports that reflected answers came from, busiest first; none where they cannot be told. */
  answers: readonly number[];
  /** The port that nearly all packets of a flood went to that has no port of its own; 0 without one. */
  common: number;
  /** Numbers of the IP protocols of a flood of other protocols, busiest first. */
  protocols: readonly number[];
  /** ICMP type of nearly all packets to the first target's kind of address; undefined without one. */
  icmpType: number | undefined;
}

/** Share of the packets that a match must hold, so that none to speak of pass it. */
const NEARLY_ALL = 0.99;

/** Reads the ports of a vector, made of packets of some classes. */
export async function vectorPorts(
  store: CaseStore,
  { vector, targets, findings }: VectorGroup,
  classes: readonly number[],
  startUs: number,
  endUs: number,
): Promise<VectorPorts> {
  const packets = findings.reduce((sum, finding) => sum + finding.packets, 0);
  if (classes.length === 0 || packets === 0)
    return { source: '', destination: '', answers: [], common: 0, protocols: [], icmpType: undefined };
  const [source, destination] = await commonPorts(store, classes, packets, startUs, endUs);
  const same = [...new Set(findings.map(({ secondsSql }) => secondsSql ?? 'false'))];
  const here = `(${same.join(' OR ')}) AND second BETWEEN ${Math.floor(startUs / 1e6)} AND ${Math.floor(endUs / 1e6)}`;
  const answers = await answerPorts(store, vector, source, here);
  // Of packets without ports the column of the service port holds the protocol.
  const protocols = vector === 'other_protocol_flood' ? await portsByPackets(store, here) : [];
  const toBeAsked = classes.includes(CLASS.udp) && targets[0].port === 0 && !destination.nearlyAll;
  const asked = toBeAsked ? await askedPort(store, here) : 0;
  return {
    source: answers.length > 0 ? answers.join(' ') : source.text,
    destination: destination.text || (asked > 0 ? String(asked) : ''),
    answers,
    common: destination.nearlyAll ? Number(destination.text) : asked,
    protocols,
    icmpType: await commonIcmpType(
      store,
      vector,
      findings.filter(({ target }) => isIpv6(target) === isIpv6(targets[0])),
    ),
  };
}

function isIpv6({ address }: Pick<Target, 'address'>): boolean {
  return address.includes(':');
}

// The service port of ICMP rows is type * 256 + code. A match without a type would stop neighbour discovery and path MTU as well.
async function commonIcmpType(
  store: CaseStore,
  vector: Vector,
  findings: readonly Finding[],
): Promise<number | undefined> {
  const { icmpType, protocol } = VECTOR_LABELS[vector];
  if (icmpType !== undefined) return isIpv6(findings[0].target) ? icmpType.v6 : icmpType.v4;
  if (protocol !== 'icmp') return undefined;
  const byType = new Map<number, number>();
  for (const { fromSql } of findings)
    for (const { type, n } of await store.query<{ type: number; n: number }>(
      `SELECT (i.port // 256)::INTEGER AS type, sum(i.packets)::DOUBLE AS n ${fromSql} GROUP BY 1`,
    ))
      byType.set(type, (byType.get(type) ?? 0) + n);
  const total = [...byType.values()].reduce((sum, n) => sum + n, 0);
  return [...byType].find(([, n]) => n >= NEARLY_ALL * total)?.[0];
}

interface CommonPort {
  text: string;
  nearlyAll: boolean;
}

const NONE: CommonPort = { text: '', nearlyAll: false };

// Ports are counted for all packets of a class in an hour, the flood among them: one is named when it carries more than half of the flood even if
// everything else used it as well; "random" and "several" are said when most of what was counted is the flood.
async function commonPorts(
  store: CaseStore,
  classes: readonly number[],
  packets: number,
  startUs: number,
  endUs: number,
): Promise<[source: CommonPort, destination: CommonPort]> {
  const rows = await store.query<{
    side: number;
    port: number;
    n: bigint;
    total: bigint;
    distinct_ports: bigint;
  }>(`
    SELECT side, arg_max(port, (n, -port::INTEGER)) AS port, max(n)::BIGINT AS n, sum(n)::BIGINT AS total, count(*)::BIGINT AS distinct_ports FROM (
      SELECT side, port, sum(packets) AS n FROM packet_ports WHERE class IN (${classes.join(', ')})
        AND hour BETWEEN ${Math.floor(startUs / 3.6e9)} AND ${Math.floor(endUs / 3.6e9)} GROUP BY side, port) GROUP BY side`);
  const common = (side: number): CommonPort => {
    const row = rows.find((each) => each.side === side);
    if (row === undefined) return NONE;
    const others = Number(row.total) - packets;
    const least = (Number(row.n) - others) / packets;
    if (least > 0.5) return { text: String(row.port), nearlyAll: least >= NEARLY_ALL };
    if (others >= packets) return NONE;
    return { text: row.distinct_ports > 20n ? 'random' : 'several', nearlyAll: false };
  };
  return [common(0), common(1)];
}

async function answerPorts(
  store: CaseStore,
  vector: Vector,
  source: CommonPort,
  here: string,
): Promise<readonly number[]> {
  const known = ANSWER_PORTS.get(vector) ?? [];
  if (known.length <= 1) return known;
  // The service port of a row may be that of the other side: then what was counted of the whole class decides.
  if (!known.every((port) => REFLECTOR_PORTS.includes(port)))
    return source.nearlyAll && known.includes(Number(source.text)) ? [Number(source.text)] : [];
  return portsByPackets(store, here);
}

async function portsByPackets(store: CaseStore, here: string): Promise<number[]> {
  const rows = await store.query<{ port: number }>(
    `SELECT port FROM inbound_seconds WHERE ${here} GROUP BY port ORDER BY sum(packets) DESC, port LIMIT 5`,
  );
  return rows.map(({ port }) => port);
}

// Questions are recognised on the port of their service only: where nearly all packets are such questions, that is the port.
async function askedPort(store: CaseStore, here: string): Promise<number> {
  const rows = await store.query<{ signature: number; n: bigint }>(
    `SELECT CASE WHEN class = ${CLASS.udp} THEN signature ELSE 0 END AS signature, sum(packets)::BIGINT AS n FROM inbound_seconds WHERE ${here} GROUP BY 1`,
  );
  let total = 0;
  const byPort = new Map<number, number>();
  for (const { signature, n } of rows) {
    total += Number(n);
    // Marks of what is known of a query stand in the same column, above all signatures.
    const known: Signature | undefined = SIGNATURES[signature];
    if (known?.direction === 'request' && known.ports.length === 1)
      byPort.set(known.ports[0], (byPort.get(known.ports[0]) ?? 0) + Number(n));
  }
  for (const [port, n] of byPort) if (n >= NEARLY_ALL * total) return port;
  return 0;
}
