// The demands, a message at a time: warnings first, then where it came from, what it says as written, and the annex of its headers.

import type { DemandRecord, ReceivedHop } from '../../model/demand.ts';
import type { IncidentFacts } from '../../model/facts.ts';
import * as wording from '../text/wording.ts';
import * as units from '../units.ts';
import { type Labelled, labelled, noticeBox } from './blocks.ts';
import { quote, statements } from './demand-statements.ts';
import { COLOURS, type Flow } from './flow.ts';
import { bold, quoted, type Run, type Text } from './lines.ts';
import { table } from './table.ts';
import { andMore, listed } from './traffic.ts';
import { written } from './written.ts';

const MAX_RECORDS = 8;
/** A message told in full takes the room of more than a row: so many rows of a shortened table stand for one. */
const ROWS_FOR_RECORD = 2;
const MAX_OVERVIEW = 30;
const MAX_WARNINGS = 6;
const MAX_HOPS = 12;
const MAX_OF_A_KIND = 12;
const MAX_SERVERS = 4;
const MAX_TIMINGS = 8;
const FIELD_CHARACTERS = 240;
const WHOLE_LIST = 'extortion/demands.csv';

/** A header field as written, or undefined when it is empty. */
function field(label: string, value: string, comment: string = ''): Labelled[] {
  if (value === '') return [];
  const shown: Run[] = [{ ...quoted(value, FIELD_CHARACTERS), size: 7 }];
  if (comment !== '') shown.push({ text: ` (${comment})`, colour: COLOURS.soft });
  return [[label, shown]];
}

function receivedText(record: DemandRecord): Text {
  if (record.receivedUtc === '') return wording.NOT_STATED;
  const asWritten: Run[] =
    record.receivedText === ''
      ? []
      : [{ text: ', as written: ' }, { ...quoted(record.receivedText, FIELD_CHARACTERS), size: 7 }];
  return [
    bold(units.utc(record.receivedUtc)),
    ...asWritten,
    { text: ` (${wording.RECEIVED_FROM[record.receivedFrom]})`, colour: COLOURS.soft },
  ];
}

function fileText(record: DemandRecord): Text {
  if (record.file === '') return 'none';
  const changed = record.modifiedUtc === '' ? '' : `, last changed ${units.utc(record.modifiedUtc)}`;
  return [
    { text: record.evidenceId === '' ? 'not among the evidence: ' : `${record.evidenceId} ` },
    { ...quoted(record.file, FIELD_CHARACTERS), size: 7 },
    { text: `, ${units.exactBytes(record.sizeBytes)}${changed}` },
  ];
}

/** What the operator states of the answer to it. */
function paidText({ id }: DemandRecord, { case: stated }: IncidentFacts): string {
  const demand = stated.demands.find((each) => id === each.id || id.startsWith(`${each.id}.`));
  return `paid: ${demand?.paid || wording.NOT_STATED}; answered: ${demand?.replied || wording.NOT_STATED}`;
}

function attachmentText({ attachments }: DemandRecord): Run[] {
  return attachments
    .slice(0, MAX_OF_A_KIND)
    .flatMap((part, index): Run[] => [
      { ...quoted(part.fileName || 'unnamed', FIELD_CHARACTERS), size: 7, newLine: index > 0 },
      { text: ` ${part.mimeType}, ${units.bytes(part.sizeBytes)}, SHA-256 ` },
      { text: part.sha256, face: 'mono', size: 6.4 },
    ]);
}

/** A text a server: what it says of the sender. */
function authenticationWords({ authentication }: DemandRecord): Text[] {
  const byServer = new Map<string, { results: string[]; trusted: boolean }>();
  for (const { server, method, result, properties, trusted } of authentication) {
    const known = byServer.get(server) ?? { results: [], trusted };
    known.results.push(`${method} ${result}${properties === '' ? '' : ` (${properties})`}`);
    byServer.set(server, known);
  }
  return [...byServer].slice(0, MAX_SERVERS).map(([server, { results, trusted }]) => [
    { ...quoted(`${server}: ${listed(results, MAX_OF_A_KIND)}`, 2 * FIELD_CHARACTERS), size: 7 },
    { text: trusted ? '' : ` (${wording.SENDERS_CLAIM})`, colour: COLOURS.soft },
  ]);
}

/** What the file is and what its header says. */
function origin(flow: Flow, record: DemandRecord, facts: IncidentFacts): void {
  const contacts = record.contacts.map(({ kind, value, where }) => `${kind} ${value} (in the ${where})`);
  const authentication = authenticationWords(record);
  const attachments = attachmentText(record);
  labelled(flow, [
    ['Received', receivedText(record)],
    ['Channel', wording.words(record.channel)],
    ['Preservation', wording.PRESERVATION[record.preservation]],
    ['File', fileText(record)],
    ...(record.sha256 === ''
      ? []
      : [['SHA-256', [{ text: record.sha256, face: 'mono', size: 6.8 }]] satisfies Labelled]),
    ...field('From', record.from, wording.SET_BY_SENDER),
    ...field('Reply-To', record.replyTo, wording.SET_BY_SENDER),
    ...field('Return-Path', record.returnPath),
    ...field('To', record.to),
    ...field('Subject', record.subject),
    ...field('Message-ID', record.messageId),
    ...field('Date', record.dateHeader, wording.SET_BY_SENDER),
    ...field('Mailer', record.mailer, wording.SET_BY_SENDER),
    ...field('Originating address', record.originatingIp, wording.SENDERS_CLAIM),
    ...field(
      'First outside address',
      record.firstExternalAddress,
      'what the first trusted server saw; a mail relay, not necessarily the sender',
    ),
    ...authentication.map((words, index): Labelled => [index === 0 ? 'Authentication' : '', words]),
    ...field('The sender calls itself', record.claimedIdentity, 'a claim'),
    ...(contacts.length === 0
      ? []
      : [
          [
            'To reach the sender',
            [{ ...quoted(listed(contacts, MAX_OF_A_KIND), 600), size: 7 }],
          ] satisfies Labelled,
        ]),
    ...(attachments.length === 0 ? [] : [['Attachments', attachments] satisfies Labelled]),
    ['Paid, answered', paidText(record, facts)],
    ...(record.note === '' ? [] : [['Note', `${record.note} (stated)`] satisfies Labelled]),
  ]);
}

function hopRow({ fromName, fromAddress, by, timeText, utc, trusted }: ReceivedHop, index: number): Text[] {
  return [
    units.count(index + 1),
    [{ ...quoted(by || wording.NOT_RECORDED, 80), size: 6.4 }],
    [
      { ...quoted(fromName || wording.NOT_RECORDED, 80), size: 6.4 },
      ...(fromAddress === '' ? [] : [{ text: fromAddress, face: 'mono', size: 6.4, newLine: true } as const]),
    ],
    [
      { text: units.utc(utc) || 'unreadable' },
      { ...quoted(timeText.replace(/\s+/g, ' '), 60), size: 6, newLine: true },
    ],
    trusted ? [bold('trusted')] : wording.SENDERS_CLAIM,
  ];
}

function hopsTable(flow: Flow, { id, received }: DemandRecord): void {
  const shown = received.slice(0, MAX_HOPS);
  table(flow, {
    caption: `${id}: Received lines, from the last server to the first`,
    columns: [
      { title: 'No', width: 20, align: 'right' },
      { title: 'Written by', width: 122 },
      { title: 'Took it from', width: 122 },
      { title: 'Time (UTC), as written', width: 160 },
      { title: 'Trust', width: 66 },
    ],
    size: 6.8,
    rows: shown.map(hopRow),
    note: [wording.HOPS_NOTE, andMore(received.length, shown.length, 'the annex')].join(' ').trim(),
  });
}

/** The kind with the rule and the sentences that decided. */
function judgement(flow: Flow, { kind, kindReason, kindQuotes }: DemandRecord): void {
  const words = kindQuotes
    .slice(0, MAX_OF_A_KIND)
    .flatMap((words, index): Run[] => [
      { text: index === 0 ? ' Decided by: ' : ' \u00b7 ' },
      quote(words, 7.2),
    ]);
  flow.paragraph(
    [bold(`Judged as ${wording.DEMAND_KIND[kind]}. `), { text: kindReason }, ...words],
    'assessed',
  );
}

/** Where receipt and deadlines stand to the waves: in time, and in nothing else. */
function relation(flow: Flow, { id, deadlines }: DemandRecord, { demandTimings }: IncidentFacts): void {
  const timings = demandTimings.filter(({ demandId }) => demandId === id);
  if (timings.length === 0) return;
  const shown = timings.slice(0, MAX_TIMINGS);
  const open = deadlines.filter(({ utc }) => utc === '').length;
  const notReckoned =
    open === 0
      ? ''
      : ` ${units.counted(open, 'deadline')} could not be worked out and ${open === 1 ? 'stands' : 'stand'} in no relation.`;
  flow.paragraph(
    `Times only: ${shown.map(({ text }) => text).join(' ')}${notReckoned} ${andMore(timings.length, shown.length, WHOLE_LIST)}`.trimEnd(),
    'computed',
  );
}

/** One row a message, when there are several. */
function overview(flow: Flow, records: readonly DemandRecord[]): void {
  const shown = records.slice(0, MAX_OVERVIEW);
  table(flow, {
    caption: 'Messages. What each of them is judged to be is an assessment',
    columns: [
      { title: 'No', width: 34 },
      { title: 'Received (UTC)', width: 98 },
      { title: 'By', width: 60 },
      { title: 'Judged as', width: 130 },
      { title: 'File', width: 170 },
    ],
    size: 7,
    rows: shown.map(({ id, receivedUtc, channel, kind, evidenceId, file }): Text[] => [
      [bold(id)],
      units.utc(receivedUtc) || wording.NOT_STATED,
      wording.words(channel),
      wording.DEMAND_KIND[kind],
      file === '' ? 'no file' : [{ text: `${evidenceId} ` }, { ...quoted(file, 80), size: 6.4 }],
    ]),
    note: andMore(records.length, shown.length, WHOLE_LIST),
  });
}

/** What was demanded, a message at a time. */
export function demandsSection(flow: Flow, facts: IncidentFacts): void {
  const { demandRecords: records } = facts;
  flow.section('Demands');
  if (records.length === 0) {
    flow.paragraph(wording.NO_DEMAND, 'stated');
    return;
  }
  const shown = shownRecords(flow, facts);
  if (records.length > 1) overview(flow, records);
  for (const record of shown) {
    flow.subheading(`${record.id}, ${wording.words(record.channel)}, ${wording.DEMAND_KIND[record.kind]}`);
    if (record.warnings.length > 0) noticeBox(flow, 'To be known before it is relied on', warningsOf(record));
    origin(flow, record, facts);
    hopsTable(flow, record);
    judgement(flow, record);
    written(flow, `${record.id}: the text, as written`, record.text);
    statements(flow, record);
    relation(flow, record, facts);
  }
  const rest = records.length - shown.length;
  if (rest > 0)
    flow.paragraph(`${units.counted(rest, 'more message')}, not told one by one here, in ${WHOLE_LIST}.`);
  for (const sentence of wording.DEMAND_LIMITS) flow.paragraph(sentence);
}

function warningsOf({ warnings }: DemandRecord): string[] {
  const shown = warnings.slice(0, MAX_WARNINGS);
  const rest = andMore(warnings.length, shown.length, WHOLE_LIST);
  return rest === '' ? shown : [...shown, rest];
}

function shownRecords(flow: Flow, { demandRecords }: IncidentFacts): DemandRecord[] {
  return demandRecords.slice(0, Math.min(MAX_RECORDS, Math.floor(flow.brevity.rows / ROWS_FOR_RECORD)));
}

/** The header block of each message, whole where there is room. */
export function headerAnnex(flow: Flow, facts: IncidentFacts): void {
  const records = shownRecords(flow, facts).filter(({ headerBlock }) => headerBlock !== '');
  if (records.length === 0) return;
  flow.section('Annex: mail headers');
  for (const { id, file, headerBlock } of records) written(flow, `${id} ${file}`, headerBlock);
  flow.plain('A tab is shown as four spaces. The files themselves hold every byte.', {
    face: 'sans',
    size: 7.4,
    colour: COLOURS.soft,
  });
}
