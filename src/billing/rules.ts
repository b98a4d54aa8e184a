// The bill: entries split, breaks, minimum, rounding, amounts, subtotals, discount, cap, tax, total, in that order. Money is in integer minor units.

import {
  ACTIVITY_CLASSES,
  type Bill,
  type BillingGroup,
  type BillingLine,
  type BillingSummary,
  type BillingWarning,
  type EntryLink,
  type LinkStrength,
  MAY_NOT_BE_LOSS,
  minorDigits,
  type PricedEntry,
  personKey,
  type RateBasis,
  type TimeEntry,
} from '../model/billing.ts';
import type { WorkLog } from '../model/incident.ts';
import type { ZoneClock } from '../model/stated-time.ts';
import { checkEntries } from './checks.ts';
import { type Reckoned, reckon } from './reckoning.ts';
import { entryParts } from './split.ts';

/** What pricing needs besides entries and rules. */
export interface BillingContext {
  /** Clock of the contract's zone (UTC when none is stated). */
  zone: ZoneClock;
  /** From linkEntries; undefined when no events were looked at. */
  links?: readonly EntryLink[];
  /** Seconds since 1970 UTC; entries wholly outside are pointed out. */
  incident?: { fromSec: number; toSec: number };
}

/** Prices entries. Factors do not stack; time added by minimum and rounding sits in the last line of what it is reckoned on. */
export function priceEntries(entries: readonly TimeEntry[], rules: WorkLog, context: BillingContext): Bill {
  const ordered = [...entries].sort(
    (a, b) => a.startSec - b.startSec || compareText(a.person, b.person) || compareText(a.id, b.id),
  );
  const stated: StatedRates = {
    byPerson: byName(rules.rates.byPerson),
    byRole: byName(rules.rates.byRole),
    roles: byName(rules.roles),
  };
  const work = ordered.map((entry) => reckonable(entry, rules, context.zone));
  reckon(work, rules);
  const priced = work.map((one) => priceEntry(one, rules, stated));
  const warnings = checkEntries(ordered, context.links, context.incident);
  for (const { entry, rateBasis } of priced)
    if (rateBasis === 'none')
      warnings.push({ code: 'no-rate', entryIds: [entry.id], message: 'no rate is stated; billed at zero' });
  const links = [...(context.links ?? [])];
  const summary = summarise(priced, rules, context.zone.id, links);
  warnings.push(...wholeBillWarnings(rules, summary));
  return { entries: priced, rules, links, summary, warnings };
}

/** Rates and roles by name, whatever its case and spacing. */
interface StatedRates {
  byPerson: ReadonlyMap<string, number>;
  byRole: ReadonlyMap<string, number>;
  roles: ReadonlyMap<string, string>;
}

function byName<T>(stated: Readonly<Record<string, T>>): Map<string, T> {
  return new Map(Object.entries(stated).map(([name, value]) => [personKey(name), value]));
}

/** Hours x rate x factor in minor units, half a unit rounded up. Exact: the product can exceed 2^53. */
export function lineAmount(seconds: number, rateMinor: number, factorMilli: number): number {
  return divideHalfUp(BigInt(seconds) * BigInt(rateMinor) * BigInt(factorMilli), 3_600_000n);
}

/** A percentage of an amount, half a minor unit rounded up. */
export function percentOf(amountMinor: number, milliPercent: number): number {
  return divideHalfUp(BigInt(amountMinor) * BigInt(milliPercent), 100_000n);
}

function divideHalfUp(dividend: bigint, divisor: bigint): number {
  return Number((2n * dividend + divisor) / (2n * divisor));
}

function reckonable(entry: TimeEntry, rules: WorkLog, zone: ZoneClock): Reckoned {
  const lines = entryParts(entry, rules, zone).map((part): BillingLine => {
    const seconds = entry.dayOnlySeconds ?? part.endSec - part.startSec;
    return {
      entryId: entry.id,
      ...part,
      rawSeconds: seconds,
      billedSeconds: seconds,
      rateMinor: 0,
      amountMinor: 0,
    };
  });
  return { entry, lines, addedByMinimumSeconds: 0, addedByRoundingSeconds: 0 };
}

function priceEntry(one: Reckoned, rules: WorkLog, stated: StatedRates): PricedEntry {
  const { entry, lines, addedByMinimumSeconds, addedByRoundingSeconds } = one;
  const [rateMinor, rateBasis] = rateOf(entry, rules, stated);
  for (const line of lines) {
    line.rateMinor = rateMinor;
    line.amountMinor = lineAmount(line.billedSeconds, rateMinor, line.factorMilli);
  }
  const rawSeconds = sum(lines, (line) => line.rawSeconds);
  const breakSeconds = Math.min(entry.breakSeconds, rawSeconds);
  return {
    entry,
    role: stated.roles.get(personKey(entry.person)) ?? '',
    rateBasis,
    rawSeconds,
    breakSeconds,
    notBillableSeconds: entry.billable ? 0 : rawSeconds - breakSeconds,
    addedByMinimumSeconds,
    addedByRoundingSeconds,
    billedSeconds: sum(lines, (line) => line.billedSeconds),
    amountMinor: sum(lines, (line) => line.amountMinor),
    mayNotBeLoss: MAY_NOT_BE_LOSS.has(entry.activityClass),
    lines,
  };
}

function rateOf(
  entry: TimeEntry,
  { rates }: WorkLog,
  { byPerson, byRole, roles }: StatedRates,
): [number, RateBasis] {
  if (!entry.billable) return [0, 'not_billable'];
  if (entry.rateMinor !== undefined) return [entry.rateMinor, 'entry'];
  if (Object.hasOwn(rates.byClass, entry.activityClass)) return [rates.byClass[entry.activityClass], 'class'];
  const personal = byPerson.get(personKey(entry.person));
  if (personal !== undefined) return [personal, 'person'];
  const ofRole = byRole.get(personKey(roles.get(personKey(entry.person)) ?? ''));
  if (ofRole !== undefined) return [ofRole, 'role'];
  return rates.default === undefined ? [0, 'none'] : [rates.default, 'default'];
}

function summarise(
  priced: readonly PricedEntry[],
  rules: WorkLog,
  zone: string,
  links: readonly EntryLink[],
): BillingSummary {
  const subtotalMinor = sum(priced, (one) => one.amountMinor);
  const discountMinor = percentOf(subtotalMinor, rules.discountMilliPercent);
  const netMinor = subtotalMinor - discountMinor;
  const expensesMinor = sum(rules.expenses, (one) => one.amountMinor);
  const taxBaseMinor = Math.min(netMinor, rules.capMinor ?? netMinor);
  const taxMinor = percentOf(taxBaseMinor, rules.taxMilliPercent);
  const billed = (some: readonly PricedEntry[]): number => sum(some, (one) => one.billedSeconds);
  const strongest = strongestLinks(links);
  const covered = (strength: LinkStrength): number =>
    billed(priced.filter((one) => (strongest.get(one.entry.id) ?? 'none') === strength));
  const billedSeconds = billed(priced);
  return {
    currency: rules.currency,
    minorDigits: minorDigits(rules.currency),
    zone,
    entries: priced.length,
    rawSeconds: sum(priced, (one) => one.rawSeconds),
    breakSeconds: sum(priced, (one) => one.breakSeconds),
    notBillableSeconds: sum(priced, (one) => one.notBillableSeconds),
    billedSeconds,
    addedByMinimumSeconds: sum(priced, (one) => one.addedByMinimumSeconds),
    addedByRoundingSeconds: sum(priced, (one) => one.addedByRoundingSeconds),
    byClass: [...ACTIVITY_CLASSES, 'not_stated' as const].flatMap((name) =>
      group(
        name,
        priced.filter((one) => one.entry.activityClass === name),
        MAY_NOT_BE_LOSS.has(name),
      ),
    ),
    byPerson: personGroups(priced),
    subtotalMinor,
    mayNotBeLossMinor: sum(
      priced.filter((one) => one.mayNotBeLoss),
      (one) => one.amountMinor,
    ),
    discountMilliPercent: rules.discountMilliPercent,
    discountMinor,
    overCapMinor: netMinor - taxBaseMinor,
    taxBaseMinor,
    taxMilliPercent: rules.taxMilliPercent,
    taxMinor,
    totalMinor: taxBaseMinor + taxMinor,
    expensesMinor,
    withExpensesMinor: taxBaseMinor + taxMinor + expensesMinor,
    coverage: {
      directSeconds: covered('direct'),
      coincidentSeconds: covered('coincident'),
      sameDaySeconds: covered('same_day'),
      noneSeconds: covered('none'),
    },
  };
}

const STRENGTHS: readonly LinkStrength[] = ['none', 'same_day', 'coincident', 'direct'];

function strongestLinks(links: readonly EntryLink[]): Map<string, LinkStrength> {
  const strongest = new Map<string, LinkStrength>();
  for (const { entryId, strength } of links)
    if (STRENGTHS.indexOf(strength) >= STRENGTHS.indexOf(strongest.get(entryId) ?? 'none'))
      strongest.set(entryId, strength);
  return strongest;
}

// Persons by the first spelling of their name.
function personGroups(priced: readonly PricedEntry[]): BillingGroup[] {
  const byKey = new Map<string, PricedEntry[]>();
  for (const one of priced) {
    const key = personKey(one.entry.person);
    const list = byKey.get(key);
    if (list === undefined) byKey.set(key, [one]);
    else list.push(one);
  }
  return [...byKey.entries()]
    .sort(([a], [b]) => compareText(a, b))
    .flatMap(([, list]) => group(list[0].entry.person, list, false));
}

function group(name: string, priced: readonly PricedEntry[], mayNotBeLoss: boolean): BillingGroup[] {
  if (priced.length === 0) return [];
  return [
    {
      group: name,
      entries: priced.length,
      rawSeconds: sum(priced, (one) => one.rawSeconds),
      billedSeconds: sum(priced, (one) => one.billedSeconds),
      amountMinor: sum(priced, (one) => one.amountMinor),
      mayNotBeLoss,
    },
  ];
}

function wholeBillWarnings(rules: WorkLog, summary: BillingSummary): BillingWarning[] {
  const warnings: BillingWarning[] = [];
  if (summary.entries > 0 && rules.zone === '')
    warnings.push({ code: 'no-zone', entryIds: [], message: `days begin at midnight ${summary.zone}` });
  if (summary.overCapMinor > 0)
    warnings.push({
      code: 'over-cap',
      entryIds: [],
      message: 'more was worked than the cap of the contract lets be billed; the rest is shown and left out',
    });
  if (summary.subtotalMinor > 0 && rules.currency === '')
    warnings.push({
      code: 'no-currency',
      entryIds: [],
      message: 'the currency of the amounts is not stated',
    });
  const held = new Set(Object.values(rules.roles).map(personKey));
  for (const role of Object.keys(rules.rates.byRole))
    if (!held.has(personKey(role)))
      warnings.push({
        code: 'unused-rate',
        entryIds: [],
        message: 'a rate is stated for a role that nobody has under roles',
      });
  return warnings;
}

function sum<T>(items: readonly T[], value: (item: T) => number): number {
  return items.reduce((total, item) => total + value(item), 0);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
