// The elements of a JSON array with the line of each, read one by one, so that a broken element costs itself and not the file.

/** One element as written. */
export interface JsonElement {
  /** 1-based line where it begins. */
  line: number;
  text: string;
  /** Undefined when the text is no JSON. */
  value: unknown;
}

/** Elements of the outermost array; empty when the text is no array. An array cut short ends with a broken element. */
export function jsonElements(text: string): JsonElement[] {
  const open = /^\uFEFF?\s*\[/.exec(text)?.[0].length ?? 0;
  const elements: JsonElement[] = [];
  if (open === 0) return elements;
  let depth = 0;
  let quoted = false;
  let line = text.slice(0, open).split('\n').length;
  // Where the element begins: its first character that is no blank.
  let from = -1;
  let begun = line;
  const push = (to: number): void => {
    if (from < 0) return;
    const written = text.slice(from, to).trimEnd();
    elements.push({ line: begun, text: written, value: parsed(written) });
    from = -1;
  };
  for (let at = open; at < text.length; at++) {
    const character = text[at];
    if (character === '\n') line++;
    if (!quoted && depth === 0 && (character === ',' || character === ']')) {
      push(at);
      if (character === ']') return elements;
      continue;
    }
    if (from < 0 && character > ' ') {
      from = at;
      begun = line;
    }
    if (quoted) {
      if (character === '\\') at++;
      else if (character === '"') quoted = false;
    } else if (character === '"') quoted = true;
    else if (character === '{' || character === '[') depth++;
    else if ((character === '}' || character === ']') && depth > 0) depth--;
  }
  push(text.length);
  return elements;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
