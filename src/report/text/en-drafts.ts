// The fixed texts of the drafts to record-keepers and of the template of a declaration, in English.

import type { LeadKind } from '../../model/lead.ts';
import type { Noun } from './en.ts';
import { NOT_RECORDED } from './wording.ts';

/** English. */
export const draftTexts = {
  stamp: '*** DRAFT, NOT SENT ***',
  showFirst:
    'Show it to the police or to counsel first: they may want to ask themselves, or not to have it asked. Fill in the blanks, take these lines out.',
  /** Labels of the head, all of one width. */
  to: 'To:        ',
  contact: 'Contact:   ',
  from: 'From:      ',
  replyTo: 'Reply to:  ',
  ourCase: 'Our case:  ',
  police: 'Police:    ',
  date: 'Date:      ',
  subject: 'Subject:   ',
  forWhom: (victim: string): string => `for ${victim}`,
  subjectText: 'Please keep your records of the times below',
  keep: 'Please keep what you have now, as it is, until an authority has asked for it or until we tell you that it is not needed. We do not ask you to send us records of your customers or to look into them for us.',
  noPower:
    'This is a request of the party concerned and rests on no power to order anything. Whether you may keep these records is for you to judge by the law that holds for you. Please tell us whether you keep them, under which number, and which authority can ask for them in which form.',
  signature: 'Name and signature: ',
  ourServers: 'our servers',
  ourAddresses: 'our addresses',
  address: ['address', 'addresses'] as Noun,
  moreAddress: ['more address', 'more addresses'] as Noun,
  network: (span: string, destinations: string, addresses: string): string =>
    `From ${span} (UTC) a flood of traffic reached ${destinations}. ${addresses} that you announce took part over completed connections with the server. We do not know who used them: a device may be compromised, shared by many people, or an open service, and its owner may know nothing of it.`,
  networkKeep:
    'Please keep your records of who used these addresses and source ports at these times, records of address sharing (NAT) included.',
  moreInList: (addresses: string): string => `And ${addresses}: the list can be asked for.`,
  timesAreUtc: 'All times are UTC, by the clocks of our systems.',
  portsMissing: 'Where no source port is given, none was logged.',
  whyAsked: (database: string): string =>
    `You are asked because your network announces the addresses${database}.`,
  database: (date: string): string => `, by a database of ${date}`,
  exercise: 'Exercise: these addresses took part in nothing.',
  noPort: 'source port not logged',
  ports: (ports: string): string => `source port${ports.includes(' ') ? 's' : ''} ${ports}`,
  andMorePorts: ' and more',
  upstream: (span: string, destinations: string, basis: string): string =>
    `From ${span} (UTC) a flood of traffic went to ${destinations} through your network (${basis}).`,
  upstreamKeep:
    'Please keep for this time: flow records at the edges of your network with the interface on which the traffic came in, logs of mitigation and of blackholes, and the history of the ticket.',
  at: (time: string): string => `at ${time}`,
  inTime: (span: string): string => `in the time from ${span}`,
  message: (when: string, basis: string): string =>
    `A message reached us ${when} (UTC), and an authority may ask for records on it. It names or came through the following (${basis}):`,
  pleaseKeep: (what: string): string => `Please keep: ${what}.`,
  wanted: {
    mail_relay:
      'the log of this delivery, and from which account or address, with port, your server took the message',
    mail_service: 'who opened the mailbox and when, log-ins with address and port, and what is stored in it',
    account: 'who opened the account and when, log-ins with address and port, and what is stored in it',
  } as Partial<Record<LeadKind, string>>,
  sendersWords:
    'What stands in a message is written by its sender. That a name or address is yours says nothing about its owner.',
};

/** English. */
export const declarationTexts = {
  stamp: '*** TEMPLATE, NOT SIGNED ***',
  forWhom:
    'For a person who knows how the records were made and copied. Fill in the blanks, take out what you do not know yourself, have counsel look at it. The program signs nothing and vouches for nobody.',
  noForm:
    'The country of the victim is not stated, or no form for it is known here: ask the authority for its form.',
  form: (country: string, basis: string, text: string, date: string, stale: string): string =>
    `Made for ${country}: ${basis}; ${text}. As of ${date}${stale}.`,
  stale: (days: string): string => `, ${days} before this report: check that it still holds`,
  title: 'DECLARATION ON ELECTRONIC RECORDS',
  case: 'Case: ',
  authority: 'Authority and its reference: ',
  name: (blank: string): string =>
    `My name is ${blank}. I am ${blank} at ${blank}. I know the matters below of my own knowledge, except where I say otherwise.`,
  qualification: 'My qualification and experience with these systems: ',
  ordinaryCourse:
    'The records listed first below were made by the systems named with them in the ordinary course of their work, at or near the time of what they record. How each system makes them, and why the result is accurate (configuration, clock, tests): ',
  copied:
    'They were copied as the list says. What is "not recorded" there was not stated when this was written; fill it in only where you know it.',
  hashed: (tool: string, node: string, time: string, blank: string, limit: string): string =>
    `The SHA-256 of each file was computed over all its bytes by ${tool} (Node.js ${node}) in the run dated ${time}. I compared it with the original on ${blank} by ${blank}. ${limit}`,
  made: 'The report was made by that program from these files with the command below. Anybody with the files, the program and its databases can repeat the run and get the same bytes. SHA-256 over the hashes of all inputs: see the end of this list. Whether the report is right is not declared here; how it was made is.',
  records: 'Records:',
  documents:
    'Files that are no records of a system (statements, messages, work logs): paragraph 3 does not speak of them.',
  inputs: 'SHA-256 over the hashes of all inputs:',
  gaps: 'What I know of gaps, changes or losses in these records: ',
  bytes: (count: string): string => `${count} bytes`,
  system: 'system: ',
  copiedBy: (by: string, at: string, command: string): string =>
    `copied by: ${by}; at: ${at}; command: ${command}`,
  notRecorded: NOT_RECORDED as string,
  dateAndPlace: 'Date and place: ',
  signature: 'Signature:      ',
  templateOnly: 'Template only: not signed, not a statement of anybody until it is.',
  closing: 'The statements above are true to the best of my knowledge.',
};

/** The same of any language. */
export type DraftTexts = typeof draftTexts;
export type DeclarationTexts = typeof declarationTexts;
