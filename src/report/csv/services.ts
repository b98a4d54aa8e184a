// data/services.csv: outages as the operator stated them, then those that the web log shows, to the minute. Columns: docs/output.md.

import type { CaseFacts, IncidentFacts, Mark } from '../../model/facts.ts';
import { escapeControl } from '../../model/text.ts';
import { type Column, type CsvWriter, column, csvTable, escapedColumn, unknown, unlessZero } from './csv.ts';

type Service = CaseFacts['services'][number];

interface Interval {
  service: string;
  stated: Service | undefined;
  state: 'outage' | 'degraded';
  startUtc: string;
  endUtc: string;
  howMeasured: string;
  requests: number | undefined;
  failed: number | undefined;
  waves: string[];
  mark: Mark;
}

function intervals({ case: { outages, services }, impact }: IncidentFacts): Interval[] {
  const stated = outages.map(
    ({ service, startUtc, endUtc, howMeasured }): Interval => ({
      service: escapeControl(service),
      stated: services.find(({ name }) => name === service),
      state: 'outage',
      startUtc,
      endUtc,
      howMeasured: escapeControl(howMeasured),
      requests: undefined,
      failed: undefined,
      waves: [],
      mark: 'stated',
    }),
  );
  const measured = (impact?.outages ?? []).map((outage): Interval => {
    // A log names the host; the operator's name of the service is the same for readers.
    const service = services.find(({ host }) => host.toLowerCase() === outage.site.toLowerCase());
    return {
      ...outage,
      service: service === undefined ? outage.site : escapeControl(service.name),
      stated: service,
      state: outage.kind,
      waves: outage.waveIds,
    };
  });
  return [...stated, ...measured];
}

function columns(): Column<Interval>[] {
  return [
    escapedColumn('service', (o) => o.service),
    column('host', (o) => o.stated?.host ?? ''),
    column('dst_ip', (o) => o.stated?.address ?? ''),
    column('dst_port', (o) => unlessZero(o.stated?.port ?? 0)),
    column('state', (o) => o.state),
    column('start_utc', (o) => o.startUtc),
    column('end_utc', (o) => o.endUtc),
    column('duration_seconds', (o) => (Date.parse(o.endUtc) - Date.parse(o.startUtc)) / 1000),
    escapedColumn('how_measured', (o) => o.howMeasured),
    unknown('evidence_id'),
    column('requests', (o) => o.requests),
    column('failed', (o) => o.failed),
    column('waves', (o) => o.waves),
    column('mark', (o) => o.mark),
  ];
}

/** The table of stated and measured outages. */
export const servicesCsv: CsvWriter = csvTable<Interval>({
  id: 'services',
  title: 'outages of services, as stated and as measured',
  path: 'data/services.csv',
  columns,
  rows: ({ facts }) => [intervals(facts)],
  excel: false,
});
