// Reads abuse-contacts.csv, the operator's list of whom to write to. A row in doubt is refused with its line: mail goes to what stands here.

import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { csvRows, delimiterOf, statedDelimiter } from '../billing/csv-rows.ts';
import type { AbuseContact } from '../model/abuse-contact.ts';
import { formatPrefix, parsePrefix } from '../model/address.ts';
import { InputError } from '../model/diagnostic.ts';
import { escapeControl } from '../model/text.ts';

/** Looked for beside incident.yaml and in the folders given. */
export const CONTACTS_FILE = 'abuse-contacts.csv';
const MOST_BYTES = 4 << 20;
const MOST_COMPLAINTS = 20;
const COLUMNS = ['network', 'contact', 'source', 'retrieved_at'] as const;
const HEADER = COLUMNS.join(',');

// What fits into a mail header unquoted, and into a file as one word.
const MAIL =
  /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}$/;
const FORM = /^https:\/\/(?:[A-Za-z0-9-]{1,63}\.)+[A-Za-z]{2,63}(?:\/[A-Za-z0-9._~/?=&%+-]*)?$/;
const MOST_CONTACT = 254;
const SOURCE = /^[\p{L}\p{N} ._:/()-]{0,60}$/u;
const DATE = /^(\d{4}-\d\d-\d\d)(?:T\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:\d\d))?$/;
const MOST_ASN = 0xffffffff;

type Column = (typeof COLUMNS)[number];

/** The contacts of a case: of `stated` (relative to incident.yaml), else of the one file of that name that lies with the evidence; none without. */
export function loadAbuseContacts(
  stated: string,
  incidentPath: string | undefined,
  paths: readonly string[],
): AbuseContact[] {
  const file =
    stated === '' ? findFile(incidentPath, paths) : path.resolve(path.dirname(incidentPath ?? '.'), stated);
  if (file === undefined) return [];
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (cause) {
    const found = (cause as NodeJS.ErrnoException).code ?? String(cause);
    const message = `${file}: expected a readable list of abuse contacts, found: ${found}; check the path and its permissions`;
    throw new InputError('contacts/unreadable', message, { cause });
  }
  const name = path.basename(file);
  if (bytes.length > MOST_BYTES)
    throw new InputError(
      'contacts/too-large',
      `${name}: expected at most ${MOST_BYTES} bytes, found ${bytes.length}; is this the list of abuse contacts?`,
    );
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    const message = `${name}: expected UTF-8 text, found other bytes; save the file as UTF-8`;
    throw new InputError('contacts/not-text', message, { cause });
  }
  return parseAbuseContacts(text, name);
}

function findFile(incidentPath: string | undefined, paths: readonly string[]): string | undefined {
  const folders = paths.filter((each) => each !== '-' && existsSync(each) && statSync(each).isDirectory());
  if (incidentPath !== undefined) folders.push(path.dirname(incidentPath));
  const found = new Set(
    folders.map((each) => path.resolve(each, CONTACTS_FILE)).filter((each) => existsSync(each)),
  );
  if (found.size > 1)
    throw new InputError(
      'contacts/two-files',
      `${[...found].join(', ')}: expected one ${CONTACTS_FILE}, found ${found.size}; name the right one as abuse_contacts in incident.yaml`,
    );
  const [only] = found;
  return only;
}

/** The contacts of a text; a row without contact is one that nobody answered, and is passed over. */
export function parseAbuseContacts(text: string, name: string): AbuseContact[] {
  const [firstLine = ''] = text.split(/\r?\n/, 1);
  const stated = statedDelimiter(text);
  const [header, ...rows] = csvRows(text, stated?.delimiter ?? delimiterOf(firstLine)).slice(
    stated === undefined ? 0 : 1,
  );
  const at = columnIndexes(header?.cells ?? [], name);
  const contacts = new Map<string, AbuseContact>();
  const complaints: string[] = [];
  for (const { line, cells, fault } of rows) {
    const cell = (column: Column): string => (cells[at[column]] ?? '').trim();
    const result: AbuseContact | string | undefined =
      fault === undefined
        ? contactOf(cell)
        : 'expected cells that are quoted as in RFC 4180, found a stray quote';
    if (result === undefined) continue;
    const known = typeof result === 'string' ? undefined : contacts.get(result.network);
    if (typeof result === 'string') complaints.push(`${name}:${line}: ${result}`);
    else if (known !== undefined && known.contact !== result.contact)
      complaints.push(
        `${name}:${line}: ${result.network} has the contact ${known.contact} further up; leave one of the two`,
      );
    else contacts.set(result.network, result);
  }
  if (complaints.length === 0) return [...contacts.values()];
  const lines = complaints.slice(0, MOST_COMPLAINTS);
  if (complaints.length > MOST_COMPLAINTS)
    lines.push(`${name}: and ${complaints.length - MOST_COMPLAINTS} more`);
  throw new InputError('contacts/wrong-row', lines.join('\n'));
}

function columnIndexes(header: readonly string[], name: string): Record<Column, number> {
  const names = header.map((each) =>
    each
      .trim()
      .toLowerCase()
      .replace(/^\ufeff/, ''),
  );
  const unknown = names.find((each) => !(COLUMNS as readonly string[]).includes(each));
  const missing = COLUMNS.slice(0, 2).find((each) => !names.includes(each));
  if (unknown !== undefined || missing !== undefined || new Set(names).size < names.length)
    throw new InputError(
      'contacts/wrong-header',
      `${name}:1: expected the columns ${HEADER} (the last two may be left out), found ${quoted(header.join(','))}; correct the first line`,
    );
  const index = (column: Column): number => names.indexOf(column);
  return {
    network: index('network'),
    contact: index('contact'),
    source: index('source'),
    retrieved_at: index('retrieved_at'),
  };
}

// A contact, a complaint, or undefined for a row without an answer.
function contactOf(cell: (column: Column) => string): AbuseContact | string | undefined {
  const network = networkOf(cell('network'));
  if (network === undefined)
    return `network: expected a number like AS64500, an address or a prefix, found ${quoted(cell('network'))}`;
  const contact = cell('contact');
  if (contact === '') return undefined;
  if (contact.length > MOST_CONTACT || !(MAIL.test(contact) || FORM.test(contact)))
    return `contact: expected one e-mail address or the https address of a form, found ${quoted(contact)}`;
  const source = cell('source');
  if (!SOURCE.test(source)) return `source: expected a few plain words such as RDAP, found ${quoted(source)}`;
  const date = cell('retrieved_at');
  const retrieved = date === '' ? '' : DATE.exec(date)?.[1];
  if (retrieved === undefined || (date !== '' && Number.isNaN(Date.parse(date))))
    return `retrieved_at: expected a date such as 2026-01-02, found ${quoted(date)}`;
  return { network, contact, source, retrieved };
}

function networkOf(text: string): string | undefined {
  const asn = /^AS(\d{1,10})$/i.exec(text)?.[1];
  if (asn !== undefined) return Number(asn) > 0 && Number(asn) <= MOST_ASN ? `AS${Number(asn)}` : undefined;
  const prefix = parsePrefix(text);
  return prefix === undefined ? undefined : formatPrefix(prefix);
}

function quoted(text: string): string {
  const shown = text.length > 60 ? `${text.slice(0, 60)}...` : text;
  return `"${escapeControl(shown)}"`;
}
