// The timesheet and incident record for the client: what was worked, by which rules it was priced, and what it is tied to.

import type { Bill, BillingGroup, BillingSummary } from '../../model/billing.ts';
import type { IncidentFacts } from '../../model/facts.ts';
import type { ChartSet } from '../charts/index.ts';
import { clocksByWeight } from '../text/measured-words.ts';
import * as wording from '../text/wording.ts';
import * as units from '../units.ts';
import { attach } from './attached.ts';
import { coverage, entries, timeFiles } from './bill-sections.ts';
import { answersBox, blanks, chart, type Labelled, labelled, titleBlock } from './blocks.ts';
import type { Attachment } from './document.ts';
import { type Brevity, Flow, type FlowResult, SMALL } from './flow.ts';
import { bold } from './lines.ts';
import { outagesTable } from './measured.ts';
import { type Column, table } from './table.ts';
import { listed } from './traffic.ts';

const TITLE = 'Timesheet and incident record';
const MAX_CLOCKS = 3;

function amount(summary: BillingSummary, minor: number): string {
  return units.money(minor, summary.minorDigits, '');
}

function groupTable(
  flow: Flow,
  summary: BillingSummary,
  by: 'class' | 'person',
  rows: readonly BillingGroup[],
  name: (group: string) => string,
): void {
  table(flow, {
    caption: `By ${by}, amounts in ${summary.currency || 'a currency not stated'}`,
    columns: [
      { title: by === 'person' ? 'Person' : 'Class', width: 200 },
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
      ...(summary.overCapMinor > 0
        ? [['Left out: over the cap of the contract', amount(summary, -summary.overCapMinor)]]
        : []),
      [
        `Tax ${units.milliPercent(summary.taxMilliPercent)} of ${amount(summary, summary.taxBaseMinor)}`,
        amount(summary, summary.taxMinor),
      ],
    ],
    totals: [['Total', amount(summary, summary.totalMinor)]],
  });
}

/** What is rounded together. */
const ROUNDED = {
  entry: 'each entry by itself',
  person_day: 'the entries of a person and day together',
  invoice: 'all entries together',
} as const;

function clockOfDay(seconds: number): string {
  return units.localClock(seconds, 0);
}

/** The rules by which it was priced. */
function rules(flow: Flow, { rules: log, summary }: Bill): void {
  flow.section('Rules');
  const rate = (minor: number): string =>
    `${units.money(minor, summary.minorDigits, summary.currency)} an hour`;
  const rates = [
    log.rates.default === undefined ? '' : `${rate(log.rates.default)} unless another is named`,
    ...Object.entries(log.rates.byPerson).map(([person, minor]) => `${person}: ${rate(minor)}`),
    ...Object.entries(log.rates.byClass).map(([key, minor]) => `${CLASS_TITLES[key] ?? key}: ${rate(minor)}`),
  ].filter((part) => part !== '');
  const { rounding, afterHours } = log;
  const window = afterHours.window;
  const holidays =
    log.holidays.dates.length === 0
      ? 'no holidays stated'
      : `${units.factor(log.holidays.factorMilli)} on ${listed(log.holidays.dates, 12)}`;
  const cap =
    log.capMinor === undefined
      ? 'no cap'
      : `at most ${units.money(log.capMinor, summary.minorDigits, summary.currency)} after discount and before tax`;
  const rows: Labelled[] = [
    ['Rates', listed(rates, 12) || wording.NOT_STATED],
    ['Minimum', log.minimumSeconds > 0 ? `${units.duration(log.minimumSeconds)} an entry` : 'none'],
    [
      'Call-out',
      log.callOut.minimumSeconds === 0
        ? 'no minimum'
        : `at least ${units.duration(log.callOut.minimumSeconds)} for work of one person that begins outside ordinary hours; entries up to ${units.duration(log.callOut.gapSeconds)} apart are one call-out`,
    ],
    [
      'Rounding',
      rounding.mode === 'none'
        ? 'none'
        : `${rounding.mode === 'nearest' ? 'to the nearest' : rounding.mode} ${units.duration(rounding.stepSeconds)}, ${ROUNDED[rounding.scope]}`,
    ],
    [
      'After hours',
      window === undefined
        ? 'none'
        : `${clockOfDay(window.fromSec)} to ${clockOfDay(window.toSec % 86_400)}, ${units.factor(afterHours.factorMilli)}`,
    ],
    [
      'Weekend, holidays',
      `${afterHours.weekendFactorMilli === 1000 ? 'none' : units.factor(afterHours.weekendFactorMilli)}, ${holidays}`,
    ],
    ['Days begin in zone', summary.zone || 'UTC (no zone stated)'],
    [
      'Tax, discount, cap',
      `${units.milliPercent(log.taxMilliPercent)}, ${units.milliPercent(log.discountMilliPercent)}, ${cap}`,
    ],
  ];
  labelled(flow, rows);
  const left = [
    summary.breakSeconds > 0 ? `${units.workTime(summary.breakSeconds)} of breaks` : '',
    summary.notBillableSeconds > 0
      ? `${units.workTime(summary.notBillableSeconds)} marked as not billable`
      : '',
  ].filter((part) => part !== '');
  if (left.length > 0) flow.paragraph(`Not billed: ${left.join(' and ')}.`, 'computed');
  flow.paragraph(
    `Minimum times added ${units.workTime(summary.addedByMinimumSeconds)}, rounding added ${units.workTime(summary.addedByRoundingSeconds)}. Amounts are rounded half up on each line and only there.`,
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
    ...period(facts),
  ]);
}

/** First to last day of work, with the currency and the zone in which days are told. */
function period({ billing }: IncidentFacts): Labelled[] {
  const dates = billing?.entries.flatMap((priced) => priced.lines.map((line) => line.date)).sort() ?? [];
  if (billing === undefined || dates.length === 0) return [];
  const { currency, zone } = billing.summary;
  const [first, last] = [dates[0]!, dates[dates.length - 1]!];
  return [
    ['Period', first === last ? first : `${first} to ${last}`],
    ['Currency, zone', `${currency || wording.NOT_STATED}, ${zone || 'UTC (no zone stated)'}`],
  ];
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

/** When the service was down, and clocks where they could move an entry into or out of an outage. */
function service(flow: Flow, facts: IncidentFacts): void {
  if (facts.case.outages.length > 0 || facts.impact !== undefined) {
    flow.section('Impact on service');
    if (facts.impact !== undefined && facts.impact.summary !== '')
      flow.paragraph(facts.impact.summary, 'computed');
    outagesTable(flow, facts);
  }
  const apart = clocksByWeight(facts).filter(({ offsetSec }) => Math.abs(offsetSec ?? 0) >= 60);
  for (const { text } of apart.slice(0, MAX_CLOCKS))
    flow.paragraph(`Clocks of the evidence: ${text}`, 'computed');
}

/** Draws the timesheet; without a work log one page that says how to give one. */
export async function timesheet(
  facts: IncidentFacts,
  charts: ChartSet,
  brevity: Brevity,
  attached: readonly Attachment[],
): Promise<FlowResult> {
  const flow = new Flow(
    facts,
    'Timesheet',
    {
      title: `${TITLE} (case ${facts.case.id})`,
      subject: facts.case.client.name,
    },
    brevity,
  );
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
  groupTable(flow, summary, 'class', summary.byClass, (group) => CLASS_TITLES[group] ?? group);
  groupTable(flow, summary, 'person', summary.byPerson, (group) => group);
  totals(flow, summary);
  rules(flow, bill);
  incident(flow, facts);
  service(flow, facts);
  entries(flow, bill);
  if (charts.billing !== undefined) chart(flow, charts.billing);
  coverage(flow, bill);
  flow.section('Approval');
  blanks(flow, ['Prepared by, date', 'Approved by, date']);
  timeFiles(flow, facts, bill);
  attach(flow, attached);
  return flow.finish();
}
