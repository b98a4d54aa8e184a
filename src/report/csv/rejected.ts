// data/rejected.csv: records that could not be read, and why; streamed. Columns: docs/output.md.

import type { ReportWriter } from '../writer.ts';
import { type Column, column, csvTable, escapedColumn } from './csv.ts';

interface RejectedRow {
  evidenceId: string;
  line: number;
  reason: string;
  sampleEscaped: string;
}

function columns(): Column<RejectedRow>[] {
  return [
    column('evidence_id', (r) => r.evidenceId),
    column('line', (r) => r.line),
    column('reason', (r) => r.reason),
    escapedColumn('sample_escaped', (r) => r.sampleEscaped),
  ];
}

/** The table of rejected records. */
export const rejectedCsv: ReportWriter = csvTable<RejectedRow>({
  id: 'rejected',
  title: 'records that could not be read, and why',
  path: 'data/rejected.csv',
  columns,
  rows: ({ rows }) => rows.rejected(),
  excel: false,
});
