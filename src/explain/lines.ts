// Plain text for a terminal: labelled lines, wrapped, and small tables with aligned columns. Nothing in it can move a cursor.

import { escapeControl } from '../model/text.ts';

const WIDTH = 100;
const LABEL = 14;

/** Text in the making. */
export class Lines {
  readonly #lines: string[] = [];

  /** An empty line and a heading. */
  heading(text: string): void {
    if (this.#lines.length > 0) this.#lines.push('');
    this.#lines.push(escapeControl(text));
  }

  /** A label and its text; long texts go on below, behind the label. Without text nothing is written. */
  fact(label: string, text: string): void {
    if (text === '') return;
    const room = WIDTH - LABEL - 2;
    let line = '';
    let first = true;
    const flush = (): void => {
      this.#lines.push(`  ${(first ? label : '').padEnd(LABEL)}${line}`.trimEnd());
      first = false;
      line = '';
    };
    for (const word of escapeControl(text).split(' ')) {
      if (line !== '' && line.length + 1 + word.length > room) flush();
      line += line === '' ? word : ` ${word}`;
    }
    flush();
  }

  /** A table below a heading line of its own; columns named with a leading '>' are set right. Texts are cut at 60 characters. */
  table(columns: readonly string[], rows: readonly (readonly string[])[]): void {
    const cells = rows.map((row) => row.map(shown));
    const names = columns.map((column) => column.replace(/^>/, ''));
    const widths = names.map((name, i) => Math.max(name.length, ...cells.map((row) => row[i].length)));
    for (const row of [names, ...cells]) {
      const line = row.map((cell, i) =>
        columns[i].startsWith('>') ? cell.padStart(widths[i]) : cell.padEnd(widths[i]),
      );
      this.#lines.push(`  ${line.join('  ')}`.trimEnd());
    }
  }

  /** How many rows were left out of a table. */
  more(rows: number, noun: string): void {
    if (rows > 0) this.#lines.push(`  and ${rows} more ${noun}`);
  }

  /** All lines, with a final newline. */
  text(): string {
    return `${this.#lines.join('\n')}\n`;
  }
}

function shown(text: string): string {
  const clean = escapeControl(text);
  return clean.length <= 60 ? clean : `${clean.slice(0, 59)}…`;
}
