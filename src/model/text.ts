// Text written by strangers made visible: control, bidirectional, zero-width and other invisible characters shown as \u{..}.

// Sample: "GET /\u0000\u202Egpj.exe". Cc and Cs (lone surrogates), Cf (bidi, zero-width), line and paragraph separators, and whatever
// Unicode lets a font leave out.
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;
// A literal "\u{" would read like one of our escapes; its backslash is escaped, so that every text can be walked back.
const LOOKS_ESCAPED = /\\(?=u\{)/g;
// Printable ASCII but the backslash: most text, decided in one scan.
const HARMLESS = /^[\x20-\x5b\x5d-\x7e]*$/;

function escapeCharacter(character: string): string {
  return `\\u{${character.codePointAt(0)!.toString(16)}}`;
}

/** The text with every control, bidi, zero-width or otherwise invisible character as `\u{hex}`; reversible, because a literal `\u{` becomes `\u{5c}u{`. */
export function escapeControl(text: string): string {
  if (HARMLESS.test(text)) return text;
  return text.replace(LOOKS_ESCAPED, escapeCharacter).replace(INVISIBLE, escapeCharacter);
}

/** As escapeControl, for text that already carries such escapes: they stay as they are. */
export function escapeRemainingControl(text: string): string {
  return HARMLESS.test(text) ? text : text.replace(INVISIBLE, escapeCharacter);
}
