// Bytes of the attack that were received and sent, as floors: no row counts in two findings, and no traffic in two files.

import type { CaseStore } from '../aggregate/store.ts';
import type { TrafficVolume, TrafficVolumes } from '../model/loss.ts';
import { CLASS } from '../model/traffic.ts';
import type { Finding } from './finding.ts';
import { isInternal } from './members.ts';
import { transport } from './views.ts';
import type { Wave } from './waves.ts';

/** Times of packets of one file that another goes on from may cross by so much; those of a log by the length of requests. */
const CROSSING_US = { packets: 1e6, requests: 60e6 };
const TCP = 6;
/** Columns that tell rows of packet_minutes apart. */
const ROW = 'evidence, minute, class, port, signature, src_hi, src_lo, dst_hi, dst_lo, first_record, bytes';
/** The same of request_minutes. */
const REQUEST_ROW = 'evidence, minute, client_hi, client_lo, first_record, last_record, bytes';

/** What one file holds of the traffic of one own address; `address` is '' where the file does not tell it. */
interface Share extends Record<string, number | string | boolean> {
  address: string;
  internal: boolean;
  evidence: number;
  bytes: number;
}

/** A file as the time it covers, microseconds since 1970 UTC. */
export interface FileBytes {
  evidence: number;
  bytes: number;
  fromUs: number;
  toUs: number;
}

/**
 * Received are the packets of findings, on the wire. Sent are the answers to logged requests of findings, or what captures hold of our answers
 * to them, whichever is more: it may be the same. Where a sender may be forged, of our answers only SYN-ACKs and resets count.
 */
export async function trafficVolumes(store: CaseStore, waves: readonly Wave[]): Promise<TrafficVolumes> {
  const findings = waves.flatMap((wave) => wave.findings);
  const packets = findings.filter(({ lane }) => lane === 'packets');
  const requests = findings.filter(({ lane }) => lane === 'requests');
  const answered = packets.filter(({ classes }) => classes.every(isTcp));
  const [received, logged, captured] = [
    await volume(store, waves, packets, 'packets', (finding) => rows('i', ROW, finding), [
      'dst_hi',
      'dst_lo',
    ]),
    await volume(store, waves, requests, 'requests', (finding) => rows('r', REQUEST_ROW, finding)),
    await volume(store, waves, answered, 'packets', answers, ['src_hi', 'src_lo']),
  ];
  const sent = [logged, captured].filter((each) => each !== undefined).sort((a, b) => b.bytes - a.bytes);
  return { received, sent: sent[0] };
}

function isTcp(kind: number): boolean {
  return (kind >= CLASS.syn && kind <= CLASS.tcpOther) || kind === CLASS.synData;
}

function rows(alias: string, columns: string, { fromSql }: Finding): string {
  return `SELECT ${columns.replace(/\w+/g, `${alias}.$&`)} ${fromSql}`;
}

// Packets from the target to the sources of a finding, in the minutes of its rows and on their ports. Which port of a reset is that of the service
// cannot be told where both are high: resets count whatever their ports.
function answers({ fromSql, proves }: Finding): string {
  const kinds = proves ? `${transport('o.class')} = ${TCP}` : `o.class = ${CLASS.synAck}`;
  const to = (also: string): string =>
    `SELECT ${ROW.replace(/\w+/g, 'o.$&')} FROM outbound o SEMI JOIN (SELECT i.src_hi, i.src_lo, i.dst_hi, i.dst_lo, i.port, i.minute ${fromSql}) k
    ON o.dst_hi = k.src_hi AND o.dst_lo = k.src_lo AND o.src_hi = k.dst_hi AND o.src_lo = k.dst_lo AND o.minute = k.minute ${also}`;
  return `${to(`AND o.port = k.port WHERE ${kinds}`)} UNION ${to(`WHERE o.class = ${CLASS.rst}`)}`;
}

async function volume(
  store: CaseStore,
  waves: readonly Wave[],
  findings: readonly Finding[],
  lane: 'packets' | 'requests',
  rowsOf: (finding: Finding) => string,
  own?: readonly [hi: string, lo: string],
): Promise<TrafficVolume | undefined> {
  if (findings.length === 0) return undefined;
  const address = own === undefined ? `''` : `${own[0]} || ':' || ${own[1]}`;
  const internal = own === undefined ? 'false' : isInternal(own[0], own[1]);
  // UNION takes rows of two findings once; rows of one are different anyway.
  const shares = await store.query<Share>(
    `SELECT ${address} AS address, ${internal} AS internal, evidence, sum(bytes) AS bytes FROM (${findings.map(rowsOf).join(' UNION ')}) GROUP BY ALL HAVING sum(bytes) > 0 ORDER BY address, evidence`,
  );
  if (shares.length === 0) return undefined;
  const spans = await store.query<{ evidence: number; fromUs: number; toUs: number }>(
    lane === 'packets'
      ? `SELECT evidence, min(first_us) AS "fromUs", max(last_us) AS "toUs" FROM packet_seconds GROUP BY evidence`
      : `SELECT evidence, min(second) * 1e6 AS "fromUs", max(second) * 1e6 AS "toUs" FROM request_seconds GROUP BY evidence`,
  );
  const spanOf = new Map(spans.map((span) => [span.evidence, span]));
  const fileOf = (share: Share): FileBytes => ({ ...spanOf.get(share.evidence)!, bytes: share.bytes });
  // Behind address translation the same packets bear an outside and an inside address: one of the two counts.
  const [outside, inside] = [false, true].map((of) => {
    const side = shares.filter((share) => share.internal === of);
    return [...new Set(side.map((share) => share.address))].flatMap((each) =>
      withoutOverlap(side.filter((share) => share.address === each).map(fileOf), CROSSING_US[lane]),
    );
  });
  const counted = sum(outside!) >= sum(inside!) ? outside! : inside!;
  const taken = new Map<number, number>();
  for (const { evidence, bytes } of counted) taken.set(evidence, (taken.get(evidence) ?? 0) + bytes);
  const held = new Map<number, number>();
  for (const { evidence, bytes } of shares) held.set(evidence, (held.get(evidence) ?? 0) + bytes);
  return {
    bytes: sum(counted),
    waveIds: waves
      .filter((wave) => wave.findings.some((finding) => findings.includes(finding)))
      .map((wave) => wave.id),
    evidenceIds: [...taken.keys()].sort((a, b) => a - b).map((number) => `E${number}`),
    notAdded: [...held]
      .sort(([a], [b]) => a - b)
      .filter(([evidence, bytes]) => bytes > (taken.get(evidence) ?? 0))
      .map(([evidence]) => `E${evidence}`),
  };
}

/**
 * Those files of which no two cover the same time and that together hold most. A file that ends up to `crossingUs` (at most half its own length)
 * after another begins is one that the other goes on from.
 */
export function withoutOverlap(files: readonly FileBytes[], crossingUs: number): FileBytes[] {
  const ordered = files.toSorted((a, b) => a.toUs - b.toUs || a.fromUs - b.fromUs || a.evidence - b.evidence);
  const best: { bytes: number; last: FileBytes | undefined; before: number }[] = [];
  for (const [index, file] of ordered.entries()) {
    const before = ordered.findLastIndex((other, at) => at < index && endOf(other, crossingUs) < file.fromUs);
    const bytes = file.bytes + (best[before]?.bytes ?? 0);
    const without = best[index - 1];
    best.push(
      without === undefined || bytes > without.bytes ? { bytes, last: file, before } : { ...without },
    );
  }
  const chosen: FileBytes[] = [];
  for (let at = best.length - 1; at >= 0; at = best[at]!.before) chosen.push(best[at]!.last!);
  return chosen;
}

function endOf({ fromUs, toUs }: FileBytes, crossingUs: number): number {
  return toUs - Math.min(crossingUs, (toUs - fromUs) / 2);
}

function sum(files: readonly FileBytes[]): number {
  return files.reduce((total, { bytes }) => total + bytes, 0);
}
