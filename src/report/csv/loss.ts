// extortion/loss.csv: losses as stated, as reckoned from traffic and as billed, and outages against the waiting period. Columns: docs/output.md.

import { minorDigits } from '../../model/billing.ts';
import type { IncidentFacts } from '../../model/facts.ts';
import type { LossRow, OutageMinutes, OutageTotal } from '../../model/loss.ts';
import { NOT_STATED } from '../text/wording.ts';
import { counted } from '../units.ts';
import type { ReportInput, ReportWriter, WrittenFile } from '../writer.ts';
import { column, csvTable } from './csv.ts';

/** Also of outages, which have no amount: time is not money. */
type Row = Omit<LossRow, 'category' | 'basis'> & { category: string };

/** Minor units as a plain decimal with all digits of the currency. */
function decimal(minor: number | undefined, currency: string): string {
  if (minor === undefined) return '';
  const digits = minorDigits(currency);
  const text = String(Math.abs(minor)).padStart(digits + 1, '0');
  const whole = text.slice(0, text.length - digits);
  return `${minor < 0 ? '-' : ''}${whole}${digits === 0 ? '' : `.${text.slice(-digits)}`}`;
}

/** What stands against the waiting period: minutes, or that something is not stated. */
export function waitingText(
  { minutes, beyondMinutes }: Pick<OutageMinutes | OutageTotal, 'minutes' | 'beyondMinutes'>,
  waiting: number | undefined,
): string {
  if (minutes === undefined) return `end ${NOT_STATED}`;
  const beyond =
    beyondMinutes === undefined
      ? `waiting period ${NOT_STATED}`
      : `${counted(beyondMinutes, 'minute')} beyond the waiting period of ${counted(waiting ?? 0, 'minute')}`;
  return `${counted(minutes, 'minute')}; ${beyond}`;
}

function outageRows({ outageMinutes, evidence }: IncidentFacts): Row[] {
  const { outages, totals, waitingPeriodMinutes } = outageMinutes;
  const logs = evidence.filter(({ kind }) => kind === 'requests').map(({ id }) => id);
  const common = { category: 'outage', amountMinor: undefined, currency: '', included: false };
  return [
    ...outages.map((outage) => ({
      ...common,
      item: `Outage ${outage.id} (${outage.basis}): ${outage.service}`,
      fromUtc: outage.startUtc,
      toUtc: outage.endUtc,
      method: outage.howMeasured,
      evidenceIds: outage.basis === 'measured' ? logs : [],
      reason: waitingText(outage, waitingPeriodMinutes),
    })),
    ...totals.map((total) => ({
      ...common,
      item: `Outages together (${total.basis}): ${total.service}, ${total.outages}`,
      fromUtc: '',
      toUtc: '',
      method: 'overlapping outages count once',
      evidenceIds: [],
      reason: waitingText(total, waitingPeriodMinutes),
    })),
  ];
}

const table = csvTable<Row>({
  id: 'loss',
  title: 'losses as stated, reckoned and billed, outages against the waiting period',
  path: 'extortion/loss.csv',
  columns: () => [
    column('item', (r) => r.item),
    column('category', (r) => r.category),
    column('amount', (r) => decimal(r.amountMinor, r.currency)),
    column('currency', (r) => r.currency),
    column('from_utc', (r) => r.fromUtc),
    column('to_utc', (r) => r.toUtc),
    column('method', (r) => r.method),
    column('evidence', (r) => r.evidenceIds),
    column('included', (r) => r.included),
    column('reason', (r) => r.reason),
  ],
  rows: ({ facts }) => [facts.losses.rows, outageRows(facts)],
  excel: false,
});

/** The table of losses and outages; no file when there are neither. */
export const lossCsv: ReportWriter = {
  ...table,
  async write(input: ReportInput, directory: string): Promise<WrittenFile[]> {
    const { losses, outageMinutes } = input.facts;
    return losses.rows.length + outageMinutes.outages.length === 0 ? [] : table.write(input, directory);
  },
};
