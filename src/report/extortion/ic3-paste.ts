// extortion/ic3-paste.txt: the complaint field by field, to be pasted into the form of the FBI's Internet Crime Complaint Center, which takes text and no files. ASCII.

import { minorDigits } from '../../model/billing.ts';
import type { DemandRecord } from '../../model/demand.ts';
import type { IncidentFacts } from '../../model/facts.ts';
import type { DemandStatements } from '../../model/incident.ts';
import { VECTOR_LABELS, type Vector } from '../../model/vectors.ts';
import { CHECKSUM, EXERCISE_LINE, NOT_STATED, PRESERVATION } from '../text/wording.ts';
import * as units from '../units.ts';
import { type ReportInput, type ReportWriter, type WrittenFile, writeWholeFile } from '../writer.ts';
import { exactAscii, spelledAscii } from './ascii.ts';

/** Most characters of the description; how many the form takes is not published. */
export const MOST_NARRATIVE = 3500;
const MOST_RECORDS = 5;
const MOST_OF_A_KIND = 12;
const MOST_SOURCES = 10;
const MOST_HEADER_LINES = 120;
const MOST_LINE = 500;
const FILL_IN = '[fill in]';

/** A field of the form with what goes into it. */
function field(name: string, value: string): string {
  return `${name}: ${value === '' ? `[${NOT_STATED}]` : value}`;
}

function section(number: number, title: string, lines: readonly string[]): string[] {
  return ['', `== ${number}. ${title} ==`, ...lines];
}

function victim({ case: stated }: IncidentFacts): string[] {
  const { contact } = stated.victim;
  const person = ({ name, role, phone, email }: typeof contact): string =>
    spelledAscii([name, role, phone, email].filter((part) => part !== '').join(', '));
  return [
    field('Name of the business', spelledAscii(stated.victim.name)),
    field('Address', spelledAscii(stated.victim.address)),
    field('Country', stated.victim.country),
    field(
      'Sector and size',
      spelledAscii([stated.victim.sector, stated.victim.size].filter((part) => part !== '').join(', ')),
    ),
    field('Contact of the business', person(contact)),
    field('Technical contact', person(stated.preparer)),
    field('Filed on behalf of the business by', spelledAscii(stated.preparer.name)),
  ];
}

const PAID = { yes: 'yes', part: 'in part', no: 'no' } as const;

function transactions({ case: stated, demandRecords, losses }: IncidentFacts): string[] {
  const lines = stated.demands
    .slice(0, MOST_RECORDS)
    .flatMap(({ id, paid, payment }) => [
      field(`Was money sent for ${id}`, paid === '' ? '' : PAID[paid]),
      ...(payment === '' ? [] : [field('  As stated', spelledAscii(payment))]),
      ...(paid === 'yes' || paid === 'part'
        ? [
            `  Type, amount, date and time: ${FILL_IN}`,
            `  From account or wallet, bank or exchange: ${FILL_IN}`,
            `  To account or wallet: ${FILL_IN}`,
            `  Transaction ID (hash): ${FILL_IN}`,
          ]
        : []),
    ]);
  for (const { id, wallets, amounts } of demandRecords.slice(0, MOST_RECORDS)) {
    for (const { value, currency, role } of amounts.slice(0, MOST_OF_A_KIND))
      lines.push(
        field(
          `Amount named in ${id}${role === 'escalation' ? ', rise' : ''}`,
          exactAscii(`${value} ${currency}`),
        ),
      );
    for (const { asset, address, checksum } of wallets.slice(0, MOST_OF_A_KIND))
      lines.push(
        field(`Payment address named in ${id}`, `${asset} ${exactAscii(address)} (${CHECKSUM[checksum]})`),
      );
  }
  lines.push(
    field(
      'Total loss as stated, reckoned and billed',
      losses.totals
        .map(({ currency, amountMinor }) => units.money(amountMinor, minorDigits(currency), currency))
        .join(' and '),
    ),
  );
  return lines;
}

function subject({ demandRecords }: IncidentFacts): string[] {
  const contacts = demandRecords.flatMap((record) => record.contacts);
  const of = (...kinds: string[]): string =>
    [
      ...new Set(
        contacts
          .filter(({ kind }) => kinds.includes(kind))
          .map(({ kind, value }) => exactAscii(kinds.length > 1 ? `${kind} ${value}` : value)),
      ),
    ]
      .slice(0, MOST_OF_A_KIND)
      .join(', ');
  const names = [...new Set(demandRecords.map(({ claimedIdentity }) => claimedIdentity))].filter(
    (name) => name !== '',
  );
  const relays = [...new Set(demandRecords.map((record) => record.firstExternalAddress))].filter(
    (ip) => ip !== '',
  );
  return [
    'The sender is not known. What follows is what the sender wrote or chose.',
    field(
      'Name',
      names.length === 0
        ? 'not known'
        : `not known; calls itself ${names.map((name) => `"${exactAscii(name)}"`).join(', ')}`,
    ),
    field('Address', 'not known'),
    field('Phone', of('phone') || 'not known'),
    field('E-mail', of('email') || 'not known'),
    field('Website', of('url', 'onion') || 'none named'),
    field('Other handles', of('telegram', 'tox', 'session', 'xmpp') || 'none named'),
    field(
      'IP address',
      relays.length === 0
        ? 'not known'
        : `${relays.join(', ')} (handed the message to our mail server; a mail relay, not necessarily the sender)`,
    ),
    'The source addresses of the traffic are not given here as the subject: see part 5.',
  ];
}

/** Sentences in the order of what a reader needs first; those that no longer fit are counted. */
export function narrative(facts: IncidentFacts): string {
  const { answers, case: stated, demandRecords } = facts;
  const received = demandRecords
    .slice(0, MOST_RECORDS)
    .map(({ id, receivedUtc, channel, kind, kindReason, note }) => {
      const by = channel === 'other' ? '' : ` by ${channel.replaceAll('_', ' ')}`;
      const said =
        note === '' ? 'What it said: [fill in].' : `As somebody noted of it: "${spelledAscii(note)}"`;
      return `Message ${id} came in ${receivedUtc === '' ? 'at a time not stated' : `at ${units.utc(receivedUtc)}`}${by}. ${kind === 'not_read' ? said : kindReason}`;
    });
  const quotes = demandRecords
    .slice(0, MOST_RECORDS)
    .flatMap(({ id, kindQuotes }) =>
      kindQuotes.slice(0, 3).map(({ text }) => `As written in ${id}: "${text.replace(/\s+/g, ' ')}"`),
    );
  const sentences = [
    facts.attackFound ? answers.what : 'No attack was found in the evidence.',
    answers.when,
    answers.against === '' ? '' : `Against: ${answers.against}`,
    ...received,
    ...facts.demandTimings.slice(0, 8).map(({ text }) => text),
    ...quotes,
    answers.howBig,
    answers.sources,
    answers.effect === 'Not stated.' ? 'Effect on the service: [fill in].' : answers.effect,
    ...stated.outages
      .slice(0, MOST_OF_A_KIND)
      .map(
        ({ service, startUtc, endUtc }) =>
          `Outage of ${service}, as stated: ${endUtc === '' ? `from ${units.utc(startUtc)}, end not stated` : units.utcSpan(startUtc, endUtc)}.`,
      ),
    facts.demandTimings.length === 0
      ? ''
      : 'That a wave follows a message is consistent with common control and does not prove it.',
    'Source addresses name no person; hosts behind them may be compromised or shared.',
    `All times are UTC. ${units.counted(facts.evidence.length, 'file was', 'files were')} read for the report, which lists them with their SHA-256 hashes; they were not changed by it. Where the originals are kept: ${stated.originalsKept === '' ? FILL_IN : spelledAscii(stated.originalsKept)}.`,
  ].filter((sentence) => sentence !== '');
  let text = '';
  for (const [index, sentence] of sentences.entries()) {
    const next = `${text}${text === '' ? '' : ' '}${exactAscii(sentence)}`;
    const rest = `[${sentences.length - index} more sentences in the full report]`;
    if (next.length + rest.length + 1 > MOST_NARRATIVE) return `${text} ${rest}`.trimStart();
    text = next;
  }
  return text;
}

function technical(facts: IncidentFacts): string[] {
  const lines = facts.vectors.slice(0, MOST_OF_A_KIND).map((vector) => {
    const answers = VECTOR_LABELS[vector.vector as Vector]?.path === 'reflected';
    const port = answers ? vector.sourcePort : vector.destinationPort;
    const ports = port === '' ? '' : `, ${answers ? 'source port' : 'port'} ${port}`;
    return exactAscii(
      `${vector.id} ${vector.title}: protocol ${vector.protocol}${ports}; ${units.utcSpan(vector.firstUtc, vector.lastUtc)}; ${units.counted(vector.sources, 'source address', 'source addresses')}, ${units.count(vector.sourcesByVerdict.proven)} proven`,
    );
  });
  const proven = facts.topProven.slice(0, MOST_SOURCES);
  if (proven.length > 0)
    lines.push(
      `Busiest of ${units.count(facts.sourcesByVerdict.proven)} proven source addresses (a host using the address completed connections; it may be compromised or shared):`,
      ...proven.map((source) =>
        exactAscii(
          `  ${source.address}, source port${source.sourcePortsCount > 1 ? 's' : ''} ${units.ports(source.sourcePortsSample, source.sourcePortsCount, 5) || 'not logged'}, ${units.utcSpan(source.firstUtc, source.lastUtc)}`,
        ),
      ),
    );
  return lines.length === 0 ? ['[nothing found]'] : lines;
}

function headers(records: readonly DemandRecord[]): string[] {
  const withHeader = records.filter(({ headerBlock }) => headerBlock !== '').slice(0, MOST_RECORDS);
  if (withHeader.length === 0) return ['[no message with a header]'];
  return withHeader.flatMap(({ id, headerBlock }) => {
    const all = headerBlock.split(/\r\n|\r|\n/);
    const shown = all.slice(0, MOST_HEADER_LINES).map((line) => {
      const text = exactAscii(line.replaceAll('\t', '    '));
      return text.length <= MOST_LINE ? text : `${text.slice(0, MOST_LINE)}[cut, ${text.length} characters]`;
    });
    const rest = all.length - shown.length;
    return [`--- ${id}`, ...shown, ...(rest > 0 ? [`[${rest} more lines in the original]`] : [])];
  });
}

function other({ case: stated, evidence, demandRecords }: IncidentFacts): string[] {
  return [
    field('Other reports made, with reference', spelledAscii(stated.policeReference)),
    ...stated.demands.slice(0, MOST_RECORDS).map(({ id, replied }) => field(`Was ${id} answered`, replied)),
    ...fromWitnesses(stated),
    field('Attack noticed', units.utc(stated.discoveredUtc)),
    ...demandRecords
      .slice(0, MOST_RECORDS)
      .filter(({ sha256 }) => sha256 !== '')
      .map(
        ({ id, sha256, preservation }) => `File of ${id}: ${PRESERVATION[preservation]}, SHA-256 ${sha256}`,
      ),
    `Evidence files read: ${evidence.length}, listed with hashes in the report`,
  ];
}

function fromWitnesses({ demands }: IncidentFacts['case']): string[] {
  const known = (name: string, of: (stated: DemandStatements) => string): string[] =>
    demands
      .slice(0, MOST_RECORDS)
      .filter((demand) => of(demand) !== '')
      .map((demand) => field(`${name} ${demand.id}`, spelledAscii(of(demand))));
  const witnesses = known('Witness of', ({ witness }) => witness);
  return [
    ...(witnesses.length === 0 ? [field('Witnesses', FILL_IN)] : witnesses),
    ...known('Others who got', ({ otherRecipients }) => otherRecipients),
    ...known('Contact with the sender before', ({ priorContact }) => priorContact),
  ];
}

/** The text of the file. */
export function ic3Text(facts: IncidentFacts): string {
  const lines = [
    'TEXT FOR THE IC3 FORM (www.ic3.gov), PART BY PART. NOT SENT BY THIS PROGRAM.',
    'Read it first. The form takes text only: keep the originals. Fill in or take out what stands in [brackets].',
    ...(facts.case.exercise ? [`*** ${EXERCISE_LINE.toUpperCase()}. DO NOT FILE. ***`] : []),
    ...section(1, 'VICTIM', victim(facts)),
    ...section(2, 'FINANCIAL TRANSACTIONS', transactions(facts)),
    ...section(3, 'SUBJECT', subject(facts)),
    ...section(4, 'DESCRIPTION OF THE INCIDENT', [narrative(facts)]),
    ...section(5, 'TECHNICAL DETAILS', technical(facts)),
    ...section(6, 'E-MAIL HEADERS', headers(facts.demandRecords)),
    ...section(7, 'OTHER INFORMATION', other(facts)),
  ];
  return `${lines.join('\n')}\n`;
}

/** The text for the form; no file when there is neither attack nor demand. */
export const ic3Paste: ReportWriter = {
  id: 'ic3-paste',
  title: 'text for the IC3 form',
  async write({ facts }: ReportInput, directory: string): Promise<WrittenFile[]> {
    if (!facts.attackFound && facts.demandRecords.length === 0) return [];
    const title = 'text for the form of the FBI (IC3), part by part; ASCII';
    return [await writeWholeFile(directory, 'extortion/ic3-paste.txt', title, ic3Text(facts))];
  },
};
