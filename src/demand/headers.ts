// The header of a message: the block as it stands in the file, and its fields unfolded. RFC 5322 section 2.2.

/** A field; `value` is unfolded, otherwise as written. */
export interface HeaderField {
  name: string;
  value: string;
}

// Longer headers are made to exhaust readers; the rest is left to the original file.
const MAX_HEADER = 256 * 1024;

/** The header block without the empty line that ends it. Bytes that are no UTF-8 are shown as ISO 8859-1, so that none is lost. */
export function headerBlock(bytes: Uint8Array): { block: string; cut: boolean } {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, MAX_HEADER + 4));
  const text = head.toString('latin1');
  const end = /\r?\n\r?\n/.exec(text)?.index ?? text.length;
  const stop = Math.min(end, MAX_HEADER);
  const block = head.subarray(0, stop);
  let decoded: string;
  try {
    decoded = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(block);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    decoded = block.toString('latin1');
  }
  return { block: decoded, cut: end > MAX_HEADER };
}

/** Fields in order. Lines that are no field are passed over. */
export function headerFields(block: string): HeaderField[] {
  const fields: HeaderField[] = [];
  for (const line of block.replace(/^\uFEFF/, '').split(/\r?\n/)) {
    if (/^[ \t]/.test(line)) {
      const last = fields.at(-1);
      if (last !== undefined) last.value += ` ${line.trim()}`;
      continue;
    }
    const colon = line.indexOf(':');
    const name = line.slice(0, Math.max(0, colon)).trimEnd();
    if (/^[\x21-\x39\x3b-\x7e]+$/.test(name)) fields.push({ name, value: line.slice(colon + 1).trim() });
  }
  return fields;
}

/** Values of all fields of a name. */
export function valuesOf(fields: readonly HeaderField[], name: string): string[] {
  const key = name.toLowerCase();
  return fields.filter((field) => field.name.toLowerCase() === key).map((field) => field.value);
}

/** True when the text begins like a mail header: at least two fields, one of them of a mail. */
export function looksLikeMail(block: string): boolean {
  const fields = headerFields(block);
  return (
    fields.length >= 2 &&
    fields.some((field) =>
      /^(?:received|from|message-id|return-path|mime-version|subject)$/i.test(field.name),
    )
  );
}
