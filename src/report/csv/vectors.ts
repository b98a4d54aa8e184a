// data/vectors.csv: the techniques used, each against one target. Columns: docs/output.md.

import type { IncidentFacts, VectorFacts } from '../../model/facts.ts';
import { flowRules } from '../provider/flow-rule.ts';
import { exabgp } from '../provider/flowspec.ts';
import { type Column, type CsvWriter, column, csvTable, unknown, unlessZero } from './csv.ts';

function columns(facts: IncidentFacts): Column<VectorFacts>[] {
  const rules = new Map(flowRules(facts).rules.map((rule) => [rule.vector.id, rule]));
  return [
    column('vector_id', (v) => v.id),
    column('label', (v) => v.vector),
    column('attack_technique', (v) => v.attackTechnique),
    column('protocol', (v) => v.protocol),
    column('src_port', (v) => v.sourcePort),
    column('dst_port', (v) => v.destinationPort),
    column('tcp_flags', (v) => v.tcpFlags),
    column('length_min', (v) => unlessZero(v.lengthMin)),
    column('length_max', (v) => unlessZero(v.lengthMax)),
    column('fragment', (v) => rules.get(v.id)?.fragments),
    column('icmp_type', (v) => rules.get(v.id)?.icmpType),
    unknown('icmp_code'),
    column('packets', (v) => v.packets),
    column('bytes', (v) => v.bytesReceived),
    column('share_packets', (v) => (v.packets > 0 ? v.sharePackets : undefined)),
    column('share_bytes', (v) => (v.packets > 0 ? v.shareBytes : undefined)),
    column('sources', (v) => v.sources),
    column('peak_pps', (v) => unlessZero(v.peaks.pps1s)),
    column('peak_bps', (v) => unlessZero(v.peaks.bps1s)),
    column('first_seen_utc', (v) => v.firstUtc),
    column('last_seen_utc', (v) => v.lastUtc),
    column('reason', (v) => v.reason),
    column('baseline_share', (v) => v.baselineShare),
    column('flowspec', (v) => {
      const rule = rules.get(v.id);
      return rule === undefined ? '' : exabgp(rule);
    }),
    column('bytes_sent', (v) => v.bytesSent),
  ];
}

/** The table of vectors. */
export const vectorsCsv: CsvWriter = csvTable<VectorFacts>({
  id: 'vectors',
  title: 'attack vectors, with the reason for each label',
  path: 'data/vectors.csv',
  columns,
  rows: ({ facts }) => [facts.vectors],
  excel: true,
});
