// data/sources.csv: every source address that took part, streamed from the case database. Columns: docs/output.md.

import { ContactBook } from '../../model/abuse-contact.ts';
import type { IncidentFacts, SourceFacts } from '../../model/facts.ts';
import type { ReportWriter } from '../writer.ts';
import { type Column, column, csvTable, databaseName, unlessZero } from './csv.ts';

function columns(facts: IncidentFacts): Column<SourceFacts>[] {
  const contacts = new ContactBook(facts.case.abuseContacts);
  const networkDatabase = databaseName(facts, /asn/i);
  const hasTorVpnList = facts.addressLists.some((list) => list.purpose === 'tor_vpn');
  const secondDatabase = databaseName(facts, /second/i);
  return [
    column('source_ip', (s) => s.address),
    column('ip_version', (s) => s.ipVersion),
    column('verdict', (s) => s.verdict),
    column('basis', (s) => s.bases),
    column('confidence', (s) => s.confidence),
    column('role', (s) => s.role),
    column('asn', (s) => unlessZero(s.asn)),
    column('as_name', (s) => s.asName),
    column('as_db', (s) => (s.asn === 0 ? '' : networkDatabase)),
    column('prefix', (s) => s.prefix),
    column('registered_country', (s) => s.country),
    column('geo_country', (s) => s.countrySecond),
    column('geo_db', (s) => (s.countrySecond === '' ? '' : secondDatabase)),
    column('first_seen_utc', (s) => s.firstUtc),
    column('last_seen_utc', (s) => s.lastUtc),
    column('active_seconds', (s) => s.activeSeconds),
    column('times_seen', (s) => s.timesSeen),
    column('packets', (s) => s.packets),
    column('bytes', (s) => s.bytesReceived),
    column('requests', (s) => s.requests),
    column('peak_pps', (s) => unlessZero(s.peakPps)),
    column('peak_bps', (s) => unlessZero(s.peakBps)),
    column('peak_rps', (s) => unlessZero(s.peakRps)),
    column('handshakes', (s) => s.handshakes),
    column('protocols', (s) => s.protocols),
    column('src_ports_count', (s) => s.sourcePortsCount),
    column('src_ports_sample', (s) => s.sourcePortsSample),
    column('dst_ports', (s) => s.destinationPorts),
    column('vectors', (s) => s.vectors),
    column('ttl_values', (s) => s.ttlValues),
    column('user_agents_top', (s) => s.userAgentsTop),
    column('share_of_attack', (s) => s.shareOfAttack),
    column('is_bogon', (s) => s.isBogon),
    column('is_shared_hint', (s) => s.isSharedHint),
    column('is_tor_vpn_hint', (s) => (hasTorVpnList ? s.torVpnList !== '' : undefined)),
    column('also_before_attack', (s) => s.alsoBeforeAttack),
    column('abuse_contact', (s) => contacts.find(s.address, s.asn)?.contact),
    column('abuse_contact_source', (s) => contacts.find(s.address, s.asn)?.source),
    column('abuse_contact_date', (s) => contacts.find(s.address, s.asn)?.retrieved),
    column('evidence_ids', (s) => s.evidenceIds),
    column('country_name', (s) => s.countryName),
    column('continent', (s) => s.continent),
    column('region', (s) => s.region),
    column('country_second', (s) => s.countrySecond),
    column('country_agrees', (s) => s.countryAgrees),
    column('special_purpose', (s) => s.special),
    column('sockets', (s) => s.sockets),
    column('first_ref', (s) => s.firstRef),
    column('tor_vpn_list', (s) => s.torVpnList),
    column('bytes_sent', (s) => s.bytesSent),
  ];
}

/** The table of sources. */
export const sourcesCsv: ReportWriter = csvTable<SourceFacts>({
  id: 'sources',
  title: 'every source address, with the verdict on it',
  path: 'data/sources.csv',
  columns,
  rows: ({ rows }) => rows.sources(),
  excel: true,
});
