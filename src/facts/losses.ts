// The loss statement: what the operator states, measured traffic at a stated tariff, and the work log as it was priced. Nothing is estimated here;
// classes that a court may leave out are marked.

import { type ActivityClass, minorDigits, type PricedEntry } from '../model/billing.ts';
import type { BillFacts, CaseFacts, WaveFacts } from '../model/facts.ts';
import type { LossFacts, LossRow, TrafficVolumes } from '../model/loss.ts';
import { formatSecond } from '../model/time.ts';
import { CLASS_TITLE } from '../report/text/wording.ts';
import { milliPercent, money, workTime } from '../report/units.ts';
import { type TrafficCost, trafficCost } from './traffic-cost.ts';

const CATEGORY: Record<ActivityClass, LossRow['category']> = {
  detect_triage: 'response',
  mitigate: 'response',
  restore: 'restoration',
  damage_assessment: 'damage_assessment',
  evidence_preservation: 'response',
  communication_client: 'response',
  communication_provider: 'response',
  le_support: 'investigation_support',
  report_writing: 'report_writing',
  hardening: 'hardening',
  admin: 'other',
  not_stated: 'other',
};

const LEFT_OUT: Partial<Record<LossRow['category'], string>> = {
  investigation_support: 'a court may not count it: help for investigators',
  report_writing: 'a court may not count it: writing of reports',
  hardening: 'a court may not count it: improvement',
};

/** The rows, stated losses first, then the work by class, then what the bill takes away or adds. */
export function lossFacts(
  stated: CaseFacts,
  bill: BillFacts | undefined,
  waves: readonly Pick<WaveFacts, 'startUtc'>[],
  volumes: TrafficVolumes,
): LossFacts {
  const firstWaveUtc = waves[0]?.startUtc ?? '';
  const rows = [
    ...statedRows(stated, bill !== undefined, volumes),
    ...(bill === undefined ? [] : workRows(stated, bill, firstWaveUtc)),
  ];
  return summedLosses(rows);
}

/** The rows with the sum, per currency, of those that are included. */
export function summedLosses(rows: LossRow[]): LossFacts {
  const totals = new Map<string, number>();
  for (const row of rows)
    if (row.included && row.amountMinor !== undefined)
      totals.set(row.currency, (totals.get(row.currency) ?? 0) + row.amountMinor);
  return { rows, totals: [...totals].map(([currency, amountMinor]) => ({ currency, amountMinor })) };
}

function statedRows({ losses }: CaseFacts, hasWorkLog: boolean, volumes: TrafficVolumes): LossRow[] {
  return losses.map(({ item, category, amountMinor, tariff, currency, method, included }) => {
    if (tariff !== undefined)
      return trafficRow(
        { item, category: category as LossRow['category'], currency },
        trafficCost(tariff, volumes[tariff.of], currency, method),
        included,
      );
    const ofWork = hasWorkLog && ['response', 'damage_assessment', 'restoration'].includes(category);
    return {
      item,
      category: category as LossRow['category'],
      basis: 'stated',
      amountMinor,
      currency,
      fromUtc: '',
      toUtc: '',
      method,
      evidenceIds: [],
      included,
      reason: included
        ? `as stated${ofWork ? '; the work log is counted below: this must not be the same work' : ''}`
        : (LEFT_OUT[category as LossRow['category']] ?? 'left out, as stated'),
    };
  });
}

// Without an amount nothing can be in a total, whatever is stated.
function trafficRow(
  of: Pick<LossRow, 'item' | 'category' | 'currency'>,
  { amountMinor, method, evidenceIds, reason }: TrafficCost,
  included: boolean,
): LossRow {
  return {
    ...of,
    basis: 'traffic',
    amountMinor,
    fromUtc: '',
    toUtc: '',
    method,
    evidenceIds,
    included: included && amountMinor !== undefined,
    reason: included || amountMinor === undefined ? reason : (LEFT_OUT[of.category] ?? 'left out, as stated'),
  };
}

type WorkRow = LossRow & { amountMinor: number };

function workRows(stated: CaseFacts, bill: BillFacts, firstWaveUtc: string): WorkRow[] {
  const { summary } = bill;
  const row = (
    part: Pick<LossRow, 'item' | 'category' | 'included' | 'reason'> & { amountMinor: number },
  ): WorkRow => ({
    basis: 'work',
    currency: summary.currency,
    fromUtc: '',
    toUtc: '',
    method: '',
    evidenceIds: [],
    ...part,
  });
  const rows = summary.byClass.map((group): WorkRow => {
    const name = group.group as ActivityClass;
    const entries = bill.entries.filter(({ entry }) => entry.activityClass === name);
    const fromUtc = formatSecond(Math.min(...entries.map(({ entry }) => entry.startSec)));
    const category = CATEGORY[name];
    const priced = group.amountMinor > 0;
    return {
      ...row({
        item: `Work: ${CLASS_TITLE[name]}, ${workTime(group.billedSeconds)}`,
        category,
        amountMinor: group.amountMinor,
        included: priced && !group.mayNotBeLoss,
        reason: !priced
          ? 'no rate stated: not priced'
          : group.mayNotBeLoss
            ? (LEFT_OUT[category] ?? '')
            : responding(fromUtc, firstWaveUtc, stated.insurer.notifiedUtc),
      }),
      fromUtc,
      toUtc: formatSecond(Math.max(...entries.map(({ entry }) => entry.endSec))),
      method: 'billed hours x rate x factor, before tax: billing/time_entries.csv',
      evidenceIds: evidenceOf(entries),
    };
  });
  const taken = summary.discountMinor + summary.overCapMinor;
  if (taken > 0) {
    const included = rows.reduce((sum, each) => sum + (each.included ? each.amountMinor : 0), 0);
    const ofIncluded = partOf(taken, included, summary.subtotalMinor);
    const what = 'Discount and cap of the bill';
    const digits = minorDigits(summary.currency);
    const method = `${money(taken, digits, summary.currency)} in all, in the proportion of the amounts`;
    for (const [amount, isIncluded] of [
      [ofIncluded, true],
      [taken - ofIncluded, false],
    ] as const)
      if (amount > 0)
        rows.push({
          ...row({
            item: `${what}, ${isIncluded ? 'on work that is included' : 'on work that is left out'}`,
            category: 'other',
            amountMinor: -amount,
            included: isIncluded,
            reason: isIncluded ? 'was not paid' : 'follows the work that it reduces',
          }),
          method,
        });
  }
  if (summary.taxMinor > 0)
    rows.push({
      ...row({
        item: `Tax on the bill, ${milliPercent(summary.taxMilliPercent)}`,
        category: 'other',
        amountMinor: summary.taxMinor,
        included: false,
        reason: 'counts only where it cannot be reclaimed',
      }),
      method: 'as billed',
    });
  return rows;
}

function responding(fromUtc: string, firstWaveUtc: string, notifiedUtc: string): string {
  const earlier = [
    ...(before(fromUtc, firstWaveUtc) ? ['the first wave'] : []),
    ...(before(fromUtc, notifiedUtc) ? ['the insurer knew'] : []),
  ];
  return `response${earlier.length === 0 ? '' : `; begins before ${earlier.join(', and before ')}`}`;
}

// False when either is not known.
function before(a: string, b: string): boolean {
  return Date.parse(a) < Date.parse(b);
}

function evidenceOf(entries: readonly PricedEntry[]): string[] {
  return [...new Set(entries.map(({ entry }) => entry.source))].filter((source) => /^E\d+$/.test(source));
}

/** `amount` x `part` / `whole`, rounded half up. */
function partOf(amount: number, part: number, whole: number): number {
  if (whole === 0) return 0;
  const scaled = 2n * BigInt(amount) * BigInt(part) + BigInt(whole);
  return Number(scaled / (2n * BigInt(whole)));
}
