// extortion/le-preservation-datasheet.csv: for the investigator who asks for records: keeper, identifier, time, port. Columns: docs/output.md.

import type { IncidentFacts, SourceFacts } from '../../model/facts.ts';
import type { LeadFacts, LeadIdentifier } from '../../model/lead.ts';
import { goneFrom } from '../../model/retention.ts';
import { namedSources, type SourceNetwork } from '../provider/gather.ts';
import { factsOfVectors, type Target, targetsOfVectors } from '../provider/target.ts';
import type { ReportInput, ReportWriter, WrittenFile } from '../writer.ts';
import { column, csvTable, unlessZero } from './csv.ts';

interface Row {
  lead: LeadFacts | undefined;
  keeper: string;
  contact: string;
  asn: number;
  mayHold: string;
  identifier: Pick<LeadIdentifier, 'type' | 'value' | 'sourcePorts' | 'fromUtc' | 'toUtc'> | undefined;
  fromUtc: string;
  toUtc: string;
  protocols: string[];
  targets: Target[];
  goneFrom: string;
}

function leadRows(lead: LeadFacts, attacked: Target[], upstream: string): Row[] {
  const identifiers = lead.identifiers.length === 0 ? [undefined] : lead.identifiers;
  return identifiers.map((identifier) => ({
    lead,
    keeper: lead.keeper,
    contact: lead.kind === 'upstream' ? upstream : '',
    asn: lead.asn,
    mayHold: lead.mayHold,
    identifier,
    fromUtc: lead.fromUtc,
    toUtc: lead.toUtc,
    protocols: [],
    targets: lead.kind === 'upstream' ? attacked : [],
    goneFrom: lead.goneFrom,
  }));
}

const MAY_HOLD = 'who used address and port at the time';

/** Leads that are no network, then the proven sources of one network after the other. */
function* rowsOf(facts: IncidentFacts, networks: readonly SourceNetwork[]): Iterable<Row[]> {
  const attacked = targetsOfVectors(facts, facts.vectors);
  yield facts.leads
    .filter(({ kind }) => kind !== 'network')
    .flatMap((lead) =>
      leadRows(
        lead,
        attacked,
        [facts.case.provider.email, facts.case.provider.phone].filter(Boolean).join(', '),
      ),
    );
  for (const { asn, asName, contact, proven } of networks) {
    const lead = facts.leads.find((each) => each.kind === 'network' && each.asn === asn);
    const keeper = lead?.keeper ?? (asn === 0 ? '' : `AS${asn} ${asName}`.trim());
    yield proven.map((source) => ({
      lead,
      keeper,
      contact: contact?.contact ?? '',
      asn,
      mayHold: MAY_HOLD,
      identifier: identifierOf(source),
      fromUtc: source.firstUtc,
      toUtc: source.lastUtc,
      protocols: source.protocols,
      targets: targetsOfVectors(facts, factsOfVectors(facts, [source])),
      goneFrom: goneFrom('network', source.lastUtc),
    }));
  }
}

function identifierOf(source: SourceFacts): Row['identifier'] {
  return {
    type: 'ip_address',
    value: source.address,
    sourcePorts: source.sourcePortsSample,
    fromUtc: source.firstUtc,
    toUtc: source.lastUtc,
  };
}

function table(rows: Iterable<Row[]>): ReportWriter {
  return csvTable<Row>({
    id: 'preservation-datasheet',
    title: 'for the investigator: whose records to ask for, with address, port and time',
    path: 'extortion/le-preservation-datasheet.csv',
    columns: () => [
      column('lead_id', (r) => r.lead?.id ?? ''),
      column('provider', (r) => r.keeper),
      column('asn', (r) => unlessZero(r.asn)),
      column('provider_contact', (r) => r.contact),
      column('identifier_type', (r) => r.identifier?.type ?? ''),
      column('identifier', (r) => r.identifier?.value ?? ''),
      column('from_utc', (r) => r.fromUtc),
      column('to_utc', (r) => r.toUtc),
      column('src_ports', (r) => r.identifier?.sourcePorts ?? []),
      column('protocol', (r) => r.protocols),
      column('dst_ip', (r) => [...new Set(r.targets.map(({ address }) => address))]),
      column('dst_port', (r) => [...new Set(r.targets.map(({ port }) => port))].filter((port) => port > 0)),
      column('record_type', (r) => r.mayHold),
      column('provider_basis', (r) => r.lead?.keeperBasis ?? ''),
      column('may_be_gone_from', (r) => r.goneFrom),
      column('demand_ids', (r) => r.lead?.demandIds ?? []),
    ],
    rows: () => rows,
    excel: false,
  });
}

/** The officer's data sheet; no file without an attack or a demand to follow up. */
export const preservationDatasheet: ReportWriter = {
  id: 'preservation-datasheet',
  title: "the investigator's data sheet",
  async write(input: ReportInput, directory: string): Promise<WrittenFile[]> {
    const { facts, rows } = input;
    const { networks, proven } = await namedSources(facts, rows);
    if (facts.leads.length + proven.length === 0) return [];
    return table(rowsOf(facts, networks)).write(input, directory);
  },
};
