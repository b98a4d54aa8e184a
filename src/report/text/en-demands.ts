// The fixed texts on demands and leads in the incident report, in English.

import type {
  DemandClaim,
  DemandContact,
  DemandKind,
  DemandRecord,
  Preservation,
} from '../../model/demand.ts';
import type { Noun } from './en.ts';
import * as wording from './wording.ts';

/** English. */
export const demandTexts = {
  title: 'Demands',
  none: wording.NO_DEMAND as string,
  limits: wording.DEMAND_LIMITS as readonly string[],
  kind: wording.DEMAND_KIND as Record<DemandKind, string>,
  preservation: wording.PRESERVATION as Record<Preservation, string>,
  receivedFrom: wording.RECEIVED_FROM as Record<DemandRecord['receivedFrom'], string>,
  claimTitle: wording.CLAIM_TITLE as Record<DemandClaim['kind'], string>,
  setBySender: wording.SET_BY_SENDER as string,
  sendersClaim: wording.SENDERS_CLAIM as string,
  checksum: wording.CHECKSUM as Record<'valid' | 'invalid' | 'none', string>,
  overview: {
    caption: 'Messages. What each of them is judged to be is an assessment',
    received: 'Received (UTC)',
    by: 'By',
    judgedAs: 'Judged as',
    file: 'File',
    noFile: 'no file',
  },
  warnings: 'To be known before it is relied on',
  textOf: (id: string): string => `${id}: the text, as written`,
  moreMessages: (count: string, file: string): string => `${count}, not told one by one here, in ${file}.`,
  message: ['more message', 'more messages'] as Noun,
  annex: 'Annex: mail headers',
  annexNote: 'A tab is shown as four spaces. The files themselves hold every byte.',
  written: (characters: string): string => `${characters} characters`,
  writtenCut: (characters: string, lines: string): string =>
    `${characters} characters, the first ${lines} lines of them shown`,
  origin: {
    received: 'Received',
    asWritten: ', as written: ',
    channel: 'Channel',
    preservation: 'Preservation',
    file: 'File',
    noFile: 'none',
    notEvidence: 'not among the evidence: ',
    lastChanged: (time: string): string => `, last changed ${time}`,
    byte: ['byte', 'bytes'] as Noun,
    from: 'From',
    to: 'To',
    subject: 'Subject',
    date: 'Date',
    mailer: 'Mailer',
    originating: 'Originating address',
    firstOutside: 'First outside address',
    firstOutsideNote: 'what the first trusted server saw; a mail relay, not necessarily the sender',
    authentication: 'Authentication',
    callsItself: 'The sender calls itself',
    aClaim: 'a claim',
    contacts: 'To reach the sender',
    contact: (kind: string, value: string, where: string): string => `${kind} ${value} (in the ${where})`,
    contactKind: (kind: string): string => kind,
    where: { header: 'header', text: 'text' } as Record<DemandContact['where'], string>,
    attachments: 'Attachments',
    unnamed: 'unnamed',
    paidAnswered: 'Paid, answered',
    paid: (paid: string, answered: string): string => `paid: ${paid}; answered: ${answered}`,
    answer: { yes: 'yes', part: 'part', no: 'no' } as Record<string, string>,
    payment: 'Payment',
    witness: 'Witness',
    otherRecipients: 'Others who got it',
    priorContact: 'Earlier contact',
    disputeContext: 'A dispute it may belong to',
    translation: 'Translation, by',
    note: 'Note',
    statedNote: (note: string): string => `${note} (stated)`,
  },
  hops: {
    caption: (id: string): string => `${id}: Received lines, from the last server to the first`,
    writtenBy: 'Written by',
    tookFrom: 'Took it from',
    time: 'Time (UTC), as written',
    trust: 'Trust',
    unreadable: 'unreadable',
    trusted: 'trusted',
    note: wording.HOPS_NOTE as string,
    annex: 'the annex',
  },
  judged: (kind: string): string => `Judged as ${kind}.`,
  notJudged: 'Not judged.',
  decidedBy: ' Decided by: ',
  timesOnly: (sentences: string): string => `Times only: ${sentences}`,
  notReckoned: (deadlines: string, one: boolean): string =>
    `${deadlines} could not be worked out and ${one ? 'stands' : 'stand'} in no relation.`,
  deadline: ['deadline', 'deadlines'] as Noun,
  statements: {
    caption: (id: string): string => `${id}: what the message says`,
    what: 'What',
    readAs: 'Read as',
    asWritten: 'As written',
    writtenAs: 'as written',
    rise: 'Amount, rise',
    amount: 'Amount demanded',
    deadline: 'Deadline',
    announced: 'Announced time',
    targets: 'Targets named',
    wallet: 'Wallet',
    walletFor: (asset: string, amount: string): string => `${asset} for ${amount}`,
    threat: 'Act threatened',
    claim: 'Claim',
    note: wording.CLAIMS_NOTE as string,
  },
};

/** English. */
export const leadTexts = {
  title: 'Leads',
  explained: wording.LEADS_EXPLAINED as string,
  caption: 'Record-keepers, those first whose records may be gone first',
  who: 'Who',
  askFor: 'Ask for, and what they may hold',
  forTheTime: 'For the time (UTC)',
  goneFrom: 'May be gone from',
  fromPorts: (ports: string): string => `, from ports ${ports}`,
  moreAddresses: (count: string): string =>
    count === '1' ? 'and 1 more address' : `and ${count} more addresses`,
  notLogged: ', ports not logged',
  to: (destinations: string): string => `to ${destinations}`,
  past: 'past: ask now',
  inDays: (days: string): string => `in ${days}`,
  day: ['day', 'days'] as Noun,
  more: (leads: string, file: string): string =>
    `${leads === '' ? 'All' : `${leads} and all`} addresses with ports and times are in ${file}; drafts that ask to keep records in extortion/preservation/.`,
  lead: ['more lead', 'more leads'] as Noun,

  jurisdiction: {
    notStated: wording.JURISDICTION_NOT_STATED as string,
    unknown: (country: string): string =>
      `For the country of the victim (${country}) no offices and no sections of law are held here.`,
    toBeChecked: 'To be checked: ',
    stale: (date: string, days: string): string =>
      `the table below is as of ${date}, ${days} before this report.`,
    caption: (country: string, date: string): string =>
      `Where to report, sections of law, instruments: ${country}, as of ${date}`,
    kinds: { report: 'Report to', laws: 'Law', preservation: 'Preservation' },
    name: 'Name',
    what: 'What',
    readAt: 'To be read at',
    note: `${wording.JURISDICTION_LIMIT} *: from general knowledge, not read at its source on that date.` as string,
  },
};

/** The same of any language. */
export type DemandTexts = typeof demandTexts;
export type LeadTexts = typeof leadTexts;
