// The fixed texts of README.txt, in English.

/** Whom the files of a folder are for. */
export interface Recipient {
  folder: string;
  who: string;
  /** Sentences, each with the names of the files that it speaks of: told when one of them is there (with '!' before the name, when it is not). */
  how: readonly (readonly [sentence: string, ...files: string[]])[];
  keepBack: string;
}

/** English. */
export const readmeTexts = {
  /** In the order in which the documents go out. */
  recipients: [
    {
      folder: 'extortion',
      who: 'Police; after that the insurer and counsel',
      how: [
        ['Send the PDF.'],
        ['le-preservation-datasheet.csv goes with it to the investigator.', 'le-preservation-datasheet.csv'],
        ['loss.csv is for the insurer.', 'loss.csv'],
        ['ic3-paste.txt is the text for the form of the FBI, which takes no files.', 'ic3-paste.txt'],
        [
          'declaration-template.txt is not signed: fill it in when you are asked for it.',
          'declaration-template.txt',
        ],
        ['Keep the evidence itself as it is: the police may ask for the original files.'],
        [
          'Keep the demand as it was received, not forwarded, and do not answer its sender without the police.',
          'demands.csv',
        ],
      ],
      keepBack: '',
    },
    {
      folder: 'extortion/preservation',
      who: 'Record-keepers, when the police or counsel agree',
      how: [
        [
          'Each draft is for one record-keeper and names nothing of any other. Fill in the blanks. They ask to keep records, not to hand them over.',
        ],
      ],
      keepBack: 'Do not add the report, the demand or another draft.',
    },
    {
      folder: 'provider',
      who: 'Upstream provider and hoster',
      how: [
        ['There is nothing to send: the document says that no attack was found.', '!upstream-request.txt'],
        [
          'Send the PDF, or upstream-request.txt where only text is taken, and flowspec.txt or acl.txt with it, while the attack lasts or right after it, under the ticket you already have.',
          'upstream-request.txt',
        ],
        ['lookups.sh is for yourself.', 'lookups.sh'],
        ['The AbuseIPDB files are for yourself.', 'abuseipdb.csv', 'abuseipdb-refused.txt'],
      ],
      keepBack: 'Do not add the extortion or billing folder, or anything from data/.',
    },
    {
      folder: 'provider/abuse',
      who: 'Abuse desks of the networks that the traffic came from',
      how: [
        [
          'Send each network its own folder: report.txt as the text of the mail (draft.eml holds it ready), sources.csv attached. report.pdf, for the largest networks, says the same. Where no contact was given, lookups.sh in the folder above finds it, on a machine with a network.',
        ],
      ],
      keepBack: 'Never send one network the folder of another, nor anything else of this report.',
    },
    {
      folder: 'provider/blocklists',
      who: 'Yourself, for your own firewall',
      how: [['Load one form. Remove it when it expires: addresses change hands.']],
      keepBack: '',
    },
    {
      folder: 'public',
      who: 'Anybody',
      how: [
        [
          'Names and addresses are taken out. Read it before you publish it: only you know what else would give you away.',
        ],
      ],
      keepBack: 'Publish nothing else of this report without reading it as closely.',
    },
    {
      folder: 'billing',
      who: 'Client',
      how: [
        ['There is nothing to send: no work log was given, and the document says so.', '!time_entries.csv'],
        ['Send it with the invoice. The tables let the client check every line.', 'time_entries.csv'],
      ],
      keepBack: 'Do not add the extortion or provider folder, or anything from data/.',
    },
  ] as readonly Recipient[],
  case: (id: string, title: string): string => `Case ${id}: ${title}`,
  noTitle: 'title not stated',
  exercise: '*** EXERCISE *** This case is an exercise. Nothing in it happened.',
  made: (time: string, tool: string): string => `Made ${time} by ${tool}. All times are UTC.`,
  writtenFor: (reader: string, leftOut: string): string => `Written for ${reader}. ${leftOut}`,
  notRedacted:
    '*** NOT REDACTED *** Secrets of visitors stand in these files in clear. For law enforcement only; do not pass them on.',
  noAttack: 'No attack was found in this evidence. Read the reports before you send any of them.',
  notAPerson:
    'A source address is not a person. Only sources marked proven completed a connection; all others may be forged and must not be reported or blocked as attackers. None of this is legal advice.',
  /** Which files are in which language; '' where all are in one. The second: of a folder without the files for providers and police. */
  languages: '' as string,
  fewLanguages: '' as string,
  order: 'WHAT TO SEND TO WHOM, IN THIS ORDER',
  keep: 'KEEP',
  tables:
    'Tables are UTF-8 CSV, an empty cell is unknown. The files ending in .excel.csv are views for Excel: a row number stands in front and cells that would be read as formulas begin with an apostrophe. The tables without .excel are the exact ones.',
  check: 'CHECK',
  checkHow:
    'In this folder, on Linux or macOS, the following prints OK for every file that is as it was written:',
  database:
    'The case database (.duckdb) is not in that list: the same rows may be stored in different bytes. A digest over its ordered rows is in manifest.json. This checks it too, and the evidence with it:',
  checkEvidence: 'This checks the evidence too:',
  verify: 'afterflood verify FOLDER --evidence EVIDENCE-FOLDER',
};

/** The same of any language. */
export type ReadmeTexts = typeof readmeTexts;
