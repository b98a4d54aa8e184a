// The demands, a message at a time: warnings first, then where it came from, what it says as written, and the annex of its headers.

import { type DemandRecord, type ReceivedHop, statedOf } from '../../model/demand.ts';
import type { IncidentFacts } from '../../model/facts.ts';
import type { DocumentLanguage } from '../text/language.ts';
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
/** So many messages are told one by one, however short the tables. */
const LEAST_RECORDS = 2;
const MAX_OVERVIEW = 30;
const MAX_WARNINGS = 6;
const MAX_HOPS = 12;
const MAX_OF_A_KIND = 12;
const MAX_SERVERS = 4;
const MAX_TIMINGS = 8;
const FIELD_CHARACTERS = 240;
const WHOLE_LIST = 'extortion/demands.csv';

/** A header field as written, or undefined when it is empty. */
function field(language: DocumentLanguage, label: string, value: string, comment: string = ''): Labelled[] {
  if (value === '') return [];
  const shown: Run[] = [{ ...quoted(value, FIELD_CHARACTERS, language), size: 7 }];
  if (comment !== '') shown.push({ text: ` (${comment})`, colour: COLOURS.soft });
  return [[label, shown]];
}

function receivedText(flow: Flow, record: DemandRecord): Text {
  const { demands: texts, notStated } = flow.texts;
  if (record.receivedUtc === '') return notStated;
  const asWritten: Run[] =
    record.receivedText === ''
      ? []
      : [
          { text: texts.origin.asWritten },
          { ...quoted(record.receivedText, FIELD_CHARACTERS, flow), size: 7 },
        ];
  return [
    bold(flow.units.utc(record.receivedUtc)),
    ...asWritten,
    { text: ` (${texts.receivedFrom[record.receivedFrom]})`, colour: COLOURS.soft },
  ];
}

function fileText(flow: Flow, record: DemandRecord): Text {
  const { units } = flow;
  const texts = flow.texts.demands.origin;
  if (record.file === '') return texts.noFile;
  const changed = record.modifiedUtc === '' ? '' : texts.lastChanged(units.utc(record.modifiedUtc));
  return [
    { text: record.evidenceId === '' ? texts.notEvidence : `${record.evidenceId} ` },
    { ...quoted(record.file, FIELD_CHARACTERS, flow), size: 7 },
    { text: `, ${units.counted(record.sizeBytes, ...texts.byte)}${changed}` },
  ];
}

/** What the operator states of the answer to it. */
function paidText(
  { texts }: DocumentLanguage,
  record: DemandRecord,
  { case: stated }: IncidentFacts,
): string {
  const { origin } = texts.demands;
  const answer = (stated: string): string => origin.answer[stated] ?? texts.notStated;
  const demand = statedOf(stated.demands, record);
  return origin.paid(answer(demand?.paid ?? ''), answer(demand?.replied ?? ''));
}

function attachmentText(flow: Flow, { attachments }: DemandRecord): Run[] {
  return attachments.slice(0, MAX_OF_A_KIND).flatMap((part, index): Run[] => [
    {
      ...quoted(part.fileName || flow.texts.demands.origin.unnamed, FIELD_CHARACTERS, flow),
      size: 7,
      newLine: index > 0,
    },
    { text: ` ${part.mimeType}, ${flow.units.bytes(part.sizeBytes)}, SHA-256 ` },
    { text: part.sha256, face: 'mono', size: 6.4 },
  ]);
}

/** A text a server: what it says of the sender. */
function authenticationWords(language: DocumentLanguage, { authentication }: DemandRecord): Text[] {
  const byServer = new Map<string, { results: string[]; trusted: boolean }>();
  for (const { server, method, result, properties, trusted } of authentication) {
    const known = byServer.get(server) ?? { results: [], trusted };
    known.results.push(`${method} ${result}${properties === '' ? '' : ` (${properties})`}`);
    byServer.set(server, known);
  }
  return [...byServer].slice(0, MAX_SERVERS).map(([server, { results, trusted }]) => [
    {
      ...quoted(`${server}: ${listed(results, MAX_OF_A_KIND, language)}`, 2 * FIELD_CHARACTERS, language),
      size: 7,
    },
    { text: trusted ? '' : ` (${language.texts.demands.sendersClaim})`, colour: COLOURS.soft },
  ]);
}

/** What people know of it, each as stated. */
function known({ texts: all }: Flow, record: DemandRecord, { case: stated }: IncidentFacts): Labelled[] {
  const texts = all.demands.origin;
  const about = statedOf(stated.demands, record);
  const rows: [label: string, text: string][] = [
    [texts.payment, about?.payment ?? ''],
    [texts.witness, about?.witness ?? ''],
    [texts.otherRecipients, about?.otherRecipients ?? ''],
    [texts.priorContact, about?.priorContact ?? ''],
    [texts.disputeContext, about?.disputeContext ?? ''],
    [texts.translation, [about?.translation, about?.translator].filter(Boolean).join(' \u2014 ')],
    [texts.note, record.note],
  ];
  return rows.filter(([, text]) => text !== '').map(([label, text]) => [label, texts.statedNote(text)]);
}

/** What the file is and what its header says. */
function origin(flow: Flow, record: DemandRecord, facts: IncidentFacts): void {
  const { demands, incident } = flow.texts;
  const { origin: texts, setBySender } = demands;
  const contacts = record.contacts.map(({ kind, value, where }) =>
    texts.contact(texts.contactKind(kind), value, texts.where[where]),
  );
  const authentication = authenticationWords(flow, record);
  const attachments = attachmentText(flow, record);
  labelled(flow, [
    [texts.received, receivedText(flow, record)],
    [texts.channel, incident.word(record.channel)],
    [texts.preservation, demands.preservation[record.preservation]],
    [texts.file, fileText(flow, record)],
    ...(record.sha256 === ''
      ? []
      : [['SHA-256', [{ text: record.sha256, face: 'mono', size: 6.8 }]] satisfies Labelled]),
    ...field(flow, texts.from, record.from, setBySender),
    ...field(flow, 'Reply-To', record.replyTo, setBySender),
    ...field(flow, 'Return-Path', record.returnPath),
    ...field(flow, texts.to, record.to),
    ...field(flow, texts.subject, record.subject),
    ...field(flow, 'Message-ID', record.messageId),
    ...field(flow, texts.date, record.dateHeader, setBySender),
    ...field(flow, texts.mailer, record.mailer, setBySender),
    ...field(flow, texts.originating, record.originatingIp, demands.sendersClaim),
    ...field(flow, texts.firstOutside, record.firstExternalAddress, texts.firstOutsideNote),
    ...authentication.map((words, index): Labelled => [index === 0 ? texts.authentication : '', words]),
    ...field(flow, texts.callsItself, record.claimedIdentity, texts.aClaim),
    ...(contacts.length === 0
      ? []
      : [
          [
            texts.contacts,
            [{ ...quoted(listed(contacts, MAX_OF_A_KIND, flow), 600, flow), size: 7 }],
          ] satisfies Labelled,
        ]),
    ...(attachments.length === 0 ? [] : [[texts.attachments, attachments] satisfies Labelled]),
    [texts.paidAnswered, paidText(flow, record, facts)],
    ...known(flow, record, facts),
  ]);
}

function hopRow(
  flow: Flow,
  { fromName, fromAddress, by, timeText, utc, trusted }: ReceivedHop,
  index: number,
): Text[] {
  const { units } = flow;
  const { demands, incident } = flow.texts;
  return [
    units.count(index + 1),
    [{ ...quoted(by || incident.notRecorded, 80, flow), size: 6.4 }],
    [
      { ...quoted(fromName || incident.notRecorded, 80, flow), size: 6.4 },
      ...(fromAddress === '' ? [] : [{ text: fromAddress, face: 'mono', size: 6.4, newLine: true } as const]),
    ],
    [
      { text: units.utc(utc) || demands.hops.unreadable },
      { ...quoted(timeText.replace(/\s+/g, ' '), 60, flow), size: 6, newLine: true },
    ],
    trusted ? [bold(demands.hops.trusted)] : demands.sendersClaim,
  ];
}

function hopsTable(flow: Flow, { id, received }: DemandRecord): void {
  const shown = received.slice(0, MAX_HOPS);
  const texts = flow.texts.demands.hops;
  table(flow, {
    caption: texts.caption(id),
    columns: [
      { title: flow.texts.provider.number, width: 20, align: 'right' },
      { title: texts.writtenBy, width: 122 },
      { title: texts.tookFrom, width: 122 },
      { title: texts.time, width: 160 },
      { title: texts.trust, width: 66 },
    ],
    size: 6.8,
    rows: shown.map((hop, index) => hopRow(flow, hop, index)),
    note: [texts.note, andMore(received.length, shown.length, texts.annex, flow)].join(' ').trim(),
  });
}

/** The kind with the rule and the sentences that decided. */
function judgement(flow: Flow, { kind, kindReason, kindQuotes }: DemandRecord): void {
  const texts = flow.texts.demands;
  const words = kindQuotes
    .slice(0, MAX_OF_A_KIND)
    .flatMap((words, index): Run[] => [
      { text: index === 0 ? texts.decidedBy : ' \u00b7 ' },
      quote(words, 7.2, flow),
    ]);
  flow.paragraph(
    [
      bold(`${kind === 'not_read' ? texts.notJudged : texts.judged(texts.kind[kind])} `),
      { text: flow.said(kindReason) },
      ...words,
    ],
    'assessed',
  );
}

/** Where receipt and deadlines stand to the waves: in time, and in nothing else. */
function relation(flow: Flow, { id, deadlines }: DemandRecord, { demandTimings }: IncidentFacts): void {
  const timings = demandTimings.filter(({ demandId }) => demandId === id);
  if (timings.length === 0) return;
  const shown = timings.slice(0, MAX_TIMINGS);
  const open = deadlines.filter(({ utc }) => utc === '').length;
  const texts = flow.texts.demands;
  const notReckoned =
    open === 0 ? '' : ` ${texts.notReckoned(flow.units.counted(open, ...texts.deadline), open === 1)}`;
  const sentences = shown.map(({ text }) => flow.said(text)).join(' ');
  flow.paragraph(
    `${texts.timesOnly(sentences)}${notReckoned} ${andMore(timings.length, shown.length, WHOLE_LIST, flow)}`.trimEnd(),
    'computed',
  );
}

/** One row a message, when there are several. */
function overview(flow: Flow, records: readonly DemandRecord[]): void {
  const shown = records.slice(0, MAX_OVERVIEW);
  const { texts: all, units } = flow;
  const texts = all.demands.overview;
  table(flow, {
    caption: texts.caption,
    columns: [
      { title: all.provider.number, width: 34 },
      { title: texts.received, width: 98 },
      { title: texts.by, width: 60 },
      { title: texts.judgedAs, width: 130 },
      { title: texts.file, width: 170 },
    ],
    size: 7,
    rows: shown.map(({ id, receivedUtc, channel, kind, evidenceId, file }): Text[] => [
      [bold(id)],
      units.utc(receivedUtc) || all.notStated,
      all.incident.word(channel),
      all.demands.kind[kind],
      file === '' ? texts.noFile : [{ text: `${evidenceId} ` }, { ...quoted(file, 80, flow), size: 6.4 }],
    ]),
    note: andMore(records.length, shown.length, WHOLE_LIST, flow),
  });
}

/** What was demanded, a message at a time. */
export function demandsSection(flow: Flow, facts: IncidentFacts): void {
  const { demandRecords: records } = facts;
  const { demands: texts, incident } = flow.texts;
  flow.section(texts.title);
  if (records.length === 0) {
    flow.paragraph(texts.none, 'stated');
    return;
  }
  const shown = shownRecords(flow, facts);
  if (records.length > 1) overview(flow, records);
  for (const record of shown) {
    flow.subheading(`${record.id}, ${incident.word(record.channel)}, ${texts.kind[record.kind]}`);
    if (record.warnings.length > 0) noticeBox(flow, texts.warnings, warningsOf(flow, record));
    origin(flow, record, facts);
    hopsTable(flow, record);
    judgement(flow, record);
    written(flow, texts.textOf(record.id), record.text);
    statements(flow, record);
    relation(flow, record, facts);
  }
  const rest = records.length - shown.length;
  if (rest > 0) flow.paragraph(texts.moreMessages(flow.units.counted(rest, ...texts.message), WHOLE_LIST));
  for (const sentence of texts.limits) flow.paragraph(sentence);
}

function warningsOf(flow: Flow, { warnings }: DemandRecord): string[] {
  const shown = warnings.slice(0, MAX_WARNINGS).map(flow.said);
  const rest = andMore(warnings.length, shown.length, WHOLE_LIST, flow);
  return rest === '' ? shown : [...shown, rest];
}

function shownRecords(flow: Flow, { demandRecords }: IncidentFacts): DemandRecord[] {
  return demandRecords.slice(
    0,
    Math.min(MAX_RECORDS, Math.max(LEAST_RECORDS, Math.floor(flow.brevity.rows / ROWS_FOR_RECORD))),
  );
}

/** The header block of each message, whole where there is room. */
export function headerAnnex(flow: Flow, facts: IncidentFacts): void {
  const records = shownRecords(flow, facts).filter(({ headerBlock }) => headerBlock !== '');
  if (records.length === 0) return;
  flow.section(flow.texts.demands.annex);
  for (const { id, file, headerBlock } of records) written(flow, `${id} ${file}`, headerBlock);
  flow.plain(flow.texts.demands.annexNote, {
    face: 'sans',
    size: 7.4,
    colour: COLOURS.soft,
  });
}
