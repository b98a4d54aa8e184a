// The tables of the page about what was measured on the service and between clocks.

import type { ImpactMeasure, IncidentFacts } from '../../model/facts.ts';
import { campaignRows } from '../text/campaign-words.ts';
import type { DocumentLanguage } from '../text/language.ts';
import { clocksByWeight, impactChange } from '../text/measured-words.ts';
import * as plain from '../units.ts';
import { counts, measures, type PageTable, tableOf, words } from './model.ts';

/** Outages, stated and measured. */
export function outagesTable(
  { case: { outages }, impact }: IncidentFacts,
  { texts, units, said }: DocumentLanguage,
): PageTable {
  const rows = [
    ...outages.map((outage) => ({
      ...outage,
      state: texts.outages.down,
      mark: 'stated' as const,
      requests: undefined,
      failed: undefined,
    })),
    ...(impact?.outages ?? []).map((outage) => ({
      ...outage,
      id: outage.waveIds.join(' '),
      service: texts.provider.targetName(outage.site),
      state: texts.outages.kind[outage.kind],
      howMeasured: said(outage.howMeasured),
    })),
  ];
  return tableOf('outages-table', 'Outages, to the minute where measured', ['outage', 'outages'], rows, [
    words('No or wave', (row) => row.id),
    words('Service', (row) => row.service),
    words('From (UTC)', (row) => plain.utc(row.startUtc), 'when'),
    words('To (UTC)', (row) => plain.utc(row.endUtc), 'when'),
    measures(
      'Length',
      (row) => plain.secondsBetween(row.startUtc, row.endUtc) ?? -1,
      (seconds) => (seconds < 0 ? '' : units.duration(seconds)),
    ),
    words('State', (row) => row.state),
    measures(
      'Requests',
      (row) => row.requests ?? -1,
      (value) => (value < 0 ? '' : units.count(value)),
    ),
    measures(
      'Failed',
      (row) => row.failed ?? -1,
      (value) => (value < 0 ? '' : units.count(value)),
    ),
    words('How measured', (row) => row.howMeasured, 'long'),
    words('How known', (row) => texts.mark[row.mark]),
  ]);
}

/** Measured effect of each wave against a stretch without attack. */
export function effectTable({ impact }: IncidentFacts, { texts, units, said }: DocumentLanguage): PageTable {
  const value = (measured: number | undefined, { unit }: ImpactMeasure): string =>
    measured === undefined
      ? texts.incident.impact.nothingToCompare
      : units.measured(measured, unit === 'ratio' ? '' : unit);
  return tableOf(
    'effect-table',
    'Measured effect of the waves',
    ['measure', 'measures'],
    impact?.measures ?? [],
    [
      words('Wave', (measure) => measure.waveId),
      words('Site, address or port', (measure) => texts.provider.targetName(measure.target)),
      words('What', (measure) => texts.incident.impact.measure[measure.kind]),
      measures(
        'In the wave',
        (measure) => measure.inWave,
        (number, measure) => value(number, measure),
      ),
      measures(
        'Outside',
        (measure) => measure.outside ?? -1,
        (_, measure) => value(measure.outside, measure),
      ),
      measures(
        'Change',
        (measure) => measure.changePercent ?? 0,
        (_, measure) => units.written(impactChange(measure)),
      ),
      words('How known', (measure) => texts.mark[measure.mark]),
      words('In words', (measure) => said(measure.text), 'long'),
    ],
  );
}

/** The waves together; no rows with fewer than two. */
export function campaignTable({ campaign }: IncidentFacts, language: DocumentLanguage): PageTable {
  const rows = campaign === undefined ? [] : campaignRows(campaign, language);
  const { title, explained } = language.texts.campaign;
  return tableOf(
    'campaign-table',
    title,
    ['figure', 'figures'],
    rows,
    [words('What', ([label]) => label), words('All waves', ([, text]) => text, 'long')],
    explained,
  );
}

/** Differences between the clocks of files. */
export function clocksTable(facts: IncidentFacts, { texts, units, said }: DocumentLanguage): PageTable {
  const clockTexts = texts.provider.clocks;
  return tableOf('clocks-table', 'Clocks of the evidence', ['pair', 'pairs'], clocksByWeight(facts), [
    words('Files', (clock) => `${clock.evidenceA}, ${clock.evidenceB}`),
    words('Kinds', (clock) => said(clock.kinds)),
    words('Compared by', (clock) =>
      clock.method === 'none' ? said('not enough in common') : clockTexts.methodOf(clock.method),
    ),
    measures(
      'Second ahead of first',
      (clock) => clock.offsetSec ?? 0,
      (_, { offsetSec }) =>
        offsetSec === undefined ? texts.provider.notKnown : units.clockOffset(Math.round(offsetSec * 1000)),
    ),
    measures(
      'Spread',
      (clock) => clock.spreadSec ?? -1,
      (seconds) => (seconds < 0 ? '' : units.duration(seconds)),
    ),
    counts('Matches', (clock) => clock.matches),
    words('Zone mistake?', (clock) => (clock.wholeHours ? clockTexts.looksLikeOne : clockTexts.no)),
    words('Applied', () => clockTexts.no),
    words('In words', (clock) => said(clock.text), 'long'),
  ]);
}
