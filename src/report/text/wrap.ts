// Plain text in lines of at most 72 columns, the width that mail and terminals show whole.

import { escapeControl } from '../../model/text.ts';

/** Widest line of a plain text, in characters. */
export const COLUMNS = 72;

/** Words of `text` in lines of at most 72 columns, each behind `indent` (the first behind `first`). A word longer than a line is cut. */
export function wrap(text: string, first: string = '', indent: string = ''): string[] {
  const lines: string[] = [];
  let line = first;
  let empty = true;
  for (let word of escapeControl(text).split(/\s+/)) {
    if (!empty && line.length + 1 + word.length > COLUMNS) {
      lines.push(line);
      line = indent;
      empty = true;
    }
    while (line.length + word.length > COLUMNS) {
      const room = COLUMNS - line.length;
      lines.push(line + word.slice(0, room));
      word = word.slice(room);
      line = indent;
    }
    line += (empty ? '' : ' ') + word;
    empty = false;
  }
  lines.push(line);
  return lines.map((written) => written.trimEnd());
}
