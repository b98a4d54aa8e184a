// Hostile activity that denies no service: scans, probes, password guessing.

import type { ActivityFacts, IncidentFacts } from '../../model/facts.ts';
import * as wording from '../text/wording.ts';
import * as units from '../units.ts';
import type { Flow } from './flow.ts';
import { bold } from './lines.ts';
import { table, type WideRow } from './table.ts';
import { andMore, listed, spanCell } from './traffic.ts';

const MAX_ACTIVITIES = 12;
const MAX_TOP = 4;

function activityRow(activity: ActivityFacts): WideRow {
  const { title, text, sources, records, unit, firstUtc, lastUtc, attackTechnique, proven, top } = activity;
  const named = top.map(
    ({ address, records: seen, firstRef }) => `${address} (${units.count(seen)}, first ${firstRef})`,
  );
  return {
    cells: [
      [bold(title), { text, newLine: true }],
      units.count(sources),
      `${units.count(records)} ${unit}`,
      spanCell(firstUtc, lastUtc),
      attackTechnique || '\u2013',
    ],
    below: [
      proven ? `Most active: ${listed(named, MAX_TOP) || wording.NOT_RECORDED}.` : wording.ACTIVITY_UNPROVEN,
    ],
  };
}

/** Scans, probes and password guessing; no section without any. */
export function activitiesSection(flow: Flow, facts: IncidentFacts): void {
  const { activities } = facts;
  if (activities.length === 0) return;
  const shown = activities.slice(0, MAX_ACTIVITIES);
  flow.section('Other hostile activity, not denial of service');
  flow.paragraph(wording.ACTIVITY_NOT_ATTACK, 'assessed');
  table(flow, {
    caption: 'Other hostile activity',
    columns: [
      { title: 'What', width: 168 },
      { title: 'Sources', width: 46, align: 'right' },
      { title: 'Records', width: 84, align: 'right' },
      { title: 'First to last (UTC)', width: 104 },
      { title: 'Consistent with', width: 90 },
    ],
    size: 6.8,
    rows: shown.map(activityRow),
    note: andMore(activities.length, shown.length, 'data/incident.json'),
  });
}
