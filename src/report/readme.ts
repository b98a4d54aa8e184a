// README.txt of an output folder: what to send to whom and in which order, what lies where, and how to check it. At most 72 columns.

import type { IncidentFacts } from '../model/facts.ts';
import { profileRules } from '../model/profiles.ts';
import { wrap } from './text/wrap.ts';

/** A file to be listed. */
export interface ListedFile {
  path: string;
  title: string;
}

interface Recipient {
  folder: string;
  who: string;
  how: string;
  keepBack: string;
}

// In the order in which the documents go out.
const RECIPIENTS: Recipient[] = [
  {
    folder: 'extortion',
    who: 'Police; after that the insurer and counsel',
    how: 'Send the PDF. Of the files listed above, le-preservation-datasheet.csv goes with it to the investigator and loss.csv to the insurer; ic3-paste.txt is the text for the form of the FBI, which takes no files; declaration-template.txt is not signed: fill it in when you are asked for it. Keep the evidence itself as it is: the police may ask for the original files, and for the demand as it was received, not forwarded. Do not answer the sender of a demand without the police.',
    keepBack: '',
  },
  {
    folder: 'extortion/preservation',
    who: 'Record-keepers, when the police or counsel agree',
    how: 'Each draft is for one record-keeper and names nothing of any other. Fill in the blanks. They ask to keep records, not to hand them over.',
    keepBack: 'Do not add the report, the demand or another draft.',
  },
  {
    folder: 'provider',
    who: 'Upstream provider and hoster',
    how: 'Send the PDF, or upstream-request.txt where only text is taken, and flowspec.txt or acl.txt with it, while the attack lasts or right after it, under the ticket you already have. lookups.sh and the AbuseIPDB files are for yourself.',
    keepBack: 'Do not add the extortion or billing folder, or anything from data/.',
  },
  {
    folder: 'provider/abuse',
    who: 'Abuse desks of the networks that the traffic came from',
    how: 'Send each network its own folder: report.txt as the text of the mail (draft.eml holds it ready), sources.csv attached. report.pdf, for the largest networks, says the same. Where no contact was given, lookups.sh in the folder above finds it, on a machine with a network.',
    keepBack: 'Never send one network the folder of another, nor anything else of this report.',
  },
  {
    folder: 'provider/blocklists',
    who: 'Yourself, for your own firewall',
    how: 'Load one form. Remove it when it expires: addresses change hands.',
    keepBack: '',
  },
  {
    folder: 'public',
    who: 'Anybody',
    how: 'Names and addresses are taken out. Read it before you publish it: only you know what else would give you away.',
    keepBack: 'Publish nothing else of this report without reading it as closely.',
  },
  {
    folder: 'billing',
    who: 'Client',
    how: 'Send it with the invoice. The tables let the client check every line.',
    keepBack: 'Do not add the extortion or provider folder, or anything from data/.',
  },
];

function paragraph(text: string): string[] {
  return wrap(text, '', '');
}

function fileLines(files: ListedFile[], indent: string): string[] {
  const widest = Math.max(...files.map((file) => file.path.length));
  return files.flatMap((file) =>
    widest <= 32
      ? wrap(file.title, `${indent}${file.path.padEnd(widest)}  `, `${indent}${' '.repeat(widest)}  `)
      : [`${indent}${file.path}`, ...wrap(file.title, `${indent}  `, `${indent}  `)],
  );
}

function heading(facts: IncidentFacts): string[] {
  const lines = wrap(`Case ${facts.case.id}: ${facts.case.title || 'title not stated'}`, '', '  ');
  if (facts.case.exercise) {
    lines.unshift('*** EXERCISE *** This case is an exercise. Nothing in it happened.', '');
  }
  lines.push(`Made ${facts.generatedUtc} by ${facts.tool.name} ${facts.tool.version}. All times are UTC.`);
  const { reader, leftOut } = profileRules(facts.case.profile);
  if (leftOut !== '') lines.push('', ...paragraph(`Written for ${reader}. ${leftOut}`));
  if (!facts.redaction.on)
    lines.push(
      '',
      ...paragraph(
        '*** NOT REDACTED *** Secrets of visitors stand in these files in clear. For law enforcement only; do not pass them on.',
      ),
    );
  if (!facts.attackFound) {
    lines.push(
      '',
      ...paragraph('No attack was found in this evidence. Read the reports before you send any of them.'),
    );
  }
  return lines;
}

/** Whom a file is for: the one with the longest folder, so that no one is sent what is for somebody else. */
function recipientOf(path: string): Recipient | undefined {
  return RECIPIENTS.filter((each) => path.startsWith(`${each.folder}/`))
    .sort((a, b) => b.folder.length - a.folder.length)
    .at(0);
}

function recipients(files: ListedFile[]): string[] {
  const lines = ['WHAT TO SEND TO WHOM, IN THIS ORDER', ''];
  let step = 0;
  for (const recipient of RECIPIENTS) {
    const own = files.filter((file) => recipientOf(file.path) === recipient);
    if (own.length === 0) continue;
    step++;
    lines.push(`${step}. ${recipient.who}`, ...fileLines(own, '   '), '');
    lines.push(...wrap(recipient.how, '   ', '   '));
    if (recipient.keepBack !== '') lines.push(...wrap(recipient.keepBack, '   ', '   '));
    lines.push('');
  }
  return lines;
}

/** The text of README.txt for the files that were written. */
export function readmeText(facts: IncidentFacts, files: ListedFile[]): string {
  const sent = new Set(RECIPIENTS.map((recipient) => recipient.folder));
  const kept = files.filter((file) => !sent.has(file.path.split('/')[0]!));
  const lines = [
    ...heading(facts),
    '',
    ...paragraph(
      'A source address is not a person. Only sources marked proven completed a connection; all others may be forged and must not be reported or blocked as attackers. None of this is legal advice.',
    ),
    '',
    ...recipients(files),
    'KEEP',
    '',
    ...fileLines(
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
    ...paragraph(
      'Tables are UTF-8 CSV, an empty cell is unknown. The files ending in .excel.csv are views for Excel: a row number stands in front and cells that would be read as formulas begin with an apostrophe. The tables without .excel are the exact ones.',
    ),
    '',
    'CHECK',
    '',
    ...paragraph(
      'In this folder, on Linux or macOS, the following prints OK for every file that is as it was written:',
    ),
    '',
    '   sha256sum -c SHA256SUMS',
    ...(files.some((file) => file.path.endsWith('.duckdb'))
      ? [
          '',
          ...paragraph(
            'The case database (.duckdb) is not in that list: the same rows may be stored in different bytes. A digest over its ordered rows is in manifest.json. This checks it too, and the evidence with it:',
          ),
        ]
      : ['', ...paragraph('This checks the evidence too:')]),
    '',
    '   afterflood verify FOLDER --evidence EVIDENCE-FOLDER',
  ];
  return lines.join('\n') + '\n';
}
