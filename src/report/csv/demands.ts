// extortion/demands.csv: one row a message that demands something, with what it says and how it came in. Columns: docs/output.md.

import { type DemandRecord, statedOf } from '../../model/demand.ts';
import type { CaseFacts, IncidentFacts } from '../../model/facts.ts';
import type { ReportInput, ReportWriter, WrittenFile } from '../writer.ts';
import { type Column, type CsvTable, column, csvTable } from './csv.ts';

const RECEIVED_FROM: Record<DemandRecord['receivedFrom'], string> = {
  own_server: 'Received line of the own mail server',
  topmost_received: 'topmost Received line; own servers not stated or not in it',
  operator: 'stated by the operator',
  unknown: '',
};

// Several things in one cell: quotes hold commas and blanks themselves.
function list(texts: readonly string[]): string {
  return texts.join(' | ');
}

function offset(minutes: number | undefined): string {
  if (minutes === undefined) return '';
  const two = (value: number): string => String(value).padStart(2, '0');
  const size = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

function quotes(record: DemandRecord, kind: string): string {
  return list(record.claims.filter((claim) => claim.kind === kind).map((claim) => claim.quote.text));
}

type Stated = CaseFacts['demands'][number];

function columns(facts: IncidentFacts): Column<DemandRecord>[] {
  const stated = (record: DemandRecord): Stated | undefined => statedOf(facts.case.demands, record);
  return [
    column('demand_id', (d) => d.id),
    column('case_id', () => facts.case.id),
    column('channel', (d) => d.channel),
    column('original_file', (d) => d.file),
    column('evidence_id', (d) => d.evidenceId),
    column('sha256', (d) => d.sha256),
    column('size_bytes', (d) => d.sizeBytes),
    column('mtime_utc', (d) => d.modifiedUtc),
    column('received_at_utc', (d) => d.receivedUtc),
    column('received_as_written', (d) => d.receivedText),
    column('received_offset', (d) => offset(d.receivedOffsetMin)),
    column('received_clock_source', (d) => RECEIVED_FROM[d.receivedFrom]),
    column('preserved_as', (d) => d.preservation),
    column('warnings', (d) => list(d.warnings)),
    column('headers_full', (d) => d.headerBlock),
    column('return_path', (d) => d.returnPath),
    column('from', (d) => d.from),
    column('reply_to', (d) => d.replyTo),
    column('to', (d) => d.to),
    column('subject', (d) => d.subject),
    column('message_id', (d) => d.messageId),
    column('date_header', (d) => d.dateHeader),
    column('x_mailer', (d) => d.mailer),
    column('x_originating_ip', (d) => d.originatingIp),
    column('dkim_signature', (d) => list(d.dkimSignatures)),
    column('authentication_results', (d) =>
      list(
        d.authentication.map(
          (each) =>
            `${each.method}=${each.result} ${each.properties} by ${each.server}${each.trusted ? '' : ' (claimed)'}`,
        ),
      ),
    ),
    column('arc', (d) => list(d.arc)),
    column('received_hops', (d) =>
      list(d.received.map((hop) => `${hop.trusted ? '' : 'claimed: '}${hop.raw}`)),
    ),
    column('first_external_hop_ip', (d) => d.firstExternalAddress),
    column('sender_claimed_identity', (d) => d.claimedIdentity),
    column('sender_contact_points', (d) =>
      list(d.contacts.map((contact) => `${contact.kind} ${contact.value} (${contact.where})`)),
    ),
    column('demand_kind', (d) => d.kind),
    column('demand_kind_reason', (d) => d.kindReason),
    column('demand_kind_quotes', (d) => list(d.kindQuotes.map((quote) => quote.text))),
    column('quote_verbatim', (d) => d.text),
    column('language', (d) => d.language),
    column('translation', (d) => stated(d)?.translation ?? ''),
    column('translator', (d) => stated(d)?.translator ?? ''),
    column('threatened_act', (d) => list(d.threats.map((quote) => quote.text))),
    column('threatened_targets', (d) => list(d.targets)),
    column('threatened_time', (d) => list(d.announcedTimes.map((quote) => quote.text))),
    column('amount', (d) => list(amounts(d, 'demanded'))),
    column('currency', (d) => list([...new Set(d.amounts.map((each) => each.currency))])),
    column('escalation', (d) => list(amounts(d, 'escalation'))),
    column('deadline_as_written', (d) => list(d.deadlines.map((each) => each.quote.text))),
    column('deadline_utc', (d) => list(d.deadlines.map((each) => each.utc || 'not worked out'))),
    column('deadline_assumption', (d) => list(d.deadlines.map((each) => each.assumption))),
    column('payment_addresses', (d) => list(d.wallets.map((each) => `${each.asset} ${each.address}`))),
    column('claimed_demo', (d) => quotes(d, 'demonstration')),
    column('claims', (d) => list(d.claims.map((claim) => `${claim.kind}: ${claim.quote.text}`))),
    column('attachments', (d) =>
      list(
        d.attachments.map((each) => `${each.fileName} ${each.mimeType} ${each.sizeBytes} B ${each.sha256}`),
      ),
    ),
    column('paid', (d) => stated(d)?.paid ?? ''),
    column('replied', (d) => stated(d)?.replied ?? ''),
    column('other_recipients', (d) => stated(d)?.otherRecipients ?? ''),
    column('prior_contact', (d) => stated(d)?.priorContact ?? ''),
    column('dispute_context', (d) => stated(d)?.disputeContext ?? ''),
    column('witness', (d) => stated(d)?.witness ?? ''),
    column('note', (d) => d.note),
    column('relation_to_waves', (d) =>
      list(facts.demandTimings.filter(({ demandId }) => demandId === d.id).map(({ text }) => text)),
    ),
  ];
}

function amounts(record: DemandRecord, role: 'demanded' | 'escalation'): string[] {
  return record.amounts.filter((each) => each.role === role).map((each) => `${each.value} ${each.currency}`);
}

/** A table that is written only when a demand is stated. */
export function onlyWithDemands<Row>(table: CsvTable<Row>): ReportWriter {
  const writer = csvTable(table);
  return {
    ...writer,
    async write(input: ReportInput, directory: string): Promise<WrittenFile[]> {
      return input.facts.demandRecords.length === 0 ? [] : writer.write(input, directory);
    },
  };
}

/** The table of demands. */
export const demandsCsv: ReportWriter = onlyWithDemands<DemandRecord>({
  id: 'demands',
  title: 'the demands: as received, verbatim, with what was read out of them',
  path: 'extortion/demands.csv',
  columns,
  rows: ({ facts }) => [facts.demandRecords],
  excel: false,
});
