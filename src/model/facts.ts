// The one frozen object that report writers read. Writers compute nothing: every number, word and order they print is here.
// Times are RFC 3339 UTC strings with `Z` ('' = unknown); shares are 0 to 1; bps are bits per second; money is integer minor units.

import type { AbuseContact } from './abuse-contact.ts';
import type {
  ActivityFacts,
  AddressListFacts,
  AlternativeFacts,
  CampaignFacts,
  ClockFacts,
  ImpactFacts,
  VectorFacts,
  WaveFacts,
} from './attack-facts.ts';
import type { EvidenceBatch } from './batch.ts';
import type { Bill, RejectedEntry } from './billing.ts';
import type { CaptureOrigin } from './capture.ts';
import type { DemandRecord, DemandTiming } from './demand.ts';
import type { Diagnostic } from './diagnostic.ts';
import type { DemandStatements, StatedCustody, StatedDemand, Tariff, WrittenIn } from './incident.ts';
import type { JurisdictionFacts } from './jurisdiction.ts';
import type { LeadFacts } from './lead.ts';
import type { LossFacts, OutageFacts } from './loss.ts';
import type { RedactionCount } from './redaction.ts';
import type { CountryFacts, FlowFacts, NetworkFacts, SourceFacts, SourceRecord } from './source-facts.ts';
import type { Verdict } from './verdict.ts';

export type {
  ActivityFacts,
  AddressListFacts,
  AlternativeFacts,
  CampaignFacts,
  ClockFacts,
  Criterion,
  ImpactFacts,
  ImpactMeasure,
  MeasuredOutage,
  Peaks,
  PhaseFacts,
  PopulationFacts,
  SnapshotEstimate,
  VectorFacts,
  WaveFacts,
} from './attack-facts.ts';
export type { CountryFacts, FlowFacts, NetworkFacts, SourceFacts, SourceRecord } from './source-facts.ts';

/** Statement marks: seen in evidence, calculated from it, judged by us, or said by the operator. */
export type Mark = 'observed' | 'computed' | 'assessed' | 'stated';

export interface ToolFacts {
  name: string;
  version: string;
  nodeVersion: string;
  /** The command line, base names only. */
  command: string;
}

export interface PersonFacts {
  name: string;
  role: string;
  organisation: string;
  email: string;
  phone: string;
}

export interface PreparerFacts extends PersonFacts {
  /** On whose behalf and by what right. */
  authority: string;
  qualification: string;
}

/** A step in the custody of a file, as stated; '' = not stated. */
export interface CustodyFacts {
  /** '' when no file of the evidence has that name. */
  evidenceId: string;
  /** The name or pattern in incident.yaml. */
  file: string;
  action: StatedCustody['action'];
  atUtc: string;
  untilUtc: string;
  by: string;
  to: string;
  place: string;
  method: string;
  note: string;
  sha256: string;
  /** Whether that is the hash of the file as it was read, or of what is inside; undefined without one to compare. */
  matches: boolean | undefined;
}

/** Something done in a run, for the run log. */
export interface LogAction {
  action: string;
  /** To what. */
  what: string;
  /** Of the bytes it was done to; '' when there are none. */
  sha256: string;
}

/** What the operator stated in incident.yaml; '' = not stated. */
export interface CaseFacts {
  id: string;
  title: string;
  exercise: boolean;
  handling: string;
  policeReference: string;
  /** Whom the incident report is for. */
  preparedFor: string;
  version: string;
  originalsKept: string;
  /** When the attack was noticed. */
  discoveredUtc: string;
  victim: {
    name: string;
    address: string;
    sector: string;
    size: string;
    protection: string;
    /** ISO 3166-1 alpha-2. */
    country: string;
    contact: PersonFacts;
  };
  insurer: { name: string; policy: string; notifiedUtc: string; waitingPeriodMinutes: number | undefined };
  preparer: PreparerFacts;
  contacts: PersonFacts[];
  provider: { name: string; email: string; phone: string; ticket: string; server: string };
  client: { name: string; address: string; contract: string; invoice: string };
  services: { name: string; host: string; address: string; port: number; url: string }[];
  paper: 'A4' | 'Letter';
  /** Language and dates of the documents that follow these settings; not in data/incident.json, which is English. */
  writtenIn: WrittenIn;
  profile: string;
  /** The bill is also to be written as LEDES 1998B. */
  ledes: boolean;
  /** Stated incident facts that have their own tables; their ids are O1, D1, A1 and so on, as stated. */
  outages: { id: string; service: string; startUtc: string; endUtc: string; howMeasured: string }[];
  demands: ({
    id: string;
    file: string;
    evidenceId: string;
    receivedUtc: string;
    channel: string;
    paid: StatedDemand['paid'];
    replied: StatedDemand['replied'];
  } & DemandStatements)[];
  actions: { id: string; atUtc: string; untilUtc: string; by: string; what: string; kind: string }[];
  losses: {
    item: string;
    category: string;
    amountMinor: number | undefined;
    tariff: Tariff | undefined;
    currency: string;
    method: string;
    included: boolean;
  }[];
  allowList: { prefix: string; label: string; note: string }[];
  trustedProxies: string[];
  /** Whom to write to about the sources, as the operator has looked it up. */
  abuseContacts: readonly AbuseContact[];
}

export interface DatabaseFacts {
  role: string;
  name: string;
  version: string;
  buildDate: string;
  sha256: string;
  licence: string;
  /** Days between the build date and the first record of the evidence; undefined without either. */
  ageDays: number | undefined;
}

/** One evidence file and its ledger: bytesDecoded + bytesSkipped = bytesRead (uncompressed). */
export interface EvidenceFacts {
  /** E1, E2 ... in order of path. */
  id: string;
  fileName: string;
  path: string;
  format: string;
  formatTitle: string;
  kind: EvidenceBatch['kind'] | 'document';
  sha256: string;
  /** SHA-256 of the uncompressed bytes; '' when the file is not compressed. */
  innerSha256: string;
  sizeBytes: number;
  modifiedUtc: string;
  firstUtc: string;
  lastUtc: string;
  records: number;
  rejected: number;
  bytesRead: number;
  bytesDecoded: number;
  bytesSkipped: number;
  diagnostics: Diagnostic[];
  /** How record times are known, 'exact' or a weaker basis. */
  timeConfidence: string;
  /** Stated in incident.yaml, '' otherwise. */
  host: string;
  hostRole: string;
  collectedBy: string;
  collectedUtc: string;
  collectionCommand: string;
  /** Stated: how far the clock was ahead of UTC; undefined when not stated. */
  clockOffsetMs: number | undefined;
  /** How that was measured, as stated; '' when not stated. */
  clockOffsetMethod: string;
  /** Packets that the capture program told it had dropped, as stated. */
  packetsDropped: number | undefined;
  declaredOffset: string;
  /** How a capture was made, as its file says; texts cut. */
  capture: CaptureOrigin;
  /** Stated: one packet of so many was recorded; undefined when not stated. */
  samplingRate: number | undefined;
  complete: string;
  notes: string;
}

/** One row of timeline.csv. */
export interface TimelineEvent {
  id: string;
  atUtc: string;
  message: string;
  timestampDesc: string;
  kind: 'attack' | 'outage' | 'demand' | 'action' | 'work' | 'evidence' | 'note';
  phase: string;
  host: string;
  sourceAddress: string;
  sourcePort: number;
  destinationAddress: string;
  destinationPort: number;
  protocol: string;
  asn: number;
  asName: string;
  country: string;
  packets: number | undefined;
  bytes: number | undefined;
  httpMethod: string;
  httpPath: string;
  httpStatus: number;
  userAgent: string;
  evidenceId: string;
  recordRef: string;
  originalTime: string;
  originalOffset: string;
  timeConfidence: string;
  mark: Mark;
  /** Among the at most 40 that a one-page timeline shows. */
  important: boolean;
}

/** The bill, the rows of the work log that could not be billed, and the files it was read from. */
export interface BillFacts extends Bill {
  rejected: RejectedEntry[];
  files: { fileName: string; evidenceId: string; sha256: string }[];
}

/** One lane of the traffic chart. Points are (second since 1970 UTC at the start of the bucket, value per second or level). */
export interface SeriesFacts {
  lane: 'packets' | 'bits' | 'requests' | 'half_open';
  title: string;
  unit: string;
  bucketSec: number;
  points: { atSec: number; value: number }[];
}

export interface IncidentFacts {
  schemaVersion: 1;
  /** From --now. */
  generatedUtc: string;
  tool: ToolFacts;
  case: CaseFacts;
  databases: DatabaseFacts[];
  evidence: EvidenceFacts[];
  /** Steps in the custody of evidence as stated, in order of evidence, then as stated. */
  custody: CustodyFacts[];
  /** Names of given files and folders that could not be read, at most 50, in order: what they hold is not in the report. */
  unread: string[];
  /** Hex SHA-256 over the sorted evidence hashes: names the set of inputs. */
  inputsSha256: string;
  own: {
    addresses: string[];
    how: 'stated' | 'inferred' | 'unknown';
    reason: string;
    /** False when packets were read and none could be judged: no own address is known, or none of the packets reached or left one. */
    judged: boolean;
  };
  /**
   * Addresses taken for a proxy that was not stated, at most 50, most requests first, and of how many: all their requests, the share of the
   * ordinary ones that they carried (0 to 1), and how many user agents; undefined without any.
   */
  unstatedProxies:
    | { addresses: string[]; total: number; requests: number; share: number; agents: number }
    | undefined;
  /** True when at least one wave was found. */
  attackFound: boolean;
  /** Page-1 answers, each one plain sentence: what, when (UTC), against what, how big, effect (as far as known). Under 150 words together. */
  answers: { what: string; when: string; against: string; howBig: string; sources: string; effect: string };
  /** First and last record of all evidence. */
  firstUtc: string;
  lastUtc: string;
  waves: WaveFacts[];
  /** The waves together; undefined with fewer than two. */
  campaign: CampaignFacts | undefined;
  vectors: VectorFacts[];
  /** Distinct sources that took part in any vector, by best verdict; sums to `sourcesTotal`. */
  sourcesTotal: number;
  sourcesByVerdict: Record<Verdict, number>;
  /** Clients and other addresses that took no part; counted, never listed. */
  ordinaryClients: number;
  internalHosts: string[];
  /** Sources known from captures alone that are all the clients of their target, as a balancer or proxy is: named, and in no list. */
  loneClients: string[];
  /** Address lists of the operator, in order of evidence. */
  addressLists: AddressListFacts[];
  /** At most 50 each, by requests then packets, proven (and likely) only; nothing unproven is ever listed here. */
  topProven: SourceFacts[];
  topReflectors: SourceFacts[];
  /** At most 40, by proven sources. */
  networks: NetworkFacts[];
  /** All countries (at most 250). */
  countries: CountryFacts[];
  /** Proven sources whose country the two databases tell differently, and how many were compared. */
  countryDisagreements: { differing: number; compared: number };
  timeline: TimelineEvent[];
  series: SeriesFacts[];
  alternatives: AlternativeFacts[];
  /** Scans, probes and password guessing: told apart from the attack. */
  activities: ActivityFacts[];
  /** Clock differences between evidence sources, in order of evidence. */
  clocks: ClockFacts[];
  /** Measured effect of the waves; undefined when nothing could be measured. */
  impact: ImpactFacts | undefined;
  /** The stated demands, one a message: what the file holds and what was read out of it. */
  demandRecords: DemandRecord[];
  /** Receipts and deadlines against waves, in order of demand, then wave. */
  demandTimings: DemandTiming[];
  /** Who may hold records, most urgent first; at most 40. */
  leads: LeadFacts[];
  /** For the victim's country; undefined when none is stated, or there is no data for it. */
  jurisdiction: JurisdictionFacts | undefined;
  losses: LossFacts;
  outageMinutes: OutageFacts;
  /** The priced work log with what was refused in it; undefined when no work log was given. */
  billing: BillFacts | undefined;
  /** Sentences for 'Method and limits', in order. */
  method: string[];
  limits: string[];
  /** Secrets taken out of texts, by kind and place. Off, they stand in clear, for law enforcement only. */
  redaction: { on: boolean; secrets: RedactionCount[] };
  /** What was done up to here, and the hash of the last line of the run log about it. */
  runLog: { actions: LogAction[]; lastSha256: string };
  /** Thresholds in force. */
  thresholds: { name: string; value: number; unit: string; meaning: string }[];
  totals: { packets: number; bytes: number; requests: number; sockets: number; snapshots: number };
}

/** Full tables that do not fit into facts, streamed from the case database in the order they are to be written. */
export interface CaseRows {
  sources(): AsyncIterable<SourceFacts[]>;
  /** Records of these addresses, in order of time; few at once (thousands). */
  records(addresses: readonly string[]): Promise<Map<string, SourceRecord[]>>;
  flows(): AsyncIterable<FlowFacts[]>;
  rejected(): AsyncIterable<{ evidenceId: string; line: number; reason: string; sampleEscaped: string }[]>;
}
