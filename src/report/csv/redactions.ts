// data/redactions.csv: which secrets were taken out where, never what they were. Columns: docs/output.md.

import type { RedactionCount } from '../../model/redaction.ts';
import type { ReportWriter } from '../writer.ts';
import { type Column, column, csvTable } from './csv.ts';

function columns(): Column<RedactionCount>[] {
  return [
    column('file', (r) => r.file),
    column('row_id', (r) => r.rowId),
    column('field', (r) => r.field),
    column('rule', (r) => r.kind),
    column('count', (r) => r.count),
  ];
}

/** The list of redactions. */
export const redactionsCsv: ReportWriter = csvTable<RedactionCount>({
  id: 'redactions',
  title: 'secrets taken out of the texts of these files, by kind and place',
  path: 'data/redactions.csv',
  columns,
  rows: ({ facts }) => [facts.redaction.secrets],
  excel: false,
});
