// Sections of the incident report besides traffic and demands: impact and loss, actions taken, method and limits.

import { minorDigits } from '../../model/billing.ts';
import type { IncidentFacts } from '../../model/facts.ts';
import { VECTOR_LABELS } from '../../model/vectors.ts';
import { OUTAGE_STATE } from '../text/measured-words.ts';
import * as wording from '../text/wording.ts';
import * as units from '../units.ts';
import { surgesTable } from './criteria.ts';
import type { Flow } from './flow.ts';
import { bold } from './lines.ts';
import { clocksTable, effectTable } from './measured.ts';
import { table } from './table.ts';
import { andMore, spanCell } from './traffic.ts';

const MAX_LOSSES = 20;
const MAX_ACTIONS = 30;
const MAX_ALTERNATIVES = 8;
const MAX_OUTAGES = 16;
const MAX_IMPAIRED = 8;
const MAX_THRESHOLDS = 40;
/** Of a found attack the reader wants the verdict more than its levers. */
const MAX_THRESHOLDS_FOUND = 6;

/** Outages against the waiting period, what else was measured, and losses. */
export function impactSection(flow: Flow, facts: IncidentFacts): void {
  const { losses, outageMinutes } = facts;
  const { outages } = outageMinutes;
  flow.section('Impact on service and loss');
  if (outages.length === 0) flow.paragraph(`Outages: ${wording.NOT_STATED}.`);
  if (losses.rows.length === 0) flow.paragraph(`Losses: ${wording.NOT_STATED}.`);
  if (outages.length + losses.rows.length > 0) flow.paragraph(wording.IMPACT_STATED, 'stated');
  if (outages.some(({ basis }) => basis === 'measured')) flow.paragraph(wording.IMPACT_MEASURED, 'observed');
  insurerParagraph(flow, facts);
  outageTable(flow, facts);
  impairedParagraph(flow, facts);
  effectTable(flow, facts);
  lossTable(flow, facts);
}

/** Who insures, since when they know, what they do not pay for. */
function insurerParagraph(flow: Flow, { case: stated, outageMinutes }: IncidentFacts): void {
  const { name, policy, notifiedUtc } = stated.insurer;
  const { waitingPeriodMinutes, outages } = outageMinutes;
  const or = (text: string): string => text || wording.NOT_STATED;
  if (outages.length === 0 && name === '' && waitingPeriodMinutes === undefined) return;
  flow.paragraph(
    `Attack noticed: ${or(units.utc(stated.discoveredUtc))}. Insurer: ${or(name)}; policy: ${or(policy)}; notified: ${or(units.utc(notifiedUtc))}. Waiting period: ${waitingPeriodMinutes === undefined ? wording.NOT_STATED : units.counted(waitingPeriodMinutes, 'minute')}.`,
    'stated',
  );
}

function outageTable(flow: Flow, { outageMinutes }: IncidentFacts): void {
  const { outages, totals } = outageMinutes;
  const shown = outages.slice(0, MAX_OUTAGES);
  const minutes = (value: number | undefined): string =>
    value === undefined ? wording.NOT_STATED : units.count(value);
  table(flow, {
    caption: 'Outages, and what of them lies beyond the waiting period',
    columns: [
      { title: 'No', width: 26 },
      { title: 'Service', width: 92 },
      { title: 'Time (UTC)', width: 112 },
      { title: 'Minutes', width: 42, align: 'right' },
      { title: 'Beyond', width: 42, align: 'right' },
      { title: 'How measured', width: 184 },
    ],
    size: 7.2,
    rows: shown.map((outage) => [
      [bold(outage.id)],
      outage.service || wording.NOT_STATED,
      outage.endUtc === ''
        ? `${units.utc(outage.startUtc)}, end ${wording.NOT_STATED}`
        : spanCell(outage.startUtc, outage.endUtc),
      minutes(outage.minutes),
      minutes(outage.beyondMinutes),
      outage.howMeasured || wording.NOT_STATED,
    ]),
    totals: totals.map((total) => [
      '',
      total.service || wording.NOT_STATED,
      `${units.counted(total.outages, 'outage')} together, ${total.basis}`,
      minutes(total.minutes),
      minutes(total.beyondMinutes),
      '',
    ]),
    note: [wording.WAITING_LIMIT, andMore(outages.length, shown.length, 'extortion/loss.csv')]
      .join(' ')
      .trim(),
  });
}

/** Times with too few answers that are no outage, so that no waiting period runs. */
function impairedParagraph(flow: Flow, { impact }: IncidentFacts): void {
  const impaired = (impact?.outages ?? []).filter(({ kind }) => kind !== 'outage');
  const shown = impaired
    .slice(0, MAX_IMPAIRED)
    .map(
      ({ kind, site, startUtc, endUtc, waveIds }) =>
        `${site} ${units.utcSpan(startUtc, endUtc)} (${[...waveIds, OUTAGE_STATE[kind]].join(', ')})`,
    );
  if (shown.length === 0) return;
  flow.paragraph(
    `No outage, but measured: ${shown.join('; ')}. ${andMore(impaired.length, shown.length, 'data/services.csv')}`.trim(),
    'observed',
  );
}

function lossTable(flow: Flow, { losses }: IncidentFacts): void {
  const shown = losses.rows.slice(0, MAX_LOSSES);
  table(flow, {
    caption: 'Losses, as stated and as billed',
    columns: [
      { title: 'Item', width: 170 },
      { title: 'Category', width: 80 },
      { title: 'Amount', width: 64, align: 'right' },
      { title: 'In total', width: 30 },
      { title: 'Method or reason', width: 154 },
    ],
    size: 7.2,
    rows: shown.map((loss) => [
      loss.item,
      wording.words(loss.category),
      units.money(loss.amountMinor, minorDigits(loss.currency), loss.currency),
      loss.included ? 'yes' : 'no',
      loss.included && loss.fromUtc === '' ? loss.method || wording.NOT_STATED : loss.reason,
    ]),
    totals: losses.totals.map(({ currency, amountMinor }) => [
      'Total of the included',
      '',
      units.money(amountMinor, minorDigits(currency), currency),
      '',
      '',
    ]),
    note: andMore(losses.rows.length, shown.length, 'extortion/loss.csv'),
  });
}

/** Who did what. */
export function actionsSection(flow: Flow, facts: IncidentFacts): void {
  const { actions } = facts.case;
  flow.section('Actions taken');
  if (actions.length === 0) {
    flow.paragraph(`Actions: ${wording.NOT_STATED}.`);
    return;
  }
  const shown = actions.slice(0, MAX_ACTIONS);
  table(flow, {
    caption: 'Actions, as stated',
    size: 7,
    columns: [
      { title: 'No', width: 26 },
      { title: 'Time (UTC)', width: 104 },
      { title: 'By', width: 74 },
      { title: 'Kind', width: 74 },
      { title: 'What', width: 220 },
    ],
    rows: shown.map((action) => [
      [bold(action.id)],
      spanCell(action.atUtc, action.untilUtc),
      action.by || wording.NOT_STATED,
      wording.words(action.kind),
      action.what,
    ]),
    note: andMore(actions.length, shown.length, 'data/timeline.csv'),
  });
}

/** How it was found, what was considered instead, where the limits are. */
export function methodSection(flow: Flow, facts: IncidentFacts): void {
  flow.section('Method and limits');
  for (const sentence of facts.method) flow.paragraph(sentence);
  flow.subheading('Clocks of the evidence');
  clocksTable(flow, facts);
  flow.subheading('Limits');
  for (const sentence of facts.limits) flow.paragraph(sentence);
  flow.paragraph(wording.CONFIDENCE_EXPLAINED);
  flow.subheading('Other explanations that were considered');
  const surges = facts.alternatives
    .slice(0, MAX_ALTERNATIVES)
    .map((surge, index) => ({ id: `S${String(index + 1)}`, surge }));
  if (surges.length === 0) flow.paragraph('None was called for by the evidence.');
  for (const { id, surge } of surges) {
    const span = units.utcSpan(surge.startUtc, surge.endUtc);
    const question = `${surge.title}${/[?.!]$/.test(surge.title) ? '' : '.'}`;
    flow.paragraph(
      [
        bold(`${id}${span === '' ? '' : `, ${span}`}. ${question} Judged: ${surge.conclusion}. `),
        { text: surge.text },
      ],
      'assessed',
    );
  }
  const rest = andMore(facts.alternatives.length, surges.length, 'data/incident.json');
  if (rest !== '') flow.paragraph(rest);
  surgesTable(flow, surges);
  // Those of vectors that were not found would fill a page and decide nothing; a report of no attack shows them all.
  const found = new Set(facts.vectors.map(({ vector }) => vector));
  const inForce = facts.thresholds.filter(({ name }) => {
    const owner = name.split('.')[0]!;
    return !facts.attackFound || !(owner in VECTOR_LABELS) || found.has(owner);
  });
  const thresholds = inForce.slice(0, facts.attackFound ? MAX_THRESHOLDS_FOUND : MAX_THRESHOLDS);
  table(flow, {
    caption: facts.attackFound ? 'Thresholds behind these results' : 'Thresholds in force',
    columns: [
      { title: 'Threshold', width: 254 },
      { title: 'Value', width: 90, align: 'right' },
      { title: 'Name', width: 146, face: 'mono' },
    ],
    size: 7,
    rows: thresholds.map((threshold) => [
      threshold.meaning,
      units.measured(threshold.value, threshold.unit),
      [{ text: threshold.name, face: 'mono', size: 6.2 }],
    ]),
    note: andMore(facts.thresholds.length, thresholds.length, 'data/incident.json'),
  });
}
