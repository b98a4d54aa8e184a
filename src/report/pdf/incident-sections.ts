// Sections of the incident report besides traffic and demands: impact and loss, actions taken, method and limits.

import { minorDigits } from '../../model/billing.ts';
import type { IncidentFacts } from '../../model/facts.ts';
import { VECTOR_LABELS } from '../../model/vectors.ts';
import { lossAmount, lossMethod } from '../text/loss-words.ts';
import { surgesTable } from './criteria.ts';
import type { Flow } from './flow.ts';
import { bold } from './lines.ts';
import { clocksTable, effectTable, statedOfFiles } from './measured.ts';
import { table } from './table.ts';
import { andMore, spanCell } from './traffic.ts';

const MAX_LOSSES = 20;
const MAX_TARIFFS = 4;
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
  const texts = flow.texts.incident.impact;
  flow.section(texts.title);
  if (outages.length === 0) flow.paragraph(texts.noOutages);
  if (losses.rows.length === 0) flow.paragraph(texts.noLosses);
  if (outages.length + losses.rows.length > 0) flow.paragraph(texts.stated, 'stated');
  if (outages.some(({ basis }) => basis === 'measured')) flow.paragraph(texts.measuredToo, 'observed');
  insurerParagraph(flow, facts);
  outageTable(flow, facts);
  impairedParagraph(flow, facts);
  effectTable(flow, facts);
  lossTable(flow, facts);
  trafficParagraphs(flow, facts);
}

/** Who insures, since when they know, what they do not pay for. */
function insurerParagraph(flow: Flow, { case: stated, outageMinutes }: IncidentFacts): void {
  const { name, policy, notifiedUtc } = stated.insurer;
  const { waitingPeriodMinutes, outages } = outageMinutes;
  const { texts: all, units } = flow;
  const texts = all.incident.impact;
  const or = (text: string): string => text || all.notStated;
  if (outages.length === 0 && name === '' && waitingPeriodMinutes === undefined) return;
  flow.paragraph(
    texts.insurer(
      or(units.utc(stated.discoveredUtc)),
      or(name),
      or(policy),
      or(units.utc(notifiedUtc)),
      waitingPeriodMinutes === undefined
        ? all.notStated
        : units.counted(waitingPeriodMinutes, ...texts.minute),
    ),
    'stated',
  );
}

function outageTable(flow: Flow, { outageMinutes }: IncidentFacts): void {
  const { outages, totals } = outageMinutes;
  const { texts: all, units } = flow;
  const texts = all.incident.impact;
  const shown = outages.slice(0, MAX_OUTAGES);
  const minutes = (value: number | undefined): string =>
    value === undefined ? all.notStated : units.count(value);
  table(flow, {
    caption: texts.outagesCaption,
    columns: [
      { title: all.provider.number, width: 26 },
      { title: all.outages.service, width: 92 },
      { title: all.incident.timeline.time, width: 112 },
      { title: texts.minutes, width: 42, align: 'right' },
      { title: texts.beyond, width: 42, align: 'right' },
      { title: texts.howMeasured, width: 184 },
    ],
    size: 7.2,
    rows: shown.map((outage) => [
      [bold(outage.id)],
      all.provider.targetName(outage.service) || all.notStated,
      outage.endUtc === ''
        ? texts.noEnd(units.utc(outage.startUtc))
        : spanCell(outage.startUtc, outage.endUtc, flow),
      minutes(outage.minutes),
      minutes(outage.beyondMinutes),
      (outage.basis === 'measured' ? flow.said(outage.howMeasured) : outage.howMeasured) || all.notStated,
    ]),
    totals: totals.map((total) => [
      '',
      all.provider.targetName(total.service) || all.notStated,
      texts.together(units.counted(total.outages, ...texts.outage), texts.basis[total.basis]),
      minutes(total.minutes),
      minutes(total.beyondMinutes),
      '',
    ]),
    note: [texts.waitingLimit, andMore(outages.length, shown.length, 'extortion/loss.csv', flow)]
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
        `${flow.texts.provider.targetName(site)} ${flow.units.utcSpan(startUtc, endUtc)} (${[...waveIds, flow.texts.outages.kind[kind]].join(', ')})`,
    );
  if (shown.length === 0) return;
  const rest = andMore(impaired.length, shown.length, 'data/services.csv', flow);
  flow.paragraph(`${flow.texts.incident.impact.impaired(shown.join('; '))} ${rest}`.trim(), 'observed');
}

function lossTable(flow: Flow, { losses }: IncidentFacts): void {
  const { texts: all, units } = flow;
  const texts = all.incident.impact;
  const shown = losses.rows.slice(0, MAX_LOSSES);
  table(flow, {
    caption: texts.lossesCaption,
    columns: [
      { title: texts.item, width: 170 },
      { title: texts.category, width: 80 },
      { title: texts.amount, width: 64, align: 'right' },
      { title: texts.inTotal, width: 30 },
      { title: texts.methodOrReason, width: 154 },
    ],
    size: 7.2,
    rows: shown.map((loss) => [
      flow.saidOrWritten(loss.item),
      all.incident.word(loss.category),
      lossAmount(loss, flow),
      loss.included ? all.incident.yes : all.incident.no,
      loss.basis === 'traffic' ? flow.said(loss.reason) : lossMethod(loss, flow),
    ]),
    totals: losses.totals.map(({ currency, amountMinor }) => [
      texts.totalOfIncluded,
      '',
      units.money(amountMinor, minorDigits(currency), currency),
      '',
      '',
    ]),
    note: andMore(losses.rows.length, shown.length, 'extortion/loss.csv', flow),
  });
}

/** How amounts for traffic were reckoned, in full: a cell has no room for it. */
function trafficParagraphs(flow: Flow, { losses }: IncidentFacts): void {
  const priced = losses.rows.filter(
    ({ basis, amountMinor }) => basis === 'traffic' && amountMinor !== undefined,
  );
  if (priced.length === 0) return;
  flow.paragraph(flow.texts.incident.impact.trafficPriced, 'computed');
  for (const loss of priced.slice(0, MAX_TARIFFS))
    flow.paragraph(`${flow.saidOrWritten(loss.item)}: ${flow.saidOrWritten(loss.method)}.`, 'computed');
  const rest = andMore(priced.length, MAX_TARIFFS, 'extortion/loss.csv', flow);
  if (rest !== '') flow.paragraph(rest);
}

/** Who did what. */
export function actionsSection(flow: Flow, facts: IncidentFacts): void {
  const { actions } = facts.case;
  const { texts: all } = flow;
  const texts = all.incident.actions;
  flow.section(texts.title);
  if (actions.length === 0) {
    flow.paragraph(texts.none);
    return;
  }
  const shown = actions.slice(0, MAX_ACTIONS);
  table(flow, {
    caption: texts.caption,
    size: 7,
    columns: [
      { title: all.provider.number, width: 26 },
      { title: all.incident.timeline.time, width: 104 },
      { title: texts.by, width: 74 },
      { title: all.incident.timeline.kind, width: 74 },
      { title: all.incident.timeline.what, width: 220 },
    ],
    rows: shown.map((action) => [
      [bold(action.id)],
      spanCell(action.atUtc, action.untilUtc, flow),
      action.by || all.notStated,
      all.incident.word(action.kind),
      action.what,
    ]),
    note: andMore(actions.length, shown.length, 'data/timeline.csv', flow),
  });
}

/** How it was found, what was considered instead, where the limits are. */
export function methodSection(flow: Flow, facts: IncidentFacts): void {
  const { texts: all, units } = flow;
  const texts = all.method;
  flow.section(texts.title);
  for (const sentence of facts.method) flow.paragraph(flow.said(sentence));
  flow.subheading(texts.clocks);
  clocksTable(flow, facts);
  statedOfFiles(flow, facts);
  flow.subheading(texts.limits);
  for (const sentence of facts.limits) flow.paragraph(flow.said(sentence));
  flow.paragraph(texts.confidence);
  flow.subheading(texts.others);
  const surges = facts.alternatives
    .slice(0, MAX_ALTERNATIVES)
    .map((surge, index) => ({ id: `S${String(index + 1)}`, surge }));
  if (surges.length === 0) flow.paragraph(texts.noOthers);
  for (const { id, surge } of surges) {
    const span = units.utcSpan(surge.startUtc, surge.endUtc);
    const title = flow.said(surge.title);
    const question = `${title}${/[?.!]$/.test(title) ? '' : '.'}`;
    const judged = texts.judged(flow.said(surge.conclusion));
    flow.paragraph(
      [
        bold(`${id}${span === '' ? '' : `, ${span}`}. ${question} ${judged} `),
        { text: flow.said(surge.text) },
      ],
      'assessed',
    );
  }
  const rest = andMore(facts.alternatives.length, surges.length, 'data/incident.json', flow);
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
    caption: facts.attackFound ? texts.thresholdsFound : texts.thresholds,
    columns: [
      { title: texts.threshold, width: 254 },
      { title: texts.value, width: 90, align: 'right' },
      { title: texts.name, width: 146, face: 'mono' },
    ],
    size: 7,
    rows: thresholds.map((threshold) => [
      flow.said(threshold.meaning),
      units.measured(threshold.value, threshold.unit),
      [{ text: threshold.name, face: 'mono', size: 6.2 }],
    ]),
    note: andMore(facts.thresholds.length, thresholds.length, 'data/incident.json', flow),
  });
}
