// Mailbox files: messages behind "From " lines. RFC 4155; ">From " in a body is a quoted "From ".

const MOST_MESSAGES = 100;
// From sender@example.net Tue Jun  9 22:14:37 2026
const FROM_LINE = /^From \S+ .*\d{4}/;

/** True when the bytes begin like a mailbox. */
export function looksLikeMbox(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.subarray(0, 1000)).toString('latin1');
  return FROM_LINE.test(head.split('\n', 1)[0]);
}

/** The messages, each without its "From " line; `more` counts those beyond the limit. */
export function mboxMessages(bytes: Uint8Array): { messages: Uint8Array[]; more: number } {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
  const starts: number[] = [];
  // A "From " line stands at the beginning or behind an empty line.
  for (const match of text.matchAll(/(?:^|\r?\n\r?\n)(?=From \S+ [^\r\n]*\d{4})/g))
    starts.push(match.index + match[0].length);
  const messages = starts.slice(0, MOST_MESSAGES).map((start, index) => {
    const body = text.slice(start, starts[index + 1] ?? text.length);
    const content = body.slice(body.indexOf('\n') + 1).replace(/^>(>*From )/gm, '$1');
    return new Uint8Array(Buffer.from(content, 'latin1'));
  });
  return { messages, more: Math.max(0, starts.length - MOST_MESSAGES) };
}
