// Criteria as tables: what was measured, against which threshold; equal names are told once.

import type { AlternativeFacts, Criterion } from '../../model/facts.ts';
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
function thresholdOf({ texts, units }: Flow, { threshold, unit }: Criterion): string {
  return threshold === 0 ? texts.incident.criteria.none : units.measured(threshold, unit);
}

function heldWord({ texts }: Flow, { first, held, count }: Merged): string {
  const { yes, no, inPart } = texts.incident.criteria;
  if (first.threshold === 0) return '\u2013';
  return held === count ? yes : held === 0 ? no : inPart;
}

function measuredOf({ texts, units }: Flow, { first: { unit }, smallest, largest }: Merged): string {
  const most = unbroken(units.measured(largest, unit));
  return smallest === largest
    ? most
    : texts.incident.criteria.range(unbroken(units.measured(smallest, unit)), most);
}

/** The criteria of one vector, with what each of them means. */
export function criteriaTable(flow: Flow, caption: string, criteria: readonly Criterion[]): void {
  const rows = merged(criteria);
  const rest = rows.length - MAX_CRITERIA;
  const texts = flow.texts.incident.criteria;
  table(flow, {
    caption,
    columns: [
      { title: texts.criterion, width: 120 },
      { title: texts.measured, width: 84, align: 'right' },
      { title: texts.threshold, width: 74, align: 'right' },
      { title: texts.held, width: 34 },
      { title: texts.inWords, width: 180 },
    ],
    size: 7,
    rows: rows
      .slice(0, MAX_CRITERIA)
      .map((row) => [
        flow.said(row.first.name),
        measuredOf(flow, row),
        thresholdOf(flow, row.first),
        heldWord(flow, row),
        flow.said(row.first.text),
      ]),
    note: rest > 0 ? texts.more(flow.units.count(rest)) : '',
  });
}

/** What was measured for each surge beside the others: one table for all that were judged by the same criteria. */
export function surgesTable(flow: Flow, surges: readonly { id: string; surge: AlternativeFacts }[]): void {
  const byCriteria = new Map<string, { id: string; surge: AlternativeFacts }[]>();
  for (const each of surges) {
    const key = each.surge.criteria.map(({ name }) => name).join('\n');
    if (key !== '') byCriteria.set(key, [...(byCriteria.get(key) ?? []), each]);
  }
  const texts = flow.texts.incident.criteria;
  for (const all of byCriteria.values()) {
    for (let at = 0; at < all.length; at += MAX_SURGES) {
      const shown = all.slice(at, at + MAX_SURGES);
      table(flow, {
        caption: texts.surges(shown.map(({ id }) => id).join(', ')),
        columns: [
          { title: texts.criterion, width: 170 },
          { title: texts.threshold, width: 84, align: 'right' },
          ...shown.map(({ id }) => ({ title: id, width: 96, align: 'right' as const })),
        ],
        size: 7,
        rows: shown[0]!.surge.criteria.slice(0, MAX_CRITERIA).map((criterion, index): Text[] => {
          // What is compared with other days has a threshold of its own for each surge.
          const isShared = shown.every(
            ({ surge }) => surge.criteria[index]!.threshold === criterion.threshold,
          );
          return [
            flow.said(criterion.name),
            isShared ? thresholdOf(flow, criterion) : texts.inBrackets,
            ...shown.map(({ surge }) => {
              const own = surge.criteria[index]!;
              const measured = flow.units.measured(own.measured, own.unit);
              const text = isShared ? measured : `${measured} (${thresholdOf(flow, own)})`;
              return own.held && own.threshold > 0 ? [bold(text)] : text;
            }),
          ];
        }),
        note: texts.bold,
      });
    }
  }
}
