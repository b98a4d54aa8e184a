// The body of a mail: text and attachments out of its MIME structure, within bounds. What cannot be read is told; nothing is thrown.

import { createHash } from 'node:crypto';
import PostalMime, { decodeWords } from 'postal-mime';
import type { DemandAttachment } from '../model/demand.ts';
import type { Redact } from '../model/redaction.ts';

/** Body of a mail. */
export interface MailBody {
  /** Decoded, otherwise verbatim. */
  text: string;
  textFrom: 'plain' | 'html' | 'none';
  attachments: DemandAttachment[];
  warnings: string[];
}

/** Largest mail that is read whole; longer ones are cut here. */
export const MAX_MAIL_BYTES: number = 32 << 20;
const LIMITS = {
  maxNestingDepth: 64,
  maxHeadersSize: 1 << 20,
  // A mail within a mail is an attachment: its text must not be taken for that of the message.
  forceRfc822Attachments: true,
} as const;
const MOST_ATTACHMENTS = 200;

/** Reads the body. */
export async function readMail(bytes: Uint8Array): Promise<MailBody> {
  const warnings: string[] = [];
  if (bytes.length > MAX_MAIL_BYTES)
    warnings.push(`The mail has ${bytes.length} bytes; the first ${MAX_MAIL_BYTES} were read.`);
  try {
    // postal-mime may keep and change what it is given.
    const mail = await PostalMime.parse(bytes.slice(0, MAX_MAIL_BYTES), LIMITS);
    if (mail.attachments.length > MOST_ATTACHMENTS)
      warnings.push(
        `The mail has ${mail.attachments.length} attachments; the first ${MOST_ATTACHMENTS} are listed.`,
      );
    const attachments = mail.attachments.slice(0, MOST_ATTACHMENTS).map(({ filename, mimeType, content }) => {
      const raw = typeof content === 'string' ? Buffer.from(content) : new Uint8Array(content);
      const sha256 = createHash('sha256').update(raw).digest('hex');
      return { fileName: filename ?? '', mimeType, sizeBytes: raw.length, sha256 };
    });
    const plain = mail.text ?? '';
    const html = mail.html ?? '';
    if (plain.trim() !== '') return { text: plain, textFrom: 'plain', attachments, warnings };
    if (html === '') return { text: '', textFrom: 'none', attachments, warnings };
    warnings.push(
      'The mail has no plain text; the text shown is that of its HTML part with the markup taken out.',
    );
    return { text: textOfHtml(html), textFrom: 'html', attachments, warnings };
  } catch (error) {
    // Hostile nesting and headers beyond the limits end here; so would a fault of the parser, which must not cost the case its report.
    const found = error instanceof Error ? error.message : String(error);
    warnings.push(`The structure of the mail cannot be read (${found}); its text is shown undecoded.`);
    const raw = Buffer.from(bytes.subarray(0, MAX_MAIL_BYTES)).toString('latin1');
    const blank = /\r?\n\r?\n/.exec(raw);
    const text = blank === null ? '' : raw.slice(blank.index + blank[0].length);
    return { text, textFrom: text === '' ? 'none' : 'plain', attachments: [], warnings };
  }
}

/** A header value with its encoded words (=?utf-8?q?...?=) decoded; the value itself when that fails. */
export function decodedHeader(value: string): string {
  try {
    return decodeWords(value);
  } catch {
    return value;
  }
}

/** A header block without secrets. A field that holds one, perhaps within encoded words, stands decoded on one line; all others stay as written. */
export function redactedHeader(block: string, redact: Redact): string {
  return block
    .split(/\r?\n(?![ \t])/)
    .map((field) => {
      const unfolded = decodedHeader(field.replace(/\r?\n[ \t]+/g, ' '));
      const redacted = redact(unfolded);
      return redacted === unfolded ? field : redacted;
    })
    .join(block.includes('\r\n') ? '\r\n' : '\n');
}

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
};

/** Text of HTML: scripts, styles and tags taken out, line ends where blocks end. */
function textOfHtml(html: string): string {
  return html
    .replace(/<(script|style|head)\b[^<>]*>[\s\S]*?(?:<\/\1\s*>|$)/gi, '')
    .replace(/<!--[\s\S]*?(?:-->|$)/g, '')
    .replace(/<(?:br|\/p|\/div|\/tr|\/li|\/h[1-6])\b[^<>]*>/gi, '\n')
    .replace(/<[^<>]*>/g, '')
    .replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,8}));/gi, (whole, decimal, hex, name) => {
      const code = decimal !== undefined ? Number(decimal) : Number.parseInt(hex ?? '', 16);
      if (name !== undefined) return ENTITIES[name.toLowerCase()] ?? whole;
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    });
}
