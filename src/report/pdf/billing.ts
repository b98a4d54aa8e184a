// The timesheet and incident record for the client: what was worked, by which rules it was priced, and what it is tied to.

import type { Bill, BillingGroup, BillingSummary } from '../../model/billing.ts';
import type { IncidentFacts } from '../../model/facts.ts';
import type { ChartSet } from '../charts/index.ts';
import { documentLanguage } from '../text/language.ts';
import { lossAmount, lossMethod } from '../text/loss-words.ts';
import { clocksByWeight } from '../text/measured-words.ts';
import { localClock } from '../units.ts';
import { attach } from './attached.ts';
import { coverage, entries, expenses, timeFiles } from './bill-sections.ts';
import { answersBox, blanks, chart, type Labelled, labelled, titleBlock } from './blocks.ts';
import type { Attachment } from './document.ts';
import { type Brevity, Flow, type FlowResult, SMALL } from './flow.ts';
import { bold } from './lines.ts';
import { outagesTable } from './measured.ts';
import { type Column, table } from './table.ts';
import { listed } from './traffic.ts';

const MAX_CLOCKS = 3;

function amount({ units }: Flow, summary: BillingSummary, minor: number): string {
  return units.money(minor, summary.minorDigits, '');
}

function groupTable(
  flow: Flow,
  summary: BillingSummary,
  by: 'class' | 'person',
  rows: readonly BillingGroup[],
): void {
  const { units } = flow;
  const texts = flow.texts.billing;
  const names: Record<string, string> = by === 'class' ? texts.classTitle : {};
  table(flow, {
    caption: (by === 'class' ? texts.byClass : texts.byPerson)(summary.currency || texts.noCurrency),
    columns: [
      { title: by === 'person' ? texts.person : texts.class, width: 200 },
      { title: texts.entries, width: 50, align: 'right' },
      { title: texts.worked, width: 70, align: 'right' },
      { title: texts.billed, width: 70, align: 'right' },
      { title: texts.amount, width: 90, align: 'right' },
    ],
    rows: rows.map((row) => [
      `${names[row.group] ?? row.group}${row.mayNotBeLoss ? ' *' : ''}`,
      units.count(row.entries),
      units.workTime(row.rawSeconds),
      units.workTime(row.billedSeconds),
      amount(flow, summary, row.amountMinor),
    ]),
    totals: [
      [
        texts.subtotal,
        units.count(summary.entries),
        units.workTime(summary.rawSeconds),
        units.workTime(summary.billedSeconds),
        amount(flow, summary, summary.subtotalMinor),
      ],
    ],
    ...(rows.some((row) => row.mayNotBeLoss) ? { note: texts.mayNotBeLoss } : {}),
  });
}

/** What traffic of the attack cost at a stated tariff; it stands beside the bill, not in it. */
function trafficCosts(flow: Flow, { losses }: IncidentFacts): void {
  const texts = flow.texts.incident.impact;
  const shown = losses.rows.filter(({ basis }) => basis === 'traffic');
  if (shown.length === 0) return;
  table(flow, {
    caption: flow.texts.billing.trafficCosts,
    columns: [
      { title: texts.item, width: 140 },
      { title: texts.amount, width: 80, align: 'right' },
      { title: texts.methodOrReason, width: 270 },
    ],
    rows: shown.map((loss) => [
      flow.saidOrWritten(loss.item),
      lossAmount(loss, flow),
      lossMethod(loss, flow),
    ]),
    note: texts.trafficPriced,
  });
}

function totals(flow: Flow, summary: BillingSummary): void {
  const { units } = flow;
  const texts = flow.texts.billing;
  const columns: Column[] = [
    { title: texts.total, width: 300 },
    { title: texts.amountIn(summary.currency), width: 100, align: 'right' },
  ];
  table(flow, {
    caption: texts.totalsCaption,
    columns,
    rows: [
      [texts.sumOfLines, amount(flow, summary, summary.subtotalMinor)],
      [
        texts.discount(units.milliPercent(summary.discountMilliPercent)),
        amount(flow, summary, -summary.discountMinor),
      ],
      ...(summary.overCapMinor > 0 ? [[texts.overCap, amount(flow, summary, -summary.overCapMinor)]] : []),
      [
        texts.tax(units.milliPercent(summary.taxMilliPercent), amount(flow, summary, summary.taxBaseMinor)),
        amount(flow, summary, summary.taxMinor),
      ],
    ],
    totals: [[texts.total, amount(flow, summary, summary.totalMinor)]],
  });
}

function clockOfDay(seconds: number): string {
  return localClock(seconds, 0);
}

/** The rules by which it was priced. */
function rules(flow: Flow, { rules: log, summary }: Bill): void {
  const { units } = flow;
  const { rules: texts, billing, notStated } = flow.texts;
  const classTitle: Record<string, string> = billing.classTitle;
  flow.section(texts.title);
  const money = (minor: number): string => units.money(minor, summary.minorDigits, summary.currency);
  const rate = (minor: number): string => texts.rate(money(minor));
  const rates = [
    log.rates.default === undefined ? '' : texts.otherwise(rate(log.rates.default)),
    ...Object.entries(log.rates.byPerson).map(([person, minor]) => `${person}: ${rate(minor)}`),
    ...Object.entries(log.rates.byRole).map(([role, minor]) => `${role}: ${rate(minor)}`),
    ...Object.entries(log.rates.byClass).map(([key, minor]) => `${classTitle[key] ?? key}: ${rate(minor)}`),
  ].filter((part) => part !== '');
  const { rounding, afterHours, callOut, holidays } = log;
  const window = afterHours.window;
  const free =
    holidays.dates.length === 0
      ? texts.noHolidays
      : texts.holidays(
          units.factor(holidays.factorMilli),
          listed(holidays.dates.map(units.utcDate), 12, flow),
        );
  const rows: Labelled[] = [
    [texts.rates, listed(rates, 12, flow) || notStated],
    [texts.minimum, log.minimumSeconds > 0 ? texts.perEntry(units.duration(log.minimumSeconds)) : texts.none],
    [
      texts.callOut,
      callOut.minimumSeconds === 0
        ? texts.noMinimum
        : texts.callOutRule(units.duration(callOut.minimumSeconds), units.duration(callOut.gapSeconds)),
    ],
    [
      texts.rounding,
      rounding.mode === 'none'
        ? texts.none
        : texts.roundingRule(
            rounding.mode,
            units.duration(rounding.stepSeconds),
            texts.rounded[rounding.scope],
          ),
    ],
    [
      texts.afterHours,
      window === undefined
        ? texts.none
        : texts.window(
            clockOfDay(window.fromSec),
            clockOfDay(window.toSec % 86_400),
            units.factor(afterHours.factorMilli),
          ),
    ],
    [
      texts.weekendAndHolidays,
      `${afterHours.weekendFactorMilli === 1000 ? texts.none : units.factor(afterHours.weekendFactorMilli)}, ${free}`,
    ],
    [texts.daysBegin, summary.zone || billing.noZone],
    [
      texts.taxDiscountCap,
      `${units.milliPercent(log.taxMilliPercent)}, ${units.milliPercent(log.discountMilliPercent)}, ${log.capMinor === undefined ? texts.noCap : texts.cap(money(log.capMinor))}`,
    ],
  ];
  labelled(flow, rows);
  const left = [
    summary.breakSeconds > 0 ? texts.breaks(units.workTime(summary.breakSeconds)) : '',
    summary.notBillableSeconds > 0 ? texts.notBillable(units.workTime(summary.notBillableSeconds)) : '',
  ].filter((part) => part !== '');
  if (left.length > 0) flow.paragraph(texts.notBilled(left.join(flow.texts.table.and)), 'computed');
  flow.paragraph(
    texts.added(
      units.workTime(summary.addedByMinimumSeconds),
      units.workTime(summary.addedByRoundingSeconds),
    ),
    'computed',
  );
}

function heading(flow: Flow, facts: IncidentFacts): void {
  const { client, preparer } = facts.case;
  const { billing: texts, notStated } = flow.texts;
  const words = (...parts: string[]): string => parts.filter((part) => part !== '').join(', ') || notStated;
  titleBlock(flow, texts.title, client.invoice === '' ? '' : texts.invoice(client.invoice));
  labelled(flow, [
    [texts.from, words(preparer.name, preparer.organisation, preparer.email)],
    [texts.to, words([client.name, client.address].filter(Boolean).join(', '))],
    [texts.contract, words(client.contract)],
    [texts.case, facts.case.id],
    ...period(flow, facts),
  ]);
}

/** First to last day of work, with the currency and the zone in which days are told. */
function period({ texts, units }: Flow, { billing }: IncidentFacts): Labelled[] {
  const dates = billing?.entries.flatMap((priced) => priced.lines.map((line) => line.date)).sort() ?? [];
  if (billing === undefined || dates.length === 0) return [];
  const { currency, zone } = billing.summary;
  const [first, last] = [units.utcDate(dates[0]!), units.utcDate(dates[dates.length - 1]!)];
  return [
    [texts.billing.period, first === last ? first : texts.billing.span(first, last)],
    [texts.billing.currencyAndZone, `${currency || texts.notStated}, ${zone || texts.billing.noZone}`],
  ];
}

function incident(flow: Flow, facts: IncidentFacts): void {
  const { answerLabels: labels, answers, billing, noAttack } = flow.texts;
  flow.section(billing.incident);
  const { what, when, against, howBig, effect } = answers(facts, flow.units);
  const rows: Labelled[] = facts.attackFound
    ? [
        [labels.what, what],
        [labels.when, when],
        [labels.against, against],
        [labels.howBig, howBig],
        [labels.effect, effect],
      ]
    : [[labels.what, noAttack]];
  labelled(flow, rows, 70);
}

/** When the service was down, and clocks where they could move an entry into or out of an outage. */
function service(flow: Flow, facts: IncidentFacts): void {
  const { texts } = flow;
  if (facts.case.outages.length > 0 || facts.impact !== undefined) {
    flow.section(texts.billing.impact);
    if (facts.impact !== undefined && facts.impact.summary !== '')
      flow.paragraph(flow.said(facts.impact.summary), 'computed');
    outagesTable(flow, facts);
  }
  const apart = clocksByWeight(facts).filter(({ offsetSec }) => Math.abs(offsetSec ?? 0) >= 60);
  for (const { text } of apart.slice(0, MAX_CLOCKS))
    flow.paragraph(texts.billing.clocks(flow.said(text)), 'computed');
}

/** Draws the timesheet in the language of the case; without a work log one page that says how to give one. */
export async function timesheet(
  facts: IncidentFacts,
  charts: ChartSet,
  brevity: Brevity,
  attached: readonly Attachment[],
): Promise<FlowResult> {
  const language = documentLanguage(facts.case.writtenIn);
  const { units } = language;
  const { billing: texts, chart: chartTexts } = language.texts;
  const flow = new Flow(
    facts,
    texts.shortTitle,
    { title: texts.documentTitle(facts.case.id), subject: facts.case.client.name },
    brevity,
    language,
  );
  heading(flow, facts);
  const bill = facts.billing;
  if (bill === undefined) {
    const [first, ...further] = texts.noWorkLog;
    answersBox(flow, texts.noWorkLogTitle, [[language.texts.answerLabels.what, first!]]);
    for (const sentence of further) flow.plain(sentence);
    trafficCosts(flow, facts);
    incident(flow, facts);
    return flow.finish();
  }
  const { summary } = bill;
  answersBox(flow, texts.inShort, [
    [texts.worked, units.workTime(summary.rawSeconds)],
    [
      texts.billed,
      texts.billedIn(
        units.workTime(summary.billedSeconds),
        units.counted(summary.entries, ...chartTexts.entry),
      ),
    ],
    [texts.total, [bold(units.money(summary.totalMinor, summary.minorDigits, summary.currency))]],
  ]);
  flow.plain(texts.notInvoice, SMALL);
  flow.section(texts.summary);
  groupTable(flow, summary, 'class', summary.byClass);
  groupTable(flow, summary, 'person', summary.byPerson);
  totals(flow, summary);
  trafficCosts(flow, facts);
  rules(flow, bill);
  incident(flow, facts);
  service(flow, facts);
  entries(flow, bill);
  if (charts.billing !== undefined) chart(flow, charts.billing);
  coverage(flow, bill);
  expenses(flow, bill);
  flow.section(texts.approval);
  blanks(flow, texts.signatures);
  timeFiles(flow, facts, bill);
  attach(flow, attached);
  return flow.finish();
}
