// Criteria as tables: what was measured, against which threshold; equal names are told once.

import type { AlternativeFacts, Criterion } from '../../model/facts.ts';
import * as units from '../units.ts';
import type { Flow } from './flow.ts';
import { bold, type Text, unbroken } from './lines.ts';
import { table } from './table.ts';

const MAX_CRITERIA = 10;
const MAX_SURGES = 5;

/** Criteria of one name: those of the several stretches in which a vector was found. */
interface Merged {
  first: Criterion;
  smallest: number;
  largest: number;
  held: number;
  count: number;
}

function merged(criteria: readonly Criterion[]): Merged[] {
  const byName = new Map<string, Merged>();
  for (const criterion of criteria) {
    const { name, measured, held } = criterion;
    const known = byName.get(name);
    if (known === undefined) {
      byName.set(name, {
        first: criterion,
        smallest: measured,
        largest: measured,
        held: Number(held),
        count: 1,
      });
    } else {
      known.smallest = Math.min(known.smallest, measured);
      known.largest = Math.max(known.largest, measured);
      known.held += Number(held);
      known.count++;
    }
  }
  return [...byName.values()];
}

/** The threshold; an indicator has none. */
function thresholdOf({ threshold, unit }: Criterion): string {
  return threshold === 0 ? 'none, indicator' : units.measured(threshold, unit);
}

function heldWord({ first, held, count }: Merged): string {
  if (first.threshold === 0) return '\u2013';
  return held === count ? 'yes' : held === 0 ? 'no' : 'in part';
}

function measuredOf({ first: { unit }, smallest, largest }: Merged): string {
  const most = unbroken(units.measured(largest, unit));
  return smallest === largest ? most : `${unbroken(units.measured(smallest, unit))} to ${most}`;
}

/** The criteria of one vector, with what each of them means. */
export function criteriaTable(flow: Flow, caption: string, criteria: readonly Criterion[]): void {
  const rows = merged(criteria);
  const rest = rows.length - MAX_CRITERIA;
  table(flow, {
    caption,
    columns: [
      { title: 'Criterion', width: 120 },
      { title: 'Measured', width: 84, align: 'right' },
      { title: 'Threshold', width: 74, align: 'right' },
      { title: 'Held', width: 34 },
      { title: 'In words', width: 180 },
    ],
    size: 7,
    rows: rows
      .slice(0, MAX_CRITERIA)
      .map((row) => [row.first.name, measuredOf(row), thresholdOf(row.first), heldWord(row), row.first.text]),
    note: rest > 0 ? `And ${units.count(rest)} more in data/incident.json.` : '',
  });
}

/** What was measured for each surge beside the others: one table for all that were judged by the same criteria. */
export function surgesTable(flow: Flow, surges: readonly { id: string; surge: AlternativeFacts }[]): void {
  const byCriteria = new Map<string, { id: string; surge: AlternativeFacts }[]>();
  for (const each of surges) {
    const key = each.surge.criteria.map(({ name, threshold }) => `${name}\n${threshold}`).join('\n');
    if (key !== '') byCriteria.set(key, [...(byCriteria.get(key) ?? []), each]);
  }
  for (const all of byCriteria.values()) {
    for (let at = 0; at < all.length; at += MAX_SURGES) {
      const shown = all.slice(at, at + MAX_SURGES);
      table(flow, {
        caption: `What was measured: ${shown.map(({ id }) => id).join(', ')}`,
        columns: [
          { title: 'Criterion', width: 170 },
          { title: 'Threshold', width: 84, align: 'right' },
          ...shown.map(({ id }) => ({ title: id, width: 96, align: 'right' as const })),
        ],
        size: 7,
        rows: shown[0]!.surge.criteria.slice(0, MAX_CRITERIA).map((criterion, index): Text[] => [
          criterion.name,
          thresholdOf(criterion),
          ...shown.map(({ surge }) => {
            const { measured, unit, held, threshold } = surge.criteria[index]!;
            const text = units.measured(measured, unit);
            return held && threshold > 0 ? [bold(text)] : text;
          }),
        ]),
        note: 'Bold: at or above its threshold.',
      });
    }
  }
}
