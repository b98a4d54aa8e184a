// Text in ASCII for forms that take nothing else: what the operator wrote is spelled out, what a stranger wrote is escaped and stays exact.

import { escapeControl } from '../../model/text.ts';

const SPELLED: Record<string, string> = {
  '\u00df': 'ss',
  '\u00e6': 'ae',
  '\u00c6': 'AE',
  '\u00f8': 'o',
  '\u00d8': 'O',
  '\u0142': 'l',
  '\u0141': 'L',
  '\u0131': 'i',
  '\u2018': "'",
  '\u2019': "'",
  '\u201a': "'",
  '\u201c': '"',
  '\u201d': '"',
  '\u201e': '"',
  '\u2013': '-',
  '\u2014': '-',
  '\u2026': '...',
  '\u00a0': ' ',
  '\u202f': ' ',
  '\u00d7': 'x',
  '\u00b1': '+-',
  '\u20ac': 'EUR',
};

/** Everything beyond printable ASCII as `\u{hex}`; reversible. */
export function exactAscii(text: string): string {
  return escapeControl(text).replace(
    /[^\x20-\x7e]/gu,
    (character) => `\\u{${character.codePointAt(0)!.toString(16)}}`,
  );
}

/** Letters without their accents and marks as their ASCII neighbours; what has none is escaped. For what the operator stated. */
export function spelledAscii(text: string): string {
  const spelled = text.replace(/[^\x20-\x7e]/gu, (character) => {
    const plain = SPELLED[character] ?? character.normalize('NFKD').replace(/\p{M}/gu, '');
    return /^[\x20-\x7e]+$/.test(plain) ? plain : character;
  });
  return exactAscii(spelled);
}
