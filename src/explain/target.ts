// What a question is about, from the text of the command line: an address, a prefix, an AS number, a vector or a wave.

import { formatAddress, formatPrefix, type Prefix, parsePrefix } from '../model/address.ts';
import { InputError } from '../model/diagnostic.ts';
import { VECTOR_LABELS } from '../model/vectors.ts';

const LARGEST_ASN = 4294967295; // RFC 6793

/** The subject of a question; `text` in its canonical spelling. */
export type Target =
  | { kind: 'address'; text: string; words: Uint32Array }
  | { kind: 'prefix'; text: string; prefix: Prefix }
  | { kind: 'asn'; text: string; asn: number }
  | { kind: 'vector'; text: string }
  | { kind: 'wave'; text: string };

/** Reads "192.0.2.7", "192.0.2.0/24", "AS64496", "V1", "syn_flood" or "W2"; throws InputError for anything else. */
export function parseTarget(text: string): Target {
  if (/^V\d+$/i.test(text)) return { kind: 'vector', text: text.toUpperCase() };
  if (/^W\d+$/i.test(text)) return { kind: 'wave', text: text.toUpperCase() };
  if (Object.hasOwn(VECTOR_LABELS, text.toLowerCase())) return { kind: 'vector', text: text.toLowerCase() };
  const asn = /^AS(\d{1,10})$/i.exec(text);
  if (asn !== null && Number(asn[1]) >= 1 && Number(asn[1]) <= LARGEST_ASN)
    return { kind: 'asn', text: `AS${Number(asn[1])}`, asn: Number(asn[1]) };
  const prefix = parsePrefix(text);
  if (prefix === undefined)
    throw new InputError(
      'input/target',
      `${text}: expected an address (192.0.2.7), a prefix (192.0.2.0/24), an AS number (AS64496), a vector (V1 or syn_flood) or a wave (W1), found none of them; correct it`,
    );
  if (prefix.bits === 128)
    return { kind: 'address', text: formatAddress(prefix.words, 0), words: prefix.words };
  return { kind: 'prefix', text: formatPrefix(prefix), prefix };
}
