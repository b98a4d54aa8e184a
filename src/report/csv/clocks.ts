// data/clocks.csv: how far the clocks of the evidence differ, a pair of files a row. Columns: docs/output.md.

import type { ClockFacts } from '../../model/facts.ts';
import { type Column, type CsvWriter, column, csvTable } from './csv.ts';

function columns(): Column<ClockFacts>[] {
  return [
    column('evidence_a', (c) => c.evidenceA),
    column('evidence_b', (c) => c.evidenceB),
    column('kinds', (c) => c.kinds),
    column('method', (c) => c.method),
    column('offset_seconds', (c) => c.offsetSec),
    column('spread_seconds', (c) => c.spreadSec),
    column('matches', (c) => c.matches),
    column('ratio', (c) => c.ratio),
    column('whole_hours', (c) => c.wholeHours),
    column('stated_ms_a', (c) => c.statedMsA),
    column('stated_ms_b', (c) => c.statedMsB),
    column('applied', () => false),
    column('text', (c) => c.text),
  ];
}

/** The table of clock differences. */
export const clocksCsv: CsvWriter = csvTable<ClockFacts>({
  id: 'clocks',
  title: 'how far the clocks of the evidence differ',
  path: 'data/clocks.csv',
  columns,
  rows: ({ facts }) => [facts.clocks],
  excel: false,
});
