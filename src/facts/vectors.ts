// Vectors and waves as facts: labels, shares, counts by verdict, samples with pointers.

import type { CaseStore } from '../aggregate/store.ts';
import { type Finding, widthOf } from '../assess/finding.ts';
import { countByVerdict, vectorBit } from '../assess/members.ts';
import { peaksTogether } from '../assess/peaks.ts';
import type { WaveParts } from '../assess/phases.ts';
import { population, snapshotEstimate } from '../assess/population.ts';
import { type VectorGroup, type Wave, waveEdges } from '../assess/waves.ts';
import { addressText } from '../model/address.ts';
import { METHODS, SOCKET_STATES } from '../model/batch.ts';
import type { VectorFacts, WaveFacts } from '../model/facts.ts';
import { toTenth } from '../model/numbers.ts';
import { REFLECTOR_PORTS } from '../model/services.ts';
import { share } from '../model/share.ts';
import { formatMicroseconds } from '../model/time.ts';
import { CLASS, TRAFFIC_CLASSES } from '../model/traffic.ts';
import { VECTOR_LABELS, type Vector } from '../model/vectors.ts';
import { criteriaOf, inOrder } from './criteria.ts';
import { evidenceBeyondMasks, evidenceIds, isBeyondMasks } from './evidence-ids.ts';
import { phaseFacts } from './phases.ts';
import { type VectorPorts, vectorPorts } from './vector-ports.ts';

/** All vectors, in order. */
export async function vectorFacts(
  store: CaseStore,
  groups: readonly VectorGroup[],
  waves: readonly Wave[],
): Promise<VectorFacts[]> {
  const counted = groups.flatMap(({ findings }) => findings).filter(countsHere);
  const totalPackets = sum(counted.map((finding) => finding.packets));
  const totalWireBytes = wireBytes(counted);
  const firstUs = Math.min(...waves.map((wave) => wave.startUs));
  const out: VectorFacts[] = [];
  for (const [index, group] of groups.entries()) {
    const { findings, vector } = group;
    const label = VECTOR_LABELS[vector];
    const classes = [...new Set(findings.flatMap((finding) => finding.classes))];
    const condition = `vector_bit = ${vectorBit(index)}`;
    const sourcesByVerdict = await countByVerdict(store, condition);
    const packets = sum(findings.map((finding) => finding.packets));
    const startUs = Math.min(...findings.map((finding) => finding.startUs));
    const endUs = Math.max(...findings.map((finding) => finding.endUs));
    const ports = await vectorPorts(store, group, classes, startUs, endUs);
    const targetPorts = [...new Set(group.targets.map((target) => target.port))].filter((port) => port > 0);
    const lengths = findings.filter((finding) => finding.lengthMax > 0);
    out.push({
      id: group.id,
      vector,
      title: label.title,
      cisaClass: label.cisaClass,
      attackTechnique: label.attackTechnique,
      protocol: label.protocol,
      sourcePort: ports.source,
      destinationPort: targetPorts.length > 0 ? targetPorts.slice(0, 5).join(' ') : ports.destination,
      tcpFlags: label.tcpFlags,
      lengthMin: lengths.length === 0 ? 0 : Math.min(...lengths.map((finding) => finding.lengthMin)),
      lengthMax: Math.max(0, ...lengths.map((finding) => finding.lengthMax)),
      targets: group.targets.map((target) => target.text),
      waves: waves
        .filter((wave) => wave.findings.some((finding) => findings.includes(finding)))
        .map((wave) => wave.id),
      packets,
      bytesReceived: wireBytes(findings),
      bytesSent: answerBytes(findings),
      requests: sum(findings.map((finding) => finding.requests)),
      halfOpenPeak: Math.max(...findings.map((finding) => finding.peaks.halfOpen)),
      sharePackets: share(packets, totalPackets),
      shareBytes: packets > 0 ? share(wireBytes(findings), totalWireBytes) : 0,
      sources: sum(Object.values(sourcesByVerdict)),
      sourcesByVerdict,
      peaks: await peaksTogether(store, findings),
      firstUtc: formatMicroseconds(startUs),
      lastUtc: formatMicroseconds(endUs),
      reason: inOrder(findings)
        .map((finding) => finding.reason)
        .join(' '),
      criteria: criteriaOf(findings, waves).slice(0, 12),
      match: matchWords(group, ports),
      baselineShare: await baselineShare(store, group, classes, ports, firstUs),
      evidenceIds: await evidenceOf(store, condition, findings),
      population: findings.every((finding) => finding.proves) ? undefined : await population(store, index),
      snapshotEstimate: await snapshotEstimate(store, group),
      samples: await samples(store, group),
    });
  }
  return out;
}

/** All waves, in order. */
export async function waveFacts(
  store: CaseStore,
  waves: readonly Wave[],
  groups: readonly VectorGroup[],
  parts: readonly WaveParts[],
): Promise<WaveFacts[]> {
  const out: WaveFacts[] = [];
  for (const [index, wave] of waves.entries()) {
    const condition = `wave = ${index}`;
    const counted = wave.findings.filter(countsHere);
    const sourcesByVerdict = await countByVerdict(store, condition);
    const inWave = groups.filter((group) =>
      group.findings.some((finding) => wave.findings.includes(finding)),
    );
    out.push({
      id: wave.id,
      startUtc: formatMicroseconds(wave.startUs),
      endUtc: formatMicroseconds(wave.endUs),
      durationSec: toTenth((wave.endUs - wave.startUs) / 1e6),
      ...waveEdges(wave),
      clockUncertaintySec: 0,
      targets: [...new Set(inWave.flatMap((group) => group.targets.map((target) => target.text)))],
      vectors: inWave.map((group) => group.id),
      peaks: await peaksTogether(store, wave.findings),
      packets: sum(counted.map((finding) => finding.packets)),
      bytesReceived: wireBytes(counted),
      bytesSent: answerBytes(wave.findings),
      requests: sum(wave.findings.map((finding) => finding.requests)),
      sources: sum(Object.values(sourcesByVerdict)),
      sourcesByVerdict,
      detectionRule: [
        ...new Set(
          wave.findings.flatMap((finding) =>
            finding.criteria
              .filter((criterion) => criterion.held && criterion.threshold > 0)
              .map((criterion) => criterion.text),
          ),
        ),
      ].join('; '),
      evidenceIds: await evidenceOf(store, condition, wave.findings),
      ...phaseFacts(wave.id, parts[index], groups, inWave),
    });
  }
  return out;
}

function countsHere({ translated }: Finding): boolean {
  return translated !== true;
}

async function evidenceOf(
  store: CaseStore,
  condition: string,
  findings: readonly Finding[],
): Promise<string[]> {
  const [row] = await store.query<Record<string, bigint | null>>(
    `SELECT ${[0, 1, 2, 3].map((mask) => `bit_or(evidence_${mask}) AS m${mask}`).join(', ')} FROM members WHERE ${condition}`,
  );
  const masks = [row.m0 ?? 0n, row.m1 ?? 0n, row.m2 ?? 0n, row.m3 ?? 0n];
  const beyond = isBeyondMasks(masks[3])
    ? await evidenceBeyondMasks(
        store,
        `SELECT 0 AS key, src_hi, src_lo, first_us, last_us FROM members WHERE ${condition} AND evidence_3 >= ${1n << 61n}`,
      )
    : undefined;
  const ids = new Set(evidenceIds(masks, beyond?.get(0)));
  for (const { evidenceSql } of findings) {
    if (evidenceSql === undefined) continue;
    for (const { evidence } of await store.query<{ evidence: number }>(evidenceSql)) ids.add(`E${evidence}`);
  }
  return [...ids].sort((a, b) => Number(a.slice(1)) - Number(b.slice(1)));
}

function matchWords(group: VectorGroup, { answers, common, protocols, icmpType }: VectorPorts): string {
  const target = group.targets[0];
  const label = VECTOR_LABELS[group.vector];
  const more = group.targets.length > 1 ? ` and ${group.targets.length - 1} more targets` : '';
  if (target.address === '')
    return `requests to ${target.text} by the proven sources (match by address, not by path)`;
  const block = target.address.includes('/')
    ? target.address
    : `${target.address}${target.address.includes(':') ? '/128' : '/32'}`;
  const isIcmpv6 = label.protocol === 'icmp' && target.address.includes(':');
  const named = isIcmpv6 ? 'icmpv6' : label.protocol;
  const protocol = protocols.length > 0 ? protocols.join('/') : named;
  const parts = [`protocol ${protocol}`, `destination ${block}${more}`];
  if (answers.length > 0) parts.push(`source port${answers.length > 1 ? 's' : ''} ${answers.join(' ')}`);
  else if (target.port > 0) parts.push(`destination port ${target.port}`);
  else if (label.path === 'direct' && common > 0) parts.push(`destination port ${common}`);
  if (icmpType !== undefined) parts.push(`ICMP type ${icmpType}`);
  if (label.tcpFlags !== '') parts.push(`flags ${label.tcpFlags}`);
  if (group.vector === 'xmas_flood') parts.push('flags of no state of TCP');
  if (group.vector === 'fragment_flood') parts.push('fragments');
  return `${parts.join(', ')}${careOf(group.vector, label.protocol === 'icmp' && icmpType === undefined)}`;
}

function careOf(vector: Vector, anyIcmp: boolean): string {
  if (vector === 'syn_flood') return ' (rate limit, do not drop: real clients send the same)';
  return anyIcmp ? ' (rate limit, do not drop: path MTU and neighbour discovery need ICMP)' : '';
}

/** Classes whose packets have the same flags set as those of a flood, by these flags: a network sees the flags, not the class. */
const SAME_FLAGS: Record<string, readonly number[]> = {
  SYN: [CLASS.syn, CLASS.synData],
  ACK: [CLASS.ack, CLASS.data, CLASS.fin, CLASS.rst],
  'PSH ACK': [CLASS.data, CLASS.fin],
};

// What the same match would have hit in the captures before the first wave; at most that where it names a port of UDP, for rows do not hold both ports.
async function baselineShare(
  store: CaseStore,
  { vector, targets }: VectorGroup,
  classes: readonly number[],
  { answers, icmpType }: VectorPorts,
  firstUs: number,
): Promise<number | undefined> {
  if (classes.length === 0 || targets[0].address === '') return undefined;
  const { tcpFlags } = VECTOR_LABELS[vector];
  const answersOnly = answers.length > 0 && answers.every((port) => REFLECTOR_PORTS.includes(port));
  const hits = targets.map(({ hi, lo, address, port }) => {
    const there = `dst_hi = ${hi}::UBIGINT AND dst_lo BETWEEN ${lo}::UBIGINT AND ${lo + widthOf({ address }) - 1n}::UBIGINT`;
    if (icmpType !== undefined) return `${there} AND port // 256 = ${icmpType}`;
    if (answersOnly) return `${there} AND port IN (${answers.join(', ')})`;
    return port > 0 ? `${there} AND port = ${port}` : there;
  });
  const [row] = await store.query<{ hit: bigint | null; total: bigint | null }>(`
    SELECT sum(packets) FILTER (class IN (${(SAME_FLAGS[tcpFlags] ?? classes).join(', ')}) AND (${hits.join(' OR ')}))::BIGINT AS hit, sum(packets)::BIGINT AS total
    FROM inbound_seconds WHERE second < ${Math.floor(firstUs / 1e6)}`);
  return row.total === null || row.total === 0n ? undefined : share(Number(row.hit ?? 0n), Number(row.total));
}

interface SampleRow extends Record<string, string | number | bigint | null> {
  kind: 'packet' | 'socket' | 'request';
  evidence: number;
  record: number;
  us: number;
  src_hi: bigint;
  src_lo: bigint;
  src_port: number;
  dst_hi: bigint;
  dst_lo: bigint;
  port: number;
  class: number;
  ttl: number;
}

async function samples(store: CaseStore, group: VectorGroup): Promise<VectorFacts['samples']> {
  const out: VectorFacts['samples'] = [];
  for (const finding of group.findings) {
    for (const row of await store.query<SampleRow>(finding.samplesSql)) {
      if (out.length === 3) return out;
      const unit = row.kind === 'packet' ? 'packet' : 'line';
      out.push({
        evidenceId: `E${row.evidence}`,
        recordRef: `${unit} ${row.record}`,
        text: sampleText(row, finding),
      });
    }
  }
  return out;
}

function sampleText(row: SampleRow, finding: Finding): string {
  const named = finding.proves || VECTOR_LABELS[finding.vector].path === 'reflected';
  const address = addressText(row.src_hi, row.src_lo);
  const source = named ? address : withheld(address);
  const at = formatMicroseconds(row.us);
  const port = row.src_port > 0 ? `:${row.src_port}` : '';
  if (row.kind === 'request')
    return `${at} ${source}${port} ${METHODS[row.class]} ${String(row.path)} status ${row.ttl}`;
  const target = addressText(row.dst_hi, row.dst_lo);
  if (row.kind === 'socket')
    return `${at} ${source}:${row.src_port} > ${target}:${row.port} ${SOCKET_STATES[row.class]}`;
  const kind = TRAFFIC_CLASSES[row.class].replaceAll('_', ' ').toUpperCase();
  return `${at} ${source}${port} > ${target} ${kind}, TTL ${row.ttl}`;
}

// Logs count the bytes of answers, which nobody sent at the target: they are no share of what arrived.
function wireBytes(findings: readonly Finding[]): number {
  return sum(findings.filter(({ lane }) => lane === 'packets').map(({ bytes }) => bytes));
}

function answerBytes(findings: readonly Finding[]): number {
  return sum(findings.filter(({ lane }) => lane === 'requests').map(({ bytes }) => bytes));
}

// An address that may be forged is never printed in full: the record reference leads to it.
function withheld(address: string): string {
  return address.includes(':')
    ? `${address.slice(0, address.indexOf(':'))}:…`
    : `${address.slice(0, address.indexOf('.'))}.x.x.x`;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
