// The timesheet and incident record for the client: what was worked, by which rules it was priced, and what it is tied to.

import {
  BILLING_WARNINGS,
  type Bill,
  type BillingGroup,
  type BillingSummary,
  type EntryLink,
  type PricedEntry,
  REJECTIONS,
} from '../../model/billing.ts';
import type { BillFacts, IncidentFacts } from '../../model/facts.ts';
import type { ChartSet } from '../charts/index.ts';
import * as wording from '../text/wording.ts';
import * as units from '../units.ts';
import { answersBox, blanks, chart, type Labelled, labelled, titleBlock } from './blocks.ts';
import { Flow, type FlowResult, SMALL } from './flow.ts';
import { bold, quoted, type Text } from './lines.ts';
import { type Column, table } from './table.ts';
import { andMore, listed } from './traffic.ts';

const TITLE = 'Timesheet and incident record';
const MAX_ENTRIES = 120;
const MAX_WARNINGS = 20;
const WHOLE_LIST = 'billing/time_entries.csv';

function amount(summary: BillingSummary, minor: number): string {
  return units.money(minor, summary.minorDigits, '');
}

function groupTable(
  flow: Flow,
  summary: BillingSummary,
  caption: string,
  rows: readonly BillingGroup[],
  name: (group: string) => string,
): void {
  table(flow, {
    caption: `${caption}, amounts in ${summary.currency || 'a currency not stated'}`,
    columns: [
      { title: caption.split(' ').at(-1) === 'person' ? 'Person' : 'Class', width: 200 },
      { title: 'Entries', width: 50, align: 'right' },
      { title: 'Worked', width: 70, align: 'right' },
      { title: 'Billed', width: 70, align: 'right' },
      { title: 'Amount', width: 90, align: 'right' },
    ],
    rows: rows.map((row) => [
      `${name(row.group)}${row.mayNotBeLoss ? ' *' : ''}`,
      units.count(row.entries),
      units.workTime(row.rawSeconds),
      units.workTime(row.billedSeconds),
      amount(summary, row.amountMinor),
    ]),
    totals: [
      [
        'Subtotal',
        units.count(summary.entries),
        units.workTime(summary.rawSeconds),
        units.workTime(summary.billedSeconds),
        amount(summary, summary.subtotalMinor),
      ],
    ],
    ...(rows.some((row) => row.mayNotBeLoss) ? { note: wording.MAY_NOT_BE_LOSS_NOTE } : {}),
  });
}

const CLASS_TITLES: Record<string, string> = wording.CLASS_TITLE;

function totals(flow: Flow, summary: BillingSummary): void {
  const columns: Column[] = [
    { title: 'Total', width: 300 },
    { title: `Amount${summary.currency === '' ? '' : `, ${summary.currency}`}`, width: 100, align: 'right' },
  ];
  table(flow, {
    caption: 'From subtotal to total',
    columns,
    rows: [
      ['Subtotal, the sum of all lines', amount(summary, summary.subtotalMinor)],
      [
        `Discount ${units.milliPercent(summary.discountMilliPercent)}`,
        amount(summary, -summary.discountMinor),
      ],
      [
        `Tax ${units.milliPercent(summary.taxMilliPercent)} of ${amount(summary, summary.taxBaseMinor)}`,
        amount(summary, summary.taxMinor),
      ],
    ],
    totals: [['Total', amount(summary, summary.totalMinor)]],
  });
}

function clockOfDay(seconds: number): string {
  return units.localClock(seconds, 0);
}

/** The rules by which it was priced. */
function rules(flow: Flow, { rules: log, summary }: Bill): void {
  flow.section('Rules');
  const rate = (minor: number): string =>
    `${units.money(minor, summary.minorDigits, summary.currency)} an hour`;
  const rates = [
    log.rates.default === undefined ? '' : `${rate(log.rates.default)}`,
    ...Object.entries(log.rates.byPerson).map(([person, minor]) => `${person}: ${rate(minor)}`),
    ...Object.entries(log.rates.byClass).map(([key, minor]) => `${CLASS_TITLES[key] ?? key}: ${rate(minor)}`),
  ].filter((part) => part !== '');
  const { rounding, afterHours } = log;
  const window = afterHours.window;
  const rows: Labelled[] = [
    ['Rates', listed(rates, 12) || wording.NOT_STATED],
    ['Minimum', log.minimumSeconds > 0 ? `${units.duration(log.minimumSeconds)} an entry` : 'none'],
    [
      'Rounding',
      rounding.mode === 'none'
        ? 'none'
        : `${rounding.mode === 'nearest' ? 'to the nearest' : rounding.mode} ${units.duration(rounding.stepSeconds)}, each entry by itself`,
    ],
    [
      'After hours',
      window === undefined
        ? 'none'
        : `${clockOfDay(window.fromSec)} to ${clockOfDay(window.toSec % 86_400)}, ${units.factor(afterHours.factorMilli)}`,
    ],
    [
      'Weekend',
      afterHours.weekendFactorMilli === 1000 ? 'none' : units.factor(afterHours.weekendFactorMilli),
    ],
    ['Days begin in zone', summary.zone || 'UTC (no zone stated)'],
    [
      'Tax, discount',
      `${units.milliPercent(log.taxMilliPercent)}, ${units.milliPercent(log.discountMilliPercent)}`,
    ],
  ];
  labelled(flow, rows);
  flow.paragraph(
    `Minimum times added ${units.workTime(summary.addedByMinimumSeconds)}, rounding added ${units.workTime(summary.addedByRoundingSeconds)}. Amounts are rounded half up on each line and only there.`,
    'computed',
  );
}

function linksOf(links: readonly EntryLink[], entryId: string): string {
  const own = links.filter((link) => link.entryId === entryId && link.strength !== 'none');
  return own.length === 0
    ? 'none'
    : listed(
        own.map((link) => `${link.eventId} ${link.strength}`),
        3,
      );
}

/** One row a printed line of the bill; an entry over midnight or a change of factor has several. */
function entryRows(bill: Bill, priced: PricedEntry, number: number): Text[][] {
  const { entry } = priced;
  return priced.lines.map((line, index) => [
    index === 0 ? units.count(number) : '',
    `${line.date} ${units.localClock(line.startSec, line.offsetMin)}\u2013${units.localClock(line.endSec, line.offsetMin)} ${units.utcOffset(line.offsetMin)}`,
    index === 0 ? entry.person : '',
    index === 0
      ? [
          bold(
            `${CLASS_TITLES[entry.activityClass] ?? entry.activityClass}${priced.mayNotBeLoss ? ' *' : ''}: `,
          ),
          { text: entry.description || 'no description' },
        ]
      : '(continued)',
    units.workTime(line.rawSeconds),
    units.workTime(line.billedSeconds),
    `${amount(bill.summary, line.rateMinor)}${line.factorMilli === 1000 ? '' : ` ${units.factor(line.factorMilli)} ${line.factorReason}`}`,
    amount(bill.summary, line.amountMinor),
    index === 0 ? linksOf(bill.links, entry.id) : '',
  ]);
}

function entries(flow: Flow, bill: Bill): void {
  flow.section('Entries');
  const shown = bill.entries.slice(0, MAX_ENTRIES);
  table(flow, {
    caption: `Work as recorded, in local time with its offset from UTC; amounts in ${bill.summary.currency || 'a currency not stated'}`,
    columns: [
      { title: 'No', width: 22, align: 'right' },
      { title: 'Date, start\u2013end, offset', width: 88 },
      { title: 'Person', width: 54 },
      { title: 'What', width: 120 },
      { title: 'Worked', width: 42, align: 'right' },
      { title: 'Billed', width: 42, align: 'right' },
      { title: 'Rate', width: 50, align: 'right' },
      { title: 'Amount', width: 52, align: 'right' },
      { title: 'Tied to', width: 52 },
    ],
    rows: shown.flatMap((priced, index) => entryRows(bill, priced, index + 1)),
    totals: [
      [
        '',
        'All entries',
        '',
        '',
        units.workTime(bill.summary.rawSeconds),
        units.workTime(bill.summary.billedSeconds),
        '',
        amount(bill.summary, bill.summary.subtotalMinor),
        '',
      ],
    ],
    note: andMore(bill.entries.length, shown.length, WHOLE_LIST),
  });
}

function coverage(flow: Flow, bill: BillFacts): void {
  const { summary, warnings, rejected } = bill;
  flow.section('What the hours are tied to');
  const { directSeconds, coincidentSeconds, noneSeconds } = summary.coverage;
  flow.paragraph(
    `${units.workTime(directSeconds)} of ${units.workTime(summary.billedSeconds)} billed have a direct tie to an action, ${units.workTime(coincidentSeconds)} fall into an attack or an outage, ${units.workTime(noneSeconds)} are stated by the timekeeper only.`,
    'computed',
  );
  flow.paragraph(wording.LINK_STRENGTHS);
  const numbers = new Map(bill.entries.map((priced, index) => [priced.entry.id, units.count(index + 1)]));
  if (warnings.length === 0) flow.paragraph('No entry gave cause for a question.', 'computed');
  table(flow, {
    caption: 'What a reader may ask about',
    columns: [
      { title: 'Entries', width: 70 },
      { title: 'Question', width: 170 },
      { title: 'More', width: 250 },
    ],
    rows: warnings.slice(0, MAX_WARNINGS).map((warning) => [
      listed(
        warning.entryIds.map((id) => numbers.get(id) ?? id),
        8,
      ) || 'the whole bill',
      BILLING_WARNINGS[warning.code],
      warning.message,
    ]),
    note: andMore(warnings.length, MAX_WARNINGS, WHOLE_LIST),
  });
  table(flow, {
    caption: 'Rows of the work log that were not billed',
    columns: [
      { title: 'File, line', width: 90 },
      { title: 'Why', width: 180 },
      { title: 'Row', width: 220 },
    ],
    rows: rejected
      .slice(0, MAX_WARNINGS)
      .map((row) => [
        `${row.source}, line ${units.count(row.line)}`,
        `${REJECTIONS[row.reason]}: ${row.message}`,
        [quoted(row.sample, 120)],
      ]),
    note: andMore(rejected.length, MAX_WARNINGS, 'the work log'),
  });
}

/** Hashes of the files that the hours were read from. */
function timeFiles(flow: Flow, facts: IncidentFacts, bill: BillFacts): void {
  flow.section('Integrity');
  table(flow, {
    caption: 'Files that the hours were read from',
    columns: [
      { title: 'File', width: 150 },
      { title: 'Evidence', width: 50 },
      { title: 'SHA-256', width: 290 },
    ],
    rows: bill.files
      .slice(0, MAX_WARNINGS)
      .map((file) => [
        [{ text: file.fileName, face: 'mono', size: 6.8 }],
        file.evidenceId || '\u2013',
        [{ text: file.sha256, face: 'mono', size: 6.8 }],
      ]),
    note: andMore(bill.files.length, MAX_WARNINGS, 'manifest.json'),
  });
  flow.paragraph(
    [
      {
        text: `Made at ${units.utc(facts.generatedUtc)} by ${facts.tool.name} ${facts.tool.version}. The set of inputs has the SHA-256 `,
      },
      { text: facts.inputsSha256, face: 'mono', size: 7.2 },
      { text: `. ${wording.HASH_LIMIT}` },
    ],
    'computed',
  );
}

function heading(flow: Flow, facts: IncidentFacts): void {
  const { client, preparer } = facts.case;
  const words = (...parts: string[]): string =>
    parts.filter((part) => part !== '').join(', ') || wording.NOT_STATED;
  titleBlock(flow, TITLE, client.invoice === '' ? '' : `Attachment to invoice ${client.invoice}`);
  labelled(flow, [
    ['From', words(preparer.name, preparer.organisation, preparer.email)],
    ['To', words(client.name)],
    ['Contract', words(client.contract)],
    ['Case', facts.case.id],
  ]);
}

function incident(flow: Flow, facts: IncidentFacts): void {
  flow.section('The incident in five lines');
  const { answers } = facts;
  const rows: Labelled[] = facts.attackFound
    ? [
        ['What', answers.what],
        ['When', answers.when],
        ['Against', answers.against],
        ['How big', answers.howBig],
        ['Effect', answers.effect],
      ]
    : [['What', wording.NO_ATTACK]];
  labelled(flow, rows, 70);
}

/** Draws the timesheet; without a work log one page that says how to give one. */
export async function timesheet(facts: IncidentFacts, charts: ChartSet): Promise<FlowResult> {
  const flow = new Flow(facts, 'Timesheet', {
    title: `${TITLE} (case ${facts.case.id})`,
    subject: facts.case.client.name,
  });
  heading(flow, facts);
  const bill = facts.billing;
  if (bill === undefined) {
    answersBox(flow, 'No work log', [['What', wording.NO_WORK_LOG[0]!]]);
    for (const sentence of wording.NO_WORK_LOG.slice(1)) flow.plain(sentence);
    incident(flow, facts);
    return flow.finish();
  }
  const { summary } = bill;
  answersBox(flow, 'In short', [
    ['Worked', units.workTime(summary.rawSeconds)],
    [
      'Billed',
      `${units.workTime(summary.billedSeconds)} in ${units.counted(summary.entries, 'entry', 'entries')}`,
    ],
    ['Total', [bold(units.money(summary.totalMinor, summary.minorDigits, summary.currency))]],
  ]);
  flow.plain(wording.BILLING_NOT_INVOICE, SMALL);
  flow.section('Summary');
  groupTable(flow, summary, 'By class', summary.byClass, (group) => CLASS_TITLES[group] ?? group);
  groupTable(flow, summary, 'By person', summary.byPerson, (group) => group);
  totals(flow, summary);
  rules(flow, bill);
  incident(flow, facts);
  entries(flow, bill);
  if (charts.billing !== undefined) chart(flow, charts.billing);
  coverage(flow, bill);
  flow.section('Approval');
  blanks(flow, ['Prepared by, date', 'Approved by, date']);
  timeFiles(flow, facts, bill);
  return flow.finish();
}
