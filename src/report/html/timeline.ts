// What the zoomable timeline shows: measured lanes, and rows of what happened, in seconds since 1970 UTC.

import { receiptUtc } from '../../model/demand.ts';
import type { IncidentFacts } from '../../model/facts.ts';
import { secondsOf } from '../charts/time-axis.ts';
import type { DocumentLanguage } from '../text/language.ts';
import type { PageTimeline } from './model.ts';

type Item = PageTimeline['rows'][number]['items'][number];

// What begins at an unknown time cannot be drawn; what ends at an unknown one is drawn until `openEnd`.
function items(start: string, end: string, openEnd: number, label: string, text: string): Item[] {
  const from = secondsOf(start);
  if (from === undefined) return [];
  const to = end === '' ? openEnd : (secondsOf(end) ?? openEnd);
  return [[from, Math.max(from, to), label, text]];
}

function moment(at: string, label: string, text: string): Item[] {
  const from = secondsOf(at);
  return from === undefined ? [] : [[from, from, label, text]];
}

function rowsOf(
  facts: IncidentFacts,
  openEnd: number,
  { texts, units, said }: DocumentLanguage,
): PageTimeline['rows'] {
  const rows: PageTimeline['rows'] = [
    {
      kind: 'attack',
      title: said('Attack waves'),
      items: facts.waves.flatMap((wave) =>
        items(
          wave.startUtc,
          wave.endUtc,
          openEnd,
          wave.id,
          `${wave.id}: ${wave.vectors.join(', ')}, ${units.duration(wave.durationSec)}`,
        ),
      ),
    },
    {
      kind: 'outage',
      title: said('Outages, as stated'),
      items: facts.case.outages.flatMap((outage) =>
        items(
          outage.startUtc,
          outage.endUtc,
          openEnd,
          outage.id,
          `${outage.id}: ${outage.service} ${texts.outages.down}`,
        ),
      ),
    },
    {
      kind: 'measured',
      title: said('Outages, as measured'),
      items: (facts.impact?.outages ?? []).flatMap((outage) =>
        items(
          outage.startUtc,
          outage.endUtc,
          openEnd,
          outage.waveIds.join(' '),
          `${texts.provider.targetName(outage.site)}: ${texts.outages.kind[outage.kind]}`,
        ),
      ),
    },
    {
      kind: 'demand',
      title: said('Demands'),
      items: facts.case.demands.flatMap((demand) =>
        moment(
          receiptUtc(demand, facts.demandRecords),
          demand.id,
          said(`${demand.id}: demand received, ${demand.channel}`),
        ),
      ),
    },
    {
      kind: 'action',
      title: said('Actions, as stated'),
      items: facts.case.actions.flatMap((action) =>
        moment(
          action.atUtc,
          action.id,
          `${action.id}: ${action.by === '' ? '' : `${action.by}: `}${action.what}`,
        ),
      ),
    },
    {
      kind: 'work',
      title: said('Work, as recorded'),
      items: (facts.billing?.entries ?? [])
        .filter(({ entry }) => entry.dayOnlySeconds === undefined)
        .map(
          ({ entry }): Item => [entry.startSec, entry.endSec, '', `${entry.person}: ${entry.description}`],
        ),
    },
  ];
  for (const row of rows) row.items.sort((a, b) => a[0] - b[0] || a[1] - b[1] || (a[2] < b[2] ? -1 : 1));
  return rows.filter((row) => row.items.length > 0);
}

function reach(times: readonly number[]): [number, number] {
  let from = Number.POSITIVE_INFINITY;
  let to = Number.NEGATIVE_INFINITY;
  for (const time of times) {
    from = Math.min(from, time);
    to = Math.max(to, time);
  }
  return from <= to ? [from, to] : [0, 0];
}

/** The timeline of a case; all reaches are [0, 0] when nothing has a known time. */
export function pageTimeline(facts: IncidentFacts, language: DocumentLanguage): PageTimeline {
  const measuredTimes = facts.series.flatMap(({ points, bucketSec }) =>
    points.length === 0 ? [] : [points[0]!.atSec, points.at(-1)!.atSec + bucketSec],
  );
  const openEnd = measuredTimes.length === 0 ? 0 : reach(measuredTimes)[1];
  const rows = rowsOf(facts, openEnd, language);
  const ends = (kinds: (kind: string) => boolean): number[] =>
    rows.filter(({ kind }) => kinds(kind)).flatMap((row) => row.items.flatMap((item) => [item[0], item[1]]));
  const attack = ends((kind) => kind === 'attack');
  const all = reach([...measuredTimes, ...ends(() => true)]);
  const measured = reach([...measuredTimes, ...attack]);
  return {
    measured: measured[1] === 0 ? all : measured,
    attack: reach(attack),
    all,
    lanes: facts.series
      .filter(({ points }) => points.length > 0)
      .map(({ lane, title, unit, bucketSec, points }) => ({
        lane,
        title: language.said(title),
        unit: language.units.unit(unit),
        bucketSec,
        at: points.map(({ atSec }) => atSec),
        values: points.map(({ value }) => Math.round(value * 100) / 100),
      })),
    rows,
  };
}
