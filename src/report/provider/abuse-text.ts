// The report to the abuse desk of one network, as plain text of at most 72 columns: its own addresses only, and what the verdict on them allows.

import type { IncidentFacts, SourceFacts } from '../../model/facts.ts';
import { VERDICT_WORDING } from '../../model/verdict.ts';
import { EXERCISE_LINE, NOT_STATED } from '../text/wording.ts';
import { wrap } from '../text/wrap.ts';
import * as units from '../units.ts';
import { fromDumpsAlone, networkId, ofNetwork, type SourceNetwork, spanOf } from './gather.ts';
import type { Samples } from './samples.ts';
import { factsOfVectors, targetsOfVectors, targetText } from './target.ts';

/** Sources shown in the text; all are in sources.csv. */
const MOST_SHOWN = 40;
/** Of these the records stand below them: some 100 lines, which is what a desk reads. */
const MOST_SAMPLED = 12;
const MOST_TARGETS = 5;
/** What is asked of a network about proven sources. */
const ASK_PROVEN =
  'please check these hosts, stop the traffic, keep your flow and NAT records for the times below, and reply with your ticket number.';
/** What is asked of a network about open services. */
export const ASK_REFLECTORS =
  'please ask the operators to close or restrict the service to its own users; they are affected too.';
/** What is told a network whose hosts answered TCP packets. */
export const ASK_ANSWERED =
  'none for these hosts, which answered as TCP asks. This is a courtesy note: your flow records may show where the packets forged with our address came in; please keep them.';
/** The same where only our connection table tells of them. */
const ASK_FROM_DUMPS =
  'please tell us whether these addresses belong to a proxy, delivery network, load balancer or other shared exit; if they do not, check these hosts, keep your flow and NAT records for the times below, and reply with your ticket number.';
/** What dumps do not show. */
export const DUMPS_NOTE =
  'Sources with the basis established_socket alone are known from snapshots of our connection table: these show that the address held many connections at once, not what came over them.';
/** Finishes "What we do not claim:". */
export const NOT_CLAIMED =
  'that the holder of an address knows of this traffic. An address may be shared (NAT, VPN, proxy), a device behind it compromised, or the address given to someone else since.';
const RECORDS_NOTE =
  'E1, E2 and so on are our files, with the line or packet in them. Paths are without query.';
/** What packets and bytes of a source hold beside the attack. */
export const COUNTS_NOTE =
  'Packets and bytes count everything that bore the address; requests and the basis are what proves it.';

/** The subject of the mail, ASCII, without the case title, which may speak of more than traffic. */
export function subjectOf(facts: IncidentFacts, network: SourceNetwork): string {
  const sources = [...network.proven, ...network.reflectors];
  const what =
    network.proven.length === 0
      ? openServices(network.reflectors).length > 0
        ? 'open services used for DDoS'
        : 'answers to packets forged with our address'
      : `${network.proven.every(fromDumpsAlone) ? 'possible ' : ''}DDoS traffic`;
  const number = units.counted(sources.length, 'address', 'addresses');
  const exercise = facts.case.exercise ? 'EXERCISE ' : '';
  const day = spanOf(sources).firstUtc.slice(0, 10);
  const id = facts.case.id.replace(/[^\x21-\x7e]/g, '_').slice(0, 60);
  return `${exercise}[Abuse] ${what} from ${networkId(network)} (${number})${day === '' ? '' : ` ${day} UTC`} ref ${id}`;
}

function labelled(label: string, text: string): string[] {
  return wrap(text, `${label}: `, '  ');
}

/** Attacked addresses and ports that these sources sent to. */
export function targetsText(facts: IncidentFacts, sources: readonly SourceFacts[]): string {
  const vectors = factsOfVectors(facts, sources);
  const texts = targetsOfVectors(facts, vectors).map((target) =>
    targetText(target, vectors[0]?.protocol ?? 'ip'),
  );
  const shown = texts.slice(0, MOST_TARGETS).join(', ');
  const rest = texts.length - Math.min(texts.length, MOST_TARGETS);
  return shown === ''
    ? 'our server; its address is not known from these records'
    : `${shown}${rest > 0 ? ` and ${rest} more` : ''} (ours)`;
}

/** Source ports, as far as any were recorded. */
export function portsText(source: SourceFacts): string {
  const shown = units.ports(source.sourcePortsSample, source.sourcePortsCount, 5);
  if (shown === '') return 'no source port recorded';
  return `${source.sourcePortsCount > 1 ? 'source ports' : 'source port'} ${shown}`;
}

/** What was counted of a source: '91,880 requests, 184,202 packets, 21.4 MB received'. */
export function amountText(source: SourceFacts): string {
  return [
    source.requests > 0 ? units.counted(source.requests, 'request') : '',
    source.packets > 0 ? units.counted(source.packets, 'packet') : '',
    source.packets > 0 ? `${units.bytes(source.bytesReceived)} received` : '',
    source.sockets > 0 ? units.counted(source.sockets, 'socket') : '',
  ]
    .filter((part) => part !== '')
    .join(', ');
}

function sourceLines(source: SourceFacts, records: readonly string[]): string[] {
  return [
    source.address,
    `  ${source.firstUtc || units.UNKNOWN} to ${source.lastUtc || units.UNKNOWN}`,
    ...wrap(`${amountText(source)}; ${portsText(source)}`, '  ', '  '),
    ...wrap(`basis ${source.bases.join(' ')}; first record ${source.firstRef}`, '  ', '  '),
    ...records.flatMap((record) => wrap(record, '  > ', '    ')),
  ];
}

function sourceList(sources: readonly SourceFacts[], samples: Samples): string[] {
  const lines = sources
    .slice(0, MOST_SHOWN)
    .flatMap((source, index) => sourceLines(source, index < MOST_SAMPLED ? samples.lines(source) : []));
  const rest = sources.length - Math.min(sources.length, MOST_SHOWN);
  if (rest > 0) lines.push(`and ${units.count(rest)} more in sources.csv`);
  if (sources.length > MOST_SAMPLED)
    lines.push('Records of further sources are in samples.txt, which we can send.');
  return lines;
}

/** How far the clocks behind the records of these sources were off. */
export function clocksText(facts: IncidentFacts, sources: readonly SourceFacts[]): string {
  const used = new Set(sources.flatMap((source) => source.evidenceIds));
  const told = facts.evidence
    .filter((evidence) => used.has(evidence.id))
    .map(({ id, clockOffsetMs, clockOffsetMethod }) =>
      clockOffsetMs === undefined
        ? `${id}: not stated how far its clock was off`
        : `${id}: clock off by ${units.clockOffset(clockOffsetMs)} as stated${clockOffsetMethod ? ` (${clockOffsetMethod})` : ''}, not applied`,
    );
  return told.join('; ') || NOT_STATED;
}

/** What kind of traffic proven sources sent. */
export function provenType(facts: IncidentFacts, proven: readonly SourceFacts[]): string {
  const titles = [...new Set(factsOfVectors(facts, proven).map((vector) => vector.title))];
  const what = proven.every(fromDumpsAlone) ? 'possible denial of service' : 'denial of service';
  return `${what}: ${titles.join(', ') || 'flood'} over TCP connections that were completed`;
}

/** What is asked of a network about these proven sources. */
export function askOf(proven: readonly SourceFacts[]): string {
  return proven.every(fromDumpsAlone) ? ASK_FROM_DUMPS : ASK_PROVEN;
}

/** Reflectors that are open services, and those that only answered TCP packets forged with our address. */
export function openServices(reflectors: readonly SourceFacts[]): SourceFacts[] {
  return reflectors.filter(({ bases }) => bases.includes('response_payload'));
}

export function answeredTcp(reflectors: readonly SourceFacts[]): SourceFacts[] {
  return reflectors.filter(({ bases }) => !bases.includes('response_payload'));
}

/** What these reflectors did, all of them of one of the two kinds. */
export function reflectorType(facts: IncidentFacts, reflectors: readonly SourceFacts[]): string {
  const titles = [...new Set(factsOfVectors(facts, reflectors).map((vector) => vector.title))];
  const what =
    openServices(reflectors).length > 0
      ? 'open service used by others'
      : 'answers to packets forged with our address';
  return `${what}: ${titles.join(', ') || 'reflection'}`;
}

/** Whether it goes on, as far as the records tell. */
export function endText(facts: IncidentFacts, lastUtc: string): string {
  return `not known. Last record of these sources ${lastUtc || units.UNKNOWN}; our records end ${facts.lastUtc || units.UNKNOWN}.`;
}

function provenPart(facts: IncidentFacts, proven: readonly SourceFacts[], samples: Samples): string[] {
  if (proven.length === 0) return [];
  return [
    ...labelled('Type', provenType(facts, proven)),
    ...labelled('Target', targetsText(facts, proven)),
    ...labelled('Requested action', askOf(proven)),
    ...labelled('Why we think so', VERDICT_WORDING.proven),
    '',
    `SOURCES (${units.count(proven.length)}), times UTC`,
    ...sourceList(proven, samples),
    ...wrap(COUNTS_NOTE),
    ...(proven.some(fromDumpsAlone) ? wrap(DUMPS_NOTE) : []),
    '',
  ];
}

function reflectorPart(facts: IncidentFacts, reflectors: readonly SourceFacts[], samples: Samples): string[] {
  if (reflectors.length === 0) return [];
  const isOpen = openServices(reflectors).length > 0;
  return [
    ...labelled('Type', reflectorType(facts, reflectors)),
    ...labelled('Target', targetsText(facts, reflectors)),
    ...labelled('Requested action', isOpen ? ASK_REFLECTORS : ASK_ANSWERED),
    ...labelled('Why we think so', VERDICT_WORDING.reflector),
    '',
    `${isOpen ? 'OPEN SERVICES' : 'HOSTS THAT ANSWERED'} (${units.count(reflectors.length)}), times UTC`,
    ...sourceList(reflectors, samples),
    '',
  ];
}

/** Who asks. */
export function reporterText(facts: IncidentFacts): string {
  const { name, organisation, phone, email } = facts.case.preparer;
  return [organisation, name, phone, email].filter((part) => part !== '').join(', ') || NOT_STATED;
}

/** Whom the report is for, and who says that it is them. */
export function recipientText(network: SourceNetwork): string {
  const { asName, contact } = network;
  const desk = `abuse desk of ${networkId(network)} ${asName}`.trim();
  if (contact === undefined) return `${desk} (contact not looked up)`;
  const source = [contact.source, contact.retrieved].filter((part) => part !== '').join(', ');
  return `${contact.contact}, ${desk} (${source === '' ? 'source of the contact not stated' : `contact from ${source}`})`;
}

/** What report.txt has above the text of the mail, where these are header fields. */
export function abuseReportHead(facts: IncidentFacts, network: SourceNetwork): string {
  const lines = [
    ...labelled('Subject', subjectOf(facts, network)),
    ...labelled('To', recipientText(network)),
  ];
  return `${lines.join('\n')}\n\n`;
}

/** The text of the mail. `notes` are sentences on what else lies beside it. */
export function abuseReportText(
  facts: IncidentFacts,
  network: SourceNetwork,
  samples: Samples,
  id: string,
  notes: readonly string[],
): string {
  const all = [...network.proven, ...network.reflectors];
  const lines = [
    ...(facts.case.exercise ? [`*** ${EXERCISE_LINE} ***`, ''] : []),
    ...labelled('Report', `${id}, on addresses ${ofNetwork(network)}`),
    '',
    ...provenPart(facts, network.proven, samples),
    ...reflectorPart(facts, openServices(network.reflectors), samples),
    ...reflectorPart(facts, answeredTcp(network.reflectors), samples),
    ...labelled('All times', 'UTC'),
    ...labelled('Clock', clocksText(facts, all)),
    ...labelled('Records', RECORDS_NOTE),
    ...labelled('Still going on', endText(facts, spanOf(all).lastUtc)),
    ...labelled('What we do not claim', NOT_CLAIMED),
    ...notes.flatMap((note) => wrap(note, '', '  ')),
    ...labelled('Reporter', reporterText(facts)),
  ];
  return `${lines.join('\n')}\n`;
}
