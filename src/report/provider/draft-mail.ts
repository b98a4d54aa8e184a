// draft.eml: the report as an unsent mail with sources.csv attached, to the contact that the operator gave, else to nobody. Nothing is ever sent by this program.

import { type AbuseContact, isMailContact } from '../../model/abuse-contact.ts';
import type { IncidentFacts } from '../../model/facts.ts';
import { mailDomain } from './report-id.ts';

const BASE64_COLUMNS = 76;
const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** RFC 5322 date in UTC. */
function mailDate(utc: string): string {
  const time = new Date(utc);
  return `${DAYS[time.getUTCDay()]}, ${time.getUTCDate()} ${MONTHS[time.getUTCMonth()]} ${time.getUTCFullYear()} ${time.toISOString().slice(11, 19)} +0000`;
}

/** Attachments larger than this are left to be attached by hand. */
const MOST_ATTACHED_BYTES = 2_000_000;

// A contact has been checked to be one address of plain characters when its list was read.
function recipient(contact: AbuseContact | undefined): string[] {
  if (contact === undefined)
    return ['X-Afterflood-Note: no recipient: contact not looked up; see provider/lookups.sh'];
  if (isMailContact(contact)) return [`To: ${contact.contact}`];
  return [`X-Afterflood-Note: no recipient: this network takes reports by a form, ${contact.contact}`];
}

/** The mail with CRLF. `text` is the body, `csv` the bytes of sources.csv. */
export function draftMail(
  facts: IncidentFacts,
  contact: AbuseContact | undefined,
  subject: string,
  id: string,
  text: string,
  csv: Uint8Array,
): string {
  const { email } = facts.case.preparer;
  const domain = mailDomain(email);
  const boundary = `afterflood-${id}`;
  const attached = csv.length <= MOST_ATTACHED_BYTES;
  const lines = [
    'X-Unsent: 1',
    ...recipient(contact),
    ...(domain === '' ? [] : [`From: ${email}`]),
    `Date: ${mailDate(facts.generatedUtc)}`,
    `Message-ID: <${id}@${domain || 'afterflood.invalid'}>`,
    `Subject: ${subject}`,
    'MIME-Version: 1.0',
    `Content-Type: multipart/mixed; boundary="${boundary}"`,
    '',
    `--${boundary}`,
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: 8bit',
    '',
    ...text.trimEnd().split('\n'),
    ...(attached ? [] : ['', 'sources.csv is too large to be attached here; add it by hand.']),
    '',
  ];
  if (attached) {
    const encoded = Buffer.from(csv).toString('base64');
    lines.push(
      `--${boundary}`,
      'Content-Type: text/csv; charset=utf-8',
      'Content-Disposition: attachment; filename="sources.csv"',
      'Content-Transfer-Encoding: base64',
      '',
    );
    for (let at = 0; at < encoded.length; at += BASE64_COLUMNS)
      lines.push(encoded.slice(at, at + BASE64_COLUMNS));
    lines.push('');
  }
  lines.push(`--${boundary}--`, '');
  return lines.join('\r\n');
}
