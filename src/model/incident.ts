// What the operator states about a case: the content of incident.yaml. Texts are '' when not stated, numbers and times undefined.

import type { StatedTime } from './stated-time.ts';

/** A person or desk that can be reached. */
export interface Person {
  readonly name: string;
  readonly role: string;
  readonly organisation: string;
  readonly email: string;
  readonly phone: string;
}

/** Who answers for the report. */
export interface Preparer extends Person {
  /** On whose behalf, and by what right. */
  readonly authority: string;
  readonly qualification: string;
}

/** Traffic Light Protocol 2.0 marks. */
export const TLP_MARKS = ['clear', 'green', 'amber', 'amber+strict', 'red'] as const;

/** What an allow-listed prefix is for. */
export const ALLOW_LABELS = [
  'monitoring',
  'office',
  'cdn',
  'search_engine',
  'payment',
  'partner',
  'other',
] as const;

/** How a demand came in. */
export const DEMAND_CHANNELS = [
  'email',
  'web_form',
  'chat',
  'phone',
  'voicemail',
  'social_media',
  'sms',
  'letter',
  'in_person',
  'other',
] as const;

/** Whether a demand was paid. */
export const PAID = ['no', 'part', 'yes'] as const;

/** Whether a demand was answered. */
export const REPLIED = ['no', 'yes'] as const;

/** What kind of thing was done. */
export const ACTION_KINDS = [
  'mitigation',
  'configuration',
  'restart',
  'blackhole',
  'evidence',
  'provider_contact',
  'police_contact',
  'client_contact',
  'extortionist_contact',
  'other',
] as const;

/** What was done with evidence after it was collected. */
export const CUSTODY_ACTIONS = [
  'hashed',
  'copied',
  'transferred',
  'stored',
  'examined',
  'sealed',
  'other',
] as const;

/** Loss categories; the last three are left out of the loss total unless the operator includes them. */
export const LOSS_CATEGORIES = [
  'response',
  'damage_assessment',
  'restoration',
  'mitigation_purchase',
  'bandwidth',
  'lost_revenue',
  'sla_credits',
  'other',
  'investigation_support',
  'report_writing',
  'hardening',
] as const;

/** For whom the reports are written; decides what leaves the house. */
export const REPORT_PROFILES = ['law_enforcement', 'insurer', 'client', 'public'] as const;

/** Languages that reports are written in. */
export const REPORT_LANGUAGES = ['en', 'de'] as const;

/** How a time is written in reports: 2026-05-17 03:02:00Z, or 17 May 2026, 03:02 UTC. */
export const DATE_STYLES = ['iso', 'long'] as const;

/** How a document is written. */
export interface WrittenIn {
  readonly language: (typeof REPORT_LANGUAGES)[number];
  readonly dateStyle: (typeof DATE_STYLES)[number];
}

/** Settings for evidence files whose name fits `file`. */
export interface EvidenceSetting {
  /** A file name, or a pattern with * and ?. */
  readonly file: string;
  /** IANA zone or fixed offset of times without one. */
  readonly zone: string;
  /** How far the clock was ahead of UTC (negative: behind). Never applied to evidence times; captures are put in order by it. */
  readonly clockOffsetMs: number | undefined;
  readonly clockOffsetMethod: string;
  readonly host: string;
  readonly hostRole: string;
  readonly collectedBy: string;
  readonly collectedAt: StatedTime | undefined;
  readonly collectionCommand: string;
  /** Of an access log: the format that its server was given. */
  readonly logFormat: string;
  readonly packetsDropped: number | undefined;
  /** One packet of so many was recorded. */
  readonly samplingRate: number | undefined;
  readonly complete: 'yes' | 'no' | 'unknown';
  readonly notes: string;
}

/** A step in the custody of the evidence files whose name fits `file`. */
export interface StatedCustody {
  /** A file name, or a pattern with * and ?. */
  readonly file: string;
  readonly action: (typeof CUSTODY_ACTIONS)[number];
  readonly at: StatedTime | undefined;
  /** The end of what lasted, such as keeping it. */
  readonly until: StatedTime | undefined;
  readonly by: string;
  /** Who has it afterwards. */
  readonly to: string;
  readonly place: string;
  readonly method: string;
  readonly note: string;
  /** Hash that was taken then, lower case; '' when not stated. */
  readonly sha256: string;
}

/** A stretch in which a service did not work. */
export interface StatedOutage {
  readonly service: string;
  readonly from: StatedTime;
  /** Undefined when it had not ended, or nobody knows. */
  readonly to: StatedTime | undefined;
  readonly howMeasured: string;
}

/** A message that demands something. */
export interface StatedDemand extends DemandStatements {
  /** Relative to incident.yaml; '' for a call. */
  readonly file: string;
  readonly receivedAt: StatedTime | undefined;
  readonly channel: (typeof DEMAND_CHANNELS)[number];
  /** '' when not stated. */
  readonly paid: (typeof PAID)[number] | '';
  readonly replied: (typeof REPLIED)[number] | '';
}

/** What people know of a demand that no file tells; '' where nothing is stated. */
export interface DemandStatements {
  readonly note: string;
  /** Who read or heard it first. */
  readonly witness: string;
  /** What was paid: amount, time, transaction, from where to where. */
  readonly payment: string;
  readonly translation: string;
  readonly translator: string;
  /** Who else got the message. */
  readonly otherRecipients: string;
  readonly priorContact: string;
  /** A dispute that it may belong to: context, no accusation. */
  readonly disputeContext: string;
}

/** Something that was done about the attack. */
export interface StatedAction {
  readonly at: StatedTime;
  readonly until: StatedTime | undefined;
  readonly by: string;
  readonly what: string;
  readonly kind: (typeof ACTION_KINDS)[number];
}

/** Orders of day and month that a date like 05/06/2026 can have. */
export const DATE_FORMATS = ['DD/MM/YYYY', 'MM/DD/YYYY'] as const;

/** One of them. */
export type DateFormat = (typeof DATE_FORMATS)[number];

/** What is rounded: each entry, all of a person's work on a local day, or the whole bill. */
export const ROUNDING_SCOPES = ['entry', 'person_day', 'invoice'] as const;

/** The rules of the bill. */
export interface WorkLog {
  /** Relative to incident.yaml. */
  readonly files: readonly string[];
  /** Order of day and month where a work log does not tell; '' when not stated. */
  readonly dateFormat: DateFormat | '';
  /** Who worked, by file name or pattern, for work logs that name nobody. */
  readonly personByFile: Readonly<Record<string, string>>;
  /** Role of a person in the contract; case and spacing of names do not matter. */
  readonly roles: Readonly<Record<string, string>>;
  /** The contract's zone: days and after-hours begin by its clock; '' when not stated. */
  readonly zone: string;
  /** ISO 4217; '' when not stated. */
  readonly currency: string;
  /** Hourly rates in minor units. A class's rate goes before a person's, a person's before that of the role, this before the default. */
  readonly rates: {
    readonly default: number | undefined;
    readonly byPerson: Readonly<Record<string, number>>;
    readonly byRole: Readonly<Record<string, number>>;
    readonly byClass: Readonly<Record<string, number>>;
  };
  /** Least time billed for an entry, seconds. */
  readonly minimumSeconds: number;
  readonly rounding: {
    readonly mode: 'none' | 'nearest' | 'up' | 'down';
    /** Step in seconds; 0 with mode 'none'. */
    readonly stepSeconds: number;
    readonly scope: (typeof ROUNDING_SCOPES)[number];
  };
  readonly afterHours: {
    /** Seconds since local midnight; the window holds every day and may run over midnight. Undefined when there is none. */
    readonly window: { readonly fromSec: number; readonly toSec: number } | undefined;
    /** Thousandths: 1500 is one and a half times. */
    readonly factorMilli: number;
    /** Saturday and Sunday. */
    readonly weekendFactorMilli: number;
  };
  readonly holidays: {
    /** Local dates, "2026-12-25". */
    readonly dates: readonly string[];
    readonly factorMilli: number;
  };
  /** Least time billed for a call-out: a run of one person's entries that begins outside ordinary hours. 0 when there is none. */
  readonly callOut: {
    readonly minimumSeconds: number;
    /** Entries no further apart than this belong to one call-out. */
    readonly gapSeconds: number;
  };
  /** Most that is billed, after discount and before tax; undefined without a cap. */
  readonly capMinor: number | undefined;
  /** Thousandths of a percent: 19 % is 19000. */
  readonly taxMilliPercent: number;
  readonly discountMilliPercent: number;
  /** What was paid for the client, apart from the work; as on the receipts, and in no total of the bill. */
  readonly expenses: readonly {
    /** Local date, "2026-12-25". */
    readonly date: string;
    readonly item: string;
    /** Its number, or where it is; '' when not stated. */
    readonly receipt: string;
    readonly amountMinor: number;
  }[];
}

/** Traffic of the attack that a tariff may be for: what came in, or what the servers answered. */
export const TRAFFIC_DIRECTIONS = ['received', 'sent'] as const;

/** A price for traffic, as clouds and transit by volume have it. */
export interface Tariff {
  /** Billionths of the currency's main unit for one `unit`. */
  readonly priceBillionths: number;
  /** GB is 10^9 bytes, GiB 2^30. */
  readonly unit: 'GB' | 'GiB';
  readonly of: (typeof TRAFFIC_DIRECTIONS)[number];
}

/** A loss as the operator states it. */
export interface StatedLoss {
  readonly item: string;
  readonly category: (typeof LOSS_CATEGORIES)[number];
  /** Undefined when a tariff stands for it. */
  readonly amountMinor: number | undefined;
  readonly tariff: Tariff | undefined;
  readonly currency: string;
  readonly method: string;
  /** Whether it counts towards the loss total. */
  readonly included: boolean;
}

/** The whole statement; frozen. */
export interface Incident {
  /** Zone of stated times without an offset; '' when not stated. Not used for evidence. */
  readonly zone: string;
  readonly case: {
    readonly id: string;
    readonly title: string;
    readonly exercise: boolean;
    readonly policeReference: string;
    readonly preparedFor: string;
    /** Version of the report, and what it replaces. */
    readonly version: string;
    /** Where the originals of the evidence are kept, and by whom. */
    readonly originalsKept: string;
    readonly tlp: (typeof TLP_MARKS)[number] | '';
    readonly discoveredAt: StatedTime | undefined;
  };
  readonly victim: {
    readonly name: string;
    readonly address: string;
    readonly sector: string;
    readonly size: string;
    /** Protection against denial of service that was in place. */
    readonly protection: string;
    /** ISO 3166-1 alpha-2; '' when not stated. Decides whose laws and offices are named. */
    readonly country: string;
    readonly contact: Person;
  };
  readonly preparer: Preparer;
  readonly contacts: readonly Person[];
  readonly provider: {
    readonly name: string;
    readonly ticket: string;
    /** Name or number of the attacked server there. */
    readonly server: string;
    readonly email: string;
    readonly phone: string;
  };
  readonly client: {
    readonly name: string;
    readonly address: string;
    readonly contract: string;
    readonly invoice: string;
  };
  readonly insurer: {
    readonly name: string;
    readonly policy: string;
    readonly notifiedAt: StatedTime | undefined;
    /** Outage that the policy does not pay for, minutes; undefined when not stated. */
    readonly waitingPeriodMinutes: number | undefined;
  };
  /** Prefixes, "192.0.2.0/24". */
  readonly ownAddresses: readonly string[];
  readonly trustedProxies: readonly string[];
  /** List of abuse contacts, relative to incident.yaml; '' when not stated. */
  readonly abuseContacts: string;
  /** Own mail servers, as host names (with * for any characters) or prefixes; only their Received lines are believed. */
  readonly mailServers: readonly string[];
  readonly allowList: readonly {
    readonly prefix: string;
    readonly label: (typeof ALLOW_LABELS)[number];
    readonly note: string;
  }[];
  readonly evidence: readonly EvidenceSetting[];
  readonly custody: readonly StatedCustody[];
  readonly services: readonly {
    readonly name: string;
    readonly host: string;
    readonly address: string;
    readonly port: number | undefined;
    readonly url: string;
  }[];
  readonly outages: readonly StatedOutage[];
  readonly demands: readonly StatedDemand[];
  readonly actions: readonly StatedAction[];
  readonly workLog: WorkLog;
  readonly losses: readonly StatedLoss[];
  readonly thresholds: Readonly<Record<string, number>>;
  readonly report: WrittenIn & {
    readonly paper: 'A4' | 'Letter';
    readonly profile: (typeof REPORT_PROFILES)[number];
    /** Write the bill as LEDES 1998B too. */
    readonly ledes: boolean;
  };
}
