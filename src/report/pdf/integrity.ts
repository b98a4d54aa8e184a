// Evidence, hashes and what was lost of them; databases; how a reader checks the report.

import { DIAGNOSTIC_CODES } from '../../model/diagnostic.ts';
import type { EvidenceFacts, IncidentFacts } from '../../model/facts.ts';
import { HASH_LIMIT, LEDGER_EXPLAINED, NOT_RECORDED, VERIFY } from '../text/wording.ts';
import * as units from '../units.ts';
import type { Flow } from './flow.ts';
import { bold, type Text } from './lines.ts';
import { type Column, table } from './table.ts';
import { andMore, spanCell } from './traffic.ts';

const MAX_FILES = 40;
const MAX_DAMAGE = 30;

function period(file: EvidenceFacts): string {
  if (file.firstUtc === '' && file.lastUtc === '') return 'no times';
  const span = spanCell(file.firstUtc, file.lastUtc);
  const weak =
    file.timeConfidence !== '' && file.timeConfidence !== 'exact' ? ` (${file.timeConfidence})` : '';
  const clock =
    file.clockOffsetMs === undefined || file.clockOffsetMs === 0
      ? ''
      : `; clock ${units.clockOffset(file.clockOffsetMs)} against UTC, not applied`;
  return span + weak + clock;
}

function hash(hex: string): Text {
  return [{ text: hex, face: 'mono', size: 6.2 }];
}

/** Files with their full SHA-256. Paths and collectors are left out for third parties. */
export function evidenceTable(
  flow: Flow,
  files: readonly EvidenceFacts[],
  reader: 'own' | 'third party',
): void {
  const shown = files.slice(0, MAX_FILES);
  const own = reader === 'own';
  const collector: Column[] = own ? [{ title: 'Collected by', width: 64 }] : [];
  const by = (text: string): Text[] => (own ? [text] : []);
  table(flow, {
    caption: 'Files of evidence and their SHA-256',
    columns: [
      { title: 'No', width: 24 },
      { title: 'File', width: 112 },
      { title: 'Bytes', width: 64, align: 'right' },
      { title: 'SHA-256', width: 142 },
      { title: 'Period (UTC)', width: 100 },
      ...collector,
    ],
    rows: shown.flatMap((file): Text[][] => [
      [
        [bold(file.id)],
        [
          { text: own ? file.path : file.fileName, face: 'mono', size: 6.6 },
          { text: file.formatTitle, newLine: true },
        ],
        units.count(file.sizeBytes),
        hash(file.sha256),
        period(file),
        ...by(file.collectedBy || NOT_RECORDED),
      ],
      ...(file.innerSha256 === ''
        ? []
        : [
            [
              '',
              `${file.id} uncompressed`,
              units.count(file.bytesRead),
              hash(file.innerSha256),
              '',
              ...by(''),
            ],
          ]),
    ]),
    note: andMore(files.length, shown.length, 'data/evidence.csv'),
  });
}

/** What was read, decoded, skipped of each file, and why. */
export function ledger(flow: Flow, files: readonly EvidenceFacts[]): void {
  const shown = files.slice(0, MAX_FILES);
  table(flow, {
    caption: 'Ledger: bytes read = bytes decoded + bytes skipped',
    columns: [
      { title: 'No', width: 24 },
      { title: 'Format', width: 96 },
      { title: 'Records', width: 66, align: 'right' },
      { title: 'Not decoded', width: 60, align: 'right' },
      { title: 'Bytes read', width: 80, align: 'right' },
      { title: 'Bytes decoded', width: 80, align: 'right' },
      { title: 'Bytes skipped', width: 66, align: 'right' },
    ],
    rows: shown.map((file) => [
      [bold(file.id)],
      file.formatTitle,
      units.count(file.records),
      units.count(file.rejected),
      units.count(file.bytesRead),
      units.count(file.bytesDecoded),
      units.count(file.bytesSkipped),
    ]),
    note: `${LEDGER_EXPLAINED} ${andMore(files.length, shown.length, 'data/evidence.csv')}`.trim(),
  });
  const damage = files.flatMap((file) => file.diagnostics.map((diagnostic) => ({ file, diagnostic })));
  if (damage.length === 0) {
    flow.paragraph('No damage was met while reading these files.', 'observed');
    return;
  }
  table(flow, {
    caption: 'Damage met while reading',
    columns: [
      { title: 'No', width: 24 },
      { title: 'What', width: 230 },
      { title: 'Times', width: 44, align: 'right' },
      { title: 'Bytes skipped', width: 64, align: 'right' },
      { title: 'First at byte', width: 110 },
    ],
    rows: damage
      .slice(0, MAX_DAMAGE)
      .map(({ file, diagnostic }) => [
        [bold(file.id)],
        [
          { text: `${DIAGNOSTIC_CODES[diagnostic.code]} ` },
          { text: diagnostic.code, face: 'mono', size: 6.6 },
        ],
        units.count(diagnostic.count),
        units.count(diagnostic.bytesSkipped),
        diagnostic.firstOffsets.slice(0, 3).map(units.count).join('; '),
      ]),
    note: andMore(damage.length, MAX_DAMAGE, 'data/evidence.csv'),
  });
}

/** Databases that countries and networks come from. */
export function databasesTable(flow: Flow, facts: IncidentFacts): void {
  table(flow, {
    caption: 'Databases',
    columns: [
      { title: 'For', width: 80 },
      { title: 'Name and version', width: 120 },
      { title: 'Built', width: 52 },
      { title: 'From first record', width: 70 },
      { title: 'Licence', width: 50 },
      { title: 'SHA-256', width: 130 },
    ],
    rows: facts.databases.map((database) => [
      database.role,
      `${database.name} ${database.version}`,
      database.buildDate,
      databaseAge(database.ageDays),
      database.licence,
      [{ text: database.sha256, face: 'mono', size: 6.2 }],
    ]),
  });
}

function databaseAge(days: number | undefined): string {
  if (days === undefined) return units.UNKNOWN;
  return days === 0 ? 'same day' : `${units.counted(Math.abs(days), 'day')} apart`;
}

/** How to check the report, in three commands. */
export function verifySteps(flow: Flow, facts: IncidentFacts): void {
  flow.subheading('How to verify');
  for (const { command, what } of VERIFY) {
    flow.paragraph([{ text: command, face: 'mono', size: 7.6 }, { text: `  ${what}.` }]);
  }
  flow.paragraph(
    [
      {
        text: `Made at ${units.utc(facts.generatedUtc)} by ${facts.tool.name} ${facts.tool.version} on Node ${facts.tool.nodeVersion} with `,
      },
      { text: facts.tool.command, face: 'mono', size: 7.6 },
      { text: '. The set of inputs has the SHA-256 ' },
      { text: facts.inputsSha256, face: 'mono', size: 7.2 },
      { text: `. ${HASH_LIMIT}` },
    ],
    'computed',
  );
}
