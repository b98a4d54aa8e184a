// From the bytes of a demand to its record: what kind of file it is, when it came in, what it says. Throws for no input.

import type { DemandRecord, Preservation } from '../model/demand.ts';
import type { StatedDemand } from '../model/incident.ts';
import type { Redact } from '../model/redaction.ts';
import { localTimeText, type ZoneClock } from '../model/stated-time.ts';
import { MAX_TEXT, textFindings } from './findings.ts';
import { forwardingSigns } from './forwarded.ts';
import { headerBlock, headerFields, looksLikeMail, valuesOf } from './headers.ts';
import { decodedHeader, readMail, redactedHeader } from './mail.ts';
import { looksLikeMbox, mboxMessages } from './mbox.ts';
import { authenticationResults, mailTime, type OwnServers, receivedChain } from './received.ts';

/** A demand as stated, with the file that it names. */
export interface DemandInput {
  /** D1, D2 ... */
  id: string;
  stated: StatedDemand;
  /** Undefined when no file is stated or there is nothing to read. */
  bytes: Uint8Array | undefined;
  evidenceId: string;
  /** Of the file. */
  sha256: string;
  modifiedUtc: string;
}

/** What the operator stated besides. */
export interface DemandContext {
  own: OwnServers;
  /** For deadlines without a zone; undefined when not stated. */
  zone: ZoneClock | undefined;
  /** Host names of the stated services, in lower case: links to them lead to no sender. */
  attackedHosts: readonly string[];
  /** Takes secrets out of header and text before anything is read out of them. */
  redact: Redact;
}

const MAX_FIELD = 2000;

/** One record a message: several for a mailbox file. */
export async function demandRecordsOf(input: DemandInput, context: DemandContext): Promise<DemandRecord[]> {
  const { bytes } = input;
  if (bytes === undefined || bytes.length === 0) return [withoutText(input)];
  if (looksLikeMbox(bytes)) {
    const { messages, more } = mboxMessages(bytes);
    const records = await Promise.all(
      messages.map((message, index) =>
        mailRecord(input, messages.length === 1 ? input.id : `${input.id}.${index + 1}`, message, context),
      ),
    );
    if (more > 0)
      records[0].warnings.push(`The mailbox holds ${more} further messages, which were not read.`);
    return records;
  }
  if (isPicture(bytes)) return [picture(input)];
  if (looksLikeMail(headerBlock(bytes).block)) return [await mailRecord(input, input.id, bytes, context)];
  return [textRecord(input, bytes, context)];
}

function blank(input: DemandInput, id: string): DemandRecord {
  const { stated } = input;
  const received = stated.receivedAt;
  return {
    id,
    channel: stated.channel,
    file: stated.file,
    evidenceId: input.evidenceId,
    sha256: input.sha256,
    sizeBytes: input.bytes?.length ?? 0,
    modifiedUtc: input.modifiedUtc,
    receivedUtc: received === undefined ? '' : utcText(received.sec),
    receivedText: received?.text ?? '',
    receivedOffsetMin: received?.offsetMin,
    receivedFrom: received === undefined ? 'unknown' : 'operator',
    preservation: 'original',
    warnings: [],
    headerBlock: '',
    returnPath: '',
    from: '',
    replyTo: '',
    to: '',
    subject: '',
    messageId: '',
    dateHeader: '',
    mailer: '',
    originatingIp: '',
    dkimSignatures: [],
    arc: [],
    received: [],
    firstExternalAddress: '',
    authentication: [],
    text: '',
    textFrom: 'none',
    attachments: [],
    language: '',
    kind: 'not_read',
    kindReason: 'There is no text to judge.',
    kindQuotes: [],
    claimedIdentity: '',
    contacts: [],
    threats: [],
    targets: [],
    announcedTimes: [],
    amounts: [],
    deadlines: [],
    wallets: [],
    claims: [],
    note: stated.note,
  };
}

function utcText(sec: number): string {
  return `${localTimeText(sec, 0).slice(0, 19)}Z`;
}

function withoutText(input: DemandInput): DemandRecord {
  const record = blank(input, input.id);
  const preservation: Preservation = input.stated.file === '' ? 'recollection' : 'missing';
  const warning =
    input.stated.file === ''
      ? 'No file holds this demand: it stands as somebody remembers it.'
      : `The file ${input.stated.file} cannot be read or is empty.`;
  return { ...record, preservation, warnings: [warning] };
}

// PNG, JPEG, GIF, WebP/RIFF, PDF, TIFF, ISO media (HEIC, MP4), Ogg, MP3 with ID3
const PICTURES = /^(?:\x89PNG|\xff\xd8\xff|GIF8|RIFF|%PDF|II\*\0|MM\0\*|.{4}ftyp|OggS|ID3)/s;

function isPicture(bytes: Uint8Array): boolean {
  return PICTURES.test(Buffer.from(bytes.subarray(0, 16)).toString('latin1'));
}

function picture(input: DemandInput): DemandRecord {
  const warning =
    'The demand is kept as a picture, recording or document: it is hashed and not read. The original message with its header is worth more, if it still exists.';
  return { ...blank(input, input.id), preservation: 'screenshot', warnings: [warning] };
}

async function mailRecord(
  input: DemandInput,
  id: string,
  bytes: Uint8Array,
  context: DemandContext,
): Promise<DemandRecord> {
  const record = blank(input, id);
  const { block: written, cut } = headerBlock(bytes);
  const block = redactedHeader(written, context.redact);
  const fields = headerFields(block);
  const body = await readMail(bytes);
  body.text = context.redact(body.text);
  const first = (name: string): string => decodedHeader(valuesOf(fields, name)[0] ?? '').slice(0, MAX_FIELD);
  const chain = receivedChain(valuesOf(fields, 'received'), context.own);
  const subject = first('subject');
  const signs = forwardingSigns(fields, subject, body.text, body.attachments);
  const warnings = [...body.warnings, ...chain.warnings];
  if (cut) warnings.push('The header is longer than is kept; the file itself holds all of it.');
  if (signs.length > 0)
    warnings.unshift(
      `This is not the message as it was received: ${signs.join('; ')}. Its header is that of the forwarding, not of the sender. Give the police the original from the mailbox.`,
    );
  const { receipt } = chain;
  if (receipt !== undefined && receipt.utc !== '') {
    if (
      record.receivedUtc !== '' &&
      Math.abs(Date.parse(record.receivedUtc) - Date.parse(receipt.utc)) > 300_000
    )
      warnings.push(
        `The stated time of receipt (${record.receivedUtc}) and that of the Received line (${receipt.utc}) are more than five minutes apart.`,
      );
    record.receivedUtc = receipt.utc;
    record.receivedText = receipt.timeText;
    record.receivedOffsetMin = mailTime(receipt.timeText)?.offsetMin;
    record.receivedFrom = chain.receiptFrom;
  }
  const originating = first('x-originating-ip') || first('x-sender-ip');
  return {
    ...record,
    channel: input.stated.channel === 'other' ? 'email' : input.stated.channel,
    preservation: signs.length > 0 ? 'forwarded' : 'original',
    warnings,
    headerBlock: block,
    returnPath: first('return-path'),
    from: first('from'),
    replyTo: first('reply-to'),
    to: first('to') || first('delivered-to'),
    subject,
    messageId: first('message-id'),
    dateHeader: first('date'),
    mailer: first('x-mailer') || first('user-agent'),
    originatingIp: originating.replace(/[[\]]/g, ''),
    dkimSignatures: valuesOf(fields, 'dkim-signature'),
    arc: fields.filter((field) => /^arc-/i.test(field.name)).map((field) => `${field.name}: ${field.value}`),
    received: chain.hops,
    firstExternalAddress: chain.firstExternalAddress,
    authentication: authenticationResults(valuesOf(fields, 'authentication-results'), context.own),
    attachments: body.attachments,
    ...textFindings(
      body.text,
      ['from', 'reply-to', 'return-path'].map(first),
      record.receivedUtc,
      context,
      warnings,
    ),
    textFrom: body.textFrom,
  };
}

function textRecord(input: DemandInput, bytes: Uint8Array, context: DemandContext): DemandRecord {
  const record = blank(input, input.id);
  const warnings = ['Only the text is kept; what delivered it, and when, is not in the file.'];
  const text = context.redact(decodedText(bytes.subarray(0, 4 * MAX_TEXT), warnings));
  const findings = textFindings(text, [], record.receivedUtc, context, warnings);
  return { ...record, preservation: 'text_only', warnings, ...findings, textFrom: 'file' };
}

function decodedText(bytes: Uint8Array, warnings: string[]): string {
  const mark =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? 'utf-16le'
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? 'utf-16be'
        : '';
  if (mark !== '') return new TextDecoder(mark).decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    warnings.push('The file is no UTF-8; it was read as Windows-1252.');
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
