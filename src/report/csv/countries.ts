// data/countries.csv: proven sources by the country their networks are registered in. Columns: docs/output.md.

import type { CountryFacts, IncidentFacts } from '../../model/facts.ts';
import type { ReportWriter } from '../writer.ts';
import { type Column, column, csvTable, databaseName } from './csv.ts';

function columns(facts: IncidentFacts): Column<CountryFacts>[] {
  const basis = databaseName(facts, /country/i);
  return [
    column('country', (c) => c.country),
    column('basis_db', () => basis),
    // Proven only: a forged address says nothing about a country.
    column('sources', (c) => c.sourcesProven),
    column('packets', (c) => c.packets),
    column('bytes', (c) => c.bytesReceived),
    column('requests', (c) => c.requests),
    column('share', (c) => c.share),
    column('bytes_sent', (c) => c.bytesSent),
  ];
}

/** The table of countries. */
export const countriesCsv: ReportWriter = csvTable<CountryFacts>({
  id: 'countries',
  title: 'proven sources by country of registration',
  path: 'data/countries.csv',
  columns,
  rows: ({ facts }) => [facts.countries],
  excel: true,
});
