// Every fact that a case holds about one address: verdict per vector, what it sent and asked for, and where each fact stands.

import type { Attribution, Attributor } from '../aggregate/attribute.ts';
import { key as addressKey } from '../assess/address-lists.ts';
import { SHARED, SHARED_WORDING } from '../assess/hints.ts';
import { vectorBit } from '../assess/members.ts';
import { evidenceBeyondMasks, evidenceIds, isBeyondMasks } from '../facts/evidence-ids.ts';
import { type Prefix, parsePrefix, prefixContains } from '../model/address.ts';
import type { IncidentFacts } from '../model/facts.ts';
import { SYN_TOOLS } from '../model/syn-fingerprint.ts';
import { formatMicroseconds } from '../model/time.ts';
import { isTcpReflection } from '../model/vectors.ts';
import { type Basis, VERDICT_WORDING, VERDICTS, type Verdict } from '../model/verdict.ts';
import { type Activity, activityOf } from './activity.ts';
import { at, type Key, keyOf } from './key.ts';
import {
  type PacketLane,
  packetLane,
  type RequestLane,
  requestLane,
  type SocketLane,
  socketLane,
} from './lanes.ts';
import type { OpenCase } from './open-case.ts';
import { type DatabasesUsed, databasesUsed, type EvidenceNamed, evidenceNamed } from './provenance.ts';

/** The judgement on the address for one vector. Times are RFC 3339 UTC; `firstRef` points to the first record, 'E2 packet 17'. */
export interface VectorVerdict {
  vector: string;
  name: string;
  title: string;
  waves: string[];
  verdict: Verdict;
  bases: Basis[];
  /** The sentence that may be said about the address. */
  wording: string;
  packets: number;
  bytes: number;
  requests: number;
  sockets: number;
  handshakes: number;
  sourcePorts: { least: number; most: number; distinct: number };
  ttl: { least: number; most: number };
  /** Known tool whose mark its SYNs bear, '' none; and SYNs sent again on the schedule of a real host. */
  tool: string;
  retransmits: number;
  firstUtc: string;
  lastUtc: string;
  firstRef: string;
  evidenceIds: string[];
}

/** What the address is to the case. */
export type Standing = 'own' | 'spared' | 'source' | 'ordinary_client' | 'bystander';

/** All about one address. */
export interface AddressExplanation {
  kind: 'address';
  target: string;
  /** False when the address stands in no record. */
  found: boolean;
  standing: Standing;
  /** Labels of the allow-listed prefixes and 'trusted proxy', when the address lies in one, of sparing address lists with file and date, and of a proxy not stated. */
  spared: string[];
  /** Tor and VPN lists it stands on, with file and date: a hint, no verdict. */
  torVpnLists: string[];
  /** Why it may stand for many people; '' when nothing says so. */
  shared: string;
  /** undefined when there was no attack, or the address is not in the evidence. */
  alsoBeforeAttack: boolean | undefined;
  attribution: Attribution;
  firstUtc: string;
  lastUtc: string;
  handshakes: number;
  verdicts: VectorVerdict[];
  sent: PacketLane;
  received: PacketLane;
  sockets: SocketLane;
  requests: RequestLane;
  activity: Activity;
  evidence: EvidenceNamed[];
  databases: DatabasesUsed;
}

/** Explains the address at words[0..3]. */
export async function explainAddress(
  open: OpenCase,
  attributor: Attributor,
  target: string,
  words: Uint32Array,
): Promise<AddressExplanation> {
  const { store, facts } = open;
  const key = keyOf(words);
  const sent = await packetLane(store, 'src', key);
  const received = await packetLane(store, 'dst', key);
  const sockets = await socketLane(store, key);
  const requests = await requestLane(store, key);
  const [source] = await store.query<{
    established: boolean;
    logged: boolean;
    before: boolean;
    handshakes: bigint;
  }>(`SELECT established, logged, before, handshakes FROM sources WHERE ${at('src_hi', 'src_lo', key)}`);
  const attribution = attributor.lookup(words, 0);
  const verdicts = await verdictsOf(open, key, {
    established: source?.established === true,
    logged: source?.logged === true,
    handshakes: Number(source?.handshakes ?? 0n) > 0,
  });
  const lanes = [sent, received, sockets, requests];
  const firsts = lanes.map((lane) => lane.firstUs).filter((us) => us > 0);
  const lasts = lanes.map((lane) => lane.lastUs).filter((us) => us > 0);
  const found = lanes.some((lane) => lane.total > 0);
  const own = isOwn(facts, words);
  const listed = await listedAs(store, facts, key);
  const proxy = await store.query(
    `SELECT 1 AS one FROM unstated_proxies WHERE ${at('hi', 'lo', key)} LIMIT 1`,
  );
  const spared = [
    ...sparedLabels(facts, words),
    ...listed.spares,
    ...(proxy.length > 0
      ? ['carried the ordinary visitors of the site, as a proxy does that is not stated (trusted_proxies)']
      : []),
  ];
  const real = await store.query(`SELECT 1 AS one FROM real_clients WHERE ${at('hi', 'lo', key)} LIMIT 1`);
  return {
    kind: 'address',
    target,
    found,
    standing: own
      ? 'own'
      : verdicts.length > 0
        ? 'source'
        : spared.length > 0
          ? 'spared'
          : real.length > 0
            ? 'ordinary_client'
            : 'bystander',
    spared,
    torVpnLists: listed.torVpn,
    shared: await sharedReason(store, key),
    alsoBeforeAttack: found ? (source?.before ?? seenBefore(facts, Math.min(...firsts))) : undefined,
    attribution,
    firstUtc: firsts.length === 0 ? '' : formatMicroseconds(Math.min(...firsts)),
    lastUtc: lasts.length === 0 ? '' : formatMicroseconds(Math.max(...lasts)),
    handshakes: sent.handshakes,
    verdicts,
    sent,
    received,
    sockets,
    requests,
    activity: await activityOf(store, key),
    evidence: evidenceNamed(facts, [
      ...new Set(lanes.flatMap((lane) => lane.evidence.map((each) => each.id))),
    ]),
    databases: await databasesUsed(attributor, facts),
  };
}

function isOwn(facts: IncidentFacts, words: Uint32Array): boolean {
  return parsed(facts.own.addresses).some((prefix) => prefixContains(prefix, words, 0));
}

function parsed(texts: readonly string[]): Prefix[] {
  return texts.map(parsePrefix).filter((prefix) => prefix !== undefined);
}

function sparedLabels(facts: IncidentFacts, words: Uint32Array): string[] {
  const inside = (text: string): boolean => parsed([text]).some((prefix) => prefixContains(prefix, words, 0));
  return [
    ...facts.case.allowList
      .filter((entry) => inside(entry.prefix))
      .map(
        (entry) => `allow list: ${entry.label} ${entry.prefix}${entry.note === '' ? '' : ` (${entry.note})`}`,
      ),
    ...facts.case.trustedProxies.filter(inside).map((prefix) => `trusted proxy ${prefix}`),
  ];
}

/** Address lists with a purpose that hold the address; the first line of each. */
async function listedAs(
  store: OpenCase['store'],
  facts: IncidentFacts,
  key: Key,
): Promise<{ spares: string[]; torVpn: string[] }> {
  const rows = await store.query<{
    label: string;
    purpose: string;
    evidence: number;
    at_us: number | null;
    line: number;
  }>(`
    SELECT label, purpose, evidence, at_us, min(line)::UINTEGER AS line FROM listed_prefixes JOIN address_lists USING (list)
    WHERE purpose <> 'none' AND ${addressKey(`${key.hi}::UBIGINT`, `${key.lo}::UBIGINT`)} BETWEEN first_key AND last_key GROUP BY ALL ORDER BY evidence, label, at_us`);
  const named = (purpose: string): string[] =>
    rows
      .filter((row) => row.purpose === purpose)
      .map(({ label, evidence, at_us, line }) => {
        const facet = facts.addressLists.find(
          (list) => list.evidenceId === `E${evidence}` && list.label === label,
        );
        const date = at_us === null ? 'without a date' : `of ${formatMicroseconds(at_us).slice(0, 10)}`;
        return `address list ${label} ${date} (E${evidence} ${facet?.fileName ?? ''} line ${line})${facet?.old ? ', old at the time' : ''}`;
      });
  return { spares: named('spares'), torVpn: named('tor_vpn') };
}

async function sharedReason(store: OpenCase['store'], key: Key): Promise<string> {
  const [hint] = await store.query<{ shared: number; agents: number }>(
    `SELECT shared, agents FROM hints WHERE ${at('src_hi', 'src_lo', key)}`,
  );
  if (hint?.shared === SHARED.carrierNat)
    return `${SHARED_WORDING} (100.64.0.0/10, which providers share among customers, RFC 6598)`;
  return hint?.shared === SHARED.userAgents
    ? `${SHARED_WORDING} (${hint.agents} user agents that each read pages like a browser)`
    : '';
}

function seenBefore(facts: IncidentFacts, firstUs: number): boolean | undefined {
  const starts = facts.waves.map((wave) => Date.parse(wave.startUtc) * 1000);
  return starts.length === 0 ? undefined : firstUs < Math.min(...starts);
}

interface MemberRow extends Record<string, bigint | number | string | boolean | null> {
  verdict: number;
  vector_bit: bigint;
  /** Numbers from 0, parted by spaces. */
  waves: string;
  packets: bigint;
  bytes: number;
  requests: bigint;
  sockets: bigint;
  handshakes: bigint;
  first_us: number;
  last_us: number;
  ttl_min: number | null;
  ttl_max: number;
  port_min: number | null;
  port_max: number;
  ports: number;
  first_ref: bigint;
  denied: number;
  tool: number;
  retransmits: bigint;
  e0: bigint;
  e1: bigint;
  e2: bigint;
  e3: bigint;
}

async function verdictsOf(open: OpenCase, key: Key, elsewhere: Elsewhere): Promise<VectorVerdict[]> {
  const { store, facts } = open;
  const rows = await store.query<MemberRow>(`
    SELECT min(verdict) AS verdict, vector_bit, string_agg(DISTINCT wave::VARCHAR, ' ') AS waves, sum(packets)::BIGINT AS packets, sum(bytes)::DOUBLE AS bytes, sum(requests)::BIGINT AS requests,
      sum(sockets)::BIGINT AS sockets, sum(handshakes)::BIGINT AS handshakes, min(first_us) AS first_us, max(last_us) AS last_us, min(nullif(ttl_min, 0)) AS ttl_min, max(ttl_max) AS ttl_max,
      min(nullif(port_min, 0)) AS port_min, max(port_max) AS port_max, max(ports) AS ports, min(first_ref) AS first_ref, max(denied) AS denied, max(tool) AS tool, sum(retransmits)::BIGINT AS retransmits,
      bit_or(evidence_0) AS e0, bit_or(evidence_1) AS e1, bit_or(evidence_2) AS e2, bit_or(evidence_3) AS e3
    FROM members WHERE ${at('src_hi', 'src_lo', key)} GROUP BY vector_bit ORDER BY vector_bit`);
  const out: VectorVerdict[] = [];
  const beyond = rows.some(({ e3 }) => isBeyondMasks(e3))
    ? await evidenceBeyondMasks(
        store,
        rows
          .map(
            (row, index) =>
              `SELECT ${index} AS key, src_hi, src_lo, first_us, last_us FROM members WHERE ${at('src_hi', 'src_lo', key)} AND vector_bit = ${row.vector_bit} AND evidence_3 >= ${1n << 61n}`,
          )
          .join(' UNION ALL '),
      )
    : new Map<number, string[]>();
  for (const [index, row] of rows.entries()) {
    const waves = new Set(row.waves.split(' ').map(Number));
    const vector = facts.vectors.find((_, index) => vectorBit(index) === row.vector_bit);
    if (vector === undefined) continue;
    const verdict = VERDICTS[row.verdict];
    const inFile = Number(row.packets) > 0 ? 'packet' : 'line';
    out.push({
      vector: vector.id,
      name: vector.vector,
      title: vector.title,
      waves: facts.waves.filter((_, index) => waves.has(index)).map((wave) => wave.id),
      verdict,
      bases: basesOf(verdict, vector.vector, row, elsewhere),
      wording: VERDICT_WORDING[verdict],
      packets: Number(row.packets),
      bytes: row.bytes,
      requests: Number(row.requests),
      sockets: Number(row.sockets),
      handshakes: Number(row.handshakes),
      sourcePorts: { least: row.port_min ?? 0, most: row.port_max, distinct: row.ports },
      ttl: { least: row.ttl_min ?? 0, most: row.ttl_max },
      tool: SYN_TOOLS[row.tool]?.title ?? '',
      retransmits: Number(row.retransmits),
      firstUtc: formatMicroseconds(row.first_us),
      lastUtc: formatMicroseconds(row.last_us),
      firstRef: `E${row.first_ref >> 32n} ${inFile} ${row.first_ref & 0xffffffffn}`,
      evidenceIds: evidenceIds([row.e0, row.e1, row.e2, row.e3], beyond.get(index)),
    });
  }
  return out;
}

// What speaks for or against the address outside the vector.
interface Elsewhere {
  established: boolean;
  logged: boolean;
  handshakes: boolean;
}

function basesOf(verdict: Verdict, vector: string, row: MemberRow, elsewhere: Elsewhere): Basis[] {
  switch (verdict) {
    case 'proven': {
      const bases: Basis[] = [];
      if (elsewhere.logged) bases.push('request_logged');
      if (Number(row.handshakes) > 0 || elsewhere.handshakes) bases.push('handshake');
      if (elsewhere.established) bases.push('established_socket');
      return bases.length > 0 ? bases : ['two_way'];
    }
    case 'likely':
      return ['one_way'];
    case 'reflector':
      return [isTcpReflection(vector) ? 'tcp_reflect' : 'response_payload'];
    case 'refuted':
      return [row.denied > 0 ? 'denied' : 'bogon'];
    case 'claimed':
      return ['header_only'];
    case 'unproven': {
      const bases: Basis[] = [];
      if (Number(row.packets) > 0) bases.push('no_return_path');
      if (Number(row.sockets) > 0) bases.push('half_open_socket');
      return bases;
    }
  }
}
