// extortion/preservation/: drafts that ask one record-keeper each to keep what it has. Each names that keeper's own identifiers only, no demand and no loss.

import type { IncidentFacts, SourceFacts } from '../../model/facts.ts';
import type { LeadFacts } from '../../model/lead.ts';
import { namedSources, type SourceNetwork } from '../provider/gather.ts';
import { type DocumentLanguage, documentLanguage, ENGLISH } from '../text/language.ts';
import { wrap } from '../text/wrap.ts';
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

function heading(
  { texts: all, saidOrWritten }: DocumentLanguage,
  { case: stated }: IncidentFacts,
  lead: LeadFacts,
  contact: string,
): string[] {
  const texts = all.drafts;
  const indent = ' '.repeat(texts.to.length);
  const { preparer, victim } = stated;
  const from = [preparer.name, preparer.role, preparer.organisation].filter((part) => part !== '').join(', ');
  return [
    texts.stamp,
    ...wrap(texts.showFirst),
    ...(stated.exercise ? ['', ...wrap(`*** ${all.exerciseLine} ***`)] : []),
    '',
    ...wrap(saidOrWritten(lead.keeper), texts.to, indent),
    ...wrap(contact || BLANK, texts.contact, indent),
    ...wrap(from || BLANK, texts.from, indent),
    ...(victim.name === '' ? [] : wrap(texts.forWhom(victim.name), indent, indent)),
    ...wrap(
      [preparer.email, preparer.phone].filter((part) => part !== '').join(', ') || BLANK,
      texts.replyTo,
      indent,
    ),
    ...wrap(stated.id || all.notStated, texts.ourCase, indent),
    ...wrap(stated.policeReference || BLANK, texts.police, indent),
    `${texts.date}${BLANK}`,
    `${texts.subject}${texts.subjectText}`,
    '',
  ];
}

function closing({ texts: { drafts: texts } }: DocumentLanguage): string[] {
  return ['', ...wrap(texts.keep), '', ...wrap(texts.noPower), '', `${texts.signature}${BLANK}`];
}

function networkBody(
  language: DocumentLanguage,
  facts: IncidentFacts,
  lead: LeadFacts,
  sources: readonly SourceFacts[],
): string[] {
  const { units } = language;
  const texts = language.texts.drafts;
  const shown = sources.slice(0, MOST_SOURCES);
  const rest = sources.length - shown.length;
  return [
    ...wrap(
      texts.network(
        units.utcSpan(lead.fromUtc, lead.toUtc),
        lead.destinations.join(', ') || texts.ourServers,
        units.counted(sources.length, ...texts.address),
      ),
    ),
    '',
    ...wrap(texts.networkKeep),
    '',
    ...shown.flatMap((source) => sourceLines(language, source)),
    ...(rest > 0 ? wrap(texts.moreInList(units.counted(rest, ...texts.moreAddress))) : []),
    '',
    ...wrap(
      `${texts.timesAreUtc} ${shown.some((source) => source.sourcePortsSample.length === 0) ? texts.portsMissing : ''} ${texts.whyAsked(databaseDate(language, facts))}`,
    ),
    ...(facts.case.exercise ? ['', ...wrap(texts.exercise)] : []),
  ];
}

function databaseDate({ texts, units }: DocumentLanguage, { databases }: IncidentFacts): string {
  const date = databases.find(({ role }) => /asn/i.test(role))?.buildDate ?? '';
  return date === '' ? '' : texts.drafts.database(units.utcDate(date));
}

function sourceLines({ texts: { drafts: texts }, units }: DocumentLanguage, source: SourceFacts): string[] {
  const ports = source.sourcePortsSample;
  const more = source.sourcePortsCount > ports.length ? texts.andMorePorts : '';
  const from = ports.length === 0 ? texts.noPort : `${texts.ports(ports.join(' '))}${more}`;
  return [
    ...wrap(`${source.address}, ${source.protocols.join(' ')}, ${from}`, '  ', '    '),
    `    ${units.utcSpan(source.firstUtc, source.lastUtc)}`,
  ];
}

function upstreamBody({ texts: all, units, said }: DocumentLanguage, lead: LeadFacts): string[] {
  const texts = all.drafts;
  return [
    ...wrap(
      texts.upstream(
        units.utcSpan(lead.fromUtc, lead.toUtc),
        lead.destinations.join(', ') || texts.ourAddresses,
        said(lead.keeperBasis),
      ),
    ),
    '',
    ...wrap(texts.upstreamKeep),
  ];
}

function messageBody({ texts: all, units, said }: DocumentLanguage, lead: LeadFacts): string[] {
  const texts = all.drafts;
  const time =
    lead.fromUtc === lead.toUtc
      ? texts.at(units.utc(lead.fromUtc))
      : texts.inTime(units.utcSpan(lead.fromUtc, lead.toUtc));
  return [
    ...wrap(texts.message(time, said(lead.keeperBasis))),
    '',
    ...lead.identifiers.flatMap(({ type, value }) =>
      wrap(`${all.incident.word(type)}: ${value}`, '  ', '    '),
    ),
    '',
    ...wrap(texts.pleaseKeep(texts.wanted[lead.kind] ?? said(lead.mayHold))),
    '',
    ...wrap(texts.sendersWords),
  ];
}

// Where networks are run in German.
const GERMAN_SPEAKING: ReadonlySet<string> = new Set(['DE', 'AT', 'LI', 'CH']);

/** The language of the case for the own upstream and for networks that speak it; English for all others, whose language is not known. */
function languageFor(
  { case: { writtenIn } }: IncidentFacts,
  { kind }: LeadFacts,
  sources: readonly SourceFacts[],
): DocumentLanguage {
  const speaksIt =
    kind === 'upstream' ||
    (sources.length > 0 && sources.every(({ country }) => GERMAN_SPEAKING.has(country)));
  return writtenIn.language === 'en' || speaksIt ? documentLanguage(writtenIn) : ENGLISH;
}

// Stated for the own upstream; of a network whoever abuse-contacts.csv names, when it is one.
function contactOf(
  { case: stated }: IncidentFacts,
  { kind }: LeadFacts,
  networks: readonly SourceNetwork[],
): string {
  if (kind === 'upstream') return [stated.provider.email, stated.provider.phone].filter(Boolean).join(', ');
  const contacts = new Set(networks.map(({ contact }) => contact?.contact ?? ''));
  return contacts.size === 1 ? [...contacts].join('') : '';
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
      const own = networks.filter(({ asn }) => lead.kind === 'network' && asn === lead.asn);
      const sources = own.flatMap(({ proven }) => proven);
      if (name === undefined || (lead.kind === 'network' && sources.length === 0)) continue;
      const language = languageFor(facts, lead, sources);
      const body =
        lead.kind === 'network'
          ? networkBody(language, facts, lead, sources)
          : lead.kind === 'upstream'
            ? upstreamBody(language, lead)
            : messageBody(language, lead);
      const text = `${[...heading(language, facts, lead, contactOf(facts, lead, own)), ...body, ...closing(language)].join('\n')}\n`;
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
