// data/timeline.csv: attack, outages, demands, actions and work on one time axis; loads in Timesketch as it is. Columns: docs/output.md.

import type { TimelineEvent } from '../../model/facts.ts';
import type { ReportWriter } from '../writer.ts';
import { type Column, column, csvTable, unlessZero } from './csv.ts';

// RFC 3339 in UTC: 2026-05-17T03:02:10.123456Z.
const RFC3339_UTC = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d+))?Z$/;

/** Microseconds since 1970 UTC. An event without a time cannot stand on a time axis. */
function microseconds(event: TimelineEvent): number {
  const match = RFC3339_UTC.exec(event.atUtc);
  if (match === null) throw new Error(`timeline event ${event.id} has no UTC time: '${event.atUtc}'`);
  const fraction = (match[2] ?? '').padEnd(6, '0').slice(0, 6);
  return (Date.parse(match[1] + 'Z') / 1000) * 1e6 + Number(fraction);
}

/** The columns of the timeline, in CSV and JSON lines alike. */
export function timelineColumns(): Column<TimelineEvent>[] {
  return [
    // Timesketch refuses rows in which one of the first three is empty.
    column('message', (e) => (e.message === '' ? e.kind : e.message)),
    column('datetime', (e) => e.atUtc),
    column('timestamp_desc', (e) => (e.timestampDesc === '' ? e.kind : e.timestampDesc)),
    column('timestamp', microseconds),
    column('event_id', (e) => e.id),
    column('kind', (e) => e.kind),
    column('phase', (e) => e.phase),
    column('host', (e) => e.host),
    column('src_ip', (e) => e.sourceAddress),
    column('src_port', (e) => unlessZero(e.sourcePort)),
    column('dst_ip', (e) => e.destinationAddress),
    column('dst_port', (e) => unlessZero(e.destinationPort)),
    column('protocol', (e) => e.protocol),
    column('asn', (e) => unlessZero(e.asn)),
    column('as_name', (e) => e.asName),
    column('country', (e) => e.country),
    column('packets', (e) => e.packets),
    column('bytes', (e) => e.bytes),
    column('http_method', (e) => e.httpMethod),
    column('http_path', (e) => e.httpPath),
    column('http_status', (e) => unlessZero(e.httpStatus)),
    column('user_agent', (e) => e.userAgent),
    column('evidence_id', (e) => e.evidenceId),
    column('record_ref', (e) => e.recordRef),
    column('original_time', (e) => e.originalTime),
    column('original_offset', (e) => e.originalOffset),
    column('time_confidence', (e) => e.timeConfidence),
    column('mark', (e) => e.mark),
  ];
}

/** The timeline. */
export const timelineCsv: ReportWriter = csvTable<TimelineEvent>({
  id: 'timeline',
  title: 'attack, outages, demands, actions and work on one time axis',
  path: 'data/timeline.csv',
  columns: timelineColumns,
  rows: ({ facts }) => [facts.timeline],
  excel: true,
});
