// Losses as the operator states them, as a tariff prices measured traffic and as the work log is priced, and outages against the waiting period of a policy. Minor units and minutes are integers.

import type { LOSS_CATEGORIES } from './incident.ts';

/** Traffic of the attack, as far as the evidence holds it: a floor in which nothing counts twice. */
export interface TrafficVolume {
  bytes: number;
  /** Waves that it belongs to. */
  waveIds: string[];
  /** Files in which it was counted. */
  evidenceIds: string[];
  /** Files that hold other traffic of the attack, or more of it, which may be the same. */
  notAdded: string[];
}

/** Both directions; undefined where nothing was measured. */
export interface TrafficVolumes {
  received: TrafficVolume | undefined;
  sent: TrafficVolume | undefined;
}

/** One line of the loss statement. */
export interface LossRow {
  item: string;
  category: (typeof LOSS_CATEGORIES)[number];
  /** What it rests on: the operator's word, bytes in the evidence at a stated tariff, or the priced work log. */
  basis: 'stated' | 'traffic' | 'work';
  /** Negative for what a discount or cap takes away; undefined when a tariff has nothing to be applied to. */
  amountMinor: number | undefined;
  currency: string;
  /** '' when the loss has no time of its own. */
  fromUtc: string;
  toUtc: string;
  /** How the amount was found; '' when not stated. */
  method: string;
  evidenceIds: string[];
  included: boolean;
  /** Why it is in the total, or not. */
  reason: string;
}

/** The loss statement. */
export interface LossFacts {
  rows: LossRow[];
  /** Sums of the included rows, a currency each, in order of first appearance. */
  totals: { currency: string; amountMinor: number }[];
}

/** One outage, in whole minutes. */
export interface OutageMinutes {
  /** O1, O2 ... as stated; M1, M2 ... as measured. */
  id: string;
  basis: 'stated' | 'measured';
  service: string;
  startUtc: string;
  /** '' when it had not ended or no end is stated. */
  endUtc: string;
  /** Begun minutes are not counted; undefined without an end. */
  minutes: number | undefined;
  /** Minutes after the waiting period, reckoned for this outage alone; undefined when either is not known. */
  beyondMinutes: number | undefined;
  howMeasured: string;
}

/** Outages of one service together; overlapping ones count once. */
export interface OutageTotal {
  basis: 'stated' | 'measured';
  service: string;
  outages: number;
  minutes: number;
  /** Minutes after one waiting period for all of them. */
  beyondMinutes: number | undefined;
}

/** What an insurer reckons with. Whether a policy counts each outage or all together is for its wording. */
export interface OutageFacts {
  waitingPeriodMinutes: number | undefined;
  outages: OutageMinutes[];
  totals: OutageTotal[];
}
