// data/flows.csv: moments at which a named source used a port, streamed from the case database. Columns: docs/output.md.

import type { FlowFacts } from '../../model/facts.ts';
import type { ReportWriter } from '../writer.ts';
import { communityId } from './community-id.ts';
import { type Column, column, csvTable, unlessZero } from './csv.ts';

function columns(): Column<FlowFacts>[] {
  return [
    column('source_ip', (f) => f.source),
    column('src_port', (f) => f.sourcePort),
    column('protocol', (f) => f.protocol),
    column('dst_ip', (f) => f.target),
    column('dst_port', (f) => unlessZero(f.targetPort)),
    column('first_packet_utc', (f) => f.firstUtc),
    column('last_packet_utc', (f) => f.lastUtc),
    column('packets', (f) => f.packets),
    column('bytes', (f) => f.bytes),
    column('tcp_flags', (f) => f.tcpFlags),
    column('handshake', (f) => f.handshake),
    column('evidence_id', (f) => f.evidenceId),
    column('first_frame', (f) => f.firstFrame),
    column('last_frame', (f) => f.lastFrame),
    column('community_id', (f) => communityId(f.protocol, f.source, f.sourcePort, f.target, f.targetPort)),
  ];
}

/** The table of ports and times. */
export const flowsCsv: ReportWriter = csvTable<FlowFacts>({
  id: 'flows',
  title: 'when a named source used which port, for providers that share addresses',
  path: 'data/flows.csv',
  columns,
  rows: ({ rows }) => rows.flows(),
  excel: false,
});
