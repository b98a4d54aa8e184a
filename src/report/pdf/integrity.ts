// Evidence, hashes and what was lost of them; databases; how a reader checks the report.

import { isDamage } from '../../model/damage.ts';
import type { DiagnosticCode } from '../../model/diagnostic.ts';
import type { DatabaseFacts, EvidenceFacts, IncidentFacts } from '../../model/facts.ts';
import type { DocumentLanguage } from '../text/language.ts';
import { shortHash } from '../units.ts';
import { COLOURS, type Flow } from './flow.ts';
import { bold, fitted, type Text } from './lines.ts';
import { table } from './table.ts';
import { andMore, listed } from './traffic.ts';

const MAX_FILES = 40;
const MAX_COVER_FILES = 12;
const MAX_CITED = 12;
const MAX_DAMAGE = 20;
const MAX_DATABASE_FILES = 4;

/** What a file is, in a word or two. */
function formatWord(file: EvidenceFacts, { texts }: DocumentLanguage): string {
  const { document, webLog, format } = texts.provider.evidence;
  if (file.kind === 'document') return document;
  return file.format.startsWith('web-') ? webLog : format(file.format);
}

/** The files that traffic was read from, and how many others there are, for page 1. */
export function coverFiles(flow: Flow, files: readonly EvidenceFacts[]): void {
  const read = files.filter((file) => file.kind !== 'document');
  const shown = read.slice(0, MAX_COVER_FILES);
  const { texts: all, units } = flow;
  const texts = all.incident.cover;
  const words = all.provider.evidence;
  const rest = [
    read.length > shown.length ? units.counted(read.length - shown.length, ...texts.moreFiles) : '',
    files.length > read.length ? units.counted(files.length - read.length, ...texts.documents) : '',
  ].filter((part) => part !== '');
  table(flow, {
    caption: texts.evidence,
    columns: [
      { title: all.provider.number, width: 26 },
      { title: words.file, width: 210, face: 'mono' },
      { title: words.what, width: 66 },
      { title: words.records, width: 66, align: 'right' },
      { title: texts.size, width: 60, align: 'right' },
      { title: texts.hashStart, width: 90, face: 'mono' },
    ],
    size: 6.6,
    rows: shown.map((file) => [
      [bold(file.id)],
      fitted(file.fileName, 'mono', 6.6, flow.width * 0.38),
      formatWord(file, flow),
      units.count(file.records),
      units.bytes(file.sizeBytes),
      shortHash(file.sha256),
    ]),
    note: texts.hashesLast(rest.join(all.table.and)),
  });
}

/** The folder that all paths have in common, with its slash; '' without one. */
function commonFolder(paths: readonly string[]): string {
  const parts = (paths[0] ?? '').split('/').slice(0, -1);
  let same = 0;
  while (same < parts.length && paths.every((path) => path.split('/')[same] === parts[same])) same++;
  return parts
    .slice(0, same)
    .map((part) => `${part}/`)
    .join('');
}

function period(file: EvidenceFacts, { texts, units }: DocumentLanguage): string {
  if (file.firstUtc === '' && file.lastUtc === '') return '';
  const weak =
    file.timeConfidence !== '' && file.timeConfidence !== 'exact'
      ? texts.provider.evidence.confidence(file.timeConfidence)
      : '';
  const clock =
    file.clockOffsetMs === undefined || file.clockOffsetMs === 0
      ? ''
      : texts.provider.evidence.clock(units.clockOffset(file.clockOffsetMs));
  return units.utcSpan(file.firstUtc, file.lastUtc) + weak + clock;
}

function hashLine(hex: string, words: readonly string[]): Text {
  return [
    { text: hex, face: 'mono', size: 6.2, colour: COLOURS.text },
    {
      text: words
        .filter((word) => word !== '')
        .map((word) => ` \u00b7 ${word}`)
        .join(''),
    },
  ];
}

/** The hashes of a file, each on its line: of the bytes on disk, and of those inside when it is compressed. */
function hashLines(file: EvidenceFacts, collectedBy: string, language: DocumentLanguage): Text[] {
  const texts = language.texts.provider.evidence;
  const by = collectedBy === '' ? '' : texts.by(collectedBy);
  if (file.innerSha256 === '') return [hashLine(file.sha256, [period(file, language), by])];
  return [
    hashLine(file.sha256, [texts.asStored(language.units.counted(file.sizeBytes, ...texts.byte)), by]),
    hashLine(file.innerSha256, [texts.uncompressed, period(file, language)]),
  ];
}

/** Every file with its hashes, its times and what became of its bytes. */
export function evidenceLedger(flow: Flow, files: readonly EvidenceFacts[]): void {
  const shown = files.slice(0, MAX_FILES);
  const { texts: all, units } = flow;
  const texts = all.integrity;
  const words = all.provider.evidence;
  const folder = commonFolder(files.map((file) => file.path));
  table(flow, {
    caption: texts.caption,
    columns: [
      { title: all.provider.number, width: 26 },
      { title: words.file, width: 172, face: 'mono' },
      { title: words.what, width: 50 },
      { title: words.records, width: 50, align: 'right' },
      { title: texts.notDecoded, width: 46, align: 'right' },
      { title: texts.bytesRead, width: 58, align: 'right' },
      { title: texts.bytesDecoded, width: 58, align: 'right' },
      { title: texts.bytesSkipped, width: 46, align: 'right' },
    ],
    size: 6.8,
    rows: shown.map((file) => {
      const document = file.kind === 'document';
      const path = file.path.startsWith(folder) ? file.path.slice(folder.length) : file.path;
      return {
        cells: [
          [bold(file.id)],
          [{ text: path, face: 'mono', size: 6.4 }],
          formatWord(file, flow),
          document ? '\u2013' : units.count(file.records),
          document ? '\u2013' : units.count(file.rejected),
          units.count(file.bytesRead),
          document ? '\u2013' : units.count(file.bytesDecoded),
          document ? '\u2013' : units.count(file.bytesSkipped),
        ],
        below: hashLines(file, file.collectedBy, flow),
      };
    }),
    note: [
      folder === '' ? '' : texts.folder(folder),
      texts.ledger,
      andMore(files.length, shown.length, 'data/evidence.csv', flow),
    ]
      .filter((part) => part !== '')
      .join(' '),
  });
}

/** The files that the vectors rest on. */
export function citedIds(facts: IncidentFacts): Set<string> {
  return new Set(facts.vectors.flatMap((vector) => vector.evidenceIds));
}

/** The files that the vectors rest on, for third parties: no paths, no collectors. */
export function citedEvidence(flow: Flow, facts: IncidentFacts): void {
  const { units, texts } = flow;
  const words = texts.provider.evidence;
  const ids = citedIds(facts);
  const cited = facts.evidence.filter((file) => ids.has(file.id) && file.kind !== 'document');
  const shown = cited.slice(0, MAX_CITED);
  table(flow, {
    caption: words.caption,
    columns: [
      { title: texts.provider.number, width: 26 },
      { title: words.file, width: 200, face: 'mono' },
      { title: words.what, width: 64 },
      { title: words.records, width: 70, align: 'right' },
      { title: words.bytes, width: 80, align: 'right' },
    ],
    size: 6.8,
    rows: shown.map((file) => ({
      cells: [
        [bold(file.id)],
        file.fileName,
        formatWord(file, flow),
        units.count(file.records),
        units.count(file.sizeBytes),
      ],
      below: hashLines(file, '', flow),
    })),
    note: andMore(cited.length, shown.length, texts.provider.wholeList, flow),
  });
}

/** Damage of the evidence; apart from it what was noted in files that are whole. */
export function damageTables(flow: Flow, files: readonly EvidenceFacts[]): void {
  const { texts: all, units } = flow;
  const texts = all.integrity;
  const found = files.flatMap((file) => file.diagnostics.map((diagnostic) => ({ file, diagnostic })));
  const damage = found.filter(({ diagnostic }) => isDamage(diagnostic.code));
  if (damage.length === 0) flow.paragraph(texts.noDamage, 'observed');
  table(flow, {
    caption: texts.damageCaption,
    columns: [
      { title: all.provider.number, width: 26 },
      { title: all.incident.timeline.what, width: 230 },
      { title: texts.times, width: 44, align: 'right' },
      { title: texts.bytesSkipped, width: 64, align: 'right' },
      { title: texts.firstAtByte, width: 110 },
    ],
    size: 7,
    rows: damage
      .slice(0, MAX_DAMAGE)
      .map(({ file, diagnostic }) => [
        [bold(file.id)],
        [
          { text: `${texts.diagnostic[diagnostic.code]} ` },
          { text: diagnostic.code, face: 'mono', size: 6.4 },
        ],
        units.count(diagnostic.count),
        units.count(diagnostic.bytesSkipped),
        diagnostic.firstOffsets.slice(0, 3).map(units.count).join('; '),
      ]),
    note: andMore(damage.length, MAX_DAMAGE, 'data/evidence.csv', flow),
  });
  const notes = new Map<DiagnosticCode, { count: number; ids: string[] }>();
  for (const { file, diagnostic } of found) {
    if (isDamage(diagnostic.code)) continue;
    const known = notes.get(diagnostic.code) ?? { count: 0, ids: [] };
    notes.set(diagnostic.code, { count: known.count + diagnostic.count, ids: [...known.ids, file.id] });
  }
  for (const [code, { count, ids }] of notes) {
    const times = units.counted(count, ...texts.time);
    flow.paragraph(texts.notDamage(texts.diagnostic[code], times, listed(ids, 8, flow)), 'observed');
  }
}

/** Databases that countries and networks come from; the files of one database stand together. */
export function databasesTable(flow: Flow, facts: IncidentFacts): void {
  const texts = flow.texts.integrity;
  const byName = new Map<string, { first: DatabaseFacts; hashes: string[] }>();
  for (const database of facts.databases) {
    const { role, name, version, buildDate } = database;
    const key = [role, name, version, buildDate].join('\n');
    const known = byName.get(key);
    if (known === undefined) byName.set(key, { first: database, hashes: [database.sha256] });
    else known.hashes.push(database.sha256);
  }
  table(flow, {
    caption: texts.databases,
    columns: [
      { title: texts.for, width: 90 },
      { title: texts.nameAndVersion, width: 220 },
      { title: texts.built, width: 70 },
      { title: texts.fromFirstRecord, width: 100 },
    ],
    rows: [...byName.values()].map(({ first, hashes }) => ({
      cells: [
        texts.role(first.role),
        `${first.name} ${first.version}`,
        flow.units.utcDate(first.buildDate),
        databaseAge(flow, first.ageDays),
      ],
      below: [
        ...hashes.slice(0, MAX_DATABASE_FILES).map((hash) => hashLine(hash, [])),
        texts.licence(first.licence),
      ],
    })),
  });
}

function databaseAge({ texts, units }: Flow, days: number | undefined): string {
  const { integrity, provider } = texts;
  if (days === undefined) return provider.notKnown;
  if (days === 0) return integrity.sameDay;
  const far = units.counted(Math.abs(days), ...integrity.day);
  return days < 0 ? integrity.after(far) : integrity.before(far);
}

/** How to check the report, in a few commands. */
export function verifySteps(flow: Flow, facts: IncidentFacts): void {
  const { integrity: texts, hashLimit } = flow.texts;
  const { name, version, nodeVersion } = facts.tool;
  flow.subheading(texts.verify);
  for (const { command, what } of texts.steps) {
    flow.paragraph([{ text: command, face: 'mono', size: 7.6 }, { text: `  ${what}.` }]);
  }
  flow.paragraph(
    [
      {
        text: texts.made(flow.units.utc(facts.generatedUtc), `${name} ${version}`, nodeVersion),
      },
      { text: facts.tool.command, face: 'mono', size: 7.6 },
      { text: '.' },
    ],
    'computed',
  );
  // Paragraphs of their own: hashes are no hashes when a long one is cut.
  flow.paragraph(
    [{ text: texts.inputs }, { text: facts.inputsSha256, face: 'mono', size: 7.2 }, { text: '.' }],
    'computed',
  );
  flow.paragraph(
    [
      { text: texts.runLog },
      { text: facts.runLog.lastSha256, face: 'mono', size: 7.2 },
      { text: `. ${hashLimit}` },
    ],
    'computed',
  );
}
