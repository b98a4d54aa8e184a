// billing/ledes.txt: the bill as LEDES 1998B (pipe-delimited ASCII, each record ends in []), written only when incident.yaml asks for it. Amounts without tax.

import { type Bill, type BillingLine, type PricedEntry, personKey } from '../model/billing.ts';
import type { IncidentFacts } from '../model/facts.ts';
import { decimal } from './csv/billing.ts';
import { type ReportInput, type ReportWriter, type WrittenFile, writeWholeFile } from './writer.ts';

// Order and spelling of LEDES 1998B.
const FIELDS = [
  'INVOICE_DATE',
  'INVOICE_NUMBER',
  'CLIENT_ID',
  'LAW_FIRM_MATTER_ID',
  'INVOICE_TOTAL',
  'BILLING_START_DATE',
  'BILLING_END_DATE',
  'INVOICE_DESCRIPTION',
  'LINE_ITEM_NUMBER',
  'EXP/FEE/INV_ADJ_TYPE',
  'LINE_ITEM_NUMBER_OF_UNITS',
  'LINE_ITEM_ADJUSTMENT_AMOUNT',
  'LINE_ITEM_TOTAL',
  'LINE_ITEM_DATE',
  'LINE_ITEM_TASK_CODE',
  'LINE_ITEM_EXPENSE_CODE',
  'LINE_ITEM_ACTIVITY_CODE',
  'TIMEKEEPER_ID',
  'LINE_ITEM_DESCRIPTION',
  'LAW_FIRM_ID',
  'LINE_ITEM_UNIT_COST',
  'TIMEKEEPER_NAME',
  'TIMEKEEPER_CLASSIFICATION',
  'CLIENT_MATTER_ID',
] as const;
type Field = (typeof FIELDS)[number];
type Item = Partial<Record<Field, string>>;

/** A bill line, or what is taken off the bill as a whole. */
interface Amounts {
  type: 'F' | 'IF';
  /** Hundredths of an hour. */
  units: number;
  unitCostMinor: number;
  totalMinor: number;
}

// The format is ASCII: letters lose their accents, anything else without ASCII shape is shown as ?. Separators cannot stand in a field.
function ascii(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/ß/g, 'ss')
    .replace(/[\u2010-\u2015]/g, '-')
    .replace(/[\u2018\u2019]/g, "'")
    .replace(/[\u201c-\u201e]/g, '"')
    .replace(/[\s|[\]]+/g, ' ')
    .replace(/[^\x20-\x7e]/g, '?')
    .trim();
}

function compact(date: string): string {
  return date.slice(0, 10).replaceAll('-', '');
}

function amounts(bill: Bill, line: Amounts): Item {
  const digits = bill.summary.minorDigits;
  // Total = units x unit cost + adjustment; units have two decimals, so that the adjustment carries what they cannot show.
  const product = Math.round((line.units * line.unitCostMinor) / 100);
  return {
    'EXP/FEE/INV_ADJ_TYPE': line.type,
    LINE_ITEM_NUMBER_OF_UNITS: decimal(line.units, 2),
    LINE_ITEM_UNIT_COST: decimal(line.unitCostMinor, digits),
    LINE_ITEM_ADJUSTMENT_AMOUNT: decimal(line.totalMinor - product, digits),
    LINE_ITEM_TOTAL: decimal(line.totalMinor, digits),
  };
}

function feeItem(bill: Bill, { entry }: PricedEntry, line: BillingLine, timekeeper: string): Item {
  const factor = line.factorMilli === 1000 ? '' : ` (x ${line.factorMilli / 1000}, ${line.factorReason})`;
  return {
    ...amounts(bill, {
      type: 'F',
      units: Math.round(line.billedSeconds / 36),
      unitCostMinor: Math.round((line.rateMinor * line.factorMilli) / 1000),
      totalMinor: line.amountMinor,
    }),
    LINE_ITEM_DATE: compact(line.date),
    TIMEKEEPER_ID: timekeeper,
    TIMEKEEPER_NAME: entry.person,
    TIMEKEEPER_CLASSIFICATION: 'OT',
    LINE_ITEM_DESCRIPTION: entry.description + factor,
  };
}

function items(bill: Bill, invoiceDate: string): Item[] {
  const people = bill.summary.byPerson.map((group) => group.group);
  const found = bill.entries.flatMap((one) => {
    const index = people.findIndex((name) => personKey(name) === personKey(one.entry.person));
    return one.lines
      .filter((line) => line.billedSeconds > 0)
      .map((line) => feeItem(bill, one, line, `T${index + 1}`));
  });
  const { discountMinor, overCapMinor } = bill.summary;
  for (const [takenMinor, what] of [
    [discountMinor, 'Discount'],
    [overCapMinor, 'Over the cap of the contract'],
  ] as const)
    if (takenMinor > 0)
      found.push({
        ...amounts(bill, { type: 'IF', units: 0, unitCostMinor: 0, totalMinor: -takenMinor }),
        LINE_ITEM_DATE: invoiceDate,
        LINE_ITEM_DESCRIPTION: what,
      });
  return found;
}

function ledesText(bill: Bill, facts: IncidentFacts): string {
  const { client, preparer, id, title } = facts.case;
  const dates = bill.entries.flatMap((one) => one.lines.map((line) => compact(line.date))).sort();
  const invoiceDate = compact(facts.generatedUtc);
  const common: Item = {
    INVOICE_DATE: invoiceDate,
    INVOICE_NUMBER: client.invoice,
    CLIENT_ID: client.name,
    LAW_FIRM_MATTER_ID: id,
    INVOICE_TOTAL: decimal(bill.summary.taxBaseMinor, bill.summary.minorDigits),
    BILLING_START_DATE: dates[0] ?? invoiceDate,
    BILLING_END_DATE: dates.at(-1) ?? invoiceDate,
    INVOICE_DESCRIPTION: title,
    LAW_FIRM_ID: preparer.organisation || preparer.name,
    CLIENT_MATTER_ID: client.contract,
  };
  const records = items(bill, invoiceDate).map((item, index) => {
    const record: Item = { ...common, ...item, LINE_ITEM_NUMBER: String(index + 1) };
    return FIELDS.map((field) => ascii(record[field] ?? '')).join('|');
  });
  return ['LEDES1998B', FIELDS.join('|'), ...records].map((line) => `${line}[]\r\n`).join('');
}

/** The bill for law firms and insurers; no file without a work log or when it was not asked for. */
export const ledes: ReportWriter = {
  id: 'ledes',
  title: 'the bill as LEDES 1998B, without tax',
  async write({ facts, bill }: ReportInput, directory: string): Promise<WrittenFile[]> {
    if (bill === undefined || !facts.case.ledes) return [];
    return [await writeWholeFile(directory, 'billing/ledes.txt', ledes.title, ledesText(bill, facts))];
  },
};
