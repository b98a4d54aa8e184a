// The work log of the sample incident as a bill: three people, nine entries, one rate, whole minutes.

import type { ActivityClass, BillingGroup, EntryLink, PricedEntry } from '../../src/model/billing.ts';
import type { BillFacts } from '../../src/model/facts.ts';

const RATE_MINOR = 9_000;
const TAX_MILLI_PERCENT = 19_000;

// Person, class, start and end (UTC), description, event it belongs to.
const ENTRIES: [string, ActivityClass, string, string, string, string][] = [
  [
    'Ana Example',
    'detect_triage',
    '2025-12-05T18:06:00Z',
    '2025-12-05T18:36:00Z',
    'Looked into the outage',
    'W1',
  ],
  [
    'Ben Example',
    'communication_client',
    '2025-12-05T18:10:00Z',
    '2025-12-05T18:30:00Z',
    'Told the client',
    'W1',
  ],
  [
    'Ana Example',
    'communication_provider',
    '2025-12-05T18:40:00Z',
    '2025-12-05T19:20:00Z',
    'Call with the provider',
    'A2',
  ],
  ['Ben Example', 'mitigate', '2025-12-05T21:16:00Z', '2025-12-05T22:16:00Z', 'Rate limit on /search', 'A3'],
  [
    'Ana Example',
    'mitigate',
    '2025-12-05T21:20:00Z',
    '2025-12-05T22:40:00Z',
    'Moved the shop to a second host',
    'W2',
  ],
  ['Ana Example', 'restore', '2025-12-05T22:50:00Z', '2025-12-05T23:30:00Z', 'Put the shop back', ''],
  ['Cem Example', 'mitigate', '2025-12-06T02:20:00Z', '2025-12-06T03:00:00Z', 'Watched the UDP filter', 'A4'],
  [
    'Cem Example',
    'evidence_preservation',
    '2025-12-06T03:00:00Z',
    '2025-12-06T04:20:00Z',
    'Copied captures and logs',
    '',
  ],
  ['Ana Example', 'report_writing', '2025-12-06T09:00:00Z', '2025-12-06T10:30:00Z', 'Wrote the report', ''],
];

function priced(row: (typeof ENTRIES)[number], index: number): PricedEntry {
  const [person, activityClass, startText, endText, description] = row;
  const startSec = Date.parse(startText) / 1000;
  const endSec = Date.parse(endText) / 1000;
  const seconds = endSec - startSec;
  const amountMinor = (seconds / 60) * (RATE_MINOR / 60);
  const id = `work.csv:${index + 2}`;
  return {
    entry: {
      id,
      person,
      description,
      activityClass,
      startSec,
      endSec,
      dayOnlySeconds: undefined,
      breakSeconds: 0,
      billable: true,
      startText,
      endText,
      zone: '',
      rateMinor: undefined,
      recordedSec: undefined,
      source: 'work.csv',
      line: index + 2,
    },
    role: '',
    rateBasis: 'default',
    rawSeconds: seconds,
    breakSeconds: 0,
    notBillableSeconds: 0,
    addedByMinimumSeconds: 0,
    addedByRoundingSeconds: 0,
    billedSeconds: seconds,
    amountMinor,
    mayNotBeLoss: activityClass === 'report_writing',
    lines: [
      {
        entryId: id,
        startSec,
        endSec,
        date: startText.slice(0, 10),
        offsetMin: 0,
        endOffsetMin: 0,
        rawSeconds: seconds,
        billedSeconds: seconds,
        rateMinor: RATE_MINOR,
        factorMilli: 1000,
        factorReason: '',
        amountMinor,
      },
    ],
  };
}

function link(row: (typeof ENTRIES)[number], index: number): EntryLink {
  const [, , startText, , , eventId] = row;
  const events: Record<string, string> = {
    A2: '2025-12-05T18:20:00Z',
    A3: '2025-12-05T21:40:00Z',
    A4: '2025-12-06T02:25:00Z',
    W1: '2025-12-05T18:02:11Z',
    W2: '2025-12-05T21:10:04Z',
  };
  if (eventId === '')
    return {
      entryId: `work.csv:${index + 2}`,
      eventId,
      strength: 'none',
      offsetSeconds: 0,
      reason: 'no event near',
    };
  const direct = eventId.startsWith('A');
  return {
    entryId: `work.csv:${index + 2}`,
    eventId,
    strength: direct ? 'direct' : 'coincident',
    offsetSeconds: (Date.parse(events[eventId]) - Date.parse(startText)) / 1000,
    reason: direct ? 'the same person at the same time' : 'at the same time',
  };
}

function groups(entries: PricedEntry[], key: (entry: PricedEntry) => string): BillingGroup[] {
  const found = new Map<string, BillingGroup>();
  for (const entry of entries) {
    const group = key(entry);
    const sum = found.get(group) ?? {
      group,
      entries: 0,
      rawSeconds: 0,
      billedSeconds: 0,
      amountMinor: 0,
      mayNotBeLoss: group === 'report_writing',
    };
    sum.entries++;
    sum.rawSeconds += entry.rawSeconds;
    sum.billedSeconds += entry.billedSeconds;
    sum.amountMinor += entry.amountMinor;
    found.set(group, sum);
  }
  return [...found.values()];
}

/** The bill of the sample facts: 8 h at 90.00 EUR, 19 % tax. */
export function sampleBill(): BillFacts {
  const entries = ENTRIES.map(priced);
  const seconds = (eventStart: string): number =>
    entries.reduce(
      (sum, entry, index) => sum + (ENTRIES[index][5].startsWith(eventStart) ? entry.billedSeconds : 0),
      0,
    );
  const rawSeconds = seconds('');
  const subtotalMinor = entries.reduce((sum, entry) => sum + entry.amountMinor, 0);
  const taxMinor = (subtotalMinor * TAX_MILLI_PERCENT) / 100_000;
  return {
    entries,
    rules: {
      files: ['work.csv'],
      dateFormat: '',
      personByFile: {},
      roles: {},
      zone: 'Europe/London',
      currency: 'EUR',
      rates: { default: RATE_MINOR, byPerson: {}, byRole: {}, byClass: {} },
      minimumSeconds: 0,
      rounding: { mode: 'none', stepSeconds: 0, scope: 'entry' },
      afterHours: { window: undefined, factorMilli: 1000, weekendFactorMilli: 1000 },
      holidays: { dates: [], factorMilli: 1000 },
      callOut: { minimumSeconds: 0, gapSeconds: 0 },
      capMinor: undefined,
      taxMilliPercent: TAX_MILLI_PERCENT,
      discountMilliPercent: 0,
      expenses: [
        { date: '2025-12-06', item: 'Disk for the evidence', receipt: 'R-114', amountMinor: 6490 },
        { date: '2025-12-06', item: 'Taxi to the data centre', receipt: '', amountMinor: 2310 },
      ],
    },
    links: ENTRIES.map(link),
    summary: {
      currency: 'EUR',
      minorDigits: 2,
      zone: 'Europe/London',
      entries: entries.length,
      rawSeconds,
      breakSeconds: 0,
      notBillableSeconds: 0,
      billedSeconds: rawSeconds,
      addedByMinimumSeconds: 0,
      addedByRoundingSeconds: 0,
      byClass: groups(entries, ({ entry }) => entry.activityClass),
      byPerson: groups(entries, ({ entry }) => entry.person),
      subtotalMinor,
      mayNotBeLossMinor: entries
        .filter((entry) => entry.mayNotBeLoss)
        .reduce((sum, entry) => sum + entry.amountMinor, 0),
      discountMilliPercent: 0,
      discountMinor: 0,
      overCapMinor: 0,
      taxBaseMinor: subtotalMinor,
      taxMilliPercent: TAX_MILLI_PERCENT,
      taxMinor,
      totalMinor: subtotalMinor + taxMinor,
      expensesMinor: 8800,
      withExpensesMinor: subtotalMinor + taxMinor + 8800,
      coverage: {
        directSeconds: seconds('A'),
        coincidentSeconds: seconds('W'),
        sameDaySeconds: 0,
        noneSeconds: rawSeconds - seconds('A') - seconds('W'),
      },
    },
    warnings: [],
    rejected: [],
    files: [{ fileName: 'work.csv', evidenceId: '', sha256: 'b111'.repeat(16) }],
  };
}
