// data/networks.csv: sources by the network that announces them. Columns: docs/output.md.

import { ContactBook } from '../../model/abuse-contact.ts';
import type { IncidentFacts, NetworkFacts } from '../../model/facts.ts';
import { type Column, type CsvWriter, column, csvTable, unlessZero } from './csv.ts';

function columns(facts: IncidentFacts): Column<NetworkFacts>[] {
  const contacts = new ContactBook(facts.case.abuseContacts);
  return [
    column('asn', (n) => unlessZero(n.asn)),
    column('as_name', (n) => n.asName),
    column('registered_country', (n) => n.registeredCountry),
    column('sources', (n) => n.sources),
    column('sources_handshake', (n) => n.sourcesProven),
    column('sources_reflector', (n) => n.sourcesReflector),
    column('sources_spoofable', (n) => n.sourcesUnproven),
    column('packets', (n) => n.packets),
    column('bytes', (n) => n.bytesReceived),
    column('requests', (n) => n.requests),
    column('first_seen_utc', (n) => n.firstUtc),
    column('last_seen_utc', (n) => n.lastUtc),
    column('share', (n) => n.share),
    column('abuse_contact', (n) => contacts.ofNetwork(n.asn)?.contact),
    column('bytes_sent', (n) => n.bytesSent),
  ];
}

/** The table of networks. */
export const networksCsv: CsvWriter = csvTable<NetworkFacts>({
  id: 'networks',
  title: 'sources by network (ASN)',
  path: 'data/networks.csv',
  columns,
  rows: ({ facts }) => [facts.networks],
  excel: true,
});
