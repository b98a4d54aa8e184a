// data/services.csv: outages as the operator stated them. Columns: docs/output.md.

import type { CaseFacts, IncidentFacts } from '../../model/facts.ts';
import type { ReportWriter } from '../writer.ts';
import { type Column, column, csvTable, unknown, unlessZero } from './csv.ts';

type Outage = CaseFacts['outages'][number];
type Service = CaseFacts['services'][number];

function columns(facts: IncidentFacts): Column<Outage>[] {
  const services = new Map<string, Service>(facts.case.services.map((service) => [service.name, service]));
  return [
    column('service', (o) => o.service),
    column('host', (o) => services.get(o.service)?.host ?? ''),
    column('dst_ip', (o) => services.get(o.service)?.address ?? ''),
    column('dst_port', (o) => unlessZero(services.get(o.service)?.port ?? 0)),
    column('state', () => 'outage'),
    column('start_utc', (o) => o.startUtc),
    column('end_utc', (o) => o.endUtc),
    column('duration_seconds', (o) => (Date.parse(o.endUtc) - Date.parse(o.startUtc)) / 1000),
    column('how_measured', (o) => o.howMeasured),
    unknown('evidence_id'),
  ];
}

/** The table of stated outages. */
export const servicesCsv: ReportWriter = csvTable<Outage>({
  id: 'services',
  title: 'outages of services, as stated',
  path: 'data/services.csv',
  columns,
  rows: ({ facts }) => [facts.case.outages],
  excel: false,
});
