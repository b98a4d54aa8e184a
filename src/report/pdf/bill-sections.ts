// Sections of the timesheet that go through its entries: the entries, what they are tied to, the files they were read from.

import type { Bill, BillingLine, BillingWarning, EntryLink, PricedEntry } from '../../model/billing.ts';
import type { BillFacts, IncidentFacts } from '../../model/facts.ts';
import { localClock, utcOffset } from '../units.ts';
import { COLOURS, type Flow } from './flow.ts';
import { bold, quoted, type Run, type Text, unbroken } from './lines.ts';
import { table } from './table.ts';
import { andMore, listed } from './traffic.ts';

const MAX_ENTRIES = 120;
const MAX_WARNINGS = 20;
const MAX_EXPENSES = 30;
const MAX_EVENTS = 5;
const MAX_MESSAGES = 3;
const WHOLE_LIST = 'billing/time_entries.csv';

function amount({ units }: Flow, { summary }: Bill, minor: number): string {
  return units.money(minor, summary.minorDigits, '');
}

function linksOf(flow: Flow, links: readonly EntryLink[], entryId: string): string {
  const texts = flow.texts.entries;
  const tied = (['direct', 'coincident', 'same_day'] as const).flatMap((strength) => {
    const events = links
      .filter((link) => link.entryId === entryId && link.strength === strength)
      .map((link) => link.eventId);
    return events.length === 0 ? [] : [`${texts.tie[strength]}: ${listed(events, MAX_EVENTS, flow)}`];
  });
  return tied.join('; ') || texts.noTie;
}

/** Time of an entry that is not billed, on a line of its own; nothing when all of it is. */
function notBilled({ texts, units }: Flow, { breakSeconds, notBillableSeconds }: PricedEntry): Run[] {
  const parts = [
    breakSeconds > 0 ? texts.entries.break(units.workTime(breakSeconds)) : '',
    notBillableSeconds > 0 ? texts.entries.notBillable(units.workTime(notBillableSeconds)) : '',
  ].filter((part) => part !== '');
  return parts.length === 0 ? [] : [{ text: parts.join(', '), colour: COLOURS.soft, newLine: true }];
}

// 01:15–03:40 +02:00; over a change of clocks each end with its offset, as a clock on the wall shows it.
function localSpan({ startSec, endSec, offsetMin, endOffsetMin }: BillingLine): Run[] {
  const end = `${localClock(endSec, endOffsetMin)} ${utcOffset(endOffsetMin)}`;
  const parts =
    endOffsetMin === offsetMin
      ? [`${localClock(startSec, offsetMin)}\u2013${end}`]
      : [`${localClock(startSec, offsetMin)} ${utcOffset(offsetMin)}\u2013`, end];
  return parts.map((text) => ({ text: unbroken(text), newLine: true }));
}

/** What was paid for the client, with its receipts; apart from the total of the work. */
export function expenses(flow: Flow, bill: Bill): void {
  const { rules, summary } = bill;
  if (rules.expenses.length === 0) return;
  const { units } = flow;
  const texts = flow.texts.billing.expenses;
  const shown = rules.expenses.slice(0, MAX_EXPENSES);
  flow.section(texts.title);
  table(flow, {
    caption: texts.caption(summary.currency),
    columns: [
      { title: texts.date, width: 70 },
      { title: texts.item, width: 220 },
      { title: texts.receipt, width: 130 },
      { title: texts.amount, width: 70, align: 'right' },
    ],
    rows: shown.map((one) => [
      units.utcDate(one.date),
      one.item,
      one.receipt || flow.texts.notStated,
      amount(flow, bill, one.amountMinor),
    ]),
    totals: [[texts.sum, '', '', amount(flow, bill, summary.expensesMinor)]],
    note: andMore(rules.expenses.length, shown.length, 'data/incident.json', flow),
  });
  const money = (minor: number): string => units.money(minor, summary.minorDigits, summary.currency);
  flow.paragraph(texts.apart(money(summary.totalMinor), money(summary.withExpensesMinor)), 'stated');
}

/** One row a printed line of the bill; an entry over midnight or a change of factor has several. */
function entryRows(flow: Flow, bill: Bill, priced: PricedEntry, number: number): Text[][] {
  const { entry } = priced;
  const { units } = flow;
  const { entries: texts, billing } = flow.texts;
  return priced.lines.map((line, index) => [
    index === 0 ? units.count(number) : '',
    [
      { text: units.utcDate(line.date) },
      ...(entry.dayOnlySeconds === undefined
        ? localSpan(line)
        : [{ text: texts.noTimeOfDay, newLine: true }]),
    ],
    index === 0 ? entry.person : '',
    index === 0
      ? [
          bold(`${billing.classTitle[entry.activityClass]}${priced.mayNotBeLoss ? ' *' : ''}: `),
          { text: entry.description || texts.noDescription },
          ...notBilled(flow, priced),
        ]
      : texts.continued,
    units.workTime(line.rawSeconds),
    units.workTime(line.billedSeconds),
    line.factorMilli === 1000
      ? amount(flow, bill, line.rateMinor)
      : [
          { text: amount(flow, bill, line.rateMinor) },
          { text: unbroken(units.factor(line.factorMilli)), newLine: true },
          { text: texts.factorReason[line.factorReason], newLine: true },
        ],
    amount(flow, bill, line.amountMinor),
    index === 0 ? linksOf(flow, bill.links, entry.id) : '',
  ]);
}

/** Every entry, a row a printed line of the bill. */
export function entries(flow: Flow, bill: Bill): void {
  const { units } = flow;
  const { entries: texts, billing } = flow.texts;
  flow.section(texts.title);
  const shown = bill.entries.slice(0, MAX_ENTRIES);
  const rows = shown.flatMap((priced, index) => entryRows(flow, bill, priced, index + 1));
  if (rows.length === 0) flow.paragraph(texts.none);
  table(flow, {
    caption: texts.caption(bill.summary.currency || billing.noCurrency),
    columns: [
      { title: texts.number, width: 22, align: 'right' },
      { title: texts.date, width: 106 },
      { title: billing.person, width: 56 },
      { title: texts.what, width: 134 },
      { title: texts.worked, width: 46, align: 'right' },
      { title: texts.billed, width: 46, align: 'right' },
      { title: texts.rate, width: 66, align: 'right' },
      { title: billing.amount, width: 52, align: 'right' },
      { title: texts.tiedTo, width: 82 },
    ],
    size: 6.8,
    rows,
    totals: [
      [
        '',
        texts.all,
        '',
        '',
        units.workTime(bill.summary.rawSeconds),
        units.workTime(bill.summary.billedSeconds),
        '',
        amount(flow, bill, bill.summary.subtotalMinor),
        '',
      ],
    ],
    note: andMore(bill.entries.length, shown.length, WHOLE_LIST, flow),
  });
}

/** How much of the time is tied to events, what a reader may ask, what was not billed. */
export function coverage(flow: Flow, bill: BillFacts): void {
  const { summary, warnings, rejected } = bill;
  const { units } = flow;
  const texts = flow.texts.coverage;
  flow.section(texts.title);
  const { directSeconds, coincidentSeconds, sameDaySeconds, noneSeconds } = summary.coverage;
  const sameDay = sameDaySeconds > 0 ? texts.sameDay(units.workTime(sameDaySeconds)) : '';
  flow.paragraph(
    texts.sentence(
      units.workTime(directSeconds),
      units.workTime(summary.billedSeconds),
      units.workTime(coincidentSeconds),
      sameDay,
      units.workTime(noneSeconds),
    ),
    'computed',
  );
  flow.paragraph(sameDay === '' ? texts.strengths : `${texts.strengths} ${texts.strengthSameDay}`);
  const numbers = new Map(bill.entries.map((priced, index) => [priced.entry.id, units.count(index + 1)]));
  const byQuestion = new Map<BillingWarning['code'], BillingWarning[]>();
  for (const warning of warnings)
    byQuestion.set(warning.code, [...(byQuestion.get(warning.code) ?? []), warning]);
  if (warnings.length === 0) flow.paragraph(texts.noQuestions, 'computed');
  table(flow, {
    caption: texts.questions,
    columns: [
      { title: texts.question, width: 170 },
      { title: flow.texts.billing.entries, width: 140 },
      { title: texts.more, width: 180 },
    ],
    rows: [...byQuestion].map(([code, alike]) => [
      texts.warning[code],
      listed(
        alike.flatMap((warning) => warning.entryIds.map((id) => numbers.get(id) ?? id)),
        MAX_WARNINGS,
        flow,
      ) || texts.wholeBill,
      listed([...new Set(alike.map((warning) => flow.said(warning.message)))], MAX_MESSAGES, flow),
    ]),
  });
  table(flow, {
    caption: texts.rejected,
    columns: [
      { title: texts.fileAndLine, width: 90 },
      { title: texts.why, width: 180 },
      { title: texts.row, width: 220 },
    ],
    rows: rejected
      .slice(0, MAX_WARNINGS)
      .map((row) => [
        texts.line(row.source, units.count(row.line)),
        `${texts.rejection[row.reason]}: ${row.message}`,
        [quoted(row.sample, 120, flow)],
      ]),
    note: andMore(rejected.length, MAX_WARNINGS, texts.workLog, flow),
  });
}

/** Hashes of the files that the hours were read from. */
export function timeFiles(flow: Flow, facts: IncidentFacts, bill: BillFacts): void {
  const { timeFiles: texts, hashLimit } = flow.texts;
  flow.section(texts.title);
  table(flow, {
    caption: texts.caption,
    columns: [
      { title: texts.file, width: 150 },
      { title: texts.evidence, width: 50 },
      { title: 'SHA-256', width: 290 },
    ],
    rows: bill.files
      .slice(0, MAX_WARNINGS)
      .map((file) => [
        [{ text: file.fileName, face: 'mono', size: 6.8 }],
        file.evidenceId || '\u2013',
        [{ text: file.sha256, face: 'mono', size: 6.8 }],
      ]),
    note: andMore(bill.files.length, MAX_WARNINGS, 'manifest.json', flow),
  });
  flow.paragraph(
    [
      {
        text: texts.made(flow.units.utc(facts.generatedUtc), `${facts.tool.name} ${facts.tool.version}`),
      },
      { text: facts.inputsSha256, face: 'mono', size: 7.2 },
      { text: `. ${hashLimit}` },
    ],
    'computed',
  );
}
