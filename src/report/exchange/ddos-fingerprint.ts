// data/exchange/ddos-fingerprint.json: the attack by the field names of the DDoS Clearing House's dissector (NLADC/dissector, fingerprint_format.md).
// Left out of source_ips: every address that may be forged. null: the vector is known from logs or socket tables and was not measured in packets.

import { createHash } from 'node:crypto';
import { parsePrefix } from '../../model/address.ts';
import type { IncidentFacts, SourceFacts, VectorFacts } from '../../model/facts.ts';
import { safeJson } from '../json.ts';
import { namedSources, spanOf } from '../provider/gather.ts';
import { vectorsOf } from '../provider/target.ts';
import { secondsBetween } from '../units.ts';
import { type ReportInput, type ReportWriter, type WrittenFile, writeWholeFile } from '../writer.ts';
import { EXCHANGE_FOLDER, namedList, sharedTargets } from './shared.ts';

const MEGABYTE = 1e6;
/** Of a vector; the busiest come first. */
const MOST_ADDRESSES = 100_000;
/** What the format says of a target that is not to be told. */
const ANONYMOUS = 'Anonymous';
const RANDOM = 'random';
const REFLECTION = '_amplification';
// As the dissector writes a set of flags: CWR ECE URG ACK PSH RST SYN FIN.
const FLAG_LETTERS: readonly (readonly [name: string, letter: string])[] = [
  ['CWR', 'C'],
  ['ECE', 'E'],
  ['URG', 'U'],
  ['ACK', 'A'],
  ['PSH', 'P'],
  ['RST', 'R'],
  ['SYN', 'S'],
  ['FIN', 'F'],
];

function isPort(text: string): boolean {
  return /^\d{1,5}$/.test(text);
}

function serviceOf({ vector }: VectorFacts): string {
  if (vector === 'fragment_flood') return 'Fragmented IP packets';
  if (vector.endsWith(REFLECTION)) return vector.slice(0, -REFLECTION.length).toUpperCase();
  return vector === 'http_flood' || vector === 'slow_http' ? 'HTTP' : 'Unknown service';
}

function flagsOf({ tcpFlags }: VectorFacts): Record<string, number> | null {
  if (tcpFlags === '') return null;
  const set = tcpFlags.split(' ');
  return { [FLAG_LETTERS.map(([name, letter]) => (set.includes(name) ? letter : '.')).join('')]: 1 };
}

function destinationPorts(facts: IncidentFacts, vector: VectorFacts): Record<string, number> | string {
  if (isPort(vector.destinationPort)) return { [vector.destinationPort]: 1 };
  if (vector.destinationPort !== '') return RANDOM;
  const ports = new Set(sharedTargets(facts, [vector]).map((target) => target.port));
  const [port = 0] = ports;
  return ports.size === 1 && port > 0 ? { [port]: 1 } : {};
}

function vectorFields(facts: IncidentFacts, vector: VectorFacts, sourceIps: string[]): object {
  const measured = vector.packets > 0;
  return {
    service: serviceOf(vector),
    protocol: vector.protocol.toUpperCase(),
    fraction_of_attack: measured && vector.vector !== 'fragment_flood' ? vector.sharePackets : null,
    source_port: isPort(vector.sourcePort) ? Number(vector.sourcePort) : RANDOM,
    destination_ports: destinationPorts(facts, vector),
    tcp_flags: flagsOf(vector),
    nr_packets: measured ? vector.packets : null,
    nr_megabytes: measured ? Math.round(vector.bytesReceived / MEGABYTE) : null,
    nr_requests: vector.requests > 0 ? vector.requests : null,
    time_start: vector.firstUtc,
    duration_seconds: Math.round(secondsBetween(vector.firstUtc, vector.lastUtc) ?? 0),
    source_ips: sourceIps,
  };
}

function tagsOf(facts: IncidentFacts): string[] {
  const names = new Set(facts.vectors.map((vector) => vector.vector));
  return [
    ...(facts.case.exercise ? ['Exercise'] : []),
    ...([...names].some((name) => name.endsWith(REFLECTION)) ? ['Amplification attack'] : []),
    ...(names.size > 1 ? ['Multi-vector attack'] : []),
    ...(names.has('syn_flood') ? ['TCP SYN flag attack'] : []),
    ...names,
  ];
}

/** The address that most of it went to, as the format has room for one. */
function targetOf(facts: IncidentFacts): string {
  const [largest] = [...facts.vectors].sort((a, b) => b.packets - a.packets || b.requests - a.requests);
  const target = sharedTargets(facts, largest === undefined ? [] : [largest])[0]?.address ?? '';
  return parsePrefix(target) === undefined ? ANONYMOUS : target;
}

/** The fingerprint; rates are means over the waves that were measured in packets. */
export function fingerprint(facts: IncidentFacts, sources: readonly SourceFacts[]): Record<string, unknown> {
  const byVector = new Map<string, string[]>(facts.vectors.map((vector) => [vector.vector, []]));
  for (const source of sources)
    for (const name of vectorsOf(source)) {
      const addresses = byVector.get(name);
      if (addresses !== undefined && addresses.length < MOST_ADDRESSES) addresses.push(source.address);
    }
  const { firstUtc, lastUtc } = spanOf(facts.vectors);
  const packets = facts.vectors.reduce((sum, vector) => sum + vector.packets, 0);
  const bytes = facts.vectors.reduce((sum, vector) => sum + vector.bytesReceived, 0);
  const measured = facts.waves.filter((wave) => wave.packets > 0);
  const seconds = Math.max(
    1,
    measured.reduce((sum, wave) => sum + wave.durationSec, 0),
  );
  const fields = {
    attack_vectors: facts.vectors.map((vector) =>
      vectorFields(facts, vector, byVector.get(vector.vector) ?? []),
    ),
    target: targetOf(facts),
    tags: tagsOf(facts),
    time_start: firstUtc,
    time_end: lastUtc,
    duration_seconds: Math.round(facts.waves.reduce((sum, wave) => sum + wave.durationSec, 0)),
    total_megabytes: packets > 0 ? Math.round(bytes / MEGABYTE) : null,
    total_packets: packets > 0 ? packets : null,
    total_ips: facts.sourcesTotal,
    avg_bps: packets > 0 ? Math.round((bytes * 8) / seconds) : null,
    avg_pps: packets > 0 ? Math.round(packets / seconds) : null,
    avg_Bpp: packets > 0 ? Math.round(bytes / packets) : null,
  };
  return { ...fields, key: createHash('md5').update(JSON.stringify(fields)).digest('hex') };
}

/** The fingerprint; none without an attack. */
export const ddosFingerprint: ReportWriter = {
  id: 'ddos-fingerprint',
  title: 'fingerprint for a DDoS clearing house',
  async write({ facts, rows }: ReportInput, directory: string): Promise<WrittenFile[]> {
    if (!facts.attackFound) return [];
    const fields = fingerprint(facts, namedList(await namedSources(facts, rows)));
    const path = `${EXCHANGE_FOLDER}/ddos-fingerprint.json`;
    return [await writeWholeFile(directory, path, ddosFingerprint.title, `${safeJson(fields, 2)}\n`)];
  },
};
