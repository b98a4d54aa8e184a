// The tables of what the page rests on: files, damage, databases, thresholds.

import { type CaptureInterface, interfaceName, perInterface } from '../../model/capture.ts';
import type { DiagnosticCode } from '../../model/diagnostic.ts';
import type { IncidentFacts } from '../../model/facts.ts';
import type { DocumentLanguage } from '../text/language.ts';
import * as plain from '../units.ts';
import { counts, measures, type PageTable, tableOf, words } from './model.ts';

const EVIDENCE_KINDS: Record<string, string> = { document: 'document, kept and hashed' };

/** The files of evidence with hashes and ledger. */
export function evidenceTable(facts: IncidentFacts, { texts, units, said }: DocumentLanguage): PageTable {
  return tableOf(
    'evidence-table',
    'Files of evidence',
    ['file', 'files'],
    facts.evidence,
    [
      words('No', (file) => file.id),
      words('File', (file) => file.fileName, 'mono'),
      words('What', (file) => said(EVIDENCE_KINDS[file.kind] ?? file.formatTitle)),
      words('SHA-256', (file) => file.sha256, 'mono'),
      words('SHA-256, uncompressed', (file) => file.innerSha256, 'mono'),
      counts('Bytes on disk', (file) => file.sizeBytes),
      counts('Records', (file) => file.records),
      counts('Rejected', (file) => file.rejected),
      counts('Bytes read', (file) => file.bytesRead),
      counts('Bytes decoded', (file) => file.bytesDecoded),
      counts('Bytes skipped', (file) => file.bytesSkipped),
      words('First record (UTC)', (file) => plain.utc(file.firstUtc), 'when'),
      words('Last record (UTC)', (file) => plain.utc(file.lastUtc), 'when'),
      words('Times are known', (file) => said(file.timeConfidence)),
      words('Clock ahead of UTC', (file) =>
        file.clockOffsetMs === undefined ? '' : units.clockOffset(file.clockOffsetMs),
      ),
      words('Host', (file) => file.host),
      words('Collected by', (file) => file.collectedBy),
      words('Collected (UTC)', (file) => plain.utc(file.collectedUtc), 'when'),
      words('Command', (file) => file.collectionCommand, 'mono'),
      words('Interface', (file) => perInterface(file.capture, interfaceName), 'mono'),
      words('Most bytes of a packet', ({ capture }) => perInterface(capture, keptBytes)),
      words('Capture filter', (file) => perInterface(file.capture, ({ filter }) => filter), 'mono'),
      words('Packets lost', (file) => `${file.packetsDropped ?? file.capture.packetsDropped ?? ''}`),
      words('Notes', (file) => file.notes),
    ],
    `${texts.integrity.ledger} ${texts.hashLimit}`,
  );
}

// 0: the file says that there is no limit.
function keptBytes({ snapLength }: CaptureInterface): string {
  return snapLength === 0 ? '\u221e' : `${snapLength}`;
}

/** Damage, a kind and file a row. */
export function damageTable(facts: IncidentFacts, { texts, units }: DocumentLanguage): PageTable {
  const damage = facts.evidence.flatMap((file) =>
    file.diagnostics.map((diagnostic) => ({ id: file.id, ...diagnostic })),
  );
  return tableOf('damage-table', 'What could not be read', ['kind', 'kinds'], damage, [
    words('File', (each) => each.id),
    words('What', (each) => texts.integrity.diagnostic[each.code as DiagnosticCode]),
    counts('Times', (each) => each.count),
    counts('Bytes skipped', (each) => each.bytesSkipped),
    words('First at byte', (each) => each.firstOffsets.map(units.count).join('; ')),
  ]);
}

/** Databases that addresses were looked up in. */
export function databasesTable(facts: IncidentFacts, { texts }: DocumentLanguage): PageTable {
  return tableOf('databases-table', 'Databases', ['database', 'databases'], facts.databases, [
    words('For', (database) => texts.integrity.role(database.role)),
    words('Name', (database) => database.name),
    words('Version', (database) => database.version),
    words('Built', (database) => database.buildDate),
    words('Licence', (database) => database.licence),
    words('SHA-256', (database) => database.sha256, 'mono'),
  ]);
}

/** The thresholds in force. */
export function thresholdsTable(facts: IncidentFacts, { units, said }: DocumentLanguage): PageTable {
  return tableOf('thresholds-table', 'Thresholds in force', ['threshold', 'thresholds'], facts.thresholds, [
    words('Threshold', (threshold) => said(threshold.meaning)),
    measures(
      'Value',
      (threshold) => threshold.value,
      (value, threshold) => units.measured(value, threshold.unit),
    ),
    words('Name', (threshold) => threshold.name, 'mono'),
  ]);
}
