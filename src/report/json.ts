// JSON as text that no character in it can break, turn round or hide in; any JSON reader restores what was written.

// Characters that JSON allows in strings but that break a line, turn the reading direction or cannot be seen.
const UNSAFE_IN_TEXT = /[\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g;

function escapeUnit(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** The value as JSON with those characters as \uXXXX, without a final newline; on one line when `indent` is 0. */
export function safeJson(
  value: unknown,
  indent: number = 0,
  replacer?: (key: string, value: unknown) => unknown,
): string {
  return JSON.stringify(value, replacer, indent).replace(UNSAFE_IN_TEXT, escapeUnit);
}
