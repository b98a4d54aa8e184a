// data/custody.csv: who had the evidence when and what was done to it. The tool knows only what it did itself and what the operator
// stated; nothing is filled in for others. Columns: docs/output.md.

import type { CustodyFacts, EvidenceFacts, IncidentFacts } from '../../model/facts.ts';
import type { ReportWriter } from '../writer.ts';
import { type Column, column, csvTable } from './csv.ts';

interface CustodyEvent {
  evidenceId: string;
  action: 'collected' | CustodyFacts['action'] | 'ingested' | 'exported';
  from: string;
  to: string;
  atUtc: string;
  place: string;
  method: string;
  sha256: string;
  matches: boolean | undefined;
  remarks: string;
}

function collected(file: EvidenceFacts): CustodyEvent {
  const stated = file.collectedBy !== '' || file.collectedUtc !== '' || file.collectionCommand !== '';
  return {
    evidenceId: file.id,
    action: 'collected',
    from: '',
    to: file.collectedBy === '' ? 'not recorded' : file.collectedBy,
    atUtc: file.collectedUtc,
    place: file.host,
    method: file.collectionCommand,
    sha256: '',
    matches: undefined,
    remarks: stated ? 'stated by the operator' : 'not recorded: add who took it, when and how',
  };
}

function stated(step: CustodyFacts): CustodyEvent {
  const { evidenceId, action, by, to, atUtc, untilUtc, place, method, sha256, matches, note, file } = step;
  const remarks = [
    'stated by the operator',
    evidenceId === '' ? `no file of the evidence is named ${file}` : '',
    untilUtc === '' ? '' : `until ${untilUtc}`,
    note,
  ].filter((part) => part !== '');
  return {
    evidenceId,
    action,
    from: by,
    to,
    atUtc,
    place,
    method,
    sha256,
    matches,
    remarks: remarks.join('; '),
  };
}

function events(facts: IncidentFacts): CustodyEvent[] {
  const by = `${facts.tool.name} ${facts.tool.version}`;
  const own = { from: '', to: '', atUtc: facts.generatedUtc, place: '', matches: undefined };
  return [
    ...facts.evidence.map(collected),
    ...facts.custody.map(stated),
    ...facts.evidence.map(
      (file): CustodyEvent => ({
        ...own,
        evidenceId: file.id,
        action: 'ingested',
        method: `${by}: read from start to end, hashed while it was read, not written to`,
        sha256: file.sha256,
        remarks: `${file.sizeBytes} bytes`,
      }),
    ),
    {
      ...own,
      evidenceId: '',
      action: 'exported',
      method: facts.tool.command,
      sha256: '',
      remarks: `reports written under the profile ${facts.case.profile}; their hashes are in SHA256SUMS`,
    },
  ];
}

type Numbered = CustodyEvent & { seq: number };

function columns(): Column<Numbered>[] {
  return [
    column('seq', (e) => e.seq),
    column('evidence_id', (e) => e.evidenceId),
    column('action', (e) => e.action),
    column('from_person', (e) => e.from),
    column('to_person', (e) => e.to),
    column('at_utc', (e) => e.atUtc),
    column('place', (e) => e.place),
    column('method', (e) => e.method),
    column('sha256_before', () => ''),
    column('sha256_after', (e) => e.sha256),
    column('match', (e) => e.matches),
    column('remarks', (e) => e.remarks),
  ];
}

/** The chain of custody as far as it is known. */
export const custodyCsv: ReportWriter = csvTable<Numbered>({
  id: 'custody',
  title: 'who had the evidence when, as far as recorded; to be continued by hand in a copy',
  path: 'data/custody.csv',
  columns,
  rows: ({ facts }) => [events(facts).map((event, index) => ({ ...event, seq: index + 1 }))],
  excel: false,
});
