// extortion/preservation/: drafts that ask one record-keeper each to keep what it has. Each names that keeper's own identifiers only, no demand and no loss.

import type { IncidentFacts, SourceFacts } from '../../model/facts.ts';
import type { LeadFacts } from '../../model/lead.ts';
import { namedSources } from '../provider/gather.ts';
import { EXERCISE_LINE, NOT_STATED } from '../text/wording.ts';
import { wrap } from '../text/wrap.ts';
import { counted, utc, utcSpan } from '../units.ts';
import { type ReportInput, type ReportWriter, type WrittenFile, writeWholeFile } from '../writer.ts';

/** Folder of the drafts; README.txt folds it. */
export const PRESERVATION_FOLDER = 'extortion/preservation';
/** Sources named in one draft; the rest is counted. */
const MOST_SOURCES = 200;
const BLANK = '______________________________';

/** The name of a draft is made of our own words and numbers only. Undefined where nobody is known who could be written to. */
function fileName(lead: LeadFacts): string | undefined {
  if (lead.kind === 'wallet' || lead.identifiers[0]?.type === 'phone') return undefined;
  if (lead.kind === 'network') return `preservation-request-AS${lead.asn}.txt`;
  const kind = lead.kind.replaceAll('_', '-');
  return `preservation-request-${kind}-${lead.id}.txt`;
}

function heading({ case: stated }: IncidentFacts, lead: LeadFacts): string[] {
  const { preparer, victim } = stated;
  const from = [preparer.name, preparer.role, preparer.organisation].filter((part) => part !== '').join(', ');
  return [
    '*** DRAFT, NOT SENT ***',
    ...wrap(
      'Show it to the police or to counsel first: they may want to ask themselves, or not to have it asked. Fill in the blanks, take these lines out.',
    ),
    ...(stated.exercise ? ['', ...wrap(`*** ${EXERCISE_LINE} ***`)] : []),
    '',
    ...wrap(lead.keeper, 'To:        ', '           '),
    `Contact:   ${BLANK}`,
    ...wrap(from || BLANK, 'From:      ', '           '),
    ...(victim.name === '' ? [] : wrap(`for ${victim.name}`, '           ', '           ')),
    ...wrap(
      [preparer.email, preparer.phone].filter((part) => part !== '').join(', ') || BLANK,
      'Reply to:  ',
      '           ',
    ),
    ...wrap(stated.id || NOT_STATED, 'Our case:  ', '           '),
    ...wrap(stated.policeReference || BLANK, 'Police:    ', '           '),
    `Date:      ${BLANK}`,
    'Subject:   Please keep your records of the times below',
    '',
  ];
}

function closing(): string[] {
  return [
    '',
    ...wrap(
      'Please keep what you have now, as it is, until an authority has asked for it or until we tell you that it is not needed. We do not ask you to send us records of your customers or to look into them for us.',
    ),
    '',
    ...wrap(
      'This is a request of the party concerned and rests on no power to order anything. Whether you may keep these records is for you to judge by the law that holds for you. Please tell us whether you keep them, under which number, and which authority can ask for them in which form.',
    ),
    '',
    `Name and signature: ${BLANK}`,
  ];
}

function networkBody(facts: IncidentFacts, lead: LeadFacts, sources: readonly SourceFacts[]): string[] {
  const shown = sources.slice(0, MOST_SOURCES);
  const rest = sources.length - shown.length;
  return [
    ...wrap(
      `From ${utcSpan(lead.fromUtc, lead.toUtc)} (UTC) a flood of traffic reached ${lead.destinations.join(', ') || 'our servers'}. ${counted(sources.length, 'address', 'addresses')} that you announce took part over completed connections with the server. We do not know who used them: a device may be compromised, shared by many people, or an open service, and its owner may know nothing of it.`,
    ),
    '',
    ...wrap(
      'Please keep your records of who used these addresses and source ports at these times, records of address sharing (NAT) included.',
    ),
    '',
    ...shown.flatMap((source) => sourceLines(source)),
    ...(rest > 0
      ? wrap(`And ${counted(rest, 'more address', 'more addresses')}: the list can be asked for.`)
      : []),
    '',
    ...wrap(
      `All times are UTC, by the clocks of our systems. ${shown.some((source) => source.sourcePortsSample.length === 0) ? 'Where no source port is given, none was logged.' : ''} You are asked because your network announces the addresses${databaseDate(facts)}.`,
    ),
    ...(facts.case.exercise ? ['', ...wrap('Exercise: these addresses took part in nothing.')] : []),
  ];
}

function databaseDate({ databases }: IncidentFacts): string {
  const date = databases.find(({ role }) => /asn/i.test(role))?.buildDate ?? '';
  return date === '' ? '' : `, by a database of ${date}`;
}

function sourceLines(source: SourceFacts): string[] {
  const ports = source.sourcePortsSample;
  const more = source.sourcePortsCount > ports.length ? ' and more' : '';
  const from = ports.length === 0 ? 'source port not logged' : `source ports ${ports.join(' ')}${more}`;
  return [
    ...wrap(`${source.address}, ${source.protocols.join(' ')}, ${from}`, '  ', '    '),
    `    ${utcSpan(source.firstUtc, source.lastUtc)}`,
  ];
}

function upstreamBody(lead: LeadFacts): string[] {
  return [
    ...wrap(
      `From ${utcSpan(lead.fromUtc, lead.toUtc)} (UTC) a flood of traffic went to ${lead.destinations.join(', ') || 'our addresses'} through your network (${lead.keeperBasis}).`,
    ),
    '',
    ...wrap(
      'Please keep for this time: flow records at the edges of your network with the interface on which the traffic came in, logs of mitigation and of blackholes, and the history of the ticket.',
    ),
  ];
}

const WANTED: Partial<Record<LeadFacts['kind'], string>> = {
  mail_relay:
    'the log of this delivery, and from which account or address, with port, your server took the message',
  mail_service: 'who opened the mailbox and when, log-ins with address and port, and what is stored in it',
  account: 'who opened the account and when, log-ins with address and port, and what is stored in it',
};

function messageBody(lead: LeadFacts): string[] {
  const time =
    lead.fromUtc === lead.toUtc
      ? `at ${utc(lead.fromUtc)}`
      : `in the time from ${utcSpan(lead.fromUtc, lead.toUtc)}`;
  return [
    ...wrap(
      `A message reached us ${time} (UTC), and an authority may ask for records on it. It names or came through the following (${lead.keeperBasis}):`,
    ),
    '',
    ...lead.identifiers.flatMap(({ type, value }) =>
      wrap(`${type.replaceAll('_', ' ')}: ${value}`, '  ', '    '),
    ),
    '',
    ...wrap(`Please keep: ${WANTED[lead.kind] ?? lead.mayHold}.`),
    '',
    ...wrap(
      'What stands in a message is written by its sender. That a name or address is yours says nothing about its owner.',
    ),
  ];
}

/** One draft a record-keeper that can be written to. */
export const preservationRequests: ReportWriter = {
  id: 'preservation-requests',
  title: 'drafts that ask record-keepers to keep their records',
  async write(input: ReportInput, directory: string): Promise<WrittenFile[]> {
    const { facts, rows } = input;
    if (facts.leads.length === 0) return [];
    const { networks } = await namedSources(facts, rows);
    const files: WrittenFile[] = [];
    for (const lead of facts.leads) {
      const name = fileName(lead);
      const sources = networks
        .filter(({ asn }) => lead.kind === 'network' && asn === lead.asn)
        .flatMap(({ proven }) => proven);
      if (name === undefined || (lead.kind === 'network' && sources.length === 0)) continue;
      const body =
        lead.kind === 'network'
          ? networkBody(facts, lead, sources)
          : lead.kind === 'upstream'
            ? upstreamBody(lead)
            : messageBody(lead);
      const text = `${[...heading(facts, lead), ...body, ...closing()].join('\n')}\n`;
      files.push(
        await writeWholeFile(
          directory,
          `${PRESERVATION_FOLDER}/${name}`,
          'draft: please keep your records',
          text,
        ),
      );
    }
    return files;
  },
};
