// Sections of the timesheet that go through its entries: the entries, what they are tied to, the files they were read from.

import {
  BILLING_WARNINGS,
  type Bill,
  type BillingWarning,
  type EntryLink,
  type PricedEntry,
  REJECTIONS,
} from '../../model/billing.ts';
import type { BillFacts, IncidentFacts } from '../../model/facts.ts';
import * as wording from '../text/wording.ts';
import * as units from '../units.ts';
import { COLOURS, type Flow } from './flow.ts';
import { bold, quoted, type Run, type Text, unbroken } from './lines.ts';
import { table } from './table.ts';
import { andMore, listed } from './traffic.ts';

const MAX_ENTRIES = 120;
const MAX_WARNINGS = 20;
const MAX_EVENTS = 5;
const MAX_MESSAGES = 3;
const WHOLE_LIST = 'billing/time_entries.csv';

function amount({ summary }: Bill, minor: number): string {
  return units.money(minor, summary.minorDigits, '');
}

function linksOf(links: readonly EntryLink[], entryId: string): string {
  const tied = (['direct', 'coincident', 'same_day'] as const).flatMap((strength) => {
    const events = links
      .filter((link) => link.entryId === entryId && link.strength === strength)
      .map((link) => link.eventId);
    return events.length === 0 ? [] : [`${wording.words(strength)}: ${listed(events, MAX_EVENTS)}`];
  });
  return tied.join('; ') || 'none';
}

/** Time of an entry that is not billed, on a line of its own; nothing when all of it is. */
function notBilled({ breakSeconds, notBillableSeconds }: PricedEntry): Run[] {
  const parts = [
    breakSeconds > 0 ? `${units.workTime(breakSeconds)} break` : '',
    notBillableSeconds > 0 ? `${units.workTime(notBillableSeconds)} not billable` : '',
  ].filter((part) => part !== '');
  return parts.length === 0 ? [] : [{ text: parts.join(', '), colour: COLOURS.soft, newLine: true }];
}

/** One row a printed line of the bill; an entry over midnight or a change of factor has several. */
function entryRows(bill: Bill, priced: PricedEntry, number: number): Text[][] {
  const { entry } = priced;
  return priced.lines.map((line, index) => [
    index === 0 ? units.count(number) : '',
    [
      { text: line.date },
      {
        text:
          entry.dayOnlySeconds === undefined
            ? unbroken(
                `${units.localClock(line.startSec, line.offsetMin)}\u2013${units.localClock(line.endSec, line.offsetMin)} ${units.utcOffset(line.offsetMin)}`,
              )
            : 'no time of day',
        newLine: true,
      },
    ],
    index === 0 ? entry.person : '',
    index === 0
      ? [
          bold(`${wording.CLASS_TITLE[entry.activityClass]}${priced.mayNotBeLoss ? ' *' : ''}: `),
          { text: entry.description || 'no description' },
          ...notBilled(priced),
        ]
      : '(continued)',
    units.workTime(line.rawSeconds),
    units.workTime(line.billedSeconds),
    line.factorMilli === 1000
      ? amount(bill, line.rateMinor)
      : [
          { text: unbroken(`${amount(bill, line.rateMinor)} ${units.factor(line.factorMilli)}`) },
          { text: line.factorReason, newLine: true },
        ],
    amount(bill, line.amountMinor),
    index === 0 ? linksOf(bill.links, entry.id) : '',
  ]);
}

/** Every entry, a row a printed line of the bill. */
export function entries(flow: Flow, bill: Bill): void {
  flow.section('Entries');
  const shown = bill.entries.slice(0, MAX_ENTRIES);
  table(flow, {
    caption: `Work as recorded, in local time with its offset from UTC; amounts in ${bill.summary.currency || 'a currency not stated'}`,
    columns: [
      { title: 'No', width: 22, align: 'right' },
      { title: 'Date, start\u2013end, offset', width: 106 },
      { title: 'Person', width: 56 },
      { title: 'What', width: 134 },
      { title: 'Worked', width: 46, align: 'right' },
      { title: 'Billed', width: 46, align: 'right' },
      { title: 'Rate', width: 66, align: 'right' },
      { title: 'Amount', width: 52, align: 'right' },
      { title: 'Tied to', width: 82 },
    ],
    size: 6.8,
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
        amount(bill, bill.summary.subtotalMinor),
        '',
      ],
    ],
    note: andMore(bill.entries.length, shown.length, WHOLE_LIST),
  });
}

/** How much of the time is tied to events, what a reader may ask, what was not billed. */
export function coverage(flow: Flow, bill: BillFacts): void {
  const { summary, warnings, rejected } = bill;
  flow.section('What the hours are tied to');
  const { directSeconds, coincidentSeconds, sameDaySeconds, noneSeconds } = summary.coverage;
  const sameDay = sameDaySeconds > 0 ? `, ${units.workTime(sameDaySeconds)} lie on the day of an event` : '';
  flow.paragraph(
    `${units.workTime(directSeconds)} of ${units.workTime(summary.billedSeconds)} billed have a direct tie to an action, ${units.workTime(coincidentSeconds)} fall into an attack or an outage${sameDay}, ${units.workTime(noneSeconds)} are stated by the timekeeper only.`,
    'computed',
  );
  flow.paragraph(
    sameDay === '' ? wording.LINK_STRENGTHS : `${wording.LINK_STRENGTHS} ${wording.LINK_SAME_DAY}`,
  );
  const numbers = new Map(bill.entries.map((priced, index) => [priced.entry.id, units.count(index + 1)]));
  const byQuestion = new Map<BillingWarning['code'], BillingWarning[]>();
  for (const warning of warnings)
    byQuestion.set(warning.code, [...(byQuestion.get(warning.code) ?? []), warning]);
  if (warnings.length === 0) flow.paragraph('No entry gave cause for a question.', 'computed');
  table(flow, {
    caption: 'What a reader may ask about',
    columns: [
      { title: 'Question', width: 170 },
      { title: 'Entries', width: 140 },
      { title: 'More', width: 180 },
    ],
    rows: [...byQuestion].map(([code, alike]) => [
      BILLING_WARNINGS[code],
      listed(
        alike.flatMap((warning) => warning.entryIds.map((id) => numbers.get(id) ?? id)),
        MAX_WARNINGS,
      ) || 'the whole bill',
      listed([...new Set(alike.map((warning) => warning.message))], MAX_MESSAGES),
    ]),
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
export function timeFiles(flow: Flow, facts: IncidentFacts, bill: BillFacts): void {
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
