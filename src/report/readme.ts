// README.txt of an output folder: what to send to whom and in which order, what lies where, and how to check it. At most 72 columns.

import type { IncidentFacts } from '../model/facts.ts';
import { profileRules } from '../model/profiles.ts';
import type { Recipient } from './text/en-readme.ts';
import { type DocumentLanguage, documentLanguage } from './text/language.ts';
import { wrap } from './text/wrap.ts';

/** A file to be listed. */
export interface ListedFile {
  path: string;
  title: string;
}

function paragraph(text: string): string[] {
  return wrap(text, '', '');
}

function fileLines({ said }: DocumentLanguage, files: ListedFile[], indent: string): string[] {
  const widest = Math.max(...files.map((file) => file.path.length));
  return files.flatMap((file) =>
    widest <= 32
      ? wrap(said(file.title), `${indent}${file.path.padEnd(widest)}  `, `${indent}${' '.repeat(widest)}  `)
      : [`${indent}${file.path}`, ...wrap(said(file.title), `${indent}  `, `${indent}  `)],
  );
}

function heading({ texts: all, units, said }: DocumentLanguage, facts: IncidentFacts): string[] {
  const texts = all.readme;
  const { exercise, id, title, profile, writtenIn } = facts.case;
  const time = writtenIn.dateStyle === 'iso' ? facts.generatedUtc : units.utc(facts.generatedUtc);
  const { reader, leftOut } = profileRules(profile);
  return [
    ...(exercise ? [...paragraph(texts.exercise), ''] : []),
    ...wrap(texts.case(id, title || texts.noTitle), '', '  '),
    ...paragraph(texts.made(time, `${facts.tool.name} ${facts.tool.version}`)),
    ...(leftOut === '' ? [] : ['', ...paragraph(texts.writtenFor(said(reader), said(leftOut)))]),
    ...(facts.redaction.on ? [] : ['', ...paragraph(texts.notRedacted)]),
    ...(facts.attackFound ? [] : ['', ...paragraph(texts.noAttack)]),
  ];
}

/** Whom a file is for: the one with the longest folder, so that no one is sent what is for somebody else. */
function recipientOf(all: readonly Recipient[], path: string): Recipient | undefined {
  return all
    .filter((each) => path.startsWith(`${each.folder}/`))
    .sort((a, b) => b.folder.length - a.folder.length)
    .at(0);
}

/** What is to be done with the files that are there. */
function toldOf({ how }: Recipient, names: ReadonlySet<string>): string {
  const isTold = (file: string): boolean =>
    file.startsWith('!') ? !names.has(file.slice(1)) : names.has(file);
  return how
    .filter(([, ...files]) => files.length === 0 || files.some(isTold))
    .map(([sentence]) => sentence)
    .join(' ');
}

function recipients(language: DocumentLanguage, files: ListedFile[]): string[] {
  const { recipients: all, order } = language.texts.readme;
  const lines = [order, ''];
  let step = 0;
  for (const recipient of all) {
    const own = files.filter((file) => recipientOf(all, file.path) === recipient);
    if (own.length === 0) continue;
    step++;
    lines.push(`${step}. ${recipient.who}`, ...fileLines(language, own, '   '), '');
    const names = new Set(own.map(({ path }) => path.slice(path.lastIndexOf('/') + 1)));
    lines.push(...wrap(toldOf(recipient, names), '   ', '   '));
    const isNothing = recipient.how.some(([, file]) => file?.startsWith('!') && !names.has(file.slice(1)));
    if (recipient.keepBack !== '' && !isNothing) lines.push(...wrap(recipient.keepBack, '   ', '   '));
    lines.push('');
  }
  return lines;
}

/** The text of README.txt for the files that were written, in the language of the case. */
export function readmeText(facts: IncidentFacts, files: ListedFile[]): string {
  const language = documentLanguage(facts.case.writtenIn);
  const texts = language.texts.readme;
  const sent = new Set(texts.recipients.map((recipient) => recipient.folder));
  const languages = files.some(({ path }) => path.startsWith('provider/'))
    ? texts.languages
    : texts.fewLanguages;
  const kept = files.filter((file) => !sent.has(file.path.split('/')[0]!));
  const lines = [
    ...heading(language, facts),
    '',
    ...paragraph(texts.notAPerson),
    ...(languages === '' ? [] : ['', ...paragraph(languages)]),
    '',
    ...recipients(language, files),
    texts.keep,
    '',
    ...fileLines(
      language,
      [
        ...kept,
        {
          path: 'data/run-log.jsonl',
          title: 'what was done to which bytes, in order, each line chained to the one before',
        },
        { path: 'manifest.json', title: 'inputs, outputs, databases and versions, with hashes' },
        { path: 'SHA256SUMS', title: 'SHA-256 of every file' },
      ],
      '   ',
    ),
    '',
    ...paragraph(texts.tables),
    '',
    texts.check,
    '',
    ...paragraph(texts.checkHow),
    '',
    '   sha256sum -c SHA256SUMS',
    '',
    ...paragraph(files.some((file) => file.path.endsWith('.duckdb')) ? texts.database : texts.checkEvidence),
    '',
    `   ${texts.verify}`,
  ];
  return `${lines.join('\n')}\n`;
}
