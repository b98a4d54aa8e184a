// Facts about the attack itself: criteria, peaks, vectors, waves, populations, and what was told apart from it. Part of IncidentFacts.

import type { Verdict } from './verdict.ts';

/** A criterion of a detector: what was measured, against what, and whether it held. */
export interface Criterion {
  name: string;
  measured: number;
  threshold: number;
  unit: string;
  held: boolean;
  /** One plain sentence for the reader. */
  text: string;
}

/** Peak rates with the moment (UTC) of each; 0 when the lane has no data. */
export interface Peaks {
  pps1s: number;
  pps60s: number;
  bps1s: number;
  bps60s: number;
  rps1s: number;
  rps60s: number;
  halfOpen: number;
  pps1sAt: string;
  rps1sAt: string;
  halfOpenAt: string;
}

/** Signs of a made-up population of sources, each with its number and weight (natural log-odds, positive = forged). */
export interface PopulationFacts {
  sources: number;
  /** Distinct first octets (IPv4 /8 blocks). */
  blocks8: number;
  distinctTtls: number;
  ttlEntropyBits: number;
  /** Share of sources with exactly one packet. */
  singletonShare: number;
  bogonShare: number;
  expectedBogonShare: number;
  /** Addresses the tool draws from; undefined without repetitions. */
  poolEstimate: number | undefined;
  distinctFingerprints: number;
  /** Sources whose owner answered with a reset from another TTL class, or an ICMP error. */
  deniedSources: number;
  signs: { name: string; measured: number; unit: string; weight: number; text: string }[];
  logOdds: number;
  /** Plain sentence. */
  conclusion: string;
  /** "two TTL values: about as many paths to the emitters", '' when nothing can be said. */
  emitters: string;
}

/** How many half-open sources there were in all: a lower bound from several snapshots (Chao1) with its 95 % interval. */
export interface SnapshotEstimate {
  snapshots: number;
  distinctSources: number;
  atLeast: number;
  low: number;
  high: number;
}

/** One technique against one target (address, service port or site). */
export interface VectorFacts {
  /** V1, V2 ... in order of first appearance. */
  id: string;
  /** XARF spelling: syn_flood, udp_flood, icmp_flood, http_flood. */
  vector: string;
  /** For people: 'SYN flood'. */
  title: string;
  /** CISA class: volumetric, protocol, application. */
  cisaClass: string;
  /** 'T1499.001 OS Exhaustion Flood' (consistent with). */
  attackTechnique: string;
  protocol: string;
  /** '80', 'random', '' ... */
  sourcePort: string;
  destinationPort: string;
  tcpFlags: string;
  lengthMin: number;
  lengthMax: number;
  targets: string[];
  waves: string[];
  packets: number;
  bytes: number;
  requests: number;
  /** Largest number of half-open sockets in one snapshot. */
  halfOpenPeak: number;
  sharePackets: number;
  shareBytes: number;
  /** Distinct source addresses, and how many of each verdict (sums to `sources`). */
  sources: number;
  sourcesByVerdict: Record<Verdict, number>;
  peaks: Peaks;
  firstUtc: string;
  lastUtc: string;
  /** Plain sentence: why this label (packet-level reason). */
  reason: string;
  criteria: Criterion[];
  /** Match expression in words and share of the traffic before the attack it would also hit; undefined = no baseline. */
  match: string;
  baselineShare: number | undefined;
  evidenceIds: string[];
  population: PopulationFacts | undefined;
  snapshotEstimate: SnapshotEstimate | undefined;
  /** Up to 3 sample records, as text, with pointer: 'E2 packet 1201: 198.51.100.7:40123 > 203.0.113.10:80 SYN ...'. */
  samples: { evidenceId: string; recordRef: string; text: string }[];
}

/** A period of attack. */
export interface WaveFacts {
  /** W1, W2 ... in order of start. */
  id: string;
  startUtc: string;
  endUtc: string;
  durationSec: number;
  /** Half-width of the uncertainty of start and end, seconds (bucket width or snapshot distance). */
  startUncertaintySec: number;
  endUncertaintySec: number;
  /** True when the evidence begins (ends) inside the attack: 'already under way when the evidence begins'. */
  startCensored: boolean;
  endCensored: boolean;
  targets: string[];
  vectors: string[];
  peaks: Peaks;
  packets: number;
  bytes: number;
  requests: number;
  sources: number;
  sourcesByVerdict: Record<Verdict, number>;
  /** Plain sentence: rule by which it was found. */
  detectionRule: string;
  evidenceIds: string[];
}

/** An explanation other than attack that was looked at (flash crowd, own test, crawler), and why kept or dropped. */
export interface AlternativeFacts {
  title: string;
  /** Period it is about. */
  startUtc: string;
  endUtc: string;
  conclusion: 'attack' | 'flash crowd' | 'mixed' | 'not enough baseline' | 'benign';
  text: string;
  criteria: Criterion[];
}

/** Hostile activity that is no denial of service. */
export interface ActivityFacts {
  kind: 'port_scan' | 'web_scan' | 'vulnerability_probe' | 'password_guessing';
  title: string;
  attackTechnique: string;
  /** What was seen, one phrase. */
  text: string;
  sources: number;
  /** Packets, requests or connections. */
  records: number;
  unit: string;
  /** The records prove their sources; otherwise `top` is empty. */
  proven: boolean;
  firstUtc: string;
  lastUtc: string;
  /** At most 20, most active first. */
  top: { address: string; records: number; firstUtc: string; firstRef: string }[];
}
