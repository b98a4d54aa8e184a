// billing/*.csv: the work log as billed, its ties to events, and the totals; written only when there is a work log. Columns: docs/output.md.

import type {
  Bill,
  BillingLine,
  BillingSummary,
  EntryLink,
  PricedEntry,
  RateBasis,
} from '../../model/billing.ts';
import type { IncidentFacts } from '../../model/facts.ts';
import type { ReportInput, WrittenFile } from '../writer.ts';
import { type Column, type CsvTable, type CsvWriter, column, csvTable, unknown } from './csv.ts';

/** A printed line of the bill with the entry it belongs to. */
interface TimeRow {
  entry: PricedEntry;
  line: BillingLine;
  bill: Bill;
}

interface SummaryRow {
  group: string;
  rawSeconds: number | undefined;
  billedSeconds: number | undefined;
  amountMinor: number;
  summary: BillingSummary;
}

function utc(second: number | undefined): string {
  return second === undefined ? '' : new Date(second * 1000).toISOString().replace('.000Z', 'Z');
}

/** An amount with its decimals and a point: 8750 of 2 digits is 87.50. */
export function decimal(minor: number, digits: number): string {
  const written = String(Math.abs(minor)).padStart(digits + 1, '0');
  const whole = written.slice(0, written.length - digits);
  const sign = minor < 0 ? '-' : '';
  return digits === 0 ? sign + whole : `${sign}${whole}.${written.slice(-digits)}`;
}

function eventIds({ bill, entry }: TimeRow): string[] {
  const own = bill.links.filter((link) => link.entryId === entry.entry.id && link.eventId !== '');
  return own.map((link) => link.eventId);
}

/** "nearest 15 min entry": way, step and what is rounded. */
function roundingRule({ rules }: Bill): string {
  const { mode, stepSeconds, scope } = rules.rounding;
  return mode === 'none' ? 'none' : `${mode} ${stepSeconds / 60} min ${scope}`;
}

function hours(seconds: number | undefined): string {
  return seconds === undefined ? '' : (seconds / 3600).toFixed(4);
}

const NOT_BILLED: Partial<Record<RateBasis, string>> = {
  none: 'no rate stated',
  not_billable: 'not to be billed, says the work log',
};

/** Bounds of a day are no start and end of work. */
function worked(row: TimeRow, second: number): string {
  return row.entry.entry.dayOnlySeconds === undefined ? utc(second) : '';
}

function timeColumns(facts: IncidentFacts): Column<TimeRow>[] {
  return [
    column('entry_id', (r) => r.line.entryId),
    column('person', (r) => r.entry.entry.person),
    column('role', (r) => r.entry.role),
    column('client', () => facts.case.client.name),
    unknown('project'),
    unknown('task'),
    column('activity_class', (r) => r.entry.entry.activityClass),
    column('description', (r) => r.entry.entry.description),
    column('start_utc', (r) => worked(r, r.line.startSec)),
    column('end_utc', (r) => worked(r, r.line.endSec)),
    column('as_written_start', (r) => r.entry.entry.startText),
    column('as_written_end', (r) => r.entry.entry.endText),
    column('zone', (r) => r.entry.entry.zone),
    column('raw_seconds', (r) => r.line.rawSeconds),
    // Of the whole entry, on its first line: when in it the break was is not recorded.
    column('break_seconds', (r) => (r.line === r.entry.lines[0] ? r.entry.breakSeconds : 0)),
    column('billable', (r) => NOT_BILLED[r.entry.rateBasis] === undefined),
    column('non_billable_reason', (r) => NOT_BILLED[r.entry.rateBasis] ?? ''),
    column('rate', (r) => decimal(r.line.rateMinor, r.bill.summary.minorDigits)),
    column('currency', (r) => r.bill.summary.currency),
    column('multiplier', (r) => r.line.factorMilli / 1000),
    column('multiplier_reason', (r) => r.line.factorReason),
    column('rounded_seconds', (r) => r.line.billedSeconds),
    column('rounding_rule', (r) => roundingRule(r.bill)),
    column('amount', (r) => decimal(r.line.amountMinor, r.bill.summary.minorDigits)),
    column('source_file', (r) => r.entry.entry.source),
    column('source_row', (r) => r.entry.entry.line),
    column('recorded_at', (r) => utc(r.entry.entry.recordedSec)),
    unknown('recorded_live'),
    column('event_ids', eventIds),
    unknown('evidence_ids'),
    unknown('ticket'),
    unknown('approved_by'),
  ];
}

function timeRows({ bill }: ReportInput): TimeRow[][] {
  if (bill === undefined) return [];
  return [bill.entries.flatMap((entry) => entry.lines.map((line) => ({ entry, line, bill })))];
}

function summaryRows({ bill }: ReportInput): SummaryRow[][] {
  if (bill === undefined) return [];
  const { summary } = bill;
  const total = (group: string, amountMinor: number): SummaryRow => {
    const withHours = group === 'subtotal';
    return {
      group,
      rawSeconds: withHours ? summary.rawSeconds : undefined,
      billedSeconds: withHours ? summary.billedSeconds : undefined,
      amountMinor,
      summary,
    };
  };
  return [
    [
      ...summary.byClass.map((row) => ({ ...row, group: `class ${row.group}`, summary })),
      ...summary.byPerson.map((row) => ({ ...row, group: `person ${row.group}`, summary })),
      total('subtotal', summary.subtotalMinor),
      total('discount', summary.discountMinor),
      ...(summary.overCapMinor === 0 ? [] : [total('over cap', summary.overCapMinor)]),
      total('tax', summary.taxMinor),
      total('total', summary.totalMinor),
      ...(bill.rules.expenses.length === 0 ? [] : [total('expenses', summary.expensesMinor)]),
    ],
  ];
}

function onlyWithBilling<Row>(table: CsvTable<Row>): CsvWriter {
  const writer = csvTable(table);
  return {
    ...writer,
    async write(input: ReportInput, directory: string): Promise<WrittenFile[]> {
      return input.bill === undefined ? [] : writer.write(input, directory);
    },
  };
}

/** One row a printed line of the bill: the amounts add up to the subtotal. */
export const timeEntriesCsv: CsvWriter = onlyWithBilling<TimeRow>({
  id: 'time-entries',
  title: 'the work log as billed, line by line',
  path: 'billing/time_entries.csv',
  columns: timeColumns,
  rows: timeRows,
  excel: false,
});

/** Ties between working time and events. */
export const entryEventLinksCsv: CsvWriter = onlyWithBilling<EntryLink>({
  id: 'entry-event-links',
  title: 'which work belongs to which event',
  path: 'billing/entry_event_links.csv',
  columns: () => [
    column('entry_id', (l) => l.entryId),
    column('event_id', (l) => l.eventId),
    column('strength', (l) => l.strength),
    column('offset_seconds', (l) => (l.eventId === '' ? undefined : l.offsetSeconds)),
    column('reason', (l) => l.reason),
  ],
  rows: ({ bill }) => (bill === undefined ? [] : [bill.links]),
  excel: false,
});

/** Subtotals and totals. */
export const billingSummaryCsv: CsvWriter = onlyWithBilling<SummaryRow>({
  id: 'billing-summary',
  title: 'hours and amounts by activity class and person, and the total',
  path: 'billing/billing_summary.csv',
  columns: () => [
    column('group', (r) => r.group),
    column('raw_hours', (r) => hours(r.rawSeconds)),
    column('billed_hours', (r) => hours(r.billedSeconds)),
    column('amount', (r) => decimal(r.amountMinor, r.summary.minorDigits)),
    column('currency', (r) => r.summary.currency),
  ],
  rows: summaryRows,
  excel: false,
});
