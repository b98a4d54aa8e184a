// extortion/declaration-template.txt: a statement on how the records were made, copied and read, with blanks for what only a person can say. Never signed by the program.

import type { EvidenceFacts, IncidentFacts } from '../../model/facts.ts';
import { EXERCISE_LINE, HASH_LIMIT, NOT_RECORDED } from '../text/wording.ts';
import { COLUMNS, wrap } from '../text/wrap.ts';
import { count, counted, utc } from '../units.ts';
import { type ReportInput, type ReportWriter, type WrittenFile, writeWholeFile } from '../writer.ts';

const BLANK = '______________________________';
const GENERAL = 'The statements above are true to the best of my knowledge.';

function item(file: EvidenceFacts): string[] {
  const by = file.collectedBy || NOT_RECORDED;
  const at = file.collectedUtc === '' ? NOT_RECORDED : utc(file.collectedUtc);
  return [
    ...wrap(`${file.id}  ${file.fileName}, ${count(file.sizeBytes)} bytes`, '   ', '       '),
    ...wrap(
      `system: ${[file.host, file.hostRole].filter((part) => part !== '').join(', ') || BLANK}`,
      '       ',
      '         ',
    ),
    ...wrap(
      `copied by: ${by}; at: ${at}; command: ${file.collectionCommand || NOT_RECORDED}`,
      '       ',
      '         ',
    ),
    `       ${file.sha256}`,
  ];
}

/** The text of the file. */
export function declarationText(facts: IncidentFacts): string {
  const { case: stated, jurisdiction, tool, evidence } = facts;
  const basis = jurisdiction?.declaration.basis;
  const form =
    jurisdiction === undefined || basis === undefined
      ? 'The country of the victim is not stated, or no form for it is known here: ask the authority for its form.'
      : `Made for ${jurisdiction.title}: ${basis.name}; ${basis.text}. As of ${jurisdiction.asOf}${jurisdiction.stale ? `, ${counted(jurisdiction.ageDays, 'day')} before this report: check that it still holds` : ''}.`;
  const numbered = (number: number, text: string): string[] => ['', ...wrap(text, `${number}. `, '   ')];
  const lines = [
    '*** TEMPLATE, NOT SIGNED ***',
    ...wrap(
      'For a person who knows how the records were made and copied. Fill in the blanks, take out what you do not know yourself, have counsel look at it. The program signs nothing and vouches for nobody.',
    ),
    ...wrap(form),
    ...(stated.exercise ? ['', ...wrap(`*** ${EXERCISE_LINE} ***`)] : []),
    '',
    'DECLARATION ON ELECTRONIC RECORDS',
    ...wrap(`Case: ${stated.id || BLANK}`, '', '      '),
    ...wrap(`Authority and its reference: ${stated.policeReference || BLANK}`, '', '      '),
    ...numbered(
      1,
      `My name is ${BLANK}. I am ${BLANK} at ${BLANK}. I know the matters below of my own knowledge, except where I say otherwise.`,
    ),
    ...numbered(2, `My qualification and experience with these systems: ${BLANK}`),
    ...numbered(
      3,
      `The records listed below were made by the systems named with them in the ordinary course of their work, at or near the time of what they record. How each system makes them, and why the result is accurate (configuration, clock, tests): ${BLANK}`,
    ),
    ...numbered(
      4,
      'They were copied as the list says. What is "not recorded" there was not stated when this was written; fill it in only where you know it.',
    ),
    ...numbered(
      5,
      `The SHA-256 of each file was computed over all its bytes by ${tool.name} ${tool.version} (Node.js ${tool.nodeVersion}) in the run dated ${utc(facts.generatedUtc)}. I compared it with the original on ${BLANK} by ${BLANK}. ${HASH_LIMIT}`,
    ),
    ...numbered(
      6,
      `The report was made by that program from these files with the command below. Anybody with the files, the program and its databases can repeat the run and get the same bytes. SHA-256 over the hashes of all inputs: see the end of this list. Whether the report is right is not declared here; how it was made is.`,
    ),
    '',
    ...wrap(tool.command, '   ', '   '),
    '',
    'Records:',
    '',
    ...evidence.flatMap(item),
    '',
    'SHA-256 over the hashes of all inputs:',
    `       ${facts.inputsSha256}`,
    ...numbered(7, `What I know of gaps, changes or losses in these records: ${BLANK}`),
    '',
    ...wrap(jurisdiction?.declaration.closing ?? GENERAL),
    '',
    `Date and place: ${BLANK}`,
    '',
    `Signature:      ${BLANK}`,
    '-'.repeat(COLUMNS),
    'Template only: not signed, not a statement of anybody until it is.',
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
