// Working time and its price: entries as read, lines as billed, links to events. Plain data; seconds and minor currency units are integers.

import type { WorkLog } from './incident.ts';

/** Activity classes of an entry, in the order in which summaries list them. */
export const ACTIVITY_CLASSES = [
  'detect_triage',
  'mitigate',
  'restore',
  'damage_assessment',
  'evidence_preservation',
  'communication_client',
  'communication_provider',
  'le_support',
  'report_writing',
  'hardening',
  'admin',
] as const;

/** One of the classes, or that nobody stated one. */
export type ActivityClass = (typeof ACTIVITY_CLASSES)[number] | 'not_stated';

/** Classes a client may pay for but a court may not count as loss (helping the investigation, reporting, improvement). */
export const MAY_NOT_BE_LOSS: ReadonlySet<ActivityClass> = new Set<ActivityClass>([
  'le_support',
  'report_writing',
  'hardening',
]);

/** A stretch of work as the timekeeper recorded it. */
export interface TimeEntry {
  /** "<source>:<line>", so that it does not depend on the order of files. */
  id: string;
  person: string;
  description: string;
  activityClass: ActivityClass;
  /** Seconds since 1970 UTC; the end is later than the start. */
  startSec: number;
  endSec: number;
  /** Set when only the date was recorded: seconds worked at some time between start and end, which are then the bounds of that local day. */
  dayOnlySeconds: number | undefined;
  /** Time within the entry that was no work; not billed. */
  breakSeconds: number;
  /** False when the timekeeper's tool says that it is not to be billed. */
  billable: boolean;
  /** As written in the source. */
  startText: string;
  endText: string;
  /** Zone that was assumed for start or end; empty when both carried their offset. */
  zone: string;
  /** Hourly rate of this entry alone, minor units; undefined when the general rates hold. */
  rateMinor: number | undefined;
  /** When it was written down, seconds since 1970 UTC; undefined when not recorded. */
  recordedSec: number | undefined;
  source: string;
  /** 1-based line in the source. */
  line: number;
}

/** Why a row did not become an entry. */
export const REJECTIONS = {
  'unclosed-quote': 'a quoted cell is not closed',
  'text-after-quote': 'text behind a closing quote',
  'too-many-cells': 'more cells than the header has',
  'missing-cell': 'a required cell is empty',
  'bad-time': 'a time that cannot be read',
  'no-zone': 'a time without offset, and no zone is stated',
  'ambiguous-time': 'a local time that happened twice (clocks set back)',
  'nonexistent-time': 'a local time that never happened (clocks set forward)',
  'ends-before-start': 'the end is not later than the start',
  'bad-class': 'an unknown activity class',
  'bad-rate': 'a rate that is no amount of money',
  'bad-duration': 'a length of time that cannot be',
  'bad-billable': 'neither yes nor no to billing',
  'no-end': 'the clock was still running; no end was recorded',
  'no-start': 'a clock-out without a clock-in',
  'no-person': 'nobody is named',
  'not-work': 'a break',
  'contradicting-zone': 'an offset that is not that of the stated zone',
  malformed: 'not in the form of the file',
} as const;

/** A row of a work log that was not billed. */
export interface RejectedEntry {
  source: string;
  /** 1-based line where the row starts. */
  line: number;
  reason: keyof typeof REJECTIONS;
  /** What was expected and found. */
  message: string;
  /** The row, at most 200 characters, control characters escaped. */
  sample: string;
}

/** Where a rate came from. */
export type RateBasis = 'entry' | 'class' | 'person' | 'role' | 'default' | 'none' | 'not_billable';

/** A printed line: the part of an entry within one local day and one factor. Amounts are rounded here and nowhere later. */
export interface BillingLine {
  entryId: string;
  startSec: number;
  endSec: number;
  /** Local calendar date in the contract's zone, "2026-05-17". */
  date: string;
  /** Minutes east of UTC at the start. */
  offsetMin: number;
  /** The same at its end: the clocks may have changed meanwhile. */
  endOffsetMin: number;
  rawSeconds: number;
  /** Without breaks, after minimum and rounding; what these add sits in the last line of what they are reckoned on. */
  billedSeconds: number;
  rateMinor: number;
  /** Factor in thousandths: 1500 is one and a half times. */
  factorMilli: number;
  factorReason: '' | 'after hours' | 'weekend' | 'holiday';
  amountMinor: number;
}

/** An entry with its price. */
export interface PricedEntry {
  entry: TimeEntry;
  /** Of the person, as stated; '' when not stated. */
  role: string;
  rateBasis: RateBasis;
  /** billedSeconds = rawSeconds - breakSeconds - notBillableSeconds + what minimum and rounding added. */
  rawSeconds: number;
  breakSeconds: number;
  notBillableSeconds: number;
  /** By the minimum for an entry and by that for a call-out. */
  addedByMinimumSeconds: number;
  /** Negative when rounding took time away. */
  addedByRoundingSeconds: number;
  billedSeconds: number;
  amountMinor: number;
  mayNotBeLoss: boolean;
  lines: BillingLine[];
}

/** A subtotal. */
export interface BillingGroup {
  /** Activity class or person. */
  group: string;
  entries: number;
  rawSeconds: number;
  billedSeconds: number;
  amountMinor: number;
  /** True for classes that may not count as loss; false for persons. */
  mayNotBeLoss: boolean;
}

/** Totals; `totalMinor` = `subtotalMinor` - `discountMinor` - `overCapMinor` + `taxMinor`, and the subtotal is the sum of the lines. */
export interface BillingSummary {
  /** ISO 4217 code; empty when not stated. */
  currency: string;
  /** Decimal places of the minor unit. */
  minorDigits: number;
  /** Zone in which days and after-hours begin. */
  zone: string;
  entries: number;
  rawSeconds: number;
  breakSeconds: number;
  notBillableSeconds: number;
  billedSeconds: number;
  addedByMinimumSeconds: number;
  addedByRoundingSeconds: number;
  byClass: BillingGroup[];
  byPerson: BillingGroup[];
  subtotalMinor: number;
  /** Part of the subtotal in classes that may not count as loss. */
  mayNotBeLossMinor: number;
  /** Thousandths of a percent: 19 % is 19000. */
  discountMilliPercent: number;
  discountMinor: number;
  /** What is left out because the contract's cap is reached; 0 without a cap. */
  overCapMinor: number;
  taxBaseMinor: number;
  taxMilliPercent: number;
  taxMinor: number;
  totalMinor: number;
  /** Apart from the total, as stated. */
  expensesMinor: number;
  /** The total and the expenses together. */
  withExpensesMinor: number;
  /** Billed seconds by the strongest link of their entry. */
  coverage: { directSeconds: number; coincidentSeconds: number; sameDaySeconds: number; noneSeconds: number };
}

/** What a reader of the bill may ask about. */
export const BILLING_WARNINGS = {
  overlap: 'two entries of the same person overlap',
  'long-entry': 'longer than 12 hours',
  'several-tasks': 'several tasks in one description',
  'no-description': 'no description',
  'identical-description': 'the same description as another entry of the same person',
  'recorded-late': 'written down more than 24 hours after its end',
  'no-linked-event': 'no event in the timeline; stated by the timekeeper only',
  'outside-incident': 'outside the incident window',
  'date-only': 'only the date was recorded, not start and end',
  'over-cap': 'the cap of the contract is reached',
  'no-rate': 'no rate stated; billed at zero',
  'unused-rate': 'a rate of a role that nobody has',
  'no-currency': 'amounts without a stated currency',
  'no-zone': 'no zone stated; days begin at midnight UTC',
} as const;

/** One warning; `entryIds` is empty when it concerns the whole bill. */
export interface BillingWarning {
  code: keyof typeof BILLING_WARNINGS;
  entryIds: string[];
  message: string;
}

/** The whole bill. */
export interface Bill {
  /** In order of start, person, id. */
  entries: PricedEntry[];
  /** The rules it was priced by. */
  rules: WorkLog;
  links: EntryLink[];
  summary: BillingSummary;
  warnings: BillingWarning[];
}

/** What an entry can be tied to: a stated action, an attack wave, an outage. Seconds since 1970 UTC, start <= end. */
export interface LinkableEvent {
  id: string;
  kind: 'action' | 'wave' | 'outage';
  startSec: number;
  endSec: number;
  /** Who acted; empty for waves and outages. */
  by: string;
}

/** How surely an entry belongs to an event; 'same_day' is the most that can be said of an entry without start and end. */
export type LinkStrength = 'direct' | 'coincident' | 'same_day' | 'none';

/** A tie between an entry and an event; every entry has at least one row, with strength 'none' when nothing fits. */
export interface EntryLink {
  entryId: string;
  /** Empty when the strength is 'none'. */
  eventId: string;
  strength: LinkStrength;
  /** Start of the event minus start of the entry. */
  offsetSeconds: number;
  reason: string;
}

/** Names compare without regard to case and spacing. */
export function personKey(name: string): string {
  return name.normalize('NFC').trim().replace(/\s+/g, ' ').toLowerCase();
}

// ISO 4217: currencies whose minor unit is not a hundredth.
const NO_MINOR_UNIT = 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF'.split(' ');
const THOUSANDTHS = 'BHD IQD JOD KWD LYD OMR TND'.split(' ');

/** Decimal places of a currency's minor unit, ISO 4217; 2 when unknown. */
export function minorDigits(currency: string): number {
  if (NO_MINOR_UNIT.includes(currency)) return 0;
  return THOUSANDTHS.includes(currency) ? 3 : 2;
}

/** Reads "87.5" or "87,5" as an integer of 10^-digits; undefined for signs, grouping, more decimals than that, or above 10^12. */
export function readScaled(text: string, digits: number): number | undefined {
  const match = /^(\d{1,12})(?:[.,](\d+))?$/.exec(text.trim());
  if (match === null) return undefined;
  const decimals = (match[2] ?? '').replace(/0+$/, '');
  if (decimals.length > digits) return undefined;
  const value = Number(match[1] + decimals.padEnd(digits, '0'));
  return value <= 1e12 ? value : undefined;
}
