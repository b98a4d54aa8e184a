// Leads for an investigator: who may hold records, of what, for which time, and until when. Made from proven sources and from the demands alone.

/** What kind of record-keeper; see model/retention.ts for how long each is taken to keep its records. */
export const LEAD_KINDS = ['upstream', 'network', 'mail_relay', 'mail_service', 'account', 'wallet'] as const;

/** One of them. */
export type LeadKind = (typeof LEAD_KINDS)[number];

/** Something a record-keeper can look up. Values out of a message are as its sender wrote them. */
export interface LeadIdentifier {
  type: 'ip_address' | 'message_id' | 'email_address' | 'account' | 'phone' | 'wallet';
  value: string;
  /** Of an address: source ports in the records, at most 5; empty when none was logged. */
  sourcePorts: number[];
  /** When it was seen; '' when not known. */
  fromUtc: string;
  toUtc: string;
}

/** One record-keeper. */
export interface LeadFacts {
  /** L1, L2 ... most urgent first. */
  id: string;
  kind: LeadKind;
  /** Whom to ask. */
  keeper: string;
  /** How it is known that they are the ones, one phrase. */
  keeperBasis: string;
  /** 0 unless the keeper is a network. */
  asn: number;
  /** Demands it comes from. */
  demandIds: string[];
  /** At most 5. */
  identifiers: LeadIdentifier[];
  identifiersTotal: number;
  /** One phrase. */
  mayHold: string;
  /** Time the records are wanted for. */
  fromUtc: string;
  toUtc: string;
  /** Where the traffic went: '203.0.113.10 tcp/80'. */
  destinations: string[];
  /** Days that such records are taken to be kept at least; an assumption, no keeper was asked. */
  keptDays: number;
  /** Calendar date from which they may be gone. */
  goneFrom: string;
  /** Whole days from the report to that date; negative when it is past. */
  daysLeft: number;
}
