// Hostile activity that denies no service: scans, probes, password guessing.

import type { ActivityFacts, IncidentFacts } from '../../model/facts.ts';
import type { Flow } from './flow.ts';
import { bold } from './lines.ts';
import { table, type WideRow } from './table.ts';
import { andMore, listed, spanCell } from './traffic.ts';

const MAX_ACTIVITIES = 12;
const MAX_TOP = 4;

function activityRow(flow: Flow, activity: ActivityFacts): WideRow {
  const { texts: all, units, said } = flow;
  const texts = all.incident.activities;
  const { title, text, sources, records, unit, firstUtc, lastUtc, attackTechnique, proven, top } = activity;
  const named = top.map(({ address, records: seen, firstRef }) =>
    texts.first(address, units.count(seen), all.provider.table.record(firstRef)),
  );
  return {
    cells: [
      [bold(said(title)), { text: said(text), newLine: true }],
      units.count(sources),
      `${units.count(records)} ${units.unit(unit)}`,
      spanCell(firstUtc, lastUtc, flow),
      attackTechnique || '\u2013',
    ],
    below: [
      proven ? texts.mostActive(listed(named, MAX_TOP, flow) || all.incident.notRecorded) : texts.unproven,
    ],
  };
}

/** Scans, probes and password guessing; no section without any. */
export function activitiesSection(flow: Flow, facts: IncidentFacts): void {
  const { activities } = facts;
  if (activities.length === 0) return;
  const shown = activities.slice(0, MAX_ACTIVITIES);
  const { activities: texts, attack, timeline } = flow.texts.incident;
  flow.section(texts.title);
  flow.paragraph(texts.notAttack, 'assessed');
  table(flow, {
    caption: texts.caption,
    columns: [
      { title: timeline.what, width: 168 },
      { title: attack.sources, width: 46, align: 'right' },
      { title: texts.records, width: 84, align: 'right' },
      { title: texts.firstToLast, width: 104 },
      { title: texts.consistentWith, width: 90 },
    ],
    size: 6.8,
    rows: shown.map((activity) => activityRow(flow, activity)),
    note: andMore(activities.length, shown.length, 'data/incident.json', flow),
  });
}
