// Is this population of source addresses real or made up? Each sign measured, weighted and added up as log-odds; and how many
// half-open sources there were in all, from several snapshots. Methods and measured examples: docs/verdicts.md.

import type { CaseStore } from '../aggregate/store.ts';
import type { PopulationFacts, SnapshotEstimate } from '../model/facts.ts';
import { share } from '../model/share.ts';
import { vectorBit } from './members.ts';
import type { VectorGroup } from './waves.ts';

/** Fewer sources than this say nothing about a population. */
const LEAST_SOURCES = 50;
/** Fewer sources seen twice than this carry no estimate of those never seen. */
const LEAST_TWICE = 10;
/** Share of IPv4 that is special-purpose, multicast or reserved: what random forging would hit. RFC 6890, 224/3. */
const BOGON_SHARE = 0.138;

interface Signs extends Record<string, bigint | number | null> {
  sources: bigint;
  packets: bigint;
  blocks8: bigint;
  ttls: bigint;
  entropy: number | null;
  singletons: bigint;
  bogons: bigint;
  pairs: number;
  fingerprints: bigint;
  denied: bigint;
}

/** Signs over the sources of a vector that its packets do not prove; undefined when there are too few or none came from captures. */
export async function population(store: CaseStore, index: number): Promise<PopulationFacts | undefined> {
  const [row] = await store.query<Signs>(`
    WITH s AS (
      SELECT src_hi, src_lo, sum(packets) AS packets, min(nullif(ttl_min, 0)) AS ttl, max(verdict) AS verdict, min(nullif(fingerprint, 0)) AS fingerprint, sum(denied) AS denied
      FROM members WHERE vector_bit = ${vectorBit(index)} AND packets > 0 GROUP BY src_hi, src_lo),
    t AS (SELECT ttl, count(*) AS n FROM s WHERE ttl IS NOT NULL GROUP BY ttl)
    SELECT count(*)::BIGINT AS sources, coalesce(sum(packets), 0)::BIGINT AS packets,
      count(DISTINCT CASE WHEN src_hi = 0 THEN (src_lo // 16777216) % 256 ELSE src_hi // 72057594037927936 + 256 END)::BIGINT AS blocks8,
      (SELECT count(*) FROM t)::BIGINT AS ttls, (SELECT -sum(n / total * log2(n / total)) FROM t, (SELECT sum(n)::DOUBLE AS total FROM t)) AS entropy,
      count(*) FILTER (packets = 1)::BIGINT AS singletons, count(*) FILTER (verdict = 4 AND coalesce(denied, 0) = 0)::BIGINT AS bogons,
      coalesce(sum(packets::DOUBLE * (packets - 1) / 2), 0) AS pairs, count(DISTINCT fingerprint)::BIGINT AS fingerprints, count(*) FILTER (denied > 0)::BIGINT AS denied
    FROM s`);
  const sources = Number(row.sources);
  if (sources < LEAST_SOURCES) return undefined;
  const packets = Number(row.packets);
  const facts: PopulationFacts = {
    sources,
    blocks8: Number(row.blocks8),
    distinctTtls: Number(row.ttls),
    ttlEntropyBits: Math.round((row.entropy ?? 0) * 100) / 100,
    singletonShare: share(Number(row.singletons), sources),
    bogonShare: share(Number(row.bogons), sources),
    expectedBogonShare: BOGON_SHARE,
    poolEstimate: row.pairs > 0 ? Math.round((packets * packets) / (2 * row.pairs)) : undefined,
    distinctFingerprints: Number(row.fingerprints),
    deniedSources: Number(row.denied),
    signs: [],
    logOdds: 0,
    conclusion: '',
    emitters: '',
  };
  weigh(facts);
  return facts;
}

// Weights are natural log-odds, chosen by hand from measured floods and reflector sets and deliberately blunt.
function weigh(facts: PopulationFacts): void {
  const sign = (name: string, measured: number, unit: string, weight: number, text: string): void => {
    facts.signs.push({ name, measured, unit, weight, text });
    facts.logOdds += weight;
  };
  const spread = facts.blocks8 >= 50 ? 'wide' : facts.blocks8 >= 20 ? 'some' : 'narrow';
  if (facts.distinctTtls > 0) {
    const few = facts.distinctTtls <= 4 && spread !== 'narrow';
    const weight = few
      ? facts.sources >= 1000 && spread === 'wide'
        ? 4
        : 2
      : facts.ttlEntropyBits >= 3
        ? -3
        : 0;
    sign(
      'distinct TTL values',
      facts.distinctTtls,
      '',
      weight,
      few
        ? `sources in ${facts.blocks8} /8 blocks share ${facts.distinctTtls} TTL value${facts.distinctTtls === 1 ? '' : 's'}, as packets of few emitters do`
        : `TTL entropy ${facts.ttlEntropyBits} bits over ${facts.blocks8} /8 blocks`,
    );
  }
  sign(
    'sources seen once',
    facts.singletonShare,
    'share',
    facts.singletonShare >= 0.95 ? 2 : facts.singletonShare <= 0.5 ? -2 : 0,
    'real machines send more than one packet; random forging hardly ever repeats an address',
  );
  sign(
    'sources that cannot exist',
    facts.bogonShare,
    'share',
    facts.bogonShare >= 0.05 ? 3 : 0,
    `special-purpose addresses; purely random forging would give ${Math.round(BOGON_SHARE * 1000) / 10} %, none at all says nothing (tools and providers filter them)`,
  );
  if (facts.poolEstimate !== undefined) {
    sign(
      'size of the address pool',
      facts.poolEstimate,
      'addresses',
      facts.poolEstimate >= 1e7 ? 3 : facts.poolEstimate <= 1e5 ? -2 : 0,
      'estimated from repeated addresses (birthday estimate); botnets have thousands to a million, random generators billions',
    );
  }
  if (facts.distinctFingerprints > 0) {
    sign(
      'distinct SYN fingerprints',
      facts.distinctFingerprints,
      '',
      facts.distinctFingerprints <= 2 ? 2 : facts.distinctFingerprints >= 10 ? -2 : 0,
      'one tool makes one kind of SYN; many real systems make many',
    );
  }
  if (facts.deniedSources > 0)
    sign(
      'sources that denied the connection',
      facts.deniedSources,
      'sources',
      3,
      'the owner of the address answered our SYN-ACK with a reset from another place',
    );
  const { logOdds } = facts;
  if (logOdds >= 4) facts.conclusion = 'The sources are forged by few emitters (high confidence).';
  else if (logOdds >= 2) facts.conclusion = 'The sources look forged (moderate confidence).';
  else if (logOdds <= -4)
    facts.conclusion =
      'The sources look like many real machines (moderate confidence); that proves none of them.';
  else facts.conclusion = 'The signs do not decide whether the sources are forged.';
  if (logOdds >= 2 && facts.distinctTtls > 0 && facts.distinctTtls <= 4)
    facts.emitters = `${facts.distinctTtls} TTL ${facts.distinctTtls === 1 ? 'value: one path' : 'values: about as many paths'} to the emitters`;
}

/** Distinct half-open sources over the snapshots of a vector, and the Chao1 lower bound for all there were (Chao 1984, 1987 interval). */
export async function snapshotEstimate(
  store: CaseStore,
  group: VectorGroup,
): Promise<SnapshotEstimate | undefined> {
  const finding = group.findings.find((each) => each.lane === 'sockets');
  if (finding === undefined) return undefined;
  const { hi, lo, port } = finding.target;
  const [row] = await store.query<{ snapshots: bigint; seen: bigint; once: bigint; twice: bigint }>(`
    WITH s AS (SELECT remote_hi, remote_lo, count(DISTINCT at_us) AS n FROM sockets_in
      WHERE state IN (3, 12) AND local_hi = ${hi}::UBIGINT AND local_lo = ${lo}::UBIGINT AND local_port = ${port} AND at_us BETWEEN ${finding.startUs} AND ${finding.endUs} GROUP BY remote_hi, remote_lo)
    SELECT (SELECT count(DISTINCT at_us) FROM sockets_in WHERE state IN (3, 12) AND local_port = ${port} AND at_us BETWEEN ${finding.startUs} AND ${finding.endUs})::BIGINT AS snapshots,
      count(*)::BIGINT AS seen, count(*) FILTER (n = 1)::BIGINT AS once, count(*) FILTER (n = 2)::BIGINT AS twice FROM s`);
  const [snapshots, seen, once, twice] = [row.snapshots, row.seen, row.once, row.twice].map(Number);
  if (seen === 0) return undefined;
  if (snapshots < 2) return { snapshots, distinctSources: seen, atLeast: seen, low: seen, high: seen };
  // Random forging hardly ever repeats an address: the formula would then bound the generator's range, not the sources there were.
  if (twice < LEAST_TWICE) return { snapshots, distinctSources: seen, atLeast: seen, low: seen, high: seen };
  return { snapshots, distinctSources: seen, ...chao1(seen, once, twice) };
}

/** Chao1 lower bound with its 95 % interval, bias-corrected when nothing was seen twice. */
export function chao1(
  seen: number,
  once: number,
  twice: number,
): { atLeast: number; low: number; high: number } {
  const unseen = twice > 0 ? (once * once) / (2 * twice) : (once * (once - 1)) / 2;
  const atLeast = Math.round(seen + unseen);
  if (unseen === 0) return { atLeast, low: seen, high: seen };
  const r = twice > 0 ? once / twice : 0;
  const variance =
    twice > 0
      ? twice * (r ** 4 / 4 + r ** 3 + r ** 2 / 2)
      : (once * (once - 1)) / 2 + (once * (2 * once - 1) ** 2) / 4 - once ** 4 / (4 * (seen + unseen));
  const k = Math.exp(1.96 * Math.sqrt(Math.log(1 + Math.max(0, variance) / unseen ** 2)));
  return { atLeast, low: Math.round(seen + unseen / k), high: Math.round(seen + unseen * k) };
}
