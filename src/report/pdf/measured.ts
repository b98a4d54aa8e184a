// What was measured on the service and between the clocks of the evidence, as tables of the documents.

import type { ClockFacts, ImpactMeasure, IncidentFacts, MeasuredOutage } from '../../model/facts.ts';
import { clocksByWeight, impactChange } from '../text/measured-words.ts';
import { secondsBetween } from '../units.ts';
import type { Flow } from './flow.ts';
import { bold } from './lines.ts';
import { table, type WideRow } from './table.ts';
import { andMore } from './traffic.ts';

const MAX_OUTAGES = 16;
const MAX_MEASURES = 8;
const MAX_CLOCKS = 8;
/** Files of which it is said what was stated of them. */
const MAX_STATED = 6;

/** Outages as stated, then as measured, each with how. */
export function outagesTable(flow: Flow, facts: IncidentFacts): void {
  const { units, texts: all } = flow;
  const texts = all.outages;
  const { outages: stated } = facts.case;
  const measured = facts.impact?.outages ?? [];
  const row = (
    id: string,
    service: string,
    outage: Pick<MeasuredOutage, 'startUtc' | 'endUtc' | 'howMeasured'>,
    state: string,
    mark: MeasuredOutage['mark'] | 'stated',
  ): WideRow => {
    const seconds = secondsBetween(outage.startUtc, outage.endUtc);
    return {
      cells: [
        [bold(id)],
        service || all.notStated,
        units.utcSpan(outage.startUtc, outage.endUtc) || all.notStated,
        seconds === undefined ? '\u2013' : units.duration(seconds),
        state,
        all.mark[mark],
      ],
      below: [texts.howMeasured(outage.howMeasured || all.notStated)],
    };
  };
  const rows = [
    ...stated.map((outage) => row(outage.id, outage.service, outage, texts.down, 'stated')),
    ...measured.map((outage) =>
      row(
        outage.waveIds.join(' ') || '\u2013',
        all.provider.targetName(outage.site),
        { ...outage, howMeasured: texts.measured(outage, units) },
        texts.kind[outage.kind],
        'observed',
      ),
    ),
  ];
  table(flow, {
    caption: texts.caption,
    columns: [
      { title: texts.id, width: 34 },
      { title: texts.service, width: 124 },
      { title: texts.span, width: 156 },
      { title: texts.length, width: 54, align: 'right' },
      { title: texts.state, width: 84 },
      { title: texts.mark, width: 46 },
    ],
    size: 7,
    rows: rows.slice(0, MAX_OUTAGES),
    note: andMore(rows.length, Math.min(rows.length, MAX_OUTAGES), 'data/services.csv', flow),
  });
}

function impactCell(
  { texts, units }: Flow,
  value: number | undefined,
  { unit }: ImpactMeasure,
  part: number,
  whole: number,
): string {
  const { impact } = texts.incident;
  if (value === undefined) return impact.nothingToCompare;
  const text = units.measured(value, unit === 'ratio' ? '' : unit);
  return unit === 'share' ? impact.partOf(text, units.count(part), units.count(whole)) : text;
}

/** Measured effect of each wave against a stretch without attack. */
export function effectTable(flow: Flow, { impact, attackFound }: IncidentFacts): void {
  const { texts: all, units } = flow;
  const texts = all.incident.impact;
  if (impact === undefined) {
    if (attackFound) flow.paragraph(texts.effectNotMeasured, 'observed');
    return;
  }
  const shown = impact.measures.slice(0, MAX_MEASURES);
  flow.paragraph(
    [flow.said(impact.summary), texts.effectExplained].filter((part) => part !== '').join(' '),
    'computed',
  );
  table(flow, {
    caption: texts.effectCaption,
    columns: [
      { title: all.incident.attack.wave, width: 30 },
      { title: all.incident.timeline.what, width: 162 },
      { title: texts.inTheWave, width: 106, align: 'right' },
      { title: texts.outside, width: 106, align: 'right' },
      { title: texts.change, width: 44, align: 'right' },
      { title: all.incident.timeline.mark, width: 54 },
    ],
    size: 7,
    rows: shown.map((measure) => ({
      cells: [
        [bold(measure.waveId)],
        `${texts.measure[measure.kind]}: ${all.provider.targetName(measure.target)}`,
        impactCell(flow, measure.inWave, measure, measure.counts.inWave, measure.counts.inWaveOf),
        impactCell(flow, measure.outside, measure, measure.counts.outside, measure.counts.outsideOf),
        units.written(impactChange(measure)) || '\u2013',
        all.mark[measure.mark],
      ],
      // The cells of a share say all of it.
      below: measure.unit === 'share' ? [] : [flow.said(measure.text)],
    })),
    note: andMore(impact.measures.length, shown.length, 'data/incident.json', flow),
  });
}

/** What was stated of the clocks behind captures and logs, and of packets that a capture lost. */
export function statedOfFiles(flow: Flow, { evidence }: IncidentFacts): void {
  const { units, texts: all } = flow;
  const texts = all.provider.clocks;
  const methods = evidence.filter((file) => file.clockOffsetMs !== undefined && file.clockOffsetMethod);
  for (const { id, clockOffsetMs, clockOffsetMethod } of methods.slice(0, MAX_STATED))
    flow.paragraph(texts.stated(id, units.clockOffset(clockOffsetMs ?? 0), clockOffsetMethod), 'stated');
  const dropped = evidence.filter(({ packetsDropped }) => packetsDropped !== undefined);
  if (dropped.length === 0) return;
  const told = dropped
    .slice(0, MAX_STATED)
    .map(({ id, packetsDropped }) => texts.inFile(units.count(packetsDropped ?? 0), id));
  flow.paragraph(
    texts.dropped(
      [told.join(', '), andMore(dropped.length, told.length, 'data/evidence.csv', flow)]
        .filter(Boolean)
        .join('. ')
        .replace(/\.$/, ''),
    ),
    'stated',
  );
}

/** Differences between the clocks of files; only of those named, when some are. */
export function clocksTable(flow: Flow, facts: IncidentFacts, only?: ReadonlySet<string>): void {
  const { units, texts: all } = flow;
  const texts = all.provider.clocks;
  const wanted = ({ evidenceA, evidenceB }: ClockFacts): boolean =>
    only === undefined || (only.has(evidenceA) && only.has(evidenceB));
  const clocks = clocksByWeight(facts).filter(wanted);
  const known = clocks.filter(({ offsetSec }) => offsetSec !== undefined);
  const shown = known.slice(0, MAX_CLOCKS);
  if (known.length === 0) {
    // Others may have been compared: nothing is said of them here.
    if (only === undefined) flow.paragraph(texts.notCompared, 'observed');
    return;
  }
  table(flow, {
    caption: texts.caption,
    columns: [
      { title: texts.files, width: 56 },
      { title: texts.method, width: 104 },
      { title: texts.ahead, width: 92, align: 'right' },
      { title: texts.spread, width: 60, align: 'right' },
      { title: texts.matches, width: 50, align: 'right' },
      { title: texts.zone, width: 70 },
      { title: texts.applied, width: 44 },
    ],
    size: 7,
    rows: shown.map((clock) => ({
      cells: [
        [bold(`${clock.evidenceA}, ${clock.evidenceB}`)],
        texts.methodOf(clock.method),
        clock.offsetSec === undefined
          ? all.provider.notKnown
          : units.clockOffset(Math.round(clock.offsetSec * 1000)),
        clock.spreadSec === undefined ? '\u2013' : units.duration(clock.spreadSec),
        units.count(clock.matches),
        clock.wholeHours ? texts.looksLikeOne : texts.no,
        texts.no,
      ],
      below: [flow.said(clock.text)],
    })),
    note: [
      texts.explained,
      andMore(known.length, shown.length, 'data/clocks.csv', flow),
      known.length < clocks.length
        ? texts.notEnough(units.counted(clocks.length - known.length, ...texts.pair))
        : '',
    ]
      .filter((part) => part !== '')
      .join(' '),
  });
}
