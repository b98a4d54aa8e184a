// extortion/declaration-template.txt: a statement on how the records were made, copied and read, with blanks for what only a person can say. Never signed by the program.

import type { EvidenceFacts, IncidentFacts } from '../../model/facts.ts';
import { type DocumentLanguage, documentLanguage, ENGLISH } from '../text/language.ts';
import { COLUMNS, wrap } from '../text/wrap.ts';
import { type ReportInput, type ReportWriter, type WrittenFile, writeWholeFile } from '../writer.ts';

const BLANK = '______________________________';

// A statement of the operator, a message or a work log is made by no system.
function isRecord({ kind }: EvidenceFacts): boolean {
  return kind !== 'document';
}

function item({ texts: all, units }: DocumentLanguage, file: EvidenceFacts): string[] {
  const texts = all.declaration;
  const by = file.collectedBy || texts.notRecorded;
  const at = file.collectedUtc === '' ? texts.notRecorded : units.utc(file.collectedUtc);
  return [
    ...wrap(`${file.id}  ${file.fileName}, ${texts.bytes(units.count(file.sizeBytes))}`, '   ', '       '),
    ...(isRecord(file)
      ? wrap(
          `${texts.system}${[file.host, file.hostRole].filter((part) => part !== '').join(', ') || BLANK}`,
          '       ',
          '         ',
        )
      : []),
    ...wrap(texts.copiedBy(by, at, file.collectionCommand || texts.notRecorded), '       ', '         '),
    `       ${file.sha256}`,
  ];
}

/** Courts of the United States and the United Kingdom take it in English. */
function languageOf({ case: { writtenIn }, jurisdiction }: IncidentFacts): DocumentLanguage {
  const english = jurisdiction?.id === 'us' || jurisdiction?.id === 'uk';
  return writtenIn.language !== 'en' && english ? ENGLISH : documentLanguage(writtenIn);
}

/** The text of the file. */
export function declarationText(facts: IncidentFacts): string {
  const { case: stated, jurisdiction, tool, evidence } = facts;
  const language = languageOf(facts);
  const { texts: all, units, said } = language;
  const texts = all.declaration;
  const basis = jurisdiction?.declaration.basis;
  const documents = evidence.filter((file) => !isRecord(file));
  const form =
    jurisdiction === undefined || basis === undefined
      ? texts.noForm
      : texts.form(
          said(jurisdiction.title),
          said(basis.name),
          said(basis.text),
          units.utcDate(jurisdiction.asOf),
          jurisdiction.stale ? texts.stale(units.counted(jurisdiction.ageDays, ...all.integrity.day)) : '',
        );
  const numbered = (number: number, text: string): string[] => ['', ...wrap(text, `${number}. `, '   ')];
  const lines = [
    texts.stamp,
    ...wrap(texts.forWhom),
    ...wrap(form),
    ...(stated.exercise ? ['', ...wrap(`*** ${all.exerciseLine} ***`)] : []),
    '',
    texts.title,
    ...wrap(`${texts.case}${stated.id || BLANK}`, '', '      '),
    ...wrap(`${texts.authority}${stated.policeReference || BLANK}`, '', '      '),
    ...numbered(1, texts.name(BLANK)),
    ...numbered(2, `${texts.qualification}${BLANK}`),
    ...numbered(3, `${texts.ordinaryCourse}${BLANK}`),
    ...numbered(4, texts.copied),
    ...numbered(
      5,
      texts.hashed(
        `${tool.name} ${tool.version}`,
        tool.nodeVersion,
        units.utc(facts.generatedUtc),
        BLANK,
        all.hashLimit,
      ),
    ),
    ...numbered(6, texts.made),
    '',
    ...wrap(tool.command, '   ', '   '),
    '',
    texts.records,
    '',
    ...evidence.filter(isRecord).flatMap((file) => item(language, file)),
    ...(documents.length === 0 ? [] : ['', ...wrap(texts.documents), '']),
    ...documents.flatMap((file) => item(language, file)),
    '',
    texts.inputs,
    `       ${facts.inputsSha256}`,
    ...numbered(7, `${texts.gaps}${BLANK}`),
    '',
    ...wrap(said(jurisdiction?.declaration.closing ?? '') || texts.closing),
    '',
    `${texts.dateAndPlace}${BLANK}`,
    '',
    `${texts.signature}${BLANK}`,
    '-'.repeat(COLUMNS),
    texts.templateOnly,
  ];
  return `${lines.join('\n')}\n`;
}

/** The template; no file when there is neither attack nor demand. */
export const declarationTemplate: ReportWriter = {
  id: 'declaration-template',
  title: 'unsigned template of a declaration',
  async write({ facts }: ReportInput, directory: string): Promise<WrittenFile[]> {
    if (!facts.attackFound && facts.demandRecords.length === 0) return [];
    const title = 'unsigned template: how the records were made, copied and read';
    return [
      await writeWholeFile(directory, 'extortion/declaration-template.txt', title, declarationText(facts)),
    ];
  },
};
