// data/evidence.csv: every evidence file with its hash, origin, clock and ledger. Columns: docs/output.md.

import { interfaceName, perInterface } from '../../model/capture.ts';
import type { EvidenceFacts } from '../../model/facts.ts';
import { type Column, type CsvWriter, column, csvTable, unknown } from './csv.ts';

function columns(): Column<EvidenceFacts>[] {
  return [
    column('evidence_id', (e) => e.id),
    column('file_name', (e) => e.fileName),
    column('original_path', (e) => e.path),
    column('host', (e) => e.host),
    column('host_role', (e) => e.hostRole),
    column('collected_by', (e) => e.collectedBy),
    column('collected_at_utc', (e) => e.collectedUtc),
    column('collection_command', (e) => e.collectionCommand),
    column('collection_tool_version', (e) => e.capture.application),
    unknown('collected_how'),
    column('sha256', (e) => e.sha256),
    column('size_bytes', (e) => e.sizeBytes),
    column('file_mtime_utc', (e) => e.modifiedUtc),
    column('format_detected', (e) => e.format),
    column('compressed_inner_sha256', (e) => e.innerSha256),
    column('first_record_utc', (e) => e.firstUtc),
    column('last_record_utc', (e) => e.lastUtc),
    column('records_total', (e) => e.records + e.rejected),
    column('records_parsed', (e) => e.records),
    column('records_rejected', (e) => e.rejected),
    column('clock_offset_ms', (e) => e.clockOffsetMs),
    column('clock_offset_method', (e) => e.clockOffsetMethod),
    column('declared_utc_offset', (e) => e.declaredOffset),
    column('snaplen', (e) => perInterface(e.capture, ({ snapLength }) => `${snapLength}`)),
    column('capture_filter', (e) => perInterface(e.capture, ({ filter }) => filter)),
    column('packets_dropped', (e) => e.packetsDropped ?? e.capture.packetsDropped),
    column('sampling_rate', (e) => e.samplingRate),
    column('interface', (e) => perInterface(e.capture, interfaceName)),
    column('complete', (e) => e.complete),
    column('notes', (e) => e.notes),
    column('bytes_read', (e) => e.bytesRead),
    column('bytes_decoded', (e) => e.bytesDecoded),
    column('bytes_skipped', (e) => e.bytesSkipped),
    column('time_confidence', (e) => e.timeConfidence),
  ];
}

/** The list of evidence. */
export const evidenceCsv: CsvWriter = csvTable<EvidenceFacts>({
  id: 'evidence',
  title: 'evidence files with hashes, origin, clocks and what could not be read',
  path: 'data/evidence.csv',
  columns,
  rows: ({ facts }) => [facts.evidence],
  excel: false,
});
