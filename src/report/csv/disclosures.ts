// data/disclosures.csv: a form for the record of what was given to whom and why. What only a person can know stays empty.

import type { IncidentFacts } from '../../model/facts.ts';
import type { ReportWriter } from '../writer.ts';
import { type Column, column, csvTable } from './csv.ts';

interface Disclosure {
  kind: string;
  /** What the recipient sees, where it is not the profile of the report. */
  view: string;
  files: string;
}

// In the order in which the documents go out.
const EXPECTED: readonly Disclosure[] = [
  { kind: 'police, insurer or counsel', view: '', files: 'extortion/' },
  {
    kind: 'upstream provider',
    view: 'upstream',
    files: 'provider/upstream-request.pdf provider/flowspec.txt provider/acl.txt',
  },
  { kind: 'abuse desk of one network', view: 'abuse_desk', files: 'provider/abuse/<network>/' },
  { kind: 'client', view: 'billing', files: 'billing/' },
];

function columns(facts: IncidentFacts): Column<Disclosure>[] {
  return [
    column('recipient_kind', (d) => d.kind),
    column('recipient', () => ''),
    column('date_utc', () => ''),
    column('profile', (d) => d.view || facts.case.profile),
    column('files', (d) => d.files),
    column('purpose', () => ''),
    column('legal_basis', () => ''),
    column('sent_by', () => ''),
    column('remarks', () => ''),
  ];
}

/** The form. */
export const disclosuresCsv: ReportWriter = csvTable<Disclosure>({
  id: 'disclosures',
  title: 'a form: what was given to whom, when and on what ground; to be filled in in a copy',
  path: 'data/disclosures.csv',
  columns,
  rows: () => [[...EXPECTED]],
  excel: false,
});
