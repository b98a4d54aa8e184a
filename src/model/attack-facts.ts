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
  /** Of a vector that came in several waves: those in which, or over which together, it was measured so. */
  waves?: string[];
}

/** Peak rates with the moment (UTC) of each; 0 when the lane has no data. */
export interface Peaks {
  pps1s: number;
  pps60s: number;
  bps1s: number;
  bps60s: number;
  /** Rates that 95 of 100 seconds with any of it do not exceed; of several stretches the largest. 0: not measured. */
  pps95: number;
  bps95: number;
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
  /** Wire bytes of the packets received, from captures. */
  bytesReceived: number;
  /** Bytes of the answers to the requests, as logged. */
  bytesSent: number;
  requests: number;
  /** Largest number of half-open sockets in one snapshot. */
  halfOpenPeak: number;
  /** Of all vectors that were seen in packets; 0 when this one was not, which says nothing. */
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
  /** To a tenth of a second: floods of less than one are floods. */
  durationSec: number;
  /** Uncertainty of start and end, seconds: bucket width (to either side) or distance to the next snapshot, plus the part of the clocks. */
  startUncertaintySec: number;
  endUncertaintySec: number;
  /** The edge is a snapshot: the attack may have begun earlier (ended later), but was there then. Told in words; not in incident.json. */
  startOneSided: boolean;
  endOneSided: boolean;
  /** The part of the clocks in both, seconds: stated offset, or measured difference and spread, of the files the wave rests on; 0 when nothing is known. */
  clockUncertaintySec: number;
  /** True when the evidence begins (ends) inside the attack: 'already under way when the evidence begins'. */
  startCensored: boolean;
  endCensored: boolean;
  targets: string[];
  vectors: string[];
  peaks: Peaks;
  packets: number;
  /** Wire bytes of the packets received, from captures. */
  bytesReceived: number;
  /** Bytes of the answers to the requests, as logged. */
  bytesSent: number;
  requests: number;
  sources: number;
  sourcesByVerdict: Record<Verdict, number>;
  /** Plain sentence: rule by which it was found. */
  detectionRule: string;
  evidenceIds: string[];
  /** At most 200, in order of time; `phasesTotal` is how many there are. */
  phases: PhaseFacts[];
  phasesTotal: number;
  /** Set when the wave came in pulses: how many, and medians over them; `periodSec` from start to start. */
  pulses:
    | { count: number; lengthSec: number; gapSec: number; periodSec: number; regular: boolean }
    | undefined;
  /** One plain sentence about phases, pulses and gaps; '' when the wave is of one piece. */
  shape: string;
}

/** Several waves as one campaign. Totals are sums over the waves. */
export interface CampaignFacts {
  waves: number;
  /** Ids and times of the first and the last wave. */
  firstWave: string;
  lastWave: string;
  startUtc: string;
  endUtc: string;
  /** UTC days that a wave touches, and UTC days with any record in the evidence. */
  daysAttacked: number;
  daysCovered: number;
  /** Time under attack, seconds; overlaps count once. `atLeast` when evidence begins or ends inside a wave, or an edge lies between two snapshots. */
  attackSec: number;
  atLeast: boolean;
  /** Times between waves that captures or logs of the kinds in both waves cover, and those that they do not. */
  quietTimes: number;
  quietNotCovered: number;
  /** Of the covered ones, seconds; undefined when there is none. */
  longestQuietSec: number | undefined;
  shortestQuietSec: number | undefined;
  packets: number;
  /** Wire bytes of the packets received, from captures. */
  bytesReceived: number;
  /** Bytes of the answers to the requests, as logged. */
  bytesSent: number;
  requests: number;
  /** Sources seen in more than one wave: used by a real host, and reflectors. What may be forged is not counted. */
  sourcesAgain: { proven: number; reflector: number };
  /** Set when the first starts of the days cluster round one time of the day: that time (UTC, hh:mm), days tested, p of Rayleigh's test. */
  usualStart: { timeUtc: string; days: number; p: number } | undefined;
}

/** A part of a wave: a stretch with the same vectors at the same level, a pulse, the gap between two, or a pause that no evidence covers. */
export interface PhaseFacts {
  /** W1.1, W1.2 ... in order of time within the wave. */
  id: string;
  kind: 'phase' | 'pulse' | 'gap' | 'unseen';
  startUtc: string;
  endUtc: string;
  durationSec: number;
  /** Vector ids; empty in a gap and where nothing was seen. */
  vectors: string[];
  /** All of the kind to the targets in that time, ordinary ones among them; 0 in gaps and of sockets. */
  packets: number;
  requests: number;
  /** Busiest second, and mean over the part. */
  peakPps: number;
  meanPps: number;
  peakRps: number;
  meanRps: number;
}

/** An explanation other than attack that was looked at (flash crowd, own test, crawler), and why kept or dropped. */
export interface AlternativeFacts {
  title: string;
  /** Period it is about. */
  startUtc: string;
  endUtc: string;
  conclusion:
    | 'attack'
    | 'flash crowd'
    | 'mixed'
    | 'not enough baseline'
    | 'not attributed'
    | 'undecided'
    | 'benign';
  text: string;
  criteria: Criterion[];
}

/** Hostile activity that is no denial of service. */
export interface ActivityFacts {
  kind: 'port_scan' | 'web_scan' | 'vulnerability_probe' | 'password_guessing' | 'backscatter';
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

/** How far the clocks of two evidence sources differ. Shown as measured; no time is ever shifted by it. */
export interface ClockFacts {
  evidenceA: string;
  evidenceB: string;
  kinds: 'capture and log' | 'log and log' | 'capture and dump';
  method: 'matched requests' | 'half-open sockets' | 'rate correlation' | 'none';
  /** Seconds that B is ahead of A (negative: behind); undefined when the two have not enough in common. */
  offsetSec: number | undefined;
  /** Interquartile range of matched requests, width of the possible for half-open sockets, half width of the peak for rates. */
  spreadSec: number | undefined;
  /** Matched events; for rates the seconds with records that were compared. */
  matches: number;
  /** How many times better the offset fits than the next best one. */
  ratio: number;
  /** A multiple of a quarter hour within 5 s: looks like a time-zone mistake. */
  wholeHours: boolean;
  /** Clock offset against UTC as the operator stated it, milliseconds. */
  statedMsA: number | undefined;
  statedMsB: number | undefined;
  text: string;
}

/** One measured effect of a wave on a site or address, against a stretch without attack. */
export interface ImpactMeasure {
  waveId: string;
  /** Site, address or port. */
  target: string;
  kind: 'failed_share' | 'given_up_share' | 'answer_time' | 'earlier_clients' | 'syn_ack_ratio' | 'half_open';
  unit: 'share' | 's' | 'requests/min' | 'ratio' | 'sockets';
  inWave: number;
  /** The same outside; undefined when the evidence holds nothing to compare with. */
  outside: number | undefined;
  /** Change in percent of `outside`, for requests a minute and SYN-ACK ratios; undefined without anything to compare with. */
  changePercent: number | undefined;
  /** Part of whole, requests in minutes, for answer times requests with one of all, or for sockets: snapshots at the most of all snapshots, and most outside in snapshots outside. */
  counts: { inWave: number; inWaveOf: number; outside: number; outsideOf: number };
  mark: 'observed' | 'computed';
  text: string;
}

/** A stretch of whole minutes in which a site answered nothing (`outage`) or failed at least half of what it was asked (`degraded`). */
export interface MeasuredOutage {
  site: string;
  kind: 'outage' | 'degraded';
  /** Start of the first and end of the last such minute. */
  startUtc: string;
  endUtc: string;
  minutes: number;
  requests: number;
  failed: number;
  waveIds: string[];
  mark: 'observed';
  howMeasured: string;
}

/** What the attack did to the service, as far as the evidence tells. */
export interface ImpactFacts {
  measures: ImpactMeasure[];
  outages: MeasuredOutage[];
  /** One plain sentence for page 1; '' when nothing was measured that stands out. */
  summary: string;
}

/** A list of addresses that the operator gave, and what came of it. */
export interface AddressListFacts {
  label: string;
  /** `spares`: its addresses are no sources of an attack; `tor_vpn`: they are marked, which is a hint and no verdict; `none`: unknown label. */
  purpose: 'spares' | 'tor_vpn' | 'none';
  evidenceId: string;
  fileName: string;
  /** YYYY-MM-DD as the list states it, '' undated. */
  date: string;
  /** Days from the list to the first wave, or to the first record without one; negative when the list is younger; undefined when undated. */
  ageDays: number | undefined;
  old: boolean;
  prefixes: number;
  /** Addresses of the evidence that lie in it, with their packets and requests. */
  addresses: number;
  packets: number;
  requests: number;
  /** One plain sentence with file and date. */
  text: string;
}
