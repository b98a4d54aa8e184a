// The tables of the page about what was measured on the service and between clocks.

import type { IncidentFacts } from '../../model/facts.ts';
import { campaignRows } from '../text/campaign-words.ts';
import {
  clockDifference,
  clocksByWeight,
  IMPACT_TITLE,
  impactChange,
  impactValue,
  OUTAGE_STATE,
} from '../text/measured-words.ts';
import { CAMPAIGN_EXPLAINED, CAMPAIGN_TITLE, MARK_TITLE } from '../text/wording.ts';
import * as units from '../units.ts';
import { counts, measures, type PageTable, tableOf, words } from './model.ts';

/** Outages, stated and measured. */
export function outagesTable({ case: { outages }, impact }: IncidentFacts): PageTable {
  const rows = [
    ...outages.map((outage) => ({
      ...outage,
      state: 'down',
      mark: 'stated' as const,
      requests: undefined,
      failed: undefined,
    })),
    ...(impact?.outages ?? []).map((outage) => ({
      ...outage,
      id: outage.waveIds.join(' '),
      service: outage.site,
      state: OUTAGE_STATE[outage.kind],
    })),
  ];
  return tableOf('outages-table', 'Outages, to the minute where measured', ['outage', 'outages'], rows, [
    words('No or wave', (row) => row.id),
    words('Service', (row) => row.service),
    words('From (UTC)', (row) => units.utc(row.startUtc), 'when'),
    words('To (UTC)', (row) => units.utc(row.endUtc), 'when'),
    measures(
      'Length',
      (row) => units.secondsBetween(row.startUtc, row.endUtc) ?? -1,
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
    words('How known', (row) => MARK_TITLE[row.mark]),
  ]);
}

/** Measured effect of each wave against a stretch without attack. */
export function effectTable({ impact }: IncidentFacts): PageTable {
  return tableOf(
    'effect-table',
    'Measured effect of the waves',
    ['measure', 'measures'],
    impact?.measures ?? [],
    [
      words('Wave', (measure) => measure.waveId),
      words('Site, address or port', (measure) => measure.target),
      words('What', (measure) => IMPACT_TITLE[measure.kind]),
      measures(
        'In the wave',
        (measure) => measure.inWave,
        (value, measure) => impactValue(value, measure),
      ),
      measures(
        'Outside',
        (measure) => measure.outside ?? -1,
        (_, measure) => impactValue(measure.outside, measure),
      ),
      measures(
        'Change',
        (measure) => measure.changePercent ?? 0,
        (_, measure) => impactChange(measure),
      ),
      words('How known', (measure) => MARK_TITLE[measure.mark]),
      words('In words', (measure) => measure.text, 'long'),
    ],
  );
}

/** The waves together; no rows with fewer than two. */
export function campaignTable({ campaign }: IncidentFacts): PageTable {
  const rows = campaign === undefined ? [] : campaignRows(campaign);
  return tableOf(
    'campaign-table',
    CAMPAIGN_TITLE,
    ['figure', 'figures'],
    rows,
    [words('What', ([label]) => label), words('All waves', ([, text]) => text, 'long')],
    CAMPAIGN_EXPLAINED,
  );
}

/** Differences between the clocks of files. */
export function clocksTable(facts: IncidentFacts): PageTable {
  return tableOf('clocks-table', 'Clocks of the evidence', ['pair', 'pairs'], clocksByWeight(facts), [
    words('Files', (clock) => `${clock.evidenceA}, ${clock.evidenceB}`),
    words('Kinds', (clock) => clock.kinds),
    words('Compared by', (clock) => (clock.method === 'none' ? 'not enough in common' : clock.method)),
    measures(
      'Second ahead of first',
      (clock) => clock.offsetSec ?? 0,
      (_, clock) => clockDifference(clock),
    ),
    measures(
      'Spread',
      (clock) => clock.spreadSec ?? -1,
      (seconds) => (seconds < 0 ? '' : units.duration(seconds)),
    ),
    counts('Matches', (clock) => clock.matches),
    words('Zone mistake?', (clock) => (clock.wholeHours ? 'looks like one' : 'no')),
    words('Applied', () => 'no'),
    words('In words', (clock) => clock.text, 'long'),
  ]);
}
