// Sections of the incident report besides traffic and demands: impact and loss, actions taken, method and limits.

import { minorDigits } from '../../model/billing.ts';
import type { IncidentFacts } from '../../model/facts.ts';
import { VECTOR_LABELS } from '../../model/vectors.ts';
import * as wording from '../text/wording.ts';
import * as units from '../units.ts';
import { surgesTable } from './criteria.ts';
import type { Flow } from './flow.ts';
import { bold } from './lines.ts';
import { clocksTable, effectTable, outagesTable } from './measured.ts';
import { table } from './table.ts';
import { andMore, spanCell } from './traffic.ts';

const MAX_LOSSES = 20;
const MAX_ACTIONS = 30;
const MAX_ALTERNATIVES = 8;
const MAX_THRESHOLDS = 12;
const MAX_THRESHOLDS_NO_ATTACK = 40;

/** Outages as stated and as measured, what else was measured, and losses as stated. */
export function impactSection(flow: Flow, facts: IncidentFacts): void {
  const { outages, losses } = facts.case;
  flow.section('Impact on service and loss');
  if (outages.length === 0) flow.paragraph(`Outages: ${wording.NOT_STATED}.`);
  if (losses.length === 0) flow.paragraph(`Losses: ${wording.NOT_STATED}.`);
  if (outages.length + losses.length > 0) flow.paragraph(wording.IMPACT_STATED, 'stated');
  outagesTable(flow, facts);
  effectTable(flow, facts);
  const sums = new Map<string, number>();
  for (const loss of losses.filter((entry) => entry.included)) {
    sums.set(loss.currency, (sums.get(loss.currency) ?? 0) + loss.amountMinor);
  }
  const shownLosses = losses.slice(0, MAX_LOSSES);
  table(flow, {
    caption: 'Losses',
    columns: [
      { title: 'Item', width: 140 },
      { title: 'Category', width: 90 },
      { title: 'Amount', width: 80, align: 'right' },
      { title: 'In the total', width: 44 },
      { title: 'Method', width: 140 },
    ],
    rows: shownLosses.map((loss) => [
      loss.item,
      wording.words(loss.category),
      units.money(loss.amountMinor, minorDigits(loss.currency), loss.currency),
      loss.included ? 'yes' : 'no',
      loss.method || wording.NOT_STATED,
    ]),
    totals: [...sums].map(([currency, minor]) => [
      'Total of the included',
      '',
      units.money(minor, minorDigits(currency), currency),
      '',
      '',
    ]),
    note: andMore(losses.length, shownLosses.length, 'incident.yaml'),
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
  const thresholds = inForce.slice(0, facts.attackFound ? MAX_THRESHOLDS : MAX_THRESHOLDS_NO_ATTACK);
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
