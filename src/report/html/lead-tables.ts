// The tables of the page on what follows from the attack: whom to ask for records, and what was lost.

import { minorDigits } from '../../model/billing.ts';
import type { IncidentFacts } from '../../model/facts.ts';
import type { DocumentLanguage } from '../text/language.ts';
import { lossAmount, lossMethod } from '../text/loss-words.ts';
import * as plain from '../units.ts';
import { counts, measures, type PageTable, tableOf, words } from './model.ts';

/** Record-keepers, most urgent first. */
export function leadsTable(
  { leads }: IncidentFacts,
  { texts, units, said, saidOrWritten }: DocumentLanguage,
): PageTable {
  const of = texts.leads;
  return tableOf('leads-table', of.caption, ['record-keeper', 'record-keepers'], leads, [
    words('No', (lead) => lead.id),
    words(of.who, (lead) => saidOrWritten(lead.keeper)),
    words('Basis', (lead) => said(lead.keeperBasis), 'long'),
    words(
      'Identifiers',
      (lead) =>
        lead.identifiers
          .map(
            ({ value, sourcePorts }) =>
              `${value}${sourcePorts.length === 0 ? '' : of.fromPorts(sourcePorts.join(' '))}`,
          )
          .join('; '),
      'long',
    ),
    counts('Identifiers in all', (lead) => lead.identifiersTotal),
    words('May hold', (lead) => said(lead.mayHold), 'long'),
    words('From (UTC)', (lead) => plain.utc(lead.fromUtc), 'when'),
    words('To (UTC)', (lead) => plain.utc(lead.toUtc), 'when'),
    measures(
      of.goneFrom,
      (lead) => lead.daysLeft,
      (days, lead) =>
        `${units.utcDate(lead.goneFrom)}, ${days < 0 ? of.past : of.inDays(units.counted(days, ...of.day))}`,
    ),
  ]);
}

/** Losses as stated, as reckoned and as billed. */
export function lossTable({ losses }: IncidentFacts, language: DocumentLanguage): PageTable {
  const { texts, units, saidOrWritten } = language;
  const of = texts.incident.impact;
  const money = (minor: number, currency: string): string =>
    units.money(minor, minorDigits(currency), currency);
  const totals = losses.totals.map(({ currency, amountMinor }) => money(amountMinor, currency)).join(', ');
  return tableOf(
    'loss-table',
    of.lossesCaption,
    ['item', 'items'],
    losses.rows,
    [
      words(of.item, (loss) => saidOrWritten(loss.item), 'long'),
      words(of.category, (loss) => texts.incident.word(loss.category)),
      measures(
        of.amount,
        (loss) => loss.amountMinor ?? 0,
        (_, loss) => lossAmount(loss, language),
      ),
      words(of.inTotal, (loss) => (loss.included ? texts.incident.yes : texts.incident.no)),
      words('From (UTC)', (loss) => plain.utc(loss.fromUtc), 'when'),
      words('To (UTC)', (loss) => plain.utc(loss.toUtc), 'when'),
      words(of.methodOrReason, (loss) => lossMethod(loss, language), 'long'),
    ],
    totals === '' ? '' : `${of.totalOfIncluded}: ${totals}`,
  );
}

/** Outages in minutes, and how much of them lies beyond the waiting period of a policy. */
export function waitingTable(
  { outageMinutes: { outages, totals } }: IncidentFacts,
  { texts, units, said }: DocumentLanguage,
): PageTable {
  const of = texts.incident.impact;
  const minutes = (value: number | undefined): string =>
    value === undefined ? texts.notStated : units.count(value);
  const rows = [
    ...outages.map((outage) => ({
      ...outage,
      measuring: outage.basis === 'measured' ? said(outage.howMeasured) : outage.howMeasured,
    })),
    ...totals.map((total) => ({
      ...total,
      id: '',
      startUtc: '',
      endUtc: '',
      measuring: of.together(units.counted(total.outages, ...of.outage), of.basis[total.basis]),
    })),
  ];
  return tableOf(
    'waiting-table',
    of.outagesCaption,
    ['outage', 'outages'],
    rows,
    [
      words('No', (row) => row.id),
      words('Service', (row) => row.service),
      words('From (UTC)', (row) => plain.utc(row.startUtc), 'when'),
      words('To (UTC)', (row) => plain.utc(row.endUtc), 'when'),
      measures(
        of.minutes,
        (row) => row.minutes ?? -1,
        (_, row) => minutes(row.minutes),
      ),
      measures(
        of.beyond,
        (row) => row.beyondMinutes ?? -1,
        (_, row) => minutes(row.beyondMinutes),
      ),
      words(of.howMeasured, (row) => row.measuring, 'long'),
    ],
    of.waitingLimit,
  );
}
